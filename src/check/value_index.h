/* value_index.h - private to this room: finds values among many by what they say. */
#ifndef CHECK_VALUE_INDEX_H
#define CHECK_VALUE_INDEX_H

#include <stdbool.h>
#include <stddef.h>

struct value;

/* Numbers of values, in chains of those that may be equal. All zero is valid and empty; its memory
 * is kept. */
struct value_index {
    size_t *heads; /* SIZE_MAX: none */
    size_t *nexts; /* of each value: the next of its chain */
    size_t head_count, head_capacity, next_capacity;
};

/* Empties it and makes room for `count` values. False when memory runs out. */
bool value_index_begin(struct value_index *index, size_t count);
/* Puts value number `at` in front of those that may equal it: the last one goes first. */
void value_index_add(struct value_index *index, size_t at, const struct value *value);
/* The beginning of the chain of all that may equal `value`: *link is the number of the first, and
 * &nexts[*link] the link to the next, until it is SIZE_MAX. Who writes the next number into *link
 * takes one out. */
size_t *value_index_find(struct value_index *index, const struct value *value);
void value_index_free(struct value_index *index);

#endif
