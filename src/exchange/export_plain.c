/* The units of the usual block, written at once: plain text and inline codes, nothing to escape,
 * nothing known of it. Every byte is what export_unit.c would have libxliff write. */
#include "exchange/plain_markup.h"
#include "exchange/role.h"

/* Room for the markup of a segment or a code, with all numbers in it. */
#define MARKUP 320u

/* ---- what both versions have ------------------------------------------------------------- */

char *plain_escape_quotes(char *from, char *to)
{
    for (; from < to; from++)
        if (*from == '"') {
            memmove(from + 6, from + 1, (size_t)(to - from) - 1);
            memcpy(from, "&quot;", 6);
            to += 5;
        }
    return to;
}

char *plain_put_list(const struct plain *plain, char *to, size_t first, size_t end)
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

/* ---- whether a block is plain ------------------------------------------------------------ */

bool exporter_may_be_plain(const struct export_options *options)
{
    return options->shape == CODE_INLINE && options->as_mark == 0 && options->as_text == 0 &&
           !options->copy_source && !options->known.find && !options->terms;
}

/* Whether no quotation ends in the middle of another: 2.x has an element around each. */
static bool quotations_nest(const struct protect_spans *spans)
{
    size_t closers[PLAIN_CODES], depth = 0;
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
        !(old || (spans->count <= PLAIN_CODES && quotations_nest(spans))))
        return false;
    exporter->failed |= !buffer_reserve(&spans->forms, PLAIN_NEAR);
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
    char *end = exporter->options->version == XLIFF_1_2 ? plain_put_12(&plain, start, cuts, type)
                                                        : plain_put_2(&plain, start, cuts, type);
    xliff_write_filled(exporter->writer, (size_t)(end - start));
    exporter->summary->codes += plain.span_count;
    return true;
}
