#include <stdlib.h>

#include "protect/internal.h"

/* ---- Spans ------------------------------------------------------------------------------ */

size_t protect_form_begin(const struct pass *pass)
{
    return pass->spans->forms.size;
}

void protect_add(struct pass *pass, enum protect_kind kind, size_t start, size_t end,
                 size_t form_start)
{
    struct protect_spans *spans = pass->spans;
    bool wanted = (pass->options->kinds & PROTECT_BIT(kind)) != 0;
    pass->done = end;
    if (!wanted || pass->options->to == PROTECT_TO_SOURCE)
        spans->forms.size = form_start;
    if (!wanted)
        return;
    if (pass->options->to == PROTECT_TO_SOURCE)
        buffer_add_view(&spans->forms, view_slice(pass->text, start, end));
    struct protect_span *items =
        array_grow(spans->items, spans->count, &spans->capacity, sizeof *items);
    if (!items) {
        pass->no_memory = true;
        return;
    }
    spans->items = items;
    items[spans->count++] = (struct protect_span){
        start, end, kind, PROTECT_ALONE, form_start, spans->forms.size - form_start};
}

size_t protect_add_same(struct pass *pass, enum protect_kind kind, size_t start, size_t end)
{
    size_t form = protect_form_begin(pass);
    buffer_add_view(&pass->spans->forms, view_slice(pass->text, start, end));
    protect_add(pass, kind, start, end, form);
    return end;
}

struct view protect_form(const struct protect_spans *spans, const struct protect_span *span)
{
    return view_slice(buffer_view(&spans->forms), span->form_start,
                      span->form_start + span->form_size);
}

void protect_spans_free(struct protect_spans *spans)
{
    free(spans->items);
    buffer_free(&spans->forms);
    *spans = (struct protect_spans){0};
}

/* ---- The pass --------------------------------------------------------------------------- */

/* What a byte may begin, or be the middle of. Everything else is passed over. */
enum interest { NOTHING, DIGIT, LINK, POINT, QUOTE };

static const unsigned char interests[256] = {
    ['0'] = DIGIT,  ['1'] = DIGIT,           ['2'] = DIGIT, ['3'] = DIGIT,
    ['4'] = DIGIT,  ['5'] = DIGIT,           ['6'] = DIGIT, ['7'] = DIGIT,
    ['8'] = DIGIT,  ['9'] = DIGIT,           ['@'] = LINK,  ['#'] = LINK,
    [':'] = LINK,   ['.'] = POINT,           ['"'] = QUOTE, ['\''] = QUOTE,
    [0xc2] = QUOTE, /* « » */[0xe2] = QUOTE, /* „ “ ” ‚ ‘ ’ ‹ › */
};

static size_t digits_at(struct pass *pass, size_t at)
{
    size_t end = 0;
    if (!token_letter_before(pass->text, at)) {
        end = protect_time_at(pass, at);
        end = end > 0 ? end : protect_date_at(pass, at);
    }
    end = end > 0 ? end : protect_identifier_at(pass, at);
    if (end == 0 && token_letter_before(pass->text, at))
        end = protect_skip_chunk(pass->text, at);
    return end > 0 ? end : protect_number_at(pass, at);
}

static size_t interest_at(struct pass *pass, size_t at)
{
    size_t end;
    switch (interests[(unsigned char)pass->text.data[at]]) {
    case DIGIT:
        return digits_at(pass, at);
    case LINK:
        end = protect_link_at(pass, at);
        return end > 0 ? end : at + 1;
    case POINT:
        end = protect_link_dot(pass, at);
        return end > 0 ? end : at + 1;
    default:
        return protect_quote_at(pass, at);
    }
}

/* The next byte of interest in text[at..end), or the end. */
static size_t skip_nothing(const char *text, size_t at, size_t end)
{
    const unsigned char *p = (const unsigned char *)text;
    while (end - at >= 8 && !(interests[p[at]] | interests[p[at + 1]] | interests[p[at + 2]] |
                              interests[p[at + 3]] | interests[p[at + 4]] | interests[p[at + 5]] |
                              interests[p[at + 6]] | interests[p[at + 7]]))
        at += 8;
    while (at < end && interests[p[at]] == NOTHING)
        at++;
    return at;
}

bool protect_find(struct view block, const struct protect_options *options,
                  struct protect_spans *spans)
{
    struct pass pass = {.text = block, .options = options, .spans = spans};
    spans->count = 0;
    buffer_clear(&spans->forms);
    pass.apostrophe = PROTECT_ALONE;
    protect_never_seek(&pass, 0);
    for (size_t at = 0; at < block.size;) {
        if (at >= pass.never.start) {
            at = protect_never_at(&pass, at);
            continue;
        }
        size_t limit = block.size < pass.never.start ? block.size : pass.never.start;
        at = skip_nothing(block.data, at, limit);
        if (at < limit)
            at = interest_at(&pass, at);
    }
    protect_quotes_end(&pass);
    return !pass.no_memory && !spans->forms.failed;
}
