/* glance_block.c - 64 bytes sorted into kinds, a bit a byte, on any machine. */
#include "check/glance_walk.h"

void glance_block_portable(const char *bytes, size_t size, struct glance_block *block)
{
    *block = (struct glance_block){0};
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        unsigned char next = i + 1 < size ? (unsigned char)bytes[i + 1] : 0;
        bool odd = next == 0x83 || next == 0x97 || next == 0xa2 || next == 0xb7;
        bool two = byte >= 0xc3 && byte <= 0xdf && i < 63 && !odd;
        bool letter = (unsigned)(byte | 0x20) - 'a' < 26 && byte < 0x80;
        bool known = letter || byte == ' ' || (byte >= ',' && byte <= '9');
        block->letters |= (uint64_t)letter << i | (uint64_t)(two ? 3 : 0) << i;
        block->spaces |= (uint64_t)(byte == ' ') << i;
        block->digits |= (uint64_t)(byte >= '0' && byte <= '9') << i;
        block->stops |= (uint64_t)(byte == '.') << i;
        block->marks |= (uint64_t)(byte < 0x80 && !known) << i;
        block->strange |= (uint64_t)(byte >= 0xc2 && !two) << i;
        block->inside |= (uint64_t)((byte & 0xc0) == 0x80) << i;
    }
    if (size < 64)
        block->letters &= (UINT64_C(1) << size) - 1;
}

#ifdef __SSE2__ /* any x86-64 */

#include <emmintrin.h>

static inline __m128i is_byte(__m128i bytes, int byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)byte));
}

static inline __m128i is_between(__m128i bytes, int first, int last)
{
    __m128i from_first = _mm_sub_epi8(bytes, _mm_set1_epi8((char)first));
    return _mm_cmpeq_epi8(_mm_min_epu8(from_first, _mm_set1_epi8((char)(last - first))),
                          from_first);
}

static inline uint64_t bits(__m128i bytes, unsigned at)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(bytes) << at;
}

static inline __m128i load(const char *bytes, unsigned at)
{
    return _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
}

/* The bits of ASCII; gives those of all that is beyond. */
static inline uint64_t sort_ascii(const char bytes[64], struct glance_block *block)
{
    struct glance_block found = {0}; /* in registers, as `bytes` may be anywhere */
    uint64_t wide = 0, known = 0;
    for (unsigned at = 0; at < 64; at += 16) {
        __m128i piece = load(bytes, at);
        found.letters |= bits(is_between(_mm_or_si128(piece, _mm_set1_epi8(0x20)), 'a', 'z'), at);
        found.spaces |= bits(is_byte(piece, ' '), at);
        found.stops |= bits(is_byte(piece, '.'), at);
        found.digits |= bits(is_between(piece, '0', '9'), at);
        known |= bits(is_between(piece, ',', '9'), at);
        wide |= bits(piece, at);
    }
    found.marks = ~(found.letters | found.spaces | known | wide);
    *block = found;
    return wide;
}

static inline void sort_wide(const char bytes[64], struct glance_block *block)
{
    uint64_t begins = 0, two = 0, odd = 0;
    for (unsigned at = 0; at < 64; at += 16) {
        __m128i piece = load(bytes, at);
        __m128i second = _mm_or_si128(_mm_or_si128(is_byte(piece, 0x83), is_byte(piece, 0x97)),
                                      _mm_or_si128(is_byte(piece, 0xa2), is_byte(piece, 0xb7)));
        block->inside |= bits(is_between(piece, 0x80, 0xbf), at);
        begins |= bits(is_between(piece, 0xc2, 0xff), at);
        two |= bits(is_between(piece, 0xc3, 0xdf), at);
        odd |= bits(second, at);
    }
    two &= ~(odd >> 1 | UINT64_C(1) << 63);
    block->letters |= two | two << 1;
    block->strange = begins & ~two;
}

static inline void sse2(const char *bytes, size_t size, struct glance_block *block)
{
    char all[64];
    if (size < 64) {
        memset(all, 'x', sizeof all);
        memcpy(all, bytes, size);
        bytes = all;
    }
    if (sort_ascii(bytes, block))
        sort_wide(bytes, block);
    if (size < 64)
        block->letters &= (UINT64_C(1) << size) - 1;
}

static bool walk_sse2(struct glance *glance, const struct glance_words *words, struct view text)
{
    return glance_over(glance, words, text, sse2);
}

glance_block_function *glance_block_sse2(void)
{
    return sse2;
}

glance_walk_function *glance_walk(void)
{
    glance_walk_function *wide = glance_walk_avx512();
    return wide ? wide : walk_sse2;
}

#else

static bool walk(struct glance *glance, const struct glance_words *words, struct view text)
{
    return glance_over(glance, words, text, glance_block_portable);
}

glance_block_function *glance_block_sse2(void)
{
    return NULL;
}

glance_walk_function *glance_walk(void)
{
    return walk;
}

#endif
