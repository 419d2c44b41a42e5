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

static uint64_t portable(const char *text)
{
    const unsigned char *p = (const unsigned char *)text;
    uint64_t bits = 0;
    for (unsigned i = 0; i < INTEREST_BLOCK; i++) {
        bool found = interest_of[p[i]] != NOTHING;
        if (p[i] == '.') /* most are followed by a blank */
            found = p[i + 1] > ' ' && p[i + 1] < 0x80;
        bits |= (uint64_t)found << i;
    }
    return bits;
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

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

static AVX2 uint64_t avx2(const char *text)
{
    return look_32(text) | (uint64_t)look_32(text + 32) << 32;
}

interest_function *interest_fast(void)
{
    return __builtin_cpu_supports("avx2") ? avx2 : NULL;
}

#else

interest_function *interest_fast(void)
{
    return NULL;
}

#endif

interest_function *interest_portable(void)
{
    return portable;
}

interest_function *interest_choose(void)
{
    interest_function *fast = interest_fast();
    return fast ? fast : portable;
}

/* ---- The walk -------------------------------------------------------------------------------- */

void interest_begin(struct interest_walk *walk, struct view text)
{
    *walk = (struct interest_walk){.text = text, .look = interest_choose(), .start = SIZE_MAX / 2};
}

static void look_at(struct interest_walk *walk, size_t at)
{
    size_t left = walk->text.size - at;
    const char *text = walk->text.data + at;
    char padded[INTEREST_BLOCK + 1] = {0};
    if (left <= INTEREST_BLOCK)
        text = memcpy(padded, text, left);
    walk->start = at;
    walk->bits = walk->look(text);
}

size_t interest_next(struct interest_walk *walk, size_t at, size_t end)
{
    while (at < end) {
        if (at - walk->start >= INTEREST_BLOCK)
            look_at(walk, at);
        uint64_t bits = walk->bits >> (at - walk->start);
        if (bits != 0) {
            at += (unsigned)__builtin_ctzll(bits);
            return at < end ? at : end;
        }
        at = walk->start + INTEREST_BLOCK;
    }
    return end;
}
