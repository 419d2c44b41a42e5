/* protect: spans stand in order, inside the block, at the bounds of characters; quotation marks
 * come in pairs; with the source as target each form is the German. */
#include "tests/fuzz/fuzz.h"

static void span_is_sound(struct view block, const struct protect_spans *spans, size_t i)
{
    const struct protect_span *span = &spans->items[i];
    size_t from = i > 0 ? spans->items[i - 1].end : 0;
    HOLDS(from <= span->start && span->start < span->end && span->end <= block.size);
    struct view text = view_slice(block, span->start, span->end);
    HOLDS(utf8_valid_prefix(text) == text.size);
    struct view form = protect_form(spans, span);
    HOLDS(form.size > 0 && utf8_valid_prefix(form) == form.size);
    if (span->kind != PROTECT_QUOTE_OPEN && span->kind != PROTECT_QUOTE_CLOSE)
        return;
    if (span->partner == PROTECT_ALONE)
        return;
    HOLDS(span->partner < spans->count && span->partner != i);
    const struct protect_span *partner = &spans->items[span->partner];
    HOLDS(partner->partner == i && partner->kind != span->kind);
    HOLDS((span->kind == PROTECT_QUOTE_OPEN) == (i < span->partner));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct protect_spans spans; /* kept, as an export keeps them */
    struct view block = {(const char *)data, size};
    unsigned choice = fuzz_choice(&block);
    struct protect_options options = {
        .from = choice % 3,
        .to = choice / 3 % 3,
        .style = choice / 9 % 2,
        .kinds = PROTECT_EVERYTHING,
        .heading = choice / 18 % 2,
    };
    block.size = utf8_valid_prefix(block);
    HOLDS(protect_find(block, &options, &spans));
    for (size_t i = 0; i < spans.count; i++) {
        span_is_sound(block, &spans, i);
        const struct protect_span *span = &spans.items[i];
        if (options.to == PROTECT_TO_SOURCE)
            fuzz_equal(protect_form(&spans, span), view_slice(block, span->start, span->end),
                       "a German form is the German");
    }
    return 0;
}
