/* What a conversion carries that the new version has no element or attribute for: what is of other
 * namespaces stands where those may stand, and what is of the old version's own stands there too,
 * in the old version's namespace; on the way back it becomes the version's own again. */
#include "xliff/convert.h"
#include "xliff/escape.h"

#include <string.h>

#define CORE    "urn:oasis:names:tc:xliff:document:"
#define MODULES "urn:oasis:names:tc:xliff:"
/* An attribute of <target>: in 2.x the unit has it. */
#define OF_TARGET "target."

static bool is_one_of(const char *name, const char *const *names)
{
    for (; name && *names; names++)
        if (!strcmp(name, *names))
            return true;
    return false;
}

/* '1' or '2': the name is one of that version of XLIFF; else 0. */
static char version_of(const struct conversion *conversion, const char *prefix, const char *uri,
                       bool attribute)
{
    const struct xliff_reader *reader = conversion->reader;
    if (attribute ? !prefix : !prefix && !uri && !reader->own_uri)
        return reader->version == XLIFF_1_2 ? '1' : '2';
    return uri && !strncmp(uri, CORE, strlen(CORE)) ? uri[strlen(CORE)] : (char)0;
}

/* ---- What can be carried ------------------------------------------------------------------ */

/* Size restrictions mean nothing without their profile; changes name what has other ids then. */
static bool is_other(const char *uri)
{
    static const char *const bound[] = {XLIFF_SLR, MODULES "changetracking:2.0",
                                        MODULES "changetracking:2.1", NULL};
    return uri && !is_one_of(uri, bound);
}

static bool is_reserved(const struct conversion *conversion, const char *prefix)
{
    static const char *const reserved[] = {"xml", "slr", "xliff12", "xliff2", NULL};
    return is_one_of(prefix, reserved) || xliff_is(conversion->options->prefix, prefix);
}

static bool can_carry_attribute(const struct conversion *conversion, const struct unread *unread)
{
    static const char *const of_2[] = {"canResegment", "srcDir", "trgDir", NULL};
    bool up = conversion->reader->version == XLIFF_1_2;
    char version = version_of(conversion, unread->attribute_prefix, unread->uri, true);
    if (xliff_says_nothing(unread))
        return false;
    if (version == 0)
        return unread->place != TARGET && is_other(unread->uri) &&
               !is_reserved(conversion, unread->attribute_prefix);
    if (unread->place == XLIFF)
        return false;
    if (version == '1')
        return !up || !unread->attribute_prefix;
    return unread->place != TARGET &&
           (!unread->attribute_prefix || (up && is_one_of(unread->attribute, of_2)));
}

static bool can_carry_element(const struct conversion *conversion, const struct unread *unread)
{
    static const char *const of_header[] = {"phase-group", "tool",       "glossary", "reference",
                                            "count-group", "prop-group", NULL};
    static const char *const of_others[] = {"context-group", "count-group", "prop-group", NULL};
    bool header = unread->place == HEADER || unread->place == FILE_ELEMENT;
    char version = version_of(conversion, unread->prefix, unread->uri, false);
    if (version == '1')
        return is_one_of(unread->element, header ? of_header : of_others);
    return version == 0 && is_other(unread->uri);
}

/* The converter names itself. */
static bool is_own_tool(const struct conversion *conversion, const struct unread *unread)
{
    struct xliff_string own = conversion->options->tool.tool_id;
    return !unread->attribute && unread->place == HEADER && !strcmp(unread->element, "tool") &&
           own.data && xliff_equal(xliff_tag_find(unread->tag, "tool-id"), own);
}

static bool can_carry(const struct conversion *conversion, const struct unread *unread)
{
    const uint32_t either = IN(FILE_ELEMENT) | IN(GROUP) | IN(UNIT);
    uint32_t places = either | (unread->attribute ? IN(XLIFF) | IN(TARGET) : IN(HEADER));
    if (unread->kind || !(IN(unread->place) & places))
        return false;
    return unread->attribute ? can_carry_attribute(conversion, unread)
                             : can_carry_element(conversion, unread);
}

