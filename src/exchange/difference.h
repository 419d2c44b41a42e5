/* difference.h - two versions of a sentence in one line: "Der [alte → neue] Zug kam." */
#ifndef EXCHANGE_DIFFERENCE_H
#define EXCHANGE_DIFFERENCE_H

#include "base/base.h"

/* Adds the sentence as it is now, with the words that changed, and what stood there before, in
 * brackets. False when memory runs out. */
bool difference_add(struct buffer *out, struct view before, struct view now);

#endif
