#include "check/glance.h"

#include <stdlib.h>

#include "token/token.h"

enum { LONGEST_WORD = 64 };

/* Where a look is, between one block of 64 bytes and the next. */
struct look {
    struct view text;
    const struct glance_words *words;
    size_t *spots;
    size_t count, german;
    unsigned has;
    size_t word;         /* where the word at hand begins */
    bool in_word, blank; /* a letter, a space stood before the block */
    uint64_t letters;    /* of a character that reaches into the block */
    size_t word_end;     /* of the word before; 0: none */
    uint64_t like;       /* its first letters and its size */
};

/* ---- words ------------------------------------------------------------------------------- */

/* Whether nothing but an apostrophe stands between two runs of letters: they are one word. */
static bool is_joined(struct view text, size_t end, size_t start)
{
    struct view between = view_slice(text, end, start);
    return view_equal(between, VIEW("'")) || view_equal(between, VIEW("’"));
}

static inline uint32_t first_bytes(struct view text, size_t at)
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

static inline void take_word(struct look *look, size_t start, size_t end)
{
    const char *word = look->text.data + start;
    size_t size = end - start, shift = size < 31 ? size : 31;
    unsigned first = glance_first(first_bytes(look->text, start), size);
    uint64_t asked = look->words->first[first] >> shift, like = (uint64_t)size << 32 | first;
    look->spots[look->count] = start;
    if (asked & 1)
        look->count += look->words->last[glance_last(word, size)] >> shift & 1;
    look->german += asked >> 32 & 1;
    bool joined = look->has & HAS_APOSTROPHE && is_joined(look->text, look->word_end, start);
    look->word_end = end;
    if (joined)
        return;
    if (like == look->like)
        look->has |= HAS_TWO_ALIKE;
    if (size > LONGEST_WORD)
        look->has |= HAS_LONG_WORD;
    look->like = like;
}

/* ---- characters -------------------------------------------------------------------------- */

static const uint16_t marks[128] = {
    ['@'] = HAS_LINK,    ['#'] = HAS_LINK,        ['"'] = HAS_QUOTE,
    ['('] = HAS_BRACKET, [')'] = HAS_BRACKET,     ['['] = HAS_BRACKET | HAS_TAG,
    [']'] = HAS_BRACKET, ['<'] = HAS_TAG,         ['{'] = HAS_TAG,
    [':'] = HAS_COLON,   ['\''] = HAS_APOSTROPHE, [0x7f] = HAS_ODD,
};

/* Whether what follows a dot or a colon goes on as a link does: no blank, nor a mark that ends it.
 */
static bool goes_on(struct view text, size_t at)
{
    if (at >= text.size)
        return false;
    unsigned char byte = (unsigned char)text.data[at];
    if (byte < 0x80)
        return byte > ' ' && byte != '"';
    bool general = byte == 0xe2 && text.size - at > 2 && (unsigned char)text.data[at + 1] == 0x80;
    return !general || (unsigned char)text.data[at + 2] > 0xba;
}

/* What an ASCII character says that is no letter, digit or space. */
static inline unsigned mark_at(struct view text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte < ' ')
        return HAS_ODD | (at > 0 && text.data[at - 1] == ' ' ? HAS_TWO_BLANKS : 0);
    if (byte == '.' || byte == ':')
        return marks[byte] | (goes_on(text, at + 1) ? HAS_LINK : 0);
    return marks[byte];
}

/* Dashes, “ ” ‘ ’ and … are nothing odd. */
static bool is_usual(struct view text, size_t at)
{
    unsigned char last = text.size - at > 2 ? (unsigned char)text.data[at + 2] : 0;
    return last > 0 && (unsigned char)text.data[at + 1] == 0x80 &&
           ((last >= 0x93 && last <= 0x9f) || last == 0xa6);
}

/* What a character beyond ASCII says; U+00C3 and U+00E2 begin what was read in a wrong encoding. */
static unsigned wide_at(struct view text, size_t at)
{
    unsigned char lead = (unsigned char)text.data[at];
    unsigned char next = at + 1 < text.size ? (unsigned char)text.data[at + 1] : 0;
    if (lead == 0xc3)
        return next == 0x83 || next == 0xa2 ? HAS_ODD : 0;
    if (lead < 0xe2)
        return lead == 0xc2 ? HAS_QUOTE | HAS_ODD : 0;
    unsigned has = lead == 0xe2 ? HAS_QUOTE | HAS_APOSTROPHE : 0;
    return has | (lead == 0xe2 && is_usual(text, at) ? 0 : HAS_ODD);
}

