/* glance_block.c - 64 bytes sorted into kinds, a bit a byte. */
#include "check/glance.h"

void glance_block_portable(const char bytes[64], struct glance_block *block)
{
    *block = (struct glance_block){.valid = UINT64_MAX};
    for (unsigned i = 0; i < 64; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        block->letters |= (uint64_t)((unsigned)(byte | 0x20) - 'a' < 26) << i;
        block->spaces |= (uint64_t)(byte == ' ') << i;
        block->wide |= (uint64_t)(byte >= 0x80) << i;
    }
}

#ifdef __SSE2__ /* any x86-64 */

#include <emmintrin.h>

static uint64_t bits(__m128i bytes, unsigned at)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(bytes) << at;
}

void glance_block_fast(const char bytes[64], struct glance_block *block)
{
    struct glance_block found = {.valid =
                                     UINT64_MAX}; /* in registers, as `bytes` may be anywhere */
    for (unsigned at = 0; at < 64; at += 16) {
        __m128i piece = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
        __m128i small = _mm_or_si128(piece, _mm_set1_epi8(0x20));
        __m128i from_a = _mm_sub_epi8(small, _mm_set1_epi8('a'));
        __m128i letters = _mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8(25)), from_a);
        found.letters |= bits(letters, at);
        found.spaces |= bits(_mm_cmpeq_epi8(piece, _mm_set1_epi8(' ')), at);
        found.wide |= bits(piece, at);
    }
    *block = found;
}

#else

void glance_block_fast(const char bytes[64], struct glance_block *block)
{
    glance_block_portable(bytes, block);
}

#endif

void glance_block_last(const char *bytes, size_t size, struct glance_block *block)
{
    char all[64];
    memset(all, 'x', sizeof all);
    if (size > 0)
        memcpy(all, bytes, size);
    glance_block_fast(all, block);
    block->valid = (UINT64_C(1) << size) - 1;
    block->letters &= block->valid;
}
