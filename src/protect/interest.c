#include "protect/interest.h"

#include <string.h>

const unsigned char interest_of[256] = {
    ['0'] = DIGIT,  ['1'] = DIGIT,           ['2'] = DIGIT, ['3'] = DIGIT,
    ['4'] = DIGIT,  ['5'] = DIGIT,           ['6'] = DIGIT, ['7'] = DIGIT,
    ['8'] = DIGIT,  ['9'] = DIGIT,           ['@'] = LINK,  ['#'] = LINK,
    [':'] = LINK,   ['.'] = POINT,           ['"'] = QUOTE, ['\''] = QUOTE,
    [0xc2] = QUOTE, /* « » */[0xe2] = QUOTE, /* „ “ ” ‚ ‘ ’ ‹ › */
};

/* ---- The loops ------------------------------------------------------------------------------- */

static void portable(const char *text, size_t blocks, uint64_t *bits)
{
    for (const unsigned char *p = (const unsigned char *)text; blocks > 0; blocks--) {
        *bits = 0;
        for (unsigned i = 0; i < INTEREST_BLOCK; i++, p++) {
            bool found = interest_of[*p] != NOTHING;
            if (*p == '.') /* most are followed by a blank */
                found = p[1] > ' ' && p[1] < 0x80;
            *bits |= (uint64_t)found << i;
        }
        bits++;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2   __attribute__((target("avx2")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi")))

/* Both halves of a register hold the 16 entries of a table for _mm256_shuffle_epi8. */
#define TABLE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

/* A byte is of interest if its two halves have a bit in common: 1 for " # ' and the stop, 2 for
 * digits and the colon, 4 for @, 8 for C2 and E2. */
static inline AVX2 uint32_t look_32(const char *text)
{
    const __m256i by_high = TABLE(0, 0, 1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 8, 0, 8, 0);
    const __m256i by_low =
        TABLE(2 | 4, 2, 1 | 2 | 8, 1 | 2, 2, 2, 2, 1 | 2, 2, 2, 2, 0, 0, 0, 1, 0);
    const __m256i nibble = _mm256_set1_epi8(0x0f);
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)text);
    __m256i next = _mm256_loadu_si256((const __m256i *)(const void *)(text + 1));
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble);
    __m256i common = _mm256_and_si256(_mm256_shuffle_epi8(by_high, high),
                                      _mm256_shuffle_epi8(by_low, _mm256_and_si256(bytes, nibble)));
    /* as signed bytes, all that are not ASCII are less than a blank */
    __m256i blank = _mm256_cmpgt_epi8(_mm256_set1_epi8(' ' + 1), next);
    __m256i stop = _mm256_and_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('.')), blank);
    __m256i nothing = _mm256_or_si256(_mm256_cmpeq_epi8(common, _mm256_setzero_si256()), stop);
    return ~(uint32_t)_mm256_movemask_epi8(nothing);
}

static AVX2 void avx2(const char *text, size_t blocks, uint64_t *bits)
{
    for (size_t i = 0; i < blocks; i++, text += INTEREST_BLOCK)
        bits[i] = look_32(text) | (uint64_t)look_32(text + 32) << 32;
}

/* The bytes of interest but E2, each at its lowest six bits; what stands elsewhere is a byte of
 * other bits, so it is not found. */
static const char bytes_of_interest[64] = {['@' & 63] = '@', [0xc2 & 63] = (char)0xc2,
                                           ['0'] = '0',      ['1'] = '1',
                                           ['2'] = '2',      ['3'] = '3',
                                           ['4'] = '4',      ['5'] = '5',
                                           ['6'] = '6',      ['7'] = '7',
                                           ['8'] = '8',      ['9'] = '9',
                                           [':'] = ':',      ['#'] = '#',
                                           ['.'] = '.',      ['"'] = '"',
                                           ['\''] = '\''};

static AVX512 void avx512(const char *text, size_t blocks, uint64_t *bits)
{
    const __m512i table = _mm512_loadu_si512(bytes_of_interest);
    for (size_t i = 0; i < blocks; i++, text += INTEREST_BLOCK) {
        __m512i bytes = _mm512_loadu_si512(text), next = _mm512_loadu_si512(text + 1);
        __mmask64 found = _mm512_cmpeq_epi8_mask(_mm512_permutexvar_epi8(bytes, table), bytes);
        __mmask64 wide = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)0xe2));
        __mmask64 stop = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('.'));
        /* as signed bytes, all that are not ASCII are less than a blank */
        __mmask64 blank = _mm512_cmple_epi8_mask(next, _mm512_set1_epi8(' '));
        bits[i] = (found | wide) & ~(stop & blank);
    }
}

interest_function *interest_avx2(void)
{
    return __builtin_cpu_supports("avx2") ? avx2 : NULL;
}

interest_function *interest_avx512(void)
{
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi") ? avx512
                                                                                      : NULL;
}

#else

interest_function *interest_avx2(void)
{
    return NULL;
}

interest_function *interest_avx512(void)
{
    return NULL;
}

#endif

interest_function *interest_portable(void)
{
    return portable;
}

static interest_function *choose(void)
{
    interest_function *fast = interest_avx512();
    if (!fast)
        fast = interest_avx2();
    return fast ? fast : portable;
}

/* ---- The walk -------------------------------------------------------------------------------- */

/* `bits` are not cleared: none is known yet. */
void interest_begin(struct interest_walk *walk, struct view text)
{
    walk->text = text;
    walk->look = choose();
    walk->start = SIZE_MAX / 2;
}

/* The last block is looked at in a copy: no byte behind the text is read. */
static void look_at(struct interest_walk *walk, size_t at)
{
    size_t left = walk->text.size - at, whole = (left - 1) / INTEREST_BLOCK;
    const char *text = walk->text.data + at;
    walk->start = at;
    walk->look(text, whole < INTEREST_BLOCKS ? whole : INTEREST_BLOCKS, walk->bits);
    if (whole < INTEREST_BLOCKS) {
        char padded[INTEREST_BLOCK + 1] = {0};
        memcpy(padded, text + whole * INTEREST_BLOCK, left - whole * INTEREST_BLOCK);
        walk->look(padded, 1, walk->bits + whole);
    }
}

size_t interest_next(struct interest_walk *walk, size_t at, size_t end)
{
    while (at < end) {
        if (at - walk->start >= INTEREST_BLOCKS * INTEREST_BLOCK)
            look_at(walk, at);
        size_t block = (at - walk->start) / INTEREST_BLOCK;
        uint64_t bits = walk->bits[block] >> (at - walk->start) % INTEREST_BLOCK;
        if (bits != 0) {
            at += (unsigned)__builtin_ctzll(bits);
            return at < end ? at : end;
        }
        at = walk->start + (block + 1) * INTEREST_BLOCK;
    }
    return end;
}
