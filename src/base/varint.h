/* varint.h - numbers in few bytes: seven bits a byte, the least first. */
#ifndef BASE_VARINT_H
#define BASE_VARINT_H

#include "base/base.h"

static inline void varint_add(struct buffer *out, size_t number)
{
    for (; number >= 0x80; number >>= 7)
        buffer_add_char(out, (char)(number | 0x80));
    buffer_add_char(out, (char)number);
}

/* Takes off a number that was added. */
static inline size_t varint_take(const char **at)
{
    size_t number = 0, byte;
    unsigned shift = 0;
    do {
        byte = (unsigned char)*(*at)++;
        number |= (byte & 0x7f) << shift;
        shift += 7;
    } while (byte & 0x80);
    return number;
}

#endif
