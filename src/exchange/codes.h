/* codes.h - a protected span as an inline code of XLIFF.
 *
 * One code shows both forms. 1.2: the German is the element's content, the English its equiv-text.
 * 2.x: the German is the original data and equiv, the English disp. A code's id is its number in
 * the block, from 1; the two halves of a quotation know each other by `ref`.
 *
 * Simple codes are for editors that show no others. 2.x: half a quotation that goes on in another
 * segment is a <ph>, whose subType says which half. 1.2: <x>, and <g> around a quotation; they have
 * no content, so equiv-text is the German ("„…“" on <g>), and the English is written anew.
 */
#ifndef EXCHANGE_CODES_H
#define EXCHANGE_CODES_H

#include "base/base.h"
#include "check/content.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

/* Where codes are written: one segment of a block. */
struct code_context {
    enum xliff_version version;
    bool simple;
    struct view block;
    const struct protect_spans *spans;
    size_t start, end; /* of the segment in the block */
    struct arena *arena;
};

/* Makes the code of a span; its strings live as long as the arena, the block and the spans. */
void code_part(const struct code_context *context, size_t index, struct xliff_part *part);
/* A part that says nothing, to be filled in: a copy of it is quicker than a part cleared anew. */
extern const struct xliff_part code_no_part;

#endif
