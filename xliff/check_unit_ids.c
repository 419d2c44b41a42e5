/* Ids that are unique in a unit, a match, or a container of a module. */
#include "xliff/check_unit.h"

#include <stdlib.h>

/* ---- Segments and codes ----------------------------------------------------------------- */

/* In variants of one message (pgs), each segment repeats the codes. */
static bool may_repeat(const struct check *check, const struct code *a, const struct code *b)
{
    return check->unit->variants.data && a->segment != b->segment;
}

static void check_codes_of(struct check *check, const struct scope *scope, enum side side)
{
    const struct key *keys = scope->ids[side].items;
    const struct code *codes = xliff_scope_codes(scope);
    for (size_t i = 1; i < scope->ids[side].count; i++) {
        const struct code *code = &codes[keys[i].index], *first = &codes[keys[i - 1].index];
        if (xliff_equal(code->id, first->id) && !may_repeat(check, code, first))
            xliff_report_at(check, RULE_ID_UNIQUE, code->line, code->column,
                            "the id \"%.*s\" is that of the code in line %zu too: give this one "
                            "another",
                            SHOWN(code->id), first->line);
    }
}

static void report_twice(struct check *check, struct xliff_string id, size_t line, size_t column,
                         const struct segment *other)
{
    xliff_report_at(check, RULE_ID_UNIQUE, line, column,
                    "the id \"%.*s\" is that of the segment in line %zu too: give this one another",
                    SHOWN(id), other->line);
}

static void check_segments(struct check *check, const struct scope *scope)
{
    const struct segment *segments = xliff_scope_segments(scope);
    const struct key *keys = scope->segment_ids.items;
    for (size_t i = 0; i < scope->segment_ids.count; i++) {
        const struct segment *segment = &segments[keys[i].index];
        const struct code *code = xliff_find_code(scope, SIDE_SOURCE, segment->id);
        code = code ? code : xliff_find_code(scope, SIDE_TARGET, segment->id);
        if (code)
            report_twice(check, code->id, code->line, code->column, segment);
        if (i > 0 && xliff_equal(keys[i].name, keys[i - 1].name))
            report_twice(check, segment->id, segment->line, segment->column,
                         &segments[keys[i - 1].index]);
    }
}

/* ---- Other names ------------------------------------------------------------------------ */

static int compare_names(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->scope != b->scope)
        return a->scope < b->scope ? -1 : 1;
    int order = xliff_compare(a->id, b->id);
    if (order)
        return order;
    return a->line != b->line ? (a->line < b->line ? -1 : 1)
                              : (a->column > b->column) - (a->column < b->column);
}

static const enum check_rule rules[] = {
    [NAME_DATA] = RULE_ID_UNIQUE,        [NAME_NOTE] = RULE_ID_UNIQUE,
    [NAME_MATCH] = RULE_MTC_ID,          [NAME_GLOSS] = RULE_GLS_ID,
    [NAME_META] = RULE_MDA_ID,           [NAME_RESOURCE] = RULE_RES_ID,
    [NAME_STANDOFF] = RULE_ITS_STANDOFF, [NAME_EXTENSION] = RULE_EXTENSION_ID,
};

static void check_names(struct check *check, struct scope *scope)
{
    struct name *names = scope->names.items;
    if (scope->names.count > 1)
        qsort(names, scope->names.count, sizeof *names, compare_names);
    for (size_t i = 1; i < scope->names.count; i++) {
        const struct name *name = &names[i], *first = &names[i - 1];
        if (name->group == first->group && name->scope == first->scope &&
            xliff_equal(name->id, first->id))
            xliff_report_at(check, rules[name->group], name->line, name->column,
                            "the id is that of the element in line %zu too: give this one another",
                            first->line);
    }
}

bool xliff_has_name(const struct scope *scope, enum name_group group, struct xliff_string id)
{
    const struct name *names = scope->names.items;
    size_t low = 0, high = scope->names.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool below = names[middle].group != group ? names[middle].group < group
                                                  : xliff_compare(names[middle].id, id) < 0;
        low = below ? middle + 1 : low;
        high = below ? high : middle;
    }
    return low < scope->names.count && names[low].group == group && xliff_equal(names[low].id, id);
}

void xliff_check_unit_ids(struct check *check, struct scope *scope)
{
    check_codes_of(check, scope, SIDE_SOURCE);
    check_codes_of(check, scope, SIDE_TARGET);
    check_segments(check, scope);
    check_names(check, scope);
}
