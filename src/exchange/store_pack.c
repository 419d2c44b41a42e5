/* Segments packed: a tenth of what they take as structures, since a part may have a third of a
 * million. Lines are stored as the difference from the segment's. */
#include <stdlib.h>
#include <string.h>

#include "base/varint.h"
#include "exchange/store.h"

/* ---- writing ----------------------------------------------------------------------------- */

/* The sign is the last bit. */
static void put_difference(struct buffer *out, size_t number, size_t from)
{
    varint_add(out, number < from ? (from - number) << 1 | 1 : (number - from) << 1);
}

/* An absent one is not the same as an empty one. */
static void put_text(struct buffer *out, const char *data, size_t size)
{
    varint_add(out, data ? size + 1 : 0);
    if (data)
        buffer_add(out, data, size);
}

static void put_string(struct buffer *out, struct xliff_string string)
{
    put_text(out, string.data, string.size);
}

/* What a code or mark says like the one before it in its segment is not said again. */
enum {
    SAME_ELEMENT = 1,
    SAME_TYPE = 2,
    SAME_SUBTYPE = 4,
    KEEP = 8,
    ISOLATED = 16,
};

static bool same(struct xliff_string a, struct xliff_string b)
{
    return !a.data == !b.data && a.size == b.size &&
           (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

static void put_code(struct buffer *out, const struct xliff_part *part,
                     const struct xliff_part *before, size_t line)
{
    int flags = (part->element == before->element ? SAME_ELEMENT : 0) |
                (same(part->type, before->type) ? SAME_TYPE : 0) |
                (same(part->subtype, before->subtype) ? SAME_SUBTYPE : 0) |
                (part->keep ? KEEP : 0) | (part->isolated ? ISOLATED : 0);
    buffer_add_char(out, (char)flags);
    if (!(flags & SAME_ELEMENT))
        buffer_add(out, (const char *)&part->element, sizeof part->element);
    if (!(flags & SAME_TYPE))
        put_string(out, part->type);
    if (!(flags & SAME_SUBTYPE))
        put_string(out, part->subtype);
    put_string(out, part->id);
    put_string(out, part->ref);
    put_string(out, part->equiv);
    put_string(out, part->disp);
    put_string(out, part->value);
    buffer_add_char(out, (char)(part->translate + 1));
    put_difference(out, part->line, line);
    varint_add(out, part->column);
}

static void put_content(struct buffer *out, const struct xliff_content *content, size_t line)
{
    static const struct xliff_part none = {0};
    const struct xliff_part *before = &none;
    varint_add(out, content->count);
    put_difference(out, content->line, line);
    varint_add(out, content->column);
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        buffer_add_char(out, (char)part->kind);
        put_string(out, part->text);
        if (part->kind == XLIFF_TEXT) /* it has nothing else */
            continue;
        put_code(out, part, before, line);
        before = part;
    }
}

enum {
    IGNORABLE = 1,
    NO_TRANSLATE = 2,
    HAS_TARGET = 4,
    APPROVED = 8,
};

static void put_segment(struct buffer *out, const struct stored_segment *segment)
{
    int flags = (segment->ignorable ? IGNORABLE : 0) | (segment->no_translate ? NO_TRANSLATE : 0) |
                (segment->has_target ? HAS_TARGET : 0) | (segment->approved ? APPROVED : 0);
    size_t line = segment->place.line;
    buffer_add_char(out, (char)flags);
    varint_add(out, segment->number);
    varint_add(out, segment->order);
    varint_add(out, segment->unit);
    varint_add(out, segment->index);
    varint_add(out, line);
    varint_add(out, segment->place.column);
    put_text(out, segment->state.data, segment->state.size);
    put_text(out, segment->substate.data, segment->substate.size);
    put_content(out, &segment->source, line);
    put_content(out, &segment->target, line);
}

void store_pack(struct store *store)
{
    for (size_t i = 0; i < store->count && !store->failed; i++) {
        void *grown = array_grow(store->packed, store->packed_count, &store->packed_capacity,
                                 sizeof *store->packed);
        if (grown) {
            store->packed = grown;
            store->packed[store->packed_count++] =
                (struct packed_segment){store->items[i].block, store->bytes.size};
            put_segment(&store->bytes, &store->items[i]);
        }
        store->failed |= !grown || store->bytes.failed || store->arena.failed;
    }
    store_forget(store);
}

/* ---- reading ----------------------------------------------------------------------------- */

static unsigned char take_byte(const char **at)
{
    return (unsigned char)*(*at)++;
}

static size_t take_difference(const char **at, size_t from)
{
    size_t number = varint_take(at);
    return number & 1 ? from - (number >> 1) : from + (number >> 1);
}

static struct xliff_string take_string(const char **at)
{
    size_t size = varint_take(at);
    if (size == 0)
        return (struct xliff_string){0};
    struct xliff_string string = {*at, size - 1};
    *at += string.size;
    return string;
}

static struct view take_view(const char **at)
{
    struct xliff_string string = take_string(at);
    return (struct view){string.data, string.size};
}

static void take_code(const char **at, struct xliff_part *part, const struct xliff_part *before,
                      size_t line)
{
    int flags = take_byte(at);
    part->element = before->element;
    if (!(flags & SAME_ELEMENT)) {
        memcpy(&part->element, *at, sizeof part->element);
        *at += sizeof part->element;
    }
    part->type = flags & SAME_TYPE ? before->type : take_string(at);
    part->subtype = flags & SAME_SUBTYPE ? before->subtype : take_string(at);
    part->id = take_string(at);
    part->ref = take_string(at);
    part->equiv = take_string(at);
    part->disp = take_string(at);
    part->value = take_string(at);
    part->keep = flags & KEEP;
    part->isolated = flags & ISOLATED;
    part->translate = take_byte(at) - 1;
    part->line = take_difference(at, line);
    part->column = varint_take(at);
}

static struct xliff_content take_content(const char **at, size_t line, struct arena *arena)
{
    static const struct xliff_part none = {0};
    const struct xliff_part *before = &none;
    struct xliff_content content = {.count = varint_take(at)};
    content.line = take_difference(at, line);
    content.column = varint_take(at);
    struct xliff_part *parts = arena_take(arena, content.count * sizeof *parts);
    if (!parts)
        return (struct xliff_content){0};
    for (size_t i = 0; i < content.count; i++) {
        struct xliff_part *part = &parts[i];
        *part = (struct xliff_part){.kind = (enum xliff_part_kind)take_byte(at)};
        part->text = take_string(at);
        if (part->kind == XLIFF_TEXT)
            continue;
        take_code(at, part, before, line);
        before = part;
    }
    content.parts = parts;
    return content;
}

/* False when memory runs out: then it is not known where what follows begins. */
static bool take_segment(struct store *store, const struct packed_segment *packed,
                         struct stored_segment *segment)
{
    const char *at = store->bytes.data + packed->at;
    int flags = take_byte(&at);
    *segment = (struct stored_segment){
        .block = packed->block,
        .serial = store->count,
        .origin = store->origin,
        .ignorable = flags & IGNORABLE,
        .no_translate = flags & NO_TRANSLATE,
        .has_target = flags & HAS_TARGET,
        .approved = flags & APPROVED,
        .place.file = store->file,
    };
    segment->number = varint_take(&at);
    segment->order = varint_take(&at);
    segment->unit = varint_take(&at);
    segment->index = varint_take(&at);
    segment->place.line = varint_take(&at);
    segment->place.column = varint_take(&at);
    segment->state = take_view(&at);
    segment->substate = take_view(&at);
    segment->source = take_content(&at, segment->place.line, &store->arena);
    if (!store->arena.failed)
        segment->target = take_content(&at, segment->place.line, &store->arena);
    return !store->arena.failed;
}

/* ---- blocks ------------------------------------------------------------------------------ */

static int by_block(const void *left, const void *right)
{
    const struct packed_segment *a = left, *b = right;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

void store_sort_packed(struct store *store)
{
    for (size_t i = 1; i < store->packed_count; i++)
        if (by_block(&store->packed[i - 1], &store->packed[i]) > 0) {
            qsort(store->packed, store->packed_count, sizeof *store->packed, by_block);
            return;
        }
}

static size_t first_of(const struct store *store, size_t block)
{
    size_t low = 0, high = store->packed_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (store->packed[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct stored_segment *store_unpack(struct store *store, size_t block, size_t *count)
{
    store_forget(store);
    for (size_t i = first_of(store, block);
         i < store->packed_count && store->packed[i].block == block && !store->failed; i++) {
        void *grown =
            array_grow(store->items, store->count, &store->capacity, sizeof *store->items);
        store->failed |= !grown;
        if (!grown)
            break;
        store->items = grown;
        if (take_segment(store, &store->packed[i], &store->items[store->count]))
            store->count++;
        else
            store->failed = true;
    }
    store_sort_by_number(store->items, store->count);
    *count = store->count;
    return store->items;
}
