/* scan_avx2.c - the same loops, 32 bytes at a time. */
#include "sentence/scan.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>
#include <stdbool.h>

#include "sentence/plain.h"

#define AVX2 __attribute__((target("avx2,bmi,lzcnt,popcnt")))

/* Both halves of a register hold the 16 entries of a table for _mm256_shuffle_epi8. */
#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

#define B(x) ((char)(x))

/* ---- stops and lines ----------------------------------------------------------------------- */

/* A byte's class is what its two nibbles have in common. */
enum {
    DOT_OR_CALL = 1, /* . ! */
    QUESTION = 2,
    ELLIPSIS = 4, /* the last byte of … */
    STOP = DOT_OR_CALL | QUESTION | ELLIPSIS,
    BLANK_OR_MARK = 8, /* space " ' ) */
    CONTROL = 16,      /* tab to CR */
    BRACKET = 32,      /* [ ] { } */
    LEAD = 64,         /* C2 and E2: a no-break space or a mark may follow */
    LINE = 128,        /* LF CR */
    AFTER = BLANK_OR_MARK | CONTROL | BRACKET | LEAD,
};

static inline AVX2 __m256i classes(__m256i bytes)
{
    const __m256i low =
        TABLE(BLANK_OR_MARK, DOT_OR_CALL, BLANK_OR_MARK | LEAD, 0, 0, 0, ELLIPSIS, BLANK_OR_MARK, 0,
              BLANK_OR_MARK | CONTROL, B(CONTROL | LINE), CONTROL | BRACKET, CONTROL,
              B(CONTROL | BRACKET | LINE), DOT_OR_CALL, QUESTION);
    const __m256i high = TABLE(B(CONTROL | LINE), 0, DOT_OR_CALL | BLANK_OR_MARK, QUESTION, 0,
                               BRACKET, 0, BRACKET, 0, 0, ELLIPSIS, 0, LEAD, 0, LEAD, 0);
    const __m256i nibble = _mm256_set1_epi8(0x0f);
    __m256i of_low = _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, nibble));
    __m256i of_high =
        _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
    return _mm256_and_si256(of_low, of_high);
}

static inline AVX2 uint32_t any(__m256i bytes, int mask)
{
    __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(bytes, _mm256_set1_epi8((char)mask)),
                                     _mm256_setzero_si256());
    return ~(uint32_t)_mm256_movemask_epi8(none);
}

static AVX2 void avx2_index(const char *text, size_t blocks, unsigned long long *stops,
                            unsigned long long *lines)
{
    for (; blocks > 0; blocks--, text += SCAN_BLOCK) {
        __m256i first = classes(_mm256_loadu_si256((const __m256i *)(const void *)text));
        __m256i second = classes(_mm256_loadu_si256((const __m256i *)(const void *)(text + 32)));
        uint64_t stop = (uint64_t)any(second, STOP) << 32 | any(first, STOP);
        uint64_t after = (uint64_t)any(second, AFTER) << 32 | any(first, AFTER);
        *stops++ = stop & (after >> 1 | UINT64_C(1) << 63);
        *lines++ = (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32 |
                   (uint32_t)_mm256_movemask_epi8(first); /* LINE is the highest bit */
    }
}

/* ---- words -------------------------------------------------------------------------------- */

/* By the two nibbles, as above: a e i o, then u y. */
static inline AVX2 __m256i vowels(__m256i small)
{
    const __m256i low = TABLE(0, 1, 0, 0, 0, 3, 0, 0, 0, 3, 0, 0, 0, 0, 0, 1);
    const __m256i high = TABLE(0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0);
    const __m256i nibble = _mm256_set1_epi8(0x0f);
    __m256i of_low = _mm256_shuffle_epi8(low, _mm256_and_si256(small, nibble));
    __m256i of_high =
        _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(small, 4), nibble));
    __m256i vowel = _mm256_and_si256(of_low, of_high);
    /* where it is not 0, or the byte is not ASCII, make the highest bit 1 */
    return _mm256_or_si256(_mm256_cmpgt_epi8(vowel, _mm256_setzero_si256()), small);
}

static inline AVX2 struct scan_word avx2_word(const char *end)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(end - SCAN_WORD));
    __m256i small = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
    __m256i ascii = _mm256_and_si256(_mm256_cmpgt_epi8(small, _mm256_set1_epi8('a' - 1)),
                                     _mm256_cmpgt_epi8(_mm256_set1_epi8('z' + 1), small));
    /* as signed bytes, 80 to BF are less than C0 */
    __m256i wide = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(B(0xc3))),
                                   _mm256_cmpgt_epi8(_mm256_set1_epi8(B(0xc0)), bytes));
    uint32_t letters = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(ascii, wide));
    uint32_t vowel = (uint32_t)_mm256_movemask_epi8(vowels(small));
    uint32_t size = _lzcnt_u32(~letters);
    return (struct scan_word){size, (uint32_t)((uint64_t)vowel << size >> 32)};
}

