/* The units of the usual block, written at once: plain text and inline codes, nothing to escape,
 * nothing known of it. Every byte is what export_unit.c would have libxliff write. */
#include <string.h>

#include "exchange/exporter.h"
#include "exchange/role.h"

/* 2.x: more codes than that are looked for in each other's data by libxliff. */
#define CODES 64u
/* Bytes that are copied at once, whatever the size: of most codes that is all. */
#define NEAR 16u
/* Room for the markup of a segment or a code, with all numbers in it. */
#define MARKUP 320u

/* A block that is being written. */
struct plain {
    struct view text;
    const struct protect_span *spans;
    size_t span_count;
    const char *forms;
    bool quoted; /* there is a " in it, which attributes hold otherwise */
    struct view id;
    unsigned data[CODES]; /* 2.x: number of each code's <data> */
};

/* ---- pieces ------------------------------------------------------------------------------ */

static inline char *put(char *to, const char *from, size_t size)
{
    memcpy(to, from, size);
    return to + size;
}

#define PUT(to, literal) put(to, literal, sizeof(literal) - 1)

/* A string with room behind it, so that it can be copied in one piece of a known size. */
struct piece {
    char text[56];
    size_t size;
};
#define PIECE(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static inline char *put_piece(char *to, const struct piece *piece)
{
    memcpy(to, piece->text, sizeof piece->text);
    return to + piece->size;
}

static inline char *put_number(char *to, size_t number)
{
    return to + number_write(to, number);
}

/* Of `from`, NEAR bytes can be read. */
static inline char *put_near(char *to, const char *from, size_t size)
{
    memcpy(to, from, NEAR);
    if (size > NEAR)
        memcpy(to + NEAR, from + NEAR, size - NEAR);
    return to + size;
}

static inline char *put_german(const struct plain *plain, char *to, const struct protect_span *span)
{
    const char *from = plain->text.data + span->start;
    size_t size = span->end - span->start;
    return plain->text.size - span->start >= NEAR ? put_near(to, from, size) : put(to, from, size);
}

static inline char *put_form(const struct plain *plain, char *to, const struct protect_span *span)
{
    return put_near(to, plain->forms + span->form_start, span->form_size);
}

/* What stands in [from, to), as an attribute holds it. Returns the end. */
static char *escape_quotes(char *from, char *to)
{
    for (; from < to; from++)
        if (*from == '"') {
            memmove(from + 6, from + 1, (size_t)(to - from) - 1);
            memcpy(from, "&quot;", 6);
            to += 5;
        }
    return to;
}

static inline char *put_german_value(const struct plain *plain, char *to,
                                     const struct protect_span *span)
{
    char *end = put_german(plain, to, span);
    return plain->quoted ? escape_quotes(to, end) : end;
}

static inline char *put_form_value(const struct plain *plain, char *to,
                                   const struct protect_span *span)
{
    char *end = put_form(plain, to, span);
    return plain->quoted ? escape_quotes(to, end) : end;
}

/* The list of codes, as notes.c writes it. */
static char *put_list(const struct plain *plain, char *to, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const struct protect_span *span = &plain->spans[i];
        to = i > first ? PUT(to, "   ") : to;
        to = put_number(to, i + 1);
        to = PUT(to, ": ");
        to = put_german(plain, to, span);
        to = PUT(to, " → ");
        to = put_form(plain, to, span);
    }
    return to;
}

static bool is_in(const struct cut *cut, size_t span)
{
    return span >= cut->first_span && span < cut->end_span;
}

/* ---- 1.2 --------------------------------------------------------------------------------- */

static const struct piece kinds_1[] = {
    [PROTECT_NUMBER] = PIECE("\" ctype=\"x-number\" equiv-text=\""),
    [PROTECT_DATE] = PIECE("\" ctype=\"x-date\" equiv-text=\""),
    [PROTECT_TIME] = PIECE("\" ctype=\"x-time\" equiv-text=\""),
    [PROTECT_LINK] = PIECE("\" ctype=\"x-link\" equiv-text=\""),
    [PROTECT_TERM] = PIECE("\" ctype=\"x-never\" equiv-text=\""),
    [PROTECT_QUOTE_OPEN] = PIECE("\" ctype=\"x-quote\" equiv-text=\""),
    [PROTECT_QUOTE_CLOSE] = PIECE("\" ctype=\"x-quote\" equiv-text=\""),
};

