/* The index: which sources have a word.
 *
 * A row of the table posting holds 2 bytes a source, its place among 2^14; the row's key is the
 * word (32 bits of hash) and which 2^14 those are. Numbers and codes are words too. Once INDEX_MOST
 * sources have a word it tells little, and gets no more rows; where it stands beside another such
 * word, the pair is indexed instead. So every source is found by rare words, and no row is long.
 */
#include <stdlib.h>
#include <string.h>

#include "memory/internal.h"

#define FIRST_SLOTS 4096

/* ---- counts ------------------------------------------------------------------------------ */

static struct word_count *find_count(const struct index *index, uint32_t word)
{
    size_t mask = index->count_slots - 1;
    size_t at = (word * UINT32_C(2654435761)) & mask;
    while (index->counts[at].count != 0 && index->counts[at].word != word)
        at = (at + 1) & mask;
    return &index->counts[at];
}

static bool grow_counts(struct index *index)
{
    struct index grown = {.count_slots = index->count_slots ? 2 * index->count_slots : FIRST_SLOTS};
    if (2 * index->count_used < index->count_slots)
        return true;
    grown.counts = calloc(grown.count_slots, sizeof *grown.counts);
    if (!grown.counts)
        return false;
    for (size_t i = 0; i < index->count_slots; i++)
        if (index->counts[i].count != 0)
            *find_count(&grown, index->counts[i].word) = index->counts[i];
    free(index->counts);
    index->counts = grown.counts;
    index->count_slots = grown.count_slots;
    return true;
}

enum status index_count(struct memory *memory, uint32_t word, uint32_t *count,
                        struct findings *findings)
{
    enum status status;
    bool row = false;
    sqlite3_stmt *statement = database_statement(memory, WORD_GET, &status, findings);
    *count = 0;
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, word) != SQLITE_OK)
        return database_error(memory, findings);
    status = database_row(memory, statement, &row, findings);
    if (row) {
        int64_t stored = sqlite3_column_int64(statement, 0);
        *count = stored < 0 ? 0 : stored > INDEX_MOST ? INDEX_MOST : (uint32_t)stored;
        sqlite3_reset(statement);
    }
    return status;
}

/* The word's count in this transaction; NULL after an error. A new word's slot is not yet taken:
 * its count becomes 1 at once. */
static struct word_count *load_count(struct memory *memory, uint32_t word, enum status *status,
                                     struct findings *findings)
{
    struct index *index = &memory->index;
    *status = STATUS_OK;
    if (!grow_counts(index)) {
        *status = finding_no_memory(findings);
        return NULL;
    }
    struct word_count *count = find_count(index, word);
    if (count->count != 0)
        return count;
    uint32_t stored;
    *status = index_count(memory, word, &stored, findings);
    if (*status != STATUS_OK)
        return NULL;
    *count = (struct word_count){.word = word, .count = stored};
    index->count_used++;
    return count;
}

/* ---- postings ---------------------------------------------------------------------------- */

static int64_t row_key(uint32_t word, int64_t source)
{
    return (int64_t)word << INDEX_ROW_BITS | (source >> INDEX_CHUNK_BITS);
}

static bool add_posting(struct index *index, uint32_t word, int64_t source)
{
    void *grown = array_grow(index->postings, index->posting_count, &index->posting_capacity,
                             sizeof *index->postings);
    if (!grown)
        return false;
    index->postings = grown;
    index->postings[index->posting_count++] = (struct posting){
        .key = row_key(word, source),
        .offset = (uint16_t)(source & ((1 << INDEX_CHUNK_BITS) - 1)),
    };
    return true;
}

/* *full: it stands in too many sources, and was not indexed. */
static enum status add_word(struct memory *memory, uint32_t word, int64_t source, bool *full,
                            struct findings *findings)
{
    enum status status;
    struct word_count *count = load_count(memory, word, &status, findings);
    if (!count)
        return status;
    *full = count->count >= INDEX_MOST;
    if (*full)
        return STATUS_OK;
    count->count++;
    count->changed = true;
    return add_posting(&memory->index, word, source) ? STATUS_OK : finding_no_memory(findings);
}

uint32_t index_pair(uint32_t first, uint32_t second)
{
    uint32_t hash = (first ^ (second << 13 | second >> 19)) * UINT32_C(0x9E3779B1);
    return (hash ^ hash >> 15) + second;
}

/* A word is counted once a source: whether it was seen among the first `count`. */
static bool seen_before(const uint32_t *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (words[i] == words[count])
            return true;
    return false;
}

