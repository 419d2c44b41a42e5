/* sentence.h - where a German sentence ends.
 *
 * A library of its own (libsatz-sentence): it needs nothing but the C library, allocates nothing,
 * keeps no global state, and is safe in threads. Text is valid UTF-8 with a length in bytes.
 */
#ifndef SATZ_SENTENCE_H
#define SATZ_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

/* How one block of text (a paragraph, a headline) is read. All zero is the default. */
struct sentence_options {
    bool keep_quotations; /* never end a sentence inside a quotation */
    const struct sentence_abbreviations *abbreviations; /* the user's own; NULL: none */
};

/* One place where a sentence may end. */
struct sentence_break {
    size_t end;       /* offset after the last byte of the sentence */
    size_t next;      /* offset of the first byte of the next one; between them is white space */
    bool is_end;      /* only sentence_candidate gives false */
    const char *rule; /* the name of the rule that decided; static */
    size_t word_start, word_end; /* the word that the rule looked at; equal: none */
};

/* A walk over one block. The caller owns it (on the stack); the members are private. */
struct sentence_walk {
    const char *text;
    size_t size;
    size_t at;
    size_t start; /* of the current sentence */
    struct sentence_options options;
    unsigned depth; /* of open quotations */
};

/* Begins a walk over text[0..size), a whole block. The text must stay until the walk is over. */
void sentence_walk_begin(struct sentence_walk *walk, const char *text, size_t size,
                         const struct sentence_options *options);

/* The next end of a sentence inside the block. False when there is none: the rest of the block is
 * the last sentence. White space at the block's own ends is not looked at. */
bool sentence_next(struct sentence_walk *walk, struct sentence_break *found);

/* As sentence_next, but gives every candidate, those that are no end too (--explain). */
bool sentence_candidate(struct sentence_walk *walk, struct sentence_break *found);

#endif
