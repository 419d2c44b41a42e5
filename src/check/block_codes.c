#include "check/block_codes.h"

#include <stdlib.h>
#include <string.h>

#include "check/content.h"

void block_codes_clear(struct block_codes *codes)
{
    codes->count = 0;
    codes->failed = false;
}

void block_codes_add(struct block_codes *codes, const struct xliff_content *source, size_t segment)
{
    for (size_t i = 0; i < source->count; i++) {
        enum xliff_part_kind kind = source->parts[i].kind;
        if (kind != XLIFF_PLACEHOLDER && kind != XLIFF_OPEN && kind != XLIFF_CLOSE)
            continue;
        void *grown =
            array_grow(codes->items, codes->count, &codes->capacity, sizeof *codes->items);
        if (!grown) {
            codes->failed = true;
            return;
        }
        codes->items = grown;
        codes->items[codes->count] = (struct block_code){.part = &source->parts[i],
                                                         .segment = segment,
                                                         .partner = SIZE_MAX,
                                                         .serial = codes->count};
        codes->count++;
    }
}

/* What identifies a code among those of its kind. */
static struct view key(const struct xliff_part *part)
{
    if (part->kind == XLIFF_CLOSE && part->ref.data)
        return string_view(part->ref);
    return string_view(part->id);
}

static int compare_keys(enum xliff_part_kind kind_a, struct view a, enum xliff_part_kind kind_b,
                        struct view b)
{
    if (kind_a != kind_b)
        return kind_a < kind_b ? -1 : 1;
    if (a.size != b.size)
        return a.size < b.size ? -1 : 1;
    return a.size > 0 ? memcmp(a.data, b.data, a.size) : 0;
}

static int by_key(const void *left, const void *right)
{
    const struct block_code *a = left, *b = right;
    int order = compare_keys(a->part->kind, key(a->part), b->part->kind, key(b->part));
    return order != 0 ? order : (a->serial > b->serial) - (a->serial < b->serial);
}

static int by_serial(const void *left, const void *right)
{
    const struct block_code *a = left, *b = right;
    return (a->serial > b->serial) - (a->serial < b->serial);
}

static struct block_code *find(const struct block_codes *codes, enum xliff_part_kind kind,
                               struct view wanted)
{
    size_t low = 0, high = codes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct xliff_part *part = codes->items[middle].part;
        if (compare_keys(part->kind, key(part), kind, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == codes->count)
        return NULL;
    const struct xliff_part *part = codes->items[low].part;
    return compare_keys(part->kind, key(part), kind, wanted) == 0 ? &codes->items[low] : NULL;
}

static void pair(struct block_codes *codes, size_t open, size_t close)
{
    codes->items[open].partner = close;
    codes->items[close].partner = open;
}

/* The halves of a quotation that spans segments of 1.2 stand as <it>, which does not name its
 * partner: those that are left over are paired as brackets are. */
static void pair_leftovers(struct block_codes *codes)
{
    size_t depth = 0;
    for (size_t i = 0; i < codes->count; i++) {
        const struct block_code *code = &codes->items[i];
        if (code->partner != SIZE_MAX || code->part->isolated ||
            code->part->kind == XLIFF_PLACEHOLDER)
            continue;
        if (code->part->kind == XLIFF_CLOSE) {
            if (depth > 0)
                pair(codes, codes->stack[--depth], i);
            continue;
        }
        void *grown = array_grow(codes->stack, depth, &codes->stack_capacity, sizeof *codes->stack);
        if (!grown) {
            codes->failed = true;
            return;
        }
        codes->stack = grown;
        codes->stack[depth++] = i;
    }
}

static void sort(struct block_codes *codes, int (*order)(const void *, const void *))
{
    if (codes->count > 1)
        qsort(codes->items, codes->count, sizeof *codes->items, order);
}

/* Pairs by id, in block order: partner indexes are those of the block order from here on. */
void block_codes_ready(struct block_codes *codes)
{
    sort(codes, by_key);
    for (size_t i = 0; i < codes->count; i++) {
        struct block_code *open = &codes->items[i];
        if (open->part->kind != XLIFF_OPEN)
            continue;
        struct block_code *close = find(codes, XLIFF_CLOSE, string_view(open->part->id));
        if (close && close->part->ref.data) {
            open->partner = close->serial;
            close->partner = open->serial;
        }
    }
    sort(codes, by_serial);
    pair_leftovers(codes);
    sort(codes, by_key);
}

struct block_code *block_codes_find(const struct block_codes *codes, const struct xliff_part *part)
{
    return find(codes, part->kind, key(part));
}

void block_codes_in_order(struct block_codes *codes)
{
    sort(codes, by_serial);
}

void block_codes_free(struct block_codes *codes)
{
    free(codes->items);
    free(codes->stack);
    *codes = (struct block_codes){0};
}
