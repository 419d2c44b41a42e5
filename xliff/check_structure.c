/* What the schemas say: which element stands where, how often and in which order; which attributes
 * it has and of which type. */
#include "xliff/check.h"

#include <stdio.h>
#include <string.h>

/* ---- Elements --------------------------------------------------------------------------- */

static size_t index_of(const struct check *check, const struct element_model *element)
{
    return (size_t)(element - check->model->elements);
}

/* element NULL: one of another namespace. `own`: that of the parent. */
static bool step_takes(const struct check *check, const struct step *step,
                       const struct element_model *element, enum space space, enum space own)
{
    if (step->any)
        return true;
    if (step->other && space != own)
        return true;
    return element && xliff_set_has(&step->elements, index_of(check, element));
}

static const char *first_name(const struct check *check, const struct step *step)
{
    for (size_t i = 0; i < check->model->count; i++)
        if (xliff_set_has(&step->elements, i))
            return check->model->elements[i].row->name;
    return "element";
}

static void report_missing(struct check *check, const struct check_frame *parent,
                           const struct step *step)
{
    const struct element_row *row = parent->model->row;
    xliff_report_element(check, RULE_ELEMENT_MISSING, row->section, parent->line, parent->column,
                         "<%s> lacks its <%s>: add it; it holds: %s", row->name,
                         first_name(check, step), row->content);
}

static void report_misplaced(struct check *check, const struct check_frame *parent,
                             const char *name, bool known)
{
    const struct element_row *row = parent->model->row;
    if (!known)
        xliff_report_element(check, RULE_ELEMENT_UNKNOWN, row->section, check->line, check->column,
                             "<%.60s> cannot stand in <%s>, which holds %s", name, row->name,
                             row->content[0] ? row->content : "nothing");
    else
        xliff_report_element(check, RULE_ELEMENT_ORDER, row->section, check->line, check->column,
                             "<%.60s> stands too late or too often in <%s>: the order is %s", name,
                             row->name, row->content);
}

/* Finds the step that takes the child, and reports those passed over that are required. */
static bool place(struct check *check, struct check_frame *parent,
                  const struct element_model *element, enum space space, const char *name)
{
    const struct element_model *model = parent->model;
    size_t step = parent->step;
    for (; step < model->step_count; step++) {
        bool full = step == parent->step && parent->count > 0 && !model->steps[step].repeated;
        if (!full && step_takes(check, &model->steps[step], element, space, model->space))
            break;
    }
    if (step == model->step_count) {
        bool known = false;
        for (size_t i = 0; i < model->step_count; i++)
            known = known || step_takes(check, &model->steps[i], element, space, model->space);
        report_misplaced(check, parent, name, known);
        return false;
    }
    for (size_t i = parent->step; i < step; i++)
        if (model->steps[i].required && !(i == parent->step && parent->count > 0))
            report_missing(check, parent, &model->steps[i]);
    parent->count = step == parent->step ? parent->count + 1 : 1;
    parent->step = step;
    return true;
}

/* An element of a module at an extension point: is it the module's outermost, and at home here? */
static void check_module_place(struct check *check, struct check_frame *parent,
                               const struct element_model *element, const char *name)
{
    size_t place = index_of(check, parent->model), index = element ? index_of(check, element) : 0;
    const struct element_row *row = parent->model->row;
    if (!element || !element->outermost || !xliff_set_has(&element->places, place)) {
        xliff_report_element(check, RULE_ELEMENT_PLACE, element ? element->row->section : "4.9.1",
                             check->line, check->column, "<%.60s> of a module cannot stand in <%s>",
                             element ? element->row->name : name, row->name);
        return;
    }
    if (xliff_set_has(&parent->seen, index) && !xliff_set_has(&element->places_repeated, place))
        xliff_report_element(check, RULE_ELEMENT_PLACE, row->section, check->line, check->column,
                             "<%s> stands twice in this <%s>: only one is allowed",
                             element->row->name, row->name);
    parent->seen.bits[index / 64] |= (uint64_t)1 << (index % 64);
}

static bool named_by(const struct check *check, const struct step *step,
                     const struct element_model *element)
{
    return element && xliff_set_has(&step->elements, index_of(check, element));
}

static const struct element_model *enter(struct check *check, const xmlChar *name, enum space space)
{
    struct check_frame *parent = xliff_check_frame(check);
    const struct element_model *element = xliff_model_find(check->model, space, name);
    if (!place(check, parent, element, space, (const char *)name))
        return space == SPACE_CORE ? element : NULL;
    const struct step *step = &parent->model->steps[parent->step];
    if (step->any)
        return NULL;
    bool module = space > SPACE_XML && space < SPACE_OTHER;
    if (module && !named_by(check, step, element) &&
        strcmp(parent->model->row->name, "skeleton") != 0)
        check_module_place(check, parent, element, (const char *)name);
    return element;
}

