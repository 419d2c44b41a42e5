/* Units, segments and their contents, and matches, which hold the same. */
#include "xliff/check_unit.h"
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"

#include <stdlib.h>
#include <string.h>

struct check_unit *xliff_unit_new(void)
{
    return calloc(1, sizeof(struct check_unit));
}

void xliff_unit_free(struct check_unit *unit)
{
    if (!unit)
        return;
    xliff_scope_free(&unit->unit);
    xliff_scope_free(&unit->match);
    xliff_bytes_free(&unit->text);
    xliff_array_free(&unit->properties);
    xliff_array_free(&unit->spans);
    free(unit);
}

/* ---- Units ------------------------------------------------------------------------------ */

/* Values that XLIFF defines none of. */
static void check_prefix(struct check *check, const char *attribute, struct xliff_string value)
{
    if (value.size > 4 && memcmp(value.data, "xlf:", 4) == 0)
        xliff_report(check, RULE_RESERVED_PREFIX,
                     "%s=\"%.*s\": the prefix xlf is reserved; use one of your own", attribute,
                     SHOWN(value));
}

void xliff_check_start_unit(struct check *check)
{
    struct check_unit *unit = check->unit;
    xliff_name_add(check, &check->names, FILE_NAME_UNIT, 0, VALUE(check, ID));
    check->in_unit = true;
    check->keep_text = check->rules.count > 0 || check->sizes.count > 0;
    xliff_bytes_clear(&check->unit_id);
    xliff_bytes_add(&check->unit_id, VALUE(check, ID).data, VALUE(check, ID).size);
    unit->scope = &unit->unit;
    unit->in_content = unit->has_segment = false;
    unit->module_scope = 0;
    unit->variants = xliff_check_keep(check, &unit->unit.arena, VALUE(check, SWITCH));
    check_prefix(check, "type", VALUE(check, TYPE));
}

static void check_scope(struct check *check, struct scope *scope)
{
    if (scope->codes.count == 0 && scope->names.count == 0 && scope->references.count == 0 &&
        scope->segments.count < 2)
        return; /* nothing that could refer, or be there twice */
    if (!xliff_scope_index(scope)) {
        xliff_check_no_memory(check);
        return;
    }
    xliff_check_unit_ids(check, scope);
    xliff_check_pairs(check, scope);
    xliff_check_codes(check, scope);
    xliff_check_reorder(check, scope);
    xliff_check_targets(check, scope);
}

void xliff_check_end_unit(struct check *check)
{
    struct check_unit *unit = check->unit;
    if (!unit->has_segment && unit->unit.segments.count > 0)
        xliff_report(check, RULE_UNIT_SEGMENT,
                     "<unit> has no <segment>: make one of an <ignorable>, or remove the unit");
    xliff_check_order(check, &unit->unit);
    check_scope(check, &unit->unit);
    xliff_check_references(check);
    xliff_check_validation(check);
    xliff_count_sizes(check);
    xliff_leave_sizes(check, check->depth); /* while findings are the unit's */
    xliff_scope_clear(&unit->unit);
    xliff_bytes_clear(&unit->text);
    check->in_unit = false;
}

/* ---- Segments --------------------------------------------------------------------------- */

static struct segment *add_segment(struct check *check)
{
    struct scope *scope = check->unit->scope;
    struct segment *segment = xliff_array_add(&scope->segments, sizeof *segment);
    if (!segment) {
        xliff_check_no_memory(check);
        return NULL;
    }
    *segment = (struct segment){.id = xliff_check_keep(check, &scope->arena, VALUE(check, ID)),
                                .order = scope->segments.count,
                                .line = check->line,
                                .column = check->column};
    return segment;
}

