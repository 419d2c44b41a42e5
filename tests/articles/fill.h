/* fill.h - fills an exported XLIFF file from a table of translations, as a translator would. */
#ifndef TESTS_FILL_H
#define TESTS_FILL_H

#include "tests/tests.h"
#include "xliff/xliff.h"

struct fill_options {
    const char *table; /* below tests/: keyed by the German sentence, or by "b7.s2" */
    bool british;
    const char *state; /* of the filled targets; NULL: none */
};

/* Reads `xliff` and writes it to `out` with targets; returns how many segments were filled.
 * SIZE_MAX: the file cannot be read, or a code of the table is not in its sentence (said). */
size_t fill_xliff(struct view xliff, const struct fill_options *options, struct buffer *out);

#endif
