#include "check/text_list.h"

#include <stdlib.h>
#include <string.h>

void text_list_clear(struct text_list *list)
{
    list->count = 0;
}

void text_list_add(struct text_list *list, struct view piece)
{
    void *grown = array_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    if (!grown) {
        list->failed = true;
        return;
    }
    list->items = grown;
    list->items[list->count++] = (struct text_piece){.text = piece};
}

static int compare(struct view a, struct view b)
{
    if (a.size != b.size)
        return a.size < b.size ? -1 : 1;
    return a.size > 0 ? memcmp(a.data, b.data, a.size) : 0;
}

/* By what they say, then by where they are. */
static int by_text(const void *left, const void *right)
{
    const struct text_piece *a = left, *b = right;
    int order = compare(a->text, b->text);
    return order != 0 ? order : (a->text.data > b->text.data) - (a->text.data < b->text.data);
}

void text_list_sort(struct text_list *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof *list->items, by_text);
}

static size_t find(const struct text_list *list, struct view text)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(list->items[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && view_equal(list->items[low].text, text) ? low : SIZE_MAX;
}

bool text_list_has(const struct text_list *list, struct view text)
{
    return find(list, text) != SIZE_MAX;
}

struct view text_list_take(struct text_list *list, struct view text)
{
    size_t first = find(list, text);
    if (first == SIZE_MAX)
        return (struct view){0};
    size_t next = first + list->items[first].taken;
    if (next == list->count || !view_equal(list->items[next].text, text))
        return (struct view){0};
    list->items[first].taken++;
    return list->items[next].text;
}

void text_list_free(struct text_list *list)
{
    free(list->items);
    *list = (struct text_list){0};
}
