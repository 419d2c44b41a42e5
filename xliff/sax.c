#include "xliff/sax.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <string.h>

xmlParserCtxtPtr xliff_sax_new(xmlSAXHandler *handler, void *context)
{
    xmlInitParser(); /* before anything of the thread's own is touched */
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(handler, context, NULL, 0, NULL);
    if (parser && xmlCtxtUseOptions(parser, XML_PARSE_NONET) != 0) {
        xmlFreeParserCtxt(parser);
        return NULL;
    }
    return parser;
}

/* Errors of a converter of encodings reach no parser's handler but the thread's, which would print
 * them; so it is ours while libxml2 works. */
void xliff_sax_parse(xmlParserCtxtPtr parser, const char *data, size_t size,
                     xmlStructuredErrorFunc take)
{
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *context = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(parser->userData, take);
    xmlParseChunk(parser, data, (int)size, size == 0);
    xmlSetStructuredErrorFunc(context, handler);
}

static size_t count_characters(const xmlChar *from, const xmlChar *to)
{
    size_t count = 0;
    for (; from < to; from++)
        count += (*from & 0xc0) != 0x80;
    return count;
}

/* libxml2 reports a start tag at its end. An attribute cannot hold a raw "<", so the tag begins at
 * the nearest one before. The numbers of the input itself are used: those of nodes and of the
 * locator end at 65535. */
void xliff_sax_place(const xmlParserInput *input, size_t *line, size_t *column)
{
    *line = (size_t)input->line;
    *column = (size_t)input->col;
    const xmlChar *start = input->cur, *line_start = NULL;
    if (start > input->base)
        start--;
    for (; start > input->base && *start != '<'; start--)
        if (*start == '\n') {
            (*line)--;
            line_start = start;
        }
    if (*start != '<')
        return;
    if (!line_start) {
        size_t inside = count_characters(start, input->cur);
        *column = *column > inside ? *column - inside : 0;
        return;
    }
    const xmlChar *before = start;
    while (before > input->base && before[-1] != '\n' && start - before < 4096)
        before--;
    *column = before > input->base && before[-1] == '\n' ? count_characters(before, start) + 1 : 0;
}

/* Cuts a message that was too long before a character, and takes off libxml2's line end. */
static void tidy(char *message)
{
    size_t size = strlen(message);
    while (size > 0 && (message[size - 1] == '\n' || message[size - 1] == ' '))
        message[--size] = '\0';
    size_t start = size;
    while (start > 0 && ((unsigned char)message[start - 1] & 0xc0) == 0x80)
        start--;
    if (start > 0 && (unsigned char)message[start - 1] >= 0xc0) {
        unsigned char lead = (unsigned char)message[start - 1];
        size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (size - (start - 1) < length)
            message[start - 1] = '\0';
    }
}

bool xliff_sax_error(struct xliff_error *error, const xmlParserInput *input, const xmlError *found)
{
    if (found->level < XML_ERR_FATAL)
        return false;
    int line = found->line, column = found->int2;
    if (line <= 0 && input) {
        line = input->line;
        column = input->col;
    }
    bool memory = found->code == XML_ERR_NO_MEMORY;
    *error = (struct xliff_error){.code = memory ? XLIFF_ERROR_MEMORY : XLIFF_ERROR_XML,
                                  .line = line > 0 ? (size_t)line : 0,
                                  .column = column > 0 ? (size_t)column : 0};
    const char *message = found->message ? found->message : "not well-formed";
    snprintf(error->message, sizeof error->message, "%s", memory ? "out of memory" : message);
    tidy(error->message);
    return true;
}

/* Nothing else comes out as "&#38;": a literal one is "&amp;#38;" in the file. The value then lies
 * in memory of libxml2's own, not in its input. */
void xliff_sax_decode(const xmlChar **attribute)
{
    char *from = (char *)(uintptr_t)attribute[3], *end = (char *)(uintptr_t)attribute[4];
    if (from == end || !memchr(from, '&', (size_t)(end - from)))
        return;
    char *to = from;
    while (from < end) {
        bool escaped = end - from >= 5 && memcmp(from, "&#38;", 5) == 0;
        *to++ = *from;
        from += escaped ? 5 : 1;
    }
    attribute[4] = (const xmlChar *)to;
}
