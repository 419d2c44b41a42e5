/* writer.h - the inside of a writer. Private to xliff/.
 *
 * writer.c holds the document together; write_unit.c writes a unit; before its content is written
 * (write_content.c), shape.c decides which element each part becomes. */
#ifndef XLIFF_WRITER_H
#define XLIFF_WRITER_H

#include "xliff/escape.h"
#include "xliff/memory.h"
#include "xliff/xliff.h"

#define NO_PARTNER SIZE_MAX

/* How a part is written. */
enum form {
    FORM_TEXT,
    FORM_POINT,    /* alone: ph, x */
    FORM_SPAN,     /* an element around content: g, pc, mrk */
    FORM_SEPARATE, /* half a pair with its partner in the unit: bpt/ept, bx/ex, sc/ec, sm/em */
    FORM_ALONE,    /* half a pair without: it; sc/ec isolated */
};

/* What the writer finds out about a part. */
struct shape {
    const struct xliff_part *part;
    size_t content; /* number of its content, over all of the unit */
    size_t partner; /* index of its other half, or NO_PARTNER */
    size_t data;    /* 2.x: number of its <data>, from 1; 0: none */
    enum form form;
};

/* What a conversion carries to a file, group or unit, as XML: attributes, those of a unit's
 * <target>; elements of XLIFF 1.2, elements of other namespaces. */
struct carried_out {
    struct bytes attributes, target, own, other;
};

enum writer_level { BEFORE_DOCUMENT, IN_DOCUMENT, IN_FILE, AFTER_DOCUMENT };

struct xliff_writer {
    enum xliff_version version;
    xliff_write_function write;
    void *context;
    struct xliff_error error;
    enum writer_level level;
    size_t groups;            /* open ones */
    struct bytes prefixes;    /* 2.x: xmlns attributes of <xliff> */
    struct bytes source_lang; /* 1.2: for <file> */
    struct bytes target_lang; /* 2.x: for matches */
    struct bytes tool;        /* 1.2: the <tool> of the open file */
    struct bytes href; /* the skeleton of the open file, if it is elsewhere, as an attribute */
    bool has_units;    /* the open file has a unit or group */
    bool counts_characters, counts_bytes; /* units of the open file are restricted in size */
    bool takes_notes;                     /* nothing stands in the open group yet */
    struct bytes file_notes, group_notes;
    struct carried_out carried;                     /* to the next start tag; into the next unit */
    struct carried_out file_carried, group_carried; /* elements into what is open */
    struct bytes head;                              /* what stands before the skeleton, */
    struct bytes front; /* then to the first unit (its memory is kept), */
    struct bytes out;   /* and after that */
    /* The unit being written. Shapes: the parts of all sources, then those of all targets. */
    struct array shapes, keys, stack, data;
    size_t controls; /* 1.2: characters written as <ph> in this content */
    bool utf8;       /* what is being written is known to be UTF-8 */
};

/* Additions to `out`; an absent attribute is left out. A character that XML cannot hold becomes
 * U+FFFD; bytes that are not UTF-8 are an error. */
static inline void xliff_put(struct xliff_writer *writer, const char *markup)
{
    xliff_bytes_add_string(&writer->out, markup);
}
static inline void xliff_put_indent(struct xliff_writer *writer, size_t columns)
{
    xliff_bytes_add_blanks(&writer->out, columns);
}
void xliff_put_named(struct xliff_writer *writer, struct xliff_string name,
                     struct xliff_string value);
static inline void xliff_put_attribute(struct xliff_writer *writer, const char *name,
                                       struct xliff_string value)
{
    if (value.data)
        xliff_put_named(writer, (struct xliff_string){name, strlen(name)}, value);
}
void xliff_put_value(struct xliff_writer *writer, struct xliff_string value); /* in quotes */
void xliff_put_text(struct xliff_writer *writer, struct xliff_string text);

/* Attributes that are carried, but for those that the tag has that begins at out.data[start]. */
void xliff_put_carried_attributes(struct xliff_writer *writer, size_t start, struct bytes *carried);
void xliff_put_carried(struct xliff_writer *writer, struct bytes *carried, size_t columns);

int xliff_writer_fail(struct xliff_writer *writer, enum xliff_error_code code, const char *message);
/* 0, or -1 with the error set if something failed. */
int xliff_writer_result(struct xliff_writer *writer);

/* shape.c: fills writer->shapes, and writer->data with the texts of <data>
 * (struct xliff_string). */
void xliff_shape_unit(struct xliff_writer *writer, const struct xliff_unit *unit);

/* write_unit.c */
void xliff_put_note(struct xliff_writer *writer, const struct xliff_note *note);
void xliff_put_unit(struct xliff_writer *writer, const struct xliff_unit *unit, size_t columns);

/* size.c: the restrictions of a unit, as attributes; 2.x: what they are counted in, in <file>. */
void xliff_put_sizes(struct xliff_writer *writer, const struct xliff_unit *unit);
void xliff_put_profiles(struct xliff_writer *writer);

/* write_content.c: the parts of one content, which begin at shapes[first]. */
void xliff_put_content(struct xliff_writer *writer, const struct xliff_content *content,
                       size_t first);
void xliff_put_parts(struct xliff_writer *writer, size_t first, size_t count);
/* Text in which a character that XML cannot hold is <cp/>: of 2.x content and <data>. */
void xliff_put_text_with_cp(struct xliff_writer *writer, struct xliff_string text);

#endif
