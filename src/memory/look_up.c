/* What the memory knows about a source. */
#include <stdlib.h>
#include <string.h>

#include "memory/internal.h"

#define NO_CODE SIZE_MAX
/* Steps of comparing for one query: only long texts come so far. */
#define WORK ((size_t)400 * 1000)

/* A source of the memory that is like the query. */
struct found {
    int64_t source;
    unsigned score;
};

/* ---- the codes of the query in a target ------------------------------------------------------ */

static bool same_kind(const struct code *a, const struct code *b)
{
    return a->kind == b->kind && view_equal(a->name, b->name);
}

/* The codes of a kind go with those of the query in order; half a pair goes with none. */
static size_t *pair_codes(const struct coded *stored, struct coded *query, struct arena *arena)
{
    size_t *pairs = arena_take(arena, (stored->count + 1) * sizeof *pairs);
    if (!pairs)
        return NULL;
    for (size_t k = 0; k < query->count; k++)
        query->codes[k].used = false;
    for (size_t i = 0; i < stored->count; i++) {
        pairs[i] = NO_CODE;
        for (size_t k = 0; k < query->count && pairs[i] == NO_CODE; k++)
            if (!query->codes[k].used && same_kind(&stored->codes[i], &query->codes[k]))
                pairs[i] = k;
        if (pairs[i] != NO_CODE)
            query->codes[pairs[i]].used = true;
    }
    for (size_t i = 0; i < stored->count; i++) {
        size_t partner = stored->codes[i].partner;
        if (partner > 0 && pairs[partner - 1] == NO_CODE)
            pairs[i] = NO_CODE;
    }
    return pairs;
}

static struct xliff_part text_part(struct view text)
{
    return (struct xliff_part){
        .kind = XLIFF_TEXT, .text = {text.data ? text.data : "", text.size}, .translate = -1};
}

struct target_writer {
    const struct coded *stored;
    const struct coded *query;
    const struct xliff_content *source; /* of the query */
    const size_t *pairs;
    struct xliff_part *parts; /* to be written; NULL: counted */
    size_t count;
    bool sound;
};

static void put_part(struct target_writer *writer, const struct xliff_part *part)
{
    if (writer->parts)
        writer->parts[writer->count] = *part;
    writer->count++;
}

/* The query's code, or as text the form of one that the query has not. */
static void put_code(struct target_writer *writer, struct view digits)
{
    size_t number;
    if (!view_to_size(digits, &number) || number == 0 || number > writer->stored->count) {
        writer->sound = false;
        return;
    }
    struct code *stored = &writer->stored->codes[number - 1];
    stored->used = true;
    size_t pair = writer->pairs[number - 1];
    if (pair == NO_CODE) {
        struct xliff_part text =
            text_part(stored->english.size > 0 ? stored->english : stored->german);
        put_part(writer, &text);
        return;
    }
    const struct code *code = &writer->query->codes[pair];
    for (size_t i = 0; i < code->count; i++)
        put_part(writer, &writer->source->parts[code->first + i]);
}

static void put_target(struct target_writer *writer, struct view target)
{
    struct coded_piece piece;
    writer->count = 0;
    while (coded_next(&target, &piece)) {
        struct xliff_part text = text_part(piece.text);
        if (piece.code)
            put_code(writer, piece.text);
        else
            put_part(writer, &text);
    }
}

/* Whether a form stands in the text between the codes. */
static bool stands_as_text(struct view target, struct view form)
{
    struct coded_piece piece;
    while (form.size > 0 && coded_next(&target, &piece))
        if (!piece.code && view_find(piece.text, form, 0) != SIZE_MAX)
            return true;
    return false;
}

/* A value that the target does not take from a code must be the query's. Quotation marks may be
 * left out. */
static bool is_complete(const struct target_writer *writer, struct view target)
{
    for (size_t i = 0; i < writer->stored->count; i++) {
        const struct code *stored = &writer->stored->codes[i];
        size_t pair = writer->pairs[i];
        bool same =
            pair != NO_CODE && view_equal(stored->german, writer->query->codes[pair].german);
        struct view form = stored->english.size > 0 ? stored->english : stored->german;
        if (stored->kind == XLIFF_PLACEHOLDER && !same &&
            (!stored->used || stands_as_text(target, form)))
            return false;
    }
    return true;
}

/* ---- matches ------------------------------------------------------------------------------ */

static struct memory_match *new_match(struct memory *memory)
{
    void *grown = array_grow(memory->matches, memory->match_count, &memory->match_capacity,
                             sizeof *memory->matches);
    if (!grown)
        return NULL;
    memory->matches = grown;
    memory->matches[memory->match_count] = (struct memory_match){0};
    return &memory->matches[memory->match_count++];
}

