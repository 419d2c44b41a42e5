/* list.c - a list inside a sentence: "There are two ways: 1. To go. 2. To stay." */
#include "sentence/candidate.h"

/* Does a list begin with the number at text[at], after a colon? But "Mark: 1." */
static bool begins_list(const struct candidate *c, size_t at)
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
    for (size_t i = c->low; i < at && next < value; i++)
        if (numbered(c, i) == next && (next > 1 || begins_list(c, i)))
            next++;
    return next == value && value <= 20;
}
