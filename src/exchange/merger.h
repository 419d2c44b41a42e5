/* merger.h - a merge at work: parts come in, each a skeleton and its segments, and the English
 * article goes out in order.
 *
 * merge_file.c reads one file part by part; join.c holds several files of an article at once.
 */
#ifndef EXCHANGE_MERGER_H
#define EXCHANGE_MERGER_H

#include "check/content.h"
#include "exchange/block.h"
#include "exchange/exchange.h"
#include "exchange/skeleton.h"
#include "exchange/source.h"
#include "exchange/store.h"

struct join;

/* A part that came before its turn. */
struct early_part {
    size_t number;
    bool last;
    struct buffer bytes;
};

/* A part whose blocks are merged while it is read (merge_ahead.c). */
struct merge_ahead {
    struct xliff_reader *reader; /* it holds the units of the block at hand */
    bool tried;
    bool on;                         /* the store has the block at hand */
    bool begun;                      /* the part is open, and its first blocks are merged: */
    size_t merged;                   /* up to this one */
    size_t held;                     /* units of the block at hand */
    bool found;                      /* something that belongs into a message */
    struct exchange_summary summary; /* before the part */
    struct place first, last;        /* of the <file>; of the block before */
    struct store late;               /* segments of blocks that were merged before they came */
};

struct merger {
    const char *name; /* of the input; of several, the first */
    const struct merge_options *options;
    struct merge_sink sink;
    struct findings *findings;
    struct exchange_summary *summary;
    bool begun;   /* sink.begin was called */
    bool refused; /* and has no place for the article: the merge ends */
    struct store store;
    struct buffer skeleton; /* of the <file> at hand */
    bool has_skeleton;
    size_t skeleton_line;
    struct buffer source_lang, target_lang; /* of the <file>, NUL-terminated */
    struct place file_place;
    struct merge_block block;
    struct article_encoder *encoder;
    struct article_encoding encoding; /* the encoder's */
    struct skeleton_reader lines;
    struct buffer out;       /* the part, encoded */
    struct buffer converted; /* a joint with other line ends */
    size_t next_part;        /* the next to be written */
    bool saw_last;
    size_t last_part, most_part; /* the one that says it is the last; the greatest number so far */
    struct early_part *early;
    size_t early_count, early_capacity;
    struct source source; /* --source */
    struct join *join;    /* several files are joined, and this finds the segments; or NULL */
    bool in_block;        /* what is found now is of a block */
    /* Called after each block with its lead, and with what follows the last block of a part (then
     * `built` is false); NULL: nobody asks. */
    void (*observe)(void *observer, struct merger *merger, struct view lead, bool built);
    void *observer;
    bool incomplete; /* something is missing that cannot even stay German */
    struct merge_ahead ahead;
};

/* The merger of an input. Free it with merger_free. */
struct merger merger_make(const char *name, const struct merge_options *options,
                          struct merge_sink sink, struct exchange_summary *summary,
                          struct findings *findings);
/* Begins a <file> of the document: forgets the one before. */
enum status merger_begin_file(struct merger *merger, enum xliff_version version,
                              const struct xliff_file *file);
/* Rebuilds the part, when its skeleton and segments are there. */
enum status merger_end_file(struct merger *merger);
/* Opens the skeleton of the part, and makes ready for its first block. */
enum status merger_open_part(struct merger *merger);
/* Merges the block that merger->lines is at. */
enum status merger_block(struct merger *merger);
/* After the last part: is every one there. */
enum status merger_finish(struct merger *merger);
/* Writes the German of blocks that no file has, from --source. `missing` is what the head of their
 * part would be; its number is that of the last of its parts. */
enum status merger_keep_german(struct merger *merger, const struct skeleton_head *missing);
void merger_free(struct merger *merger);

/* Takes a unit of the part at hand: it is stored or, if all goes as it does in most files, merged
 * with its block when the next one begins. */
void merge_ahead_unit(struct merger *merger, const struct xliff_unit *unit);
/* At the end of the part: whether its skeleton is open and stands after the blocks that are merged.
 * The others are in the store. */
bool merge_ahead_end(struct merger *merger);
/* Says what of these blocks came too late. */
enum status merge_ahead_late(struct merger *merger);
/* Forgets what was read and merged of a part. */
void merge_ahead_reset(struct merger *merger);

#endif
