#include "sentence/characters.h"

/* The three bytes E2 80 XX or E2 81 XX, as XX with the second byte's last bit above; else 0. */
static unsigned punctuation(const char *text, size_t at, size_t high)
{
    if (high - at < 3 || byte_at(text, at) != 0xe2 || (byte_at(text, at + 1) & 0xfe) != 0x80)
        return 0;
    return (byte_at(text, at + 1) & 1u) << 8 | byte_at(text, at + 2);
}

size_t white_at(const char *text, size_t at, size_t high)
{
    if (at >= high)
        return 0;
    unsigned byte = byte_at(text, at);
    if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
        return 1;
    if (byte == 0xc2 && high - at >= 2 && byte_at(text, at + 1) == 0xa0)
        return 2;
    unsigned point = punctuation(text, at, high);
    if ((point >= 0x80 && point <= 0x8a) || point == 0xaf || point == 0x19f)
        return 3;
    return 0;
}

size_t white_before(const char *text, size_t at, size_t low)
{
    for (size_t size = 1; size <= 3 && size <= at - low; size++)
        if (white_at(text, at - size, at) == size)
            return size;
    return 0;
}

static enum mark ascii_mark(unsigned byte)
{
    switch (byte) {
    case '"':
    case '\'':
    case '`':
        return MARK_QUOTE;
    case '(':
    case '[':
    case '{':
        return MARK_OPEN;
    case ')':
    case ']':
    case '}':
        return MARK_CLOSE;
    default:
        return MARK_NONE;
    }
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

size_t mark_at(const char *text, size_t at, size_t high, enum mark *mark)
{
    *mark = MARK_NONE;
    if (at >= high)
        return 0;
    unsigned byte = byte_at(text, at);
    size_t size = 1;
    if (byte < 0x80) {
        *mark = ascii_mark(byte);
    } else if (byte == 0xc2 && high - at >= 2) {
        *mark = latin_mark(byte_at(text, at + 1));
        size = 2;
    } else if (byte == 0xe2) {
        *mark = wide_mark(punctuation(text, at, high));
        size = 3;
    }
    return *mark == MARK_NONE ? 0 : size;
}

size_t mark_before(const char *text, size_t at, size_t low, enum mark *mark)
{
    for (size_t size = 1; size <= 3 && size <= at - low; size++)
        if (mark_at(text, at - size, at, mark) == size)
            return size;
    return 0;
}

size_t stop_at(const char *text, size_t at, size_t high)
{
    if (at >= high)
        return 0;
    unsigned byte = byte_at(text, at);
    if (byte == '.' || byte == '!' || byte == '?')
        return 1;
    return punctuation(text, at, high) == 0xa6 ? 3 : 0;
}

size_t dash_at(const char *text, size_t at, size_t high)
{
    if (at >= high)
        return 0;
    if (byte_at(text, at) == '-')
        return 1;
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

enum letter letter_at(const char *text, size_t at, size_t high, size_t *size)
{
    *size = 1;
    if (at >= high)
        return LETTER_NONE;
    unsigned byte = byte_at(text, at);
    if (is_ascii_lower(byte))
        return LETTER_LOWER;
    if (is_ascii_upper(byte))
        return LETTER_UPPER;
    if (is_digit(byte))
        return LETTER_DIGIT;
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
