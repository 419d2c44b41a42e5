/* The SQLite file: opened, made, and asked, with every result looked at.
 *
 * Many read while one writes (WAL). Who writes takes the lock when the transaction begins, so that
 * nobody fails half-way; who must wait, waits for BUSY_MILLISECONDS.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lazy/lazy.h"
#include "memory/internal.h"

#define APPLICATION_ID    0x7361747A /* "satz" */
#define FORMAT_VERSION    2
#define BUSY_MILLISECONDS 60000
#define CACHE_KIB         "-65536"
/* Virtual instructions of SQLite that are counted as a step; a page of rows takes far fewer than
 * STEP / STEP_PAGES. */
#define STEP       100000
#define STEP_PAGES 5
#define MOST_STEPS 20

static const char schema[] =
    "CREATE TABLE languages (id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,"
    " UNIQUE (source, target));"
    "CREATE TABLE source (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, text TEXT NOT NULL);"
    "CREATE INDEX source_hash ON source (hash);"
    "CREATE TABLE translation (id INTEGER PRIMARY KEY, source INTEGER NOT NULL,"
    " languages INTEGER NOT NULL, previous INTEGER NOT NULL, next INTEGER NOT NULL,"
    " target TEXT NOT NULL, codes TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL,"
    " created TEXT NOT NULL, creator TEXT NOT NULL, changed TEXT NOT NULL, changer TEXT NOT NULL,"
    " remarks TEXT NOT NULL, UNIQUE (source, languages, previous, next));"
    "CREATE TABLE word (id INTEGER PRIMARY KEY, count INTEGER NOT NULL);"
    "CREATE TABLE posting (id INTEGER PRIMARY KEY, sources BLOB NOT NULL);"
    "PRAGMA user_version = 2;"
    "PRAGMA application_id = 1935766650;";

static const char *const texts[STATEMENT_COUNT] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [BEGIN_READING] = "BEGIN",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [LANGUAGES_ALL] = "SELECT id, source, target FROM languages ORDER BY id",
    [LANGUAGES_ADD] = "INSERT INTO languages (source, target) VALUES (?1, ?2)",
    [SOURCE_FIND] = "SELECT id, text FROM source WHERE hash = ?1",
    [SOURCE_ADD] = "INSERT INTO source (hash, text) VALUES (?1, ?2)",
    [SOURCE_GET] = "SELECT text FROM source WHERE id = ?1",
    [SOURCE_LAST] = "SELECT max(id) FROM source",
    [TRANSLATION_ADD] =
        ("INSERT INTO translation (source, languages, previous, next, target, codes, state, origin,"
         " created, creator, changed, changer, remarks)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT DO NOTHING"),
    [TRANSLATION_CHANGE] =
        ("UPDATE translation SET target = ?5, codes = ?6, state = ?7, origin = ?8,"
         " changed = CASE ?11 WHEN '' THEN ?9 ELSE ?11 END,"
         " changer = CASE ?12 WHEN '' THEN ?10 ELSE ?12 END, remarks = ?13"
         " WHERE source = ?1 AND languages = ?2 AND previous = ?3 AND next = ?4"
         " AND (target <> ?5 OR codes <> ?6 OR state <> ?7)"),
    [TRANSLATION_FIND] = ("SELECT languages, previous, next, target, codes, origin FROM translation"
                          " WHERE source = ?1 ORDER BY id DESC"),
    [TRANSLATION_EACH] =
        ("SELECT languages, previous, next, target, codes, state, origin, created, creator,"
         " changed, changer, remarks, source.text"
         " FROM translation JOIN source ON source.id = translation.source ORDER BY translation.id"),
    /* + 0: row by row; SQLite's own count of all rows looks at no limit (see count_steps). */
    [COUNT_SOURCES] = "SELECT count(id + 0) FROM source",
    [COUNT_TRANSLATIONS] = "SELECT count(id + 0) FROM translation",
    [COUNT_WORDS] = "SELECT count(id + 0) FROM word",
    [COUNT_PAIRS] = "SELECT languages, count(*) FROM translation GROUP BY languages",
    [WORD_GET] = "SELECT count FROM word WHERE id = ?1",
    [WORD_PUT] = "INSERT OR REPLACE INTO word (id, count) VALUES (?1, ?2)",
    [POSTING_GET] = "SELECT sources FROM posting WHERE id = ?1",
    [POSTING_PUT] = "INSERT OR REPLACE INTO posting (id, sources) VALUES (?1, ?2)",
    [POSTING_SCAN] = "SELECT id, sources FROM posting WHERE id BETWEEN ?1 AND ?2",
};

