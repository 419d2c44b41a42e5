#include "tests/exchange/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check/check.h"

struct export_options run_defaults(enum xliff_version version, const char *target_lang)
{
    return (struct export_options){
        .version = version,
        .source_lang = "de",
        .target_lang = target_lang,
        .protect = {.kinds = PROTECT_EVERYTHING, .to = exchange_target("de", target_lang)},
    };
}

static void take_message(void *context, const struct finding *finding)
{
    static const char *const names[] = {"remark", "warning", "error"};
    buffer_printf(context, "%s %zu:%zu %s\n", names[finding->severity], finding->place.line,
                  finding->place.column, finding->message);
}

static enum status take_bytes(void *context, struct view data, struct findings *findings)
{
    (void)findings;
    buffer_add_view(context, data);
    return STATUS_OK;
}

/* An input that is a nameless file with these bytes. */
static FILE *open_input(struct view bytes, struct input *input)
{
    FILE *file = tmpfile();
    if (!file || (bytes.size > 0 && fwrite(bytes.data, 1, bytes.size, file) != bytes.size) ||
        fflush(file) != 0) {
        perror("tests: a temporary file");
        exit(4);
    }
    lseek(fileno(file), 0, SEEK_SET);
    *input = (struct input){fileno(file), "input"};
    return file;
}

enum status run_export(struct view article, const struct article_options *article_options,
                       const struct export_options *options, struct buffer *xliff,
                       struct buffer *messages)
{
    struct findings findings = {take_message, messages, STATUS_OK};
    struct exchange_summary summary;
    struct input input;
    enum status status;
    FILE *file = open_input(article, &input);
    struct article_reader *reader = article_open(&input, article_options, &status, &findings);
    if (reader) {
        struct sink sink = {take_bytes, xliff};
        status = exchange_export(reader, "article.txt", options, sink, &summary, &findings);
    }
    article_close(reader);
    fclose(file);
    return status;
}

static enum status begin(void *context, const struct merge_article *article,
                         struct findings *findings)
{
    (void)context, (void)article, (void)findings;
    return STATUS_OK;
}

enum status run_merge_once(struct view xliff, const struct merge_options *options,
                           struct buffer *article, struct exchange_summary *summary,
                           struct buffer *messages)
{
    struct findings findings = {take_message, messages, STATUS_OK};
    struct input input;
    FILE *file = open_input(xliff, &input);
    struct merge_sink sink = {.sink = {take_bytes, article}, .begin = begin};
    enum status status = exchange_merge(&input, options, sink, summary, &findings);
    fclose(file);
    return status;
}

static void watch(void *context, const struct merge_outcome *outcome)
{
    (void)outcome;
    ++*(size_t *)context;
}

static void compare_summaries(const struct exchange_summary *a, const struct exchange_summary *b)
{
    CU_ASSERT_EQUAL(a->parts, b->parts);
    CU_ASSERT_EQUAL(a->blocks, b->blocks);
    CU_ASSERT_EQUAL(a->segments, b->segments);
    CU_ASSERT_EQUAL(a->translated, b->translated);
    CU_ASSERT_EQUAL(a->kept, b->kept);
    CU_ASSERT_EQUAL(a->broken, b->broken);
    CU_ASSERT_EQUAL(a->complete, b->complete);
}

enum status run_merge(struct view xliff, const struct merge_options *options,
                      struct buffer *article, struct exchange_summary *summary,
                      struct buffer *messages)
{
    struct buffer other = {0}, other_messages = {0};
    struct exchange_summary other_summary;
    struct merge_options watched = *options;
    size_t seen = 0, size = article->size, messages_size = messages->size;
    watched.tell = watch;
    watched.tell_context = &seen;
    enum status status = run_merge_once(xliff, options, article, summary, messages);
    CU_ASSERT_EQUAL(run_merge_once(xliff, &watched, &other, &other_summary, &other_messages),
                    status);
    test_text_equal(view_slice(buffer_view(article), size, article->size), buffer_view(&other),
                    "article, watched");
    test_text_equal(view_slice(buffer_view(messages), messages_size, messages->size),
                    buffer_view(&other_messages), "messages, watched");
    compare_summaries(summary, &other_summary);
    buffer_free(&other);
    buffer_free(&other_messages);
    return status;
}

/* ---- several files ----------------------------------------------------------------------- */

enum { MOST_FILES = 8 };

