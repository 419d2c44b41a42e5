/* An output appears under its name only when it is complete: it is written beside its target
 * without a name (O_TMPFILE) or, where the system has no such thing, under a temporary one. What is
 * no file (a pipe, a device, standard output) is held back until it is complete. */
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WRITE_SIZE ((size_t)1 << 18) /* a file's buffer */
#define HOLD_SIZE  ((size_t)1 << 21) /* a stream's; what is more goes to a temporary file */
#define LINKS      40                /* symbolic links that lead to one another */

static const char *remedy_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return "make the folder first or choose another with -o";
    case EACCES:
    case EPERM:
    case EROFS:
        return "choose a folder that you may write to with -o";
    case ENOSPC:
    case EDQUOT:
        return "make room or choose another folder with -o";
    case EISDIR:
        return "end the name in / to write into the folder";
    case EPIPE:
        return "the reader has gone";
    default:
        return "choose another place with -o";
    }
}

enum status output_failed(const struct output *output, int error, struct findings *findings)
{
    if (error == ENOMEM)
        return finding_no_memory(findings);
    return finding_error(findings, STATUS_SYSTEM, (struct place){.file = output->name},
                         "cannot be written: %s; %s", strerror(error), remedy_of(error));
}

enum status output_exists(const struct output *output, struct findings *findings)
{
    return finding_error(findings, STATUS_FINDINGS, (struct place){.file = output->name},
                         "exists already and may hold somebody's work; --force replaces it, "
                         "-o chooses another name");
}

/* ---- Names ------------------------------------------------------------------------------ */

/* What the symbolic link `name` says. */
static char *follow(const char *name, size_t size)
{
    struct buffer path = {0};
    char *link = malloc(size + 1);
    ssize_t got = link ? readlink(name, link, size + 1) : -1;
    if (got >= 0 && link[0] != '/')
        buffer_add(&path, name, file_folder_size(name));
    if (got >= 0)
        buffer_add(&path, link, (size_t)got);
    free(link);
    return got >= 0 ? file_string(&path) : NULL;
}

/* The file that a name means, behind all symbolic links, whether it exists or not. */
static char *resolve(const char *name)
{
    char *path = strdup(name);
    struct stat info;
    for (int i = 0; path && i < LINKS; i++) {
        if (lstat(path, &info) != 0 || !S_ISLNK(info.st_mode))
            return path;
        char *next = follow(path, info.st_size > 0 ? (size_t)info.st_size : 4096);
        free(path);
        path = next;
    }
    if (path)
        errno = ELOOP;
    free(path);
    return NULL;
}

/* ---- Opening ---------------------------------------------------------------------------- */

static enum status open_file(struct output *output, struct findings *findings)
{
    output->file.target = output->target;
    return unfinished_open(&output->file) ? STATUS_OK : output_failed(output, errno, findings);
}

static bool is_standard(const char *name)
{
    return strcmp(name, "-") == 0 || strcmp(name, "/dev/stdout") == 0;
}

static enum status open_target(struct output *output, struct findings *findings)
{
    output->replaces = stat(output->name, &output->replaced) == 0;
    if (output->replaces && S_ISDIR(output->replaced.st_mode))
        return output_failed(output, EISDIR, findings);
    output->stream = output->replaces && !S_ISREG(output->replaced.st_mode);
    if (output->stream)
        return STATUS_OK;
    output->target = resolve(output->name);
    if (!output->target)
        return output_failed(output, errno, findings);
    if (output->replaces && !output->force)
        return output_exists(output, findings);
    return open_file(output, findings);
}

struct output *output_open(const char *name, bool force, enum status *status,
                           struct findings *findings)
{
    struct output *output = calloc(1, sizeof *output);
    if (output) {
        output->file.descriptor = -1;
        output->force = force;
        output->name = strdup(is_standard(name) ? "<stdout>" : name);
    }
    if (!output || !output->name) {
        output_abandon(output);
        *status = finding_no_memory(findings);
        return NULL;
    }
    output->stream = is_standard(name);
    *status = output->stream ? STATUS_OK : open_target(output, findings);
    if (*status == STATUS_OK)
        return output;
    output_abandon(output);
    return NULL;
}

/* ---- Writing ---------------------------------------------------------------------------- */

bool output_write_all(int descriptor, struct view data)
{
    while (data.size > 0) {
        ssize_t count = write(descriptor, data.data, data.size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        data = view_slice(data, (size_t)count, data.size);
    }
    return true;
}

/* A temporary file for a stream that is too large to be held in memory. */
static int open_hold(void)
{
    FILE *file = tmpfile();
    int descriptor = file ? dup(fileno(file)) : -1;
    if (file)
        (void)fclose(file); /* nothing was written through it */
    return descriptor;
}

static enum status write_through(struct output *output, struct view data, struct findings *findings)
{
    if (output->file.descriptor < 0 && !output->released)
        output->file.descriptor = open_hold();
    int to = output->released ? STDOUT_FILENO : output->file.descriptor;
    if (to < 0 || !output_write_all(to, data))
        return output_failed(output, errno, findings);
    return STATUS_OK;
}

enum status output_write_held(struct output *output, struct findings *findings)
{
    enum status status = write_through(output, buffer_view(&output->held), findings);
    if (status == STATUS_OK)
        buffer_clear(&output->held);
    return status;
}

bool output_is_held(const struct output *output)
{
    return output->stream && !output->released;
}

void output_release(struct output *output)
{
    output->released = output->stream && !output->replaces;
}

enum status output_write(struct output *output, struct view data, struct findings *findings)
{
    size_t limit = output_is_held(output) ? HOLD_SIZE : WRITE_SIZE;
    if (output->held.size > 0 && output->held.size + data.size > limit) {
        enum status status = output_write_held(output, findings);
        if (status != STATUS_OK)
            return status;
    }
    if (data.size > limit)
        return write_through(output, data, findings);
    buffer_add_view(&output->held, data);
    return output->held.failed ? finding_no_memory(findings) : STATUS_OK;
}

void output_abandon(struct output *output)
{
    if (!output)
        return;
    if (output->file.descriptor >= 0)
        close(output->file.descriptor); /* nothing in it is wanted */
    unfinished_forget(&output->file);
    buffer_free(&output->held);
    free(output->name);
    free(output->target);
    free(output);
}