enum status index_add(struct memory *memory, int64_t source, const struct fuzzy_text *text,
                      struct findings *findings)
{
    const struct fuzzy_symbols *words = &text->words;
    bool was_full = false, full = false;
    enum status status = STATUS_OK;
    /* so much text is only ever looked up whole */
    size_t count = text->characters.count > FUZZY_LONGEST ? 0 : words->count;
    for (size_t i = 0; i < count && status == STATUS_OK; i++, was_full = full) {
        if (!seen_before(words->items, i)) {
            status = add_word(memory, words->items[i], source, &full, findings);
        } else {
            const struct word_count *known = find_count(&memory->index, words->items[i]);
            full = known->count >= INDEX_MOST;
        }
        bool ignored;
        if (status == STATUS_OK && i > 0 && full && was_full)
            status = add_word(memory, index_pair(words->items[i - 1], words->items[i]), source,
                              &ignored, findings);
    }
    return status;
}

/* ---- writing ----------------------------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
    const struct posting *a = left, *b = right;
    int key = (a->key > b->key) - (a->key < b->key);
    return key != 0 ? key : (a->offset > b->offset) - (a->offset < b->offset);
}

/* What the row has already. */
static enum status read_row(struct memory *memory, int64_t key, struct findings *findings)
{
    enum status status;
    bool row = false;
    sqlite3_stmt *statement = database_statement(memory, POSTING_GET, &status, findings);
    buffer_clear(&memory->index.blob);
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, key) != SQLITE_OK)
        return database_error(memory, findings);
    status = database_row(memory, statement, &row, findings);
    if (row) {
        buffer_add_view(&memory->index.blob, database_blob(statement, 0));
        sqlite3_reset(statement);
    }
    return status;
}

static enum status write_row(struct memory *memory, const struct posting *postings, size_t count,
                             struct findings *findings)
{
    struct buffer *blob = &memory->index.blob;
    enum status status = read_row(memory, postings[0].key, findings);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && postings[i].offset == postings[i - 1].offset)
            continue; /* a pair of words that stands twice in a source */
        buffer_add_char(blob, (char)(postings[i].offset & 0xff));
        buffer_add_char(blob, (char)(postings[i].offset >> 8));
    }
    sqlite3_stmt *statement = database_statement(memory, POSTING_PUT, &status, findings);
    if (!statement)
        return status;
    if (blob->failed || blob->size > INT32_MAX)
        return finding_no_memory(findings);
    if (sqlite3_bind_int64(statement, 1, postings[0].key) != SQLITE_OK ||
        sqlite3_bind_blob(statement, 2, blob->data, (int)blob->size, SQLITE_STATIC) != SQLITE_OK)
        return database_error(memory, findings);
    return database_run(memory, statement, findings);
}

static enum status write_count(struct memory *memory, const struct word_count *count,
                               struct findings *findings)
{
    enum status status;
    sqlite3_stmt *statement = database_statement(memory, WORD_PUT, &status, findings);
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, count->word) != SQLITE_OK ||
        sqlite3_bind_int64(statement, 2, count->count) != SQLITE_OK)
        return database_error(memory, findings);
    return database_run(memory, statement, findings);
}

static int by_word(const void *left, const void *right)
{
    const struct word_count *a = left, *b = right;
    return (a->word > b->word) - (a->word < b->word);
}

/* The order of the words is that of the table. The slots lose theirs, and are cleared after. */
static enum status write_counts(struct memory *memory, struct findings *findings)
{
    struct index *index = &memory->index;
    enum status status = STATUS_OK;
    if (index->count_slots > 0)
        qsort(index->counts, index->count_slots, sizeof *index->counts, by_word);
    for (size_t i = 0; i < index->count_slots && status == STATUS_OK; i++)
        if (index->counts[i].changed)
            status = write_count(memory, &index->counts[i], findings);
    return status;
}

enum status index_write(struct memory *memory, struct findings *findings)
{
    struct index *index = &memory->index;
    enum status status = write_counts(memory, findings);
    if (index->posting_count > 0)
        qsort(index->postings, index->posting_count, sizeof *index->postings, by_key);
    for (size_t i = 0, end; i < index->posting_count && status == STATUS_OK; i = end) {
        for (end = i + 1; end < index->posting_count; end++)
            if (index->postings[end].key != index->postings[i].key)
                break;
        status = write_row(memory, index->postings + i, end - i, findings);
    }
    index_clear(index);
    return status;
}

void index_clear(struct index *index)
{
    if (index->count_slots > 0)
        memset(index->counts, 0, index->count_slots * sizeof *index->counts);
    index->count_used = index->posting_count = 0;
}

void index_free(struct index *index)
{
    free(index->counts);
    free(index->postings);
    buffer_free(&index->blob);
}
