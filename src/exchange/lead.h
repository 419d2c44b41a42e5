/* lead.h - the phrase with a colon that a block may begin with: "Update vom 22. Oktober, 10.58
 * Uhr:".
 */
#ifndef EXCHANGE_LEAD_H
#define EXCHANGE_LEAD_H

#include "base/base.h"

/* Where the lead of a block ends, after its colon; 0 if it has none. *next is where the rest
 * begins. */
size_t lead_end(struct view block, size_t *next);

#endif
