#include "xliff/memory.h"

#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST ((size_t)1 << 10)
#define BLOCK_MOST  ((size_t)64 << 10)

bool xliff_bytes_grow(struct bytes *bytes, size_t more)
{
    size_t capacity = bytes->capacity < 128 ? 128 : bytes->capacity;
    while (capacity - bytes->size < more && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *data = capacity - bytes->size < more ? NULL : realloc(bytes->data, capacity);
    if (!data) {
        bytes->failed = true;
        return false;
    }
    bytes->data = data;
    bytes->capacity = capacity;
    return true;
}

void xliff_bytes_add_number(struct bytes *bytes, size_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    xliff_bytes_add(bytes, digits + at, sizeof digits - at);
}

void xliff_bytes_add_character(struct bytes *bytes, uint32_t c)
{
    char out[4];
    size_t size = 0;
    if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        c = 0xfffd;
    if (c < 0x80) {
        out[size++] = (char)c;
    } else if (c < 0x800) {
        out[size++] = (char)(0xc0 | c >> 6);
    } else if (c < 0x10000) {
        out[size++] = (char)(0xe0 | c >> 12);
        out[size++] = (char)(0x80 | (c >> 6 & 0x3f));
    } else {
        out[size++] = (char)(0xf0 | c >> 18);
        out[size++] = (char)(0x80 | (c >> 12 & 0x3f));
        out[size++] = (char)(0x80 | (c >> 6 & 0x3f));
    }
    if (c >= 0x80)
        out[size++] = (char)(0x80 | (c & 0x3f));
    xliff_bytes_add(bytes, out, size);
}

void xliff_bytes_free(struct bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct bytes){0};
}

bool xliff_array_grow(struct array *array, size_t more, size_t item_size)
{
    size_t capacity = array->capacity ? array->capacity : 8;
    while (capacity - array->count < more && capacity <= SIZE_MAX / 2 / item_size)
        capacity *= 2;
    void *items =
        capacity - array->count < more ? NULL : realloc(array->items, capacity * item_size);
    if (!items)
        return false;
    array->items = items;
    array->capacity = capacity;
    return true;
}

void *xliff_array_add(struct array *array, size_t item_size)
{
    void *item = xliff_array_take(array, item_size);
    return item ? memset(item, 0, item_size) : NULL;
}

void xliff_array_free(struct array *array)
{
    free(array->items);
    *array = (struct array){0};
}

struct arena_block {
    struct arena_block *next;
    size_t size;
    max_align_t memory[];
};

static struct arena_block *add_block(struct xliff_arena *arena, size_t size)
{
    size_t room = arena->blocks ? arena->blocks->size * 2 : BLOCK_FIRST;
    if (room > BLOCK_MOST)
        room = BLOCK_MOST;
    if (room < size)
        room = size;
    struct arena_block *block = malloc(sizeof *block + room);
    if (!block)
        return NULL;
    *block = (struct arena_block){.next = arena->blocks, .size = room};
    *arena = (struct xliff_arena){.blocks = block, .free = (char *)block->memory, .left = room};
    return block;
}

/* The room of a block is never less than what is asked for, rounded up. */
void *xliff_arena_grow(struct xliff_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2 || !add_block(arena, size + sizeof(void *)))
        return NULL;
    return xliff_arena_get(arena, size);
}

void xliff_arena_clear(struct xliff_arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block && (block->next || block->size > BLOCK_MOST)) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = (struct xliff_arena){.blocks = block};
    if (block) {
        arena->free = (char *)block->memory;
        arena->left = block->size;
    }
}

void xliff_arena_free(struct xliff_arena *arena)
{
    for (struct arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    *arena = (struct xliff_arena){0};
}

int xliff_compare(struct xliff_string a, struct xliff_string b)
{
    size_t least = a.size < b.size ? a.size : b.size;
    int order = least ? memcmp(a.data, b.data, least) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}
