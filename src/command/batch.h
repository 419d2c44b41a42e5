/* batch.h - some inputs that one process works on, and what became of them, as bytes. */
#ifndef COMMAND_BATCH_H
#define COMMAND_BATCH_H

#include "command/jobs.h"

/* The largest batch: so many files are open at once, and committed together. */
size_t batch_limit(void);

/* Works on `count` inputs and adds a record of each to `records`. */
void batch_run(const struct work *work, const struct operand *inputs, size_t count,
               const struct common_options *common, struct buffer *records);
/* Works on one input whose messages are printed at once. */
void batch_run_alone(const struct work *work, struct job *job);
void job_free(struct job *job);
/* The record of an input on which a process worked when a signal (0: none) ended it. */
void batch_lost(const struct operand *input, const struct common_options *common, int signal,
                struct buffer *records);

/* What became of one input; the views are part of the records. */
struct outcome {
    enum status status;
    bool skipped;
    bool written; /* its output has its name */
    struct view messages, report;
    const char *output; /* its name; "" if it has none */
};

/* Takes the first record off. False: there is none, or it is no record. */
bool batch_next(struct view *records, struct outcome *outcome);

#endif
