/* values_wording.c - values that English writes in words: half past three, two and a half million,
 * three quarters, eight in the evening. All are optional: they may stand for a value of the German,
 * and need none there. */
#include "check/values-internal.h"
#include "language/english_numbers.h"

/* The offset after one of the words, and a blank, at text[at], or 0; `words` ends in NULL. */
static size_t skip_word(struct view text, size_t at, const char *const *words)
{
    struct view word = values_word_at(text, at);
    for (; *words; words++)
        if (view_equal(word, view_of(*words)))
            return token_skip_blanks(text, at + word.size);
    return 0;
}

static void add(struct reader *reader, struct value value, size_t start, size_t end)
{
    value.optional = true;
    values_add(reader, value, start, end);
}

/* ---- times ------------------------------------------------------------------------------- */

/* The number that a word below a hundred says (three, twenty-five); 0: none. */
static unsigned small_number(struct view text, size_t at, size_t *end)
{
    uint64_t number;
    bool ordinal;
    size_t after = values_english_words(text, at, &number, &ordinal);
    if (after == 0 || ordinal || number > 99)
        return 0;
    *end = after;
    return (unsigned)number;
}

/* The hour 1 to 12 at text[at], in digits or a word, or 0. */
static unsigned hour_at(struct view text, size_t at, size_t *end)
{
    unsigned hour = 0;
    size_t after = values_two_digits(text, at, &hour);
    if (after == 0)
        hour = small_number(text, at, &after);
    bool longer = after < text.size && (text.data[after] == ':' || text.data[after] == ',') &&
                  token_is_digit(text, after + 1);
    *end = after;
    return hour <= 12 && !longer ? hour : 0;
}

/* in the evening, at night, p.m.: the offset after it, or 0. */
static size_t daypart_at(struct view text, size_t at, bool *afternoon)
{
    static const char *const in[] = {"in", NULL}, *const the[] = {"the", NULL};
    static const char *const day[] = {"morning", "afternoon", "evening", NULL};
    static const char *const on[] = {"at", NULL}, *const night[] = {"night", NULL};
    size_t end = values_english_half(text, at, afternoon), start = token_skip_blanks(text, at);
    if (end > 0)
        return end;
    end = skip_word(text, start, in);
    end = end > 0 ? skip_word(text, end, the) : 0;
    *afternoon = end > 0 && !view_equal(values_word_at(text, end), view_of(day[0]));
    end = end > 0 ? skip_word(text, end, day) : 0;
    if (end > 0)
        return end;
    end = skip_word(text, start, on);
    *afternoon = end > 0 && view_equal(values_word_at(text, end), view_of(night[0]));
    return end > 0 ? skip_word(text, end, night) : 0;
}

/* Adds the time `minutes` after (or before) the hour, and what is known of the half of the day. */
static size_t add_time(struct reader *reader, unsigned hour, int minutes, size_t start, size_t end)
{
    bool afternoon = false;
    size_t after = daypart_at(reader->text, end, &afternoon);
    int minute = (int)(hour % 12 + (afternoon ? 12u : 0u)) * 60 + minutes;
    add(reader,
        (struct value){.kind = VALUE_TIME,
                       .minute = (uint16_t)((minute + 1440) % 1440),
                       .half_day = after == 0},
        start, after > 0 ? after : end);
    return after > 0 ? after : end;
}

size_t values_english_past(struct reader *reader, size_t start, size_t at, unsigned minutes,
                           bool sure)
{
    static const char *const units[] = {"minutes", NULL};
    static const char *const past[] = {"past", "after", NULL}, *const to[] = {"to", NULL};
    struct view text = reader->text;
    size_t next = token_skip_blanks(text, at), end;
    size_t unit = skip_word(text, next, units);
    next = unit > 0 ? unit : next;
    size_t hour = skip_word(text, next, past);
    bool before = hour == 0;
    hour = before ? skip_word(text, next, to) : hour;
    unsigned number = hour > 0 && minutes < 60 ? hour_at(text, hour, &end) : 0;
    if (number == 0)
        return 0;
    end = add_time(reader, number, before ? -(int)minutes : (int)minutes, start, end);
    return before && !sure ? 0 : end; /* ten to twelve may be a range */
}

size_t values_english_clock(struct view text, size_t at)
{
    static const struct view clocks[] = {VIEW("o'clock"), VIEW("o’clock")};
    size_t start = token_skip_blanks(text, at);
    for (size_t i = 0; i < 2 && values_byte_is(text, start, 'o'); i++)
        if (view_starts_with(view_slice(text, start, text.size), clocks[i]))
            return start + clocks[i].size;
    return 0;
}

/* eight and ten a.m.: both are hours. */
static void add_two_hours(struct reader *reader, unsigned hour, size_t start, size_t end)
{
    bool afternoon;
    size_t next = values_english_joint(reader->text, end), after;
    unsigned second = next > 0 ? hour_at(reader->text, next, &after) : 0;
    if (second > 0 && values_english_half(reader->text, after, &afternoon) > 0) {
        struct value value = {.kind = VALUE_TIME,
                              .minute = (uint16_t)((hour % 12 + (afternoon ? 12u : 0u)) * 60)};
        add(reader, value, start, end);
    }
}

