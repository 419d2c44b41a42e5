#include <stdlib.h>

#include "protect/interest.h"
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

/* Whether digits that end at text[end] may begin a time: a mark and minutes, Uhr, or a joint (und,
 * oder, bis, a dash) follows. A quick no for most. */
static bool may_begin_time(struct view text, size_t at, size_t end)
{
    size_t next = token_skip_blanks(text, end);
    char c = (char)(end - at <= 2 && next < text.size ? text.data[next] : ' ');
    return c == '.' || c == ':' || c == 'U' || c == 'u' || c == 'o' || c == 'b' || c == '-' ||
           c == '\xe2';
}

static size_t digits_at(struct pass *pass, size_t at)
{
    struct view text = pass->text;
    size_t end = 0;
    bool inside = token_letter_before(text, at);
    pass->number_at = pass->digits_end = at;
    while (token_is_digit(text, pass->digits_end))
        pass->digits_end++;
    pass->word = protect_word_before(text, at);
    if (!inside && may_begin_time(text, at, pass->digits_end))
        end = protect_time_at(pass, at);
    if (!inside && end == 0)
        end = protect_date_at(pass, at);
    end = end > 0 ? end : protect_identifier_at(pass, at);
    if (end == 0 && inside)
        end = protect_skip_chunk(pass->text, at);
    return end > 0 ? end : protect_number_at(pass, at);
}

static size_t interest_at(struct pass *pass, size_t at)
{
    size_t end;
    switch (interest_of[(unsigned char)pass->text.data[at]]) {
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

/* Field by field: `open` need not be cleared. */
static void pass_begin(struct pass *pass, struct view block, const struct protect_options *options,
                       struct protect_spans *spans)
{
    spans->count = 0;
    buffer_clear(&spans->forms);
    pass->text = block;
    pass->options = options;
    pass->spans = spans;
    pass->number_at = SIZE_MAX;
    pass->done = pass->no_link = pass->counted = pass->label_at = pass->depth = 0;
    pass->label = 0;
    pass->quoted = pass->dropped = pass->no_memory = false;
    pass->apostrophe = PROTECT_ALONE;
}

bool protect_find(struct view block, const struct protect_options *options,
                  struct protect_spans *spans)
{
    struct interest_walk walk;
    struct pass pass;
    interest_begin(&walk, block);
    pass_begin(&pass, block, options, spans);
    protect_never_seek(&pass, 0);
    for (size_t at = 0; at < block.size;) {
        if (at >= pass.never.start) {
            at = protect_never_at(&pass, at);
            continue;
        }
        size_t limit = block.size < pass.never.start ? block.size : pass.never.start;
        at = interest_next(&walk, at, limit);
        if (at < limit)
            at = interest_at(&pass, at);
    }
    protect_quotes_end(&pass);
    return !pass.no_memory && !spans->forms.failed;
}
