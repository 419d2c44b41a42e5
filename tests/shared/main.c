/* The tests that need ../shared: the real article, which is not part of the project. */
#include "tests/tests.h"

#include <CUnit/Basic.h>
#include <stdio.h>

#include "tests/articles/fill.h"
#include "tests/exchange/run.h"

#define SHARED_ARTICLE "../../shared/article/article.txt" /* from the folder of the tests */

static void identity_in_every_version(void)
{
    struct buffer article = test_read_file(SHARED_ARTICLE);
    struct article_options article_options = {0};
    struct merge_options merge_options = {.line_end = -1};
    struct exchange_summary summary;
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        struct buffer xliff = {0}, merged = {0}, messages = {0};
        struct export_options options = run_defaults((enum xliff_version)version, "de");
        options.copy_source = true;
        CU_ASSERT_EQUAL(
            run_export(buffer_view(&article), &article_options, &options, &xliff, &messages),
            STATUS_OK);
        CU_ASSERT_EQUAL(
            run_merge(buffer_view(&xliff), &merge_options, &merged, &summary, &messages),
            STATUS_OK);
        CU_ASSERT_TRUE(view_equal(buffer_view(&merged), buffer_view(&article)));
        buffer_free(&xliff);
        buffer_free(&merged);
        buffer_free(&messages);
    }
    buffer_free(&article);
}

static void check_segment(struct view line, size_t number, void *context)
{
    struct buffer *merged = context;
    size_t colon = view_find(line, VIEW(": "), 0);
    (void)number;
    CU_ASSERT_NOT_EQUAL_FATAL(colon, SIZE_MAX);
    struct view english = view_slice(line, colon + 2, line.size);
    bool found = view_find(buffer_view(merged), english, 0) != SIZE_MAX;
    if (!found)
        printf("\n    not in the merged article: %.*s\n", (int)line.size, line.data);
    CU_ASSERT_TRUE(found);
}

/* Nothing is wrong but what is not translated. */
static void check_filled(struct view filled)
{
    struct buffer messages = {0};
    run_check(filled, &messages);
    struct view rest = buffer_view(&messages);
    while (rest.size > 0) {
        size_t end = view_find(rest, VIEW("\n"), 0);
        struct view line = view_slice(rest, 0, end);
        bool known = view_ends_with(line, VIEW("has no target; translate it"));
        CU_ASSERT_TRUE(known);
        if (!known)
            printf("\n    %.*s\n", (int)line.size, line.data);
        rest = view_slice(rest, end + 1, rest.size);
    }
    buffer_free(&messages);
}

static void translation_in_every_version(void)
{
    struct buffer article = test_read_file(SHARED_ARTICLE);
    struct article_options article_options = {0};
    struct merge_options merge_options = {.line_end = -1, .partial = true};
    struct fill_options fill = {.table = "articles/real.en.table"};
    struct exchange_summary summary;
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        struct buffer xliff = {0}, filled = {0}, merged = {0}, messages = {0};
        struct export_options options = run_defaults((enum xliff_version)version, "en-US");
        run_export(buffer_view(&article), &article_options, &options, &xliff, &messages);
        CU_ASSERT_EQUAL(fill_xliff(buffer_view(&xliff), &fill, &filled), 50);
        check_filled(buffer_view(&filled));
        CU_ASSERT_EQUAL(
            run_merge(buffer_view(&filled), &merge_options, &merged, &summary, &messages),
            STATUS_FINDINGS); /* the rest is German still */
        CU_ASSERT_TRUE(summary.complete);
        CU_ASSERT_EQUAL(test_each_line("articles/real.en-US.txt", check_segment, &merged), 50);
        buffer_free(&xliff);
        buffer_free(&filled);
        buffer_free(&merged);
        buffer_free(&messages);
    }
    buffer_free(&article);
}

int main(void)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 4;
    CU_pSuite suite = ADD_SUITE("the real article");
    test_add(suite, "identity in every version", identity_in_every_version);
    test_add(suite, "50 segments translated in every version", translation_in_every_version);
    return test_run_all();
}
