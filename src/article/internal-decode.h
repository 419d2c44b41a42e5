/* internal-decode.h - the door by which an article's bytes come in as UTF-8. */
#ifndef ARTICLE_INTERNAL_DECODE_H
#define ARTICLE_INTERNAL_DECODE_H

#include <stdio.h>

#include "article/internal-encoding.h"

/* What was read and not yet taken: `raw`, the article's bytes, and `text`, the same as UTF-8. An
 * article in UTF-8 is its own text, then `text` is not used. */
struct decoder {
    struct input *input;
    FILE *ahead; /* what was read ahead from a pipe, to be read again; or NULL */
    struct article_encoding encoding;
    bool utf8;
    bool end;                   /* the input is over */
    iconv_t to_utf8, from_utf8; /* NO_ICONV for UTF-8 */
    struct buffer raw, text;
    size_t decoded;      /* bytes of `raw` that are text by now */
    size_t offset;       /* of raw[0] in the article */
    size_t line, column; /* of the text's first character */
};

/* Finds out the encoding: `asked`, or NULL to detect it. */
enum status decoder_open(struct decoder *decoder, struct input *input, const char *asked,
                         struct findings *findings);
/* Reads at most `size` bytes more into raw. */
enum status decoder_read(struct decoder *decoder, size_t size, struct findings *findings);
/* Reads and decodes at most `size` bytes more. */
enum status decoder_fill(struct decoder *decoder, size_t size, struct findings *findings);
bool decoder_is_sound(const struct decoder *decoder);
/* All text that was decoded and not yet dropped; valid until the next fill or drop. */
struct view decoder_text(const struct decoder *decoder);
/* How many bytes of the article the first `size` bytes of the text are; an error if they would not
 * be encoded to these bytes again. Each text is asked for once, just before it is dropped. */
enum status decoder_source_size(struct decoder *decoder, size_t size, size_t *source_size,
                                struct findings *findings);
/* Drops the first `size` bytes of the text, which are `source_size` bytes of the article; `line` is
 * the line in which they end. */
void decoder_drop(struct decoder *decoder, size_t size, size_t source_size, size_t line);
void decoder_close(struct decoder *decoder);

/* How many bytes at the beginning of text are ASCII. */
size_t ascii_prefix(struct view text);

/* detect.c: decides the encoding by `raw`, the article's head, and by looking ahead in the input.
 */
enum status detect_encoding(struct decoder *decoder, const char *asked, struct findings *findings);

#endif
