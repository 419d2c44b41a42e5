/* start_tag.h - the bytes of a start tag, changed in one attribute. Private to xliff/. */
#ifndef XLIFF_START_TAG_H
#define XLIFF_START_TAG_H

#include "xliff/memory.h"

/* All functions take a whole well-formed start tag, from "<" to ">". */

/* The qualified name of the element. */
struct xliff_string xliff_start_tag_name(struct xliff_string tag);
bool xliff_start_tag_is_empty(struct xliff_string tag); /* ends in "/>" */
/* The attribute as it stands, from the white space before it to its closing quote; data == NULL if
 * the tag has none of that qualified name. */
struct xliff_string xliff_start_tag_find(struct xliff_string tag, const char *name);
/* Adds the tag to `to` with the attribute set to a value, already escaped; data == NULL: without
 * the attribute. Every other byte stays. */
void xliff_start_tag_set(struct bytes *to, struct xliff_string tag, const char *name,
                         struct xliff_string value);

#endif
