#include "command/command.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/exchange.h"
#include "lazy/lazy.h"

/* More is no list that a person wrote. */
#define FILE_LIMIT ((size_t)16 << 20)

/* ---- XLIFF ------------------------------------------------------------------------------- */

static enum status read_events(struct stream *stream, struct xliff_reader *reader,
                               enum status (*take)(void *, const struct xliff_event *,
                                                   struct findings *),
                               void *context)
{
    struct xliff_event event;
    enum status worst = STATUS_OK;
    while (xliff_read(reader, &event) > 0) {
        enum status status = take(context, &event, stream->findings);
        worst = status > worst ? status : worst;
        if (worst > STATUS_FINDINGS)
            return worst;
    }
    enum status status = stream_status(stream, xliff_reader_error(reader));
    return status > worst ? status : worst;
}

static enum status read_xliff(struct input *input, bool check,
                              enum status (*take)(void *, const struct xliff_event *,
                                                  struct findings *),
                              void *context, struct findings *findings)
{
    struct stream stream = stream_of_input(input, findings);
    enum status status = lazy_libxml2(findings);
    if (status != STATUS_OK)
        return status;
    struct xliff_reader *reader = xliff_reader_new(stream_read, &stream);
    bool ready = reader && (!check || xliff_reader_check(reader) == 0);
    status = ready ? read_events(&stream, reader, take, context) : finding_no_memory(findings);
    xliff_reader_free(reader);
    return status;
}

enum status command_read_xliff(struct input *input,
                               enum status (*take)(void *context, const struct xliff_event *event,
                                                   struct findings *findings),
                               void *context, struct findings *findings)
{
    return read_xliff(input, false, take, context, findings);
}

enum status command_check_xliff(struct input *input,
                                enum status (*take)(void *context, const struct xliff_event *event,
                                                    struct findings *findings),
                                void *context, struct findings *findings)
{
    return read_xliff(input, true, take, context, findings);
}

/* ---- lists ------------------------------------------------------------------------------- */

enum status command_read_file(const char *name, struct buffer *content, struct findings *findings)
{
    struct input input;
    enum status status = input_open(&input, name, findings);
    size_t got = 1;
    if (status != STATUS_OK)
        return status;
    while (status == STATUS_OK && got > 0 && content->size <= FILE_LIMIT) {
        if (!buffer_reserve(content, 65536)) {
            status = finding_no_memory(findings);
            break;
        }
        status = input_read(&input, content->data + content->size, 65536, &got, findings);
        content->size += status == STATUS_OK ? got : 0;
    }
    input_close(&input);
    if (status == STATUS_OK && content->size > FILE_LIMIT)
        return finding_error(findings, STATUS_INPUT, (struct place){.file = name},
                             "is longer than %zu bytes, no list", FILE_LIMIT);
    return status;
}

static enum status read_terms(const char *name, bool english, struct terms **terms,
                              struct findings *findings)
{
    struct buffer list = {0};
    size_t line;
    enum status status = command_read_file(name, &list, findings);
    if (status == STATUS_OK) {
        *terms = terms_read(buffer_view(&list), english, &line);
        if (!*terms && line == 0)
            status = finding_no_memory(findings);
        else if (!*terms)
            status = finding_error(findings, STATUS_INPUT, (struct place){name, line, 0},
                                   english ? "is no term; write \"German = English\""
                                           : "is no term; write it alone on its line, in UTF-8");
    }
    buffer_free(&list);
    return status;
}

enum status command_term_lists(struct term_lists *lists, struct findings *findings)
{
    enum status status = STATUS_OK;
    if (lists->terms_name)
        status = read_terms(lists->terms_name, true, &lists->terms, findings);
    if (lists->never_name && status == STATUS_OK)
        status = read_terms(lists->never_name, false, &lists->never, findings);
    return status;
}

void command_term_lists_free(struct term_lists *lists)
{
    terms_free(lists->terms);
    terms_free(lists->never);
    lists->terms = lists->never = NULL;
}
