/* Quotation marks. Which half a mark is, is never said by its character alone: U+201C closes in
 * German and opens in English. It comes from the blanks and punctuation beside it, and from what is
 * open at that place of the block. */
#include <string.h>

#include "protect/internal.h"

enum mark {
    NO_MARK,
    LOW_DOUBLE,   /* „ */
    LOW_SINGLE,   /* ‚ */
    HIGH_66,      /* “ */
    HIGH_99,      /* ” */
    SINGLE_6,     /* ‘ */
    SINGLE_9,     /* ’, also the apostrophe */
    ANGLE_LEFT,   /* « */
    ANGLE_RIGHT,  /* » */
    SMALL_LEFT,   /* ‹ */
    SMALL_RIGHT,  /* › */
    STRAIGHT,     /* " */
    STRAIGHT_ONE, /* ' */
};

static enum mark mark_at(struct view text, size_t at, size_t *length)
{
    uint32_t c;
    *length = utf8_decode(text, at, &c);
    switch (c) {
    case 0x201e:
        return LOW_DOUBLE;
    case 0x201a:
        return LOW_SINGLE;
    case 0x201c:
        return HIGH_66;
    case 0x201d:
        return HIGH_99;
    case 0x2018:
        return SINGLE_6;
    case 0x2019:
        return SINGLE_9;
    case 0xab:
        return ANGLE_LEFT;
    case 0xbb:
        return ANGLE_RIGHT;
    case 0x2039:
        return SMALL_LEFT;
    case 0x203a:
        return SMALL_RIGHT;
    case '"':
        return STRAIGHT;
    case '\'':
        return STRAIGHT_ONE;
    default:
        return NO_MARK;
    }
}

/* What `opener` is closed by. */
static bool closes(enum mark closer, uint8_t opener)
{
    switch (opener) {
    case LOW_DOUBLE:
        return closer == HIGH_66 || closer == HIGH_99 || closer == STRAIGHT;
    case HIGH_66:
        return closer == HIGH_99 || closer == HIGH_66;
    case HIGH_99:
        return closer == HIGH_99;
    case LOW_SINGLE:
        return closer == SINGLE_6 || closer == SINGLE_9 || closer == STRAIGHT_ONE;
    case SINGLE_6:
        return closer == SINGLE_9 || closer == SINGLE_6;
    case ANGLE_LEFT:
        return closer == ANGLE_RIGHT;
    case ANGLE_RIGHT:
        return closer == ANGLE_LEFT || closer == ANGLE_RIGHT;
    case SMALL_LEFT:
        return closer == SMALL_RIGHT;
    case SMALL_RIGHT:
        return closer == SMALL_LEFT;
    case STRAIGHT:
        return closer == STRAIGHT || closer == HIGH_66;
    case STRAIGHT_ONE:
        return closer == STRAIGHT_ONE;
    default:
        return false;
    }
}

/* ---- What stands beside a mark ---------------------------------------------------------- */

/* The blanks and brackets that a word may follow. */
static bool opens_before(struct view text, size_t at)
{
    uint32_t c;
    if (at == 0)
        return true;
    utf8_decode_back(text, at, &c);
    return c <= ' ' || c == 0xa0 || c == 0x202f || c == 0x2009 || c == '(' || c == '[' ||
           c == '/' || c == '-' || (c >= 0x2010 && c <= 0x2014) || c == 0x2026 || c == '=' ||
           c == '>' || c == ':' || c == 0x201e || c == 0x201a || c == '+' || c == '*';
}

static bool blank_after(struct view text, size_t at)
{
    return at >= text.size || (unsigned char)text.data[at] <= ' ' || token_blank(text, at) > 0;
}

static bool word_after(struct view text, size_t at)
{
    return token_letter(text, at) > 0 || token_is_digit(text, at);
}

static bool word_before(struct view text, size_t at)
{
    return token_letter_before(text, at) || (at > 0 && token_is_digit(text, at - 1));
}

/* 's, 'ne, 'rein, '68: what an apostrophe begins. */
static bool short_form(struct view text, size_t at)
{
    static const struct view words[] = {VIEW("s"),    VIEW("n"),   VIEW("ne"),     VIEW("nen"),
                                        VIEW("nem"),  VIEW("ner"), VIEW("rein"),   VIEW("raus"),
                                        VIEW("rauf"), VIEW("rum"), VIEW("ran"),    VIEW("nauf"),
                                        VIEW("mal"),  VIEW("was"), VIEW("runter"), VIEW("t")};
    if (token_is_digit(text, at) && token_is_digit(text, at + 1) && !token_is_digit(text, at + 2))
        return true;
    struct view word = view_slice(text, at, token_word_end(text, at));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (view_equal(word, words[i]))
            return true;
    return false;
}

