#include "xliff/keys.h"

#include <stdlib.h>

#define FEW 12u /* keys that are sorted fastest by the simplest way */

static uint64_t front_of(struct xliff_string name)
{
    uint64_t front = 0;
    size_t size = name.size < sizeof front ? name.size : sizeof front;
    for (size_t i = 0; i < size; i++)
        front = front << 8 | (unsigned char)name.data[i];
    return size > 0 ? front << 8 * (sizeof front - size) : 0;
}

bool xliff_keys_add(struct array *keys, struct key key)
{
    struct key *added = xliff_array_take(keys, sizeof *added);
    if (!added)
        return false;
    *added = key;
    added->front = front_of(key.name);
    return true;
}

/* As xliff_compare, and most often without a look at the names. */
static inline int compare_names(const struct key *a, const struct key *b)
{
    if (a->front != b->front)
        return a->front < b->front ? -1 : 1;
    if (a->name.size <= sizeof a->front && b->name.size <= sizeof b->front)
        return (a->name.size > b->name.size) - (a->name.size < b->name.size);
    return xliff_compare(a->name, b->name);
}

static int compare(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = compare_names(a, b);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* For few keys, as nearly all units have. */
static void sort_few(struct key *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct key key = items[i];
        size_t at = i;
        for (; at > 0 && compare(&key, &items[at - 1]) < 0; at--)
            items[at] = items[at - 1];
        items[at] = key;
    }
}

void xliff_keys_sort(struct array *keys)
{
    if (keys->count <= FEW)
        sort_few(keys->items, keys->count);
    else
        qsort(keys->items, keys->count, sizeof(struct key), compare);
}

size_t xliff_keys_find(const struct array *keys, struct xliff_string name)
{
    const struct key *items = keys->items, wanted = {.name = name, .front = front_of(name)};
    size_t low = 0, high = keys->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_names(&items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < keys->count && compare_names(&items[low], &wanted) == 0;
    return found ? items[low].index : SIZE_MAX;
}

/* Those of one name without a partner yet are a stack, all opening or all closing; it lies where
 * the keys already looked at were. */
void xliff_keys_match(struct array *keys, void (*join)(void *context, size_t open, size_t close),
                      void *context)
{
    struct key *items = keys->items;
    size_t base = 0, top = 0;
    xliff_keys_sort(keys);
    for (size_t i = 0; i < keys->count; i++) {
        struct key key = items[i];
        if (top > base && compare_names(&items[top - 1], &key) != 0)
            top = base = i;
        if (top == base || items[top - 1].close == key.close) {
            items[top++] = key;
            continue;
        }
        size_t other = items[--top].index;
        join(context, key.close ? other : key.index, key.close ? key.index : other);
    }
    xliff_array_clear(keys, sizeof(struct key));
}
