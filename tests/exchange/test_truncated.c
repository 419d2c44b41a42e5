/* Files that break off, at every byte: each reader says so, and none takes the part for the whole.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "command/check.h"
#include "command/memory_add.h"
#include "memory/memory.h"
#include "review/review.h"
#include "tests/exchange/run.h"

#define ARTICLE                                                                                    \
    "Wal im Hafen\n\nAm 3. Mai kamen 12.000 Menschen. „Das ist viel“, sagte sie.\n\n© Foto: dpa\n"

struct fixture {
    char folder[32], file[64], name[64];
    struct view article, part; /* part: of the file that is cut, which is also in `file` */
    struct memory *memory;
    struct buffer out, said;
};

static void take_finding(void *context, const struct finding *finding)
{
    buffer_add_string(context, finding->message);
}

static struct findings findings_of(struct fixture *fixture)
{
    return (struct findings){.take = take_finding, .context = &fixture->said};
}

/* ---- who reads ---------------------------------------------------------------------------- */

static enum status merge(struct fixture *fixture, bool partial)
{
    struct merge_options options = {.line_end = -1, .accept_source = true, .partial = partial};
    struct exchange_summary summary;
    return run_merge(fixture->part, &options, &fixture->out, &summary, &fixture->said);
}

static enum status merge_whole(struct fixture *fixture)
{
    return merge(fixture, false);
}

static enum status merge_partial(struct fixture *fixture)
{
    return merge(fixture, true);
}

static enum status convert_to_12(struct fixture *fixture)
{
    return run_convert(fixture->part, XLIFF_1_2, &fixture->out, &fixture->said);
}

static enum status convert_to_21(struct fixture *fixture)
{
    return run_convert(fixture->part, XLIFF_2_1, &fixture->out, &fixture->said);
}

static enum status update(struct fixture *fixture)
{
    struct update_summary summary;
    return run_update(&fixture->part, 1, fixture->article, -1, &fixture->out, &summary,
                      &fixture->said);
}

static enum status adopt(struct fixture *fixture)
{
    struct adopt_summary summary;
    return run_adopt(fixture->article, fixture->part, &fixture->out, &summary, &fixture->said);
}

static enum status review(struct fixture *fixture)
{
    struct findings findings = findings_of(fixture);
    struct review *page = review_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    enum status status = review_add(page, "a.xlf", fixture->part, &findings);
    review_free(page);
    return status;
}

static enum status check(struct fixture *fixture)
{
    struct findings findings = findings_of(fixture);
    struct term_lists lists = {0};
    struct input input;
    CU_ASSERT_EQUAL_FATAL(input_open(&input, fixture->file, &findings), STATUS_OK);
    enum status status = check_input(&input, &lists, &findings);
    input_close(&input);
    return status;
}

static enum status memory_add_file(struct fixture *fixture)
{
    struct findings findings = findings_of(fixture);
    struct memory_additions additions = {0};
    enum status status = memory_add_xliff(fixture->memory, fixture->file, &additions, &findings);
    memory_rollback(fixture->memory);
    return status;
}

static enum status memory_import_file(struct fixture *fixture)
{
    struct findings findings = findings_of(fixture);
    struct memory_import options = {.locale = exchange_locale, .target = exchange_target};
    struct memory_import_counts counts = {{0}, 0};
    struct input input;
    CU_ASSERT_EQUAL_FATAL(input_open(&input, fixture->file, &findings), STATUS_OK);
    enum status status = memory_import(fixture->memory, &input, &options, &counts, &findings);
    memory_rollback(fixture->memory);
    input_close(&input);
    return status;
}

static enum status load_rules(struct fixture *fixture)
{
    struct findings findings = findings_of(fixture);
    enum status status;
    struct srx_rules *rules = srx_load(fixture->file, "de", &status, &findings);
    srx_free(rules);
    return status;
}

/* ---- cuts ---------------------------------------------------------------------------------- */

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){.folder = "/tmp/satz-test-XXXXXX", .article = VIEW(ARTICLE)};
    struct findings findings = findings_of(fixture);
    enum status status;
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(fixture->folder));
    snprintf(fixture->file, sizeof fixture->file, "%s/file", fixture->folder);
    snprintf(fixture->name, sizeof fixture->name, "%s/memory", fixture->folder);
    fixture->memory = memory_open(fixture->name, MEMORY_WRITE, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture->memory);
}

static void end(struct fixture *fixture)
{
    char command[64];
    memory_close(fixture->memory);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    CU_ASSERT_EQUAL(system(command), 0);
    buffer_free(&fixture->out);
    buffer_free(&fixture->said);
}

