/* When a rule holds at a place: if some match of its first part ends there, not just the one that
 * a search finds, and a match of its second part begins there.
 *
 * ICU's look-behind asks just that, but of first parts of bounded length only. For the others
 * (`\w+\.`) the starts of matches are searched for, and each is asked whether a match from it ends
 * at the place. A start whose attempt failed before it came to the place will fail at every later
 * place too, and is forgotten; so on real text few are asked twice. */
#include "srx/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/utf16.h>

enum {
    REACH = 1000, /* a match of an unbounded first part is at most so long, in UTF-16 units */
    /* ICU counts 10,000 steps as one: about 0.1 ms. Limits of one match, and of a text in all. */
    MATCH_STEPS = 3000,
    TEXT_STEPS = 10000,
    UNITS_PER_STEP = 200, /* and so much more for a longer text */
};

static void add_quoted(struct buffer *to, const char *before, struct view part, const char *after)
{
    buffer_add_string(to, before);
    buffer_add_view(to, part);
    buffer_add_string(to, after);
}

/* The place as one expression. Not if the second part counts its groups: they would be others. */
static URegularExpression *open_place(const struct rule_source *source, struct regex_error *error)
{
    struct buffer pattern = {0};
    URegularExpression *regex = NULL;
    add_quoted(&pattern, "(?<=", source->before, ")");
    add_quoted(&pattern, "(?=", source->after, ")");
    if (pattern.failed)
        error->code = U_MEMORY_ALLOCATION_ERROR;
    else
        regex = regex_open(buffer_view(&pattern), 0, error);
    buffer_free(&pattern);
    return regex;
}

static bool has_back_reference(struct view pattern)
{
    for (size_t i = 0; i + 1 < pattern.size; i++)
        if (pattern.data[i] == '\\') {
            i++;
            if (pattern.data[i] >= '1' && pattern.data[i] <= '9')
                return true;
        }
    return false;
}

/* ICU asks, now and then in a long match, whether to go on. */
static UBool U_CALLCONV may_go_on(const void *context, int32_t steps)
{
    struct rule *rule = (struct rule *)(uintptr_t)context;
    (void)steps;
    return rule->steps_left-- > 0;
}

static enum status open_parts(struct rule *rule, const struct rule_source *source,
                              struct place place, struct findings *findings)
{
    struct regex_error error;
    rule->before = regex_open(source->before, 0, &error);
    if (!rule->before)
        return regex_report(&error, "<beforebreak>", source->before, place, findings);
    rule->after = regex_open(source->after, 0, &error);
    if (!rule->after)
        return regex_report(&error, "<afterbreak>", source->after, place, findings);
    return STATUS_OK;
}

enum status rule_open(struct rule *rule, const struct rule_source *source, const char *file,
                      struct findings *findings)
{
    struct regex_error error;
    *rule = (struct rule){.is_break = source->is_break, .line = source->line};
    enum status status = open_parts(rule, source, (struct place){file, source->line, 0}, findings);
    if (status != STATUS_OK || has_back_reference(source->after))
        return status;
    rule->place = open_place(source, &error);
    if (!rule->place)
        return error.code == U_MEMORY_ALLOCATION_ERROR ? finding_no_memory(findings) : STATUS_OK;
    uregex_close(rule->before);
    uregex_close(rule->after);
    rule->before = rule->after = NULL;
    return STATUS_OK;
}

void rule_close(struct rule *rule)
{
    uregex_close(rule->place);
    uregex_close(rule->before);
    uregex_close(rule->after);
    free(rule->starts);
    *rule = (struct rule){0};
}

void rule_reset(struct rule *rule)
{
    rule->ready = false;
    rule->place_next = 0;
}

static void set_text(struct rule *rule, URegularExpression *regex, const struct text16 *text,
                     UErrorCode *code)
{
    uregex_setMatchCallback(regex, may_go_on, rule, code);
    uregex_setTimeLimit(regex, MATCH_STEPS + text->size / UNITS_PER_STEP, code);
    uregex_setText(regex, text->units, text->size, code);
}

