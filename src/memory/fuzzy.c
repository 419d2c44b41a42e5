/* The score: bit-parallel edit distance.
 *
 * Myers (1999) keeps a column of the distance table as two bit vectors, a step up and a step down
 * for each row, and computes the next column with a few operations on 64 rows at once; Hyyrö (2003)
 * gives the carry between words of 64 rows, for longer texts.
 */
#include "memory/fuzzy.h"

#include <stdlib.h>
#include <string.h>

#define BITS 64

/* One of the set text's three sequences: which rows hold a symbol. */
struct pattern {
    const struct fuzzy_symbols *symbols;
    size_t blocks;     /* words of 64 rows */
    uint32_t *keys;    /* open addressing; slots[i] == 0: free */
    uint32_t *slots;   /* 1 + the number of the symbol among the distinct ones */
    size_t slot_count; /* a power of two */
    size_t slot_capacity;
    uint64_t *rows; /* for each distinct symbol, `blocks` words */
    size_t row_capacity;
};

struct fuzzy_workspace {
    const struct fuzzy_text *text;
    struct pattern characters, words, exact;
    uint64_t up[FUZZY_LONGEST / BITS], down[FUZZY_LONGEST / BITS];
    size_t steps; /* since the text was set */
    bool too_long;
};

/* ---- patterns ---------------------------------------------------------------------------- */

static size_t find_slot(const struct pattern *pattern, uint32_t symbol)
{
    size_t mask = pattern->slot_count - 1;
    size_t at = (symbol * UINT32_C(2654435761) >> 7) & mask;
    while (pattern->slots[at] != 0 && pattern->keys[at] != symbol)
        at = (at + 1) & mask;
    return at;
}

static const uint64_t *find_rows(const struct pattern *pattern, uint32_t symbol)
{
    uint32_t slot = pattern->slots[find_slot(pattern, symbol)];
    return slot == 0 ? NULL : pattern->rows + (slot - 1) * pattern->blocks;
}

static bool reserve_slots(struct pattern *pattern, size_t symbols)
{
    size_t count = 16;
    while (count < 2 * symbols)
        count *= 2;
    if (count > pattern->slot_capacity) {
        free(pattern->keys);
        free(pattern->slots);
        pattern->keys = malloc(count * sizeof *pattern->keys);
        pattern->slots = malloc(count * sizeof *pattern->slots);
        pattern->slot_capacity = pattern->keys && pattern->slots ? count : 0;
    }
    if (pattern->slot_capacity == 0)
        return false;
    pattern->slot_count = count;
    memset(pattern->slots, 0, count * sizeof *pattern->slots);
    return true;
}

static bool reserve_rows(struct pattern *pattern, size_t distinct)
{
    size_t count = distinct * pattern->blocks;
    if (count > pattern->row_capacity) {
        free(pattern->rows);
        pattern->rows = malloc(count * sizeof *pattern->rows);
        pattern->row_capacity = pattern->rows ? count : 0;
    }
    if (count > pattern->row_capacity)
        return false;
    if (count > 0)
        memset(pattern->rows, 0, count * sizeof *pattern->rows);
    return true;
}

static bool pattern_set(struct pattern *pattern, const struct fuzzy_symbols *symbols)
{
    uint32_t distinct = 0;
    pattern->symbols = symbols;
    pattern->blocks = (symbols->count + BITS - 1) / BITS;
    if (!reserve_slots(pattern, symbols->count))
        return false;
    for (size_t i = 0; i < symbols->count; i++) {
        size_t at = find_slot(pattern, symbols->items[i]);
        if (pattern->slots[at] == 0) {
            pattern->keys[at] = symbols->items[i];
            pattern->slots[at] = ++distinct;
        }
    }
    if (!reserve_rows(pattern, distinct))
        return false;
    for (size_t i = 0; i < symbols->count; i++) {
        size_t slot = pattern->slots[find_slot(pattern, symbols->items[i])] - 1;
        pattern->rows[slot * pattern->blocks + i / BITS] |= UINT64_C(1) << i % BITS;
    }
    return true;
}

static void pattern_free(struct pattern *pattern)
{
    free(pattern->keys);
    free(pattern->slots);
    free(pattern->rows);
}

/* ---- distance ---------------------------------------------------------------------------- */

/* The next column of one block. `in` and the result are the step at its upper and lower edge: 1, 0
 * or -1; `last` is the bit of its lowest row. */
