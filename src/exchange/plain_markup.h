/* plain_markup.h - private to the files export_plain*.c: a block that is written as it is, and the
 * pieces of which its markup is made. There is room for all of them; `to` is where the next goes.
 */
#ifndef EXCHANGE_PLAIN_MARKUP_H
#define EXCHANGE_PLAIN_MARKUP_H

#include <string.h>

#include "exchange/exporter.h"

/* 2.x: more codes than that are looked for in each other's data by libxliff. */
#define PLAIN_CODES 64u
/* Bytes that are copied at once, whatever the size: of most codes that is all. */
#define PLAIN_NEAR 16u

/* A block that is being written. */
struct plain {
    struct view text;
    const struct protect_span *spans;
    size_t span_count;
    const char *forms;
    bool quoted; /* there is a " in it, which attributes hold otherwise */
    struct view id;
    unsigned data[PLAIN_CODES]; /* 2.x: number of each code's <data> */
};

static inline char *put(char *to, const char *from, size_t size)
{
    memcpy(to, from, size);
    return to + size;
}

#define PUT(to, literal) put(to, literal, sizeof(literal) - 1)

/* A string with room behind it, so that it can be copied in one piece of a known size. */
struct piece {
    char text[56];
    size_t size;
};
#define PIECE(literal)                                                                             \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static inline char *put_piece(char *to, const struct piece *piece)
{
    memcpy(to, piece->text, sizeof piece->text);
    return to + piece->size;
}

static inline char *put_number(char *to, size_t number)
{
    return to + number_write(to, number);
}

/* Of `from`, PLAIN_NEAR bytes can be read. */
static inline char *put_near(char *to, const char *from, size_t size)
{
    memcpy(to, from, PLAIN_NEAR);
    if (size > PLAIN_NEAR)
        memcpy(to + PLAIN_NEAR, from + PLAIN_NEAR, size - PLAIN_NEAR);
    return to + size;
}

static inline char *put_german(const struct plain *plain, char *to, const struct protect_span *span)
{
    const char *from = plain->text.data + span->start;
    size_t size = span->end - span->start;
    return plain->text.size - span->start >= PLAIN_NEAR ? put_near(to, from, size)
                                                        : put(to, from, size);
}

static inline char *put_form(const struct plain *plain, char *to, const struct protect_span *span)
{
    return put_near(to, plain->forms + span->form_start, span->form_size);
}

/* What stands in [from, to), as an attribute holds it. Returns the end. */
char *plain_escape_quotes(char *from, char *to);

static inline char *put_german_value(const struct plain *plain, char *to,
                                     const struct protect_span *span)
{
    char *end = put_german(plain, to, span);
    return plain->quoted ? plain_escape_quotes(to, end) : end;
}

static inline char *put_form_value(const struct plain *plain, char *to,
                                   const struct protect_span *span)
{
    char *end = put_form(plain, to, span);
    return plain->quoted ? plain_escape_quotes(to, end) : end;
}

static inline bool plain_is_in(const struct cut *cut, size_t span)
{
    return span >= cut->first_span && span < cut->end_span;
}

/* The list of codes, as notes.c writes it. */
char *plain_put_list(const struct plain *plain, char *to, size_t first, size_t end);

/* The block's group or unit: export_plain_12.c, export_plain_2.c. */
char *plain_put_12(const struct plain *plain, char *to, const struct cuts *cuts,
                   struct xliff_string type);
char *plain_put_2(struct plain *plain, char *to, const struct cuts *cuts, struct xliff_string type);

#endif
