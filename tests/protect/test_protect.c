#include <stdlib.h>
#include <string.h>

#include "protect/interest.h"
#include "protect/protect.h"
#include "tests/tests.h"

/* The next column of `line`. */
static struct view next_column(struct view *line)
{
    size_t bar = view_find(*line, VIEW(" | "), 0);
    size_t end = bar == SIZE_MAX ? line->size : bar;
    struct view column = view_slice(*line, 0, end);
    *line = view_slice(*line, bar == SIZE_MAX ? end : bar + 3, line->size);
    return column;
}

static bool is_quote(const struct protect_span *span)
{
    return span->kind == PROTECT_QUOTE_OPEN || span->kind == PROTECT_QUOTE_CLOSE;
}

/* What holds for every block: spans in order, not empty, and partners that name each other. */
static void check_spans(struct view text, const struct protect_spans *spans)
{
    size_t at = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const struct protect_span *span = &spans->items[i];
        CU_ASSERT_TRUE(span->start >= at && span->end > span->start && span->end <= text.size);
        CU_ASSERT_TRUE(span->form_start + span->form_size <= spans->forms.size);
        at = span->end;
        if (span->partner == PROTECT_ALONE)
            continue;
        CU_ASSERT_TRUE_FATAL(is_quote(span) && span->partner < spans->count);
        const struct protect_span *other = &spans->items[span->partner];
        CU_ASSERT_TRUE(other->partner == i && is_quote(other) && other->kind != span->kind);
        CU_ASSERT_TRUE((span->kind == PROTECT_QUOTE_OPEN) == (span->partner > i));
    }
}

/* The text with the forms put in; codes, and quotes without their other half, in brackets. */
static void render(struct view text, const struct protect_spans *spans, bool brackets,
                   struct buffer *out)
{
    size_t at = 0;
    for (size_t i = 0; i < spans->count; i++) {
        const struct protect_span *span = &spans->items[i];
        bool marked = brackets && (!is_quote(span) || span->partner == PROTECT_ALONE);
        buffer_add_view(out, view_slice(text, at, span->start));
        buffer_add_string(out, marked ? "[" : "");
        buffer_add_view(out, protect_form(spans, span));
        buffer_add_string(out, marked ? "]" : "");
        at = span->end;
    }
    buffer_add_view(out, view_slice(text, at, text.size));
}

struct forms {
    struct protect_options options;
    struct protect_spans spans;
    const char *path;
    struct terms *never; /* of [never] */
};

static void check_form(struct forms *forms, enum protect_target to, struct view german,
                       struct view want)
{
    struct buffer got = {0}, what = {0};
    forms->options.to = to;
    CU_ASSERT_TRUE(protect_find(german, &forms->options, &forms->spans));
    check_spans(german, &forms->spans);
    render(german, &forms->spans, to != PROTECT_TO_SOURCE, &got);
    buffer_printf(&what, "tests/%s, %s%c", forms->path,
                  to == PROTECT_EN_US   ? "en-US"
                  : to == PROTECT_EN_GB ? "en-GB"
                                        : "source",
                  0);
    test_text_equal(buffer_view(&got), want, what.data);
    buffer_free(&got);
    buffer_free(&what);
}

static bool take_section(struct view line, struct forms *forms)
{
    struct protect_options *options = &forms->options;
    if (view_equal(line, VIEW("[default]")))
        *options = (struct protect_options){.kinds = PROTECT_EVERYTHING};
    else if (view_equal(line, VIEW("[de-CH]")))
        options->from = TOKEN_DE_CH;
    else if (view_equal(line, VIEW("[de-AT]")))
        options->from = TOKEN_DE_AT;
    else if (view_equal(line, VIEW("[cldr]")))
        options->style = PROTECT_STYLE_CLDR;
    else if (view_equal(line, VIEW("[heading]")))
        options->heading = true;
    else if (view_equal(line, VIEW("[never]")))
        options->never = forms->never;
    else
        return false;
    return true;
}

