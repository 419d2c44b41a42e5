/* values_english_dates.c - dates as English writes them: October 22, 2024; the 22nd of October;
 * 10/22/2024; 8 and 13 October. */
#include "check/values-internal.h"
#include "language/english_months.h"

/* ---- Joints ----------------------------------------------------------------------------- */

size_t values_english_joint(struct view text, size_t at)
{
    size_t p = token_skip_blanks(text, at), dash = token_dash(text, p);
    if (dash > 0)
        return token_skip_blanks(text, p + dash);
    if (values_byte_is(text, p, ',')) {
        p++;
        size_t after = values_english_joint(text, p); /* 8, 9, and 13 */
        return after > 0 ? after : token_skip_blanks(text, p);
    }
    struct view word = values_word_at(text, p);
    bool known = view_equal(word, VIEW("and")) || view_equal(word, VIEW("to")) ||
                 view_equal(word, VIEW("or")) || view_equal(word, VIEW("until")) ||
                 view_equal(word, VIEW("through"));
    return p > at && known ? token_skip_blanks(text, p + word.size) : 0;
}

/* ---- Dates ------------------------------------------------------------------------------ */

static size_t month_at(struct view text, size_t at, uint8_t *month)
{
    struct view word = values_word_at(text, at);
    const struct english_months_row *row = word.size > 0 ? english_months_find(word) : NULL;
    size_t end = at + word.size;
    if (!row || token_is_digit(text, end))
        return 0;
    *month = (uint8_t)row->month;
    return end + (word.size < 5 && values_byte_is(text, end, '.'));
}

/* third, twenty-first: a day in words. */
static size_t day_word_at(struct view text, size_t at, uint8_t *day)
{
    uint64_t number;
    bool ordinal;
    size_t end = values_english_words(text, at, &number, &ordinal);
    *day = (uint8_t)number;
    return ordinal && number > 0 && number <= 31 ? end : 0;
}

/* A day, perhaps with st, nd, rd, th: the offset after it, or 0. */
static size_t day_at(struct view text, size_t at, uint8_t *day)
{
    unsigned number;
    size_t end = values_two_digits(text, at, &number);
    if (end == 0 || number == 0 || number > 31)
        return 0;
    struct view suffix = values_word_at(text, end);
    if (view_equal(suffix, VIEW("st")) || view_equal(suffix, VIEW("nd")) ||
        view_equal(suffix, VIEW("rd")) || view_equal(suffix, VIEW("th")))
        end += suffix.size;
    bool longer = token_letter(text, end) > 0 || values_byte_is(text, end, ':') ||
                  values_byte_is(text, end, '%') ||
                  ((values_byte_is(text, end, '.') || values_byte_is(text, end, ',')) &&
                   token_is_digit(text, end + 1));
    *day = (uint8_t)number;
    return longer ? 0 : end;
}

/* A year after an optional comma: the offset after it, or `at`. */
static size_t year_at(struct view text, size_t at, uint16_t *year)
{
    size_t p = token_skip_blanks(text, values_byte_is(text, at, ',') ? at + 1 : at), end = p;
    unsigned value = 0;
    while (token_is_digit(text, end) && end - p < 5)
        value = value * 10 + (unsigned)(text.data[end++] - '0');
    bool longer = (values_byte_is(text, end, ',') || values_byte_is(text, end, '.')) &&
                  token_is_digit(text, end + 1);
    if (p == at || end - p != 4 || longer || token_letter(text, end) > 0)
        return at;
    *year = (uint16_t)value;
    return end;
}

#define DAYS_MAX 4

/* One to four days in a row. Returns the offset after the last, or 0. */
static size_t days_at(struct view text, size_t at, uint8_t *days, unsigned *count)
{
    size_t end = 0;
    *count = 0;
    bool words = !token_is_digit(text, at);
    while (*count < DAYS_MAX) {
        size_t next =
            words ? day_word_at(text, at, &days[*count]) : day_at(text, at, &days[*count]);
        if (next == 0)
            break;
        end = next;
        ++*count;
        at = values_english_joint(text, end);
        if (at == 0)
            break;
    }
    return end;
}

static size_t add_dates(struct reader *reader, struct value value, const uint8_t *days,
                        unsigned count, size_t start, size_t end)
{
    value.kind = VALUE_DATE;
    if (count == 0)
        values_add(reader, value, start, end);
    for (unsigned i = 0; i < count; i++) {
        value.day = days[i];
        values_add(reader, value, start, end);
    }
    return end;
}

/* in May of 2024 */
static size_t skip_of(struct view text, size_t at)
{
    size_t of = token_skip_blanks(text, at);
    return view_equal(values_word_at(text, of), VIEW("of")) ? of + 2 : at;
}

/* October 22, 2024; October 8 and 13; October 2024. */
size_t values_english_month_first(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    struct value value = {.kind = VALUE_DATE};
    uint8_t days[DAYS_MAX];
    unsigned count;
    size_t month = month_at(text, at, &value.month);
    if (month == 0)
        return 0;
    size_t end = days_at(text, token_skip_blanks(text, month), days, &count);
    size_t after = year_at(text, count > 0 ? end : skip_of(text, month), &value.year);
    if (count == 0 && value.year == 0)
        return 0;
    return add_dates(reader, value, days, count, at, after);
}

/* 22 October 2024; 8 and 13 October; the 22nd of October. */
size_t values_english_day_first(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    struct value value = {.kind = VALUE_DATE};
    uint8_t days[DAYS_MAX];
    unsigned count;
    size_t end = days_at(text, at, days, &count);
    if (end == 0)
        return 0;
    size_t next = token_skip_blanks(text, end);
    bool of = view_equal(values_word_at(text, next), VIEW("of"));
    if (of)
        next = token_skip_blanks(text, next + 2);
    else if (!token_is_digit(text, at))
        return 0; /* the second May Day */
    size_t month = month_at(text, next, &value.month);
    if (month == 0)
        return 0;
    size_t year = year_at(text, month, &value.year);
    return add_dates(reader, value, days, count, at, year);
}

/* 10/22/2024, 23/10/2024, 10/22: which is the day is only known above 12. */
size_t values_english_slashed(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    unsigned first, second;
    size_t end = values_two_digits(text, at, &first);
    if (end == 0 || !values_byte_is(text, end, '/'))
        return 0;
    end = values_two_digits(text, end + 1, &second);
    if (end == 0 || first == 0 || second == 0 || (first > 12 && second > 12) || first > 31 ||
        second > 31)
        return 0;
    struct value value = {.kind = VALUE_DATE, .swapped = true};
    bool day_before = first > 12;
    value.month = (uint8_t)(day_before ? second : first);
    value.day = (uint8_t)(day_before ? first : second);
    if (values_byte_is(text, end, '/')) {
        size_t start = end + 1, year_end = start;
        while (token_is_digit(text, year_end) && year_end - start < 4)
            value.year = (uint16_t)(value.year * 10 + (text.data[year_end++] - '0'));
        value.year = (uint16_t)(year_end - start == 2 ? 2000 + value.year : value.year);
        end = year_end;
    } else {
        value.optional = true; /* 1/2 may be a half */
    }
    values_add(reader, value, at, end);
    return end;
}

size_t values_english_iso(struct reader *reader, size_t at)
{
    struct token_date date;
    if (!values_byte_is(reader->text, at + 4, '-') || !token_date(reader->text, at, &date) ||
        !date.iso)
        return 0;
    struct value value = {.kind = VALUE_DATE, .year = date.year, .month = date.month};
    return add_dates(reader, value, date.days, 1, at, date.end);
}
