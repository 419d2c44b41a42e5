#include "xliff/sax.h"

#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <stdlib.h>
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

/* Cuts a message that was too long before a character, and keeps its first line only. */
static void tidy(char *message)
{
    size_t size = strcspn(message, "\n");
    while (size > 0 && message[size - 1] == ' ')
        size--;
    message[size] = '\0';
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

/* An encoding that iconv(3) has no memory to load is unsupported too, for libxml2: so it is asked
 * for once more, if there is memory. */
static bool lacks_memory(const xmlError *found)
{
    if (found->code != XML_ERR_UNSUPPORTED_ENCODING)
        return found->code == XML_ERR_NO_MEMORY;
    void *volatile room = malloc((size_t)1 << 20);
    free(room);
    xmlCharEncodingHandlerPtr handler =
        room && found->str1 ? xmlFindCharEncodingHandler(found->str1) : NULL;
    if (!handler)
        return !room;
    xmlCharEncCloseFunc(handler);
    return true;
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
    bool memory = lacks_memory(found);
    *error = (struct xliff_error){.code = memory ? XLIFF_ERROR_MEMORY : XLIFF_ERROR_XML,
                                  .line = line > 0 ? (size_t)line : 0,
                                  .column = column > 0 ? (size_t)column : 0};
    const char *message = found->message ? found->message : "not well-formed";
    /* libxml2's own limit, of which there is no code. */
    bool huge = found->code == XML_ERR_INTERNAL_ERROR && strstr(message, "Huge input");
    if (huge)
        error->code = XLIFF_ERROR_LIMIT;
    bool text = found->code == XML_ERR_DOCUMENT_EMPTY; /* libxml2 says so of "abc", too */
    if (text)
        error->code = XLIFF_ERROR_NOT_XLIFF;
    snprintf(error->message, sizeof error->message, "%s",
             memory ? "out of memory"
             : huge ? "a name, value, comment or CDATA section is longer than 10 MB"
             : text ? "this is not XML"
                    : message);
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
