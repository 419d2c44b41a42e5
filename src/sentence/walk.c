/* walk.c - goes from candidate to candidate through a block. */
#include "sentence/walk.h"

#include "sentence/candidate.h"
#include "sentence/scan.h"

void sentence_walk_begin(struct sentence_walk *walk, const char *text, size_t size,
                         const struct sentence_options *options)
{
    static const struct sentence_options none = {0};
    *walk = (struct sentence_walk){.text = text,
                                   .size = size,
                                   .options = options ? *options : none,
                                   .scan = scan_choose(),
                                   .readable = size};
}

/* Looks for stops in the next 64 bytes. */
static void scan_block(struct sentence_walk *walk)
{
    const struct scan *scan = walk->scan;
    const char *block = walk->text + walk->scanned;
    size_t left = walk->readable - walk->scanned;
    char padded[SCAN_BLOCK + 1] = {0};
    if (left <= SCAN_BLOCK)
        block = memcpy(padded, block, left);
    walk->stops = scan->stops(block);
    walk->scanned += SCAN_BLOCK;
}

/* Moves walk->at to the next stop; false if there is none before the limit. */
static bool next_stop(struct sentence_walk *walk, size_t limit)
{
    if (walk->at < walk->scanned)
        walk->stops &= ~0ull << (walk->at + SCAN_BLOCK - walk->scanned);
    else
        walk->scanned = walk->at, walk->stops = 0;
    while (walk->stops == 0) {
        walk->at = walk->scanned;
        if (walk->at >= limit)
            return false;
        scan_block(walk);
    }
    walk->at = walk->scanned - SCAN_BLOCK + (size_t)__builtin_ctzll(walk->stops);
    return walk->at < limit;
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
        if (at > low && stop_at(walk->text, at - 1, at) == 1)
            at -= 1;
        else if (at - low >= 3 && stop_at(walk->text, at - 3, at) == 3)
            at -= 3;
        else
            return at;
    }
}

/* Reads and decides the candidate at walk->at. False if none stands there. */
static bool visit(struct sentence_walk *walk, struct candidate *c)
{
    size_t at = walk->at;
    *c = (struct candidate){.text = walk->text, .own = walk->options.abbreviations};
    c->from_start = at - walk->start <= LOOK_BACK;
    c->low = c->from_start ? walk->start : at - LOOK_BACK;
    c->high = walk->size - at > LOOK_AHEAD ? at + LOOK_AHEAD : walk->size;
    size_t first = run_start(walk, at, c->low);
    walk->at = at + 1;
    if (first == SIZE_MAX)
        return false;
    bool candidate = candidate_read(c, first);
    if (c->end > at)
        walk->at = c->end;
    return candidate;
}

bool walk_candidate(struct sentence_walk *walk, size_t limit, struct sentence_break *found)
{
    struct candidate c;
    while (next_stop(walk, limit)) {
        if (!visit(walk, &c))
            continue;
        found->is_end = candidate_decide(&c);
        if (found->is_end && walk->options.keep_quotations && inside_quotation(walk, c.end)) {
            found->is_end = false;
            c.rule = RULE_INSIDE_A_QUOTATION;
        }
        found->end = c.end;
        found->next = c.next;
        found->rule = rule_name(c.rule);
        found->word_start = c.about.start;
        found->word_end = c.about.end;
        if (found->is_end)
            walk->start = c.next;
        return true;
    }
    return false;
}

bool sentence_candidate(struct sentence_walk *walk, struct sentence_break *found)
{
    return walk_candidate(walk, walk->size, found);
}

bool sentence_next(struct sentence_walk *walk, struct sentence_break *found)
{
    while (walk_candidate(walk, walk->size, found))
        if (found->is_end)
            return true;
    return false;
}