/* ---- Pairing ---------------------------------------------------------------------------- */

/* Quotes wait in the spans with what kind of mark they are in `form_size`; protect_quotes_end
 * writes the forms. A span whose `end` is its `start` turned out to be no quotation mark. */
static size_t add_quote(struct pass *pass, enum protect_kind kind, size_t start, size_t end,
                        enum mark mark)
{
    size_t count = pass->spans->count;
    protect_add(pass, kind, start, end, protect_form_begin(pass));
    if (pass->spans->count == count)
        return PROTECT_ALONE;
    pass->quoted = true;
    pass->spans->items[count].form_size = mark;
    return count;
}

static void drop(struct pass *pass, size_t index)
{
    pass->spans->items[index].end = pass->spans->items[index].start;
    pass->dropped = true;
}

/* Whether a mark without its other half is a quotation mark for certain. */
static bool certain_alone(enum mark mark)
{
    return mark != LOW_SINGLE && mark != SINGLE_6 && mark != SINGLE_9 && mark != STRAIGHT_ONE &&
           mark != SMALL_LEFT && mark != SMALL_RIGHT;
}

/* An opened quote that nothing closed. */
static void leave_open(struct pass *pass, struct open_quote quote)
{
    if (!certain_alone((enum mark)quote.family))
        drop(pass, quote.index);
}

static void open_quote(struct pass *pass, size_t start, size_t end, enum mark mark)
{
    size_t index = add_quote(pass, PROTECT_QUOTE_OPEN, start, end, mark);
    if (index == PROTECT_ALONE)
        return;
    if (pass->depth == QUOTE_DEPTH) {
        leave_open(pass, pass->open[0]);
        memmove(pass->open, pass->open + 1, (QUOTE_DEPTH - 1) * sizeof *pass->open);
        pass->depth--;
    }
    pass->open[pass->depth++] = (struct open_quote){index, (uint8_t)mark};
}

/* How many quotes are open up to the innermost that `mark` closes; 0: none. */
static size_t open_for(const struct pass *pass, enum mark mark)
{
    size_t depth = pass->depth;
    while (depth > 0 && !closes(mark, pass->open[depth - 1].family))
        depth--;
    return depth;
}

/* Closes the quote at `depth`; those inside it stay open for ever. */
static void close_quote(struct pass *pass, size_t depth, size_t start, size_t end, enum mark mark)
{
    size_t index = add_quote(pass, PROTECT_QUOTE_CLOSE, start, end, mark);
    if (index == PROTECT_ALONE)
        return;
    while (pass->depth > depth)
        leave_open(pass, pass->open[--pass->depth]);
    size_t opener = pass->open[--pass->depth].index;
    pass->spans->items[index].partner = opener;
    pass->spans->items[opener].partner = index;
    pass->apostrophe = mark == SINGLE_9 ? index : PROTECT_ALONE;
}

/* ‚Hans’ Auto‘: the ’ that closed was an apostrophe, since a ‘ closes now. */
static bool close_instead(struct pass *pass, size_t start, size_t end, enum mark mark)
{
    size_t old = pass->apostrophe;
    if (old == PROTECT_ALONE || mark != SINGLE_6)
        return false;
    size_t opener = pass->spans->items[old].partner;
    size_t index = add_quote(pass, PROTECT_QUOTE_CLOSE, start, end, mark);
    pass->apostrophe = PROTECT_ALONE;
    if (index == PROTECT_ALONE || pass->spans->items[opener].form_size != LOW_SINGLE)
        return index != PROTECT_ALONE;
    pass->spans->items[old].partner = PROTECT_ALONE;
    drop(pass, old);
    pass->spans->items[index].partner = opener;
    pass->spans->items[opener].partner = index;
    return true;
}

/* A mark of which the closing half was recognised, but nothing is open that it closes. */
static void close_alone(struct pass *pass, size_t start, size_t end, enum mark mark)
{
    if (close_instead(pass, start, end, mark))
        return;
    bool inches = mark == STRAIGHT && start > 0 && token_is_digit(pass->text, start - 1);
    if (certain_alone(mark) && !inches)
        add_quote(pass, PROTECT_QUOTE_CLOSE, start, end, mark);
}