void xliff_check_start_segment(struct check *check)
{
    struct segment *segment = check->in_unit ? add_segment(check) : NULL;
    if (!segment)
        return;
    segment->ignorable = xliff_frame_is(xliff_check_frame(check), "ignorable");
    segment->advanced = HAS(check, STATE) && !IS(check, STATE, "initial");
    check->unit->has_segment = check->unit->has_segment || !segment->ignorable;
    check_prefix(check, "subState", VALUE(check, SUB_STATE));
    if (HAS(check, SUB_STATE) && !HAS(check, STATE))
        xliff_report(check, RULE_SUB_STATE,
                     "<segment> has subState, but no state: add state or remove subState");
}

void xliff_check_end_segment(struct check *check)
{
    const struct segment *segment = check->in_unit ? xliff_last_segment(check) : NULL;
    if (segment && segment->advanced && !segment->has_target)
        xliff_report(check, RULE_STATE,
                     "<segment> has a state beyond initial, but no target: add the target or set "
                     "state=\"initial\"");
}

/* ---- Contents --------------------------------------------------------------------------- */

static bool in_segment(struct check *check)
{
    const struct check_frame *parent = xliff_check_outer(check, 1);
    return xliff_frame_is(parent, "segment") || xliff_frame_is(parent, "ignorable");
}

static void start_content(struct check *check, enum side side)
{
    check->unit->in_content = check->in_unit && check->unit->scope->segments.count > 0;
    check->unit->side = side;
    check->unit->spans.count = 0; /* a span that goes on in another content is not measured */
}

void xliff_check_start_source(struct check *check)
{
    struct xliff_string lang = xliff_check_lang(check), own = xliff_check_view(&check->src_lang);
    start_content(check, SIDE_SOURCE);
    if (check->unit->in_content)
        xliff_last_segment(check)->source_start = check->unit->text.size;
    if (in_segment(check) && lang.size > 0 && !xliff_same_language(lang, own))
        xliff_report(check, RULE_SOURCE_LANG,
                     "the language of <source> is \"%.*s\", set here or around it, but srcLang is "
                     "\"%.*s\": they have to be equal",
                     SHOWN(lang), SHOWN(own));
}

static void check_target_lang(struct check *check)
{
    struct xliff_string lang = xliff_check_lang(check), own = xliff_check_view(&check->trg_lang);
    if (!check->trg_lang_set)
        xliff_report(check, RULE_TRGLANG_MISSING,
                     "there is a <target>, but <xliff> has no trgLang: add it");
    else if (lang.size > 0 && !xliff_same_language(lang, own))
        xliff_report(check, RULE_TARGET_LANG,
                     "the language of <target> is \"%.*s\", set here or around it, but trgLang is "
                     "\"%.*s\": they have to be equal",
                     SHOWN(lang), SHOWN(own));
}

static void check_match_lang(struct check *check)
{
    struct xliff_string lang = VALUE(check, XML_LANG), own = xliff_check_view(&check->trg_lang);
    if (lang.data && check->trg_lang_set && !check->unit->match_reference &&
        !xliff_same_language(lang, own))
        xliff_report(check, RULE_MTC_LANG,
                     "the language of the match is \"%.*s\", but trgLang is \"%.*s\": set "
                     "reference=\"yes\" on <mtc:match>, or correct the language",
                     SHOWN(lang), SHOWN(own));
}

static size_t to_number(struct xliff_string digits)
{
    size_t number = 0;
    for (size_t i = 0; i < digits.size && number < SIZE_MAX / 16; i++)
        if (digits.data[i] >= '0' && digits.data[i] <= '9')
            number = number * 10 + (size_t)(digits.data[i] - '0');
    return number;
}

void xliff_check_start_target(struct check *check)
{
    start_content(check, SIDE_TARGET);
    if (in_segment(check))
        check_target_lang(check);
    else
        check_match_lang(check);
    if (!check->unit->in_content)
        return;
    struct segment *segment = xliff_last_segment(check);
    segment->has_target = true;
    segment->target_line = check->line;
    segment->target_column = check->column;
    segment->target_start = check->unit->text.size;
    segment->ordered = HAS(check, ORDER);
    if (segment->ordered)
        segment->order = to_number(VALUE(check, ORDER));
}

