/* The memory as a whole. */
#include "memory/internal.h"

/* ---- counts ------------------------------------------------------------------------------ */

static enum status count_rows(struct memory *memory, enum statement which, uint64_t *number,
                              struct findings *findings)
{
    enum status status;
    bool row = false;
    sqlite3_stmt *statement = database_statement(memory, which, &status, findings);
    *number = 0;
    if (!statement)
        return status;
    status = database_row(memory, statement, &row, findings);
    if (row) {
        *number = (uint64_t)sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
    }
    return status;
}

enum status memory_count(struct memory *memory, struct memory_counts *counts,
                         struct findings *findings)
{
    enum status status = count_rows(memory, COUNT_SOURCES, &counts->sources, findings);
    if (status == STATUS_OK)
        status = count_rows(memory, COUNT_TRANSLATIONS, &counts->translations, findings);
    if (status == STATUS_OK)
        status = count_rows(memory, COUNT_WORDS, &counts->words, findings);
    return status;
}

enum status memory_pairs(struct memory *memory,
                         enum status (*take)(void *context, const struct memory_pair *pair),
                         void *context, struct findings *findings)
{
    enum status status;
    bool row = true;
    sqlite3_stmt *statement = database_statement(memory, COUNT_PAIRS, &status, findings);
    if (!statement)
        return status;
    while (row && status == STATUS_OK) {
        status = database_row(memory, statement, &row, findings);
        const struct languages *pair =
            row ? languages_find(memory, sqlite3_column_int64(statement, 0)) : NULL;
        if (row && !pair)
            status = database_damaged(memory, findings);
        else if (row)
            status =
                take(context, &(struct memory_pair){pair->source, pair->target,
                                                    (uint64_t)sqlite3_column_int64(statement, 1)});
    }
    sqlite3_reset(statement);
    return status;
}

/* ---- each translation ---------------------------------------------------------------------- */

static struct xliff_string as_string(struct view text)
{
    return (struct xliff_string){text.data ? text.data : "", text.size};
}

static struct xliff_string number_of(size_t number, struct arena *arena)
{
    char digits[24];
    struct buffer text = {.data = digits, .capacity = sizeof digits};
    buffer_add_number(&text, number);
    return as_string(arena_copy(arena, buffer_view(&text)));
}

static struct xliff_part part_of(const struct coded *coded, size_t number, struct arena *arena)
{
    const struct code *code = &coded->codes[number - 1];
    struct xliff_part part = {
        .kind = code->kind,
        .text = as_string(code->german),
        .id = number_of(number, arena),
        .type = as_string(code->name),
        .equiv = as_string(code->english),
        .isolated = code->kind != XLIFF_PLACEHOLDER && code->partner == 0,
        .translate = -1,
    };
    if (code->kind == XLIFF_CLOSE)
        part.ref = code->partner > 0 ? number_of(code->partner, arena) : part.id;
    return part;
}

static size_t count_pieces(struct view text)
{
    struct coded_piece piece;
    size_t count = 0;
    while (coded_next(&text, &piece))
        count++;
    return count;
}

/* The content of a coded text. Codes of a source come in order; a target's have numbers. */
static bool decode(struct memory *memory, struct view text, bool target,
                   struct xliff_content *content)
{
    size_t next = 0, count = count_pieces(text);
    struct xliff_part *parts = arena_take(&memory->arena, (count + 1) * sizeof *parts);
    struct coded_piece piece;
    *content = (struct xliff_content){.parts = parts};
    while (parts && coded_next(&text, &piece)) {
        size_t number = ++next;
        if (!piece.code) {
            next--;
            parts[content->count++] = (struct xliff_part){
                .kind = XLIFF_TEXT, .text = as_string(piece.text), .translate = -1};
            continue;
        }
        if ((target && !view_to_size(piece.text, &number)) || number == 0 ||
            number > memory->stored.count)
            return false;
        parts[content->count++] = part_of(&memory->stored, number, &memory->arena);
    }
    return true;
}

struct each {
    enum status (*take)(void *context, const struct memory_entry *entry, struct findings *findings);
    void *context;
};

static const char *tag_string(struct memory *memory, struct view tag)
{
    struct buffer text = {0};
    buffer_add_view(&text, tag);
    buffer_add_char(&text, '\0');
    struct view copy = arena_copy(&memory->arena, buffer_view(&text));
    memory->arena.failed |= text.failed;
    buffer_free(&text);
    return copy.data;
}

static enum status give(struct memory *memory, sqlite3_stmt *row, const struct each *each,
                        struct findings *findings)
{
    struct xliff_content source, target;
    const struct languages *pair = languages_find(memory, sqlite3_column_int64(row, 0));
    arena_clear(&memory->arena);
    if (!pair || (!coded_restore(&memory->stored, database_text(row, 12), database_text(row, 4)) &&
                  !memory->stored.failed))
        return database_damaged(memory, findings);
    if (!decode(memory, buffer_view(&memory->stored.text), false, &source) ||
        !decode(memory, database_text(row, 3), true, &target))
        return database_damaged(memory, findings);
    struct memory_entry entry = {
        .source_lang = tag_string(memory, pair->source),
        .target_lang = tag_string(memory, pair->target),
        .source = &source,
        .target = &target,
        .context = {(uint64_t)sqlite3_column_int64(row, 1), (uint64_t)sqlite3_column_int64(row, 2)},
        .state = database_text(row, 5),
        .origin = database_text(row, 6),
        .created = {database_text(row, 7), database_text(row, 8)},
        .changed = {database_text(row, 9), database_text(row, 10)},
        .remarks = database_text(row, 11),
    };
    if (memory->arena.failed || memory->stored.failed)
        return finding_no_memory(findings);
    return each->take(each->context, &entry, findings);
}

enum status memory_each(struct memory *memory,
                        enum status (*take)(void *context, const struct memory_entry *entry,
                                            struct findings *findings),
                        void *context, struct findings *findings)
{
    struct each each = {take, context};
    enum status status;
    bool row = true;
    sqlite3_stmt *statement = database_statement(memory, TRANSLATION_EACH, &status, findings);
    if (!statement)
        return status;
    while (row && status == STATUS_OK) {
        status = database_row(memory, statement, &row, findings);
        if (row)
            status = give(memory, statement, &each, findings);
    }
    sqlite3_reset(statement);
    return status;
}