/* ---- One mark --------------------------------------------------------------------------- */

static bool is_apostrophe(struct view text, size_t start, size_t end, enum mark mark)
{
    if (mark != SINGLE_9 && mark != SINGLE_6 && mark != STRAIGHT_ONE)
        return false;
    if (word_before(text, start) && word_after(text, end))
        return true;
    return opens_before(text, start) && short_form(text, end);
}

/* 15"-Display, and 15" Zoll where no quote is open. */
static bool is_inches(const struct pass *pass, size_t start, size_t end, enum mark mark)
{
    struct view text = pass->text;
    if ((mark != STRAIGHT && mark != STRAIGHT_ONE) || start == 0 ||
        !token_is_digit(text, start - 1))
        return false;
    bool joined = end < text.size && text.data[end] == '-' && token_letter(text, end + 1) > 0;
    return joined || open_for(pass, mark) == 0;
}

static bool is_low(enum mark mark)
{
    return mark == LOW_DOUBLE || mark == LOW_SINGLE;
}

/* Whether «, with a blank behind it, is closed by » with a blank before it: « so ». */
static bool spaced_pair(struct view text, size_t start, size_t end, enum mark mark)
{
    enum { FAR = 1024 };
    struct view closer = mark == ANGLE_LEFT ? VIEW("\xc2\xbb") : VIEW("\xe2\x80\xba");
    if ((mark != ANGLE_LEFT && mark != SMALL_LEFT) || !opens_before(text, start))
        return false;
    struct view near = view_slice(text, 0, text.size - end > FAR ? end + FAR : text.size);
    size_t at = view_find(near, closer, end);
    return at != SIZE_MAX && at > end + 1 && token_skip_blanks_back(text, at) < at;
}

/* Whether », with a blank before it, closes such a «. */
static bool closes_spaced(const struct pass *pass, size_t start, size_t end, enum mark mark)
{
    size_t depth = open_for(pass, mark);
    uint8_t opener = depth > 0 ? pass->open[depth - 1].family : NO_MARK;
    return (opener == ANGLE_LEFT || opener == SMALL_LEFT) && !word_after(pass->text, end) &&
           token_skip_blanks_back(pass->text, start) < start;
}

/* Whether the mark opens: by its place, and where the place allows both, by what is open. */
static bool opens(const struct pass *pass, size_t start, size_t end, enum mark mark)
{
    struct view text = pass->text;
    if (is_low(mark))
        return true;
    bool may_open = !blank_after(text, end) && opens_before(text, start);
    bool may_close = start > 0 && !blank_after(text, start - 1);
    if (mark == SINGLE_9 || closes_spaced(pass, start, end, mark))
        return false;
    if (may_open && may_close && open_for(pass, mark) > 0)
        return !word_after(text, end);
    if (!may_open && !may_close) /* blanks at both sides: “ Haus “ */
        return open_for(pass, mark) == 0;
    return may_open;
}

/* » at the start of a line that leads to more, and other marks with blanks at both sides, if they
 * close nothing. */
static bool is_ornament(const struct pass *pass, size_t start, size_t end, enum mark mark)
{
    bool angle = mark == ANGLE_LEFT || mark == ANGLE_RIGHT || mark == SMALL_LEFT ||
                 mark == SMALL_RIGHT || mark == STRAIGHT || mark == STRAIGHT_ONE;
    if (!angle || !blank_after(pass->text, end))
        return false;
    bool before = start == 0 || token_skip_blanks_back(pass->text, start) < start;
    return before && open_for(pass, mark) == 0 && !spaced_pair(pass->text, start, end, mark);
}

/* The no-break spaces inside « and » belong to the marks: English has none. */
static size_t inner_blank_after(struct view text, size_t end, enum mark mark)
{
    size_t blank = mark == ANGLE_LEFT || mark == SMALL_LEFT ? token_blank(text, end) : 0;
    return blank > 1 ? end + blank : end;
}

static size_t inner_blank_before(struct view text, size_t start)
{
    size_t blank = token_skip_blanks_back(text, start);
    return start - blank > 1 && token_blank(text, blank) == start - blank ? blank : start;
}

