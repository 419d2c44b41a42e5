#include "exchange/block_codes.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/codes.h"

void block_codes_clear(struct block_codes *codes)
{
    codes->count = 0;
    codes->failed = false;
}

static void add_code(struct block_codes *codes, struct block_code code)
{
    void *grown = array_grow(codes->items, codes->count, &codes->capacity, sizeof *codes->items);
    if (!grown) {
        codes->failed = true;
        return;
    }
    codes->items = grown;
    code.partner = SIZE_MAX;
    code.serial = codes->count;
    codes->items[codes->count++] = code;
}

void block_codes_add(struct block_codes *codes, const struct xliff_content *source, size_t segment,
                     size_t at)
{
    for (size_t i = 0; i < source->count && !codes->failed; i++) {
        const struct xliff_part *part = &source->parts[i];
        struct block_code code = {
            .part = part, .german = part_german(part), .at = at, .segment = segment};
        at += code.german.size;
        if (part->kind == XLIFF_PLACEHOLDER || part->kind == XLIFF_OPEN ||
            part->kind == XLIFF_CLOSE) {
            add_code(codes, code);
        } else if (code_is_protected_mark(part)) {
            code.german = marked_text(source, i);
            add_code(codes, code);
        }
    }
}

/* What identifies a code among those of its kind. */
static struct view key(const struct xliff_part *part, struct view marked)
{
    if (part->kind == XLIFF_MARK_OPEN)
        return marked;
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
    int order = compare_keys(a->part->kind, key(a->part, a->german), b->part->kind,
                             key(b->part, b->german));
    return order != 0 ? order : (a->serial > b->serial) - (a->serial < b->serial);
}

static int by_serial(const void *left, const void *right)
{
    const struct block_code *a = left, *b = right;
    return (a->serial > b->serial) - (a->serial < b->serial);
}

static bool has_key(const struct block_code *code, enum xliff_part_kind kind, struct view wanted)
{
    return compare_keys(code->part->kind, key(code->part, code->german), kind, wanted) == 0;
}

/* The first of that kind and key. */
static struct block_code *find(const struct block_codes *codes, enum xliff_part_kind kind,
                               struct view wanted)
{
    size_t low = 0, high = codes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct block_code *code = &codes->items[middle];
        if (compare_keys(code->part->kind, key(code->part, code->german), kind, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < codes->count && has_key(&codes->items[low], kind, wanted) ? &codes->items[low]
                                                                           : NULL;
}

static void pair(struct block_codes *codes, size_t open, size_t close)
{
    codes->items[open].partner = close;
    codes->items[close].partner = open;
}

/* The halves of a quotation that spans segments stand as <it> in 1.2, or as placeholders, which do
 * not name their partner: those that are left over are paired as brackets are. */
static void pair_leftovers(struct block_codes *codes)
{
    size_t depth = 0;
    for (size_t i = 0; i < codes->count; i++) {
        const struct block_code *code = &codes->items[i];
        enum xliff_part_kind half = code_half(code->part);
        if (code->partner != SIZE_MAX || code->part->isolated ||
            (half != XLIFF_OPEN && half != XLIFF_CLOSE))
            continue;
        if (half == XLIFF_CLOSE) {
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

/* Of codes alike, the one a target's part in `segment` most likely is: unseen, and of the segment
 * itself, else of one before, else of one after. */
static struct block_code *choose(const struct block_codes *codes, struct block_code *first,
                                 enum xliff_part_kind kind, struct view wanted, size_t segment)
{
    struct block_code *chosen = NULL;
    const struct block_code *end = codes->items + codes->count;
    for (struct block_code *code = first + first->seen_in_front; code < end; code++) {
        if (!has_key(code, kind, wanted) || (chosen && code->segment > segment))
            break;
        if (code->seen > 0)
            first->seen_in_front += code == first + first->seen_in_front;
        else if (!chosen || chosen->segment < code->segment)
            chosen = code;
    }
    return chosen ? chosen : first;
}

struct block_code *block_codes_find(const struct block_codes *codes, const struct xliff_part *part,
                                    struct view marked, size_t segment)
{
    struct view wanted = key(part, marked);
    struct block_code *first = find(codes, part->kind, wanted);
    return first ? choose(codes, first, part->kind, wanted, segment) : NULL;
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
