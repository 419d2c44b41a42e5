/* join.h - several files of one article, held in memory: what each has of a block.
 *
 * Files are of one family if the article was cut alike for them: not at all, in two, in three.
 * Those of one family that have every part are the spine, whose skeletons are merged; all other
 * files only give their translations.
 */
#ifndef EXCHANGE_JOIN_H
#define EXCHANGE_JOIN_H

#include "exchange/exchange.h"
#include "exchange/skeleton.h"
#include "exchange/store.h"

/* A <file> of an input. */
struct join_part {
    size_t input; /* index */
    size_t rank;  /* which is asked first: 0 */
    size_t file;  /* which <file> of the input, from 0 */
    enum xliff_version version;
    struct arena arena; /* the strings of `names` */
    struct xliff_file names;
    struct store store;
    struct buffer skeleton;
    bool has_skeleton, opened; /* opened: and its head can be trusted */
    size_t skeleton_line;
    struct skeleton_head head;
};

/* A segment as one of the files has it. */
struct join_candidate {
    const struct join_part *part;
    const struct stored_segment *pieces;
    size_t count;
};

struct join {
    const struct merge_options *options;
    struct findings *findings;
    const char **names; /* of the inputs */
    size_t *ranks;      /* of each input: 0 is asked first */
    size_t input_count;
    struct join_part *parts;
    size_t count, capacity;
    struct join_part **spine; /* in the order of the article; NULL at the end */
    size_t spine_count;
    struct join_part **asked;   /* all, in the order in which they are asked */
    const struct join_part *at; /* of the spine, at hand */
    struct join_candidate *candidates;
    struct stored_segment *found; /* of the block at hand */
    size_t found_count, found_capacity;
    struct buffer key, other;
};

/* Reads all inputs. The names of the inputs must stay. Free it in any case. */
enum status join_read(struct join *join, struct input *inputs, size_t count,
                      const struct merge_options *options, struct findings *findings);
/* Finds the spine. An error says what is missing where there is none at all. */
enum status join_order(struct join *join);
/* The segments of the block of `line`, as a store gives them. */
struct stored_segment *join_block(struct join *join, const struct skeleton_block_line *line,
                                  size_t *count, enum status *status);
void join_free(struct join *join);

struct merger;
/* Merges the parts of the spine. */
enum status join_merge(struct join *join, struct merger *merger);

/* Whether a segment of some pieces has a translation, so that another one is at odds with it: 2; 1
 * if it is empty on purpose, since `block`, all that its file has of the block, has another that is
 * filled. */
int join_says(const struct join_part *part, const struct stored_segment *block, size_t count,
              const struct join_candidate *segment);

#endif
