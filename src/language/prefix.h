/* prefix.h - a quick no for most words: which first letters the words of a table have. The
 * generator of the tables and those who look words up share it. */
#ifndef LANGUAGE_PREFIX_H
#define LANGUAGE_PREFIX_H

#include <stddef.h>
#include <stdint.h>

#define LANGUAGE_PREFIXES 1024

/* A number below LANGUAGE_PREFIXES, made of the first three bytes of a word; small letters and
 * capitals are the same, those beyond ASCII that German has too. */
static inline unsigned language_prefix(const char *word, size_t size)
{
    uint32_t bytes = size > 0 ? (unsigned char)word[0] | 0x20u : 0;
    if (size > 1)
        bytes = bytes << 8 | (unsigned char)word[1] | 0x20;
    if (size > 2)
        bytes = bytes << 8 | (unsigned char)word[2] | 0x20;
    return bytes * UINT32_C(2654435761) >> 22;
}

#endif
