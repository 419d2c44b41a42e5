/* memory_add.h - translations of a file into the memory. */
#ifndef COMMAND_MEMORY_ADD_H
#define COMMAND_MEMORY_ADD_H

#include "base/base.h"
#include "memory/memory.h"

struct memory_additions {
    size_t counts[MEMORY_ADDED_COUNT];
    size_t untranslated; /* segments without a translation that may be used again */
};

/* Adds the translations of a filled XLIFF file. */
enum status memory_add_xliff(struct memory *memory, const char *name,
                             struct memory_additions *additions, struct findings *findings);

/* The date that SOURCE_DATE_EPOCH says, as TMX has it; empty without one: the same input gives the
 * same memory. */
#define MEMORY_DATE 32
void memory_find_date(char date[MEMORY_DATE]);

#endif
