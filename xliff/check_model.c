/* Compiles the tables for one version: names become addresses in the parser's dictionary, so that
 * a document's are found by comparing addresses. */
#include "xliff/check.h"

#include <string.h>

static const struct {
    const char *prefix;
    enum space space;
    const char *uri;
} spaces[] = {
    {"xml", SPACE_XML, "http://www.w3.org/XML/1998/namespace"},
    {"mtc", SPACE_MTC, "urn:oasis:names:tc:xliff:matches:2.0"},
    {"gls", SPACE_GLS, "urn:oasis:names:tc:xliff:glossary:2.0"},
    {"fs", SPACE_FS, "urn:oasis:names:tc:xliff:fs:2.0"},
    {"mda", SPACE_MDA, "urn:oasis:names:tc:xliff:metadata:2.0"},
    {"res", SPACE_RES, "urn:oasis:names:tc:xliff:resourcedata:2.0"},
    {"ctr", SPACE_CTR, "urn:oasis:names:tc:xliff:changetracking:2.0"},
    {"slr", SPACE_SLR, "urn:oasis:names:tc:xliff:sizerestriction:2.0"},
    {"val", SPACE_VAL, "urn:oasis:names:tc:xliff:validation:2.0"},
    {"its", SPACE_ITS, "http://www.w3.org/2005/11/its"},
    {"itsm", SPACE_ITSM, "urn:oasis:names:tc:xliff:itsm:2.1"},
    {"pgs", SPACE_PGS, "urn:oasis:names:tc:xliff:pgs:1.0"},
};

#define SPACE_COUNT (sizeof spaces / sizeof *spaces)

static const char *const attribute_names[] = {
#define X(key, name) [A_##key] = (name),
    CHECK_ATTRIBUTES
#undef X
};

static void set_add(struct element_set *set, size_t element)
{
    set->bits[element / 64] |= (uint64_t)1 << (element % 64);
}

static const xmlChar *intern(xmlDictPtr names, const char *name, size_t size)
{
    return xmlDictLookup(names, (const xmlChar *)name, (int)size);
}

/* Takes a known prefix with its colon off the name. */
static enum space take_prefix(const char **name, size_t *size)
{
    for (size_t i = 0; i < SPACE_COUNT; i++) {
        size_t prefix = strlen(spaces[i].prefix);
        if (*size > prefix && (*name)[prefix] == ':' &&
            memcmp(*name, spaces[i].prefix, prefix) == 0) {
            *name += prefix + 1;
            *size -= prefix + 1;
            return spaces[i].space;
        }
    }
    return SPACE_NONE;
}

/* ---- Attributes ------------------------------------------------------------------------- */

static enum attribute find_key(const char *spelled, size_t size)
{
    for (size_t i = 0; i < ATTRIBUTE_COUNT; i++)
        if (strlen(attribute_names[i]) == size && memcmp(attribute_names[i], spelled, size) == 0)
            return (enum attribute)i;
    return ATTRIBUTE_COUNT;
}

/* One word of a row: "id!token", "xml:space:space", "~ts". The attribute's name may be followed by
 * ! (required) or : (its type, which may be left out after a !). */
static bool compile_attribute(struct attribute_model *attribute, xmlDictPtr names,
                              struct xliff_string word)
{
    attribute->deprecated = word.data[0] == '~';
    const char *name = word.data + attribute->deprecated;
    size_t size = word.size - attribute->deprecated;
    attribute->spelled = name;
    attribute->space = take_prefix(&name, &size);
    size_t end = strcspn(name, "!: ");
    end = end < size ? end : size;
    attribute->required = end < size && name[end] == '!';
    attribute->type = end + 1 < size ? xliff_type_find(name + end + 1, size - end - 1) : 0;
    attribute->token = attribute->type == xliff_type_find("token", 5);
    attribute->spelled_size = (int)(name + end - attribute->spelled);
    attribute->key = find_key(attribute->spelled, (size_t)attribute->spelled_size);
    attribute->name = intern(names, name, end);
    return attribute->name != NULL;
}

static bool compile_attributes(struct element_model *element, xmlDictPtr names, const char *text)
{
    struct xliff_string list = {text, text ? strlen(text) : 0}, word;
    while (xliff_check_word(&list, &word)) {
        const char *name = word.data;
        size_t size = word.size;
        enum space space = take_prefix(&name, &size);
        if (xliff_is(word, "other"))
            element->other_attributes = true;
        else if (space != SPACE_NONE && size == 0)
            element->module_attributes |= 1u << space;
        else if (!compile_attribute(&element->attributes[element->attribute_count++], names, word))
            return false;
    }
    for (size_t i = 0; i < element->attribute_count; i++)
        element->required |= (uint64_t)element->attributes[i].required << i;
    return true;
}

/* ---- Content ---------------------------------------------------------------------------- */

static size_t find_row(const struct model *model, const char *name, size_t size)
{
    for (size_t i = 0; i < model->count; i++)
        if (strlen(model->elements[i].row->name) == size &&
            memcmp(model->elements[i].row->name, name, size) == 0)
            return i;
    return SIZE_MAX;
}

/* One step of a row: "(unit|group)+", "notes?", "other". */
static void compile_step(const struct model *model, struct step *step, struct xliff_string word)
{
    char last = word.data[word.size - 1];
    step->required = last != '?' && last != '*';
    step->repeated = last == '*' || last == '+';
    for (size_t at = 0; at < word.size;) {
        size_t size = strcspn(word.data + at, "(|)?*+ ");
        size = size < word.size - at ? size : word.size - at;
        struct xliff_string name = {word.data + at, size};
        size_t element = size ? find_row(model, name.data, size) : SIZE_MAX;
        if (element != SIZE_MAX)
            set_add(&step->elements, element);
        step->other = step->other || xliff_is(name, "other");
        step->any = step->any || xliff_is(name, "any");
        at += size + 1;
    }
    if (xliff_is(word, "other") || xliff_is(word, "any")) {
        step->required = false;
        step->repeated = true;
    }
}

