/* done.h - whether an input was done by a run before (--skip-done). */
#ifndef COMMAND_DONE_H
#define COMMAND_DONE_H

#include "article/article.h"
#include "command/jobs.h"
#include "exchange/exchange.h"

/* Whether the file `name` is the whole export of the job's article as it is now, in the same
 * version and languages; a translator may have worked on it. A file of that name that is not is
 * remarked on. */
bool export_is_done(struct job *job, const char *name, const struct article_options *article,
                    const struct export_options *options);
/* Whether the English article job->name is there, and not older than the files that it is merged
 * from. */
bool merge_is_done(struct job *job, const char *const *files, size_t count);

#endif
