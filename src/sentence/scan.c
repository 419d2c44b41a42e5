/* scan.c - the portable loops, and which set to use. */
#include "sentence/scan.h"

#include <string.h>

#include "sentence/plain.h"

/* Blanks, closing marks and the lead bytes of those: nearly all bytes that are no letter. */
static bool may_follow(unsigned byte)
{
    return byte < '*' || byte >= 0x80 || (byte | 0x20) > 'z';
}

static void portable_index(const char *text, size_t blocks, unsigned long long *stops,
                           unsigned long long *lines)
{
    for (; blocks > 0; blocks--, text += SCAN_BLOCK) {
        uint64_t stop_bits = 0, line_bits = 0;
        for (size_t i = 0; i < SCAN_BLOCK; i++) {
            unsigned byte = byte_at(text, i);
            bool stop = byte == '.' || byte == '!' || byte == '?' || byte == 0xa6;
            stop_bits |= (uint64_t)(stop && may_follow(byte_at(text, i + 1))) << i;
            line_bits |= (uint64_t)(byte == '\n' || byte == '\r') << i;
        }
        *stops++ = stop_bits;
        *lines++ = line_bits;
    }
}

static size_t portable_list(const char *text, size_t from, size_t to,
                            const unsigned long long *stops, const unsigned long long *lines,
                            uint32_t *list)
{
    size_t count = plain_list(from, to, stops, lines, list);
    plain_mark_list(text, list, count);
    return count;
}

const struct scan scan_portable = {
    .index = portable_index,
    .list = portable_list,
};

const struct scan *scan_choose(void)
{
    const struct scan *fast = scan_avx512();
    if (!fast)
        fast = scan_avx2();
    return fast ? fast : &scan_portable;
}
