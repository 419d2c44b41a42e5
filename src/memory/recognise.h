/* recognise.h - what export makes codes of, in a translation that came as plain text: so it is
 * found again whatever its values are. */
#ifndef MEMORY_RECOGNISE_H
#define MEMORY_RECOGNISE_H

#include "base/base.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

/* All zero is valid; memory is kept from text to text. */
struct recogniser {
    struct buffer source, target; /* the text alone */
    struct protect_spans spans;
};

/* Makes codes of the values and quotation marks in a source, and of their forms in the target, as
 * far as they are found there. Both live as long as the arena, and what they were made of. False
 * when memory runs out. */
bool recognise(struct recogniser *recogniser, const struct protect_options *options,
               struct arena *arena, struct xliff_content *source, struct xliff_content *target);
void recogniser_free(struct recogniser *recogniser);

#endif
