/* glance.c - what is rare in a text: marks, stops within words, characters that are to be looked
 * at, words that may say a value. */
#include "check/glance_walk.h"

/* ---- words ------------------------------------------------------------------------------- */

/* Whether nothing but an apostrophe stands between two runs of letters. */
bool glance_joined(struct view text, size_t end, size_t start)
{
    struct view between = view_slice(text, end, start);
    return view_equal(between, VIEW("'")) || view_equal(between, VIEW("’"));
}

void glance_value(struct look *look, size_t start, size_t end)
{
    size_t size = end - start, shift = size < 31 ? size : 31;
    unsigned last = glance_last(look->text.data + start, size);
    look->spots[look->count] = start;
    look->count += look->words->last[last] >> shift & 1;
}

/* Adds the offsets of digits; all stay in order. */
void glance_digits(struct look *look, size_t base, size_t first, uint64_t digits)
{
    for (uint64_t rest = digits; rest; rest &= rest - 1) {
        size_t at = base + glance_lowest(rest), place = look->count++;
        for (; place > first && look->spots[place - 1] > at; place--)
            look->spots[place] = look->spots[place - 1];
        look->spots[place] = at;
    }
}

/* ---- marks ------------------------------------------------------------------------------- */

static const uint16_t marks[128] = {
    ['@'] = HAS_LINK,    ['#'] = HAS_LINK,        ['"'] = HAS_QUOTE,
    ['('] = HAS_BRACKET, [')'] = HAS_BRACKET,     ['['] = HAS_BRACKET | HAS_TAG,
    [']'] = HAS_BRACKET, ['<'] = HAS_TAG,         ['{'] = HAS_TAG,
    [':'] = HAS_COLON,   ['\''] = HAS_APOSTROPHE, [0x7f] = HAS_ODD,
};

unsigned glance_mark(struct view text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    char before = (char)(at > 0 ? text.data[at - 1] : 0);
    if (byte < ' ')
        return HAS_ODD | (before == ' ' ? HAS_TWO_BLANKS : 0);
    if (byte == ':' && at + 1 < text.size) /* https: mailto: */
        return HAS_COLON | (text.data[at + 1] == '/' || before == 'o' ? HAS_LINK : 0);
    return marks[byte];
}

/* A link has a small letter after its last stop, or begins with www. */
unsigned glance_stop(struct view text, size_t at)
{
    char before = (char)(at > 0 ? text.data[at - 1] : 0);
    char after = (char)(at + 1 < text.size ? text.data[at + 1] : 0);
    return (after >= 'a' && after <= 'z') || before == 'w' || before == 'W' ? HAS_LINK : 0;
}

/* ---- characters beyond ASCII --------------------------------------------------------------- */

/* Dashes, “ ” ‘ ’ and … are nothing odd. */
static bool is_usual(struct view text, size_t at)
{
    unsigned char last = text.size - at > 2 ? (unsigned char)text.data[at + 2] : 0;
    return last > 0 && (unsigned char)text.data[at + 1] == 0x80 &&
           ((last >= 0x93 && last <= 0x9f) || last == 0xa6);
}

/* U+00C3 and U+00E2 begin what was read in a wrong encoding. */
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

uint64_t glance_strange(struct look *look, size_t base, const struct glance_block *block)
{
    uint64_t letters = look->letters, after_space = glance_after(block->spaces, look->blank);
    look->letters = 0;
    for (uint64_t rest = block->strange; rest; rest &= rest - 1) {
        unsigned at = glance_lowest(rest);
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

/* ---- the door ---------------------------------------------------------------------------- */

bool glance_at(struct glance *glance, const struct glance_words *words, struct view text)
{
    return words->walk(glance, words, text);
}

void glance_free(struct glance *glance)
{
    free(glance->spots);
    *glance = (struct glance){0};
}
