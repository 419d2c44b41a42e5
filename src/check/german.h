/* german.h - private to this room: words that only German has. */
#ifndef CHECK_GERMAN_H
#define CHECK_GERMAN_H

#include "check/check.h"

enum german_word { NOT_GERMAN, GERMAN_WORD, GERMAN_VERB };

/* What the word is; a capital at its front counts as a small letter. */
enum german_word german_word(struct view word);

#endif
