/* Change tracking: a module of 2.0, an extension of 2.1. */
#include "xliff/check_handlers.h"
#include "xliff/check_unit.h"

#include <string.h>

/* What revisions need until they end lives as long as the unit, or else the check. */
static struct xliff_arena *memory_of(struct check *check)
{
    return check->in_unit ? &check->unit->unit.arena : &check->document;
}

/* appliesTo names an element of XLIFF's own; those of modules and extensions have a prefix. */
static void check_applies_to(struct check *check)
{
    struct xliff_string name = VALUE(check, APPLIES_TO);
    bool known = !name.data || memchr(name.data, ':', name.size);
    for (size_t i = 0; i < check->model->count && !known; i++)
        known = check->model->elements[i].space == SPACE_CORE &&
                xliff_is(name, check->model->elements[i].row->name);
    if (!known)
        xliff_report(check, RULE_CTR_APPLIES, "appliesTo=\"%.*s\" is no element of XLIFF",
                     SHOWN(name));
}

void xliff_check_start_revisions(struct check *check)
{
    struct check_unit *unit = check->unit;
    unit->applies_to = xliff_check_keep(check, memory_of(check), VALUE(check, APPLIES_TO));
    unit->current_version =
        xliff_check_keep(check, memory_of(check), VALUE(check, CURRENT_VERSION));
    unit->versions = 0;
    check_applies_to(check);
    struct xliff_string none = {"", 0};
    xliff_add_reference(check, REFERENCE_REVISION, HAS(check, REF) ? VALUE(check, REF) : none,
                        VALUE(check, APPLIES_TO));
}

void xliff_check_end_revisions(struct check *check)
{
    const struct check_unit *unit = check->unit;
    if (unit->current_version.data && unit->versions != 1)
        xliff_report(check, RULE_CTR_VERSION,
                     "currentVersion=\"%.*s\" has to be the version of one of the revisions: it is "
                     "that of %zu",
                     SHOWN(unit->current_version), unit->versions);
}

void xliff_check_start_revision(struct check *check)
{
    struct check_unit *unit = check->unit;
    if (HAS(check, VERSION) && xliff_equal(VALUE(check, VERSION), unit->current_version))
        unit->versions++;
    xliff_array_clear(&unit->properties, sizeof(struct xliff_string));
}

static bool is_property(const struct check *check, struct xliff_string name)
{
    if (xliff_is(name, "content"))
        return true;
    for (size_t i = 0; i < check->model->count; i++) {
        const struct element_model *element = &check->model->elements[i];
        if (!xliff_is(check->unit->applies_to, element->row->name))
            continue;
        for (size_t j = 0; j < element->attribute_count; j++)
            if ((size_t)element->attributes[j].spelled_size == name.size &&
                memcmp(element->attributes[j].spelled, name.data, name.size) == 0)
                return true;
        return element->other_attributes && memchr(name.data, ':', name.size);
    }
    return true; /* of an element that is none of the core's */
}

void xliff_check_start_item(struct check *check)
{
    struct check_unit *unit = check->unit;
    struct xliff_string name = VALUE(check, PROPERTY);
    if (!name.data)
        return;
    const struct xliff_string *known = unit->properties.items;
    bool twice = false;
    for (size_t i = 0; i < unit->properties.count; i++)
        twice = twice || xliff_equal(known[i], name);
    if (!is_property(check, name) || twice)
        xliff_report(check, RULE_CTR_PROPERTY, "property=\"%.*s\" %s", SHOWN(name),
                     twice ? "stands twice in this revision: keep one"
                           : "has to be content, or an attribute of what the revision applies to");
    struct xliff_string *added =
        unit->properties.count < 256 ? xliff_array_add(&unit->properties, sizeof *added) : NULL;
    if (added)
        *added = xliff_check_keep(check, memory_of(check), name);
}

static size_t count_names(const struct scope *scope, enum name_group group)
{
    const struct name *names = scope->names.items;
    size_t count = 0;
    for (size_t i = 0; i < scope->names.count; i++)
        count += names[i].group == group;
    return count;
}

static bool is_any_id(const struct scope *scope, struct xliff_string id)
{
    return xliff_has_segment(scope, id) || xliff_has_name(scope, NAME_NOTE, id) ||
           xliff_has_name(scope, NAME_DATA, id) || xliff_find_code(scope, SIDE_SOURCE, id) ||
           xliff_find_code(scope, SIDE_TARGET, id);
}

/* Which of several elements is meant has to be said. */
static void check_no_ref(struct check *check, const struct scope *scope,
                         const struct reference *reference)
{
    struct xliff_string what = reference->what;
    size_t count = xliff_is(what, "note")      ? count_names(scope, NAME_NOTE)
                   : xliff_is(what, "data")    ? count_names(scope, NAME_DATA)
                   : xliff_is(what, "segment") ? scope->segments.count
                                               : 0;
    if (count > 1)
        xliff_report_at(check, RULE_CTR_REF, reference->line, reference->column,
                        "there are %zu <%.*s>: say by ref which of them was revised", count,
                        SHOWN(what));
}

/* ref is the id of one of the elements that appliesTo names. */
void xliff_check_revision(struct check *check, const struct scope *scope,
                          const struct reference *reference)
{
    struct xliff_string what = reference->what, id = reference->value;
    bool found = true;
    if (id.size == 0) {
        check_no_ref(check, scope, reference);
        return;
    }
    if (xliff_is(what, "source") || xliff_is(what, "target"))
        found = is_any_id(scope, id); /* they have none of their own */
    else if (xliff_is(what, "note"))
        found = xliff_has_name(scope, NAME_NOTE, id);
    else if (xliff_is(what, "data"))
        found = xliff_has_name(scope, NAME_DATA, id);
    else if (xliff_is(what, "segment") || xliff_is(what, "ignorable"))
        found = xliff_has_segment(scope, id);
    else if (xliff_is(what, "ph") || xliff_is(what, "pc") || xliff_is(what, "sc") ||
             xliff_is(what, "mrk") || xliff_is(what, "sm"))
        found = xliff_find_code(scope, SIDE_SOURCE, id) || xliff_find_code(scope, SIDE_TARGET, id);
    if (!found)
        xliff_report_at(check, RULE_CTR_REF, reference->line, reference->column,
                        "ref=\"%.*s\" is the id of no <%.*s> of this unit", SHOWN(id), SHOWN(what));
}
