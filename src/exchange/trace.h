/* trace.h - which bytes of a block's English came from which target, and which from its codes. */
#ifndef EXCHANGE_TRACE_H
#define EXCHANGE_TRACE_H

#include "exchange/english.h"
#include "exchange/store.h"

/* A target, or the German of a segment without one. */
struct trace_cell {
    struct stored_segment piece;
    bool translated;
    size_t start, end; /* in the block's English, before it is refilled */
};

/* A code in a target; of a segment without one, a code of its source, which is not in the text. */
struct trace_code {
    size_t cell;
    const struct xliff_part *parts; /* an inline code, or a mark with its text and end */
    size_t part_count;
    struct view form;  /* its English; lives as long as the trace's arena */
    size_t start, end; /* SIZE_MAX: not in the text */
    bool before_stop;  /* a full stop that followed was left out */
};

/* All zero is empty. */
struct block_trace {
    struct trace_cell *cells;
    size_t cell_count, cell_capacity;
    struct trace_code *codes;
    size_t code_count, code_capacity;
    struct arena arena;
    bool failed; /* memory ran out */
};

void trace_clear(struct block_trace *trace);
/* Each does nothing if `trace` is NULL. */
void trace_begin_cell(struct block_trace *trace, const struct stored_segment *piece,
                      bool translated, const struct english *english);
void trace_end_cell(struct block_trace *trace, const struct english *english);
/* A code of the open cell, which was added to `english` from `start` on; SIZE_MAX: it was not. */
void trace_code(struct block_trace *trace, const struct xliff_part *parts, size_t count,
                struct view form, size_t start, const struct english *english);
/* Text is about to be added. */
void trace_text(struct block_trace *trace, struct view text, const struct english *english);
void trace_free(struct block_trace *trace);

#endif
