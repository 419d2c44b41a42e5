#include <stdlib.h>
#include <unicode/uchar.h>

#include "lazy/lazy.h"
#include "srx/internal.h"

struct srx_rules {
    char *file;
    struct rule *rules;
    size_t count;
    struct text16 units; /* of the text at hand */
    struct srx_break *breaks;
    size_t break_count, break_capacity;
};

/* ---- loading ----------------------------------------------------------------------------- */

static enum status open_rules(struct srx_rules *rules, const char *file,
                              const struct rule_sources *sources, struct findings *findings)
{
    enum status status = STATUS_OK;
    struct buffer name = {0};
    buffer_add_string(&name, file);
    buffer_add_char(&name, '\0');
    rules->file = name.data;
    rules->rules = calloc(sources->count + 1, sizeof *rules->rules);
    if (name.failed || !rules->rules)
        return finding_no_memory(findings);
    for (; rules->count < sources->count && status == STATUS_OK; rules->count++)
        status =
            rule_open(&rules->rules[rules->count], &sources->items[rules->count], file, findings);
    return status;
}

bool srx_supported(void)
{
    return true;
}

struct srx_rules *srx_load(const char *file, const char *language, enum status *status,
                           struct findings *findings)
{
    struct rule_sources sources = {0};
    *status = lazy_icu(findings);
    if (*status == STATUS_OK)
        *status = lazy_libxml2(findings);
    if (*status != STATUS_OK)
        return NULL;
    struct srx_rules *rules = calloc(1, sizeof *rules);
    if (!rules || !reserve_prepare()) {
        free(rules);
        *status = finding_no_memory(findings);
        return NULL;
    }
    *status = read_rules(file, language, &sources, findings);
    if (*status == STATUS_OK)
        *status = open_rules(rules, file, &sources, findings);
    rule_sources_free(&sources);
    if (*status == STATUS_OK)
        return rules;
    srx_free(rules);
    return NULL;
}

void srx_free(struct srx_rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->count; i++)
        rule_close(&rules->rules[i]);
    free(rules->rules);
    free(rules->file);
    free(rules->breaks);
    text16_free(&rules->units);
    free(rules);
}

/* ---- white space ------------------------------------------------------------------------- */

/* The same place in both forms of the text; it only goes forward. */
struct cursor {
    struct view text;
    size_t byte;
    int32_t unit;
};

static void step(struct cursor *cursor, uint32_t *codepoint)
{
    cursor->byte += utf8_decode(cursor->text, cursor->byte, codepoint);
    cursor->unit += *codepoint > 0xffff ? 2 : 1;
}

static void go_to(struct cursor *cursor, int32_t unit)
{
    uint32_t codepoint;
    while (cursor->unit < unit)
        step(cursor, &codepoint);
}

static void skip_white_space(struct cursor *cursor)
{
    uint32_t codepoint;
    while (cursor->byte < cursor->text.size) {
        struct cursor after = *cursor;
        step(&after, &codepoint);
        if (!u_isUWhiteSpace((UChar32)codepoint))
            return;
        *cursor = after;
    }
}

static size_t before_white_space(struct view text, size_t at)
{
    uint32_t codepoint;
    while (at > 0) {
        size_t size = utf8_decode_back(text, at, &codepoint);
        if (!u_isUWhiteSpace((UChar32)codepoint))
            break;
        at -= size;
    }
    return at;
}

/* ---- the rules in order ------------------------------------------------------------------ */

/* The rule that failed, if *code says that one did. */
struct progress {
    UErrorCode code;
    const struct rule *rule;
};

/* Moves every break rule on to the first place at or after `from` where it holds; gives the first
 * of these places, -1 if there is none. */
static int32_t next_place(struct srx_rules *rules, int32_t from, struct progress *progress)
{
    int32_t first = -1;
    for (size_t i = 0; i < rules->count && U_SUCCESS(progress->code); i++) {
        struct rule *rule = &rules->rules[i];
        if (!rule->is_break)
            continue;
        progress->rule = rule;
        if (rule->place_next >= 0 && rule->place_next < from)
            rule->place_next = rule_next(rule, &rules->units, from, &progress->code);
        if (rule->place_next >= 0 && (first < 0 || rule->place_next < first))
            first = rule->place_next;
    }
    return U_SUCCESS(progress->code) ? first : -1;
}

