/* block.h - one block of a merge: its segments found, judged and put together in English. */
#ifndef EXCHANGE_BLOCK_H
#define EXCHANGE_BLOCK_H

#include "base/base.h"
#include "check/block_codes.h"
#include "check/code_judge.h"
#include "exchange/english.h"
#include "exchange/exchange.h"
#include "exchange/skeleton.h"
#include "exchange/store.h"
#include "exchange/trace.h"

/* What became of a segment. */
enum fate {
    FATE_ENGLISH,
    FATE_ELSEWHERE,    /* empty: its text stands in a neighbour; its joint goes too */
    FATE_UNTRANSLATED, /* stays German */
    FATE_KEPT,         /* the unit is not in the file: its German is the article's (--source) */
    FATE_GONE,         /* the unit is not in the file, nor the article at hand */
};

struct slot {
    const struct stored_segment *pieces; /* usually one */
    size_t piece_count;
    enum fate fate;
    struct view german; /* the source's text, codes included */
    size_t at;          /* of its German in merge_block.block_german, once that is there */
    size_t start, end;  /* of its text in merge_block.english */
    struct place place;
    size_t typed;           /* values typed in place of codes */
    bool broken;            /* an error was found in it */
    size_t waived;          /* findings that somebody accepts */
    enum state_level level; /* of its pieces, the least */
};

/* A merge of blocks; all zero but for the first members. Memory is kept from block to block. */
struct merge_block {
    const struct merge_options *options;
    struct findings *findings;
    struct exchange_summary *summary;
    const char *file;
    size_t share, shares; /* which part of the article it is in; 0: it was not cut */
    enum xliff_version version;
    struct protect_options forms; /* to write a form anew */
    bool forms_anew;              /* the forms in the file are not those of the target language */
    bool same_language;           /* the target language is the source's */

    const struct article_block *article; /* the block in the German article; NULL: not at hand */

    const struct skeleton_block_line *line;
    struct slot *slots;
    size_t slot_count, slot_capacity;
    bool joined;          /* a tool divided the block otherwise: one slot holds all of it */
    struct buffer german; /* of the slots whose German is in pieces */
    struct block_codes codes;
    struct protect_spans spans; /* of the block's German, when forms are written anew */
    bool spans_ready;
    struct buffer source;
    struct view block_german;  /* what spans points to; in source */
    struct english english;    /* the result: the block without its lead */
    struct block_trace *trace; /* of `english`; NULL: nobody asks */
    struct buffer running;     /* with a trace: the block before it was refilled */
    struct buffer typed;       /* what the translator typed in a slot */
    struct code_judge judge;
    bool broken; /* an error was found in this block */
};

/* Builds the block of `line` from the file's segments into block->english. STATUS_FINDINGS: the
 * block has an error, and english is whole only with `partial`. */
enum status merge_block_build(struct merge_block *block, const struct skeleton_block_line *line,
                              struct stored_segment *segments, size_t count);
void merge_block_free(struct merge_block *block);

/* The joint after a segment as it stands in running text: that of a wrapped block may be a soft
 * break, which is a space there. */
struct view block_joint(const struct skeleton_block_line *line,
                        const struct skeleton_segment *segment);

/* block_wrap.c: puts the lines of a wrapped block into its English: the article's own if nothing
 * was changed, else new ones of its width. */
void block_wrap(struct merge_block *block);
bool block_has_line_break(struct view text);

/* The English form of a source's code: the exported one, or written anew. */
struct view block_form(struct merge_block *block, const struct block_code *code);

/* Whether somebody accepts what is wrong in a slot; says so, and counts it. */
bool block_waives(struct merge_block *block, size_t slot, const char *id);

/* Whether the segment's target says that it waits for a translation. */
bool stored_is_waiting(enum xliff_version version, const struct stored_segment *segment);

#endif
