/* words.h - what a German word or abbreviation is, as the data files of this folder say.
 *
 * The table is made at build time by generate.c. Nothing is allocated.
 */
#ifndef LANGUAGE_WORDS_H
#define LANGUAGE_WORDS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What a word may be: one bit for each data file, which states the rule at its head. */
enum language_flag {
    LANGUAGE_TITLE = 1 << 0,
    LANGUAGE_NEVER = 1 << 1,
    LANGUAGE_NUMBER = 1 << 2,
    LANGUAGE_NUMBER_WORD = 1 << 3,
    LANGUAGE_UNIT = 1 << 4,
    LANGUAGE_MAY_END = 1 << 5,
    LANGUAGE_USUALLY_END = 1 << 6,
    LANGUAGE_CALENDAR = 1 << 7,
    LANGUAGE_PART = 1 << 8, /* the first parts of an abbreviation: "z" of "z.B." */
    LANGUAGE_STARTER = 1 << 9,
    LANGUAGE_LABEL = 1 << 10,
    LANGUAGE_ORDINAL_NOUN = 1 << 11,
    LANGUAGE_COUNTS = 1 << 12,
    LANGUAGE_PLAIN = 1 << 13,
};

#define LANGUAGE_ABBREVIATION 0xffu /* any of the first eight */

/* Longest word in the table, in bytes. */
enum { LANGUAGE_WORD_MAX = 32 };

/* Flags of a word, without its full stop and the blanks inside ("z.B" for "z. B."); 0 if it is in
 * no data file. */
unsigned language_word(const char *word, size_t size);
/* May a word of `size` bytes that ends in `last` be an abbreviation? A quick no for most. */
static inline int language_may_abbreviate(unsigned char last, size_t size);

/* ---- how the table is laid out: for generate.c and words.c only ------------------------- */

enum { LANGUAGE_SLOTS = 8192, LANGUAGE_SIEVE = 32768 };

struct language_slot {
    uint16_t offset; /* in the pool */
    uint8_t size;    /* 0: free */
    uint16_t flags;
};

extern const struct language_slot language_slots[LANGUAGE_SLOTS];
extern const char language_pool[];
extern const uint64_t language_sieve[LANGUAGE_SIEVE / 64]; /* a bit for each hash there is */

/* By the last byte, a bit for each length that an abbreviation with it has. */
extern const uint64_t language_lengths[256];

static inline int language_may_abbreviate(unsigned char last, size_t size)
{
    return size <= LANGUAGE_WORD_MAX && language_lengths[last] >> size & 1;
}

/* Its first and last eight bytes say enough of a word. */
static inline uint32_t language_hash(const char *word, size_t size)
{
    uint64_t first = 0, last = 0;
    if (size >= 8) {
        memcpy(&first, word, 8);
        memcpy(&last, word + size - 8, 8);
    } else if (size >= 4) {
        uint32_t a, b;
        memcpy(&a, word, 4);
        memcpy(&b, word + size - 4, 4);
        first = (uint64_t)a << 32 | b;
    } else if (size > 0) {
        first = (uint64_t)(unsigned char)word[0] << 16 |
                (uint64_t)(unsigned char)word[size / 2] << 8 | (unsigned char)word[size - 1];
    }
    uint64_t mix = (first ^ size) * UINT64_C(0x9E3779B97F4A7C15);
    mix = (mix ^ mix >> 29 ^ last) * UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(mix >> 32);
}

#endif
