/* Reads the rules of an SRX file that are for one language. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#include "srx/internal.h"

enum { FILE_LIMIT = 16 << 20 }; /* bytes; the largest rule files of tools have less than one MiB */

struct reader {
    const char *file;
    const char *language;
    struct rule_sources *rules;
    struct findings *findings;
    enum status failed; /* what the parser reported */
    bool mapped;        /* a language map fits */
};

static struct place place_of(const struct reader *reader, const xmlNode *node)
{
    long line = xmlGetLineNo(node);
    return (struct place){reader->file, line > 0 ? (size_t)line : 0, 0};
}

/* ---- elements and attributes ------------------------------------------------------------- */

/* Elements of another namespace than the root's are a tool's own, and are passed over. */
static bool is_element(const xmlNode *node, const char *name)
{
    const xmlNode *root = xmlDocGetRootElement(node->doc);
    const char *space = node->ns ? (const char *)node->ns->href : "";
    const char *expected = root->ns ? (const char *)root->ns->href : "";
    return node->type == XML_ELEMENT_NODE && node->name && /* none: libxml2's memory ran out */
           strcmp((const char *)node->name, name) == 0 && strcmp(space, expected) == 0;
}

/* The first element of that name from `node` on, among its siblings. */
static const xmlNode *element_from(const xmlNode *node, const char *name)
{
    while (node && !is_element(node, name))
        node = node->next;
    return node;
}

/* A copy of a string of libxml2's, which it frees; the empty view when memory runs out. */
static struct view keep(struct arena *arena, xmlChar *string)
{
    struct view copy = {0};
    if (string)
        copy = arena_copy(arena, view_of((const char *)string));
    else
        arena->failed = true;
    xmlFree(string);
    return copy;
}

/* The attribute's value; the empty view if there is none. */
static struct view attribute(struct reader *reader, const xmlNode *node, const char *name)
{
    if (!xmlHasProp(node, BAD_CAST name))
        return (struct view){0};
    return keep(&reader->rules->strings, xmlGetNoNsProp(node, BAD_CAST name));
}

/* Reads "yes" or "no"; without the attribute *yes stays. */
static enum status read_yes(struct reader *reader, const xmlNode *node, const char *name, bool *yes)
{
    struct view value = attribute(reader, node, name);
    if (value.size == 0)
        return STATUS_OK;
    *yes = view_equal(value, VIEW("yes"));
    if (*yes || view_equal(value, VIEW("no")))
        return STATUS_OK;
    return finding_error(reader->findings, STATUS_INPUT, place_of(reader, node),
                         "<%s> has %s=\"%.*s\"; write yes or no", (const char *)node->name, name,
                         (int)value.size, value.data);
}

static enum status missing(struct reader *reader, const xmlNode *node, const char *what)
{
    if (reader->rules->strings.failed)
        return finding_no_memory(reader->findings);
    return finding_error(reader->findings, STATUS_INPUT, place_of(reader, node),
                         "<%s> has no %s, which SRX demands; add it", (const char *)node->name,
                         what);
}

/* ---- rules ------------------------------------------------------------------------------- */

/* The expression in <beforebreak> or <afterbreak>; empty if there is none. */
static enum status read_part(struct reader *reader, const xmlNode *rule, const char *name,
                             struct view *part)
{
    const xmlNode *node = element_from(rule->children, name);
    *part = (struct view){0};
    if (!node)
        return STATUS_OK;
    *part = keep(&reader->rules->strings, xmlNodeGetContent(node));
    if (element_from(node->next, name))
        return finding_error(reader->findings, STATUS_INPUT, place_of(reader, node),
                             "the rule has two <%s>; join them, or make two rules", name);
    return STATUS_OK;
}

static enum status read_rule(struct reader *reader, const xmlNode *node)
{
    struct rule_sources *rules = reader->rules;
    struct rule_source rule = {.is_break = true, .line = place_of(reader, node).line};
    enum status status = read_yes(reader, node, "break", &rule.is_break);
    if (status == STATUS_OK)
        status = read_part(reader, node, "beforebreak", &rule.before);
    if (status == STATUS_OK)
        status = read_part(reader, node, "afterbreak", &rule.after);
    if (status != STATUS_OK)
        return status;
    struct rule_source *grown =
        array_grow(rules->items, rules->count, &rules->capacity, sizeof *rules->items);
    if (!grown || rules->strings.failed)
        return finding_no_memory(reader->findings);
    rules->items = grown;
    rules->items[rules->count++] = rule;
    return STATUS_OK;
}

