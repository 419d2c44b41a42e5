/* scan_avx2.c - the same loops, 32 bytes at a time. */
#include "sentence/scan.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>
#include <stdbool.h>

#include "sentence/plain.h"

#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

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

/* ---- plain ends ---------------------------------------------------------------------------- */

static AVX2 size_t avx2_list(const char *text, size_t from, size_t to,
                             const unsigned long long *stops, const unsigned long long *lines,
                             uint32_t *list)
{
    size_t count = plain_list(from, to, stops, lines, list);
    plain_mark_list(text, list, count);
    return count;
}

static const struct scan avx2 = {
    .index = avx2_index,
    .list = avx2_list,
};

const struct scan *scan_avx2(void)
{
    /* lzcnt is of the same age as bmi */
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                   __builtin_cpu_supports("bmi2")
               ? &avx2
               : NULL;
}

#else

const struct scan *scan_avx2(void)
{
    return NULL;
}

#endif
