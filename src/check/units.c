/* units.c - gathers units into blocks. */
#include <stdlib.h>

#include "check/internal.h"
#include "token/token.h"

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

static struct check_segment *grow(struct checker *checker, struct check_segment **segments,
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

static struct check_segment *next_of_block(struct checker *checker)
{
    struct check_block *block = &checker->block;
    return grow(checker, &block->segments, &block->segment_count, &block->segment_capacity);
}

static struct check_segment *next_held(struct checker *checker)
{
    struct held_segments *held = &checker->held;
    return grow(checker, &held->items, &held->count, &held->capacity);
}

/* A unit of 2.x, or one that satz did not export, is a block. */
static enum status check_unit(struct checker *checker, const struct xliff_unit *unit, bool ours)
{
    struct arena *arena = &checker->block.arena;
    for (size_t i = 0; i < unit->segment_count && !checker->failed; i++) {
        struct check_segment *segment = next_of_block(checker);
        if (!segment)
            break;
        make_segment(checker, unit, i, arena, false, segment);
        segment->ours = ours;
    }
    return check_end_block(checker);
}

/* Keeps a unit of 1.2 until its <file>, or going ahead its block, ends. */
static void hold_unit(struct checker *checker, const struct xliff_unit *unit,
                      const struct unit_number *number)
{
    bool ahead = checker->options.ahead;
    struct arena *arena = ahead ? &checker->block.arena : &checker->held.arena;
    struct view id = arena_copy(arena, string_view(unit->id));
    for (size_t i = 0; i < unit->segment_count && !checker->failed; i++) {
        struct check_segment *segment = ahead ? next_of_block(checker) : next_held(checker);
        if (!segment)
            return;
        make_segment(checker, unit, i, arena, true, segment);
        segment->unit = id;
        segment->ours = true;
        segment->block = number->block;
        segment->number = number->segment;
        segment->index = checker->held.count;
    }
}

static bool is_before(const struct unit_number *a, const struct unit_number *b)
{
    return a->block != b->block ? a->block < b->block : a->segment < b->segment;
}

/* Judges the block before. */
static enum status go_ahead(struct checker *checker, const struct unit_number *number)
{
    enum status status = STATUS_OK;
    bool lost = checker->waits && is_before(number, &checker->last);
    if (!lost && checker->waits && number->block != checker->last.block)
        status = check_end_block(checker);
    checker->waits = true;
    checker->lost |= lost;
    checker->last = *number;
    return status;
}

enum status checker_unit(struct checker *checker, const struct xliff_unit *unit)
{
    struct unit_number number = {0};
    enum status status = STATUS_OK;
    if (checker->file.no_target_language) {
        for (size_t i = 0; i < unit->segment_count; i++)
            checker->has_targets |= unit->segments[i].has_target;
        return STATUS_OK;
    }
    bool ours = is_ours(checker, string_view(unit->id), &number);
    bool held = ours && checker->file.version == XLIFF_1_2;
    checker->lost |= checker->waits && !held; /* it would be judged before those that are held */
    if (held && checker->options.ahead)
        status = go_ahead(checker, &number);
    if (checker->lost || status != STATUS_OK)
        return status;
    if (!held)
        return check_unit(checker, unit, ours);
    hold_unit(checker, unit, &number);
    return checker->failed ? finding_no_memory(checker->findings) : STATUS_OK;
}

bool checker_is_lost(const struct checker *checker)
{
    return checker->lost;
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
    enum status status = STATUS_OK;
    if (!is_in_order(held))
        qsort(held->items, held->count, sizeof *held->items, by_number);
    checker->failed |= held->arena.failed;
    for (size_t i = 0; i < held->count && status == STATUS_OK; i++) {
        struct check_segment *segment = next_of_block(checker);
        if (segment)
            *segment = held->items[i];
        if (!segment || i + 1 == held->count || held->items[i + 1].block != held->items[i].block)
            status = check_end_block(checker);
    }
    held->count = 0;
    arena_clear(&held->arena);
    return status;
}

enum status check_units_end(struct checker *checker)
{
    return checker->waits ? check_end_block(checker) : check_held(checker);
}
