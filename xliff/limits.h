/* limits.h - what the reader and the editor take at most, so that no file can eat the memory.
 * libxml2's SAX parser has no limit of its own on depth or text. Over one: XLIFF_ERROR_LIMIT. */
#ifndef XLIFF_LIMITS_H
#define XLIFF_LIMITS_H

#include <stddef.h>

#define XLIFF_MAX_DEPTH     256                /* elements within each other */
#define XLIFF_MAX_UNIT      ((size_t)64 << 20) /* bytes of text and attributes in one unit */
#define XLIFF_MAX_PIECES    ((size_t)1 << 20)  /* parts, segments, notes and data of one unit */
#define XLIFF_MAX_ATTRIBUTE ((size_t)1 << 20)  /* bytes of an attribute's value */
#define XLIFF_MAX_ID        ((size_t)1 << 10)  /* bytes of an id, or of a reference to one */
#define XLIFF_MAX_SKELETON  ((size_t)64 << 20) /* bytes of text in one skeleton */

/* Bytes given to libxml2 at once. */
#define XLIFF_CHUNK ((size_t)32 << 10)

#endif
