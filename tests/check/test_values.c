#include <stdlib.h>
#include <string.h>

#include "check/values.h"
#include "protect/protect.h"
#include "tests/tests.h"

/* The next column of `line`, without blanks at its ends. */
static struct view next_column(struct view *line)
{
    size_t bar = view_find(*line, VIEW("|"), 0);
    size_t end = bar == SIZE_MAX ? line->size : bar;
    struct view column = view_trim(view_slice(*line, 0, end));
    *line = view_slice(*line, bar == SIZE_MAX ? end : bar + 1, line->size);
    return column;
}

static void show(const struct value *value, struct buffer *out)
{
    if (out->size > 0)
        buffer_add_char(out, ' ');
    if (value->optional)
        buffer_add_char(out, '(');
    if (value->kind == VALUE_NUMBER)
        buffer_printf(out, "%s%llue%d", value->negative ? "-" : "",
                      (unsigned long long)value->digits, value->exponent);
    else if (value->kind == VALUE_DATE)
        buffer_printf(out, "%d-%d-%d", value->year, value->month, value->day);
    else if (value->kind == VALUE_DECADE)
        buffer_printf(out, "%ds", value->year);
    else
        buffer_printf(out, "%02d:%02d%s", value->minute / 60, value->minute % 60,
                      value->half_day ? "*" : "");
    if (value->optional)
        buffer_add_char(out, ')');
}

/* Whether everything in `a` that is not optional has its like in `b`; takes it there. */
static bool all_in(const struct values *a, struct values *b)
{
    bool all = true;
    for (size_t i = 0; i < a->count; i++)
        if (!a->items[i].optional && !a->items[i].taken)
            all = values_take(b, &a->items[i]) && all;
    return all;
}

/* Whether two texts say the same; takes what is alike. */
static bool same_values(struct values *german, struct values *english)
{
    bool same = true;
    for (size_t i = 0; i < german->count; i++) {
        struct value *value = &german->items[i];
        if (value->taken || values_take(english, value))
            value->taken = true;
        same = same && (value->taken || value->optional);
    }
    return all_in(english, german) && same;
}

/* Whether no character goes on at text[at]: messages quote values. */
static bool is_boundary(struct view text, size_t at)
{
    return at == text.size || ((unsigned char)text.data[at] & 0xc0) != 0x80;
}

static void check_line(struct view line, size_t number, void *context)
{
    (void)number;
    (void)context;
    struct values german = {0}, english = {0};
    struct buffer what = {0};
    buffer_add_view(&what, line);
    buffer_add_char(&what, '\0');
    struct view kind = next_column(&line), first = next_column(&line), second = next_column(&line);
    bool is_german = view_equal(kind, VIEW("de"));
    if (is_german || view_equal(kind, VIEW("en"))) {
        struct buffer shown = {0};
        CU_ASSERT_TRUE(is_german ? values_of_german(first, TOKEN_DE, &german)
                                 : values_of_english(first, &german));
        for (size_t i = 0; i < german.count; i++) {
            show(&german.items[i], &shown);
            CU_ASSERT_TRUE(is_boundary(first, german.items[i].end));
        }
        test_text_equal(buffer_view(&shown), second, what.data);
        buffer_free(&shown);
    } else {
        CU_ASSERT_TRUE(values_of_german(first, TOKEN_DE, &german));
        CU_ASSERT_TRUE(values_of_english(second, &english));
        bool same = same_values(&german, &english);
        test_text_equal(same ? VIEW("same") : VIEW("other"), kind, what.data);
    }
    values_free(&german);
    values_free(&english);
    buffer_free(&what);
}

static void values_are_read(void)
{
    CU_ASSERT_TRUE(test_each_line("check/values.txt", check_line, NULL) > 100);
}

/* ---- What a form says is what its German says ------------------------------------------- */

struct both {
    struct protect_spans spans;
    struct values german, english;
    size_t compared;
};

static void compare_span(struct both *both, struct view text, const struct protect_span *span)
{
    struct view german = view_slice(text, span->start, span->end);
    struct view form = protect_form(&both->spans, span);
    CU_ASSERT_TRUE(values_of_german(text, TOKEN_DE, &both->german));
    for (size_t i = 0; i < both->german.count; i++) {
        struct value *value = &both->german.items[i];
        value->taken = value->start >= span->end || value->end <= span->start;
    }
    CU_ASSERT_TRUE(values_of_english(form, &both->english));
    if (!same_values(&both->german, &both->english))
        test_text_equal(form, german, "another value");
    both->compared++;
}

static void compare(struct both *both, struct view text)
{
    for (int to = PROTECT_EN_US; to <= PROTECT_EN_GB; to++) {
        struct protect_options options = {.to = (enum protect_target)to,
                                          .style = (enum protect_style)(both->compared % 2),
                                          .kinds = PROTECT_NUMBERS | PROTECT_DATES | PROTECT_TIMES};
        CU_ASSERT_TRUE(protect_find(text, &options, &both->spans));
        for (size_t i = 0; i < both->spans.count; i++)
            compare_span(both, text, &both->spans.items[i]);
    }
}

static void compare_line(struct view line, size_t number, void *context)
{
    (void)number;
    if (line.data[0] != '[')
        compare(context, next_column(&line));
}

