#include "command/command.h"

#include <stdio.h>
#include <unistd.h>

static double seconds_since(const struct timespec *then)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

struct progress progress_begin(const char *name, const struct common_options *common)
{
    struct progress progress = {0};
    if (common->quiet || !isatty(STDERR_FILENO))
        return progress;
    progress.name = name;
    clock_gettime(CLOCK_MONOTONIC, &progress.begun);
    progress.shown = progress.begun;
    return progress;
}

void progress_step(struct progress *progress, size_t done)
{
    if (!progress->name || seconds_since(&progress->begun) < 1 ||
        seconds_since(&progress->shown) < (progress->visible ? 0.2 : 1))
        return;
    clock_gettime(CLOCK_MONOTONIC, &progress->shown);
    progress->visible = true;
    fprintf(stderr, "\rsatz: %s: %.1f MB written", progress->name, (double)done / 1e6);
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->visible)
        fputs("\r\033[K", stderr);
    progress->visible = false;
}