/* ---- errors ------------------------------------------------------------------------------ */

static struct place place_of(const struct memory *memory)
{
    return (struct place){.file = memory->name};
}

enum status database_damaged(struct memory *memory, struct findings *findings)
{
    return finding_error(findings, STATUS_INPUT, place_of(memory),
                         "is damaged: take it from a backup, or make it anew");
}

static enum status not_ours(struct memory *memory, struct findings *findings)
{
    return finding_error(findings, STATUS_INPUT, place_of(memory),
                         "is no translation memory of satz");
}

/* SQLite tells no reason; a name that is not there has one. */
static enum status cannot_open(struct memory *memory, struct findings *findings)
{
    if (access(memory->name, F_OK) == 0)
        return finding_error(findings, STATUS_INPUT, place_of(memory),
                             "cannot be opened; see whether it is a file that you may read and "
                             "write");
    return finding_error(findings, STATUS_INPUT, place_of(memory),
                         "cannot be opened: %s; check the name ('satz memory add' makes a memory, "
                         "but no folder)",
                         strerror(errno));
}

enum status database_error(struct memory *memory, struct findings *findings)
{
    struct place place = place_of(memory);
    int code = memory->database ? sqlite3_errcode(memory->database) & 0xff : SQLITE_NOMEM;
    switch (code) {
    case SQLITE_NOMEM:
        return finding_no_memory(findings);
    case SQLITE_NOTADB:
        return not_ours(memory, findings);
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return cannot_open(memory, findings);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return finding_error(findings, STATUS_SYSTEM, place,
                             "is in use by another program; try again");
    case SQLITE_READONLY:
        return finding_error(findings, STATUS_SYSTEM, place, "cannot be written");
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
        return finding_error(findings, STATUS_SYSTEM, place, "%s",
                             sqlite3_errmsg(memory->database));
    default: /* corrupt, another schema, more steps than it can have rows: not as we made it */
        return database_damaged(memory, findings);
    }
}

/* ---- statements -------------------------------------------------------------------------- */

sqlite3_stmt *database_statement(struct memory *memory, enum statement which, enum status *status,
                                 struct findings *findings)
{
    sqlite3_stmt **statement = &memory->statements[which];
    *status = STATUS_OK;
    memory->steps = 0;
    if (!*statement && sqlite3_prepare_v3(memory->database, texts[which], -1,
                                          SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK)
        *status = database_error(memory, findings);
    return *statement;
}

enum status database_row(struct memory *memory, sqlite3_stmt *statement, bool *row,
                         struct findings *findings)
{
    int code = sqlite3_step(statement);
    enum status status = STATUS_OK;
    *row = code == SQLITE_ROW;
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        status = database_error(memory, findings);
    if (!*row)
        sqlite3_reset(statement);
    return status;
}

enum status database_run(struct memory *memory, sqlite3_stmt *statement, struct findings *findings)
{
    bool row;
    enum status status = database_row(memory, statement, &row, findings);
    if (row)
        sqlite3_reset(statement);
    return status;
}

bool database_bind_text(sqlite3_stmt *statement, int index, struct view text)
{
    return text.size <= INT32_MAX && sqlite3_bind_text(statement, index, text.data ? text.data : "",
                                                       (int)text.size, SQLITE_STATIC) == SQLITE_OK;
}

struct view database_text(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return (struct view){(const char *)text, (size_t)sqlite3_column_bytes(statement, column)};
}

struct view database_blob(sqlite3_stmt *statement, int column)
{
    const void *blob = sqlite3_column_blob(statement, column);
    return (struct view){blob, (size_t)sqlite3_column_bytes(statement, column)};
}

static enum status run(struct memory *memory, enum statement which, struct findings *findings)
{
    enum status status;
    sqlite3_stmt *statement = database_statement(memory, which, &status, findings);
    return statement ? database_run(memory, statement, findings) : status;
}

/* One number that a pragma or query gives; false after an error. */
static bool ask(struct memory *memory, const char *sql, int64_t *number)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(memory->database, sql, -1, &statement, NULL) != SQLITE_OK)
        return false;
    bool row = sqlite3_step(statement) == SQLITE_ROW;
    *number = row ? sqlite3_column_int64(statement, 0) : 0;
    return sqlite3_finalize(statement) == SQLITE_OK && row;
}

