/* operands.h - the inputs that a command line names: files, whole folders, lists of names. */
#ifndef COMMAND_OPERANDS_H
#define COMMAND_OPERANDS_H

#include "base/base.h"

struct operand {
    const char *name;  /* "-" is standard input */
    const char *below; /* the end of `name` that an output keeps below the folder of -o */
    bool in_folder;    /* a folder was named, whose tree is kept there */
};

/* All zero is a valid empty list. */
struct operands {
    struct operand *items;
    size_t count, capacity;
    struct arena names;
};

/* Which files of a folder are meant. */
struct operand_kind {
    const char *shown; /* "*.txt", as messages name them */
    bool (*wanted)(struct view name);
    bool (*english)(struct view name); /* which of these merge wrote; NULL: none */
};

/* Articles: *.txt but what merge wrote, *.en-US.txt. */
extern const struct operand_kind operand_articles;
/* XLIFF files: *.xlf and *.xliff. */
extern const struct operand_kind operand_xliff;

/* Adds what the command line names. A folder stands for its files of that kind, and those of the
 * folders in it, by name; what begins with a dot is hidden. What merge wrote there, and folders
 * behind symbolic links, which may lead in circles, are left out with a remark. What cannot be read
 * is an error (STATUS_INPUT); the rest is added all the same. */
enum status operands_add(struct operands *operands, const struct operand_kind *kind, char **names,
                         int count, struct findings *findings);
/* Adds names that are files whatever they name. */
enum status operands_add_files(struct operands *operands, char **names, int count,
                               struct findings *findings);
/* Adds the names in a file ("-": standard input), one a line, or with `null` each ended by a NUL.
 */
enum status operands_add_list(struct operands *operands, const struct operand_kind *kind,
                              const char *list, bool null, struct findings *findings);
/* Adds a copy of `name`, which ends in NUL and has the place of `like` in a folder; false when
 * memory runs out. */
bool operands_add_like(struct operands *operands, struct view name, const struct operand *like);
void operands_free(struct operands *operands);

#endif
