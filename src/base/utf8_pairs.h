/* utf8_pairs.h - private to this room: what can be wrong with two neighbouring bytes of UTF-8.
 *
 * After Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2020): a bit
 * stands if all three nibbles allow it.
 */
#ifndef BASE_UTF8_PAIRS_H
#define BASE_UTF8_PAIRS_H

#include <stddef.h>

enum {
    TOO_SHORT = 1,   /* a lead, then no continuation */
    TOO_LONG = 2,    /* ASCII, then a continuation */
    OVERLONG_3 = 4,  /* E0 80..9F */
    TOO_LARGE = 8,   /* F4 90.., F5.. */
    SURROGATE = 16,  /* ED A0.. */
    OVERLONG_2 = 32, /* C0, C1 */
    LARGE_OR_OVERLONG_4 = 64,
    TWO_CONTINUATIONS = 128, /* right only after a lead of three or four bytes */
    ALWAYS = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS,
    LARGE = ALWAYS | TOO_LARGE | LARGE_OR_OVERLONG_4,
    CONTINUES = TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS,
};

#define B(x) ((char)(x))

/* By the first byte's high nibble, its low one, and the second byte's high one. */
static const char utf8_first_high[16] = {TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         B(TWO_CONTINUATIONS),
                                         B(TWO_CONTINUATIONS),
                                         B(TWO_CONTINUATIONS),
                                         B(TWO_CONTINUATIONS),
                                         TOO_SHORT | OVERLONG_2,
                                         TOO_SHORT,
                                         TOO_SHORT | OVERLONG_3 | SURROGATE,
                                         TOO_SHORT | TOO_LARGE | LARGE_OR_OVERLONG_4};
static const char utf8_first_low[16] = {B(ALWAYS | OVERLONG_2 | OVERLONG_3 | LARGE_OR_OVERLONG_4),
                                        B(ALWAYS | OVERLONG_2),
                                        B(ALWAYS),
                                        B(ALWAYS),
                                        B(ALWAYS | TOO_LARGE),
                                        B(LARGE),
                                        B(LARGE),
                                        B(LARGE),
                                        B(LARGE),
                                        B(LARGE),
                                        B(LARGE),
                                        B(LARGE),
                                        B(LARGE),
                                        B(LARGE | SURROGATE),
                                        B(LARGE),
                                        B(LARGE)};
static const char utf8_second_high[16] = {TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          B(CONTINUES | OVERLONG_3 | LARGE_OR_OVERLONG_4),
                                          B(CONTINUES | OVERLONG_3 | TOO_LARGE),
                                          B(CONTINUES | SURROGATE | TOO_LARGE),
                                          B(CONTINUES | SURROGATE | TOO_LARGE),
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT,
                                          TOO_SHORT};

#undef B

/* Where the last character before text[at] begins, which may go on after it. */
static inline size_t utf8_pairs_back(const char *text, size_t at)
{
    for (unsigned back = 0; back < 4 && at > 0; back++)
        if (((unsigned char)text[--at] & 0xc0) != 0x80)
            break;
    return at;
}

#endif
