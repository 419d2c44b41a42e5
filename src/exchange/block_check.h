/* block_check.h - are the codes of a block's sources in its targets. */
#ifndef EXCHANGE_BLOCK_CHECK_H
#define EXCHANGE_BLOCK_CHECK_H

#include "exchange/block.h"

/* Reports codes that are missing, doubled or half; block->codes were counted while the English was
 * put together. A code whose value stands as text is a remark. */
enum status block_check_codes(struct merge_block *block);
/* Reports what looks like a tool's own way to show a code, typed as text: <m0>, </g>, {12.000}. */
enum status block_check_leftovers(struct merge_block *block);

#endif
