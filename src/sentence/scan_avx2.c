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

static inline AVX2 uint32_t stops_of(__m256i bytes, __m256i next)
{
    /* each at its low nibble */
    const __m256i stops =
        TABLE(-1, '!', -1, -1, -1, -1, B(0xa6), -1, -1, -1, -1, -1, -1, -1, '.', '?');
    __m256i nibbles = _mm256_and_si256(bytes, _mm256_set1_epi8(0x0f));
    __m256i stop = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(stops, nibbles), bytes);
    /* as signed bytes, all that are not ASCII are less than 0 */
    __m256i low = _mm256_cmpgt_epi8(_mm256_set1_epi8('*'), next);
    __m256i high =
        _mm256_cmpgt_epi8(_mm256_or_si256(next, _mm256_set1_epi8(0x20)), _mm256_set1_epi8('z'));
    return (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(stop, _mm256_or_si256(low, high)));
}

static inline AVX2 uint32_t lines_of(__m256i bytes)
{
    const __m256i lines = TABLE(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, '\n', -1, -1, '\r', -1, -1);
    return (uint32_t)_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(_mm256_shuffle_epi8(lines, bytes), bytes));
}

static inline AVX2 __m256i load(const char *text)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)text);
}

static AVX2 void avx2_index(const char *text, size_t blocks, unsigned long long *stops,
                            unsigned long long *lines)
{
    for (size_t i = 0; i < blocks; i++, text += SCAN_BLOCK) {
        __m256i first = load(text), second = load(text + 32);
        stops[i] =
            (uint64_t)stops_of(second, load(text + 33)) << 32 | stops_of(first, load(text + 1));
        lines[i] = (uint64_t)lines_of(second) << 32 | lines_of(first);
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
    return plain_stop(text, avx2_word);
}

static AVX2 size_t avx2_list(const char *text, size_t from, size_t to,
                             const unsigned long long *stops, const unsigned long long *lines,
                             uint32_t *list)
{
    return plain_list(text, from, to, stops, lines, list, plain_offsets, avx2_word);
}

static const struct scan avx2 = {
    .index = avx2_index,
    .word = avx2_word,
    .plain = avx2_plain,
    .list = avx2_list,
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
