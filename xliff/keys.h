/* keys.h - names looked up by sorting, so that no document takes quadratic time. Private to
 * xliff/. */
#ifndef XLIFF_KEYS_H
#define XLIFF_KEYS_H

#include "xliff/memory.h"

struct key {
    struct xliff_string name;
    size_t index;   /* what it stands for, in the caller's array */
    bool close;     /* only for pairs */
    uint64_t front; /* keys.c: the first eight bytes of the name, in its order */
};

/* False when memory runs out. */
bool xliff_keys_add(struct array *keys, struct key key);
void xliff_keys_sort(struct array *keys);
/* Index of the first of that name in sorted keys, or SIZE_MAX. */
size_t xliff_keys_find(const struct array *keys, struct xliff_string name);

/* Matches opening and closing keys of one name as brackets do, in the order of their indexes; a
 * closing one may also stand before its opening one. Calls `join` for each pair. Sorts and uses up
 * the keys. */
void xliff_keys_match(struct array *keys, void (*join)(void *context, size_t open, size_t close),
                      void *context);

#endif