bool xliff_convert_unread(void *context, const struct unread *unread)
{
    struct conversion *conversion = context;
    if (can_carry(conversion, unread))
        return !is_own_tool(conversion, unread);
    xliff_lose_unread(&conversion->losses, unread);
    return false;
}

/* ---- Carrying it -------------------------------------------------------------------------- */

static void add_attribute(struct bytes *to, const char *prefix, const char *before,
                          const char *name, struct xliff_string value)
{
    xliff_bytes_add_string(to, " ");
    xliff_bytes_add_string(to, prefix);
    xliff_bytes_add_string(to, *prefix ? ":" : "");
    xliff_bytes_add_string(to, before);
    xliff_bytes_add_string(to, name);
    xliff_bytes_add_string(to, "=\"");
    xliff_escape(to, value, 0, ESCAPE_ATTRIBUTE, true);
    xliff_bytes_add_string(to, "\"");
}

static void add_qualified(struct bytes *to, const char *prefix, const char *uri, const char *before,
                          const char *name, struct xliff_string value)
{
    add_attribute(to, "xmlns", "", prefix, (struct xliff_string){uri, strlen(uri)});
    add_attribute(to, prefix, before, name, value);
}

void xliff_convert_carry_own(struct conversion *conversion, const char *before, const char *name,
                             struct xliff_string value)
{
    struct bytes *to = &conversion->writer->carried.attributes;
    if (!conversion->up)
        add_qualified(to, "xliff2", conversion->reader->own_uri, before, name, value);
    else if (conversion->declared)
        add_attribute(to, "xliff12", before, name, value);
    else
        add_qualified(to, "xliff12", CORE "1.2", before, name, value);
}

static void carry_attribute(struct conversion *conversion, const struct unread *what)
{
    struct carried_out *to = &conversion->writer->carried;
    bool of_target = !strncmp(what->attribute, OF_TARGET, strlen(OF_TARGET));
    if (!what->attribute_prefix)
        xliff_convert_carry_own(conversion, what->place == TARGET ? OF_TARGET : "", what->attribute,
                                what->value);
    else if (!version_of(conversion, what->attribute_prefix, what->uri, true))
        add_qualified(&to->attributes, what->attribute_prefix, what->uri, "", what->attribute,
                      what->value);
    else if (of_target)
        add_attribute(&to->target, "", "", what->attribute + strlen(OF_TARGET), what->value);
    else
        add_attribute(&to->attributes, "", "", what->attribute, what->value);
}

void xliff_convert_carry_attributes(struct conversion *conversion, const struct item *item)
{
    for (const struct carried *carried = item->carried; carried; carried = carried->next)
        if (carried->what.attribute)
            carry_attribute(conversion, &carried->what);
}

void xliff_convert_carry_elements(struct conversion *conversion, struct item *item,
                                  struct carried_out *to)
{
    for (const struct carried *carried = item->carried; carried; carried = carried->next) {
        const struct unread *what = &carried->what;
        if (what->attribute)
            continue;
        bool own = !conversion->up && version_of(conversion, what->prefix, what->uri, false);
        xliff_bytes_add(own ? &to->own : &to->other, carried->xml.data, carried->xml.size);
    }
    item->carried = NULL;
}

void xliff_convert_lose_carried(struct conversion *conversion, struct item *item)
{
    for (const struct carried *carried = item->carried; carried; carried = carried->next)
        xliff_lose_unread(&conversion->losses, &carried->what);
    item->carried = NULL;
}

struct xliff_string xliff_convert_find_carried(const struct conversion *conversion,
                                               const struct item *item, const char *name)
{
    for (const struct carried *carried = item->carried; carried; carried = carried->next) {
        const struct unread *what = &carried->what;
        if (what->attribute && !strcmp(what->attribute, name) &&
            version_of(conversion, what->attribute_prefix, what->uri, true))
            return what->value;
    }
    return (struct xliff_string){0};
}
