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
    if (common->quiet || common->messages || !isatty(STDERR_FILENO))
        return progress;
    progress.name = name;
    clock_gettime(CLOCK_MONOTONIC, &progress.begun);
    progress.shown = progress.begun;
    return progress;
}

/* Whether to show it: not in the first second, then a few times a second. */
static bool is_time(struct progress *progress)
{
    if (!progress->name || seconds_since(&progress->begun) < 1 ||
        seconds_since(&progress->shown) < (progress->visible ? 0.2 : 1))
        return false;
    clock_gettime(CLOCK_MONOTONIC, &progress->shown);
    progress->visible = true;
    return true;
}

static void show(const struct buffer *line)
{
    if (!line->failed)
        fwrite(line->data, 1, line->size, stderr);
    fflush(stderr);
}

void progress_step(struct progress *progress, size_t done)
{
    if (!is_time(progress))
        return;
    struct buffer line = {0};
    buffer_add_string(&line, "\rsatz: ");
    command_add_safe(&line, view_of(progress->name));
    buffer_printf(&line, ": %.1f MB written", (double)done / 1e6);
    show(&line);
    buffer_free(&line);
}

void progress_count(struct progress *progress, size_t done, size_t count)
{
    if (!is_time(progress))
        return;
    struct buffer line = {0};
    buffer_printf(&line, "\r\033[Ksatz: %zu of %zu %s", done, count, progress->name);
    show(&line);
    buffer_free(&line);
}

void progress_end(struct progress *progress)
{
    if (progress->visible)
        fputs("\r\033[K", stderr);
    progress->visible = false;
}
