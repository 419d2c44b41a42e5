/* Which element a part becomes: one around its content, half of a pair, or one alone. */
#include "xliff/keys.h"
#include "xliff/writer.h"

#include <string.h>

static bool is_open(const struct xliff_part *part)
{
    return part->kind == XLIFF_OPEN || part->kind == XLIFF_MARK_OPEN;
}

static bool is_close(const struct xliff_part *part)
{
    return part->kind == XLIFF_CLOSE || part->kind == XLIFF_MARK_CLOSE;
}

static bool is_mark(const struct xliff_part *part)
{
    return part->kind == XLIFF_MARK_OPEN || part->kind == XLIFF_MARK_CLOSE;
}

static bool was(const struct xliff_part *part, const char *element)
{
    return part->element && !strcmp(part->element, element);
}

static void fail_memory(struct xliff_writer *writer)
{
    xliff_writer_fail(writer, XLIFF_ERROR_MEMORY, "out of memory");
}

/* ---- Partners --------------------------------------------------------------------------- */

/* Returns whether the content has halves of pairs. */
static bool add_shapes(struct xliff_writer *writer, const struct xliff_content *content,
                       size_t number)
{
    if (!xliff_array_reserve(&writer->shapes, content->count, sizeof(struct shape))) {
        fail_memory(writer);
        return false;
    }
    if (content->count == 0)
        return false;
    struct shape *shape = (struct shape *)writer->shapes.items + writer->shapes.count;
    bool halves = false;
    for (const struct xliff_part *part = content->parts; part < content->parts + content->count;
         part++, shape++) {
        *shape = (struct shape){.part = part, .content = number, .partner = NO_PARTNER};
        bool half = part->kind != XLIFF_TEXT && part->kind != XLIFF_PLACEHOLDER;
        shape->form = half ? FORM_ALONE : part->kind == XLIFF_TEXT ? FORM_TEXT : FORM_POINT;
        halves |= half;
    }
    writer->shapes.count += content->count;
    return halves;
}

static void join(void *context, size_t open, size_t close)
{
    struct shape *shapes = context;
    shapes[open].partner = close;
    shapes[close].partner = open;
    shapes[open].form = shapes[close].form = FORM_SEPARATE;
}

/* Codes and marks have names of their own. */
static void match(struct xliff_writer *writer, size_t first, bool marks)
{
    struct shape *shapes = writer->shapes.items;
    for (size_t i = first; i < writer->shapes.count; i++) {
        const struct xliff_part *part = shapes[i].part;
        if (is_mark(part) != marks || !(is_open(part) || is_close(part)))
            continue;
        struct key key = {
            .name = is_open(part) ? part->id : part->ref, .index = i, .close = is_close(part)};
        if (!xliff_keys_add(&writer->keys, key))
            fail_memory(writer);
    }
    xliff_keys_match(&writer->keys, join, shapes);
}

/* ---- Spans: pairs in one content that nest ---------------------------------------------- */

/* Whether a pair may become one element around its content. What was read as two stays two. */
static bool may_span(const struct xliff_writer *writer, const struct shape *open,
                     const struct shape *close)
{
    if (open->content != close->content)
        return false;
    if (is_mark(open->part))
        return !was(open->part, "sm");
    if (writer->version == XLIFF_1_2)
        return was(open->part, "g") && open->part->text.size == 0 && close->part->text.size == 0;
    return !was(open->part, "sc");
}

static void push(struct xliff_writer *writer, size_t index)
{
    size_t *top = xliff_array_add(&writer->stack, sizeof *top);
    if (top)
        *top = index;
    else
        fail_memory(writer);
}

/* A span that closes takes off the stack what opened inside it and is still open: those overlap
 * it, and stay halves. */
