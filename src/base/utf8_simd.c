/* utf8_simd.c - is it UTF-8: 128 bytes at a time, where the machine can. */
#include "base/utf8_simd.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#include "base/utf8_pairs.h"

/* ---- AVX2 ---------------------------------------------------------------------------------- */

#define AVX2 __attribute__((target("avx2")))

static inline AVX2 __m256i load_256(const char *text)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)text);
}

/* The entries in both halves of a register. */
static inline AVX2 __m256i table_256(const char entries[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)entries));
}

static inline AVX2 __m256i pair_errors_256(__m256i bytes, __m256i before)
{
    const __m256i nibble = _mm256_set1_epi8(0x0f);
    __m256i a = _mm256_shuffle_epi8(table_256(utf8_first_high),
                                    _mm256_and_si256(_mm256_srli_epi16(before, 4), nibble));
    __m256i b = _mm256_shuffle_epi8(table_256(utf8_first_low), _mm256_and_si256(before, nibble));
    __m256i c = _mm256_shuffle_epi8(table_256(utf8_second_high),
                                    _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
    return _mm256_and_si256(_mm256_and_si256(a, b), c);
}

/* Errors in 32 bytes of which up to three more stand before text[0]. */
static inline AVX2 __m256i errors_at_256(const char *text)
{
    __m256i pairs = pair_errors_256(load_256(text), load_256(text - 1));
    /* the third byte of three and of four, and the fourth, must be a second continuation */
    __m256i third = _mm256_subs_epu8(load_256(text - 2), _mm256_set1_epi8(0xe0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(load_256(text - 3), _mm256_set1_epi8(0xf0 - 0x80));
    __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(must, pairs);
}

static AVX2 size_t avx2_valid(const char *text, size_t size)
{
    enum { STEP = 128 };
    size_t i = utf8_valid_portable(text, 0, size < 8 ? size : 8);
    for (; i >= 4 && size - i >= STEP; i += STEP) {
        __m256i errors = _mm256_or_si256(
            _mm256_or_si256(errors_at_256(text + i), errors_at_256(text + i + 32)),
            _mm256_or_si256(errors_at_256(text + i + 64), errors_at_256(text + i + 96)));
        if (!_mm256_testz_si256(errors, errors))
            break;
    }
    return utf8_valid_portable(text, utf8_pairs_back(text, i), size);
}

/* ---- AVX-512 ------------------------------------------------------------------------------- */

#define AVX512 __attribute__((target("avx512f,avx512bw")))

static inline AVX512 __m512i load_512(const char *text)
{
    return _mm512_loadu_si512(text);
}

/* A table of 16 entries for each quarter of a register. */
static inline AVX512 __m512i table_512(const char entries[16])
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)entries));
}

static inline AVX512 __m512i pair_errors_512(__m512i bytes, __m512i before)
{
    const __m512i nibble = _mm512_set1_epi8(0x0f);
    __m512i high = _mm512_and_si512(_mm512_srli_epi16(before, 4), nibble);
    __m512i low = _mm512_and_si512(before, nibble);
    __m512i next = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), nibble);
    __m512i a = _mm512_shuffle_epi8(table_512(utf8_first_high), high);
    __m512i b = _mm512_shuffle_epi8(table_512(utf8_first_low), low);
    __m512i c = _mm512_shuffle_epi8(table_512(utf8_second_high), next);
    return _mm512_ternarylogic_epi64(a, b, c, 0x80); /* all three */
}

/* Errors in 64 bytes of which up to three more stand before text[0]. */
static inline AVX512 __m512i errors_at_512(const char *text)
{
    __m512i pairs = pair_errors_512(load_512(text), load_512(text - 1));
    /* the third byte of three and of four, and the fourth, must be a second continuation */
    __m512i third = _mm512_subs_epu8(load_512(text - 2), _mm512_set1_epi8(0xe0 - 0x80));
    __m512i fourth = _mm512_subs_epu8(load_512(text - 3), _mm512_set1_epi8(0xf0 - 0x80));
    __m512i must = _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8((char)0x80));
    return _mm512_xor_si512(must, pairs);
}

static AVX512 size_t avx512_valid(const char *text, size_t size)
{
    enum { STEP = 128 };
    size_t i = utf8_valid_portable(text, 0, size < 8 ? size : 8);
    for (; i >= 4 && size - i >= STEP; i += STEP) {
        __m512i errors = _mm512_or_si512(errors_at_512(text + i), errors_at_512(text + i + 64));
        if (_mm512_test_epi8_mask(errors, errors) != 0)
            break;
    }
    return utf8_valid_portable(text, utf8_pairs_back(text, i), size);
}

utf8_valid_function *utf8_valid_avx2(void)
{
    return __builtin_cpu_supports("avx2") ? avx2_valid : NULL;
}

utf8_valid_function *utf8_valid_avx512(void)
{
    return __builtin_cpu_supports("avx512bw") ? avx512_valid : NULL;
}

#else

utf8_valid_function *utf8_valid_avx2(void)
{
    return NULL;
}

utf8_valid_function *utf8_valid_avx512(void)
{
    return NULL;
}

#endif
