#include "command/merge_groups.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- looking into the files -------------------------------------------------------------- */

/* What is wrong with a file is said when it is merged. */
static enum status identify(struct merge_groups *groups, size_t index, struct findings *findings)
{
    struct findings nobody = {0};
    struct input input;
    const char *name = groups->names[index];
    bool standard = strcmp(name, "-") == 0;
    enum status status = command_open_twice(&input, name, standard ? findings : &nobody);
    if (status != STATUS_OK)
        return standard || status == STATUS_SYSTEM ? status : STATUS_OK;
    status = exchange_identify(&input, &groups->identities[index]);
    if (status != STATUS_OK)
        return finding_no_memory(findings);
    if (!standard) {
        input_close(&input);
        return STATUS_OK;
    }
    groups->standard = input;
    groups->has_standard = true;
    return command_rewind(&groups->standard, findings);
}

static bool same_article(const struct exchange_identity *a, const struct exchange_identity *b)
{
    return a->known && b->known && a->checksum == b->checksum &&
           view_equal(buffer_view(&a->article), buffer_view(&b->article));
}

/* ---- groups ------------------------------------------------------------------------------ */

static bool is_one_file(const struct common_options *common)
{
    struct stat info;
    const char *name = common->output;
    size_t size = name ? strlen(name) : 0;
    return size > 0 && name[size - 1] != '/' && !(stat(name, &info) == 0 && S_ISDIR(info.st_mode));
}

/* All inputs go to one output: they must be of one article, as far as they say. */
static enum status check_one(const struct merge_groups *groups, const char *output)
{
    const struct exchange_identity *first = NULL;
    for (size_t i = 0; i < groups->name_count; i++) {
        const struct exchange_identity *identity = &groups->identities[i];
        if (!identity->known)
            continue;
        if (first && first->checksum != identity->checksum)
            return (enum status)usage_error("merge",
                                            "-o %s names one file for several articles; name a "
                                            "folder, or the files of one article only",
                                            output);
        first = identity;
    }
    return STATUS_OK;
}

static void group_inputs(struct merge_groups *groups, bool one)
{
    for (size_t i = 0; i < groups->name_count; i++) {
        size_t like = 0;
        while (like < i && !one && !same_article(&groups->identities[like], &groups->identities[i]))
            like++;
        groups->group_of[i] = one ? 0 : like < i ? groups->group_of[like] : groups->count;
        groups->count =
            groups->count > groups->group_of[i] ? groups->count : groups->group_of[i] + 1;
    }
}

/* The name without "-2", if the file is part 2. */
static void add_like(struct buffer *like, const char *name,
                     const struct exchange_identity *identity)
{
    struct buffer mark = {0};
    const char *dot = strrchr(name, '.'), *slash = strrchr(name, '/');
    size_t stem = dot && dot > (slash ? slash + 1 : name) ? (size_t)(dot - name) : strlen(name);
    size_t size = stem;
    buffer_printf(&mark, "-%zu", identity->share);
    if (identity->shares > 0 && view_ends_with((struct view){name, stem}, buffer_view(&mark)))
        size -= mark.size;
    buffer_add(like, name, size);
    buffer_add_string(like, name + stem);
    buffer_add_char(like, '\0');
    like->failed |= mark.failed;
    buffer_free(&mark);
}

static bool fill_groups(struct merge_groups *groups)
{
    groups->items = calloc(groups->count, sizeof *groups->items);
    const char **sorted = calloc(groups->name_count, sizeof *sorted);
    bool done = groups->items && sorted;
    size_t used = 0;
    for (size_t i = 0; done && i < groups->count; i++) {
        struct merge_group *group = &groups->items[i];
        size_t k = 0;
        while (groups->group_of[k] != i)
            k++;
        const struct exchange_identity *first = &groups->identities[k];
        group->names = sorted + used;
        for (; k < groups->name_count; k++)
            if (groups->group_of[k] == i) {
                sorted[used++] = groups->names[k];
                group->count++;
            }
        group->join = group->count > 1 || (groups->force_join && first->shares > 0);
        add_like(&group->like, group->names[0], first);
        done = !group->like.failed;
    }
    free(groups->names);
    groups->names = sorted;
    return done;
}

static enum status check_names(const struct merge_groups *groups,
                               const struct common_options *common, struct findings *findings)
{
    char **likes = calloc(groups->count, sizeof *likes);
    if (!likes)
        return finding_no_memory(findings);
    for (size_t i = 0; i < groups->count; i++)
        likes[i] = groups->items[i].like.data;
    enum status status = outputs_differ("merge", likes, (int)groups->count, common);
    free(likes);
    return status;
}

enum status merge_groups_make(struct merge_groups *groups, char **names, size_t count,
                              const struct common_options *common)
{
    struct findings findings = command_findings(common);
    enum status status = STATUS_OK;
    bool look = count > 1 || groups->force_join;
    groups->names = calloc(count, sizeof *groups->names);
    groups->identities = calloc(count, sizeof *groups->identities);
    groups->group_of = calloc(count, sizeof *groups->group_of);
    if (!groups->names || !groups->identities || !groups->group_of)
        return finding_no_memory(&findings);
    groups->name_count = count;
    for (size_t i = 0; i < count; i++)
        groups->names[i] = names[i];
    for (size_t i = 0; look && i < count && status == STATUS_OK; i++)
        status = identify(groups, i, &findings);
    bool one = is_one_file(common);
    if (status == STATUS_OK && one)
        status = check_one(groups, common->output);
    if (status != STATUS_OK)
        return status;
    group_inputs(groups, one);
    if (!fill_groups(groups))
        return finding_no_memory(&findings);
    return check_names(groups, common, &findings);
}

/* ---- inputs ------------------------------------------------------------------------------ */

enum status merge_group_open(struct merge_groups *groups, const struct merge_group *group,
                             struct input **inputs, struct findings *findings)
{
    enum status status = STATUS_OK;
    *inputs = calloc(group->count, sizeof **inputs);
    if (!*inputs)
        return finding_no_memory(findings);
    for (size_t i = 0; i < group->count; i++)
        (*inputs)[i].descriptor = -1;
    for (size_t i = 0; i < group->count && status == STATUS_OK; i++) {
        if (groups->has_standard && strcmp(group->names[i], "-") == 0) {
            (*inputs)[i] = groups->standard;
            groups->has_standard = false;
        } else {
            status = input_open(&(*inputs)[i], group->names[i], findings);
        }
    }
    if (status != STATUS_OK)
        merge_group_close(group, *inputs);
    return status;
}

void merge_group_close(const struct merge_group *group, struct input *inputs)
{
    for (size_t i = 0; i < group->count; i++)
        if (inputs[i].descriptor >= 0)
            input_close(&inputs[i]);
    free(inputs);
}

void merge_groups_free(struct merge_groups *groups)
{
    for (size_t i = 0; groups->items && i < groups->count; i++)
        buffer_free(&groups->items[i].like);
    for (size_t i = 0; groups->identities && i < groups->name_count; i++)
        buffer_free(&groups->identities[i].article);
    if (groups->has_standard)
        input_close(&groups->standard);
    free(groups->items);
    free(groups->names);
    free(groups->identities);
    free(groups->group_of);
}
