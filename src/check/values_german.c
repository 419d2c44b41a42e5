#include <stdlib.h>
#include <string.h>

#include "check/values-internal.h"
#include "language/german_numbers.h"
#include "language/labels.h"
#include "language/magnitudes.h"
#include "language/months.h"
#include "language/weekdays.h"

/* ---- Number words ----------------------------------------------------------------------- */

/* The value of one part: fünf, zwanzig, fünfundzwanzig. */
static bool below_hundred(struct view word, uint64_t *value)
{
    const struct german_numbers_row *row = german_numbers_find(word);
    if (row) {
        *value = (uint64_t)row->value;
        return true;
    }
    for (size_t und = view_find(word, VIEW("und"), 1); und != SIZE_MAX;
         und = view_find(word, VIEW("und"), und + 1)) {
        const struct german_numbers_row *one = german_numbers_find(view_slice(word, 0, und));
        const struct german_numbers_row *ten =
            german_numbers_find(view_slice(word, und + 3, word.size));
        if (!one || !ten || one->value > 9 || ten->value < 20)
            continue;
        *value = (uint64_t)one->value + (uint64_t)ten->value;
        return true;
    }
    return false;
}

/* What stands before and after `scale` (hundert, tausend): zweihundertfünf. */
static bool scaled(struct view word, struct view scale, uint64_t factor,
                   bool (*part)(struct view word, uint64_t *value), uint64_t *value)
{
    size_t at = view_find(word, scale, 0);
    uint64_t before = 1, after = 0;
    if (at == SIZE_MAX)
        return false;
    struct view rest = view_slice(word, at + scale.size, word.size);
    if ((at > 0 && !part(view_slice(word, 0, at), &before)) ||
        (rest.size > 0 && !part(rest, &after)))
        return false;
    *value = before * factor + after;
    return true;
}

static bool below_thousand(struct view word, uint64_t *value)
{
    return below_hundred(word, value) || scaled(word, VIEW("hundert"), 100, below_hundred, value);
}

static bool cardinal(struct view word, uint64_t *value)
{
    return below_thousand(word, value) ||
           scaled(word, VIEW("tausend"), 1000, below_thousand, value);
}

