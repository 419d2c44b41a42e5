/* glance_avx512.c - 64 bytes sorted into kinds at once, where the machine can. */
#include "check/glance_walk.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,bmi,bmi2,popcnt")))

static inline AVX512 uint64_t is_byte(__m512i bytes, int byte)
{
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)byte));
}

static inline AVX512 uint64_t is_between(__m512i bytes, int first, int last)
{
    return _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8((char)first)),
                                  _mm512_set1_epi8((char)(last - first)));
}

static inline AVX512 void sort_wide(__m512i bytes, struct glance_block *block)
{
    uint64_t two = is_between(bytes, 0xc3, 0xdf);
    uint64_t odd =
        is_byte(bytes, 0x83) | is_byte(bytes, 0x97) | is_byte(bytes, 0xa2) | is_byte(bytes, 0xb7);
    two &= ~(odd >> 1 | UINT64_C(1) << 63);
    block->inside = is_between(bytes, 0x80, 0xbf);
    block->letters |= two | two << 1;
    block->strange = is_between(bytes, 0xc2, 0xff) & ~two;
}

static inline AVX512 void avx512(const char *text, size_t size, struct glance_block *block)
{
    uint64_t valid = _bzhi_u64(UINT64_MAX, (unsigned)size);
    __m512i bytes = _mm512_maskz_loadu_epi8(valid, text);
    uint64_t wide = _mm512_movepi8_mask(bytes);
    block->letters = is_between(_mm512_or_si512(bytes, _mm512_set1_epi8(0x20)), 'a', 'z');
    block->spaces = is_byte(bytes, ' ');
    block->stops = is_byte(bytes, '.');
    block->digits = is_between(bytes, '0', '9');
    block->marks = valid & ~(block->letters | block->spaces | is_between(bytes, ',', '9') | wide);
    block->strange = block->inside = 0;
    if (wide)
        sort_wide(bytes, block);
    block->letters &= valid;
}

static AVX512 bool walk(struct glance *glance, const struct glance_words *words, struct view text)
{
    return glance_over(glance, words, text, avx512);
}

static bool is_here(void)
{
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("bmi2");
}

glance_block_function *glance_block_avx512(void)
{
    return is_here() ? avx512 : NULL;
}

glance_walk_function *glance_walk_avx512(void)
{
    return is_here() ? walk : NULL;
}

#else

glance_block_function *glance_block_avx512(void)
{
    return NULL;
}

glance_walk_function *glance_walk_avx512(void)
{
    return NULL;
}

#endif