static void check_line(struct view line, size_t number, void *context)
{
    struct forms *forms = context;
    (void)number;
    if (take_section(line, forms))
        return;
    struct view german = next_column(&line), us = german, gb;
    if (line.size > 0)
        us = next_column(&line);
    gb = line.size > 0 ? next_column(&line) : us;
    check_form(forms, PROTECT_EN_US, german, us);
    check_form(forms, PROTECT_EN_GB, german, gb);
    check_form(forms, PROTECT_TO_SOURCE, german, german);
}

static void forms_are_english(void)
{
    static const char *const paths[] = {
        "protect/forms-numbers.txt", "protect/forms-quantities.txt", "protect/forms-dates.txt",
        "protect/forms-times.txt",   "protect/forms-links.txt",      "protect/forms-locales.txt",
        "protect/forms-quotes.txt",  "protect/forms-never.txt",
    };
    struct buffer list = test_read_file("protect/never.txt");
    size_t lines = 0, wrong;
    struct terms *never = terms_read(buffer_view(&list), false, &wrong);
    CU_ASSERT_PTR_NOT_NULL_FATAL(never);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct forms forms = {
            .options = {.kinds = PROTECT_EVERYTHING}, .path = paths[i], .never = never};
        lines += test_each_line(paths[i], check_line, &forms);
        protect_spans_free(&forms.spans);
    }
    terms_free(never);
    buffer_free(&list);
    CU_ASSERT_TRUE(lines > 900);
}

static void kinds_are_chosen(void)
{
    static const struct {
        unsigned kinds;
        const char *want;
    } cases[] = {
        {PROTECT_NUMBERS, "„Am 3. Mai um 8.30 Uhr“ [15%] auf a@example.org"},
        {PROTECT_DATES, "„Am [May 3] um 8.30 Uhr“ 15 Prozent auf a@example.org"},
        {PROTECT_TIMES, "„Am 3. Mai um [8:30 a.m.]“ 15 Prozent auf a@example.org"},
        {PROTECT_LINKS, "„Am 3. Mai um 8.30 Uhr“ 15 Prozent auf [a@example.org]"},
        {PROTECT_QUOTES, "“Am 3. Mai um 8.30 Uhr” 15 Prozent auf a@example.org"},
        {0, "„Am 3. Mai um 8.30 Uhr“ 15 Prozent auf a@example.org"},
    };
    struct view text = VIEW("„Am 3. Mai um 8.30 Uhr“ 15 Prozent auf a@example.org");
    struct protect_spans spans = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct protect_options options = {.to = PROTECT_EN_US, .kinds = cases[i].kinds};
        struct buffer got = {0};
        CU_ASSERT_TRUE(protect_find(text, &options, &spans));
        render(text, &spans, true, &got);
        test_text_equal(buffer_view(&got), view_of(cases[i].want), "kinds");
        buffer_free(&got);
    }
    protect_spans_free(&spans);
}

static void straight_quotes_are_pairs(void)
{
    struct protect_options options = {.to = PROTECT_EN_US, .kinds = PROTECT_QUOTES};
    struct protect_spans spans = {0};
    CU_ASSERT_TRUE(protect_find(VIEW("Er rief: \"Halt, 'Stopp'!\""), &options, &spans));
    CU_ASSERT_EQUAL_FATAL(spans.count, 4);
    CU_ASSERT_EQUAL(spans.items[0].partner, 3);
    CU_ASSERT_EQUAL(spans.items[1].partner, 2);
    protect_spans_free(&spans);
}

/* Blocks that nobody writes: a million times the same bytes. They take linear time (the suite is
 * over in a second) and keep what holds for every block. */
static void hostile_blocks_are_read(void)
{
    static const char *const pieces[] = {
        "„",        "\"",   "'",    "»",    "‚ ",      "“",    "1",    "1 ",      "1.",  "12,",
        "1-",       "@",    "a@",   ".a",   "://",     "1. ",  "1.1.", "1 bis ",  "01 ", "1 Uhr ",
        "Mo., 1. ", "\xff", "\xe2", "§ 1 ", "24 Uhr ", "\xc2", "#a",   "1 Mio. ", "1, ", "„‚"};
    struct protect_options options = {.to = PROTECT_EN_GB, .kinds = PROTECT_EVERYTHING};
    struct protect_spans spans = {0};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer block = {0};
        while (block.size < 200000)
            buffer_add_string(&block, pieces[i]);
        CU_ASSERT_TRUE(protect_find(buffer_view(&block), &options, &spans));
        check_spans(buffer_view(&block), &spans);
        buffer_free(&block);
    }
    protect_spans_free(&spans);
}

