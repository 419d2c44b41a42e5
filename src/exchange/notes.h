/* notes.h - the note that lists a unit's codes with both forms, for a translator whose tool does
 * not show them: "1: 12.000 → 12,000   2: 22. Oktober → October 22". */
#ifndef EXCHANGE_NOTES_H
#define EXCHANGE_NOTES_H

#include "base/base.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

/* Fills `note` for spans first..end-1 and returns 1, or 0 if there are none. Quotation marks are
 * listed too. Its text stands in `text` and lives until that changes. */
size_t note_of_codes(enum xliff_version version, const struct protect_spans *spans,
                     struct view block, size_t first, size_t end, struct buffer *text,
                     struct xliff_note *note);

#endif
