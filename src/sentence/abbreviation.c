/* abbreviation.c - the rules for an abbreviation before a full stop.
 *
 * "u. v. m." is joined to "u.v.m" before it is looked up, whatever blanks stand inside.
 */
#include "sentence/candidate.h"

/* Most parts of an abbreviation with blanks between them, and most bytes of a part but the last. */
enum { PARTS = 5, PART_BYTES = 8 };

enum { LOOKED_FOR = LANGUAGE_ABBREVIATION | LANGUAGE_PART | LANGUAGE_TAIL };

/* Flags of a word before whose end eight bytes are readable. */
static inline unsigned flags_of(const struct candidate *c, const char *word, size_t size)
{
    unsigned flags = language_word(word, size);
    if (c->own)
        flags |= abbreviations_find(c->own, word, size);
    return flags & LOOKED_FOR;
}

/* Flags of text[start..end) without its blanks and the word behind it, which is `size` bytes. */
static __attribute__((noinline)) unsigned look_up_copy(const struct candidate *c, size_t start,
                                                       size_t end, struct word behind, size_t size)
{
    char memory[8 + LANGUAGE_WORD_MAX] = {0}, *word = memory + 8; /* see language_key */
    size_t at = 0, blank;
    if (size > LANGUAGE_WORD_MAX)
        return 0;
    for (; start<end; start += blank> 0 ? blank : 1)
        if ((blank = white_at(c->text, start, end)) == 0)
            word[at++] = c->text[start];
    memcpy(word + at, c->text + behind.start, behind.end - behind.start);
    return flags_of(c, word, size);
}

/* Flags of a word of the text. */
static inline unsigned look_up(const struct candidate *c, struct word word)
{
    size_t size = word.end - word.start;
    if (c->own || word.end < 8)
        return look_up_copy(c, word.start, word.end, (struct word){0, 0}, size);
    return language_word(c->text + word.start, size) & LOOKED_FOR;
}

/* Parts of an abbreviation without the blanks between them, up to the stop: as a number, as
 * language_key has it, while they are short. */
struct chain {
    size_t start, size;
    uint64_t bytes;
};

static inline uint64_t short_bytes(const struct candidate *c, struct word word)
{
    size_t size = word.end - word.start;
    return size - 1 < 8 && word.end >= 8 ? language_key(c->text + word.start, size).last : 0;
}

/* The flags of a chain, and of what stands behind it. */
static inline unsigned look_up_chain(const struct candidate *c, struct chain chain, size_t end,
                                     struct word behind)
{
    if (chain.size > 8 || chain.start < 8 || c->own)
        return look_up_copy(c, chain.start, end, behind, chain.size);
    struct language_key key = {chain.bytes, chain.bytes};
    return language_key_flags(key, NULL, chain.size) & LOOKED_FOR;
}

/* The part that ends, with its full stop, before text[at] and a blank; empty if none does. */
static struct word part_before(const struct candidate *c, size_t at)
{
    size_t blank = white_before(c->text, at, c->low);
    struct word none = {at, at};
    at -= blank;
    if (blank == 0 || at <= c->low || c->text[at - 1] != '.')
        return none;
    struct word part = word_ending(c, at);
    return part.end - part.start <= PART_BYTES && part.end - part.start >= 2 ? part : none;
}

/* "z." before "B.": does the next word with its full stop make an abbreviation longer? */
static bool goes_on_with(const struct candidate *c, struct chain chain)
{
    struct word right = right_word(c);
    if (right.end == right.start || right.end >= c->high || c->text[right.end] != '.' ||
        c->right_quote || c->right_bracket || c->right_dash)
        return false;
    if (chain.size < 8)
        chain.bytes |= (uint64_t)'.' << 8 * chain.size;
    if (++chain.size < 8)
        chain.bytes |= short_bytes(c, right) << 8 * chain.size;
    chain.size += right.end - right.start;
    return look_up_chain(c, chain, c->left.end + 1, right) & ~(unsigned)LANGUAGE_TAIL;
}

/* The flags of the longest chain that is known, c->left having these flags; c->left becomes all of
 * it. *inside: it is only the beginning of one. */
static unsigned find_longest(struct candidate *c, unsigned flags, bool *inside)
{
    struct chain chain = {c->left.start, c->left.end - c->left.start, short_bytes(c, c->left)};
    unsigned found = flags & LANGUAGE_ABBREVIATION ? flags : 0;
    for (unsigned i = 1;; i++) {
        *inside = *inside || (flags & LANGUAGE_PART && goes_on_with(c, chain));
        if (i == PARTS || (!(flags & LANGUAGE_TAIL) && !c->own))
            return found; /* nothing known ends so */
        struct word part = part_before(c, chain.start);
        size_t size = part.end - part.start;
        if (size == 0 || chain.size + size > LANGUAGE_WORD_MAX)
            return found;
        chain.start = part.start;
        chain.size += size;
        chain.bytes = chain.size <= 8 ? chain.bytes << 8 * size | short_bytes(c, part) : 0;
        flags = look_up_chain(c, chain, c->left.end, (struct word){0, 0});
        if (flags & LANGUAGE_ABBREVIATION) {
            c->left.start = part.start;
            c->before_known = false;
            found = flags;
        }
    }
}

