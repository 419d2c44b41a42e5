/* sax.h - what the reader and the checker share of libxml2's push parser: its options, its errors
 * and the values of attributes. Private to xliff/. */
#ifndef XLIFF_SAX_H
#define XLIFF_SAX_H

#include "xliff/xliff.h"

#include <libxml/parser.h>

/* A push parser without network, entities or recovery; NULL when memory runs out. */
xmlParserCtxtPtr xliff_sax_new(xmlSAXHandler *handler, void *context);
/* Gives it the next bytes; size 0 is the end. Every error of libxml2 goes to `take` with the
 * parser's context, those about encodings too. */
void xliff_sax_parse(xmlParserCtxtPtr parser, const char *data, size_t size,
                     xmlStructuredErrorFunc take);

/* Turns a fatal error of libxml2 into one of ours. False if it is not fatal. */
bool xliff_sax_error(struct xliff_error *error, const xmlParserInput *input, const xmlError *found);
/* An attribute's value as it is meant: without entity substitution libxml2 leaves "&#38;" for an
 * ampersand. Shortens the value in place. */
void xliff_sax_decode(const xmlChar **attribute);

#endif
