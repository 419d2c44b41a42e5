/* What a unit or match gathers: adding, and the orders in which its codes are looked up. */
#include "xliff/check_unit.h"

#include <stdlib.h>

struct code *xliff_scope_codes(const struct scope *scope)
{
    return scope->codes.items;
}

struct segment *xliff_scope_segments(const struct scope *scope)
{
    return scope->segments.items;
}

struct segment *xliff_last_segment(const struct check *check)
{
    const struct array *segments = &check->unit->scope->segments;
    return segments->count ? (struct segment *)segments->items + (segments->count - 1) : NULL;
}

/* ---- Adding ----------------------------------------------------------------------------- */

static bool too_many(struct check *check, const struct array *array)
{
    if (array->count < XLIFF_MAX_PIECES)
        return false;
    xliff_check_too_large(check);
    return true;
}

void xliff_add_name(struct check *check, enum name_group group, struct xliff_string id)
{
    struct scope *scope = check->unit->scope;
    if (!check->in_unit || !id.data || too_many(check, &scope->names))
        return;
    struct name *name = xliff_array_add(&scope->names, sizeof *name);
    if (!name) {
        xliff_check_no_memory(check);
        return;
    }
    bool module = group >= NAME_MATCH && group <= NAME_RESOURCE;
    *name = (struct name){xliff_check_keep(check, &scope->arena, id), group,
                          module ? check->unit->module_scope : 0, check->line, check->column};
}

void xliff_add_reference(struct check *check, enum reference_kind kind, struct xliff_string value,
                         struct xliff_string what)
{
    struct scope *scope = kind == REFERENCE_DATA ? check->unit->scope : &check->unit->unit;
    if (!check->in_unit || !value.data || too_many(check, &scope->references))
        return;
    struct reference *reference = xliff_array_add(&scope->references, sizeof *reference);
    if (!reference) {
        xliff_check_no_memory(check);
        return;
    }
    *reference = (struct reference){kind, xliff_check_keep(check, &scope->arena, value),
                                    xliff_check_keep(check, &scope->arena, what), check->line,
                                    check->column};
}

static enum reorder reorder_of(struct xliff_string value)
{
    return xliff_is(value, "no")        ? REORDER_NO
           : xliff_is(value, "firstNo") ? REORDER_FIRST
                                        : REORDER_YES;
}

struct code *xliff_add_code(struct check *check, enum code_kind kind)
{
    struct scope *scope = check->unit->scope;
    if (!check->unit->in_content || scope->segments.count == 0 || too_many(check, &scope->codes))
        return NULL;
    struct code *code = xliff_array_add(&scope->codes, sizeof *code);
    if (!code) {
        xliff_check_no_memory(check);
        return NULL;
    }
    bool pc = kind == CODE_PC;
    *code = (struct code){
        .kind = kind,
        .side = check->unit->side,
        .reorder = reorder_of(VALUE(check, CAN_REORDER)),
        .can_copy = !IS(check, CAN_COPY, "no"),
        .can_delete = !IS(check, CAN_DELETE, "no"),
        .can_overlap = pc ? IS(check, CAN_OVERLAP, "yes") : !IS(check, CAN_OVERLAP, "no"),
        .isolated = IS(check, ISOLATED, "yes"),
        .has_data = HAS(check, DATA_REF) || HAS(check, DATA_REF_START) || HAS(check, DATA_REF_END),
        .segment = scope->segments.count - 1,
        .id = xliff_check_keep(check, &scope->arena, VALUE(check, ID)),
        .start_ref = xliff_check_keep(check, &scope->arena, VALUE(check, START_REF)),
        .copy_of = xliff_check_keep(check, &scope->arena, VALUE(check, COPY_OF)),
        .type = xliff_check_keep(check, &scope->arena, VALUE(check, TYPE)),
        .sub_type = xliff_check_keep(check, &scope->arena, VALUE(check, SUB_TYPE)),
        .translate = xliff_check_keep(check, &scope->arena, VALUE(check, TRANSLATE)),
        .line = check->line,
        .column = check->column,
    };
    return code;
}

/* ---- Looking up ------------------------------------------------------------------------- */

struct position {
    size_t order, index;
};

