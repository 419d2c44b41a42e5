/* Fragment identifiers (chapter 3): their form, and whether what they name is there. */
#include "xliff/check_unit.h"

#include <string.h>

/* Modules and extensions that have a registered prefix. */
static const char *const registered[] = {"mtc", "gls", "fs",  "mda",  "res", "ctr",
                                         "slr", "val", "its", "itsm", "pgs", "tbx"};

struct fragment {
    struct xliff_string file, group, unit;
    struct xliff_string prefix, id; /* of the last selector, if it is none of the three */
    bool absolute;
};

static bool is_registered(struct xliff_string prefix)
{
    for (size_t i = 0; i < sizeof registered / sizeof *registered; i++)
        if (xliff_is(prefix, registered[i]))
            return true;
    return false;
}

/* Takes the text up to the separator off; the separator too. */
static struct xliff_string take_until(struct xliff_string *text, char separator)
{
    struct xliff_string part = *text;
    const char *end = text->size ? memchr(text->data, separator, text->size) : NULL;
    part.size = end ? (size_t)(end - text->data) : text->size;
    text->data += part.size + (end != NULL);
    text->size -= part.size + (end != NULL);
    return part;
}

/* One selector. What is wrong with it, or NULL. */
static const char *take_selector(struct fragment *fragment, struct xliff_string selector, bool last)
{
    struct xliff_string id = selector, prefix = {"", 0};
    if (selector.size > 0 && memchr(selector.data, '=', selector.size))
        prefix = take_until(&id, '=');
    bool bare = prefix.size == 0;
    if (!xliff_is_nmtoken(id) || (!bare && !xliff_is_nmtoken(prefix)))
        return "a selector is [prefix=]id";
    static const char *const outer[] = {"f", "g", "u"};
    struct xliff_string *parts[] = {&fragment->file, &fragment->group, &fragment->unit};
    for (size_t i = 0; i < 3; i++) {
        if (!xliff_is(prefix, outer[i]))
            continue;
        if (parts[i]->data)
            return "a prefix stands twice";
        for (size_t later = i + 1; later < 3; later++)
            if (parts[later]->data)
                return "the order is f=, g=, u=";
        *parts[i] = id;
        return NULL;
    }
    if (!last)
        return "only the last selector can be another than f=, g= or u=";
    bool core = bare || xliff_is(prefix, "n") || xliff_is(prefix, "d") || xliff_is(prefix, "t");
    if (!core && !is_registered(prefix))
        return "the prefix is none of XLIFF's, and not registered";
    fragment->prefix = prefix;
    fragment->id = id;
    return NULL;
}

/* `text` begins with "#". What is wrong, or NULL. */
static const char *parse(struct fragment *fragment, struct xliff_string text)
{
    *fragment = (struct fragment){0};
    text.data++, text.size--;
    if (text.size > 0 && text.data[0] == '/') {
        fragment->absolute = true;
        text.data++, text.size--;
    }
    if (text.size == 0 || text.data[text.size - 1] == '/')
        return "a selector is missing";
    while (text.size > 0) {
        struct xliff_string selector = take_until(&text, '/');
        const char *wrong = take_selector(fragment, selector, text.size == 0);
        if (wrong)
            return wrong;
    }
    return NULL;
}

/* Whether it names something in the unit at hand; `elsewhere`: in another file, group or unit. */
static bool is_here(const struct check *check, const struct fragment *fragment)
{
    struct xliff_string file = xliff_check_view(&check->file_id);
    struct xliff_string unit = xliff_check_view(&check->unit_id);
    bool outer = fragment->file.data || fragment->group.data || fragment->absolute;
    if (fragment->file.data && !xliff_equal(fragment->file, file))
        return false;
    if (fragment->unit.data)
        return xliff_equal(fragment->unit, unit);
    return !outer;
}

/* A span of text: a segment, or an inline element. */
static bool is_text(const struct scope *scope, const struct fragment *fragment)
{
    if (!fragment->id.data)
        return false;
    if (xliff_is(fragment->prefix, "t"))
        return xliff_find_code(scope, SIDE_TARGET, fragment->id) != NULL;
    return fragment->prefix.size == 0 && (xliff_find_code(scope, SIDE_SOURCE, fragment->id) ||
                                          xliff_has_segment(scope, fragment->id));
}

