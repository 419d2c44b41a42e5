/* words.h - what a German word or abbreviation is, as the data files of this folder say.
 *
 * The table is made at build time by generate.c. Nothing is allocated. All is inline: the rules ask
 * for each candidate.
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
    LANGUAGE_VERB = 1 << 16,
    LANGUAGE_SURNAME = 1 << 17,
};

#define LANGUAGE_ABBREVIATION 0xffu /* any of the first eight */

/* Longest word in the table, in bytes. */
enum { LANGUAGE_WORD_MAX = 32 };

/* ---- how the table is laid out ---------------------------------------------------------- */

enum { LANGUAGE_SLOTS = 16384, LANGUAGE_SIEVE = 32768 };

struct language_slot {
    uint16_t offset; /* in the pool */
    uint8_t size;    /* 0: free */
    uint8_t more;    /* flags above the first 16 */
    uint16_t flags;
};

extern const struct language_slot language_slots[LANGUAGE_SLOTS];
extern const char language_pool[]; /* its words stand behind eight bytes that are none */
extern const uint64_t language_sieve[LANGUAGE_SIEVE / 64];   /* two bits for each hash */
extern const uint64_t language_endings[LANGUAGE_SIEVE / 64]; /* how abbreviations end */

/* For what is asked at each stop; a compiler thinks them too large. */
#define LANGUAGE_INLINE static inline __attribute__((always_inline))

/* The eight bytes at `text` as a number, the first of them its lowest byte. */
LANGUAGE_INLINE uint64_t language_ahead(const char *text)
{
    uint64_t bytes;
    memcpy(&bytes, text, 8);
#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    bytes = 0;
    for (int i = 8; i-- > 0;)
        bytes = bytes << 8 | (unsigned char)text[i];
#endif
    return bytes;
}

/* A word of the table as numbers: its first and its last eight bytes, or both times all of it, with
 * zeros behind. */
struct language_key {
    uint64_t first, last;
};

/* `size` is not 0, and eight bytes before the word's end must be readable: so no branch asks how
 * long the word is, which no machine can guess. */
LANGUAGE_INLINE struct language_key language_key(const char *word, size_t size)
{
    size_t missing = size < 8 ? 8 - size : 0;
    return (struct language_key){language_ahead(word - missing) >> 8 * missing,
                                 language_ahead(word + size - 8) >> 8 * missing};
}

LANGUAGE_INLINE uint32_t language_hash(struct language_key key, size_t size)
{
    uint64_t mix = (key.first ^ size) * UINT64_C(0x9E3779B97F4A7C15);
    mix = (mix ^ mix >> 29 ^ key.last) * UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t)(mix >> 32);
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

/* ---- look-up -------------------------------------------------------------------------------- */

/* Is it the word of a slot? */
LANGUAGE_INLINE bool language_same(const struct language_slot *slot, struct language_key key,
                                   const char *word, size_t size)
{
    if (slot->size != size)
        return false;
    const char *own = language_pool + slot->offset;
    struct language_key other = language_key(own, size);
    return key.last == other.last && key.first == other.first &&
           (size <= 16 || memcmp(own + 8, word + 8, size - 16) == 0);
}

/* Flags of the word of that key, 0 if it is in no data file. Only of a word of more than 16 bytes
 * the others are looked at. */
static inline unsigned language_key_flags(struct language_key key, const char *word, size_t size)
{
    uint32_t hash = language_hash(key, size);
    if (size > LANGUAGE_WORD_MAX || !language_sieved(language_sieve, hash))
        return 0;
    for (uint32_t at = hash % LANGUAGE_SLOTS;; at = (at + 1) % LANGUAGE_SLOTS) {
        const struct language_slot *slot = &language_slots[at];
        if (slot->size == 0)
            return 0;
        if (language_same(slot, key, word, size))
            return slot->flags | (unsigned)slot->more << 16;
    }
}

/* The same of a word without its full stop and the blanks inside ("z.B" for "z. B."). Eight bytes
 * before its end must be readable. */
