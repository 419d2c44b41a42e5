/* Temporary names are few and always the same for a target, so that what a killed run left is found
 * again. Who writes a file holds a lock on it: what nobody holds is left over. */
#define _GNU_SOURCE // O_TMPFILE, flock NOLINT(bugprone-reserved-identifier)
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARIES 1000

/* ---- Calls that go on -------------------------------------------------------------------- */

int file_open(const char *name, int flags, mode_t mode)
{
    int descriptor;
    do
        descriptor = open(name, flags, mode);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

int file_sync(int descriptor)
{
    int result;
    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result;
}

/* It is closed then, too, and must not be closed again. */
int file_close(int descriptor)
{
    int result = close(descriptor);
    return result != 0 && errno == EINTR ? 0 : result;
}

/* ---- Names ------------------------------------------------------------------------------- */

size_t file_folder_size(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? (size_t)(slash - name) + 1 : 0;
}

char *file_string(struct buffer *buffer)
{
    buffer_add_char(buffer, '\0');
    if (!buffer->failed)
        return buffer->data;
    buffer_free(buffer);
    errno = ENOMEM;
    return NULL;
}

/* Beside the target, and short however long that is. */
static char *temporary_name(const struct unfinished *file, int number)
{
    struct buffer name = {0};
    size_t folder = file_folder_size(file->target);
    buffer_add(&name, file->target, folder);
    buffer_add_string(&name, ".satz-");
    buffer_add_hex(&name, checksum(view_of(file->target + folder)), 16);
    buffer_printf(&name, "-%d.tmp", number);
    return file_string(&name);
}

/* Whether `name` is the file, and a file of our own. */
static bool is_ours(int descriptor, const char *name)
{
    struct stat file, named;
    return fstat(descriptor, &file) == 0 && lstat(name, &named) == 0 && S_ISREG(file.st_mode) &&
           file.st_uid == geteuid() && file.st_dev == named.st_dev && file.st_ino == named.st_ino;
}

/* False if somebody else has it. Where there are no locks, all hold them. */
static bool lock(int descriptor)
{
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

/* Removes what a run that was killed left under this name; false, and EEXIST, if it is no such
 * thing. */
static bool remove_left(const char *name)
{
    int descriptor = file_open(name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
    bool left = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0 &&
                is_ours(descriptor, name) && unlink(name) == 0;
    if (descriptor >= 0)
        close(descriptor); /* nothing was written */
    errno = EEXIST;
    return left;
}

/* ---- Opening ----------------------------------------------------------------------------- */

static int open_unnamed(const struct unfinished *file)
{
#ifdef O_TMPFILE
    struct buffer folder = {0};
    buffer_add(&folder, file->target, file_folder_size(file->target));
    buffer_add_string(&folder, ".");
    char *path = file_string(&folder);
    /* Its name will be made through /proc. */
    int descriptor = path && access("/proc/self/fd", X_OK) == 0
                         ? file_open(path, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666)
                         : -1;
    free(path);
    if (descriptor >= 0)
        (void)lock(descriptor); /* nobody else can have it */
    return descriptor;
#else
    (void)file;
    return -1;
#endif
}

/* A new file of that name, locked; -1 with EEXIST if somebody else has it or just removed it. */
static int create(const char *name)
{
    int descriptor = file_open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0 || (lock(descriptor) && is_ours(descriptor, name)))
        return descriptor;
    close(descriptor); /* nothing was written */
    errno = EEXIST;
    return -1;
}

static bool open_temporary(struct unfinished *file)
{
    for (int number = 0; number < TEMPORARIES; number++) {
        char *name = temporary_name(file, number);
        if (!name)
            return false;
        file->descriptor = create(name);
        if (file->descriptor < 0 && errno == EEXIST && remove_left(name))
            file->descriptor = create(name);
        if (file->descriptor >= 0) {
            file->name = name;
            return true;
        }
        int error = errno;
        free(name);
        errno = error;
        if (error != EEXIST)
            return false;
    }
    return false;
}

bool unfinished_open(struct unfinished *file)
{
    file->descriptor = open_unnamed(file);
    return file->descriptor >= 0 || open_temporary(file);
}

/* ---- Names at the end -------------------------------------------------------------------- */

static bool give_name(const struct unfinished *file, const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file->descriptor);
    return linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

static void drop_name(struct unfinished *file)
{
    free(file->name);
    file->name = NULL;
}

/* In one step, where the system can: then nothing can be left between the two. */
static bool move_name(struct unfinished *file)
{
#ifdef RENAME_NOREPLACE
    if (renameat2(AT_FDCWD, file->name, AT_FDCWD, file->target, RENAME_NOREPLACE) == 0) {
        drop_name(file);
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS)
        return false;
#endif
    return link(file->name, file->target) == 0;
}

bool unfinished_link(struct unfinished *file)
{
    return file->name ? move_name(file) : give_name(file, file->target);
}

static bool give_temporary_name(struct unfinished *file)
{
    for (int number = 0; !file->name && number < TEMPORARIES; number++) {
        char *name = temporary_name(file, number);
        bool named = name && (give_name(file, name) ||
                              (errno == EEXIST && remove_left(name) && give_name(file, name)));
        int error = errno;
        if (named)
            file->name = name;
        else
            free(name);
        errno = error;
        if (!named && error != EEXIST)
            return false;
    }
    return file->name != NULL;
}

bool unfinished_rename(struct unfinished *file)
{
    if (!give_temporary_name(file) || rename(file->name, file->target) != 0)
        return false;
    drop_name(file);
    return true;
}

void unfinished_forget(struct unfinished *file)
{
    if (file->name)
        unlink(file->name);
    drop_name(file);
}
