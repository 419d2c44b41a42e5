/* <sc> and <ec>, <sm> and <em>: each with its partner, in the right order, with equal attributes.
 */
#include "xliff/check_unit.h"

/* A partner in a segment that has no target yet is not missing. */
static bool waits(const struct scope *scope, enum side side)
{
    return side == SIDE_TARGET && xliff_is_partial(scope);
}

static void check_start(struct check *check, const struct scope *scope, const struct code *start)
{
    const struct code *end = xliff_find_end(scope, start->side, start->id, CODE_EC);
    if (start->isolated && end)
        xliff_report_at(check, RULE_ISOLATED, start->line, start->column,
                        "<sc id=\"%.*s\"> says isolated=\"yes\", but its <ec> is in line %zu: "
                        "remove isolated",
                        SHOWN(start->id), end->line);
    else if (!start->isolated && !end && !waits(scope, start->side))
        xliff_report_at(check, RULE_PAIR, start->line, start->column,
                        "<sc id=\"%.*s\"> has no <ec> in this %s: add it, or set isolated=\"yes\"",
                        SHOWN(start->id), scope == &check->unit->match ? "match" : "unit");
}

static void check_equal(struct check *check, const struct code *end, const char *name, bool equal)
{
    if (!equal)
        xliff_report_at(check, RULE_PAIR_EQUAL, end->line, end->column,
                        "%s of <ec startRef=\"%.*s\"> differs from that of its <sc>: make them "
                        "equal",
                        name, SHOWN(end->start_ref));
}

static void check_end(struct check *check, const struct scope *scope, const struct code *end)
{
    if (!end->start_ref.data)
        return; /* said at its start tag */
    const struct code *start = xliff_find_code(scope, end->side, end->start_ref);
    bool found = start && start->kind == CODE_SC;
    if (end->isolated) {
        if (found)
            xliff_report_at(check, RULE_ISOLATED, end->line, end->column,
                            "<ec> says isolated=\"yes\", but its <sc> is in line %zu: remove "
                            "isolated",
                            start->line);
        return;
    }
    if (!found) {
        if (!waits(scope, end->side))
            xliff_report_at(check, RULE_PAIR, end->line, end->column,
                            "<ec startRef=\"%.*s\"> refers to no <sc> of this %s",
                            SHOWN(end->start_ref),
                            end->side == SIDE_TARGET ? "unit's targets" : "unit");
        return;
    }
    if (start->place > end->place)
        xliff_report_at(check, RULE_PAIR, end->line, end->column,
                        "<ec startRef=\"%.*s\"> stands before its <sc>: put it after",
                        SHOWN(end->start_ref));
    check_equal(check, end, "canCopy", start->can_copy == end->can_copy);
    check_equal(check, end, "canDelete", start->can_delete == end->can_delete);
    check_equal(check, end, "canOverlap", start->can_overlap == end->can_overlap);
    check_equal(check, end, "canReorder",
                start->reorder == REORDER_FIRST ? end->reorder == REORDER_NO
                                                : end->reorder == start->reorder);
    check_equal(check, end, "copyOf", xliff_equal(start->copy_of, end->copy_of));
    check_equal(check, end, "type", !end->type.data || xliff_equal(start->type, end->type));
    check_equal(check, end, "subType",
                !end->sub_type.data || xliff_equal(start->sub_type, end->sub_type));
}

static void check_mark_start(struct check *check, const struct scope *scope,
                             const struct code *start)
{
    if (!xliff_find_end(scope, start->side, start->id, CODE_EM) && !waits(scope, start->side))
        xliff_report_at(check, RULE_MARK_PAIR, start->line, start->column,
                        "<sm id=\"%.*s\"> has no <em> in this unit: add it", SHOWN(start->id));
}

static void check_mark_end(struct check *check, const struct scope *scope, const struct code *end)
{
    const struct code *start = xliff_find_code(scope, end->side, end->start_ref);
    if (!end->start_ref.data)
        return;
    if (!start || start->kind != CODE_SM) {
        if (!waits(scope, end->side))
            xliff_report_at(check, RULE_MARK_PAIR, end->line, end->column,
                            "<em startRef=\"%.*s\"> refers to no <sm> of this unit",
                            SHOWN(end->start_ref));
    } else if (start->place > end->place) {
        xliff_report_at(check, RULE_MARK_PAIR, end->line, end->column,
                        "<em startRef=\"%.*s\"> stands before its <sm>: put it after",
                        SHOWN(end->start_ref));
    }
}

/* Two ends of one start: the keys are sorted, so they are neighbours. */
static void check_ends_unique(struct check *check, const struct scope *scope, enum side side)
{
    const struct key *keys = scope->ends[side].items;
    const struct code *codes = xliff_scope_codes(scope);
    for (size_t i = 1; i < scope->ends[side].count; i++) {
        const struct code *end = &codes[keys[i].index], *first = &codes[keys[i - 1].index];
        bool twice = xliff_equal(keys[i].name, keys[i - 1].name);
        if (!twice || end->kind == CODE_PC_END || check->unit->variants.data)
            continue;
        xliff_report_at(check, end->kind == CODE_EC ? RULE_PAIR : RULE_MARK_PAIR, end->line,
                        end->column, "startRef=\"%.*s\" is that of the end in line %zu too",
                        SHOWN(end->start_ref), first->line);
    }
}

void xliff_check_pairs(struct check *check, struct scope *scope)
{
    const struct code *codes = xliff_scope_codes(scope);
    for (size_t i = 0; i < scope->codes.count; i++) {
        if (codes[i].kind == CODE_SC)
            check_start(check, scope, &codes[i]);
        else if (codes[i].kind == CODE_EC)
            check_end(check, scope, &codes[i]);
        else if (codes[i].kind == CODE_SM)
            check_mark_start(check, scope, &codes[i]);
        else if (codes[i].kind == CODE_EM)
            check_mark_end(check, scope, &codes[i]);
    }
    check_ends_unique(check, scope, SIDE_SOURCE);
    check_ends_unique(check, scope, SIDE_TARGET);
}
