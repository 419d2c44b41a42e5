#include "tests/faults/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A run that does not end is ended, by a signal that nothing else sends. */
#define MOST_SECONDS 20

static void become(const struct run *run, int messages)
{
    int nothing = open("/dev/null", O_RDWR);
    if (chdir(run->folder) != 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0 ||
        dup2(messages, 2) < 0)
        _exit(126);
    setenv("LD_PRELOAD", run->shim, 1);
    setenv("HOME", run->folder, 1);
    setenv("XDG_STATE_HOME", run->state, 1);
    if (run->fault)
        setenv("SATZ_FAULT", run->fault, 1);
    if (run->counts)
        setenv("SATZ_FAULT_COUNTS", run->counts, 1);
    if (run->plain)
        setenv("SATZ_FAULT_PLAIN", "1", 1);
    alarm(MOST_SECONDS);
    execv(run->program, run->words);
    _exit(127);
}

/* What does not fit is not of interest; reading goes on so that nobody waits. */
static void listen(int from, struct buffer *said)
{
    char chunk[4096];
    for (;;) {
        ssize_t got = read(from, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        if (said->size < 4096)
            buffer_add(said, chunk, (size_t)got);
    }
}

int run_program(const struct run *run, struct buffer *said)
{
    int ends[2], status;
    must(pipe(ends) == 0, "pipe");
    pid_t child = fork();
    must(child >= 0, "fork");
    if (child == 0)
        become(run, ends[1]);
    close(ends[1]);
    if (run->kill_after >= 0) {
        struct timespec pause = {.tv_nsec = run->kill_after * 1000};
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
    }
    buffer_clear(said);
    listen(ends[0], said);
    close(ends[0]);
    must(waitpid(child, &status, 0) == child, "waitpid");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
