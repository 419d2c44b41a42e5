/* editor.h - the inside of an editor. Private to xliff/.
 *
 * editor.c keeps the bytes that the reader has read but the caller may still change, and writes
 * them; edit_unit.c makes edits, which replace ranges of bytes, of what the caller changed;
 * edit_content.c writes what then stands in a <target>. */
#ifndef XLIFF_EDITOR_H
#define XLIFF_EDITOR_H

#include "xliff/reader.h"
#include "xliff/writer.h"

/* What the caller wants of a segment. */
struct change {
    const struct xliff_content *target; /* NULL: as it is */
    bool has_state;
    struct xliff_string state, substate;
    size_t first_source, first_target; /* its parts among the writer's shapes */
};

/* Bytes [start, end) of the input become text[text_start ... + text_size). */
struct edit {
    size_t start, end;
    size_t text_start, text_size;
};

struct xliff_editor {
    xliff_read_function read;
    xliff_write_function write;
    void *read_context, *write_context;
    struct xliff_reader *reader;
    struct xliff_writer *writer; /* of contents; set once the version is known */
    struct xliff_error error;
    struct bytes window; /* the input from `base` on */
    size_t base;
    size_t written;       /* offset up to which the input is written, or has been replaced */
    struct item *unit;    /* in hand, or NULL */
    struct array changes; /* struct change: of each of its segments, once one is changed */
    const struct xliff_note *note;           /* to add to it, or NULL */
    struct array taken;                      /* struct xliff_edit: for the caller to make */
    struct array edits;                      /* struct edit */
    struct array parts;                      /* struct xliff_part: of the new targets */
    struct array segments;                   /* struct xliff_segment: with their new targets */
    struct array keys[XLIFF_MARK_CLOSE + 1]; /* parts of the sources by kind and id */
    struct bytes text;
};

int xliff_editor_fail(struct xliff_editor *editor, enum xliff_error_code code, size_t line,
                      size_t column, const char *message);
int xliff_editor_fail_memory(struct xliff_editor *editor);
/* Makes an error of the writer the editor's. */
void xliff_editor_check_writer(struct xliff_editor *editor);
/* The bytes [start, end) of the input, which are in the window. */
struct xliff_string xliff_editor_bytes(const struct xliff_editor *editor, size_t start, size_t end);
/* edit_content.c */
bool xliff_edit_is_first(const struct xliff_editor *editor); /* 1.2 */
/* 1.2: whether the unit is divided by <mrk>s. */
bool xliff_edit_is_divided(const struct xliff_editor *editor);
/* Gives the tags in the writer's buffer, from `start` on, the prefix of the document's own. */
void xliff_edit_put_prefix(struct xliff_editor *editor, size_t start);
/* Decides how each code of the changed unit is written. */
bool xliff_edit_prepare(struct xliff_editor *editor);
/* Add to the writer's buffer: the new target of a segment; the same in its <mrk>, or a joint; all
 * that stands in the <target> of a segment, in 1.2 with the other segments of the unit. */
void xliff_edit_put_segment(struct xliff_editor *editor, size_t index);
void xliff_edit_put_marked(struct xliff_editor *editor, size_t index);
void xliff_edit_put_target(struct xliff_editor *editor, size_t index);
/* edit_unit.c: turns the changes of the unit in hand into edits, in the order of the input. */
void xliff_edit_unit(struct xliff_editor *editor);

#endif
