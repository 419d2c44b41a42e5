/* The markup of a block that is written as it is, in XLIFF 1.2: a group, and a unit a sentence. */
#include "exchange/plain_markup.h"

static const struct piece kinds[] = {
    [PROTECT_NUMBER] = PIECE("\" ctype=\"x-number\" equiv-text=\""),
    [PROTECT_DATE] = PIECE("\" ctype=\"x-date\" equiv-text=\""),
    [PROTECT_TIME] = PIECE("\" ctype=\"x-time\" equiv-text=\""),
    [PROTECT_LINK] = PIECE("\" ctype=\"x-link\" equiv-text=\""),
    [PROTECT_TERM] = PIECE("\" ctype=\"x-never\" equiv-text=\""),
    [PROTECT_QUOTE_OPEN] = PIECE("\" ctype=\"x-quote\" equiv-text=\""),
    [PROTECT_QUOTE_CLOSE] = PIECE("\" ctype=\"x-quote\" equiv-text=\""),
};

static char *put_point(const struct plain *plain, char *to, size_t index)
{
    const struct protect_span *span = &plain->spans[index];
    to = PUT(to, "<ph id=\"");
    to = put_number(to, index + 1);
    to = put_piece(to, &kinds[span->kind]);
    to = put_form_value(plain, to, span);
    to = PUT(to, "\">");
    to = put_german(plain, to, span);
    return PUT(to, "</ph>");
}

static char *put_quote(const struct plain *plain, char *to, size_t index, const struct cut *cut)
{
    const struct protect_span *span = &plain->spans[index];
    bool open = span->kind == PROTECT_QUOTE_OPEN, pair = plain_is_in(cut, span->partner);
    size_t partner = span->partner == PROTECT_ALONE ? index : span->partner;
    to = !pair ? PUT(to, "<it id=\"") : open ? PUT(to, "<bpt id=\"") : PUT(to, "<ept id=\"");
    to = put_number(to, index + 1);
    if (!pair)
        to = open ? PUT(to, "\" pos=\"open") : PUT(to, "\" pos=\"close");
    if (pair || !open) {
        to = PUT(to, "\" rid=\"");
        to = put_number(to, open ? index + 1 : partner + 1);
    }
    to = pair && !open ? PUT(to, "\" equiv-text=\"") : put_piece(to, &kinds[span->kind]);
    to = put_form_value(plain, to, span);
    to = PUT(to, "\">");
    to = put_german(plain, to, span);
    return !pair ? PUT(to, "</it>") : open ? PUT(to, "</bpt>") : PUT(to, "</ept>");
}

static char *put_content(const struct plain *plain, char *to, const struct cut *cut)
{
    size_t at = cut->start;
    for (size_t i = cut->first_span; i < cut->end_span; i++) {
        const struct protect_span *span = &plain->spans[i];
        to = put(to, plain->text.data + at, span->start - at);
        to = protect_is_quote(span->kind) ? put_quote(plain, to, i, cut) : put_point(plain, to, i);
        at = span->end;
    }
    return put(to, plain->text.data + at, cut->end - at);
}

static char *put_unit(const struct plain *plain, char *to, const struct cut *cut, size_t number)
{
    to = PUT(to, "        <trans-unit id=\"");
    to = put_near(to, plain->id.data, plain->id.size);
    to = PUT(to, ".s");
    to = put_number(to, number);
    to = PUT(to, "\" xml:space=\"preserve\">\n          <source>");
    to = put_content(plain, to, cut);
    to = PUT(to, "</source>\n");
    if (cut->first_span < cut->end_span) {
        to = PUT(to, "          <note from=\"satz\">");
        to = plain_put_list(plain, to, cut->first_span, cut->end_span);
        to = PUT(to, "</note>\n");
    }
    return PUT(to, "        </trans-unit>\n");
}

char *plain_put_12(const struct plain *plain, char *to, const struct cuts *cuts,
                   struct xliff_string type)
{
    to = PUT(to, "      <group id=\"");
    to = put_near(to, plain->id.data, plain->id.size);
    to = PUT(to, "\" restype=\"");
    to = put(to, type.data, type.size);
    to = PUT(to, "\">\n");
    for (size_t i = 0; i < cuts->count; i++)
        to = put_unit(plain, to, &cuts->items[i], i + 1);
    return PUT(to, "      </group>\n");
}