/* The bytes of a word up to its last hyphen, dash (U+2010 to U+2013) or slash; 0 if it has none. */
static size_t joint_end(const char *word, size_t size)
{
    for (size_t i = size; i-- > 1;)
        if (word[i] == '-' || word[i] == '/' ||
            (i > 2 && (word[i] & '\xfc') == '\x90' && memcmp(word + i - 2, "\xe2\x80", 2) == 0))
            return i + 1;
    return 0;
}

/* Bgm at a sentence's beginning: as bgm. */
static unsigned find_small(const struct candidate *c)
{
    char small[8 + LANGUAGE_WORD_MAX] = {0}, *word = small + 8; /* see language_key */
    size_t size = c->left.end - c->left.start;
    memcpy(word, c->text + c->left.start, size);
    word[0] = (char)(word[0] - 'A' + 'a');
    return flags_of(c, word, size);
}

/* Max-Planck-Inst, Di.–So: what stands last. */
static unsigned find_variant(const struct candidate *c)
{
    const char *word = c->text + c->left.start;
    size_t size = c->left.end - c->left.start;
    if (size > 3 && abbreviation_label(word + size))
        return LANGUAGE_NUMBER;
    size_t joint = joint_end(word, size);
    if (joint > 0) /* but m/s */
        return joint + 1 < size ? look_up(c, (struct word){c->left.start + joint, c->left.end}) : 0;
    bool capital = is_ascii_upper((unsigned char)word[0]);
    return capital && size <= LANGUAGE_WORD_MAX && begins_sentence(c, c->left.start) ? find_small(c)
                                                                                     : 0;
}

/* 5, IV, a, §: what "Art." waits for. */
static bool number_follows(const struct candidate *c)
{
    if (c->follow == FOLLOW_DIGIT || (c->follow == FOLLOW_SIGN && !c->right_quote))
        return true;
    struct word right = right_word(c);
    size_t size = right.end - right.start, roman = 0;
    while (roman < size && memchr("IVX", c->text[right.start + roman], 3))
        roman++;
    return c->follow == FOLLOW_UPPER && size > 0 && (size == 1 || roman == size);
}

static enum verdict may_end(struct candidate *c, enum rule yes, enum rule no)
{
    if (starter(c))
        return ends(c, yes, right_word(c));
    return goes_on(c, no, c->left);
}

static enum verdict decide_class(struct candidate *c, unsigned flags)
{
    if (flags & LANGUAGE_USUALLY_END && c->follow != FOLLOW_LOWER)
        return ends(c, RULE_ABBREVIATION_THAT_CLOSES_A_LIST, c->left);
    if ((flags & (LANGUAGE_NUMBER | LANGUAGE_NUMBER_WORD)) && number_follows(c))
        return goes_on(c, RULE_ABBREVIATION_BEFORE_ITS_NUMBER, c->left);
    if (flags & LANGUAGE_NUMBER_WORD)
        return UNDECIDED;
    if (flags & LANGUAGE_TITLE && !(flags & (LANGUAGE_CALENDAR | LANGUAGE_UNIT)))
        return goes_on(c, RULE_TITLE, c->left);
    if (c->quoted && !c->right_bracket && !(flags & LANGUAGE_NEVER))
        return ends(c, RULE_ABBREVIATION_QUOTED, c->left);
    if (flags & LANGUAGE_CALENDAR && inside_date(c, c->left.start))
        return goes_on(c, RULE_DATE, c->left);
    if (flags & LANGUAGE_CALENDAR && !(flags & LANGUAGE_TITLE) && clause_follows(c)) /* but Fr. */
        return ends(c, RULE_DAY_OR_MONTH_BEFORE_A_CLAUSE, right_word(c));
    if (flags & LANGUAGE_CALENDAR)
        return may_end(c, RULE_DAY_OR_MONTH_BEFORE_STARTER, RULE_ABBREVIATED_DAY_OR_MONTH);
    if (flags & LANGUAGE_UNIT)
        return may_end(c, RULE_MEASURE_BEFORE_STARTER, RULE_ABBREVIATED_MEASURE);
    if (flags & (LANGUAGE_MAY_END | LANGUAGE_NUMBER | LANGUAGE_USUALLY_END))
        return may_end(c, RULE_ABBREVIATION_BEFORE_STARTER, RULE_ABBREVIATION_INSIDE_A_SENTENCE);
    return goes_on(c, RULE_NEVER_ENDS, c->left);
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
    bool inside = false;
    unsigned flags = look_up(c, c->left);
    if (flags & (LANGUAGE_PART | LANGUAGE_TAIL) || c->own)
        flags = find_longest(c, flags, &inside);
    if (inside)
        return goes_on(c, RULE_INSIDE_AN_ABBREVIATION, c->left);
    if (!flags)
        flags = find_variant(c) & LANGUAGE_ABBREVIATION;
    if (flags)
        return decide_class(c, flags);
    if (is_dotted(c))
        return may_end(c, RULE_ABBREVIATION_BEFORE_STARTER, RULE_DOTTED);
    return UNDECIDED;
}
