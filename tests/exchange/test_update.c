/* Articles that changed after they were translated: the cases of update.txt. */
#include <stdio.h>
#include <string.h>

#include "tests/articles/fill.h"
#include "tests/exchange/change.h"
#include "tests/exchange/run.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

enum { VERSION_COUNT = 4 };
static const char *const versions[] = {"1.2", "2.0", "2.1", "2.2"};

/* ---- the files --------------------------------------------------------------------------- */

static struct buffer exported(enum xliff_version version)
{
    struct buffer article = test_read_file("exchange/update.article.txt");
    struct buffer xliff = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, "en-US");
    run_export(buffer_view(&article), &article_options, &options, &xliff, &messages);
    buffer_free(&article);
    buffer_free(&messages);
    return xliff;
}

static struct buffer filled_file(enum xliff_version version)
{
    struct buffer xliff = exported(version), filled = {0};
    struct fill_options fill = {.table = "exchange/update.en.table"};
    CU_ASSERT_EQUAL(fill_xliff(buffer_view(&xliff), &fill, &filled), 12);
    buffer_free(&xliff);
    return filled;
}

/* ---- what holds for every update --------------------------------------------------------- */

static void show_violation(void *context, const struct xliff_finding *finding)
{
    size_t *count = context;
    if (finding->severity != XLIFF_VIOLATION || strcmp(finding->rule, "xliff1-code-lost") == 0)
        return; /* a value may stand as text */
    ++*count;
    printf("\n    %zu:%zu: %s [%s]\n", finding->line, finding->column, finding->message,
           finding->rule);
}

static void check_rules(struct view xliff)
{
    struct stream stream = {.text = xliff};
    struct xliff_error error;
    size_t violations = 0;
    CU_ASSERT_EQUAL(xliff_check(stream_read, &stream, show_violation, &violations, &error), 0);
    CU_ASSERT_EQUAL(violations, 0);
}

/* The words before the first code of each old target, which no update may lose. A credit is the
 * article's own. */
static void check_targets_kept(struct view old, struct view xliff)
{
    size_t at = 0;
    while ((at = view_find(old, VIEW("<target"), at)) != SIZE_MAX) {
        size_t start = view_find(old, VIEW(">"), at) + 1, end = view_find(old, VIEW("<"), start);
        struct view words = view_slice(old, start, end);
        bool credit = view_starts_with(words, VIEW("("));
        bool kept = credit || view_find(xliff, words, 0) != SIZE_MAX;
        if (!kept)
            printf("\n    lost: %.*s\n", SHOW(words));
        CU_ASSERT_TRUE(kept);
        at = end;
    }
}

/* ---- a case ------------------------------------------------------------------------------ */

struct update_case {
    struct view name, version, xliff_changes, article_changes, summary, facts;
};

struct outcome {
    enum status status;
    struct buffer xliff, english, messages;
    struct update_summary summary;
};

static struct update_case read_case(struct view line)
{
    struct update_case result;
    result.name = change_until(&line, VIEW(" | "));
    result.version = change_until(&line, VIEW(" | "));
    result.xliff_changes = change_until(&line, VIEW(" | "));
    result.article_changes = change_until(&line, VIEW(" | "));
    result.summary = change_until(&line, VIEW(" |"));
    result.facts = line;
    return result;
}

static void add_count(struct buffer *out, size_t count, const char *what)
{
    if (count > 0)
        buffer_printf(out, "%s%zu %s", out->size > 0 ? ", " : "", count, what);
}

static void check_summary(const struct update_summary *summary, struct view expected)
{
    struct buffer actual = {0};
    add_count(&actual, summary->kept, "kept");
    add_count(&actual, summary->waiting, "waiting");
    add_count(&actual, summary->renumbered, "renumbered");
    add_count(&actual, summary->changed, "changed");
    add_count(&actual, summary->fresh, "new");
    add_count(&actual, summary->gone, "gone");
    test_text_equal(buffer_view(&actual), expected, "summary");
    CU_ASSERT_EQUAL(summary->segments,
                    summary->kept + summary->renumbered + summary->changed + summary->fresh);
    buffer_free(&actual);
}

static bool take_prefix(struct view *text, struct view prefix)
{
    if (!view_starts_with(*text, prefix))
        return false;
    *text = view_slice(*text, prefix.size, text->size);
    return true;
}

