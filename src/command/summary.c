#include "command/summary.h"

#include <stdlib.h>

void summary_add(struct summary *summary, const struct operand *input,
                 const struct outcome *outcome)
{
    summary->done++;
    summary->skipped += outcome->skipped;
    if (outcome->status == STATUS_OK)
        return;
    if (outcome->status > summary->worst)
        summary->worst = outcome->status;
    void *grown = array_grow(summary->failed, summary->failed_count, &summary->failed_capacity,
                             sizeof *summary->failed);
    if (!grown) {
        summary->no_memory = true;
        return;
    }
    summary->failed = grown;
    summary->failed[summary->failed_count++] =
        (struct failed_input){input->name, outcome->status, outcome->written};
}

void summary_say(const struct summary *summary, size_t count, const struct work *work, int signal,
                 const struct common_options *common)
{
    struct buffer before = {0};
    if (summary->skipped > 0)
        buffer_printf(&before, ", %zu done before", summary->skipped);
    buffer_add_char(&before, '\0');
    for (size_t i = 0; i < summary->failed_count; i++) {
        const struct failed_input *failed = &summary->failed[i];
        command_say(common, "%s: %s (status %d)", failed->name,
                    failed->written ? "written, with findings" : "failed", (int)failed->status);
    }
    if (signal)
        command_say(common, "stopped by signal %d after %zu of %zu %s%s", signal, summary->done,
                    count, work->noun, work->skips ? "; --skip-done does the rest" : "");
    else
        command_say(common, "%zu %s: %zu failed%s", count, work->noun, summary->failed_count,
                    before.failed ? "" : before.data);
    buffer_free(&before);
}

void summary_free(struct summary *summary)
{
    free(summary->failed);
    *summary = (struct summary){0};
}
