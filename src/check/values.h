/* values.h - the values that a text holds: numbers, dates, times, however they are written.
 *
 * A value that a translator typed instead of a code is found with them ("12 thousand" is 12.000,
 * "third" is 3., "3:10 p.m." is 15.10 Uhr), and a number that changed its value. What two
 * languages write differently is equal here: 1.500 in German, 1,500 and 1500 in English; 1,5 is
 * another value. The value of a code is read in its English form, since its German may depend on
 * the sentence (am 22.10.).
 */
#ifndef CHECK_VALUES_H
#define CHECK_VALUES_H

#include "base/base.h"
#include "check/glance.h"
#include "check/value_index.h"
#include "token/token.h"

enum value_kind { VALUE_NUMBER, VALUE_DATE, VALUE_TIME, VALUE_DECADE, VALUE_KINDS };

struct value {
    enum value_kind kind;
    size_t start, end; /* bytes of the text that say it */
    bool optional; /* may stand for a value of the other text, but needs none there: a number word
                      (one, first), digits joined to letters (80er) */
    bool taken;    /* values_take found it */
    /* VALUE_NUMBER: digits * 10^exponent, without zeros at the end of the digits */
    bool negative;
    bool sign_open;  /* minus 5 Prozent, or a dash that begins the text: the sign may be lacking */
    uint64_t digits; /* more than 19 digits: a hash of them */
    int exponent;
    int scale; /* exponent of a magnitude that it may share: the 3 of 3 bis 5 Millionen; 0: none */
    /* VALUE_DATE: 0 is unknown. VALUE_DECADE: 1990, or 90 without its century */
    uint16_t year;
    uint8_t month, day;
    bool swapped; /* 10/11/2024: day and month may be the other way round */
    /* VALUE_TIME */
    uint16_t minute; /* of the day, 0 to 1439; midnight is 0 */
    bool half_day;   /* eight o'clock: morning or evening */
};

struct value_word;

/* The values of one text, in order; kept from text to text. All zero is valid and empty. */
struct values {
    struct value *items;
    size_t count, capacity;
    struct value_index index; /* once values are taken */
    struct value_word *words; /* that a German text had; NULL: none yet */
    bool indexed;
    bool failed; /* memory ran out for the index */
};

/* Empties the list, and keeps its memory. */
void values_clear(struct values *values);
/* Lists the values of a German text. A range or a list of days is several values. Replaces what
 * `values` held. False when memory runs out. */
bool values_of_german(struct view text, enum token_locale locale, struct values *values);
/* The same of an English text, en-US or en-GB. */
bool values_of_english(struct view text, struct values *values);
/* The same of a text that glance_at looked at, for words of that language: most are empty. */
bool values_glanced_german(struct view text, enum token_locale locale, const struct glance *glance,
                           struct values *values);
bool values_glanced_english(struct view text, const struct glance *glance, struct values *values);
/* Adds copies of the values of another text, for values_have only. False when memory runs out. */
bool values_append(struct values *to, const struct values *from);
/* Whether one of the values equals `value`, taken or not. */
bool values_have(struct values *values, const struct value *value);
/* Whether both are the same value. A date without a year equals the day in any year. */
bool value_equal(const struct value *a, const struct value *b);
/* Finds the first value that equals `value` and is not taken, takes it and returns it; NULL if
 * there is none, or memory ran out. One that is not optional comes first. */
struct value *values_take(struct values *values, const struct value *value);
void values_free(struct values *values);

#endif
