/* adopt.h - edits in the English article go back into the targets.
 *
 * The article is merged again, with a note of which bytes came from which target (a cell). Its rows
 * (a line, or a paragraph of wrapped text) are paired with those of the edited file; within a pair
 * words are paired, and so the edited text is divided among the cells. A merge with the new targets
 * shows whether each block is now what the editor wrote.
 */
#ifndef EXCHANGE_ADOPT_H
#define EXCHANGE_ADOPT_H

#include "exchange/exchange.h"
#include "exchange/join.h"
#include "exchange/trace.h"

#define ADOPT_NONE SIZE_MAX

struct adopt_code {
    struct trace_code code;
    size_t place; /* in the cell's new text while that is built, or ADOPT_NONE */
    size_t in;    /* the cell that it is placed in */
};

struct adopt_cell {
    struct stored_segment piece;
    bool translated;
    size_t block;
    size_t start, end; /* in adoption.text */
    size_t first_code, end_code;
    bool changed, failed;
    struct view wanted; /* the new text, if it changed */
    struct xliff_content target;
};

struct adopt_block {
    size_t number;
    size_t start, end;             /* in adoption.text */
    size_t final_start, final_end; /* in adoption.final */
    size_t first_cell, end_cell;
    size_t old_row;     /* that it begins in */
    size_t row;         /* of the English file that it is paired with, or ADOPT_NONE */
    size_t errors;      /* that merging found in it */
    bool changed;       /* a cell of it is */
    bool partly;        /* one of its edits could not be taken */
    struct view wanted; /* what merging must give */
    struct view reason; /* why not all was taken; empty: it was */
};

/* A line of a row. */
struct adopt_line {
    size_t start, size; /* in the text */
    size_t at;          /* in rows.joined */
};

struct adopt_row {
    size_t number; /* of its first line, from 1 */
    size_t first_line, line_count;
    size_t at, size; /* in rows.joined */
    uint64_t sum;
    bool said; /* a message names it */
};

/* A text as rows; blank lines are none. */
struct adopt_rows {
    struct adopt_row *items;
    size_t count, capacity;
    struct adopt_line *lines;
    size_t line_count, line_capacity;
    struct buffer joined;
};

/* A target that is written. */
struct adopt_edit {
    size_t origin, unit, index; /* of join.parts; as stored */
    size_t cell;
    struct stored_segment before;
};

struct exchange_adoption {
    struct join join;
    struct arena arena;
    struct buffer text;  /* the English as it was merged, with LF, before it was refilled */
    struct buffer final; /* the same, refilled */
    struct adopt_block *blocks;
    size_t block_count, block_capacity;
    struct adopt_cell *cells;
    size_t cell_count, cell_capacity;
    struct adopt_code *codes;
    size_t code_count, code_capacity;
    struct buffer english; /* the edited file, with LF */
    struct adopt_rows old, new;
    struct adopt_edit *edits; /* sorted by place */
    size_t edit_count, edit_capacity;
    struct findings *findings;
    bool failed; /* memory ran out */
};

/* adopt_rows.c: cuts a text into rows. False when memory runs out. */
bool adopt_rows_cut(struct adopt_rows *rows, struct view text, bool wrapped);
struct view adopt_row_text(const struct adopt_rows *rows, size_t row);
/* Where an offset of the text is in rows.joined, and in which row; false: in none. */
bool adopt_rows_find(const struct adopt_rows *rows, size_t offset, size_t *row, size_t *at);
/* Pairs rows: partner[i] is the new row of old row i, or ADOPT_NONE. */
bool adopt_rows_pair(const struct adopt_rows *old, const struct adopt_rows *new, size_t *partner);
void adopt_rows_free(struct adopt_rows *rows);

/* adopt_divide.c: divides the new text of a row among the cells of the old one. Sets wanted and
 * changed of cells and blocks. */
bool adopt_divide(struct exchange_adoption *adoption, size_t old_row, size_t new_row);

/* adopt_target.c: makes the targets of the changed cells of a block. */
bool adopt_targets(struct exchange_adoption *adoption, struct adopt_block *block);

/* adopt_report.c: names what is not as in the edited file; STATUS_FINDINGS if there is any. */
enum status adopt_report(struct exchange_adoption *adoption, const char *english,
                         struct adopt_summary *summary);

#endif
