/* characters.h - private to this room: blanks, marks and letters in valid UTF-8.
 *
 * Each function looks at text[at] and never beyond `high`, the end of what may be looked at.
 */
#ifndef SENTENCE_CHARACTERS_H
#define SENTENCE_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mark {
    MARK_NONE,
    MARK_QUOTE,    /* any quotation mark: which way it points, the blanks beside it say */
    MARK_OPEN,     /* ( [ { */
    MARK_CLOSE,    /* ) ] } */
    MARK_FOOTNOTE, /* a superscript digit */
};

enum letter { LETTER_NONE, LETTER_LOWER, LETTER_UPPER, LETTER_DIGIT };

static inline unsigned byte_at(const char *text, size_t at)
{
    return (unsigned char)text[at];
}

static inline bool is_digit(unsigned byte)
{
    return byte - '0' < 10;
}

static inline bool is_ascii_upper(unsigned byte)
{
    return byte - 'A' < 26;
}

static inline bool is_ascii_lower(unsigned byte)
{
    return byte - 'a' < 26;
}

/* What a byte is; WIDE begins a character of several bytes, or goes on with one. */
enum byte_kind {
    BYTE_OTHER, /* from here on to digits they are none that stand between two words */
    BYTE_STOP,
    BYTE_LOWER,
    BYTE_UPPER,
    BYTE_DIGIT,
    BYTE_BLANK,
    BYTE_QUOTE,
    BYTE_OPEN,
    BYTE_CLOSE,
    BYTE_DASH,
    BYTE_WIDE,
};

extern const unsigned char byte_kinds[256];
/* Letters and digits of ASCII; what may end a word: a blank or opening mark, perhaps. */
extern const bool byte_in_word[256], byte_breaks_word[256];

static inline enum byte_kind kind_at(const char *text, size_t at)
{
    return (enum byte_kind)byte_kinds[byte_at(text, at)];
}

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The highest bit of each byte of ASCII from `from` to `to`. */
static inline uint64_t bytes_between(uint64_t ascii, unsigned from, unsigned to)
{
    return (ascii + EACH_BYTE(0x80 - from)) & ~(ascii + EACH_BYTE(0x7f - to)) & EACH_BYTE(0x80);
}

/* How many of eight bytes (language_ahead) are letters or digits of ASCII, from the first on: at
 * once, for where a word ends no machine can guess. */
static inline size_t word_bytes(uint64_t bytes)
{
    uint64_t ascii = bytes & ~EACH_BYTE(0x80);
    uint64_t in_word =
        bytes_between(ascii | EACH_BYTE(0x20), 'a', 'z') | bytes_between(ascii, '0', '9');
    uint64_t others = (~in_word | bytes) & EACH_BYTE(0x80);
    return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

/* How many of eight bytes may not break a word, from the last one back: those between blank and
 * DEL, but for opening brackets. */
static inline size_t unbroken_bytes(uint64_t bytes)
{
    uint64_t ascii = bytes & ~EACH_BYTE(0x80), full = EACH_BYTE(0x7f);
    uint64_t others = (ascii ^ EACH_BYTE('(')) + full;             /* the highest bit: it is none */
    others &= ((ascii | EACH_BYTE(0x20)) ^ EACH_BYTE('{')) + full; /* [ too */
    others &= (ascii + EACH_BYTE(0x7f - ' ')) & ~bytes;
    uint64_t breaks = ~others & EACH_BYTE(0x80);
    return breaks ? (size_t)__builtin_clzll(breaks) / 8 : 8;
}

/* Blanks and marks of several bytes. */
size_t wide_white_at(const char *text, size_t at, size_t high);
size_t wide_white_before(const char *text, size_t at, size_t low);
size_t wide_mark_at(const char *text, size_t at, size_t high, enum mark *mark);
size_t wide_mark_before(const char *text, size_t at, size_t low, enum mark *mark);
size_t wide_stop_at(const char *text, size_t at, size_t high);
size_t wide_dash_at(const char *text, size_t at, size_t high);
enum letter wide_letter_at(const char *text, size_t at, size_t high, size_t *size);

/* Bytes of the blank at text[at], 0 if there is none. Blanks are space, tab, CR, LF and the
 * spaces of Unicode, no-break ones too. */
static inline size_t white_at(const char *text, size_t at, size_t high)
{
    if (at >= high)
        return 0;
    enum byte_kind kind = kind_at(text, at);
    return kind == BYTE_BLANK ? 1 : kind == BYTE_WIDE ? wide_white_at(text, at, high) : 0;
}

/* Bytes of the blank that ends before text[at]. */
static inline size_t white_before(const char *text, size_t at, size_t low)
{
    if (at <= low)
        return 0;
    enum byte_kind kind = kind_at(text, at - 1);
    return kind == BYTE_BLANK ? 1 : kind == BYTE_WIDE ? wide_white_before(text, at, low) : 0;
}

static inline enum mark mark_of(enum byte_kind kind)
{
    return kind == BYTE_QUOTE   ? MARK_QUOTE
           : kind == BYTE_OPEN  ? MARK_OPEN
           : kind == BYTE_CLOSE ? MARK_CLOSE
                                : MARK_NONE;
}

/* Bytes of the mark at text[at], 0 if there is none. */
static inline size_t mark_at(const char *text, size_t at, size_t high, enum mark *mark)
{
    *mark = MARK_NONE;
    if (at >= high)
        return 0;
    enum byte_kind kind = kind_at(text, at);
    if (kind == BYTE_WIDE)
        return wide_mark_at(text, at, high, mark);
    *mark = mark_of(kind);
    return *mark != MARK_NONE;
}

/* Bytes of the mark that ends before text[at]. */
static inline size_t mark_before(const char *text, size_t at, size_t low, enum mark *mark)
{
    *mark = MARK_NONE;
    if (at <= low)
        return 0;
    enum byte_kind kind = kind_at(text, at - 1);
    if (kind == BYTE_WIDE)
        return wide_mark_before(text, at, low, mark);
    *mark = mark_of(kind);
    return *mark != MARK_NONE;
}

/* Bytes of a full stop, exclamation mark, question mark or ellipsis. */
static inline size_t stop_at(const char *text, size_t at, size_t high)
{
    if (at >= high)
        return 0;
    enum byte_kind kind = kind_at(text, at);
    return kind == BYTE_STOP ? 1 : kind == BYTE_WIDE ? wide_stop_at(text, at, high) : 0;
}

/* Bytes of a hyphen or dash. */
static inline size_t dash_at(const char *text, size_t at, size_t high)
{
    if (at >= high)
        return 0;
    enum byte_kind kind = kind_at(text, at);
    return kind == BYTE_DASH ? 1 : kind == BYTE_WIDE ? wide_dash_at(text, at, high) : 0;
}

/* What letter or digit begins at text[at], and its bytes. */
static inline enum letter letter_at(const char *text, size_t at, size_t high, size_t *size)
{
    *size = 1;
    if (at >= high)
        return LETTER_NONE;
    enum byte_kind kind = kind_at(text, at);
    if (kind == BYTE_WIDE)
        return wide_letter_at(text, at, high, size);
    return kind == BYTE_LOWER   ? LETTER_LOWER
           : kind == BYTE_UPPER ? LETTER_UPPER
           : kind == BYTE_DIGIT ? LETTER_DIGIT
                                : LETTER_NONE;
}

#endif
