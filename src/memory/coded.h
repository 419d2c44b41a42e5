/* coded.h - a segment as the memory keeps it.
 *
 * The source: text with "{number}", "{+quote}" and "{-}" for a placeholder, an opening and a
 * closing code; braces are doubled, runs of blanks one space. The target: the same with "{2}" for
 * the second code of the source. The codes: a line each, "PARTNER TAB GERMAN TAB ENGLISH".
 */
#ifndef MEMORY_CODED_H
#define MEMORY_CODED_H

#include "base/base.h"
#include "memory/fuzzy.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

struct code {
    enum xliff_part_kind kind;
    struct view name; /* "number", "quote"; that of a closing code is empty */
    struct view german, english;
    size_t partner;      /* the other half, from 1; 0: not in this segment */
    size_t first, count; /* its parts in the content; a protected mark has three */
    bool used;           /* by a target */
};

struct coded {
    struct arena arena; /* what the codes point to */
    struct buffer text;
    struct code *codes;
    size_t count, capacity;
    struct protect_spans spans; /* of a mark */
    bool failed;                /* memory ran out */
};

/* A piece of coded text: characters, or what stands in braces. */
struct coded_piece {
    bool code;
    struct view text;
};

/* Takes the next piece off `rest`; false at its end. */
bool coded_next(struct view *rest, struct coded_piece *piece);
void coded_add_text(struct buffer *out, struct view text);

/* Reads a source. False when memory runs out. */
bool coded_read(struct coded *coded, const struct xliff_content *source);
/* Adds the target of that source; false if it has a code that the source has not. */
bool coded_add_target(struct coded *coded, const struct xliff_content *source,
                      const struct xliff_content *target, struct buffer *out);
void coded_add_codes(const struct coded *coded, struct buffer *out);

/* Reads what the memory has. False: it is damaged, or memory ran out (coded->failed). */
bool coded_restore(struct coded *coded, struct view text, struct view codes);
/* Makes the text ready to be compared. False when memory runs out. */
bool coded_fuzzy(struct fuzzy_text *fuzzy, struct view text);

/* A line of fields: adds one, in which backslashes, tabs and line ends have a backslash; takes the
 * next one off, up to `end`; gives its text again. */
void coded_add_field(struct buffer *out, struct view text);
struct view coded_take_field(struct view *rest, const char *end);
struct view coded_restore_field(struct arena *arena, struct view field);

void coded_free(struct coded *coded);

#endif
