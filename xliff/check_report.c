/* How a broken rule is told: rule, section of the version at hand, place, message. */
#include "xliff/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct xliff_check_rule rules[] = {
#define X(key, rule_id, level, rule_section, text)                                                 \
    [RULE_##key] = {                                                                               \
        .id = (rule_id), .severity = XLIFF_##level, .summary = (text), .section = (rule_section)},
    CHECK_RULES
#undef X
};

const struct xliff_check_rule *xliff_check_rules(size_t *count)
{
    *count = sizeof rules / sizeof *rules;
    return rules;
}

/* The tables name sections of 2.1. In 2.2 the same text stands a chapter earlier, and change
 * tracking, 5.6, is gone; in 2.0 the module of candidates has a section less. */
static void name_section(const struct check *check, const char *section, char *name, size_t size)
{
    const char *version = xliff_version_number(check->version);
    unsigned long chapter = strtoul(section, NULL, 10), part = 0, subpart = 0;
    const char *dot = strchr(section, '.'), *rest = dot ? strchr(dot + 1, '.') : NULL;
    if (dot)
        part = strtoul(dot + 1, NULL, 10);
    if (rest)
        subpart = strtoul(rest + 1, NULL, 10);
    const char *tail = rest ? strchr(rest + 1, '.') : NULL;
    if (check->version == XLIFF_1_2) {
        snprintf(name, size, "%s, %s", version, section[0] ? section : "3.2");
        return;
    }
    const char *kind = chapter == 5 ? "modules" : "core";
    if (chapter == 5 && part == 6 && check->version == XLIFF_2_2) {
        version = "2.1";
    } else if (check->version == XLIFF_2_2) {
        part -= chapter == 5 && part > 6;
        chapter--;
    } else if (check->version == XLIFF_2_0 && chapter == 5 && part == 1 && subpart > 4) {
        subpart--;
    }
    int used = snprintf(name, size, "%s %s, %lu", version, kind, chapter);
    if (dot)
        used += snprintf(name + used, size - (size_t)used, ".%lu", part);
    if (rest)
        used += snprintf(name + used, size - (size_t)used, ".%lu", subpart);
    if (tail)
        snprintf(name + used, size - (size_t)used, "%s", tail);
}

static void report(struct check *check, enum check_rule rule, const char *section, size_t line,
                   size_t column, const char *format, va_list arguments)
{
    char message[400];
    vsnprintf(message, sizeof message, format, arguments);
    name_section(check, section, check->section, sizeof check->section);
    struct xliff_finding finding = {
        .severity = rules[rule].severity,
        .rule = rules[rule].id,
        .section = check->section,
        .message = message,
        .line = line,
        .column = column,
    };
    if (check->in_unit)
        finding.unit = xliff_check_view(&check->unit_id);
    check->report(check->context, &finding);
}

void xliff_report(struct check *check, enum check_rule rule, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(check, rule, rules[rule].section, check->line, check->column, format, arguments);
    va_end(arguments);
}

void xliff_report_at(struct check *check, enum check_rule rule, size_t line, size_t column,
                     const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(check, rule, rules[rule].section, line, column, format, arguments);
    va_end(arguments);
}

void xliff_report_element(struct check *check, enum check_rule rule, const char *section,
                          size_t line, size_t column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(check, rule, section, line, column, format, arguments);
    va_end(arguments);
}
