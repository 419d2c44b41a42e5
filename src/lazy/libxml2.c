#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "lazy/internal.h"
#include "lazy/sonames.h"

/* clang-format off */
#define FUNCTIONS(F)                                                                               \
    F(int, xmlCharEncCloseFunc, (xmlCharEncodingHandler *handler), (handler))                      \
    F(xmlParserCtxtPtr, xmlCreatePushParserCtxt,                                                   \
      (xmlSAXHandlerPtr handler, void *context, const char *data, int size, const char *name),     \
      (handler, context, data, size, name))                                                        \
    F(xmlDocPtr, xmlCtxtReadMemory,                                                                \
      (xmlParserCtxtPtr parser, const char *data, int size, const char *name,                      \
       const char *encoding, int options),                                                         \
      (parser, data, size, name, encoding, options))                                               \
    F(int, xmlCtxtUseOptions, (xmlParserCtxtPtr parser, int options), (parser, options))           \
    F(const xmlChar *, xmlDictLookup, (xmlDictPtr names, const xmlChar *name, int size),           \
      (names, name, size))                                                                         \
    F(xmlNodePtr, xmlDocGetRootElement, (const xmlDoc *document), (document))                      \
    F(xmlCharEncodingHandlerPtr, xmlFindCharEncodingHandler, (const char *name), (name))           \
    F(void, xmlFreeDoc, (xmlDocPtr document), (document))                                          \
    F(void, xmlFreeParserCtxt, (xmlParserCtxtPtr parser), (parser))                                \
    F(long, xmlGetLineNo, (const xmlNode *node), (node))                                           \
    F(xmlChar *, xmlGetNoNsProp, (const xmlNode *node, const xmlChar *name), (node, name))         \
    F(xmlAttrPtr, xmlHasProp, (const xmlNode *node, const xmlChar *name), (node, name))            \
    F(void, xmlInitParser, (void), ())                                                             \
    F(xmlParserCtxtPtr, xmlNewParserCtxt, (void), ())                                              \
    F(xmlChar *, xmlNodeGetContent, (const xmlNode *node), (node))                                 \
    F(int, xmlParseChunk, (xmlParserCtxtPtr parser, const char *data, int size, int last),         \
      (parser, data, size, last))                                                                  \
    F(void, xmlSetStructuredErrorFunc, (void *context, xmlStructuredErrorFunc take),               \
      (context, take))                                                                             \
    F(void, xmlStopParser, (xmlParserCtxtPtr parser), (parser))                                    \
    F(xmlStructuredErrorFunc *, __xmlStructuredError, (void), ())                                  \
    F(void **, __xmlStructuredErrorContext, (void), ())
/* clang-format on */

FUNCTIONS(LAZY_POINTER)
FUNCTIONS(LAZY_FORWARD)

xmlFreeFunc xmlFree; /* a variable of the library */

static bool find_functions(void *library)
{
    xmlFreeFunc *release;
    bool found = lazy_find(library, "xmlFree", &release) FUNCTIONS(LAZY_FIND);
    if (found)
        xmlFree = *release;
    return found;
}

enum status lazy_libxml2(struct findings *findings)
{
    static bool loaded;
    void *library = loaded ? NULL : lazy_open(SONAME_LIBXML2);
    loaded = loaded || (library && find_functions(library));
    return loaded ? STATUS_OK : lazy_failed(SONAME_LIBXML2, "libxml2", findings);
}
