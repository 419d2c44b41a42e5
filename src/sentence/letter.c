/* letter.c - the rules for a single letter or a roman numeral before a full stop. */
#include "base/base.h"
#include "sentence/candidate.h"

static bool ends_in_digit(const struct candidate *c, struct word word)
{
    return word.end > word.start && is_digit(byte_at(c->text, word.end - 1));
}

/* J. F. Kennedy: another initial follows. */
static bool initial_follows(const struct candidate *c)
{
    struct word right = right_word(c);
    return c->follow == FOLLOW_UPPER && right.end - right.start <= 2 && right.end < c->high &&
           c->text[right.end] == '.';
}

/* 12 V, 2,5 A: the sign of a unit, after a number that is no year. */
static bool is_unit(struct candidate *c)
{
    struct word before = before_left(c);
    size_t size = before.end - before.start;
    return ends_in_digit(c, before) && memchr("VWACFKN", c->text[c->left.start], 7) &&
           is_digit(byte_at(c->text, before.start)) &&
           (size <= 3 || memchr(c->text + before.start, ',', size)) && !initial_follows(c);
}

/* S. Kurz sagte; J. Still, a name, as no sentence is of one word. */
static bool surname_follows(const struct candidate *c)
{
    struct word right = right_word(c);
    bool alone = right.end - right.start > 3 && right.end < c->high &&
                 memchr(".,;:)", c->text[right.end], 5);
    return !c->right_quote && !c->right_bracket &&
           (alone || word_flags(c, right) & LANGUAGE_SURNAME);
}

static enum verdict decide_capital(struct candidate *c)
{
    if (initial_follows(c))
        return goes_on(c, RULE_INITIAL_BEFORE_AN_INITIAL, c->left);
    if (begins_sentence(c, c->left.start))
        return goes_on(c, RULE_ENUMERATOR_OR_INITIAL, c->left);
    struct word before = before_left(c);
    if (before_flags(c) & LANGUAGE_LABEL && c->text[before.start + 1] != '.') /* but S. J. Bach */
        return ends(c, RULE_LETTER_AFTER_ITS_LABEL, before);
    if ((starter(c) && !surname_follows(c)) || c->quoted)
        return ends(c, RULE_LETTER_BEFORE_STARTER, right_word(c));
    if (ends_in_digit(c, before) && clause_follows(c)) /* mit 6 J. Papa war ... */
        return ends(c, RULE_FULL_STOP_AFTER_A_LETTER, c->left);
    if (c->follow != FOLLOW_SIGN || c->text[c->right] == '-') /* B. -W. */
        return goes_on(c, RULE_INITIAL, c->left);
    return ends(c, RULE_FULL_STOP_AFTER_A_LETTER, c->left);
}

/* Nr. 3 b. Die; lit. a. Der: the other small letters are abbreviations. */
static enum verdict decide_small(struct candidate *c)
{
    struct word right = right_word(c);
    if (c->follow == FOLLOW_LOWER &&
        !c->right_bracket) /* dr. k. war da, in a text of such letters */
        return goes_on(c, RULE_INITIAL, c->left);
    struct word before = before_left(c);
    unsigned flags = before_flags(c);
    bool stop_follows = right.end < c->high && c->text[right.end] == '.';
    if (c->follow == FOLLOW_UPPER && !stop_follows &&
        ((flags & (LANGUAGE_LABEL | LANGUAGE_NUMBER)) || ends_in_digit(c, before)))
        return starter(c) ? ends(c, RULE_LETTER_AFTER_ITS_LABEL, before) : UNDECIDED;
    return UNDECIDED;
}

enum verdict decide_letter(struct candidate *c)
{
    size_t size;
    enum letter letter = letter_at(c->text, c->left.start, c->left.end, &size);
    if (size != c->left.end - c->left.start)
        return UNDECIDED;
    if (letter == LETTER_LOWER)
        return decide_small(c);
    if (letter == LETTER_UPPER && is_unit(c))
        return ends(c, RULE_FULL_STOP_AFTER_A_LETTER, c->left);
    bool roman = c->text[c->left.start] == 'I' || c->text[c->left.start] == 'V' ||
                 c->text[c->left.start] == 'X';
    return letter == LETTER_UPPER && !roman ? decide_capital(c) : UNDECIDED;
}

/* I to XXXIX, in the usual writing. */
static bool is_roman(const char *text, size_t size)
{
    static const struct view ones[] = {VIEW("I"),  VIEW("II"),  VIEW("III"),  VIEW("IV"), VIEW("V"),
                                       VIEW("VI"), VIEW("VII"), VIEW("VIII"), VIEW("IX")};
    while (size > 0 && *text == 'X') {
        text++;
        size--;
    }
    if (size == 0)
        return true;
    for (size_t i = 0; i < sizeof ones / sizeof *ones; i++)
        if (view_equal((struct view){text, size}, ones[i]))
            return true;
    return false;
}

enum verdict decide_roman(struct candidate *c)
{
    size_t size = c->left.end - c->left.start;
    if (size > 8 || !is_roman(c->text + c->left.start, size))
        return UNDECIDED;
    bool first = size == 1 && c->text[c->left.start] == 'I' && begins_list(c, c->left.start);
    if (first || begins_item(c, c->left.start))
        return goes_on(c, RULE_ENUMERATOR, c->left);
    if (initial_follows(c))
        return goes_on(c, RULE_INITIAL_BEFORE_AN_INITIAL, c->left);
    if (before_flags(c) & LANGUAGE_LABEL)
        return ends(c, RULE_ROMAN_NUMERAL_AFTER_ITS_LABEL, before_left(c));
    if (right_flags(c) & LANGUAGE_ORDINAL_NOUN)
        return goes_on(c, RULE_ROMAN_ORDINAL_BEFORE_THE_NOUN, right_word(c));
    if (starter(c) || c->quoted)
        return ends(c, RULE_ROMAN_NUMERAL_BEFORE_STARTER, right_word(c));
    if (c->follow != FOLLOW_SIGN)
        return goes_on(c, RULE_ROMAN_NUMERAL, c->left);
    return ends(c, RULE_FULL_STOP_AFTER_A_ROMAN_NUMERAL, c->left);
}