static char *put_point_1(const struct plain *plain, char *to, size_t index)
{
    const struct protect_span *span = &plain->spans[index];
    to = PUT(to, "<ph id=\"");
    to = put_number(to, index + 1);
    to = put_piece(to, &kinds_1[span->kind]);
    to = put_form_value(plain, to, span);
    to = PUT(to, "\">");
    to = put_german(plain, to, span);
    return PUT(to, "</ph>");
}

static char *put_quote_1(const struct plain *plain, char *to, size_t index, const struct cut *cut)
{
    const struct protect_span *span = &plain->spans[index];
    bool open = span->kind == PROTECT_QUOTE_OPEN, pair = is_in(cut, span->partner);
    size_t partner = span->partner == PROTECT_ALONE ? index : span->partner;
    to = !pair ? PUT(to, "<it id=\"") : open ? PUT(to, "<bpt id=\"") : PUT(to, "<ept id=\"");
    to = put_number(to, index + 1);
    if (!pair)
        to = open ? PUT(to, "\" pos=\"open") : PUT(to, "\" pos=\"close");
    if (pair || !open) {
        to = PUT(to, "\" rid=\"");
        to = put_number(to, open ? index + 1 : partner + 1);
    }
    to = pair && !open ? PUT(to, "\" equiv-text=\"") : put_piece(to, &kinds_1[span->kind]);
    to = put_form_value(plain, to, span);
    to = PUT(to, "\">");
    to = put_german(plain, to, span);
    return !pair ? PUT(to, "</it>") : open ? PUT(to, "</bpt>") : PUT(to, "</ept>");
}

static char *put_content_1(const struct plain *plain, char *to, const struct cut *cut)
{
    size_t at = cut->start;
    for (size_t i = cut->first_span; i < cut->end_span; i++) {
        const struct protect_span *span = &plain->spans[i];
        to = put(to, plain->text.data + at, span->start - at);
        to = protect_is_quote(span->kind) ? put_quote_1(plain, to, i, cut)
                                          : put_point_1(plain, to, i);
        at = span->end;
    }
    return put(to, plain->text.data + at, cut->end - at);
}

static char *put_unit_1(const struct plain *plain, char *to, const struct cut *cut, size_t number)
{
    to = PUT(to, "        <trans-unit id=\"");
    to = put_near(to, plain->id.data, plain->id.size);
    to = PUT(to, ".s");
    to = put_number(to, number);
    to = PUT(to, "\" xml:space=\"preserve\">\n          <source>");
    to = put_content_1(plain, to, cut);
    to = PUT(to, "</source>\n");
    if (cut->first_span < cut->end_span) {
        to = PUT(to, "          <note from=\"satz\">");
        to = put_list(plain, to, cut->first_span, cut->end_span);
        to = PUT(to, "</note>\n");
    }
    return PUT(to, "        </trans-unit>\n");
}

static char *put_group_1(const struct plain *plain, char *to, const struct cuts *cuts,
                         struct xliff_string type)
{
    to = PUT(to, "      <group id=\"");
    to = put_near(to, plain->id.data, plain->id.size);
    to = PUT(to, "\" restype=\"");
    to = put(to, type.data, type.size);
    to = PUT(to, "\">\n");
    for (size_t i = 0; i < cuts->count; i++)
        to = put_unit_1(plain, to, &cuts->items[i], i + 1);
    return PUT(to, "      </group>\n");
}

/* ---- 2.x --------------------------------------------------------------------------------- */

static const struct piece kinds_2[] = {
    [PROTECT_NUMBER] = PIECE("\" type=\"other\" subType=\"satz:number\" dataRef=\"d"),
    [PROTECT_DATE] = PIECE("\" type=\"other\" subType=\"satz:date\" dataRef=\"d"),
    [PROTECT_TIME] = PIECE("\" type=\"other\" subType=\"satz:time\" dataRef=\"d"),
    [PROTECT_LINK] = PIECE("\" type=\"other\" subType=\"satz:link\" dataRef=\"d"),
    [PROTECT_TERM] = PIECE("\" type=\"other\" subType=\"satz:never\" dataRef=\"d"),
    [PROTECT_QUOTE_OPEN] = PIECE("\" type=\"quote\" dataRef=\"d"),
    [PROTECT_QUOTE_CLOSE] = PIECE("\" type=\"quote\" dataRef=\"d"),
};

