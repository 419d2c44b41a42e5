/* terms.h - terms of the user: German and its English, or terms that are never translated.
 *
 * A list is text, one term a line, "German = English" or the term alone; '#' at the beginning of a
 * line begins a comment. A term is found as whole words, with the letters as they are written, but
 * that a small letter may be a capital one. One with an English is found in any case and number
 * (Landtag: des Landtags, die Landtage; Vorstand: Vorstände; vorläufige Festnahme: der vorläufigen
 * Festnahme); one that is never translated only where the words before its last are declined
 * (Neue Zeitung: der Neuen Zeitung).
 */
#ifndef TOKEN_TERMS_H
#define TOKEN_TERMS_H

#include "base/base.h"

struct terms;

/* Reads a list; with `english` each line must have one, else none may. NULL after an error: *line
 * is then the line that is wrong, or 0 when memory ran out. */
struct terms *terms_read(struct view list, bool english, size_t *line);
void terms_free(struct terms *terms);
/* The lines of a list one by one, in its order: false after the last. */
bool terms_get(const struct terms *terms, size_t index, struct view *german, struct view *english);

/* A term in a text. */
struct term_hit {
    size_t start, end;
    struct view german, english; /* as the list has them */
    size_t index;                /* in the list */
};
/* The next term at or after *at, the longest where several begin; moves *at behind it. One pass
 * over a text takes time that is linear in it. */
bool terms_next(const struct terms *terms, struct view text, size_t *at, struct term_hit *hit);

/* Which terms of a list were found in the place at hand: a segment, a block. All zero is valid and
 * empty. */
struct terms_seen {
    size_t *places; /* of each term: the last place that it was found in */
    size_t count, capacity;
    size_t place;
    bool failed; /* memory ran out */
};
/* Begins a place. */
void terms_seen_begin(struct terms_seen *seen);
/* Whether it is the first of its term in this place. */
bool terms_seen_first(struct terms_seen *seen, const struct term_hit *hit);
void terms_seen_free(struct terms_seen *seen);

/* Whether `text` has `term` as whole words; with `loosely` in small or capital letters alike, and
 * with an ending of an English plural or possessive. */
bool term_stands(struct view text, struct view term, bool loosely);

#endif
