/* Glossary, metadata, resource data, format style, plural-gender-select. */
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"
#include "xliff/check_unit.h"

#include <string.h>

/* An element in which ids of a module are unique. */
void xliff_check_start_scope(struct check *check)
{
    check->unit->module_scope++;
    check->module_scope = ++check->scopes;
}

/* ---- Glossary --------------------------------------------------------------------------- */

void xliff_check_start_gloss(struct check *check)
{
    struct xliff_string none = {0};
    xliff_add_name(check, NAME_GLOSS, VALUE(check, ID));
    xliff_add_reference(check, REFERENCE_GLOSS, VALUE(check, REF), none);
    if (xliff_frame_is(xliff_check_frame(check), "gls:glossEntry"))
        check->unit->gloss_complete = false;
}

/* The end of a translation or definition. */
void xliff_check_end_gloss_part(struct check *check)
{
    check->unit->gloss_complete = true;
}

void xliff_check_end_gloss(struct check *check)
{
    if (!check->unit->gloss_complete)
        xliff_report(check, RULE_GLS_ENTRY,
                     "<gls:glossEntry> has neither translation nor definition: add one");
}

/* ---- Metadata --------------------------------------------------------------------------- */

void xliff_check_start_meta(struct check *check)
{
    if (check->in_unit)
        xliff_add_name(check, NAME_META, VALUE(check, ID));
    else
        xliff_name_add(check, &check->names, FILE_NAME_META, check->module_scope, VALUE(check, ID));
}

void xliff_check_start_metadata(struct check *check)
{
    xliff_check_start_scope(check);
    xliff_check_start_meta(check);
}

/* ---- Resource data ---------------------------------------------------------------------- */

static void add_resource(struct check *check)
{
    xliff_check_outer(check, 1)->resource_filled = true;
    if (check->in_unit)
        xliff_add_name(check, NAME_RESOURCE, VALUE(check, ID));
    else
        xliff_name_add(check, &check->names, FILE_NAME_RESOURCE, check->module_scope,
                       VALUE(check, ID));
}

void xliff_check_start_resource_item(struct check *check)
{
    add_resource(check);
    xliff_name_add(check, &check->names, FILE_NAME_RESOURCE_ANY, 0, VALUE(check, ID));
    check->unit->resource_mime = HAS(check, MIME_TYPE);
    check->unit->resource_source = check->unit->resource_target = false;
    check->unit->resource_asks_source = IS(check, CONTEXT, "no");
}

void xliff_check_start_resource_ref(struct check *check)
{
    add_resource(check);
    xliff_name_refer(check, &check->names, FILE_NAME_RESOURCE_ANY, 0, VALUE(check, REF));
}

void xliff_check_end_resource(struct check *check)
{
    if (!xliff_check_frame(check)->resource_filled)
        xliff_report(check, RULE_RES_EMPTY,
                     "<res:resourceData> holds no resourceItem and no resourceItemRef: add one");
}

void xliff_check_end_resource_item(struct check *check)
{
    const struct check_unit *unit = check->unit;
    if (unit->resource_asks_source && xliff_check_frame(check)->has_child)
        xliff_report(check, RULE_RES_SOURCE,
                     "<res:resourceItem> says context=\"no\", but has no source: add it");
    if (!xliff_check_frame(check)->has_child)
        xliff_report(check, RULE_RES_EMPTY,
                     "<res:resourceItem> holds no source, target or reference: add one");
    else if (!unit->resource_mime && !unit->resource_source && !unit->resource_target)
        xliff_report(check, RULE_RES_MIME,
                     "<res:resourceItem> has no content of its own: add mimeType");
}

static void start_resource(struct check *check, const struct bytes *document_lang, const char *name)
{
    struct xliff_string lang = VALUE(check, XML_LANG), own = xliff_check_view(document_lang);
    xliff_check_frame(check)->has_href = HAS(check, HREF);
    if (lang.data && own.size > 0 && !xliff_same_language(lang, own))
        xliff_report(check, RULE_RES_LANG,
                     "xml:lang=\"%.*s\" of the resource's %s is not the document's, \"%.*s\"",
                     SHOWN(lang), name, SHOWN(own));
}

void xliff_check_start_resource_source(struct check *check)
{
    check->unit->resource_asks_source = false;
    start_resource(check, &check->src_lang, "source");
}

void xliff_check_start_resource_target(struct check *check)
{
    start_resource(check, &check->trg_lang, "target");
}

