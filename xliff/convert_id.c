/* Ids and values: 2.x wants names (NMTOKEN), 1.2 takes any text. A character that cannot stand in
 * a name becomes _xHHHH_, and so does the first "_" of what only looks like that. A code's second
 * copy ends with _x2_. */
#include "xliff/convert.h"
#include "xliff/escape.h"
#include "xliff/limits.h"

#include <stdio.h>
#include <string.h>

static bool is_name_character(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{'-', '.'},       {'0', ':'},        {'A', 'Z'},       {'_', '_'},
                  {'a', 'z'},       {0xb7, 0xb7},      {0xc0, 0xd6},     {0xd8, 0xf6},
                  {0xf8, 0x37d},    {0x37f, 0x1fff},   {0x200c, 0x200d}, {0x203f, 0x2040},
                  {0x2070, 0x218f}, {0x2c00, 0x2fef},  {0x3001, 0xd7ff}, {0xf900, 0xfdcf},
                  {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The length of "_xHHHH_" (4 to 6 digits) at `at`, and what it stands for; 0: there is none. */
static size_t read_escape(struct xliff_string text, size_t at, uint32_t *codepoint)
{
    size_t end = at + 2;
    if (text.size - at < 7 || memcmp(text.data + at, "_x", 2) != 0)
        return 0;
    *codepoint = 0;
    for (; end < text.size && end < at + 8 && hex_digit(text.data[end]) >= 0; end++)
        *codepoint = *codepoint << 4 | (uint32_t)hex_digit(text.data[end]);
    bool whole = end >= at + 6 && end < text.size && text.data[end] == '_';
    return whole ? end + 1 - at : 0;
}

static struct xliff_string keep(struct conversion *conversion, struct bytes *bytes)
{
    conversion->failed |= bytes->failed;
    struct xliff_string kept =
        xliff_convert_copy(conversion, (struct xliff_string){bytes->data, bytes->size});
    xliff_bytes_free(bytes);
    return kept;
}

static struct xliff_string escape(struct conversion *conversion, struct xliff_string text,
                                  bool colons)
{
    struct bytes out = {0};
    uint32_t codepoint;
    for (size_t at = 0, size; at < text.size; at += size) {
        char escaped[16];
        size = xliff_decode(text, at, &codepoint);
        size = size > 0 ? size : 1;
        bool plain = is_name_character(codepoint) && (colons || codepoint != ':') &&
                     read_escape(text, at, &(uint32_t){0}) == 0;
        snprintf(escaped, sizeof escaped, "_x%04X_", (unsigned)codepoint);
        if (plain)
            xliff_bytes_add(&out, text.data + at, size);
        else
            xliff_bytes_add_string(&out, escaped);
    }
    if (text.size == 0)
        xliff_bytes_add_string(&out, "_x_");
    return keep(conversion, &out);
}

static struct xliff_string unescape(struct conversion *conversion, struct xliff_string text)
{
    struct bytes out = {0};
    uint32_t codepoint;
    if (xliff_is(text, "_x_"))
        return (struct xliff_string){"", 0};
    for (size_t at = 0; at < text.size;) {
        size_t size = read_escape(text, at, &codepoint);
        if (size > 0)
            xliff_bytes_add_character(&out, codepoint);
        else
            xliff_bytes_add(&out, text.data + at, 1);
        at += size > 0 ? size : 1;
    }
    return keep(conversion, &out);
}

/* What stands for an id that is too long with its escapes: its hash (FNV-1a). */
static struct xliff_string shorten(struct conversion *conversion, struct xliff_string id)
{
    uint64_t hash = 0xcbf29ce484222325;
    for (size_t i = 0; i < id.size; i++)
        hash = (hash ^ (unsigned char)id.data[i]) * 0x100000001b3;
    xliff_lose(&conversion->losses, "an id with too many characters that 2.x escapes");
    return xliff_convert_format(conversion, "id-%016llx", (unsigned long long)hash);
}

struct xliff_string xliff_convert_id(struct conversion *conversion, struct xliff_string id)
{
    if (!id.data)
        return id;
    if (!conversion->up)
        return unescape(conversion, id);
    struct xliff_string escaped = escape(conversion, id, true);
    return escaped.size > XLIFF_MAX_ID ? shorten(conversion, id) : escaped;
}

struct xliff_string xliff_convert_copy_id(struct conversion *conversion, struct xliff_string id,
                                          size_t copy)
{
    return xliff_convert_format(conversion, "%.*s_x%zu_", (int)id.size, id.data, copy);
}

struct xliff_string xliff_convert_without_copy(struct xliff_string id)
{
    size_t at = id.size, digits = 0;
    if (at == 0 || id.data[--at] != '_')
        return id;
    for (; at > 0 && id.data[at - 1] >= '0' && id.data[at - 1] <= '9'; at--)
        digits++;
    bool copy = digits >= 1 && digits <= 3 && at >= 3 && !memcmp(id.data + at - 2, "_x", 2);
    return (struct xliff_string){id.data, copy ? at - 2 : id.size};
}

struct xliff_string xliff_convert_value(struct conversion *conversion, struct xliff_string value)
{
    return conversion->up ? escape(conversion, value, false) : unescape(conversion, value);
}
