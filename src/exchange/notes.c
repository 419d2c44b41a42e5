#include "exchange/notes.h"

size_t note_of_codes(enum xliff_version version, const struct protect_spans *spans,
                     struct view block, size_t first, size_t end, struct buffer *text,
                     struct xliff_note *note)
{
    bool old = version == XLIFF_1_2;
    if (first == end)
        return 0;
    buffer_clear(text);
    for (size_t i = first; i < end; i++) {
        const struct protect_span *span = &spans->items[i];
        buffer_add_string(text, i == first ? "" : "   ");
        buffer_add_number(text, i + 1);
        buffer_add_string(text, ": ");
        buffer_add_view(text, view_slice(block, span->start, span->end));
        buffer_add_string(text, " → ");
        buffer_add_view(text, protect_form(spans, span));
    }
    *note = (struct xliff_note){
        .id = {old ? NULL : "n1", old ? 0 : 2},
        .text = {text->data, text->size},
        .category = {old ? "satz" : "codes", old ? 4 : 5},
        .utf8 = true,
    };
    return 1;
}
