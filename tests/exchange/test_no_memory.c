/* Each allocation of an export, a merge, a conversion, an update, of adopt, of a page and of TMX in
 * and out fails once. The linker gives us every call of malloc, calloc and realloc in the program
 * (--wrap), and libxml2 asks us too. */
#include <errno.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/known.h"
#include "memory/memory.h"
#include "review/review.h"
#include "tests/exchange/change.h"
#include "tests/exchange/run.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static size_t asked, failing; /* failing: the allocation to fail, from 1; 0: none */

static bool fails(void)
{
    bool now = ++asked == failing;
    if (now)
        errno = ENOMEM;
    return now;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *memory, size_t size)
{
    return fails() ? NULL : __real_realloc(memory, size);
}

static char *copy_string(const char *string)
{
    size_t size = strlen(string) + 1;
    char *copy = __wrap_malloc(size);
    return copy ? memcpy(copy, string, size) : NULL;
}

/* ---- runs ---------------------------------------------------------------------------------- */

struct job {
    enum xliff_version version;
    const char *target_lang; /* of the merge; NULL: that of the file */
    struct view input;
    bool merge, convert, review;
    struct memory *memory; /* export: what is known; with `tmx`: where the TMX of that name goes */
    const char *tmx;
    struct view old;    /* update: the translated file */
    bool join;          /* merge: the same file twice */
    struct view edited; /* adopt: the English article */
};

static void add_message(void *context, const struct finding *finding)
{
    buffer_add_string(context, finding->message);
}

static enum status write_out(void *context, struct view data, struct findings *findings)
{
    (void)findings;
    buffer_add_view(context, data);
    return STATUS_OK;
}

/* TMX into the memory, all of it out again, and the memory as it was. */
static enum status run_tmx(const struct job *job, struct buffer *out, struct buffer *messages)
{
    struct findings findings = {.take = add_message, .context = messages};
    struct memory_import_counts counts = {0};
    struct memory_import import = {.locale = exchange_locale, .target = exchange_target};
    struct memory_export export = {.write = write_out, .context = out};
    struct input input;
    enum status status = input_open(&input, job->tmx, &findings);
    if (status != STATUS_OK)
        return status;
    status = memory_import(job->memory, &input, &import, &counts, &findings);
    input_close(&input);
    if (status == STATUS_OK)
        status = memory_export(job->memory, &export, &findings);
    memory_rollback(job->memory);
    return status;
}

/* The page of a file, compared with itself. */
static enum status run_review(const struct job *job, struct buffer *out, struct buffer *messages)
{
    struct findings findings = {.take = add_message, .context = messages};
    struct review *review = review_new();
    enum status status = review ? review_add_old(review, "a.xlf", job->input, &findings)
                                : finding_no_memory(&findings);
    if (status == STATUS_OK)
        status = review_add(review, "a.xlf", job->input, &findings);
    if (status == STATUS_OK && !review_write(review, out))
        status = finding_no_memory(&findings);
    review_free(review);
    return status;
}

static enum status run_job(const struct job *job, struct buffer *out, struct buffer *messages)
{
    if (job->tmx)
        return run_tmx(job, out, messages);
    struct exchange_summary summary;
    if (job->old.data) {
        struct update_summary updated;
        return run_update(&job->old, 1, job->input, -1, out, &updated, messages);
    }
    if (job->edited.data) {
        struct adopt_summary adopted;
        return run_adopt(job->edited, job->input, out, &adopted, messages);
    }
    if (job->review)
        return run_review(job, out, messages);
    if (job->convert)
        return run_convert(job->input, job->version, out, messages);
    if (job->merge) {
        struct merge_options options = {
            .line_end = -1, .accept_source = true, .target_lang = job->target_lang};
        const struct view twice[] = {job->input, job->input};
        return job->join ? run_merge_files(twice, 2, &options, out, &summary, messages)
                         : run_merge_once(job->input, &options, out, &summary, messages);
    }
    struct article_options article = {0};
    struct export_options options = run_defaults(job->version, "en-US");
    options.copy_source = true;
    struct known known = {
        .memory = job->memory, .source_lang = "de", .target_lang = "en-US", .fuzzy = KNOWN_FUZZY};
    if (job->memory)
        options.known = known_begin(&known);
    return run_export(job->input, &article, &options, out, messages);
}

