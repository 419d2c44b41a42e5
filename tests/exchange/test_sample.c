/* The main job on the sample article: exported, filled, merged, in every version. */
#include <stdio.h>

#include "tests/articles/fill.h"
#include "tests/exchange/run.h"

static void check_shape(enum xliff_version version, enum code_shape shape, const char *language,
                        const char *expected_name)
{
    struct buffer article = test_read_file("articles/sample.txt");
    struct buffer expected = test_read_file(expected_name);
    struct buffer xliff = {0}, filled = {0}, merged = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, language);
    options.shape = shape;
    struct merge_options merge_options = {.line_end = -1};
    struct fill_options fill = {.table = "articles/sample.en.table",
                                .british = options.protect.to == PROTECT_EN_GB};
    struct exchange_summary summary = {0};
    enum status status =
        run_export(buffer_view(&article), &article_options, &options, &xliff, &messages);
    CU_ASSERT_EQUAL(status, STATUS_OK);
    size_t count = fill_xliff(buffer_view(&xliff), &fill, &filled);
    CU_ASSERT_TRUE(count != SIZE_MAX && count > 100);
    run_check(buffer_view(&filled), &messages);
    test_text_equal(buffer_view(&messages), (struct view){0}, "findings of a sound translation");
    status = run_merge(buffer_view(&filled), &merge_options, &merged, &summary, &messages);
    CU_ASSERT_EQUAL(status, STATUS_OK);
    if (status != STATUS_OK)
        printf("\n%.*s", (int)messages.size, messages.data);
    test_lines_equal(buffer_view(&merged), buffer_view(&expected), expected_name);
    buffer_free(&article);
    buffer_free(&expected);
    buffer_free(&xliff);
    buffer_free(&filled);
    buffer_free(&merged);
    buffer_free(&messages);
}

static void check_translation(enum xliff_version version, const char *language,
                              const char *expected_name)
{
    check_shape(version, CODE_INLINE, language, expected_name);
}

static void marks_and_simple_codes(void)
{
    check_shape(XLIFF_1_2, CODE_MARK, "en-US", "articles/sample.en-US.txt");
    check_shape(XLIFF_2_2, CODE_MARK, "en-GB", "articles/sample.en-GB.txt");
    check_shape(XLIFF_1_2, CODE_SIMPLE, "en-US", "articles/sample.en-US.txt");
    check_shape(XLIFF_1_2, CODE_SIMPLE, "en-GB", "articles/sample.en-GB.txt");
    check_shape(XLIFF_2_0, CODE_SIMPLE, "en-US", "articles/sample.en-US.txt");
}

static void american_in_every_version(void)
{
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++)
        check_translation((enum xliff_version)version, "en-US", "articles/sample.en-US.txt");
}

static void british_in_every_version(void)
{
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++)
        check_translation((enum xliff_version)version, "en-GB", "articles/sample.en-GB.txt");
}

/* xliff/examples/sample-1.2.xlf as handed out, sample-1.2.filled.xlf as it comes back. `make
 * examples` writes them anew. */
static void examples_are_up_to_date(void)
{
    static const char *const names[] = {"1.2", "2.0", "2.1", "2.2"};
    struct buffer article = test_read_file("articles/sample.txt");
    struct article_options article_options = {0};
    struct fill_options fill = {.table = "articles/sample.en.table"};
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        char path[64];
        struct buffer xliff = {0}, filled = {0}, messages = {0};
        struct export_options options = run_defaults((enum xliff_version)version, "en-US");
        run_export(buffer_view(&article), &article_options, &options, &xliff, &messages);
        fill_xliff(buffer_view(&xliff), &fill, &filled);
        snprintf(path, sizeof path, "../xliff/examples/sample-%s.xlf", names[version]);
        struct buffer expected = test_read_file(path);
        test_lines_equal(buffer_view(&xliff), buffer_view(&expected), path);
        buffer_free(&expected);
        snprintf(path, sizeof path, "../xliff/examples/sample-%s.filled.xlf", names[version]);
        expected = test_read_file(path);
        test_lines_equal(buffer_view(&filled), buffer_view(&expected), path);
        buffer_free(&expected);
        buffer_free(&xliff);
        buffer_free(&filled);
        buffer_free(&messages);
    }
    buffer_free(&article);
}

static void two_exports_are_the_same(void)
{
    struct buffer article = test_read_file("articles/sample.txt");
    struct buffer first = {0}, second = {0}, messages = {0};
    struct article_options article_options = {0};
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        struct export_options options = run_defaults((enum xliff_version)version, "en-US");
        buffer_clear(&first);
        buffer_clear(&second);
        run_export(buffer_view(&article), &article_options, &options, &first, &messages);
        run_export(buffer_view(&article), &article_options, &options, &second, &messages);
        CU_ASSERT_TRUE(first.size > 0);
        CU_ASSERT_TRUE(view_equal(buffer_view(&first), buffer_view(&second)));
    }
    buffer_free(&article);
    buffer_free(&first);
    buffer_free(&second);
    buffer_free(&messages);
}

void suite_sample(void)
{
    CU_pSuite suite = ADD_SUITE("the sample article");
    test_add(suite, "filled and merged in American English", american_in_every_version);
    test_add(suite, "filled and merged in British English", british_in_every_version);
    test_add(suite, "filled and merged with marks and simple codes", marks_and_simple_codes);
    test_add(suite, "the examples are up to date", examples_are_up_to_date);
    test_add(suite, "two exports are byte-identical", two_exports_are_the_same);
}
