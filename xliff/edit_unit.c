/* The edits of one unit: other content for a <target>, a new <target>, another state. */
#include "xliff/editor.h"
#include "xliff/keys.h"
#include "xliff/start_tag.h"

#include <stdlib.h>
#include <string.h>

static bool is_first(const struct xliff_editor *editor)
{
    return editor->writer->version == XLIFF_1_2;
}

static const struct place *place_of(const struct xliff_editor *editor, size_t segment)
{
    return (const struct place *)editor->unit->places.items + segment;
}

static struct xliff_string start_tag(const struct xliff_editor *editor, const struct range *range)
{
    return xliff_editor_bytes(editor, range->start, range->inside);
}

static bool is_empty_element(const struct range *range)
{
    return range->inside == range->end;
}

/* What stands in the writer's buffer replaces the bytes [start, end). */
static void add_edit(struct xliff_editor *editor, size_t start, size_t end)
{
    struct bytes *out = &editor->writer->out;
    struct edit *edit = xliff_array_add(&editor->edits, sizeof *edit);
    if (edit)
        *edit = (struct edit){start, end, editor->text.size, out->size};
    xliff_bytes_add(&editor->text, out->data, out->size);
    if (!edit || out->failed || editor->text.failed)
        xliff_editor_fail_memory(editor);
    out->size = 0;
}

/* ---- Contents --------------------------------------------------------------------------- */

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
    xliff_put_content(writer, index, 1);
    bool markup = writer->out.size > before &&
                  memchr(writer->out.data + before, '<', writer->out.size - before);
    if (writer->error.code != XLIFF_OK)
        xliff_editor_fail(editor, writer->error.code, editor->unit->unit.line,
                          editor->unit->unit.column, writer->error.message);
    else if (markup && editor->reader->prefixed)
        xliff_editor_fail(editor, XLIFF_ERROR_STRUCTURE, editor->unit->unit.line,
                          editor->unit->unit.column,
                          "a code that the source lacks cannot be added with a prefix");
}

static void put_parts(struct xliff_editor *editor, size_t first, size_t count)
{
    for (size_t i = first; i < first + count && editor->error.code == XLIFF_OK; i++)
        put_part(editor, i);
}

/* Where the parts of a segment's source or target begin among the shapes. */
static size_t find_shapes(const struct xliff_editor *editor, size_t segment, bool target)
{
    const struct xliff_segment *segments = editor->segments.items;
    size_t first = 0;
    for (size_t i = 0; target && i < editor->segments.count; i++)
        first += segments[i].source.count;
    for (size_t i = 0; i < segment; i++)
        first += !target                  ? segments[i].source.count
                 : segments[i].has_target ? segments[i].target.count
                                          : 0;
    return first;
}

/* ---- 1.2: all segments of a divided unit ------------------------------------------------- */

/* Joints that nobody changed are those of the source. */
static void put_marked(struct xliff_editor *editor, size_t index)
{
    const struct xliff_segment *segment =
        (const struct xliff_segment *)editor->segments.items + index;
    bool own = segment->has_target && segment->target.count > 0;
    if (segment->ignorable) {
        put_parts(editor, find_shapes(editor, index, own),
                  own ? segment->target.count : segment->source.count);
        return;
    }
    xliff_put(editor->writer, "<mrk mtype=\"seg\"");
    xliff_put_attribute(editor->writer, "mid", segment->id);
    xliff_put(editor->writer, ">");
    if (own)
        put_parts(editor, find_shapes(editor, index, true), segment->target.count);
    xliff_put(editor->writer, "</mrk>");
}

static bool is_divided(const struct xliff_editor *editor)
{
    const struct xliff_segment *segments = editor->segments.items;
    return is_first(editor) && (editor->segments.count > 1 || segments[0].id.data);
}

static void put_target(struct xliff_editor *editor, size_t index)
{
    const struct xliff_segment *segments = editor->segments.items;
    editor->writer->controls = 0;
    if (!is_divided(editor)) {
        put_parts(editor, find_shapes(editor, index, true), segments[index].target.count);
        return;
    }
    for (size_t i = 0; i < editor->segments.count; i++)
        put_marked(editor, i);
}

/* ---- Tags ------------------------------------------------------------------------------- */

