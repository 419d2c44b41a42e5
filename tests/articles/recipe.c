#include "tests/articles/articles.h"

#include <string.h>

enum { BRACKETS_DEEP = 8 };

bool recipe_read(struct view line, struct recipe *recipe)
{
    size_t sign = view_find(line, VIEW(" ="), 0);
    if (sign == SIZE_MAX)
        return false;
    size_t blank = view_find(line, VIEW(" "), 0); /* at the sign, if not before */
    recipe->name = view_slice(line, 0, blank);
    recipe->options = view_slice(line, blank < sign ? blank + 1 : sign, sign);
    size_t bytes = sign + 3 < line.size ? sign + 3 : line.size;
    recipe->bytes = view_slice(line, bytes, line.size);
    return true;
}

static int hex_digit(char byte)
{
    const char *digits = "0123456789abcdef", *found = byte ? strchr(digits, byte) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* The escape at text[at], a backslash. Returns its length, or 0 if it is none. */
static size_t expand_escape(struct view text, size_t at, struct buffer *out)
{
    const char *names = "nrt\\()", *bytes = "\n\r\t\\()", *found = NULL;
    if (at + 1 < text.size && text.data[at + 1])
        found = strchr(names, text.data[at + 1]);
    if (found) {
        buffer_add_char(out, bytes[found - names]);
        return 2;
    }
    if (at + 3 >= text.size || text.data[at + 1] != 'x')
        return 0;
    int high = hex_digit(text.data[at + 2]), low = hex_digit(text.data[at + 3]);
    if (high < 0 || low < 0)
        return 0;
    buffer_add_char(out, (char)(unsigned char)(high * 16 + low));
    return 4;
}

/* The ")*N" at text[at]: repeats what `out` holds from `start` on. Returns its length, or 0. */
static size_t repeat_group(struct view text, size_t at, size_t start, struct buffer *out)
{
    size_t end = at + 2, times, size = out->size - start;
    while (end < text.size && text.data[end] >= '0' && text.data[end] <= '9')
        end++;
    if (end > text.size || text.data[at + 1] != '*' ||
        !view_to_size(view_slice(text, at + 2, end), &times) || times == 0 ||
        !buffer_reserve(out, size * (times - 1)))
        return 0;
    for (size_t i = 1; i < times && size > 0; i++)
        buffer_add(out, out->data + start, size); /* stays in place: the room is reserved */
    return end - at;
}

bool recipe_expand(struct view text, struct buffer *out)
{
    size_t starts[BRACKETS_DEEP], depth = 0, length;
    for (size_t at = 0; at < text.size; at += length) {
        char byte = text.data[at];
        length = 1;
        if (byte == '\\')
            length = expand_escape(text, at, out);
        else if (byte == '(' && depth < BRACKETS_DEEP)
            starts[depth++] = out->size;
        else if (byte == ')' && depth > 0)
            length = repeat_group(text, at, starts[--depth], out);
        else if (byte == '(' || byte == ')')
            return false;
        else
            buffer_add_char(out, byte);
        if (length == 0)
            return false;
    }
    return depth == 0 && !out->failed;
}
