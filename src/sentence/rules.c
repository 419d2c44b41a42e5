/* rules.c - the rules in order: the kind of stop, what follows it, what stands before it. */
#include "base/base.h"
#include "sentence/candidate.h"

static const struct word nothing = {0, 0};

/* Where the bracket that closes before text[at] was opened; SIZE_MAX if not in this sentence. */
static size_t opening_bracket(const struct candidate *c, size_t at)
{
    unsigned depth = 0;
    while (at > c->low) {
        char byte = c->text[--at];
        if (byte == ')' || byte == ']') {
            if (++depth > 2)
                return SIZE_MAX;
        } else if ((byte == '(' || byte == '[') && depth-- == 0) {
            return at;
        }
    }
    return SIZE_MAX;
}

/* (!), […], (endlich!) Sieg: the stop belongs to the bracket, and the sentence goes on. */
static enum verdict decide_bracket(struct candidate *c)
{
    size_t open = opening_bracket(c, c->stop);
    struct word inside = {open, c->bracket + 1};
    if (open != SIZE_MAX && open + 1 == c->stop)
        return goes_on(c, RULE_STOP_ALONE_IN_BRACKETS, inside);
    if (open == SIZE_MAX || begins_sentence(c, open))
        return UNDECIDED;
    if (starter(c))
        return ends(c, RULE_BRACKET_BEFORE_STARTER, right_word(c));
    return goes_on(c, RULE_BRACKET_INSIDE_A_SENTENCE, inside);
}

/* „Ich bin dein Gott“ (2. Mose 20,2). Where a quotation is from stands behind it, and the sentence
 * goes on, if only with its own full stop. */
static bool source_follows(const struct candidate *c)
{
    enum { FAR = 80 };
    size_t left = c->high - c->right;
    const char *from = c->text + c->right, *close = memchr(from, ')', left > FAR ? FAR : left);
    return close && close[-1] != '.' && close + 1 < c->text + c->high &&
           memchr(".,;:", close[1], 4);
}

/* und, oder: what goes on with a list after an abbreviation that is not known. */
static bool joins(const struct candidate *c)
{
    static const struct view joints[] = {VIEW("und"), VIEW("oder"), VIEW("bzw"), VIEW("sowie"),
                                         VIEW("u")};
    struct view word = {c->text + c->right, c->right_end - c->right};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (view_equal(word, joints[i]))
            return true;
    return false;
}

/* Does the sentence begin with a small letter? Who writes so begins the next one so, too. But
 * "a) ..." and iPhone. */
static bool begins_small(const struct candidate *c)
{
    size_t size;
    return c->from_start && c->high - c->low > 2 && !c->quoted && !c->bracketed &&
           letter_at(c->text, c->low, c->high, &size) == LETTER_LOWER &&
           letter_at(c->text, c->low + size, c->high, &size) == LETTER_LOWER;
}

/* Suppe, Flaschen, Keller: an abbreviation ends before a vowel, and has capitals inside, BerGer. */
static bool is_noun(const char *word, size_t size)
{
    for (size_t i = 1; i < size; i++)
        if (is_ascii_upper((unsigned char)word[i]))
            return false;
    const char *end = word + size;
    return size > 4 && (end[-1] == 'e' || (memchr("nr", end[-1], 2) && memchr("aeio", end[-2], 4)));
}

/* Does what stands before the stop end as no abbreviation does that is known? */
static bool ends_as_word(const struct candidate *c)
{
    enum { READ_BACK = 8 };
    return c->stop - c->low >= READ_BACK && language_no_abbreviation(c->text + c->stop);
}

/* Is it a word, and no abbreviation that no list has? */
static bool after_word(struct candidate *c)
{
    c->left = word_ending(c, c->stop);
    const char *word = c->text + c->left.start;
    size_t size = c->left.end - c->left.start;
    if (c->own && abbreviations_find(c->own, word, size))
        return false;
    if (is_ascii_lower((unsigned char)word[0]))
        return true;
    return is_noun(word, size) && !(word_flags(c, right_word(c)) & LANGUAGE_VERB);
}

/* das for Das, über for Über: does the word that follows begin sentences, but for its capital? */
static bool small_starter(const struct candidate *c)
{
    char memory[8 + LANGUAGE_WORD_MAX] = {0}, *first = memory + 8; /* see language_key */
    struct word right = right_word(c);
    size_t size = right.end - right.start;
    if (size == 0 || size > LANGUAGE_WORD_MAX)
        return false;
    memcpy(first, c->text + right.start, size);
    char *letter = first + (first[0] == '\xc3' && size > 1);
    *letter = (char)(*letter - ('a' - 'A'));
    return language_word(first, size) & LANGUAGE_STARTER && !joins(c);
}

/* War gut. das reicht mir! Nie wieder!! das war alles: who writes so forgot a capital. */
static bool forgotten_capital(struct candidate *c)
{
    bool marks = c->quoted || c->bracketed || c->right_quote || c->right_bracket || c->right_dash;
    if (marks || c->strong != (c->stop_size > 1) || !(c->strong || ends_as_word(c)))
        return false;
    return small_starter(c) && (c->strong || after_word(c));
}

