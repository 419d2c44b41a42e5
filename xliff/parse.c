/* libxml2's push parser under the reader: its options, its callbacks, its errors. */
#include "xliff/check.h"
#include "xliff/reader.h"
#include "xliff/sax.h"

#include <libxml/parserInternals.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Elements whose text is kept. */
#define TEXT                                                                                       \
    (IN(SOURCE) | IN(SEG_SOURCE) | IN(TARGET) | IN(SPAN) | IN(NOTE) | IN(DATA) | IN(SKELETON) |    \
     IN(GLOSS_TEXT))
#define CODE_TEXT (IN(CODE) | IN(INNER))

/* ---- Errors ----------------------------------------------------------------------------- */

void xliff_fail(struct xliff_reader *reader, enum xliff_error_code code, size_t line, size_t column,
                const char *format, ...)
{
    if (reader->error.code != XLIFF_OK)
        return;
    reader->error = (struct xliff_error){.code = code, .line = line, .column = column};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reader->error.message, sizeof reader->error.message, format, arguments);
    va_end(arguments);
}

void xliff_fail_memory(struct xliff_reader *reader)
{
    xliff_fail(reader, XLIFF_ERROR_MEMORY, 0, 0, "out of memory");
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *library_error;
#else
typedef xmlErrorPtr library_error;
#endif

/* Every error of libxml2 comes here, those about encodings too. Only what is not well-formed stops
 * the reading; an undeclared prefix, which real files have, makes an element a foreign one. */
static void take_error(void *context, library_error error)
{
    struct xliff_reader *reader = context;
    const xmlParserInput *input = reader->parser ? reader->parser->input : NULL;
    struct xliff_error found;
    if (reader->error.code != XLIFF_OK || !xliff_sax_error(&found, input, error))
        return;
    reader->error = found;
    if (error->code == XML_ERR_DOCUMENT_END && !reader->complete)
        strcpy(reader->error.message, "the document is cut off");
}

/* ---- Tags and text ----------------------------------------------------------------------- */

/* The modules of 2.x that are read have namespaces of their own. */
static bool is_module(const struct xliff_reader *reader, const char *name, const xmlChar *uri)
{
    static const struct {
        const char *name, *uri;
    } elements[] = {
        {"matches", "urn:oasis:names:tc:xliff:matches:2.0"},
        {"match", "urn:oasis:names:tc:xliff:matches:2.0"},
        {"profiles", XLIFF_SLR},
        {"glossary", "urn:oasis:names:tc:xliff:glossary:2.0"},
        {"glossEntry", "urn:oasis:names:tc:xliff:glossary:2.0"},
        {"term", "urn:oasis:names:tc:xliff:glossary:2.0"},
        {"translation", "urn:oasis:names:tc:xliff:glossary:2.0"},
        {"definition", "urn:oasis:names:tc:xliff:glossary:2.0"},
    };
    for (size_t i = 0;
         reader->version != XLIFF_1_2 && uri && i < sizeof elements / sizeof *elements; i++)
        if (!strcmp((const char *)uri, elements[i].uri) && !strcmp(name, elements[i].name))
            return true;
    return false;
}

/* Only elements of the document's own namespace are XLIFF's; 1.2 without any is read too. */
static bool is_own(struct xliff_reader *reader, const xmlChar *prefix, const xmlChar *uri)
{
    if (!reader->own_uri)
        return !uri && !prefix;
    if (uri && uri != reader->own && !strcmp((const char *)uri, reader->own_uri))
        reader->own = uri;
    return uri && uri == reader->own;
}

/* Where two names fall on one slot, the last of them has it. */
static const struct rule *find_rule(struct xliff_reader *reader, const char *name,
                                    enum element parent)
{
    size_t count = sizeof reader->known / sizeof *reader->known;
    struct known_rule *known = &reader->known[xliff_tag_hash(name, parent) % count];
    if (known->name != name || known->parent != parent)
        *known = (struct known_rule){name, parent, xliff_find_rule(reader->version, name, parent)};
    return known->rule;
}

/* Passes over the element that has begun. */
static void skip(struct xliff_reader *reader)
{
    reader->skipped = 1;
    reader->inside = 0;
}

static void push(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule,
                 enum element element)
{
    struct frame *frame = &reader->frames[reader->depth++];
    frame->rule = rule; /* a code fills in the rest */
    frame->element = element;
    reader->inside = IN(element);
    if (rule && rule->start && !rule->start(reader, tag, rule)) {
        reader->depth--;
        skip(reader);
    }
    if (rule && reader->unread && reader->error.code == XLIFF_OK)
        xliff_unread_attributes(reader, tag, rule->attributes, rule->element);
}

static void enter(struct xliff_reader *reader, const struct tag *tag, const char *prefix,
                  const char *uri, bool own)
{
    enum element parent = reader->frames[reader->depth - 1].element;
    if (IN(parent) & CODE_TEXT) {
        xliff_unread_element(reader, tag, own ? NULL : prefix);
        push(reader, tag, NULL, INNER);
        return;
    }
    const struct rule *rule = own ? find_rule(reader, tag->name, parent) : NULL;
    if (rule) {
        push(reader, tag, rule, rule->element);
    } else if (IN(parent) & CONTENT) {
        xliff_fail(reader, XLIFF_ERROR_STRUCTURE, tag->line, tag->column,
                   "<%.60s> cannot stand inside text", tag->name);
    } else {
        xliff_unread_inside(reader, tag, own ? NULL : prefix, uri, parent);
        skip(reader);
    }
}

/* At the end of a document that is cut off libxml2 reports half a tag, and only then the error. */
static bool is_whole(const xmlParserInput *input)
{
    const xmlChar *at = input->cur;
    return at < input->end && (*at == '>' || *at == '/');
}

/* After an error the rest of the document is passed over; a check goes on if it is well-formed. */
static bool is_over(const struct xliff_reader *reader)
{
    enum xliff_error_code code = reader->error.code;
    bool goes_on = reader->check && reader->check->error.code == XLIFF_OK &&
                   (code == XLIFF_ERROR_NOT_XLIFF || code == XLIFF_ERROR_STRUCTURE ||
                    code == XLIFF_ERROR_LIMIT);
    return code != XLIFF_OK && !goes_on;
}

/* What follows begins here, if libxml2 reports it next. */
static void pass(struct xliff_reader *reader, const xmlChar *at)
{
    const xmlParserInput *input = reader->parser->input;
    reader->passed.offset = xliff_tag_offset(input, at);
    reader->passed.line = (size_t)input->line;
    reader->passed.column = (size_t)input->col;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted, const xmlChar **attributes)
{
    struct xliff_reader *reader = context;
    (void)defaulted;
    if (is_over(reader) || !is_whole(reader->parser->input))
        return;
    struct tag tag; /* its functions fill in the rest */
    tag.name = (const char *)name;
    tag.attributes = attributes;
    tag.attribute_count = attribute_count;
    xliff_tag_locate(reader->parser->input, &reader->passed, &tag);
    pass(reader, reader->parser->input->cur + 1);
    reader->passed.column++;
    xliff_tag_read(&reader->names, reader->parser->input, &tag);
    if (reader->check)
        xliff_check_start(reader->check, &tag, uri);
    if (reader->error.code != XLIFF_OK)
        return;
    if (reader->depth + reader->skipped >= XLIFF_MAX_DEPTH) {
        xliff_fail(reader, XLIFF_ERROR_LIMIT, tag.line, tag.column,
                   "elements are nested deeper than %d", XLIFF_MAX_DEPTH);
        return;
    }
    if (!xliff_tag_check(reader, &tag))
        return;
    if (reader->skipped > 0) {
        reader->skipped++;
    } else if (reader->depth == 0) {
        push(reader, &tag, NULL, XLIFF);
        reader->prefixed = prefix != NULL;
        xliff_start_document(reader, &tag, (const char *)uri);
        xliff_unread_attributes(reader, &tag, "version srcLang trgLang", XLIFF);
    } else {
        enter(reader, &tag, (const char *)prefix, (const char *)uri,
              is_own(reader, prefix, uri) || is_module(reader, tag.name, uri));
    }
    if (reader->skipped > 0)
        xliff_carry_start(reader, &tag, (const char *)prefix, (const char *)uri, namespace_count,
                          namespaces);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri)
{
    struct xliff_reader *reader = context;
    (void)uri;
    if (is_over(reader)) /* out of memory, libxml2 ends elements that it never began */
        return;
    pass(reader, reader->parser->input->cur);
    if (reader->check)
        xliff_check_end(reader->check);
    if (reader->error.code != XLIFF_OK)
        return;
    if (reader->skipped > 0) {
        xliff_carry_end(reader, (const char *)prefix, (const char *)name);
        if (--reader->skipped == 0)
            reader->inside = IN(reader->frames[reader->depth - 1].element);
        return;
    }
    const struct rule *rule = reader->frames[reader->depth - 1].rule;
    if (rule && rule->end)
        rule->end(reader);
    reader->complete = --reader->depth == 0;
    reader->inside = reader->complete ? 0 : IN(reader->frames[reader->depth - 1].element);
}

static void check_size(struct xliff_reader *reader, bool skeleton)
{
    size_t size = reader->text.size + reader->code.size + (skeleton ? 0 : reader->draft.size);
    size_t most = skeleton ? XLIFF_MAX_SKELETON : XLIFF_MAX_UNIT;
    if (size > most)
        xliff_fail(reader, XLIFF_ERROR_LIMIT, (size_t)reader->parser->input->line, 0,
                   "the %s is longer than %zu bytes", skeleton ? "skeleton" : "unit", most);
}

static void keep_text(struct xliff_reader *reader, const char *data, size_t size)
{
    struct bytes *to = reader->inside & CODE_TEXT ? &reader->code : &reader->text;
    xliff_bytes_add(to, data, size);
    if (to->failed)
        xliff_fail_memory(reader);
    else
        check_size(reader, reader->inside & IN(SKELETON));
}

/* While the text is reported that lies in libxml2's input, it may stand before it or behind. */
static void characters(void *context, const xmlChar *data, int size)
{
    struct xliff_reader *reader = context;
    const xmlChar *at = reader->parser->input->cur;
    pass(reader, at == data ? at + size : at);
    if (is_over(reader))
        return;
    if (reader->check)
        xliff_check_characters(reader->check, (const char *)data, (size_t)size);
    if (reader->inside & (TEXT | CODE_TEXT) && reader->error.code == XLIFF_OK)
        keep_text(reader, (const char *)data, (size_t)size);
    else if (reader->skipped > 0 && reader->error.code == XLIFF_OK)
        xliff_carry_text(reader, (const char *)data, (size_t)size);
}

static void comment(void *context, const xmlChar *text)
{
    const char *const pieces[] = {"<!--", (const char *)text, "-->", NULL};
    if (!xliff_carry_markup(context, pieces))
        xliff_unread_other(context, "comments");
}

static void processing_instruction(void *context, const xmlChar *target, const xmlChar *text)
{
    const char *const pieces[] = {
        "<?", (const char *)target, text ? " " : "?>", (const char *)text, "?>", NULL};
    if (!xliff_carry_markup(context, pieces))
        xliff_unread_other(context, "processing instructions");
}

/* A document type declaration can define entities and name files: none is read. Only here is the
 * parser stopped, since that frees what a start tag's attributes lie in; after other errors the
 * rest of the chunk is passed over. */
static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external,
                           const xmlChar *system)
{
    struct xliff_reader *reader = context;
    (void)name, (void)external, (void)system;
    const xmlParserInput *input = reader->parser->input;
    xliff_fail(reader, XLIFF_ERROR_DOCTYPE, (size_t)input->line, 0,
               "a document type declaration (<!DOCTYPE>) is not allowed");
    xmlStopParser(reader->parser);
}

