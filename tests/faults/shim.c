/* shim.c - stands between a program and its C library (LD_PRELOAD): counts its calls, and makes one
 * of them fail, or all of a kind fall short.
 *
 *   SATZ_FAULT="KIND NUMBER HOW"   KIND: a name of `kinds`, or "any" (but memory); NUMBER from 1,
 *                                  0: every call; HOW: a name of `ways`
 *   SATZ_FAULT_PLAIN=1             the file system has no files without a name (O_TMPFILE)
 *   SATZ_FAULT_COUNTS=FILE         gets how often each kind was called
 */
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier)
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind {
    MEMORY,
    OPEN,
    READ,
    WRITE,
    SYNC,
    CLOSE,
    NAME,
    TRUNCATE,
    MESSAGE, /* a write on standard error */
    KIND_COUNT,
    ANY = KIND_COUNT
};
static const char *const kinds[] = {"memory", "open",     "read",    "write", "sync", "close",
                                    "name",   "truncate", "message", "any",   NULL};
enum way { FAIL_EIO, FAIL_ENOSPC, FAIL_EINTR, FAIL_ENOMEM, SHORT, KILL };
static const char *const ways[] = {"EIO", "ENOSPC", "EINTR", "ENOMEM", "short", "kill", NULL};
static const int errors[] = {EIO, ENOSPC, EINTR, ENOMEM};

static struct {
    enum kind kind;
    enum way way;
    unsigned long number;
    bool on, plain;
    unsigned long calls[KIND_COUNT], input_and_output;
} fault;

static unsigned find(const char *const *names, const char *name)
{
    unsigned i = 0;
    while (names[i] && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static void watch_streams(void);

__attribute__((constructor)) static void begin(void)
{
    char kind[16] = "", way[16] = "";
    const char *wanted = getenv("SATZ_FAULT");
    fault.plain = getenv("SATZ_FAULT_PLAIN") != NULL;
    if (!wanted || sscanf(wanted, "%15s %lu %15s", kind, &fault.number, way) != 3)
        return;
    fault.kind = find(kinds, kind);
    fault.way = find(ways, way);
    watch_streams();
    memset(fault.calls, 0, sizeof fault.calls);
    fault.input_and_output = 0;
    fault.on = true;
}

__attribute__((destructor)) static void end(void)
{
    const char *name = getenv("SATZ_FAULT_COUNTS");
    char text[32];
    fault.on = false;
    long file = name ? syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    for (unsigned i = 0; file >= 0 && i <= KIND_COUNT; i++) {
        unsigned long calls = i < KIND_COUNT ? fault.calls[i] : fault.input_and_output;
        int size = snprintf(text, sizeof text, "%lu\n", calls);
        (void)!syscall(SYS_write, file, text, (size_t)size);
    }
}

/* Counts a call. True if it is the one to fail; errno says why. */
static bool fails(enum kind kind)
{
    unsigned long number = ++fault.calls[kind];
    if (kind != MEMORY)
        fault.input_and_output++;
    if (fault.kind == ANY)
        number = fault.input_and_output;
    bool mine = fault.kind == ANY ? kind != MEMORY : fault.kind == kind;
    if (!fault.on || !mine || fault.way == SHORT || (fault.number && fault.number != number))
        return false;
    if (fault.way == KILL)
        raise(SIGKILL);
    errno = errors[fault.way];
    return true;
}

static size_t shorten(enum kind kind, size_t size)
{
    return fault.on && fault.way == SHORT && fault.kind == kind && size > 1 ? size / 3 + 1 : size;
}

/* ---- memory ------------------------------------------------------------------------------ */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size)
{
    return fails(MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_realloc(memory, size);
}

/* ---- files ------------------------------------------------------------------------------- */

/* What the C library's own includes would hide behind macros and second names. */
int open_fault(const char *name, int flags, ...) __asm__("open");
int open64_fault(const char *name, int flags, ...) __asm__("open64");
int open_fault_2(const char *name, int flags) __asm__("__open_2");
int open64_fault_2(const char *name, int flags) __asm__("__open64_2");
ssize_t read_fault(int file, void *data, size_t size) __asm__("read");
ssize_t read_fault_chk(int file, void *data, size_t size, size_t room) __asm__("__read_chk");
ssize_t pread_fault(int file, void *data, size_t size, off_t at) __asm__("pread64");
ssize_t pread_fault_plain(int file, void *data, size_t size, off_t at) __asm__("pread");
ssize_t write_fault(int file, const void *data, size_t size) __asm__("write");
ssize_t pwrite_fault(int file, const void *data, size_t size, off_t at) __asm__("pwrite64");
int truncate_fault(int file, off_t size) __asm__("ftruncate64");
int truncate_fault_plain(int file, off_t size) __asm__("ftruncate");

static int open_as(const char *name, int flags, mode_t mode)
{
    if (fails(OPEN))
        return -1;
    if (fault.plain && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, name, flags, mode);
}

#define OPEN_WITH_MODE                                                                             \
    va_list arguments;                                                                             \
    va_start(arguments, flags);                                                                    \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;                   \
    va_end(arguments);                                                                             \
    return open_as(name, flags, mode)

int open_fault(const char *name, int flags, ...)
{
    OPEN_WITH_MODE;
}

int open64_fault(const char *name, int flags, ...)
{
    OPEN_WITH_MODE;
}

int open_fault_2(const char *name, int flags)
{
    return open_as(name, flags, 0);
}

int open64_fault_2(const char *name, int flags)
{
    return open_as(name, flags, 0);
}

ssize_t read_fault(int file, void *data, size_t size)
{
    return fails(READ) ? -1 : syscall(SYS_read, file, data, shorten(READ, size));
}

ssize_t read_fault_chk(int file, void *data, size_t size, size_t room)
{
    return read_fault(file, data, size < room ? size : room);
}

ssize_t pread_fault(int file, void *data, size_t size, off_t at)
{
    return fails(READ) ? -1 : syscall(SYS_pread64, file, data, shorten(READ, size), at);
}

ssize_t pread_fault_plain(int file, void *data, size_t size, off_t at)
{
    return pread_fault(file, data, size, at);
}

ssize_t write_fault(int file, const void *data, size_t size)
{
    return fails(WRITE) ? -1 : syscall(SYS_write, file, data, shorten(WRITE, size));
}

ssize_t pwrite_fault(int file, const void *data, size_t size, off_t at)
{
    return fails(WRITE) ? -1 : syscall(SYS_pwrite64, file, data, shorten(WRITE, size), at);
}

int truncate_fault(int file, off_t size)
{
    return fails(TRUNCATE) ? -1 : (int)syscall(SYS_ftruncate, file, size);
}

int truncate_fault_plain(int file, off_t size)
{
    return truncate_fault(file, size);
}

int fsync(int file)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, file);
}

