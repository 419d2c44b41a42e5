#include "command/merge_groups.h"

#include <stdlib.h>
#include <string.h>

/* ---- looking into the files -------------------------------------------------------------- */

/* Several processes may look: what each finds goes through a pipe. */
struct found {
    size_t known, share, shares;
    uint64_t checksum;
};

static void pack(const struct exchange_identity *identity, struct buffer *out)
{
    struct found found = {identity->known, identity->share, identity->shares, identity->checksum};
    buffer_add(out, (const char *)&found, sizeof found);
    buffer_add_view(out, buffer_view(&identity->article));
}

static bool unpack(struct exchange_identity *identity, struct view packed)
{
    struct found found;
    memcpy(&found, packed.data, sizeof found);
    identity->known = found.known;
    identity->share = found.share;
    identity->shares = found.shares;
    identity->checksum = found.checksum;
    buffer_clear(&identity->article);
    buffer_add_view(&identity->article, view_slice(packed, sizeof found, packed.size));
    return !identity->article.failed;
}

/* What is wrong with a file is said when it is merged. */
static void look(void *context, struct job *job)
{
    struct findings nobody = {0};
    struct exchange_identity identity = {0};
    struct input input;
    (void)context;
    if (strcmp(job->input->name, "-") == 0)
        return;
    enum status status = command_open_twice(&input, job->input->name, &nobody);
    if (status == STATUS_OK) {
        if (exchange_identify(&input, &identity) == STATUS_OK)
            pack(&identity, &job->report);
        else
            job->status = finding_no_memory(&job->findings);
        input_close(&input);
    }
    buffer_free(&identity.article);
}

static enum status take_look(void *context, const struct operand *input, const char *output,
                             struct view packed)
{
    struct merge_groups *groups = context;
    struct findings findings = command_findings(groups->common);
    (void)output;
    return unpack(&groups->identities[input - groups->inputs->items], packed)
               ? STATUS_OK
               : finding_no_memory(&findings);
}

/* It can be read once, so here and now. */
static enum status look_at_standard(struct merge_groups *groups, size_t index,
                                    struct findings *findings)
{
    enum status status = command_open_twice(&groups->standard, "-", findings);
    if (status != STATUS_OK)
        return status;
    groups->has_standard = true;
    if (exchange_identify(&groups->standard, &groups->identities[index]) != STATUS_OK)
        return finding_no_memory(findings);
    return command_rewind(&groups->standard, findings);
}

static enum status look_at_all(struct merge_groups *groups, const struct many *many,
                               const struct common_options *common, struct findings *findings)
{
    struct work work = {.context = groups, .run = look, .take = take_look, .noun = "files read"};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < groups->inputs->count && status == STATUS_OK; i++)
        if (strcmp(groups->inputs->items[i].name, "-") == 0)
            status = look_at_standard(groups, i, findings);
    return status == STATUS_OK ? jobs_look(&work, groups->inputs, many, common) : status;
}

/* ---- groups ------------------------------------------------------------------------------ */

