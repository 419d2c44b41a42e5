/* find.h - looks a word up in a table that src/language/generate_forms.c made. */
#ifndef LANGUAGE_FIND_H
#define LANGUAGE_FIND_H

#include "base/base.h"
#include "language/prefix.h"

/* Whether a row may have the prefix of a word; a few are let through without a cause. */
static inline bool language_has_prefix(const uint32_t *prefixes, unsigned prefix)
{
    return prefixes[prefix / 32] >> prefix % 32 & 1;
}

/* Binary search. Rows are sorted by their first member, a struct view, as bytes. */
static inline const void *language_find(const void *rows, size_t count, size_t row_size,
                                        struct view word)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const void *row = (const char *)rows + middle * row_size;
        const struct view *key = (const struct view *)row;
        size_t shared = key->size < word.size ? key->size : word.size;
        /* mostly the first byte tells */
        int order = shared ? (unsigned char)key->data[0] - (unsigned char)word.data[0] : 0;
        if (order == 0 && shared > 1)
            order = memcmp(key->data, word.data, shared);
        if (order == 0 && key->size == word.size)
            return row;
        if (order < 0 || (order == 0 && key->size < word.size))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

#endif
