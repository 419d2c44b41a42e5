#include "language/months.h"
#include "language/weekdays.h"
#include "token/token.h"

static struct view word_at(struct view text, size_t at)
{
    return view_slice(text, at, token_word_end(text, at));
}

static bool is_one_of(struct view word, const struct view *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (view_equal(word, list[i]))
            return true;
    return false;
}
#define IS_ONE_OF(word, list) is_one_of(word, list, sizeof(list) / sizeof *(list))

/* A number of one or two digits up to `most` at text[at]: the offset after it, or 0. */
static size_t small_number(struct view text, size_t at, unsigned most, uint8_t *value)
{
    size_t start = at;
    unsigned number = 0;
    while (at < start + 2 && token_is_digit(text, at))
        number = number * 10 + (unsigned)(text.data[at++] - '0');
    if (at == start || token_is_digit(text, at) || number == 0 || number > most)
        return 0;
    *value = (uint8_t)number;
    return at;
}

/* ---- The year --------------------------------------------------------------------------- */

/* Four digits after "13. Oktober" may also be a quantity: 1500 Soldaten. A year is certain from
 * 1800 to 2099 unless it is a round one before a noun; any other only if no noun follows. */
static bool plausible_year(struct view text, unsigned year, size_t end)
{
    size_t next = token_skip_blanks(text, end);
    bool noun = next > end && token_capital(text, next);
    if (year >= 1800 && year <= 2099 && year % 100 != 0)
        return true;
    return year >= 1000 && year <= 2199 && !noun;
}

/* Whether the digits that end at text[end] are part of a longer number or word. */
static bool goes_on(struct view text, size_t end)
{
    if (token_is_digit(text, end) || token_letter(text, end) > 0)
        return true;
    if (end >= text.size || !token_is_digit(text, end + 1))
        return false;
    char c = text.data[end];
    return c == '.' || c == ',' || c == ':' || c == '/' || c == '\'';
}

/* A year of four digits at text[at]; returns the offset after it, or 0. */
static size_t four_digits(struct view text, size_t at, unsigned *year)
{
    *year = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!token_is_digit(text, at + i))
            return 0;
        *year = *year * 10 + (unsigned)(text.data[at + i] - '0');
    }
    return goes_on(text, at + 4) ? 0 : at + 4;
}

/* A year that follows a month's name after a blank. */
static bool take_year(struct view text, size_t at, struct token_date *out)
{
    unsigned year;
    size_t start = token_skip_blanks(text, at);
    size_t end = start > at ? four_digits(text, start, &year) : 0;
    struct token_number number;
    if (end == 0 || !plausible_year(text, year, end))
        return false;
    if (token_number(text, start, TOKEN_DE, &number) && number.end != end)
        return false;
    out->year = (uint16_t)year;
    out->year_digits = 4;
    out->year_at = start;
    out->end = end;
    return true;
}

/* The year of 23.10.2024 or 23.10.24 that begins at text[at]. Two digits are a year only where
 * nothing else can be meant. */
static bool take_numeric_year(struct view text, size_t at, bool certain, struct token_date *out)
{
    unsigned year;
    uint8_t two = 0;
    size_t end = four_digits(text, at, &year);
    if (end > 0 && year >= 1000 && year <= 2199) {
        out->year = (uint16_t)year;
        out->year_digits = 4;
    } else {
        end = certain ? small_number(text, at, 99, &two) : 0;
        if (end != at + 2 || goes_on(text, end) || (two > 39 && two < 60))
            return false;
        out->year = (uint16_t)(two + (two < 40 ? 2000 : 1900));
        out->year_digits = 2;
    }
    out->year_at = at;
    out->end = end;
    return true;
}

/* ---- The month -------------------------------------------------------------------------- */

/* A month's name at text[at], and the year after it. An abbreviation needs its stop or a year. */
static bool take_month_name(struct view text, size_t at, struct token_date *out)
{
    struct view word = word_at(text, at);
    const struct months_row *row = word.size > 0 ? months_find(word) : NULL;
    size_t end = at + word.size;
    if (!row || !token_word_boundary(text, end))
        return false;
    bool stop = row->abbreviation && end < text.size && text.data[end] == '.';
    out->month = (uint8_t)row->month;
    out->written_out = true;
    out->end = end + stop;
    return take_year(text, out->end, out) || !row->abbreviation || stop;
}

