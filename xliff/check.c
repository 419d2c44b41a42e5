/* The walk of the checker: libxml2's tags and text, frames, limits. */
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"
#include "xliff/check_unit.h"
#include "xliff/reader.h"
#include "xliff/sax.h"

#include <libxml/parserInternals.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Errors that end the check ---------------------------------------------------------- */

static void stop(struct check *check, enum xliff_error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void stop(struct check *check, enum xliff_error_code code, const char *format, ...)
{
    if (check->error.code != XLIFF_OK)
        return;
    check->error = (struct xliff_error){.code = code, .line = check->line, .column = check->column};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(check->error.message, sizeof check->error.message, format, arguments);
    va_end(arguments);
    if (check->parser && !check->beside)
        xmlStopParser(check->parser);
}

void xliff_check_no_memory(struct check *check)
{
    stop(check, XLIFF_ERROR_MEMORY, "out of memory");
}

void xliff_check_too_large(struct check *check)
{
    stop(check, XLIFF_ERROR_LIMIT, "the unit has more than %zu bytes of text, or %zu parts",
         XLIFF_MAX_UNIT, XLIFF_MAX_PIECES);
}

static void take_error(void *context, xmlErrorPtr error)
{
    struct check *check = context;
    if (check->error.code == XLIFF_OK)
        xliff_sax_error(&check->error, check->parser ? check->parser->input : NULL, error);
}

/* ---- Small helpers ---------------------------------------------------------------------- */

struct xliff_string xliff_check_view(const struct bytes *bytes)
{
    return (struct xliff_string){bytes->size ? bytes->data : "", bytes->size};
}

struct xliff_string xliff_check_lang(const struct check *check)
{
    size_t size = check->frames[check->depth - 1].lang_size;
    if (size == 0)
        return (struct xliff_string){0};
    return (struct xliff_string){check->langs.data + check->langs.size - size, size};
}

struct xliff_string xliff_check_keep(struct check *check, struct xliff_arena *arena,
                                     struct xliff_string text)
{
    if (!text.data || text.size == 0)
        return (struct xliff_string){text.data ? "" : NULL, 0};
    char *copy = xliff_arena_get(arena, text.size);
    if (!copy) {
        xliff_check_no_memory(check);
        return (struct xliff_string){0};
    }
    memcpy(copy, text.data, text.size);
    return (struct xliff_string){copy, text.size};
}

/* ---- The document ----------------------------------------------------------------------- */

static const struct {
    const char *uri, *version;
    enum xliff_version is;
} known[] = {
    {"urn:oasis:names:tc:xliff:document:1.2", NULL, XLIFF_1_2},
    {NULL, "1.2", XLIFF_1_2},
    {"urn:oasis:names:tc:xliff:document:2.0", "2.1", XLIFF_2_1},
    {"urn:oasis:names:tc:xliff:document:2.0", NULL, XLIFF_2_0},
    {"urn:oasis:names:tc:xliff:document:2.2", NULL, XLIFF_2_2},
};

static bool start_document(struct check *check, const char *name, const char *uri,
                           struct xliff_string version)
{
    for (size_t i = 0; i < sizeof known / sizeof *known && !strcmp(name, "xliff"); i++) {
        bool same_uri = uri && known[i].uri ? !strcmp(uri, known[i].uri) : uri == known[i].uri;
        if (!same_uri || (known[i].version && !xliff_is(version, known[i].version)))
            continue;
        check->version = known[i].is;
        check->started = true;
        bool compiled = xliff_model_compile(check->model, check->parser->dict, check->version, uri);
        if (!compiled)
            xliff_check_no_memory(check);
        return compiled;
    }
    stop(check, XLIFF_ERROR_NOT_XLIFF, "<%.60s> is not the root of an XLIFF document, 1.2 or 2.x",
         name);
    return false;
}

/* ---- Tags and text ---------------------------------------------------------------------- */

static bool check_limits(struct check *check, const struct tag *tag)
{
    const xmlChar **attributes = tag->attributes;
    if (check->depth == XLIFF_MAX_DEPTH) {
        stop(check, XLIFF_ERROR_LIMIT, "elements are nested deeper than %d", XLIFF_MAX_DEPTH);
        return false;
    }
    for (int i = 0; tag->large && i < tag->attribute_count; i++, attributes += 5) {
        if ((size_t)(attributes[4] - attributes[3]) > XLIFF_MAX_ATTRIBUTE) {
            stop(check, XLIFF_ERROR_LIMIT, "the attribute %.40s is longer than %zu bytes",
                 (const char *)attributes[0], XLIFF_MAX_ATTRIBUTE);
            return false;
        }
    }
    return true;
}

/* Field by field, since frames are of one kind again and again. */
static struct check_frame *push(struct check *check, const struct element_model *model)
{
    static const struct check_frame none = {0};
    struct check_frame *frame = &check->frames[check->depth++];
    const struct check_frame *outer = check->depth > 1 ? frame - 1 : &none;
    frame->model = model;
    frame->step = frame->count = frame->code = 0;
    frame->seen = none.seen;
    frame->has_text = frame->has_child = frame->has_lang = false;
    frame->has_href = frame->resource_filled = false;
    frame->line = check->line;
    frame->column = check->column;
    frame->lang_size = outer->lang_size;
    frame->scope = outer->scope;
    frame->its = outer->its;
    return frame;
}

static void set_lang(struct check *check, struct check_frame *frame)
{
    struct xliff_string lang = VALUE(check, XML_LANG);
    if (!lang.data)
        return;
    xliff_bytes_add(&check->langs, lang.data, lang.size);
    frame->lang_size = lang.size;
    if (check->langs.failed)
        xliff_check_no_memory(check);
}

/* The attributes of the tag before: only those that were set are cleared, for speed. */
void xliff_check_forget(struct check *check)
{
    while (check->set_count > 0)
        check->values[check->set[--check->set_count]] = (struct xliff_string){0};
    check->foreign_attributes = false;
}

/* A frame has put its xml:lang on the pile if its size is not what was inherited. */
static void drop_lang(struct check *check)
{
    struct check_frame *frame = xliff_check_frame(check);
    if (frame->has_lang)
        check->langs.size -= frame->lang_size;
}

static void enter(struct check *check, const struct element_model *model,
                  const xmlChar **attributes, int count)
{
    struct check_frame *frame = push(check, model);
    xliff_check_forget(check);
    xliff_structure_attributes(check, model, attributes, count);
    if (HAS(check, XML_LANG)) {
        frame->has_lang = true;
        set_lang(check, frame);
    }
    if (model->row->start)
        model->row->start(check);
    if (check->version != XLIFF_1_2 && check->foreign_attributes) {
        xliff_check_format_style(check, frame);
        xliff_check_sizes(check, frame);
        xliff_check_its(check, frame);
        xliff_check_plural(check);
    }
}

/* What the tables say of an element; NULL: it is foreign, or not known here. */
static const struct element_model *find_model(struct check *check, const struct tag *tag,
                                              const xmlChar *uri)
{
    if (check->depth == 0)
        return &check->model->elements[0]; /* the tables begin with <xliff> */
    if (!xliff_check_frame(check)->model)
        return NULL;
    enum space space = xliff_model_space(check->model, uri);
    if (space == SPACE_NONE && !check->model->uris[SPACE_CORE])
        space = SPACE_CORE;
    return xliff_structure_enter(check, (const xmlChar *)tag->name, space);
}

void xliff_check_start(struct check *check, const struct tag *tag, const xmlChar *uri)
{
    if (check->error.code != XLIFF_OK)
        return;
    check->line = tag->line;
    check->column = tag->column;
    if (!check_limits(check, tag))
        return;
    if (check->depth == 0 &&
        !start_document(check, tag->name, (const char *)uri, xliff_tag_find(tag, "version")))
        return;
    const struct element_model *model = find_model(check, tag, uri);
    if (model) {
        enter(check, model, tag->attributes, tag->attribute_count);
        return;
    }
    xliff_check_frame(check)->has_child = true;
    push(check, NULL);
    xliff_check_extension(check, uri, tag->attributes, tag->attribute_count);
}

void xliff_check_end(struct check *check)
{
    if (check->error.code != XLIFF_OK || check->depth == 0)
        return;
    struct check_frame *frame = xliff_check_frame(check);
    check->line = frame->line;
    check->column = frame->column;
    if (frame->model) {
        xliff_structure_leave(check, frame);
        if (frame->model->row->end)
            frame->model->row->end(check);
        if (check->rules.count > 0)
            xliff_leave_rules(check, check->depth);
        if (check->sizes.count > 0)
            xliff_leave_sizes(check, check->depth);
    }
    drop_lang(check);
    check->depth--;
}

static bool is_blank(const char *text, size_t size)
{
    size_t i = 0;
    for (; size - i >= 8 && memcmp(text + i, "        ", 8) == 0; i += 8)
        ;
    while (i < size && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r'))
        i++;
    return i == size;
}

void xliff_check_characters(struct check *check, const char *data, size_t size)
{
    if (check->error.code != XLIFF_OK || check->depth == 0)
        return;
    struct check_frame *frame = xliff_check_frame(check);
    if (!frame->has_text && frame->model && frame->model->asks_text)
        frame->has_text = !is_blank(data, size);
    xliff_check_text(check, data, size);
}

/* ---- A check alone ---------------------------------------------------------------------- */

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted, const xmlChar **attributes)
{
    struct check *check = context;
    struct tag tag = {.name = (const char *)name,
                      .attributes = attributes,
                      .attribute_count = attribute_count,
                      .large = true};
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    xliff_tag_locate(check->parser->input, NULL, &tag);
    xliff_tag_decode(check->parser->input, &tag);
    xliff_check_start(check, &tag, uri);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    xliff_check_end(context);
}

static void characters(void *context, const xmlChar *data, int size)
{
    xliff_check_characters(context, (const char *)data, (size_t)size);
}

static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *external,
                           const xmlChar *system)
{
    struct check *check = context;
    (void)name, (void)external, (void)system;
    check->line = (size_t)check->parser->input->line;
    check->column = 0;
    stop(check, XLIFF_ERROR_DOCTYPE, "a document type declaration (<!DOCTYPE>) is not allowed");
}

