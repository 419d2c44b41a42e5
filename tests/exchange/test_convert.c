/* The sample article in every version converts to every other: it merges into the same English, and
 * there and back again it is the same. */
#include "tests/articles/fill.h"
#include "tests/exchange/run.h"
#include "tests/xliff/support.h"

static const enum code_shape shapes[] = {CODE_INLINE, CODE_MARK, CODE_SIMPLE};

/* The sample article as satz exports it, filled in. */
static struct buffer fill_sample(enum xliff_version version, enum code_shape shape)
{
    struct buffer article = test_read_file("articles/sample.txt");
    struct buffer xliff = {0}, filled = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, "en-US");
    struct fill_options fill = {.table = "articles/sample.en.table"};
    options.shape = shape;
    CU_ASSERT_EQUAL(
        run_export(buffer_view(&article), &article_options, &options, &xliff, &messages),
        STATUS_OK);
    CU_ASSERT_TRUE(fill_xliff(buffer_view(&xliff), &fill, &filled) > 100);
    buffer_free(&article);
    buffer_free(&xliff);
    buffer_free(&messages);
    return filled;
}

static struct buffer convert(const struct buffer *document, enum xliff_version to)
{
    struct buffer out = {0}, messages = {0};
    CU_ASSERT_EQUAL(run_convert(buffer_view(document), to, &out, &messages), STATUS_OK);
    test_text_equal(buffer_view(&messages), (struct view){0}, "what is not carried");
    buffer_free(&messages);
    return out;
}

static void check_merge(const struct buffer *document)
{
    struct buffer expected = test_read_file("articles/sample.en-US.txt");
    struct buffer merged = {0}, messages = {0};
    struct merge_options options = {.line_end = -1};
    struct exchange_summary summary = {0};
    CU_ASSERT_EQUAL(run_merge(buffer_view(document), &options, &merged, &summary, &messages),
                    STATUS_OK);
    test_lines_equal(buffer_view(&merged), buffer_view(&expected), "converted and merged");
    buffer_free(&expected);
    buffer_free(&merged);
    buffer_free(&messages);
}

static void check_equal(const struct buffer *document, const struct buffer *other)
{
    struct buffer before = xliff_show(buffer_view(document), 4096, false);
    struct buffer after = xliff_show(buffer_view(other), 4096, false);
    test_lines_equal(buffer_view(&after), buffer_view(&before), "there and back");
    buffer_free(&before);
    buffer_free(&after);
}

static void check_pair(const struct buffer *document, enum xliff_version from,
                       enum xliff_version to, enum code_shape shape)
{
    struct buffer there = convert(document, to);
    check_merge(&there);
    struct buffer back = convert(&there, from);
    check_merge(&back);
    if (shape == CODE_INLINE)
        check_equal(document, &back);
    buffer_free(&there);
    buffer_free(&back);
}

static void check_shape(enum code_shape shape)
{
    for (int from = XLIFF_1_2; from <= XLIFF_2_2; from++) {
        struct buffer document = fill_sample((enum xliff_version)from, shape);
        for (int to = XLIFF_1_2; to <= XLIFF_2_2; to++)
            check_pair(&document, (enum xliff_version)from, (enum xliff_version)to, shape);
        buffer_free(&document);
    }
}

static void sample_in_every_version(void)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        check_shape(shapes[i]);
}

/* ---- units that a tool divided anew ------------------------------------------------------ */

struct replacement {
    const char *from, *to;
};

static struct buffer replace(struct view text, const struct replacement *change)
{
    struct buffer out = {0};
    struct view from = view_of(change->from);
    size_t at = view_find(text, from, 0);
    CU_ASSERT_NOT_EQUAL_FATAL(at, SIZE_MAX);
    buffer_add_view(&out, view_slice(text, 0, at));
    buffer_add_string(&out, change->to);
    buffer_add_view(&out, view_slice(text, at + from.size, text.size));
    return out;
}

static struct buffer export_forest(void)
{
    struct buffer xliff = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(XLIFF_2_1, "en-US");
    struct view article = VIEW("Der Wald ist gross. Er hat 12.000 Baeume. Das war alles.\n");
    CU_ASSERT_EQUAL(run_export(article, &article_options, &options, &xliff, &messages), STATUS_OK);
    buffer_free(&messages);
    return xliff;
}

static void check_forest(const struct buffer *document)
{
    struct buffer merged = {0}, messages = {0};
    struct merge_options options = {.line_end = -1};
    struct exchange_summary summary = {0};
    run_merge(buffer_view(document), &options, &merged, &summary, &messages);
    test_text_equal(buffer_view(&merged),
                    VIEW("The forest is big. It has 12,000 trees. That was all.\n"), "merged");
    buffer_free(&merged);
    buffer_free(&messages);
}

/* A tool of 2.x split and joined segments; what that is in 1.2 merges into the same. */
static void check_divided(const struct replacement *changes, size_t count)
{
    struct buffer document = export_forest(), there = {0}, messages = {0};
    for (size_t i = 0; i < count; i++) {
        struct buffer changed = replace(buffer_view(&document), &changes[i]);
        buffer_free(&document);
        document = changed;
    }
    check_forest(&document);
    CU_ASSERT_EQUAL(run_convert(buffer_view(&document), XLIFF_1_2, &there, &messages), STATUS_OK);
    check_forest(&there);
    buffer_free(&document);
    buffer_free(&there);
    buffer_free(&messages);
}

static void divided_anew(void)
{
    static const struct replacement joined[] = {
        {"gross.</source>\n      </segment>\n      <ignorable><source xml:space=\"preserve\"> "
         "</source></ignorable>\n      <segment id=\"s2\">\n        <source "
         "xml:space=\"preserve\">Er hat",
         "gross. Er hat"},
        {"Baeume.</source>",
         "Baeume.</source><target>The forest is big. It has 12,000 trees.</target>"},
        {"alles.</source>", "alles.</source><target>That was all.</target>"},
    };
    static const struct replacement split[] = {
        {"Der Wald ist gross.</source>",
         "Der Wald </source><target>The forest </target></segment><segment><source>ist gross."
         "</source><target>is big.</target>"},
        {"Baeume.</source>", "Baeume.</source><target>It has 12,000 trees.</target>"},
        {"alles.</source>", "alles.</source><target>That was all.</target>"},
    };
    check_divided(joined, sizeof joined / sizeof *joined);
    check_divided(split, sizeof split / sizeof *split);
}

void suite_convert(void)
{
    CU_pSuite suite = ADD_SUITE("convert");
    test_add(suite, "the sample in every version", sample_in_every_version);
    test_add(suite, "units that a tool divided anew", divided_anew);
}