/* The word before text[at], past blanks and one mark (.,) after the word. */
static struct view word_before(struct view text, size_t at)
{
    at = token_skip_blanks_back(text, at);
    if (at > 0 && (text.data[at - 1] == ',' || text.data[at - 1] == '.'))
        at--;
    return view_slice(text, token_word_start(text, at), at);
}

/* Whether what stands before text[at] says that a day follows: am 22.10., Montag, 22.10. */
static bool day_expected(struct view text, size_t at)
{
    static const struct view words[] = {
        VIEW("am"),  VIEW("Am"),   VIEW("vom"),  VIEW("Vom"), VIEW("bis"), VIEW("Bis"), VIEW("zum"),
        VIEW("Zum"), VIEW("seit"), VIEW("Seit"), VIEW("ab"),  VIEW("Ab"),  VIEW("dem"), VIEW("den"),
    };
    struct view word = word_before(text, at);
    if (word.size > 0 && (IS_ONE_OF(word, words) || weekdays_find(word)))
        return true;
    /* am 3.4. und 5.4. */
    size_t and = token_skip_blanks_back(text, at) - (view_equal(word, VIEW("und")) ? 3 : 0);
    size_t stop = token_skip_blanks_back(text, and);
    return view_equal(word, VIEW("und")) && stop > 1 && text.data[stop - 1] == '.' &&
           token_is_digit(text, stop - 2);
}

/* 10.2024, 10.24 or 10. at text[at]: a month in digits after the day that ends there. */
static bool take_month_number(struct view text, size_t start, size_t at, struct token_date *out)
{
    size_t stop = small_number(text, at, 12, &out->month);
    if (stop == 0 || stop >= text.size || text.data[stop] != '.')
        return false;
    bool expected = out->weekday > 0 || day_expected(text, start);
    bool two_and_two = stop - at == 2 && at - start == 3;
    if (take_numeric_year(text, token_skip_blanks(text, stop + 1), expected || two_and_two, out))
        return true;
    out->end = stop + 1;
    return expected && !token_is_digit(text, out->end) && !goes_on(text, stop);
}

/* ---- The days --------------------------------------------------------------------------- */

/* The joint between two days at text[at]; returns the offset of the second, or 0. */
static size_t day_joint(struct view text, size_t at, char *mark)
{
    static const struct view articles[] = {VIEW("dem"), VIEW("den"), VIEW("der"), VIEW("am"),
                                           VIEW("zum")};
    size_t p = token_skip_blanks(text, at), dash = token_dash(text, p);
    char c = (char)(p < text.size ? text.data[p] : '\0');
    if (c == ',' || c == '/' || dash > 0) {
        *mark = (char)(c == ',' || c == '/' ? c : '-');
        return token_skip_blanks(text, p + (dash > 0 ? dash : 1));
    }
    struct view word = word_at(text, p);
    bool und = view_equal(word, VIEW("und")), oder = view_equal(word, VIEW("oder"));
    bool bis = view_equal(word, VIEW("bis")) || view_equal(word, VIEW("auf"));
    if (p == at || (!und && !oder && !bis))
        return 0;
    *mark = (char)(und ? 'u' : oder ? 'o' : 'b');
    size_t next = token_skip_blanks(text, p + word.size);
    struct view article = word_at(text, next);
    return IS_ONE_OF(article, articles) ? token_skip_blanks(text, next + article.size) : next;
}

/* Whether the days are in the month (February with its leap day) and rise: in "vom 30. auf den
 * 1. Mai" the first is of another month. */
static bool days_fit(const struct token_date *date)
{
    static const uint8_t lengths[13] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (unsigned i = 0; i < date->day_count; i++)
        if (date->days[i] > lengths[date->month] || (i > 0 && date->days[i] <= date->days[i - 1]))
            return false;
    return true;
}

/* Days and a month: 22. Oktober, 8. und 13. Oktober, 1., 2. oder 3. Mai, 3.-5. Mai, 23.10.2024.
 * Only before a dash or a stroke may a day lack its stop. */