static void close_span(struct xliff_writer *writer, size_t open, size_t close)
{
    struct shape *shapes = writer->shapes.items;
    const size_t *stack = writer->stack.items;
    size_t depth = writer->stack.count;
    if (shapes[open].form != FORM_SPAN)
        return;
    for (; depth > 0 && stack[depth - 1] != open; depth--)
        shapes[stack[depth - 1]].form = FORM_SEPARATE;
    writer->stack.count = depth > 0 ? depth - 1 : 0;
    shapes[close].form = FORM_SPAN;
}

static void find_spans(struct xliff_writer *writer, size_t first)
{
    struct shape *shapes = writer->shapes.items;
    writer->stack.count = 0;
    for (size_t i = first; i < writer->shapes.count; i++) {
        size_t partner = shapes[i].partner;
        if (partner == NO_PARTNER)
            continue;
        if (partner < i && is_close(shapes[i].part)) {
            close_span(writer, partner, i);
        } else if (partner > i && is_open(shapes[i].part) &&
                   may_span(writer, &shapes[i], &shapes[partner])) {
            shapes[i].form = FORM_SPAN;
            push(writer, i);
        }
    }
}

/* ---- 2.x: <originalData> ---------------------------------------------------------------- */

/* Equal texts share one <data>: each takes the number of the first of them. */
static void number_data(struct xliff_writer *writer)
{
    struct shape *shapes = writer->shapes.items;
    struct array *keys = &writer->keys;
    for (size_t i = 0; i < writer->shapes.count; i++) {
        const struct xliff_part *part = shapes[i].part;
        if (part->kind == XLIFF_TEXT || is_mark(part) || part->text.size == 0)
            continue;
        if (!xliff_keys_add(keys, (struct key){.name = part->text, .index = i}))
            fail_memory(writer);
    }
    xliff_keys_sort(keys);
    const struct key *items = keys->items;
    for (size_t i = 0; i < keys->count; i++) {
        bool same = i > 0 && xliff_equal(items[i].name, items[i - 1].name);
        size_t before = same ? items[i - 1].index : 0;
        shapes[items[i].index].data = same ? shapes[before].data : items[i].index + 1;
    }
    xliff_array_clear(keys, sizeof(struct key));
}

/* Until here `data` is the index of the first part of that text, from 1; now it is counted. */
static void collect_data(struct xliff_writer *writer)
{
    struct shape *shapes = writer->shapes.items;
    for (size_t i = 0; i < writer->shapes.count; i++) {
        if (shapes[i].data == 0)
            continue;
        if (shapes[i].data != i + 1) {
            shapes[i].data = shapes[shapes[i].data - 1].data;
            continue;
        }
        struct xliff_string *text = xliff_array_add(&writer->data, sizeof *text);
        if (!text) {
            fail_memory(writer);
            return;
        }
        *text = shapes[i].part->text;
        shapes[i].data = writer->data.count;
    }
}

/* ---- All of it -------------------------------------------------------------------------- */

static void shape_side(struct xliff_writer *writer, const struct xliff_unit *unit, bool target)
{
    size_t first = writer->shapes.count;
    bool halves = false;
    for (size_t i = 0; i < unit->segment_count; i++) {
        const struct xliff_segment *segment = &unit->segments[i];
        if (!target)
            halves |= add_shapes(writer, &segment->source, i);
        else if (segment->has_target)
            halves |= add_shapes(writer, &segment->target, i);
    }
    if (writer->error.code != XLIFF_OK || !halves)
        return;
    match(writer, first, false);
    match(writer, first, true);
    find_spans(writer, first);
}

void xliff_shape_unit(struct xliff_writer *writer, const struct xliff_unit *unit)
{
    xliff_array_clear(&writer->shapes, sizeof(struct shape));
    xliff_array_clear(&writer->data, sizeof(struct xliff_string));
    shape_side(writer, unit, false);
    shape_side(writer, unit, true);
    if (writer->version != XLIFF_1_2 && writer->error.code == XLIFF_OK) {
        number_data(writer);
        collect_data(writer);
    }
}
