/* interest.h - private to this room: the bytes at which a span may begin, or in the middle of which
 * one may be noticed. All else is passed over, 64 bytes at a time.
 */
#ifndef PROTECT_INTEREST_H
#define PROTECT_INTEREST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/base.h"

enum interest { NOTHING, DIGIT, LINK, POINT, QUOTE };

/* What a byte is, whatever follows it. */
extern const unsigned char interest_of[256];

/* Bytes that have a number's bits, and such blocks that are looked at together. */
enum { INTEREST_BLOCK = 64, INTEREST_BLOCKS = 16 };

/* A bit for each byte at `text` that is of interest: a stop only before what may go on as a link.
 * A byte behind the blocks is read. */
typedef void interest_function(const char *text, size_t blocks, uint64_t *bits);

/* Those that there are, for the test that they agree; the fast ones may be NULL. */
interest_function *interest_portable(void);
interest_function *interest_avx2(void);
interest_function *interest_avx512(void);

/* A walk from one byte of interest to the next. */
struct interest_walk {
    struct view text;
    interest_function *look;
    size_t start; /* of the bytes that `bits` are of; none yet: SIZE_MAX / 2 */
    uint64_t bits[INTEREST_BLOCKS];
};

void interest_begin(struct interest_walk *walk, struct view text);
/* The next byte of interest in text[at..end), or the end. */
size_t interest_next(struct interest_walk *walk, size_t at, size_t end);

#endif
