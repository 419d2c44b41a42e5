/* The codes of a target against those of its source. */
#include "xliff/check_unit.h"

/* Kinds that may stand for each other: a <pc> may become <sc> and <ec>, an <sm> and <em> a <mrk>.
 */
static int family(const struct code *code)
{
    switch (code->kind) {
    case CODE_PH:
        return 0;
    case CODE_PC:
    case CODE_SC:
        return 1;
    case CODE_MRK:
    case CODE_SM:
        return 2;
    default:
        return 3;
    }
}

static void check_kept(struct check *check, const struct scope *scope, const struct code *code)
{
    const struct segment *segment = &xliff_scope_segments(scope)[code->segment];
    if (code->can_delete || !code->id.data || !segment->has_target || family(code) == 2 ||
        code->kind == CODE_PC_END || xliff_find_code(scope, SIDE_TARGET, code->id))
        return;
    xliff_report_at(check, RULE_DELETE, segment->target_line, segment->target_column,
                    "the target lacks the code \"%.*s\", which says canDelete=\"no\": add it",
                    SHOWN(code->id));
}

static bool equal_or_absent(struct xliff_string a, struct xliff_string b)
{
    return !a.data || !b.data || xliff_equal(a, b);
}

static void check_corresponds(struct check *check, const struct scope *scope,
                              const struct code *code)
{
    const struct code *origin = xliff_find_code(scope, SIDE_SOURCE, code->id);
    if (!code->id.data || code->kind == CODE_PC_END || !origin)
        return;
    const char *differs = NULL;
    if (family(origin) != family(code))
        differs = "is of another kind";
    else if (!equal_or_absent(origin->type, code->type))
        differs = "has another type";
    else if (!equal_or_absent(origin->sub_type, code->sub_type))
        differs = "has another subType";
    else if (!equal_or_absent(origin->translate, code->translate))
        differs = "has another translate";
    if (differs)
        xliff_report_at(check, RULE_ID_TARGET, code->line, code->column,
                        "the id \"%.*s\" is that of the source's code in line %zu, which %s: give "
                        "this one another id, or make them equal",
                        SHOWN(code->id), origin->line, differs);
}

void xliff_check_targets(struct check *check, struct scope *scope)
{
    const struct code *codes = xliff_scope_codes(scope);
    for (size_t i = 0; i < scope->codes.count; i++)
        if (codes[i].side == SIDE_SOURCE)
            check_kept(check, scope, &codes[i]);
        else
            check_corresponds(check, scope, &codes[i]);
}