void xliff_check_end_resource_content(struct check *check)
{
    const struct check_frame *frame = xliff_check_frame(check);
    bool source = xliff_frame_is(frame, "res:source");
    bool filled = frame->has_child || frame->has_text;
    if (filled && source)
        check->unit->resource_source = true;
    if (filled && !source)
        check->unit->resource_target = true;
    if (filled == frame->has_href)
        xliff_report(check, RULE_RES_HREF, "<%s> has href if and only if it is empty: it has %s",
                     frame->model->row->name,
                     filled ? "both href and content" : "neither href nor content");
}

/* ---- Format style ----------------------------------------------------------------------- */

/* name,value pairs with "\" between them; "\" escapes "," and "\" in a value. */
static bool is_sub_style(struct xliff_string text)
{
    size_t commas = 0, name = 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i], next = i + 1 < text.size ? text.data[i + 1] : '\0';
        if (c == '\\' && (next == ',' || next == '\\')) {
            i++;
        } else if (c == '\\') {
            if (commas != 1)
                return false;
            commas = name = 0;
        } else if (c == ',') {
            if (++commas > 1 || name == 0)
                return false;
        } else {
            name++;
        }
    }
    return commas == 1;
}

void xliff_check_format_style(struct check *check, const struct check_frame *frame)
{
    if (!HAS(check, FS) && !HAS(check, SUB_FS))
        return;
    if (xliff_frame_is(frame, "ec") && !IS(check, ISOLATED, "yes"))
        xliff_report(check, RULE_FS_ELEMENT,
                     "fs and subFs stand on <ec> only if it is isolated: move them to its <sc>");
    if (HAS(check, SUB_FS) && !HAS(check, FS))
        xliff_report(check, RULE_FS_SUB, "subFs without fs: add fs or remove subFs");
    else if (VALUE(check, SUB_FS).size > 0 && !is_sub_style(VALUE(check, SUB_FS)))
        xliff_report(check, RULE_FS_SUB,
                     "subFs=\"%.*s\" has to be name,value pairs with a backslash between them; in "
                     "a value, comma and backslash are escaped with a backslash",
                     SHOWN(VALUE(check, SUB_FS)));
}

/* ---- Plural, gender and select ---------------------------------------------------------- */

static bool is_selector(struct xliff_string word)
{
    static const char *const kinds[] = {"plural:", "ordinal:", "gender:", "select:"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t size = strlen(kinds[i]);
        if (word.size > size && memcmp(word.data, kinds[i], size) == 0)
            return true;
    }
    return false;
}

/* A number, or one of CLDR's words. */
static bool is_plural(struct xliff_string word)
{
    static const char *const words[] = {"zero", "one", "two", "few", "many", "other"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (xliff_is(word, words[i]))
            return true;
    size_t points = 0;
    for (size_t i = 0; i < word.size; i++) {
        points += word.data[i] == '.';
        if (word.data[i] != '.' && (word.data[i] < '0' || word.data[i] > '9'))
            return false;
    }
    return points < 2 && word.size > points;
}

static void check_switch(struct check *check)
{
    struct xliff_string list = VALUE(check, SWITCH), word;
    size_t count = 0;
    for (; xliff_check_word(&list, &word); count++)
        if (!is_selector(word))
            xliff_report(check, RULE_PGS_SWITCH,
                         "\"%.*s\" in switch has to be plural:, ordinal:, gender: or select: and a "
                         "name",
                         SHOWN(word));
    if (count == 0)
        xliff_report(check, RULE_PGS_SWITCH, "switch is empty: name what selects, or remove it");
}

static void check_case(struct check *check)
{
    struct xliff_string selectors = check->unit->variants, values = VALUE(check, CASE);
    struct xliff_string selector, value;
    for (;;) {
        bool asked = xliff_check_word(&selectors, &selector);
        bool given = xliff_check_word(&values, &value);
        if (!asked && !given)
            return;
        if (asked != given) {
            xliff_report(check, RULE_PGS_CASE,
                         "case=\"%.*s\" has to have as many values as switch of the unit, \"%.*s\"",
                         SHOWN(VALUE(check, CASE)), SHOWN(check->unit->variants));
            return;
        }
        bool number = selector.data[0] == 'p' || selector.data[0] == 'o';
        if (number && !is_plural(value))
            xliff_report(check, RULE_PGS_CASE,
                         "\"%.*s\" in case has to be a number, or zero, one, two, few, many or "
                         "other",
                         SHOWN(value));
    }
}

void xliff_check_plural(struct check *check)
{
    if (HAS(check, SWITCH))
        check_switch(check);
    if (HAS(check, CASE))
        check_case(check);
}
