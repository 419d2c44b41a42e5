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

/* The code of a span; its strings live as long as the arena, the block and the spans. */
struct xliff_part code_part(const struct code_context *context, size_t index);
/* Gives the codes of a 1.2 source that have no content their German, which is in equiv-text. */
void code_take_german(struct xliff_part *parts, size_t count, struct arena *arena);

/* The kind of a code that satz wrote, from its type or subtype; false if it is another's. */
bool code_kind(const struct xliff_part *part, enum protect_kind *kind);
/* The English form that a source's code carries; data == NULL if a tool dropped it. */
struct view code_form(enum xliff_version version, const struct xliff_part *part);
/* The German that a part of a source stands for. */
struct view part_german(const struct xliff_part *part);
/* Whether a part opens a <mrk> whose text no translator may change. */
bool code_is_protected_mark(const struct xliff_part *part);
/* The text between a mark that opens at parts[index] and its end, as far as it is one piece. */
struct view marked_text(const struct xliff_content *content, size_t index);
/* Whether a part is a quotation mark. */
bool code_is_quote(const struct xliff_part *part);
/* XLIFF_OPEN or XLIFF_CLOSE for half of a quotation, whichever element it is. */
enum xliff_part_kind code_half(const struct xliff_part *part);
/* Whether two parts are the same code: same kind of part, and same id or, for a closing half, the
 * same opening one. */
bool code_same(const struct xliff_part *a, const struct xliff_part *b);

struct view string_view(struct xliff_string string);
struct xliff_string view_string(struct view text);

#endif
