/* codes.h - a protected span as an inline code of XLIFF.
 *
 * One code shows both forms. 1.2: the German is the element's content, the English its equiv-text.
 * 2.x: the German is the original data and equiv, the English disp. A code's id is its number in
 * the block, from 1; the two halves of a quotation know each other by `ref`.
 */
#ifndef EXCHANGE_CODES_H
#define EXCHANGE_CODES_H

#include "base/base.h"
#include "check/content.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

/* The code of a span; its strings live as long as `arena`, the block and the spans. */
struct xliff_part code_part(enum xliff_version version, struct view block,
                            const struct protect_spans *spans, size_t index, struct arena *arena);

#endif
