/* Whether text can be copied into a document as it is. */
#include "xliff/escape.h"

/* What a text needs is what the byte of it needs that needs most. */
static inline enum xliff_plainness of_byte(unsigned char byte)
{
    if (byte < ' ' || byte == '&' || byte == '<' || byte == '>' || byte == XLIFF_LEAD_OF_FFFE)
        return XLIFF_ESCAPED;
    return byte == '"' ? XLIFF_PLAIN_CONTENT : XLIFF_PLAIN;
}

enum xliff_plainness xliff_plainness_portable(struct xliff_string text)
{
    enum xliff_plainness least = XLIFF_PLAIN;
    for (size_t i = 0; i < text.size; i++) {
        enum xliff_plainness plainness = of_byte((unsigned char)text.data[i]);
        least = plainness < least ? plainness : least;
    }
    return least;
}

#ifdef __SSE2__

#include <emmintrin.h>

/* What was found in some bytes: not zero where there is such a one. */
struct found {
    __m128i escaped, quotes;
};

static inline __m128i load(const char *text)
{
    return _mm_loadu_si128((const __m128i *)(const void *)text);
}

static inline void look(struct found *found, __m128i bytes)
{
    __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
    /* < and > are one bit apart */
    __m128i angle = _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(2)), _mm_set1_epi8('>'));
    __m128i and = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&'));
    __m128i lead = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)XLIFF_LEAD_OF_FFFE));
    __m128i escaped = _mm_or_si128(_mm_or_si128(low, angle), _mm_or_si128(and, lead));
    found->escaped = _mm_or_si128(found->escaped, escaped);
    found->quotes = _mm_or_si128(found->quotes, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
}

enum xliff_plainness xliff_plainness(struct xliff_string text)
{
    struct found found = {_mm_setzero_si128(), _mm_setzero_si128()};
    if (text.size < 16)
        return xliff_plainness_portable(text);
    for (size_t at = 0; text.size - at > 16; at += 16)
        look(&found, load(text.data + at));
    look(&found, load(text.data + text.size - 16));
    if (_mm_movemask_epi8(found.escaped) != 0)
        return XLIFF_ESCAPED;
    return _mm_movemask_epi8(found.quotes) != 0 ? XLIFF_PLAIN_CONTENT : XLIFF_PLAIN;
}

#else

enum xliff_plainness xliff_plainness(struct xliff_string text)
{
    return xliff_plainness_portable(text);
}

#endif
