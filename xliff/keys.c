#include "xliff/keys.h"

#include <stdlib.h>

#define FEW 12u /* keys that are sorted fastest by the simplest way */

bool xliff_keys_add(struct array *keys, struct key key)
{
    struct key *added = xliff_array_add(keys, sizeof *added);
    if (!added)
        return false;
    *added = key;
    return true;
}

static int compare(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = xliff_compare(a->name, b->name);
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
    const struct key *items = keys->items;
    size_t low = 0, high = keys->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (xliff_compare(items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < keys->count && xliff_equal(items[low].name, name) ? items[low].index : SIZE_MAX;
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
        if (top > base && !xliff_equal(items[top - 1].name, key.name))
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
