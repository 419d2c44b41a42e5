/* exporter.h - an export while it runs: export.c reads the article and writes files,
 * export_content.c makes a block's segments of text and codes, export_unit.c writes the units;
 * export_plain.c writes those of the usual block, without what stands between, with the markup of
 * export_plain_12.c and export_plain_2.c. */
#ifndef EXCHANGE_EXPORTER_H
#define EXCHANGE_EXPORTER_H

#include "check/content.h"
#include "exchange/cut.h"
#include "exchange/exchange.h"
#include "exchange/glossary.h"

struct exporter {
    const struct export_options *options;
    struct xliff_writer *writer;
    struct stream stream; /* where the file goes */
    struct exchange_summary *summary;
    struct protect_spans spans;
    struct arena arena;  /* strings of one block */
    struct buffer lines; /* the part's skeleton */
    struct buffer lead;  /* what the next block's lead begins with: furniture that was skipped */
    struct buffer raw;   /* article bytes of a joint */
    char block_id[32];   /* of the block being written: "b17" */
    size_t block_id_size;
    struct buffer note; /* text of the unit's note of codes */
    struct glossary glossary;
    struct cuts cuts; /* the block's segments */
    struct xliff_part *parts;
    size_t part_count, part_capacity;
    struct xliff_segment *segments;
    size_t segment_count, segment_capacity;
    bool may_be_plain;      /* export_plain.c may write blocks */
    size_t part;            /* number of the last one, over all shares */
    struct checksum *whole; /* of the article so far */
    bool failed;            /* memory ran out, or `stream.reported` says what */
};

static inline struct xliff_string exporter_text(const char *string)
{
    return view_string(view_of(string));
}

/* A string literal. */
#define TEXT(literal) ((struct xliff_string){"" literal, sizeof(literal) - 1})

/* Simple tools, and 1.2, have notes for terms. */
static inline bool exporter_shows_glossary(const struct export_options *options)
{
    return options->terms && options->version != XLIFF_1_2 && options->shape != CODE_SIMPLE;
}

/* "m17": the prefix, then the number. Lives as long as the arena; exporter->failed when memory runs
 * out. */
struct xliff_string exporter_id(struct exporter *exporter, struct xliff_string prefix,
                                size_t number);

/* export_content.c: marks the segments in which nothing is left to translate, and tells whether
 * there are any. */
bool exporter_fix(struct exporter *exporter, const struct article_block *block);
/* The parts of all segments of the block. */
void exporter_build(struct exporter *exporter, const struct article_block *block);
struct xliff_content exporter_content(const struct exporter *exporter, const struct cut *cut);

/* export_plain.c: whether the options are the usual ones, so that most blocks are plain. */
bool exporter_may_be_plain(const struct export_options *options);
/* Writes the block's units if all of it can be written as it is; else returns false. */
bool exporter_write_plain(struct exporter *exporter, const struct article_block *block);

/* export_unit.c: writes the block's units. */
void exporter_write(struct exporter *exporter, const struct article_block *block);
/* Sets block_id. */
void exporter_name(struct exporter *exporter, const struct article_block *block);

#endif
