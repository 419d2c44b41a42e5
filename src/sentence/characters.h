/* characters.h - private to this room: blanks, marks and letters in valid UTF-8.
 *
 * Each function looks at text[at] and never beyond `high`, the end of what may be looked at.
 */
#ifndef SENTENCE_CHARACTERS_H
#define SENTENCE_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>

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

/* Bytes of the blank at text[at], 0 if there is none. Blanks are space, tab, CR, LF and the
 * spaces of Unicode, no-break ones too. */
size_t white_at(const char *text, size_t at, size_t high);
/* Bytes of the blank that ends before text[at]. */
size_t white_before(const char *text, size_t at, size_t low);
/* Bytes of the mark at text[at], 0 if there is none. */
size_t mark_at(const char *text, size_t at, size_t high, enum mark *mark);
/* Bytes of the mark that ends before text[at]. */
size_t mark_before(const char *text, size_t at, size_t low, enum mark *mark);
/* Bytes of a full stop, exclamation mark, question mark or ellipsis. */
size_t stop_at(const char *text, size_t at, size_t high);
/* Bytes of a hyphen or dash. */
size_t dash_at(const char *text, size_t at, size_t high);
/* What letter or digit begins at text[at], and its bytes. */
enum letter letter_at(const char *text, size_t at, size_t high, size_t *size);

#endif
