/* skeleton_words.h - a skeleton as lines of words, for those who read one. */
#ifndef EXCHANGE_SKELETON_WORDS_H
#define EXCHANGE_SKELETON_WORDS_H

#include <limits.h>

#include "base/base.h"

static inline bool skeleton_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The next line without blanks at its ends; empty lines are passed over. Tools indent text. */
static inline bool skeleton_take_line(struct view *rest, struct view *line)
{
    while (rest->size > 0) {
        const char *lf = memchr(rest->data, '\n', rest->size);
        size_t end = lf ? (size_t)(lf - rest->data) : rest->size;
        *line = view_trim(view_slice(*rest, 0, end));
        *rest = view_slice(*rest, end < rest->size ? end + 1 : end, rest->size);
        if (line->size > 0)
            return true;
    }
    return false;
}

static inline void skeleton_skip_blanks(struct view *line)
{
    size_t at = 0;
    while (at < line->size && skeleton_is_blank(line->data[at]))
        at++;
    *line = view_slice(*line, at, line->size);
}

/* The next word of a line, which has no blanks at its end; blanks part words. */
static inline struct view skeleton_take_word(struct view *line)
{
    skeleton_skip_blanks(line);
    struct view text = *line;
    size_t end = 0;
    while (end < text.size && text.data[end] != ' ')
        end++;
    *line = view_slice(text, end, text.size);
    return view_slice(text, 0, end);
}

/* Takes `prefix` off the front of `text`. */
static inline bool skeleton_take_prefix(struct view *text, struct view prefix)
{
    if (!view_starts_with(*text, prefix))
        return false;
    *text = view_slice(*text, prefix.size, text->size);
    return true;
}

/* -1: none. */
static inline int skeleton_hex_digit(char byte)
{
    static const char digits[UCHAR_MAX + 1] = {
        ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
        ['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
        ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
        ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
    };
    return digits[(unsigned char)byte] - 1;
}

#endif
