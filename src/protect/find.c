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
    bool inside = token_letter_before(pass->text, at);
    pass->number_at = at;
    pass->word = protect_word_before(pass->text, at);
    if (!inside) {
        end = protect_time_at(pass, at);
        end = end > 0 ? end : protect_date_at(pass, at);
    }
    end = end > 0 ? end : protect_identifier_at(pass, at);
    if (end == 0 && inside)
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

static size_t skip_bytes(const char *text, size_t at, size_t end)
{
    while (at < end && interests[(unsigned char)text[at]] == NOTHING)
        at++;
    return at;
}

#ifdef __SSE2__

#include <emmintrin.h>

/* A bit for each byte of interest, but for stops and colons that begin nothing: most stops are
 * followed by a blank, and a colon must be by a stroke. */
static inline unsigned interest_bits(__m128i bytes, __m128i next)
{
    __m128i offset = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
    __m128i digit = _mm_cmpeq_epi8(_mm_min_epu8(offset, _mm_set1_epi8(9)), offset);
    __m128i colon = _mm_and_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(':')),
                                  _mm_cmpeq_epi8(next, _mm_set1_epi8('/')));
    /* as signed bytes, all that are not ASCII are less than a blank */
    __m128i stop = _mm_and_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('.')),
                                 _mm_cmpgt_epi8(next, _mm_set1_epi8(' ')));
    /* each of these pairs is one bit apart: " and #, 0xc2 and 0xe2 */
    __m128i quote = _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(1)), _mm_set1_epi8('#'));
    __m128i wide =
        _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), _mm_set1_epi8((char)0xe2));
    __m128i single = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\''));
    __m128i at = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('@'));
    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(_mm_or_si128(digit, colon), _mm_or_si128(stop, quote)),
                     _mm_or_si128(_mm_or_si128(wide, single), at)));
}

/* The next byte of interest in text[at..end), or the end. */
static size_t skip_nothing(const char *text, size_t at, size_t end)
{
    for (; end - at > 16; at += 16) {
        const char *p = text + at;
        unsigned bits = interest_bits(_mm_loadu_si128((const __m128i *)(const void *)p),
                                      _mm_loadu_si128((const __m128i *)(const void *)(p + 1)));
        if (bits != 0)
            return at + (unsigned)__builtin_ctz(bits);
    }
    return skip_bytes(text, at, end);
}

#else

#define skip_nothing skip_bytes

#endif

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
    pass->no_memory = false;
    pass->apostrophe = PROTECT_ALONE;
}

bool protect_find(struct view block, const struct protect_options *options,
                  struct protect_spans *spans)
{
    struct pass pass;
    pass_begin(&pass, block, options, spans);
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
