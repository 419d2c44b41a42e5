/* merge_report.h - merge --report: what became of each segment. */
#ifndef COMMAND_MERGE_REPORT_H
#define COMMAND_MERGE_REPORT_H

#include "command/command.h"
#include "exchange/exchange.h"

/* All zero but for the name. Where several processes merge, each tells what became of its files;
 * the report is made of that in one. */
struct merge_report {
    const char *name;          /* of the file; .json makes it JSON; NULL: no report is wanted */
    struct buffer told;        /* of the article at hand, packed */
    struct buffer text, lines; /* as text: the report; the segments of an article */
    struct json_object *files; /* as JSON */
    struct json_object *units; /* of an article */
    size_t counts[MERGE_GONE + 1], typed, waived, broken;
    bool failed; /* memory ran out */
};

/* An article begins. */
void report_merge_begin(struct merge_report *report, const char *const *inputs, size_t count);
/* A merge_options.tell. */
void report_merge_tell(void *context, const struct merge_outcome *outcome);
/* Adds what was told of the article, as bytes. */
void report_merge_end(struct merge_report *report, struct buffer *told);
/* Takes it into the report; `output` is what was written, or NULL. */
enum status report_merge_take(struct merge_report *report, const char *output, struct view told,
                              struct findings *findings);
/* Writes the report and frees it. */
enum status report_merge_write(struct merge_report *report, const struct common_options *common);

#endif