/* All inputs go to one output: they must be of one article, as far as they say. */
static enum status check_one(const struct merge_groups *groups, const char *output)
{
    const struct exchange_identity *first = NULL;
    for (size_t i = 0; i < groups->inputs->count; i++) {
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

/* A file, to be sorted by its article. */
struct file_of_article {
    const struct exchange_identity *identity;
    size_t index;
};

static int by_article(const void *left, const void *right)
{
    const struct file_of_article *a = left, *b = right;
    struct view x = buffer_view(&a->identity->article), y = buffer_view(&b->identity->article);
    int order =
        (a->identity->known < b->identity->known) - (a->identity->known > b->identity->known);
    if (order == 0 && a->identity->checksum != b->identity->checksum)
        order = a->identity->checksum < b->identity->checksum ? -1 : 1;
    if (order == 0 && x.size != y.size)
        order = x.size < y.size ? -1 : 1;
    if (order == 0 && x.size > 0)
        order = memcmp(x.data, y.data, x.size);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static bool same_article(const struct exchange_identity *a, const struct exchange_identity *b)
{
    return a->known && b->known && a->checksum == b->checksum &&
           view_equal(buffer_view(&a->article), buffer_view(&b->article));
}

/* group_of[i] becomes the first file of the same article. */
static bool find_first_files(struct merge_groups *groups)
{
    size_t count = groups->inputs->count;
    struct file_of_article *files = calloc(count, sizeof *files);
    for (size_t i = 0; files && i < count; i++)
        files[i] = (struct file_of_article){&groups->identities[i], i};
    if (files)
        qsort(files, count, sizeof *files, by_article);
    for (size_t i = 0; files && i < count; i++) {
        bool same = i > 0 && same_article(files[i - 1].identity, files[i].identity);
        groups->group_of[files[i].index] =
            same ? groups->group_of[files[i - 1].index] : files[i].index;
    }
    free(files);
    return files != NULL;
}

/* Groups are numbered in the order of their first files. */
static bool group_inputs(struct merge_groups *groups, bool one)
{
    if (!find_first_files(groups))
        return false;
    for (size_t i = 0; i < groups->inputs->count; i++) {
        size_t first = one ? 0 : groups->group_of[i];
        groups->group_of[i] = first == i ? groups->count++ : groups->group_of[first];
    }
    return true;
}

/* The name without "-2", if the file is part 2. */
static bool add_like(struct merge_groups *groups, size_t index)
{
    const struct operand *input = &groups->inputs->items[index];
    const struct exchange_identity *identity = &groups->identities[index];
    struct buffer mark = {0}, like = {0};
    const char *dot = strrchr(input->below, '.'), *name = input->name;
    size_t stem = dot && dot > base_name(name).data ? (size_t)(dot - name) : strlen(name);
    size_t size = stem;
    buffer_printf(&mark, "-%zu", identity->share);
    if (identity->shares > 0 && view_ends_with((struct view){name, stem}, buffer_view(&mark)))
        size -= mark.size;
    buffer_add(&like, name, size);
    buffer_add_string(&like, name + stem);
    buffer_add_char(&like, '\0');
    bool added = !mark.failed && !like.failed &&
                 operands_add_like(&groups->outputs, buffer_view(&like), input);
    buffer_free(&mark);
    buffer_free(&like);
    return added;
}

/* The names, sorted by their groups. */
static void fill_names(struct merge_groups *groups)
{
    const char **next = groups->names;
    for (size_t i = 0; i < groups->inputs->count; i++)
        groups->items[groups->group_of[i]].count++;
    for (size_t i = 0; i < groups->count; i++) {
        groups->items[i].names = next;
        next += groups->items[i].count;
        groups->items[i].count = 0;
    }
    for (size_t i = 0; i < groups->inputs->count; i++) {
        struct merge_group *group = &groups->items[groups->group_of[i]];
        group->names[group->count++] = groups->inputs->items[i].name;
    }
}

static bool fill_groups(struct merge_groups *groups)
{
    groups->items = calloc(groups->count, sizeof *groups->items);
    if (!groups->items)
        return false;
    fill_names(groups);
    size_t made = 0;
    for (size_t i = 0; i < groups->inputs->count && made < groups->count; i++) {
        if (groups->group_of[i] != made)
            continue;
        struct merge_group *group = &groups->items[made++];
        group->join = group->count > 1 || (groups->force_join && groups->identities[i].shares > 0);
        if (!add_like(groups, i))
            return false;
    }
    return true;
}

enum status merge_groups_make(struct merge_groups *groups, const struct operands *inputs,
                              const struct many *many, const struct common_options *common)
{
    struct findings findings = command_findings(common);
    enum status status = STATUS_OK;
    size_t count = inputs->count;
    bool one = common->output && !output_is_folder(common->output);
    groups->inputs = inputs;
    groups->common = common;
    groups->names = calloc(count, sizeof *groups->names);
    groups->identities = calloc(count, sizeof *groups->identities);
    groups->group_of = calloc(count, sizeof *groups->group_of);
    if (!groups->names || !groups->identities || !groups->group_of)
        return finding_no_memory(&findings);
    if (count > 1 || groups->force_join)
        status = look_at_all(groups, many, common, &findings);
    if (status == STATUS_OK && one)
        status = check_one(groups, common->output);
    if (status != STATUS_OK)
        return status;
    if (!group_inputs(groups, one) || !fill_groups(groups))
        return finding_no_memory(&findings);
    return outputs_differ("merge", &groups->outputs, common);
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
    for (size_t i = 0; groups->identities && i < groups->inputs->count; i++)
        buffer_free(&groups->identities[i].article);
    if (groups->has_standard)
        input_close(&groups->standard);
    operands_free(&groups->outputs);
    free(groups->items);
    free(groups->names);
    free(groups->identities);
    free(groups->group_of);
}
