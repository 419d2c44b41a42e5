/* internal.h - the memory's database, for this room alone. */
#ifndef MEMORY_INTERNAL_H
#define MEMORY_INTERNAL_H

#include <sqlite3.h>

#include "memory/coded.h"
#include "memory/fuzzy.h"
#include "memory/memory.h"

enum statement {
    BEGIN,
    BEGIN_READING,
    COMMIT,
    ROLLBACK,
    LANGUAGES_ALL,
    LANGUAGES_ADD,
    SOURCE_FIND,
    SOURCE_ADD,
    SOURCE_GET,
    SOURCE_LAST,
    TRANSLATION_ADD,
    TRANSLATION_CHANGE,
    TRANSLATION_FIND,
    TRANSLATION_EACH,
    COUNT_SOURCES,
    COUNT_TRANSLATIONS,
    COUNT_WORDS,
    COUNT_PAIRS,
    WORD_GET,
    WORD_PUT,
    POSTING_GET,
    POSTING_PUT,
    POSTING_SCAN,
    STATEMENT_COUNT,
};

/* How often a word or pair of words stands in sources; as the index of a transaction has it. */
struct word_count {
    uint32_t word;
    uint32_t count; /* 0: a free slot */
    bool changed;
};

/* A source that has a word. */
struct posting {
    int64_t key; /* see index.c */
    uint16_t offset;
};

/* What a transaction adds to the index. */
struct index {
    struct word_count *counts; /* open addressing */
    size_t count_slots, count_used;
    struct posting *postings;
    size_t posting_count, posting_capacity;
    struct buffer blob;
};

/* A candidate, and how much it has in common with the query. */
struct candidate {
    int64_t source;
    uint32_t weight;
};

struct candidates {
    uint16_t *weights; /* of each source by its id; the memory has at most so many */
    int64_t capacity;
    uint32_t *used; /* the sources that have one */
    size_t used_count;
    struct candidate *best;
    size_t best_count;
};

struct languages {
    int64_t id;
    struct view source, target; /* in memory->tags */
};

struct memory {
    sqlite3 *database;
    const char *name;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    int64_t pages, steps; /* of the file, and of the statement that runs: see database.c */
    bool in_transaction;
    size_t added; /* since the transaction began */
    struct arena tags;
    struct languages *languages;
    size_t language_count, language_capacity;
    struct index index;
    /* looking up */
    struct candidates candidates;
    struct fuzzy_workspace *work;
    struct fuzzy_text query_text, other_text;
    struct memory_match *matches;
    size_t match_count, match_capacity;
    struct arena arena; /* of matches */
    /* scratch */
    struct coded coded, stored;
    struct buffer target, codes;
};

/* ---- database.c -------------------------------------------------------------------------- */

/* Reports what the database says; returns the status. */
enum status database_error(struct memory *memory, struct findings *findings);
/* Reports that what the database holds makes no sense. */
enum status database_damaged(struct memory *memory, struct findings *findings);
/* A statement, ready to be bound; NULL after an error was reported. */
sqlite3_stmt *database_statement(struct memory *memory, enum statement which, enum status *status,
                                 struct findings *findings);
/* Runs a statement that gives no rows, and resets it. */
enum status database_run(struct memory *memory, sqlite3_stmt *statement, struct findings *findings);
/* Takes the next row: *row says whether there is one; without one the statement is reset. */
enum status database_row(struct memory *memory, sqlite3_stmt *statement, bool *row,
                         struct findings *findings);
/* Binds text that stays until the statement is run. An empty one is empty, not NULL. */
bool database_bind_text(sqlite3_stmt *statement, int index, struct view text);
struct view database_text(sqlite3_stmt *statement, int column);
struct view database_blob(sqlite3_stmt *statement, int column);
/* Holds the memory as it is until database_end_reading: several statements see the same, and the
 * file is locked once. */
enum status database_begin_reading(struct memory *memory, struct findings *findings);
enum status database_end_reading(struct memory *memory, struct findings *findings);
/* Begins a transaction that writes, unless there is one. */
enum status database_begin(struct memory *memory, struct findings *findings);

/* ---- languages.c ------------------------------------------------------------------------- */

/* "de" of "de-AT". */
struct view language_of(struct view tag);
/* The same tag: neither case counts nor whether "-" or "_" divides it. */
bool language_same(struct view a, struct view b);
/* The same language; the same region too, if both have one. */
bool language_serves(struct view wanted, struct view tag);
/* Reads the pairs of languages anew. */
enum status languages_read(struct memory *memory, struct findings *findings);
/* The number of a pair; adds it. */
enum status languages_add(struct memory *memory, const char *source, const char *target,
                          int64_t *id, struct findings *findings);
/* Whether translations of that pair serve the query. */
bool languages_serve(const struct memory *memory, int64_t id, const struct memory_query *query);
const struct languages *languages_find(const struct memory *memory, int64_t id);

/* ---- add.c ------------------------------------------------------------------------------- */

/* The id of the source in memory->coded; without `add`, 0 if it is not there. */
enum status memory_source(struct memory *memory, bool add, int64_t *id, struct findings *findings);

/* ---- index.c, candidates.c ------------------------------------------------------------------ */

/* Adds a new source's words. */
enum status index_add(struct memory *memory, int64_t source, const struct fuzzy_text *text,
                      struct findings *findings);
/* Writes what was added. */
enum status index_write(struct memory *memory, struct findings *findings);
/* Forgets what was not written. */
void index_clear(struct index *index);
void index_free(struct index *index);

/* How often a word stands in sources, at most INDEX_MOST. */
enum status index_count(struct memory *memory, uint32_t word, uint32_t *count,
                        struct findings *findings);

/* A word that more sources have is found by its neighbours alone. */
#define INDEX_MOST ((uint32_t)16384)
/* Sources of one row: their offsets fit 16 bits. */
#define INDEX_CHUNK_BITS 14
/* Rows of a word: 2^34 sources. */
#define INDEX_ROW_BITS 20

/* The word that stands for two words side by side. */
uint32_t index_pair(uint32_t first, uint32_t second);

/* The sources that have most in common with the text and may score `least`, in
 * memory->candidates.best. */
enum status candidates_find(struct memory *memory, const struct fuzzy_text *text, unsigned least,
                            struct findings *findings);
void candidates_free(struct candidates *candidates);

#endif
