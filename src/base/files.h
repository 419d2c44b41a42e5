/* files.h - private to this room: files that have no name yet, and calls that a signal does not
 * break off. */
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/base.h"

/* As open, fsync and close, but an interruption is no failure. */
int file_open(const char *name, int flags, mode_t mode);
int file_sync(int descriptor);
int file_close(int descriptor);

/* Length of the folder in a name, with its slash; 0 for the working folder. */
size_t file_folder_size(const char *name);
/* Takes the text over as a string; NULL and errno when memory ran out. */
char *file_string(struct buffer *buffer);

/* A file that is to be `target` once it is complete: written without a name (O_TMPFILE) or, where
 * the system has no such thing, under a temporary one beside it. Only while it gets its name, or
 * there, a program that is killed leaves a file; the next run for the same target removes it. */
struct unfinished {
    const char *target;
    char *name;     /* the temporary one, or NULL */
    int descriptor; /* -1: none */
};

/* False, and errno, if it cannot be made. */
bool unfinished_open(struct unfinished *file);
/* Gives it its name, if nothing has that yet. */
bool unfinished_link(struct unfinished *file);
/* Gives it its name, in place of what has that. */
bool unfinished_rename(struct unfinished *file);
/* Takes away the temporary name. */
void unfinished_forget(struct unfinished *file);

#endif
