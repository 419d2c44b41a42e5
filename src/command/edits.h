/* edits.h - an English article that somebody edited after it was merged is not replaced.
 *
 * What a merge wrote is remembered in the user's state folder as a checksum a line. When the
 * article is merged again, a line of the file that neither was written then nor is written now is
 * an edit. Without such a record every line that would be lost counts as one: a record that is
 * missing or old costs a question, never an edit.
 */
#ifndef COMMAND_EDITS_H
#define COMMAND_EDITS_H

#include "base/base.h"

/* The lines of a text, as checksums; all zero is empty. */
struct line_sums {
    uint64_t *items;
    size_t count, capacity;
    struct checksum *line; /* that has not ended yet */
    bool begun;            /* there is such a line */
    size_t limit;          /* more lines are not kept; 0: all are */
    bool too_many;         /* none are kept: there were more */
    bool failed;           /* memory ran out */
};

/* In a longer article no edits are looked for, and no record of it is kept: it is replaced if it is
 * what was merged, byte by byte. */
#define EDITS_LINES 200000
#define EDITS_SIZE  ((size_t)8 << 20)

/* Adds text, which may end inside a line. */
void line_sums_add(struct line_sums *sums, struct view text);
/* The text is over. */
void line_sums_end(struct line_sums *sums);
void line_sums_free(struct line_sums *sums);

/* A file, and whether it differs from the text that is to replace it. All zero: there is none. */
struct edits_beside {
    struct input input;
    bool open, differs;
    size_t size;   /* of the file */
    size_t lf, cr; /* before they differ */
};

enum status edits_beside_open(struct edits_beside *beside, const char *name,
                              struct findings *findings);
/* Adds a piece of the text. */
enum status edits_beside_add(struct edits_beside *beside, struct view text,
                             struct findings *findings);
/* The text is over. */
enum status edits_beside_end(struct edits_beside *beside, struct findings *findings);
/* The line in which they differ. */
size_t edits_beside_line(const struct edits_beside *beside);
void edits_beside_close(struct edits_beside *beside);

/* Whether the file `name` may be replaced by what was merged now: STATUS_FINDINGS, and each edit is
 * named, if not. */
enum status edits_check(const char *name, const struct line_sums *merged,
                        const struct edits_beside *beside, struct findings *findings);
/* Remembers what was written. Where there is no place for it, nothing is: the next merge is more
 * careful then. */
void edits_remember(const char *name, const struct line_sums *merged);
/* What edits_remember kept; false if there is nothing that can be used. */
bool edits_recall(const char *name, struct line_sums *record);

#endif
