/* quotation.c - is a place inside a quotation? For keep_quotations only.
 *
 * An opening mark without its closing one within QUOTATION_LIMIT bytes opens nothing, so an
 * unbalanced mark never swallows a text; and at most NESTING marks may be open, so that each byte
 * is looked at a few times at most.
 */
#include "sentence/candidate.h"
#include "sentence/walk.h"

enum { NESTING = 4 };

enum side { NO_QUOTE, OPENING, CLOSING };

static bool word_before_mark(const struct sentence_walk *walk, size_t at)
{
    size_t low = at > 4 ? at - 4 : 0;
    enum mark mark;
    return at > 0 && white_before(walk->text, at, low) == 0 &&
           (mark_before(walk->text, at, low, &mark) == 0 || mark == MARK_CLOSE);
}

static bool word_after_mark(const struct sentence_walk *walk, size_t at)
{
    enum mark mark;
    size_t size;
    mark_at(walk->text, at, walk->size, &mark);
    return mark == MARK_OPEN || letter_at(walk->text, at, walk->size, &size) != LETTER_NONE;
}

/* Which side the mark at text[at] is, by what stands beside it; an apostrophe is none. „ and ‚
 * always open. */
static enum side side_at(const struct sentence_walk *walk, size_t at, size_t *size)
{
    enum mark mark;
    *size = mark_at(walk->text, at, walk->size, &mark);
    if (*size == 0 || mark != MARK_QUOTE)
        return NO_QUOTE;
    if (*size == 3 && (byte_at(walk->text, at + 2) == 0x9e || byte_at(walk->text, at + 2) == 0x9a))
        return OPENING;
    bool before = word_before_mark(walk, at), after = word_after_mark(walk, at + *size);
    if (before && after)
        return NO_QUOTE;
    bool at_start = at == 0 || white_before(walk->text, at, at > 3 ? at - 3 : 0) > 0;
    bool at_end = at + *size == walk->size || white_at(walk->text, at + *size, walk->size) > 0;
    if (at_start && at_end)
        return NO_QUOTE;
    return after || (at_start && !before) ? OPENING : CLOSING;
}

/* Offset after the mark that closes the quotation opened before text[at]; 0 if none does. */
static size_t closing(const struct sentence_walk *walk, size_t at)
{
    size_t limit = walk->size - at > QUOTATION_LIMIT ? at + QUOTATION_LIMIT : walk->size;
    unsigned open = 1;
    while (at < limit) {
        size_t size;
        enum side side = side_at(walk, at, &size);
        at += size > 0 ? size : 1;
        if (side == CLOSING && --open == 0)
            return at;
        if (side == OPENING && ++open > NESTING)
            return 0;
    }
    return 0;
}

bool inside_quotation(struct sentence_walk *walk, size_t at)
{
    size_t i = walk->quotation_at;
    while (i < at) {
        size_t size;
        enum side side = side_at(walk, i, &size);
        i += size > 0 ? size : 1;
        if (side == OPENING && i > walk->quotation_end) {
            size_t end = closing(walk, i);
            if (end > 0)
                walk->quotation_end = i = end;
        }
    }
    walk->quotation_at = i;
    return at < walk->quotation_end;
}