/* ---- blocks ------------------------------------------------------------------------------ */

static unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

/* Adds the letters beyond ASCII; one may reach into the next block. */
static inline uint64_t wide_letters(struct look *look, size_t base,
                                    const struct glance_block *block)
{
    uint64_t letters = look->letters, after_space = block->spaces << 1 | look->blank;
    look->letters = 0;
    for (uint64_t rest = block->wide; rest; rest &= rest - 1) {
        unsigned at = lowest(rest);
        if (((unsigned char)look->text.data[base + at] & 0xc0) == 0x80)
            continue;
        size_t size = token_letter(look->text, base + at);
        uint64_t character = (UINT64_C(1) << size) - 1;
        look->has |= wide_at(look->text, base + at);
        if (after_space >> at & 1 && token_blank(look->text, base + at) > 0)
            look->has |= HAS_TWO_BLANKS;
        letters |= character << at;
        if (at + size > 64)
            look->letters = character >> (64 - at);
    }
    return letters;
}

/* What stands between words. Digits that go on from the block before begin once more: no harm. */
static inline uint64_t look_at_marks(struct look *look, size_t base, uint64_t others)
{
    uint64_t digits = 0;
    for (uint64_t rest = others; rest; rest &= rest - 1) {
        size_t at = base + lowest(rest);
        if (token_is_digit(look->text, at))
            digits |= rest & (0 - rest);
        else
            look->has |= mark_at(look->text, at);
    }
    return digits & ~(digits << 1);
}

static inline void look_at_words(struct look *look, size_t base, uint64_t letters)
{
    uint64_t after = letters << 1 | look->in_word;
    uint64_t starts = letters & ~after, ends = ~letters & after;
    for (; ends; ends &= ends - 1) {
        if (!look->in_word) {
            look->word = base + lowest(starts);
            starts &= starts - 1;
        }
        take_word(look, look->word, base + lowest(ends));
        look->in_word = false;
    }
    if (starts) {
        look->word = base + lowest(starts);
        look->in_word = true;
    }
}

/* Adds the offsets of digits to those that the block had; all in order. */
static inline void add_digits(struct look *look, size_t base, size_t first, uint64_t digits)
{
    for (uint64_t rest = digits; rest; rest &= rest - 1) {
        size_t at = base + lowest(rest), place = look->count++;
        for (; place > first && look->spots[place - 1] > at; place--)
            look->spots[place] = look->spots[place - 1];
        look->spots[place] = at;
    }
}

static inline void look_at_block(struct look *look, size_t base, const struct glance_block *block)
{
    size_t first = look->count;
    uint64_t others = ~(block->letters | block->spaces | block->wide) & block->valid;
    uint64_t digits = look_at_marks(look, base, others), letters = block->letters;
    if (block->wide | look->letters)
        letters |= wide_letters(look, base, block);
    if ((block->spaces << 1 | look->blank) & block->spaces)
        look->has |= HAS_TWO_BLANKS;
    look_at_words(look, base, letters);
    if (digits)
        add_digits(look, base, first, digits);
    look->blank = block->spaces >> 63;
}

/* Room for all that a block may have, and for a word that it ends. */
static bool make_room(struct glance *glance, size_t count)
{
    while (glance->capacity - count <= 66) {
        size_t *grown =
            array_grow(glance->spots, glance->capacity, &glance->capacity, sizeof *grown);
        if (!grown)
            return false;
        glance->spots = grown;
    }
    return true;
}

bool glance_at(struct glance *glance, const struct glance_words *words, struct view text)
{
    struct look look = {.text = text, .words = words};
    for (size_t base = 0; base <= text.size; base += 64) { /* the last block ends the last word */
        struct glance_block block;
        if (!make_room(glance, look.count))
            return false;
        look.spots = glance->spots;
        struct view rest = view_slice(text, base, text.size);
        if (rest.size >= 64)
            glance_block_fast(rest.data, &block);
        else
            glance_block_last(rest.data, rest.size, &block);
        look_at_block(&look, base, &block);
    }
    glance->has = look.has;
    glance->german = look.german;
    glance->count = look.count;
    return true;
}

void glance_free(struct glance *glance)
{
    free(glance->spots);
    *glance = (struct glance){0};
}
