#include "srx/internal.h"

#include <stdlib.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

enum { STACK_LIMIT = 16 << 20 }; /* bytes of backtracking */

bool text16_set(struct text16 *to, struct view text)
{
    int32_t needed = (int32_t)text.size + 1; /* never more units than bytes */
    to->size = 0;
    if (!to->units || needed > to->capacity) {
        UChar *units = realloc(to->units, (size_t)needed * sizeof *units);
        if (!units)
            return false;
        to->units = units;
        to->capacity = needed;
    }
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint;
        at += utf8_decode(text, at, &codepoint);
        U16_APPEND_UNSAFE(to->units, to->size, codepoint);
    }
    to->units[to->size] = 0;
    return true;
}

int32_t text16_next(const struct text16 *text, int32_t at)
{
    if (at < text->size)
        U16_FWD_1(text->units, at, text->size);
    else
        at++;
    return at;
}

void text16_free(struct text16 *text)
{
    free(text->units);
    *text = (struct text16){0};
}

URegularExpression *regex_open(struct view pattern, uint32_t flags, struct regex_error *error)
{
    struct text16 units = {0};
    UParseError parsed = {0};
    *error = (struct regex_error){.code = U_ZERO_ERROR};
    if (!text16_set(&units, pattern)) {
        error->code = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    /* A length of 0 is an error to ICU, an empty group is not. */
    static const UChar empty[] = {'(', ')', 0};
    URegularExpression *regex =
        units.size > 0 ? uregex_open(units.units, units.size, flags, &parsed, &error->code)
                       : uregex_open(empty, 2, flags, &parsed, &error->code);
    uregex_useTransparentBounds(regex, true, &error->code);
    uregex_useAnchoringBounds(regex, false, &error->code);
    uregex_setStackLimit(regex, STACK_LIMIT, &error->code);
    reserve_ask(&error->code);
    if (U_FAILURE(error->code)) {
        uregex_close(regex);
        regex = NULL;
        error->offset = parsed.offset > 0 ? u_countChar32(units.units, parsed.offset) : 0;
    }
    text16_free(&units);
    return regex;
}

bool regex_fits(struct view pattern, uint32_t flags, struct view text, struct regex_error *error)
{
    struct text16 units = {0};
    bool fits = false;
    URegularExpression *regex = regex_open(pattern, flags, error);
    if (!regex)
        return false;
    if (text16_set(&units, text)) {
        uregex_setTimeLimit(regex, 1000, &error->code);
        uregex_setText(regex, units.units, units.size, &error->code);
        fits = uregex_matches(regex, 0, &error->code);
        reserve_ask(&error->code);
    } else {
        error->code = U_MEMORY_ALLOCATION_ERROR;
    }
    text16_free(&units);
    uregex_close(regex);
    return fits && U_SUCCESS(error->code);
}

enum status regex_report(const struct regex_error *error, const char *what, struct view pattern,
                         struct place place, struct findings *findings)
{
    if (error->code == U_MEMORY_ALLOCATION_ERROR)
        return finding_no_memory(findings);
    return finding_error(findings, STATUS_INPUT, place,
                         "%s is not a regular expression that ICU can run: %s after character %d "
                         "of '%.*s'; mend it or take it out",
                         what, u_errorName(error->code), (int)error->offset, (int)pattern.size,
                         pattern.data ? pattern.data : "");
}