void xliff_check_end_content(struct check *check)
{
    struct check_unit *unit = check->unit;
    if (!unit->in_content)
        return;
    struct segment *segment = xliff_last_segment(check);
    if (unit->side == SIDE_SOURCE)
        segment->source_size = unit->text.size - segment->source_start;
    else
        segment->target_size = unit->text.size - segment->target_start;
    unit->in_content = false;
}

/* ---- Matches ---------------------------------------------------------------------------- */

void xliff_check_start_match(struct check *check)
{
    if (!check->in_unit)
        return;
    xliff_add_name(check, NAME_MATCH, VALUE(check, ID));
    xliff_add_reference(check, REFERENCE_MATCH, VALUE(check, REF), VALUE(check, REF));
    if (HAS(check, SUB_TYPE) && !HAS(check, TYPE))
        xliff_report(check, RULE_MTC_SUB_TYPE,
                     "<mtc:match> has subType, but no type: add type or remove subType");
    check_prefix(check, "subType", VALUE(check, SUB_TYPE));
    check->unit->match_reference = IS(check, REFERENCE, "yes");
    check->unit->scope = &check->unit->match;
    VALUE(check, ID) = (struct xliff_string){0};
    add_segment(check);
}

void xliff_check_end_match(struct check *check)
{
    if (!check->in_unit)
        return;
    check_scope(check, &check->unit->match);
    xliff_scope_clear(&check->unit->match);
    check->unit->scope = &check->unit->unit;
}

void xliff_check_text(struct check *check, const char *data, size_t size)
{
    struct check_unit *unit = check->unit;
    if (check->version == XLIFF_1_2) {
        xliff_check_text_12(check, data, size);
        return;
    }
    if (!check->keep_text || !unit->in_content || unit->scope != &unit->unit)
        return;
    xliff_bytes_add(&unit->text, data, size);
    if (unit->text.failed)
        xliff_check_no_memory(check);
    if (unit->text.size > XLIFF_MAX_UNIT)
        xliff_check_too_large(check);
}

/* ---- The order of targets --------------------------------------------------------------- */

static int compare_orders(const void *left, const void *right)
{
    const struct segment *const *a = left, *const *b = right;
    if ((*a)->order != (*b)->order)
        return (*a)->order < (*b)->order ? -1 : 1;
    return (*a > *b) - (*a < *b);
}

static void check_twice(struct check *check, const struct segment *a, const struct segment *b)
{
    if (a->order != b->order || (!a->ordered && !b->ordered))
        return;
    const struct segment *at = b->ordered ? b : a, *other = b->ordered ? a : b;
    xliff_report_at(check, RULE_ORDER, at->target_line, at->target_column,
                    "order=\"%zu\" is the place of the target in line %zu too: number the targets "
                    "anew",
                    at->order, other->target_line);
}

void xliff_check_order(struct check *check, struct scope *scope)
{
    struct segment *segments = scope->segments.items;
    struct array targets = {0};
    bool ordered = false;
    for (size_t i = 0; i < scope->segments.count; i++)
        ordered = ordered || segments[i].ordered;
    if (!ordered)
        return;
    for (size_t i = 0; i < scope->segments.count; i++) {
        if (!segments[i].has_target)
            continue;
        struct segment **target = xliff_array_add(&targets, sizeof *target);
        if (!target) {
            xliff_check_no_memory(check);
            break;
        }
        *target = &segments[i];
        if (segments[i].ordered && segments[i].order > scope->segments.count)
            xliff_report_at(check, RULE_ORDER, segments[i].target_line, segments[i].target_column,
                            "order=\"%zu\" is above the number of segments and ignorables, %zu",
                            segments[i].order, scope->segments.count);
    }
    struct segment **list = targets.items;
    if (targets.count > 1)
        qsort(list, targets.count, sizeof *list, compare_orders);
    for (size_t i = 1; i < targets.count; i++)
        check_twice(check, list[i - 1], list[i]);
    xliff_array_free(&targets);
}
