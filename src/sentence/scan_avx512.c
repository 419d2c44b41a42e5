/* scan_avx512.c - the same loops, 64 bytes at a time, with a bit for each byte in a mask. */
#include "sentence/scan.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>
#include <stdbool.h>

#include "sentence/plain.h"

#define AVX512                                                                                     \
    __attribute__((target("avx512f,avx512bw,avx512cd,avx512vl,avx512vbmi,bmi,bmi2,lzcnt,popcnt")))

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

/* ---- plain ends ---------------------------------------------------------------------------- */

/* Those of eight numbers of which a byte is marked. */
static inline AVX512 __mmask8 any_of(__mmask64 marked)
{
    __m512i bytes = _mm512_movm_epi8(marked);
    return _mm512_test_epi64_mask(bytes, bytes);
}

static inline AVX512 __m512i all(uint64_t number)
{
    return _mm512_set1_epi64((long long)number);
}

static inline AVX512 __mmask8 equal(__m512i numbers, uint64_t number)
{
    return _mm512_cmpeq_epi64_mask(numbers, all(number));
}

/* language_letter_bits of eight words. */
static inline AVX512 __m512i letter_bits(__m512i before)
{
    __m512i small = _mm512_or_si512(before, _mm512_set1_epi8(0x20));
    __m512i from_a = _mm512_sub_epi8(small, _mm512_set1_epi8('a'));
    __mmask64 letters =
        _mm512_cmplt_epu8_mask(from_a, _mm512_set1_epi8(26)) | _mm512_movepi8_mask(before);
    return _mm512_lzcnt_epi64(_mm512_or_si512(_mm512_movm_epi8(~letters), all(1u << 31)));
}

/* Each at its lowest six bits, as above. */
static const char vowels[64] = {
    1, ['!'] = 'a', ['%'] = 'e', [')'] = 'i', ['/'] = 'o', ['5'] = 'u', ['9'] = 'y'};

/* language_ending of eight words, each in the high half of its number; *sound: the others have
 * none. */
static inline AVX512 __m512i endings_of(__m512i before, __mmask8 *sound)
{
    __m512i bits = letter_bits(before);
    __m512i keep = _mm512_sllv_epi64(all(~0ull), _mm512_sub_epi64(all(64), bits));
    __m512i letters = _mm512_and_si512(_mm512_or_si512(before, _mm512_set1_epi8(0x20)), keep);
    __m512i ahead = _mm512_srli_epi64(_mm512_sllv_epi64(before, bits), 56);
    __mmask8 two = equal(bits, 16) & _mm512_testn_epi64_mask(letters, all(0x8080ull << 48));
    __mmask8 short_word = (two | equal(bits, 24)) & equal(ahead, ' ');
    __mmask64 other = _mm512_cmpge_epu8_mask(before, _mm512_set1_epi8((char)0xc0)) &
                      _mm512_cmpneq_epi8_mask(before, _mm512_set1_epi8((char)0xc3));
    __mmask64 vowel =
        _mm512_cmpeq_epi8_mask(_mm512_permutexvar_epi8(letters, load(vowels)), letters) |
        _mm512_movepi8_mask(letters);
    *sound =
        (short_word | equal(bits, 32)) & ~any_of(other & ~0x0101010101010101ull) & any_of(vowel);
    return letters;
}

/* language_sieved of eight endings. */
static inline AVX512 __mmask8 sieved(__m512i endings)
{
    __m512i product = _mm512_mul_epu32(_mm512_srli_epi64(endings, 32), all(LANGUAGE_ENDING_FACTOR));
    __m512i hash = _mm512_and_si512(_mm512_srli_epi64(product, 24), all(UINT32_MAX));
    __m512i place = _mm512_and_si512(_mm512_srli_epi64(hash, 6), all(LANGUAGE_SIEVE / 64 - 1));
    __m512i number = _mm512_i64gather_epi64(place, language_endings, 8);
    __m512i one = _mm512_sllv_epi64(all(1), _mm512_and_si512(hash, all(63)));
    __m512i two = _mm512_sllv_epi64(all(1), _mm512_srli_epi64(hash, 26));
    __m512i missing = _mm512_andnot_si512(number, _mm512_or_si512(one, two));
    return _mm512_testn_epi64_mask(missing, missing);
}

