/* A tag as libxml2 reports it: where it is, and its attributes. */
#include "xliff/reader.h"
#include "xliff/sax.h"

#include <string.h>

/* ---- Places ----------------------------------------------------------------------------- */

static size_t count_characters(const xmlChar *from, const xmlChar *to)
{
    size_t count = 0;
    for (; from < to; from++)
        count += (*from & 0xc0) != 0x80;
    return count;
}

/* What stands before a place, from the nearest "<" on: a tag, seen from its end. */
struct stretch {
    const xmlChar *start; /* that of the input if there is no "<" */
    size_t characters, lines;
};

/* One walk for all of it: every tag of a file passes here. */
static struct stretch tag_before(const xmlParserInput *input, const xmlChar *at)
{
    struct stretch tag = {.start = at};
    while (tag.start > input->base) {
        xmlChar byte = *--tag.start;
        tag.characters += (byte & 0xc0) != 0x80;
        tag.lines += byte == '\n';
        if (byte == '<')
            break;
    }
    return tag;
}

static size_t offset_of(const xmlParserInput *input, const xmlChar *at)
{
    return (size_t)input->consumed + (size_t)(at - input->base);
}

/* libxml2 reports a start tag at its end. An attribute cannot hold a raw "<", so the tag begins at
 * the nearest one before. The numbers of the input itself are used: those of nodes and of the
 * locator end at 65535. */
void xliff_tag_locate(const xmlParserInput *input, struct tag *tag)
{
    struct stretch before_end = tag_before(input, input->cur);
    const xmlChar *start = before_end.start;
    tag->line = (size_t)input->line - before_end.lines;
    tag->column = (size_t)input->col;
    if (*start != '<')
        return;
    tag->start = offset_of(input, start);
    tag->end = offset_of(input, input->cur) + (*input->cur == '/' ? 2 : 1);
    if (before_end.lines == 0) {
        size_t inside = before_end.characters;
        tag->column = tag->column > inside ? tag->column - inside : 0;
        return;
    }
    const xmlChar *before = start;
    while (before > input->base && before[-1] != '\n' && start - before < 4096)
        before--;
    tag->column =
        before > input->base && before[-1] == '\n' ? count_characters(before, start) + 1 : 0;
}

void xliff_tag_locate_end(const xmlParserInput *input, size_t *start, size_t *end)
{
    *end = offset_of(input, input->cur);
    *start = offset_of(input, tag_before(input, input->cur).start);
}

/* ---- Attributes -------------------------------------------------------------------------- */

struct xliff_string xliff_tag_get(const struct tag *tag, const char *name)
{
    for (int i = 0; i < tag->attribute_count; i++) {
        const xmlChar **attribute = tag->attributes + (ptrdiff_t)i * 5;
        if (!attribute[1] && attribute[0][0] == (xmlChar)name[0] &&
            !strcmp((const char *)attribute[0], name))
            return (struct xliff_string){(const char *)attribute[3],
                                         (size_t)(attribute[4] - attribute[3])};
    }
    return (struct xliff_string){0};
}

struct xliff_string xliff_tag_lang(const struct tag *tag)
{
    for (int i = 0; i < tag->attribute_count; i++) {
        const xmlChar **attribute = tag->attributes + (ptrdiff_t)i * 5;
        if (attribute[1] && !strcmp((const char *)attribute[1], "xml") &&
            !strcmp((const char *)attribute[0], "lang"))
            return (struct xliff_string){(const char *)attribute[3],
                                         (size_t)(attribute[4] - attribute[3])};
    }
    return (struct xliff_string){0};
}

/* Attributes that are an id or refer to one. */
static bool is_id(const char *name)
{
    static const char *const names[] = {"id",  "mid",      "rid",          "dataRef",
                                        "ref", "startRef", "dataRefStart", "dataRefEnd"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

void xliff_tag_decode(const struct tag *tag)
{
    for (int i = 0; i < tag->attribute_count; i++)
        xliff_sax_decode(tag->attributes + (ptrdiff_t)i * 5);
}

bool xliff_tag_check(struct xliff_reader *reader, const struct tag *tag)
{
    for (int i = 0; i < tag->attribute_count; i++) {
        const xmlChar **attribute = tag->attributes + (ptrdiff_t)i * 5;
        size_t size = (size_t)(attribute[4] - attribute[3]);
        if (size <= XLIFF_MAX_ID)
            continue;
        size_t most =
            !attribute[1] && is_id((const char *)attribute[0]) ? XLIFF_MAX_ID : XLIFF_MAX_ATTRIBUTE;
        if (size > most) {
            xliff_fail(reader, XLIFF_ERROR_LIMIT, tag->line, tag->column,
                       "the attribute %.40s of <%.40s> is longer than %zu bytes",
                       (const char *)attribute[0], tag->name, most);
            return false;
        }
    }
    return true;
}