/* Most rules are never asked about a text that holds none of their words, so this waits. */
static void make_ready(struct rule *rule, const struct text16 *text, UErrorCode *code)
{
    if (rule->ready)
        return;
    rule->ready = true;
    rule->steps_left = TEXT_STEPS + text->size / UNITS_PER_STEP;
    rule->scanned = 0;
    rule->start_count = 0;
    if (rule->place) {
        set_text(rule, rule->place, text, code);
        return;
    }
    set_text(rule, rule->before, text, code);
    set_text(rule, rule->after, text, code);
}

/* ---- first parts of any length ----------------------------------------------------------- */

static void add_start(struct rule *rule, int32_t start, UErrorCode *code)
{
    int32_t *grown =
        array_grow(rule->starts, rule->start_count, &rule->start_capacity, sizeof *rule->starts);
    if (!grown) {
        *code = U_MEMORY_ALLOCATION_ERROR;
        return;
    }
    rule->starts = grown;
    rule->starts[rule->start_count++] = start;
}

/* Finds the starts up to the place of all matches within reach. */
static void find_starts(struct rule *rule, const struct text16 *text, int32_t place,
                        UErrorCode *code)
{
    if (rule->scanned < place - REACH)
        rule->scanned = place - REACH;
    while (rule->scanned <= place && U_SUCCESS(*code)) {
        int32_t from = rule->scanned;
        int32_t limit = text->size - from > 2 * REACH ? from + 2 * REACH : text->size;
        U16_SET_CP_START(text->units, 0, from);
        uregex_setRegion(rule->before, from, limit, code);
        bool found = uregex_findNext(rule->before, code);
        int32_t start = found ? uregex_start(rule->before, 0, code) : limit;
        if (found && start <= from + REACH) {
            add_start(rule, start, code);
            rule->scanned = text16_next(text, start);
        } else {
            rule->scanned = from + REACH + 1;
        }
    }
}

/* Whether a match of the first part goes from `start` to just `place`. */
static bool reaches(struct rule *rule, int32_t start, int32_t place, UErrorCode *code)
{
    uregex_setRegion(rule->before, start, place, code);
    return uregex_matches(rule->before, -1, code);
}

static void forget_starts(struct rule *rule, int32_t place)
{
    size_t old = 0;
    while (old < rule->start_count && rule->starts[old] < place - REACH)
        old++;
    rule->start_count -= old;
    if (old > 0 && rule->start_count > 0)
        memmove(rule->starts, rule->starts + old, rule->start_count * sizeof *rule->starts);
}

static bool ends_at(struct rule *rule, const struct text16 *text, int32_t place, UErrorCode *code)
{
    /* Many may be empty (`.*`, `\s*`): then no start need be looked for. */
    if (reaches(rule, place, place, code))
        return true;
    find_starts(rule, text, place, code);
    forget_starts(rule, place);
    for (size_t i = rule->start_count; i-- > 0 && U_SUCCESS(*code);) {
        if (rule->starts[i] > place)
            continue;
        if (reaches(rule, rule->starts[i], place, code))
            return true;
        if (!uregex_hitEnd(rule->before, code)) {
            rule->start_count--;
            memmove(rule->starts + i, rule->starts + i + 1,
                    (rule->start_count - i) * sizeof *rule->starts);
        }
    }
    return false;
}

/* ---- places ------------------------------------------------------------------------------ */

bool rule_holds(struct rule *rule, const struct text16 *text, int32_t place, UErrorCode *code)
{
    make_ready(rule, text, code);
    if (rule->place)
        return uregex_lookingAt(rule->place, place, code);
    return uregex_lookingAt(rule->after, place, code) && ends_at(rule, text, place, code);
}

int32_t rule_next(struct rule *rule, const struct text16 *text, int32_t from, UErrorCode *code)
{
    URegularExpression *regex = rule->place ? rule->place : rule->after;
    make_ready(rule, text, code);
    while (from <= text->size && uregex_find(regex, from, code)) {
        int32_t place = uregex_start(regex, 0, code);
        if (rule->place || ends_at(rule, text, place, code))
            return U_SUCCESS(*code) ? place : -1;
        from = text16_next(text, place);
    }
    return -1;
}
