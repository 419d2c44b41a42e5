/* values-internal.h - what the readers of German and English values share. */
#ifndef CHECK_VALUES_INTERNAL_H
#define CHECK_VALUES_INTERNAL_H

#include "check/values.h"

/* One walk over a text. */
struct reader {
    struct view text;
    enum token_locale locale;
    struct values *values;
    bool no_memory;
};

/* Reads the digits or the word at text[at]; returns the offset after it. */
typedef size_t values_read_function(struct reader *reader, size_t at);
/* Reads what a glance found, or all of the text if there is none; false when memory runs out. */
bool values_read(struct reader *reader, const struct glance *glance, values_read_function *read);

/* The word at text[at], and whether a byte stands there. */
static inline struct view values_word_at(struct view text, size_t at)
{
    size_t end = at;
    if (at < text.size && ((unsigned char)text.data[at] >= 'A')) /* a quick no for what is none */
        end = token_word_end(text, at);
    return view_slice(text, at, end);
}
static inline bool values_byte_is(struct view text, size_t at, char c)
{
    return at < text.size && text.data[at] == c;
}

/* Adds a value; fills in where it stands. */
void values_add(struct reader *reader, struct value value, size_t start, size_t end);
/* After a number with a magnitude was added: the number before it, if only a joint or a currency's
 * sign stands between them, may share the magnitude. */
void values_share_magnitude(struct reader *reader, int exponent);
/* Reads the sign before the digits at text[at] into `value`: minus, a hyphen or U+2212 after a
 * blank or a bracket. `at` stands before a currency's sign. */
void values_take_sign(struct view text, size_t at, struct value *value);
/* The number that the digits in text[at..end) write; those from `fraction` on are decimals
 * (`end`: none). Other bytes between the digits are passed over. */
struct value value_of_digits(struct view text, size_t at, size_t fraction, size_t end,
                             int exponent);
/* The number `digits` * 10^exponent. */
struct value value_of_integer(uint64_t digits, int exponent);
/* The decade that the digits in text[at..end) name (1990, 90), else a value of kind number. */
struct value value_of_decade(struct view text, size_t at, size_t end);
/* The offset after one or two digits at text[at] and their number, or 0. */
size_t values_two_digits(struct view text, size_t at, unsigned *number);
/* `word` in small letters (ASCII, ÄÖÜ) in `out`, which has 64 bytes; empty if it is longer. */
struct view values_small(struct view word, char *out);
/* The offset after the link at text[at], or 0. */
size_t values_skip_link(struct view text, size_t at);
/* English. The offset after "and", "to", "or", a comma or a dash at text[at], or 0. */
size_t values_english_joint(struct view text, size_t at);
/* The offset after a.m., pm and the like at text[at], or 0. */
size_t values_english_half(struct view text, size_t at, bool *afternoon);
/* The offset after the number words at text[at], or 0. */
size_t values_english_words(struct view text, size_t at, uint64_t *number, bool *ordinal);
/* values_english_dates.c, values_english_times.c: each adds what it finds at text[at], and returns
 * the offset after it, or 0. October 22, 2024; 22 October; 10/22/2024; 2024-10-22; 3:10 p.m.; 10
 * past 3, of which it may add nothing. */
size_t values_english_month_first(struct reader *reader, size_t at);
size_t values_english_day_first(struct reader *reader, size_t at);
size_t values_english_slashed(struct reader *reader, size_t at);
size_t values_english_iso(struct reader *reader, size_t at);
size_t values_english_time(struct reader *reader, size_t at);
size_t values_english_clock_words(struct reader *reader, size_t at);
/* The offset after o'clock at text[at], or 0. */
size_t values_english_clock(struct view text, size_t at);
/* values_wording.c: each adds what it finds, and returns the offset after it, or 0. What follows
 * `minutes` at text[at]: past three, or, if they are `sure` to be minutes, to three. What follows
 * an hour. Half, quarter. */
size_t values_english_past(struct reader *reader, size_t start, size_t at, unsigned minutes,
                           bool sure);
size_t values_english_hour(struct reader *reader, unsigned hour, size_t start, size_t end);
size_t values_english_part(struct reader *reader, size_t at);
/* The offset after ½, ¼ or ¾ behind whole digits text[at..end), or 0; and the number that both
 * are, times ten to the exponent. */
size_t values_mixed_end(struct view text, size_t at, size_t end);
struct value values_mixed(struct view text, size_t at, size_t end, int exponent);
/* 2:1, 1.2.3 and the like at text[at]: adds each part as a number. Returns the offset after it, or
 * 0 if what stands there is no such chain. */
size_t values_chain(struct reader *reader, size_t at);
/* Whether digits at text[start..end) are joined to letters. */
bool values_joined(struct view text, size_t start, size_t end);

#endif
