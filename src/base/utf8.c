#include "base/base.h"

#include <string.h>

#include "base/utf8_simd.h"

#define REPLACEMENT 0xfffdu
#define WORTHWHILE  256u /* bytes from which on SIMD is quicker */

/* Length of the valid sequence at text[at], 0 if there is none (RFC 3629 section 4: no overlong
 * forms, no surrogates, nothing above U+10FFFF). */
static size_t sequence(struct view text, size_t at, uint32_t *codepoint)
{
    const unsigned char *p = (const unsigned char *)text.data + at;
    size_t left = text.size - at;
    if (p[0] < 0x80) {
        *codepoint = p[0];
        return 1;
    }
    if (p[0] < 0xc2 || p[0] > 0xf4 || left < 2 || (p[1] & 0xc0) != 0x80)
        return 0;
    if (p[0] < 0xe0) {
        *codepoint = (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
        return 2;
    }
    if (left < 3 || (p[2] & 0xc0) != 0x80)
        return 0;
    if (p[0] < 0xf0) {
        *codepoint = (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
        return *codepoint < 0x800 || (*codepoint >= 0xd800 && *codepoint <= 0xdfff) ? 0 : 3;
    }
    if (left < 4 || (p[3] & 0xc0) != 0x80)
        return 0;
    *codepoint = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 |
                 (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
    return *codepoint < 0x10000 || *codepoint > 0x10ffff ? 0 : 4;
}

size_t utf8_decode_wide(struct view text, size_t at, uint32_t *codepoint)
{
    size_t length = sequence(text, at, codepoint);
    if (length > 0)
        return length;
    *codepoint = REPLACEMENT;
    return 1;
}

size_t utf8_decode_back_wide(struct view text, size_t at, uint32_t *codepoint)
{
    for (size_t length = 1; length <= 4 && length <= at; length++)
        if (((unsigned char)text.data[at - length] & 0xc0) != 0x80) {
            if (sequence(view_slice(text, 0, at), at - length, codepoint) == length)
                return length;
            break;
        }
    *codepoint = REPLACEMENT;
    return 1;
}

size_t utf8_encode(uint32_t codepoint, char out[4])
{
    if (codepoint < 0x80) {
        out[0] = (char)codepoint;
        return 1;
    }
    if (codepoint < 0x800) {
        out[0] = (char)(0xc0 | codepoint >> 6);
        out[1] = (char)(0x80 | (codepoint & 0x3f));
        return 2;
    }
    if (codepoint < 0x10000) {
        out[0] = (char)(0xe0 | codepoint >> 12);
        out[1] = (char)(0x80 | (codepoint >> 6 & 0x3f));
        out[2] = (char)(0x80 | (codepoint & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | codepoint >> 18);
    out[1] = (char)(0x80 | (codepoint >> 12 & 0x3f));
    out[2] = (char)(0x80 | (codepoint >> 6 & 0x3f));
    out[3] = (char)(0x80 | (codepoint & 0x3f));
    return 4;
}

/* So many of the eight bytes, one of which is not ASCII, stand before that; or less. */
static size_t ascii_before(uint64_t bytes)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (size_t)__builtin_ctzll(bytes & UINT64_C(0x8080808080808080)) / 8;
#else
    (void)bytes;
    return 0;
#endif
}

size_t utf8_valid_portable(const char *data, size_t at, size_t size)
{
    const struct view text = {data, size};
    while (at < text.size) {
        /* Eight ASCII bytes at once: most of German text. */
        uint64_t word;
        while (text.size - at >= sizeof word) {
            memcpy(&word, text.data + at, sizeof word);
            if (word & UINT64_C(0x8080808080808080)) {
                at += ascii_before(word);
                break;
            }
            at += sizeof word;
        }
        if (at == text.size)
            break;
        const unsigned char *p = (const unsigned char *)text.data + at;
        bool two = p[0] >= 0xc2 && p[0] < 0xe0 && text.size - at > 1 && (p[1] & 0xc0) == 0x80;
        uint32_t codepoint;
        size_t length = two ? 2 : sequence(text, at, &codepoint);
        if (length == 0)
            return at;
        at += length;
    }
    return at;
}

size_t utf8_valid_prefix(struct view text)
{
    utf8_valid_function *fast = NULL;
    if (text.size >= WORTHWHILE)
        fast = utf8_valid_avx512();
    if (text.size >= WORTHWHILE && !fast)
        fast = utf8_valid_avx2();
    return fast ? fast(text.data, text.size) : utf8_valid_portable(text.data, 0, text.size);
}

size_t utf8_count(struct view text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    size_t count = text.size, at = 0;
    for (uint64_t word; text.size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.data + at, sizeof word);
        uint64_t following = word >> 7 & ~(word >> 6) & ones; /* 10xxxxxx */
        count -= (size_t)(following * ones >> 56);
    }
    for (; at < text.size; at++)
        count -= ((unsigned char)text.data[at] & 0xc0) == 0x80;
    return count;
}
