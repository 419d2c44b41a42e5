/* glance.h - one look at a text for all checks: which bytes it has, and where its digits begin and
 * the few words that may say a value.
 *
 * Plain prose has next to none of them, and is not looked at again. What a glance says may be there
 * need not be; what it says nothing of is not there. Text is valid UTF-8.
 */
#ifndef CHECK_GLANCE_H
#define CHECK_GLANCE_H

#include "base/base.h"
#include "language/prefix.h"

enum glance_has {
    HAS_LINK = 1 << 0,       /* a dot or colon inside a word, @, # */
    HAS_QUOTE = 1 << 1,      /* ", or another mark beyond ASCII */
    HAS_BRACKET = 1 << 2,    /* ( ) [ ] */
    HAS_TAG = 1 << 3,        /* < { [ */
    HAS_COLON = 1 << 4,      /* : */
    HAS_ODD = 1 << 5,        /* a character that no article should have */
    HAS_TWO_BLANKS = 1 << 6, /* two in a row */
    HAS_TWO_ALIKE = 1 << 7,  /* two words in a row that begin alike */
    HAS_LONG_WORD = 1 << 8,  /* one of more than 64 bytes, the most that token_word_end takes */
};

/* What is asked of a word: by its first letters, a bit for each size that it may have; the last bit
 * is for all that are longer. */
struct glance_words {
    struct {
        uint32_t value;  /* it may say a value, or begin one */
        uint32_t german; /* it may be a word that only German has */
    } sizes[LANGUAGE_PREFIXES];
};

void glance_words_english(struct glance_words *words);
void glance_words_german(struct glance_words *words);

struct glance {
    unsigned has;  /* enum glance_has */
    size_t german; /* so many words may be German only */
    size_t *spots; /* offsets, in order: of digits, and of words that may say a value */
    size_t count, capacity;
};

/* Replaces what `glance` held. False when memory runs out. */
bool glance_at(struct glance *glance, const struct glance_words *words, struct view text);
void glance_free(struct glance *glance);

/* ---- for tests too ----------------------------------------------------------------------- */

/* A bit for each of 64 bytes. */
struct glance_block {
    uint64_t letters, digits; /* of ASCII */
    uint64_t spaces, controls;
    uint64_t wide;  /* beyond ASCII */
    uint64_t leads; /* of those, the first of a character */
};

void glance_block_fast(const char bytes[64], struct glance_block *block);
void glance_block_portable(const char bytes[64], struct glance_block *block);

#endif
