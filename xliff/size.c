/* Size restrictions of units, read and written: attributes of 1.2, a module of 2.x. */
#include "xliff/reader.h"
#include "xliff/writer.h"

#include <string.h>

#define CODEPOINTS "xliff:codepoints"
#define UTF8       "xliff:utf8"

/* ---- Numbers ---------------------------------------------------------------------------- */

/* Takes a number off the front of the text. */
static bool take_number(struct xliff_string *text, size_t *number)
{
    size_t digits = 0;
    *number = 0;
    for (; digits < text->size && text->data[digits] >= '0' && text->data[digits] <= '9'; digits++)
        if (*number < SIZE_MAX / 16)
            *number = *number * 10 + (size_t)(text->data[digits] - '0');
    *text = (struct xliff_string){text->data + digits, text->size - digits};
    return digits > 0;
}

/* 1.2: two attributes, of which one may be absent. */
static struct xliff_size read_two(struct xliff_string least, struct xliff_string most)
{
    struct xliff_size size = {.most = SIZE_MAX};
    if (!least.data && !most.data)
        return size;
    bool sound = (!least.data || (take_number(&least, &size.least) && least.size == 0)) &&
                 (!most.data || (take_number(&most, &size.most) && most.size == 0));
    size.given = sound;
    return size;
}

/* 2.x: "10", "2,10", "2,*"; "*" says nothing. */
static struct xliff_size read_one(struct xliff_string text)
{
    struct xliff_size size = {.most = SIZE_MAX};
    size_t first;
    if (!text.data || !take_number(&text, &first))
        return size;
    if (text.size == 0) {
        size.most = first;
        size.given = true;
    } else if (text.data[0] == ',') {
        text = (struct xliff_string){text.data + 1, text.size - 1};
        size.least = first;
        size.given = xliff_is(text, "*") || (take_number(&text, &size.most) && text.size == 0);
    }
    return size;
}

/* ---- Reading ---------------------------------------------------------------------------- */

static bool is_of_module(const xmlChar *const *attribute)
{
    return attribute[2] && !strcmp((const char *)attribute[2], XLIFF_SLR);
}

static struct xliff_string get(const struct tag *tag, const char *name)
{
    for (int i = 0; i < tag->attribute_count; i++) {
        const xmlChar **attribute = tag->attributes + (ptrdiff_t)i * 5;
        if (is_of_module(attribute) && !strcmp((const char *)attribute[0], name))
            return (struct xliff_string){(const char *)attribute[3],
                                         (size_t)(attribute[4] - attribute[3])};
    }
    return (struct xliff_string){0};
}

/* A profile that is another's leaves its restrictions unread. */
bool xliff_start_profiles(struct xliff_reader *reader, const struct tag *tag,
                          const struct rule *rule)
{
    struct xliff_string general = xliff_tag_get(tag, NAME_GENERAL_PROFILE);
    struct xliff_string storage = xliff_tag_get(tag, NAME_STORAGE_PROFILE);
    (void)rule;
    reader->counts_characters = xliff_is(general, CODEPOINTS);
    reader->counts_bytes = xliff_is(storage, UTF8);
    bool known = (!general.data || reader->counts_characters || xliff_is(general, "")) &&
                 (!storage.data || reader->counts_bytes || xliff_is(storage, ""));
    if (!known)
        xliff_unread_element(reader, tag, "slr");
    return true;
}

#define BIT(name) ((uint64_t)1 << (name))
#define SIZES                                                                                      \
    (BIT(NAME_SIZE_UNIT) | BIT(NAME_MIN_WIDTH) | BIT(NAME_MAX_WIDTH) | BIT(NAME_MIN_BYTES) |       \
     BIT(NAME_MAX_BYTES))

static void read_sizes_1(struct xliff_reader *reader, const struct tag *tag,
                         struct xliff_unit *unit)
{
    reader->width_is_read = false;
    if (!(tag->has & SIZES))
        return;
    struct xliff_string counted_in = xliff_tag_get(tag, NAME_SIZE_UNIT);
    struct xliff_size width =
        read_two(xliff_tag_get(tag, NAME_MIN_WIDTH), xliff_tag_get(tag, NAME_MAX_WIDTH));
    bool characters = xliff_is(counted_in, "char"), bytes = xliff_is(counted_in, "byte");
    reader->width_is_read = width.given && (characters || bytes);
    if (characters)
        unit->characters = width;
    if (bytes)
        unit->bytes = width;
    else
        unit->bytes =
            read_two(xliff_tag_get(tag, NAME_MIN_BYTES), xliff_tag_get(tag, NAME_MAX_BYTES));
}

