/* memory.h - bytes that grow, arrays that grow, and arenas. Private to xliff/. */
#ifndef XLIFF_MEMORY_H
#define XLIFF_MEMORY_H

#include "xliff/xliff.h"

#include <stdint.h>
#include <string.h>

/* Bytes that grow. All zero is valid and empty. When memory runs out, `failed` is set and stays
 * set, and later additions do nothing: build first, ask once at the end. */
struct bytes {
    char *data;
    size_t size, capacity;
    bool failed;
};

bool xliff_bytes_grow(struct bytes *bytes, size_t more);
static inline bool xliff_bytes_reserve(struct bytes *bytes, size_t more)
{
    return !bytes->failed &&
           (bytes->capacity - bytes->size >= more || xliff_bytes_grow(bytes, more));
}
static inline void xliff_bytes_add(struct bytes *bytes, const char *data, size_t size)
{
    if (size == 0 || !xliff_bytes_reserve(bytes, size))
        return;
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}
/* Copies 1 to 16 bytes, as pieces that may overlap: no call. */
static inline void xliff_copy_short(char *to, const char *from, size_t size)
{
    if (size >= 8) {
        memcpy(to, from, 8);
        memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        memcpy(to, from, 4);
        memcpy(to + size - 4, from + size - 4, 4);
    } else {
        to[0] = from[0];
        to[size / 2] = from[size / 2];
        to[size - 1] = from[size - 1];
    }
}
/* Whether 1 to 16 bytes are the same, likewise. */
static inline bool xliff_same_short(const char *a, const char *b, size_t size)
{
    uint64_t first[2] = {0}, last[2] = {0};
    size_t piece = size >= 8 ? 8 : size >= 4 ? 4 : 1;
    if (piece == 1)
        return a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1];
    if (piece == 8) {
        memcpy(&first[0], a, 8);
        memcpy(&first[1], b, 8);
        memcpy(&last[0], a + size - 8, 8);
        memcpy(&last[1], b + size - 8, 8);
    } else {
        memcpy(&first[0], a, 4);
        memcpy(&first[1], b, 4);
        memcpy(&last[0], a + size - 4, 4);
        memcpy(&last[1], b + size - 4, 4);
    }
    return first[0] == first[1] && last[0] == last[1];
}
static inline void xliff_bytes_add_string(struct bytes *bytes, const char *string)
{
    xliff_bytes_add(bytes, string, strlen(string));
}
static inline void xliff_bytes_add_blanks(struct bytes *bytes, size_t count)
{
    if (!xliff_bytes_reserve(bytes, count < 16 ? 16 : count))
        return;
    memset(bytes->data + bytes->size, ' ', count < 16 ? 16 : count); /* mostly one store */
    bytes->size += count;
}
void xliff_bytes_add_number(struct bytes *bytes, size_t number);
void xliff_bytes_add_character(struct bytes *bytes, uint32_t codepoint);
void xliff_bytes_free(struct bytes *bytes);
/* An allocation above this is not kept when what it holds is emptied. */
#define XLIFF_KEEP ((size_t)256 << 10)
/* Empties it; a large allocation is given back. */
static inline void xliff_bytes_clear(struct bytes *bytes)
{
    if (bytes->capacity > XLIFF_KEEP)
        xliff_bytes_free(bytes);
    bytes->size = 0;
}

/* An array of items of one size. All zero is valid and empty. */
struct array {
    void *items;
    size_t count, capacity;
};

/* Makes room for `more` items after the last; false when memory runs out. Moves the items. */
bool xliff_array_grow(struct array *array, size_t more, size_t item_size);
static inline bool xliff_array_reserve(struct array *array, size_t more, size_t item_size)
{
    return more <= array->capacity - array->count || xliff_array_grow(array, more, item_size);
}
/* A new item at the end, which the caller fills in, or NULL when memory runs out. Moves the
 * items. */
static inline void *xliff_array_take(struct array *array, size_t item_size)
{
    return xliff_array_reserve(array, 1, item_size)
               ? (char *)array->items + array->count++ * item_size
               : NULL;
}
/* The same, all zero. */
void *xliff_array_add(struct array *array, size_t item_size);
void xliff_array_free(struct array *array);
/* Empties it; a large allocation is given back. */
static inline void xliff_array_clear(struct array *array, size_t item_size)
{
    if (array->capacity > XLIFF_KEEP / item_size)
        xliff_array_free(array);
    array->count = 0;
}

/* Memory that is freed all at once. All zero is valid and empty. */
struct xliff_arena {
    struct arena_block *blocks;
    char *free; /* in the newest block */
    size_t left;
};

void *xliff_arena_grow(struct xliff_arena *arena, size_t size);
/* Memory aligned for any of the library's structures, or NULL. */
static inline void *xliff_arena_get(struct xliff_arena *arena, size_t size)
{
    const size_t unit = sizeof(void *);
    size_t whole = size ? (size + unit - 1) / unit * unit : unit;
    if (size > arena->left || whole > arena->left)
        return xliff_arena_grow(arena, size);
    char *memory = arena->free;
    arena->free += whole;
    arena->left -= whole;
    return memory;
}
/* Gives everything back; one small block is kept. */
void xliff_arena_clear(struct xliff_arena *arena);
void xliff_arena_free(struct xliff_arena *arena);

/* True if the text is exactly `literal`. */
static inline bool xliff_is(struct xliff_string text, const char *literal)
{
    return text.size == strlen(literal) &&
           (text.size == 0 || !memcmp(text.data, literal, text.size));
}
static inline bool xliff_equal(struct xliff_string a, struct xliff_string b)
{
    return a.size == b.size && (a.size == 0 || !memcmp(a.data, b.data, a.size));
}
/* Order by bytes, for sorting: below, at or above zero. */
int xliff_compare(struct xliff_string a, struct xliff_string b);

#endif
