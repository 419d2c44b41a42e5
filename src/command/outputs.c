#include "command/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static bool ends_in_slash(const char *path)
{
    size_t size = strlen(path);
    return size > 0 && path[size - 1] == '/';
}

bool output_is_folder(const char *path)
{
    struct stat info;
    return ends_in_slash(path) || (stat(path, &info) == 0 && S_ISDIR(info.st_mode));
}

/* What an output's name begins with, before its suffix; all of it if -o names a file. */
static bool add_stem(struct buffer *name, const struct operand *input,
                     const struct common_options *common)
{
    if (!common->output) {
        buffer_add_view(name, stem(view_of(input->name)));
        return true;
    }
    buffer_add_string(name, common->output);
    if (!output_is_folder(common->output))
        return false;
    if (name->size > 0 && name->data[name->size - 1] != '/')
        buffer_add_char(name, '/');
    buffer_add_view(name,
                    strcmp(input->name, "-") == 0 ? VIEW("stdin") : stem(view_of(input->below)));
    return true;
}

bool output_name_below(struct buffer *name, const struct operand *input,
                       const struct common_options *common, struct view suffix)
{
    buffer_clear(name);
    if (!common->output && strcmp(input->name, "-") == 0)
        buffer_add_string(name, "-");
    else if (add_stem(name, input, common))
        buffer_add_view(name, suffix);
    buffer_add_char(name, '\0');
    return !name->failed;
}

bool output_name(struct buffer *name, const char *input, const struct common_options *common,
                 struct view suffix)
{
    struct operand operand = {input, base_name(input).data, false};
    return output_name_below(name, &operand, common, suffix);
}

/* ---- folders ------------------------------------------------------------------------------ */

/* A new folder must survive a crash as the files in it do. */
static void sync_parent(const char *folder)
{
    struct buffer parent = {0};
    const char *slash = strrchr(folder, '/');
    buffer_add(&parent, folder, slash ? (size_t)(slash - folder) + 1 : 0);
    buffer_add_string(&parent, ".");
    buffer_add_char(&parent, '\0');
    int descriptor = parent.failed ? -1 : open(parent.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        fsync(descriptor);
        close(descriptor);
    }
    buffer_free(&parent);
}

/* Another process may make the same folder at the same time. */
static enum status make_folder(const char *folder, struct findings *findings)
{
    if (mkdir(folder, 0777) == 0) {
        sync_parent(folder);
        return STATUS_OK;
    }
    int error = errno;
    if (error == EEXIST && output_is_folder(folder))
        return STATUS_OK;
    return finding_error(findings, STATUS_SYSTEM, (struct place){.file = folder},
                         "this folder cannot be made: %s; make it, or choose another with -o",
                         strerror(error));
}

/* All folders of a path, from the one whose name has `top` bytes on. */
static enum status make_path(char *path, size_t top, struct findings *findings)
{
    enum status status = STATUS_OK;
    for (char *at = path + top; status == STATUS_OK; at++) {
        at += strcspn(at, "/");
        bool last = *at == '\0';
        *at = '\0';
        status = make_folder(path, findings);
        if (last)
            break;
        *at = '/';
    }
    return status;
}

enum status output_make_folders(const char *name, const struct operand *input,
                                const struct common_options *common, struct findings *findings)
{
    const char *end = strrchr(name, '/');
    if (!common->output || !end || !(input->in_folder || ends_in_slash(common->output)))
        return STATUS_OK;
    size_t top = strlen(common->output);
    while (top > 1 && common->output[top - 1] == '/')
        top--;
    struct buffer folder = {0};
    enum status status = STATUS_OK;
    buffer_add(&folder, name, (size_t)(end - name));
    buffer_add_char(&folder, '\0');
    if (folder.failed)
        status = finding_no_memory(findings);
    else if (folder.size > top && access(folder.data, F_OK) != 0)
        status = make_path(folder.data, top, findings);
    buffer_free(&folder);
    return status;
}

enum status output_place(struct buffer *name, const char *input,
                         const struct common_options *common, struct view suffix,
                         struct findings *findings)
{
    struct operand operand = {input, base_name(input).data, false};
    if (!output_name_below(name, &operand, common, suffix))
        return finding_no_memory(findings);
    return output_make_folders(name->data, &operand, common, findings);
}

/* ---- outputs of one name ------------------------------------------------------------------ */

static int by_text(const void *left, const void *right)
{
    const struct buffer *a = left, *b = right;
    return strcmp(a->data, b->data);
}

static enum status compare_neighbours(const char *command, const struct buffer *stems, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (by_text(&stems[i - 1], &stems[i]) == 0)
            return usage_error(command,
                               "two inputs would be written to %s.…; give each run an -o of its "
                               "own, or name a folder, whose tree is kept",
                               stems[i].data);
    return STATUS_OK;
}

enum status outputs_differ(const char *command, const struct operands *inputs,
                           const struct common_options *common)
{
    size_t count = inputs->count;
    struct findings findings = command_findings(common);
    if (count < 2)
        return STATUS_OK;
    if (common->output && !output_is_folder(common->output))
        return usage_error(command, "-o %s names one file for %zu inputs; name a folder, %s/",
                           common->output, count, common->output);
    struct buffer *stems = calloc(count, sizeof *stems);
    enum status status = STATUS_OK;
    if (!stems)
        return finding_no_memory(&findings);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        add_stem(&stems[i], &inputs->items[i], common);
        buffer_add_char(&stems[i], '\0');
        status = stems[i].failed ? finding_no_memory(&findings) : STATUS_OK;
    }
    if (status == STATUS_OK) {
        qsort(stems, count, sizeof *stems, by_text);
        status = compare_neighbours(command, stems, count);
    }
    for (size_t i = 0; i < count; i++)
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
