/* internal-plain.h - plain text: lines, and the spans of lines that are blocks. */
#ifndef ARTICLE_INTERNAL_PLAIN_H
#define ARTICLE_INTERNAL_PLAIN_H

#include "article/article.h"

/* Length of the blank that begins at text[at], 0 if none does: any Unicode white space but the ends
 * of lines. U+2028, VT, FF and NEL end no line and so are blanks. */
size_t line_blank_at(struct view text, size_t at);
/* The offsets of text[start..end) without the blanks at its ends; equal if there is nothing else.
 */
void trim_blanks(struct view text, size_t *start, size_t *end);

/* A line: text[start..end), its line end text[end..next), and text[first..last) without the blanks
 * at its ends. A line of more than 128 KiB is cut into several, which have no line end: neither a
 * translator's tool nor memory should meet a paragraph of any size. */
struct line {
    size_t start, end, next;
    size_t first, last;
};

/* A walk over lines in a text that grows. All zero begins. */
struct line_walk {
    size_t at;     /* where the next line begins */
    size_t lf, cr; /* the first LF, CR at or after `at`, or how far there is none */
    bool has_lf, has_cr;
};
/* The next line. False if the text has no whole line more; `end`: nothing follows the text, so that
 * its rest is a line. */
bool next_line(struct line_walk *walk, struct view text, bool end, struct line *line);
/* Goes back to the beginning of `line`. */
void line_walk_back(struct line_walk *walk, const struct line *line);
/* Drops the first `size` bytes, all before walk->at. */
void line_walk_drop(struct line_walk *walk, size_t size);

/* The width to which a text is hard-wrapped, in characters; 0 if it is not. `end`: `head` is the
 * whole text. */
size_t wrapped_width(struct view head, bool end);
/* True if the first word of `next` would have fitted behind `line` in a text of that width. */
bool next_word_fits(struct view text, const struct line *line, const struct line *next,
                    size_t width);

/* What a block is; one look at its text. `short_block`: it has few lines and may be a headline. */
enum article_role role_of(struct view text, bool short_block);
/* True for what a web page says around every article. */
bool is_furniture(struct view text);
/* A small Latin letter. */
bool is_small_letter(uint32_t c);

#endif
