/* internal.h - private to this room: the parts of the page's data.
 *
 * The data is JSON, which src/review/page/data.js describes as the page sees it. Everything here
 * that fails sets `failed` of what it works for, which is asked once at the end.
 */
#ifndef REVIEW_INTERNAL_H
#define REVIEW_INTERNAL_H

#include "base/json.h"
#include "check/check.h"
#include "check/content.h"
#include "check/values.h"
#include "review/review.h"
#include "token/token.h"

/* What holds for the <file> at hand. */
struct review_languages {
    enum xliff_version version;
    enum token_locale from;
    enum protect_target to;
    bool english; /* the target is English: values are compared */
};

/* ---- codes of a unit (codes.c) ------------------------------------------------------------- */

/* How the code is written: as in the source; where its partner is not around what stands between
 * them; where its partner is not there. data == NULL: it cannot stand so. */
enum { FORM_WHOLE, FORM_APART, FORM_ALONE, FORM_COUNT };

struct review_code {
    const struct xliff_part *part;     /* a copy, which has its German */
    const struct xliff_part *original; /* as the unit in hand has it */
    struct view german, english;
    struct view marked; /* a mark that protects its text is one code with it */
    bool is_mark;
    size_t at;      /* in the unit's German; SIZE_MAX: no source has it */
    size_t segment; /* that has it first */
    size_t partner; /* index of the other half, or SIZE_MAX */
    struct view forms[FORM_COUNT];
};

struct review_codes {
    struct arena arena; /* the unit's strings */
    struct xliff_content *sources, *targets;
    struct review_code *items;
    size_t count, capacity;
    size_t *slots; /* index + 1 by name */
    size_t slot_count;
    struct protect_spans spans;
    struct buffer german; /* of the unit */
    bool failed;
};

/* Lists the codes of a unit, those of its sources first; marks with the same text are one code that
 * stands several times. `heading`: for the forms. */
void review_codes_list(struct review_codes *codes, const struct xliff_unit *unit,
                       const struct review_languages *languages, bool heading);
/* The index of the code that begins at parts[*at], or SIZE_MAX; *at moves to its last part. */
size_t review_codes_find(const struct review_codes *codes, const struct xliff_content *content,
                         size_t *at);
void review_codes_free(struct review_codes *codes);

/* ---- edits of a unit (edits.c) ------------------------------------------------------------- */

/* The document, and what the editor is made to write where something of the page's goes: text that
 * the document does not have. */
struct review_plan {
    struct view document;
    char marker[40];
};

void review_plan_begin(struct review_plan *plan, struct view document);
/* Fills in how each code is written. 0, or -1 when the editor failed. */
int review_edits_forms(struct xliff_editor *editor, const struct review_plan *plan,
                       const struct xliff_unit *unit, struct review_codes *codes);
/* The edits that fill the unit; NULL when the editor or memory failed. */
struct json_object *review_edits(struct xliff_editor *editor, const struct review_plan *plan,
                                 const struct xliff_unit *unit, bool *failed);

/* ---- JSON (unit.c) ------------------------------------------------------------------------- */

struct review_old;

/* All of a unit but its edits. */
struct json_object *review_unit(const struct xliff_unit *unit, struct review_codes *codes,
                                const struct review_languages *languages, struct review_old *old,
                                struct json_object *findings, bool *failed);
/* Adds what a reader sees of a content: its text, and the German or English of its codes. */
void review_add_text(struct buffer *text, const struct review_codes *codes,
                     const struct xliff_content *content, bool english);
/* The key under which a segment's findings are. Ends in NUL. */
void review_key(struct buffer *key, struct view unit, struct view segment);

/* The matches of a segment; NULL: there are none (match.c). */
struct json_object *review_matches(const struct xliff_unit *unit, size_t segment,
                                   struct review_codes *codes, enum xliff_version version,
                                   bool *failed);

/* ---- older files (old.c) ------------------------------------------------------------------- */

struct review_old *review_old_new(void);
void review_old_add(struct review_old *old, struct view unit, struct view segment,
                    struct view german, struct view english, bool translated);
/* Call it once between the last addition and the first question. */
void review_old_ready(struct review_old *old);
/* Tells what changed in a segment, each asked for once in the order of the file: NULL if nothing
 * did. */
struct json_object *review_old_compare(struct review_old *old, struct view unit,
                                       struct view segment, struct view german, struct view english,
                                       bool *failed);
bool review_old_is_empty(const struct review_old *old);
bool review_old_failed(const struct review_old *old);
void review_old_free(struct review_old *old);

/* ---- the page (page.c; made at build time from src/review/page/) --------------------------- */

/* What stands before the title, between it and the data, and after them. */
extern const struct view review_page_pieces[3];

void review_page_add(struct buffer *page, struct view title, struct view json);
void review_add_base64(struct buffer *out, struct view bytes);

#endif
