/* The content of a changed <target>: codes with the bytes that they have in the source, text and
 * new codes as the writer writes them. */
#include "xliff/editor.h"
#include "xliff/keys.h"
#include "xliff/start_tag.h"

#include <string.h>

bool xliff_edit_is_first(const struct xliff_editor *editor)
{
    return editor->writer->version == XLIFF_1_2;
}

bool xliff_edit_is_divided(const struct xliff_editor *editor)
{
    const struct xliff_segment *segments = editor->segments.items;
    return xliff_edit_is_first(editor) && (editor->segments.count > 1 || segments[0].id.data);
}

/* ---- Codes of the source ---------------------------------------------------------------- */

/* What a code is called in its kind: a closing one by what it closes. */
static struct xliff_string code_name(const struct xliff_part *part)
{
    bool close = part->kind == XLIFF_CLOSE || part->kind == XLIFF_MARK_CLOSE;
    return close && part->ref.data ? part->ref : part->id;
}

static void collect_codes(struct xliff_editor *editor)
{
    const struct xliff_unit *unit = &editor->unit->unit;
    const struct xliff_part *parts = editor->unit->parts.items;
    for (size_t i = 0; i < unit->segment_count; i++)
        for (size_t j = 0; j < unit->segments[i].source.count; j++) {
            const struct xliff_part *part = &unit->segments[i].source.parts[j];
            struct key key = {.name = code_name(part), .index = (size_t)(part - parts)};
            if (part->kind != XLIFF_TEXT && !xliff_keys_add(&editor->keys[part->kind], key))
                xliff_editor_fail_memory(editor);
        }
    for (size_t i = 0; i < sizeof editor->keys / sizeof *editor->keys; i++)
        xliff_keys_sort(&editor->keys[i]);
}

static bool is_span(const struct xliff_part *part)
{
    return !strcmp(part->element, "g") || !strcmp(part->element, "pc") ||
           !strcmp(part->element, "mrk");
}

/* Index of the same code in a source, or SIZE_MAX. */
static size_t find_code(const struct xliff_editor *editor, const struct xliff_part *part)
{
    struct xliff_string name = code_name(part);
    return name.size > 0 ? xliff_keys_find(&editor->keys[part->kind], name) : SIZE_MAX;
}

/* The bytes that the source has for a code, if they fit where it stands now; else none. */
static struct xliff_string find_bytes(const struct xliff_editor *editor, const struct shape *shape)
{
    size_t found = find_code(editor, shape->part);
    if (found == SIZE_MAX)
        return (struct xliff_string){0};
    const struct xliff_part *part = (const struct xliff_part *)editor->unit->parts.items + found;
    const struct detail *detail = (const struct detail *)editor->unit->details.items + found;
    bool fits = is_span(part) == (shape->form == FORM_SPAN) &&
                (shape->form == FORM_POINT || part->isolated == (shape->form == FORM_ALONE));
    return fits ? xliff_editor_bytes(editor, detail->start, detail->end) : (struct xliff_string){0};
}

/* ---- The unit as it will be ------------------------------------------------------------- */

/* A copy of the part; where the caller does not say, it is the element that the source has. */
static bool copy_part(struct xliff_editor *editor, const struct xliff_part *part)
{
    struct xliff_part *copy = xliff_array_add(&editor->parts, sizeof *copy);
    if (!copy) {
        xliff_editor_fail_memory(editor);
        return false;
    }
    *copy = *part;
    size_t found = copy->element ? SIZE_MAX : find_code(editor, part);
    if (found != SIZE_MAX)
        copy->element = ((const struct xliff_part *)editor->unit->parts.items)[found].element;
    return true;
}

static bool copy_parts(struct xliff_editor *editor)
{
    const struct change *changes = editor->changes.items;
    xliff_array_clear(&editor->parts, sizeof(struct xliff_part));
    for (size_t i = 0; i < editor->changes.count; i++)
        for (size_t j = 0; changes[i].target && j < changes[i].target->count; j++)
            if (!copy_part(editor, &changes[i].target->parts[j]))
                return false;
    return true;
}

/* The unit as it will be, so that each code is written as it fits among all of them. */
static bool copy_segments(struct xliff_editor *editor)
{
    const struct xliff_unit *unit = &editor->unit->unit;
    const struct change *changes = editor->changes.items;
    const struct xliff_part *parts = editor->parts.items;
    xliff_array_clear(&editor->segments, sizeof(struct xliff_segment));
    for (size_t i = 0; i < unit->segment_count; i++) {
        struct xliff_segment *segment = xliff_array_add(&editor->segments, sizeof *segment);
        if (!segment) {
            xliff_editor_fail_memory(editor);
            return false;
        }
        *segment = unit->segments[i];
        if (!changes[i].target)
            continue;
        segment->has_target = true;
        segment->target = *changes[i].target;
        segment->target.parts = parts;
        if (parts) /* else nothing was put into any target */
            parts += segment->target.count;
    }
    return true;
}