/* The number of the <data> that has the same text as this code's, or one more than there are. */
static unsigned find_data(const struct plain *plain, size_t index, unsigned count)
{
    const struct protect_span *span = &plain->spans[index];
    size_t size = span->end - span->start;
    for (size_t i = 0; i < index; i++) {
        const struct protect_span *other = &plain->spans[i];
        if (other->end - other->start == size &&
            memcmp(plain->text.data + other->start, plain->text.data + span->start, size) == 0)
            return plain->data[i];
    }
    return count + 1;
}

static char *put_data(struct plain *plain, char *to)
{
    unsigned count = 0;
    to = PUT(to, "      <originalData>");
    for (size_t i = 0; i < plain->span_count; i++) {
        plain->data[i] = find_data(plain, i, count);
        if (plain->data[i] <= count)
            continue;
        to = PUT(to, "<data id=\"d");
        to = put_number(to, ++count);
        to = PUT(to, "\">");
        to = put_german(plain, to, &plain->spans[i]);
        to = PUT(to, "</data>");
    }
    return PUT(to, "</originalData>\n");
}

/* From the attributes that all codes have to the end. */
static char *put_code_2(const struct plain *plain, char *to, size_t index)
{
    const struct protect_span *span = &plain->spans[index];
    to = put_piece(to, &kinds_2[span->kind]);
    to = put_number(to, plain->data[index]);
    to = PUT(to, "\" equiv=\"");
    to = put_german_value(plain, to, span);
    to = PUT(to, "\" disp=\"");
    to = put_form_value(plain, to, span);
    return span->kind == PROTECT_LINK ? PUT(to, "\" canDelete=\"no\"/>") : PUT(to, "\"/>");
}

static char *put_point_2(const struct plain *plain, char *to, size_t index)
{
    to = PUT(to, "<ph id=\"");
    to = put_number(to, index + 1);
    return put_code_2(plain, to, index);
}

/* Both halves in one segment: an element around what stands between. */
static char *put_pair_2(const struct plain *plain, char *to, size_t index)
{
    const struct protect_span *open = &plain->spans[index];
    const struct protect_span *close = &plain->spans[open->partner];
    if (open->kind == PROTECT_QUOTE_CLOSE)
        return PUT(to, "</pc>");
    to = PUT(to, "<pc id=\"");
    to = put_number(to, index + 1);
    to = PUT(to, "\" type=\"quote\" dataRefStart=\"d");
    to = put_number(to, plain->data[index]);
    to = PUT(to, "\" dataRefEnd=\"d");
    to = put_number(to, plain->data[open->partner]);
    to = PUT(to, "\" equivStart=\"");
    to = put_german_value(plain, to, open);
    to = PUT(to, "\" equivEnd=\"");
    to = put_german_value(plain, to, close);
    to = PUT(to, "\" dispStart=\"");
    to = put_form_value(plain, to, open);
    to = PUT(to, "\" dispEnd=\"");
    to = put_form_value(plain, to, close);
    return PUT(to, "\">");
}

/* A half whose other one is in another segment, or nowhere. */
static char *put_half_2(const struct plain *plain, char *to, size_t index)
{
    const struct protect_span *span = &plain->spans[index];
    bool open = span->kind == PROTECT_QUOTE_OPEN, alone = span->partner == PROTECT_ALONE;
    to = open ? PUT(to, "<sc id=\"") : alone ? PUT(to, "<ec id=\"") : PUT(to, "<ec startRef=\"");
    to = put_number(to, (open || alone ? index : span->partner) + 1);
    to = alone ? PUT(to, "\" isolated=\"yes") : to;
    return put_code_2(plain, to, index);
}

static char *put_content_2(const struct plain *plain, char *to, const struct cut *cut)
{
    size_t at = cut->start;
    for (size_t i = cut->first_span; i < cut->end_span; i++) {
        const struct protect_span *span = &plain->spans[i];
        to = put(to, plain->text.data + at, span->start - at);
        to = !protect_is_quote(span->kind) ? put_point_2(plain, to, i)
             : is_in(cut, span->partner)   ? put_pair_2(plain, to, i)
                                           : put_half_2(plain, to, i);
        at = span->end;
    }
    return put(to, plain->text.data + at, cut->end - at);
}

