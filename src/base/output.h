/* output.h - what the two halves of an output share: writing it, and giving it its name. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <sys/stat.h>

#include "base/files.h"

struct output {
    char *name;             /* as messages name it */
    char *target;           /* where symbolic links lead */
    struct unfinished file; /* what was written; without a descriptor all of it is in `held` */
    struct buffer held;     /* not yet written */
    bool stream;            /* no file but a pipe or the like */
    bool released;          /* standard output that is not held back: it goes out as it comes */
    bool force, replaces;   /* replaces: an existing file, with these permissions: */
    struct stat replaced;
};

/* Reports that the output cannot be written, with a remedy for the error (an errno). */
enum status output_failed(const struct output *output, int error, struct findings *findings);
enum status output_exists(const struct output *output, struct findings *findings);
bool output_write_all(int descriptor, struct view data);
/* Writes what memory holds to the file, or to a stream's temporary one. */
enum status output_write_held(struct output *output, struct findings *findings);

#endif
