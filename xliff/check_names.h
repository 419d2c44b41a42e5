/* check_names.h - ids of a whole <file> or document, 16 bytes each: as hashes of 64 bits, so that a
 * file of any size can be checked. Private to xliff/. */
#ifndef XLIFF_CHECK_NAMES_H
#define XLIFF_CHECK_NAMES_H

#include "xliff/check.h"

/* What an id belongs to, or what it refers to. */
enum file_name {
    FILE_NAME_FILE,
    FILE_NAME_GROUP,
    FILE_NAME_UNIT,
    FILE_NAME_NOTE,
    FILE_NAME_EXTENSION,
    FILE_NAME_RESOURCE,
    FILE_NAME_RESOURCE_ANY, /* for references: anywhere in the file, not unique */
    FILE_NAME_SIZE,         /* the same, in <slr:data> */
    FILE_NAME_META,
    FILE_NAME_STANDOFF,
    FILE_NAME_TOOL,
    FILE_NAME_PHASE,
    FILE_NAME_COUNT_GROUP,
    FILE_NAME_CONTEXT_GROUP,
    FILE_NAME_EXTERNAL,
    FILE_NAME_KINDS,
};

/* Notes an id. `scope`: ids of different scopes may be equal. */
void xliff_name_add(struct check *check, struct array *names, enum file_name kind, uint32_t scope,
                    struct xliff_string id);
/* Notes a reference to an id of that kind. */
void xliff_name_refer(struct check *check, struct array *names, enum file_name kind, uint32_t scope,
                      struct xliff_string id);
/* Reports ids used twice and references to none, and empties the array. */
void xliff_names_check(struct check *check, struct array *names);

#endif
