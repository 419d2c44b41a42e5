/* values_english.c - the numbers of an English text, and the walk over all its values. */
#include "check/values-internal.h"
#include "language/english_months.h"
#include "language/english_numbers.h"

/* ---- Numbers ---------------------------------------------------------------------------- */

/* The digits at text[at]: groups after commas, a fraction after a point. */
static size_t number_end(struct view text, size_t at, size_t *fraction)
{
    size_t end = at;
    while (token_is_digit(text, end))
        end++;
    size_t first = end - at;
    while (first <= 3 && values_byte_is(text, end, ',') && token_is_digit(text, end + 1) &&
           token_is_digit(text, end + 2) && token_is_digit(text, end + 3) &&
           !token_is_digit(text, end + 4))
        end += 4;
    *fraction = end;
    if (values_byte_is(text, end, '.') && token_is_digit(text, end + 1)) {
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
    at += at == *end && values_byte_is(text, at, '-');
    struct view word = values_word_at(text, at);
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
    struct view word = values_word_at(text, token_skip_blanks(text, token_word_end(text, at)));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (view_equal(word, words[i]))
            return true;
    return false;
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
    struct view suffix = values_word_at(text, digits_end);
    bool ordinal = view_equal(suffix, VIEW("st")) || view_equal(suffix, VIEW("nd")) ||
                   view_equal(suffix, VIEW("rd")) || view_equal(suffix, VIEW("th"));
    values_take_sign(text, money, &value);
    value.optional = end == digits_end && !ordinal && values_joined(text, at, end);
    values_add(reader, value, at, ordinal ? digits_end + suffix.size : end);
    values_share_magnitude(reader, exponent);
    return ordinal ? digits_end + suffix.size : end;
}

/* the 1990s; '90s, 90s may be something else */
static size_t read_decade(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    size_t end = at;
    while (token_is_digit(text, end))
        end++;
    struct value value = value_of_decade(text, at, end);
    if (value.kind != VALUE_DECADE || !view_equal(values_word_at(text, end), VIEW("s")) ||
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
    end = end > 0 ? end : values_english_time(reader, at);
    end = end > 0 ? end : values_english_iso(reader, at);
    end = end > 0 ? end : values_english_slashed(reader, at);
    end = end > 0 ? end : values_english_day_first(reader, at);
    end = end > 0 ? end : values_english_clock_words(reader, at);
    bool grouped = number_end(reader->text, at, &fraction) > at + 4 &&
                   memchr(reader->text.data + at, ',', 5) != NULL;
    end = end > 0 || grouped ? end : values_chain(reader, at);
    return end > 0 ? end : read_number(reader, at);
}

/* ---- Words ------------------------------------------------------------------------------ */

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
    struct view text = reader->text, word = values_word_at(text, at);
    if (!may_matter(word))
        return at + word.size;
    size_t end = values_english_month_first(reader, at);
    end = end > 0 ? end : values_english_day_first(reader, at);
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
