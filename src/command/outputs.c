#include "command/command.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct view base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return view_of(slash ? slash + 1 : path);
}

/* Without the last suffix; a name that begins with its only dot keeps it. */
static struct view stem(struct view name)
{
    for (size_t at = name.size; at > 1 && name.data[at - 1] != '/'; at--)
        if (name.data[at - 1] == '.' && name.data[at - 2] != '/')
            return view_slice(name, 0, at - 1);
    return name;
}

static bool is_folder(const char *path)
{
    struct stat info;
    size_t size = strlen(path);
    if (size > 0 && path[size - 1] == '/')
        return true;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* What an output's name begins with, before its suffix; all of it if -o names a file. */
static bool add_stem(struct buffer *name, const char *input, const struct common_options *common)
{
    if (!common->output) {
        buffer_add_view(name, stem(view_of(input)));
        return true;
    }
    buffer_add_string(name, common->output);
    if (!is_folder(common->output))
        return false;
    if (name->size > 0 && name->data[name->size - 1] != '/')
        buffer_add_char(name, '/');
    buffer_add_view(name, strcmp(input, "-") == 0 ? VIEW("stdin") : stem(base_name(input)));
    return true;
}

bool output_name(struct buffer *name, const char *input, const struct common_options *common,
                 struct view suffix)
{
    buffer_clear(name);
    if (!common->output && strcmp(input, "-") == 0)
        buffer_add_string(name, "-");
    else if (add_stem(name, input, common))
        buffer_add_view(name, suffix);
    buffer_add_char(name, '\0');
    return !name->failed;
}

static int by_text(const void *left, const void *right)
{
    const struct buffer *a = left, *b = right;
    return strcmp(a->data, b->data);
}

static enum status neighbours_differ(const char *command, const struct buffer *stems, int count)
{
    for (int i = 1; i < count; i++)
        if (by_text(&stems[i - 1], &stems[i]) == 0)
            return (enum status)usage_error(
                command, "two inputs would be written to %s.…; give each run an -o of its own",
                stems[i].data);
    return STATUS_OK;
}

static enum status stems_differ(const char *command, struct buffer *stems, char **inputs, int count,
                                const struct common_options *common)
{
    struct findings findings = command_findings(common);
    for (int i = 0; i < count; i++) {
        add_stem(&stems[i], inputs[i], common);
        buffer_add_char(&stems[i], '\0');
        if (stems[i].failed)
            return finding_no_memory(&findings);
    }
    qsort(stems, (size_t)count, sizeof *stems, by_text);
    return neighbours_differ(command, stems, count);
}

enum status outputs_differ(const char *command, char **inputs, int count,
                           const struct common_options *common)
{
    struct findings findings = command_findings(common);
    if (count < 2)
        return STATUS_OK;
    if (common->output && !is_folder(common->output))
        return (enum status)usage_error(
            command, "-o %s names one file for %d inputs; name a folder", common->output, count);
    struct buffer *stems = calloc((size_t)count, sizeof *stems);
    if (!stems)
        return finding_no_memory(&findings);
    enum status status = stems_differ(command, stems, inputs, count, common);
    for (int i = 0; i < count; i++)
        buffer_free(&stems[i]);
    free(stems);
    return status;
}

enum status command_output_write(void *context, struct view data, struct findings *findings)
{
    struct command_output *out = context;
    out->written += data.size;
    progress_step(&out->progress, out->written);
    return output_write(out->output, data, findings);
}

enum status output_report(struct view text, const char *name, bool force, struct findings *findings)
{
    enum status status;
    struct output *output = output_open(name ? name : "-", force, &status, findings);
    if (!output)
        return status;
    status = output_write(output, text, findings);
    if (status == STATUS_OK)
        return output_commit(output, findings);
    output_abandon(output);
    return status;
}
