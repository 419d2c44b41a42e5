/* Sequences of codes that cannot be reordered: firstNo, then no, and the same in the target. The
 * end of a <pc> is a member of its own. */
#include "xliff/check_unit.h"

static bool is_code(const struct code *code)
{
    return code->kind <= CODE_EC;
}

/* The code before one in its side's order; annotations are none. */
static const struct code *code_before(const struct scope *scope, const struct code *code)
{
    for (size_t place = code->place; place > 0; place--) {
        const struct code *before = xliff_code_at(scope, code->side, place - 1);
        if (is_code(before))
            return before;
    }
    return NULL;
}

static struct xliff_string name_of(const struct code *code)
{
    return code->id.data ? code->id : code->start_ref;
}

static bool is_end(const struct code *code)
{
    return code->kind == CODE_PC_END || (code->kind == CODE_EC && code->start_ref.data);
}

/* <pc> may have become <sc> and <ec>. */
static bool corresponds(const struct code *a, const struct code *b)
{
    return xliff_equal(name_of(a), name_of(b)) && is_end(a) == is_end(b);
}

/* The code of the target that corresponds to one of the source, or the other way round. */
static const struct code *find_other(const struct scope *scope, const struct code *code)
{
    enum side side = code->side == SIDE_SOURCE ? SIDE_TARGET : SIDE_SOURCE;
    if (!is_end(code))
        return xliff_find_code(scope, side, name_of(code));
    const struct code *end = xliff_find_end(scope, side, name_of(code), CODE_EC);
    if (end)
        return end;
    return xliff_find_end(scope, side, name_of(code), CODE_PC_END);
}

static void check_first(struct check *check, const struct code *code, const struct code *before)
{
    if (!before || before->reorder == REORDER_YES)
        xliff_report_at(check, RULE_REORDER_FIRST, code->line, code->column,
                        "canReorder=\"no\" of the code \"%.*s\" does not follow a code that has "
                        "firstNo or no: begin the sequence with firstNo",
                        SHOWN(name_of(code)));
}

/* In the target, what stood before the code in the source has to stand before it. */
static void check_target(struct check *check, const struct scope *scope, const struct code *code)
{
    const struct code *before = code_before(scope, code);
    const struct code *origin = find_other(scope, code);
    if (!origin || origin->reorder != REORDER_NO) {
        check_first(check, code, before);
        return;
    }
    const struct code *wanted = code_before(scope, origin);
    if (!wanted || wanted->reorder == REORDER_YES || (before && corresponds(before, wanted)))
        return;
    if (!find_other(scope, wanted) && xliff_is_partial(scope))
        return;
    xliff_report_at(check, RULE_REORDER_TARGET, code->line, code->column,
                    "the code \"%.*s\" cannot be reordered: in the target it has to follow "
                    "\"%.*s\" as in the source",
                    SHOWN(name_of(code)), SHOWN(name_of(wanted)));
}

void xliff_check_reorder(struct check *check, struct scope *scope)
{
    const struct code *codes = xliff_scope_codes(scope);
    for (size_t i = 0; i < scope->codes.count; i++) {
        if (codes[i].reorder != REORDER_NO || codes[i].kind == CODE_PC_END ||
            check->unit->variants.data)
            continue;
        if (codes[i].side == SIDE_SOURCE)
            check_first(check, &codes[i], code_before(scope, &codes[i]));
        else
            check_target(check, scope, &codes[i]);
    }
    for (size_t i = 0; i < scope->codes.count; i++)
        if (codes[i].kind == CODE_PC_END && codes[i].side == SIDE_TARGET &&
            codes[i].reorder == REORDER_NO)
            check_target(check, scope, &codes[i]);
}
