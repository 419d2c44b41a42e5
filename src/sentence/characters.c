#include "sentence/characters.h"

/* clang-format off */
#define SIX(c, kind) [(c)] = (kind), [(c) + 1] = (kind), [(c) + 2] = (kind), \
                     [(c) + 3] = (kind), [(c) + 4] = (kind), [(c) + 5] = (kind)
#define LETTERS(c, kind) SIX(c, kind), SIX((c) + 6, kind), SIX((c) + 12, kind), \
                         SIX((c) + 18, kind), [(c) + 24] = (kind), [(c) + 25] = (kind)
#define WIDE8(c) SIX(c, BYTE_WIDE), [(c) + 6] = BYTE_WIDE, [(c) + 7] = BYTE_WIDE
#define WIDE32(c) WIDE8(c), WIDE8((c) + 8), WIDE8((c) + 16), WIDE8((c) + 24)

const unsigned char byte_kinds[256] = {
    ['\t'] = BYTE_BLANK, ['\n'] = BYTE_BLANK, ['\v'] = BYTE_BLANK, ['\f'] = BYTE_BLANK,
    ['\r'] = BYTE_BLANK, [' '] = BYTE_BLANK,
    ['.'] = BYTE_STOP, ['!'] = BYTE_STOP, ['?'] = BYTE_STOP,
    ['"'] = BYTE_QUOTE, ['\''] = BYTE_QUOTE, ['`'] = BYTE_QUOTE,
    ['('] = BYTE_OPEN, ['['] = BYTE_OPEN, ['{'] = BYTE_OPEN,
    [')'] = BYTE_CLOSE, [']'] = BYTE_CLOSE, ['}'] = BYTE_CLOSE,
    ['-'] = BYTE_DASH,
    SIX('0', BYTE_DIGIT), ['6'] = BYTE_DIGIT, ['7'] = BYTE_DIGIT, ['8'] = BYTE_DIGIT,
    ['9'] = BYTE_DIGIT,
    LETTERS('A', BYTE_UPPER), LETTERS('a', BYTE_LOWER),
    WIDE32(0x80), WIDE32(0xa0), WIDE32(0xc0), WIDE32(0xe0),
};

const bool byte_in_word[256] = {
    SIX('0', true), ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true,
    LETTERS('A', true), LETTERS('a', true),
};

#define TRUE8(c) SIX(c, true), [(c) + 6] = true, [(c) + 7] = true
#define TRUE32(c) TRUE8(c), TRUE8((c) + 8), TRUE8((c) + 16), TRUE8((c) + 24)

const bool byte_breaks_word[256] = {
    ['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true, [' '] = true,
    ['('] = true, ['['] = true, ['{'] = true,
    TRUE32(0x80), TRUE32(0xa0), TRUE32(0xc0), TRUE32(0xe0),
};
/* clang-format on */

/* The three bytes E2 80 XX or E2 81 XX, as XX with the second byte's last bit above; else 0. */
static unsigned punctuation(const char *text, size_t at, size_t high)
{
    if (high - at < 3 || byte_at(text, at) != 0xe2 || (byte_at(text, at + 1) & 0xfe) != 0x80)
        return 0;
    return (byte_at(text, at + 1) & 1u) << 8 | byte_at(text, at + 2);
}

size_t wide_white_at(const char *text, size_t at, size_t high)
{
    if (byte_at(text, at) == 0xc2)
        return high - at >= 2 && byte_at(text, at + 1) == 0xa0 ? 2 : 0;
    unsigned point = punctuation(text, at, high);
    return (point >= 0x80 && point <= 0x8a) || point == 0xaf || point == 0x19f ? 3 : 0;
}

size_t wide_white_before(const char *text, size_t at, size_t low)
{
    for (size_t size = 2; size <= 3 && size <= at - low; size++)
        if (wide_white_at(text, at - size, at) == size)
            return size;
    return 0;
}

/* « » ´ and the superscripts of Latin-1. */
static enum mark latin_mark(unsigned byte)
{
    if (byte == 0xab || byte == 0xbb || byte == 0xb4)
        return MARK_QUOTE;
    return byte == 0xb2 || byte == 0xb3 || byte == 0xb9 ? MARK_FOOTNOTE : MARK_NONE;
}

/* The quotation marks of General Punctuation, primes, and superscript digits. */
static enum mark wide_mark(unsigned point)
{
    if ((point >= 0x98 && point <= 0x9f) || point == 0xb9 || point == 0xba || point == 0xb2 ||
        point == 0xb3)
        return MARK_QUOTE;
    return point == 0x1b0 || (point >= 0x1b4 && point <= 0x1b9) ? MARK_FOOTNOTE : MARK_NONE;
}

size_t wide_mark_at(const char *text, size_t at, size_t high, enum mark *mark)
{
    size_t size = 0;
    if (byte_at(text, at) == 0xc2 && high - at >= 2) {
        *mark = latin_mark(byte_at(text, at + 1));
        size = 2;
    } else if (byte_at(text, at) == 0xe2) {
        *mark = wide_mark(punctuation(text, at, high));
        size = 3;
    }
    return *mark == MARK_NONE ? 0 : size;
}

size_t wide_mark_before(const char *text, size_t at, size_t low, enum mark *mark)
{
    for (size_t size = 2; size <= 3 && size <= at - low; size++)
        if (wide_mark_at(text, at - size, at, mark) == size)
            return size;
    *mark = MARK_NONE;
    return 0;
}

size_t wide_stop_at(const char *text, size_t at, size_t high)
{
    return punctuation(text, at, high) == 0xa6 ? 3 : 0;
}

size_t wide_dash_at(const char *text, size_t at, size_t high)
{
    unsigned point = punctuation(text, at, high);
    return point >= 0x90 && point <= 0x95 ? 3 : 0;
}

/* Two-byte letters: Latin-1, Latin Extended-A, Greek, Cyrillic. Others have no case here. */
static enum letter two_byte_letter(unsigned lead, unsigned next)
{
    unsigned point = (lead & 0x1f) << 6 | (next & 0x3f);
    if (point < 0xc0)
        return point == 0xaa || point == 0xb5 || point == 0xba ? LETTER_LOWER : LETTER_NONE;
    if (point < 0x100)
        return point == 0xd7 || point == 0xf7 ? LETTER_NONE
               : point < 0xdf                 ? LETTER_UPPER
                                              : LETTER_LOWER;
    bool odd_upper = (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17e);
    if (point < 0x180)
        return (point & 1) == odd_upper ? LETTER_UPPER : LETTER_LOWER;
    if (point >= 0x300 && point < 0x370)
        return LETTER_LOWER; /* combining marks go with the letter before */
    if (point >= 0x3ac && point <= 0x3ce)
        return LETTER_LOWER;
    return point >= 0x430 && point <= 0x45f ? LETTER_LOWER : LETTER_UPPER;
}

enum letter wide_letter_at(const char *text, size_t at, size_t high, size_t *size)
{
    unsigned byte = byte_at(text, at);
    if (byte < 0xc2)
        return LETTER_NONE;
    *size = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (*size > high - at)
        return LETTER_NONE;
    if (*size == 2)
        return two_byte_letter(byte, byte_at(text, at + 1));
    if (*size == 4 || byte == 0xe2 || byte == 0xef)
        return LETTER_NONE; /* signs, dashes, emoji */
    return byte == 0xe3 && byte_at(text, at + 1) == 0x80 ? LETTER_NONE : LETTER_UPPER;
}