enum status database_begin(struct memory *memory, struct findings *findings)
{
    if (memory->in_transaction)
        return STATUS_OK;
    enum status status = run(memory, BEGIN, findings);
    memory->in_transaction = status == STATUS_OK;
    memory->added = 0;
    index_clear(&memory->index);
    if (status == STATUS_OK && !ask(memory, "PRAGMA page_count", &memory->pages))
        status = database_error(memory, findings);
    /* another program may have added some */
    return status == STATUS_OK ? languages_read(memory, findings) : status;
}

enum status database_begin_reading(struct memory *memory, struct findings *findings)
{
    return memory->in_transaction ? STATUS_OK : run(memory, BEGIN_READING, findings);
}

enum status database_end_reading(struct memory *memory, struct findings *findings)
{
    return memory->in_transaction || sqlite3_get_autocommit(memory->database)
               ? STATUS_OK
               : run(memory, COMMIT, findings);
}

enum status memory_commit(struct memory *memory, struct findings *findings)
{
    if (!memory->in_transaction)
        return STATUS_OK;
    enum status status = index_write(memory, findings);
    if (status == STATUS_OK)
        status = run(memory, COMMIT, findings);
    memory->in_transaction = status != STATUS_OK;
    return status;
}

void memory_rollback(struct memory *memory)
{
    struct findings nobody = {0}; /* what cannot be taken back is not durable either */
    if (memory->in_transaction)
        run(memory, ROLLBACK, &nobody);
    memory->in_transaction = false;
}

/* ---- opening ----------------------------------------------------------------------------- */

