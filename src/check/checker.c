/* checker.c - asks every check about a block. */
#include <limits.h>
#include <stdlib.h>

#include "check/internal.h"

/* ---- a block ----------------------------------------------------------------------------- */

static void clear_block(struct check_block *block)
{
    arena_clear(&block->arena);
    block->segment_count = block->pair_count = 0;
    block->waiting = block->spans_ready = false;
    block->english = block->german = (struct view){0};
    block->lost.count = block->added.count = 0;
    block->code_values_of = 0;
}

static bool same_view(struct view a, struct view b)
{
    return a.data == b.data && a.size == b.size;
}

/* Looks at the texts of a pair once, for all checks. */
static void glance_at_pair(struct checker *checker, size_t index)
{
    struct check_pair *pair = &checker->block.pairs[index];
    struct check_glances *glances = &checker->block.glances;
    const struct glance_words *words =
        checker->file.to == PROTECT_TO_SOURCE ? &checker->german_words : &checker->english_words;
    bool plain = same_view(pair->typed, pair->english);
    pair->sum = checksum(pair->german);
    repeats_expect(&checker->repeats, pair->sum);
    checker->failed |= !glance_at(&glances->german, &checker->german_words, pair->german_text) ||
                       !glance_at(&glances->typed, words, pair->typed) ||
                       (!plain && !glance_at(&glances->english, words, pair->english));
    pair->has = plain ? glances->typed.has : glances->english.has;
    glances->pair = index;
}

static void check_pair(struct checker *checker, size_t index)
{
    static void (*const checks[])(struct checker *, const struct check_pair *) = {
        check_german, check_leftovers, check_links, check_spaces,     check_words,
        check_ending, check_length,    check_terms, check_characters, check_repeats,
    };
    struct check_pair *pair = &checker->block.pairs[index];
    checker->block.glances.pair = SIZE_MAX;
    if (pair->text)
        glance_at_pair(checker, index);
    else
        pair->has = pair->english.size > 0 ? UINT_MAX : 0;
    checker->block.has |= pair->has;
    if (checker->failed)
        return;
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
enum status check_end_block(struct checker *checker)
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
    glance_words_english(&checker->english_words);
    glance_words_german(&checker->german_words);
    return checker;
}

enum status checker_begin_file(struct checker *checker, const struct checker_file *file)
{
    checker->file = *file;
    checker->has_targets = checker->waits = false;
    checker->last = (struct unit_number){0};
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
    enum status status = check_units_end(checker);
    if (!checker->lost)
        waiting_tell(&checker->waiting, checker->findings);
    return status;
}

void checker_free(struct checker *checker)
{
    if (!checker)
        return;
    struct check_block *block = &checker->block;
    arena_free(&block->arena);
    arena_free(&checker->held.arena);
    waiting_free(&checker->waiting);
    free(checker->held.items);
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
    glance_free(&block->glances.german);
    glance_free(&block->glances.typed);
    glance_free(&block->glances.english);
    repeats_free(&checker->repeats);
    buffer_free(&checker->text);
    buffer_free(&checker->typed);
    buffer_free(&checker->message);
    free(checker);
}
