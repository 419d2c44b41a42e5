/* Translations into the memory. */
#include "memory/internal.h"

/* So much is made durable at once: others wait no longer than that takes. */
#define TRANSACTION 20000

uint64_t memory_context(struct memory *memory, const struct xliff_content *source)
{
    return coded_read(&memory->coded, source) ? checksum(buffer_view(&memory->coded.text)) : 0;
}

/* ---- the source ---------------------------------------------------------------------------- */

static enum status find_source(struct memory *memory, int64_t hash, int64_t *id,
                               struct findings *findings)
{
    enum status status;
    bool row = true;
    sqlite3_stmt *statement = database_statement(memory, SOURCE_FIND, &status, findings);
    *id = 0;
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, hash) != SQLITE_OK)
        return database_error(memory, findings);
    while (row && *id == 0) {
        status = database_row(memory, statement, &row, findings);
        if (row && view_equal(database_text(statement, 1), buffer_view(&memory->coded.text)))
            *id = sqlite3_column_int64(statement, 0);
    }
    sqlite3_reset(statement);
    return status;
}

static enum status add_source(struct memory *memory, int64_t hash, int64_t *id,
                              struct findings *findings)
{
    enum status status;
    sqlite3_stmt *statement = database_statement(memory, SOURCE_ADD, &status, findings);
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, hash) != SQLITE_OK ||
        !database_bind_text(statement, 2, buffer_view(&memory->coded.text)))
        return database_error(memory, findings);
    status = database_run(memory, statement, findings);
    *id = sqlite3_last_insert_rowid(memory->database);
    if (status != STATUS_OK)
        return status;
    if (!coded_fuzzy(&memory->other_text, buffer_view(&memory->coded.text)))
        return finding_no_memory(findings);
    return index_add(memory, *id, &memory->other_text, findings);
}

enum status memory_source(struct memory *memory, bool add, int64_t *id, struct findings *findings)
{
    int64_t hash = (int64_t)checksum(buffer_view(&memory->coded.text));
    enum status status = find_source(memory, hash, id, findings);
    if (status == STATUS_OK && *id == 0 && add)
        status = add_source(memory, hash, id, findings);
    return status;
}

/* ---- the translation ------------------------------------------------------------------------ */

struct row {
    const struct memory_entry *entry;
    int64_t source, languages;
};

static enum status put_translation(struct memory *memory, enum statement which,
                                   const struct row *row, bool *changed, struct findings *findings)
{
    enum status status;
    const struct memory_entry *entry = row->entry;
    sqlite3_stmt *statement = database_statement(memory, which, &status, findings);
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, row->source) != SQLITE_OK ||
        sqlite3_bind_int64(statement, 2, row->languages) != SQLITE_OK ||
        sqlite3_bind_int64(statement, 3, (int64_t)entry->context.previous) != SQLITE_OK ||
        sqlite3_bind_int64(statement, 4, (int64_t)entry->context.next) != SQLITE_OK ||
        !database_bind_text(statement, 5, buffer_view(&memory->target)) ||
        !database_bind_text(statement, 6, buffer_view(&memory->codes)) ||
        !database_bind_text(statement, 7, entry->state) ||
        !database_bind_text(statement, 8, entry->origin) ||
        !database_bind_text(statement, 9, entry->created.date) ||
        !database_bind_text(statement, 10, entry->created.name) ||
        !database_bind_text(statement, 11, entry->changed.date) ||
        !database_bind_text(statement, 12, entry->changed.name) ||
        !database_bind_text(statement, 13, entry->remarks))
        return database_error(memory, findings);
    status = database_run(memory, statement, findings);
    *changed = status == STATUS_OK && sqlite3_changes(memory->database) > 0;
    return status;
}

static bool is_blank(struct view text)
{
    return view_trim(text).size == 0;
}

/* Reads source and target; false if there is nothing to keep. */
static bool encode(struct memory *memory, const struct memory_entry *entry)
{
    buffer_clear(&memory->target);
    buffer_clear(&memory->codes);
    if (!coded_read(&memory->coded, entry->source) || memory->coded.text.size == 0 ||
        !coded_add_target(&memory->coded, entry->source, entry->target, &memory->target))
        return false;
    coded_add_codes(&memory->coded, &memory->codes);
    return !is_blank(buffer_view(&memory->target));
}

static enum status add_row(struct memory *memory, struct row *row, enum memory_added *added,
                           struct findings *findings)
{
    bool changed = false;
    enum status status = memory_source(memory, true, &row->source, findings);
    if (status == STATUS_OK)
        status = put_translation(memory, TRANSLATION_ADD, row, &changed, findings);
    *added = MEMORY_NEW;
    if (status == STATUS_OK && !changed) {
        status = put_translation(memory, TRANSLATION_CHANGE, row, &changed, findings);
        *added = changed ? MEMORY_CHANGED : MEMORY_SAME;
    }
    return status;
}

enum status memory_add(struct memory *memory, const struct memory_entry *entry,
                       enum memory_added *added, struct findings *findings)
{
    struct row row = {.entry = entry};
    *added = MEMORY_UNFIT;
    arena_clear(&memory->arena);
    bool fit = encode(memory, entry);
    if (memory->coded.failed || memory->target.failed || memory->codes.failed)
        return finding_no_memory(findings);
    if (!fit)
        return STATUS_OK;
    enum status status = database_begin(memory, findings);
    if (status == STATUS_OK)
        status =
            languages_add(memory, entry->source_lang, entry->target_lang, &row.languages, findings);
    if (status == STATUS_OK)
        status = add_row(memory, &row, added, findings);
    if (status == STATUS_OK && ++memory->added >= TRANSACTION)
        status = memory_commit(memory, findings);
    return status;
}
