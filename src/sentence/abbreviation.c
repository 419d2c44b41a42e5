/* abbreviation.c - the rules for an abbreviation before a full stop.
 *
 * "u. v. m." is joined to "u.v.m" before it is looked up, whatever blanks stand inside.
 */
#include "sentence/candidate.h"

enum { PARTS = 5 };

/* The word before the stop and some parts before it, without the blanks between. */
struct chain {
    const char *key;
    size_t size;
    char joined[LANGUAGE_WORD_MAX]; /* where the key is made of several parts, at its end */
};

/* The text between the parts is left out. */
static bool prepend(struct chain *chain, const struct candidate *c, struct word part)
{
    size_t size = part.end - part.start, whole = size + chain->size;
    if (whole > LANGUAGE_WORD_MAX)
        return false;
    char *key = chain->joined + LANGUAGE_WORD_MAX - whole;
    if (chain->key != key + size)
        memcpy(key + size, chain->key, chain->size);
    memcpy(key, c->text + part.start, size);
    chain->key = key;
    chain->size = whole;
    return true;
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
    return part.end - part.start <= 8 && part.end - part.start >= 2 ? part : none;
}

static unsigned look_up(const struct candidate *c, const char *word, size_t size)
{
    unsigned flags = language_word(word, size);
    if (c->own)
        flags |= abbreviations_find(c->own, word, size);
    return flags & (LANGUAGE_ABBREVIATION | LANGUAGE_PART | LANGUAGE_TAIL);
}

/* "z." before "B.": does the next word with its full stop make the key longer? */
static bool goes_on_with(const struct candidate *c, const char *key, size_t size)
{
    struct word right = right_word(c);
    size_t more = right.end - right.start;
    char longer[LANGUAGE_WORD_MAX];
    if (more == 0 || size + 1 + more > sizeof longer || right.end >= c->high ||
        c->text[right.end] != '.' || c->right_quote || c->right_bracket || c->right_dash)
        return false;
    memcpy(longer, key, size);
    longer[size] = '.';
    memcpy(longer + size + 1, c->text + right.start, more);
    return look_up(c, longer, size + 1 + more) & ~(unsigned)LANGUAGE_TAIL;
}

/* The flags of the longest chain that is known; c->left becomes all of it. *inside: it is only
 * the beginning of one. */
static unsigned find_longest(struct candidate *c, bool *inside)
{
    struct word part = c->left;
    struct chain chain;
    unsigned found = 0;
    chain.key = c->text + part.start;
    chain.size = part.end - part.start;
    for (unsigned i = 1; chain.size <= LANGUAGE_WORD_MAX; i++) {
        unsigned flags = look_up(c, chain.key, chain.size);
        *inside = *inside || (flags & LANGUAGE_PART && goes_on_with(c, chain.key, chain.size));
        if (flags & LANGUAGE_ABBREVIATION) {
            c->left.start = part.start;
            found = flags;
        }
        if (i == PARTS || (!(flags & LANGUAGE_TAIL) && !c->own))
            break; /* nothing known ends so */
        part = part_before(c, part.start);
        if (part.end == part.start || !prepend(&chain, c, part))
            break;
    }
    return found;
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

/* Max-Planck-Inst, Di.–So: what stands last. Bgm at a sentence's beginning: as bgm. */
static unsigned find_variant(const struct candidate *c)
{
    const char *word = c->text + c->left.start;
    size_t size = c->left.end - c->left.start;
    if (size > 3 && abbreviation_label(word + size))
        return LANGUAGE_NUMBER;
    size_t joint = joint_end(word, size);
    if (joint > 0) /* but m/s */
        return joint + 1 < size ? look_up(c, word + joint, size - joint) : 0;
    if (size > LANGUAGE_WORD_MAX || !is_ascii_upper((unsigned char)word[0]) ||
        !begins_sentence(c, c->left.start))
        return 0;
    char lower[LANGUAGE_WORD_MAX];
    memcpy(lower, word, size);
    lower[0] = (char)(lower[0] - 'A' + 'a');
    return look_up(c, lower, size);
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
    unsigned flags = find_longest(c, &inside);
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