static void compile_content(const struct model *model, struct element_model *element)
{
    struct xliff_string list = {element->row->content, strlen(element->row->content)}, word;
    while (xliff_check_word(&list, &word)) {
        if (xliff_is(word, "#text"))
            element->text = true;
        else
            compile_step(model, &element->steps[element->step_count++], word);
    }
    element->asks_text = !element->text || element->space == SPACE_RES ||
                         strcmp(element->row->name, "skeleton") == 0;
}

static void compile_places(struct model *model, struct element_model *element)
{
    const char *places = element->row->places;
    struct xliff_string list = {places, places ? strlen(places) : 0}, word;
    element->outermost = places != NULL;
    while (xliff_check_word(&list, &word)) {
        bool repeated = word.data[word.size - 1] == '*';
        size_t place = find_row(model, word.data, word.size - repeated);
        if (place == SIZE_MAX)
            continue;
        set_add(&element->places, place);
        if (repeated)
            set_add(&element->places_repeated, place);
    }
}

/* Where the search for a name begins: addresses in a dictionary differ in their middle bits. */
static size_t slot_of(const xmlChar *name)
{
    uintptr_t address = (uintptr_t)name;
    return (size_t)(address ^ address >> 7) % MODEL_SLOTS;
}

static void fill_slots(struct model *model)
{
    for (size_t i = 0; i < model->count; i++) {
        size_t slot = slot_of(model->elements[i].name);
        while (model->slots[slot].name)
            slot = (slot + 1) % MODEL_SLOTS;
        model->slots[slot] = (struct model_slot){model->elements[i].name, &model->elements[i]};
    }
}

/* ---- All of it -------------------------------------------------------------------------- */

static bool add_rows(struct model *model, xmlDictPtr names, const struct element_row *rows,
                     unsigned version)
{
    for (; rows->name; rows++) {
        if (!(rows->versions & version) || model->count == MODEL_ELEMENTS)
            continue;
        struct element_model *element = &model->elements[model->count++];
        const char *name = rows->name;
        size_t size = strlen(name);
        enum space space = take_prefix(&name, &size);
        element->row = rows;
        element->space = space == SPACE_NONE ? SPACE_CORE : space;
        element->name = intern(names, name, size);
        if (!element->name || !compile_attributes(element, names, rows->attributes))
            return false;
    }
    return true;
}

static bool add_global(struct model *model, xmlDictPtr names)
{
    for (const struct attribute_row *row = xliff_check_global_attributes; row->attributes; row++) {
        struct xliff_string list = {row->attributes, strlen(row->attributes)}, word;
        while (xliff_check_word(&list, &word)) {
            struct attribute_model *attribute = &model->global[model->global_count++];
            if (!compile_attribute(attribute, names, word))
                return false;
            attribute->places = row->places;
        }
    }
    return true;
}

static bool add_spaces(struct model *model, xmlDictPtr names, enum xliff_version version,
                       const char *own_uri)
{
    for (size_t i = 0; i < SPACE_COUNT; i++) {
        bool known = version != XLIFF_1_2 || spaces[i].space == SPACE_XML;
        if (spaces[i].space == SPACE_PGS)
            known = version == XLIFF_2_2;
        if (spaces[i].space == SPACE_ITS || spaces[i].space == SPACE_ITSM)
            known = version == XLIFF_2_1 || version == XLIFF_2_2;
        if (!known)
            continue;
        const xmlChar *uri = intern(names, spaces[i].uri, strlen(spaces[i].uri));
        if (!uri)
            return false;
        model->uris[spaces[i].space] = uri;
    }
    if (own_uri)
        model->uris[SPACE_CORE] = intern(names, own_uri, strlen(own_uri));
    return !own_uri || model->uris[SPACE_CORE];
}

bool xliff_model_compile(struct model *model, xmlDictPtr names, enum xliff_version version,
                         const char *own_uri)
{
    bool old = version == XLIFF_1_2;
    if (!add_spaces(model, names, version, own_uri) ||
        !add_rows(model, names, old ? xliff_check_12 : xliff_check_core, 1u << version) ||
        (!old && !add_rows(model, names, xliff_check_modules, 1u << version)) ||
        (!old && !add_global(model, names)))
        return false;
    for (size_t i = 0; i < model->count; i++) {
        compile_content(model, &model->elements[i]);
        compile_places(model, &model->elements[i]);
    }
    fill_slots(model);
    return true;
}

/* ---- Looking up ------------------------------------------------------------------------- */

enum space xliff_model_space(const struct model *model, const xmlChar *uri)
{
    if (uri == model->uris[SPACE_CORE])
        return SPACE_CORE;
    for (size_t i = 0; uri && i < SPACE_OTHER; i++)
        if (model->uris[i] == uri)
            return (enum space)i;
    return uri ? SPACE_OTHER : SPACE_NONE;
}

const struct element_model *xliff_model_find(const struct model *model, enum space space,
                                             const xmlChar *name)
{
    for (size_t at = slot_of(name); model->slots[at].name; at = (at + 1) % MODEL_SLOTS)
        if (model->slots[at].name == name && model->slots[at].element->space == space)
            return model->slots[at].element;
    return NULL;
}

const struct attribute_model *xliff_model_attribute(const struct attribute_model *attributes,
                                                    size_t count, enum space space,
                                                    const xmlChar *name)
{
    for (size_t i = 0; i < count; i++)
        if (attributes[i].name == name && attributes[i].space == space)
            return &attributes[i];
    return NULL;
}