/* zweite, dritten, zwanzigster: an ordinal is its cardinal and an ending. */
static bool ordinal(struct view word, uint64_t *value)
{
    static const struct view endings[] = {
        VIEW("ster"), VIEW("sten"), VIEW("stes"), VIEW("stem"), VIEW("ste"),
        VIEW("ter"),  VIEW("ten"),  VIEW("tes"),  VIEW("tem"),  VIEW("te"),
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (view_ends_with(word, endings[i]) &&
            cardinal(view_slice(word, 0, word.size - endings[i].size), value))
            return true;
    return view_equal(word, VIEW("achte")) || view_equal(word, VIEW("achten")) ? (*value = 8, true)
                                                                               : false;
}

/* The exponent of Millionen or Mio. after the number that ends at text[*end], and moves *end
 * behind it; 0: none. */
static int take_magnitude(struct view text, size_t *end)
{
    size_t at = token_skip_blanks(text, *end);
    if (at == *end && at < text.size && text.data[at] == '-')
        at++;
    struct view word = values_word_at(text, at);
    const struct magnitudes_row *row = at > *end && word.size > 0 ? magnitudes_find(word) : NULL;
    if (!row)
        return 0;
    *end = at + word.size;
    return row->exponent;
}

/* ---- Dates and times -------------------------------------------------------------------- */

static size_t read_date(struct reader *reader, size_t at)
{
    struct token_date date;
    if (!token_date(reader->text, at, &date))
        return 0;
    struct value value = {.kind = VALUE_DATE, .year = date.year, .month = date.month};
    if (date.day_count == 0)
        values_add(reader, value, at, date.end);
    for (unsigned i = 0; i < date.day_count; i++) {
        value.day = date.days[i];
        values_add(reader, value, at, date.end);
    }
    return date.end;
}

static void add_clock(struct reader *reader, unsigned hour, unsigned minute, size_t start,
                      size_t end)
{
    struct value value = {.kind = VALUE_TIME, .minute = (uint16_t)((hour % 24) * 60 + minute)};
    values_add(reader, value, start, end);
}

static size_t read_time(struct reader *reader, size_t at)
{
    struct token_time time;
    if (!token_time(reader->text, at, &time))
        return 0;
    add_clock(reader, time.hour, time.minute, at, time.end);
    if (time.range)
        add_clock(reader, time.hour_to, time.minute_to, at, time.end);
    return time.end;
}

/* ---- Numbers ---------------------------------------------------------------------------- */

/* 90er-Jahre, 90er Jahre, 1990er: the offset after it, or 0. */
static size_t read_decade(struct reader *reader, size_t at, size_t end)
{
    struct view text = reader->text, ending = values_word_at(text, end);
    if (!view_equal(ending, VIEW("er")) || values_joined(text, at, at))
        return 0;
    size_t next = end + ending.size;
    bool hyphen = next < text.size && text.data[next] == '-';
    struct view years = values_word_at(text, hyphen ? next + 1 : token_skip_blanks(text, next));
    bool named = view_starts_with(years, VIEW("Jahre"));
    struct value value = value_of_decade(text, at, end);
    if (value.kind != VALUE_DECADE || (!named && end - at != 4))
        return 0;
    values_add(reader, value, at, next);
    return named ? (size_t)(years.data - text.data) + years.size : next;
}

/* Joh. 3,16: a chapter and a verse, which English writes 3:16. */
static bool is_citation(struct view text, size_t at)
{
    enum { CITATION = 1 };
    size_t end = token_skip_blanks_back(text, at);
    end -= end > 0 && text.data[end - 1] == '.';
    struct view word = view_slice(text, token_word_start(text, end), end);
    const struct labels_row *row = word.size > 0 ? labels_find(word) : NULL;
    return row && row->use == CITATION;
}

static size_t read_number(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    struct token_number number;
    size_t end = at;
    if (!token_number(text, at, reader->locale, &number)) { /* a letter stands before: A7 */
        while (token_is_digit(text, end))
            end++;
        number = (struct token_number){.end = end, .fraction = end};
    }
    end = read_decade(reader, at, number.end);
    if (end > 0)
        return end;
    end = number.end;
    size_t fraction = number.fraction;
    bool point = end + 1 < text.size && text.data[end] == '.' && token_is_digit(text, end + 1);
    if (point && !number.grouped && !number.decimal) { /* 10.58, as it is: no group of three */
        fraction = end + 1;
        for (end++; token_is_digit(text, end);)
            end++;
    }
    bool joined = values_joined(text, at, end);
    size_t digits_end = end, part = values_mixed_end(text, at, end);
    end = part > 0 ? part : end;
    int exponent = take_magnitude(text, &end);
    struct value value = part > 0 ? values_mixed(text, at, digits_end, exponent)
                                  : value_of_digits(text, at, fraction, digits_end, exponent);
    values_take_sign(text, at, &value);
    value.optional = joined || (number.decimal && is_citation(text, at));
    values_add(reader, value, at, end);
    values_share_magnitude(reader, exponent);
    return end;
}

/* 2/3, 1/2: a translator writes words. */
static size_t read_ratio(struct reader *reader, size_t at)
{
    struct view text = reader->text;
    unsigned above, below;
    size_t slash = values_two_digits(text, at, &above), end;
    if (slash == 0 || slash >= text.size || text.data[slash] != '/')
        return 0;
    end = values_two_digits(text, slash + 1, &below);
    bool longer = end > 0 && end < text.size && (text.data[end] == '/' || text.data[end] == '.');
    if (end == 0 || longer || above >= below || below > 10 || token_letter(text, end) > 0)
        return 0;
    for (size_t i = 0; i < 2; i++) {
        struct value value = value_of_integer(i == 0 ? above : below, 0);
        value.optional = true;
        values_add(reader, value, i == 0 ? at : slash + 1, i == 0 ? slash : end);
    }
    return end;
}

static size_t read_digits(struct reader *reader, size_t at)
{
    struct token_number number;
    size_t end = read_time(reader, at);
    end = end > 0 ? end : read_date(reader, at);
    end = end > 0 ? end : read_ratio(reader, at);
    if (end > 0)
        return end;
    bool whole = token_number(reader->text, at, reader->locale, &number) && number.grouped &&
                 !(number.end < reader->text.size && reader->text.data[number.end] == '.' &&
                   token_is_digit(reader->text, number.end + 1));
    end = whole ? 0 : values_chain(reader, at);
    return end > 0 ? end : read_number(reader, at);
}

/* zwölfjährig, dreistündiges: the number before what it counts; empty: there is none. */
static struct view counted_part(struct view low)
{
    static const struct view units[] = {VIEW("jähr"),  VIEW("tägig"),  VIEW("stünd"), VIEW("minüt"),
                                        VIEW("monat"), VIEW("wöch"),   VIEW("köpf"),  VIEW("stell"),
                                        VIEW("stöck"), VIEW("teil"),   VIEW("seit"),  VIEW("fach"),
                                        VIEW("mal"),   VIEW("prozent")};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t at = view_find(low, units[i], 1);
        if (at != SIZE_MAX)
            return view_slice(low, 0, at);
    }
    return (struct view){0};
}

/* Neunzigerjahre, die neunziger Jahre, in den Neunzigern: may be a decade. */
static bool decade(struct view low, uint64_t *value)
{
    size_t stem = view_find(low, VIEW("zig"), 1);
    return stem != SIZE_MAX && cardinal(view_slice(low, 0, stem + 3), value) && *value <= 90 &&
           view_starts_with(view_slice(low, stem + 3, low.size), VIEW("er"));
}

