/* internal.h - private to this room: a block as the checks see it. */
#ifndef CHECK_INTERNAL_H
#define CHECK_INTERNAL_H

#include "check/check.h"
#include "check/code_judge.h"
#include "check/content.h"
#include "check/glance.h"
#include "check/leftovers.h"
#include "check/repeats.h"
#include "check/text_list.h"

/* The checks, in the order of the list. */
enum check {
    CHECK_UNTRANSLATED,
    CHECK_TARGET_EMPTY,
    CHECK_GERMAN_LEFT,
    CHECK_CODE_MISSING,
    CHECK_CODE_ADDED,
    CHECK_CODE_TYPED,
    CHECK_CODE_REPEATED,
    CHECK_CODE_AS_TEXT,
    CHECK_QUOTE_HALF,
    CHECK_QUOTE_TWICE,
    CHECK_CODE_NESTED,
    CHECK_NUMBER_DIFFERS,
    CHECK_NUMBER_ADDED,
    CHECK_NUMBER_IN_BRACKETS,
    CHECK_LINK_CHANGED,
    CHECK_QUOTES_UNBALANCED,
    CHECK_BRACKETS_UNBALANCED,
    CHECK_GERMAN_QUOTES,
    CHECK_COMMA_AFTER_QUOTE,
    CHECK_END_PUNCTUATION,
    CHECK_SPACE_AT_EDGE,
    CHECK_DOUBLE_SPACE,
    CHECK_DOUBLED_WORD,
    CHECK_LENGTH_UNUSUAL,
    CHECK_CHARACTER_FORBIDDEN,
    CHECK_CHARACTER_INVISIBLE,
    CHECK_SOURCE_TRANSLATED_TWICE,
    CHECK_TERM_MISSED,
    CHECK_NEVER_CHANGED,
    CHECK_STATE_WAITING,
    CHECK_STATE_REVIEW,
    CHECK_STATE_WITHOUT_TARGET,
    CHECK_LANGUAGE_MISSING,
    CHECK_LANGUAGE_OPEN,
    CHECK_COUNT,
};

enum segment_fate {
    SEGMENT_FILLED,
    SEGMENT_FIXED,        /* nothing to translate */
    SEGMENT_DELETED,      /* empty, and its state is final */
    SEGMENT_ELSEWHERE,    /* empty: its translation stands in a neighbour */
    SEGMENT_UNTRANSLATED, /* no target, an empty one, or the German still */
};

struct check_segment {
    struct view unit, id;        /* as the file has them */
    size_t block, number, index; /* 17 and 3 of b17.s3; of its place in the file */
    struct place place;          /* of the target */
    size_t order;
    bool ours; /* satz exported it */
    bool no_translate, has_target, ignorable;
    struct xliff_content source, target;
    struct view state;
    enum segment_fate fate;
    size_t pair;
    size_t at; /* of its German in check_block.german */
};

/* What is compared: a segment and its translation; if a translation stands in a neighbour, all the
 * segments of the block. */
struct check_pair {
    const struct check_segment *at; /* what messages name */
    size_t first, end;              /* its segments, joints among them */
    bool filled;                    /* it is translated */
    bool text;                      /* its text is to be checked */
    struct view german, english;    /* with the codes' German, English */
    struct view german_text, typed; /* each code is " / " */
    unsigned has;                   /* enum glance_has of its English */
    uint64_t sum;                   /* checksum of its German */
};

/* A value that has no like on the other side of its pair. */
struct loose_value {
    size_t pair;
    struct value value;
    struct view text;
    bool bracketed, met;
};

struct loose_values {
    struct loose_value *items;
    size_t count, capacity;
};

/* The pairs of codes in a block's targets. */
struct nesting {
    const struct block_code **open; /* opened, and not closed yet */
    size_t depth;
    size_t *opened; /* by serial: 0, or its depth when it opened */
    size_t *seen;   /* by serial */
};

/* Of the pair at hand. */
struct check_glances {
    size_t pair; /* SIZE_MAX: none */
    struct glance german, typed;
    struct glance english; /* where it is not what was typed */
};

