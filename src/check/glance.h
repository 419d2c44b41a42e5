/* glance.h - one look at a text for all checks: which bytes it has, and where its digits begin and
 * the few words that may say a value.
 *
 * Plain prose has next to none of them, and is not looked at again. What a glance says may be there
 * need not be; what it says nothing of is not there. Text is valid UTF-8.
 */
#ifndef CHECK_GLANCE_H
#define CHECK_GLANCE_H

#include "base/base.h"

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
    HAS_APOSTROPHE = 1 << 9, /* ' or ’ */
};

/* The words that are asked for. Words are sorted out by their first letters, then by their last
 * ones: a bit for each size that a word may have, the last bit for all that are longer. */
struct glance;
struct glance_words;
typedef bool glance_walk_function(struct glance *glance, const struct glance_words *words,
                                  struct view text);

struct glance_words {
    glance_walk_function *walk; /* as this machine does it best */
    uint64_t first[1024]; /* in the lower half those that may say a value, or begin one; in the
                             upper half those that may be German only */
    uint32_t last[256];   /* of those that may say a value */
};

/* The first three letters of a word of that size whose first four bytes are `bytes`, the first one
 * lowest; small letters and capitals are the same. Then the indexes of both. */
static inline uint32_t glance_letters(uint32_t bytes, size_t size)
{
    static const uint32_t whole[] = {0, 0xff, 0xffff, 0xffffff};
    return (bytes | 0x202020) & whole[size < 3 ? size : 3];
}
static inline unsigned glance_first(uint32_t letters)
{
    return letters * UINT32_C(0x27d4eb2f) >> 22;
}
static inline unsigned glance_last(const char *word, size_t size)
{
    unsigned first = (unsigned char)word[0] | 0x20u, last = (unsigned char)word[size - 1] | 0x20u;
    unsigned before = size > 1 ? (unsigned char)word[size - 2] | 0x20u : 0;
    return (first * 13 + before * 31 + last) & 255;
}
/* The first bytes of a text, as many as there are. */
static inline uint32_t glance_bytes(const char *text, size_t size)
{
    uint32_t bytes = 0;
    for (size_t i = 0; i < size && i < 4; i++)
        bytes |= (uint32_t)(unsigned char)text[i] << 8 * i;
    return bytes;
}

void glance_words_english(struct glance_words *words);
void glance_words_german(struct glance_words *words);

struct glance {
    unsigned has;      /* enum glance_has */
    size_t characters; /* so many has the text */
    size_t german;     /* so many words may be German only */
    size_t *spots;     /* offsets, in order: of digits, and of words that may say a value */
    size_t count, capacity;
};

/* Replaces what `glance` held. False when memory runs out. */
bool glance_at(struct glance *glance, const struct glance_words *words, struct view text);
void glance_free(struct glance *glance);

#endif
