/* Notes, and terms of a glossary, which in 1.2 are notes: "Landtag = state parliament". */
#include "xliff/convert.h"

#include <string.h>

/* ---- The list --------------------------------------------------------------------------- */

void xliff_convert_clear_notes(struct conversion *conversion)
{
    xliff_array_clear(&conversion->block_notes, sizeof(struct xliff_note));
    xliff_array_clear(&conversion->terms, sizeof(struct xliff_term));
}

void xliff_convert_block_note(struct conversion *conversion, const struct xliff_note *note)
{
    struct xliff_note *added = xliff_array_add(&conversion->block_notes, sizeof *added);
    if (added)
        *added = *note;
    else
        conversion->failed = true;
}

/* ---- Terms ------------------------------------------------------------------------------ */

#define SIGN " = "

void xliff_convert_term(struct conversion *conversion, const struct xliff_term *term)
{
    const struct xliff_string *meaning =
        term->translation.data ? &term->translation : &term->definition;
    struct xliff_note note = {
        .text = xliff_convert_format(conversion, "%.*s" SIGN "%.*s", (int)term->term.size,
                                     term->term.data, (int)meaning->size, meaning->data),
        .category = {"glossary", 8},
    };
    if (term->translation.data && term->definition.data)
        xliff_lose(&conversion->losses, "definition of a term");
    xliff_convert_block_note(conversion, &note);
}

/* Where " = " stands in a note that is a term, or NULL. */
static const char *term_sign(const struct xliff_note *note)
{
    size_t sign = sizeof SIGN - 1;
    if (!xliff_is(note->category, "glossary"))
        return NULL;
    for (size_t i = 1; i + sign < note->text.size; i++)
        if (!memcmp(note->text.data + i, SIGN, sign))
            return note->text.data + i;
    return NULL;
}

static void add_term(struct conversion *conversion, const struct xliff_note *note)
{
    struct xliff_string text = xliff_convert_copy(conversion, note->text);
    struct xliff_term *term = xliff_array_add(&conversion->terms, sizeof *term);
    if (!term || !text.data) {
        conversion->failed = true;
        return;
    }
    size_t size = (size_t)(term_sign(note) - note->text.data), end = size + sizeof SIGN - 1;
    *term = (struct xliff_term){.term = {text.data, size},
                                .translation = {text.data + end, text.size - end}};
}

bool xliff_convert_marks(const struct xliff_content *content, const struct xliff_term *term)
{
    for (size_t i = 0; i < content->count; i++)
        if (content->parts[i].kind == XLIFF_MARK_OPEN &&
            xliff_equal(content->parts[i].id, term->ref))
            return true;
    return false;
}

/* ---- Notes ------------------------------------------------------------------------------ */

bool xliff_convert_is_note_id(struct xliff_string id)
{
    bool digits = id.size > 1 && id.data[0] == 'n';
    for (size_t i = 1; digits && i < id.size; i++)
        digits = id.data[i] >= '0' && id.data[i] <= '9';
    return digits;
}

struct xliff_note xliff_convert_note(struct conversion *conversion, const struct xliff_note *note,
                                     struct xliff_string id)
{
    bool applies = xliff_is(note->applies_to, "source") || xliff_is(note->applies_to, "target");
    if (!conversion->up && note->id.size > 0 && !id.data && !xliff_convert_is_note_id(note->id))
        xliff_lose(&conversion->losses, "id of a <note>");
    return (struct xliff_note){
        .id = conversion->up ? id : (struct xliff_string){0},
        .text = xliff_convert_copy(conversion, note->text),
        .category = xliff_convert_copy(conversion, note->category),
        .applies_to =
            applies ? xliff_convert_copy(conversion, note->applies_to) : (struct xliff_string){0},
        .priority = note->priority,
    };
}

void xliff_convert_add_note(struct conversion *conversion, const struct xliff_note *note,
                            struct xliff_string id)
{
    if (conversion->up && term_sign(note)) {
        add_term(conversion, note);
        return;
    }
    struct xliff_note converted = xliff_convert_note(conversion, note, id);
    xliff_convert_block_note(conversion, &converted);
}

void xliff_convert_notes(struct conversion *conversion, const struct xliff_unit *unit)
{
    xliff_convert_clear_notes(conversion);
    for (size_t i = 0; i < unit->note_count; i++) {
        struct xliff_string id = {0};
        if (conversion->up)
            id = xliff_convert_format(conversion, "n%zu", i + 1);
        xliff_convert_add_note(conversion, &unit->notes[i], id);
    }
    for (size_t i = 0; i < unit->term_count; i++)
        xliff_convert_term(conversion, &unit->terms[i]);
}
