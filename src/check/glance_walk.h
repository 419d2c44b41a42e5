/* glance_walk.h - how a glance goes over a text, 64 bytes at a time, whatever sorts them into
 * kinds.
 *
 * All but what is rare is inline here, so that it becomes part of the walk that each way of sorting
 * has of its own. Private to this room; tests look at it, too.
 */
#ifndef CHECK_GLANCE_WALK_H
#define CHECK_GLANCE_WALK_H

#include <stdlib.h>

#include "check/glance.h"
#include "token/token.h"

/* ---- kinds of bytes ---------------------------------------------------------------------- */

/* A bit for each of up to 64 bytes. */
struct glance_block {
    uint64_t letters; /* of ASCII, and U+00C0 to U+07FF but for what is in `strange` */
    uint64_t spaces, digits, stops;
    uint64_t marks;   /* of ASCII, but for . , - / */
    uint64_t strange; /* where a character begins that is to be looked at: all others, and those of
                         two bytes whose second is that of × ÷ U+00C3 U+00E2 or in the next block */
    uint64_t inside;  /* a character goes on */
};

typedef void glance_block_function(const char *bytes, size_t size, struct glance_block *block);

glance_block_function glance_block_portable;
/* NULL where there is no such thing. */
glance_block_function *glance_block_sse2(void);
glance_block_function *glance_block_avx512(void);

/* The walk that is the fastest here; that with AVX-512, or NULL. */
glance_walk_function *glance_walk(void);
glance_walk_function *glance_walk_avx512(void);

/* ---- a walk ------------------------------------------------------------------------------ */

#define GLANCE_INLINE static inline __attribute__((always_inline))

/* Where a walk is, between one block and the next. */
struct look {
    struct view text;
    const struct glance_words *words;
    size_t *spots;
    size_t count, german;
    unsigned has;
    bool in_word, blank; /* a letter, a space stood before the block */
    uint64_t letters;    /* of a character that reaches into the block */
    size_t word;         /* where the word at hand begins */
    size_t word_end;     /* of the word before; 0: none */
    uint64_t like;       /* its first letters and its size */
    size_t longest;
};

/* glance.c: what is rare. What an ASCII character says that is no letter, digit or space; a stop
 * within a word; letters of the block with those that are strange; a word that may say a value;
 * digits among the spots that the block had from `first` on; whether two words are one. */
unsigned glance_mark(struct view text, size_t at);
unsigned glance_stop(struct view text, size_t at);
uint64_t glance_strange(struct look *look, size_t base, const struct glance_block *block);
void glance_value(struct look *look, size_t start, size_t end);
void glance_digits(struct look *look, size_t base, size_t first, uint64_t digits);
bool glance_joined(struct view text, size_t end, size_t start);

GLANCE_INLINE unsigned glance_lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

/* A bit for each byte before which one of `bits` stands. */
GLANCE_INLINE uint64_t glance_after(uint64_t bits, bool before)
{
    return bits << 1 | (uint64_t)before;
}

GLANCE_INLINE uint32_t glance_four_bytes(struct view text, size_t at)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint32_t bytes;
    if (text.size - at >= sizeof bytes) {
        memcpy(&bytes, text.data + at, sizeof bytes);
        return bytes;
    }
#endif
    return glance_bytes(text.data + at, text.size - at);
}

