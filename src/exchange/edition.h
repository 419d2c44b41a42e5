/* edition.h - the segments of one XLIFF file of an article, as update compares them: in the order
 * of the file, whatever its version, and whoever wrote its ids. */
#ifndef EXCHANGE_EDITION_H
#define EXCHANGE_EDITION_H

#include "base/base.h"
#include "exchange/divided.h"
#include "exchange/exchange.h"
#include "exchange/skeleton.h"
#include "xliff/xliff.h"

struct edition_unit {
    size_t block; /* the same for the units of one block */
    bool approved;
    struct xliff_note *notes; /* those that satz did not write */
    size_t note_count;
    bool notes_taken; /* they were given to a unit of another edition */
};

struct edition_segment {
    size_t unit;         /* index */
    struct view name;    /* b17.s3 */
    struct view german;  /* a run of blanks is one space */
    struct view pattern; /* the same, but each code is only its kind */
    uint64_t german_sum, pattern_sum;
    struct xliff_content source, target;
    struct view state, substate;
    size_t order; /* of the target, 2.x; 0: not said */
    bool has_target;
    bool fixed;      /* nothing to translate */
    bool translated; /* its target is a translation */
    bool elsewhere;  /* its target is empty: it was translated in its neighbour */
    bool copied;     /* its target is the German, and waits */
    size_t host;     /* of a match: index of its segment in the edition that has it */
    struct place place;
};

struct edition {
    const char *file; /* as messages name it; borrowed */
    enum xliff_version version;
    struct arena arena;
    struct view source_lang, target_lang; /* end in NUL; of the first <file> */
    struct skeleton_head head;            /* of the first <file> */
    bool has_head;
    enum code_shape shape; /* of its codes */
    bool shows_all;        /* 1.2: what needs no translation is not hidden */
    bool copies;           /* it was exported with targets that hold the German */
    struct edition_unit *units;
    size_t unit_count, unit_capacity;
    struct edition_segment *segments;
    size_t count, capacity;
    struct edition *matches;    /* what update kept in it as matches; NULL: none */
    bool of_matches;            /* this is such an edition */
    struct view block;          /* of the last unit: "b17" */
    struct divided divided;     /* the segments that were exported */
    struct buffer key, pattern; /* scratch */
    bool failed;                /* memory ran out */
};

/* Reads all of the stream, whose name must stay. */
enum status edition_read(struct edition *edition, struct stream *stream);
/* The mark that stands for a code in a pattern, and tells codes of different kinds apart. */
char edition_code_mark(const struct xliff_part *part);
void edition_free(struct edition *edition);

#endif