size_t values_english_hour(struct reader *reader, unsigned hour, size_t start, size_t end)
{
    struct view text = reader->text;
    bool afternoon;
    size_t after = values_english_clock(text, end), minute_end;
    if (hour == 0 || hour > 12)
        return 0;
    if (after > 0)
        return add_time(reader, hour, 0, start, after);
    if (daypart_at(text, end, &afternoon) > 0)
        return add_time(reader, hour, 0, start, end);
    if (end < text.size && text.data[end] == '-') { /* three-thirty */
        unsigned minutes = small_number(text, end + 1, &minute_end);
        if (minutes >= 10 && minutes < 60)
            return add_time(reader, hour, (int)minutes, start, minute_end);
    }
    add_two_hours(reader, hour, start, end);
    return 0;
}

/* ---- halves and quarters ----------------------------------------------------------------- */

/* The exponent of the magnitude after text[*end] (half a million), which moves behind it, or 0. */
static int take_magnitude(struct view text, size_t *end)
{
    static const char *const of[] = {"of", NULL}, *const a[] = {"a", NULL};
    bool hyphen = *end < text.size && text.data[*end] == '-';
    size_t at = hyphen ? *end + 1 : token_skip_blanks(text, *end), next = skip_word(text, at, of);
    at = next > 0 ? next : at;
    next = skip_word(text, at, a);
    at = next > 0 ? next : at;
    struct view word = values_word_at(text, at);
    const struct english_numbers_row *row = word.size > 0 ? english_numbers_find(word) : NULL;
    if (!row || row->scale != 1 || row->ordinal || row->exponent < 3)
        return 0;
    *end = at + word.size;
    return row->exponent;
}

/* The word that ends before text[*at], past a blank or hyphen; *at moves to its start. */
static struct view word_back(struct view text, size_t *at)
{
    bool hyphen = *at > 0 && text.data[*at - 1] == '-';
    size_t end = hyphen ? *at - 1 : token_skip_blanks_back(text, *at);
    *at = token_word_start(text, end);
    return view_slice(text, *at, end);
}

/* The number that was read last, if it ends before text[at], or NULL. */
static struct value *number_before(struct reader *reader, size_t at)
{
    struct values *values = reader->values;
    struct value *last = values->count > 0 ? &values->items[values->count - 1] : NULL;
    bool hyphen = at > 0 && reader->text.data[at - 1] == '-';
    size_t end = hyphen ? at - 1 : token_skip_blanks_back(reader->text, at);
    return last && last->kind == VALUE_NUMBER && last->end == end ? last : NULL;
}

/* two and a half (million), a million and a half, an hour and a half. */
static void add_and_half(struct reader *reader, size_t and, size_t at, size_t *end)
{
    struct value *base = number_before(reader, and);
    if (!base) {
        add(reader, value_of_integer(15, -1), at, *end);
        return;
    }
    uint64_t digits = base->digits;
    int exponent = base->exponent;
    for (; exponent > 0 && exponent < 3; exponent--)
        digits *= 10;
    base->optional = true;
    exponent += take_magnitude(reader->text, end);
    add(reader, value_of_integer(digits * 10 + 5, exponent - 1), at, *end);
}

static size_t read_half(struct reader *reader, size_t at, size_t end)
{
    size_t back = at, past = values_english_past(reader, at, end, 30, true);
    if (past > 0)
        return past;
    if (view_equal(word_back(reader->text, &back), VIEW("a")) &&
        view_equal(word_back(reader->text, &back), VIEW("and"))) {
        add_and_half(reader, back, at, &end);
        return end;
    }
    int exponent = take_magnitude(reader->text, &end);
    add(reader, value_of_integer(5, exponent - 1), at, end);
    if (exponent == 0)
        add(reader, value_of_integer(50, 0), at, end); /* percent */
    return end;
}

static size_t read_quarter(struct reader *reader, size_t at, size_t end)
{
    size_t past = values_english_past(reader, at, end, 15, true);
    if (past > 0)
        return past;
    const struct value *base = number_before(reader, at);
    uint64_t hundredths = base && base->digits == 3 && base->exponent == 0 ? 75 : 25;
    int exponent = take_magnitude(reader->text, &end);
    add(reader, value_of_integer(hundredths, exponent - 2), at, end);
    if (exponent == 0)
        add(reader, value_of_integer(hundredths, 0), at, end);
    return end;
}

/* nineties */
static size_t read_decade(struct reader *reader, size_t at, struct view word)
{
    static const char *const decades[] = {"twenties", "thirties",  "forties",  "fifties",
                                          "sixties",  "seventies", "eighties", "nineties"};
    for (size_t i = 0; i < sizeof decades / sizeof *decades; i++)
        if (view_equal(word, view_of(decades[i]))) {
            struct value value = {.kind = VALUE_DECADE, .year = (uint16_t)(20 + 10 * i)};
            add(reader, value, at, at + word.size);
            return at + word.size;
        }
    return 0;
}

size_t values_english_part(struct reader *reader, size_t at)
{
    struct view word = values_word_at(reader->text, at);
    size_t end = at + word.size;
    if (view_ends_with(word, VIEW("ties")))
        return read_decade(reader, at, word);
    if (view_equal(word, VIEW("half")) || view_equal(word, VIEW("Half")))
        return read_half(reader, at, end);
    if (view_equal(word, VIEW("quarter")) || view_equal(word, VIEW("quarters")))
        return read_quarter(reader, at, end);
    return 0;
}
