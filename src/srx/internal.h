/* internal.h - private to this room: rules as a file has them, and as ICU runs them. */
#ifndef SRX_INTERNAL_H
#define SRX_INTERNAL_H

#include <unicode/uregex.h>

#include "srx/srx.h"

/* ---- text for ICU (regex.c) -------------------------------------------------------------- */

/* UTF-16, which ICU's expressions are fastest on. All zero is empty. */
struct text16 {
    UChar *units;
    int32_t size;
    int32_t capacity;
};

/* Takes `text`, of at most INT32_MAX bytes. A byte that is not UTF-8 becomes U+FFFD, as in
 * utf8_decode, so that places can be counted back. False when memory runs out. */
bool text16_set(struct text16 *to, struct view text);
/* The place after the character at `at`. */
int32_t text16_next(const struct text16 *text, int32_t at);
void text16_free(struct text16 *text);

/* ---- memory for ICU (reserve.c) ---------------------------------------------------------- */

/* Before all else that is ICU's. False if it will not have it. */
bool reserve_prepare(void);
/* Sets *code to U_MEMORY_ALLOCATION_ERROR if memory ran out since. */
void reserve_ask(UErrorCode *code);

/* ---- expressions (regex.c) --------------------------------------------------------------- */

/* Why ICU refused an expression. */
struct regex_error {
    UErrorCode code;
    int32_t offset; /* in characters, from 0 */
};

/* NULL when ICU refuses it or memory runs out. Its regions let it see the text around them. */
URegularExpression *regex_open(struct view pattern, uint32_t flags, struct regex_error *error);
/* Whether all of `text` matches; false with error->code set when it cannot be said. */
bool regex_fits(struct view pattern, uint32_t flags, struct view text, struct regex_error *error);
/* Reports an expression that ICU refused. `what` names it: "<beforebreak>". */
enum status regex_report(const struct regex_error *error, const char *what, struct view pattern,
                         struct place place, struct findings *findings);

/* ---- the file (read.c) ------------------------------------------------------------------- */

struct rule_source {
    bool is_break;
    size_t line;
    struct view before, after; /* expressions; empty holds everywhere */
};

/* The rules for one language, in order. All zero is empty. */
struct rule_sources {
    struct rule_source *items;
    size_t count, capacity;
    struct arena strings;
};

enum status read_rules(const char *file, const char *language, struct rule_sources *rules,
                       struct findings *findings);
void rule_sources_free(struct rule_sources *rules);

/* ---- one rule at work (rule.c) ----------------------------------------------------------- */

struct rule {
    bool is_break;
    size_t line;
    URegularExpression *place;          /* (?<=before)(?=after), if ICU can look back that far */
    URegularExpression *before, *after; /* otherwise */
    int32_t place_next;                 /* for the segmenter: where it holds next, or -1 */
    int32_t steps_left;                 /* of the work that it may do on this text */
    bool ready;                         /* for this text */
    int32_t scanned;                    /* before it all starts of `before` are known */
    int32_t *starts; /* where a match of `before` starts that may end at a later place */
    size_t start_count, start_capacity;
};

enum status rule_open(struct rule *rule, const struct rule_source *source, const char *file,
                      struct findings *findings);
void rule_close(struct rule *rule);
/* Forgets the last text. */
void rule_reset(struct rule *rule);
/* Whether the rule holds at a place; places never go back. An error stays in *code. */
bool rule_holds(struct rule *rule, const struct text16 *text, int32_t place, UErrorCode *code);
/* The first place at or after `from` where it holds; -1: none. */
int32_t rule_next(struct rule *rule, const struct text16 *text, int32_t from, UErrorCode *code);

#endif
