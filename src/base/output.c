/* An output appears under its name only when it is complete: it is written beside its target
 * without a name (O_TMPFILE) or, where the system has no such thing, under a temporary one. What is
 * no file (a pipe, a device, standard output) is held back until it is complete. */
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WRITE_SIZE ((size_t)1 << 18) /* a file's buffer */
#define HOLD_SIZE  ((size_t)1 << 23) /* a stream's; what is more goes to a temporary file */
#define LINKS      40                /* symbolic links that lead to one another */

struct output {
    char *name;             /* as messages name it */
    char *target;           /* where symbolic links lead */
    struct unfinished file; /* what was written; without a descriptor all of it is in `held` */
    struct buffer held;     /* not yet written */
    bool stream;            /* no file but a pipe or the like */
    bool force, replaces;   /* replaces: an existing file, with these permissions: */
    struct stat replaced;
};

static enum status failed(const struct output *output, const char *remedy, int error,
                          struct findings *findings)
{
    if (error == ENOMEM)
        return finding_no_memory(findings);
    return finding_error(findings, STATUS_SYSTEM, (struct place){.file = output->name},
                         "cannot be written: %s; %s", strerror(error), remedy);
}

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

static enum status failed_with(const struct output *output, int error, struct findings *findings)
{
    return failed(output, remedy_of(error), error, findings);
}

static enum status exists(const struct output *output, struct findings *findings)
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
    return unfinished_open(&output->file) ? STATUS_OK : failed_with(output, errno, findings);
}

static bool is_standard(const char *name)
{
    return strcmp(name, "-") == 0 || strcmp(name, "/dev/stdout") == 0;
}

static enum status open_target(struct output *output, struct findings *findings)
{
    output->replaces = stat(output->name, &output->replaced) == 0;
    if (output->replaces && S_ISDIR(output->replaced.st_mode))
        return failed_with(output, EISDIR, findings);
    output->stream = output->replaces && !S_ISREG(output->replaced.st_mode);
    if (output->stream)
        return STATUS_OK;
    output->target = resolve(output->name);
    if (!output->target)
        return failed_with(output, errno, findings);
    if (output->replaces && !output->force)
        return exists(output, findings);
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

static bool write_all(int descriptor, struct view data)
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

static enum status write_held(struct output *output, struct findings *findings)
{
    if (output->file.descriptor < 0)
        output->file.descriptor = open_hold();
    if (output->file.descriptor < 0 ||
        !write_all(output->file.descriptor, buffer_view(&output->held)))
        return failed_with(output, errno, findings);
    buffer_clear(&output->held);
    return STATUS_OK;
}

enum status output_write(struct output *output, struct view data, struct findings *findings)
{
    size_t limit = output->stream ? HOLD_SIZE : WRITE_SIZE;
    if (output->held.size > 0 && output->held.size + data.size > limit) {
        enum status status = write_held(output, findings);
        if (status != STATUS_OK)
            return status;
    }
    buffer_add_view(&output->held, data);
    return output->held.failed ? finding_no_memory(findings) : STATUS_OK;
}

/* ---- Committing a stream ---------------------------------------------------------------- */

/* Copies what a temporary file holds. */
static bool copy_hold(int from, int to)
{
    char chunk[65536];
    if (lseek(from, 0, SEEK_SET) < 0)
        return false;
    for (;;) {
        ssize_t got = read(from, chunk, sizeof chunk);
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || !write_all(to, (struct view){chunk, (size_t)got}))
            return false;
    }
}

static enum status commit_stream(struct output *output, struct findings *findings)
{
    bool standard = !output->replaces;
    int to = standard ? STDOUT_FILENO : file_open(output->name, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);
    bool written = to >= 0 &&
                   (output->file.descriptor < 0 || copy_hold(output->file.descriptor, to)) &&
                   write_all(to, buffer_view(&output->held));
    int error = errno;
    if (!standard && to >= 0 && file_close(to) != 0 && written) {
        written = false;
        error = errno;
    }
    return written ? STATUS_OK : failed_with(output, error, findings);
}

/* ---- Committing a file ------------------------------------------------------------------ */

/* The new file gets the permissions of the one it replaces, and its owner if we may. */
static bool keep_permissions(const struct output *output)
{
    if (!output->replaces)
        return true;
    if (fchown(output->file.descriptor, output->replaced.st_uid, output->replaced.st_gid) != 0 &&
        fchown(output->file.descriptor, (uid_t)-1, output->replaced.st_gid) != 0 && errno != EPERM)
        return false;
    return fchmod(output->file.descriptor, output->replaced.st_mode & 0777) == 0;
}

/* The folder's entry must survive a crash too. Not every file system can be asked for that. */
static void sync_folder(const struct output *output)
{
    struct buffer folder = {0};
    buffer_add(&folder, output->target, file_folder_size(output->target));
    buffer_add_string(&folder, ".");
    char *path = file_string(&folder);
    int descriptor = path ? file_open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0) : -1;
    if (descriptor >= 0) {
        file_sync(descriptor);
        file_close(descriptor);
    }
    free(path);
}

static bool sync_file(const struct output *output)
{
    return file_sync(output->file.descriptor) == 0 || errno == EINVAL || errno == ENOTSUP;
}

/* Where a file system has no hard links, the best is to look before the rename. */
static bool may_rename(const struct output *output, int error)
{
    return output->force || (error != EEXIST && access(output->target, F_OK) != 0);
}

static enum status commit_file(struct output *output, struct findings *findings)
{
    enum status status = write_held(output, findings);
    if (status != STATUS_OK)
        return status;
    if (!keep_permissions(output) || !sync_file(output))
        return failed_with(output, errno, findings);
    if (output->replaces || !unfinished_link(&output->file)) {
        if (!may_rename(output, errno))
            return exists(output, findings);
        if (!unfinished_rename(&output->file))
            return failed_with(output, errno, findings);
    }
    int descriptor = output->file.descriptor;
    output->file.descriptor = -1;
    if (file_close(descriptor) != 0)
        return failed_with(output, errno, findings);
    sync_folder(output);
    return STATUS_OK;
}

enum status output_commit(struct output *output, struct findings *findings)
{
    enum status status =
        output->stream ? commit_stream(output, findings) : commit_file(output, findings);
    output_abandon(output);
    return status;
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