/* Where the parts of each segment are among the shapes. */
static void number_shapes(struct xliff_editor *editor)
{
    const struct xliff_segment *segments = editor->segments.items;
    struct change *changes = editor->changes.items;
    size_t next = 0;
    for (size_t i = 0; i < editor->segments.count; i++) {
        changes[i].first_source = next;
        next += segments[i].source.count;
    }
    for (size_t i = 0; i < editor->segments.count; i++) {
        changes[i].first_target = next;
        next += segments[i].has_target ? segments[i].target.count : 0;
    }
}

bool xliff_edit_prepare(struct xliff_editor *editor)
{
    for (size_t i = 0; i < sizeof editor->keys / sizeof *editor->keys; i++)
        xliff_array_clear(&editor->keys[i], sizeof(struct key));
    collect_codes(editor);
    if (!copy_parts(editor) || !copy_segments(editor))
        return false;
    number_shapes(editor);
    struct xliff_unit unit = editor->unit->unit;
    unit.segments = editor->segments.items;
    xliff_shape_unit(editor->writer, &unit);
    if (editor->writer->error.code != XLIFF_OK)
        xliff_editor_fail_memory(editor);
    return editor->error.code == XLIFF_OK;
}

/* ---- Writing ---------------------------------------------------------------------------- */

/* The prefix of the document's own elements, with its colon: that of the first <source>. */
static struct xliff_string find_prefix(const struct xliff_editor *editor)
{
    const struct place *place = editor->unit->places.items;
    struct xliff_string name =
        xliff_start_tag_name(xliff_editor_bytes(editor, place->source.start, place->source.inside));
    return (struct xliff_string){name.data, name.size - strlen("source")};
}

/* In the writer's own markup a "<" begins a tag: those of text are escaped. */
void xliff_edit_put_prefix(struct xliff_editor *editor, size_t start)
{
    struct bytes *out = &editor->writer->out, with = {0};
    if (!editor->reader->prefixed || out->size == start)
        return;
    struct xliff_string prefix = find_prefix(editor);
    for (size_t at = start; at < out->size; at++) {
        xliff_bytes_add(&with, out->data + at, 1);
        bool tag = out->data[at] == '<', end = tag && out->data[at + 1] == '/';
        if (end)
            xliff_bytes_add(&with, out->data + ++at, 1);
        if (tag)
            xliff_bytes_add(&with, prefix.data, prefix.size);
    }
    out->size = start;
    xliff_bytes_add(out, with.data, with.size);
    out->failed |= with.failed;
    xliff_bytes_free(&with);
}

static void put_part(struct xliff_editor *editor, size_t index)
{
    struct xliff_writer *writer = editor->writer;
    struct shape *shape = (struct shape *)writer->shapes.items + index;
    struct xliff_string bytes = find_bytes(editor, shape);
    if (bytes.data) {
        xliff_bytes_add(&writer->out, bytes.data, bytes.size);
        return;
    }
    shape->data = 0;
    size_t before = writer->out.size;
    xliff_put_parts(writer, index, 1);
    xliff_edit_put_prefix(editor, before);
    xliff_editor_check_writer(editor);
}

static void put_parts(struct xliff_editor *editor, size_t first, size_t count)
{
    for (size_t i = first; i < first + count && editor->error.code == XLIFF_OK; i++)
        put_part(editor, i);
}

void xliff_edit_put_segment(struct xliff_editor *editor, size_t index)
{
    const struct xliff_segment *segments = editor->segments.items;
    const struct change *changes = editor->changes.items;
    put_parts(editor, changes[index].first_target, segments[index].target.count);
}

/* Joints that nobody changed are those of the source. */
void xliff_edit_put_marked(struct xliff_editor *editor, size_t index)
{
    const struct xliff_segment *segment =
        (const struct xliff_segment *)editor->segments.items + index;
    const struct change *changes = editor->changes.items;
    bool own = segment->has_target && segment->target.count > 0;
    if (segment->ignorable) {
        if (own)
            xliff_edit_put_segment(editor, index);
        else
            put_parts(editor, changes[index].first_source, segment->source.count);
        return;
    }
    size_t before = editor->writer->out.size;
    xliff_put(editor->writer, "<mrk mtype=\"seg\"");
    xliff_put_attribute(editor->writer, "mid", segment->id);
    xliff_put(editor->writer, ">");
    xliff_edit_put_prefix(editor, before);
    if (own)
        xliff_edit_put_segment(editor, index);
    before = editor->writer->out.size;
    xliff_put(editor->writer, "</mrk>");
    xliff_edit_put_prefix(editor, before);
}

void xliff_edit_put_target(struct xliff_editor *editor, size_t index)
{
    editor->writer->controls = 0;
    if (!xliff_edit_is_divided(editor)) {
        xliff_edit_put_segment(editor, index);
        return;
    }
    for (size_t i = 0; i < editor->segments.count; i++)
        xliff_edit_put_marked(editor, i);
}
