/* match.h - finds the segments of a skeleton's block among those that came back. */
#ifndef EXCHANGE_MATCH_H
#define EXCHANGE_MATCH_H

#include "exchange/block.h"

/* Fills block->slots for block->line and reports what is gone, doubled or changed. */
enum status match_segments(struct merge_block *block, struct stored_segment *segments,
                           size_t count);
/* Reports a segment that is doubled, at the place of the last one. */
enum status match_doubled(struct findings *findings, struct place place, size_t block,
                          size_t segment);

#endif
