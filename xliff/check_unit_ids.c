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

static void check_segments(struct check *check, const struct scope *scope)
{
    const struct segment *segments = xliff_scope_segments(scope);
    struct array keys = {0};
    bool memory = true;
    for (size_t i = 0; i < scope->segments.count && memory; i++) {
        const struct code *code =
            segments[i].id.data ? xliff_find_code(scope, SIDE_SOURCE, segments[i].id) : NULL;
        if (segments[i].id.data && !code)
            code = xliff_find_code(scope, SIDE_TARGET, segments[i].id);
        if (code)
            xliff_report_at(check, RULE_ID_UNIQUE, code->line, code->column,
                            "the id \"%.*s\" is that of the segment in line %zu too: give this one "
                            "another",
                            SHOWN(code->id), segments[i].line);
        if (segments[i].id.data)
            memory = xliff_keys_add(&keys, (struct key){segments[i].id, i, false});
    }
    xliff_keys_sort(&keys);
    const struct key *sorted = keys.items;
    for (size_t i = 1; i < keys.count; i++)
        if (xliff_equal(sorted[i].name, sorted[i - 1].name))
            xliff_report_at(check, RULE_ID_UNIQUE, segments[sorted[i].index].line,
                            segments[sorted[i].index].column,
                            "the id \"%.*s\" is that of the segment in line %zu too: give this one "
                            "another",
                            SHOWN(sorted[i].name), segments[sorted[i - 1].index].line);
    if (!memory)
        xliff_check_no_memory(check);
    xliff_array_free(&keys);
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

void xliff_check_unit_ids(struct check *check, struct scope *scope)
{
    check_codes_of(check, scope, SIDE_SOURCE);
    check_codes_of(check, scope, SIDE_TARGET);
    if (scope->segments.count > 0)
        check_segments(check, scope);
    check_names(check, scope);
}
