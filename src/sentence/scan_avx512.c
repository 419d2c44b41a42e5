/* scan_avx512.c - the same loops, 64 bytes at a time, with a bit for each byte in a mask. */
#include "sentence/scan.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>
#include <stdbool.h>

#include "sentence/plain.h"
#include "sentence/utf8_pairs.h"

#define AVX512                                                                                     \
    __attribute__((                                                                                \
        target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,lzcnt,popcnt")))

static inline AVX512 __m512i load(const char *text)
{
    return _mm512_loadu_si512(text);
}

/* A table of 16 entries for each quarter of a register. */
static inline AVX512 __m512i table(const char entries[16])
{
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(const void *)entries));
}

/* ---- stops and lines ----------------------------------------------------------------------- */

/* The bytes that are looked for, each at its lowest six bits; what stands elsewhere is a byte of
 * other bits, so it is not found. */
static const char stop_bytes[64] = {1, ['!'] = '!', ['.'] = '.', ['?'] = '?', [0x26] = (char)0xa6};
static const char line_bytes[64] = {1, ['\n'] = '\n', ['\r'] = '\r'};

static AVX512 void avx512_index(const char *text, size_t blocks, unsigned long long *stops,
                                unsigned long long *lines)
{
    const __m512i stop_table = load(stop_bytes), line_table = load(line_bytes);
    for (size_t i = 0; i < blocks; i++, text += SCAN_BLOCK) {
        __m512i bytes = load(text), next = load(text + 1);
        __mmask64 stop = _mm512_cmpeq_epi8_mask(_mm512_permutexvar_epi8(bytes, stop_table), bytes);
        /* as signed bytes, all that are not ASCII are less than 0 */
        __mmask64 low = _mm512_cmplt_epi8_mask(next, _mm512_set1_epi8('*'));
        __m512i small = _mm512_or_si512(next, _mm512_set1_epi8(0x20));
        __mmask64 high = _mm512_cmpgt_epi8_mask(small, _mm512_set1_epi8('z'));
        stops[i] = stop & (low | high);
        lines[i] = _mm512_cmpeq_epi8_mask(_mm512_permutexvar_epi8(bytes, line_table), bytes);
    }
}

/* ---- plain ends ---------------------------------------------------------------------------- */

static AVX512 bool avx512_plain(const char *text)
{
    return plain_stop(text);
}

/* The offsets of a block's stops, most blocks have at most four. */
static inline AVX512 size_t put_offsets(uint32_t *list, uint32_t block, uint64_t bits)
{
    const __m512i places = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
        40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
        17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    size_t count = (size_t)__builtin_popcountll(bits);
    __m512i found = _mm512_maskz_compress_epi8(bits, places);
    __m128i first = _mm_cvtepu8_epi32(_mm512_castsi512_si128(found));
    _mm_storeu_si128((__m128i *)(void *)list, _mm_add_epi32(first, _mm_set1_epi32((int)block)));
    for (size_t i = 0; count > 4 && i < count; i++, bits &= bits - 1)
        list[i] = block + (uint32_t)__builtin_ctzll(bits);
    return count;
}

static AVX512 size_t avx512_list(const char *text, size_t from, size_t to,
                                 const unsigned long long *stops, const unsigned long long *lines,
                                 uint32_t *list)
{
    return plain_list(text, from, to, stops, lines, list, put_offsets);
}

/* ---- UTF-8 -------------------------------------------------------------------------------- */

static inline AVX512 __m512i pair_errors(__m512i bytes, __m512i before)
{
    const __m512i nibble = _mm512_set1_epi8(0x0f);
    __m512i high = _mm512_and_si512(_mm512_srli_epi16(before, 4), nibble);
    __m512i low = _mm512_and_si512(before, nibble);
    __m512i next = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), nibble);
    __m512i a = _mm512_shuffle_epi8(table(utf8_first_high), high);
    __m512i b = _mm512_shuffle_epi8(table(utf8_first_low), low);
    __m512i c = _mm512_shuffle_epi8(table(utf8_second_high), next);
    return _mm512_ternarylogic_epi64(a, b, c, 0x80); /* all three */
}

/* Errors in 64 bytes of which up to three more stand before text[0]. */
static inline AVX512 __m512i errors_at(const char *text)
{
    __m512i pairs = pair_errors(load(text), load(text - 1));
    /* the third byte of three and of four, and the fourth, must be a second continuation */
    __m512i third = _mm512_subs_epu8(load(text - 2), _mm512_set1_epi8(0xe0 - 0x80));
    __m512i fourth = _mm512_subs_epu8(load(text - 3), _mm512_set1_epi8(0xf0 - 0x80));
    __m512i must = _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8((char)0x80));
    return _mm512_xor_si512(must, pairs);
}

static AVX512 size_t avx512_valid(const char *text, size_t size)
{
    enum { STEP = 128 };
    size_t i = scan_valid_from(text, 0, size < 8 ? size : 8);
    for (; i >= 4 && size - i >= STEP; i += STEP) {
        __m512i errors = _mm512_or_si512(errors_at(text + i), errors_at(text + i + 64));
        if (_mm512_test_epi8_mask(errors, errors) != 0)
            break;
    }
    return scan_valid_from(text, utf8_pairs_back(text, i), size);
}

static const struct scan avx512 = {
    .index = avx512_index,
    .plain = avx512_plain,
    .list = avx512_list,
    .valid = avx512_valid,
};

const struct scan *scan_avx512(void)
{
    /* lzcnt and popcnt are older */
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
                   __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
               ? &avx512
               : NULL;
}

#else

const struct scan *scan_avx512(void)
{
    return NULL;
}

#endif
