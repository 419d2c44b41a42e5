#include "check/block_codes.h"

#include <stdlib.h>
#include <string.h>

#include "check/content.h"

void block_codes_clear(struct block_codes *codes)
{
    codes->count = 0;
    codes->failed = false;
}

/* A closing half is known by its opening one, a mark by its text. */
static struct block_key key_of(const struct xliff_part *part, struct view marked)
{
    struct block_key key = {.kind = part->kind, .id = string_view(part->id)};
    if (part->kind == XLIFF_MARK_OPEN)
        key.id = marked;
    else if (part->kind == XLIFF_CLOSE && part->ref.data)
        key.id = string_view(part->ref);
    for (size_t i = 0; i < key.id.size && i < sizeof key.front; i++)
        key.front = key.front << 8 | (unsigned char)key.id.data[i];
    return key;
}

static int compare_keys(const struct block_key *a, const struct block_key *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->id.size != b->id.size)
        return a->id.size < b->id.size ? -1 : 1;
    if (a->front != b->front)
        return a->front < b->front ? -1 : 1;
    return a->id.size > sizeof a->front ? memcmp(a->id.data, b->id.data, a->id.size) : 0;
}

static void add_code(struct block_codes *codes, struct block_code code)
{
    void *grown = array_grow(codes->items, codes->count, &codes->capacity, sizeof *codes->items);
    if (grown)
        codes->items = grown;
    void *places = grown ? array_grow(codes->places, codes->count, &codes->place_capacity,
                                      sizeof *codes->places)
                         : NULL;
    if (!places) {
        codes->failed = true;
        return;
    }
    codes->places = places;
    code.partner = SIZE_MAX;
    code.serial = codes->count;
    codes->places[codes->count] =
        (struct block_place){key_of(code.part, code.german), codes->count};
    codes->items[codes->count++] = code;
}

size_t block_codes_add(struct block_codes *codes, const struct xliff_content *source,
                       size_t segment, size_t at)
{
    for (size_t i = 0; i < source->count && !codes->failed; i++) {
        const struct xliff_part *part = &source->parts[i];
        if (part->kind == XLIFF_TEXT) {
            at += part->text.size;
            continue;
        }
        bool mark = content_is_protected(part);
        struct view german = code_german(part);
        if (mark || content_is_code(part))
            add_code(codes, (struct block_code){
                                .part = part,
                                .german = mark ? content_marked(source, i) : german,
                                .at = at,
                                .segment = segment,
                            });
        at += german.size;
    }
    return at;
}

static int by_key(const void *left, const void *right)
{
    const struct block_place *a = left, *b = right;
    int order = compare_keys(&a->key, &b->key);
    return order != 0 ? order : (a->serial > b->serial) - (a->serial < b->serial);
}

/* Few codes, as nearly all blocks have, are sorted fastest by the simplest way. */
static void sort(struct block_codes *codes)
{
    for (size_t i = 1; i < codes->count && codes->count <= 12; i++) {
        struct block_place place = codes->places[i];
        size_t at = i;
        for (; at > 0 && compare_keys(&place.key, &codes->places[at - 1].key) < 0; at--)
            codes->places[at] = codes->places[at - 1];
        codes->places[at] = place;
    }
    if (codes->count > 12)
        qsort(codes->places, codes->count, sizeof *codes->places, by_key);
}

static struct block_code *code_at(const struct block_codes *codes, size_t place)
{
    return &codes->items[codes->places[place].serial];
}

/* Whether there is a place, and its code has the key. */
static bool has_key(const struct block_codes *codes, size_t place, const struct block_key *wanted)
{
    return place < codes->count && compare_keys(&codes->places[place].key, wanted) == 0;
}

/* The place of the first of that key, from a segment on; SIZE_MAX: there is none. */
static size_t find(const struct block_codes *codes, const struct block_key *wanted, size_t segment)
{
    size_t low = 0, high = codes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_keys(&codes->places[middle].key, wanted);
        if (order < 0 || (order == 0 && code_at(codes, middle)->segment < segment))
            low = middle + 1;
        else
            high = middle;
    }
    return has_key(codes, low, wanted) ? low : SIZE_MAX;
}

static void pair(struct block_codes *codes, size_t open, size_t close)
{
    codes->items[open].partner = close;
    codes->items[close].partner = open;
}

/* In the order of keys: of several that open alike the last one has the partner. */
static void pair_by_id(struct block_codes *codes)
{
    for (size_t i = 0; i < codes->count; i++) {
        struct block_key wanted = codes->places[i].key;
        if (wanted.kind != XLIFF_OPEN)
            continue;
        wanted.kind = XLIFF_CLOSE;
        size_t close = find(codes, &wanted, 0);
        if (close != SIZE_MAX && code_at(codes, close)->part->ref.data)
            pair(codes, codes->places[i].serial, codes->places[close].serial);
    }
}

/* The halves of a quotation that spans segments stand as <it> in 1.2, or as placeholders, which do
 * not name their partner: those that are left over are paired as brackets are. */
static void pair_leftovers(struct block_codes *codes)
{
    size_t depth = 0;
    for (size_t i = 0; i < codes->count; i++) {
        const struct block_code *code = &codes->items[i];
        if (code->partner != SIZE_MAX || code->part->isolated)
            continue;
        enum xliff_part_kind half = code_half(code->part);
        if (half == XLIFF_CLOSE && depth > 0)
            pair(codes, codes->stack[--depth], i);
        if (half != XLIFF_OPEN)
            continue;
        void *grown = array_grow(codes->stack, depth, &codes->stack_capacity, sizeof *codes->stack);
        if (!grown) {
            codes->failed = true;
            return;
        }
        codes->stack = grown;
        codes->stack[depth++] = i;
    }
}

void block_codes_ready(struct block_codes *codes)
{
    sort(codes);
    pair_by_id(codes);
    pair_leftovers(codes);
}

/* The next of the codes alike in the segment of the one at `place` that was not seen. */
static struct block_code *find_unseen(const struct block_codes *codes, size_t place)
{
    struct block_code *first = code_at(codes, place);
    const struct block_key *key = &codes->places[place].key;
    for (size_t i = place + first->seen_in_front; has_key(codes, i, key); i++) {
        struct block_code *code = code_at(codes, i);
        if (code->segment != first->segment)
            break;
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
    struct block_key wanted = key_of(part, marked);
    size_t here = find(codes, &wanted, segment);
    if (here != SIZE_MAX && code_at(codes, here)->segment == segment) {
        struct block_code *found = find_unseen(codes, here);
        if (found)
            return found;
    }
    size_t place = find(codes, &wanted, 0);
    if (place == SIZE_MAX)
        return NULL;
    struct block_code *first = code_at(codes, place);
    for (size_t i = place + first->passed; has_key(codes, i, &wanted); i++) {
        if (code_at(codes, i)->seen == 0)
            return code_at(codes, i); /* it was moved here */
        first->passed++;
    }
    return first;
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

void block_codes_free(struct block_codes *codes)
{
    free(codes->items);
    free(codes->places);
    free(codes->stack);
    *codes = (struct block_codes){0};
}
