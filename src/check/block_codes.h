/* block_codes.h - the codes of one block's sources, and whether its targets have them.
 *
 * A <mrk> that protects its text is one too: its German is what it is known by, since in 1.2 it has
 * no id.
 */
#ifndef CHECK_BLOCK_CODES_H
#define CHECK_BLOCK_CODES_H

#include "base/base.h"
#include "protect/protect.h"
#include "xliff/xliff.h"

/* What a code is known by among those of its kind. */
struct block_key {
    enum xliff_part_kind kind;
    struct view id;
    uint64_t front; /* the first eight bytes of it */
};

struct block_code {
    const struct xliff_part *part; /* in a source */
    struct view german;
    size_t at;            /* offset of its German, as the caller counts */
    size_t segment;       /* index the caller gave */
    size_t partner;       /* index of the other half, or SIZE_MAX */
    size_t serial;        /* index */
    size_t seen;          /* times in the targets */
    size_t seen_in_front; /* of the first alike in its segment: how many were seen */
    size_t passed;        /* of the first alike in the block: how many from it on were seen */
};

/* A code among the sorted ones. */
struct block_place {
    struct block_key key;
    size_t serial;
};

struct block_codes {
    struct block_code *items; /* in the order of the block */
    size_t count, capacity;
    struct block_place *places; /* as many, sorted by key once block_codes_ready was called */
    size_t place_capacity;
    size_t *stack; /* scratch */
    size_t stack_capacity;
    bool failed;
};

void block_codes_clear(struct block_codes *codes);
/* `at` is the offset of the source's German; returns where that ends. */
size_t block_codes_add(struct block_codes *codes, const struct xliff_content *source,
                       size_t segment, size_t at);
/* Sorts and pairs; call it once after the last addition. */
void block_codes_ready(struct block_codes *codes);
/* The source's code that a target's part is, or NULL; a mark is looked for by its text, and of
 * several alike the one that was not seen and stands in `segment` is preferred. */
struct block_code *block_codes_find(const struct block_codes *codes, const struct xliff_part *part,
                                    struct view marked, size_t segment);
/* What a message calls it: "code ", "mark ", or "mark" if it has no id to follow. */
const char *block_code_noun(const struct block_code *code);
/* The span of the block's German that a code at offset `at` of it stands for: the one there or,
 * where a tool moved things about, the first with its text. NULL if there is none. */
const struct protect_span *block_code_span(const struct block_code *code, size_t at,
                                           const struct protect_spans *spans, struct view german);
void block_codes_free(struct block_codes *codes);

#endif
