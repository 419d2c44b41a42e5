/* share.h - an article cut for several translators: which blocks are whose.
 *
 * A share is what one of them gets, in a file of its own; the user knows it as "part 2 of 3". A
 * part of the skeleton never spans two shares, and parts are numbered over all of them, so that
 * merge puts the files of an article together as it does the parts of one file.
 */
#ifndef EXCHANGE_SHARE_H
#define EXCHANGE_SHARE_H

#include "exchange/exchange.h"

/* The `count` blocks of the article's part from blocks[first] on, as a part; its number is still to
 * be given. */
struct article_part share_slice(const struct article_part *part, size_t first, size_t count);
/* The share that a block is in, from 0. */
size_t share_of_block(const struct article_shares *shares, size_t number);

#endif
