/* Validation: rules that a file states for its translations. Texts are compared as they stand,
 * whatever normalization a rule asks for. */
#include "xliff/check_handlers.h"
#include "xliff/check_unit.h"

#include <stdlib.h>
#include <string.h>

enum test { TEST_PRESENT, TEST_ABSENT, TEST_START, TEST_END };

/* A rule in force, of an element that is open. Its text follows those of the rules before it. */
struct rule {
    size_t depth;
    enum test test;
    char *text;
    size_t size;
    size_t occurs; /* 0: not said */
    bool in_source, any_case, disabled;
};

static const char *const tests[] = {"isPresent", "isNotPresent", "startsWith", "endsWith"};

/* ---- Stating rules ---------------------------------------------------------------------- */

static size_t count_tests(struct check *check, enum test *test, struct xliff_string *text)
{
    const struct xliff_string given[] = {VALUE(check, IS_PRESENT), VALUE(check, IS_NOT_PRESENT),
                                         VALUE(check, STARTS_WITH), VALUE(check, ENDS_WITH)};
    size_t count = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!given[i].data)
            continue;
        *test = (enum test)i;
        *text = given[i];
        count++;
    }
    return count;
}

static void add_rule(struct check *check, enum test test, struct xliff_string text)
{
    char *copy = malloc(text.size + 1);
    struct rule *rule = copy ? xliff_array_add(&check->rules, sizeof *rule) : NULL;
    if (!rule) {
        free(copy);
        xliff_check_no_memory(check);
        return;
    }
    rule->text = memcpy(copy, text.data, text.size);
    rule->size = text.size;
    rule->depth = check->depth - 2; /* of what holds <val:validation> */
    rule->test = test;
    struct xliff_string occurs = VALUE(check, OCCURS);
    for (size_t i = 0; i < occurs.size && rule->occurs < SIZE_MAX / 16; i++)
        rule->occurs = rule->occurs * 10 + (size_t)(occurs.data[i] - '0') % 10;
    rule->in_source = IS(check, EXISTS_IN_SOURCE, "yes");
    rule->any_case = IS(check, CASE_SENSITIVE, "no");
    rule->disabled = IS(check, DISABLED, "yes");
    check->keep_text = check->keep_text || check->in_unit;
}

void xliff_check_start_rule(struct check *check)
{
    struct xliff_string text = {0};
    enum test test = TEST_PRESENT;
    size_t count = count_tests(check, &test, &text);
    if (count + check->foreign_attributes != 1)
        xliff_report(check, RULE_VAL_RULE,
                     "<val:rule> has exactly one of isPresent, isNotPresent, startsWith, endsWith, "
                     "or a rule of another namespace: it has %zu",
                     count + check->foreign_attributes);
    if (HAS(check, OCCURS) && !HAS(check, IS_PRESENT) && check->version != XLIFF_2_0)
        xliff_report(check, RULE_VAL_OCCURS, "occurs stands beside isPresent only");
    if (HAS(check, EXISTS_IN_SOURCE) && (count != 1 || test == TEST_ABSENT))
        xliff_report(check, RULE_VAL_SOURCE,
                     "existsInSource stands beside isPresent, startsWith or endsWith only");
    if (IS(check, DISABLED, "yes") && xliff_frame_is(xliff_check_outer(check, 2), "file"))
        xliff_report(check, RULE_VAL_DISABLED,
                     "a rule of the <file> cannot be disabled: remove it, or disable it where it "
                     "shall not hold");
    if (count == 1)
        add_rule(check, test, text);
}

void xliff_leave_rules(struct check *check, size_t depth)
{
    struct rule *rules = check->rules.items;
    while (check->rules.count > 0 && rules[check->rules.count - 1].depth >= depth)
        free(rules[--check->rules.count].text);
}

/* ---- Applying rules --------------------------------------------------------------------- */