struct check_block {
    struct arena arena; /* the segments' strings, and the pairs' */
    struct check_segment *segments;
    size_t segment_count, segment_capacity;
    struct check_pair *pairs;
    size_t pair_count, pair_capacity;
    bool waiting;        /* a segment is not translated */
    bool joined;         /* a translation stands in a neighbour: all segments are one pair */
    bool spaced;         /* its English is that of its pairs, with a blank between */
    struct view english; /* check_block_english; data == NULL: not asked for yet */
    struct view german;
    unsigned has; /* enum glance_has of the block's English */
    struct block_codes codes;
    struct code_judge judge;
    size_t first_code, next_code; /* of codes.items: those of the pair at hand */
    struct nesting nesting;
    struct check_glances glances;
    struct protect_spans spans; /* of `german`, when a form is written anew */
    bool spans_ready;
    struct values values, scratch; /* of a pair's German; of a form */
    struct values code_values;     /* of the codes of a pair */
    size_t code_values_of;         /* next_code of that pair; 0: none */
    struct loose_values lost, added;
    struct value_index added_index;
    struct terms_seen terms_seen, never_seen;
    struct text_list pieces; /* of a target: scores, links */
};

struct unit_number {
    size_t block, segment; /* 17 and 3 of b17.s3 */
};

/* The segments of a <file> of 1.2, whose blocks need not stand together. */
struct held_segments {
    struct arena arena;
    struct check_segment *items;
    size_t count, capacity;
};

/* What was found in a <file> of 1.2 while going ahead: it is told in the order of the blocks, after
 * all that breaks a rule of XLIFF in the <file>. */
struct waiting {
    struct arena arena;
    struct finding *items;
    size_t count, capacity;
};

struct checker {
    struct checker_options options;
    struct checker_file file;
    struct glance_words english_words, german_words;
    bool has_targets; /* in a <file> without a target language */
    struct findings *findings;
    struct check_block block;
    struct held_segments held;
    struct waiting waiting;
    bool waits, lost;        /* findings wait; going ahead was wrong */
    struct unit_number last; /* going ahead: of the unit before; 0: none */
    struct repeats repeats;
    struct buffer text, typed, message; /* scratch */
    bool failed;                        /* memory ran out */
};

/* Reports a finding about a segment. */
void check_say(struct checker *checker, enum check check, const struct check_segment *segment,
               const char *format, ...) __attribute__((format(printf, 4, 5)));
/* checker.c: judges the block that was gathered, and forgets it. */
enum status check_end_block(struct checker *checker);
/* units.c: judges what was held until the end of its <file>. */
enum status check_units_end(struct checker *checker);
/* waiting.c: keeps a finding until its <file> ends; tells all that were kept. */
bool waiting_add(struct waiting *waiting, const struct finding *finding, struct view message);
void waiting_tell(struct waiting *waiting, struct findings *findings);
void waiting_clear(struct waiting *waiting);
void waiting_free(struct waiting *waiting);

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* render.c: what the block's segments say. Fills the pairs. */
void check_render(struct checker *checker);
/* All of the block, with what stands between its segments; English in the order of the targets. */
struct view check_block_german(struct checker *checker);
struct view check_block_english(struct checker *checker);
/* The English form of a source's code. */
struct view check_form(struct checker *checker, const struct block_code *code);

/* Each looks at the whole block. */
void check_fates(struct checker *checker);
void check_states(struct checker *checker);
void check_codes(struct checker *checker);
void check_pair_codes(struct checker *checker, size_t pair);
void check_values(struct checker *checker, size_t index);
void check_loose_values(struct checker *checker);
void check_marks(struct checker *checker);
/* Each looks at one pair. */
void check_german(struct checker *checker, const struct check_pair *pair);
void check_leftovers(struct checker *checker, const struct check_pair *pair);
void check_links(struct checker *checker, const struct check_pair *pair);
void check_spaces(struct checker *checker, const struct check_pair *pair);
void check_words(struct checker *checker, const struct check_pair *pair);
void check_ending(struct checker *checker, const struct check_pair *pair);
void check_length(struct checker *checker, const struct check_pair *pair);
void check_characters(struct checker *checker, const struct check_pair *pair);
void check_terms(struct checker *checker, const struct check_pair *pair);
void check_repeats(struct checker *checker, const struct check_pair *pair);

#endif
