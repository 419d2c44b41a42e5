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

enum { INTEREST_BLOCK = 64 };

/* A bit for each of the 64 bytes at `text` that is of interest: a stop only before what may go on
 * as a link, a colon too in some of the functions. A byte more is read. */
typedef uint64_t interest_function(const char *text);

interest_function *interest_choose(void);
/* The two that there are, for the test that they agree; the fast one may be NULL. */
interest_function *interest_portable(void);
interest_function *interest_fast(void);

/* A walk from one byte of interest to the next. */
struct interest_walk {
    struct view text;
    interest_function *look;
    size_t start; /* of the bytes that `bits` are of; none yet: SIZE_MAX / 2 */
    uint64_t bits;
};

void interest_begin(struct interest_walk *walk, struct view text);
/* The next byte of interest in text[at..end), or the end. */
size_t interest_next(struct interest_walk *walk, size_t at, size_t end);

#endif
