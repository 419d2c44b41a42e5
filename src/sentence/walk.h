/* walk.h - private to this room: one step of a walk. */
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

/* Decides the stop at text[at], which may be no plain end (plain.h) if that is known. False if no
 * candidate stands there. walk->at is then after it. Text up to WALK_AHEAD after it, or its end,
 * must be there. */
bool walk_decide(struct sentence_walk *walk, size_t at, bool may_be_plain,
                 struct sentence_break *found);
/* The same, but false if no sentence ends there. */
bool walk_ends(struct sentence_walk *walk, size_t at, bool may_be_plain,
               struct sentence_break *found);

/* Is text[at] inside a quotation that closes later? To be asked with growing offsets. */
bool inside_quotation(struct sentence_walk *walk, size_t at);

#endif
