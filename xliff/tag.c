/* A tag as libxml2 reports it: where it is, and its attributes. */
#include "xliff/reader.h"
#include "xliff/sax.h"

#include <string.h>

/* ---- Places ----------------------------------------------------------------------------- */

/* Bytes are looked at eight at a time: every tag of a file passes here. */
#define ONES (UINT64_MAX / 0xff)
#define TOPS (ONES << 7)

/* Eight bytes; the first of them is the lowest. */
static uint64_t word_at(const xmlChar *bytes)
{
    uint32_t low =
        bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    uint32_t high =
        bytes[4] | (uint32_t)bytes[5] << 8 | (uint32_t)bytes[6] << 16 | (uint32_t)bytes[7] << 24;
    return low | (uint64_t)high << 32;
}

/* The top bit of each byte that is `byte`. */
static uint64_t find_byte(uint64_t word, xmlChar byte)
{
    word ^= ONES * byte;
    return ~(((word & ~TOPS) + ~TOPS) | word) & TOPS;
}

/* Not zero if the eight bytes hold others than ASCII from the blank on. */
static uint64_t find_odd(uint64_t word)
{
    return (word | (word - ONES * ' ')) & TOPS;
}

/* The nearest "<" before a place, or the start of the input. False: what is between them, and
 * perhaps some bytes before, is not plain ASCII of one line. */
static bool tag_before(const xmlParserInput *input, const xmlChar *at, const xmlChar **start)
{
    uint64_t odd = 0;
    for (; at - input->base >= 8; at -= 8) {
        uint64_t word = word_at(at - 8), found = find_byte(word, '<');
        odd |= find_odd(word);
        if (found) {
            *start = at - 1 - __builtin_clzll(found) / 8;
            return odd == 0;
        }
    }
    while (at > input->base && *--at != '<')
        ;
    *start = at;
    return false;
}

struct stretch {
    size_t characters, lines;
};

/* How many top bits are set. */
static size_t count_tops(uint64_t tops)
{
    return (tops >> 7) * ONES >> 56;
}

static struct stretch measure(const xmlChar *from, const xmlChar *to)
{
    struct stretch tag = {0};
    const xmlChar *at = from;
    for (; to - at >= 8; at += 8) {
        uint64_t word = word_at(at);
        tag.characters += 8 - count_tops(word & ~(word << 1) & TOPS);
        tag.lines += count_tops(find_byte(word, '\n'));
    }
    for (; at < to; at++) {
        tag.characters += (*at & 0xc0) != 0x80;
        tag.lines += *at == '\n';
    }
    return tag;
}

/* Whether the start tag that ends here begins at `passed`. All is reported but comments and
 * instructions, so it does unless one of those is there. */
static bool is_start(const xmlParserInput *input, const struct mark *passed)
{
    size_t size = xliff_tag_offset(input, input->cur) - passed->offset;
    if (size < 2 || size > (size_t)(input->cur - input->base))
        return false;
    const xmlChar *start = input->cur - size;
    return start[0] == '<' && start[1] != '!' && start[1] != '?' && start[1] != '/';
}

/* libxml2 reports a start tag at its end. An attribute cannot hold a raw "<", so the tag begins at
 * the nearest one before. The numbers of the input itself are used: those of nodes and of the
 * locator end at 65535. */
static void locate(const xmlParserInput *input, struct tag *tag)
{
    const xmlChar *start;
    struct stretch inside = {0};
    if (tag_before(input, input->cur, &start))
        inside.characters = (size_t)(input->cur - start);
    else
        inside = measure(start, input->cur);
    tag->line = (size_t)input->line - inside.lines;
    tag->column = (size_t)input->col;
    tag->start = xliff_tag_offset(input, start);
    if (*start != '<')
        return;
    if (inside.lines == 0) {
        tag->column = tag->column > inside.characters ? tag->column - inside.characters : 0;
        return;
    }
    const xmlChar *before = start;
    while (before > input->base && before[-1] != '\n' && start - before < 4096)
        before--;
    tag->column =
        before > input->base && before[-1] == '\n' ? measure(before, start).characters + 1 : 0;
}

