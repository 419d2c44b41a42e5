/* near.h - old sentences that resemble new ones: those that changed a little, and where the
 * translation of one that disappeared is offered. */
#ifndef EXCHANGE_NEAR_H
#define EXCHANGE_NEAR_H

#include "exchange/align.h"

/* From this score on, a sentence is taken as an old one that changed. */
#define NEAR_CHANGED 60
/* From this score on, the translation of a sentence that disappeared goes to one like it. */
#define NEAR_ALIKE 30

/* An old translation for the translator of a segment to look at. */
struct offer {
    size_t current; /* index in the current edition */
    const struct edition *edition;
    size_t old; /* index in that edition */
    unsigned score;
    bool gone; /* the old sentence is in the article no more */
};

struct offers {
    struct offer *items;
    size_t count, capacity;
};

/* Pairs sentences that changed, and offers the translations of those that have no successor.
 * False when memory runs out. */
bool near_align(struct alignment *alignment, struct offers *offers);
void offers_free(struct offers *offers);

#endif
