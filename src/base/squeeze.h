/* squeeze.h - text without its blanks: the bytes up to ' '. */
#ifndef BASE_SQUEEZE_H
#define BASE_SQUEEZE_H

#include <stddef.h>

/* Writes text[0..size) without its blanks to `out`, which has room for `size` bytes. Returns how
 * many were written. */
typedef size_t squeeze_function(const char *text, size_t size, char *out);

/* The one that suits the machine. */
squeeze_function *squeeze_choose(void);
/* The two that there are, for the test that they agree; the fast one may be NULL. */
squeeze_function *squeeze_portable(void);
squeeze_function *squeeze_fast(void);

#endif
