/* article.h - an article as blocks: read in parts, in any encoding, and written again.
 *
 * Inside the program an article is UTF-8; this room decodes it at one door and encodes it at the
 * other, and makes sure at reading that what it decoded encodes to the same bytes again.
 * Other formats (HTML, DOCX, ...) join plain text behind this header.
 */
#ifndef ARTICLE_ARTICLE_H
#define ARTICLE_ARTICLE_H

#include "base/base.h"

/* How the bytes of an article became text. */
struct article_encoding {
    char name[32]; /* as iconv(3) knows it: UTF-8, UTF-16LE, WINDOWS-1252, ... */
    bool bom;      /* a byte order mark stood at the beginning */
};

enum article_lines { ARTICLE_LINES_AUTO, ARTICLE_LINES_LINE, ARTICLE_LINES_WRAPPED };

enum article_line_end { ARTICLE_LF, ARTICLE_CRLF, ARTICLE_CR };

struct article_options {
    const char *encoding; /* NULL: detect */
    enum article_lines lines;
};

/* What a block is for the reader of the article. */
enum article_role {
    ARTICLE_PARAGRAPH,
    ARTICLE_HEADING,
    ARTICLE_CAPTION,
    ARTICLE_DATE_LINE, /* nothing but a date or a time */
    ARTICLE_CREDIT,    /* (jkf), © Name/dpa */
    ARTICLE_FURNITURE, /* of a web page: Kommentare, 9 + zwei = */
};
/* "paragraph", "heading", ... static. */
const char *article_role_name(enum article_role role);
/* Whether a block or segment is a credit, which is never translated. */
bool article_is_credit(struct view text);

/* Bytes of the article that stand inside a block's text but are no text: in plain text the soft
 * break of a wrapped paragraph, which is one space in the block's text. */
struct article_inline {
    size_t at;          /* offset in the block's text */
    size_t size;        /* bytes of the block's text it stands for */
    struct view source; /* UTF-8 of what stood in the article: the line break and blanks about it */
};

struct article_block {
    size_t number; /* from 1, over the whole article */
    size_t line;   /* where it begins, from 1 */
    enum article_role role;
    struct view lead; /* what stands before it since the block before: blank lines, indentation */
    struct view text; /* never empty, no blanks at its ends, no line end */
    const struct article_inline *inlines;
    size_t inline_count;
    size_t width; /* wrapped block: characters in its longest line, indentation too; else 0 */
    bool wrapped; /* several lines of a hard-wrapped paragraph */
};

/* A part: whole blocks, closed at the first block end after 1 MiB of the article's bytes, or after
 * 32,768 blocks. */
struct article_part {
    size_t number; /* from 1 */
    bool last;
    const struct article_block *blocks;
    size_t block_count;
    struct view tail;   /* what follows the last block, at the article's end */
    struct view text;   /* the whole part in UTF-8, without the BOM: leads, blocks and tail */
    size_t source_size; /* bytes of the article, the BOM included */
};

struct article_reader;

/* Begins to read an article. `input` stays open and the caller's. NULL after an error was
 * reported: the encoding is unknown or not the one asked for. An empty article is valid: one last
 * part without blocks. */
struct article_reader *article_open(struct input *input, const struct article_options *options,
                                    enum status *status, struct findings *findings);
/* Known as soon as the article is open, and the same for all of its parts: open looks ahead for the
 * first character that is not ASCII. */
const struct article_encoding *article_encoding(const struct article_reader *reader);
/* The first of the article, known with the first part; LF if there is none. */
enum article_line_end article_line_end(const struct article_reader *reader);
bool article_wrapped(const struct article_reader *reader);
/* Whether all that is still to be read is known to be valid. To know it, a file in UTF-8 is read
 * once ahead; of a pipe or another encoding it is not known. */
bool article_is_sound(const struct article_reader *reader);
/* The next part, valid until the next call; *part is NULL after the last. */
enum status article_next_part(struct article_reader *reader, const struct article_part **part,
                              struct findings *findings);
void article_close(struct article_reader *reader);

/* Encodes text for an output. */
struct article_encoder;

/* NULL after an error was reported. */
struct article_encoder *article_encoder_new(const struct article_encoding *encoding,
                                            enum status *status, struct findings *findings);
/* Adds the encoded `text` to `out`; the BOM before the first. `place` and `what` (a unit, or NULL)
 * name it in messages. With `ours` a quotation mark, dash, ellipsis or currency sign that the
 * encoding lacks falls back to ASCII with one warning a run; any other character that it lacks is
 * an error (STATUS_FINDINGS), and nothing of `text` is added. An empty text adds the BOM alone. */
enum status article_encode(struct article_encoder *encoder, struct view text, bool ours,
                           struct place place, const char *what, struct buffer *out,
                           struct findings *findings);
void article_encoder_free(struct article_encoder *encoder);

/* The bytes of a line end. */
struct view article_line_end_bytes(enum article_line_end line_end);

/* Fills `out` with `text` (words separated by single spaces) wrapped at `width` characters;
 * `line_break` is what a soft break is written as (line end and indentation). `column` is the
 * characters already on the first line; the result is the column after it. */
size_t article_refill(struct view text, size_t width, struct view line_break, size_t column,
                      struct buffer *out);

#endif
