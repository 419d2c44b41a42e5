#include "check/value_index.h"

#include <stdint.h>
#include <stdlib.h>

#include "check/values.h"

/* What all values that value_equal takes for equal have in common. */
static uint64_t key_of(const struct value *value)
{
    uint64_t low = value->day, high = value->month;
    if (value->kind == VALUE_NUMBER)
        return value->digits;
    if (value->kind == VALUE_DECADE)
        return value->year % 100u;
    if (value->kind == VALUE_TIME)
        return value->minute % 720u;
    if (low > high) { /* 10/11 may be 11/10 */
        low = value->month;
        high = value->day;
    }
    return high << 8 | low;
}

static size_t *head_of(struct value_index *index, const struct value *value)
{
    uint64_t hash = (key_of(value) + (uint64_t)value->kind) * UINT64_C(0x9e3779b97f4a7c15);
    return &index->heads[(size_t)(hash >> 32) & (index->head_count - 1)];
}

static bool make_room(size_t **items, size_t *capacity, size_t count)
{
    if (count <= *capacity)
        return true;
    void *grown = realloc(*items, count * sizeof **items);
    if (!grown)
        return false;
    *items = grown;
    *capacity = count;
    return true;
}

bool value_index_begin(struct value_index *index, size_t count)
{
    size_t heads = 16;
    while (heads < count)
        heads *= 2;
    if (!make_room(&index->heads, &index->head_capacity, heads) ||
        !make_room(&index->nexts, &index->next_capacity, count + 1))
        return false;
    index->head_count = heads;
    for (size_t i = 0; i < heads; i++)
        index->heads[i] = SIZE_MAX;
    return true;
}

void value_index_add(struct value_index *index, size_t at, const struct value *value)
{
    size_t *head = head_of(index, value);
    index->nexts[at] = *head;
    *head = at;
}

size_t *value_index_find(struct value_index *index, const struct value *value)
{
    return head_of(index, value);
}

void value_index_free(struct value_index *index)
{
    free(index->heads);
    free(index->nexts);
    *index = (struct value_index){0};
}
