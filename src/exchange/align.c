#include "exchange/align.h"

#include <stdlib.h>

/* A segment without a pair, by what it is looked up with. */
struct align_key {
    uint64_t sum;
    size_t index;
    bool old;
};

struct aligner {
    struct alignment *alignment;
    struct align_key *keys; /* room for all segments of both */
    size_t key_count;
    enum align_kind kind; /* ALIGN_SAME: German is compared; ALIGN_VALUES: patterns */
};

static const struct edition_segment *old_segment(const struct alignment *alignment, size_t index)
{
    return &alignment->old->segments[index];
}

static const struct edition_segment *current_segment(const struct alignment *alignment,
                                                     size_t index)
{
    return &alignment->current->segments[index];
}

void align_link(struct alignment *alignment, size_t current, size_t old, enum align_kind kind)
{
    alignment->pairs[current].old = old;
    alignment->pairs[current].kind = kind;
    alignment->successors[old] = current;
}

static bool fits(const struct edition_segment *a, const struct edition_segment *b,
                 enum align_kind kind)
{
    if (kind == ALIGN_SAME)
        return a->german_sum == b->german_sum && view_equal(a->german, b->german);
    return a->pattern_sum == b->pattern_sum && view_equal(a->pattern, b->pattern);
}

/* Pairs two segments if both are free and fit, by their German or at least by their patterns. */
static void try_link(struct alignment *alignment, size_t current, size_t old)
{
    if (current >= alignment->current->count || old >= alignment->old->count ||
        alignment->pairs[current].old != ALIGN_NONE || alignment->successors[old] != ALIGN_NONE)
        return;
    const struct edition_segment *a = current_segment(alignment, current);
    const struct edition_segment *b = old_segment(alignment, old);
    if (fits(a, b, ALIGN_SAME))
        align_link(alignment, current, old, ALIGN_SAME);
    else if (fits(a, b, ALIGN_VALUES))
        align_link(alignment, current, old, ALIGN_VALUES);
}

/* From each pair, and from both ends of the article, to the neighbours. */
static void grow(struct alignment *alignment)
{
    size_t count = alignment->current->count, old_count = alignment->old->count;
    try_link(alignment, 0, 0);
    for (size_t i = 0; i < count; i++)
        if (alignment->pairs[i].old != ALIGN_NONE)
            try_link(alignment, i + 1, alignment->pairs[i].old + 1);
    if (count > 0 && old_count > 0)
        try_link(alignment, count - 1, old_count - 1);
    for (size_t i = count; i-- > 1;)
        if (alignment->pairs[i].old != ALIGN_NONE && alignment->pairs[i].old > 0)
            try_link(alignment, i - 1, alignment->pairs[i].old - 1);
}

/* ---- pairs by key ------------------------------------------------------------------------ */

static int by_key(const void *left, const void *right)
{
    const struct align_key *a = left, *b = right;
    if (a->sum != b->sum)
        return a->sum < b->sum ? -1 : 1;
    if (a->old != b->old)
        return a->old ? 1 : -1;
    return (a->index > b->index) - (a->index < b->index);
}

static void add_key(struct aligner *aligner, const struct edition_segment *segment, size_t index,
                    bool old)
{
    uint64_t sum = aligner->kind == ALIGN_SAME ? segment->german_sum : segment->pattern_sum;
    aligner->keys[aligner->key_count++] = (struct align_key){sum, index, old};
}

static void collect(struct aligner *aligner)
{
    const struct alignment *alignment = aligner->alignment;
    aligner->key_count = 0;
    for (size_t i = 0; i < alignment->current->count; i++)
        if (alignment->pairs[i].old == ALIGN_NONE)
            add_key(aligner, current_segment(alignment, i), i, false);
    for (size_t i = 0; i < alignment->old->count; i++)
        if (alignment->successors[i] == ALIGN_NONE)
            add_key(aligner, old_segment(alignment, i), i, true);
    if (aligner->key_count > 1)
        qsort(aligner->keys, aligner->key_count, sizeof *aligner->keys, by_key);
}

/* Keys [start, end) are of one sum, those of the current edition first. With `once`, only a
 * sentence that each has once is paired. */
static void link_group(struct aligner *aligner, size_t start, size_t end, bool once)
{
    const struct align_key *keys = aligner->keys;
    size_t middle = start;
    while (middle < end && !keys[middle].old)
        middle++;
    if (once && (middle != start + 1 || end != middle + 1))
        return;
    for (size_t i = start, k = middle; i < middle && k < end; i++, k++)
        try_link(aligner->alignment, keys[i].index, keys[k].index);
}

static void link_by_key(struct aligner *aligner, enum align_kind kind, bool once)
{
    aligner->kind = kind;
    collect(aligner);
    for (size_t start = 0, end; start < aligner->key_count; start = end) {
        for (end = start + 1; end < aligner->key_count; end++)
            if (aligner->keys[end].sum != aligner->keys[start].sum)
                break;
        link_group(aligner, start, end, once);
    }
    grow(aligner->alignment);
}

bool align(struct alignment *alignment, const struct edition *old, const struct edition *current)
{
    struct aligner aligner = {.alignment = alignment};
    *alignment = (struct alignment){.old = old, .current = current};
    alignment->pairs = calloc(current->count + 1, sizeof *alignment->pairs);
    alignment->successors = calloc(old->count + 1, sizeof *alignment->successors);
    aligner.keys = malloc((current->count + old->count + 1) * sizeof *aligner.keys);
    bool ready = alignment->pairs && alignment->successors && aligner.keys;
    for (size_t i = 0; ready && i < current->count; i++)
        alignment->pairs[i] = (struct align_pair){.kind = ALIGN_NEW, .old = ALIGN_NONE};
    for (size_t i = 0; ready && i < old->count; i++)
        alignment->successors[i] = ALIGN_NONE;
    if (ready) {
        link_by_key(&aligner, ALIGN_SAME, true);
        link_by_key(&aligner, ALIGN_VALUES, true);
        link_by_key(&aligner, ALIGN_SAME, false);
        link_by_key(&aligner, ALIGN_VALUES, false);
    }
    free(aligner.keys);
    return ready;
}

void align_free(struct alignment *alignment)
{
    free(alignment->pairs);
    free(alignment->successors);
    *alignment = (struct alignment){0};
}