static bool execute(struct memory *memory, const char *sql)
{
    return sqlite3_exec(memory->database, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* To WAL the database goes while nobody else has it open: SQLite does not wait for that itself. */
static enum status set_journal(struct memory *memory, struct findings *findings)
{
    struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
    for (int tries = 0; !execute(memory, "PRAGMA journal_mode = WAL"); tries++) {
        if (sqlite3_errcode(memory->database) != SQLITE_BUSY || tries == 500)
            return database_error(memory, findings);
        nanosleep(&pause, NULL);
    }
    return STATUS_OK;
}

/* Makes the tables, unless another program just did. */
static enum status make_tables(struct memory *memory, struct findings *findings)
{
    int64_t tables;
    if (!execute(memory, "BEGIN IMMEDIATE") ||
        !ask(memory, "SELECT EXISTS (SELECT 1 FROM sqlite_schema)", &tables) ||
        (tables == 0 && !execute(memory, schema)) || !execute(memory, "COMMIT"))
        return database_error(memory, findings);
    return STATUS_OK;
}

static enum status check_format(struct memory *memory, enum memory_mode mode,
                                struct findings *findings)
{
    int64_t application, version, tables;
    /* The tables first: another program that makes the file makes all of it at once, so that where
     * there are tables the other two are as they stay. */
    if (!ask(memory, "SELECT EXISTS (SELECT 1 FROM sqlite_schema)", &tables) ||
        !ask(memory, "PRAGMA application_id", &application) ||
        !ask(memory, "PRAGMA user_version", &version))
        return database_error(memory, findings);
    if (mode == MEMORY_WRITE && application == 0 && tables == 0) {
        enum status status = set_journal(memory, findings);
        if (status == STATUS_OK)
            status = make_tables(memory, findings);
        return status == STATUS_OK ? check_format(memory, MEMORY_READ, findings) : status;
    }
    if (application != APPLICATION_ID)
        return not_ours(memory, findings);
    if (version != FORMAT_VERSION)
        return finding_error(findings, STATUS_INPUT, place_of(memory),
                             "was made by %s satz: use that one, or make it anew",
                             version > FORMAT_VERSION ? "a newer" : "an older");
    return STATUS_OK;
}

/* Pages of a damaged file may hold each other in turn, so that it seems to have rows without end:
 * no statement takes more steps than the rows of that many pages are worth. */
static int count_steps(void *context)
{
    struct memory *memory = context;
    return memory->steps++ > MOST_STEPS + memory->pages / STEP_PAGES;
}

/* What a file made by others could bring along is switched off: triggers, views, functions. */
static bool configure(struct memory *memory)
{
    sqlite3 *database = memory->database;
    sqlite3_progress_handler(database, STEP, count_steps, memory);
    return sqlite3_busy_timeout(database, BUSY_MILLISECONDS) == SQLITE_OK &&
           sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL) == SQLITE_OK &&
           sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL) == SQLITE_OK &&
           sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK &&
           sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
           execute(memory, "PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL;"
                           "PRAGMA cache_size = " CACHE_KIB);
}

/* SQLite has meanings of its own for "", ":memory:" and the like; a path has none. */
static bool add_path(struct buffer *path, const char *name)
{
    if (name[0] != '/')
        buffer_add_string(path, "./");
    buffer_add_string(path, name);
    buffer_add_char(path, '\0');
    return !path->failed;
}

static enum status open_database(struct memory *memory, enum memory_mode mode,
                                 struct findings *findings)
{
    struct buffer path = {0};
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                (mode == MEMORY_WRITE ? SQLITE_OPEN_CREATE : 0);
    if (!add_path(&path, memory->name)) {
        buffer_free(&path);
        return finding_no_memory(findings);
    }
    int code = sqlite3_open_v2(path.data, &memory->database, flags, NULL);
    buffer_free(&path);
    if (code != SQLITE_OK || !configure(memory))
        return database_error(memory, findings);
    if (!ask(memory, "PRAGMA page_count", &memory->pages))
        return database_error(memory, findings);
    enum status status = check_format(memory, mode, findings);
    return status == STATUS_OK ? languages_read(memory, findings) : status;
}

struct memory *memory_open(const char *name, enum memory_mode mode, enum status *status,
                           struct findings *findings)
{
    *status = lazy_sqlite(findings);
    struct memory *memory = *status == STATUS_OK ? calloc(1, sizeof *memory) : NULL;
    if (!memory) {
        *status = *status == STATUS_OK ? finding_no_memory(findings) : *status;
        return NULL;
    }
    memory->name = name;
    *status = open_database(memory, mode, findings);
    if (*status == STATUS_OK)
        return memory;
    memory_close(memory);
    return NULL;
}

void memory_close(struct memory *memory)
{
    if (!memory)
        return;
    memory_rollback(memory);
    for (size_t i = 0; i < STATEMENT_COUNT; i++)
        sqlite3_finalize(memory->statements[i]);
    sqlite3_close(memory->database);
    index_free(&memory->index);
    candidates_free(&memory->candidates);
    fuzzy_workspace_free(memory->work);
    fuzzy_text_free(&memory->query_text);
    fuzzy_text_free(&memory->other_text);
    coded_free(&memory->coded);
    coded_free(&memory->stored);
    buffer_free(&memory->target);
    buffer_free(&memory->codes);
    arena_free(&memory->tags);
    arena_free(&memory->arena);
    free(memory->languages);
    free(memory->matches);
    free(memory);
}
