#include "base/base.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

struct view view_trim(struct view text)
{
    while (text.size > 0 && is_blank(text.data[text.size - 1]))
        text.size--;
    while (text.size > 0 && is_blank(text.data[0]))
        text = view_slice(text, 1, text.size);
    return text;
}

bool view_to_size(struct view text, size_t *number)
{
    size_t value = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned digit = (unsigned char)text.data[i] - '0';
        if (digit > 9 || value > (SIZE_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *number = value;
    return text.size > 0;
}

size_t view_find(struct view text, struct view part, size_t from)
{
    if (part.size == 0)
        return from <= text.size ? from : SIZE_MAX;
    while (from < text.size && text.size - from >= part.size) {
        const char *hit = memchr(text.data + from, part.data[0], text.size - from - part.size + 1);
        if (!hit)
            return SIZE_MAX;
        if (memcmp(hit, part.data, part.size) == 0)
            return (size_t)(hit - text.data);
        from = (size_t)(hit - text.data) + 1;
    }
    return SIZE_MAX;
}
