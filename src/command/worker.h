/* worker.h - a process that works on batches of inputs, and the program that waits for it. */
#ifndef COMMAND_WORKER_H
#define COMMAND_WORKER_H

#include <sys/types.h>

#include "command/jobs.h"

#define WORKERS 256 /* at most */

/* All zero: not started. */
struct worker {
    pid_t pid;
    int requests, results; /* our ends of its pipes */
};

/* Starts workers[index]; the others of `count` are none of its business. False: errno says why. */
bool worker_start(struct worker *workers, size_t index, size_t count, const struct work *work,
                  const struct operands *inputs, const struct common_options *common);
/* Gives it inputs to work on. False: it did not get them all, and is to be ended. */
bool worker_give(const struct worker *worker, size_t first, size_t count);
/* Adds what there is of its results to `results`, after waiting for some; *wanted is their size in
 * the end, known as soon as the first are there. False: it has ended. */
bool worker_read(const struct worker *worker, struct buffer *results, size_t *wanted);
/* Waits until it has ended, which it does when there is nothing more to do; returns the signal that
 * ended it, or 0. */
int worker_end(struct worker *worker);

/* Catches the signals that end a program, and passes them on to the workers. */
void workers_catch_signals(void);
/* The signal that was caught, or 0. */
int workers_signal(void);
/* Ends the program by the signal that was caught, if there was one. */
void workers_pass_signal(void);

#endif
