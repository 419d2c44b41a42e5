/* The tests that need ../shared: the real article, which is not part of the project. */
#include "tests/tests.h"

#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

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

/* ---- the history of the article ----------------------------------------------------------- */

#define UPDATE "Update vom "

/* Where the update begins whose "Update vom" is at `at`: a headline before it is part of it. */
static size_t update_start(struct view article, size_t at)
{
    size_t end = at;
    while (end > 0 && article.data[end - 1] == '\n')
        end--;
    size_t start = end;
    while (start > 0 && article.data[start - 1] != '\n')
        start--;
    struct view paragraph = view_trim(view_slice(article, start, end));
    return view_ends_with(paragraph, VIEW(".")) || view_ends_with(paragraph, VIEW("“")) ? at
                                                                                        : start;
}

/* The article before its newest `count` updates were put on top. */
static struct buffer article_before(struct view article, size_t count)
{
    struct buffer before = {0};
    size_t first = view_find(article, VIEW(UPDATE), 0), left = first;
    for (size_t i = 0; i < count; i++)
        left = view_find(article, VIEW(UPDATE), left + 1);
    CU_ASSERT_NOT_EQUAL_FATAL(left, SIZE_MAX);
    buffer_add_view(&before, view_slice(article, 0, update_start(article, first)));
    buffer_add_view(&before, view_slice(article, update_start(article, left), article.size));
    return before;
}

struct translator {
    struct buffer out;
    size_t count; /* segments that had no target */
};

static int write_text(void *context, const char *data, size_t size)
{
    struct translator *translator = context;
    buffer_add(&translator->out, data, size);
    return translator->out.failed ? -1 : 0;
}

/* A target for each segment that has none: its German, with the version's name in front. */
static void translate_unit(struct translator *translator, struct xliff_editor *editor,
                           const struct xliff_unit *unit, struct view name, struct arena *arena)
{
    for (size_t i = 0; i < unit->segment_count; i++) {
        const struct xliff_segment *segment = &unit->segments[i];
        if (segment->has_target || segment->ignorable)
            continue;
        struct xliff_part *parts = arena_take(arena, (segment->source.count + 1) * sizeof *parts);
        struct xliff_content *target = arena_take(arena, sizeof *target);
        parts[0] = (struct xliff_part){.text = {name.data, name.size}, .translate = -1};
        memcpy(parts + 1, segment->source.parts, segment->source.count * sizeof *parts);
        *target = (struct xliff_content){.parts = parts, .count = segment->source.count + 1};
        CU_ASSERT_EQUAL(xliff_edit_target(editor, i, target), 0);
        translator->count++;
    }
}

/* Translates what waits, and returns how many segments that were. */
static size_t translate_rest(struct buffer *xliff, struct view name)
{
    struct translator translator = {0};
    struct stream stream = {.text = buffer_view(xliff)};
    struct xliff_editor *editor = xliff_editor_new(stream_read, &stream, write_text, &translator);
    struct xliff_event event;
    struct arena arena = {0};
    while (xliff_edit_next(editor, &event) > 0)
        if (event.kind == XLIFF_UNIT)
            translate_unit(&translator, editor, event.unit, name, &arena);
    CU_ASSERT_EQUAL(xliff_editor_error(editor)->code, XLIFF_OK);
    xliff_editor_free(editor);
    arena_free(&arena);
    buffer_free(xliff);
    *xliff = translator.out;
    return translator.count;
}

static size_t count_of(const struct buffer *text, struct view part)
{
    size_t count = 0;
    for (size_t at = 0; (at = view_find(buffer_view(text), part, at)) != SIZE_MAX; at++)
        count++;
    return count;
}

/* The five versions of the article: what the first asks of the translator, and what each of the
 * next four updates adds. All else keeps its translation. */
static const size_t history[] = {80, 7, 5, 7, 2};
enum { HISTORY_COUNT = sizeof history / sizeof history[0] };

