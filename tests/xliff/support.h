/* support.h - what the tests of xliff/ share. */
#ifndef TESTS_XLIFF_SUPPORT_H
#define TESTS_XLIFF_SUPPORT_H

#include "tests/tests.h"
#include "xliff/xliff.h"

/* A document in memory, given to a reader `chunk` bytes at a time. */
struct xliff_input {
    struct view text;
    size_t at, chunk;
};
ptrdiff_t xliff_read_view(void *context, char *data, size_t size);
/* Takes what a writer writes; the context is a struct buffer. */
int xliff_write_buffer(void *context, const char *data, size_t size);

/* Everything an event says, a line for each piece. Without `all`, what no writer keeps is left
 * out: places and the elements that codes were. */
void xliff_show_event(const struct xliff_event *event, bool all, struct buffer *out);
/* All events of a document, and its error if there is one. */
struct buffer xliff_show(struct view document, size_t chunk, bool all);
/* Gives an event that was read to a writer. All zero but writer and skeleton, an empty buffer. */
struct xliff_copying {
    struct xliff_writer *writer;
    struct buffer *skeleton; /* of the open file */
    bool started;
};
void xliff_copy_event(struct xliff_copying *copying, const struct xliff_event *event);
/* Reads a document and writes it again in `version`. */
struct buffer xliff_copy(struct view document, enum xliff_version version);

/* Replaces \n, \r, \t, \\ and \xNN in a line of a data file. */
struct buffer xliff_unescape(struct view text);
/* The text up to the next blank, taken off *line with the blanks after it. */
struct view take_word(struct view *line);

void add_xliff_escape(CU_pSuite suite);
void add_xliff_memory(CU_pSuite suite);
void add_xliff_read(CU_pSuite suite);
void add_xliff_limits(CU_pSuite suite);
void add_xliff_write(CU_pSuite suite);
void add_xliff_convert(CU_pSuite suite);
void add_xliff_edit(CU_pSuite suite);
void add_xliff_check(CU_pSuite suite);

#endif
