/* stats_progress.h - how far the translation of each file has come, in words. */
#ifndef COMMAND_STATS_PROGRESS_H
#define COMMAND_STATS_PROGRESS_H

#include <json-c/json.h>

#include "check/state.h"
#include "command/command.h"

#define PROGRESS_LEVELS (STATE_FINAL + 1)

/* What there is to translate in a file, by what became of it. */
struct progress_row {
    const char *file;
    bool there;           /* it could be read */
    size_t share, shares; /* which part of its article it is; 0: the article was not cut */
    size_t segments[PROGRESS_LEVELS], words[PROGRESS_LEVELS];
    /* Of the block at hand: segments with an empty target, which are translated if a neighbour is.
     */
    size_t empty_segments, empty_words;
    bool filled; /* the segment before is */
};

struct progress_rows {
    struct progress_row *items;
    size_t count, capacity;
};

/* A new row, which is valid until the next one is added; NULL when memory runs out. */
struct progress_row *progress_add(struct progress_rows *rows, const char *file);
/* Forgets what was counted. */
void progress_reset(struct progress_row *row);
/* False when memory runs out. */
bool progress_skeleton(struct progress_row *row, struct view skeleton);
/* One segment with something to translate. */
void progress_segment(struct progress_row *row, enum xliff_version version,
                      const struct xliff_unit *unit, const struct xliff_segment *segment,
                      size_t words);
/* The block is over. */
void progress_block(struct progress_row *row);
size_t progress_words(const struct progress_row *row);
/* Whether all files are there and nothing waits for a translation. */
bool progress_is_done(const struct progress_rows *rows);

/* A table: a line a file, and one for all of them. */
void progress_text(const struct progress_rows *rows, struct buffer *out);
/* One row in words. */
void progress_line(const struct progress_row *row, struct buffer *out);
struct json_object *progress_json(const struct progress_rows *rows, bool *failed);
void progress_free(struct progress_rows *rows);

/* stats --watch: shows the files again whenever one of them changes, until all is translated. */
enum status stats_watch(char **names, size_t count, const struct common_options *common);

#endif