/* The words of a block, which are counted where the compiler can keep the numbers at hand. */
GLANCE_INLINE void glance_block_words(struct look *look, size_t base, uint64_t starts,
                                      uint64_t ends)
{
    const uint64_t last = UINT64_C(1) << 63; /* no bit set has no lowest */
    const struct glance_words *words = look->words;
    const bool apostrophe = look->has & HAS_APOSTROPHE;
    size_t start = look->word, german = look->german, longest = look->longest;
    uint64_t like = look->like;
    for (; ends; ends &= ends - 1) {
        size_t end = base + glance_lowest(ends), size = end - start;
        size_t shift = size < 31 ? size : 31;
        uint32_t letters = glance_letters(glance_four_bytes(look->text, start), size);
        uint64_t asked = words->first[glance_first(letters)] >> shift;
        uint64_t now = (uint64_t)size << 32 | letters;
        german += asked >> 32 & 1;
        longest = size > longest ? size : longest;
        if (asked & 1)
            glance_value(look, start, end);
        bool joined = apostrophe && glance_joined(look->text, look->word_end, start);
        if (now == like && !joined)
            look->has |= HAS_TWO_ALIKE;
        like = joined ? like : now;
        look->word_end = end;
        start = base + glance_lowest(starts | last);
        starts &= starts - 1;
    }
    look->word = start;
    look->german = german;
    look->longest = longest;
    look->like = like;
}

GLANCE_INLINE void glance_all_words(struct look *look, size_t base, uint64_t letters)
{
    uint64_t after = glance_after(letters, look->in_word);
    uint64_t starts = letters & ~after, ends = ~letters & after;
    if (!look->in_word && starts) {
        look->word = base + glance_lowest(starts);
        starts &= starts - 1;
    }
    glance_block_words(look, base, starts, ends);
    look->in_word = letters >> 63;
}

GLANCE_INLINE void glance_one_block(struct look *look, size_t base,
                                    const struct glance_block *block)
{
    uint64_t letters = block->letters, digits = block->digits;
    size_t first = look->count;
    for (uint64_t rest = block->marks; rest; rest &= rest - 1)
        look->has |= glance_mark(look->text, base + glance_lowest(rest));
    for (uint64_t rest = block->stops & ~(block->spaces >> 1); rest; rest &= rest - 1)
        look->has |= glance_stop(look->text, base + glance_lowest(rest));
    if (block->strange | look->letters)
        letters |= glance_strange(look, base, block);
    if (glance_after(block->spaces, look->blank) & block->spaces)
        look->has |= HAS_TWO_BLANKS;
    glance_all_words(look, base, letters);
    digits &= ~(digits << 1); /* those that go on from the block before begin once more: no harm */
    if (digits)
        glance_digits(look, base, first, digits);
    look->blank = block->spaces >> 63;
}

/* Room for all that a block may have, and for a word that it ends. */
GLANCE_INLINE bool glance_room(struct glance *glance, struct look *look)
{
    while (glance->capacity - look->count <= 66) {
        size_t *grown =
            array_grow(glance->spots, glance->capacity, &glance->capacity, sizeof *grown);
        if (!grown)
            return false;
        glance->spots = grown;
    }
    look->spots = glance->spots;
    return true;
}

/* One by one, which is faster than clearing all. */
GLANCE_INLINE void glance_begin(struct look *look, const struct glance_words *words,
                                struct view text)
{
    look->text = text;
    look->words = words;
    look->count = look->german = look->word = look->word_end = look->longest = 0;
    look->has = 0;
    look->in_word = look->blank = false;
    look->letters = look->like = 0;
}

GLANCE_INLINE bool glance_over(struct glance *glance, const struct glance_words *words,
                               struct view text, glance_block_function *sort)
{
    struct look look;
    size_t inside = 0;
    glance_begin(&look, words, text);
    for (size_t base = 0; base <= text.size; base += 64) { /* the last block ends the last word */
        struct glance_block block;
        size_t left = text.size - base;
        if (!glance_room(glance, &look))
            return false;
        sort(left > 0 ? text.data + base : "", left < 64 ? left : 64, &block);
        glance_one_block(&look, base, &block);
        if (block.inside)
            inside += (size_t)__builtin_popcountll(block.inside);
    }
    enum { LONGEST_WORD = 64 };
    glance->has = look.has | (look.longest > LONGEST_WORD ? HAS_LONG_WORD : 0u);
    glance->characters = text.size - inside;
    glance->german = look.german;
    glance->count = look.count;
    return true;
}

#endif
