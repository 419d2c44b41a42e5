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

static uint64_t key_of(uint64_t source)
{
    return source != 0 ? source : 1;
}

void repeats_expect(const struct repeats *repeats, uint64_t source)
{
    if (repeats->capacity > 0)
        __builtin_prefetch(&repeats->slots[(size_t)key_of(source) & (repeats->capacity - 1)]);
}

const struct repeat *repeats_add(struct repeats *repeats, uint64_t source, struct view target,
                                 size_t line)
{
    if (!grow(repeats))
        return NULL;
    struct repeat *slot = find(repeats, key_of(source));
    if (slot->source == 0) {
        *slot = (struct repeat){key_of(source), repeats_sum(target), (uint32_t)line};
        repeats->count++;
    }
    return slot;
}

void repeats_free(struct repeats *repeats)
{
    free(repeats->slots);
    *repeats = (struct repeats){0};
}
