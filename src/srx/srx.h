/* srx.h - where a sentence ends by a user's own rules: SRX, Segmentation Rules eXchange.
 *
 * Reads SRX 2.0 and 1.0. The rules are tried in the order of the file, at every place between two
 * characters; the first that holds decides whether there is a break. A rule holds if some match of
 * its first part ends at the place and a match of its second part begins there. The regular
 * expressions are ICU's, as SRX prescribes; without ICU this room only says that it is missing.
 */
#ifndef SRX_SRX_H
#define SRX_SRX_H

#include "base/base.h"

/* The rules of a file for one language. Holds the state of the matching too: one text at a time. */
struct srx_rules;

/* A boundary inside a text. */
struct srx_break {
    size_t end;  /* offset after the last byte of the sentence */
    size_t next; /* offset of the first byte of the next one; between them is only white space */
    bool is_end; /* only srx_candidates gives false */
    size_t line; /* of the rule that decided, in its file */
};

/* Whether this build has ICU. */
bool srx_supported(void);

/* Reads the rules for a language (BCP 47, "de-AT"): those of every <languagemap> that fits it, in
 * order, or of the first only if the file does not cascade. The patterns of language maps are
 * matched against the whole tag; case does not count. NULL after an error was reported: the file
 * (STATUS_INPUT), memory (STATUS_SYSTEM), or a build without ICU (STATUS_USAGE). */
struct srx_rules *srx_load(const char *file, const char *language, enum status *status,
                           struct findings *findings);
/* NULL is fine. */
void srx_free(struct srx_rules *rules);

/* Finds the boundaries inside a block of valid UTF-8: no empty sentence, white space at the
 * block's own ends is not looked at, and breaks before, within and after one run of white space
 * are one boundary. *breaks is valid until the next call. A rule that takes too long is an error
 * (STATUS_INPUT) that names it. */
enum status srx_segment(struct srx_rules *rules, struct view text, const struct srx_break **breaks,
                        size_t *count, struct findings *findings);
/* As srx_segment, but gives every place where a rule wants a break, those that a rule before it
 * forbids too (--explain). */
enum status srx_candidates(struct srx_rules *rules, struct view text,
                           const struct srx_break **breaks, size_t *count,
                           struct findings *findings);

#endif
