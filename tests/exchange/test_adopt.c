/* Edits in the English article: what adopt takes back into the XLIFF file merges into the edited
 * article, byte for byte; what it cannot take it names. */
#include <stdio.h>
#include <string.h>

#include "tests/articles/fill.h"
#include "tests/exchange/change.h"
#include "tests/exchange/run.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* ---- the files --------------------------------------------------------------------------- */

struct desk {
    struct buffer xliff, english;
};

static struct desk make_desk(enum xliff_version version)
{
    struct desk desk = {0};
    struct buffer article = test_read_file("articles/sample.txt"), xliff = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, "en-US");
    struct fill_options fill = {.table = "articles/sample.en.table"};
    struct merge_options merge = {.line_end = -1};
    struct exchange_summary summary;
    run_export(buffer_view(&article), &article_options, &options, &xliff, &messages);
    fill_xliff(buffer_view(&xliff), &fill, &desk.xliff);
    CU_ASSERT_EQUAL(run_merge(buffer_view(&desk.xliff), &merge, &desk.english, &summary, &messages),
                    STATUS_OK);
    buffer_free(&article);
    buffer_free(&xliff);
    buffer_free(&messages);
    return desk;
}

static void free_desk(struct desk *desk)
{
    buffer_free(&desk->xliff);
    buffer_free(&desk->english);
}

static struct buffer copy_of(const struct buffer *from)
{
    struct buffer copy = {0};
    buffer_add_view(&copy, buffer_view(from));
    return copy;
}

/* What adopt makes of the file, and what that merges into; the status of adopt. */
static enum status adopt(const struct desk *desk, const struct buffer *edited, struct buffer *xliff,
                         struct buffer *merged, struct buffer *messages)
{
    struct adopt_summary summary;
    struct exchange_summary merge_summary;
    struct merge_options merge = {.line_end = -1};
    struct buffer ignored = {0};
    enum status status =
        run_adopt(buffer_view(edited), buffer_view(&desk->xliff), xliff, &summary, messages);
    CU_ASSERT_EQUAL(run_merge(buffer_view(xliff), &merge, merged, &merge_summary, &ignored),
                    STATUS_OK);
    buffer_free(&ignored);
    return status;
}

/* ---- cases ------------------------------------------------------------------------------- */

/* "changes | lost | text": the English article with these changes; how many are named; what then
 * stands in the file or the messages. */
static void check_case(struct view line, size_t number, void *context)
{
    const struct desk *desk = context;
    struct buffer edited = copy_of(&desk->english), xliff = {0}, merged = {0}, messages = {0};
    struct view changes = view_trim(change_until(&line, VIEW(" | ")));
    bool lost = view_equal(view_trim(change_until(&line, VIEW(" | "))), VIEW("lost"));
    struct view text = view_trim(line);
    CU_ASSERT_TRUE_FATAL(change_all(&edited, changes));
    enum status status = adopt(desk, &edited, &xliff, &merged, &messages);
    bool same = view_equal(buffer_view(&merged), buffer_view(&edited));
    bool found = view_find(buffer_view(&xliff), text, 0) != SIZE_MAX ||
                 view_find(buffer_view(&messages), text, 0) != SIZE_MAX;
    CU_ASSERT_EQUAL(status, lost ? STATUS_FINDINGS : STATUS_OK);
    CU_ASSERT_TRUE(same != lost);
    CU_ASSERT_TRUE(found);
    if (status != (lost ? STATUS_FINDINGS : STATUS_OK) || same == lost || !found)
        printf("\n    adopt.txt:%zu: status %d%s%s\n%.*s", number, status,
               same ? ", the same" : ", not the same", found ? "" : ", and not the text",
               SHOW(buffer_view(&messages)));
    buffer_free(&edited);
    buffer_free(&xliff);
    buffer_free(&merged);
    buffer_free(&messages);
}

static void cases(void)
{
    struct desk desk = make_desk(XLIFF_1_2);
    CU_ASSERT_TRUE(test_each_line("exchange/adopt.txt", check_case, &desk) > 10);
    free_desk(&desk);
}

/* ---- nothing, and anything --------------------------------------------------------------- */