static int compare_positions(const void *left, const void *right)
{
    const struct position *a = left, *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* The codes of a side in the order in which its contents are read. */
static bool make_sequence(struct scope *scope, enum side side)
{
    struct code *codes = scope->codes.items;
    const struct segment *segments = scope->segments.items;
    struct array *sequence = &scope->sequence[side];
    for (size_t i = 0; i < scope->codes.count; i++) {
        if (codes[i].side != side)
            continue;
        struct position *position = xliff_array_add(sequence, sizeof *position);
        if (!position)
            return false;
        const struct segment *segment = &segments[codes[i].segment];
        position->order = side == SIDE_TARGET ? segment->order : codes[i].segment;
        position->index = i;
    }
    struct position *positions = sequence->items;
    if (sequence->count > 1 && side == SIDE_TARGET)
        qsort(positions, sequence->count, sizeof *positions, compare_positions);
    for (size_t i = 0; i < sequence->count; i++)
        codes[positions[i].index].place = i;
    return true;
}

/* Where a code is found: by its id, or by the id that it closes. */
static bool add_code_keys(struct scope *scope, const struct code *code, size_t index)
{
    bool end = code->kind == CODE_EC || code->kind == CODE_EM || code->kind == CODE_PC_END;
    struct xliff_string closes = code->kind == CODE_PC_END ? code->id : code->start_ref;
    if (end && closes.data &&
        !xliff_keys_add(&scope->ends[code->side], (struct key){.name = closes, .index = index}))
        return false;
    return !code->id.data || code->kind == CODE_PC_END ||
           xliff_keys_add(&scope->ids[code->side], (struct key){.name = code->id, .index = index});
}

bool xliff_scope_index(struct scope *scope)
{
    const struct code *codes = scope->codes.items;
    const struct segment *segments = scope->segments.items;
    if (!make_sequence(scope, SIDE_SOURCE) || !make_sequence(scope, SIDE_TARGET))
        return false;
    for (size_t i = 0; i < scope->codes.count; i++)
        if (!add_code_keys(scope, &codes[i], i))
            return false;
    for (size_t i = 0; i < scope->segments.count; i++)
        if (segments[i].id.data &&
            !xliff_keys_add(&scope->segment_ids, (struct key){.name = segments[i].id, .index = i}))
            return false;
    xliff_keys_sort(&scope->segment_ids);
    for (int side = 0; side < SIDES; side++) {
        xliff_keys_sort(&scope->ids[side]);
        xliff_keys_sort(&scope->ends[side]);
    }
    return true;
}

struct code *xliff_code_at(const struct scope *scope, enum side side, size_t place)
{
    const struct position *positions = scope->sequence[side].items;
    if (place >= scope->sequence[side].count)
        return NULL;
    return (struct code *)scope->codes.items + positions[place].index;
}

struct code *xliff_find_code(const struct scope *scope, enum side side, struct xliff_string id)
{
    size_t index = xliff_keys_find(&scope->ids[side], id);
    return index == SIZE_MAX ? NULL : (struct code *)scope->codes.items + index;
}

struct code *xliff_find_end(const struct scope *scope, enum side side, struct xliff_string id,
                            enum code_kind kind)
{
    size_t index = xliff_keys_find(&scope->ends[side], id);
    struct code *code = index == SIZE_MAX ? NULL : (struct code *)scope->codes.items + index;
    return code && code->kind == kind ? code : NULL;
}

bool xliff_has_segment(const struct scope *scope, struct xliff_string id)
{
    return xliff_keys_find(&scope->segment_ids, id) != SIZE_MAX;
}

bool xliff_is_partial(const struct scope *scope)
{
    const struct segment *segments = scope->segments.items;
    for (size_t i = 0; i < scope->segments.count; i++)
        if (!segments[i].has_target)
            return true;
    return false;
}

/* ---- Clearing --------------------------------------------------------------------------- */

void xliff_scope_clear(struct scope *scope)
{
    xliff_arena_clear(&scope->arena);
    xliff_array_clear(&scope->codes, sizeof(struct code));
    xliff_array_clear(&scope->segments, sizeof(struct segment));
    xliff_array_clear(&scope->names, sizeof(struct name));
    xliff_array_clear(&scope->references, sizeof(struct reference));
    xliff_array_clear(&scope->segment_ids, sizeof(struct key));
    for (int side = 0; side < SIDES; side++) {
        xliff_array_clear(&scope->sequence[side], sizeof(struct position));
        xliff_array_clear(&scope->ids[side], sizeof(struct key));
        xliff_array_clear(&scope->ends[side], sizeof(struct key));
    }
}

void xliff_scope_free(struct scope *scope)
{
    xliff_arena_free(&scope->arena);
    xliff_array_free(&scope->codes);
    xliff_array_free(&scope->segments);
    xliff_array_free(&scope->names);
    xliff_array_free(&scope->references);
    xliff_array_free(&scope->segment_ids);
    for (int side = 0; side < SIDES; side++) {
        xliff_array_free(&scope->sequence[side]);
        xliff_array_free(&scope->ids[side]);
        xliff_array_free(&scope->ends[side]);
    }
}
