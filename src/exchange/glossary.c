#include "exchange/glossary.h"

#include <stdlib.h>
#include <string.h>

#include "check/content.h"

/* ---- finding ----------------------------------------------------------------------------- */

static bool add_hit(struct glossary *glossary, const struct term_hit *hit, size_t cut)
{
    if (!terms_seen_first(&glossary->seen, hit))
        return !glossary->seen.failed;
    void *grown =
        array_grow(glossary->items, glossary->count, &glossary->capacity, sizeof *glossary->items);
    if (!grown)
        return false;
    glossary->items = grown;
    glossary->items[glossary->count++] =
        (struct glossary_hit){.term = *hit, .cut = cut, .marked = true};
    return true;
}

/* A span may stand in a term, or beside it; one that holds a part of it, or more than it, leaves no
 * place for a mark. */
static void find_marked(struct glossary *glossary, const struct protect_spans *spans)
{
    size_t span = 0;
    for (size_t i = 0; i < glossary->count; i++) {
        struct glossary_hit *hit = &glossary->items[i];
        while (span < spans->count && spans->items[span].end <= hit->term.start)
            span++;
        for (size_t k = span; k < spans->count && spans->items[k].start < hit->term.end; k++)
            hit->marked &=
                spans->items[k].start >= hit->term.start && spans->items[k].end <= hit->term.end;
    }
}

bool glossary_find(struct glossary *glossary, const struct terms *terms, bool by_segment,
                   struct view block, const struct protect_spans *spans, const struct cuts *cuts)
{
    struct term_hit hit;
    size_t cut = 0;
    glossary->count = glossary->next = 0;
    glossary->open = false;
    terms_seen_begin(&glossary->seen);
    for (size_t at = 0; terms && terms_next(terms, block, &at, &hit);) {
        while (cut + 1 < cuts->count && cuts->items[cut].end <= hit.start) {
            cut++;
            if (by_segment)
                terms_seen_begin(&glossary->seen);
        }
        if (hit.start >= cuts->items[cut].start && hit.end <= cuts->items[cut].end &&
            !add_hit(glossary, &hit, cut))
            return false;
    }
    find_marked(glossary, spans);
    return true;
}

/* ---- marks ------------------------------------------------------------------------------- */

bool glossary_next_mark(struct glossary *glossary, size_t cut, size_t end,
                        struct glossary_mark *mark)
{
    while (glossary->next < glossary->count && !glossary->items[glossary->next].marked)
        glossary->next++;
    if (glossary->next == glossary->count || glossary->items[glossary->next].cut != cut)
        return false;
    const struct glossary_hit *hit = &glossary->items[glossary->next];
    *mark = (struct glossary_mark){.at = glossary->open ? hit->term.end : hit->term.start,
                                   .term = glossary->next + 1,
                                   .open = !glossary->open};
    if (mark->at > end)
        return false;
    glossary->next += glossary->open;
    glossary->open = !glossary->open;
    return true;
}

/* ---- notes and entries ------------------------------------------------------------------- */

/* The first hit of cut `cut`, or of a later one. */
static size_t first_of(const struct glossary *glossary, size_t cut)
{
    size_t low = 0, high = glossary->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (glossary->items[middle].cut < cut)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct xliff_string text_of_term(const struct term_hit *term, struct arena *arena)
{
    size_t between = sizeof GLOSSARY_SIGN - 1;
    struct view german = term->german, english = term->english;
    size_t size = german.size + between + english.size;
    char *text = arena_take(arena, size);
    if (!text)
        return (struct xliff_string){0};
    memcpy(text, german.data, german.size);
    memcpy(text + german.size, GLOSSARY_SIGN, between);
    memcpy(text + german.size + between, english.data, english.size);
    return (struct xliff_string){text, size};
}

/* "n2" */
static struct xliff_string numbered(char prefix, size_t number, struct arena *arena)
{
    char digits[24];
    struct buffer text = {.data = digits, .capacity = sizeof digits};
    buffer_add_char(&text, prefix);
    buffer_add_number(&text, number);
    return view_string(arena_copy(arena, buffer_view(&text)));
}

size_t glossary_notes(enum xliff_version version, const struct glossary *glossary, size_t first,
                      size_t end, struct arena *arena, struct xliff_note **notes)
{
    size_t from = first_of(glossary, first), count = first_of(glossary, end) - from;
    *notes = arena_take(arena, (count + 1) * sizeof **notes);
    for (size_t i = 0; *notes && i < count; i++) {
        struct xliff_note *note = *notes + i + 1;
        *note = (struct xliff_note){
            .text = text_of_term(&glossary->items[from + i].term, arena),
            .category = view_string(VIEW(GLOSSARY_CATEGORY)),
        };
        if (version != XLIFF_1_2)
            note->id = numbered('n', i + 2, arena);
    }
    return *notes ? count : 0;
}

const struct xliff_term *glossary_terms(const struct glossary *glossary, struct arena *arena)
{
    struct xliff_term *terms = arena_take(arena, (glossary->count + 1) * sizeof *terms);
    for (size_t i = 0; terms && i < glossary->count; i++) {
        const struct glossary_hit *hit = &glossary->items[i];
        terms[i] = (struct xliff_term){.term = view_string(hit->term.german),
                                       .translation = view_string(hit->term.english)};
        if (hit->marked)
            terms[i].ref = numbered('t', i + 1, arena);
    }
    return terms;
}

void glossary_free(struct glossary *glossary)
{
    free(glossary->items);
    terms_seen_free(&glossary->seen);
    *glossary = (struct glossary){0};
}