/* Adds a start tag to the writer's buffer with the state of a change. */
static void put_tag_with_state(struct xliff_editor *editor, struct xliff_string tag,
                               const struct change *change)
{
    struct xliff_writer *writer = editor->writer;
    struct bytes values[2] = {{0}}, changed = {0};
    const struct xliff_string given[2] = {change->state, change->substate};
    struct xliff_string escaped[2] = {{0}};
    size_t start = writer->out.size;
    for (size_t i = 0; i < 2; i++) {
        xliff_put_value(writer, given[i]);
        xliff_bytes_add(&values[i], writer->out.data + start, writer->out.size - start);
        writer->out.size = start;
        escaped[i] = (struct xliff_string){
            given[i].data ? values[i].data ? values[i].data : "" : NULL, values[i].size};
    }
    xliff_start_tag_set(&changed, tag, "state", escaped[0]);
    if (changed.failed || values[0].failed || values[1].failed)
        xliff_editor_fail_memory(editor);
    else
        xliff_start_tag_set(&writer->out, (struct xliff_string){changed.data, changed.size},
                            is_first(editor) ? "state-qualifier" : "subState", escaped[1]);
    xliff_bytes_free(&changed);
    xliff_bytes_free(&values[0]);
    xliff_bytes_free(&values[1]);
}

/* An empty element is opened: "<target/>" becomes "<target>". */
static void open_tag(struct bytes *out)
{
    if (out->size >= 2 && out->data[out->size - 2] == '/') {
        out->size -= 2;
        while (out->size > 0 && strchr(" \t\r\n", out->data[out->size - 1]))
            out->size--;
        xliff_bytes_add_string(out, ">");
    }
}

static void put_end_tag(struct xliff_editor *editor, struct xliff_string name)
{
    xliff_put(editor->writer, "</");
    xliff_bytes_add(&editor->writer->out, name.data, name.size);
    xliff_put(editor->writer, ">");
}

/* ---- Edits ------------------------------------------------------------------------------ */

/* The white space before the <source>, if nothing else stands on its line. */
static struct xliff_string find_indent(const struct xliff_editor *editor, size_t source)
{
    size_t start = source;
    while (start > editor->base && strchr(" \t\r\n", editor->window.data[start - 1 - editor->base]))
        start--;
    return xliff_editor_bytes(editor, start, source);
}

/* A <target> after the <source>, like it in prefix, white space and xml:space. */
static void insert_target(struct xliff_editor *editor, size_t index, const struct change *change)
{
    const struct place *place = place_of(editor, index);
    struct bytes *out = &editor->writer->out, tag = {0};
    if (place->insert == 0) {
        xliff_editor_fail(editor, XLIFF_ERROR_STRUCTURE, editor->unit->unit.line,
                          editor->unit->unit.column, "a segment without a source gets no target");
        return;
    }
    struct xliff_string source = start_tag(editor, &place->source);
    struct xliff_string name = xliff_start_tag_name(source);
    struct xliff_string space = xliff_start_tag_find(source, "xml:space");
    struct xliff_string indent = find_indent(editor, place->source.start);
    xliff_bytes_add_string(&tag, "<");
    xliff_bytes_add(&tag, name.data, name.size - strlen("source"));
    xliff_bytes_add_string(&tag, "target");
    xliff_bytes_add(&tag, space.data, space.size);
    xliff_bytes_add_string(&tag, ">");
    struct xliff_string whole = {tag.data, tag.size};
    xliff_bytes_add(out, indent.data, indent.size);
    if (change->has_state && is_first(editor) && !tag.failed)
        put_tag_with_state(editor, whole, change);
    else
        xliff_bytes_add(out, tag.data, tag.size);
    put_target(editor, index);
    if (!tag.failed)
        put_end_tag(editor, xliff_start_tag_name(whole));
    else
        xliff_editor_fail_memory(editor);
    add_edit(editor, place->insert, place->insert);
    xliff_bytes_free(&tag);
}

/* Other content, between the tags as they are; an empty element gets an end tag. */
static void replace_content(struct xliff_editor *editor, size_t index)
{
    const struct range *range = &place_of(editor, index)->target;
    const struct xliff_segment *segments = editor->segments.items;
    if (is_divided(editor) && range->start != place_of(editor, index)->state.start)
        put_parts(editor, find_shapes(editor, index, true), segments[index].target.count);
    else
        put_target(editor, index);
    if (is_empty_element(range))
        put_end_tag(editor, xliff_start_tag_name(start_tag(editor, range)));
    add_edit(editor, range->inside, range->inside_end);
}

