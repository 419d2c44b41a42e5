/* known.h - what is known of a segment before anybody translates it, as it goes into XLIFF. */
#ifndef EXCHANGE_KNOWN_H
#define EXCHANGE_KNOWN_H

#include "exchange/cut.h"

/* Copies an answer, which lives only until the next one is asked for. False when memory runs out.
 */
bool known_keep(struct known_answer *kept, const struct known_answer *answer, struct arena *arena);
/* Gives a segment the translation that is known. */
void known_fill(enum xliff_version version, const struct xliff_content *target,
                struct xliff_segment *segment);
/* An offer as a match for the segment `id`. False when memory runs out. */
bool known_match(enum xliff_version version, const struct known_offer *offer,
                 struct xliff_string id, struct arena *arena, struct xliff_match *match);
/* A note that says what is another in the best offer than in `german`. False when memory runs
 * out. */
bool known_note(enum xliff_version version, const struct known_answer *answer, struct view german,
                struct arena *arena, struct xliff_note *note);

/* Adds to the unit of some segments of a block what is known of them but needs a translator:
 * matches and notes. False when memory runs out. */
bool known_add(enum xliff_version version, struct view block, const struct cut *cuts, size_t count,
               struct arena *arena, struct xliff_unit *unit);

#endif
