#include "tests/tests.h"
#include "token/token.h"

/* The next column of `line`, without blanks at its ends. */
static struct view next_column(struct view *line)
{
    size_t bar = view_find(*line, VIEW("|"), 0);
    size_t end = bar == SIZE_MAX ? line->size : bar;
    struct view column = view_slice(*line, 0, end);
    *line = view_slice(*line, bar == SIZE_MAX ? end : bar + 1, line->size);
    while (column.size > 0 && column.data[0] == ' ')
        column = view_slice(column, 1, column.size);
    while (column.size > 0 && column.data[column.size - 1] == ' ')
        column.size--;
    return column;
}

static size_t show_number(struct view text, size_t at, enum token_locale locale,
                          struct buffer *shown)
{
    struct token_number number;
    if (!token_number(text, at, locale, &number))
        return 0;
    if (number.value == UINT64_MAX)
        buffer_add_string(shown, " = huge");
    else
        buffer_printf(shown, " = %llu", (unsigned long long)number.value);
    buffer_printf(shown, "%s%s%s%s", number.grouped ? " g" : "", number.decimal ? " d" : "",
                  number.ordinal_dot ? " o" : "", number.unsure ? " ?" : "");
    return number.end;
}

static size_t show_date(struct view text, size_t at, struct buffer *shown)
{
    struct token_date date;
    if (!token_date(text, at, &date))
        return 0;
    buffer_add_string(shown, " = ");
    if (date.weekday > 0)
        buffer_printf(shown, "%d: ", date.weekday);
    for (unsigned i = 0; i < date.day_count; i++)
        buffer_printf(shown, "%d ", date.days[i]);
    if (date.joint)
        buffer_add_char(shown, date.joint);
    buffer_printf(shown, "/%d", date.month);
    if (date.year > 0)
        buffer_printf(shown, "/%d", date.year);
    return date.end;
}

static void show_clock(int hour, int minute, bool has_minute, struct buffer *shown)
{
    buffer_printf(shown, " %d", hour);
    if (has_minute)
        buffer_printf(shown, ":%02d", minute);
}

static size_t show_time(struct view text, size_t at, struct buffer *shown)
{
    struct token_time time;
    if (!token_time(text, at, &time))
        return 0;
    buffer_add_string(shown, " =");
    show_clock(time.hour, time.minute, time.has_minute, shown);
    if (time.range) {
        buffer_printf(shown, " %c", time.joint);
        show_clock(time.hour_to, time.minute_to, time.has_minute_to, shown);
    }
    if (time.zone.size > 0)
        buffer_printf(shown, " %.*s", (int)time.zone.size, time.zone.data);
    return time.end;
}

static void check_line(struct view line, size_t number, void *context)
{
    (void)number;
    (void)context;
    struct view kind = next_column(&line), marked = next_column(&line), want = next_column(&line);
    struct buffer text = {0}, shown = {0}, got = {0};
    size_t at = view_find(marked, VIEW("^"), 0), end;
    buffer_add_view(&text, at == SIZE_MAX ? marked : view_slice(marked, 0, at));
    if (at != SIZE_MAX)
        buffer_add_view(&text, view_slice(marked, at + 1, marked.size));
    at = at == SIZE_MAX ? 0 : at;
    if (view_equal(kind, VIEW("number")))
        end = show_number(buffer_view(&text), at, TOKEN_DE, &shown);
    else if (view_equal(kind, VIEW("number-ch")))
        end = show_number(buffer_view(&text), at, TOKEN_DE_CH, &shown);
    else if (view_equal(kind, VIEW("date")))
        end = show_date(buffer_view(&text), at, &shown);
    else if (view_equal(kind, VIEW("time")))
        end = show_time(buffer_view(&text), at, &shown);
    else
        end = token_link(buffer_view(&text), at);
    if (end == 0)
        buffer_add_string(&got, "-");
    else
        buffer_add_view(&got, view_slice(buffer_view(&text), at, end));
    buffer_add_view(&got, buffer_view(&shown));
    test_text_equal(buffer_view(&got), want, "tests/token/token.txt");
    buffer_free(&text);
    buffer_free(&shown);
    buffer_free(&got);
}

static void tokens_are_recognised(void)
{
    CU_ASSERT_TRUE(test_each_line("token/token.txt", check_line, NULL) > 90);
}

static void names_of_months_and_weekdays(void)
{
    CU_ASSERT_EQUAL(token_month(VIEW("Oktober")), 10);
    CU_ASSERT_EQUAL(token_month(VIEW("Okt")), 10);
    CU_ASSERT_EQUAL(token_month(VIEW("Jänner")), 1);
    CU_ASSERT_EQUAL(token_month(VIEW("Mais")), 0);
    CU_ASSERT_EQUAL(token_month(VIEW("")), 0);
    CU_ASSERT_EQUAL(token_weekday(VIEW("Sonnabend")), 6);
    CU_ASSERT_EQUAL(token_weekday(VIEW("Mo")), 1);
    CU_ASSERT_EQUAL(token_weekday(VIEW("Mond")), 0);
}

/* Eight bytes at a time find the end that a walk over the letters finds, from any place on. */
static void words_end_where_letters_do(void)
{
    struct view text = VIEW("Übergrößenträger, Ärztinnen@[`{ und Donaudampfschifffahrtsgesellschaft"
                            "skapitänsmützenfabrikantinnenvereinigung “Žižkov” 12x Ω…z");
    for (size_t from = 0; from <= text.size; from++)
        for (size_t to = from; to <= text.size; to++) {
            struct view part = view_slice(text, from, to);
            size_t all = 0, some = 0;
            while (token_letter(part, all) > 0)
                all += token_letter(part, all);
            while (some < 64 && token_letter(part, some) > 0)
                some += token_letter(part, some);
            CU_ASSERT_EQUAL(token_letters_end(part, 0), all);
            CU_ASSERT_EQUAL(token_word_end(part, 0), some);
        }
}

static void links_are_thought_possible(void)
{
    CU_ASSERT_TRUE(token_link_possible(VIEW("Mehr auf example.org")));
    CU_ASSERT_TRUE(token_link_possible(VIEW("Siehe. mailto:x")));
    CU_ASSERT_TRUE(token_link_possible(VIEW("von @name")));
    CU_ASSERT_FALSE(token_link_possible(VIEW("Er sagt: „Ja.“ Und geht.")));
    CU_ASSERT_FALSE(token_link_possible(VIEW("")));
}

void suite_token(void)
{
    CU_pSuite suite = ADD_SUITE("token");
    test_add(suite, "tokens are recognised", tokens_are_recognised);
    test_add(suite, "words end where letters do", words_end_where_letters_do);
    test_add(suite, "links are thought possible", links_are_thought_possible);
    test_add(suite, "names of months and weekdays", names_of_months_and_weekdays);
}
