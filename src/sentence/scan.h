/* scan.h - private to this room: the loops over every byte, with SIMD where the machine has it.
 *
 * Each function has a portable twin; scan_choose says at run time which set to use, and tests
 * compare them.
 */
#ifndef SENTENCE_SCAN_H
#define SENTENCE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCAN_BLOCK = 64 };

struct scan {
    /* For each block of 64 bytes a bit for each byte. stops: a stop, or the last byte of … or of
     * another character, that has no letter or digit after it; a bit more than those of candidates
     * does no harm. lines: it is LF or CR. A byte behind the blocks is read. */
    void (*index)(const char *text, size_t blocks, unsigned long long *stops,
                  unsigned long long *lines);
    /* Lists the stops of text[from..to) that do not end a line: twice the offset, and one more if
     * it is a plain end (plain.h). The list has room for those of a block more. Returns their
     * number. text[0] is aligned as the index; PLAIN_AFTER bytes behind `to` must be readable. */
    size_t (*list)(const char *text, size_t from, size_t to, const unsigned long long *stops,
                   const unsigned long long *lines, uint32_t *list);
};

const struct scan *scan_choose(void);
extern const struct scan scan_portable;
/* NULL where the machine has no AVX2, or AVX-512 not as far as it is needed. */
const struct scan *scan_avx2(void);
const struct scan *scan_avx512(void);

#endif