static struct view source_text(struct memory *memory)
{
    struct view rest = buffer_view(&memory->stored.text);
    struct coded_piece piece;
    struct buffer text = {0};
    size_t code = 0;
    while (coded_next(&rest, &piece))
        buffer_add_view(&text, piece.code ? memory->stored.codes[code++].german : piece.text);
    memory->arena.failed |= text.failed;
    struct view copy = arena_copy(&memory->arena, buffer_view(&text));
    buffer_free(&text);
    return copy;
}

static bool fill_target(struct memory *memory, const struct memory_query *query, struct view target,
                        struct memory_match *match)
{
    struct target_writer writer = {.stored = &memory->stored,
                                   .query = &memory->coded,
                                   .source = query->source,
                                   .pairs =
                                       pair_codes(&memory->stored, &memory->coded, &memory->arena),
                                   .sound = true};
    if (!writer.pairs)
        return true; /* the arena says so */
    put_target(&writer, target);
    if (!writer.sound)
        return false;
    writer.parts = arena_take(&memory->arena, (writer.count + 1) * sizeof *writer.parts);
    if (!writer.parts)
        return true;
    put_target(&writer, target);
    match->target = (struct xliff_content){.parts = writer.parts, .count = writer.count};
    match->complete = is_complete(&writer, target);
    return true;
}

/* The matches of one source with equal targets are one. */
static bool is_known(const struct memory *memory, size_t first, const struct memory_match *match)
{
    for (size_t i = first; &memory->matches[i] < match; i++) {
        struct memory_match *other = &memory->matches[i];
        if (other->target_sum != match->target_sum || other->complete != match->complete)
            continue;
        if (other->neighbours < match->neighbours)
            other->neighbours = match->neighbours;
        return true;
    }
    return false;
}

static unsigned count_neighbours(sqlite3_stmt *statement, const struct memory_context *context)
{
    uint64_t previous = (uint64_t)sqlite3_column_int64(statement, 1);
    uint64_t next = (uint64_t)sqlite3_column_int64(statement, 2);
    return (unsigned)(previous != 0 && previous == context->previous) +
           (unsigned)(next != 0 && next == context->next);
}

static enum status add_match(struct memory *memory, const struct memory_query *query,
                             struct found found, sqlite3_stmt *row, size_t first,
                             struct findings *findings)
{
    struct view target = arena_copy(&memory->arena, database_text(row, 3));
    struct view text = arena_copy(&memory->arena, buffer_view(&memory->stored.text));
    struct memory_match *match = new_match(memory);
    bool sound = coded_restore(&memory->stored, text, database_text(row, 4));
    if (!match || memory->stored.failed)
        return finding_no_memory(findings);
    if (!sound || !fill_target(memory, query, target, match))
        return database_damaged(memory, findings);
    match->score = found.score;
    match->neighbours = count_neighbours(row, &query->context);
    match->source = source_text(memory);
    match->origin = arena_copy(&memory->arena, database_text(row, 5));
    match->target_sum = checksum(target);
    if (memory->arena.failed)
        return finding_no_memory(findings);
    if (is_known(memory, first, match))
        memory->match_count--;
    return STATUS_OK;
}

/* The translations of one source, whose text is in memory->stored. */
static enum status add_matches(struct memory *memory, const struct memory_query *query,
                               struct found found, struct findings *findings)
{
    enum status status;
    size_t first = memory->match_count;
    bool row = true;
    sqlite3_stmt *statement = database_statement(memory, TRANSLATION_FIND, &status, findings);
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, found.source) != SQLITE_OK)
        return database_error(memory, findings);
    while (row && status == STATUS_OK) {
        status = database_row(memory, statement, &row, findings);
        if (row && languages_serve(memory, sqlite3_column_int64(statement, 0), query))
            status = add_match(memory, query, found, statement, first, findings);
    }
    sqlite3_reset(statement);
    return status;
}

/* ---- fuzzy --------------------------------------------------------------------------------- */

/* Puts the text of a source into memory->stored.text. *got: it is there. */
static enum status get_source(struct memory *memory, int64_t id, bool *got,
                              struct findings *findings)
{
    enum status status;
    sqlite3_stmt *statement = database_statement(memory, SOURCE_GET, &status, findings);
    *got = false;
    buffer_clear(&memory->stored.text);
    if (!statement)
        return status;
    if (sqlite3_bind_int64(statement, 1, id) != SQLITE_OK)
        return database_error(memory, findings);
    status = database_row(memory, statement, got, findings);
    if (*got) {
        buffer_add_view(&memory->stored.text, database_text(statement, 0));
        sqlite3_reset(statement);
    }
    return memory->stored.text.failed ? finding_no_memory(findings) : status;
}

