#include "tests/xliff/support.h"

#include <string.h>

ptrdiff_t xliff_read_view(void *context, char *data, size_t size)
{
    struct xliff_input *input = context;
    size_t left = input->text.size - input->at;
    if (size > input->chunk)
        size = input->chunk;
    if (size > left)
        size = left;
    if (size > 0)
        memcpy(data, input->text.data + input->at, size);
    input->at += size;
    return (ptrdiff_t)size;
}

int xliff_write_buffer(void *context, const char *data, size_t size)
{
    buffer_add(context, data, size);
    return 0;
}

/* ---- What was read, as text ------------------------------------------------------------- */

static void show(struct buffer *out, const char *name, struct xliff_string text)
{
    if (!text.data)
        return;
    buffer_printf(out, " %s=\"", name);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte < 0x20 || byte == '\\')
            buffer_printf(out, "\\x%02X", (unsigned)byte);
        else
            buffer_add_char(out, text.data[i]);
    }
    buffer_add_string(out, "\"");
}

static void show_place(struct buffer *out, size_t line, size_t column, bool all)
{
    if (all)
        buffer_printf(out, " @%zu:%zu", line, column);
    buffer_add_string(out, "\n");
}

static void show_part(const struct xliff_part *part, bool all, struct buffer *out)
{
    static const char *const kinds[] = {"text", "placeholder", "open", "close", "mark", "mark-end"};
    buffer_printf(out, "        %s", kinds[part->kind]);
    if (all && part->element)
        buffer_printf(out, " <%s>", part->element);
    show(out, "text", part->text.size ? part->text : (struct xliff_string){0});
    show(out, "id", part->id);
    show(out, "ref", part->ref);
    show(out, "type", part->type);
    show(out, "subtype", part->subtype);
    show(out, "equiv", part->equiv);
    show(out, "disp", part->disp);
    show(out, "value", part->value);
    if (part->kind == XLIFF_MARK_OPEN && part->translate >= 0)
        buffer_add_string(out, part->translate ? " translate" : " no-translate");
    buffer_add_string(out, part->keep ? " keep" : "");
    buffer_add_string(out, part->isolated ? " isolated" : "");
    show_place(out, part->line, part->column, all && part->kind != XLIFF_TEXT);
}

static void show_content(const char *name, const struct xliff_content *content, bool all,
                         struct buffer *out)
{
    buffer_printf(out, "      %s", name);
    show(out, "lang", content->lang);
    show_place(out, content->line, content->column, all);
    for (size_t i = 0; i < content->count; i++)
        show_part(&content->parts[i], all, out);
}

static void show_segment(const struct xliff_segment *segment, bool all, struct buffer *out)
{
    buffer_add_string(out, segment->ignorable ? "    ignorable" : "    segment");
    show(out, "id", segment->id);
    show(out, "state", segment->state);
    show(out, "substate", segment->substate);
    if (segment->order > 0)
        buffer_printf(out, " order=%zu", segment->order);
    show_place(out, segment->line, segment->column, all);
    show_content("source", &segment->source, all, out);
    if (segment->has_target)
        show_content("target", &segment->target, all, out);
}

static void show_match(const struct xliff_match *match, bool all, struct buffer *out)
{
    buffer_add_string(out, "    match");
    show(out, "segment", match->segment);
    show(out, "origin", match->origin);
    show(out, "type", match->type);
    show(out, "subtype", match->subtype);
    buffer_printf(out, " similarity=%d\n", match->similarity);
    show_content("source", &match->source, all, out);
    show_content("target", &match->target, all, out);
}

static void show_note(const struct xliff_note *note, struct buffer *out)
{
    show(out, "id", note->id);
    show(out, "category", note->category);
    show(out, "applies-to", note->applies_to);
    if (note->priority > 0)
        buffer_printf(out, " priority=%d", note->priority);
    show(out, "text", note->text);
}

static void show_unit(const struct xliff_unit *unit, bool all, struct buffer *out)
{
    show(out, "id", unit->id);
    show(out, "name", unit->name);
    show(out, "type", unit->type);
    buffer_add_string(out, unit->no_translate ? " no-translate" : "");
    buffer_add_string(out, unit->approved ? " approved" : "");
    show_place(out, unit->line, unit->column, all);
    for (size_t i = 0; i < unit->note_count; i++) {
        buffer_add_string(out, "    note");
        show_note(&unit->notes[i], out);
        buffer_add_string(out, "\n");
    }
    for (size_t i = 0; i < unit->term_count; i++) {
        buffer_add_string(out, "    term");
        show(out, "ref", unit->terms[i].ref);
        show(out, "term", unit->terms[i].term);
        show(out, "translation", unit->terms[i].translation);
        show(out, "definition", unit->terms[i].definition);
        buffer_add_string(out, "\n");
    }
    for (size_t i = 0; i < unit->match_count; i++)
        show_match(&unit->matches[i], all, out);
    for (size_t i = 0; i < unit->segment_count; i++)
        show_segment(&unit->segments[i], all, out);
}

static void show_file(const struct xliff_file *file, struct buffer *out)
{
    show(out, "id", file->id);
    show(out, "original", file->original);
    show(out, "source", file->source_lang);
    show(out, "target", file->target_lang);
    show(out, "datatype", file->datatype);
}

