/* What stands where no block before it can have been merged yet, or was merged too early. run_merge
 * compares with a merge that waits for the end of each part. */
#include "tests/exchange/change.h"
#include "tests/exchange/run.h"

static const struct view bom_article = {"\xef\xbb\xbf"
                                        "Eins ging.\n\nZwei kam.\n",
                                        25};

/* The article, exported to be itself again, with changes; *english is what merge makes of it. */
static enum status merge_changed(enum xliff_version version, struct view change,
                                 struct buffer *english, struct buffer *messages)
{
    struct export_options export = run_defaults(version, "de");
    struct article_options reading = {0};
    struct merge_options options = {.line_end = -1};
    struct exchange_summary summary;
    struct buffer xliff = {0};
    export.copy_source = true;
    CU_ASSERT_EQUAL(run_export(bom_article, &reading, &export, &xliff, messages), STATUS_OK);
    if (change.size > 0)
        CU_ASSERT_TRUE(change_all(&xliff, change));
    enum status status = run_merge(buffer_view(&xliff), &options, english, &summary, messages);
    buffer_free(&xliff);
    return status;
}

static void check(enum xliff_version version, struct view change, struct view message)
{
    struct buffer english = {0}, messages = {0};
    CU_ASSERT_EQUAL(merge_changed(version, change, &english, &messages), STATUS_OK);
    test_text_equal(buffer_view(&english), bom_article, "article");
    CU_ASSERT_EQUAL(messages.size > 0, message.size > 0);
    CU_ASSERT_NOT_EQUAL(view_find(buffer_view(&messages), message, 0), SIZE_MAX);
    buffer_free(&english);
    buffer_free(&messages);
}

static void as_exported(void)
{
    check(XLIFF_1_2, VIEW(""), VIEW(""));
    check(XLIFF_2_1, VIEW(""), VIEW(""));
}

/* The byte order mark was lost when another tool's unit followed the first one. */
static void foreign_unit(void)
{
    check(
        XLIFF_1_2,
        VIEW("</trans-unit> => </trans-unit><trans-unit id=\"x\"><source>X</source></trans-unit>"),
        VIEW("1 unit not of satz"));
    check(XLIFF_2_1,
          VIEW("</unit> => </unit><unit id=\"x\"><segment><source>X</source></segment></unit>"),
          VIEW("1 unit not of satz"));
}

static void block_out_of_order(void)
{
    check(
        XLIFF_1_2,
        VIEW("<group id=\"b1\"~</group> => ; </body> => <group id=\"b1\"><trans-unit id=\"b1.s1\">"
             "<source>Eins ging.</source><target>Eins ging.</target></trans-unit></group></body>"),
        VIEW(""));
}

void suite_ahead(void)
{
    CU_pSuite suite = ADD_SUITE("merging ahead");
    test_add(suite, "a file as it was exported", as_exported);
    test_add(suite, "a unit of another tool after the first", foreign_unit);
    test_add(suite, "a block out of order", block_out_of_order);
}
