/* Reads TMX with libxml2's push parser, and gives each <tu> when it is complete. */
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "memory/coded.h"
#include "memory/tmx.h"
#include "memory/tmx_seg.h"
#include "xliff/limits.h"
#include "xliff/sax.h"

enum element {
    NOTHING, /* outside the root element */
    TMX,
    HEADER,
    BODY,
    TU,
    TUV,
    NOTE,
    PROP,
    SEG,
    INLINE, /* in a <seg> */
    OTHER,  /* of no use, with all in it */
};

struct reader {
    const char *file;
    struct tmx_taker taker;
    struct findings *findings;
    enum status status; /* what went wrong was reported */
    xmlParserCtxtPtr parser;
    enum element stack[XLIFF_MAX_DEPTH];
    size_t depth;
    struct arena header; /* what outlives a unit */
    struct view source_lang;
    bool tags, coded, complete, ending; /* ending: all of the input was read */
    struct arena arena;                 /* of a unit */
    struct tmx_unit unit;
    struct tmx_variant *variants;
    size_t capacity;
    struct tmx_seg seg;
    struct buffer text, remarks;
    struct view prop;
    size_t kept; /* bytes of the unit */
};

/* ---- errors ---------------------------------------------------------------------------------- */

static struct place place_of(const struct reader *reader)
{
    const xmlParserInput *input = reader->parser->input;
    return (struct place){reader->file, input && input->line > 0 ? (size_t)input->line : 0, 0};
}

static void fail(struct reader *reader, const char *message)
{
    if (reader->status == STATUS_OK)
        reader->status =
            finding_error(reader->findings, STATUS_INPUT, place_of(reader), "%s", message);
}