static enum verdict decide_follow(struct candidate *c)
{
    switch (c->follow) {
    case FOLLOW_NOTHING:
        return goes_on(c, RULE_NO_WORD_FOLLOWS, nothing);
    case FOLLOW_JOINT:
        return goes_on(c, RULE_SIGN_FOLLOWS, nothing);
    case FOLLOW_LOWER:
        if (c->right_bracket && !c->strong && !c->ellipsis)
            return UNDECIDED; /* gesagt. (dpa) */
        if (begins_small(c) && !joins(c) && right_word(c).end > c->right && !c->right_quote &&
            !c->right_dash)
            return UNDECIDED;
        if (forgotten_capital(c))
            return ends(c, RULE_FORGOTTEN_CAPITAL, right_word(c));
        return goes_on(c, RULE_LOWER_CASE_FOLLOWS, right_word(c));
    default:
        return UNDECIDED;
    }
}

/* Er ... Anna; K … brücke; will … Dann. */
static enum verdict decide_ellipsis(struct candidate *c)
{
    enum mark mark;
    bool bracket = mark_before(c->text, c->stop, c->low, &mark) > 0 && mark == MARK_OPEN;
    bool bracket_follows =
        c->right_bracket && c->follow == FOLLOW_UPPER && right_word(c).end == c->right;
    if (bracket || bracket_follows)
        return goes_on(c, RULE_ELLIPSIS_BESIDE_A_BRACKET, nothing);
    if (c->quoted || starter(c))
        return ends(c, RULE_ELLIPSIS_BEFORE_STARTER, right_word(c));
    if (c->right_dash || !white_before(c->text, c->stop, c->low))
        return ends(c, RULE_ELLIPSIS_AFTER_A_WORD, c->left);
    return goes_on(c, RULE_ELLIPSIS_INSIDE_A_SENTENCE, right_word(c));
}

/* Hr, Bstg: no word of German is without a vowel. Acronyms are all capitals. */
static bool has_no_vowel(const struct candidate *c)
{
    size_t size = c->left.end - c->left.start;
    if (size < 2 || size > 5 || !is_ascii_lower(byte_at(c->text, c->left.end - 1)))
        return false;
    for (size_t i = c->left.start; i < c->left.end; i++) {
        unsigned byte = byte_at(c->text, i);
        if (!is_ascii_lower(byte) && !is_ascii_upper(byte))
            return false;
        if (memchr("aeiouyAEIOUY", (int)byte, 12))
            return false;
    }
    return !(word_flags(c, c->left) & LANGUAGE_PLAIN);
}

static enum verdict decide_unknown_abbreviation(struct candidate *c)
{
    if (!has_no_vowel(c))
        return UNDECIDED;
    if (starter(c))
        return ends(c, RULE_WORD_WITHOUT_A_VOWEL_BEFORE_STARTER, c->left);
    return goes_on(c, RULE_WORD_WITHOUT_A_VOWEL, c->left);
}

/* "B" of "z. B.": a full stop stands before it. */
static bool after_stop(const struct candidate *c)
{
    size_t at = c->left.start - white_before(c->text, c->left.start, c->low);
    return at > c->low && c->text[at - 1] == '.';
}

static SELDOM bool ends_in_wide_mark(const struct candidate *c)
{
    enum mark mark;
    return wide_mark_before(c->text, c->stop, c->low, &mark) > 0;
}

/* A lone full stop: what stands before it? */
static enum verdict decide_left(struct candidate *c)
{
    enum verdict verdict = UNDECIDED;
    unsigned last = c->stop > c->low ? byte_at(c->text, c->stop - 1) : 0;
    if (is_digit(last))
        return decide_number(c);
    size_t size = c->left.end - c->left.start;
    bool letter = is_ascii_lower(last) || is_ascii_upper(last);
    if (size == 0 || (!letter && (last < 0x80 || ends_in_wide_mark(c))))
        return ends(c, RULE_FULL_STOP_AFTER_A_MARK, nothing);
    bool in_chain = size <= 2 && is_ascii_upper(last) && after_stop(c);
    if (size <= 2 && !in_chain)
        verdict = decide_letter(c);
    if (verdict == UNDECIDED)
        verdict = decide_abbreviation(c);
    if (verdict == UNDECIDED && in_chain)
        verdict = decide_letter(c);
    if (verdict == UNDECIDED && is_ascii_upper(last))
        verdict = decide_roman(c);
    if (verdict == UNDECIDED)
        verdict = decide_unknown_abbreviation(c);
    return verdict;
}

enum verdict candidate_decide(struct candidate *c)
{
    enum verdict verdict = UNDECIDED;
    candidate_read_right(c);
    if (c->bracketed)
        verdict = decide_bracket(c);
    if (verdict == UNDECIDED)
        verdict = decide_follow(c);
    if (verdict == UNDECIDED && c->quoted && c->right_bracket && source_follows(c))
        return goes_on(c, RULE_BRACKET_INSIDE_A_SENTENCE, right_word(c));
    if (verdict != UNDECIDED)
        return verdict;
    if (c->strong)
        return ends(c, RULE_EXCLAMATION_OR_QUESTION_MARK, nothing);
    c->left = word_ending(c, c->stop);
    if (c->ellipsis)
        return decide_ellipsis(c);
    verdict = decide_left(c);
    if (verdict != UNDECIDED)
        return verdict;
    return ends(c, RULE_FULL_STOP_AFTER_A_WORD, c->left);
}
