/* scan.h - private to this room: the loops over every byte, with SIMD where the machine has it.
 *
 * Each function has a portable twin; scan_choose says at run time which set to use, and tests
 * compare them.
 */
#ifndef SENTENCE_SCAN_H
#define SENTENCE_SCAN_H

#include <stddef.h>
#include <stdint.h>

enum { SCAN_BLOCK = 64, SCAN_WORD = 32 };

struct scan {
    /* A bit for each of 64 bytes at `text` that ends a run of stops and has a blank, a closing
     * mark or the lead byte of one after it. The last byte needs nothing after it, and the last
     * byte of … may be that of another character: a bit more does no harm. */
    uint64_t (*stops)(const char *text);
    /* How many of the 32 bytes before `end` are letters, from the end on: ASCII, and the two bytes
     * of the letters that German adds. */
    unsigned (*letters)(const char *end);
    /* Offset of the first LF or CR, or `size`. */
    size_t (*line_end)(const char *text, size_t size);
    /* Bytes of the longest valid UTF-8 prefix. */
    size_t (*valid)(const char *text, size_t size);
};

const struct scan *scan_choose(void);
extern const struct scan scan_portable;
/* NULL where the machine has no AVX2. */
const struct scan *scan_avx2(void);

/* The valid prefix of text[at..size), for the end of a SIMD loop; at is where a character begins.
 */
size_t scan_valid_from(const char *text, size_t at, size_t size);

#endif