static AVX2 bool avx2_plain(const char *text)
{
    return plain_stop(text, avx2_word(text));
}

static AVX2 size_t avx2_list(const char *text, size_t from, size_t to,
                             const unsigned long long *stops, const unsigned long long *lines,
                             uint32_t *list)
{
    return plain_list(text, from, to, stops, lines, list, avx2_word);
}

/* ---- UTF-8 -------------------------------------------------------------------------------- */

/* What can be wrong with two neighbouring bytes, after Keiser and Lemire, "Validating UTF-8 in
 * less than one instruction per byte" (2020): a bit stands if all three nibbles allow it. */
enum {
    TOO_SHORT = 1,   /* a lead, then no continuation */
    TOO_LONG = 2,    /* ASCII, then a continuation */
    OVERLONG_3 = 4,  /* E0 80..9F */
    TOO_LARGE = 8,   /* F4 90.., F5.. */
    SURROGATE = 16,  /* ED A0.. */
    OVERLONG_2 = 32, /* C0, C1 */
    LARGE_OR_OVERLONG_4 = 64,
    TWO_CONTINUATIONS = 128, /* right only after a lead of three or four bytes */
    ALWAYS = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS,
    LARGE = ALWAYS | TOO_LARGE | LARGE_OR_OVERLONG_4,
    CONTINUES = TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS,
};

static inline AVX2 __m256i pair_errors(__m256i bytes, __m256i before)
{
    const __m256i first_high =
        TABLE(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
              B(TWO_CONTINUATIONS), B(TWO_CONTINUATIONS), B(TWO_CONTINUATIONS),
              B(TWO_CONTINUATIONS), TOO_SHORT | OVERLONG_2, TOO_SHORT,
              TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | LARGE_OR_OVERLONG_4);
    const __m256i first_low =
        TABLE(B(ALWAYS | OVERLONG_2 | OVERLONG_3 | LARGE_OR_OVERLONG_4), B(ALWAYS | OVERLONG_2),
              B(ALWAYS), B(ALWAYS), B(ALWAYS | TOO_LARGE), B(LARGE), B(LARGE), B(LARGE), B(LARGE),
              B(LARGE), B(LARGE), B(LARGE), B(LARGE), B(LARGE | SURROGATE), B(LARGE), B(LARGE));
    const __m256i second_high =
        TABLE(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
              TOO_SHORT, B(CONTINUES | OVERLONG_3 | LARGE_OR_OVERLONG_4),
              B(CONTINUES | OVERLONG_3 | TOO_LARGE), B(CONTINUES | SURROGATE | TOO_LARGE),
              B(CONTINUES | SURROGATE | TOO_LARGE), TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    const __m256i nibble = _mm256_set1_epi8(0x0f);
    __m256i a =
        _mm256_shuffle_epi8(first_high, _mm256_and_si256(_mm256_srli_epi16(before, 4), nibble));
    __m256i b = _mm256_shuffle_epi8(first_low, _mm256_and_si256(before, nibble));
    __m256i c =
        _mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
    return _mm256_and_si256(_mm256_and_si256(a, b), c);
}

/* The bytes moved by `count` to the right, filled from the block before. */
#define SHIFTED(bytes, previous, count)                                                            \
    _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(previous, bytes, 0x21), 16 - (count))

static inline AVX2 __m256i block_errors(__m256i bytes, __m256i previous)
{
    __m256i pairs = pair_errors(bytes, SHIFTED(bytes, previous, 1));
    /* the third byte of three and of four, and the fourth, must be a second continuation */
    __m256i third = _mm256_subs_epu8(SHIFTED(bytes, previous, 2), _mm256_set1_epi8(B(0xdf)));
    __m256i fourth = _mm256_subs_epu8(SHIFTED(bytes, previous, 3), _mm256_set1_epi8(B(0xef)));
    __m256i none = _mm256_cmpeq_epi8(_mm256_or_si256(third, fourth), _mm256_setzero_si256());
    __m256i must = _mm256_andnot_si256(none, _mm256_set1_epi8(B(0x80)));
    return _mm256_xor_si256(must, pairs);
}

static AVX2 size_t avx2_valid(const char *text, size_t size)
{
    __m256i previous = _mm256_setzero_si256();
    size_t i = 0;
    for (; size - i >= 32; i += 32) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(text + i));
        __m256i errors = block_errors(bytes, previous);
        if (!_mm256_testz_si256(errors, errors))
            break;
        previous = bytes;
    }
    for (unsigned back = 0; back < 4 && i > 0; back++)
        if (((unsigned char)text[--i] & 0xc0) != 0x80)
            break;
    return scan_valid_from(text, i, size);
}

static const struct scan avx2 = {
    .index = avx2_index,
    .word = avx2_word,
    .plain = avx2_plain,
    .list = avx2_list,
    .valid = avx2_valid,
};

const struct scan *scan_avx2(void)
{
    /* lzcnt is of the same age as bmi */
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") ? &avx2 : NULL;
}

#else

const struct scan *scan_avx2(void)
{
    return NULL;
}

#endif