size_t protect_quote_at(struct pass *pass, size_t at)
{
    struct view text = pass->text;
    size_t length;
    enum mark mark = mark_at(text, at, &length);
    size_t end = at + length;
    if (mark == NO_MARK || is_apostrophe(text, at, end, mark) || is_inches(pass, at, end, mark) ||
        is_ornament(pass, at, end, mark))
        return end;
    if (opens(pass, at, end, mark)) {
        end = inner_blank_after(text, end, mark);
        open_quote(pass, at, end, mark);
        return end;
    }
    size_t depth = open_for(pass, mark);
    if (depth > 0)
        close_quote(pass, depth,
                    closes_spaced(pass, at, end, mark) ? inner_blank_before(text, at) : at, end,
                    mark);
    else
        close_alone(pass, at, end, mark);
    return end;
}

/* ---- The end ---------------------------------------------------------------------------- */

/* Takes out the dropped spans; partners are renumbered as both halves move. */
static void compact(struct protect_spans *spans)
{
    size_t kept = 0;
    for (size_t i = 0; i < spans->count; i++) {
        struct protect_span span = spans->items[i];
        if (span.end == span.start)
            continue;
        if (span.partner != PROTECT_ALONE)
            spans->items[span.partner].partner = kept;
        spans->items[kept++] = span;
    }
    spans->count = kept;
}

static bool is_single(size_t mark)
{
    return mark == LOW_SINGLE || mark == SINGLE_6 || mark == SINGLE_9 || mark == STRAIGHT_ONE ||
           mark == SMALL_LEFT || mark == SMALL_RIGHT;
}

static bool is_straight(size_t mark)
{
    return mark == STRAIGHT || mark == STRAIGHT_ONE;
}

/* The style's marks, looked up for the first quotation. In a headline of some styles the single
 * ones are outside. */
static const struct protect_marks *find_marks(struct pass *pass)
{
    const struct protect_options *options = pass->options;
    struct protect_marks *marks = &pass->spans->marks;
    if (marks->known && marks->to == options->to && marks->style == options->style)
        return marks;
    *marks = (struct protect_marks){
        .known = true,
        .to = options->to,
        .style = options->style,
        .single_outside =
            view_equal(protect_style_text(options, VIEW("heading-single")), VIEW("1")),
        .open = {protect_style_text(options, VIEW("quote-open")),
                 protect_style_text(options, VIEW("inner-open"))},
        .close = {protect_style_text(options, VIEW("quote-close")),
                  protect_style_text(options, VIEW("inner-close"))},
    };
    return marks;
}

static void write_form(struct pass *pass, struct protect_span *span, bool inner, bool straight)
{
    const struct protect_marks *marks = find_marks(pass);
    bool single = inner != (pass->options->heading && marks->single_outside);
    struct view form =
        span->kind == PROTECT_QUOTE_OPEN ? marks->open[single] : marks->close[single];
    if (straight)
        form = single ? VIEW("'") : VIEW("\"");
    if (pass->options->to == PROTECT_TO_SOURCE)
        form = view_slice(pass->text, span->start, span->end);
    span->form_start = pass->spans->forms.size;
    span->form_size = form.size;
    buffer_add_view(&pass->spans->forms, form);
}

/* Writes the form of every quote: straight where both halves are, else by `level`, which counts
 * the pairs around it. A pair of single marks is inner too in a quotation that goes on beyond the
 * block. */
static void write_forms(struct pass *pass)
{
    struct protect_span *items = pass->spans->items;
    size_t level = 0;
    bool goes_on = false;
    for (size_t i = 0; i < pass->spans->count; i++) {
        struct protect_span *span = &items[i];
        size_t mark = span->form_size;
        bool opening = span->kind == PROTECT_QUOTE_OPEN;
        if (!opening && span->kind != PROTECT_QUOTE_CLOSE)
            continue;
        if (span->partner == PROTECT_ALONE) {
            goes_on = opening;
            write_form(pass, span, false, is_straight(mark));
        } else if (opening) {
            struct protect_span *closer = &items[span->partner];
            bool inner = level % 2 == 1 || (level == 0 && goes_on && is_single(mark));
            bool straight = is_straight(mark) && is_straight(closer->form_size);
            write_form(pass, span, inner, straight);
            write_form(pass, closer, inner, straight);
            level++;
        } else {
            level--;
        }
    }
}

void protect_quotes_end(struct pass *pass)
{
    while (pass->depth > 0)
        leave_open(pass, pass->open[--pass->depth]);
    if (pass->dropped)
        compact(pass->spans);
    if (pass->quoted)
        write_forms(pass);
}
