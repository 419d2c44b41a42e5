#include "exchange/trace.h"

#include <stdlib.h>

void trace_clear(struct block_trace *trace)
{
    trace->cell_count = trace->code_count = 0;
    arena_clear(&trace->arena);
}

void trace_begin_cell(struct block_trace *trace, const struct stored_segment *piece,
                      bool translated, const struct english *english)
{
    if (!trace)
        return;
    void *grown =
        array_grow(trace->cells, trace->cell_count, &trace->cell_capacity, sizeof *trace->cells);
    trace->failed |= !grown;
    if (!grown)
        return;
    trace->cells = grown;
    trace->cells[trace->cell_count++] = (struct trace_cell){.piece = *piece,
                                                            .translated = translated,
                                                            .start = english->text.size,
                                                            .end = english->text.size};
}

void trace_end_cell(struct block_trace *trace, const struct english *english)
{
    if (trace && trace->cell_count > 0)
        trace->cells[trace->cell_count - 1].end = english->text.size;
}

void trace_code(struct block_trace *trace, const struct xliff_part *parts, size_t count,
                struct view form, size_t start, const struct english *english)
{
    if (!trace || trace->cell_count == 0)
        return;
    void *grown =
        array_grow(trace->codes, trace->code_count, &trace->code_capacity, sizeof *trace->codes);
    trace->failed |= !grown;
    if (!grown)
        return;
    trace->codes = grown;
    trace->codes[trace->code_count++] =
        (struct trace_code){.cell = trace->cell_count - 1,
                            .parts = parts,
                            .part_count = count,
                            .form = arena_copy(&trace->arena, form),
                            .start = start,
                            .end = start == SIZE_MAX ? SIZE_MAX : english->text.size};
    trace->failed |= trace->arena.failed;
}

void trace_text(struct block_trace *trace, struct view text, const struct english *english)
{
    if (trace && trace->code_count > 0 && english->after_form && view_starts_with(text, VIEW(".")))
        trace->codes[trace->code_count - 1].before_stop = true;
}

void trace_free(struct block_trace *trace)
{
    free(trace->cells);
    free(trace->codes);
    arena_free(&trace->arena);
    *trace = (struct block_trace){0};
}