static struct buffer first_version(struct view article, enum xliff_version version)
{
    struct buffer xliff = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, "en-US");
    CU_ASSERT_EQUAL(run_export(article, &article_options, &options, &xliff, &messages), STATUS_OK);
    buffer_free(&messages);
    return xliff;
}

/* Brings the translated file of the version before up to this one. */
static void follow(struct buffer *xliff, struct view article, size_t index, size_t translated)
{
    struct buffer next = {0}, messages = {0};
    struct update_summary summary;
    struct view old = buffer_view(xliff);
    CU_ASSERT_EQUAL(run_update(&old, 1, article, -1, &next, &summary, &messages), STATUS_OK);
    CU_ASSERT_EQUAL(summary.kept, translated);
    CU_ASSERT_EQUAL(summary.waiting, 0);
    CU_ASSERT_EQUAL(summary.fresh, history[index]);
    CU_ASSERT_EQUAL(summary.renumbered + summary.changed + summary.gone, 0);
    CU_ASSERT_EQUAL(messages.size, 0);
    buffer_free(&messages);
    buffer_free(xliff);
    *xliff = next;
}

static void history_in(struct view article, enum xliff_version version)
{
    static const char *const names[] = {"v1 ", "v2 ", "v3 ", "v4 ", "v5 "};
    struct merge_options merge_options = {.line_end = -1};
    struct exchange_summary merged;
    struct buffer xliff = {0}, english = {0}, messages = {0};
    size_t translated = 0;
    for (size_t i = 0; i < HISTORY_COUNT; i++) {
        struct buffer now = article_before(article, HISTORY_COUNT - 1 - i);
        if (i == 0)
            xliff = first_version(buffer_view(&now), version);
        else
            follow(&xliff, buffer_view(&now), i, translated);
        CU_ASSERT_EQUAL(translate_rest(&xliff, view_of(names[i])), history[i]);
        translated += history[i];
        buffer_free(&now);
    }
    CU_ASSERT_EQUAL(run_merge(buffer_view(&xliff), &merge_options, &english, &merged, &messages),
                    STATUS_OK);
    for (size_t i = 0; i < HISTORY_COUNT; i++)
        CU_ASSERT_EQUAL(count_of(&english, view_of(names[i])), history[i]);
    buffer_free(&xliff);
    buffer_free(&english);
    buffer_free(&messages);
}

static void history_in_every_version(void)
{
    struct buffer article = test_read_file(SHARED_ARTICLE);
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++)
        history_in(buffer_view(&article), (enum xliff_version)version);
    buffer_free(&article);
}

/* "Update vom 22. Oktober, 10.58 Uhr:" six times, each with other values, and "Erstmeldung:". */
static void leads_are_segments(void)
{
    struct buffer article = test_read_file(SHARED_ARTICLE), xliff = {0}, merged = {0}, said = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(XLIFF_1_2, "de");
    struct merge_options merge_options = {.line_end = -1};
    struct exchange_summary summary;
    options.copy_source = options.split_leads = true;
    run_export(buffer_view(&article), &article_options, &options, &xliff, &said);
    CU_ASSERT_EQUAL(count_of(&xliff, VIEW("Uhr</ph>:</source>")), 6);
    CU_ASSERT_EQUAL(count_of(&xliff, VIEW("<source>Erstmeldung:</source>")), 1);
    CU_ASSERT_EQUAL(run_merge(buffer_view(&xliff), &merge_options, &merged, &summary, &said),
                    STATUS_OK);
    CU_ASSERT_TRUE(view_equal(buffer_view(&merged), buffer_view(&article)));
    buffer_free(&article);
    buffer_free(&xliff);
    buffer_free(&merged);
    buffer_free(&said);
}

int main(void)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 4;
    CU_pSuite suite = ADD_SUITE("the real article");
    test_add(suite, "identity in every version", identity_in_every_version);
    test_add(suite, "50 segments translated in every version", translation_in_every_version);
    test_add(suite, "five versions of it, each translated once", history_in_every_version);
    test_add(suite, "leads are segments", leads_are_segments);
    return test_run_all();
}
