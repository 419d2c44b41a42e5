/* project.h - the folder that OmegaT opens: its settings, and the article as XLIFF in source/. */
#ifndef COMMAND_PROJECT_H
#define COMMAND_PROJECT_H

#include "base/base.h"
#include "token/terms.h"

/* A project that is being made; all zero is none. The strings are borrowed. */
struct project {
    const char *folder;
    const char *source_lang, *target_lang;
    const struct terms *terms, *never; /* for its glossary; NULL: none */
    bool force;
    unsigned made; /* which of its folders are new, as bits */
};

/* Makes the folders. Unless `force`, a project that is there already is an error. */
enum status project_begin(struct project *project, struct findings *findings);
/* The name of the file in it that an input named like `like` becomes; ends in NUL. */
bool project_article(struct buffer *name, const struct project *project, const char *like);
/* Writes the settings and the glossary; the project is one from then on. */
enum status project_finish(const struct project *project, struct findings *findings);
/* Whether the folder is a project: its settings are written last. */
bool project_is_finished(const struct project *project);
/* Takes the new folders away again, as far as they are empty. */
void project_abandon(const struct project *project);

#endif
