/* ends.c - the ends of sentences in a block, listed a stretch of it at a time: the loops over bytes
 * and the plain ends (plain.h) need no branch that could be guessed wrong. */
#include "sentence/plain.h"
#include "sentence/scan.h"
#include "sentence/walk.h"

/* Bytes of text in which stops are listed at once. */
enum { STRETCH = 1024, BLOCKS = (PLAIN_BEFORE + STRETCH) / SCAN_BLOCK + 1 };

/* A copy of them, so that the loops may read around it. */
struct stretch {
    char text[(BLOCKS + 2) * SCAN_BLOCK];
    size_t at, end; /* in the block */
    uint32_t list[STRETCH + 2 * SCAN_BLOCK];
    size_t count;
};

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Lists the stops of the stretch at walk->at. */
static void list_stops(const struct sentence_walk *walk, struct stretch *stretch)
{
    static const unsigned long long no_lines[BLOCKS]; /* all is one line */
    unsigned long long stops[BLOCKS], lines[BLOCKS];
    const struct scan *scan = walk->scan;
    size_t at = walk->at, size = least(walk->size - at, STRETCH);
    size_t before = least(at, PLAIN_BEFORE), after = least(walk->size - at - size, PLAIN_AFTER);
    memset(stretch->text, 0, PLAIN_BEFORE);
    memcpy(stretch->text + PLAIN_BEFORE - before, walk->text + at - before, before + size + after);
    memset(stretch->text + PLAIN_BEFORE + size + after, 0, 2 * SCAN_BLOCK);
    stretch->at = at;
    stretch->end = at + size;
    scan->index(stretch->text, (PLAIN_BEFORE + size) / SCAN_BLOCK + 1, stops, lines);
    stretch->count = scan->list(stretch->text, PLAIN_BEFORE, PLAIN_BEFORE + size, stops, no_lines,
                                stretch->list);
}

/* A plain end is none so near the end of the block that more than the block was looked at. */
static bool is_plain(const struct sentence_walk *walk, size_t at, uint32_t entry)
{
    return entry % 2 == 1 && at >= PLAIN_BEFORE && walk->size - at > PLAIN_AFTER;
}

size_t sentence_ends(struct sentence_walk *walk, struct sentence_end ends[SENTENCE_ENDS])
{
    bool rules_only = walk->options.abbreviations || walk->options.keep_quotations;
    struct sentence_break found;
    struct stretch stretch;
    size_t count = 0;
    while (count == 0 && walk->at < walk->size) {
        list_stops(walk, &stretch);
        for (size_t i = 0; i < stretch.count; i++) {
            size_t at = stretch.at + stretch.list[i] / 2 - PLAIN_BEFORE;
            if (at < walk->at)
                continue;
            if (!rules_only && is_plain(walk, at, stretch.list[i])) {
                size_t end = at + plain_size(walk->text + at);
                walk->at = end;
                walk->start = end + 1;
                ends[count++] = (struct sentence_end){end, end + 1};
            } else if (walk_ends(walk, at, rules_only, &found)) {
                ends[count++] = (struct sentence_end){found.end, found.next};
            }
        }
        walk->at = walk->at > stretch.end ? walk->at : stretch.end;
    }
    return count;
}
