/* fuzzy.h - how much of a translation can be kept when its source becomes another one.
 *
 * The score runs from 0 to 100. It is made of three edit distances (insert, delete, replace), each
 * divided by the longer of the two texts:
 *
 *   2/5  words    a number is like any other, case does not count
 *   2/5  characters  the same; so a corrected typo costs less than another word
 *   1/5  words as they stand, so that another number or another case costs a little
 *
 * A code counts as a word, and is like any other of its kind: its value comes from the new source.
 * Punctuation counts among the characters only. Text in a mark is text. 100 is given to equal texts
 * alone (runs of blanks count as one), and a score does not depend on which text comes first.
 */
#ifndef MEMORY_FUZZY_H
#define MEMORY_FUZZY_H

#include "base/base.h"
#include "xliff/xliff.h"

/* Longer texts are equal (100) or not (0): the distance takes time by the product of two lengths.
 */
#define FUZZY_LONGEST 4096 /* characters */

struct fuzzy_symbols {
    uint32_t *items;
    size_t count, capacity;
};

/* A text made ready to be compared. All zero is a valid empty one; its memory is kept from text to
 * text. */
struct fuzzy_text {
    struct fuzzy_symbols plain;      /* characters and codes as they stand */
    struct fuzzy_symbols characters; /* without case; a number is one symbol */
    struct fuzzy_symbols words;      /* without case; a number is a word like any other */
    struct fuzzy_symbols exact;      /* the same words as they stand */
};

/* Takes a source or target apart. False when memory runs out. */
bool fuzzy_read(struct fuzzy_text *text, const struct xliff_content *content);
/* The same piece by piece: begin, pieces, end. The kind of a code is any number. */
void fuzzy_begin(struct fuzzy_text *text);
bool fuzzy_add(struct fuzzy_text *text, struct view piece);
bool fuzzy_add_code(struct fuzzy_text *text, uint32_t kind);
bool fuzzy_end(struct fuzzy_text *text);
void fuzzy_text_free(struct fuzzy_text *text);

/* The kind of a code for fuzzy_add_code: number, date, quote and so on are alike in each version of
 * XLIFF. */
uint32_t fuzzy_kind(const struct xliff_part *part);
/* Its name, of small letters, digits and dots: "number"; empty for a closing code. */
struct view fuzzy_kind_name(const struct xliff_part *part, struct arena *arena);

/* What comparing needs; memory is kept from text to text. */
struct fuzzy_workspace;

/* NULL when memory runs out. */
struct fuzzy_workspace *fuzzy_workspace_new(void);
void fuzzy_workspace_free(struct fuzzy_workspace *work);
/* Sets the text that others are compared with; it must not change meanwhile. False when memory runs
 * out. */
bool fuzzy_set(struct fuzzy_workspace *work, const struct fuzzy_text *text);
/* The score of `other` against the text that was set, 0 to 100; 0 if it is less than `least`, which
 * takes less time. Allocates nothing. */
unsigned fuzzy_score(struct fuzzy_workspace *work, const struct fuzzy_text *other, unsigned least);
/* How much was compared since the text was set: 64 characters of it with one of another are a step,
 * of a nanosecond or two. */
size_t fuzzy_steps(const struct fuzzy_workspace *work);
/* Whether two texts would score 100. */
bool fuzzy_equal(const struct fuzzy_text *a, const struct fuzzy_text *b);

#endif
