/* counts.h - how much there is to translate in a source. */
#ifndef CHECK_COUNTS_H
#define CHECK_COUNTS_H

#include "base/base.h"

struct counts {
    size_t segments;
    size_t words;      /* runs of characters without white space that have a letter or a digit */
    size_t characters; /* all of them, white space too */
    size_t repetitions, repeated_words; /* segments whose text was there before, and their words */
};

/* Counts one segment more. */
void counts_add(struct counts *counts, struct view text, bool repeated);

#endif
