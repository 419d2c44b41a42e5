/* The quick way to write a block, and the long one. */
#include "tests/articles/articles.h"
#include "tests/exchange/run.h"

/* Knows nothing; to be asked, it needs each segment's content, which the quick way does not make.
 */
static enum status know_nothing(void *context, const struct xliff_content *source,
                                const struct xliff_content *next, struct known_answer *answer,
                                struct findings *findings)
{
    size_t *asked = context;
    (void)source;
    (void)next;
    (void)answer;
    (void)findings;
    ++*asked;
    return STATUS_OK;
}

static void compare(struct view article, struct export_options *options, const char *what)
{
    struct article_options reading = {0};
    struct buffer quick = {0}, slow = {0}, messages = {0};
    size_t asked = 0;
    options->known = (struct known_translations){0};
    enum status status = run_export(article, &reading, options, &quick, &messages);
    options->known = (struct known_translations){know_nothing, &asked};
    CU_ASSERT_EQUAL(run_export(article, &reading, options, &slow, &messages), status);
    test_text_equal(buffer_view(&quick), buffer_view(&slow), what);
    buffer_free(&quick);
    buffer_free(&slow);
    buffer_free(&messages);
}

static void compare_all(struct view article, const char *what)
{
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        struct export_options options = run_defaults((enum xliff_version)version, "en-US");
        compare(article, &options, what);
        options = run_defaults((enum xliff_version)version, "de");
        options.protect.kinds = PROTECT_EVERYTHING & ~PROTECT_DATES;
        options.split_headlines = true;
        compare(article, &options, what);
    }
}

static void compare_line(struct view line, size_t number, void *context)
{
    struct buffer article = {0};
    (void)number;
    (void)context;
    CU_ASSERT_TRUE(recipe_expand(line, &article));
    compare_all(buffer_view(&article), "block");
    buffer_free(&article);
}

static void test_blocks(void)
{
    CU_ASSERT_TRUE(test_each_line("exchange/plain.txt", compare_line, NULL) > 40);
}

static void test_article(void)
{
    struct buffer sample = test_read_file("articles/sample.txt");
    compare_all(buffer_view(&sample), "sample.txt");
    buffer_free(&sample);
}

/* Terms that are never translated, whose English form is the user's. */
static void test_never(void)
{
    struct view list = VIEW("Neue Post\nA & B\nC \"D\"\n");
    struct view article = VIEW("Er las in der Neuen Post. A & B. C \"D\". Neue Post 12.");
    size_t line;
    struct terms *never = terms_read(list, false, &line);
    CU_ASSERT_PTR_NOT_NULL_FATAL(never);
    for (int version = XLIFF_1_2; version <= XLIFF_2_1; version++) {
        struct export_options options = run_defaults((enum xliff_version)version, "en-US");
        options.protect.never = never;
        compare(article, &options, "terms");
    }
    terms_free(never);
}

void suite_plain(void)
{
    CU_pSuite suite = ADD_SUITE("plain blocks");
    test_add(suite, "blocks of all kinds", test_blocks);
    test_add(suite, "an article", test_article);
    test_add(suite, "terms that are never translated", test_never);
}
