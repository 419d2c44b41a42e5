#include "language/furniture.h"
#include "article/internal-plain.h"

#define LONGEST 160 /* bytes */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* A pattern of src/language/furniture.txt: '%' is a number, '*' anything. */
static bool matches(struct view pattern, struct view text)
{
    for (size_t i = 0; i < pattern.size; i++) {
        char byte = pattern.data[i];
        if (byte == '*') {
            struct view rest = view_slice(pattern, i + 1, pattern.size);
            for (size_t j = 0; j <= text.size; j++)
                if (matches(rest, view_slice(text, j, text.size)))
                    return true;
            return false;
        }
        if (text.size == 0 ||
            (byte == '%' ? !is_digit(text.data[0]) : lower(byte) != lower(text.data[0])))
            return false;
        size_t size = 1;
        while (byte == '%' && size < text.size && is_digit(text.data[size]))
            size++;
        text = view_slice(text, size, text.size);
    }
    return text.size == 0;
}

bool is_furniture(struct view text)
{
    if (text.size > LONGEST)
        return false;
    for (size_t i = 0; i < sizeof furniture_rows / sizeof *furniture_rows; i++)
        if (matches(furniture_rows[i].pattern, text))
            return true;
    return false;
}