/* abbreviation_label of eight words. */
static inline AVX512 __mmask8 labels(__m512i before)
{
    __m512i three = _mm512_srli_epi64(before, 40), two = _mm512_srli_epi64(before, 48);
    return equal(two, 'n' | 'r' << 8) | equal(three, 's' | 't' << 8 | 'r' << 16) |
           equal(three, 'p' | 'o' << 8 | 's' << 16);
}

static inline AVX512 __m512i byte_of(__m512i numbers, unsigned i)
{
    return _mm512_and_si512(_mm512_srlv_epi64(numbers, all(8 * i)), all(0xff));
}

static inline AVX512 __mmask8 between(__m512i numbers, char from, char to)
{
    __m512i above = _mm512_sub_epi64(numbers, all((unsigned char)from));
    return _mm512_cmple_epu64_mask(above, all((uint64_t)(to - from)));
}

/* plain_stop of up to eight stops, from their offsets to their entries in the list. */
static inline AVX512 void mark_eight(const char *text, uint32_t *list, __mmask8 wanted)
{
    __m256i offsets = _mm256_maskz_loadu_epi32(wanted, list);
    __m512i places = _mm512_cvtepu32_epi64(offsets), zero = _mm512_setzero_si512();
    __mmask8 known = wanted & _mm512_cmpge_epu64_mask(places, all(PLAIN_BEFORE)), sound;
    __m512i earlier = _mm512_sub_epi64(places, all(8));
    __m512i before = _mm512_mask_i64gather_epi64(zero, known, earlier, text, 1);
    __m512i after = _mm512_mask_i64gather_epi64(zero, known, places, text, 1);
    __m512i stop = byte_of(after, 0), next = byte_of(after, 1), follows = byte_of(after, 2);
    __mmask8 space = equal(next, ' '), capital = between(follows, 'A', 'Z');
    __mmask8 usual = equal(stop, '.') & space & capital & between(byte_of(before, 7), 'a', 'z');
    __m512i endings = endings_of(before, &sound);
    __mmask8 plain = known & usual & sound & ~labels(before) & ~sieved(endings);
    __mmask8 wide = _mm512_cmpge_epu64_mask(follows, all(0xc3));
    unsigned others = known & ~usual & (equal(next, 0xe2) | (space & (capital | wide)));
    for (; others != 0; others &= others - 1) {
        unsigned i = (unsigned)__builtin_ctz(others);
        plain |= (__mmask8)(plain_with_mark(text + list[i]) << i);
    }
    __m256i entries = _mm256_add_epi32(offsets, offsets), one = _mm256_set1_epi32(1);
    entries = _mm256_mask_add_epi32(entries, plain, entries, one);
    _mm256_mask_storeu_epi32(list, wanted, entries);
}

static inline AVX512 void mark_list(const char *text, uint32_t *list, size_t count)
{
    for (; count >= 8; list += 8, count -= 8)
        mark_eight(text, list, 0xff);
    if (count > 0)
        mark_eight(text, list, (__mmask8)(0xff >> (8 - count)));
}

static AVX512 size_t avx512_list(const char *text, size_t from, size_t to,
                                 const unsigned long long *stops, const unsigned long long *lines,
                                 uint32_t *list)
{
    size_t count = plain_list(from, to, stops, lines, list);
    mark_list(text, list, count);
    return count;
}

static const struct scan avx512 = {
    .index = avx512_index,
    .list = avx512_list,
};

const struct scan *scan_avx512(void)
{
    /* lzcnt and popcnt are older */
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
                   __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
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