static char *put_ignorable_2(const struct plain *plain, char *to, size_t start, size_t end)
{
    if (start == end)
        return to;
    to = PUT(to, "      <ignorable><source xml:space=\"preserve\">");
    to = put(to, plain->text.data + start, end - start);
    return PUT(to, "</source></ignorable>\n");
}

static char *put_segment_2(const struct plain *plain, char *to, const struct cut *cut,
                           size_t number)
{
    to = PUT(to, "      <segment id=\"s");
    to = put_number(to, number);
    to = PUT(to, "\">\n        <source xml:space=\"preserve\">");
    to = put_content_2(plain, to, cut);
    return PUT(to, "</source>\n      </segment>\n");
}

static char *put_unit_2(struct plain *plain, char *to, const struct cuts *cuts,
                        struct xliff_string type)
{
    to = PUT(to, "    <unit id=\"");
    to = put_near(to, plain->id.data, plain->id.size);
    to = PUT(to, "\" type=\"");
    to = put(to, type.data, type.size);
    to = PUT(to, "\" xml:space=\"preserve\">\n");
    if (plain->span_count > 0) {
        to = PUT(to, "      <notes><note id=\"n1\" category=\"codes\">");
        to = put_list(plain, to, 0, plain->span_count);
        to = PUT(to, "</note></notes>\n");
        to = put_data(plain, to);
    }
    for (size_t i = 0; i < cuts->count; i++) {
        const struct cut *cut = &cuts->items[i];
        to = put_ignorable_2(plain, to, i > 0 ? cut[-1].end : cut->start, cut->start);
        to = put_segment_2(plain, to, cut, i + 1);
    }
    return PUT(to, "    </unit>\n");
}

/* ---- whether a block is plain ------------------------------------------------------------ */

bool exporter_may_be_plain(const struct export_options *options)
{
    return options->shape == CODE_INLINE && options->as_mark == 0 && options->as_text == 0 &&
           !options->copy_source && !options->known.find && !options->terms;
}

/* Whether no quotation ends in the middle of another: 2.x has an element around each. */
static bool quotations_nest(const struct protect_spans *spans)
{
    size_t closers[CODES], depth = 0;
    for (size_t i = 0; i < spans->count; i++) {
        size_t partner = spans->items[i].partner;
        if (partner == PROTECT_ALONE)
            continue;
        if (partner > i)
            closers[depth++] = partner;
        else if (depth == 0 || closers[--depth] != i)
            return false;
    }
    return true;
}

/* Fills `plain` but for the id. */
static bool is_plain(struct exporter *exporter, const struct article_block *block,
                     struct plain *plain)
{
    struct protect_spans *spans = &exporter->spans;
    enum xliff_plainness text = xliff_plainness(view_string(block->text));
    enum xliff_plainness forms = xliff_plainness(view_string(buffer_view(&spans->forms)));
    bool old = exporter->options->version == XLIFF_1_2;
    if (text == XLIFF_ESCAPED || forms == XLIFF_ESCAPED ||
        !(old || (spans->count <= CODES && quotations_nest(spans))))
        return false;
    exporter->failed |= !buffer_reserve(&spans->forms, NEAR);
    plain->text = block->text;
    plain->spans = spans->items;
    plain->span_count = spans->count;
    plain->forms = spans->forms.data;
    plain->quoted = text != XLIFF_PLAIN || forms != XLIFF_PLAIN;
    return true;
}

bool exporter_write_plain(struct exporter *exporter, const struct article_block *block)
{
    struct plain plain;
    const struct cuts *cuts = &exporter->cuts;
    if (!is_plain(exporter, block, &plain))
        return false;
    exporter_name(exporter, block);
    plain.id = (struct view){exporter->block_id, exporter->block_id_size};
    /* a code's text stands in it four times at most, once of these in an attribute */
    size_t most = MARKUP * (1 + cuts->count + plain.span_count) +
                  (plain.quoted ? 9 : 4) * (block->text.size + exporter->spans.forms.size);
    char *start = exporter->failed ? NULL : xliff_write_room(exporter->writer, most);
    if (!start)
        return true; /* libxliff or `failed` says why */
    struct xliff_string type = role_type(exporter->options->version, block->role);
    char *end = exporter->options->version == XLIFF_1_2 ? put_group_1(&plain, start, cuts, type)
                                                        : put_unit_2(&plain, start, cuts, type);
    xliff_write_filled(exporter->writer, (size_t)(end - start));
    exporter->summary->codes += plain.span_count;
    return true;
}