static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = refuse_doctype,
    .startElementNs = start_element,
    .endElementNs = end_element,
    .characters = characters,
    .ignorableWhitespace = characters,
    .cdataBlock = characters,
    .serror = take_error,
};

static void feed(struct check *check, xliff_read_function read, void *context)
{
    char data[XLIFF_CHUNK];
    ptrdiff_t got;
    bool any = false;
    do {
        got = read(context, data, sizeof data);
        if (got < 0)
            stop(check, XLIFF_ERROR_READ, "the input cannot be read");
        else if (got == 0 && !any)
            stop(check, XLIFF_ERROR_EMPTY, "the file is empty");
        else
            xliff_sax_parse(check->parser, data, (size_t)got, take_error);
        any = true;
    } while (got > 0 && check->error.code == XLIFF_OK);
    if (check->error.code == XLIFF_OK && !check->parser->wellFormed)
        stop(check, XLIFF_ERROR_XML, "not well-formed");
}

/* ---- The door --------------------------------------------------------------------------- */

struct check *xliff_check_new(xliff_finding_function report, void *context)
{
    struct check *check = calloc(1, sizeof *check);
    if (!check)
        return NULL;
    check->report = report;
    check->context = context;
    check->model = calloc(1, sizeof *check->model);
    check->unit = xliff_unit_new();
    check->old = xliff_old_new();
    if (check->model && check->unit && check->old)
        return check;
    xliff_check_free(check);
    return NULL;
}

