/* export.h - what the options of satz export say, and the work on an article. */
#ifndef COMMAND_EXPORT_H
#define COMMAND_EXPORT_H

#include "command/jobs.h"
#include "command/known.h"
#include "exchange/exchange.h"

enum tool { TOOL_ANY, TOOL_OMEGAT, TOOL_POEDIT };

struct export_command {
    struct common_options common;
    struct many many;
    struct article_options article;
    struct export_options options;
    enum tool tool;
    bool has_version, has_shape; /* --xliff, --protect-as were given */
    const char *srx;             /* a file, or NULL */
    struct term_lists lists;
    const char *memory; /* a file, or NULL */
    struct known known;
    const char *abbreviations; /* a file; NULL: the user's own, if there is one */
    struct sentence_abbreviations *own;
    size_t parts; /* 0: the article is not cut */
};

/* Exports job->input; `context` is the command. */
void export_article(void *context, struct job *job);

#endif
