/* token.h - what `sentence` and `protect` recognise alike: numbers, dates, times, links.
 *
 * Every function looks at UTF-8 text from one offset, allocates nothing, keeps no state, and looks
 * at a bounded number of bytes. A blank between parts may be a space, a no-break space (U+00A0),
 * a narrow one (U+202F) or a thin one (U+2009).
 */
#ifndef TOKEN_TOKEN_H
#define TOKEN_TOKEN_H

#include "base/base.h"

/* ---- Characters ------------------------------------------------------------------------- */

/* Length of the blank at text[at], or 0. */
size_t token_wide_blank(struct view text, size_t at);
static inline size_t token_blank(struct view text, size_t at)
{
    if (at >= text.size)
        return 0;
    unsigned char byte = (unsigned char)text.data[at];
    return byte == ' ' ? 1 : byte < 0x80 ? 0 : token_wide_blank(text, at);
}
/* The offset after at most three blanks: in nearly every place after one, or none. */
size_t token_skip_more_blanks(struct view text, size_t at);
static inline size_t token_skip_blanks(struct view text, size_t at)
{
    size_t next = at + (at < text.size && text.data[at] == ' ');
    bool more = next < text.size && (text.data[next] == ' ' || (text.data[next] & 0x80));
    return more ? token_skip_more_blanks(text, at) : next;
}
/* The same backwards: the offset of the first of at most three blanks that end before text[at]. */
size_t token_skip_more_blanks_back(struct view text, size_t at);
static inline size_t token_skip_blanks_back(struct view text, size_t at)
{
    size_t before = at - (at > 0 && text.data[at - 1] == ' ');
    bool more = before > 0 && (text.data[before - 1] == ' ' || (text.data[before - 1] & 0x80));
    return more ? token_skip_more_blanks_back(text, at) : before;
}
static inline bool token_is_digit(struct view text, size_t at)
{
    return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}
/* Length of the letter at text[at], or 0. */
size_t token_wide_letter(struct view text, size_t at);
static inline size_t token_letter(struct view text, size_t at)
{
    if (at >= text.size)
        return 0;
    unsigned char byte = (unsigned char)text.data[at];
    return byte < 0x80 ? (unsigned)(byte | 0x20) - 'a' < 26 : token_wide_letter(text, at);
}
/* Whether a letter ends before text[at]. */
bool token_wide_letter_before(struct view text, size_t at);
static inline bool token_letter_before(struct view text, size_t at)
{
    unsigned char byte = (unsigned char)(at > 0 ? text.data[at - 1] : '\0');
    return byte < 0x80 ? (unsigned)(byte | 0x20) - 'a' < 26 : token_wide_letter_before(text, at);
}
/* Whether a capital letter stands at text[at]. */
bool token_capital(struct view text, size_t at);
/* The offset after the letters at text[at]. */
size_t token_letters_end(struct view text, size_t at);
/* The offset after the letters at text[at]. */
size_t token_letters_end(struct view text, size_t at);
/* The offset after the word (letters only, at most 64 bytes) at text[at]. */
size_t token_word_end(struct view text, size_t at);
/* The offset where the word (letters only, at most 64 bytes) that ends before text[at] begins. */
size_t token_word_start(struct view text, size_t at);
/* Length of the dash at text[at] (-, U+2010 to U+2014, U+2212), or 0. */
size_t token_dash(struct view text, size_t at);
/* Whether a word ends at text[at]: no letter or digit follows, and no hyphen that joins one. */
bool token_word_boundary(struct view text, size_t at);

/* ---- Numbers, dates, times, links ------------------------------------------------------- */

/* The German of the article: how numbers are grouped, which month names there are. */
enum token_locale { TOKEN_DE, TOKEN_DE_AT, TOKEN_DE_CH };