void xliff_check_attach(struct check *check, xmlParserCtxtPtr parser, bool beside)
{
    check->parser = parser;
    check->beside = beside;
}

void xliff_check_free(struct check *check)
{
    if (!check)
        return;
    struct bytes *texts[] = {&check->langs,          &check->src_lang, &check->trg_lang,
                             &check->file_id,        &check->unit_id,  &check->general_profile,
                             &check->storage_profile};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        xliff_bytes_free(texts[i]);
    xliff_leave_rules(check, 0);
    struct array *arrays[] = {&check->names, &check->files, &check->rules, &check->sizes};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        xliff_array_free(arrays[i]);
    xliff_arena_free(&check->document);
    xliff_unit_free(check->unit);
    xliff_old_free(check->old);
    free(check->model);
    free(check);
}

int xliff_check(xliff_read_function read, void *read_context, xliff_finding_function report,
                void *context, struct xliff_error *error)
{
    struct check *check = xliff_check_new(report, context);
    xmlSAXHandler own = handler;
    xmlParserCtxtPtr parser = check ? xliff_sax_new(&own, check) : NULL;
    *error = (struct xliff_error){.code = XLIFF_ERROR_MEMORY, .message = "out of memory"};
    if (parser) {
        xliff_check_attach(check, parser, false);
        feed(check, read, read_context);
        *error = check->error;
        xmlFreeParserCtxt(parser);
    }
    xliff_check_free(check);
    return error->code == XLIFF_OK ? 0 : -1;
}
