/* old.c - what changed against older files. A sentence is found again by its German, the n-th of
 * several alike by the n-th; else by its place in the file. */
#include "review/internal.h"

#include <stdlib.h>

struct entry {
    struct view key, german, english;
    bool translated;
    bool met;     /* its like was found */
    size_t alike; /* of the first with its German: how many were asked for */
    size_t serial;
};

struct review_old {
    struct arena arena;
    struct entry *items; /* by German, those alike in the order of the file */
    size_t count, capacity;
    struct entry **by_key;
    struct buffer key; /* scratch */
    bool failed;
};

struct review_old *review_old_new(void)
{
    return calloc(1, sizeof(struct review_old));
}

void review_old_add(struct review_old *old, struct view unit, struct view segment,
                    struct view german, struct view english, bool translated)
{
    void *grown = array_grow(old->items, old->count, &old->capacity, sizeof *old->items);
    review_key(&old->key, unit, segment);
    if (!grown || old->key.failed) {
        old->items = grown ? grown : old->items;
        old->failed = true;
        return;
    }
    old->items = grown;
    old->items[old->count] = (struct entry){
        .key = arena_copy(&old->arena, buffer_view(&old->key)),
        .german = arena_copy(&old->arena, german),
        .english = arena_copy(&old->arena, english),
        .translated = translated,
        .serial = old->count,
    };
    old->count++;
    old->failed |= old->arena.failed;
}

static int compare_text(struct view a, struct view b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    for (size_t i = 0; i < size; i++)
        if (a.data[i] != b.data[i])
            return (unsigned char)a.data[i] < (unsigned char)b.data[i] ? -1 : 1;
    return (a.size > b.size) - (a.size < b.size);
}

static int by_german(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = compare_text(a->german, b->german);
    return order != 0 ? order : (a->serial > b->serial) - (a->serial < b->serial);
}

static int by_key(const void *left, const void *right)
{
    const struct entry *a = *(struct entry *const *)left, *b = *(struct entry *const *)right;
    int order = compare_text(a->key, b->key);
    return order != 0 ? order : (a->serial > b->serial) - (a->serial < b->serial);
}

void review_old_ready(struct review_old *old)
{
    if (old->count == 0)
        return;
    qsort(old->items, old->count, sizeof *old->items, by_german);
    free(old->by_key);
    old->by_key = malloc(old->count * sizeof(struct entry *));
    old->failed |= !old->by_key;
    for (size_t i = 0; old->by_key && i < old->count; i++)
        old->by_key[i] = &old->items[i];
    if (old->by_key)
        qsort(old->by_key, old->count, sizeof(struct entry *), by_key);
}

/* The n-th with that German when it is asked for the n-th time, or the last; NULL: none has it. */
static struct entry *find_german(struct review_old *old, struct view german)
{
    size_t low = 0, high = old->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_text(old->items[middle].german, german) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    struct entry *first = &old->items[low];
    if (low == old->count || !view_equal(first->german, german))
        return NULL;
    size_t next = low + first->alike;
    if (next < old->count && view_equal(old->items[next].german, german)) {
        first->alike++;
        return &old->items[next];
    }
    return &old->items[next - 1];
}

static struct entry *find_place(struct review_old *old, struct view unit, struct view segment)
{
    size_t low = 0, high = old->by_key ? old->count : 0;
    review_key(&old->key, unit, segment);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_text(old->by_key[middle]->key, buffer_view(&old->key)) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = old->by_key && low < old->count &&
                 view_equal(old->by_key[low]->key, buffer_view(&old->key));
    return found && !old->by_key[low]->met ? old->by_key[low] : NULL;
}

static struct json_object *describe(const struct entry *entry, bool other_german, bool *failed)
{
    struct json_object *object = json_object_new_object();
    if (entry && other_german)
        json_add(object, "german", json_text(entry->german), failed);
    if (entry && entry->translated)
        json_add(object, "english", json_text(entry->english), failed);
    if (!entry)
        json_add(object, "fresh", json_object_new_boolean(true), failed);
    return object;
}

struct json_object *review_old_compare(struct review_old *old, struct view unit,
                                       struct view segment, struct view german, struct view english,
                                       bool *failed)
{
    struct entry *entry = find_german(old, german);
    bool other_german = !entry;
    if (!entry)
        entry = find_place(old, unit, segment);
    *failed |= old->key.failed;
    if (entry)
        entry->met = true;
    if (entry && !other_german && view_equal(entry->english, english))
        return NULL;
    return describe(entry, other_german, failed);
}

bool review_old_is_empty(const struct review_old *old)
{
    return old->count == 0;
}

bool review_old_failed(const struct review_old *old)
{
    return old->failed;
}

void review_old_free(struct review_old *old)
{
    if (!old)
        return;
    arena_free(&old->arena);
    free(old->items);
    free(old->by_key);
    buffer_free(&old->key);
    free(old);
}
