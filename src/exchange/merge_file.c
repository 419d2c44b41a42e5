/* A merge of one file, as it is read: memory is that of one <file>. */
#include "exchange/merger.h"

static enum status worse(enum status a, enum status b)
{
    return a > b ? a : b;
}

static enum status keep_skeleton(struct merger *merger, const struct xliff_event *event)
{
    merge_ahead_reset(merger); /* a second one: the first cannot be trusted */
    merger->has_skeleton = skeleton_is_ours(string_view(event->text));
    merger->skeleton_line = event->line;
    buffer_add_view(&merger->skeleton, string_view(event->text));
    return merger->skeleton.failed ? finding_no_memory(merger->findings) : STATUS_OK;
}

static enum status take_event(struct merger *merger, const struct xliff_event *event)
{
    switch (event->kind) {
    case XLIFF_FILE_START:
        return merger_begin_file(merger, event->version, event->file);
    case XLIFF_SKELETON:
        return keep_skeleton(merger, event);
    case XLIFF_UNIT:
        merge_ahead_unit(merger, event->unit);
        return STATUS_OK;
    case XLIFF_FILE_END:
        return merger_end_file(merger);
    default:
        return STATUS_OK;
    }
}

static enum status read_events(struct merger *merger, struct xliff_reader *reader,
                               const struct stream *stream)
{
    struct xliff_event event;
    enum status status = STATUS_OK;
    while (xliff_read(reader, &event) > 0) {
        status = worse(status, take_event(merger, &event));
        if (status > STATUS_FINDINGS || merger->refused)
            return status;
    }
    return worse(status, stream_status(stream, xliff_reader_error(reader)));
}

enum status exchange_merge(struct input *input, const struct merge_options *options,
                           struct merge_sink sink, struct exchange_summary *summary,
                           struct findings *findings)
{
    struct stream stream = stream_of_input(input, findings);
    struct merger merger = merger_make(input->name, options, sink, summary, findings);
    struct xliff_reader *reader = xliff_reader_new(stream_read, &stream);
    merger.ahead.reader = reader;
    enum status status =
        reader ? read_events(&merger, reader, &stream) : finding_no_memory(findings);
    merge_ahead_reset(&merger);
    if (status <= STATUS_FINDINGS)
        status = worse(status, merger_finish(&merger));
    summary->complete = status <= STATUS_FINDINGS && !merger.incomplete;
    xliff_reader_free(reader);
    merger_free(&merger);
    return status;
}
