/* merge_report.h - merge --report: what became of each segment. */
#ifndef COMMAND_MERGE_REPORT_H
#define COMMAND_MERGE_REPORT_H

#include "base/spool.h"
#include "command/command.h"
#include "exchange/exchange.h"

/* All zero but for the first two. Where several processes merge, each tells what became of its
 * files; the report is made of that in one. */
struct merge_report {
    const char *name;          /* of the file; .json makes it JSON; NULL: no report is wanted */
    bool alone;                /* one article, and no process but this */
    struct spool told;         /* of the article at hand, packed */
    struct buffer names;       /* of its inputs */
    struct buffer file;        /* the one that the last outcome is of */
    bool several;              /* it is said in the report */
    struct spool text;         /* as text: the report; as JSON: the segments of all articles */
    struct json_object *files; /* as JSON: the articles without their segments */
    struct buffer scratch;
    size_t counts[MERGE_GONE + 1], typed, waived, broken;
    bool failed; /* memory ran out */
};

/* An article begins. */
void report_merge_begin(struct merge_report *report, const char *const *inputs, size_t count);
/* A merge_options.tell. */
void report_merge_tell(void *context, const struct merge_outcome *outcome);
/* Adds what was told of the article, as bytes; if it is alone, only that there is something. */
enum status report_merge_end(struct merge_report *report, struct buffer *told,
                             struct findings *findings);
/* Takes it into the report; `output` is what was written, or NULL. */
enum status report_merge_take(struct merge_report *report, const char *output, struct view told,
                              struct findings *findings);
/* Writes the report and frees it. */
enum status report_merge_write(struct merge_report *report, const struct common_options *common);

#endif
