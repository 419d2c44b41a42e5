/* The pairs of languages that a memory has: a few, kept in memory. */
#include <string.h>

#include "memory/internal.h"

/* ---- tags -------------------------------------------------------------------------------- */

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_small(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/* BCP 47 writes de-DE, zh-Hans: tools write DE-DE and de_DE. */
static struct view canonical(struct arena *arena, const char *tag)
{
    size_t size = strlen(tag), start = 0;
    char *copy = arena_take(arena, size + 1);
    for (size_t i = 0; copy && i < size; i++) {
        bool separator = tag[i] == '-' || tag[i] == '_';
        size_t length = strcspn(tag + start, "-_");
        bool capital = start > 0 && (length == 2 || (length == 4 && i == start));
        copy[i] = separator                        ? '-'
                  : capital && is_small(tag[i])    ? (char)(tag[i] - 32)
                  : !capital && is_capital(tag[i]) ? (char)(tag[i] + 32)
                                                   : tag[i];
        if (separator)
            start = i + 1;
    }
    return (struct view){copy, copy ? size : 0};
}

struct view language_of(struct view tag)
{
    size_t end = 0;
    while (end < tag.size && tag.data[end] != '-' && tag.data[end] != '_')
        end++;
    return view_slice(tag, 0, end);
}

static char folded(char byte)
{
    return is_capital(byte) ? (char)(byte + 32) : byte == '_' ? '-' : byte;
}

bool language_same(struct view a, struct view b)
{
    for (size_t i = 0; i < a.size && a.size == b.size; i++)
        if (folded(a.data[i]) != folded(b.data[i]))
            return false;
    return a.size == b.size;
}

bool language_serves(struct view wanted, struct view tag)
{
    struct view language = language_of(wanted), other = language_of(tag);
    bool regions = language.size < wanted.size && other.size < tag.size;
    return language_same(language, other) && (!regions || language_same(wanted, tag));
}

/* ---- pairs ------------------------------------------------------------------------------- */

static bool remember(struct memory *memory, int64_t id, struct view source, struct view target)
{
    void *grown = array_grow(memory->languages, memory->language_count, &memory->language_capacity,
                             sizeof *memory->languages);
    if (!grown)
        return false;
    memory->languages = grown;
    memory->languages[memory->language_count++] =
        (struct languages){.id = id,
                           .source = arena_copy(&memory->tags, source),
                           .target = arena_copy(&memory->tags, target)};
    return !memory->tags.failed;
}

static bool is_text(struct view tag)
{
    return utf8_valid_prefix(tag) == tag.size;
}

static enum status read_pair(struct memory *memory, sqlite3_stmt *statement,
                             struct findings *findings)
{
    struct view source = database_text(statement, 1), target = database_text(statement, 2);
    if (!is_text(source) || !is_text(target))
        return database_damaged(memory, findings);
    return remember(memory, sqlite3_column_int64(statement, 0), source, target)
               ? STATUS_OK
               : finding_no_memory(findings);
}

enum status languages_read(struct memory *memory, struct findings *findings)
{
    enum status status;
    sqlite3_stmt *statement = database_statement(memory, LANGUAGES_ALL, &status, findings);
    bool row = statement;
    memory->language_count = 0;
    arena_clear(&memory->tags);
    while (row) {
        status = database_row(memory, statement, &row, findings);
        if (!row)
            break;
        status = read_pair(memory, statement, findings);
        row = status == STATUS_OK;
    }
    if (statement)
        sqlite3_reset(statement);
    return status;
}

enum status languages_add(struct memory *memory, const char *source, const char *target,
                          int64_t *id, struct findings *findings)
{
    struct view from = canonical(&memory->arena, source), to = canonical(&memory->arena, target);
    enum status status;
    for (size_t i = 0; i < memory->language_count; i++) {
        const struct languages *pair = &memory->languages[i];
        *id = pair->id;
        if (view_equal(pair->source, from) && view_equal(pair->target, to))
            return STATUS_OK;
    }
    sqlite3_stmt *statement = database_statement(memory, LANGUAGES_ADD, &status, findings);
    if (!statement)
        return status;
    if (memory->arena.failed || !database_bind_text(statement, 1, from) ||
        !database_bind_text(statement, 2, to))
        return finding_no_memory(findings);
    status = database_run(memory, statement, findings);
    if (status != STATUS_OK)
        return status;
    *id = sqlite3_last_insert_rowid(memory->database);
    return remember(memory, *id, from, to) ? STATUS_OK : finding_no_memory(findings);
}

const struct languages *languages_find(const struct memory *memory, int64_t id)
{
    for (size_t i = 0; i < memory->language_count; i++)
        if (memory->languages[i].id == id)
            return &memory->languages[i];
    return NULL;
}

bool languages_serve(const struct memory *memory, int64_t id, const struct memory_query *query)
{
    const struct languages *pair = languages_find(memory, id);
    if (!pair)
        return false;
    return language_same(language_of(view_of(query->source_lang)), language_of(pair->source)) &&
           language_serves(view_of(query->target_lang), pair->target);
}