/* Whether the child that was placed says all of what the next of its kind would; one that is passed
 * over, or of a module, may be reported. */
static bool is_plain(const struct check_frame *parent, const struct element_model *element,
                     enum space space, size_t from)
{
    const struct step *steps = parent->model->steps;
    for (size_t i = from; i < parent->step; i++)
        if (steps[i].required)
            return false;
    return element && space == SPACE_CORE && !steps[parent->step].any;
}

/* Where something of an element is looked for; names of a dictionary are at least eight bytes
 * apart. */
static size_t known_slot(const struct check *check, const struct element_model *element,
                         const xmlChar *name, size_t more)
{
    size_t at = (uintptr_t)name / 8 + index_of(check, element) * 5 + more * 7;
    return (at ^ at >> 6) % CHECK_KNOWN;
}

const struct element_model *xliff_structure_enter(struct check *check, const xmlChar *name,
                                                  enum space space)
{
    struct check_frame *parent = xliff_check_frame(check);
    size_t from = parent->step;
    bool again = parent->count > 0;
    struct known_child *known =
        &check->children[known_slot(check, parent->model, name, from * 2 + again)];
    parent->has_child = true;
    if (known->parent == parent->model && known->name == name && known->from == from &&
        known->again == again && known->space == space) {
        parent->count = known->step == from ? parent->count + 1 : 1;
        parent->step = known->step;
        return known->element;
    }
    size_t count = parent->count;
    const struct element_model *element = enter(check, name, space);
    bool placed = parent->step != from || parent->count != count;
    if (placed && is_plain(parent, element, space, from + again))
        *known =
            (struct known_child){parent->model, element, name, space, from, parent->step, again};
    return element;
}

void xliff_structure_leave(struct check *check, const struct check_frame *frame)
{
    const struct element_model *model = frame->model;
    for (size_t i = frame->step + (frame->count > 0); i < model->step_count; i++)
        if (model->steps[i].required)
            report_missing(check, frame, &model->steps[i]);
    if (frame->has_text && !model->text)
        xliff_report_element(check, RULE_TEXT, model->row->section, frame->line, frame->column,
                             "text stands in <%s>, which holds only %s: remove it",
                             model->row->name, model->row->content[0] ? "elements" : "nothing");
}

/* ---- Attributes ------------------------------------------------------------------------- */

static void set_value(struct check *check, enum attribute key, struct xliff_string value)
{
    if (key == ATTRIBUTE_COUNT)
        return;
    check->values[key] = value;
    check->set[check->set_count++] = key;
}

static void report_value(struct check *check, const struct element_model *element,
                         const struct attribute_model *attribute, struct xliff_string value)
{
    char what[200];
    bool language = attribute->type == xliff_type_find("language", 8);
    xliff_type_describe(attribute->type, what, sizeof what);
    xliff_report_element(check, language ? RULE_LANGUAGE : RULE_ATTRIBUTE_VALUE,
                         element->row->section, check->line, check->column,
                         "%.*s=\"%.*s\" of <%s> has to be %s", attribute->spelled_size,
                         attribute->spelled, SHOWN(value), element->row->name, what);
}

/* Whether the value is as it should be. `known` remembers the last one. */
static bool is_taken(struct known_attribute *known, unsigned type, struct xliff_string value)
{
    if (value.size > 0 && value.size == known->size &&
        xliff_same_short(value.data, known->text, value.size))
        return true;
    if (!xliff_type_matches(type, value))
        return false;
    if (value.size > 0 && value.size <= sizeof known->text) {
        known->size = (unsigned char)value.size;
        memcpy(known->text, value.data, value.size);
    }
    return true;
}

static void report_deprecated(struct check *check, const struct element_model *element,
                              const struct attribute_model *attribute)
{
    xliff_report_element(check, RULE_DEPRECATED, element->row->section, check->line, check->column,
                         "the attribute %.*s of <%s> is deprecated", attribute->spelled_size,
                         attribute->spelled, element->row->name);
}

static void check_value(struct check *check, struct known_attribute *known,
                        struct xliff_string value)
{
    const struct attribute_model *attribute = known->attribute;
    bool taken = true;
    if (attribute->deprecated)
        report_deprecated(check, known->element, attribute);
    if (attribute->token)
        taken = xliff_is_nmtoken(value); /* no two ids are alike */
    else if (attribute->type != 0)
        taken = is_taken(known, attribute->type, value);
    if (!taken)
        report_value(check, known->element, attribute, value);
}

/* xml:lang and xml:space are allowed where attributes of other namespaces are, but for annotations
 * and matches. */
