#include "xliff/start_tag.h"

#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_spaces(struct xliff_string tag, size_t at)
{
    while (at < tag.size && is_space(tag.data[at]))
        at++;
    return at;
}

static size_t skip_name(struct xliff_string tag, size_t at)
{
    while (at < tag.size && !is_space(tag.data[at]) && !strchr("=/>", tag.data[at]))
        at++;
    return at;
}

struct xliff_string xliff_start_tag_name(struct xliff_string tag)
{
    return (struct xliff_string){tag.data + 1, skip_name(tag, 1) - 1};
}

bool xliff_start_tag_is_empty(struct xliff_string tag)
{
    return tag.size >= 2 && tag.data[tag.size - 2] == '/';
}

/* An attribute: where the white space before it, its name and its value begin, and its end. */
struct attribute {
    size_t start, name, name_end, end;
};

static bool next_attribute(struct xliff_string tag, size_t at, struct attribute *attribute)
{
    attribute->start = at;
    attribute->name = skip_spaces(tag, at);
    attribute->name_end = skip_name(tag, attribute->name);
    size_t quote = skip_spaces(tag, attribute->name_end);
    if (quote >= tag.size || tag.data[quote] != '=')
        return false;
    quote = skip_spaces(tag, quote + 1);
    if (quote >= tag.size)
        return false;
    const char *end = memchr(tag.data + quote + 1, tag.data[quote], tag.size - quote - 1);
    if (!end)
        return false;
    attribute->end = (size_t)(end - tag.data) + 1;
    return true;
}

struct xliff_string xliff_start_tag_find(struct xliff_string tag, const char *name)
{
    struct attribute attribute;
    for (size_t at = skip_name(tag, 1); next_attribute(tag, at, &attribute); at = attribute.end) {
        struct xliff_string found = {tag.data + attribute.name,
                                     attribute.name_end - attribute.name};
        if (xliff_is(found, name))
            return (struct xliff_string){tag.data + attribute.start,
                                         attribute.end - attribute.start};
    }
    return (struct xliff_string){0};
}

static void add_attribute(struct bytes *to, const char *name, struct xliff_string value)
{
    xliff_bytes_add_string(to, name);
    xliff_bytes_add_string(to, "=\"");
    xliff_bytes_add(to, value.data, value.size);
    xliff_bytes_add_string(to, "\"");
}

void xliff_start_tag_set(struct bytes *to, struct xliff_string tag, const char *name,
                         struct xliff_string value)
{
    struct xliff_string old = xliff_start_tag_find(tag, name);
    size_t start = old.data ? (size_t)(old.data - tag.data)
                            : tag.size - (xliff_start_tag_is_empty(tag) ? 2 : 1);
    size_t end = start + old.size;
    if (!old.data) {
        while (start > 0 && is_space(tag.data[start - 1]))
            start--;
        end = start;
    } else if (value.data) {
        start = skip_spaces(tag, start);
    }
    xliff_bytes_add(to, tag.data, start);
    if (value.data) {
        xliff_bytes_add_string(to, old.data ? "" : " ");
        add_attribute(to, name, value);
    }
    xliff_bytes_add(to, tag.data + end, tag.size - end);
}
