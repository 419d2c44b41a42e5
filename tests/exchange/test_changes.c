/* What tools and people do to an exported file: the cases of changes.txt. */
#include <stdio.h>

#include "tests/articles/fill.h"
#include "tests/exchange/change.h"
#include "tests/exchange/run.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* ---- reading a case ---------------------------------------------------------------------- */

struct change_case {
    struct view name, version, changes, expected;
};

static struct change_case read_case(struct view line)
{
    struct change_case result;
    result.name = change_until(&line, VIEW(" | "));
    result.version = change_until(&line, VIEW(" | "));
    if (view_starts_with(line, VIEW("| "))) { /* no changes */
        result.changes = (struct view){0};
        line = view_slice(line, 2, line.size);
    } else {
        result.changes = change_until(&line, VIEW(" | "));
    }
    result.expected = line;
    return result;
}

/* ---- judging ----------------------------------------------------------------------------- */

struct outcome {
    enum status status;
    struct buffer english, messages;
};

static struct outcome merge(struct view xliff, bool partial, bool accept)
{
    struct outcome outcome = {0};
    struct merge_options options = {.line_end = -1, .partial = partial, .accept_source = accept};
    struct exchange_summary summary;
    outcome.status = run_merge(xliff, &options, &outcome.english, &summary, &outcome.messages);
    if (partial)
        CU_ASSERT_TRUE(summary.complete);
    return outcome;
}

static void check_english(const struct outcome *outcome, struct view change)
{
    struct buffer expected = test_read_file("exchange/changes.en.txt");
    if (change.size > 0)
        CU_ASSERT_TRUE(change_one(&expected, change));
    test_lines_equal(buffer_view(&outcome->english), buffer_view(&expected), "English");
    buffer_free(&expected);
}

static bool take_prefix(struct view *text, struct view prefix)
{
    if (!view_starts_with(*text, prefix))
        return false;
    *text = view_slice(*text, prefix.size, text->size);
    return true;
}

static void check_message(const struct outcome *outcome, struct view wanted)
{
    bool found = view_find(buffer_view(&outcome->messages), wanted, 0) != SIZE_MAX;
    if (!found)
        printf("\n    no message with: %.*s\n%.*s", SHOW(wanted),
               SHOW(buffer_view(&outcome->messages)));
    CU_ASSERT_TRUE(found);
}

static void check_outcome(struct view xliff, struct view expected)
{
    bool partial = take_prefix(&expected, VIEW("partial: "));
    bool accept = take_prefix(&expected, VIEW("accept: "));
    struct outcome outcome = merge(xliff, partial, accept);
    enum status status = partial ? STATUS_FINDINGS : STATUS_OK;
    if (take_prefix(&expected, VIEW("same"))) {
        check_english(&outcome, (struct view){0});
        if (take_prefix(&expected, VIEW(", with: ")))
            check_message(&outcome, expected);
    } else if (partial || accept || take_prefix(&expected, VIEW("English: "))) {
        check_english(&outcome, expected);
    } else {
        status = expected.size > 0 ? (enum status)(expected.data[0] - '0') : STATUS_OK;
        expected = view_slice(expected, expected.size < 3 ? expected.size : 3, expected.size);
        check_message(&outcome, expected);
    }
    CU_ASSERT_EQUAL(outcome.status, status);
    if (outcome.status != status)
        printf("\n    status %d for %d\n%.*s", outcome.status, status,
               SHOW(buffer_view(&outcome.messages)));
    buffer_free(&outcome.english);
    buffer_free(&outcome.messages);
}

/* ---- the cases --------------------------------------------------------------------------- */

/* The files a case may change: each version as it is by default, and other shapes of the codes. */
static const struct {
    const char *name;
    enum xliff_version version;
    enum code_shape shape;
} files[] = {
    {"1.2", XLIFF_1_2, CODE_INLINE},        {"2.0", XLIFF_2_0, CODE_INLINE},
    {"2.1", XLIFF_2_1, CODE_INLINE},        {"2.2", XLIFF_2_2, CODE_INLINE},
    {"1.2 mark", XLIFF_1_2, CODE_MARK},     {"2.1 mark", XLIFF_2_1, CODE_MARK},
    {"1.2 simple", XLIFF_1_2, CODE_SIMPLE}, {"2.0 simple", XLIFF_2_0, CODE_SIMPLE},
};
enum { FILE_COUNT = sizeof files / sizeof files[0] };

static struct buffer filled_file(enum xliff_version version, enum code_shape shape)
{
    struct buffer article = test_read_file("exchange/changes.article.txt");
    struct buffer xliff = {0}, filled = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, "en-US");
    options.shape = shape;
    struct fill_options fill = {.table = "exchange/changes.en.table"};
    run_export(buffer_view(&article), &article_options, &options, &xliff, &messages);
    CU_ASSERT_EQUAL(fill_xliff(buffer_view(&xliff), &fill, &filled), 6);
    buffer_free(&article);
    buffer_free(&xliff);
    buffer_free(&messages);
    return filled;
}

static void check_case(struct view line, size_t number, void *context)
{
    const struct buffer *filled = context;
    struct change_case change = read_case(line);
    size_t index = 0;
    while (index < FILE_COUNT && !view_equal(change.version, view_of(files[index].name)))
        index++;
    CU_ASSERT_TRUE_FATAL(index < FILE_COUNT);
    struct buffer file = {0};
    unsigned before = CU_get_number_of_failures();
    buffer_add_view(&file, buffer_view(&filled[index]));
    bool applied = change_all(&file, change.changes);
    CU_ASSERT_TRUE(applied);
    if (applied)
        check_outcome(buffer_view(&file), change.expected);
    if (CU_get_number_of_failures() != before)
        printf("    in changes.txt:%zu: %.*s (%.*s)%s\n", number, SHOW(change.name),
               SHOW(change.version), applied ? "" : ": the text to change is not in the file");
    buffer_free(&file);
}

static void changes_of_tools_and_people(void)
{
    struct buffer filled[FILE_COUNT];
    for (size_t i = 0; i < FILE_COUNT; i++)
        filled[i] = filled_file(files[i].version, files[i].shape);
    CU_ASSERT_TRUE(test_each_line("exchange/changes.txt", check_case, filled) > 50);
    for (size_t i = 0; i < FILE_COUNT; i++)
        buffer_free(&filled[i]);
}

/* Wherever the file ends, that is said. */
static void cut_off_anywhere(void)
{
    struct buffer file = filled_file(XLIFF_1_2, CODE_INLINE);
    size_t step = test_is_quick() ? 97 : 7;
    for (size_t size = 0; size + 1 < file.size; size += step) {
        struct outcome outcome = merge((struct view){file.data, size}, false, false);
        CU_ASSERT_EQUAL(outcome.status, STATUS_INPUT);
        CU_ASSERT_TRUE(outcome.messages.size > 0);
        buffer_free(&outcome.english);
        buffer_free(&outcome.messages);
    }
    buffer_free(&file);
}

void suite_changes(void)
{
    CU_pSuite suite = ADD_SUITE("changed files");
    test_add(suite, "what tools and people do", changes_of_tools_and_people);
    test_add(suite, "cut off anywhere", cut_off_anywhere);
}
