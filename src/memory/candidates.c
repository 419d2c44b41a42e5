/* The sources worth comparing: those that share rare words with the query.
 *
 * The rarest words are read first, until BUDGET sources were seen; each word adds to a source's
 * weight, the more the rarer it is. The heaviest ones are the candidates, as far as they share
 * enough words to score what is asked for.
 */
#include <stdlib.h>

#include "memory/internal.h"

#define BUDGET ((size_t)1 << 15)
#define SOURCES                                                                                    \
    ((int64_t)1 << 26) /* of a memory; later ones are found by their whole text only               \
                        */
#define WORDS 256      /* of a query; more only of a very long one */
#define BEST  96       /* candidates */
#define HEAVY 4096

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
    if (source <= 0 || source >= candidates->capacity)
        return;
    if (candidates->weights[source] == 0)
        candidates->used[candidates->used_count++] = (uint32_t)source;
    candidates->weights[source] = (uint16_t)(candidates->weights[source] + weight);
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

static int by_commonness(const void *left, const void *right)
{
    const struct term *a = left, *b = right;
    return (a->count < b->count) - (a->count > b->count);
}

/* So many of the query's words a source that scores `least` has at least: of a score 40 are for
 * characters, the rest needs that share of words. */
static size_t needed_words(size_t count, unsigned least)
{
    return least > 40 ? count * (least - 40) / 60 : 0;
}

/* The words worth reading: each source that scores enough has some of them, and the commonest ones
 * take the most time. */
static size_t worth_reading(size_t count, unsigned least)
{
    size_t needed = needed_words(count, least), most = count - needed + needed / 4 + 8;
    return most < count ? most : count;
}

/* The weight of a source that scores `least`: its words may be the commonest ones, and those that
 * were not read. `terms` are sorted anew. */
static uint32_t least_weight(struct term *terms, size_t count, size_t read, unsigned least)
{
    size_t needed = needed_words(count, least), unread = count - read;
    uint32_t weight = 0;
    needed = needed > unread ? needed - unread : 0;
    qsort(terms, read, sizeof *terms, by_commonness);
    for (size_t i = 0; i < needed && i < read; i++)
        weight += weight_of(terms[i].count);
    return weight > 1 ? weight : 1;
}

static uint32_t weight_at(const struct candidates *candidates, size_t i)
{
    return candidates->weights[candidates->used[i]];
}

/* The weight that at most BEST candidates reach. */
static uint32_t find_limit(const struct candidates *candidates)
{
    uint32_t heavy[HEAVY] = {0}, count = 0, limit = HEAVY;
    for (size_t i = 0; i < candidates->used_count; i++) {
        uint32_t weight = weight_at(candidates, i);
        heavy[weight < HEAVY ? weight : HEAVY - 1]++;
    }
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

/* Those above the limit, and as many of the next weight as there is room for; none lighter than
 * `least`. */
static void choose_best(struct candidates *candidates, uint32_t least)
{
    uint32_t limit = find_limit(candidates);
    candidates->best_count = 0;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < candidates->used_count && candidates->best_count < BEST; i++) {
            uint32_t weight = weight_at(candidates, i);
            if (weight >= least && (round == 0 ? weight >= limit : weight + 1 == limit))
                candidates->best[candidates->best_count++] =
                    (struct candidate){candidates->used[i], weight};
        }
    qsort(candidates->best, candidates->best_count, sizeof *candidates->best, by_weight);
}

/* ---- all together ------------------------------------------------------------------------ */

static enum status count_sources(struct memory *memory, int64_t *count, struct findings *findings)
{
    enum status status;
    bool row;
    sqlite3_stmt *statement = database_statement(memory, SOURCE_LAST, &status, findings);
    *count = 1;
    if (!statement)
        return status;
    status = database_row(memory, statement, &row, findings);
    if (row) {
        int64_t last = sqlite3_column_int64(statement, 0);
        *count = last < 0 ? 1 : last >= SOURCES ? SOURCES : last + 1;
        sqlite3_reset(statement);
    }
    return status;
}

/* A weight for each source, all 0. */
static bool make_room(struct candidates *candidates, int64_t count)
{
    if (!candidates->used)
        candidates->used = calloc(BUDGET, sizeof *candidates->used);
    if (!candidates->best)
        candidates->best = malloc(BEST * sizeof *candidates->best);
    if (!candidates->used || !candidates->best)
        return false;
    for (size_t i = 0; i < candidates->used_count; i++)
        candidates->weights[candidates->used[i]] = 0;
    candidates->used_count = 0;
    if (count <= candidates->capacity)
        return true;
    free(candidates->weights);
    candidates->weights = calloc((size_t)count, sizeof *candidates->weights);
    candidates->capacity = candidates->weights ? count : 0;
    return candidates->weights;
}

enum status candidates_find(struct memory *memory, const struct fuzzy_text *text, unsigned least,
                            struct findings *findings)
{
    struct term terms[WORDS];
    size_t count = 0, left = BUDGET, read = 0;
    int64_t sources;
    enum status status = count_sources(memory, &sources, findings);
    if (status == STATUS_OK && !make_room(&memory->candidates, sources))
        status = finding_no_memory(findings);
    if (status == STATUS_OK)
        status = find_terms(memory, &text->words, terms, &count, findings);
    size_t most = worth_reading(count, least);
    for (; read < most && left > 0 && status == STATUS_OK; read++)
        status = read_postings(memory, &terms[read], &left, findings);
    if (status == STATUS_OK)
        choose_best(&memory->candidates,
                    least_weight(terms, count, left > 0 ? read : read - (read > 0), least));
    return status;
}

void candidates_free(struct candidates *candidates)
{
    free(candidates->weights);
    free(candidates->used);
    free(candidates->best);
}
