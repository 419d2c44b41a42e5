/* What the reader passes over and who asked wants to have carried: attributes; elements, as XML
 * that means the same wherever it stands. */
#include "xliff/escape.h"
#include "xliff/reader.h"

/* ---- What it is carried with ------------------------------------------------------------ */

/* Behind its units a file or group carries nothing more: who reads may be past it. */
static struct item *find_item(const struct xliff_reader *reader, enum element place)
{
    struct item *open = reader->queue.open;
    if (place == XLIFF)
        return reader->queue.document;
    if (IN(place) & (IN(UNIT) | IN(TARGET)))
        return reader->draft.item;
    if (IN(place) & (IN(FILE_ELEMENT) | IN(HEADER) | IN(GROUP)) && open && !open->has_units)
        return open;
    return NULL;
}

static void add(struct xliff_reader *reader, struct item *item, const struct unread *what,
                struct xliff_string xml)
{
    struct carried *carried = xliff_arena_get(&item->arena, sizeof *carried);
    if (!carried) {
        xliff_fail_memory(reader);
        return;
    }
    *carried = (struct carried){.what = *what, .xml = xliff_keep(reader, item, xml)};
    carried->what.value = xliff_keep(reader, item, what->value);
    carried->what.unit = xliff_keep(reader, item, what->unit);
    carried->what.tag = NULL;
    item->carried_size += what->value.size + xml.size;
    if (item->last_carried)
        item->last_carried->next = carried;
    else
        item->carried = carried;
    item->last_carried = carried;
}

bool xliff_carry_attribute(struct xliff_reader *reader, const struct unread *unread)
{
    struct item *item = find_item(reader, unread->place);
    if (!item || item->carried_size + unread->value.size > XLIFF_MAX_UNIT)
        return false;
    add(reader, item, unread, (struct xliff_string){0});
    return true;
}

/* ---- Namespaces --------------------------------------------------------------------------- */

struct declared {
    const char *prefix, *uri; /* NULL: none */
    size_t depth;             /* of the element that has it */
};

static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && !strcmp(a, b));
}

/* The namespace that the prefix has so far. */
static const char *find_uri(const struct xliff_reader *reader, const char *prefix)
{
    const struct carrying *carrying = &reader->carrying;
    const struct declared *scope = carrying->scope.items;
    for (size_t i = carrying->scope.count; i > 0; i--)
        if (is_same(scope[i - 1].prefix, prefix))
            return scope[i - 1].uri;
    return prefix ? NULL : reader->unprefixed;
}

static void add_value(struct bytes *xml, const char *value, size_t size)
{
    xliff_bytes_add_string(xml, "=\"");
    xliff_escape(xml, (struct xliff_string){value, size}, 0, ESCAPE_ATTRIBUTE, true);
    xliff_bytes_add_string(xml, "\"");
}

static void declare(struct xliff_reader *reader, const char *prefix, const char *uri)
{
    struct carrying *carrying = &reader->carrying;
    if ((prefix && !strcmp(prefix, "xml")) || is_same(find_uri(reader, prefix), uri))
        return;
    xliff_bytes_add_string(&carrying->xml, prefix ? " xmlns:" : " xmlns");
    xliff_bytes_add_string(&carrying->xml, prefix ? prefix : "");
    add_value(&carrying->xml, uri ? uri : "", uri ? strlen(uri) : 0);
    struct declared *declared = xliff_array_add(&carrying->scope, sizeof *declared);
    if (declared)
        *declared = (struct declared){prefix, uri, carrying->depth};
    else
        carrying->xml.failed = true;
}

/* ---- The element -------------------------------------------------------------------------- */

bool xliff_carry_element(struct xliff_reader *reader, const struct unread *unread)
{
    struct carrying *carrying = &reader->carrying;
    struct item *item = find_item(reader, unread->place);
    if (!item)
        return false;
    carrying->item = item;
    carrying->what = *unread;
    carrying->depth = 0;
    xliff_bytes_clear(&carrying->xml);
    return true;
}

/* The element is not carried after all. */
static void give_up(struct xliff_reader *reader)
{
    reader->carrying.item = NULL;
    reader->carrying.what.place = NO_ELEMENT;
    reader->unread(reader->unread_context, &reader->carrying.what);
}

