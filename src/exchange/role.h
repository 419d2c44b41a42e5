/* role.h - what a block is, as XLIFF says it. */
#ifndef EXCHANGE_ROLE_H
#define EXCHANGE_ROLE_H

#include "article/article.h"
#include "xliff/xliff.h"

/* The restype of a <group> (1.2), the type of a <unit> (2.x). */
struct xliff_string role_type(enum xliff_version version, enum article_role role);

#endif
