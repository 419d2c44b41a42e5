#include "check/german.h"

#include "language/german_only.h"

#define LONGEST_WORD 16

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

enum german_word german_word(struct view word)
{
    char lower[LONGEST_WORD];
    if (word.size == 0 || word.size > LONGEST_WORD ||
        !german_only_has_prefix(language_prefix(word.data, word.size)))
        return NOT_GERMAN;
    memcpy(lower, word.data, word.size);
    if (lower[0] >= 'A' && lower[0] <= 'Z')
        lower[0] = (char)(lower[0] - 'A' + 'a');
    const struct german_only_row *row = german_only_find((struct view){lower, word.size});
    return !row ? NOT_GERMAN : row->verb ? GERMAN_VERB : GERMAN_WORD;
}

bool check_is_german_word(struct view word)
{
    return german_word(word) != NOT_GERMAN;
}

bool check_has_german_word(struct view text)
{
    for (size_t at = 0; at < text.size;) {
        size_t end = at;
        while (end < text.size && is_letter((unsigned char)text.data[end]))
            end++;
        if (end > at && check_is_german_word(view_slice(text, at, end)))
            return true;
        at = end > at ? end : at + 1;
    }
    return false;
}
