/* internal.h - what the files of protect/ share. */
#ifndef PROTECT_INTERNAL_H
#define PROTECT_INTERNAL_H

#include "protect/protect.h"

#define QUOTE_DEPTH 32u

/* An opened quotation mark that waits for its other half. */
struct open_quote {
    size_t index; /* of its span */
    uint8_t family;
};

/* One pass over a block. */
struct pass {
    struct view text;
    const struct protect_options *options;
    struct protect_spans *spans;
    size_t done;     /* everything before is decided; no later span begins there */
    size_t no_link;  /* up to here dots belong to no link: what they stand in was looked at */
    size_t counted;  /* offset after the last number that was a quantity */
    size_t label_at; /* where protect_label_at looked last, and what it found; 0: nowhere */
    int label;
    size_t number_at; /* of the digits that are looked at, their end, and the word before them */
    size_t digits_end;
    struct view word;
    struct term_hit never; /* the next term that is never translated; start SIZE_MAX: none */
    bool quoted;           /* some spans are quotes, */
    bool dropped;          /* and some of these none after all */
    bool no_memory;
    struct open_quote open[QUOTE_DEPTH];
    size_t depth;
    size_t apostrophe; /* index of a closing ’ that may be an apostrophe, or PROTECT_ALONE */
};

/* ---- Spans ------------------------------------------------------------------------------ */

/* Where the form of the next span begins. */
size_t protect_form_begin(const struct pass *pass);
/* Adds the span whose form was written since `form_start`. If its kind is not wanted, it only
 * counts as decided; if the target is the source, its form is its German. */
void protect_add(struct pass *pass, enum protect_kind kind, size_t start, size_t end,
                 size_t form_start);
/* Adds a span that English writes as German does. Returns `end`. */
size_t protect_add_same(struct pass *pass, enum protect_kind kind, size_t start, size_t end);

/* ---- Looking around --------------------------------------------------------------------- */

/* The word before text[at], past blanks and a full stop after the word. */
struct view protect_word_before(struct view text, size_t at);
/* The same, known already of the digits that are looked at: nearly all who ask, ask for those. */
static inline struct view protect_word_at(const struct pass *pass, size_t at)
{
    return at == pass->number_at ? pass->word : protect_word_before(pass->text, at);
}
/* The offset after the digits, letters and marks between them that go on at text[at]. */
size_t protect_skip_chunk(struct view text, size_t at);
/* What labels.txt says of the word before text[at]; 0: nothing. */
int protect_label(const struct pass *pass, size_t at);
/* The same, looked up once for each place: several kinds ask. */
int protect_label_at(struct pass *pass, size_t at);
/* Whether the number at text[at] is a quantity: quantity_words.txt. */
bool protect_counted(const struct pass *pass, size_t at, const struct token_number *number,
                     size_t end);

/* ---- Kinds: each looks at text[at] and returns the offset to go on from, or 0 ------------ */

size_t protect_time_at(struct pass *pass, size_t at);
size_t protect_date_at(struct pass *pass, size_t at);
size_t protect_identifier_at(struct pass *pass, size_t at);
size_t protect_number_at(struct pass *pass, size_t at);
size_t protect_link_at(struct pass *pass, size_t at);
/* The same for a dot: www.example.org has it between letters. */
size_t protect_link_dot(struct pass *pass, size_t at);
/* The quotation mark or apostrophe at text[at]. Returns the offset after it. */
size_t protect_quote_at(struct pass *pass, size_t at);
/* Drops the marks that turned out to be none, and writes the forms of the others. */
void protect_quotes_end(struct pass *pass);

/* ---- Terms that are never translated ---------------------------------------------------- */

/* Looks for the next one at or after text[at]. */
void protect_never_seek(struct pass *pass, size_t at);
/* Adds the one that was found if it begins at text[at], and looks for the next. Returns the offset
 * to go on from, which is `at` if another span reaches into it. */
size_t protect_never_at(struct pass *pass, size_t at);

/* ---- Style ------------------------------------------------------------------------------ */

struct field {
    const char *name;
    struct view value;
};

/* What the style has under `key`, for the target. */
struct view protect_style_text(const struct protect_options *options, struct view key);
/* Writes what the style has under `key`, its {names} replaced. */
void protect_write(struct pass *pass, struct view key, const struct field *fields, size_t count);

#endif