static void check_xml_attribute(struct check *check, const struct element_model *element,
                                const char *name, struct xliff_string value)
{
    static const char *const closed[] = {"mrk", "sm", "mtc:match"};
    for (size_t i = 0; i < sizeof closed / sizeof *closed && check->version != XLIFF_1_2; i++)
        if (!strcmp(element->row->name, closed[i]))
            xliff_report_element(check, RULE_XML_NAMESPACE, element->row->section, check->line,
                                 check->column, "xml:%.40s cannot stand on <%s>: remove it", name,
                                 element->row->name);
    if (!strcmp(name, "lang")) {
        set_value(check, A_XML_LANG, value);
        if (!xliff_is_language(value))
            xliff_report(check, RULE_LANGUAGE, "xml:lang=\"%.*s\" is no language tag",
                         SHOWN(value));
    } else if (!strcmp(name, "space") && !xliff_is(value, "default") &&
               !xliff_is(value, "preserve")) {
        xliff_report_element(check, RULE_ATTRIBUTE_VALUE, element->row->section, check->line,
                             check->column, "xml:space=\"%.*s\" has to be default or preserve",
                             SHOWN(value));
    }
}

static bool may_stand(const struct attribute_model *attribute, const struct element_model *element)
{
    struct xliff_string places = {attribute->places, strlen(attribute->places)}, place;
    while (xliff_check_word(&places, &place))
        if (xliff_is(place, element->row->name))
            return true;
    return false;
}

/* An attribute of another namespace on an element that takes such ones. */
static void check_other_attribute(struct check *check, const struct element_model *element,
                                  enum space space, const xmlChar *name, struct xliff_string value)
{
    bool module = space > SPACE_XML && space < SPACE_OTHER;
    if (space == SPACE_XML && element->other_attributes) {
        check_xml_attribute(check, element, (const char *)name, value);
        return;
    }
    if (!element->other_attributes && !(module && element->module_attributes & 1u << space)) {
        xliff_report_element(check, RULE_ATTRIBUTE_FOREIGN, element->row->section, check->line,
                             check->column,
                             "<%s> cannot have the attribute %.60s of another namespace: remove it",
                             element->row->name, (const char *)name);
        return;
    }
    check->foreign_attributes = true;
    if (!module)
        return;
    const struct attribute_model *known =
        xliff_model_attribute(check->model->global, check->model->global_count, space, name);
    if (!known || !may_stand(known, element)) {
        xliff_report_element(check, RULE_ATTRIBUTE_UNKNOWN, element->row->section, check->line,
                             check->column, "the module has no attribute %.60s for <%s>",
                             (const char *)name, element->row->name);
        return;
    }
    struct known_attribute global = {.element = element, .attribute = known};
    set_value(check, known->key, value);
    check_value(check, &global, value);
}

static void check_required(struct check *check, const struct element_model *element, uint64_t seen)
{
    if (!(element->required & ~seen))
        return;
    for (size_t i = 0; i < element->attribute_count; i++)
        if (element->attributes[i].required && !(seen >> i & 1))
            xliff_report_element(check, RULE_ATTRIBUTE_MISSING, element->row->section, check->line,
                                 check->column, "<%s> lacks its attribute %.*s: add it",
                                 element->row->name, element->attributes[i].spelled_size,
                                 element->attributes[i].spelled);
}

static struct known_attribute *find_attribute(struct check *check,
                                              const struct element_model *element, enum space space,
                                              const xmlChar *name)
{
    struct known_attribute *known = &check->attributes[known_slot(check, element, name, 0)];
    if (known->element != element || known->name != name || known->space != space)
        *known = (struct known_attribute){
            .element = element,
            .name = name,
            .space = space,
            .attribute =
                xliff_model_attribute(element->attributes, element->attribute_count, space, name),
        };
    return known;
}

void xliff_structure_attributes(struct check *check, const struct element_model *element,
                                const xmlChar **attributes, int count)
{
    uint64_t seen = 0;
    for (int i = 0; i < count; i++) {
        const xmlChar **given = attributes + (ptrdiff_t)i * 5;
        struct xliff_string value = {(const char *)given[3], (size_t)(given[4] - given[3])};
        enum space space =
            given[1] ? xliff_model_space(check->model, given[2]) : (enum space)SPACE_NONE;
        if (given[1] && space == SPACE_CORE)
            space = SPACE_OTHER; /* "xlf:id" is not "id" */
        struct known_attribute *known = find_attribute(check, element, space, given[0]);
        if (known->attribute) {
            seen |= (uint64_t)1 << (known->attribute - element->attributes);
            set_value(check, known->attribute->key, value);
            check_value(check, known, value);
        } else if (space == SPACE_NONE) {
            xliff_report_element(check, RULE_ATTRIBUTE_UNKNOWN, element->row->section, check->line,
                                 check->column, "<%s> has no attribute %.60s: remove it",
                                 element->row->name, (const char *)given[0]);
        } else {
            check_other_attribute(check, element, space, given[0], value);
        }
    }
    check_required(check, element, seen);
}