/* What is written and said has its memory already, so that only the program's own calls fail. */
static enum status run_once(const struct job *job, size_t fail_at, struct buffer *out)
{
    struct buffer messages = {0};
    buffer_clear(out);
    CU_ASSERT_TRUE_FATAL(buffer_reserve(out, 1 << 16) && buffer_reserve(&messages, 1 << 16));
    asked = 0;
    failing = fail_at;
    enum status status = run_job(job, out, &messages);
    failing = 0;
    if (status == STATUS_SYSTEM) {
        size_t said = view_find(buffer_view(&messages), VIEW("out of memory"), 0);
        CU_ASSERT_NOT_EQUAL(said, SIZE_MAX);
    }
    buffer_free(&messages);
    return status;
}

/* Returns what the job gives when nothing fails. */
static struct buffer fail_each(const struct job *job)
{
    struct buffer whole = {0}, out = {0};
    size_t failed = 0;
    CU_ASSERT_EQUAL(run_once(job, 0, &whole), STATUS_OK);
    size_t count = asked;
    for (size_t i = 1; i <= count; i++) {
        enum status status = run_once(job, i, &out);
        failed += status == STATUS_SYSTEM;
        bool same = status == STATUS_OK && view_equal(buffer_view(&out), buffer_view(&whole));
        if (status != STATUS_SYSTEM && !same)
            printf("\n    allocation %zu of %zu: status %d\n", i, count, status);
        CU_ASSERT_TRUE(status == STATUS_SYSTEM || same);
    }
    CU_ASSERT_TRUE(count > 30 && failed > count / 2);
    buffer_free(&out);
    return whole;
}

static void there_and_back(enum xliff_version version, const char *target_lang, const char *path)
{
    struct buffer article = test_read_file(path);
    struct job job = {.version = version, .input = buffer_view(&article)};
    struct buffer xliff = fail_each(&job);
    job = (struct job){.version = version,
                       .target_lang = target_lang,
                       .input = buffer_view(&xliff),
                       .merge = true};
    struct buffer english = fail_each(&job);
    job = (struct job){.version = version == XLIFF_1_2 ? XLIFF_2_1 : XLIFF_1_2,
                       .input = buffer_view(&xliff),
                       .convert = true};
    struct buffer converted = fail_each(&job);
    job = (struct job){.input = buffer_view(&xliff), .review = true};
    struct buffer page = fail_each(&job);
    buffer_free(&page);
    buffer_free(&converted);
    buffer_free(&article);
    buffer_free(&xliff);
    buffer_free(&english);
}

/* The old file's targets hold the German, as translations; the article changed since. */
static void update_in(enum xliff_version version)
{
    struct buffer article = test_read_file("exchange/update.article.txt"), old = {0};
    struct job job = {.version = version, .input = buffer_view(&article)};
    CU_ASSERT_EQUAL(run_once(&job, 0, &old), STATUS_OK);
    CU_ASSERT_TRUE(change_all(&old, version == XLIFF_1_2
                                        ? VIEW("+needs-translation => translated")
                                        : VIEW("+state=\"initial\" => state=\"translated\"")));
    CU_ASSERT_TRUE(change_all(&article, VIEW("480 => 520 ; viele Keller => den Keller ; "
                                             "Am Abend kam die Sonne heraus. => ")));
    job = (struct job){.input = buffer_view(&article), .old = buffer_view(&old)};
    struct buffer updated = fail_each(&job);
    buffer_free(&updated);
    buffer_free(&old);
    buffer_free(&article);
}

