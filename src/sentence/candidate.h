/* candidate.h - private to this room: one place where a sentence may end, and what is around it.
 */
#ifndef SENTENCE_CANDIDATE_H
#define SENTENCE_CANDIDATE_H

#include <stdbool.h>
#include <stddef.h>

#include "language/words.h"
#include "sentence/characters.h"
#include "sentence/sentence.h"

/* Longest word that is read. */
enum { WORD_LIMIT = 64 };

/* For what is asked of few candidates: the others shall not pay for it. */
#define SELDOM __attribute__((noinline))

/* The rules; their names stand in rule.c. */
enum rule {
    RULE_NONE,
    RULE_ABBREVIATION_THAT_CLOSES_A_LIST,
    RULE_ABBREVIATION_BEFORE_ITS_NUMBER,
    RULE_TITLE,
    RULE_ABBREVIATION_QUOTED,
    RULE_DAY_OR_MONTH_BEFORE_STARTER,
    RULE_DAY_OR_MONTH_BEFORE_A_CLAUSE,
    RULE_ABBREVIATED_DAY_OR_MONTH,
    RULE_MEASURE_BEFORE_STARTER,
    RULE_ABBREVIATED_MEASURE,
    RULE_ABBREVIATION_BEFORE_STARTER,
    RULE_ABBREVIATION_INSIDE_A_SENTENCE,
    RULE_NEVER_ENDS,
    RULE_INSIDE_AN_ABBREVIATION,
    RULE_DOTTED,
    RULE_INITIAL_BEFORE_AN_INITIAL,
    RULE_ENUMERATOR_OR_INITIAL,
    RULE_LETTER_AFTER_ITS_LABEL,
    RULE_LETTER_BEFORE_STARTER,
    RULE_INITIAL,
    RULE_FULL_STOP_AFTER_A_LETTER,
    RULE_ENUMERATOR,
    RULE_ROMAN_NUMERAL_AFTER_ITS_LABEL,
    RULE_ROMAN_ORDINAL_BEFORE_THE_NOUN,
    RULE_ROMAN_NUMERAL_BEFORE_STARTER,
    RULE_ROMAN_NUMERAL,
    RULE_FULL_STOP_AFTER_A_ROMAN_NUMERAL,
    RULE_DAY_BEFORE_A_MONTH,
    RULE_MONTH_BEFORE_A_YEAR,
    RULE_NUMBER_BEFORE_ANOTHER,
    RULE_NUMBER_AFTER_ITS_LABEL,
    RULE_NUMBER_AFTER_A_WORD_THAT_COUNTS,
    RULE_NUMBER_AFTER_A_LETTER,
    RULE_NUMBER_AFTER_A_NAME,
    RULE_ORDINAL_BEFORE_THE_NOUN,
    RULE_NUMBER_BEFORE_STARTER,
    RULE_NUMBER_BEFORE_A_CLAUSE,
    RULE_DATE_OR_SECTION,
    RULE_NUMBER_THAT_IS_NO_ORDINAL,
    RULE_ORDINAL,
    RULE_NUMBER_AFTER_AN_OPENING_BRACKET,
    RULE_ORDINAL_BEFORE_A_BRACKET,
    RULE_FULL_STOP_AFTER_A_NUMBER,
    RULE_STOP_ALONE_IN_BRACKETS,
    RULE_BRACKET_BEFORE_STARTER,
    RULE_BRACKET_INSIDE_A_SENTENCE,
    RULE_NO_WORD_FOLLOWS,
    RULE_SIGN_FOLLOWS,
    RULE_FORGOTTEN_CAPITAL,
    RULE_LOWER_CASE_FOLLOWS,
    RULE_ELLIPSIS_BESIDE_A_BRACKET,
    RULE_ELLIPSIS_BEFORE_STARTER,
    RULE_ELLIPSIS_AFTER_A_WORD,
    RULE_ELLIPSIS_INSIDE_A_SENTENCE,
    RULE_WORD_WITHOUT_A_VOWEL_BEFORE_STARTER,
    RULE_WORD_WITHOUT_A_VOWEL,
    RULE_FULL_STOP_AFTER_A_MARK,
    RULE_EXCLAMATION_OR_QUESTION_MARK,
    RULE_FULL_STOP_AFTER_A_WORD,
    RULE_INSIDE_A_QUOTATION,
    RULE_DATE,
    RULE_COUNT,
};

