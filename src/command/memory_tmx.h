/* memory_tmx.h - satz memory import and export: TMX. */
#ifndef COMMAND_MEMORY_TMX_H
#define COMMAND_MEMORY_TMX_H

#include "command/command.h"
#include "memory/memory.h"

struct memory_tmx_options {
    const struct common_options *common;
    const char *from, *to;     /* import: languages, or NULL */
    const struct terms *never; /* import: never translated, or NULL */
    bool omegat;               /* export: for OmegaT */
};

/* Takes the translations of one TMX file, and says how many. */
enum status memory_import_file(struct memory *memory, const struct memory_tmx_options *options,
                               const char *name, struct findings *findings);
/* Writes all translations. */
enum status memory_export_file(struct memory *memory, const struct memory_tmx_options *options,
                               const char *name, struct findings *findings);

#endif
