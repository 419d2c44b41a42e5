/* before.c - the words that stand before a candidate. */
#include "sentence/candidate.h"

/* Does a blank or an opening bracket end before text[at]? */
static inline bool word_break(const char *text, size_t at, size_t low)
{
    unsigned byte = byte_at(text, at - 1);
    if (byte < 0x80)
        return byte_breaks_word[byte];
    return byte <= 0xaf && wide_white_before(text, at, low) > 0;
}

static SELDOM size_t skip_marks(const char *text, size_t at, size_t high)
{
    enum mark mark;
    for (size_t size; (size = mark_at(text, at, high, &mark)) > 0;)
        at += size;
    return at;
}

/* The offset behind the last byte before text[at] that may break a word, `low` if there is none. */
static size_t unbroken_from(const char *text, size_t at, size_t low)
{
    size_t size = 8;
    while (at > low && at >= 8 && size == 8) {
        size = unbroken_bytes(language_ahead(text + at - 8));
        at -= size;
    }
    while (at > low && size == 8 && !byte_breaks_word[byte_at(text, at - 1)])
        at--;
    return at > low ? at : low;
}

struct word any_word_ending(const struct candidate *c, size_t at)
{
    size_t low = at - c->low > WORD_LIMIT ? at - WORD_LIMIT : c->low;
    size_t start = unbroken_from(c->text, at, low);
    while (start > low && !word_break(c->text, start, low))
        start = unbroken_from(c->text, start - 1, low);
    if (start < at && !byte_in_word[byte_at(c->text, start)])
        start = skip_marks(c->text, start, at);
    return (struct word){start, at};
}

static SELDOM size_t skip_fillers_back(const struct candidate *c, size_t at)
{
    enum mark mark;
    size_t size;
    while ((size = mark_before(c->text, at, c->low, &mark)) > 0)
        at -= size;
    while ((size = white_before(c->text, at, c->low)) > 0)
        at -= size;
    return at;
}

struct word word_before(const struct candidate *c, size_t at)
{
    return word_ending(c, behind_word(c, at) ? at - 1 : skip_fillers_back(c, at));
}

void read_before(struct candidate *c)
{
    struct word word = c->before = word_before(c, c->left.start);
    if (word.end > word.start && c->text[word.end - 1] == '.')
        word.end--;
    c->before_flags = word_flags(c, word);
    c->before_known = true;
}

/* Bytes of the mark, blank or dash that ends before text[at]. */
static size_t filler_before(const struct candidate *c, size_t at)
{
    enum mark mark;
    size_t size = mark_before(c->text, at, c->low, &mark);
    if (size == 0)
        size = white_before(c->text, at, c->low);
    if (size == 0 && c->text[at - 1] == '-')
        size = 1;
    bool dash = size == 0 && at - c->low >= 3 && dash_at(c->text, at - 3, at) == 3;
    return dash ? 3 : size;
}

SELDOM bool begins_after_fillers(const struct candidate *c, size_t at)
{
    while (at > c->low) {
        size_t size = filler_before(c, at);
        if (size == 0)
            return false;
        at -= size;
    }
    return c->from_start;
}

SELDOM unsigned early_word_flags(const struct candidate *c, struct word word)
{
    char text[16] = {0};
    size_t size = word.end - word.start;
    memcpy(text + 8, c->text + word.start, size);
    return language_word(text + 8, size);
}