/* Whether the last selector names something that is there; what modules name is not followed. */
static bool exists(const struct scope *scope, const struct fragment *fragment)
{
    if (!fragment->id.data || is_registered(fragment->prefix))
        return true;
    if (xliff_is(fragment->prefix, "n"))
        return xliff_has_name(scope, NAME_NOTE, fragment->id);
    if (xliff_is(fragment->prefix, "d"))
        return xliff_has_name(scope, NAME_DATA, fragment->id);
    return is_text(scope, fragment);
}

/* References that are no fragment identifiers, but are read as such: "t=#m1" of the standard's own
 * samples, and the bare id of a note's segment (2.2). */
static bool is_loose(const struct reference *reference, struct fragment *fragment)
{
    struct xliff_string rest = reference->value, id = reference->value, prefix = {"", 0};
    if (memchr(id.data, '#', id.size)) {
        id = rest;
        prefix = take_until(&id, '=');
        if (reference->kind == REFERENCE_NOTE || prefix.size == 0 || id.size == 0 ||
            id.data[0] != '#')
            return false;
        id.data++, id.size--;
    } else if (reference->kind != REFERENCE_NOTE) {
        return false;
    }
    *fragment = (struct fragment){.prefix = prefix, .id = id};
    return xliff_is_nmtoken(id);
}

/* Whether what a reference has to name is there, as far as the unit at hand can tell. */
static bool is_found(const struct scope *scope, enum reference_kind kind,
                     const struct fragment *fragment, bool here)
{
    switch (kind) {
    case REFERENCE_MARK:
        return !here || exists(scope, fragment);
    case REFERENCE_NOTE: /* also about all of a unit, or what is elsewhere */
        return !here || !fragment->id.data || exists(scope, fragment);
    case REFERENCE_COMMENT:
        return here && xliff_is(fragment->prefix, "n") && exists(scope, fragment);
    default:
        return here && is_text(scope, fragment);
    }
}

static void check_one(struct check *check, const struct scope *scope,
                      const struct reference *reference)
{
    static const struct {
        enum check_rule rule;
        const char *what;
    } kinds[] = {
        [REFERENCE_COMMENT] = {RULE_COMMENT, "a note of this unit, as \"#n=n1\""},
        [REFERENCE_MATCH] = {RULE_MTC_REF, "a segment or inline element of this unit, as \"#s1\""},
        [REFERENCE_GLOSS] = {RULE_GLS_REF, "a segment or inline element of this unit, as \"#s1\""},
        [REFERENCE_NOTE] = {RULE_NOTE_REF, "a segment of this unit, as \"#s1\""},
        [REFERENCE_MARK] = {RULE_FRAGMENT_TARGET, "something in this unit"},
    };
    bool local = reference->value.size > 0 && reference->value.data[0] == '#';
    if (!local && reference->kind == REFERENCE_MARK)
        return; /* something outside the document */
    struct fragment fragment = {0};
    bool loose = !local && is_loose(reference, &fragment);
    const char *wrong = local ? parse(&fragment, reference->value) : NULL;
    if (wrong) {
        xliff_report_at(check, RULE_FRAGMENT, reference->line, reference->column,
                        "ref=\"%.*s\" is not a fragment identifier: %s", SHOWN(reference->value),
                        wrong);
        return;
    }
    bool found =
        (local || loose) && is_found(scope, reference->kind, &fragment, is_here(check, &fragment));
    if (!found)
        xliff_report_at(check, kinds[reference->kind].rule, reference->line, reference->column,
                        "ref=\"%.*s\" has to name %s", SHOWN(reference->value),
                        kinds[reference->kind].what);
    else if (loose)
        xliff_report_at(check, RULE_LOOSE_REF, reference->line, reference->column,
                        "ref=\"%.*s\" is read as \"#%.*s%s%.*s\", and should be written so",
                        SHOWN(reference->value), SHOWN(fragment.prefix),
                        fragment.prefix.size ? "=" : "", SHOWN(fragment.id));
}

void xliff_check_references(struct check *check)
{
    const struct scope *scope = &check->unit->unit;
    const struct reference *references = scope->references.items;
    for (size_t i = 0; i < scope->references.count; i++)
        if (references[i].kind >= REFERENCE_COMMENT && references[i].kind <= REFERENCE_NOTE)
            check_one(check, scope, &references[i]);
        else if (references[i].kind == REFERENCE_STANDOFF)
            xliff_check_standoff(check, scope, &references[i]);
        else if (references[i].kind == REFERENCE_REVISION)
            xliff_check_revision(check, scope, &references[i]);
}
