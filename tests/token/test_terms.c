/* Terms of the user: where they stand in a text, as terms.txt says. */
#include "tests/tests.h"
#include "token/terms.h"

static struct view next_column(struct view *line)
{
    size_t at = view_find(*line, VIEW(" | "), 0);
    struct view column = view_slice(*line, 0, at == SIZE_MAX ? line->size : at);
    *line = view_slice(*line, at == SIZE_MAX ? line->size : at + 3, line->size);
    return column;
}

/* "a = b; c = d" as lines. */
static struct terms *read_list(struct view column)
{
    struct buffer list = {0};
    size_t line;
    for (size_t i = 0; i < column.size; i++)
        buffer_add_char(&list, column.data[i] == ';' ? '\n' : column.data[i]);
    bool english = view_find(column, VIEW(" = "), 0) != SIZE_MAX;
    struct terms *terms = terms_read(buffer_view(&list), english, &line);
    buffer_free(&list);
    return terms;
}

static void check_line(struct view line, size_t number, void *context)
{
    (void)number;
    (void)context;
    struct terms *terms = read_list(next_column(&line));
    struct view text = next_column(&line);
    struct buffer got = {0};
    struct term_hit hit;
    size_t done = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(terms);
    for (size_t at = 0; terms_next(terms, text, &at, &hit); done = hit.end) {
        buffer_add_view(&got, view_slice(text, done, hit.start));
        buffer_add_char(&got, '[');
        buffer_add_view(&got, view_slice(text, hit.start, hit.end));
        buffer_add_char(&got, ']');
    }
    buffer_add_view(&got, view_slice(text, done, text.size));
    test_text_equal(buffer_view(&got), line, "tests/token/terms.txt");
    buffer_free(&got);
    terms_free(terms);
}

static void terms_are_found(void)
{
    CU_ASSERT_TRUE(test_each_line("token/terms.txt", check_line, NULL) > 40);
}

static void english_of_a_term(void)
{
    CU_ASSERT_TRUE(term_stands(VIEW("State parliaments met."), VIEW("state parliament"), true));
    CU_ASSERT_TRUE(term_stands(VIEW("The companies met."), VIEW("company"), true));
    CU_ASSERT_TRUE(term_stands(VIEW("The chancellor’s speech"), VIEW("Chancellor"), true));
    CU_ASSERT_TRUE(term_stands(VIEW("Two boxes"), VIEW("box"), true));
    CU_ASSERT_FALSE(term_stands(VIEW("The companion"), VIEW("company"), true));
    CU_ASSERT_FALSE(term_stands(VIEW("Statement"), VIEW("state"), true));
    CU_ASSERT_FALSE(term_stands(VIEW("die linke"), VIEW("Die Linke"), false));
}

static void a_list_in_its_order(void)
{
    size_t line;
    struct view german, english;
    struct terms *terms = terms_read(VIEW("# two\nRat = council\nTag = day\n"), true, &line);
    CU_ASSERT_PTR_NOT_NULL_FATAL(terms);
    CU_ASSERT_TRUE(terms_get(terms, 1, &german, &english));
    CU_ASSERT_TRUE(view_equal(german, VIEW("Tag")) && view_equal(english, VIEW("day")));
    CU_ASSERT_FALSE(terms_get(terms, 2, &german, &english));
    terms_free(terms);
}

void suite_terms(void)
{
    CU_pSuite suite = ADD_SUITE("terms");
    test_add(suite, "terms are found", terms_are_found);
    test_add(suite, "the English of a term", english_of_a_term);
    test_add(suite, "a list in its order", a_list_in_its_order);
}