static void cut_at(struct fixture *fixture, struct view whole, size_t at)
{
    fixture->part = view_slice(whole, 0, at);
    FILE *file = fopen(fixture->file, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(whole.data, 1, at, file), at);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

/* The part that is cut off has the end of the root element: what is before it is no whole file. */
static void cut_everywhere(struct fixture *fixture, struct view whole, const char *name,
                           enum status (*const *readers)(struct fixture *), size_t count)
{
    size_t step = test_is_quick() ? 13 : 1, cuts = 0;
    for (size_t at = 0; at < view_trim(whole).size; at += step, cuts++) {
        cut_at(fixture, whole, at);
        for (size_t i = 0; i < count; i++) {
            buffer_clear(&fixture->out);
            buffer_clear(&fixture->said);
            enum status status = readers[i](fixture);
            bool told = status == STATUS_INPUT && fixture->said.size > 0;
            CU_ASSERT_TRUE(told);
            if (!told)
                printf("\n    %s, cut at %zu: reader %zu: status %d\n", name, at, i, (int)status);
        }
    }
    CU_ASSERT_TRUE(cuts > 20);
    cut_at(fixture, whole, whole.size);
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_TRUE(readers[i](fixture) <= STATUS_FINDINGS);
}

static void xliff_files(void)
{
    static enum status (*const readers[])(struct fixture *) = {
        merge_whole, merge_partial, convert_to_12, convert_to_21,  update,
        adopt,       review,        check,         memory_add_file};
    static const enum xliff_version versions[] = {XLIFF_1_2, XLIFF_2_1};
    struct fixture fixture;
    begin(&fixture);
    for (size_t i = 0; i < 2; i++) {
        struct export_options options = run_defaults(versions[i], "de");
        struct article_options article = {0};
        struct buffer xliff = {0};
        options.copy_source = true;
        CU_ASSERT_EQUAL(run_export(fixture.article, &article, &options, &xliff, &fixture.said),
                        STATUS_OK);
        cut_everywhere(&fixture, buffer_view(&xliff), i == 0 ? "XLIFF 1.2" : "XLIFF 2.1", readers,
                       sizeof readers / sizeof *readers);
        buffer_free(&xliff);
    }
    end(&fixture);
}

static void other_files(void)
{
    static enum status (*const tmx[])(struct fixture *) = {memory_import_file};
    static enum status (*const srx[])(struct fixture *) = {load_rules};
    struct fixture fixture;
    begin(&fixture);
    struct buffer whole = test_read_file("fuzz/seed.tmx");
    cut_everywhere(&fixture, buffer_view(&whole), "TMX", tmx, 1);
    buffer_free(&whole);
    whole = test_read_file("srx/first.srx");
    if (srx_supported())
        cut_everywhere(&fixture, buffer_view(&whole), "SRX", srx, 1);
    buffer_free(&whole);
    end(&fixture);
}

/* ---- articles ---------------------------------------------------------------------------------
 */

/* Any part of an article is one, which comes back; unless it ends inside a character. */
static size_t cut_article(struct view whole, const char *encoding)
{
    size_t refused = 0;
    for (size_t at = 0; at <= whole.size; at++) {
        struct buffer xliff = {0}, back = {0}, said = {0};
        struct export_options options = run_defaults(XLIFF_1_2, "de");
        struct article_options article = {.encoding = encoding};
        struct merge_options merging = {.line_end = -1, .accept_source = true};
        struct exchange_summary summary;
        options.copy_source = true;
        enum status status =
            run_export(view_slice(whole, 0, at), &article, &options, &xliff, &said);
        refused += status == STATUS_INPUT && said.size > 0;
        if (status == STATUS_OK) {
            status = run_merge(buffer_view(&xliff), &merging, &back, &summary, &said);
            test_text_equal(buffer_view(&back), view_slice(whole, 0, at), "a part of an article");
        }
        CU_ASSERT_TRUE(status == STATUS_OK || status == STATUS_INPUT);
        buffer_free(&xliff);
        buffer_free(&back);
        buffer_free(&said);
    }
    return refused;
}

static void articles(void)
{
    struct buffer wide = {0};
    for (size_t i = 0; i < sizeof "\xff\xfeGut. Da.\r\n" - 1; i++) {
        buffer_add_char(&wide, "\xff\xfeGut. Da.\r\n"[i]);
        if (i > 1)
            buffer_add_char(&wide, '\0');
    }
    CU_ASSERT_TRUE(cut_article(VIEW(ARTICLE), NULL) > 0);
    CU_ASSERT_TRUE(cut_article(VIEW(ARTICLE), "UTF-8") > 0);
    CU_ASSERT_EQUAL(cut_article(VIEW(ARTICLE), "WINDOWS-1252"), 0);
    CU_ASSERT_EQUAL(cut_article(buffer_view(&wide), NULL), wide.size / 2 - 1);
    buffer_free(&wide);
}

void suite_truncated(void)
{
    CU_pSuite suite = ADD_SUITE("files that break off");
    test_add(suite, "XLIFF", xliff_files);
    test_add(suite, "TMX and SRX", other_files);
    test_add(suite, "articles", articles);
}
