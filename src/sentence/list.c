/* list.c - what enumerates: at a sentence's beginning, and in a list inside it ("There are two
 * ways:
 * 1. To go. 2. To stay."). */
#include <string.h>

#include "sentence/candidate.h"

bool begins_list(const struct candidate *c, size_t at)
{
    for (size_t size; (size = white_before(c->text, at, c->low)) > 0;)
        at -= size;
    return at > c->low && c->text[at - 1] == ':' &&
           !(word_flags(c, word_ending(c, at - 1)) & LANGUAGE_LABEL);
}

/* The number of one or two digits with a full stop that begins a word at text[at]; 0: none. */
static unsigned numbered(const struct candidate *c, size_t at)
{
    unsigned value = 0;
    size_t i = at;
    if (!is_digit(byte_at(c->text, at)) || white_before(c->text, at, c->low) == 0)
        return 0;
    for (; i < c->stop && i - at < 2 && is_digit(byte_at(c->text, i)); i++)
        value = value * 10 + (unsigned)(c->text[i] - '0');
    return c->text[i] == '.' ? value : 0;
}

bool in_list(const struct candidate *c, size_t at, unsigned value)
{
    unsigned next = 1;
    if (value == 1)
        return begins_list(c, at);
    const char *colon = value > 20 ? NULL : memchr(c->text + c->low, ':', at - c->low);
    if (!colon)
        return false;
    for (size_t i = (size_t)(colon - c->text); i < at && next < value; i++)
        if (numbered(c, i) == next && (next > 1 || begins_list(c, i)))
            next++;
    return next == value;
}

/* 1. or II. or A.: what an enumerator looks like. */
static bool is_enumerator(const struct candidate *c, struct word word)
{
    size_t size = word.end - word.start;
    if (size < 2 || size > 5 || c->text[word.end - 1] != '.')
        return false;
    bool digits = true, roman = true;
    for (size_t i = word.start; i + 1 < word.end; i++) {
        digits = digits && is_digit(byte_at(c->text, i));
        roman = roman && memchr("IVX", c->text[i], 3);
    }
    return digits || roman || (size == 2 && is_ascii_upper(byte_at(c->text, word.start)));
}

bool begins_item(const struct candidate *c, size_t at)
{
    enum { FAR = 24 }; /* four enumerators are shorter */
    while (!begins_sentence(c, at)) {
        struct word before = at - c->low > FAR ? (struct word){at, at} : word_before(c, at);
        if (!is_enumerator(c, before))
            return false;
        at = before.start;
    }
    return true;
}