/* The start tag that holds the state, and that of an empty element which gets content. */
static void replace_tag(struct xliff_editor *editor, const struct range *range,
                        const struct change *change, bool open)
{
    struct xliff_string tag = start_tag(editor, range);
    if (change->has_state)
        put_tag_with_state(editor, tag, change);
    else
        xliff_bytes_add(&editor->writer->out, tag.data, tag.size);
    if (open)
        open_tag(&editor->writer->out);
    add_edit(editor, range->start, range->inside);
}

/* 1.2: a segment that the divided <target> lacks, at its end, with the joint before it. */
static void append_marked(struct xliff_editor *editor, size_t index)
{
    const struct xliff_segment *segments = editor->segments.items;
    size_t end = place_of(editor, index)->state.inside_end;
    if (index > 0 && segments[index - 1].ignorable && !segments[index - 1].has_target)
        put_marked(editor, index - 1);
    put_marked(editor, index);
    add_edit(editor, end, end);
}

static void edit_target(struct xliff_editor *editor, size_t index, const struct change *change)
{
    const struct place *place = place_of(editor, index);
    if (place->target.end > 0)
        replace_content(editor, index);
    else if (is_first(editor) && place->state.end > 0)
        append_marked(editor, index);
    else
        insert_target(editor, index, change);
}

static void edit_segment(struct xliff_editor *editor, size_t index, const struct change *change)
{
    const struct place *place = place_of(editor, index);
    bool open = change->target && place->target.end > 0 && is_empty_element(&place->target);
    bool with_state = change->has_state && place->state.end > 0;
    bool shared = with_state && place->state.start == place->target.start;
    if (with_state)
        replace_tag(editor, &place->state, change, open && shared);
    if (open && !shared)
        replace_tag(editor, &place->target, &(struct change){0}, true);
    if (change->target)
        edit_target(editor, index, change);
}

/* Segments of 1.2 share one <target>: its state is given with the first change, and one that has
 * no <mrk>s yet is filled by it with all of them. */
static void share_target(struct xliff_editor *editor)
{
    struct change *changes = editor->changes.items, *first = NULL, state = {0};
    for (size_t i = 0; i < editor->segments.count; i++) {
        const struct place *place = place_of(editor, i);
        bool whole = is_divided(editor) && place->target.start == place->state.start;
        if (!first && (changes[i].target || changes[i].has_state))
            first = &changes[i];
        if (changes[i].has_state && !state.has_state)
            state = changes[i];
        changes[i].has_state = false;
        if (whole && changes[i].target && first != &changes[i]) {
            first->target = first->target ? first->target : changes[i].target;
            changes[i].target = NULL;
        }
    }
    if (first && state.has_state) {
        first->has_state = true;
        first->state = state.state;
        first->substate = state.substate;
    }
}

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
        parts += segment->target.count;
    }
    return true;
}

static int compare_edits(const void *left, const void *right)
{
    const struct edit *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->text_start > b->text_start) - (a->text_start < b->text_start);
}

void xliff_edit_unit(struct xliff_editor *editor)
{
    for (size_t i = 0; i < sizeof editor->keys / sizeof *editor->keys; i++)
        xliff_array_clear(&editor->keys[i], sizeof(struct key));
    collect_codes(editor);
    if (!copy_parts(editor) || !copy_segments(editor))
        return;
    struct xliff_unit unit = editor->unit->unit;
    unit.segments = editor->segments.items;
    xliff_shape_unit(editor->writer, &unit);
    if (editor->writer->error.code != XLIFF_OK) {
        xliff_editor_fail_memory(editor);
        return;
    }
    if (is_first(editor))
        share_target(editor);
    const struct change *changes = editor->changes.items;
    for (size_t i = 0; i < unit.segment_count && editor->error.code == XLIFF_OK; i++)
        if (changes[i].target || changes[i].has_state)
            edit_segment(editor, i, &changes[i]);
    if (editor->edits.count > 1)
        qsort(editor->edits.items, editor->edits.count, sizeof(struct edit), compare_edits);
}
