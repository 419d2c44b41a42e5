/* content.h - what stands in a <source> or <target> that satz wrote and a translator filled.
 *
 * merge and check read it alike. A code shows both forms: in 1.2 its content is German and its
 * equiv-text English; in 2.x its original data and equiv are German and its disp English. A code of
 * 1.2 without content (x, g) has only the German: in equiv-text, of a pair as "„…“".
 */
#ifndef CHECK_CONTENT_H
#define CHECK_CONTENT_H

#include "base/base.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

static inline struct view string_view(struct xliff_string string)
{
    return (struct view){string.data, string.size};
}
static inline struct xliff_string view_string(struct view text)
{
    return (struct xliff_string){text.data ? text.data : "", text.size};
}

/* A copy that lives as long as the arena, without its language. Some tools indent inside <source>
 * and <target>: a line break, with the blanks about it, becomes one space, or nothing where no
 * blank can have been: at the content's edges, inside quotation marks that are codes, and after an
 * opening bracket before a code. */
struct xliff_content content_copy(struct arena *arena, const struct xliff_content *content);
/* The same of a source. Each code's text is its German, wherever the file has it. */
struct xliff_content content_copy_source(struct arena *arena, enum xliff_version version,
                                         const struct xliff_content *content);
/* The same for a content that stays: nothing is copied but what has to be changed. */
struct xliff_content content_borrow(struct arena *arena, const struct xliff_content *content);
struct xliff_content content_borrow_source(struct arena *arena, enum xliff_version version,
                                           const struct xliff_content *content);
struct xliff_string content_copy_string(struct arena *arena, struct xliff_string string);
/* Whether there is nothing to translate: translate="no", or, within a 2.x unit, which knows no such
 * thing of a segment, final and the same as its source. */
bool content_is_fixed(const struct xliff_unit *unit, const struct xliff_segment *segment);
/* Neither text nor codes. */
bool content_is_empty(const struct xliff_content *content);
/* The same text and the same codes, in order; other marks than protected ones do not count. */
bool content_equal(const struct xliff_content *a, const struct xliff_content *b);
/* Adds the German of a source: its text, and each code's German. */
void content_add_german(struct buffer *german, const struct xliff_content *source);

bool content_is_code(const struct xliff_part *part);
/* The start of a mark whose text the tool protects. */
bool content_is_protected(const struct xliff_part *part);
/* The text of the mark that starts at parts[index], as far as it is one piece. */
struct view content_marked(const struct xliff_content *content, size_t index);
/* Whether a segment's state says that nobody translated it yet. */
bool content_is_waiting(enum xliff_version version, struct view state);

/* The kind of a code that satz wrote, from its type or subtype; false if it is another's. */
bool code_kind(const struct xliff_part *part, enum protect_kind *kind);
/* The German of a source's part: a code's, or the text itself. */
struct view code_german(const struct xliff_part *part);
bool code_is_quote(const struct xliff_part *part);
/* XLIFF_OPEN or XLIFF_CLOSE for half of a quotation, whichever element it is. */
enum xliff_part_kind code_half(const struct xliff_part *part);
/* The English form that a source's code carries; data == NULL if a tool dropped it. */
struct view code_form(enum xliff_version version, const struct xliff_part *part);
/* Whether two parts are the same code: same kind of part, and same id or, for a closing half, the
 * same opening one. */
bool code_same(const struct xliff_part *a, const struct xliff_part *b);

/* What stands between the two marks of a quotation in the equiv-text of its <g>. */
#define CODE_BETWEEN_MARKS "…"

#endif
