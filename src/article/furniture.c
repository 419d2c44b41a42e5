#include "article/internal-plain.h"

#define LONGEST 160 /* bytes */

/* What web pages say around an article. '#' stands for a number, '*' for anything; small and
 * capital ASCII letters are the same. */
static const char *const furniture[] = {
    "Kommentare",
    "Kommentare (#)",
    "# Kommentare",
    NULL,
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool matches(const char *pattern, struct view text)
{
    for (; *pattern; pattern++) {
        if (*pattern == '*') {
            for (size_t i = 0; i <= text.size; i++)
                if (matches(pattern + 1, view_slice(text, i, text.size)))
                    return true;
            return false;
        }
        if (text.size == 0 ||
            (*pattern == '#' ? !is_digit(text.data[0]) : lower(*pattern) != lower(text.data[0])))
            return false;
        size_t size = 1;
        while (*pattern == '#' && size < text.size && is_digit(text.data[size]))
            size++;
        text = view_slice(text, size, text.size);
    }
    return text.size == 0;
}

bool is_furniture(struct view text)
{
    if (text.size > LONGEST)
        return false;
    for (size_t i = 0; furniture[i]; i++)
        if (matches(furniture[i], text))
            return true;
    return false;
}
