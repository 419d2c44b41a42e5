#include "check/values-internal.h"
#include "language/english_months.h"
#include "language/english_numbers.h"

static struct view word_at(struct view text, size_t at)
{
    return view_slice(text, at, token_word_end(text, at));
}

static bool byte_is(struct view text, size_t at, char c)
{
    return at < text.size && text.data[at] == c;
}

/* ---- Joints ----------------------------------------------------------------------------- */

size_t values_english_joint(struct view text, size_t at)
{
    size_t p = token_skip_blanks(text, at), dash = token_dash(text, p);
    if (dash > 0)
        return token_skip_blanks(text, p + dash);
    if (byte_is(text, p, ',')) {
        p++;
        size_t after = values_english_joint(text, p); /* 8, 9, and 13 */
        return after > 0 ? after : token_skip_blanks(text, p);
    }
    struct view word = word_at(text, p);
    bool known = view_equal(word, VIEW("and")) || view_equal(word, VIEW("to")) ||
                 view_equal(word, VIEW("or")) || view_equal(word, VIEW("until")) ||
                 view_equal(word, VIEW("through"));
    return p > at && known ? token_skip_blanks(text, p + word.size) : 0;
}

/* ---- Dates ------------------------------------------------------------------------------ */

static size_t month_at(struct view text, size_t at, uint8_t *month)
{
    struct view word = word_at(text, at);
    const struct english_months_row *row = word.size > 0 ? english_months_find(word) : NULL;
    size_t end = at + word.size;
    if (!row || token_is_digit(text, end))
        return 0;
    *month = (uint8_t)row->month;
    return end + (word.size < 5 && byte_is(text, end, '.'));
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
    struct view suffix = word_at(text, end);
    if (view_equal(suffix, VIEW("st")) || view_equal(suffix, VIEW("nd")) ||
        view_equal(suffix, VIEW("rd")) || view_equal(suffix, VIEW("th")))
        end += suffix.size;
    bool longer =
        token_letter(text, end) > 0 || byte_is(text, end, ':') || byte_is(text, end, '%') ||
        ((byte_is(text, end, '.') || byte_is(text, end, ',')) && token_is_digit(text, end + 1));
    *day = (uint8_t)number;
    return longer ? 0 : end;
}

/* A year after an optional comma: the offset after it, or `at`. */
static size_t year_at(struct view text, size_t at, uint16_t *year)
{
    size_t p = token_skip_blanks(text, byte_is(text, at, ',') ? at + 1 : at), end = p;
    unsigned value = 0;
    while (token_is_digit(text, end) && end - p < 5)
        value = value * 10 + (unsigned)(text.data[end++] - '0');
    bool longer =
        (byte_is(text, end, ',') || byte_is(text, end, '.')) && token_is_digit(text, end + 1);
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
    return view_equal(word_at(text, of), VIEW("of")) ? of + 2 : at;
}