static inline unsigned language_word(const char *word, size_t size)
{
    return size == 0 ? 0 : language_key_flags(language_key(word, size), word, size);
}

/* The same of a word as it is with a capital; its first letter is a small one of ASCII. */
static inline unsigned language_noun(const char *word, size_t size)
{
    const uint64_t capital = 'a' - 'A';
    struct language_key key = language_key(word, size);
    key.first ^= capital;
    key.last ^= size <= 8 ? capital : 0;
    return language_key_flags(key, word, size);
}

/* ---- how words end, for a quick answer ----------------------------------------------------- */

/* How many of the last four bytes of `before` are letters, from the last one on, times eight. All
 * beyond ASCII are taken for letters. */
LANGUAGE_INLINE unsigned language_letter_bits(uint64_t before)
{
    const uint32_t ones = 0x01010101, high = 0x80808080;
    uint32_t bytes = (uint32_t)(before >> 32), small = (bytes | 0x20 * ones) & ~high;
    uint32_t from_a = small + (0x80 - 'a') * ones, beyond_z = small + (0x7f - 'z') * ones;
    uint32_t others = ~((from_a & ~beyond_z) | bytes) & high;
    return (unsigned)__builtin_clzll((uint64_t)others << 32 | 1u << 31) & ~7u;
}

/* Does one of the last seven bytes of `before` begin a character beyond ASCII that is none of
 * U+00C0 to U+00FF? */
LANGUAGE_INLINE bool language_has_other(uint64_t before)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = 0x80 * ones;
    uint64_t differs = before ^ 0xc3 * ones;
    differs = ((differs & ~high) + 0x7f * ones) | differs;
    return (before & before << 1 & differs & high & ~UINT64_C(0xff)) != 0;
}

/* Is one of the four small letters a vowel, or no ASCII? */
LANGUAGE_INLINE bool language_has_vowel(uint32_t letters)
{
    const uint32_t vowels = 1u << 'a' % 32 | 1u << 'e' % 32 | 1u << 'i' % 32 | 1u << 'o' % 32 |
                            1u << 'u' % 32 | 1u << 'y' % 32;
    uint32_t one = vowels >> letters % 32 | vowels >> (letters >> 8) % 32 |
                   vowels >> (letters >> 16) % 32 | vowels >> (letters >> 24) % 32;
    return (one & 1) | ((letters & 0x80808080) != 0);
}

/* How a word ends, small: its last four bytes, or all of it where it has two or three and a space
 * stands before it. 0 if they are no letters, or no vowel is among them. `before` is
 * the eight bytes before its end. Without a branch: no machine can guess what a word is. */
LANGUAGE_INLINE uint32_t language_ending(uint64_t before)
{
    unsigned bits = language_letter_bits(before);
    uint32_t letters =
        (uint32_t)(before >> 32 | 0x20202020) & (uint32_t)(0xffffffff00000000 >> bits);
    bool after_space = before << bits >> 56 == ' ';
    bool two = (bits == 16) & ((letters & 0x80800000) == 0); /* and no single Ä */
    bool known = (bits == 32) | (((bits == 24) | two) & after_space);
    bool other = language_has_other(before), vowel = language_has_vowel(letters);
    bool sound = known & !other & vowel;
    return letters & (0 - (uint32_t)sound);
}

#define LANGUAGE_ENDING_FACTOR UINT64_C(0x9E3779B1)
LANGUAGE_INLINE uint32_t language_ending_hash(uint32_t ending)
{
    return (uint32_t)(ending * LANGUAGE_ENDING_FACTOR >> 24);
}

/* Does the word before `end` end as no abbreviation does? Eight bytes before it must be readable.
 */
LANGUAGE_INLINE bool language_no_abbreviation(const char *end)
{
    uint32_t ending = language_ending(language_ahead(end - 8));
    bool sieved = language_sieved(language_endings, language_ending_hash(ending));
    return (ending != 0) & !sieved;
}

#endif
