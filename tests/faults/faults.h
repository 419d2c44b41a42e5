/* faults.h - what the fault tests share: the state of a folder, and a run of the program in it. */
#ifndef TESTS_FAULTS_FAULTS_H
#define TESTS_FAULTS_FAULTS_H

#include "base/base.h"

/* Ends the program with a message, unless the condition holds. */
void must(bool holds, const char *what);

/* ---- state.c: what is in a folder -------------------------------------------------------- */

/* A line for each file: name, permissions and content; of a translation memory what it holds. It
 * must be sound. The journals of memories are none of it. To `temporaries` is added how many files
 * have the name of satz's own temporary ones, which are left out too. */
void state_read(const char *folder, struct buffer *state, size_t *temporaries);
/* Makes `to` an exact copy of the folder `from`; what else was in it is gone. */
void state_copy(const char *from, const char *to);

/* ---- run.c: a run ------------------------------------------------------------------------ */

enum { MOST_WORDS = 16 };

struct run {
    const char *program, *shim;
    char *words[MOST_WORDS + 1];
    const char *folder, *state; /* state: where satz keeps its own records */
    const char *fault;          /* as shim.c reads it; NULL: none */
    const char *counts;         /* file for the shim's counts; NULL: none */
    bool plain;                 /* without O_TMPFILE */
    long kill_after;            /* microseconds; -1: never */
};

/* Runs the program and waits for it. Returns the exit status, or 128 and its signal; `said` gets
 * the first of what it wrote on standard error. */
int run_program(const struct run *run, struct buffer *said);

#endif
