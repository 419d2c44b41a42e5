/* divided.h - the segments of a unit of 2.x that a tool divided further, put together again as they
 * were exported. */
#ifndef EXCHANGE_DIVIDED_H
#define EXCHANGE_DIVIDED_H

#include "exchange/skeleton.h"
#include "xliff/xliff.h"

/* The segments of each block, as the skeletons of a file say. All zero is valid and empty. */
struct divided {
    struct divided_segment *items; /* sorted by block */
    size_t count, capacity;
};

/* Takes the lines of a skeleton. False when memory runs out. */
bool divided_read(struct divided *divided, struct skeleton_reader *lines);
/* The segments of a unit, joined where several that follow each other are one of the block's and
 * each has a target; they live as long as the arena and the unit. False when memory runs out. */
bool divided_join(const struct divided *divided, size_t block, const struct xliff_unit *unit,
                  struct arena *arena, struct xliff_unit *joined);
void divided_free(struct divided *divided);

/* All of one side of segments as one content. False when memory runs out. */
bool divided_side(const struct xliff_segment *segments, size_t count, bool target,
                  struct arena *arena, struct xliff_content *content);

#endif
