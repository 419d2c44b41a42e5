/* update.h - what update.c shares with update_unit.c. */
#ifndef EXCHANGE_UPDATE_H
#define EXCHANGE_UPDATE_H

#include "exchange/plan.h"
#include "exchange/stream.h"

struct updater {
    struct buffer spool; /* the article as it is now, exported */
    const struct export_options *options;
    struct edition current;
    struct plan plan;
    struct xliff_writer *writer;
    struct stream stream; /* the spool, and where the file goes */
    size_t segment;       /* the next of the current edition */
    size_t offer;         /* the next of the plan */
    struct arena arena;   /* of one unit */
    struct arena file;    /* of one <file> */
    struct buffer text;
    struct view skeleton;
};

/* Writes the next unit of the export with what the plan has for it. */
enum status update_unit(struct updater *updater, const struct xliff_unit *exported);

#endif