void xliff_show_event(const struct xliff_event *event, bool all, struct buffer *out)
{
    static const char *const versions[] = {"1.2", "2.0", "2.1", "2.2"};
    static const char *const kinds[] = {"document", "file",   "  skeleton",  "  note",
                                        "  group",  "  unit", "  group-end", "file-end"};
    buffer_add_string(out, kinds[event->kind]);
    if (event->kind == XLIFF_UNIT) {
        show_unit(event->unit, all, out);
        return;
    }
    if (event->kind == XLIFF_DOCUMENT)
        buffer_printf(out, " %s", versions[event->version]);
    if (event->kind == XLIFF_DOCUMENT || event->kind == XLIFF_FILE_START)
        show_file(event->file, out);
    if (event->kind == XLIFF_NOTE)
        show_note(event->note, out);
    if (event->kind == XLIFF_GROUP_START || event->kind == XLIFF_GROUP_END) {
        show(out, "id", event->group->id);
        show(out, "name", event->group->name);
        show(out, "type", event->group->type);
    }
    show(out, "text", event->text);
    show(out, "href", event->href);
    show_place(out, event->line, event->column, all);
}

struct buffer xliff_show(struct view document, size_t chunk, bool all)
{
    struct buffer out = {0};
    struct xliff_input input = {document, 0, chunk};
    struct xliff_reader *reader = xliff_reader_new(xliff_read_view, &input);
    struct xliff_event event;
    int result;
    while ((result = xliff_read(reader, &event)) > 0)
        xliff_show_event(&event, all, &out);
    const struct xliff_error *error = xliff_reader_error(reader);
    if (result < 0)
        buffer_printf(&out, "error %d %zu:%zu %s\n", (int)error->code, error->line, error->column,
                      error->message);
    xliff_reader_free(reader);
    return out;
}

/* ---- Read and written again ------------------------------------------------------------- */

static struct xliff_string string_of(const struct buffer *buffer)
{
    return (struct xliff_string){buffer->size ? buffer->data : NULL, buffer->size};
}

void xliff_copy_event(struct xliff_copying *copying, const struct xliff_event *event)
{
    struct xliff_writer *writer = copying->writer;
    struct xliff_file file = *event->file;
    switch (event->kind) {
    case XLIFF_DOCUMENT:
    case XLIFF_FINDING:
        break;
    case XLIFF_FILE_START:
        if (!copying->started)
            xliff_write_document_start(writer, file.source_lang, file.target_lang);
        copying->started = true;
        xliff_write_file_start(writer, &file);
        break;
    case XLIFF_SKELETON:
        if (event->href.data)
            xliff_write_skeleton_href(writer, event->href);
        buffer_add(copying->skeleton, event->text.data, event->text.size);
        break;
    case XLIFF_NOTE:
        xliff_write_note(writer, event->note);
        break;
    case XLIFF_GROUP_START:
        xliff_write_group_start(writer, event->group);
        break;
    case XLIFF_GROUP_END:
        xliff_write_group_end(writer);
        break;
    case XLIFF_UNIT:
        xliff_write_unit(writer, event->unit);
        break;
    case XLIFF_FILE_END:
        xliff_write_file_end(writer, string_of(copying->skeleton));
        copying->skeleton->size = 0;
        break;
    }
}

struct buffer xliff_copy(struct view document, enum xliff_version version)
{
    struct buffer out = {0}, skeleton = {0};
    struct xliff_input input = {document, 0, 4096};
    struct xliff_reader *reader = xliff_reader_new(xliff_read_view, &input);
    struct xliff_writer *writer = xliff_writer_new(version, xliff_write_buffer, &out);
    struct xliff_event event;
    struct xliff_copying copying = {.writer = writer, .skeleton = &skeleton};
    int result;
    while ((result = xliff_read(reader, &event)) > 0)
        xliff_copy_event(&copying, &event);
    xliff_write_document_end(writer);
    CU_ASSERT_EQUAL(result, 0);
    CU_ASSERT_EQUAL(xliff_writer_error(writer)->code, XLIFF_OK);
    xliff_reader_free(reader);
    xliff_writer_free(writer);
    buffer_free(&skeleton);
    return out;
}

/* ---- Data files ------------------------------------------------------------------------- */

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c - 'a' + 10;
}

struct buffer xliff_unescape(struct view text)
{
    struct buffer out = {0};
    for (size_t i = 0; i < text.size; i++) {
        char next = i + 1 < text.size ? text.data[i + 1] : '\0';
        if (text.data[i] != '\\') {
            buffer_add_char(&out, text.data[i]);
        } else if (next == 'x' && i + 3 < text.size) {
            buffer_add_char(&out, (char)(hex(text.data[i + 2]) << 4 | hex(text.data[i + 3])));
            i += 3;
        } else {
            buffer_add_char(&out, next == 'n'   ? '\n'
                                  : next == 'r' ? '\r'
                                  : next == 't' ? '\t'
                                                : next);
            i++;
        }
    }
    return out;
}

struct view take_word(struct view *line)
{
    size_t end = view_find(*line, VIEW(" "), 0);
    if (end == SIZE_MAX)
        end = line->size;
    struct view word = view_slice(*line, 0, end);
    while (end < line->size && line->data[end] == ' ')
        end++;
    *line = view_slice(*line, end, line->size);
    return word;
}