/* Whether a word in small letters begins with a number word, as all number words do. */
static bool begins_with_number(struct view low)
{
    const size_t count = sizeof german_numbers_rows / sizeof *german_numbers_rows;
    for (size_t i = 0; i < count && low.size > 0; i++)
        if (german_numbers_rows[i].word.data[0] == low.data[0] &&
            view_starts_with(low, german_numbers_rows[i].word))
            return true;
    return view_starts_with(low, VIEW("hundert")) || view_starts_with(low, VIEW("tausend"));
}

static bool is_article(struct view low)
{
    return view_equal(low, VIEW("ein")) || view_equal(low, VIEW("einem")) ||
           view_equal(low, VIEW("einen")) || view_equal(low, VIEW("eines"));
}

/* What a word says. */
enum word_kind {
    WORD_OTHER,
    WORD_ONE, /* only before a magnitude: eine Million */
    WORD_DECADE,
    WORD_NUMBER,
};

static enum word_kind kind_of(struct view low, uint64_t *value)
{
    *value = 1;
    if (!begins_with_number(low) || is_article(low))
        return WORD_OTHER;
    if (view_equal(low, VIEW("eine")) || view_equal(low, VIEW("einer")))
        return WORD_ONE;
    if (decade(low, value))
        return WORD_DECADE;
    bool number = cardinal(low, value) || ordinal(low, value) || cardinal(counted_part(low), value);
    return number ? WORD_NUMBER : WORD_OTHER;
}

/* A word that was read; some come again and again. */
struct value_word {
    unsigned char size; /* 0: none */
    char text[13];
    bool dates; /* it may begin a date */
    unsigned char kind;
    uint64_t value;
};

enum { WORDS = 256 };

/* A quick no for most words: a number word begins with the first of its parts. */
static bool may_be_number(unsigned prefix)
{
    return german_numbers_has_prefix(prefix) || prefix == language_prefix("hun", 3) ||
           prefix == language_prefix("tau", 3);
}

static struct value_word read_word_anew(struct view word)
{
    char small[64];
    unsigned prefix = language_prefix(word.data, word.size);
    struct value_word read = {.dates = (months_has_prefix(prefix) && months_find(word)) ||
                                       (weekdays_has_prefix(prefix) && weekdays_find(word))};
    if (may_be_number(prefix))
        read.kind = (unsigned char)kind_of(values_small(word, small), &read.value);
    return read;
}

static bool is_word(const struct value_word *known, struct view word)
{
    size_t at = 0;
    while (at < word.size && known->text[at] == word.data[at])
        at++;
    return at == word.size;
}

/* Where it is remembered; NULL: nowhere. */
static struct value_word *remembered(struct values *values, struct view word)
{
    if (!values->words)
        values->words = calloc(WORDS, sizeof *values->words);
    if (!values->words || word.size < 2 || word.size > sizeof values->words->text)
        return NULL;
    unsigned first = (unsigned char)word.data[0], last = (unsigned char)word.data[word.size - 1];
    unsigned middle = (unsigned char)word.data[word.size / 2];
    return &values->words[(first * 7 + middle * 3 + last * 13 + (unsigned)word.size) % WORDS];
}

static struct value_word find_word(struct values *values, struct view word)
{
    struct value_word *known = remembered(values, word);
    if (!known)
        return read_word_anew(word);
    if (known->size != word.size || !is_word(known, word)) {
        *known = read_word_anew(word);
        known->size = (unsigned char)word.size;
        memcpy(known->text, word.data, word.size);
    }
    return *known;
}

/* The value of a word, and the magnitude after it. */
static size_t add_word(struct reader *reader, size_t at, size_t end, const struct value_word *word)
{
    struct value found = {.kind = VALUE_DECADE, .year = (uint16_t)word->value};
    int exponent = word->kind == WORD_DECADE ? 0 : take_magnitude(reader->text, &end);
    if (word->kind != WORD_DECADE)
        found = value_of_integer(word->value, exponent);
    found.optional = word->kind != WORD_ONE;
    if (word->kind != WORD_ONE || exponent > 0)
        values_add(reader, found, at, end);
    return end;
}

static size_t read_word(struct reader *reader, size_t at)
{
    struct view text = values_word_at(reader->text, at);
    struct value_word word = find_word(reader->values, text);
    size_t date = word.dates ? read_date(reader, at) : 0, end = at + text.size;
    if (date > 0 || word.kind == WORD_OTHER)
        return date > 0 ? date : end;
    return add_word(reader, at, end, &word);
}

static size_t read_value(struct reader *reader, size_t at)
{
    return token_is_digit(reader->text, at) ? read_digits(reader, at) : read_word(reader, at);
}

bool values_of_german(struct view text, enum token_locale locale, struct values *values)
{
    struct reader reader = {.text = text, .locale = locale, .values = values};
    return values_read(&reader, NULL, read_value);
}

bool values_glanced_german(struct view text, enum token_locale locale, const struct glance *glance,
                           struct values *values)
{
    struct reader reader = {.text = text, .locale = locale, .values = values};
    return values_read(&reader, glance, read_value);
}
