#include "check/glance.h"

#include <stdlib.h>

#include "token/token.h"

enum { LONGEST_WORD = 64 };

/* Where a look is, between one block of 64 bytes and the next. */
struct look {
    struct view text;
    const struct glance_words *words;
    struct glance *glance;
    size_t word;           /* where the word at hand begins */
    bool in_word, blank;   /* a letter, a space stood before the block */
    uint64_t letters;      /* of a character that reaches into the block */
    unsigned prefix;       /* of the word before */
    size_t size, word_end; /* likewise */
};

/* ---- words ------------------------------------------------------------------------------- */

/* Whether nothing but an apostrophe stands between two runs of letters: they are one word. */
static bool is_joined(const struct look *look, size_t start)
{
    struct view between = view_slice(look->text, look->word_end, start);
    return view_equal(between, VIEW("'")) || view_equal(between, VIEW("’"));
}

static void take_word(struct look *look, size_t start, size_t end)
{
    struct glance *glance = look->glance;
    const char *word = look->text.data + start;
    size_t size = end - start;
    unsigned prefix = size < 3 ? language_prefix(word, size) : language_prefix(word, 3);
    unsigned shift = size < 31 ? (unsigned)size : 31;
    glance->spots[glance->count] = start;
    glance->count += look->words->sizes[prefix].value >> shift & 1;
    glance->german += look->words->sizes[prefix].german >> shift & 1;
    if (size > LONGEST_WORD)
        glance->has |= HAS_LONG_WORD;
    if (look->word_end + 1 == start || look->word_end + 3 == start) {
        if (is_joined(look, start)) {
            look->word_end = end;
            return;
        }
    }
    if (prefix == look->prefix && size == look->size)
        glance->has |= HAS_TWO_ALIKE;
    look->prefix = prefix;
    look->size = size;
    look->word_end = end;
}

/* ---- characters -------------------------------------------------------------------------- */

static const uint16_t marks[128] = {
    ['@'] = HAS_LINK,
    ['#'] = HAS_LINK,
    ['"'] = HAS_QUOTE,
    ['('] = HAS_BRACKET,
    [')'] = HAS_BRACKET,
    ['['] = HAS_BRACKET | HAS_TAG,
    [']'] = HAS_BRACKET,
    ['<'] = HAS_TAG,
    ['{'] = HAS_TAG,
    [':'] = HAS_COLON,
    [0x7f] = HAS_ODD,
};

/* Whether what follows a dot or a colon goes on as a link does: no blank, nor a mark that ends it. */
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
static unsigned mark_at(struct view text, size_t at)
{
    char byte = text.data[at];
    unsigned has = marks[(unsigned char)byte];
    return (byte == '.' || byte == ':') && goes_on(text, at + 1) ? has | HAS_LINK : has;
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
    return (lead == 0xe2 ? HAS_QUOTE : 0) | (lead == 0xe2 && is_usual(text, at) ? 0 : HAS_ODD);
}

/* ---- blocks ------------------------------------------------------------------------------ */

static unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

/* Adds the letters beyond ASCII; one may reach into the next block. */
static uint64_t all_letters(struct look *look, size_t base, const struct glance_block *block)
{
    uint64_t letters = block->letters | look->letters;
    look->letters = 0;
    for (uint64_t rest = block->leads; rest; rest &= rest - 1) {
        unsigned at = lowest(rest);
        size_t size = token_letter(look->text, base + at);
        look->glance->has |= wide_at(look->text, base + at);
        if (size == 0)
            continue;
        uint64_t character = (UINT64_C(1) << size) - 1;
        letters |= character << at;
        if (at + size > 64)
            look->letters = character >> (64 - at);
    }
    return letters;
}

static void look_at_words(struct look *look, size_t base, uint64_t letters, uint64_t digits)
{
    uint64_t edges = letters ^ (letters << 1 | look->in_word);
    uint64_t first_digits = digits & ~(digits << 1);
    for (uint64_t rest = edges | first_digits; rest; rest &= rest - 1) {
        size_t at = base + lowest(rest);
        uint64_t bit = rest & (0 - rest);
        if (edges & bit) {
            if (look->in_word)
                take_word(look, look->word, at);
            look->word = at;
            look->in_word = !look->in_word;
        }
        if (first_digits & bit)
            look->glance->spots[look->glance->count++] = at;
    }
}

static void look_at_block(struct look *look, size_t base, const struct glance_block *block,
                          uint64_t valid)
{
    uint64_t letters = all_letters(look, base, block) & valid;
    uint64_t plain = block->letters | block->digits | block->spaces | block->wide;
    uint64_t blanks = block->spaces | block->controls | block->wide;
    for (uint64_t rest = ~plain & ~block->controls & valid; rest; rest &= rest - 1)
        look->glance->has |= mark_at(look->text, base + lowest(rest));
    if (block->controls & valid)
        look->glance->has |= HAS_ODD;
    if ((block->spaces << 1 | look->blank) & blanks & valid)
        look->glance->has |= HAS_TWO_BLANKS;
    look_at_words(look, base, letters, block->digits & valid);
    look->blank = block->spaces >> 63;
}

/* Room for all that a block may have, and for a word that it ends. */
static bool make_room(struct glance *glance)
{
    while (glance->capacity - glance->count <= 66) {
        size_t *grown = array_grow(glance->spots, glance->capacity, &glance->capacity,
                                   sizeof *glance->spots);
        if (!grown)
            return false;
        glance->spots = grown;
    }
    return true;
}

bool glance_at(struct glance *glance, const struct glance_words *words, struct view text)
{
    struct look look = {.text = text, .words = words, .glance = glance, .prefix = UINT32_MAX};
    char last[64] = {0};
    glance->has = 0;
    glance->german = glance->count = 0;
    look.word_end = SIZE_MAX / 2;
    for (size_t base = 0; base < text.size; base += 64) {
        struct glance_block block;
        size_t size = text.size - base < 64 ? text.size - base : 64;
        const char *bytes = text.data + base;
        if (!make_room(glance))
            return false;
        if (size < 64)
            bytes = memcpy(last, bytes, size);
        glance_block_fast(bytes, &block);
        look_at_block(&look, base, &block, UINT64_MAX >> (64 - size));
    }
    if (look.in_word)
        take_word(&look, look.word, text.size);
    return true;
}

void glance_free(struct glance *glance)
{
    free(glance->spots);
    *glance = (struct glance){0};
}