static void no_edit_changes_nothing(void)
{
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        struct desk desk = make_desk((enum xliff_version)version);
        struct buffer xliff = {0}, merged = {0}, messages = {0};
        CU_ASSERT_EQUAL(adopt(&desk, &desk.english, &xliff, &merged, &messages), STATUS_OK);
        CU_ASSERT_TRUE(view_equal(buffer_view(&xliff), buffer_view(&desk.xliff)));
        buffer_free(&xliff);
        buffer_free(&merged);
        buffer_free(&messages);
        free_desk(&desk);
    }
}

static uint32_t random_next(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* A place in the text where a word begins, after a space. */
static size_t random_word(struct view text, uint32_t *state)
{
    for (size_t at = random_next(state) % text.size; at + 1 < text.size; at++)
        if (text.data[at] == ' ')
            return at + 1;
    return 0;
}

static size_t word_end(struct view text, size_t at)
{
    while (at < text.size && text.data[at] != ' ' && text.data[at] != '\n')
        at++;
    return at;
}

/* The end of the sentence that goes on at `at`, with its full stop; 0: the line ends before. */
static size_t sentence_end(struct view text, size_t at)
{
    for (; at + 1 < text.size && text.data[at] != '\n'; at++)
        if (text.data[at] == '.' && text.data[at + 1] == ' ')
            return at + 1;
    return 0;
}

static void replace(struct buffer *text, size_t start, size_t end, const char *with)
{
    struct buffer result = {0};
    buffer_add(&result, text->data, start);
    buffer_add_string(&result, with);
    buffer_add(&result, text->data + end, text->size - end);
    buffer_free(text);
    *text = result;
}

static void edit_at_random(struct buffer *text, uint32_t *state)
{
    struct view view = buffer_view(text);
    size_t at = random_word(view, state), end = word_end(view, at), stop = sentence_end(view, at);
    size_t next = stop > 0 ? sentence_end(view, stop) : 0;
    switch (random_next(state) % 7) {
    case 0:
        replace(text, at, end, "sturdy");
        break;
    case 1: /* with the space before it */
        replace(text, at > 0 ? at - 1 : 0, end, "");
        break;
    case 2:
        replace(text, at, at, "quite honestly ");
        break;
    case 3:
        if (next > 0)
            replace(text, stop, next, "");
        break;
    case 4:
        if (stop > 0)
            replace(text, stop - 1, stop, ", and");
        break;
    case 5:
        if (stop > 0)
            replace(text, stop, stop, " This is new.");
        break;
    default:
        replace(text, end, end, ",");
    }
}

static void random_edits_in(enum xliff_version version, size_t runs)
{
    struct desk desk = make_desk(version);
    uint32_t state = 7;
    size_t taken = 0;
    for (size_t i = 0; i < runs; i++) {
        struct buffer edited = copy_of(&desk.english), xliff = {0}, merged = {0}, messages = {0};
        for (size_t k = random_next(&state) % 4 + 1; k > 0; k--)
            edit_at_random(&edited, &state);
        enum status status = adopt(&desk, &edited, &xliff, &merged, &messages);
        bool same = view_equal(buffer_view(&merged), buffer_view(&edited));
        bool said = view_find(buffer_view(&messages), VIEW("error"), 0) != SIZE_MAX;
        CU_ASSERT_TRUE(same ? status == STATUS_OK : status == STATUS_FINDINGS && said);
        taken += same;
        buffer_free(&edited);
        buffer_free(&xliff);
        buffer_free(&merged);
        buffer_free(&messages);
    }
    CU_ASSERT_TRUE(taken > runs / 2);
    if (taken <= runs / 2)
        printf("\n    %zu of %zu were taken\n", taken, runs);
    free_desk(&desk);
}

static void random_edits(void)
{
    size_t runs = test_is_quick() ? 60 : 600;
    random_edits_in(XLIFF_1_2, runs);
    random_edits_in(XLIFF_2_1, runs);
}

void suite_adopt(void)
{
    CU_pSuite suite = ADD_SUITE("adopt");
    test_add(suite, "adopt.txt", cases);
    test_add(suite, "no edit changes nothing", no_edit_changes_nothing);
    test_add(suite, "random edits", random_edits);
}
