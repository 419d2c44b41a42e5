/* memory.h - the translation memory: one SQLite file that several programs may use at once.
 *
 * A source is kept as text in which a code is only its kind; a look-up gives the target with the
 * codes of the text that was looked up. A translation is known by its languages, its source, and
 * its context: the segments before and after it. A later one takes the place of an earlier one.
 *
 * Prints nothing: what is wrong goes to `findings`. A memory is used by one thread at a time.
 */
#ifndef MEMORY_MEMORY_H
#define MEMORY_MEMORY_H

#include "base/base.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

struct memory;

enum memory_mode {
    MEMORY_READ,  /* it must exist */
    MEMORY_WRITE, /* it is made if it does not */
};

/* NULL after an error was reported, *status says which: STATUS_INPUT if it is not found, damaged or
 * no memory of satz. `name` must stay. */
struct memory *memory_open(const char *name, enum memory_mode mode, enum status *status,
                           struct findings *findings);
/* What was added since the last memory_commit is forgotten. NULL is fine. */
void memory_close(struct memory *memory);

/* ---- adding ------------------------------------------------------------------------------ */

/* Where a translation stood: memory_context of its neighbours; 0: none, or not known. */
struct memory_context {
    uint64_t previous, next;
};

/* Who did something, and when; empty: not known. */
struct memory_act {
    struct view date; /* as TMX has it: 20261122T153000Z */
    struct view name;
};

struct memory_entry {
    const char *source_lang, *target_lang; /* BCP 47 */
    const struct xliff_content *source, *target;
    struct memory_context context;
    struct view state;  /* as its file has it; empty: none */
    struct view origin; /* name of the file it came from */
    struct memory_act created, changed;
    /* Notes and properties that TMX has, as fields of coded.h: "note TAB TAB TEXT", or "prop TAB
     * TYPE TAB TEXT", a line each. */
    struct view remarks;
};

enum memory_added {
    MEMORY_NEW,
    MEMORY_CHANGED, /* it took the place of another */
    MEMORY_SAME,    /* it was there */
    MEMORY_UNFIT,   /* empty, or its target has codes that its source has not */
    MEMORY_ADDED_COUNT,
};

/* The number that stands for a neighbour in a context; 0 when memory runs out. */
uint64_t memory_context(struct memory *memory, const struct xliff_content *source);
/* Adds a translation. Others wait for the memory from the first one on until memory_commit; after
 * many, those before are made durable. */
enum status memory_add(struct memory *memory, const struct memory_entry *entry,
                       enum memory_added *added, struct findings *findings);
enum status memory_commit(struct memory *memory, struct findings *findings);
/* Forgets what was added since. */
void memory_rollback(struct memory *memory);

/* ---- looking up -------------------------------------------------------------------------- */

#define MEMORY_LEAST 70 /* matches that score less are no help, unless the query says otherwise */

struct memory_query {
    const char *source_lang, *target_lang;
    const struct xliff_content *source;
    struct memory_context context;
    unsigned least; /* score of a match; 0: MEMORY_LEAST */
};

struct memory_match {
    unsigned score;              /* see fuzzy.h */
    unsigned neighbours;         /* of the two in its context, how many are the same */
    bool complete;               /* no value of its own source is left in the target */
    struct xliff_content target; /* with the codes of the query */
    struct view source;          /* as text */
    struct view origin;
    uint64_t target_sum; /* equal for equal targets */
};

/* Gives up to `most` matches, the best first; no fuzzy ones where the source
 * is known. A query's source may be that of another language tag of the same language; a target's
 * region counts, if both have one. They live until the next look-up, with the query's source. */
enum status memory_look_up(struct memory *memory, const struct memory_query *query, size_t most,
                           const struct memory_match **matches, size_t *count,
                           struct findings *findings);
/* The match that is the translation: it scores 100, it is complete, and it is the only one, or the
 * only one in this context. NULL: there is none. */
const struct memory_match *memory_decide(const struct memory_match *matches, size_t count);

/* ---- the whole memory -------------------------------------------------------------------- */

struct memory_pair {
    struct view source_lang, target_lang;
    uint64_t translations;
};

struct memory_counts {
    uint64_t sources, translations, words; /* words: different ones, as the index has them */
};

enum status memory_count(struct memory *memory, struct memory_counts *counts,
                         struct findings *findings);
/* Gives each pair of languages. */
enum status memory_pairs(struct memory *memory,
                         enum status (*take)(void *context, const struct memory_pair *pair),
                         void *context, struct findings *findings);
/* Gives each translation, in the order they were added. Codes have the ids 1, 2...; their type is
 * their kind. */
enum status memory_each(struct memory *memory,
                        enum status (*take)(void *context, const struct memory_entry *entry,
                                            struct findings *findings),
                        void *context, struct findings *findings);

/* ---- TMX ---------------------------------------------------------------------------------------
 */

struct memory_import {
    const char *from;          /* the source's language; NULL: what the file says, or German */
    const char *to;            /* the only language to take; NULL: all */
    const struct terms *never; /* terms that are never translated; NULL: none */
    /* What language tags mean to protect/: see exchange.h. */
    enum token_locale (*locale)(const char *source_lang);
    enum protect_target (*target)(const char *source_lang, const char *target_lang);
};

struct memory_import_counts {
    size_t added[MEMORY_ADDED_COUNT];
    size_t other; /* units without a source or a target that is asked for */
};

/* Reads a TMX file to its end, or to the first thing that is wrong in it, which is reported. */
enum status memory_import_check(struct input *input, struct findings *findings);
/* Adds the translations of a TMX file. German values that stand as text become codes, as export
 * makes them, with their English. The input is read as a stream; see memory_add on what is durable
 * when something is wrong in it. */
enum status memory_import(struct memory *memory, struct input *input,
                          const struct memory_import *options, struct memory_import_counts *counts,
                          struct findings *findings);

struct memory_export {
    bool tags;        /* codes as OmegaT shows them: its matches are then exact */
    struct view date; /* of the file; empty: none */
    enum status (*write)(void *context, struct view data, struct findings *findings);
    void *context;
};

/* Writes all translations as TMX 1.4b, in the order they were added. */
enum status memory_export(struct memory *memory, const struct memory_export *options,
                          struct findings *findings);

#endif
