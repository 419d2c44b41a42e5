#include <stdlib.h>

#include "check/internal.h"

bool waiting_add(struct waiting *waiting, const struct finding *finding, struct view message)
{
    void *grown =
        array_grow(waiting->items, waiting->count, &waiting->capacity, sizeof *waiting->items);
    if (!grown)
        return false;
    waiting->items = grown;
    struct finding *kept = &waiting->items[waiting->count++];
    *kept = *finding;
    kept->message = arena_copy(&waiting->arena, message).data;
    kept->unit = arena_copy(&waiting->arena, finding->unit);
    kept->segment = arena_copy(&waiting->arena, finding->segment);
    return !waiting->arena.failed;
}

void waiting_tell(struct waiting *waiting, struct findings *findings)
{
    for (size_t i = 0; i < waiting->count; i++)
        finding_tell(findings, &waiting->items[i]);
    waiting_clear(waiting);
}

void waiting_clear(struct waiting *waiting)
{
    waiting->count = 0;
    arena_clear(&waiting->arena);
}

void waiting_free(struct waiting *waiting)
{
    free(waiting->items);
    arena_free(&waiting->arena);
}