static void check(struct xliff_reader *reader)
{
    const struct carrying *carrying = &reader->carrying;
    if (carrying->xml.failed)
        xliff_fail_memory(reader);
    else if (carrying->xml.size + carrying->item->carried_size > XLIFF_MAX_UNIT)
        give_up(reader);
}

static void end_tag(struct carrying *carrying)
{
    xliff_bytes_add_string(&carrying->xml, carrying->in_tag ? ">" : "");
    carrying->in_tag = false;
}

static void add_name(struct bytes *xml, const char *prefix, const char *name)
{
    xliff_bytes_add_string(xml, prefix ? prefix : "");
    xliff_bytes_add_string(xml, prefix ? ":" : "");
    xliff_bytes_add_string(xml, name);
}

/* The name of a prefix that is declared nowhere means nothing elsewhere. */
static bool is_sound(const struct tag *tag, const char *prefix, const char *uri)
{
    bool sound = uri || !prefix;
    for (int i = 0; i < tag->attribute_count; i++) {
        const xmlChar **attribute = tag->attributes + (ptrdiff_t)i * 5;
        sound &= attribute[2] || !attribute[1];
    }
    return sound;
}

static void add_attributes(struct xliff_reader *reader, const struct tag *tag)
{
    struct bytes *xml = &reader->carrying.xml;
    for (int i = 0; i < tag->attribute_count; i++) {
        const char **attribute = (const char **)tag->attributes + (ptrdiff_t)i * 5;
        if (attribute[1])
            declare(reader, attribute[1], attribute[2]);
        xliff_bytes_add_string(xml, " ");
        add_name(xml, attribute[1], attribute[0]);
        add_value(xml, attribute[3], (size_t)(attribute[4] - attribute[3]));
    }
}

void xliff_carry_start(struct xliff_reader *reader, const struct tag *tag, const char *prefix,
                       const char *uri, int namespace_count, const xmlChar **namespaces)
{
    struct carrying *carrying = &reader->carrying;
    if (!carrying->item)
        return;
    if (!prefix && !uri && !reader->own_uri)
        uri = xliff_version_namespace(XLIFF_1_2);
    if (!is_sound(tag, prefix, uri)) {
        give_up(reader);
        return;
    }
    end_tag(carrying);
    carrying->depth++;
    carrying->in_tag = true;
    xliff_bytes_add_string(&carrying->xml, "<");
    add_name(&carrying->xml, prefix, tag->name);
    declare(reader, prefix, uri);
    for (int i = 0; i < namespace_count; i++) /* values may use them too */
        if (namespaces[2 * i])
            declare(reader, (const char *)namespaces[2 * i], (const char *)namespaces[2 * i + 1]);
    add_attributes(reader, tag);
    check(reader);
}

void xliff_carry_end(struct xliff_reader *reader, const char *prefix, const char *name)
{
    struct carrying *carrying = &reader->carrying;
    struct item *item = carrying->item;
    if (!item)
        return;
    xliff_bytes_add_string(&carrying->xml, carrying->in_tag ? "/>" : "</");
    if (!carrying->in_tag) {
        add_name(&carrying->xml, prefix, name);
        xliff_bytes_add_string(&carrying->xml, ">");
    }
    carrying->in_tag = false;
    const struct declared *scope = carrying->scope.items;
    while (carrying->scope.count > 0 && scope[carrying->scope.count - 1].depth == carrying->depth)
        carrying->scope.count--;
    check(reader);
    if (--carrying->depth > 0 || !carrying->item || carrying->xml.failed)
        return;
    carrying->item = NULL;
    add(reader, item, &carrying->what, xliff_bytes_view(&carrying->xml));
}

void xliff_carry_text(struct xliff_reader *reader, const char *text, size_t size)
{
    struct carrying *carrying = &reader->carrying;
    if (!carrying->item)
        return;
    end_tag(carrying);
    xliff_escape(&carrying->xml, (struct xliff_string){text, size}, 0, ESCAPE_CONTENT, true);
    check(reader);
}

bool xliff_carry_markup(struct xliff_reader *reader, const char *const *pieces)
{
    struct carrying *carrying = &reader->carrying;
    if (!carrying->item)
        return false;
    end_tag(carrying);
    for (; *pieces; pieces++)
        xliff_bytes_add_string(&carrying->xml, *pieces);
    check(reader);
    return true;
}
