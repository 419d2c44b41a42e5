/* merge_groups.h - which of the inputs of a merge become one article. */
#ifndef COMMAND_MERGE_GROUPS_H
#define COMMAND_MERGE_GROUPS_H

#include "command/jobs.h"
#include "exchange/exchange.h"

/* Inputs of one article. */
struct merge_group {
    const char **names;
    size_t count;
    bool join; /* it is merged by exchange_merge_files */
};

struct merge_groups {
    bool force_join; /* a single part of an article is not merged alone */
    struct merge_group *items;
    struct operands outputs; /* of each group, what its output is named like */
    size_t count;
    const struct operands *inputs;
    const struct common_options *common;
    const char **names; /* of all groups */
    struct exchange_identity *identities;
    size_t *group_of;
    struct input standard; /* standard input, which was read already */
    bool has_standard;
};

/* Looks into the files, if there are several, and says what does not go together: STATUS_USAGE. */
enum status merge_groups_make(struct merge_groups *groups, const struct operands *inputs,
                              const struct many *many, const struct common_options *common);
/* Opens the inputs of a group. */
enum status merge_group_open(struct merge_groups *groups, const struct merge_group *group,
                             struct input **inputs, struct findings *findings);
void merge_group_close(const struct merge_group *group, struct input *inputs);
void merge_groups_free(struct merge_groups *groups);

#endif