static void forms_keep_their_value(void)
{
    static const char *const paths[] = {"protect/forms-numbers.txt", "protect/forms-quantities.txt",
                                        "protect/forms-dates.txt", "protect/forms-times.txt"};
    struct both both = {0};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        test_each_line(paths[i], compare_line, &both);
    CU_ASSERT_TRUE(both.compared > 800);
    protect_spans_free(&both.spans);
    values_free(&both.german);
    values_free(&both.english);
}

/* ---- Random numbers, dates and times ---------------------------------------------------- */

/* xorshift: the same numbers in every run. */
static unsigned next_random(uint64_t *state, unsigned below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (unsigned)(*state >> 33) % below;
}

static void random_number(uint64_t *state, struct buffer *out)
{
    static const char *const after[] = {"Leute",       "Euro",      "Prozent", "Millionen Menschen",
                                        "Mrd. Dollar", "Kilometer", "km/h",    "Tonnen",
                                        "°C",          "Cent"};
    unsigned groups = next_random(state, 4);
    buffer_printf(out, "Es waren rund %u", 13 + next_random(state, 900));
    for (unsigned i = 0; i < groups; i++)
        buffer_printf(out, ".%03u", next_random(state, 1000));
    if (next_random(state, 2))
        buffer_printf(out, ",%u", next_random(state, 1000));
    buffer_printf(out, " %s", after[next_random(state, sizeof after / sizeof *after)]);
}

static void random_date(uint64_t *state, struct buffer *out)
{
    static const char *const months[] = {"Januar",    "Februar", "März", "April",
                                         "Mai",       "Juni",    "Juli", "August",
                                         "September", "Okt.",    "Nov.", "Dezember"};
    unsigned day = 1 + next_random(state, 28), year = 1801 + next_random(state, 98);
    unsigned month = next_random(state, 12);
    switch (next_random(state, 4)) {
    case 0:
        buffer_printf(out, "Am %u. %s war es", day, months[month]);
        break;
    case 1:
        buffer_printf(out, "Am %u. %s %u war es", day, months[month], year);
        break;
    case 2:
        buffer_printf(out, "Am %02u.%02u.%u war es", day, month + 1, year);
        break;
    default:
        buffer_printf(out, "vom %u. bis %u. %s %u", day, day + 1, months[month], year + 200);
    }
}

static void random_time(uint64_t *state, struct buffer *out)
{
    unsigned hour = next_random(state, 24), minute = next_random(state, 60);
    switch (next_random(state, 3)) {
    case 0:
        buffer_printf(out, "um %u.%02u Uhr", hour, minute);
        break;
    case 1:
        buffer_printf(out, "um %u Uhr", hour);
        break;
    default:
        buffer_printf(out, "von %u bis %u.%02u Uhr", hour, next_random(state, 24), minute);
    }
}

static void random_values_are_kept(void)
{
    static void (*const kinds[])(uint64_t * state,
                                 struct buffer * out) = {random_number, random_date, random_time};
    struct both both = {0};
    uint64_t state = 4711;
    for (int round = 0; round < 15000; round++) {
        struct buffer text = {0};
        size_t before = both.compared;
        kinds[round % 3](&state, &text);
        compare(&both, buffer_view(&text));
        CU_ASSERT_EQUAL(both.compared - before, 2); /* one code, in two languages */
        if (both.compared - before != 2)
            test_text_equal(buffer_view(&text), VIEW("one code"), "random");
        buffer_free(&text);
    }
    protect_spans_free(&both.spans);
    values_free(&both.german);
    values_free(&both.english);
}

/* Pieces by chance: nothing is read outside the text, and every value stands inside it. */
static void random_texts_are_read(void)
{
    static const char *const parts[] = {
        "1",      "12",    "1,500",   ".",       ",",     ":",   " ",    "-",       "–",
        "/",      "third", "May",     "Okt.",    "Uhr",   "pm",  "a.m",  "o'clock", "€",
        "$",      "m",     "million", "and",     "to",    "bis", "noon", "st",      "@",
        "www.",   "\xe2",  "\xc2",    "hundert", "zwei",  "ter", "und",  "tausend", "hundred",
        "twenty", "of",    "2024",    "10/",     "minus", "−",   "\xff"};
    struct values values = {0};
    uint64_t state = 42;
    for (int round = 0; round < 20000; round++) {
        struct buffer text = {0};
        for (int i = 0; i < 9; i++)
            buffer_add_string(&text, parts[next_random(&state, sizeof parts / sizeof *parts)]);
        char *exact = malloc(text.size); /* of its own size, so that a read past its end is seen */
        if (!exact || text.failed)
            exit(4);
        memcpy(exact, text.data, text.size);
        struct view view = {exact, text.size};
        CU_ASSERT_TRUE(round % 2
                           ? values_of_german(view, (enum token_locale)(round / 2 % 3), &values)
                           : values_of_english(view, &values));
        for (size_t i = 0; i < values.count; i++)
            CU_ASSERT_TRUE(values.items[i].start < values.items[i].end &&
                           values.items[i].end <= view.size);
        free(exact);
        buffer_free(&text);
    }
    values_free(&values);
}

void suite_check(void)
{
    CU_pSuite suite = ADD_SUITE("check");
    test_add(suite, "values are read", values_are_read);
    test_add(suite, "forms keep their value", forms_keep_their_value);
    test_add(suite, "random values are kept", random_values_are_kept);
    test_add(suite, "random texts are read", random_texts_are_read);
}
