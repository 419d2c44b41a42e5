/* check_12.h - what a trans-unit of 1.2 holds. Private to xliff/. */
#ifndef XLIFF_CHECK_12_H
#define XLIFF_CHECK_12_H

#include "xliff/check.h"
#include "xliff/keys.h"

/* ALTERNATIVE: a source or target of <alt-trans>, of which only the pairs are looked at. */
enum content_12 {
    CONTENT_SOURCE,
    CONTENT_SEG_SOURCE,
    CONTENT_TARGET,
    CONTENT_ALTERNATIVE,
    CONTENTS_12
};
enum kind_12 { KIND_G, KIND_X, KIND_BX, KIND_EX, KIND_PH, KIND_BPT, KIND_EPT, KIND_IT };

struct code_12 {
    enum kind_12 kind;
    struct xliff_string id, rid;
    bool close;  /* of <it> */
    bool clones; /* may be copied: g, x, bx and ex, unless they say clone="no" */
    size_t line, column, order;
};

struct content {
    bool present, filled;
    struct array codes; /* struct code_12 */
    struct bytes text;  /* with a byte 1 for each code, but none for mrk; not of a target */
    size_t size;        /* of its text, kept or not */
    size_t line, column;
};

struct mid {
    struct xliff_string mid;
    enum content_12 content;
    bool alternative; /* of alt-trans */
    size_t line, column;
};

struct check_12 {
    struct xliff_arena arena;
    struct content contents[CONTENTS_12];
    struct array mids;       /* struct mid */
    struct content *content; /* the one at hand; NULL outside */
    enum content_12 kind;
    size_t depth; /* of the content's element */
    bool approved, in_unit, in_alternative;
    struct bytes source_lang, target_lang;
};

/* Pairs; ids too, but those of a target, which are compared with its source. */
void xliff_check_pairs_12(struct check *check, const struct content *content);
void xliff_check_codes_12(struct check *check, const struct content *content);
/* Whether each has the codes of the other, however often. */
bool xliff_same_ids_12(struct check *check, const struct content *a, const struct content *b);
void xliff_compare_codes_12(struct check *check, const struct content *source,
                            const struct content *target);

#endif