int fdatasync(int file)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_fdatasync, file);
}

int syncfs(int file)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_syncfs, file);
}

#ifdef SYS_sync_file_range
int sync_file_range(int file, off_t from, off_t size, unsigned how)
{
    return fails(SYNC) ? -1 : (int)syscall(SYS_sync_file_range, file, from, size, how);
}
#endif

/* A file whose closing failed is closed all the same. */
int close(int file)
{
    bool failed = fails(CLOSE);
    int error = errno, result = (int)syscall(SYS_close, file);
    errno = failed ? error : errno;
    return failed ? -1 : result;
}

/* ---- stdio ------------------------------------------------------------------------------- */

/* Its calls on files stay inside the C library: so its streams get functions of ours. No signal
 * handler returns into them, and so they never see EINTR. */
struct stream {
    int descriptor;
    enum kind kind; /* of its writes */
};

static ssize_t write_stream(void *context, const char *data, size_t size)
{
    const struct stream *stream = context;
    for (size_t done = 0; done < size;) {
        ssize_t put = -1;
        if (!fails(stream->kind))
            put = syscall(SYS_write, stream->descriptor, data + done,
                          shorten(stream->kind, size - done));
        if (put < 0 && errno != EINTR)
            return 0;
        done += put > 0 ? (size_t)put : 0;
    }
    return (ssize_t)size;
}

static ssize_t read_stream(void *context, char *data, size_t size)
{
    const struct stream *stream = context;
    ssize_t got;
    do
        got = read_fault(stream->descriptor, data, size);
    while (got < 0 && errno == EINTR);
    return got;
}

static int close_stream(void *context)
{
    struct stream *stream = context;
    int result = close(stream->descriptor);
    free(stream);
    return result;
}

static void watch_streams(void)
{
    static struct stream output = {1, WRITE}, messages = {2, MESSAGE};
    cookie_io_functions_t functions = {.write = write_stream};
    stdout = fopencookie(&output, "w", functions);
    stderr = fopencookie(&messages, "w", functions);
    setvbuf(stderr, NULL, _IONBF, 0);
}

/* Only what is read is opened so. */
FILE *fopen(const char *name, const char *mode)
{
    struct stream *stream = malloc(sizeof *stream);
    int descriptor = stream ? open_as(name, O_RDONLY, 0) : -1;
    if (descriptor < 0) {
        free(stream);
        return NULL;
    }
    *stream = (struct stream){descriptor, WRITE};
    return fopencookie(stream, mode,
                       (cookie_io_functions_t){read_stream, NULL, NULL, close_stream});
}

FILE *tmpfile(void)
{
    FILE *(*make)(void) = (FILE * (*)(void)) dlsym(RTLD_NEXT, "tmpfile");
    return fails(OPEN) ? NULL : make();
}

int mkstemp(char *name)
{
    int (*make)(char *) = (int (*)(char *))dlsym(RTLD_NEXT, "mkstemp");
    return fails(OPEN) ? -1 : make(name);
}

/* ---- names ------------------------------------------------------------------------------- */

int rename(const char *from, const char *to)
{
    return fails(NAME) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return fails(NAME) ? -1 : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
    return fails(NAME) ? -1 : (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    return fails(NAME) ? -1 : (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int unlink(const char *name)
{
    return fails(NAME) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, name, 0);
}

int mkdir(const char *name, mode_t mode)
{
    return fails(NAME) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, name, mode);
}
