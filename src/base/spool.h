/* spool.h - bytes that are written, then read in order: many go to a temporary file. */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include <stdio.h>

#include "base/base.h"

/* All zero is empty. */
struct spool {
    struct buffer held; /* all, if there is no file */
    FILE *file;
    size_t size; /* of all that was added */
    size_t at;   /* where in `held` it is read */
    int error;   /* errno of what failed first; from then on nothing is written or read */
};

void spool_add(struct spool *spool, struct view data);
/* From here on it is read, from its beginning. */
void spool_rewind(struct spool *spool);
/* Reads `size` bytes. False at the end, or after an error. */
bool spool_read(struct spool *spool, char *data, size_t size);
/* Reports the error, if there was one. */
enum status spool_status(const struct spool *spool, struct findings *findings);
/* Empties it and gives all back. */
void spool_clear(struct spool *spool);

#endif
