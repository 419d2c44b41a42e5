/* summary.h - what became of many inputs. */
#ifndef COMMAND_SUMMARY_H
#define COMMAND_SUMMARY_H

#include "command/batch.h"

/* An input whose status is not 0. */
struct failed_input {
    const char *name;
    enum status status;
    bool written;
};

struct summary {
    size_t done;    /* inputs that were worked on */
    size_t skipped; /* of these, those that were done before */
    enum status worst;
    struct failed_input *failed;
    size_t failed_count, failed_capacity;
    bool no_memory; /* for `failed` */
};

void summary_add(struct summary *summary, const struct operand *input,
                 const struct outcome *outcome);
/* Says how many of `count` inputs were done and which failed, unless quiet. `signal` ended it. */
void summary_say(const struct summary *summary, size_t count, const struct work *work, int signal,
                 const struct common_options *common);
void summary_free(struct summary *summary);

#endif
