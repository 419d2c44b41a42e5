/* protect.h - which spans of a German text must survive translation, and their English form.
 *
 * Sees one block of UTF-8, returns byte offsets; knows no XML and no file. A span becomes a code
 * only if its English form is certain and fits any sentence: whole numbers above 12, numbers with
 * separators, quantities, dates, times, links, telephone numbers, versions. Cardinals up to 12,
 * ordinals, scores, digits joined to letters and citations of laws stay text, and so does all that
 * may be read in two ways. The full stop of an abbreviation (22.10., Okt., Mio.) that may also end
 * the sentence stays outside the span.
 */
#ifndef PROTECT_PROTECT_H
#define PROTECT_PROTECT_H

#include "base/base.h"
#include "token/terms.h"
#include "token/token.h"

enum protect_kind {
    PROTECT_NUMBER, /* also quantities: percent, money, units, magnitudes */
    PROTECT_DATE,
    PROTECT_TIME,
    PROTECT_LINK, /* URL, e-mail, @handle, #hashtag: kept as it is */
    PROTECT_TERM, /* a term of the user that is never translated */
    PROTECT_QUOTE_OPEN,
    PROTECT_QUOTE_CLOSE,
};

static inline bool protect_is_quote(enum protect_kind kind)
{
    return kind == PROTECT_QUOTE_OPEN || kind == PROTECT_QUOTE_CLOSE;
}

/* A set of kinds. */
#define PROTECT_BIT(kind)  (1u << (kind))
#define PROTECT_NUMBERS    PROTECT_BIT(PROTECT_NUMBER)
#define PROTECT_DATES      PROTECT_BIT(PROTECT_DATE)
#define PROTECT_TIMES      PROTECT_BIT(PROTECT_TIME)
#define PROTECT_LINKS      PROTECT_BIT(PROTECT_LINK)
#define PROTECT_TERMS      PROTECT_BIT(PROTECT_TERM)
#define PROTECT_QUOTES     (PROTECT_BIT(PROTECT_QUOTE_OPEN) | PROTECT_BIT(PROTECT_QUOTE_CLOSE))
#define PROTECT_EVERYTHING 0x7fu

/* The language that forms are written in. PROTECT_TO_SOURCE: every form is its German. Any other
 * English than en-US is written as en-GB. */
enum protect_target { PROTECT_TO_SOURCE, PROTECT_EN_US, PROTECT_EN_GB };

enum protect_style { PROTECT_STYLE_NEWS, PROTECT_STYLE_CLDR };

struct protect_options {
    enum token_locale from;
    enum protect_target to;
    enum protect_style style;
    unsigned kinds;            /* PROTECT_NUMBERS | ... */
    const struct terms *never; /* terms that are never translated; NULL: none */
    bool heading;              /* the block is a headline: single quotes outside in style news */
};

/* No partner: a quotation mark of which only one half stands in the block. */
#define PROTECT_ALONE SIZE_MAX

struct protect_span {
    size_t start, end; /* in the block */
    enum protect_kind kind;
    size_t partner;               /* quotes: index of the other half, or PROTECT_ALONE */
    size_t form_start, form_size; /* the English form, in protect_spans.forms */
};

/* The quotation marks of a style; the second of each are the inner ones. */
struct protect_marks {
    bool known;
    enum protect_target to;
    enum protect_style style;
    bool single_outside; /* in headlines */
    struct view open[2], close[2];
};

/* The spans of one block, in order, not overlapping. All zero is valid and empty; kept from block
 * to block, so that nothing is allocated once it is large enough, nor looked up again. */
struct protect_spans {
    struct protect_span *items;
    size_t count, capacity;
    struct buffer forms;
    struct protect_marks marks;
};

/* Finds the spans of a block. False when memory runs out. Replaces what `spans` held. */
bool protect_find(struct view block, const struct protect_options *options,
                  struct protect_spans *spans);
/* The English form of a span; valid until the next protect_find. */
struct view protect_form(const struct protect_spans *spans, const struct protect_span *span);
void protect_spans_free(struct protect_spans *spans);

#endif