enum status run_merge_files(const struct view *xliffs, size_t count,
                            const struct merge_options *options, struct buffer *article,
                            struct exchange_summary *summary, struct buffer *messages)
{
    static const char *const names[MOST_FILES] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    struct findings findings = {take_message, messages, STATUS_OK};
    struct input inputs[MOST_FILES];
    FILE *files[MOST_FILES];
    for (size_t i = 0; i < count; i++) {
        files[i] = open_input(xliffs[i], &inputs[i]);
        inputs[i].name = names[i];
    }
    struct merge_sink sink = {.sink = {take_bytes, article}, .begin = begin};
    enum status status = exchange_merge_files(inputs, count, options, sink, summary, &findings);
    for (size_t i = 0; i < count; i++)
        fclose(files[i]);
    return status;
}

enum status run_adopt(struct view english, struct view xliff, struct buffer *out,
                      struct adopt_summary *summary, struct buffer *messages)
{
    struct findings findings = {take_message, messages, STATUS_OK};
    struct input edited, input;
    enum status status, written = STATUS_OK;
    FILE *english_file = open_input(english, &edited), *file = open_input(xliff, &input);
    struct exchange_adoption *adoption =
        exchange_adopt(&edited, NULL, &input, 1, summary, &status, &findings);
    if (adoption) {
        struct sink sink = {take_bytes, out};
        lseek(input.descriptor, 0, SEEK_SET);
        written = exchange_adopt_write(adoption, &input, 0, sink, &findings);
    }
    exchange_adopt_free(adoption);
    fclose(english_file);
    fclose(file);
    return written > status ? written : status;
}

/* ---- update ------------------------------------------------------------------------------ */

static enum status read_old(struct exchange_old *old, const struct view *files, size_t count,
                            struct findings *findings)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct input input;
        FILE *file = open_input(files[i], &input);
        status = exchange_old_read(old, &input, findings);
        fclose(file);
    }
    return status;
}

enum status run_update(const struct view *old, size_t old_count, struct view article, int version,
                       struct buffer *xliff, struct update_summary *summary,
                       struct buffer *messages)
{
    struct findings findings = {take_message, messages, STATUS_OK};
    struct exchange_old *editions = exchange_old_new();
    enum status status =
        editions ? read_old(editions, old, old_count, &findings) : finding_no_memory(&findings);
    struct export_options options = run_defaults(XLIFF_1_2, "en-US");
    struct article_options article_options = {0};
    struct input input;
    if (status == STATUS_OK) {
        FILE *file = open_input(article, &input);
        exchange_old_options(editions, &options, &article_options);
        if (version >= 0)
            options.version = (enum xliff_version)version;
        struct article_reader *reader = article_open(&input, &article_options, &status, &findings);
        if (reader)
            status = exchange_update(editions, reader, "article.txt", &options,
                                     (struct sink){take_bytes, xliff}, summary, &findings);
        article_close(reader);
        fclose(file);
    }
    exchange_old_free(editions);
    return status;
}

/* ---- check ------------------------------------------------------------------------------- */

static void take_wrong(void *context, const struct finding *finding)
{
    if (finding->severity != SEVERITY_REMARK)
        take_message(context, finding);
}

static void begin_file(struct checker *checker, const struct xliff_event *event)
{
    char source[16], target[16];
    const struct xliff_file *file = event->file;
    snprintf(source, sizeof source, "%.*s", (int)file->source_lang.size, file->source_lang.data);
    snprintf(target, sizeof target, "%.*s", (int)file->target_lang.size, file->target_lang.data);
    struct checker_file languages = {.version = event->version,
                                     .from = exchange_locale(source),
                                     .to = exchange_target(source, target)};
    checker_begin_file(checker, &languages);
}

void run_check(struct view xliff, struct buffer *messages)
{
    struct findings findings = {take_wrong, messages, STATUS_OK};
    struct stream stream = {.text = xliff};
    struct checker_options options = {.file = "input"};
    struct checker *checker = checker_new(&options, &findings);
    struct xliff_reader *reader = xliff_reader_new(stream_read, &stream);
    struct xliff_event event;
    int more;
    while ((more = xliff_read(reader, &event)) > 0) {
        if (event.kind == XLIFF_FILE_START)
            begin_file(checker, &event);
        else if (event.kind == XLIFF_UNIT)
            checker_unit(checker, event.unit);
        else if (event.kind == XLIFF_FILE_END)
            checker_end_file(checker);
    }
    CU_ASSERT_EQUAL(more, 0);
    xliff_reader_free(reader);
    checker_free(checker);
}

enum status run_convert(struct view xliff, enum xliff_version version, struct buffer *out,
                        struct buffer *messages)
{
    struct findings findings = {take_message, messages, STATUS_OK};
    struct input input;
    FILE *file = open_input(xliff, &input);
    struct sink sink = {take_bytes, out};
    enum status status = exchange_convert(&input, version, sink, &findings);
    fclose(file);
    return status;
}
