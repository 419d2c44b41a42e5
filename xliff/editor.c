/* The editor: the input goes through a window; what nobody can change any more leaves it. */
#include "xliff/editor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int xliff_editor_fail(struct xliff_editor *editor, enum xliff_error_code code, size_t line,
                      size_t column, const char *message)
{
    if (editor->error.code == XLIFF_OK) {
        editor->error = (struct xliff_error){.code = code, .line = line, .column = column};
        snprintf(editor->error.message, sizeof editor->error.message, "%s", message);
    }
    return -1;
}

int xliff_editor_fail_memory(struct xliff_editor *editor)
{
    return xliff_editor_fail(editor, XLIFF_ERROR_MEMORY, 0, 0, "out of memory");
}

void xliff_editor_check_writer(struct xliff_editor *editor)
{
    const struct xliff_error *error = &editor->writer->error;
    if (error->code != XLIFF_OK)
        xliff_editor_fail(editor, error->code, editor->unit->unit.line, editor->unit->unit.column,
                          error->message);
}

struct xliff_string xliff_editor_bytes(const struct xliff_editor *editor, size_t start, size_t end)
{
    return (struct xliff_string){editor->window.data + (start - editor->base), end - start};
}

/* ---- Through the window ----------------------------------------------------------------- */

static void write_bytes(struct xliff_editor *editor, const char *data, size_t size)
{
    if (size > 0 && editor->error.code == XLIFF_OK &&
        editor->write(editor->write_context, data, size) != 0)
        xliff_editor_fail(editor, XLIFF_ERROR_WRITE, 0, 0, "the output cannot be written");
}

/* Writes the input up to an offset. */
static void write_until(struct xliff_editor *editor, size_t end)
{
    size_t last = editor->base + editor->window.size;
    if (end > last)
        end = last;
    if (end <= editor->written)
        return;
    struct xliff_string bytes = xliff_editor_bytes(editor, editor->written, end);
    write_bytes(editor, bytes.data, bytes.size);
    editor->written = end;
}

/* Lets go what has been written. */
static void shrink_window(struct xliff_editor *editor)
{
    struct bytes *window = &editor->window;
    size_t gone = editor->written - editor->base;
    if (gone == 0)
        return;
    memmove(window->data, window->data + gone, window->size - gone);
    window->size -= gone;
    editor->base += gone;
}

/* What the parser has passed can go, but for the unit that it is in. The offsets of an encoding
 * other than UTF-8 are not those of the input; nothing can be changed there. */
static size_t find_passed(const struct xliff_editor *editor)
{
    const struct xliff_reader *reader = editor->reader;
    if (reader->draft.item)
        return reader->draft.item->start;
    if (!reader->parser || !reader->parser->input)
        return 0;
    const xmlParserInput *input = reader->parser->input;
    return (size_t)input->consumed + (size_t)(input->cur - input->base);
}

/* The reader asks for more only when every event has been taken. */
static ptrdiff_t read_through(void *context, char *data, size_t size)
{
    struct xliff_editor *editor = context;
    if (xliff_reader_is_utf8(editor->reader))
        write_until(editor, find_passed(editor));
    else
        write_until(editor, SIZE_MAX);
    shrink_window(editor);
    ptrdiff_t got = editor->read(editor->read_context, data, size);
    if (got > 0)
        xliff_bytes_add(&editor->window, data, (size_t)got);
    if (editor->window.failed)
        xliff_editor_fail_memory(editor);
    return editor->error.code == XLIFF_OK ? got : -1;
}

static void make_edits(struct xliff_editor *editor)
{
    if ((editor->changes.count > 0 || editor->note) && editor->error.code == XLIFF_OK)
        xliff_edit_unit(editor);
}

static void forget_changes(struct xliff_editor *editor)
{
    xliff_array_clear(&editor->changes, sizeof(struct change));
    xliff_array_clear(&editor->edits, sizeof(struct edit));
    editor->note = NULL;
}

/* Writes the unit in hand with its changes. */
static void finish_unit(struct xliff_editor *editor)
{
    make_edits(editor);
    const struct edit *edits = editor->edits.items;
    for (size_t i = 0; i < editor->edits.count && editor->error.code == XLIFF_OK; i++) {
        write_until(editor, edits[i].start);
        if (edits[i].text_size > 0)
            write_bytes(editor, editor->text.data + edits[i].text_start, edits[i].text_size);
        editor->written = edits[i].end;
    }
    forget_changes(editor);
    xliff_bytes_clear(&editor->text);
    editor->unit = NULL;
}

/* ---- The caller's side ------------------------------------------------------------------ */

