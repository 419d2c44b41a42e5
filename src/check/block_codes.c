#include "check/block_codes.h"

#include <stdlib.h>
#include <string.h>

#include "check/content.h"

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
            .part = part, .german = code_german(part), .at = at, .segment = segment};
        at += code.german.size;
        if (content_is_code(part)) {
            add_code(codes, code);
        } else if (content_is_protected(part)) {
            code.german = content_marked(source, i);
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

/* The first of that kind and key, from a segment on. */
static struct block_code *find(const struct block_codes *codes, enum xliff_part_kind kind,
                               struct view wanted, size_t segment)
{
    size_t low = 0, high = codes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct block_code *code = &codes->items[middle];
        int order = compare_keys(code->part->kind, key(code->part, code->german), kind, wanted);
        if (order < 0 || (order == 0 && code->segment < segment))
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
        struct block_code *close = find(codes, XLIFF_CLOSE, string_view(open->part->id), 0);
        if (close && close->part->ref.data) {
            open->partner = close->serial;
            close->partner = open->serial;
        }
    }
    sort(codes, by_serial);
    pair_leftovers(codes);
    sort(codes, by_key);
}

/* The next of the codes alike in a segment that was not seen. */
static struct block_code *find_unseen(const struct block_codes *codes, struct block_code *first,
                                      enum xliff_part_kind kind, struct view wanted)
{
    const struct block_code *end = codes->items + codes->count;
    for (struct block_code *code = first + first->seen_in_front;
         code < end && code->segment == first->segment && has_key(code, kind, wanted); code++) {
        if (code->seen == 0)
            return code;
        first->seen_in_front++;
    }
    return NULL;
}

struct block_code *block_codes_find(const struct block_codes *codes, const struct xliff_part *part,
                                    struct view marked, size_t segment)
{
    if (codes->count == 0)
        return NULL;
    struct view wanted = key(part, marked);
    struct block_code *here = find(codes, part->kind, wanted, segment), *found = NULL;
    if (here && here->segment == segment)
        found = find_unseen(codes, here, part->kind, wanted);
    struct block_code *first = found ? found : find(codes, part->kind, wanted, 0);
    const struct block_code *end = codes->items + codes->count;
    for (struct block_code *code = first ? first + first->passed : NULL;
         !found && code && code < end && has_key(code, part->kind, wanted); code++) {
        if (code->seen == 0)
            found = code; /* it was moved here */
        else
            first->passed++;
    }
    return found ? found : first;
}

const char *block_code_noun(const struct block_code *code)
{
    if (code->part->kind != XLIFF_MARK_OPEN)
        return "code ";
    return code->part->id.size > 0 ? "mark " : "mark";
}

/* A sentence's end is no part of its last code: 3 Mio, where the span has 3 Mio. with its stop. */
static bool is_span(const struct block_code *code, const struct protect_span *span,
                    struct view german)
{
    struct view found = view_slice(german, span->start, span->end);
    if (view_ends_with(found, VIEW(".")) && found.size == code->german.size + 1)
        found.size--;
    return view_equal(found, code->german);
}

const struct protect_span *block_code_span(const struct block_code *code, size_t at,
                                           const struct protect_spans *spans, struct view german)
{
    size_t low = 0, high = spans->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans->items[middle].start < at)
            low = middle + 1;
        else
            high = middle;
    }
    const struct protect_span *there = low < spans->count ? &spans->items[low] : NULL;
    if (there && there->start == at && is_span(code, there, german))
        return there;
    for (size_t i = 0; i < spans->count; i++)
        if (is_span(code, &spans->items[i], german))
            return &spans->items[i];
    return NULL;
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
