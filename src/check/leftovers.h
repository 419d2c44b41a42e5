/* leftovers.h - codes of a translator's tool that stand in a target as text: <m0>, {1}, [MARKER].
 */
#ifndef CHECK_LEFTOVERS_H
#define CHECK_LEFTOVERS_H

#include "base/base.h"

/* What a message says of one. */
#define LEFTOVER_TEXT                                                                              \
    "it looks like a code of the translator's tool: put the code itself there, or remove it"

/* A quick no for most texts. */
bool leftover_is_possible(struct view text);
/* The first that `typed` has and its German does not; empty if there is none. */
struct view leftover_find(struct view typed, struct view german);

#endif