/* The <languagerule> of that name. */
static const xmlNode *find_language_rule(struct reader *reader, const xmlNode *body,
                                         struct view name)
{
    const xmlNode *rules = element_from(body->children, "languagerules");
    const xmlNode *node = rules ? element_from(rules->children, "languagerule") : NULL;
    while (node && !view_equal(attribute(reader, node, "languagerulename"), name))
        node = element_from(node->next, "languagerule");
    return node;
}

static enum status read_language_rule(struct reader *reader, const xmlNode *body,
                                      const xmlNode *map)
{
    enum status status = STATUS_OK;
    struct view name = attribute(reader, map, "languagerulename");
    if (name.size == 0)
        return missing(reader, map, "languagerulename");
    const xmlNode *rules = find_language_rule(reader, body, name);
    if (!rules && reader->rules->strings.failed)
        return finding_no_memory(reader->findings);
    if (!rules)
        return finding_error(reader->findings, STATUS_INPUT, place_of(reader, map),
                             "there is no <languagerule languagerulename=\"%.*s\">; mend the name "
                             "or add the rules",
                             (int)name.size, name.data);
    const xmlNode *node = element_from(rules->children, "rule");
    for (; node && status == STATUS_OK; node = element_from(node->next, "rule"))
        status = read_rule(reader, node);
    return status;
}

/* ---- language maps ----------------------------------------------------------------------- */

static enum status read_map(struct reader *reader, const xmlNode *body, const xmlNode *map,
                            bool cascade)
{
    struct regex_error error;
    struct view pattern = attribute(reader, map, "languagepattern");
    if (pattern.size == 0)
        return missing(reader, map, "languagepattern");
    bool fits = regex_fits(pattern, UREGEX_CASE_INSENSITIVE, view_of(reader->language), &error);
    if (U_FAILURE(error.code))
        return regex_report(&error, "languagepattern", pattern, place_of(reader, map),
                            reader->findings);
    if (!fits || (reader->mapped && !cascade))
        return STATUS_OK;
    reader->mapped = true;
    return read_language_rule(reader, body, map);
}

/* SRX 2.0 has the maps in <maprules>, SRX 1.0 in one or more <maprule> there. */
static enum status read_maps(struct reader *reader, const xmlNode *body, const xmlNode *parent,
                             bool cascade)
{
    enum status status = STATUS_OK;
    for (const xmlNode *node = parent->children; node && status == STATUS_OK; node = node->next) {
        if (is_element(node, "languagemap"))
            status = read_map(reader, body, node, cascade);
        else if (is_element(node, "maprule"))
            status = read_maps(reader, body, node, cascade);
    }
    return status;
}

/* ---- the file ---------------------------------------------------------------------------- */

/* Whether it is an SRX file, and of which version. */
static enum status check_root(struct reader *reader, const xmlNode *root, bool *version2)
{
    struct view version = attribute(reader, root, "version");
    struct place place = place_of(reader, root);
    *version2 = view_starts_with(version, VIEW("2."));
    if (reader->rules->strings.failed)
        return finding_no_memory(reader->findings);
    if (!is_element(root, "srx"))
        return finding_error(reader->findings, STATUS_INPUT, place,
                             "is not an SRX file: its root element is <%s>; name a file of "
                             "segmentation rules",
                             (const char *)root->name);
    if (!*version2 && !view_starts_with(version, VIEW("1.")))
        return finding_error(reader->findings, STATUS_INPUT, place,
                             "is of SRX version '%.*s'; only 1.0 and 2.0 can be read",
                             (int)version.size, version.data ? version.data : "");
    return STATUS_OK;
}

static enum status read_body(struct reader *reader, const xmlNode *body, bool cascade)
{
    const xmlNode *maps = element_from(body->children, "maprules");
    if (!maps)
        return missing(reader, body, "<maprules>");
    enum status status = read_maps(reader, body, maps, cascade);
    if (status == STATUS_OK && reader->rules->strings.failed)
        return finding_no_memory(reader->findings);
    if (status == STATUS_OK && !reader->mapped)
        return finding_error(reader->findings, STATUS_INPUT, place_of(reader, maps),
                             "no <languagemap> fits the language '%s'; add one, such as "
                             "languagepattern=\"%.2s.*\"",
                             reader->language, reader->language);
    return status;
}

/* The header's other settings are about inline codes and subflows, which come after the cutting
 * of plain text. Without `cascade`, which SRX 2.0 demands, OmegaT's own file wants it; 1.0 has
 * none. */
