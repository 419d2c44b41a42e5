/* output_commit.c - a complete output gets its name, or goes down its pipe.
 *
 * To wait for the disk costs milliseconds, for one file as for hundreds. So a file is sent on its
 * way to the disk as soon as it is complete, and committing takes all files of a group through each
 * step before the next: durable, named, folder durable. Whenever the machine stops, a name leads to
 * the old file or to the whole new one.
 *
 * fsync of each file would have the disk empty its cache each time. Linux can be asked for all
 * files of a file system at once, syncfs; what went wrong in one of ours, its own pages say before.
 */
#define _GNU_SOURCE // syncfs, sync_file_range NOLINT(bugprone-reserved-identifier)
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- A stream ---------------------------------------------------------------- */

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
        if (got < 0 || !output_write_all(to, (struct view){chunk, (size_t)got}))
            return false;
    }
}

static enum status write_stream(struct output *output, struct findings *findings)
{
    bool standard = !output->replaces;
    int to = standard ? STDOUT_FILENO : file_open(output->name, O_WRONLY | O_CLOEXEC | O_NOCTTY, 0);
    bool written = to >= 0 &&
                   (output->file.descriptor < 0 || copy_hold(output->file.descriptor, to)) &&
                   output_write_all(to, buffer_view(&output->held));
    int error = errno;
    if (!standard && to >= 0 && file_close(to) != 0 && written) {
        written = false;
        error = errno;
    }
    return written ? STATUS_OK : output_failed(output, error, findings);
}

/* ---- A file ------------------------------------------------------------------------------ */

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

static enum status name_file(struct output *output, struct findings *findings)
{
    if (output->replaces || !unfinished_link(&output->file)) {
        if (!may_rename(output, errno))
            return output_exists(output, findings);
        if (!unfinished_rename(&output->file))
            return output_failed(output, errno, findings);
    }
    int descriptor = output->file.descriptor;
    output->file.descriptor = -1;
    return file_close(descriptor) == 0 ? STATUS_OK : output_failed(output, errno, findings);
}

/* Without waiting; to do nothing is right too. */
static void begin_sync(int descriptor)
{
#ifdef SYNC_FILE_RANGE_WRITE
    (void)sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)descriptor;
#endif
}

enum status output_settle(struct output *output, struct findings *findings)
{
    if (output->stream)
        return STATUS_OK;
    enum status status = output_write_held(output, findings);
    if (status != STATUS_OK)
        return status;
    buffer_free(&output->held);
    begin_sync(output->file.descriptor);
    return STATUS_OK;
}

/* ---- A group ------------------------------------------------------------------------------ */

#ifdef SYNC_FILE_RANGE_WRITE
/* Waits until the file's text is written, and says whether that went well. */
static bool wait_for_text(const struct output *output)
{
    unsigned how = SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    int result;
    do
        result = sync_file_range(output->file.descriptor, 0, 0, how);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno == ENOSYS;
}

static bool sync_system(const struct output *output)
{
    int result;
    do
        result = syncfs(output->file.descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0;
}
#else
static bool wait_for_text(const struct output *output)
{
    return sync_file(output);
}

static bool sync_system(const struct output *output)
{
    (void)output;
    return true;
}
#endif

/* All files of the group at once: neighbours are mostly on one file system. */
static bool sync_systems(const struct output_pending *items, size_t count)
{
    struct stat info, synced = {0};
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const struct output *output = items[i].output;
        if (output->stream || items[i].status != STATUS_OK)
            continue;
        if (fstat(output->file.descriptor, &info) != 0)
            return false;
        if ((!any || info.st_dev != synced.st_dev) && !sync_system(output))
            return false;
        synced = info;
        any = true;
    }
    return true;
}

/* Goes through all files that are sound so far. */
static void each_file(struct output_pending *items, size_t count,
                      bool (*step)(const struct output *output))
{
    for (size_t i = 0; i < count; i++)
        if (!items[i].output->stream && items[i].status == STATUS_OK && !step(items[i].output))
            items[i].status = output_failed(items[i].output, errno, items[i].findings);
}

static void make_durable(struct output_pending *items, size_t count)
{
    each_file(items, count, keep_permissions);
    if (count > 1)
        each_file(items, count, wait_for_text);
    if (count == 1 || !sync_systems(items, count))
        each_file(items, count, sync_file);
}

static bool same_folder(const struct output *a, const struct output *b)
{
    size_t size = file_folder_size(a->target);
    return size == file_folder_size(b->target) && strncmp(a->target, b->target, size) == 0;
}

/* Neighbours mostly share their folder, which then is waited for once. */
static void sync_folders(const struct output_pending *items, size_t count)
{
    const struct output *synced = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct output *output = items[i].output;
        if (items[i].status != STATUS_OK || output->stream ||
            (synced && same_folder(synced, output)))
            continue;
        sync_folder(output);
        synced = output;
    }
}

void output_commit_all(struct output_pending *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        items[i].status = output_settle(items[i].output, items[i].findings);
    make_durable(items, count);
    for (size_t i = 0; i < count; i++)
        if (items[i].status == STATUS_OK)
            items[i].status = items[i].output->stream
                                  ? write_stream(items[i].output, items[i].findings)
                                  : name_file(items[i].output, items[i].findings);
    sync_folders(items, count);
    for (size_t i = 0; i < count; i++) {
        output_abandon(items[i].output);
        items[i].output = NULL;
    }
}

enum status output_commit(struct output *output, struct findings *findings)
{
    struct output_pending one = {.output = output, .findings = findings};
    output_commit_all(&one, 1);
    return one.status;
}