/* October 22, 2024; October 8 and 13; October 2024. */
static size_t month_first(struct reader *reader, size_t at)
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
static size_t day_first(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    struct value value = {.kind = VALUE_DATE};
    uint8_t days[DAYS_MAX];
    unsigned count;
    size_t end = days_at(text, at, days, &count);
    if (end == 0)
        return 0;
    size_t next = token_skip_blanks(text, end);
    bool of = view_equal(word_at(text, next), VIEW("of"));
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
static size_t slashed(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    unsigned first, second;
    size_t end = values_two_digits(text, at, &first);
    if (end == 0 || !byte_is(text, end, '/'))
        return 0;
    end = values_two_digits(text, end + 1, &second);
    if (end == 0 || first == 0 || second == 0 || (first > 12 && second > 12) || first > 31 ||
        second > 31)
        return 0;
    struct value value = {.kind = VALUE_DATE, .swapped = true};
    bool day_before = first > 12;
    value.month = (uint8_t)(day_before ? second : first);
    value.day = (uint8_t)(day_before ? first : second);
    if (byte_is(text, end, '/')) {
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

/* ---- Times ------------------------------------------------------------------------------ */

struct clock {
    unsigned hour, minute;
    bool has_minute;
    size_t end;
};

static bool clock_at(struct view text, size_t at, struct clock *out)
{
    *out = (struct clock){.end = values_two_digits(text, at, &out->hour)};
    out->end = values_two_digits(text, at, &out->hour);
    if (out->end == 0 || out->hour > 24)
        return false;
    bool mark = byte_is(text, out->end, ':') || byte_is(text, out->end, '.');
    if (!mark || !token_is_digit(text, out->end + 1))
        return true;
    size_t end = values_two_digits(text, out->end + 1, &out->minute);
    if (end != out->end + 3 || out->minute > 59)
        return false;
    out->has_minute = true;
    out->end = end;
    return true;
}

size_t values_english_half(struct view text, size_t at, bool *afternoon)
{
    static const struct {
        struct view word;
        bool afternoon;
    } halves[] = {
        {VIEW("a.m."), false}, {VIEW("p.m."), true}, {VIEW("am"), false},  {VIEW("pm"), true},
        {VIEW("AM"), false},   {VIEW("PM"), true},   {VIEW("a.m"), false}, {VIEW("p.m"), true},
        {VIEW("A.M."), false}, {VIEW("P.M."), true},
    };
    size_t p = token_skip_blanks(text, at);
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        size_t end = p + halves[i].word.size;
        if (!view_starts_with(view_slice(text, p, text.size), halves[i].word) ||
            token_letter(text, end) > 0)
            continue;
        *afternoon = halves[i].afternoon;
        return end;
    }
    return 0;
}

static void add_clock(struct reader *reader, const struct clock *clock, bool half, bool afternoon,
                      size_t start, size_t end)
{
    unsigned hour = half ? clock->hour % 12 + (afternoon ? 12u : 0u) : clock->hour % 24;
    struct value value = {.kind = VALUE_TIME, .minute = (uint16_t)(hour * 60 + clock->minute)};
    values_add(reader, value, start, end);
}

/* 3:10 p.m., 3 pm, 15:10, 8 to 10 a.m., eight o'clock with digits. */
static size_t read_time(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    struct clock first, second;
    bool afternoon = false;
    if (!clock_at(text, at, &first))
        return 0;
    size_t end = values_english_half(text, first.end, &afternoon);
    if (end > 0) {
        add_clock(reader, &first, true, afternoon, at, end);
        return end;
    }
    size_t next = values_english_joint(text, first.end);
    if (next > 0 && clock_at(text, next, &second)) {
        end = values_english_half(text, second.end, &afternoon);
        if (end > 0) {
            add_clock(reader, &first, true, afternoon, at, end);
            add_clock(reader, &second, true, afternoon, next, end);
            return end;
        }
    }
    next = token_skip_blanks(text, first.end);
    if (view_starts_with(view_slice(text, next, text.size), VIEW("o'clock")) ||
        view_starts_with(view_slice(text, next, text.size), VIEW("o’clock"))) {
        add_clock(reader, &first, false, false, at, token_word_end(text, next + 2));
        reader->values->items[reader->values->count - 1].half_day = true;
        return next + sizeof "o'clock" - 1;
    }
    if (!first.has_minute || text.data[first.end - 3] != ':' || byte_is(text, first.end, ':'))
        return 0;
    add_clock(reader, &first, false, false, at, first.end);
    return first.end;
}

/* ---- Numbers ---------------------------------------------------------------------------- */

/* The digits at text[at]: groups after commas, a fraction after a point. */
static size_t number_end(struct view text, size_t at, size_t *fraction)
{
    size_t end = at;
    while (token_is_digit(text, end))
        end++;
    size_t first = end - at;
    while (first <= 3 && byte_is(text, end, ',') && token_is_digit(text, end + 1) &&
           token_is_digit(text, end + 2) && token_is_digit(text, end + 3) &&
           !token_is_digit(text, end + 4))
        end += 4;
    *fraction = end;
    if (byte_is(text, end, '.') && token_is_digit(text, end + 1)) {
        *fraction = ++end;
        while (token_is_digit(text, end))
            end++;
    }
    return end;
}

/* million, bn, or m and k after an amount of money: the exponent, and *end behind it. */
static int take_magnitude(struct view text, bool money, size_t *end)
{
    static const struct {
        struct view word;
        int exponent;
        bool money;
    } short_ones[] = {
        {VIEW("mn"), 6, false}, {VIEW("bn"), 9, false}, {VIEW("tn"), 12, false},
        {VIEW("m"), 6, true},   {VIEW("k"), 3, true},   {VIEW("K"), 3, true},
        {VIEW("M"), 6, true},   {VIEW("B"), 9, true},
    };
    size_t at = token_skip_blanks(text, *end);
    at += at == *end && byte_is(text, at, '-');
    struct view word = word_at(text, at);
    const struct english_numbers_row *row = word.size > 0 ? english_numbers_find(word) : NULL;
    if (row && row->scale == 1 && !row->ordinal && at > *end) {
        *end = at + word.size;
        return row->exponent;
    }
    for (size_t i = 0; i < sizeof short_ones / sizeof *short_ones; i++)
        if (view_equal(word, short_ones[i].word) && (money || !short_ones[i].money)) {
            *end = at + word.size;
            return short_ones[i].exponent;
        }
    return 0;
}

/* The offset of the currency's sign before text[at]; `at` if there is none. */
static size_t money_before(struct view text, size_t at)
{
    static const struct view signs[] = {VIEW("€"),    VIEW("$"),    VIEW("£"),   VIEW("EUR "),
                                        VIEW("USD "), VIEW("GBP "), VIEW("CHF ")};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (at >= signs[i].size && view_equal(view_slice(text, at - signs[i].size, at), signs[i]))
            return at - signs[i].size;
    return at;
}

/* Whether a currency stands after a letter behind the digits: 1.5m euros. */
static bool money_after(struct view text, size_t at)
{
    static const struct view words[] = {VIEW("euros"), VIEW("euro"), VIEW("dollars"),
                                        VIEW("pounds"), VIEW("francs")};
    struct view word = word_at(text, token_skip_blanks(text, token_word_end(text, at)));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (view_equal(word, words[i]))
            return true;
    return false;
}

/* Digits that are part of a time in words: 10 past 3, 8 in the evening, 12 noon. */
static size_t read_clock_words(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    unsigned number;
    size_t end = values_two_digits(text, at, &number), after;
    if (end == 0 || values_joined(text, at, end) || byte_is(text, end, '-'))
        return 0;
    after = values_english_past(reader, at, end, number, false);
    if (after > 0)
        return after;
    struct view next = word_at(text, token_skip_blanks(text, end));
    if (number == 12 && (view_equal(next, VIEW("noon")) || view_equal(next, VIEW("midnight"))))
        return end;
    after = values_english_hour(reader, number, at, end);
    if (after == 0)
        return 0;
    struct value value = value_of_integer(number, 0);
    value.optional = true;
    values_add(reader, value, at, end);
    return after;
}

static size_t read_number(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    size_t fraction, end = number_end(text, at, &fraction), digits_end = end;
    size_t money = money_before(text, at), part = values_mixed_end(text, at, digits_end);
    end = part > 0 ? part : end;
    int exponent = take_magnitude(text, money < at || money_after(text, digits_end), &end);
    struct value value = part > 0 ? values_mixed(text, at, digits_end, exponent)
                                  : value_of_digits(text, at, fraction, digits_end, exponent);
    struct view suffix = word_at(text, digits_end);
    bool ordinal = view_equal(suffix, VIEW("st")) || view_equal(suffix, VIEW("nd")) ||
                   view_equal(suffix, VIEW("rd")) || view_equal(suffix, VIEW("th"));
    values_take_sign(text, money, &value);
    value.optional = end == digits_end && !ordinal && values_joined(text, at, end);
    values_add(reader, value, at, ordinal ? digits_end + suffix.size : end);
    values_share_magnitude(reader, exponent);
    return ordinal ? digits_end + suffix.size : end;
}

static size_t read_iso(struct reader *reader, size_t at)
{
    struct token_date date;
    if (!token_date(reader->text, at, &date) || !date.iso)
        return 0;
    struct value value = {.kind = VALUE_DATE, .year = date.year, .month = date.month};
    return add_dates(reader, value, date.days, 1, at, date.end);
}

/* the 1990s; '90s, 90s may be something else */
static size_t read_decade(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    size_t end = at;
    while (token_is_digit(text, end))
        end++;
    struct value value = value_of_decade(text, at, end);
    if (value.kind != VALUE_DECADE || !view_equal(word_at(text, end), VIEW("s")) ||
        values_joined(text, at, at))
        return 0;
    if (end - at == 2) {
        struct value number = value_of_digits(text, at, end, end, 0);
        number.optional = value.optional = true;
        values_add(reader, number, at, end + 1);
    }
    values_add(reader, value, at, end + 1);
    return end + 1;
}

static size_t read_digits(struct reader *reader, size_t at)
{
    size_t fraction, end = read_decade(reader, at);
    end = end > 0 ? end : read_time(reader, at);
    end = end > 0 ? end : read_iso(reader, at);
    end = end > 0 ? end : slashed(reader, at);
    end = end > 0 ? end : day_first(reader, at);
    end = end > 0 ? end : read_clock_words(reader, at);
    bool grouped = number_end(reader->text, at, &fraction) > at + 4 &&
                   memchr(reader->text.data + at, ',', 5) != NULL;
    end = end > 0 || grouped ? end : values_chain(reader, at);
    return end > 0 ? end : read_number(reader, at);
}

/* ---- Number words ----------------------------------------------------------------------- */

/* What a row of number words adds up to: (two hundred and five) thousand. */
struct sum {
    uint64_t total, part;
    bool any;
};

static void add_word(struct sum *sum, const struct english_numbers_row *row)
{
    uint64_t scale = 1;
    for (int i = 0; i < row->exponent; i++)
        scale *= 10;
    if (row->scale == 2) {
        sum->part = (sum->part ? sum->part : 1) * (uint64_t)row->value;
    } else if (!row->scale) {
        sum->part += (uint64_t)row->value;
    } else if (row->exponent == 2) {
        sum->part = (sum->part ? sum->part : 1) * 100;
    } else {
        sum->total += (sum->part ? sum->part : 1) * scale;
        sum->part = 0;
    }
    sum->any = true;
}

/* Whether `row` can follow what was read: twenty five, hundred five, but not five six. */
static bool can_follow(const struct sum *sum, const struct english_numbers_row *row)
{
    if (!sum->any || row->scale)
        return true;
    uint64_t below = sum->part % 100;
    return below == 0 || (below >= 20 && below % 10 == 0 && row->value < 10 && row->value > 0);
}

size_t values_english_words(struct view text, size_t at, uint64_t *number, bool *ordinal)
{
    struct sum sum = {0};
    size_t end = 0, next = at;
    for (*ordinal = false; !*ordinal;) {
        char small[64];
        struct view word = word_at(text, next), low = values_small(word, small);
        const struct english_numbers_row *row = low.size > 0 ? english_numbers_find(low) : NULL;
        if (!row || !can_follow(&sum, row))
            break;
        add_word(&sum, row);
        end = next + word.size;
        *ordinal = row->ordinal;
        next = byte_is(text, end, '-') ? end + 1 : token_skip_blanks(text, end);
        if (sum.part >= 100 && view_equal(word_at(text, next), VIEW("and")))
            next = token_skip_blanks(text, next + 3);
    }
    *number = sum.total + sum.part;
    return end;
}

/* A number word, and what it may say besides: a time. */
static size_t read_words(struct reader *reader, size_t at)
{
    uint64_t number;
    bool ordinal;
    size_t end = values_english_words(reader->text, at, &number, &ordinal), after = 0;
    if (end == 0)
        return 0;
    struct value value = value_of_integer(number, 0);
    value.optional = true;
    if (!ordinal && number < 60) {
        after = values_english_hour(reader, (unsigned)number, at, end);
        after = after > 0 ? after : values_english_past(reader, at, end, (unsigned)number, false);
    }
    values_add(reader, value, at, end);
    return after > 0 ? after : end;
}

/* A quick no for most words. */
static bool may_matter(struct view word)
{
    unsigned prefix = language_prefix(word.data, word.size);
    return english_numbers_has_prefix(prefix) || english_months_has_prefix(prefix) ||
           prefix == language_prefix("noon", 4) || prefix == language_prefix("midday", 6) ||
           prefix == language_prefix("half", 4) || prefix == language_prefix("quarter", 7);
}

static size_t read_word(struct reader *reader, size_t at)
{
    struct view text = reader->text, word = word_at(text, at);
    if (!may_matter(word))
        return at + word.size;
    size_t end = month_first(reader, at);
    end = end > 0 ? end : day_first(reader, at);
    end = end > 0 ? end : values_english_part(reader, at);
    end = end > 0 ? end : read_words(reader, at);
    if (end > 0)
        return end;
    bool noon = view_equal(word, VIEW("noon")) || view_equal(word, VIEW("midday"));
    if (noon || view_equal(word, VIEW("midnight"))) {
        struct value value = {.kind = VALUE_TIME, .minute = noon ? 720 : 0};
        values_add(reader, value, at, at + word.size);
    }
    return at + word.size;
}

static size_t read_value(struct reader *reader, size_t at)
{
    return token_is_digit(reader->text, at) ? read_digits(reader, at) : read_word(reader, at);
}

bool values_of_english(struct view text, struct values *values)
{
    struct reader reader = {.text = text, .values = values};
    return values_read(&reader, NULL, read_value);
}

bool values_glanced_english(struct view text, const struct glance *glance, struct values *values)
{
    struct reader reader = {.text = text, .values = values};
    return values_read(&reader, glance, read_value);
}
