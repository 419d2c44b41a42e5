/* What stands where no block before it can have been merged yet, or was merged too early. run_merge
 * compares with a merge that waits for the end of each part. */
#include "tests/exchange/change.h"
#include "tests/exchange/run.h"

static const struct view bom_article = {"\xef\xbb\xbf"
                                        "Eins ging.\n\nZwei kam.\n",
                                        25};

/* An article, exported to be itself again, with changes; *english is what merge makes of it. */
static enum status merge_changed(struct view article, enum xliff_version version,
                                 struct view change, struct buffer *english,
                                 struct buffer *messages)
{
    struct export_options export = run_defaults(version, "de");
    struct article_options reading = {0};
    struct merge_options options = {.line_end = -1};
    struct exchange_summary summary;
    struct buffer xliff = {0};
    export.copy_source = true;
    CU_ASSERT_EQUAL(run_export(article, &reading, &export, &xliff, messages), STATUS_OK);
    if (change.size > 0)
        CU_ASSERT_TRUE(change_all(&xliff, change));
    enum status status = run_merge(buffer_view(&xliff), &options, english, &summary, messages);
    buffer_free(&xliff);
    return status;
}

static void check(enum xliff_version version, struct view change, struct view message)
{
    struct buffer english = {0}, messages = {0};
    CU_ASSERT_EQUAL(merge_changed(bom_article, version, change, &english, &messages), STATUS_OK);
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

/* The first block was merged with a skeleton that is not all of it: merge kept pointing into it. */
static void second_skeleton(void)
{
    static const struct view changes[] = {
        VIEW("</body> => </body><header><skl><internal-file>satz-skeleton 1\n"
             "</internal-file></skl></header>"),
        VIEW("<unit id=\"b2\" => <skeleton>satz-skeleton 1\n</skeleton><unit id=\"b2\""),
    };
    static const enum xliff_version versions[] = {XLIFF_1_2, XLIFF_2_1};
    for (size_t i = 0; i < 2; i++) {
        struct buffer english = {0}, messages = {0};
        CU_ASSERT_EQUAL(merge_changed(bom_article, versions[i], changes[i], &english, &messages),
                        STATUS_FINDINGS);
        CU_ASSERT_NOT_EQUAL(view_find(buffer_view(&messages), VIEW("skeleton was changed"), 0),
                            SIZE_MAX);
        buffer_free(&english);
        buffer_free(&messages);
    }
}

/* More units than the reader is asked to hold, and a block after them. */
static void long_block(void)
{
    struct buffer article = {0};
    for (size_t i = 0; i < 700; i++)
        buffer_add_string(&article, "Es regnet. ");
    buffer_add_string(&article, "Ja.\n\nZwei kam.\n");
    for (enum xliff_version version = XLIFF_1_2; version <= XLIFF_2_0; version++) {
        struct buffer english = {0}, messages = {0};
        CU_ASSERT_EQUAL(
            merge_changed(buffer_view(&article), version, VIEW(""), &english, &messages),
            STATUS_OK);
        test_text_equal(buffer_view(&english), buffer_view(&article), "a long block");
        buffer_free(&english);
        buffer_free(&messages);
    }
    buffer_free(&article);
}

void suite_ahead(void)
{
    CU_pSuite suite = ADD_SUITE("merging ahead");
    test_add(suite, "a file as it was exported", as_exported);
    test_add(suite, "a unit of another tool after the first", foreign_unit);
    test_add(suite, "a block out of order", block_out_of_order);
    test_add(suite, "a second skeleton", second_skeleton);
    test_add(suite, "a block of many units", long_block);
}
