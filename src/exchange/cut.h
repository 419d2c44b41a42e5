/* cut.h - where a block is cut into segments: by what is known of German, or by the user's own
 * rules; never inside a protected span. */
#ifndef EXCHANGE_CUT_H
#define EXCHANGE_CUT_H

#include "exchange/exchange.h"

/* One segment of a block. cut_block sets where it is and its spans, the rest belongs to export. */
struct cut {
    size_t start, end;                   /* in the block's text */
    size_t first_span, end_span;         /* the spans inside */
    size_t first_part, part_count;       /* of the exporter's parts */
    size_t squeezed_start, squeezed_end; /* in cuts.squeezed */
    bool fixed;                          /* nothing to translate: its target is its source */
    struct known_answer known;           /* its translation, if there is one already, or matches */
};

/* All zero is valid and empty; memory is kept from block to block. */
struct cuts {
    struct cut *items;
    size_t count, capacity;
    struct buffer squeezed; /* the block without blanks, once its line is written */
};

/* Replaces what `cuts` held by the segments of the block, in order; there is one at least. A stop
 * that ends both a span (3 Mio.) and a sentence is taken off the span. An error was reported when
 * it is not STATUS_OK. */
enum status cut_block(struct cuts *cuts, const struct article_block *block,
                      struct protect_spans *spans, const struct export_options *options,
                      struct findings *findings);
/* Adds the block's line of the skeleton, which begins with `lead`. `raw` is scratch. */
void skeleton_cuts(struct buffer *lines, struct view lead, const struct article_block *block,
                   struct cuts *cuts, struct buffer *raw);
void cuts_free(struct cuts *cuts);

#endif
