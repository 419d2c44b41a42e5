/* The edits of one unit: other content for a <target>, a new <target>, another state. */
#include "xliff/editor.h"
#include "xliff/start_tag.h"

#include <stdlib.h>
#include <string.h>

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
        if (writer->out.size > start)
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
                            xliff_edit_is_first(editor) ? "state-qualifier" : "subState",
                            escaped[1]);
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
    if (change->has_state && xliff_edit_is_first(editor) && !tag.failed)
        put_tag_with_state(editor, whole, change);
    else
        xliff_bytes_add(out, tag.data, tag.size);
    xliff_edit_put_target(editor, index);
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
    if (range->start == place_of(editor, index)->state.start)
        xliff_edit_put_target(editor, index);
    else
        xliff_edit_put_segment(editor, index);
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
        xliff_edit_put_marked(editor, index - 1);
    xliff_edit_put_marked(editor, index);
    add_edit(editor, end, end);
}

static void edit_target(struct xliff_editor *editor, size_t index, const struct change *change)
{
    const struct place *place = place_of(editor, index);
    if (place->target.end > 0)
        replace_content(editor, index);
    else if (xliff_edit_is_first(editor) && place->state.end > 0)
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
        bool whole = xliff_edit_is_divided(editor) && place->target.start == place->state.start;
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

/* A note after those that stand there: 1.2 after the <target>, 2.x in <notes>, which is made where
 * there is none. */
static void insert_note(struct xliff_editor *editor)
{
    const struct item *unit = editor->unit;
    const struct range *notes = &unit->notes;
    bool inside = !xliff_edit_is_first(editor) && notes->end > 0;
    bool filled = inside && !is_empty_element(notes);
    size_t at = filled ? notes->inside_end : inside ? notes->start : unit->note_insert;
    if (at == 0 || !place_of(editor, 0)->source.start) {
        xliff_editor_fail(editor, XLIFF_ERROR_STRUCTURE, unit->unit.line, unit->unit.column,
                          "a unit without a source gets no note");
        return;
    }
    bool first = xliff_edit_is_first(editor), wrap = !first && !filled;
    size_t from = first ? place_of(editor, 0)->source.start : at;
    struct xliff_string indent = find_indent(editor, from);
    struct bytes *out = &editor->writer->out;
    if (first)
        xliff_bytes_add(out, indent.data, indent.size);
    size_t before = out->size;
    xliff_put(editor->writer, wrap ? "<notes>" : "");
    xliff_put_note(editor->writer, editor->note);
    xliff_put(editor->writer, wrap ? "</notes>" : "");
    xliff_editor_check_writer(editor);
    xliff_edit_put_prefix(editor, before);
    if (wrap && !inside)
        xliff_bytes_add(out, indent.data, indent.size);
    add_edit(editor, at, inside && !filled ? notes->end : at);
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
    if (!xliff_edit_prepare(editor))
        return;
    if (xliff_edit_is_first(editor))
        share_target(editor);
    const struct change *changes = editor->changes.items;
    for (size_t i = 0; i < editor->segments.count && editor->error.code == XLIFF_OK; i++)
        if (changes[i].target || changes[i].has_state)
            edit_segment(editor, i, &changes[i]);
    if (editor->note && editor->error.code == XLIFF_OK)
        insert_note(editor);
    if (editor->edits.count > 1)
        qsort(editor->edits.items, editor->edits.count, sizeof(struct edit), compare_edits);
}
