/* skeleton.h - every byte of a part that no translator touches, as lines of printable ASCII.
 *
 *   satz-skeleton 1
 *   checksum 0123456789abcdef          of all lines that follow
 *   encoding UTF-8 bom                 of the article
 *   line-end crlf                      its first one
 *   part 1 last                        "last" on the last part only
 *   article 0123456789abcdef           checksum of the part's text in UTF-8
 *   options headlines=split            what export was asked for, if merge must know it
 *   whole 0123456789abcdef             checksum of the whole article, where the part is not all of
 * it share 2 3 17 33                    the 2nd of 3 translators' shares; its blocks 17 to 32 b17
 * 89abcdef heading lead=%0A%0A wrap=72 s1=01234567+80 @40=%0A j=%20 s2=89abcdef+25 tail %0A
 *
 * A block's line: its number, the checksum of its German, whether it is a headline, the bytes
 * before it, the width of a wrapped one; then for each segment its number, the checksum of its
 * German and its size in bytes, each soft break inside it (offset and bytes), and the joint to the
 * next segment. A byte that is not printable ASCII, or means something here or in XML, is written
 * as %XX.
 */
#ifndef EXCHANGE_SKELETON_H
#define EXCHANGE_SKELETON_H

#include "article/article.h"
#include "base/base.h"

struct skeleton_head {
    struct article_encoding encoding;
    enum article_line_end line_end;
    size_t part;
    bool last;
    uint64_t article; /* checksum of the part's text */
    bool split_headlines, split_leads, keep_quotations, skip_furniture;
    bool wrapped;    /* the article was read as hard-wrapped */
    bool cldr_style; /* of the English forms, for those that the file does not hold */
    bool has_whole;
    uint64_t whole;       /* see skeleton_whole */
    size_t share, shares; /* 0: the article was not cut for several translators */
    size_t first, end;    /* a share: its part's blocks are first to end - 1 */
};

#define SKELETON_MAGIC     "satz-skeleton 1"
#define SKELETON_LINE_ENDS 3
/* By enum article_line_end. */
extern const char *const skeleton_line_ends[SKELETON_LINE_ENDS];

/* ---- writing (skeleton_write.c): begin; block, segment, break..., joint, segment..., end; finish
 */

/* Adds the head; returns where in `lines` the skeleton begins. */
size_t skeleton_begin(struct buffer *lines, const struct skeleton_head *head);
void skeleton_block(struct buffer *lines, const struct article_block *block, uint32_t sum,
                    struct view lead);
void skeleton_segment(struct buffer *lines, size_t number, uint32_t sum, size_t size);
void skeleton_break(struct buffer *lines, size_t at, struct view source);
void skeleton_joint(struct buffer *lines, struct view joint);
void skeleton_block_end(struct buffer *lines);
void skeleton_tail(struct buffer *lines, struct view tail);
/* Puts the checksum into the head of the skeleton that begins at `start`, when it is whole. */
void skeleton_finish(struct buffer *lines, size_t start);

/* Whether the head tells the checksum of the whole article: that of a share does, that of the last
 * part, and that of the only one. */
bool skeleton_whole(const struct skeleton_head *head, uint64_t *whole);

/* The checksum that stands for a segment's or block's German. Blanks do not count: some tools
 * indent inside <source>. */
uint32_t skeleton_sum(struct view german);
/* The same, where it is known already without its blanks (base/squeeze.h). */
uint32_t skeleton_sum_squeezed(struct view squeezed, struct view german);

/* ---- reading ----------------------------------------------------------------------------- */

struct skeleton_soft_break {
    size_t at;
    struct view source;
};

struct skeleton_segment {
    size_t number;
    uint32_t sum;
    size_t size;
    size_t first_break, break_count; /* in skeleton_block_line.breaks */
    struct view joint;               /* to the next segment */
};

/* One block's line, decoded; valid until the next line is read. */
struct skeleton_block_line {
    size_t number;
    uint32_t sum;
    bool heading;
    size_t width; /* 0: not wrapped */
    struct view lead;
    struct skeleton_segment *segments;
    size_t segment_count, segment_capacity;
    struct skeleton_soft_break *breaks;
    size_t break_count, break_capacity;
    struct buffer bytes; /* what the views point to */
};

enum skeleton_result {
    SKELETON_END,
    SKELETON_BLOCK,
    SKELETON_TAIL,   /* the tail is in block.lead */
    SKELETON_BROKEN, /* not a line of a skeleton */
    SKELETON_MEMORY,
};

struct skeleton_reader {
    struct skeleton_head head;
    struct view rest;
    size_t previous; /* number of the last block */
    bool failed;     /* memory ran out while it was opened */
    struct skeleton_block_line block;
};

/* Whether `text` claims to be a skeleton of satz at all. */
bool skeleton_is_ours(struct view text);
/* Reads the head and checks the checksum. False: it was changed or is of a newer version, or memory
 * ran out (reader->failed). */
bool skeleton_open(struct skeleton_reader *reader, struct view text);
enum skeleton_result skeleton_next(struct skeleton_reader *reader);
/* Where the reader is, and back to there: the next line is read again. */
struct skeleton_mark {
    struct view rest;
    size_t previous;
};
static inline struct skeleton_mark skeleton_mark(const struct skeleton_reader *reader)
{
    return (struct skeleton_mark){reader->rest, reader->previous};
}
static inline void skeleton_return(struct skeleton_reader *reader, struct skeleton_mark mark)
{
    reader->rest = mark.rest;
    reader->previous = mark.previous;
}
void skeleton_close(struct skeleton_reader *reader);

#endif
