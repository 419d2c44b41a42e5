/* token.h - what `sentence` and `protect` recognise alike: numbers, dates, times, links.
 *
 * Every function looks at UTF-8 text from one offset, allocates nothing, keeps no state, and looks
 * at a bounded number of bytes. A blank between parts may be a space, a no-break space (U+00A0),
 * a narrow one (U+202F) or a thin one (U+2009).
 */
#ifndef TOKEN_TOKEN_H
#define TOKEN_TOKEN_H

#include "base/base.h"

/* The German of the article: how numbers are grouped, which month names there are. */
enum token_locale { TOKEN_DE, TOKEN_DE_AT, TOKEN_DE_CH };

/* A number in German writing. */
struct token_number {
    size_t end;       /* offset after it */
    bool grouped;     /* it has separators of thousands */
    bool decimal;     /* it has a fraction */
    bool ordinal_dot; /* a full stop stands right after it; `end` is before that stop */
    unsigned digits;  /* digits before the fraction */
    uint64_t value;   /* of the part before the fraction; UINT64_MAX if it does not fit */
};
/* A number that begins at text[at]: 12, 12.000, 1,28, 1 500, 1'500 (Swiss). False if none does,
 * or if a digit or letter stands right before it. */
bool token_number(struct view text, size_t at, enum token_locale locale, struct token_number *out);

/* A date: 22. Oktober, 22. Oktober 2024, Dienstag, 22. Oktober 2024, 8. und 13. Oktober,
 * 23.10.2024, 22. 10. 2024, 22.10., Okt. for Oktober, Jänner, Oktober 2024. */
struct token_date {
    size_t end;       /* offset after it; a full stop of 22.10. or Okt. is inside */
    bool written_out; /* the month is a name */
    uint8_t weekday;  /* 1 Monday to 7 Sunday; 0 none */
    uint8_t days[4];  /* the days named, in order */
    uint8_t day_count;
    char joint;    /* between two days: 'u' und, 'o' oder, 'b' bis, '-' a dash, '/' , 0 none */
    uint8_t month; /* 1 to 12 */
    uint16_t year; /* 0: none */
    uint8_t year_digits; /* 2 or 4; 0: none */
};
/* A date that begins at text[at]. */
bool token_date(struct view text, size_t at, struct token_date *out);

/* A time of day: 10.58 Uhr, 10:58 Uhr, 10 Uhr, 11 bis 13 Uhr, 8 Uhr abends, 10.58 Uhr MEZ. */
struct token_time {
    size_t end;
    uint8_t hour, minute; /* 0 to 24, 0 to 59 */
    bool has_minute;
    bool range; /* a second time follows: 11 bis 13 Uhr */
    uint8_t hour_to, minute_to;
    bool has_minute_to;
};
/* A time that begins at text[at]. */
bool token_time(struct view text, size_t at, struct token_time *out);

/* A link that begins at text[at]: a URL, www.…, an e-mail address, @handle, #hashtag. Returns the
 * offset after it (without the punctuation that ends the sentence), or 0. */
size_t token_link(struct view text, size_t at);

/* The month 1 to 12 that `word` names (Oktober, Okt, Jänner; without its full stop), or 0. */
unsigned token_month(struct view word);
/* The weekday 1 to 7 that `word` names (Montag, Mo, Sonnabend; without its full stop), or 0. */
unsigned token_weekday(struct view word);

#endif