static void fail_memory(struct reader *reader)
{
    if (reader->status == STATUS_OK)
        reader->status = finding_no_memory(reader->findings);
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *library_error;
#else
typedef xmlErrorPtr library_error;
#endif

static void take_error(void *context, library_error error)
{
    struct reader *reader = context;
    struct xliff_error found;
    if (reader->status != STATUS_OK ||
        !xliff_sax_error(&found, reader->parser ? reader->parser->input : NULL, error))
        return;
    struct place place = {reader->file, found.line, found.column};
    bool cut = reader->ending && reader->depth > 0;
    if (found.code == XLIFF_ERROR_MEMORY)
        fail_memory(reader);
    else
        reader->status =
            finding_error(reader->findings, STATUS_INPUT, place,
                          reader->depth == 0 && !reader->complete ? "is no TMX file: %s" : "%s",
                          cut ? "the document is cut off" : found.message);
}

/* ---- attributes ------------------------------------------------------------------------------ */

/* The value of an attribute; `prefix` is NULL or "xml". Empty if there is none. */
static struct view find_attribute(const struct tmx_tag *tag, const char *prefix, const char *name)
{
    for (int i = 0; i < tag->count; i++) {
        const xmlChar **item = tag->attributes + (ptrdiff_t)i * 5;
        if (strcmp((const char *)item[0], name) == 0 &&
            (prefix ? item[1] && strcmp((const char *)item[1], prefix) == 0 : !item[1]))
            return (struct view){(const char *)item[3], (size_t)(item[4] - item[3])};
    }
    return (struct view){0};
}

struct view tmx_tag_get(const struct tmx_tag *tag, const char *name)
{
    return find_attribute(tag, NULL, name);
}

static struct view keep(struct reader *reader, struct view text)
{
    return arena_copy(&reader->arena, text);
}

/* 20261122T153000Z; anything else is none. */
static bool is_date(struct view date)
{
    static const char shape[] = "00000000T000000Z";
    bool fits = date.size == sizeof shape - 1;
    for (size_t i = 0; fits && i < date.size; i++)
        fits =
            shape[i] == '0' ? date.data[i] >= '0' && date.data[i] <= '9' : date.data[i] == shape[i];
    return fits;
}

static struct memory_act read_act(struct reader *reader, const struct tmx_tag *tag,
                                  const char *date, const char *name)
{
    struct view when = tmx_tag_get(tag, date);
    return (struct memory_act){.date = is_date(when) ? keep(reader, when) : (struct view){0},
                               .name = keep(reader, tmx_tag_get(tag, name))};
}

static struct view read_lang(const struct tmx_tag *tag)
{
    struct view lang = find_attribute(tag, "xml", "lang");
    return lang.size > 0 ? lang : tmx_tag_get(tag, "lang"); /* TMX 1.1 */
}

/* ---- start tags ------------------------------------------------------------------------------ */

static enum element start_root(struct reader *reader, const struct tmx_tag *tag)
{
    struct view version = tmx_tag_get(tag, "version");
    if (strcmp(tag->name, "xliff") == 0)
        fail(reader, "is XLIFF, not TMX: take it in with 'satz memory add'");
    else if (strcmp(tag->name, "tmx") != 0)
        fail(reader, "is no TMX file: its root element is another");
    else if (!view_starts_with(version, VIEW("1.")))
        fail(reader, "is of a version of TMX that cannot be read; 1.1 to 1.4 can");
    return TMX;
}

static enum element start_header(struct reader *reader, const struct tmx_tag *tag)
{
    reader->source_lang = arena_copy(&reader->header, tmx_tag_get(tag, "srclang"));
    reader->tags = view_equal(tmx_tag_get(tag, "creationtool"), VIEW("OmegaT")) ||
                   view_equal(tmx_tag_get(tag, "o-tmf"), VIEW("OmegaT TMX"));
    reader->coded = view_equal(tmx_tag_get(tag, "o-tmf"), VIEW("satz"));
    return HEADER;
}

static enum element start_unit(struct reader *reader, const struct tmx_tag *tag)
{
    struct view lang = tmx_tag_get(tag, "srclang");
    arena_clear(&reader->arena);
    tmx_seg_clear(&reader->seg);
    buffer_clear(&reader->remarks);
    reader->kept = 0;
    reader->unit = (struct tmx_unit){
        .source_lang = lang.size > 0 ? keep(reader, lang) : reader->source_lang,
        .created = read_act(reader, tag, "creationdate", "creationid"),
        .changed = read_act(reader, tag, "changedate", "changeid"),
        .tags = reader->tags,
        .coded = reader->coded,
        .place = place_of(reader),
    };
    return TU;
}

static enum element start_variant(struct reader *reader, const struct tmx_tag *tag)
{
    void *grown = array_grow(reader->variants, reader->unit.count, &reader->capacity,
                             sizeof *reader->variants);
    if (!grown) {
        fail_memory(reader);
        return OTHER;
    }
    reader->variants = grown;
    reader->variants[reader->unit.count++] = (struct tmx_variant){
        .lang = keep(reader, read_lang(tag)),
        .created = read_act(reader, tag, "creationdate", "creationid"),
        .changed = read_act(reader, tag, "changedate", "changeid"),
    };
    return TUV;
}

static enum element find_element(const struct tmx_tag *tag, enum element parent)
{
    static const struct {
        const char *name;
        enum element element;
        unsigned parents;
    } rules[] = {
        {"header", HEADER, 1u << TMX},
        {"body", BODY, 1u << TMX},
        {"tu", TU, 1u << BODY},
        {"tuv", TUV, 1u << TU},
        {"seg", SEG, 1u << TUV},
        {"note", NOTE, 1u << TU | 1u << TUV},
        {"prop", PROP, 1u << TU | 1u << TUV},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (strcmp(tag->name, rules[i].name) == 0 && (rules[i].parents >> parent & 1))
            return rules[i].element;
    return OTHER;
}

static enum element start(struct reader *reader, const struct tmx_tag *tag)
{
    enum element parent = reader->depth > 0 ? reader->stack[reader->depth - 1] : NOTHING;
    if (parent == NOTHING)
        return start_root(reader, tag);
    if (parent == SEG || parent == INLINE) {
        tmx_seg_start(&reader->seg, tag, &reader->arena);
        return INLINE;
    }
    enum element element = find_element(tag, parent);
    buffer_clear(&reader->text);
    switch (element) {
    case HEADER:
        return start_header(reader, tag);
    case TU:
        return start_unit(reader, tag);
    case TUV:
        return start_variant(reader, tag);
    case PROP:
        reader->prop = keep(reader, tmx_tag_get(tag, "type"));
        return PROP;
    case SEG:
        tmx_seg_begin(&reader->seg, reader->tags);
        return SEG;
    default:
        return element;
    }
}

static void check_kept(struct reader *reader)
{
    if (reader->seg.failed || reader->text.failed)
        fail_memory(reader);
    else if (reader->seg.count > TMX_MAX_PARTS)
        fail(reader, "a segment has more than 4096 pieces of text and codes");
    else if (reader->kept > XLIFF_MAX_UNIT)
        fail(reader, "the translation unit takes more than 64 MiB");
}

/* At the end of a document that is cut off libxml2 reports half a tag, and only then the error. */
static bool is_whole(const xmlParserInput *input)
{
    const xmlChar *at = input->cur;
    return at < input->end && (*at == '>' || *at == '/');
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted, const xmlChar **attributes)
{
    struct reader *reader = context;
    struct tmx_tag tag = {(const char *)name, attributes, attribute_count};
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    if (reader->status != STATUS_OK || !is_whole(reader->parser->input))
        return;
    if (reader->depth == XLIFF_MAX_DEPTH) {
        fail(reader, "elements are nested deeper than 256");
        return;
    }
    reader->kept += sizeof(struct xliff_part);
    for (int i = 0; i < attribute_count; i++) {
        const xmlChar **attribute = attributes + (ptrdiff_t)i * 5;
        xliff_sax_decode(attribute);
        reader->kept += (size_t)(attribute[4] - attribute[3]);
    }
    enum element element = start(reader, &tag);
    reader->stack[reader->depth++] = element;
    check_kept(reader);
}

/* ---- end tags -------------------------------------------------------------------------------- */

static void end_prop(struct reader *reader)
{
    static const char *const own[TMX_OWN_COUNT] = {
        [TMX_STATE] = "x-satz-state",
        [TMX_ORIGIN] = "x-satz-origin",
        [TMX_CONTEXT] = "x-satz-context",
        [TMX_PREVIOUS] = "prev", /* OmegaT */
        [TMX_NEXT] = "next",
    };
    struct view text = view_trim(buffer_view(&reader->text));
    size_t count = reader->tags ? TMX_OWN_COUNT : TMX_PREVIOUS;
    for (size_t i = 0; i < count; i++)
        if (view_equal(reader->prop, view_of(own[i]))) {
            reader->unit.own[i] = keep(reader, text);
            return;
        }
    buffer_add_string(&reader->remarks, "prop\t");
    coded_add_field(&reader->remarks, reader->prop);
    buffer_add_char(&reader->remarks, '\t');
    coded_add_field(&reader->remarks, text);
    buffer_add_char(&reader->remarks, '\n');
}

static void end_note(struct reader *reader)
{
    buffer_add_string(&reader->remarks, "note\t\t");
    coded_add_field(&reader->remarks, view_trim(buffer_view(&reader->text)));
    buffer_add_char(&reader->remarks, '\n');
}

static void end_unit(struct reader *reader)
{
    reader->unit.variants = reader->variants;
    reader->unit.remarks = buffer_view(&reader->remarks);
    if (reader->arena.failed || reader->header.failed || reader->remarks.failed)
        fail_memory(reader);
    else
        reader->status = reader->taker.take(reader->taker.context, &reader->unit, reader->findings);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri)
{
    struct reader *reader = context;
    (void)name, (void)prefix, (void)uri;
    if (reader->status != STATUS_OK || reader->depth == 0)
        return;
    switch (reader->stack[--reader->depth]) {
    case INLINE:
        tmx_seg_end_inline(&reader->seg, &reader->arena);
        break;
    case SEG:
        if (!tmx_seg_end(&reader->seg, &reader->arena,
                         &reader->variants[reader->unit.count - 1].content))
            fail_memory(reader);
        break;
    case PROP:
        end_prop(reader);
        break;
    case NOTE:
        end_note(reader);
        break;
    case TU:
        end_unit(reader);
        break;
    default:
        break;
    }
    reader->complete |= reader->depth == 0;
}

static void characters(void *context, const xmlChar *data, int size)
{
    struct reader *reader = context;
    struct view text = {(const char *)data, (size_t)size};
    enum element element = reader->depth > 0 ? reader->stack[reader->depth - 1] : NOTHING;
    if (reader->status != STATUS_OK)
        return;
    if (element == SEG || element == INLINE)
        tmx_seg_text(&reader->seg, text);
    else if (element == NOTE || element == PROP)
        buffer_add_view(&reader->text, text);
    else
        return;
    reader->kept += text.size;
    check_kept(reader);
}

/* ---- what is refused ------------------------------------------------------------------------- */

/* TMX files name a DTD, which nobody needs: it is never loaded. What stands in brackets could
 * declare entities. */
static void check_doctype(void *context, const xmlChar *name, const xmlChar *external,
                          const xmlChar *system)
{
    struct reader *reader = context;
    const xmlParserInput *input = reader->parser->input;
    (void)name, (void)external, (void)system;
    if (input->cur < input->end && *input->cur == '[') {
        fail(reader, "the document type declares something of its own (<!DOCTYPE tmx [...]>), "
                     "which is not allowed");
        xmlStopParser(reader->parser);
    }
}

/* The text would be lost. */
static void refuse_entity(void *context, const xmlChar *name)
{
    struct reader *reader = context;
    if (reader->status == STATUS_OK)
        reader->status = finding_error(
            reader->findings, STATUS_INPUT, place_of(reader),
            "the entity &%.40s; is not declared; write the character itself", (const char *)name);
}

/* ---- the file -------------------------------------------------------------------------------- */

static bool open_parser(struct reader *reader)
{
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .internalSubset = check_doctype,
        .reference = refuse_entity,
        .startElementNs = start_element,
        .endElementNs = end_element,
        .characters = characters,
        .ignorableWhitespace = characters,
        .cdataBlock = characters,
        .serror = take_error,
    };
    reader->parser = xliff_sax_new(&handler, reader);
    return reader->parser != NULL;
}

static void read_all(struct reader *reader, struct input *input)
{
    char data[XLIFF_CHUNK];
    size_t got, total = 0;
    do {
        enum status status = input_read(input, data, sizeof data, &got, reader->findings);
        if (status != STATUS_OK) {
            reader->status = status;
            return;
        }
        total += got;
        if (total == 0) {
            fail(reader, "is empty; name a TMX file");
            return;
        }
        reader->ending = got == 0;
        xliff_sax_parse(reader->parser, data, got, take_error);
        if (!reader->parser->wellFormed)
            fail(reader, "is not well-formed XML");
    } while (got > 0 && reader->status == STATUS_OK);
}

enum status tmx_read(struct input *input, struct tmx_taker taker, struct findings *findings)
{
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return finding_no_memory(findings);
    reader->file = input->name;
    reader->taker = taker;
    reader->findings = findings;
    if (open_parser(reader))
        read_all(reader, input);
    else
        fail_memory(reader);
    enum status status = reader->status;
    xmlFreeParserCtxt(reader->parser);
    arena_free(&reader->header);
    arena_free(&reader->arena);
    tmx_seg_free(&reader->seg);
    buffer_free(&reader->text);
    buffer_free(&reader->remarks);
    free(reader->variants);
    free(reader);
    return status;
}
