#include "token/token.h"

#include <string.h>

#define WORD_MAX   64u
#define BLANKS_MAX 3

static bool is_letter(uint32_t c)
{
    if (c < 0xc0)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c < 0x2000)
        return c != 0xd7 && c != 0xf7;
    return c >= 0x2c00 && c != 0xfffd && (c < 0x3000 || c > 0x303f) && (c < 0xd800 || c > 0xfaff) &&
           c < 0x1f000;
}

size_t token_wide_blank(struct view text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.data + at;
    size_t left = text.size - at;
    if (p[0] == 0xc2 && left > 1 && p[1] == 0xa0)
        return 2;
    if (p[0] == 0xe2 && left > 2 && p[1] == 0x80 && (p[2] == 0xaf || p[2] == 0x89))
        return 3;
    return 0;
}

size_t token_skip_more_blanks(struct view text, size_t at)
{
    for (int i = 0; i < BLANKS_MAX; i++)
        at += token_blank(text, at);
    return at;
}

size_t token_skip_more_blanks_back(struct view text, size_t at)
{
    for (int i = 0; i < BLANKS_MAX; i++) {
        if (at >= 1 && text.data[at - 1] == ' ')
            at -= 1;
        else if (at >= 2 && token_blank(text, at - 2) == 2)
            at -= 2;
        else if (at >= 3 && token_blank(text, at - 3) == 3)
            at -= 3;
        else
            break;
    }
    return at;
}

size_t token_wide_letter(struct view text, size_t at)
{
    uint32_t c;
    size_t length = utf8_decode_wide(text, at, &c);
    return is_letter(c) ? length : 0;
}

bool token_wide_letter_before(struct view text, size_t at)
{
    uint32_t c;
    utf8_decode_back_wide(text, at, &c);
    return is_letter(c);
}

bool token_capital(struct view text, size_t at)
{
    uint32_t c;
    if (at >= text.size)
        return false;
    utf8_decode(text, at, &c);
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (c < 0x100)
        return c >= 0xc0 && c <= 0xde && c != 0xd7;
    if (c <
        0x180) /* capitals and small letters take turns, from U+0139 to U+0148 and U+0179 on odd */
        return c % 2 == ((c >= 0x139 && c <= 0x148) || c >= 0x179);
    return (c >= 0x391 && c <= 0x3a9) || (c >= 0x400 && c <= 0x42f);
}

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

/* The high bit of each of the eight bytes that is no ASCII letter. */
static uint64_t no_letters(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = 0x80 * ones;
    uint64_t word, small;
    memcpy(&word, bytes, sizeof word);
    small = (word | 0x20 * ones) & ~high;
    return (word | ~(small + (0x80 - 'a') * ones) | (small + (0x7f - 'z') * ones)) & high;
}

/* How many of the eight bytes are ASCII letters, from the first on. */
static size_t ascii_letters(const char *bytes)
{
    uint64_t others = no_letters(bytes);
    return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

/* The same from the last one back. */
static size_t ascii_letters_back(const char *bytes)
{
    uint64_t others = no_letters(bytes);
    return others ? (size_t)__builtin_clzll(others) / 8 : 8;
}

#else

static bool is_ascii_letter(char byte)
{
    return (unsigned)(((unsigned char)byte | 0x20) - 'a') < 26;
}

static size_t ascii_letters(const char *bytes)
{
    size_t count = 0;
    while (count < 8 && is_ascii_letter(bytes[count]))
        count++;
    return count;
}

static size_t ascii_letters_back(const char *bytes)
{
    size_t count = 0;
    while (count < 8 && is_ascii_letter(bytes[7 - count]))
        count++;
    return count;
}

#endif

/* The offset after the letters at text[at] that begin before `limit`. Most words end within eight
 * bytes: one look, where a loop over letters is guessed wrong at the end of each word. */
static size_t letters_end(struct view text, size_t at, size_t limit)
{
    size_t length;
    while (at + 8 <= text.size && at + 8 <= limit) {
        length = ascii_letters(text.data + at);
        at += length;
        if (length == 8)
            continue;
        length = (unsigned char)text.data[at] < 0x80 ? 0 : token_wide_letter(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    while (at < limit && (length = token_letter(text, at)) > 0)
        at += length;
    return at;
}

size_t token_letters_end(struct view text, size_t at)
{
    return letters_end(text, at, text.size);
}

size_t token_word_end(struct view text, size_t at)
{
    return letters_end(text, at, at + WORD_MAX);
}

size_t token_word_start(struct view text, size_t at)
{
    size_t limit = at > WORD_MAX ? at - WORD_MAX : 0;
    uint32_t c;
    for (size_t length = 8; length == 8 && at - limit >= 8; at -= length)
        length = ascii_letters_back(text.data + at - 8);
    while (at > limit) {
        size_t length = 1;
        unsigned char byte = (unsigned char)text.data[at - 1];
        if (byte >= 0x80)
            length = utf8_decode_back_wide(text, at, &c);
        if (byte < 0x80 ? (unsigned)(byte | 0x20) - 'a' >= 26 : !is_letter(c))
            break;
        at -= length;
    }
    return at;
}

size_t token_dash(struct view text, size_t at)
{
    if (at >= text.size)
        return 0;
    const unsigned char *p = (const unsigned char *)text.data + at;
    if (p[0] == '-')
        return 1;
    if (p[0] != 0xe2 || text.size - at < 3)
        return 0;
    bool dash = p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x94;
    return dash || (p[1] == 0x88 && p[2] == 0x92) ? 3 : 0;
}

bool token_word_boundary(struct view text, size_t at)
{
    if (token_is_digit(text, at) || token_letter(text, at) > 0)
        return false;
    return !(at < text.size && text.data[at] == '-' && token_letter(text, at + 1) > 0);
}
