/* Whether text can be copied into a document as it is. */
#include "xliff/escape.h"

/* What a text needs is what the byte of it needs that needs most. */
static enum xliff_plainness of_byte(unsigned char byte)
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

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

enum { BLOCK = 32 };

/* Both halves of a register hold the 16 entries of a table for _mm256_shuffle_epi8. */
#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/* The two halves of a byte have these bits in common: 1 below the blank, 2 for &, 4 for < and >, 8
 * for the lead of U+FFFE, 16 for ". */
static inline AVX2 __m256i look(__m256i bytes)
{
    const __m256i by_high = TABLE(1, 1, 2 | 16, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0);
    const __m256i by_low =
        TABLE(1, 1, 1 | 16, 1, 1, 1, 1 | 2, 1, 1, 1, 1, 1, 1 | 4, 1, 1 | 4, 1 | 8);
    const __m256i nibble = _mm256_set1_epi8(0x0f);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
    __m256i low = _mm256_and_si256(bytes, nibble);
    return _mm256_and_si256(_mm256_shuffle_epi8(by_high, high), _mm256_shuffle_epi8(by_low, low));
}

static inline AVX2 __m256i load(const char *text)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)text);
}

/* The last bytes of a text that is not empty, fewer than a block only if there are no more. */
static inline AVX2 __m256i load_last(struct xliff_string text)
{
    char padded[BLOCK];
    if (text.size >= BLOCK)
        return load(text.data + text.size - BLOCK);
    memset(padded, ' ', BLOCK);
    memcpy(padded, text.data, text.size);
    return load(padded);
}

static AVX2 enum xliff_plainness avx2(struct xliff_string text)
{
    const __m256i quote = _mm256_set1_epi8(16);
    __m256i found = look(load_last(text));
    for (size_t at = 0; at + BLOCK < text.size; at += BLOCK)
        found = _mm256_or_si256(found, look(load(text.data + at)));
    if (!_mm256_testc_si256(quote, found))
        return XLIFF_ESCAPED;
    return _mm256_testz_si256(found, found) ? XLIFF_PLAIN : XLIFF_PLAIN_CONTENT;
}

enum xliff_plainness xliff_plainness(struct xliff_string text)
{
    if (text.size == 0)
        return XLIFF_PLAIN;
    return __builtin_cpu_supports("avx2") ? avx2(text) : xliff_plainness_portable(text);
}

#else

enum xliff_plainness xliff_plainness(struct xliff_string text)
{
    return xliff_plainness_portable(text);
}

#endif