/* A memory whose sentences are like those of the article, with codes as OmegaT writes them. */
static void memory_and_tmx(void)
{
    static const char tmx[] =
        "<tmx version='1.4'><header creationtool='OmegaT' srclang='de'/><body><tu creationid='a'>"
        "<note>n</note><prop type='p'>v</prop><prop type='prev'>Ja.</prop><tuv xml:lang='de'><seg>"
        "<it pos='begin'>&lt;f0&gt;</it>Am 22. Oktober kamen <ph>&lt;x1/&gt;</ph>12.000 fremde "
        "Menschen.</seg></tuv><tuv xml:lang='en-US'><seg>On October 22, 12,000 people came.</seg>"
        "</tuv></tu><tu><tuv xml:lang='de'><seg>Niemand ging.</seg></tuv><tuv xml:lang='en-US'>"
        "<seg>Nobody left.</seg></tuv></tu><tu><tuv xml:lang='de'><seg>Am 22. Oktober kamen 12.000 "
        "Fremde.</seg></tuv><tuv xml:lang='en-US'><seg>On October 22, 12,000 strangers came."
        "</seg></tuv></tu></body></tmx>";
    char folder[] = "/tmp/satz-test-XXXXXX", name[64], file[64], command[64];
    struct findings findings = {0};
    struct buffer article = test_read_file("exchange/changes.article.txt"), messages = {0};
    enum status status;
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
    snprintf(name, sizeof name, "%s/memory", folder);
    snprintf(file, sizeof file, "%s/file.tmx", folder);
    FILE *out = fopen(file, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    CU_ASSERT_EQUAL(fwrite(tmx, 1, sizeof tmx - 1, out), sizeof tmx - 1);
    CU_ASSERT_EQUAL(fclose(out), 0);
    struct memory *memory = memory_open(name, MEMORY_WRITE, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(memory);
    struct job job = {.memory = memory, .tmx = file};
    struct buffer exported = fail_each(&job);
    struct input input;
    struct memory_import_counts counts = {0};
    struct memory_import import = {.locale = exchange_locale, .target = exchange_target};
    CU_ASSERT_EQUAL(input_open(&input, file, &findings), STATUS_OK);
    CU_ASSERT_EQUAL(memory_import(memory, &input, &import, &counts, &findings), STATUS_OK);
    CU_ASSERT_EQUAL(memory_commit(memory, &findings), STATUS_OK);
    input_close(&input);
    job = (struct job){.version = XLIFF_2_1, .memory = memory, .input = buffer_view(&article)};
    struct buffer xliff = fail_each(&job);
    CU_ASSERT_NOT_EQUAL(view_find(buffer_view(&xliff), VIEW("mtc:match "), 0), SIZE_MAX);
    memory_close(memory);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    CU_ASSERT_EQUAL(system(command), 0);
    buffer_free(&exported);
    buffer_free(&xliff);
    buffer_free(&article);
    buffer_free(&messages);
}

/* Two files are joined, and an edit of what they give is adopted. */
static void desk_in(enum xliff_version version)
{
    struct buffer article = test_read_file("exchange/changes.article.txt"), xliff = {0};
    struct job job = {.version = version, .input = buffer_view(&article)};
    CU_ASSERT_EQUAL(run_once(&job, 0, &xliff), STATUS_OK);
    CU_ASSERT_TRUE(change_all(&xliff, version == XLIFF_1_2
                                          ? VIEW("+needs-translation => translated")
                                          : VIEW("+state=\"initial\" => state=\"translated\"")));
    job = (struct job){.input = buffer_view(&xliff), .merge = true, .join = true};
    struct buffer english = fail_each(&job);
    CU_ASSERT_TRUE(change_all(&english, VIEW("Niemand ging => Alle gingen ; kamen => gingen")));
    job = (struct job){.input = buffer_view(&xliff), .edited = buffer_view(&english)};
    struct buffer adopted = fail_each(&job);
    buffer_free(&adopted);
    buffer_free(&english);
    buffer_free(&xliff);
    buffer_free(&article);
}

/* libxml2 tells some of it on standard error, too. */
static void say_nothing(void *context, const char *message, ...)
{
    (void)context, (void)message;
}

static void each_allocation_fails(void)
{
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlMemSetup(free, __wrap_malloc, __wrap_realloc, copy_string);
    there_and_back(XLIFF_1_2, NULL, "exchange/changes.article.txt");
    there_and_back(XLIFF_2_1, "en-GB", "exchange/changes.article.txt");
    there_and_back(XLIFF_2_2, NULL, "exchange/wrapped.article.txt");
    update_in(XLIFF_1_2);
    update_in(XLIFF_2_1);
    memory_and_tmx();
    desk_in(XLIFF_1_2);
    desk_in(XLIFF_2_1);
    xmlMemSetup(free, malloc, realloc, strdup);
    xmlSetGenericErrorFunc(NULL, NULL);
}

void suite_no_memory(void)
{
    CU_pSuite suite = ADD_SUITE("out of memory");
    test_add(suite, "each allocation fails", each_allocation_fails);
}