/* Lower case of ASCII and Latin-1; other letters are compared as they are. */
static unsigned char lower(const char *text, size_t at)
{
    unsigned char c = (unsigned char)text[at];
    if (c >= 'A' && c <= 'Z')
        return c | 0x20;
    unsigned char before = at > 0 ? (unsigned char)text[at - 1] : 0;
    if (before == 0xc3 && c >= 0x80 && c <= 0x9e && c != 0x97)
        return c | 0x20;
    return c;
}

static bool equal_at(const struct rule *rule, struct xliff_string text, size_t at)
{
    if (at > text.size || text.size - at < rule->size)
        return false;
    if (!rule->any_case)
        return memcmp(text.data + at, rule->text, rule->size) == 0;
    for (size_t i = 0; i < rule->size; i++)
        if (lower(text.data, at + i) != lower(rule->text, i))
            return false;
    return true;
}

static size_t count_in(const struct rule *rule, struct xliff_string text)
{
    size_t count = 0;
    for (size_t at = 0; rule->size > 0 && at + rule->size <= text.size;) {
        bool here = equal_at(rule, text, at);
        count += here;
        at += here ? rule->size : 1;
    }
    return count;
}

static bool holds(const struct rule *rule, struct xliff_string text)
{
    switch (rule->test) {
    case TEST_START:
        return equal_at(rule, text, 0);
    case TEST_END:
        return text.size >= rule->size && equal_at(rule, text, text.size - rule->size);
    case TEST_ABSENT:
        return count_in(rule, text) == 0;
    default:
        return count_in(rule, text) > 0;
    }
}

static bool is_kept(const struct rule *rule, struct xliff_string source, struct xliff_string target)
{
    if (!holds(rule, target) || (rule->in_source && !holds(rule, source)))
        return false;
    size_t count = rule->test == TEST_PRESENT ? count_in(rule, target) : 0;
    if (rule->occurs > 0 && count != rule->occurs)
        return false;
    return !(rule->test == TEST_PRESENT && rule->in_source && rule->occurs == 0 &&
             count != count_in(rule, source));
}

/* A rule is replaced by a later, inner one that asks the same of the same text. */
static bool is_replaced(const struct check *check, size_t index)
{
    const struct rule *rules = check->rules.items;
    for (size_t i = index + 1; i < check->rules.count; i++)
        if (rules[i].test == rules[index].test && rules[i].size == rules[index].size &&
            memcmp(rules[i].text, rules[index].text, rules[i].size) == 0)
            return true;
    return false;
}

static struct xliff_string part_of(const struct check *check, size_t start, size_t size)
{
    return (struct xliff_string){size ? check->unit->text.data + start : "", size};
}

static void apply(struct check *check, const struct rule *rule)
{
    const struct scope *scope = &check->unit->unit;
    const struct segment *segments = xliff_scope_segments(scope);
    for (size_t i = 0; i < scope->segments.count; i++) {
        const struct segment *segment = &segments[i];
        if (!segment->has_target || segment->ignorable)
            continue;
        struct xliff_string source = part_of(check, segment->source_start, segment->source_size);
        struct xliff_string target = part_of(check, segment->target_start, segment->target_size);
        if (!is_kept(rule, source, target))
            xliff_report_at(check, RULE_VAL_BROKEN, segment->target_line, segment->target_column,
                            "the translation breaks the file's rule %s=\"%.*s\"%s",
                            tests[rule->test],
                            SHOWN(((struct xliff_string){rule->text, rule->size})),
                            rule->in_source    ? " existsInSource=\"yes\""
                            : rule->occurs > 0 ? ", or does not have it as often as it says"
                                               : "");
    }
}

void xliff_check_validation(struct check *check)
{
    const struct rule *rules = check->rules.items;
    for (size_t i = 0; i < check->rules.count; i++)
        if (!rules[i].disabled && !is_replaced(check, i))
            apply(check, &rules[i]);
}