static int advance(uint64_t *up, uint64_t *down, uint64_t equal, int in, uint64_t last)
{
    uint64_t vertical = equal | *down;
    equal |= in < 0;
    uint64_t zero = (((equal & *up) + *up) ^ *up) | equal;
    uint64_t plus = *down | ~(zero | *up), minus = *up & zero;
    int out = (plus & last ? 1 : 0) - (minus & last ? 1 : 0);
    plus = plus << 1 | (in > 0);
    minus = minus << 1 | (in < 0);
    *up = minus | ~(vertical | plus);
    *down = plus & vertical;
    return out;
}

static size_t distance(struct fuzzy_workspace *work, const struct pattern *pattern,
                       const struct fuzzy_symbols *other)
{
    size_t length = pattern->symbols->count, result = length;
    if (length == 0)
        return other->count;
    work->steps += pattern->blocks * other->count;
    for (size_t i = 0; i < pattern->blocks; i++) {
        work->up[i] = UINT64_MAX;
        work->down[i] = 0;
    }
    for (size_t column = 0; column < other->count; column++) {
        const uint64_t *rows = find_rows(pattern, other->items[column]);
        int step = 1;
        for (size_t i = 0; i < pattern->blocks; i++) {
            size_t bits = i + 1 < pattern->blocks ? BITS : (length - 1) % BITS + 1;
            step = advance(&work->up[i], &work->down[i], rows ? rows[i] : 0, step,
                           UINT64_C(1) << (bits - 1));
        }
        result = step < 0 ? result - 1 : result + (size_t)step;
    }
    return result;
}

/* ---- score ------------------------------------------------------------------------------- */

struct fuzzy_workspace *fuzzy_workspace_new(void)
{
    return calloc(1, sizeof(struct fuzzy_workspace));
}

void fuzzy_workspace_free(struct fuzzy_workspace *work)
{
    if (!work)
        return;
    pattern_free(&work->characters);
    pattern_free(&work->words);
    pattern_free(&work->exact);
    free(work);
}

bool fuzzy_set(struct fuzzy_workspace *work, const struct fuzzy_text *text)
{
    work->text = text;
    work->steps = 0;
    work->too_long = text->characters.count > FUZZY_LONGEST;
    return work->too_long ||
           (pattern_set(&work->characters, &text->characters) &&
            pattern_set(&work->words, &text->words) && pattern_set(&work->exact, &text->exact));
}

size_t fuzzy_steps(const struct fuzzy_workspace *work)
{
    return work->steps;
}

bool fuzzy_equal(const struct fuzzy_text *a, const struct fuzzy_text *b)
{
    return a->plain.count == b->plain.count &&
           (a->plain.count == 0 ||
            memcmp(a->plain.items, b->plain.items, a->plain.count * sizeof *a->plain.items) == 0);
}

struct shares {
    double words, characters, exact;
};

/* The part that differs, of the longer one. */
static double share(struct fuzzy_workspace *work, const struct pattern *pattern,
                    const struct fuzzy_symbols *other)
{
    size_t length = pattern->symbols->count;
    size_t longer = length > other->count ? length : other->count;
    return longer == 0 ? 0 : (double)distance(work, pattern, other) / (double)longer;
}

/* No less differs than one is longer. */
static double least_share(const struct pattern *pattern, const struct fuzzy_symbols *other)
{
    size_t a = pattern->symbols->count, b = other->count;
    size_t longer = a > b ? a : b, shorter = a > b ? b : a;
    return longer == 0 ? 0 : (double)(longer - shorter) / (double)longer;
}

static unsigned score_of(const struct fuzzy_workspace *work, const struct fuzzy_text *other,
                         struct shares shares)
{
    bool wordless = work->text->words.count == 0 && other->words.count == 0;
    double differs = wordless ? shares.characters
                              : 0.4 * shares.words + 0.4 * shares.characters + 0.2 * shares.exact;
    double score = 100 * (1 - differs) + 0.5;
    return score >= 99 ? 99 : (unsigned)score;
}

/* What takes least time comes first: most texts are too unlike by their lengths or words alone. */
unsigned fuzzy_score(struct fuzzy_workspace *work, const struct fuzzy_text *other, unsigned least)
{
    if (fuzzy_equal(work->text, other))
        return 100;
    if (work->too_long || other->characters.count > FUZZY_LONGEST)
        return 0;
    struct shares shares = {least_share(&work->words, &other->words),
                            least_share(&work->characters, &other->characters),
                            least_share(&work->exact, &other->exact)};
    if (score_of(work, other, shares) < least)
        return 0;
    shares.words = shares.exact = share(work, &work->words, &other->words);
    if (score_of(work, other, shares) < least)
        return 0;
    shares.characters = share(work, &work->characters, &other->characters);
    if (score_of(work, other, shares) < least)
        return 0;
    shares.exact = share(work, &work->exact, &other->exact);
    unsigned score = score_of(work, other, shares);
    return score < least ? 0 : score;
}
