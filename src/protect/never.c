/* never.c - terms of the user that are never translated. */
#include "protect/internal.h"

#define LINK_MAX 256u /* a term is looked for in a link that began at most so far before it */

/* Whether the character before text[at] may stand in a link. */
static bool goes_on_before(struct view text, size_t at)
{
    char byte = at > 0 ? text.data[at - 1] : ' ';
    return token_letter_before(text, at) || (byte >= '#' && byte <= ':' && byte != '(') ||
           byte == '@' || byte == '_' || byte == '~' || byte == '?' || byte == '=';
}

/* Whether the term stands in a longer link: Zeit in www.zeit.example/Zeit. */
static bool is_in_link(struct view text, const struct term_hit *hit)
{
    size_t start = hit->start, end;
    while (hit->start - start < LINK_MAX && goes_on_before(text, start)) {
        uint32_t codepoint;
        start -= utf8_decode_back(text, start, &codepoint);
    }
    end = token_link(text, start);
    return end > hit->start && (start < hit->start || end > hit->end);
}

/* Whether the term ends in the middle of a number: Artikel 13 in Artikel 13,5. */
static bool cuts_number(struct view text, size_t end, enum token_locale locale)
{
    struct token_number number;
    size_t start = end;
    while (start > 0 && token_is_digit(text, start - 1))
        start--;
    return start < end && token_number(text, start, locale, &number) && number.end > end;
}

void protect_never_seek(struct pass *pass, size_t at)
{
    const struct terms *never = pass->options->never;
    pass->never.start = SIZE_MAX;
    if (!never || !(pass->options->kinds & PROTECT_TERMS))
        return;
    while (terms_next(never, pass->text, &at, &pass->never))
        if (!is_in_link(pass->text, &pass->never) &&
            !cuts_number(pass->text, pass->never.end, pass->options->from))
            return;
    pass->never.start = SIZE_MAX;
}

size_t protect_never_at(struct pass *pass, size_t at)
{
    struct term_hit hit = pass->never;
    size_t form = protect_form_begin(pass), end = at;
    if (hit.start == at) { /* else a span that began before it reaches into it */
        buffer_add_view(&pass->spans->forms, hit.german);
        protect_add(pass, PROTECT_TERM, hit.start, hit.end, form);
        end = hit.end;
    }
    protect_never_seek(pass, end);
    return end;
}
