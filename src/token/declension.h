/* declension.h - private to this room: whether a word is another form of a German word. */
#ifndef TOKEN_DECLENSION_H
#define TOKEN_DECLENSION_H

#include "base/base.h"

#define DECLENSION_WORD 128u /* longer words are not looked at */

/* Writes `word` with ä, ö, ü as a, o, u, and a small first letter. Returns the size, 0 if the word
 * is longer than DECLENSION_WORD. */
size_t declension_fold(struct view word, char out[DECLENSION_WORD]);
/* Sizes of the endings that `word` may have, 0 among them, the longest last. Returns how many. */
#define DECLENSION_ENDINGS 4u
size_t declension_endings(struct view word, size_t sizes[DECLENSION_ENDINGS]);

/* The part of an adjective (vorläufig-e) before its ending, or all of the word. */
struct view declension_adjective(struct view word);
/* The same of a participle that is a noun (Abgeordnet-er), or all of the word. */
struct view declension_participle(struct view word);

/* Whether they are the same word, but for a capital first letter in a text. */
bool declension_same(struct view word, struct view in_text);
/* Whether `in_text` is a form of the noun: Landtage, Landtags; Vorstände, Räte. A short one has
 * more endings if what stands around it makes it `sure` (Rate is no form of Rat). */
bool declension_of_noun(struct view noun, struct view in_text, bool sure);
/* Whether both are `stem` with an ending of an adjective. */
bool declension_of_stem(struct view stem, struct view in_text);

#endif
