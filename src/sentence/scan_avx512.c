/* scan_avx512.c - the same loops, 64 bytes at a time, with a bit for each byte in a mask. */
#include "sentence/scan.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>
#include <stdbool.h>

#include "sentence/plain.h"

#define AVX512                                                                                     \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi,lzcnt,popcnt")))

static inline AVX512 __m512i load(const char *text)
{
    return _mm512_loadu_si512(text);
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

/* ---- words -------------------------------------------------------------------------------- */

static inline AVX512 struct scan_word avx512_word(const char *end)
{
    /* each vowel at its lowest five bits */
    static const char vowels[SCAN_WORD] = {['a' % 32] = 'a', ['e' % 32] = 'e', ['i' % 32] = 'i',
                                           ['o' % 32] = 'o', ['u' % 32] = 'u', ['y' % 32] = 'y'};
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(end - SCAN_WORD));
    __m256i small = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
    uint32_t ascii =
        _mm256_cmplt_epu8_mask(_mm256_sub_epi8(small, _mm256_set1_epi8('a')), _mm256_set1_epi8(26));
    /* as signed bytes, 80 to BF are less than C0 */
    uint32_t wide = _mm256_cmplt_epi8_mask(bytes, _mm256_set1_epi8((char)0xc0)) |
                    _mm256_cmpeq_epi8_mask(bytes, _mm256_set1_epi8((char)0xc3));
    __m256i table = _mm256_loadu_si256((const __m256i *)(const void *)vowels);
    uint32_t vowel = _mm256_cmpeq_epi8_mask(_mm256_permutexvar_epi8(small, table), small) |
                     _mm256_movepi8_mask(bytes);
    uint32_t size = _lzcnt_u32(~(ascii | wide));
    return (struct scan_word){size, (uint32_t)((uint64_t)vowel << size >> 32)};
}

static AVX512 bool avx512_plain(const char *text)
{
    return plain_stop(text, avx512_word);
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
    return plain_list(text, from, to, stops, lines, list, put_offsets, avx512_word);
}

static const struct scan avx512 = {
    .index = avx512_index,
    .word = avx512_word,
    .plain = avx512_plain,
    .list = avx512_list,
};

const struct scan *scan_avx512(void)
{
    /* lzcnt and popcnt are older */
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                   __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
                   __builtin_cpu_supports("bmi")
               ? &avx512
               : NULL;
}

#else

const struct scan *scan_avx512(void)
{
    return NULL;
}

#endif
