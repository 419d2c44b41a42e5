/* check.h - is a translation sound: what a filled XLIFF file says about it.
 *
 * Sees units one by one and keeps one block at a time; prints nothing. A block is a unit of 2.x, or
 * the trans-units b17.s1, b17.s2, ... of 1.2, wherever they stand in the <file>: if a tool has put
 * them in another order, all units of the <file> have to be kept, and the caller begins anew.
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/base.h"
#include "protect/protect.h"
#include "token/terms.h"
#include "xliff/xliff.h"

/* ---- The list of checks ------------------------------------------------------------------ */

struct check_row {
    const char *id; /* stable: users write it in scripts */
    enum severity severity;
    const char *summary; /* one line */
};

const struct check_row *check_rows(size_t *count);

/* ---- Checking a file --------------------------------------------------------------------- */

struct checker;

struct checker_options {
    const char *file;          /* as findings name it */
    const struct terms *terms; /* German and its English; NULL: none */
    const struct terms *never; /* never translated; NULL: none */
    bool ahead; /* 1.2: a block is judged when the next begins, until checker_is_lost */
};

/* Findings go to `findings`, which must stay. NULL when memory runs out. */
struct checker *checker_new(const struct checker_options *options, struct findings *findings);

/* What holds for the units of a <file>. In one that satz did not export (`foreign`, or units whose
 * ids are not like b17 or b17.s3) an error is a warning: other rules may hold there. */
struct checker_file {
    enum xliff_version version;
    enum token_locale from;
    enum protect_target to; /* PROTECT_TO_SOURCE: what only English is judged by is left out */
    bool foreign;
    bool no_target_language; /* nothing is checked, and that is said */
    size_t line, column;     /* where it begins */
};

/* Each gives STATUS_OK, or STATUS_SYSTEM when memory ran out, which was reported. */
enum status checker_begin_file(struct checker *checker, const struct checker_file *file);
/* The skeleton of the <file> is not satz's. */
void checker_foreign(struct checker *checker);
/* Whether the codes of that unit are judged by their values, and over a block: satz exported it. */
bool checker_judges_codes(const struct checker *checker, struct view unit);
enum status checker_unit(struct checker *checker, const struct xliff_unit *unit);
enum status checker_end_file(struct checker *checker);
/* Whether the units of a <file> are not in order, so that going ahead was wrong: what was found in
 * that <file> has not been told. The document is to be checked anew, not ahead. */
bool checker_is_lost(const struct checker *checker);
void checker_free(struct checker *checker);

/* ---- What others ask too ----------------------------------------------------------------- */

/* Whether the text has a word that only German has (der, und, nicht, ...): a target that does is
 * probably not translated. */
bool check_has_german_word(struct view text);
/* Whether this is such a word. */
bool check_is_german_word(struct view word);

#endif