static enum status read_root(struct reader *reader, const xmlNode *root)
{
    bool cascade;
    enum status status = check_root(reader, root, &cascade);
    if (status != STATUS_OK)
        return status;
    const xmlNode *header = element_from(root->children, "header");
    if (header)
        status = read_yes(reader, header, "cascade", &cascade);
    if (status != STATUS_OK)
        return status;
    const xmlNode *body = element_from(root->children, "body");
    return body ? read_body(reader, body, cascade) : missing(reader, root, "<body>");
}

/* Nothing of a document type is needed, and entities are a way to make much of little. */
static void refuse_doctype(void *context, const xmlChar *name, const xmlChar *public_id,
                           const xmlChar *system_id)
{
    xmlParserCtxt *parser = context;
    struct reader *reader = parser->_private;
    (void)name;
    (void)public_id;
    (void)system_id;
    reader->failed =
        finding_error(reader->findings, STATUS_INPUT,
                      (struct place){reader->file, (size_t)parser->input->line, 0},
                      "a document type (<!DOCTYPE>) is refused; take it out, the rules need none");
    xmlStopParser(parser);
}

/* The first error is what is wrong; those that follow from it are not told. */
static void take_error(void *context, xmlErrorPtr error)
{
    struct reader *reader = ((xmlParserCtxt *)context)->_private;
    struct place place = {.file = reader->file};
    if (reader->failed != STATUS_OK || error->level < XML_ERR_ERROR)
        return;
    place.line = error->line > 0 ? (size_t)error->line : 0;
    place.column = error->int2 > 0 ? (size_t)error->int2 : 0;
    struct view message = view_trim(view_of(error->message));
    size_t end = view_find(message, VIEW("\n"), 0); /* an excerpt follows, cut anywhere */
    message = view_trim(view_slice(message, 0, end == SIZE_MAX ? message.size : end));
    if (error->code == XML_ERR_NO_MEMORY)
        reader->failed = finding_no_memory(reader->findings);
    else
        reader->failed =
            finding_error(reader->findings, STATUS_INPUT, place, "is not well-formed XML: %.*s",
                          (int)message.size, message.data ? message.data : "");
}

static enum status parse(struct reader *reader, struct view text)
{
    enum status status;
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (!parser)
        return finding_no_memory(reader->findings);
    parser->_private = reader;
    parser->sax->internalSubset = refuse_doctype;
    parser->sax->serror = take_error;
    xmlStructuredErrorFunc before = xmlStructuredError;
    void *before_context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(parser, take_error); /* an error that knows no parser: no memory */
    xmlDoc *document = xmlCtxtReadMemory(parser, text.data, (int)text.size, NULL, NULL,
                                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                             XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    if (reader->failed != STATUS_OK)
        status = reader->failed;
    else if (!document || parser->errNo == XML_ERR_NO_MEMORY)
        status = finding_no_memory(reader->findings);
    else
        status = read_root(reader, xmlDocGetRootElement(document));
    xmlSetStructuredErrorFunc(before_context, before);
    xmlFreeDoc(document);
    xmlFreeParserCtxt(parser);
    return status;
}

static enum status read_file(const char *file, struct buffer *content, struct findings *findings)
{
    struct input input;
    size_t got = 0;
    enum status status = input_open(&input, file, findings);
    if (status != STATUS_OK)
        return status;
    do {
        if (!buffer_reserve(content, 65536))
            status = finding_no_memory(findings);
        else
            status = input_read(&input, content->data + content->size, 65536, &got, findings);
        content->size += got;
        if (status == STATUS_OK && content->size > FILE_LIMIT)
            status = finding_error(findings, STATUS_INPUT, (struct place){.file = input.name},
                                   "has more than 16 MiB; is it a file of segmentation rules?");
    } while (status == STATUS_OK && got > 0);
    input_close(&input);
    if (status == STATUS_OK && content->size == 0)
        status = finding_error(findings, STATUS_INPUT, (struct place){.file = input.name},
                               "is empty; name a file of segmentation rules");
    return status;
}

enum status read_rules(const char *file, const char *language, struct rule_sources *rules,
                       struct findings *findings)
{
    struct reader reader = {
        .file = file, .language = language, .rules = rules, .findings = findings};
    struct buffer content = {0};
    enum status status = read_file(file, &content, findings);
    if (status == STATUS_OK)
        status = parse(&reader, buffer_view(&content));
    buffer_free(&content);
    return status;
}

void rule_sources_free(struct rule_sources *rules)
{
    free(rules->items);
    arena_free(&rules->strings);
    *rules = (struct rule_sources){0};
}
