#include "exchange/store.h"

#include <stdlib.h>

#include "check/content.h"

void store_forget(struct store *store)
{
    arena_clear(&store->arena);
    store->count = 0;
}

void store_clear(struct store *store)
{
    store_forget(store);
    store->packed_count = 0;
    buffer_clear(&store->bytes);
    store->units = store->foreign = 0;
    store->failed = false;
}

/* Reads "PREFIX17" at the front of *id and takes it off. */
static bool take_number(struct view *id, char prefix, size_t *number)
{
    if (id->size == 0 || id->data[0] != prefix)
        return false;
    *id = view_slice(*id, 1, id->size);
    return view_take_number(id, number) && *number > 0;
}

/* "b17" or "b17.s3". */
bool store_read_id(const struct xliff_unit *unit, size_t *block, size_t *segment)
{
    struct view id = string_view(unit->id);
    *segment = 0;
    if (!take_number(&id, 'b', block))
        return false;
    if (id.size == 0)
        return true;
    if (id.data[0] != '.')
        return false;
    id = view_slice(id, 1, id.size);
    return take_number(&id, 's', segment) && id.size == 0;
}

static size_t segment_number(const struct xliff_segment *segment, size_t of_unit)
{
    struct view id = string_view(segment->id);
    size_t number;
    if (of_unit > 0 || segment->ignorable)
        return of_unit;
    return take_number(&id, 's', &number) && id.size == 0 ? number : 0;
}

static struct view keep_text(struct store *store, struct xliff_string text)
{
    bool copies = store->way == STORE_COPIES && text.data;
    return copies ? arena_copy(&store->arena, string_view(text)) : string_view(text);
}

static void keep_content(struct store *store, const struct xliff_segment *segment,
                         struct stored_segment *stored)
{
    struct arena *arena = &store->arena;
    stored->state = keep_text(store, segment->state);
    stored->substate = keep_text(store, segment->substate);
    if (store->way == STORE_COPIES) {
        stored->source = content_copy_source(arena, store->version, &segment->source);
        stored->target = content_copy(arena, &segment->target);
    } else {
        stored->source = content_borrow_source(arena, store->version, &segment->source);
        stored->target = content_borrow(arena, &segment->target);
    }
}

static void add_segment(struct store *store, const struct xliff_unit *unit, size_t index,
                        size_t block, size_t number)
{
    const struct xliff_segment *segment = &unit->segments[index];
    void *grown = array_grow(store->items, store->count, &store->capacity, sizeof *store->items);
    if (!grown) {
        store->failed = true;
        return;
    }
    store->items = grown;
    size_t line = segment->has_target && segment->target.line > 0 ? segment->target.line
                  : segment->line > 0                             ? segment->line
                                                                  : unit->line;
    struct stored_segment *stored = &store->items[store->count];
    stored->block = block;
    stored->number = segment_number(segment, number);
    stored->serial = store->count++;
    stored->order = segment->order > 0 ? segment->order : index + 1;
    stored->unit = store->units;
    stored->index = index;
    stored->origin = store->origin;
    stored->ignorable = segment->ignorable;
    stored->no_translate = unit->no_translate;
    stored->has_target = segment->has_target;
    keep_content(store, segment, stored);
    stored->approved = unit->approved;
    stored->place = (struct place){.file = store->file, .line = line};
    if (line == segment->target.line)
        stored->place.column = segment->target.column;
}

void store_add(struct store *store, const struct xliff_unit *unit)
{
    size_t block, number;
    if (store_read_id(unit, &block, &number))
        store_add_known(store, unit, block, number);
    else
        store->foreign++;
}

void store_add_known(struct store *store, const struct xliff_unit *unit, size_t block,
                     size_t number)
{
    store->units++;
    for (size_t i = 0; i < unit->segment_count; i++)
        add_segment(store, unit, i, block, number);
    store->failed |= store->arena.failed;
    if (store->way == STORE_PACKS)
        store_pack(store);
}

static int by_block(const void *left, const void *right)
{
    const struct stored_segment *a = left, *b = right;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->serial < b->serial ? -1 : a->serial > b->serial;
}

void store_sort(struct store *store)
{
    store_sort_by_number(store->items, store->count);
}

struct stored_segment *store_block(const struct store *store, size_t block, size_t *count)
{
    size_t low = 0, high = store->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (store->items[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < store->count && store->items[low + *count].block == block)
        ++*count;
    return store->items ? store->items + low : NULL;
}

static int by_place(const void *left, const void *right)
{
    const struct stored_segment *a = left, *b = right;
    return (a->serial > b->serial) - (a->serial < b->serial);
}

static int by_order(const void *left, const void *right)
{
    const struct stored_segment *a = left, *b = right;
    int order = (a->order > b->order) - (a->order < b->order);
    return order != 0 ? order : by_place(left, right);
}

void store_sort_by_place(struct stored_segment *segments, size_t count)
{
    qsort(segments, count, sizeof *segments, by_place);
}

void store_sort_by_number(struct stored_segment *segments, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (by_block(&segments[i - 1], &segments[i]) > 0) {
            qsort(segments, count, sizeof *segments, by_block);
            return;
        }
}

void store_sort_by_order(struct stored_segment *segments, size_t count)
{
    qsort(segments, count, sizeof *segments, by_order);
}

void store_free(struct store *store)
{
    arena_free(&store->arena);
    buffer_free(&store->bytes);
    free(store->packed);
    free(store->items);
    *store = (struct store){0};
}
