/* words.h - what a German word or abbreviation is, as the data files of this folder say.
 *
 * The table is made at build time by generate.c. Nothing is allocated.
 */
#ifndef LANGUAGE_WORDS_H
#define LANGUAGE_WORDS_H

#include <stdbool.h>
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
    LANGUAGE_DETERMINER = 1 << 14,
    LANGUAGE_TAIL = 1 << 15, /* more of an abbreviation may stand before it: "B" of "z.B." */
};

#define LANGUAGE_ABBREVIATION 0xffu /* any of the first eight */

/* Longest word in the table, in bytes. */
enum { LANGUAGE_WORD_MAX = 32 };

/* Flags of a word, without its full stop and the blanks inside ("z.B" for "z. B."); 0 if it is in
 * no data file. */
unsigned language_word(const char *word, size_t size);

/* ---- how the table is laid out: for generate.c and words.c only ------------------------- */

enum { LANGUAGE_SLOTS = 16384, LANGUAGE_SIEVE = 32768 };

struct language_slot {
    uint16_t offset; /* in the pool */
    uint8_t size;    /* 0: free */
    uint16_t flags;
};

extern const struct language_slot language_slots[LANGUAGE_SLOTS];
extern const char language_pool[];
extern const uint64_t language_sieve[LANGUAGE_SIEVE / 64];              /* two bits for each hash */
extern const uint64_t language_abbreviation_sieve[LANGUAGE_SIEVE / 64]; /* of abbreviations only */

/* The hash of a word of `size` bytes whose first and last eight (or all, if there are fewer) stand
 * in `first` and `last`, with zeros behind. */
static inline uint32_t language_hash_of(uint64_t first, uint64_t last, size_t size)
{
    uint64_t mix = (first ^ size) * UINT64_C(0x9E3779B97F4A7C15);
    mix = (mix ^ mix >> 29 ^ last) * UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(mix >> 32);
}

/* A word of less than eight bytes as a number. */
static inline uint64_t language_short(const char *word, size_t size)
{
    if (size >= 4) {
        uint32_t first, last;
        memcpy(&first, word, 4);
        memcpy(&last, word + size - 4, 4);
        return first | (uint64_t)last << (8 * (size - 4));
    }
    const unsigned char *bytes = (const unsigned char *)word;
    return bytes[0] | (uint64_t)bytes[size / 2] << (8 * (size / 2)) |
           (uint64_t)bytes[size - 1] << (8 * (size - 1));
}

/* `size` is not 0. */
static inline uint32_t language_hash(const char *word, size_t size)
{
    uint64_t first, last;
    if (size < 8) {
        first = last = language_short(word, size);
    } else {
        memcpy(&first, word, 8);
        memcpy(&last, word + size - 8, 8);
    }
    return language_hash_of(first, last, size);
}

/* The bits of a hash in its number of the sieve: two, so that few words pass by chance. */
static inline uint64_t language_sieve_bits(uint32_t hash)
{
    return UINT64_C(1) << hash % 64 | UINT64_C(1) << (hash >> 26);
}

/* Whether a word with this hash may be in the table; mostly not, if it is not. */
static inline bool language_sieved(const uint64_t *sieve, uint32_t hash)
{
    return (~sieve[hash % LANGUAGE_SIEVE / 64] & language_sieve_bits(hash)) == 0;
}

/* The last eight bytes of a word that ends before `end`, or all of it; zeros behind. */
static inline uint64_t language_last(const char *end, size_t size)
{
    uint64_t last;
#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    if (size > 0 && size < 8)
        return language_short(end - size, size);
#endif
    memcpy(&last, end - 8, 8);
    size_t missing = (8 - size) & ((size_t)0 - (size < 8)); /* a branch would be guessed wrong */
    return last >> 8 * missing % 64;
}

/* Is the word before `end` surely no abbreviation? Eight bytes before it and behind its first
 * byte must be readable. A quick answer without a branch; `last` is language_last. */
static inline bool language_no_abbreviation(const char *end, size_t size, uint64_t last)
{
    uint64_t first;
    memcpy(&first, end - size, 8);
    uint64_t is_short = (uint64_t)0 - (size < 8);
    first = (last & is_short) | (first & ~is_short);
    return !language_sieved(language_abbreviation_sieve, language_hash_of(first, last, size));
}

#endif
