#include "base/base.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_SIZE ((size_t)64 * 1024)

struct arena_chunk {
    struct arena_chunk *older;
    size_t used, capacity;
    alignas(max_align_t) char data[];
};

static struct arena_chunk *chunk_new(size_t capacity, struct arena_chunk *older)
{
    if (capacity > SIZE_MAX - sizeof(struct arena_chunk))
        return NULL;
    struct arena_chunk *chunk = malloc(sizeof *chunk + capacity);
    if (chunk)
        *chunk = (struct arena_chunk){.older = older, .capacity = capacity};
    return chunk;
}

void *arena_take(struct arena *arena, size_t size)
{
    size_t step = alignof(max_align_t);
    struct arena_chunk *chunk = arena->chunk;
    if (arena->failed || size > SIZE_MAX - step) {
        arena->failed = true;
        return NULL;
    }
    size = (size + step - 1) / step * step;
    if (!chunk || chunk->capacity - chunk->used < size) {
        chunk = chunk_new(size > CHUNK_SIZE ? size : CHUNK_SIZE, chunk);
        if (!chunk) {
            arena->failed = true;
            return NULL;
        }
        arena->chunk = chunk;
    }
    void *piece = chunk->data + chunk->used;
    chunk->used += size;
    return piece;
}

struct view arena_copy(struct arena *arena, struct view text)
{
    char *data = arena_take(arena, text.size);
    if (!data)
        return (struct view){0};
    if (text.size > 0)
        memcpy(data, text.data, text.size);
    return (struct view){data, text.size};
}

void arena_clear(struct arena *arena)
{
    struct arena_chunk *kept = NULL;
    for (struct arena_chunk *chunk = arena->chunk, *older; chunk; chunk = older) {
        older = chunk->older;
        if (kept && kept->capacity >= chunk->capacity) {
            free(chunk);
        } else {
            free(kept);
            kept = chunk;
        }
    }
    if (kept) {
        kept->used = 0;
        kept->older = NULL;
    }
    arena->chunk = kept;
    arena->failed = false;
}

void arena_free(struct arena *arena)
{
    arena_clear(arena);
    free(arena->chunk);
    *arena = (struct arena){0};
}
