/* check.h - is a translation sound. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/base.h"

/* Whether the text has a word that only German has (der, und, nicht, ...): a target that does is
 * probably not translated. */
bool check_has_german_word(struct view text);

#endif