static enum status score_candidate(struct memory *memory, int64_t id, unsigned least,
                                   unsigned *score, struct findings *findings)
{
    bool got;
    enum status status = get_source(memory, id, &got, findings);
    *score = 0;
    if (status != STATUS_OK || !got)
        return status;
    if (!coded_fuzzy(&memory->other_text, buffer_view(&memory->stored.text)))
        return finding_no_memory(findings);
    *score = fuzzy_score(memory->work, &memory->other_text, least);
    return STATUS_OK;
}

static int by_score(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->source > b->source ? -1 : a->source < b->source;
}

/* The candidates that are like the query, the best first; they live in memory->arena. */
static enum status score_candidates(struct memory *memory, unsigned least, struct found **found,
                                    size_t *count, struct findings *findings)
{
    const struct candidates *candidates = &memory->candidates;
    enum status status;
    *found = arena_take(&memory->arena, (candidates->best_count + 1) * sizeof **found);
    *count = 0;
    if (!*found)
        return finding_no_memory(findings);
    for (size_t i = 0; i < candidates->best_count && fuzzy_steps(memory->work) < WORK; i++) {
        unsigned score;
        int64_t id = candidates->best[i].source;
        status = score_candidate(memory, id, least, &score, findings);
        if (status != STATUS_OK)
            return status;
        if (score >= least)
            (*found)[(*count)++] = (struct found){id, score};
    }
    qsort(*found, *count, sizeof **found, by_score);
    return STATUS_OK;
}

static enum status find_fuzzy(struct memory *memory, const struct memory_query *query, size_t most,
                              struct findings *findings)
{
    struct found *found;
    size_t count;
    bool got;
    if (!memory->work)
        memory->work = fuzzy_workspace_new();
    if (!memory->work || !coded_fuzzy(&memory->query_text, buffer_view(&memory->coded.text)) ||
        !fuzzy_set(memory->work, &memory->query_text))
        return finding_no_memory(findings);
    unsigned least = query->least > 0 ? query->least : MEMORY_LEAST;
    enum status status = candidates_find(memory, &memory->query_text, least, findings);
    if (status == STATUS_OK)
        status = score_candidates(memory, least, &found, &count, findings);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count && memory->match_count < most && status == STATUS_OK; i++) {
        status = get_source(memory, found[i].source, &got, findings);
        if (status == STATUS_OK && got)
            status = add_matches(memory, query, found[i], findings);
    }
    return status;
}

/* ---- all together --------------------------------------------------------------------------- */

/* Few: insertion keeps the later translation first. */
static void sort_matches(struct memory_match *matches, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0; k--) {
            struct memory_match *a = &matches[k - 1], *b = &matches[k];
            if (a->score > b->score || (a->score == b->score && a->neighbours >= b->neighbours))
                break;
            struct memory_match swap = *a;
            *a = *b;
            *b = swap;
        }
}

static enum status find_matches(struct memory *memory, const struct memory_query *query,
                                size_t most, struct findings *findings)
{
    int64_t source = 0;
    enum status status = memory_source(memory, false, &source, findings);
    if (status == STATUS_OK && source != 0) {
        buffer_clear(&memory->stored.text);
        buffer_add_view(&memory->stored.text, buffer_view(&memory->coded.text));
        status = add_matches(memory, query, (struct found){source, 100}, findings);
    }
    if (status == STATUS_OK && memory->match_count == 0)
        status = find_fuzzy(memory, query, most, findings);
    return status;
}

enum status memory_look_up(struct memory *memory, const struct memory_query *query, size_t most,
                           const struct memory_match **matches, size_t *count,
                           struct findings *findings)
{
    arena_clear(&memory->arena);
    memory->match_count = 0;
    *count = 0;
    if (!coded_read(&memory->coded, query->source))
        return finding_no_memory(findings);
    enum status status = database_begin_reading(memory, findings);
    if (status == STATUS_OK)
        status = find_matches(memory, query, most, findings);
    enum status ended = database_end_reading(memory, findings);
    status = ended > status ? ended : status;
    sort_matches(memory->matches, memory->match_count);
    *matches = memory->matches;
    *count = memory->match_count < most ? memory->match_count : most;
    return status;
}

const struct memory_match *memory_decide(const struct memory_match *matches, size_t count)
{
    if (count == 0 || matches[0].score < 100 || !matches[0].complete)
        return NULL;
    bool alone = count == 1 || matches[1].neighbours < matches[0].neighbours;
    return alone ? &matches[0] : NULL;
}
