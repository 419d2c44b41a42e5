#include "check/repeats.h"

#include <stdlib.h>

static struct repeat *find(const struct repeats *repeats, uint64_t source)
{
    size_t mask = repeats->capacity - 1, at = (size_t)source & mask;
    while (repeats->slots[at].source != 0 && repeats->slots[at].source != source)
        at = (at + 1) & mask;
    return &repeats->slots[at];
}

/* A third of the slots stays free. */
static bool grow(struct repeats *repeats)
{
    struct repeats larger = {.capacity = repeats->capacity > 0 ? 2 * repeats->capacity : 64};
    if (3 * (repeats->count + 1) <= 2 * repeats->capacity)
        return true;
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < repeats->capacity; i++)
        if (repeats->slots[i].source != 0)
            *find(&larger, repeats->slots[i].source) = repeats->slots[i];
    larger.count = repeats->count;
    free(repeats->slots);
    *repeats = larger;
    return true;
}

uint32_t repeats_sum(struct view target)
{
    return (uint32_t)checksum(target);
}

const struct repeat *repeats_add(struct repeats *repeats, struct view source, struct view target,
                                 size_t line)
{
    uint64_t sum = checksum(source);
    if (!grow(repeats))
        return NULL;
    struct repeat *slot = find(repeats, sum != 0 ? sum : 1);
    if (slot->source == 0) {
        *slot = (struct repeat){sum != 0 ? sum : 1, repeats_sum(target), (uint32_t)line};
        repeats->count++;
    }
    return slot;
}

void repeats_free(struct repeats *repeats)
{
    free(repeats->slots);
    *repeats = (struct repeats){0};
}