extern const char *const rule_names[RULE_COUNT];

/* What follows the blank after a candidate. */
enum follow_kind {
    FOLLOW_NOTHING, /* marks only, up to the end of the block */
    FOLLOW_JOINT,   /* a sign that goes on with the sentence: , ; : & + = / % */
    FOLLOW_LOWER = BYTE_LOWER,
    FOLLOW_UPPER = BYTE_UPPER,
    FOLLOW_DIGIT = BYTE_DIGIT,
    FOLLOW_SIGN, /* any other: §, €, #, a bullet, an emoji */
};

struct word {
    size_t start, end;
};

struct candidate {
    const char *text;
    size_t low, high; /* what may be looked at: nothing of the sentence before */
    bool from_start;  /* the sentence begins at `low` */

    size_t stop;      /* the first full stop (or mark) of the run */
    size_t stop_size; /* of the run: 1 for a lone full stop */
    bool ellipsis;    /* the run is nothing but dots, several of them or … */
    bool strong;      /* the run has ! or ? */
    bool quoted;      /* a quotation mark or footnote follows it */
    bool bracketed;   /* a closing bracket follows it; bracket is where */
    size_t bracket;
    size_t end, next; /* as in struct sentence_break */

    struct word left; /* the word before the stop, without opening marks */

    enum follow_kind follow;
    size_t right, right_end; /* the word that follows, letters and digits; empty before a sign */
    bool right_quote, right_bracket, right_dash; /* marks before it */

    struct word before; /* the word before `left`, see before_left */
    unsigned before_flags, right_flags;
    bool before_known, right_known;

    const struct sentence_abbreviations *own;
    enum rule rule;    /* the verdict */
    struct word about; /* the word it looked at */
};

/* Reads the run of stops and marks at text[at], a stop. False if no blank follows it: then no
 * candidate stands here, and c->end is where to look on. */
bool candidate_read_any(struct candidate *c, size_t at);
static inline bool candidate_read(struct candidate *c, size_t at)
{
    if (c->text[at] != '.' || c->high - at < 3 || c->text[at + 1] != ' ' ||
        !byte_in_word[byte_at(c->text, at + 2)])
        return candidate_read_any(c, at);
    c->stop = at;
    c->stop_size = 1;
    c->ellipsis = false;
    c->end = at + 1;
    c->next = at + 2;
    return true;
}
/* Fills what follows. */
void candidate_read_right_any(struct candidate *c);
/* A small letter; one that begins sentences as a capital does counts as one. */
enum follow_kind small_follow(const struct candidate *c, size_t at);
static inline void candidate_read_right(struct candidate *c)
{
    size_t at = c->next, size = 8;
    enum byte_kind kind = kind_at(c->text, at);
    if (kind >= BYTE_LOWER && kind <= BYTE_DIGIT && c->high - at >= 8)
        size = word_bytes(language_ahead(c->text + at));
    if (size < 8 && byte_at(c->text, at + size) < 0x80) { /* a short word of ASCII */
        c->right = at;
        c->right_end = at + size;
        c->follow = kind == BYTE_LOWER ? small_follow(c, at) : (enum follow_kind)kind;
    } else {
        candidate_read_right_any(c);
    }
}
/* The word that ends at text[at]: no blank and no opening bracket is in it, and it begins with no
 * quotation mark. Empty if a blank stands there. */
