/* output.h - what the two halves of an output share: writing it, and giving it its name. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <sys/stat.h>

#include "base/base.h"

struct output {
    char *name;           /* as messages name it */
    char *target;         /* where symbolic links lead */
    char *temporary;      /* the file's name as long as it is not complete; or NULL */
    int descriptor;       /* what was written; -1: all of it is in `held` */
    struct buffer held;   /* not yet written */
    bool stream;          /* no file but a pipe or the like */
    bool released;        /* standard output that is not held back: it goes out as it comes */
    bool force, replaces; /* replaces: an existing file, with these permissions: */
    struct stat replaced;
};

/* Reports that the output cannot be written, with a remedy for the error (an errno). */
enum status output_failed(const struct output *output, int error, struct findings *findings);
enum status output_exists(const struct output *output, struct findings *findings);
/* Length of the folder in a name, with its slash; 0 for the working folder. */
size_t output_folder_size(const char *name);
/* The buffer's bytes as a string, which is the caller's; NULL (ENOMEM) when memory ran out. */
char *output_string(struct buffer *buffer);
/* A name beside the target; `number` makes it another one. */
char *output_temporary_name(const struct output *output, int number);
#define OUTPUT_TEMPORARIES 1000 /* so many numbers */

bool output_write_all(int descriptor, struct view data);
/* Writes what memory holds to the file, or to a stream's temporary one. */
enum status output_write_held(struct output *output, struct findings *findings);

#endif
