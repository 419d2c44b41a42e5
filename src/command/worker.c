#include "command/worker.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/batch.h"

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
#define ENDING_COUNT (sizeof ending / sizeof ending[0])

static volatile sig_atomic_t caught;
static volatile pid_t running[WORKERS]; /* changed only while the signals are blocked */

/* ---- signals ------------------------------------------------------------------------------ */

static sigset_t ending_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < ENDING_COUNT; i++)
        sigaddset(&set, ending[i]);
    return set;
}

/* A signal from the terminal reaches the workers too; one from elsewhere does not. */
static void on_signal(int signal)
{
    int error = errno;
    caught = signal;
    for (size_t i = 0; i < WORKERS; i++)
        if (running[i] > 0)
            kill(running[i], SIGTERM);
    errno = error;
}

/* What is ignored (nohup, a shell's background) stays so. */
static void set_handlers(void (*handler)(int))
{
    for (size_t i = 0; i < ENDING_COUNT; i++) {
        struct sigaction action = {.sa_handler = handler}, before;
        if (sigaction(ending[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(ending[i], &action, NULL);
    }
}

void workers_catch_signals(void)
{
    set_handlers(on_signal);
}

int workers_signal(void)
{
    return (int)caught;
}

void workers_pass_signal(void)
{
    set_handlers(SIG_DFL);
    if (caught)
        raise((int)caught);
}

/* ---- in the worker ------------------------------------------------------------------------ */

struct request {
    size_t first, count;
};

static bool write_all(int descriptor, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t wrote = write(descriptor, data, size);
        if (wrote < 0 && errno != EINTR)
            return false;
        data += wrote > 0 ? wrote : 0;
        size -= wrote > 0 ? (size_t)wrote : 0;
    }
    return true;
}

/* False at the end, and after an error. */
static bool read_all(int descriptor, char *data, size_t size)
{
    while (size > 0) {
        ssize_t got = read(descriptor, data, size);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        data += got > 0 ? got : 0;
        size -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

/* Works until the pipe of requests is closed. Returns the exit status of the process. */
static int serve(int requests, int results, const struct work *work, const struct operands *inputs,
                 const struct common_options *common)
{
    struct findings findings = command_findings(common);
    struct request request;
    enum status status = work->prepare ? work->prepare(work->context, &findings) : STATUS_OK;
    while (status == STATUS_OK && read_all(requests, (char *)&request, sizeof request)) {
        struct buffer records = {0};
        batch_run(work, inputs->items + request.first, request.count, common, &records);
        if (records.failed)
            status = finding_no_memory(&findings);
        else if (!write_all(results, (const char *)&records.size, sizeof records.size) ||
                 !write_all(results, records.data, records.size))
            status = STATUS_SYSTEM; /* nobody is there any more */
        buffer_free(&records);
    }
    return (int)status;
}

/* ---- in the program ----------------------------------------------------------------------- */

static void close_both(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

/* The end of a pipe is seen only when nobody else holds it open. */
static void leave_others(const struct worker *workers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (workers[i].pid > 0)
            close_both((const int[2]){workers[i].requests, workers[i].results});
}

bool worker_start(struct worker *workers, size_t index, size_t count, const struct work *work,
                  const struct operands *inputs, const struct common_options *common)
{
    int requests[2], results[2];
    sigset_t blocked = ending_signals(), before;
    if (pipe(requests) != 0)
        return false;
    if (pipe(results) != 0) {
        close_both(requests);
        return false;
    }
    sigprocmask(SIG_BLOCK, &blocked, &before);
    pid_t pid = fork();
    if (pid == 0) {
        set_handlers(SIG_DFL);
        sigprocmask(SIG_SETMASK, &before, NULL);
        leave_others(workers, count);
        close(requests[1]);
        close(results[0]);
        _exit(serve(requests[0], results[1], work, inputs, common));
    }
    running[index] = pid > 0 ? pid : 0;
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(requests[0]);
    close(results[1]);
    if (pid < 0) {
        close(requests[1]);
        close(results[0]);
        return false;
    }
    workers[index] = (struct worker){pid, requests[1], results[0]};
    return true;
}

bool worker_give(const struct worker *worker, size_t first, size_t count)
{
    struct request request = {first, count};
    return write_all(worker->requests, (const char *)&request, sizeof request);
}

bool worker_read(const struct worker *worker, struct buffer *results, size_t *wanted)
{
    if (*wanted == SIZE_MAX)
        return read_all(worker->results, (char *)wanted, sizeof *wanted);
    if (!buffer_reserve(results, *wanted - results->size))
        return true;
    ssize_t got = read(worker->results, results->data + results->size, *wanted - results->size);
    if (got == 0 || (got < 0 && errno != EINTR))
        return false;
    results->size += got > 0 ? (size_t)got : 0;
    return true;
}

/* Its number may be another process's as soon as it was waited for. */
static void forget(pid_t pid)
{
    sigset_t blocked = ending_signals(), before;
    sigprocmask(SIG_BLOCK, &blocked, &before);
    for (size_t i = 0; i < WORKERS; i++)
        if (running[i] == pid)
            running[i] = 0;
    sigprocmask(SIG_SETMASK, &before, NULL);
}

int worker_end(struct worker *worker)
{
    int how = 0;
    close_both((const int[2]){worker->requests, worker->results});
    forget(worker->pid);
    while (waitpid(worker->pid, &how, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
    return WIFSIGNALED(how) ? WTERMSIG(how) : 0;
}
