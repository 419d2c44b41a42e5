/* walk.h - private to this room: a walk that stops before the text's end. */
#ifndef SENTENCE_WALK_H
#define SENTENCE_WALK_H

#include "sentence/sentence.h"

/* How far around a candidate a walk looks: at most so many bytes before and after it. */
enum {
    LOOK_BACK = 1024,
    LOOK_AHEAD = 1024,
    QUOTATION_LIMIT = 4096, /* a quotation that does not close within is none */
    WALK_AHEAD = LOOK_AHEAD + QUOTATION_LIMIT,
};

/* As sentence_candidate, for the candidates before text[limit]; limit is the text's size, or at
 * least WALK_AHEAD less. When it gives false, walk->at is at least the limit. */
bool walk_candidate(struct sentence_walk *walk, size_t limit, struct sentence_break *found);

/* Is text[at] inside a quotation that closes later? To be asked with growing offsets. */
bool inside_quotation(struct sentence_walk *walk, size_t at);

#endif
