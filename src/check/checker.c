/* checker.c - gathers units into blocks, and asks every check about each. */
#include <limits.h>
#include <stdlib.h>

#include "check/internal.h"
#include "token/token.h"

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

/* Reads the number after `mark` at id[*at], which moves behind it. */
static bool take_number(struct view id, size_t *at, char mark, size_t *number)
{
    size_t start = *at + 1, end = start;
    if (*at >= id.size || id.data[*at] != mark)
        return false;
    while (token_is_digit(id, end))
        end++;
    *at = end;
    return view_to_size(view_slice(id, start, end), number);
}

struct unit_number {
    size_t block, segment;
};

/* b17, in 1.2 b17.s3. */
static bool is_ours(const struct checker *checker, struct view id, struct unit_number *number)
{
    size_t at = 0;
    bool ours = !checker->file.foreign && take_number(id, &at, 'b', &number->block);
    if (ours && checker->file.version == XLIFF_1_2 && at < id.size)
        ours = id.data[at++] == '.' && take_number(id, &at, 's', &number->segment);
    return ours && at == id.size;
}

bool checker_judges_codes(const struct checker *checker, struct view unit)
{
    struct unit_number ignored = {0};
    return is_ours(checker, unit, &ignored);
}

static struct place place_of(const struct xliff_unit *unit, const struct xliff_segment *segment)
{
    if (segment->has_target && segment->target.line > 0)
        return (struct place){.line = segment->target.line, .column = segment->target.column};
    if (segment->line > 0)
        return (struct place){.line = segment->line, .column = segment->column};
    return (struct place){.line = unit->line, .column = unit->column};
}

/* A unit that is judged at once is not copied; one that is held is. */
static void make_segment(const struct checker *checker, const struct xliff_unit *unit, size_t index,
                         struct arena *arena, bool held, struct check_segment *made)
{
    const struct xliff_segment *segment = &unit->segments[index];
    enum xliff_version version = checker->file.version;
    struct view id = string_view(segment->id), state = string_view(segment->state);
    made->unit = string_view(unit->id);
    made->id = held && id.size > 0 ? arena_copy(arena, id) : id;
    made->block = made->number = made->index = made->pair = made->at = 0;
    made->place = place_of(unit, segment);
    made->order = segment->order > 0 ? segment->order : index + 1;
    made->ours = false;
    made->no_translate = unit->no_translate;
    made->has_target = segment->has_target;
    made->ignorable = segment->ignorable;
    made->source = held ? content_copy_source(arena, version, &segment->source)
                        : content_borrow_source(arena, version, &segment->source);
    made->target =
        held ? content_copy(arena, &segment->target) : content_borrow(arena, &segment->target);
    made->state = held && state.size > 0 ? arena_copy(arena, state) : state;
    made->fate = SEGMENT_FILLED;
}

static struct check_segment *next_segment(struct checker *checker, struct check_segment **segments,
                                          size_t *count, size_t *capacity)
{
    void *grown = array_grow(*segments, *count, capacity, sizeof **segments);
    if (!grown) {
        checker->failed = true;
        return NULL;
    }
    *segments = grown;
    return &(*segments)[(*count)++];
}

/* A unit of 2.x, or one that satz did not export, is a block. */
static enum status check_unit(struct checker *checker, const struct xliff_unit *unit, bool ours)
{
    struct check_block *block = &checker->block;
    for (size_t i = 0; i < unit->segment_count && !checker->failed; i++) {
        struct check_segment *segment = next_segment(
            checker, &block->segments, &block->segment_count, &block->segment_capacity);
        if (!segment)
            break;
        make_segment(checker, unit, i, &block->arena, false, segment);
        segment->ours = ours;
    }
    return end_block(checker);
}

/* Keeps a unit of 1.2 until its <file> ends. */
static void hold_unit(struct checker *checker, const struct xliff_unit *unit,
                      const struct unit_number *number)
{
    struct held_segments *held = &checker->held;
    struct view id = arena_copy(&held->arena, string_view(unit->id));
    for (size_t i = 0; i < unit->segment_count && !checker->failed; i++) {
        struct check_segment *segment =
            next_segment(checker, &held->items, &held->count, &held->capacity);
        if (!segment)
            return;
        make_segment(checker, unit, i, &held->arena, true, segment);
        segment->unit = id;
        segment->ours = true;
        segment->block = number->block;
        segment->number = number->segment;
        segment->index = held->count;
    }
}

enum status checker_unit(struct checker *checker, const struct xliff_unit *unit)
{
    struct unit_number number = {0};
    if (checker->file.no_target_language) {
        for (size_t i = 0; i < unit->segment_count; i++)
            checker->has_targets |= unit->segments[i].has_target;
        return STATUS_OK;
    }
    bool ours = is_ours(checker, string_view(unit->id), &number);
    if (!ours || checker->file.version != XLIFF_1_2)
        return check_unit(checker, unit, ours);
    hold_unit(checker, unit, &number);
    return checker->failed ? finding_no_memory(checker->findings) : STATUS_OK;
}

/* ---- units that were held ---------------------------------------------------------------- */

static int by_number(const void *left, const void *right)
{
    const struct check_segment *a = left, *b = right;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

/* As satz wrote them, and most tools leave them. */
static bool is_in_order(const struct held_segments *held)
{
    for (size_t i = 1; i < held->count; i++)
        if (by_number(&held->items[i - 1], &held->items[i]) > 0)
            return false;
    return true;
}

static enum status check_held(struct checker *checker)
{
    struct held_segments *held = &checker->held;
    struct check_block *block = &checker->block;
    enum status status = STATUS_OK;
    if (!is_in_order(held))
        qsort(held->items, held->count, sizeof *held->items, by_number);
    checker->failed |= held->arena.failed;
    for (size_t i = 0; i < held->count && status == STATUS_OK; i++) {
        struct check_segment *segment = next_segment(
            checker, &block->segments, &block->segment_count, &block->segment_capacity);
        if (segment)
            *segment = held->items[i];
        if (!segment || i + 1 == held->count || held->items[i + 1].block != held->items[i].block)
            status = end_block(checker);
    }
    held->count = 0;
    arena_clear(&held->arena);
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
    glance_words_english(&checker->english_words);
    glance_words_german(&checker->german_words);
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
    return check_held(checker);
}

void checker_free(struct checker *checker)
{
    if (!checker)
        return;
    struct check_block *block = &checker->block;
    arena_free(&block->arena);
    arena_free(&checker->held.arena);
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
