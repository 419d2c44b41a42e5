#include "base/json.h"

#include <errno.h>

/* A name of a file may be any bytes: what is not UTF-8 becomes U+FFFD. */
static struct json_object *repaired(struct view text)
{
    struct buffer sound = {0};
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint;
        at += utf8_decode(text, at, &codepoint);
        buffer_add_codepoint(&sound, codepoint);
    }
    struct json_object *string =
        sound.failed ? NULL : json_object_new_string_len(sound.data, (int)sound.size);
    buffer_free(&sound);
    return string;
}

struct json_object *json_text(struct view text)
{
    if (utf8_valid_prefix(text) < text.size)
        return repaired(text);
    return json_object_new_string_len(text.data ? text.data : "", (int)text.size);
}

struct json_object *json_count(size_t value)
{
    return json_object_new_int64((int64_t)value);
}

void json_add(struct json_object *object, const char *name, struct json_object *value, bool *failed)
{
    if (object && value && json_object_object_add(object, name, value) == 0)
        return;
    json_object_put(value);
    *failed = true;
}

void json_append(struct json_object *array, struct json_object *value, bool *failed)
{
    if (array && value && json_object_array_add(array, value) == 0)
        return;
    json_object_put(value);
    *failed = true;
}

struct json_object *json_report(const char *format, bool *failed)
{
    struct json_object *report = json_object_new_object();
    json_add(report, "format", json_text(view_of(format)), failed);
    json_add(report, "version", json_count(1), failed);
    return report;
}

/* Where memory runs out, json-c leaves a piece out and goes on; only errno says so. */
static void add_rendered(struct json_object *object, int flags, struct buffer *out)
{
    size_t size = 0;
    errno = 0;
    const char *text =
        json_object_to_json_string_length(object, flags | JSON_C_TO_STRING_NOSLASHESCAPE, &size);
    out->failed |= !text || errno == ENOMEM || errno == EFBIG;
    buffer_add(out, text ? text : "", size);
}

/* DEL and C1, which a terminal would obey, escaped as json-c escapes C0. */
static void add_without_controls(struct buffer *out, struct view text)
{
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t codepoint;
        size = utf8_decode(text, at, &codepoint);
        if (codepoint >= 0x7f && codepoint < 0xa0)
            buffer_printf(out, "\\u%04x", (unsigned)codepoint);
        else
            buffer_add(out, text.data + at, size);
    }
}

void json_render(struct json_object *object, struct buffer *out)
{
    struct buffer text = {0};
    add_rendered(object, JSON_C_TO_STRING_PRETTY, &text);
    add_without_controls(out, buffer_view(&text));
    buffer_add_char(out, '\n');
    out->failed |= text.failed;
    buffer_free(&text);
}

void json_render_plain(struct json_object *object, struct buffer *out)
{
    add_rendered(object, JSON_C_TO_STRING_PLAIN, out);
}

/* ---- rendered in one process, and put into a report in another ----------------------------------
 */

void json_render_within(struct json_object *object, struct buffer *out, bool *failed)
{
    struct buffer text = {0};
    struct json_object *items = json_object_new_array(), *report = json_object_new_array();
    json_append(items, object, failed);
    json_append(report, items, failed);
    if (!*failed)
        json_render(report, &text);
    json_object_put(report);
    size_t end = text.size, start = view_find(buffer_view(&text), VIEW("{"), 0);
    while (end > 0 && text.data[end - 1] != '}')
        end--;
    if (!text.failed && start < end)
        buffer_add(out, text.data + start, end - start);
    *failed |= text.failed || out->failed;
    buffer_free(&text);
}

static int print_rendered(struct json_object *text, struct printbuf *out, int level, int flags)
{
    (void)level;
    (void)flags;
    return printbuf_memappend(out, json_object_get_string(text), json_object_get_string_len(text));
}

struct json_object *json_rendered(struct view text)
{
    struct json_object *string = json_object_new_string_len(text.data, (int)text.size);
    if (string)
        json_object_set_serializer(string, print_rendered, NULL, NULL);
    return string;
}