/* The first rule that holds at a place of next_place. */
static const struct rule *decide(struct srx_rules *rules, int32_t place, struct progress *progress)
{
    for (size_t i = 0; i < rules->count && U_SUCCESS(progress->code); i++) {
        struct rule *rule = &rules->rules[i];
        progress->rule = rule;
        if (rule->is_break ? rule->place_next == place
                           : rule_holds(rule, &rules->units, place, &progress->code))
            return rule;
    }
    return NULL;
}

/* Adds a boundary, or the candidate for one. Of several candidates in the same white space an end
 * counts, else the first. */
static bool add_break(struct srx_rules *rules, struct srx_break found)
{
    struct srx_break *last = rules->break_count > 0 ? &rules->breaks[rules->break_count - 1] : NULL;
    if (last && last->end == found.end && last->next == found.next) {
        if (found.is_end)
            *last = found;
        return true;
    }
    struct srx_break *grown = array_grow(rules->breaks, rules->break_count, &rules->break_capacity,
                                         sizeof *rules->breaks);
    if (!grown)
        return false;
    rules->breaks = grown;
    rules->breaks[rules->break_count++] = found;
    return true;
}

static void find_breaks(struct srx_rules *rules, struct view text, bool candidates,
                        struct progress *progress)
{
    struct cursor cursor = {.text = text}; /* what is before it is decided */
    skip_white_space(&cursor);
    for (int32_t place = 0;;) {
        int32_t from = place > cursor.unit ? place : cursor.unit;
        place = next_place(rules, text16_next(&rules->units, from), progress);
        const struct rule *rule = place < 0 ? NULL : decide(rules, place, progress);
        if (!rule || U_FAILURE(progress->code))
            return;
        if (!rule->is_break && !candidates)
            continue;
        go_to(&cursor, place);
        struct srx_break found = {before_white_space(text, cursor.byte), 0, rule->is_break,
                                  rule->line};
        struct cursor next = cursor;
        skip_white_space(&next);
        found.next = next.byte;
        if (found.next == text.size)
            return;
        if (rule->is_break)
            cursor = next;
        if (!add_break(rules, found))
            progress->code = U_MEMORY_ALLOCATION_ERROR;
    }
}

static enum status report(const struct srx_rules *rules, const struct progress *progress,
                          size_t size, struct findings *findings)
{
    if (progress->code == U_MEMORY_ALLOCATION_ERROR)
        return finding_no_memory(findings);
    struct place place = {rules->file, progress->rule->line, 0};
    return finding_error(findings, STATUS_INPUT, place,
                         "the rule takes too long on a paragraph of %zu bytes (%s); mend its "
                         "regular expressions so that they do not try the same text again and "
                         "again, or take it out",
                         size, u_errorName(progress->code));
}

static enum status segment(struct srx_rules *rules, struct view text, bool candidates,
                           const struct srx_break **breaks, size_t *count,
                           struct findings *findings)
{
    struct progress progress = {.code = U_ZERO_ERROR};
    rules->break_count = 0;
    *breaks = NULL;
    *count = 0;
    if (text.size >= INT32_MAX)
        return finding_error(findings, STATUS_INPUT, (struct place){0},
                             "a paragraph of 2 GiB is too long for ICU's regular expressions");
    if (!text16_set(&rules->units, text))
        return finding_no_memory(findings);
    for (size_t i = 0; i < rules->count; i++)
        rule_reset(&rules->rules[i]);
    find_breaks(rules, text, candidates, &progress);
    reserve_ask(&progress.code);
    if (U_FAILURE(progress.code))
        return report(rules, &progress, text.size, findings);
    *breaks = rules->breaks;
    *count = rules->break_count;
    return STATUS_OK;
}

enum status srx_segment(struct srx_rules *rules, struct view text, const struct srx_break **breaks,
                        size_t *count, struct findings *findings)
{
    return segment(rules, text, false, breaks, count, findings);
}

enum status srx_candidates(struct srx_rules *rules, struct view text,
                           const struct srx_break **breaks, size_t *count,
                           struct findings *findings)
{
    return segment(rules, text, true, breaks, count, findings);
}
