/* repeats.h - remembers how each source was translated, in 16 bytes a source. */
#ifndef CHECK_REPEATS_H
#define CHECK_REPEATS_H

#include "base/base.h"

struct repeat {
    uint64_t source; /* checksum; 0: a free slot */
    uint32_t target;
    uint32_t line;
};

/* All zero is valid and empty. */
struct repeats {
    struct repeat *slots;
    size_t count, capacity;
};

/* Fetches what repeats_add will look at for a source of that checksum: memory is slow. */
void repeats_expect(const struct repeats *repeats, uint64_t source);
/* The part of a translation's checksum that is kept. */
uint32_t repeats_sum(struct view target);
/* The first translation of a source of that checksum, which is this one if there was none before;
 * NULL when memory runs out. */
const struct repeat *repeats_add(struct repeats *repeats, uint64_t source, struct view target,
                                 size_t line);
void repeats_free(struct repeats *repeats);

#endif
