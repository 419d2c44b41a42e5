/* The sources worth comparing: those that share rare words with the query.
 *
 * The rarest words are read first, until BUDGET sources were seen; each word adds to a source's
 * weight, the more the rarer it is. The heaviest ones are the candidates.
 */
#include <stdlib.h>

#include "memory/internal.h"

#define BUDGET ((size_t)1 << 15)
#define SLOTS  (2 * BUDGET)
#define WORDS  256 /* of a query; more only of a very long one */
#define BEST   96  /* candidates */
#define HEAVY  4096

struct term {
    uint32_t word, count;
};

/* ---- the query's words --------------------------------------------------------------------- */

static enum status add_term(struct memory *memory, struct term *terms, size_t *count, uint32_t word,
                            bool *full, struct findings *findings)
{
    uint32_t sources;
    enum status status = index_count(memory, word, &sources, findings);
    *full = sources >= INDEX_MOST;
    for (size_t i = 0; i < *count; i++)
        if (terms[i].word == word)
            return status;
    if (sources > 0 && *count < WORDS)
        terms[(*count)++] = (struct term){word, sources};
    return status;
}

static int by_count(const void *left, const void *right)
{
    const struct term *a = left, *b = right;
    int count = (a->count > b->count) - (a->count < b->count);
    return count != 0 ? count : (a->word > b->word) - (a->word < b->word);
}

static enum status find_terms(struct memory *memory, const struct fuzzy_symbols *words,
                              struct term *terms, size_t *count, struct findings *findings)
{
    bool was_full = false, full = false, ignored;
    enum status status = STATUS_OK;
    *count = 0;
    for (size_t i = 0; i < words->count && i < WORDS && status == STATUS_OK; i++, was_full = full) {
        status = add_term(memory, terms, count, words->items[i], &full, findings);
        if (status == STATUS_OK && i > 0 && full && was_full)
            status = add_term(memory, terms, count,
                              index_pair(words->items[i - 1], words->items[i]), &ignored, findings);
    }
    qsort(terms, *count, sizeof *terms, by_count);
    return status;
}

/* ---- weights ----------------------------------------------------------------------------- */

static void add_weight(struct candidates *candidates, int64_t source, uint32_t weight)
{
    size_t at = (size_t)((uint64_t)source * UINT64_C(0x9E3779B97F4A7C15) >> 40) & (SLOTS - 1);
    while (candidates->slots[at].source != 0 && candidates->slots[at].source != source)
        at = (at + 1) & (SLOTS - 1);
    struct candidate *slot = &candidates->slots[at];
    if (slot->source == 0)
        candidates->used[candidates->used_count++] = (uint32_t)at;
    slot->source = source;
    slot->weight += weight;
}

/* Half the sources, one more. */
static uint32_t weight_of(uint32_t count)
{
    uint32_t weight = 20;
    while (count > 1 && weight > 1) {
        count /= 2;
        weight--;
    }
    return weight;
}

/* Reads the sources of a word; *left is what may still be seen. */
static enum status read_postings(struct memory *memory, const struct term *term, size_t *left,
                                 struct findings *findings)
{
    enum status status;
    sqlite3_stmt *statement = database_statement(memory, POSTING_SCAN, &status, findings);
    int64_t first = (int64_t)term->word << INDEX_ROW_BITS;
    bool row = true;
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, first) != SQLITE_OK ||
        sqlite3_bind_int64(statement, 2, first | ((1 << INDEX_ROW_BITS) - 1)) != SQLITE_OK)
        return database_error(memory, findings);
    while (row && *left > 0) {
        status = database_row(memory, statement, &row, findings);
        if (!row)
            break;
        struct view blob = database_blob(statement, 1);
        int64_t base = (sqlite3_column_int64(statement, 0) - first) * (1 << INDEX_CHUNK_BITS);
        for (size_t i = 0; i + 1 < blob.size && *left > 0; i += 2, --*left)
            add_weight(&memory->candidates,
                       base + (unsigned char)blob.data[i] + (unsigned char)blob.data[i + 1] * 256,
                       weight_of(term->count));
    }
    sqlite3_reset(statement);
    return status;
}

/* ---- the best ---------------------------------------------------------------------------- */

/* The weight that at most BEST candidates reach. */
static uint32_t find_limit(const struct candidates *candidates)
{
    size_t heavy[HEAVY] = {0}, count = 0;
    for (size_t i = 0; i < candidates->used_count; i++) {
        uint32_t weight = candidates->slots[candidates->used[i]].weight;
        heavy[weight < HEAVY ? weight : HEAVY - 1]++;
    }
    uint32_t limit = HEAVY;
    while (limit > 1 && count + heavy[limit - 1] <= BEST)
        count += heavy[--limit];
    return limit;
}

static int by_weight(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->source > b->source ? -1 : a->source < b->source;
}

/* Those above the limit, and as many of the next weight as there is room for. */
static void choose_best(struct candidates *candidates)
{
    uint32_t limit = find_limit(candidates);
    candidates->best_count = 0;
    for (uint32_t least = limit; least + 1 >= limit && least > 0; least--)
        for (size_t i = 0; i < candidates->used_count && candidates->best_count < BEST; i++) {
            const struct candidate *slot = &candidates->slots[candidates->used[i]];
            if (slot->weight == least || (least == limit && slot->weight > limit))
                candidates->best[candidates->best_count++] = *slot;
        }
    qsort(candidates->best, candidates->best_count, sizeof *candidates->best, by_weight);
}

static bool make_room(struct candidates *candidates)
{
    if (!candidates->slots)
        candidates->slots = calloc(SLOTS, sizeof *candidates->slots);
    if (!candidates->used)
        candidates->used = malloc(BUDGET * sizeof *candidates->used);
    if (!candidates->best)
        candidates->best = malloc(BEST * sizeof *candidates->best);
    if (!candidates->slots || !candidates->used || !candidates->best)
        return false;
    for (size_t i = 0; i < candidates->used_count; i++)
        candidates->slots[candidates->used[i]] = (struct candidate){0};
    candidates->used_count = 0;
    return true;
}

enum status candidates_find(struct memory *memory, const struct fuzzy_text *text,
                            struct findings *findings)
{
    struct term terms[WORDS];
    size_t count, left = BUDGET;
    if (!make_room(&memory->candidates))
        return finding_no_memory(findings);
    enum status status = find_terms(memory, &text->words, terms, &count, findings);
    for (size_t i = 0; i < count && left > 0 && status == STATUS_OK; i++)
        status = read_postings(memory, &terms[i], &left, findings);
    choose_best(&memory->candidates);
    return status;
}

void candidates_free(struct candidates *candidates)
{
    free(candidates->slots);
    free(candidates->used);
    free(candidates->best);
}
