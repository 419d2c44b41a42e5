/* squeeze.c - text without its blanks, and without a branch: where words end cannot be foreseen. */
#include "base/squeeze.h"

static size_t portable(const char *text, size_t size, char *out)
{
    size_t used = 0;
    for (size_t i = 0; i < size; i++) {
        out[used] = text[i];
        used += (unsigned char)text[i] > ' ';
    }
    return used;
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi2,popcnt")))

/* 64 bytes at a time. A whole register is written where there is room for one, as there is before
 * the last bytes. */
static AVX512 size_t avx512(const char *text, size_t size, char *out)
{
    const __m512i blank = _mm512_set1_epi8(' ');
    size_t used = 0, i = 0;
    for (; size - i >= 64; i += 64) {
        __m512i bytes = _mm512_loadu_si512(text + i);
        __mmask64 kept = _mm512_cmpgt_epu8_mask(bytes, blank);
        _mm512_storeu_si512(out + used, _mm512_maskz_compress_epi8(kept, bytes));
        used += (size_t)_mm_popcnt_u64(kept);
    }
    __m512i bytes = _mm512_maskz_loadu_epi8(_bzhi_u64(~0ull, (unsigned)(size - i)), text + i);
    __mmask64 kept = _mm512_cmpgt_epu8_mask(bytes, blank);
    unsigned count = (unsigned)_mm_popcnt_u64(kept);
    _mm512_mask_storeu_epi8(out + used, _bzhi_u64(~0ull, count),
                            _mm512_maskz_compress_epi8(kept, bytes));
    return used + count;
}

squeeze_function *squeeze_fast(void)
{
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2")
               ? avx512
               : NULL; /* bmi2 is older */
}

#else

squeeze_function *squeeze_fast(void)
{
    return NULL;
}

#endif

squeeze_function *squeeze_choose(void)
{
    squeeze_function *fast = squeeze_fast();
    return fast ? fast : portable;
}

squeeze_function *squeeze_portable(void)
{
    return portable;
}