void xliff_read_sizes(struct xliff_reader *reader, const struct tag *tag, struct xliff_unit *unit)
{
    if (reader->version == XLIFF_1_2)
        read_sizes_1(reader, tag, unit);
    if (reader->counts_characters)
        unit->characters = read_one(get(tag, "sizeRestriction"));
    if (reader->counts_bytes)
        unit->bytes = read_one(get(tag, "storageRestriction"));
    reader->sized_in_characters = unit->characters.given;
    reader->sized_in_bytes = unit->bytes.given;
}

bool xliff_is_size(const struct xliff_reader *reader, const xmlChar *const *attribute)
{
    const char *name = (const char *)attribute[0];
    bool characters = reader->sized_in_characters, bytes = reader->sized_in_bytes;
    if (reader->version != XLIFF_1_2)
        return is_of_module(attribute) && ((characters && !strcmp(name, "sizeRestriction")) ||
                                           (bytes && !strcmp(name, "storageRestriction")));
    if (!strcmp(name, "size-unit") || !strcmp(name, "minwidth") || !strcmp(name, "maxwidth"))
        return reader->width_is_read;
    return bytes && (!strcmp(name, "minbytes") || !strcmp(name, "maxbytes"));
}

/* ---- Writing ---------------------------------------------------------------------------- */

static void put_number(struct xliff_writer *writer, const char *name, size_t number)
{
    xliff_put(writer, " ");
    xliff_put(writer, name);
    xliff_put(writer, "=\"");
    xliff_bytes_add_number(&writer->out, number);
    xliff_put(writer, "\"");
}

static void put_two(struct xliff_writer *writer, const char *least, const char *most,
                    const struct xliff_size *size)
{
    if (size->given && size->least > 0)
        put_number(writer, least, size->least);
    if (size->given && size->most != SIZE_MAX)
        put_number(writer, most, size->most);
}

static void put_one(struct xliff_writer *writer, const char *name, const struct xliff_size *size)
{
    if (!size->given)
        return;
    xliff_put(writer, " slr:");
    xliff_put(writer, name);
    xliff_put(writer, "=\"");
    if (size->least > 0 || size->most == SIZE_MAX) {
        xliff_bytes_add_number(&writer->out, size->least);
        xliff_put(writer, ",");
    }
    if (size->most == SIZE_MAX)
        xliff_put(writer, "*");
    else
        xliff_bytes_add_number(&writer->out, size->most);
    xliff_put(writer, "\"");
}

void xliff_put_sizes(struct xliff_writer *writer, const struct xliff_unit *unit)
{
    if (!unit->characters.given && !unit->bytes.given)
        return;
    if (writer->version == XLIFF_1_2) {
        if (unit->characters.given)
            xliff_put(writer, " size-unit=\"char\"");
        put_two(writer, "minwidth", "maxwidth", &unit->characters);
        put_two(writer, "minbytes", "maxbytes", &unit->bytes);
        return;
    }
    writer->counts_characters |= unit->characters.given;
    writer->counts_bytes |= unit->bytes.given;
    xliff_put(writer, " xmlns:slr=\"" XLIFF_SLR "\"");
    put_one(writer, "sizeRestriction", &unit->characters);
    put_one(writer, "storageRestriction", &unit->bytes);
}

void xliff_put_profiles(struct xliff_writer *writer)
{
    if (!writer->counts_characters && !writer->counts_bytes)
        return;
    xliff_put(writer, "    <slr:profiles xmlns:slr=\"" XLIFF_SLR "\"");
    if (writer->counts_characters)
        xliff_put(writer, " generalProfile=\"" CODEPOINTS "\"");
    if (writer->counts_bytes)
        xliff_put(writer, " storageProfile=\"" UTF8 "\"");
    xliff_put(writer, "/>\n");
}
