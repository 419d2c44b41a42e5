/* The markup of a block that is written as it is, in XLIFF 2.x: a unit, and a segment a sentence.
 */
#include "exchange/plain_markup.h"

static const struct piece kinds[] = {
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
static char *put_code(const struct plain *plain, char *to, size_t index)
{
    const struct protect_span *span = &plain->spans[index];
    to = put_piece(to, &kinds[span->kind]);
    to = put_number(to, plain->data[index]);
    to = PUT(to, "\" equiv=\"");
    to = put_german_value(plain, to, span);
    to = PUT(to, "\" disp=\"");
    to = put_form_value(plain, to, span);
    return span->kind == PROTECT_LINK ? PUT(to, "\" canDelete=\"no\"/>") : PUT(to, "\"/>");
}

static char *put_point(const struct plain *plain, char *to, size_t index)
{
    to = PUT(to, "<ph id=\"");
    to = put_number(to, index + 1);
    return put_code(plain, to, index);
}

/* Both halves in one segment: an element around what stands between. */
static char *put_pair(const struct plain *plain, char *to, size_t index)
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
static char *put_half(const struct plain *plain, char *to, size_t index)
{
    const struct protect_span *span = &plain->spans[index];
    bool open = span->kind == PROTECT_QUOTE_OPEN, alone = span->partner == PROTECT_ALONE;
    to = open ? PUT(to, "<sc id=\"") : alone ? PUT(to, "<ec id=\"") : PUT(to, "<ec startRef=\"");
    to = put_number(to, (open || alone ? index : span->partner) + 1);
    to = alone ? PUT(to, "\" isolated=\"yes") : to;
    return put_code(plain, to, index);
}

static char *put_content(const struct plain *plain, char *to, const struct cut *cut)
{
    size_t at = cut->start;
    for (size_t i = cut->first_span; i < cut->end_span; i++) {
        const struct protect_span *span = &plain->spans[i];
        to = put(to, plain->text.data + at, span->start - at);
        to = !protect_is_quote(span->kind)     ? put_point(plain, to, i)
             : plain_is_in(cut, span->partner) ? put_pair(plain, to, i)
                                               : put_half(plain, to, i);
        at = span->end;
    }
    return put(to, plain->text.data + at, cut->end - at);
}

static char *put_ignorable(const struct plain *plain, char *to, size_t start, size_t end)
{
    if (start == end)
        return to;
    to = PUT(to, "      <ignorable><source xml:space=\"preserve\">");
    to = put(to, plain->text.data + start, end - start);
    return PUT(to, "</source></ignorable>\n");
}

static char *put_segment(const struct plain *plain, char *to, const struct cut *cut, size_t number)
{
    to = PUT(to, "      <segment id=\"s");
    to = put_number(to, number);
    to = PUT(to, "\">\n        <source xml:space=\"preserve\">");
    to = put_content(plain, to, cut);
    return PUT(to, "</source>\n      </segment>\n");
}

char *plain_put_2(struct plain *plain, char *to, const struct cuts *cuts, struct xliff_string type)
{
    to = PUT(to, "    <unit id=\"");
    to = put_near(to, plain->id.data, plain->id.size);
    to = PUT(to, "\" type=\"");
    to = put(to, type.data, type.size);
    to = PUT(to, "\" xml:space=\"preserve\">\n");
    if (plain->span_count > 0) {
        to = PUT(to, "      <notes><note id=\"n1\" category=\"codes\">");
        to = plain_put_list(plain, to, 0, plain->span_count);
        to = PUT(to, "</note></notes>\n");
        to = put_data(plain, to);
    }
    for (size_t i = 0; i < cuts->count; i++) {
        const struct cut *cut = &cuts->items[i];
        to = put_ignorable(plain, to, i > 0 ? cut[-1].end : cut->start, cut->start);
        to = put_segment(plain, to, cut, i + 1);
    }
    return PUT(to, "    </unit>\n");
}