/* ---- The parser ------------------------------------------------------------------------- */

static bool make_parser(struct xliff_reader *reader)
{
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .internalSubset = refuse_doctype,
        .startElementNs = start_element,
        .endElementNs = end_element,
        .characters = characters,
        .ignorableWhitespace = characters,
        .cdataBlock = characters,
        .comment = comment,
        .processingInstruction = processing_instruction,
        .serror = take_error,
    };
    reader->parser = xliff_sax_new(&handler, reader);
    if (reader->check)
        xliff_check_attach(reader->check, reader->parser, true);
    return reader->parser != NULL;
}

static void parse(struct xliff_reader *reader, const char *data, size_t size)
{
    if (!reader->parser && !make_parser(reader)) {
        xliff_fail_memory(reader);
        return;
    }
    xliff_sax_parse(reader->parser, data, size, take_error);
    if (reader->check && reader->check->error.code == XLIFF_ERROR_MEMORY)
        xliff_fail_memory(reader);
    if (reader->error.code == XLIFF_OK && !reader->parser->wellFormed)
        xliff_fail(reader, XLIFF_ERROR_XML, (size_t)reader->parser->input->line, 0,
                   "not well-formed");
}

static void feed(struct xliff_reader *reader)
{
    char data[XLIFF_CHUNK];
    ptrdiff_t got = reader->read(reader->context, data, sizeof data);
    if (got < 0) {
        xliff_fail(reader, XLIFF_ERROR_READ, 0, 0, "the input cannot be read");
    } else if (got == 0 && reader->total == 0) {
        xliff_fail(reader, XLIFF_ERROR_EMPTY, 0, 0, "the file is empty");
    } else {
        reader->total += (size_t)got;
        parse(reader, data, (size_t)got);
    }
    reader->ended = got <= 0;
}

