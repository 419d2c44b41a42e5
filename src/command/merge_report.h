/* merge_report.h - merge --report: what became of each segment. */
#ifndef COMMAND_MERGE_REPORT_H
#define COMMAND_MERGE_REPORT_H

#include "command/command.h"
#include "exchange/exchange.h"

/* All zero but for the name. */
struct merge_report {
    const char *name;          /* of the file; .json makes it JSON; NULL: no report is wanted */
    const char *const *inputs; /* that became one article */
    size_t input_count;
    struct buffer text, lines; /* as text: the report; the segments of the file at hand */
    struct json_object *files; /* as JSON */
    struct json_object *units; /* of the file at hand */
    size_t counts[MERGE_GONE + 1], typed, waived, broken;
    bool failed; /* memory ran out */
};

void report_merge_begin(struct merge_report *report, const char *const *inputs, size_t count);
/* A merge_options.tell. */
void report_merge_tell(void *context, const struct merge_outcome *outcome);
/* `output` is what was written, or NULL. */
void report_merge_end(struct merge_report *report, const char *output);
/* Writes the report and frees it. */
enum status report_merge_write(struct merge_report *report, const struct common_options *common);

#endif
