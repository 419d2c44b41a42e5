/* walk.c - goes from candidate to candidate through a block. */
#include "sentence/walk.h"

#include "sentence/candidate.h"
#include "sentence/plain.h"
#include "sentence/scan.h"

void sentence_walk_begin(struct sentence_walk *walk, const char *text, size_t size,
                         const struct sentence_options *options)
{
    static const struct sentence_options none = {0};
    *walk = (struct sentence_walk){
        .text = text, .size = size, .options = options ? *options : none, .scan = scan_choose()};
}

/* Looks for stops in the next 64 bytes. */
static void scan_block(struct sentence_walk *walk)
{
    const struct scan *scan = walk->scan;
    const char *block = walk->text + walk->scanned;
    size_t left = walk->size - walk->scanned;
    unsigned long long lines;
    char padded[SCAN_BLOCK + 1];
    if (left <= SCAN_BLOCK) {
        memset(padded, 0, sizeof padded);
        block = memcpy(padded, block, left);
    }
    scan->index(block, 1, &walk->stops, &lines);
    walk->scanned += SCAN_BLOCK;
}

/* Moves walk->at to the next stop; false if there is none. */
static inline bool next_stop(struct sentence_walk *walk)
{
    for (;;) {
        if (walk->at < walk->scanned) {
            size_t block = walk->scanned - SCAN_BLOCK;
            unsigned long long stops = walk->stops & ~0ull << (walk->at - block);
            walk->at = stops ? block + (size_t)__builtin_ctzll(stops) : walk->scanned;
            if (stops)
                return walk->at < walk->size;
        }
        if (walk->at >= walk->size)
            return false;
        walk->scanned = walk->at / SCAN_BLOCK * SCAN_BLOCK;
        scan_block(walk);
    }
}

/* Where the run of stops begins whose last byte is text[at]; SIZE_MAX if that is no stop. */
static size_t run_start(const struct sentence_walk *walk, size_t at, size_t low)
{
    if (byte_at(walk->text, at) == 0xa6) { /* the last byte of … */
        if (at - low < 2 || stop_at(walk->text, at - 2, walk->size) == 0)
            return SIZE_MAX;
        at -= 2;
    }
    for (;;) {
        enum byte_kind kind = at > low ? kind_at(walk->text, at - 1) : BYTE_OTHER;
        if (kind == BYTE_STOP)
            at -= 1;
        else if (kind == BYTE_WIDE && at - low >= 3 && stop_at(walk->text, at - 3, at) == 3)
            at -= 3;
        else
            return at;
    }
}

/* The usual case, at once (plain.h), with the rule that decides the same. */
static bool plain_end(const struct sentence_walk *walk, size_t at, struct candidate *c)
{
    const char *text = walk->text;
    if (walk->options.abbreviations || at < PLAIN_BEFORE || walk->size - at <= PLAIN_AFTER ||
        !plain_stop(text + at))
        return false;
    bool full_stop = text[at] == '.', word = full_stop && is_ascii_lower(byte_at(text, at - 1));
    c->end = at + plain_size(text + at);
    c->next = c->end + 1;
    c->rule = word        ? RULE_FULL_STOP_AFTER_A_WORD
              : full_stop ? RULE_FULL_STOP_AFTER_A_MARK
                          : RULE_EXCLAMATION_OR_QUESTION_MARK;
    c->text = text;
    c->low = walk->start;
    c->about = word ? word_ending(c, at) : (struct word){0, 0};
    return true;
}

/* Begins the candidate at text[at]. What is not set here is by candidate_read or candidate_decide.
 */
static inline void begin_candidate(const struct sentence_walk *walk, size_t at, struct candidate *c)
{
    c->text = walk->text;
    c->own = walk->options.abbreviations;
    c->strong = c->quoted = c->bracketed = false;
    c->right_quote = c->right_bracket = c->right_dash = false;
    c->before_known = c->right_known = false;
    c->from_start = at - walk->start <= LOOK_BACK;
    c->low = c->from_start ? walk->start : at - LOOK_BACK;
    c->high = walk->size - at > LOOK_AHEAD ? at + LOOK_AHEAD : walk->size;
}

/* Reads and decides the candidate at text[at]; UNDECIDED: none stands there. */
static inline enum verdict visit(struct sentence_walk *walk, size_t at, bool may_be_plain,
                                 struct candidate *c)
{
    walk->at = at + 1;
    if (at + 1 == walk->size) /* the end of the block is none of a candidate */
        return UNDECIDED;
    if (may_be_plain && plain_end(walk, at, c)) {
        walk->at = c->end;
        return ENDS;
    }
    begin_candidate(walk, at, c);
    size_t first = run_start(walk, at, c->low);
    if (first == SIZE_MAX)
        return UNDECIDED;
    bool candidate = candidate_read(c, first);
    if (c->end > at)
        walk->at = c->end;
    return candidate ? candidate_decide(c) : UNDECIDED;
}

/* The same, with what the caller wants. */
static inline enum verdict judge(struct sentence_walk *walk, size_t at, bool may_be_plain,
                                 struct candidate *c)
{
    enum verdict verdict = visit(walk, at, may_be_plain, c);
    if (verdict != ENDS)
        return verdict;
    if (walk->options.keep_quotations && inside_quotation(walk, c->end))
        return goes_on(c, RULE_INSIDE_A_QUOTATION, c->about);
    walk->start = c->next;
    return verdict;
}

static struct sentence_break break_of(const struct candidate *c, enum verdict verdict)
{
    return (struct sentence_break){.end = c->end,
                                   .next = c->next,
                                   .is_end = verdict == ENDS,
                                   .rule = rule_names[c->rule],
                                   .word_start = c->about.start,
                                   .word_end = c->about.end};
}

bool walk_decide(struct sentence_walk *walk, size_t at, bool may_be_plain,
                 struct sentence_break *found)
{
    struct candidate c;
    enum verdict verdict = judge(walk, at, may_be_plain, &c);
    if (verdict != UNDECIDED)
        *found = break_of(&c, verdict);
    return verdict != UNDECIDED;
}

bool walk_ends(struct sentence_walk *walk, size_t at, bool may_be_plain,
               struct sentence_break *found)
{
    struct candidate c;
    if (judge(walk, at, may_be_plain, &c) != ENDS)
        return false;
    *found = break_of(&c, ENDS);
    return true;
}

bool sentence_candidate(struct sentence_walk *walk, struct sentence_break *found)
{
    while (next_stop(walk))
        if (walk_decide(walk, walk->at, true, found))
            return true;
    return false;
}

bool sentence_next(struct sentence_walk *walk, struct sentence_break *found)
{
    while (next_stop(walk))
        if (walk_ends(walk, walk->at, true, found))
            return true;
    return false;
}
