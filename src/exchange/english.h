/* english.h - English text as it grows: what satz wrote and what a translator wrote. */
#ifndef EXCHANGE_ENGLISH_H
#define EXCHANGE_ENGLISH_H

#include "base/base.h"

/* text[start..end) was written by one of the two. */
struct english_run {
    size_t start, end;
    bool ours;
};

struct english {
    struct buffer text;
    struct english_run *runs;
    size_t run_count, run_capacity;
    bool after_form; /* the last thing added was a form of ours that ends in a full stop */
};

void english_clear(struct english *english);
/* Adds what is not ours: a translator's text, or the article's. A full stop right after a form
 * that ends in one is left out. */
void english_add_text(struct english *english, struct view text);
/* Adds the form of a code. `german`: it is what the article has there, and so is what follows it.
 */
void english_add_form(struct english *english, struct view form, bool german);
/* Adds the article's own bytes as they are. */
void english_add_raw(struct english *english, struct view bytes);
void english_free(struct english *english);

#endif
