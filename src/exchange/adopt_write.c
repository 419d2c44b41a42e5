/* Writes a file again with the targets that were adopted. */
#include "check/content.h"
#include "exchange/adopt.h"

struct rewriter {
    const struct exchange_adoption *adoption;
    struct stream stream;
    struct xliff_editor *editor;
    size_t origin; /* of the <file> at hand; ADOPT_NONE: there is none */
    size_t files;  /* of this input that were begun */
    size_t unit;   /* of this <file> */
};

static size_t find_origin(const struct exchange_adoption *adoption, size_t input, size_t file)
{
    for (size_t i = 0; i < adoption->join.count; i++)
        if (adoption->join.parts[i].input == input && adoption->join.parts[i].file == file)
            return i;
    return ADOPT_NONE;
}

/* The first edit of the unit, or after it. */
static size_t find_edit(const struct exchange_adoption *adoption, size_t origin, size_t unit)
{
    size_t low = 0, high = adoption->edit_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct adopt_edit *edit = &adoption->edits[middle];
        if (edit->origin < origin || (edit->origin == origin && edit->unit < unit))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What waited for a translation has one now; another state was given to the sentence by somebody
 * who is not asked again. A final segment that is empty would keep its joint. */
static bool needs_state(enum xliff_version version, const struct adopt_edit *edit,
                        const struct adopt_cell *cell)
{
    const struct stored_segment *before = &edit->before;
    return !before->has_target || content_is_waiting(version, before->state) ||
           (cell->wanted.size == 0 && view_equal(before->state, VIEW("final")));
}

static void edit_unit(struct rewriter *writer, const struct xliff_event *event)
{
    const struct exchange_adoption *adoption = writer->adoption;
    struct xliff_string translated = view_string(VIEW("translated"));
    for (size_t i = find_edit(adoption, writer->origin, writer->unit);
         i < adoption->edit_count && adoption->edits[i].origin == writer->origin &&
         adoption->edits[i].unit == writer->unit;
         i++) {
        const struct adopt_edit *edit = &adoption->edits[i];
        const struct adopt_cell *cell = &adoption->cells[edit->cell];
        if (cell->failed)
            continue;
        xliff_edit_target(writer->editor, edit->index, &cell->target);
        if (needs_state(event->version, edit, cell))
            xliff_edit_state(writer->editor, edit->index, translated, (struct xliff_string){0});
    }
}

static void take_event(struct rewriter *writer, size_t index, const struct xliff_event *event)
{
    size_t block, number;
    if (event->kind == XLIFF_FILE_START) {
        writer->origin = find_origin(writer->adoption, index, writer->files++);
        writer->unit = 0;
    } else if (event->kind == XLIFF_UNIT && store_read_id(event->unit, &block, &number)) {
        writer->unit++;
        edit_unit(writer, event);
    }
}

enum status exchange_adopt_write(const struct exchange_adoption *adoption, struct input *input,
                                 size_t index, struct sink sink, struct findings *findings)
{
    struct rewriter writer = {.adoption = adoption, .stream = stream_of_input(input, findings)};
    struct xliff_event event;
    writer.stream.sink = sink;
    writer.editor = xliff_editor_new(stream_read, &writer.stream, stream_write, &writer.stream);
    if (!writer.editor)
        return finding_no_memory(findings);
    while (xliff_edit_next(writer.editor, &event) > 0)
        take_event(&writer, index, &event);
    enum status status = stream_status(&writer.stream, xliff_editor_error(writer.editor));
    xliff_editor_free(writer.editor);
    return status;
}