/* Bytes by chance, of the kinds that the rooms look at: nothing is read outside the block. */
static void random_blocks_are_read(void)
{
    static const char *const parts[] = {
        "1",        "12",   "1500", ".",    ",",    ":",   " ",    "-",        "–",   "/",
        "„",        "“",    "‚",    "‘",    "’",    "\"",  "'",    "Uhr",      "Mai", "Okt.",
        "Mio.",     "Euro", "%",    "§",    "@",    "#",   "www.", "https://", "bis", "und",
        "a",        "B",    "\xe2", "\xc2", "\xff", "+49", "½",    "€",        "Mo.", "»",
        "\xc2\xa0", "am",   "rund", "(",    ")",    "US$", "Grad", "Celsius"};
    struct protect_options options = {.kinds = PROTECT_EVERYTHING};
    struct protect_spans spans = {0};
    uint32_t state = 1;
    for (int round = 0; round < 20000; round++) {
        struct buffer block = {0};
        for (int i = 0; i < 12; i++) {
            state = state * 1664525u + 1013904223u;
            buffer_add_string(&block, parts[(state >> 16) % (sizeof parts / sizeof *parts)]);
        }
        /* A block of its own size, so that a read past its end is seen. */
        char *exact = malloc(block.size);
        if (!exact || block.failed)
            exit(4);
        memcpy(exact, block.data, block.size);
        struct view text = {exact, block.size};
        options.to = (enum protect_target)(round % 3);
        options.from = (enum token_locale)(round / 3 % 3);
        CU_ASSERT_TRUE(protect_find(text, &options, &spans));
        check_spans(text, &spans);
        free(exact);
        buffer_free(&block);
    }
    protect_spans_free(&spans);
}

/* Each byte before each other one, at each place of the second of three blocks. */
static void check_interest(interest_function *fast)
{
    char text[3 * INTEREST_BLOCK + 1];
    uint64_t bits[3], expected[3];
    for (unsigned pair = 0; fast && pair < 0x10000; pair++) {
        size_t at = INTEREST_BLOCK + pair % INTEREST_BLOCK;
        memset(text, pair % 2 ? 'a' : '5', sizeof text);
        text[at] = (char)(pair >> 8);
        text[at + 1] = (char)pair;
        fast(text, 3, bits);
        interest_portable()(text, 3, expected);
        CU_ASSERT_EQUAL(memcmp(bits, expected, sizeof bits), 0);
    }
}

static void interest_twins_agree(void)
{
    check_interest(interest_avx2());
    check_interest(interest_avx512());
}

static void interest_is_found_in_order(void)
{
    static const char text[] = "12 a. b.c: \"d\" # @ \xe2\x80\x9e";
    struct interest_walk walk;
    static const size_t places[] = {0, 60, 1000, 1024, 1500}; /* over the ends of blocks */
    char line[1600];
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char found[32] = "";
        memset(line, 'x', sizeof line);
        memcpy(line + places[i], text, sizeof text - 1);
        interest_begin(&walk, (struct view){line, sizeof line});
        for (size_t at = 0; (at = interest_next(&walk, at, sizeof line)) < sizeof line; at++)
            strncat(found, line + at, 1);
        CU_ASSERT_STRING_EQUAL(found, "12.:\"\"#@\xe2");
    }
}

void suite_protect(void)
{
    CU_pSuite suite = ADD_SUITE("protect");
    test_add(suite, "forms are English", forms_are_english);
    test_add(suite, "kinds are chosen", kinds_are_chosen);
    test_add(suite, "interest: twins agree", interest_twins_agree);
    test_add(suite, "interest is found in order", interest_is_found_in_order);
    test_add(suite, "straight quotes are pairs", straight_quotes_are_pairs);
    test_add(suite, "hostile blocks are read", hostile_blocks_are_read);
    test_add(suite, "random blocks are read", random_blocks_are_read);
}
