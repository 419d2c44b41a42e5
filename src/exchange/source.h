/* source.h - the German article beside its XLIFF file (merge --source). */
#ifndef EXCHANGE_SOURCE_H
#define EXCHANGE_SOURCE_H

#include "article/article.h"
#include "exchange/skeleton.h"
#include "exchange/store.h"

struct source {
    const char *name;
    struct input input;
    struct article_reader *reader;
    const struct article_part *read; /* of the article, the last that was read */
    struct article_part slice;       /* of `read`, as far as it is in the share at hand */
    const struct article_part *part; /* the one at hand; NULL: none left */
};

/* Moves to the next part, which has this head (NULL: it is lost); opens the article first. Parts of
 * shares must come in order; some may be left out. */
enum status source_next_part(struct source *source, const struct skeleton_head *head,
                             struct findings *findings);
/* Checks that the part is the one of the skeleton. */
enum status source_check(const struct source *source, const struct skeleton_head *head,
                         struct findings *findings);
/* The block of that number in the part at hand, or NULL. */
const struct article_block *source_block(const struct source *source, size_t number);
/* Writes the skeleton that the part had, from the article and the segments that came back: each
 * segment's German is looked for in its block, in order. */
void source_skeleton(const struct source *source, struct store *store, struct buffer *out);
/* The article's own text of block->text[start..end): inlines give their source. */
void source_text(struct buffer *out, const struct article_block *block, size_t start, size_t end);
void source_close(struct source *source);

#endif
