/* edits.c - which bytes of the file become what when the page's user changes a unit.
 *
 * The editor of libxliff is made to write markers where text, a state or a note would go. What it
 * would replace, and what stands about the markers, is what the page needs; the file passes
 * unchanged. */
#include "review/internal.h"

#include <stdio.h>
#include <string.h>

void review_plan_begin(struct review_plan *plan, struct view document)
{
    uint64_t number = checksum(document);
    plan->document = document;
    do
        snprintf(plan->marker, sizeof plan->marker, "satz-slot-%016llx-",
                 (unsigned long long)number++);
    while (view_find(document, view_of(plan->marker), 0) != SIZE_MAX);
}

/* "satz-slot-0123456789abcdef-t3;" */
static struct view marker_text(struct arena *arena, const struct review_plan *plan, char kind,
                               size_t number)
{
    char text[80];
    int size = snprintf(text, sizeof text, "%s%c%zu;", plan->marker, kind, number);
    return arena_copy(arena, (struct view){text, (size_t)size});
}

struct marked {
    size_t start, end; /* of the marker */
    char kind;
    size_t number;
};

static bool find_marker(struct view text, const struct review_plan *plan, size_t from,
                        struct marked *found)
{
    struct view prefix = view_of(plan->marker);
    size_t start = view_find(text, prefix, from);
    if (start == SIZE_MAX)
        return false;
    size_t at = start + prefix.size, end = view_find(text, VIEW(";"), at);
    *found = (struct marked){.start = start, .end = end + 1, .kind = text.data[at]};
    view_to_size(view_slice(text, at + 1, end), &found->number);
    return true;
}

/* ---- how codes are written ----------------------------------------------------------------- */

/* Contents of one round: markers with codes between them, in the first segment. */
struct round {
    struct arena *arena;
    const struct review_plan *plan;
    struct xliff_part *parts;
    size_t count;
};

static void add_marker(struct round *round, size_t number)
{
    struct view text = marker_text(round->arena, round->plan, 'c', number);
    round->parts[round->count++] =
        (struct xliff_part){.kind = XLIFF_TEXT, .text = view_string(text)};
}

/* A pair that is one element around its content: the halves that overlap another. */
static const char *apart_element(const struct review_code *code)
{
    const char *element = code->part->element;
    if (element && strcmp(element, "pc") == 0)
        return code->part->kind == XLIFF_OPEN ? "sc" : "ec";
    if (element && strcmp(element, "g") == 0)
        return code->part->kind == XLIFF_OPEN ? "bpt" : "ept";
    return NULL;
}

/* The code between markers 2n and 2n + 1: as it is, or the half of a pair that says what it is. */
static void add_code(struct round *round, const struct review_codes *codes, size_t index, int form)
{
    const struct review_code *code = &codes->items[index];
    add_marker(round, 2 * index);
    round->parts[round->count] = form == FORM_WHOLE ? *code->original : *code->part;
    if (form == FORM_APART)
        round->parts[round->count].element = apart_element(code);
    round->count++;
    if (code->is_mark) {
        round->parts[round->count++] =
            (struct xliff_part){.kind = XLIFF_TEXT, .text = view_string(code->marked)};
        round->parts[round->count++] =
            (struct xliff_part){.kind = XLIFF_MARK_CLOSE, .ref = code->part->id, .translate = -1};
    }
    add_marker(round, 2 * index + 1);
}

static void take_form(struct view text, const struct review_plan *plan, int form,
                      struct review_codes *codes)
{
    struct marked first, second;
    for (size_t at = 0; find_marker(text, plan, at, &first); at = second.end) {
        if (!find_marker(text, plan, first.end, &second))
            return;
        struct view bytes = view_slice(text, first.end, second.start);
        if (first.kind == 'c' && bytes.size > 0)
            codes->items[first.number / 2].forms[form] = arena_copy(&codes->arena, bytes);
        if (first.kind != 'c')
            second = first;
    }
}

/* Makes the editor write the round; other segments are given no codes, so that none has a partner
 * there. */
static int write_round(struct xliff_editor *editor, const struct xliff_unit *unit,
                       const struct round *round, int form, struct review_codes *codes)
{
    struct xliff_content content = {.parts = round->parts, .count = round->count}, empty = {0};
    const struct xliff_edit *edits;
    size_t count, first = 0;
    while (unit->segments[first].ignorable)
        first++;
    for (size_t i = 0; i < unit->segment_count; i++)
        if (!unit->segments[i].ignorable &&
            xliff_edit_target(editor, i, i == first ? &content : &empty) != 0)
            return -1;
    if (xliff_edit_take(editor, &edits, &count) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        take_form((struct view){edits[i].text.data, edits[i].text.size}, round->plan, form, codes);
    return 0;
}

static bool is_half(const struct review_code *code, enum xliff_part_kind kind)
{
    return code->part->kind == kind && !code->is_mark;
}

/* Marks that are halved are no XLIFF, so that they are written whole only. */
static void fill_round(struct round *round, const struct review_codes *codes, int form,
                       enum xliff_part_kind half)
{
    round->count = 0;
    for (size_t i = 0; i < codes->count; i++) {
        const struct review_code *code = &codes->items[i];
        bool pair = is_half(code, XLIFF_OPEN) || is_half(code, XLIFF_CLOSE);
        bool mark = code->part->kind == XLIFF_MARK_OPEN || code->part->kind == XLIFF_MARK_CLOSE;
        if (form == FORM_WHOLE && (!mark || code->is_mark || code->partner != SIZE_MAX))
            add_code(round, codes, i, form);
        else if (form == FORM_APART && pair && apart_element(code))
            add_code(round, codes, i, form);
        else if (form == FORM_ALONE && is_half(code, half))
            add_code(round, codes, i, form);
    }
}

int review_edits_forms(struct xliff_editor *editor, const struct review_plan *plan,
                       const struct xliff_unit *unit, struct review_codes *codes)
{
    static const struct {
        int form;
        enum xliff_part_kind half;
    } rounds[] = {
        {FORM_WHOLE, 0}, {FORM_APART, 0}, {FORM_ALONE, XLIFF_OPEN}, {FORM_ALONE, XLIFF_CLOSE}};
    struct round round = {.arena = &codes->arena, .plan = plan};
    round.parts = arena_take(&codes->arena, (5 * codes->count + 1) * sizeof *round.parts);
    if (!round.parts) {
        codes->failed = true;
        return 0;
    }
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        fill_round(&round, codes, rounds[i].form, rounds[i].half);
        if (round.count > 0 && write_round(editor, unit, &round, rounds[i].form, codes) != 0)
            return -1;
    }
    codes->failed |= codes->arena.failed;
    return 0;
}