bool xliff_reader_is_utf8(const struct xliff_reader *reader)
{
    const xmlParserInput *input = reader->parser ? reader->parser->input : NULL;
    return !input || !input->buf || !input->buf->encoder;
}

struct xliff_reader *xliff_reader_new(xliff_read_function read, void *context)
{
    struct xliff_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return NULL;
    reader->read = read;
    reader->context = context;
    reader->passed.offset = SIZE_MAX; /* nothing yet */
    return reader;
}

int xliff_read(struct xliff_reader *reader, struct xliff_event *event)
{
    struct item *item;
    while (!(item = xliff_queue_pull(&reader->queue))) {
        if (reader->ended || is_over(reader))
            return reader->error.code == XLIFF_OK ? 0 : -1;
        feed(reader);
    }
    *event = item->event;
    return 1;
}

void xliff_reader_hold(struct xliff_reader *reader)
{
    if (reader->queue.current)
        reader->queue.current->held = true;
}

void xliff_reader_let_go(struct xliff_reader *reader)
{
    xliff_queue_let_go(&reader->queue);
}

const struct xliff_error *xliff_reader_error(const struct xliff_reader *reader)
{
    return &reader->error;
}

void xliff_reader_free(struct xliff_reader *reader)
{
    if (!reader)
        return;
    if (reader->parser)
        xmlFreeParserCtxt(reader->parser);
    xliff_queue_release(&reader->queue, reader->draft.item);
    xliff_queue_release(&reader->queue, reader->note);
    xliff_queue_free(&reader->queue);
    xliff_array_free(&reader->draft.segments);
    xliff_array_free(&reader->draft.notes);
    xliff_array_free(&reader->draft.data);
    xliff_array_free(&reader->draft.matches);
    xliff_array_free(&reader->draft.terms);
    xliff_array_free(&reader->draft.keys);
    xliff_bytes_free(&reader->text);
    xliff_bytes_free(&reader->code);
    xliff_bytes_free(&reader->carrying.xml);
    xliff_array_free(&reader->carrying.scope);
    xliff_check_free(reader->check);
    free(reader);
}