/* A number in German writing. */
struct token_number {
    size_t end;       /* offset after it */
    bool grouped;     /* it has separators of thousands */
    bool decimal;     /* it has a fraction */
    bool unsure;      /* 1.500 in Swiss German may be 1.5; plain blanks may part two numbers */
    bool ordinal_dot; /* a full stop stands right after it; `end` is before that stop */
    unsigned digits;  /* digits before the fraction */
    size_t fraction;  /* offset of the first digit of the fraction; `end` if it has none */
    uint64_t value;   /* of the part before the fraction; UINT64_MAX if it does not fit */
};
/* A number that begins at text[at] with a digit: 12, 12.000, 1,28, 1 500, 1'500, 5.50 (Swiss).
 * False if none does, or if a digit or letter stands right before it. What follows it is the
 * caller's to judge: a letter (5G), or more of a longer thing (10 of 10.58). */
bool token_number(struct view text, size_t at, enum token_locale locale, struct token_number *out);

/* A date: 22. Oktober, 22. Oktober 2024, Dienstag, 22. Oktober 2024, 8. und 13. Oktober,
 * 23.10.2024, 22. 10. 2024, Okt. for Oktober, Jänner, Oktober 2024, 2024-10-23. 22.10. only after
 * am, vom, bis, zum, seit, a weekday or the like. */
struct token_date {
    size_t end;       /* offset after it; a full stop of 22.10. or Okt. is inside */
    size_t year_at;   /* offset of the year's first digit; 0: none */
    bool iso;         /* 2024-10-23 */
    bool written_out; /* the month is a name */
    uint8_t weekday;  /* 1 Monday to 7 Sunday; 0 none */
    uint8_t days[4];  /* the days named, in order */
    uint8_t day_count;
    char joint; /* before the last day: 'u' und, 'o' oder, 'b' bis or auf, '-' a dash, '/'; 0: none
                 */
    uint8_t month; /* 1 to 12 */
    uint16_t year; /* 0: none; of two digits 00 to 39 are 2000 to 2039, 60 to 99 1960 to 1999 */
    uint8_t year_digits; /* 2 or 4; 0: none */
};
/* A date that begins at text[at]. */
bool token_date(struct view text, size_t at, struct token_date *out);

/* A time of day: 10.58 Uhr, 10:58 Uhr, 10 Uhr, 11 bis 13 Uhr, 8 Uhr bis 10 Uhr, 8 Uhr abends,
 * 10.58 Uhr MEZ. */
struct token_time {
    size_t end;
    uint8_t hour, minute; /* 0 to 24, 0 to 59; 8 Uhr abends is 20, 12 Uhr nachts is 24 */
    bool has_minute;
    bool range; /* a second time follows: 11 bis 13 Uhr */
    char joint; /* between the two: as in token_date */
    uint8_t hour_to, minute_to;
    bool has_minute_to;
    bool daypart;     /* abends, nachts, ... stands in it */
    struct view zone; /* MEZ or MESZ, or empty */
};
/* A time that begins at text[at]. */
bool token_time(struct view text, size_t at, struct token_time *out);

/* A link that begins at text[at]: a URL, www.…, example.org, an e-mail address, @handle, #hashtag.
 * Returns the offset after it (without the punctuation that ends the sentence), or 0. */
size_t token_link(struct view text, size_t at);
/* The offset, at or behind `at`, from which on the next link may begin; text.size: there is none. A
 * link has one of . : @ # in it, and no space. */
size_t token_link_start(struct view text, size_t at);
/* A quick no for most texts: a link has an @, a #, or a dot or colon inside a word. */
bool token_link_possible(struct view text);

/* The month 1 to 12 that `word` names (Oktober, Okt, Jänner; without its full stop), or 0. */
unsigned token_month(struct view word);
/* The weekday 1 to 7 that `word` names (Montag, Mo, Sonnabend; without its full stop), or 0. */
unsigned token_weekday(struct view word);
/* Whether it names a month or a weekday. */
bool token_date_word(struct view word);

#endif