/* ---- templates ----------------------------------------------------------------------------- */

static void add_text(struct json_object *pieces, struct view text, bool *failed)
{
    if (text.size > 0)
        json_append(pieces, json_text(text), failed);
}

static void add_slot(struct json_object *pieces, const struct marked *slot, bool *failed)
{
    const char *name = slot->kind == 't' ? "target" : slot->kind == 's' ? "state" : "note";
    struct json_object *object = json_object_new_object();
    json_add(object, name, json_count(slot->number), failed);
    json_append(pieces, object, failed);
}

/* A state is a whole attribute, which may be left out: ' state="MARKER"'. */
static void widen(struct view text, struct marked *slot)
{
    if (slot->kind != 's')
        return;
    slot->start -= sizeof " state=\"" - 1;
    slot->end += text.data[slot->end] == '"';
}

static void add_pieces(struct json_object *pieces, struct view text, const struct review_plan *plan,
                       bool *failed)
{
    struct marked slot;
    size_t done = 0;
    for (; find_marker(text, plan, done, &slot); done = slot.end) {
        widen(text, &slot);
        add_text(pieces, view_slice(text, done, slot.start), failed);
        add_slot(pieces, &slot, failed);
    }
    add_text(pieces, view_slice(text, done, text.size), failed);
}

/* An empty element that is opened gets its end tag with its content: the two are one edit. */
static bool belongs(const struct review_plan *plan, const struct xliff_edit *tag,
                    const struct xliff_edit *next)
{
    return tag->start < tag->end && tag->end == next->start &&
           view_ends_with(view_slice(plan->document, tag->start, tag->end), VIEW("/>"));
}

static struct json_object *make_edits(const struct xliff_edit *edits, size_t count,
                                      const struct review_plan *plan, bool *failed)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < count; i++) {
        struct json_object *edit = json_object_new_object(), *pieces = json_object_new_array();
        size_t first = i;
        add_pieces(pieces, (struct view){edits[i].text.data, edits[i].text.size}, plan, failed);
        if (i + 1 < count && belongs(plan, &edits[i], &edits[i + 1])) {
            i++;
            add_pieces(pieces, (struct view){edits[i].text.data, edits[i].text.size}, plan, failed);
        }
        json_add(edit, "from", json_count(edits[first].start), failed);
        json_add(edit, "to", json_count(edits[i].end), failed);
        json_add(edit, "pieces", pieces, failed);
        json_append(list, edit, failed);
    }
    return list;
}

/* A marker for everything that the page may change. */
struct wishes {
    struct arena arena;
    struct xliff_content *contents;
    struct xliff_part *parts;
    struct xliff_note note;
};

static int ask_edits(struct xliff_editor *editor, const struct review_plan *plan,
                     const struct xliff_unit *unit, struct wishes *wishes)
{
    for (size_t i = 0; i < unit->segment_count; i++) {
        if (unit->segments[i].ignorable)
            continue;
        struct view text = marker_text(&wishes->arena, plan, 't', i);
        struct view state = marker_text(&wishes->arena, plan, 's', i);
        wishes->parts[i] = (struct xliff_part){.kind = XLIFF_TEXT, .text = view_string(text)};
        wishes->contents[i] = (struct xliff_content){.parts = &wishes->parts[i], .count = 1};
        if (xliff_edit_target(editor, i, &wishes->contents[i]) != 0 ||
            xliff_edit_state(editor, i, view_string(state), (struct xliff_string){0}) != 0)
            return -1;
    }
    wishes->note.category = view_string(VIEW("review"));
    wishes->note.text = view_string(marker_text(&wishes->arena, plan, 'n', 0));
    return xliff_edit_note(editor, &wishes->note);
}

struct json_object *review_edits(struct xliff_editor *editor, const struct review_plan *plan,
                                 const struct xliff_unit *unit, bool *failed)
{
    struct wishes wishes = {0};
    struct json_object *list = NULL;
    const struct xliff_edit *edits;
    size_t count;
    wishes.parts = arena_take(&wishes.arena, (unit->segment_count + 1) * sizeof *wishes.parts);
    wishes.contents =
        arena_take(&wishes.arena, (unit->segment_count + 1) * sizeof *wishes.contents);
    *failed |= !wishes.parts || !wishes.contents;
    if (!*failed && ask_edits(editor, plan, unit, &wishes) == 0 &&
        xliff_edit_take(editor, &edits, &count) == 0)
        list = make_edits(edits, count, plan, failed);
    *failed |= wishes.arena.failed;
    arena_free(&wishes.arena);
    return list;
}
