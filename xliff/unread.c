/* What the reader passes over, told to who asked for it: nothing is dropped unsaid. */
#include "xliff/reader.h"

#include <string.h>

static bool report(struct xliff_reader *reader, const struct tag *tag, struct unread unread)
{
    const struct item *item = reader->draft.item;
    unread.element = tag->name;
    unread.line = tag->line;
    unread.column = tag->column;
    unread.unit = item ? item->unit.id : (struct xliff_string){0};
    unread.tag = tag;
    if (!reader->unread(reader->unread_context, &unread))
        return false;
    if (unread.attribute ? xliff_carry_attribute(reader, &unread)
                         : xliff_carry_element(reader, &unread))
        return true;
    unread.place = NO_ELEMENT;
    return reader->unread(reader->unread_context, &unread);
}

void xliff_unread_element(struct xliff_reader *reader, const struct tag *tag, const char *prefix)
{
    xliff_unread_inside(reader, tag, prefix, NULL, NO_ELEMENT);
}

void xliff_unread_inside(struct xliff_reader *reader, const struct tag *tag, const char *prefix,
                         const char *uri, enum element place)
{
    if (reader->unread)
        report(reader, tag, (struct unread){.prefix = prefix, .uri = uri, .place = place});
}

void xliff_unread_other(struct xliff_reader *reader, const char *kind)
{
    struct tag tag = {.line = (size_t)reader->parser->input->line};
    if (reader->unread && reader->error.code == XLIFF_OK)
        report(reader, &tag, (struct unread){.kind = kind});
}

static bool is_known(const char *known, const char *prefix, const char *name)
{
    char qualified[64];
    size_t size = strlen(name), before = prefix ? strlen(prefix) + 1 : 0;
    if (prefix && !strcmp(prefix, "xml") && !strcmp(name, "space"))
        return true;
    if (before + size >= sizeof qualified)
        return false;
    if (prefix) {
        memcpy(qualified, prefix, before - 1);
        qualified[before - 1] = ':';
    }
    memcpy(qualified + before, name, size + 1);
    for (const char *word = known; *word; word += *word == ' ') {
        size_t length = strcspn(word, " ");
        if (length == before + size && !memcmp(word, qualified, length))
            return true;
        word += length;
    }
    return false;
}

void xliff_unread_attributes(struct xliff_reader *reader, const struct tag *tag, const char *known,
                             enum element element)
{
    for (int i = 0; reader->unread && i < tag->attribute_count; i++) {
        const xmlChar **attribute = tag->attributes + (ptrdiff_t)i * 5;
        const char *name = (const char *)attribute[0], *prefix = (const char *)attribute[1];
        struct xliff_string value = {(const char *)attribute[3],
                                     (size_t)(attribute[4] - attribute[3])};
        bool size = reader->draft.item && xliff_is_size(reader, attribute);
        if (!size && !is_known(known, prefix, name))
            report(reader, tag,
                   (struct unread){.attribute_prefix = prefix,
                                   .attribute = name,
                                   .uri = (const char *)attribute[2],
                                   .place = element,
                                   .value = value});
    }
}
