/* candidate.h - private to this room: one place where a sentence may end, and what is around it.
 */
#ifndef SENTENCE_CANDIDATE_H
#define SENTENCE_CANDIDATE_H

#include <stdbool.h>
#include <stddef.h>

#include "language/words.h"
#include "sentence/characters.h"
#include "sentence/sentence.h"

/* How far a rule looks, in bytes: nothing before `low` and after `high` is seen, so that text may
 * arrive in pieces and hostile text costs no more than other. */
enum { LOOK_BACK = 1024, LOOK_AHEAD = 256, WORD_LIMIT = 64 };

/* What follows the blank after a candidate. */
enum follow_kind {
    FOLLOW_NOTHING, /* marks only, up to the end of the block */
    FOLLOW_UPPER,
    FOLLOW_LOWER,
    FOLLOW_DIGIT,
    FOLLOW_JOINT, /* a sign that goes on with the sentence: , ; : & + = / % */
    FOLLOW_SIGN,  /* any other: §, €, #, a bullet, an emoji */
};

struct word {
    size_t start, end;
};

struct candidate {
    const char *text;
    size_t low, high; /* what may be looked at */
    size_t sentence;  /* where the current sentence begins, or `low` if that is later */
    bool from_start;  /* it does begin there */

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
    struct word right; /* the word that follows, letters or digits only */
    bool right_quote, right_bracket, right_dash; /* marks before it */
    bool right_starter; /* it begins sentences; valid after starter() */

    const struct sentence_abbreviations *own;
    const char *rule; /* the verdict's name */
    struct word about; /* the word it looked at */
};

/* Reads the run of stops and marks at text[at], a stop. False if no blank follows it: then no
 * candidate stands here, and c->end is where to look on. */
bool candidate_read(struct candidate *c, size_t at);
/* Fills what follows. */
void candidate_read_right(struct candidate *c);
/* The word that ends at text[at]: no blank and no opening bracket is in it, and it begins with no
 * quotation mark. Empty if a blank stands there. */
struct word word_ending(const struct candidate *c, size_t at);
/* The word before text[at], after at most one run of blanks; empty at the sentence's start. */
struct word word_before(const struct candidate *c, size_t at);
/* Does the sentence begin at text[at], but for marks, blanks and dashes? */
bool begins_sentence(const struct candidate *c, size_t at);
/* Flags of a word of the candidate's text. */
unsigned word_flags(const struct candidate *c, struct word word);
/* Is the word that follows one that begins sentences? */
bool starter(const struct candidate *c);

/* Decides. Fills rule and about; true is an end. */
bool candidate_decide(struct candidate *c);

/* Verdicts, for the rules: the name, and the word it is about. */
enum verdict { UNDECIDED, ENDS, GOES_ON };

static inline enum verdict ends(struct candidate *c, const char *rule, struct word about)
{
    c->rule = rule;
    c->about = about;
    return ENDS;
}

static inline enum verdict goes_on(struct candidate *c, const char *rule, struct word about)
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

/* Flags of an abbreviation of the user, 0 if it is none. */
unsigned abbreviations_find(const struct sentence_abbreviations *own, const char *word,
                            size_t size);

#endif
