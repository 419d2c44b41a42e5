/* align.h - which segment of the article as it is now was which of the article as it was.
 *
 * A sentence that both have once is a sure pair, wherever it moved; from there pairs grow to the
 * neighbours, so that a sentence that is repeated goes with its own place. What is left is paired
 * in order. Each is used once.
 */
#ifndef EXCHANGE_ALIGN_H
#define EXCHANGE_ALIGN_H

#include "exchange/edition.h"

#define ALIGN_NONE SIZE_MAX

enum align_kind {
    ALIGN_NEW,
    ALIGN_CHANGED, /* a little */
    ALIGN_VALUES,  /* the same but for the values of its codes */
    ALIGN_SAME,
};

struct align_pair {
    enum align_kind kind;
    size_t old;     /* index in the old edition, or ALIGN_NONE */
    unsigned score; /* ALIGN_CHANGED: 0 to 100 */
};

struct alignment {
    const struct edition *old, *current;
    struct align_pair *pairs; /* of each segment of the current edition */
    size_t *successors;       /* of each segment of the old one, or ALIGN_NONE */
};

/* False when memory runs out. Free it in either case. */
bool align(struct alignment *alignment, const struct edition *old, const struct edition *current);
/* Makes a pair of two that have none. */
void align_link(struct alignment *alignment, size_t current, size_t old, enum align_kind kind);
void align_free(struct alignment *alignment);

#endif
