/* internal-ascii.h - letters and digits of ASCII, whatever the locale. */
#ifndef ARTICLE_INTERNAL_ASCII_H
#define ARTICLE_INTERNAL_ASCII_H

#include <stdbool.h>

static inline bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline char lower(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static inline char upper(char byte)
{
    return (char)(byte >= 'a' && byte <= 'z' ? byte - ('a' - 'A') : byte);
}

static inline bool is_letter(char byte)
{
    return lower(byte) >= 'a' && lower(byte) <= 'z';
}

#endif