static bool take_days(struct view text, size_t at, struct token_date *out)
{
    size_t start = at;
    for (;;) {
        size_t end = small_number(text, at, 31, &out->days[out->day_count]);
        if (end == 0)
            return false;
        out->day_count++;
        bool stop = end < text.size && text.data[end] == '.';
        size_t after = end + stop, month = token_skip_blanks(text, after);
        if (stop && (take_month_name(text, month, out) ||
                     take_month_number(text, out->day_count > 1 ? start : at, month, out)))
            return days_fit(out);
        char mark = 0;
        size_t next = day_joint(text, after, &mark);
        bool list_ended = out->joint != 0 && out->joint != ',';
        if (next == 0 || list_ended || out->day_count == 4 || (!stop && mark != '-' && mark != '/'))
            return false;
        out->joint = mark;
        at = next;
    }
}

/* ---- Whole dates ------------------------------------------------------------------------ */

static bool take_iso(struct view text, size_t at, struct token_date *out)
{
    unsigned year;
    size_t dash = four_digits(text, at, &year);
    if (dash == 0 || dash + 6 > text.size || text.data[dash] != '-' || text.data[dash + 3] != '-' ||
        small_number(text, dash + 1, 12, &out->month) != dash + 3 ||
        small_number(text, dash + 4, 31, &out->days[0]) != dash + 6 || goes_on(text, dash + 6))
        return false;
    out->iso = true;
    out->day_count = 1;
    out->year = (uint16_t)year;
    out->year_digits = 4;
    out->year_at = at;
    out->end = dash + 6;
    return token_word_boundary(text, out->end) && days_fit(out);
}

/* Dienstag, dem 22. Oktober: the offset of the day after the weekday at text[at]. */
static size_t after_weekday(struct view text, size_t at, struct token_date *out)
{
    struct view word = word_at(text, at);
    const struct weekdays_row *row = word.size > 0 ? weekdays_find(word) : NULL;
    size_t end = at + word.size;
    if (!row || !token_word_boundary(text, end))
        return 0;
    out->weekday = (uint8_t)row->weekday;
    if (row->abbreviation && end < text.size && text.data[end] == '.')
        end++;
    if (end < text.size && text.data[end] == ',')
        end++;
    size_t next = token_skip_blanks(text, end);
    struct view article = word_at(text, next);
    if (view_equal(article, VIEW("dem")) || view_equal(article, VIEW("den")))
        next = token_skip_blanks(text, next + article.size);
    return next;
}

/* Karl August 1822: a month's name after a capital is a person's, unless one of these words. */
static bool name_before(struct view text, size_t at)
{
    static const struct view words[] = {
        VIEW("Im"),   VIEW("Seit"), VIEW("Ab"),  VIEW("Bis"),      VIEW("Anfang"), VIEW("Mitte"),
        VIEW("Ende"), VIEW("Von"),  VIEW("Vom"), VIEW("Zwischen"), VIEW("Stand"),  VIEW("Erst"),
    };
    size_t end = token_skip_blanks_back(text, at), start = token_word_start(text, end);
    struct view word = view_slice(text, start, end);
    return word.size > 0 && token_capital(text, start) && !IS_ONE_OF(word, words);
}

/* Whether text[at] is inside a longer number: the 10 of 1.10, of 3-10. */
static bool in_number(struct view text, size_t at)
{
    if (at == 0 || token_is_digit(text, at - 1))
        return at > 0;
    char c = text.data[at - 1];
    return at > 1 && token_is_digit(text, at - 2) && (c == '.' || c == ',' || c == ':' || c == '/');
}

bool token_date(struct view text, size_t at, struct token_date *out)
{
    *out = (struct token_date){0};
    if (at >= text.size || token_letter_before(text, at))
        return false;
    if (token_is_digit(text, at))
        return !in_number(text, at) && (take_iso(text, at, out) || take_days(text, at, out));
    size_t day = after_weekday(text, at, out);
    if (day > 0)
        return take_days(text, day, out);
    return take_month_name(text, at, out) && out->year > 0 && !name_before(text, at);
}
