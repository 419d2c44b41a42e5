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

bool output_is_folder(const char *path)
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
    if (!output_is_folder(common->output))
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

static bool has_equal_neighbours(const char *command, const struct buffer *stems, int count)
{
    for (int i = 1; i < count; i++)
        if (by_text(&stems[i - 1], &stems[i]) == 0) {
            usage_error(command,
                        "two inputs would be written to %s.…; give each run an -o of its "
                        "own",
                        stems[i].data);
            return true;
        }
    return false;
}

bool outputs_collide(const char *command, char **inputs, int count,
                     const struct common_options *common)
{
    if (count < 2)
        return false;
    if (common->output && !output_is_folder(common->output)) {
        usage_error(command, "-o %s names one file for %d inputs; name a folder", common->output,
                    count);
        return true;
    }
    struct buffer *stems = calloc((size_t)count, sizeof *stems);
    bool collide = !stems;
    for (int i = 0; stems && i < count; i++) {
        add_stem(&stems[i], inputs[i], common);
        buffer_add_char(&stems[i], '\0');
        collide |= stems[i].failed;
    }
    if (!collide) {
        qsort(stems, (size_t)count, sizeof *stems, by_text);
        collide = has_equal_neighbours(command, stems, count);
    }
    for (int i = 0; stems && i < count; i++)
        buffer_free(&stems[i]);
    free(stems);
    return collide;
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
