/* articles.h - reads the data files of this folder: tables of translations, and recipes of bytes.
 */
#ifndef TESTS_ARTICLES_H
#define TESTS_ARTICLES_H

#include "tests/tests.h"

/* ---- Tables: sample.en.table, real.en.table ----------------------------------------------- */

/* One sentence as a translator fills it in. */
struct translation {
    struct view key;     /* the German sentence, or the name of its segment: b7.s2 */
    struct view english; /* with the places of codes in braces */
    struct view british; /* the same for en-GB; empty: as `english` */
};

/* Calls `take` for each sentence of a table, in order; returns how many there were. */
size_t each_translation(const char *path,
                        void (*take)(const struct translation *translation, void *context),
                        void *context);

/* A piece of the English: text, or the place of a code. */
struct translation_piece {
    bool code;
    struct view text;  /* of a code: what stands in the braces, without #2 */
    size_t occurrence; /* of a code: 1 for the first code of that text, #2 gives 2 */
};

/* Takes the next piece off `rest`; false at its end. A brace that nothing closes is text. */
bool translation_next(struct view *rest, struct translation_piece *piece);

/* ---- Recipes: identity.txt ---------------------------------------------------------------- */

struct recipe {
    struct view name;
    struct view options; /* of export, separated by single spaces */
    struct view bytes;   /* to be expanded */
};

/* Takes a line of the file apart; false if it has no " =". */
bool recipe_read(struct view line, struct recipe *recipe);
/* Adds the bytes that `text` stands for; false if an escape or a bracket is wrong. */
bool recipe_expand(struct view text, struct buffer *out);

#endif
