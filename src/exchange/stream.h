/* stream.h - inputs and sinks of satz as what libxliff reads from and writes to. */
#ifndef EXCHANGE_STREAM_H
#define EXCHANGE_STREAM_H

#include "base/base.h"
#include "xliff/xliff.h"

/* Takes all of `data`; an error was reported when it is not STATUS_OK. */
struct sink {
    enum status (*write)(void *context, struct view data, struct findings *findings);
    void *context;
};

/* The context of stream_read and stream_write. */
struct stream {
    struct input *input; /* what is read; NULL: `text` */
    struct view text;    /* what is left of it */
    const char *name;    /* for messages; NULL: it has none */
    struct sink sink;
    struct findings *findings;
    enum status reported; /* an error that was reported where it happened */
};

/* An xliff_read_function: -1 after an error of either side. */
ptrdiff_t stream_read(void *context, char *data, size_t size);

/* An xliff_write_function. */
int stream_write(void *context, const char *data, size_t size);

/* Reports what libxliff gave up at, if it did and that was not reported where it happened. */
enum status stream_status(const struct stream *stream, const struct xliff_error *error);

static inline struct stream stream_of_input(struct input *input, struct findings *findings)
{
    return (struct stream){.input = input, .name = input->name, .findings = findings};
}

#endif
