/* abbreviation.c - the rules for an abbreviation before a full stop.
 *
 * "u. v. m." is joined to "u.v.m" before it is looked up, whatever blanks stand inside.
 */
#include "sentence/candidate.h"

enum { PARTS = 5 };

/* The word before the stop and up to four parts before it, without the blanks between. */
struct chain {
    char key[LANGUAGE_WORD_MAX + 1];
    size_t from;          /* the key begins at key[from] */
    size_t parts[PARTS];  /* where each part begins, the last first */
    size_t starts[PARTS]; /* and where in the text */
    size_t count;
};

static bool prepend(struct chain *chain, const struct candidate *c, struct word word)
{
    size_t size = word.end - word.start;
    if (size > chain->from || chain->count == PARTS)
        return false;
    chain->from -= size;
    memcpy(chain->key + chain->from, c->text + word.start, size);
    chain->parts[chain->count] = chain->from;
    chain->starts[chain->count++] = word.start;
    return true;
}

/* The part that ends, with its full stop, before text[at] and a blank; empty if none does. */
static struct word part_before(const struct candidate *c, size_t at)
{
    size_t blank = blank_before(c->text, at, c->low);
    struct word none = {at, at};
    at -= blank;
    if (blank == 0 || at <= c->low || c->text[at - 1] != '.')
        return none;
    struct word part = word_ending(c, at);
    return part.end - part.start <= 8 && part.end - part.start >= 2 ? part : none;
}

static void read_chain(struct chain *chain, const struct candidate *c)
{
    struct word part = c->left;
    chain->from = LANGUAGE_WORD_MAX;
    chain->count = 0;
    while (part.end > part.start && prepend(chain, c, part))
        part = part_before(c, part.start);
}

static unsigned look_up(const struct candidate *c, const char *word, size_t size)
{
    unsigned flags = language_word(word, size);
    if (c->own)
        flags |= abbreviations_find(c->own, word, size);
    return flags & (LANGUAGE_ABBREVIATION | LANGUAGE_PART);
}

/* The flags of the longest chain that is known; c->left becomes all of it. */
static unsigned find_longest(const struct chain *chain, struct candidate *c)
{
    for (size_t i = chain->count; i-- > 0;) {
        size_t at = chain->parts[i];
        unsigned flags = look_up(c, chain->key + at, LANGUAGE_WORD_MAX - at);
        if (flags & LANGUAGE_ABBREVIATION) {
            c->left.start = chain->starts[i];
            return flags;
        }
    }
    return 0;
}

/* Goethestr, Hausnr, Unterpos: compounds whose last part is a label. */
static bool compound_label(const char *word, size_t size)
{
    static const char *const labels[] = {"str", "nr", "pos"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t label = strlen(labels[i]);
        if (size > label && memcmp(word + size - label, labels[i], label) == 0)
            return true;
    }
    return false;
}

/* Max-Planck-Inst: what stands after the last hyphen. Bgm at a sentence's beginning: as bgm. */
static unsigned find_variant(const struct candidate *c)
{
    const char *word = c->text + c->left.start;
    size_t size = c->left.end - c->left.start;
    if (compound_label(word, size))
        return LANGUAGE_NUMBER;
    for (size_t i = size; i-- > 1;)
        if (word[i] == '-')
            return look_up(c, word + i + 1, size - i - 1);
    if (size > LANGUAGE_WORD_MAX || !is_ascii_upper((unsigned char)word[0]) ||
        !begins_sentence(c, c->left.start))
        return 0;
    char lower[LANGUAGE_WORD_MAX];
    memcpy(lower, word, size);
    lower[0] = (char)(lower[0] - 'A' + 'a');
    return look_up(c, lower, size);
}

/* "z." before "B.": does the next word with its full stop make the chain longer? */
static bool inside_chain(const struct chain *chain, const struct candidate *c)
{
    size_t size = c->right.end - c->right.start;
    if (size == 0 || size > 8 || c->right_quote || c->right_bracket || c->right_dash ||
        c->right.end >= c->high || c->text[c->right.end] != '.')
        return false;
    for (size_t i = chain->count; i-- > 0;) {
        char key[LANGUAGE_WORD_MAX];
        size_t before = LANGUAGE_WORD_MAX - chain->parts[i];
        if (before + 1 + size > sizeof key)
            continue;
        memcpy(key, chain->key + chain->parts[i], before);
        key[before] = '.';
        memcpy(key + before + 1, c->text + c->right.start, size);
        if (look_up(c, key, before + 1 + size))
            return true;
    }
    return false;
}

/* 5, IV, a, §: what "Art." waits for. */
static bool number_follows(const struct candidate *c)
{
    if (c->follow == FOLLOW_DIGIT || (c->follow == FOLLOW_SIGN && !c->right_quote))
        return true;
    size_t size = c->right.end - c->right.start;
    return c->follow == FOLLOW_UPPER && size > 0 &&
           (size == 1 || strspn(c->text + c->right.start, "IVX") >= size);
}

static enum verdict may_end(struct candidate *c, const char *yes, const char *no)
{
    if (starter(c))
        return ends(c, yes, c->right);
    return goes_on(c, no, c->left);
}

static enum verdict decide_class(struct candidate *c, unsigned flags)
{
    if (flags & LANGUAGE_USUALLY_END)
        return ends(c, "abbreviation that closes a list", c->left);
    if ((flags & (LANGUAGE_NUMBER | LANGUAGE_NUMBER_WORD)) && number_follows(c))
        return goes_on(c, "abbreviation before its number", c->left);
    if (flags & LANGUAGE_NUMBER_WORD)
        return UNDECIDED;
    if (flags & LANGUAGE_TITLE && !(flags & (LANGUAGE_CALENDAR | LANGUAGE_UNIT)))
        return goes_on(c, "title", c->left);
    if (c->quoted && !(flags & LANGUAGE_NEVER))
        return ends(c, "abbreviation at the end of a quotation", c->left);
    if (flags & LANGUAGE_CALENDAR)
        return may_end(c, "day or month before a word that begins sentences",
                       "abbreviated day or month");
    if (flags & LANGUAGE_UNIT)
        return may_end(c, "measure before a word that begins sentences", "abbreviated measure");
    if (flags & (LANGUAGE_MAY_END | LANGUAGE_NUMBER))
        return may_end(c, "abbreviation before a word that begins sentences",
                       "abbreviation inside a sentence");
    return goes_on(c, "abbreviation that never ends a sentence", c->left);
}

/* U.S.A, i.d.Ms: nothing but short parts with full stops between. */
static bool is_dotted(const struct candidate *c)
{
    size_t run = 0, dots = 0;
    for (size_t i = c->left.start; i < c->left.end; i++) {
        bool dot = c->text[i] == '.';
        dots += dot;
        run = dot ? 0 : run + 1;
        if (run > 3 || (dot && i == c->left.start))
            return false;
    }
    return dots > 0;
}

enum verdict decide_abbreviation(struct candidate *c)
{
    struct chain chain;
    read_chain(&chain, c);
    if (inside_chain(&chain, c))
        return goes_on(c, "inside an abbreviation", c->left);
    unsigned flags = find_longest(&chain, c);
    if (!flags)
        flags = find_variant(c) & LANGUAGE_ABBREVIATION;
    if (flags)
        return decide_class(c, flags);
    if (is_dotted(c))
        return may_end(c, "abbreviation before a word that begins sentences",
                       "abbreviation with full stops inside");
    return UNDECIDED;
}