static void check_fact(const struct outcome *outcome, struct view fact)
{
    fact = view_trim(fact);
    struct view shown = fact;
    struct buffer wanted = {0};
    bool absent = take_prefix(&fact, VIEW("!"));
    const struct buffer *in = take_prefix(&fact, VIEW("en: "))     ? &outcome->english
                              : take_prefix(&fact, VIEW("says: ")) ? &outcome->messages
                                                                   : &outcome->xliff;
    while (fact.size > 0) {
        buffer_add_view(&wanted, change_until(&fact, VIEW("\\n")));
        buffer_add_string(&wanted, fact.size > 0 ? "\n" : "");
    }
    bool found = view_find(buffer_view(in), buffer_view(&wanted), 0) != SIZE_MAX;
    if (found == absent)
        printf("\n    not so: %.*s\n%.*s", SHOW(shown), SHOW(buffer_view(in)));
    CU_ASSERT_NOT_EQUAL(found, absent);
    buffer_free(&wanted);
}

static struct outcome update(struct view old, struct view article)
{
    struct outcome outcome = {0};
    struct merge_options merge = {.line_end = -1, .partial = true};
    struct exchange_summary merged;
    struct buffer ignored = {0};
    outcome.status =
        run_update(&old, 1, article, -1, &outcome.xliff, &outcome.summary, &outcome.messages);
    CU_ASSERT_EQUAL(outcome.status, STATUS_OK);
    run_merge(buffer_view(&outcome.xliff), &merge, &outcome.english, &merged, &ignored);
    CU_ASSERT_TRUE(merged.complete);
    buffer_free(&ignored);
    return outcome;
}

static bool change(struct buffer *text, struct view changes)
{
    bool changed = view_equal(changes, VIEW("-")) || change_all(text, changes);
    if (!changed)
        printf("\n    the text to change is not there: %.*s\n", SHOW(changes));
    CU_ASSERT_TRUE(changed);
    return changed;
}

static struct buffer english_of(struct view xliff)
{
    struct buffer english = {0}, messages = {0};
    struct merge_options merge = {.line_end = -1};
    struct exchange_summary summary;
    CU_ASSERT_EQUAL(run_merge(xliff, &merge, &english, &summary, &messages), STATUS_OK);
    buffer_free(&messages);
    return english;
}

/* The article becomes again what it was: so does its English, for no translation was lost. */
static void check_way_back(struct view xliff, const struct buffer *filled)
{
    struct buffer article = test_read_file("exchange/update.article.txt");
    struct outcome back = update(xliff, buffer_view(&article));
    struct buffer expected = english_of(buffer_view(filled));
    test_lines_equal(buffer_view(&back.english), buffer_view(&expected), "on the way back");
    buffer_free(&article);
    buffer_free(&expected);
    buffer_free(&back.xliff);
    buffer_free(&back.english);
    buffer_free(&back.messages);
}

static void check_version(const struct update_case *wanted, const struct buffer *filled)
{
    struct buffer old = {0}, article = test_read_file("exchange/update.article.txt");
    buffer_add_view(&old, buffer_view(filled));
    if (change(&old, wanted->xliff_changes) && change(&article, wanted->article_changes)) {
        struct outcome outcome = update(buffer_view(&old), buffer_view(&article));
        struct view facts = wanted->facts;
        check_rules(buffer_view(&outcome.xliff));
        check_targets_kept(buffer_view(&old), buffer_view(&outcome.xliff));
        check_summary(&outcome.summary, wanted->summary);
        if (view_equal(wanted->xliff_changes, VIEW("-")))
            check_way_back(buffer_view(&outcome.xliff), filled);
        while (facts.size > 0)
            check_fact(&outcome, change_until(&facts, VIEW(" ; ")));
        buffer_free(&outcome.xliff);
        buffer_free(&outcome.english);
        buffer_free(&outcome.messages);
    }
    buffer_free(&old);
    buffer_free(&article);
}

static void check_case(struct view line, size_t number, void *context)
{
    const struct buffer *filled = context;
    struct update_case wanted = read_case(line);
    size_t checked = 0;
    for (size_t i = 0; i < VERSION_COUNT; i++) {
        unsigned before = CU_get_number_of_failures();
        if (!view_equal(wanted.version, VIEW("all")) &&
            !view_equal(wanted.version, view_of(versions[i])))
            continue;
        check_version(&wanted, &filled[i]);
        checked++;
        if (CU_get_number_of_failures() != before)
            printf("    in update.txt:%zu: %.*s (%s)\n", number, SHOW(wanted.name), versions[i]);
    }
    CU_ASSERT_TRUE(checked > 0);
}

static void articles_that_changed(void)
{
    struct buffer filled[VERSION_COUNT];
    for (int i = 0; i < VERSION_COUNT; i++)
        filled[i] = filled_file((enum xliff_version)i);
    CU_ASSERT_TRUE(test_each_line("exchange/update.txt", check_case, filled) > 30);
    for (int i = 0; i < VERSION_COUNT; i++)
        buffer_free(&filled[i]);
}

void suite_update(void)
{
    CU_pSuite suite = ADD_SUITE("update");
    test_add(suite, "articles that changed", articles_that_changed);
}