struct xliff_editor *xliff_editor_new(xliff_read_function read, void *read_context,
                                      xliff_write_function write, void *write_context)
{
    struct xliff_editor *editor = calloc(1, sizeof *editor);
    if (!editor)
        return NULL;
    editor->read = read;
    editor->read_context = read_context;
    editor->write = write;
    editor->write_context = write_context;
    editor->reader = xliff_reader_new(read_through, editor);
    if (!editor->reader) {
        free(editor);
        return NULL;
    }
    editor->reader->tracked = true;
    return editor;
}

static int start_event(struct xliff_editor *editor, const struct xliff_event *event)
{
    if (event->kind == XLIFF_DOCUMENT && !editor->writer) {
        editor->writer = xliff_writer_new(event->version, NULL, NULL);
        if (!editor->writer)
            return xliff_editor_fail_memory(editor);
    }
    if (event->kind == XLIFF_UNIT)
        editor->unit = editor->reader->queue.current;
    return 1;
}

int xliff_edit_next(struct xliff_editor *editor, struct xliff_event *event)
{
    finish_unit(editor);
    int result = editor->error.code == XLIFF_OK ? xliff_read(editor->reader, event) : -1;
    if (result > 0)
        return start_event(editor, event);
    if (result < 0 && editor->error.code == XLIFF_OK)
        editor->error = editor->reader->error;
    if (result == 0)
        write_until(editor, SIZE_MAX);
    return editor->error.code == XLIFF_OK ? 0 : -1;
}

/* The change of a segment, made when the first one of its unit is asked for. */
static struct change *find_change(struct xliff_editor *editor, size_t segment)
{
    struct item *unit = editor->unit;
    if (editor->error.code != XLIFF_OK)
        return NULL;
    if (!unit || segment >= unit->unit.segment_count) {
        xliff_editor_fail(editor, XLIFF_ERROR_STRUCTURE, 0, 0, "there is no such segment in hand");
        return NULL;
    }
    if (!xliff_reader_is_utf8(editor->reader)) {
        xliff_editor_fail(editor, XLIFF_ERROR_CHARACTER, unit->unit.line, unit->unit.column,
                          "only a document in UTF-8 can be changed");
        return NULL;
    }
    while (editor->changes.count < unit->unit.segment_count)
        if (!xliff_array_add(&editor->changes, sizeof(struct change))) {
            xliff_editor_fail_memory(editor);
            return NULL;
        }
    return (struct change *)editor->changes.items + segment;
}

int xliff_edit_target(struct xliff_editor *editor, size_t segment,
                      const struct xliff_content *target)
{
    struct change *change = find_change(editor, segment);
    if (!change)
        return -1;
    change->target = target;
    return 0;
}

int xliff_edit_state(struct xliff_editor *editor, size_t segment, struct xliff_string state,
                     struct xliff_string substate)
{
    struct change *change = find_change(editor, segment);
    if (!change)
        return -1;
    change->has_state = true;
    change->state = state;
    change->substate = substate;
    return 0;
}

int xliff_edit_note(struct xliff_editor *editor, const struct xliff_note *note)
{
    if (!find_change(editor, 0))
        return -1;
    editor->note = note;
    return 0;
}

int xliff_edit_take(struct xliff_editor *editor, const struct xliff_edit **edits, size_t *count)
{
    xliff_bytes_clear(&editor->text);
    xliff_array_clear(&editor->taken, sizeof(struct xliff_edit));
    make_edits(editor);
    const struct edit *made = editor->edits.items;
    for (size_t i = 0; i < editor->edits.count && editor->error.code == XLIFF_OK; i++) {
        struct xliff_edit *edit = xliff_array_add(&editor->taken, sizeof *edit);
        if (edit)
            *edit =
                (struct xliff_edit){made[i].start,
                                    made[i].end,
                                    {editor->text.data + made[i].text_start, made[i].text_size}};
        else
            xliff_editor_fail_memory(editor);
    }
    forget_changes(editor);
    *edits = editor->taken.items;
    *count = editor->taken.count;
    return editor->error.code == XLIFF_OK ? 0 : -1;
}

const struct xliff_error *xliff_editor_error(const struct xliff_editor *editor)
{
    return &editor->error;
}

void xliff_editor_free(struct xliff_editor *editor)
{
    if (!editor)
        return;
    xliff_reader_free(editor->reader);
    xliff_writer_free(editor->writer);
    xliff_bytes_free(&editor->window);
    xliff_bytes_free(&editor->text);
    xliff_array_free(&editor->changes);
    xliff_array_free(&editor->edits);
    xliff_array_free(&editor->taken);
    xliff_array_free(&editor->parts);
    xliff_array_free(&editor->segments);
    for (size_t i = 0; i < sizeof editor->keys / sizeof *editor->keys; i++)
        xliff_array_free(&editor->keys[i]);
    free(editor);
}