struct word any_word_ending(const struct candidate *c, size_t at);
static inline struct word word_ending(const struct candidate *c, size_t at)
{
    if (at > c->low + 8) { /* mostly a short word after a space */
        size_t start = at - unbroken_bytes(language_ahead(c->text + at - 8));
        if (c->text[start - 1] == ' ' && byte_in_word[byte_at(c->text, start)])
            return (struct word){start, at};
    }
    return any_word_ending(c, at);
}
/* Do a word and one space stand before text[at]? */
static inline bool behind_word(const struct candidate *c, size_t at)
{
    return at >= c->low + 2 && c->text[at - 1] == ' ' && kind_at(c->text, at - 2) <= BYTE_DIGIT;
}
/* The word before text[at], after at most one run of blanks; empty at the sentence's start. */
struct word word_before(const struct candidate *c, size_t at);
/* Does the sentence begin at text[at], but for marks, blanks and dashes? */
bool begins_after_fillers(const struct candidate *c, size_t at);
static inline bool begins_sentence(const struct candidate *c, size_t at)
{
    return !behind_word(c, at) && begins_after_fillers(c, at);
}
/* Flags of a word of the candidate's text; those of one that ends within its first eight bytes. */
unsigned early_word_flags(const struct candidate *c, struct word word);
static inline unsigned word_flags(const struct candidate *c, struct word word)
{
    if (word.end < 8)
        return early_word_flags(c, word);
    return language_word(c->text + word.start, word.end - word.start);
}
static inline struct word right_word(const struct candidate *c)
{
    return (struct word){c->right, c->right_end};
}

/* What several rules ask for is looked up once. */
static inline unsigned right_flags(struct candidate *c)
{
    if (!c->right_known)
        c->right_flags = word_flags(c, right_word(c));
    c->right_known = true;
    return c->right_flags;
}
/* The word before c->left, and its flags without a full stop at its end. */
void read_before(struct candidate *c);
static inline struct word before_left(struct candidate *c)
{
    if (!c->before_known)
        read_before(c);
    return c->before;
}
static inline unsigned before_flags(struct candidate *c)
{
    if (!c->before_known)
        read_before(c);
    return c->before_flags;
}

/* Is the word that follows one that begins sentences? */
bool starter(struct candidate *c);
/* Does a verb stand after the word that follows? */
bool clause_follows(const struct candidate *c);

/* The same but for enumerators, too: B. II. 1. The ... */
bool begins_item(const struct candidate *c, size_t at);
/* Does a list begin with what stands at text[at], after a colon? But "Mark: 1." */
bool begins_list(const struct candidate *c, size_t at);
/* Does the number `value` at text[at] belong to a list in this sentence: is it the first after a
 * colon, or have all before it been there? */
bool in_list(const struct candidate *c, size_t at, unsigned value);

/* Does a date that begins at text[start] go on after the stop? */
bool inside_date(const struct candidate *c, size_t start);

enum verdict { UNDECIDED, ENDS, GOES_ON };

/* Decides: ENDS or GOES_ON. Fills rule and about. */
enum verdict candidate_decide(struct candidate *c);

/* For the rules: which decided, and the word it is about. */

static inline enum verdict ends(struct candidate *c, enum rule rule, struct word about)
{
    c->rule = rule;
    c->about = about;
    return ENDS;
}

static inline enum verdict goes_on(struct candidate *c, enum rule rule, struct word about)
{
    c->rule = rule;
    c->about = about;
    return GOES_ON;
}

/* The groups of rules that ask what stands before a lone full stop (c->left). */
enum verdict decide_number(struct candidate *c);
enum verdict decide_letter(struct candidate *c);
enum verdict decide_roman(struct candidate *c);
enum verdict decide_abbreviation(struct candidate *c);

/* Goethestr, Hausnr, Unterpos: does a compound end before `end` whose last part is the label of a
 * number? Its last three bytes are looked at. */
static inline bool abbreviation_label(const char *end)
{
    bool nr = (end[-1] == 'r') & (end[-2] == 'n');
    bool str = (end[-1] == 'r') & (end[-2] == 't') & (end[-3] == 's');
    bool pos = (end[-1] == 's') & (end[-2] == 'o') & (end[-3] == 'p');
    return nr | str | pos;
}
/* Flags of an abbreviation of the user, 0 if it is none. */
unsigned abbreviations_find(const struct sentence_abbreviations *own, const char *word,
                            size_t size);

#endif