void xliff_tag_locate(const xmlParserInput *input, const struct mark *passed, struct tag *tag)
{
    tag->end = xliff_tag_offset(input, input->cur) + (*input->cur == '/' ? 2 : 1);
    if (!passed || !is_start(input, passed)) {
        locate(input, tag);
        return;
    }
    tag->start = passed->offset;
    tag->line = passed->line;
    tag->column = passed->column;
}

size_t xliff_tag_end_start(const xmlParserInput *input)
{
    const xmlChar *start;
    tag_before(input, input->cur, &start);
    return xliff_tag_offset(input, start);
}

void xliff_end_range(const struct xliff_reader *reader, struct range *range)
{
    if (!reader->tracked)
        return;
    bool empty = range->inside == reader->passed.offset;
    range->inside_end = empty ? reader->passed.offset : xliff_tag_end_start(reader->parser->input);
    range->end = reader->passed.offset;
}

/* ---- Attributes -------------------------------------------------------------------------- */

struct xliff_string xliff_tag_find(const struct tag *tag, const char *name)
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

/* A value that lies in the input is as it is written. */
static bool is_inside(const xmlParserInput *input, const xmlChar *value)
{
    return (uintptr_t)value >= (uintptr_t)input->base && (uintptr_t)value < (uintptr_t)input->end;
}

static void decode(const xmlParserInput *input, const xmlChar **attribute)
{
    if (!is_inside(input, attribute[3]))
        xliff_sax_decode(attribute);
}

void xliff_tag_decode(const xmlParserInput *input, struct tag *tag)
{
    for (int i = 0; i < tag->attribute_count; i++)
        decode(input, tag->attributes + (ptrdiff_t)i * 5);
}

static enum tag_name key_of(const xmlChar *name)
{
    static const char *const names[] = {
#define X(key, name) [NAME_##key] = (name),
        TAG_NAMES
#undef X
    };
    size_t key = 0;
    while (key < sizeof names / sizeof *names && strcmp(names[key], (const char *)name) != 0)
        key++;
    return key < sizeof names / sizeof *names ? (enum tag_name)key : NAME_COUNT;
}

/* Where many names fall on the same slots, the last of them has one. */
static enum tag_name find_name(struct tag_names *names, const xmlChar *name)
{
    size_t at = xliff_tag_hash(name, 0) % TAG_SLOTS;
    for (size_t end = at + 4; names->slots[at % TAG_SLOTS].name && at < end; at++)
        if (names->slots[at % TAG_SLOTS].name == name)
            return names->slots[at % TAG_SLOTS].key;
    names->slots[at % TAG_SLOTS].name = name;
    return names->slots[at % TAG_SLOTS].key = key_of(name);
}

static enum tag_name name_of(struct tag_names *names, const xmlChar **attribute)
{
    enum tag_name name = find_name(names, attribute[0]);
    if (!attribute[1])
        return name;
    bool lang = name == NAME_LANG && find_name(names, attribute[1]) == NAME_XML;
    return lang ? NAME_XML_LANG : NAME_COUNT;
}

void xliff_tag_read(struct tag_names *names, const xmlParserInput *input, struct tag *tag)
{
    tag->has = 0;
    tag->large = false;
    for (int i = 0; i < tag->attribute_count; i++) {
        const xmlChar **attribute = tag->attributes + (ptrdiff_t)i * 5;
        decode(input, attribute);
        tag->large |= (size_t)(attribute[4] - attribute[3]) > XLIFF_MAX_ID;
        enum tag_name name = name_of(names, attribute);
        if (name == NAME_COUNT)
            continue;
        tag->has |= (uint64_t)1 << name;
        tag->at[name] = i;
    }
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
