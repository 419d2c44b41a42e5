/* codes.h - a protected span as an inline code of XLIFF.
 *
 * One code shows both forms. 1.2: the German is the element's content, the English its equiv-text.
 * 2.x: the German is the original data and equiv, the English disp. A code's id is its number in
 * the block, from 1; the two halves of a quotation know each other by `ref`.
 */
#ifndef EXCHANGE_CODES_H
#define EXCHANGE_CODES_H

#include "base/base.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

/* The code of a span; its strings live as long as `arena`, the block and the spans. */
struct xliff_part code_part(enum xliff_version version, struct view block,
                            const struct protect_spans *spans, size_t index, struct arena *arena);

/* The kind of a code that satz wrote, from its type or subtype; false if it is another's. */
bool code_kind(const struct xliff_part *part, enum protect_kind *kind);
/* The English form that a source's code carries; data == NULL if a tool dropped it. */
struct view code_form(enum xliff_version version, const struct xliff_part *part);
/* Whether two parts are the same code: same kind of part, and same id or, for a closing half, the
 * same opening one. */
bool code_same(const struct xliff_part *a, const struct xliff_part *b);

struct view string_view(struct xliff_string string);
struct xliff_string view_string(struct view text);

#endif
