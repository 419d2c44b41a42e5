/* characters.c - characters that no article should have. */
#include "check/internal.h"

#include <string.h>

/* Controls, private use, what stands for a character that was lost, no characters at all. */
static bool is_forbidden(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0) ||
           c == 0xfffd || (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xfdd0 && c <= 0xfdef) ||
           (c & 0xfffe) == 0xfffe || c >= 0xf0000;
}

/* Soft hyphens, what is of no width, marks of direction. The joiners within emoji are none. */
static bool is_invisible(uint32_t c)
{
    return c == 0xad || c == 0x200b || c == 0x200e || c == 0x200f || c == 0x2060 || c == 0xfeff ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* UTF-8 that was read as Windows-1252: Ã¼ for ü, â€œ for “. */
static bool is_wrongly_decoded(struct view text, size_t at, uint32_t c)
{
    uint32_t next = 0;
    size_t size = utf8_decode(text, at, &next), after = at + size;
    if (after >= text.size)
        return false;
    utf8_decode(text, after, &next);
    return (c == 0xc3 && next >= 0xa0 && next <= 0xbf) || (c == 0xe2 && next == 0x20ac);
}

/* Whether the eight bytes are ASCII and no controls. A borrow may say no where it is yes. */
static bool is_plain(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return ((word | (word + ones) | (word - 0x20 * ones)) & 0x80 * ones) == 0;
}

static bool has_character(struct view text, uint32_t wanted)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t c;
        at += utf8_decode(text, at, &c);
        if (c == wanted)
            return true;
    }
    return false;
}

void check_characters(struct checker *checker, const struct check_pair *pair)
{
    struct view text = pair->english;
    if (!(pair->has & HAS_ODD))
        return;
    for (size_t at = 0, size; at < text.size; at += size) {
        size = 8;
        if (text.size - at >= size && is_plain(text.data + at))
            continue;
        uint32_t c = (unsigned char)text.data[at];
        size = 1;
        if (c >= 0x20 && c < 0x7f)
            continue;
        size = utf8_decode(text, at, &c);
        bool wrong = is_wrongly_decoded(text, at, c);
        enum check check =
            wrong || is_forbidden(c) ? CHECK_CHARACTER_FORBIDDEN : CHECK_CHARACTER_INVISIBLE;
        if ((!wrong && !is_forbidden(c) && !is_invisible(c)) || has_character(pair->german, c))
            continue;
        check_say(checker, check, pair->at,
                  wrong ? "the target has text in a wrong encoding, from U+%04X on"
                        : "the target has the character U+%04X",
                  (unsigned)c);
        return;
    }
}
