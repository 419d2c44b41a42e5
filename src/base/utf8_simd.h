/* utf8_simd.h - the faster twins of utf8_valid_portable. Private to base/ and its tests. */
#ifndef BASE_UTF8_SIMD_H
#define BASE_UTF8_SIMD_H

#include <stddef.h>

/* Bytes of the longest valid prefix of text[0..size). */
typedef size_t utf8_valid_function(const char *text, size_t size);

/* Each is NULL where the machine has no such instructions. */
utf8_valid_function *utf8_valid_avx2(void);
utf8_valid_function *utf8_valid_avx512(void);

/* How far data[at..size) is valid; at is where a character begins. */
size_t utf8_valid_portable(const char *data, size_t at, size_t size);

#endif
