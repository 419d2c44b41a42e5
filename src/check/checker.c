/* checker.c - gathers units into blocks, and asks every check about each. */
#include <stdlib.h>

#include "check/internal.h"
#include "token/token.h"

/* ---- a block ----------------------------------------------------------------------------- */

static void clear_block(struct check_block *block)
{
    arena_clear(&block->arena);
    block->key = (struct view){0};
    block->segment_count = block->pair_count = 0;
    block->waiting = block->spans_ready = false;
    block->lost.count = block->added.count = 0;
    block->code_values_of = 0;
}

static void check_pair(struct checker *checker, size_t index)
{
    static void (*const checks[])(struct checker *, const struct check_pair *) = {
        check_german, check_leftovers, check_links, check_spaces,     check_words,
        check_ending, check_length,    check_terms, check_characters, check_repeats,
    };
    const struct check_pair *pair = &checker->block.pairs[index];
    check_pair_codes(checker, index);
    if (!pair->text)
        return;
    check_values(checker, index);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        checks[i](checker, pair);
}

static bool block_failed(const struct checker *checker)
{
    const struct check_block *block = &checker->block;
    return checker->failed || block->pieces.failed || block->terms_seen.failed ||
           block->never_seen.failed || block->arena.failed || block->codes.failed ||
           block->judge.failed || checker->text.failed || checker->typed.failed;
}

/* Judges the block that was gathered, and forgets it. */
static enum status end_block(struct checker *checker)
{
    struct check_block *block = &checker->block;
    if (block->segment_count > 0 && !block_failed(checker)) {
        check_fates(checker);
        check_states(checker);
        check_render(checker);
    }
    if (block->segment_count > 0 && !block_failed(checker)) {
        check_codes(checker);
        for (size_t i = 0; i < block->pair_count; i++)
            check_pair(checker, i);
        check_loose_values(checker);
        check_marks(checker);
    }
    bool failed = block_failed(checker);
    clear_block(block);
    return failed ? finding_no_memory(checker->findings) : STATUS_OK;
}

/* ---- units ------------------------------------------------------------------------------- */

/* "b17" of "b17.s3"; another id is its own. */
static struct view block_key(struct view id)
{
    size_t at = id.size;
    while (at > 0 && id.data[at - 1] >= '0' && id.data[at - 1] <= '9')
        at--;
    bool ours = at < id.size && at > 2 && id.data[at - 1] == 's' && id.data[at - 2] == '.';
    return ours ? view_slice(id, 0, at - 2) : id;
}

/* b17, or in 1.2 b17.s3: what `key` is of it. */
static bool is_ours(const struct checker *checker, struct view key)
{
    size_t digits = 0;
    while (digits + 1 < key.size && token_is_digit(key, digits + 1))
        digits++;
    return !checker->file.foreign && digits > 0 && digits + 1 == key.size && key.data[0] == 'b';
}

static void add_segment(struct checker *checker, const struct xliff_unit *unit, struct view id,
                        size_t index)
{
    struct check_block *block = &checker->block;
    const struct xliff_segment *segment = &unit->segments[index];
    void *grown = array_grow(block->segments, block->segment_count, &block->segment_capacity,
                             sizeof *block->segments);
    if (!grown) {
        checker->failed = true;
        return;
    }
    block->segments = grown;
    bool placed = segment->has_target && segment->target.line > 0;
    struct place place = {
        .line = placed              ? segment->target.line
                : segment->line > 0 ? segment->line
                                    : unit->line,
        .column = placed              ? segment->target.column
                  : segment->line > 0 ? segment->column
                                      : unit->column,
    };
    block->segments[block->segment_count++] = (struct check_segment){
        .unit = id,
        .id = arena_copy(&block->arena, string_view(segment->id)),
        .place = place,
        .order = segment->order > 0 ? segment->order : index + 1,
        .ours = is_ours(checker, block->key),
        .no_translate = unit->no_translate,
        .has_target = segment->has_target,
        .ignorable = segment->ignorable,
        .source = content_copy_source(&block->arena, checker->file.version, &segment->source),
        .target = content_copy(&block->arena, &segment->target),
        .state = arena_copy(&block->arena, string_view(segment->state)),
    };
}

enum status checker_unit(struct checker *checker, const struct xliff_unit *unit)
{
    struct check_block *block = &checker->block;
    struct view id = string_view(unit->id);
    struct view key = checker->file.version == XLIFF_1_2 ? block_key(id) : id;
    enum status status = STATUS_OK;
    if (checker->file.no_target_language) {
        for (size_t i = 0; i < unit->segment_count; i++)
            checker->has_targets |= unit->segments[i].has_target;
        return STATUS_OK;
    }
    if (checker->file.version != XLIFF_1_2 || !view_equal(key, block->key))
        status = end_block(checker);
    id = arena_copy(&block->arena, id);
    block->key = view_slice(id, 0, id.data ? key.size : 0);
    for (size_t i = 0; i < unit->segment_count; i++)
        add_segment(checker, unit, id, i);
    return status;
}

/* ---- a file ------------------------------------------------------------------------------ */

struct checker *checker_new(const struct checker_options *options, struct findings *findings)
{
    struct checker *checker = calloc(1, sizeof *checker);
    if (!checker) {
        finding_no_memory(findings);
        return NULL;
    }
    checker->options = *options;
    checker->findings = findings;
    return checker;
}

enum status checker_begin_file(struct checker *checker, const struct checker_file *file)
{
    checker->file = *file;
    checker->has_targets = false;
    return STATUS_OK;
}

void checker_foreign(struct checker *checker)
{
    checker->file.foreign = true;
}

static void say_no_language(struct checker *checker)
{
    struct check_segment file = {.place = {NULL, checker->file.line, checker->file.column}};
    if (checker->has_targets)
        check_say(checker, CHECK_LANGUAGE_MISSING, &file,
                  "the file names no target language, so its translation is not checked; name it");
    else
        check_say(checker, CHECK_LANGUAGE_OPEN, &file,
                  "the file names no target language and has no targets: nothing is checked");
    checker->file.no_target_language = false;
}

enum status checker_end_file(struct checker *checker)
{
    if (checker->file.no_target_language)
        say_no_language(checker);
    return end_block(checker);
}

void checker_free(struct checker *checker)
{
    if (!checker)
        return;
    struct check_block *block = &checker->block;
    arena_free(&block->arena);
    free(block->segments);
    free(block->pairs);
    block_codes_free(&block->codes);
    code_judge_free(&block->judge);
    protect_spans_free(&block->spans);
    values_free(&block->values);
    values_free(&block->scratch);
    values_free(&block->code_values);
    value_index_free(&block->added_index);
    text_list_free(&block->pieces);
    terms_seen_free(&block->terms_seen);
    terms_seen_free(&block->never_seen);
    free(block->lost.items);
    free(block->added.items);
    repeats_free(&checker->repeats);
    buffer_free(&checker->text);
    buffer_free(&checker->typed);
    buffer_free(&checker->message);
    free(checker);
}
