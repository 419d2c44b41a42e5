/* indent.h - gives a document other white space where XLIFF has only elements. */
#ifndef TESTS_FUZZ_INDENT_H
#define TESTS_FUZZ_INDENT_H

#include "base/base.h"

/* Adds the document to `out` with line ends after the tags inside elements that hold no text of
 * their own. False if it is not in UTF-8, or uses what the scanner does not know. */
bool indent(struct view document, struct buffer *out);

#endif
