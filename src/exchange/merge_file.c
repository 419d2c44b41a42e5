/* A merge of one file, as it is read: memory is that of one <file>. */
#include "exchange/merger.h"

struct file_merge {
    struct input *input;
    struct merger merger;
};

static enum status worse(enum status a, enum status b)
{
    return a > b ? a : b;
}

static enum status keep_skeleton(struct merger *merger, const struct xliff_event *event)
{
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
        store_add(&merger->store, event->unit);
        merge_ahead_unit(merger);
        return STATUS_OK;
    case XLIFF_FILE_END:
        return merger_end_file(merger);
    default:
        return STATUS_OK;
    }
}

static ptrdiff_t read_input(void *context, char *data, size_t size)
{
    struct file_merge *merge = context;
    size_t got;
    enum status status = input_read(merge->input, data, size, &got, merge->merger.findings);
    return status == STATUS_OK ? (ptrdiff_t)got : -1;
}

static enum status reader_status(struct merger *merger, const struct xliff_error *error)
{
    struct place place = {merger->name, error->line, error->column};
    if (error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(merger->findings);
    if (error->code == XLIFF_ERROR_READ)
        return STATUS_INPUT; /* reported where it happened */
    return finding_error(merger->findings, STATUS_INPUT, place, "%s", error->message);
}

static enum status read_events(struct merger *merger, struct xliff_reader *reader)
{
    struct xliff_event event;
    enum status status = STATUS_OK;
    int more;
    while ((more = xliff_read(reader, &event)) > 0) {
        status = worse(status, take_event(merger, &event));
        if (status > STATUS_FINDINGS || merger->refused)
            return status;
    }
    return more < 0 ? worse(status, reader_status(merger, xliff_reader_error(reader))) : status;
}

enum status exchange_merge(struct input *input, const struct merge_options *options,
                           struct merge_sink sink, struct exchange_summary *summary,
                           struct findings *findings)
{
    struct file_merge merge = {
        .input = input, .merger = merger_make(input->name, options, sink, summary, findings)};
    struct merger *merger = &merge.merger;
    struct xliff_reader *reader = xliff_reader_new(read_input, &merge);
    enum status status = reader ? read_events(merger, reader) : finding_no_memory(findings);
    merge_ahead_stop(merger);
    if (status <= STATUS_FINDINGS)
        status = worse(status, merger_finish(merger));
    summary->complete = status <= STATUS_FINDINGS && !merger->incomplete;
    xliff_reader_free(reader);
    merger_free(merger);
    return status;
}
