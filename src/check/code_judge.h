/* code_judge.h - whether the codes of a block's sources came through translation.
 *
 * What is protected is the value, not the tag: a code may be missing if the translator typed its
 * value. A pair of quotation marks may be moved or dropped, but not half of it.
 */
#ifndef CHECK_CODE_JUDGE_H
#define CHECK_CODE_JUDGE_H

#include "check/block_codes.h"
#include "check/values.h"

enum code_verdict {
    CODE_SOUND,
    CODE_TYPED,   /* its value stands as text */
    CODE_MISSING, /* neither it nor its value is there */
    CODE_TWICE,   /* half a pair stands more than once */
    CODE_HALF,    /* half a pair is missing, and its other half is there */
};

/* The end of a sentence that begins "the code 2 (12.000 → 12,000) ". */
const char *code_verdict_text(enum code_verdict verdict);

/* What a judge asks about the block; `segment` is the index of block_codes_add. */
struct code_judge_case {
    /* Whether the segment's translation is in it (not missing, nor in a neighbour). */
    bool (*filled)(void *context, size_t segment);
    /* What the translator typed in it; each code leaves a " / ", which no value spans. */
    struct view (*typed)(void *context, size_t segment);
    /* The English form of a source's code. */
    struct view (*form)(void *context, const struct block_code *code);
    /* A glance at what was typed in it, or NULL; may be NULL itself. */
    const struct glance *(*glance)(void *context, size_t segment);
    void *context;
};

struct code_judge {
    struct code_judge_case asks;
    const struct block_codes *codes; /* in the order of the block */
    bool to_source;                  /* forms are German */
    enum token_locale from;
    struct values values, wanted; /* of what was typed in `segment`; of a form */
    size_t segment;               /* SIZE_MAX: none */
    bool failed;                  /* memory ran out */
};

/* Begins with a block whose codes were found in the targets. `values` and `wanted` are kept. */
void code_judge_begin(struct code_judge *judge, const struct block_codes *codes,
                      struct code_judge_case asks);
enum code_verdict code_judge(struct code_judge *judge, size_t index);
/* Reads the values that were typed in a segment, those that stand for a code taken. */
struct values *code_judge_values(struct code_judge *judge, size_t segment);
void code_judge_free(struct code_judge *judge);

#endif
