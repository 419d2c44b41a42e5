/* retarget.h - the translation of an old segment as the target of a new one: its words, and the
 * codes of the new source. */
#ifndef EXCHANGE_RETARGET_H
#define EXCHANGE_RETARGET_H

#include "exchange/edition.h"

/* Fills *target, which lives as long as `arena` and both segments. False: a code cannot be found in
 * the new source, or a value that changed was typed by the translator; or memory ran out
 * (arena->failed). */
bool retarget(const struct edition_segment *old, enum xliff_version old_version,
              const struct edition_segment *current, struct arena *arena,
              struct xliff_content *target);

#endif
