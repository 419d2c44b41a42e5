#include "command/memory_tmx.h"

#include <string.h>

#include "command/memory_add.h"
#include "exchange/exchange.h"

/* To its end first: of a file that is broken nothing comes in, however long it is. */
static enum status import_whole(struct memory *memory, struct input *input,
                                const struct memory_import *import,
                                struct memory_import_counts *counts, struct findings *findings)
{
    enum status status = memory_import_check(input, findings);
    if (status == STATUS_OK)
        status = command_rewind(input, findings);
    if (status == STATUS_OK)
        status = memory_import(memory, input, import, counts, findings);
    if (status == STATUS_OK)
        return memory_commit(memory, findings);
    memory_rollback(memory);
    return status;
}

enum status memory_import_file(struct memory *memory, const struct memory_tmx_options *options,
                               const char *name, struct findings *findings)
{
    struct memory_import_counts counts = {0};
    struct memory_import import = {
        .from = options->from,
        .to = options->to,
        .never = options->never,
        .locale = exchange_locale,
        .target = exchange_target,
    };
    struct input input;
    enum status status = command_open_twice(&input, name, findings);
    if (status != STATUS_OK)
        return status;
    status = import_whole(memory, &input, &import, &counts, findings);
    input_close(&input);
    if (status == STATUS_OK)
        command_say(options->common,
                    "%s: %zu translation%s new, %zu changed, %zu known; %zu unit%s left out",
                    strcmp(name, "-") == 0 ? "standard input" : name, counts.added[MEMORY_NEW],
                    plural(counts.added[MEMORY_NEW]), counts.added[MEMORY_CHANGED],
                    counts.added[MEMORY_SAME], counts.added[MEMORY_UNFIT] + counts.other,
                    plural(counts.added[MEMORY_UNFIT] + counts.other));
    return status;
}

enum status memory_export_file(struct memory *memory, const struct memory_tmx_options *options,
                               const char *name, struct findings *findings)
{
    char date[MEMORY_DATE];
    enum status status;
    struct command_output out = {.output =
                                     output_open(name, options->common->force, &status, findings)};
    if (!out.output)
        return status;
    memory_find_date(date);
    struct memory_export export = {
        .tags = options->omegat,
        .date = view_of(date),
        .write = command_output_write,
        .context = &out,
    };
    out.progress = progress_begin(name, options->common);
    status = memory_export(memory, &export, findings);
    progress_end(&out.progress);
    if (status == STATUS_OK)
        return output_commit(out.output, findings);
    output_abandon(out.output);
    return status;
}
