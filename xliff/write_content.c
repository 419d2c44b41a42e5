/* Text, codes and marks inside <source> and <target>. No white space is added here. */
#include "xliff/writer.h"

#include <stdio.h>
#include <string.h>

/* ---- Characters that XML cannot hold ---------------------------------------------------- */

static void put_cp(struct xliff_writer *writer, uint32_t codepoint)
{
    char markup[32];
    snprintf(markup, sizeof markup, "<cp hex=\"%04X\"/>", (unsigned)codepoint);
    xliff_put(writer, markup);
}

/* The reader makes the character of it again. */
static void put_control(struct xliff_writer *writer, uint32_t codepoint)
{
    char markup[100];
    snprintf(markup, sizeof markup,
             "<ph id=\"control%zu\" ctype=\"x-control\" equiv-text=\"\">U+%04X</ph>",
             ++writer->controls, (unsigned)codepoint);
    xliff_put(writer, markup);
}

static void put_text_with(struct xliff_writer *writer, struct xliff_string text,
                          void (*put)(struct xliff_writer *, uint32_t))
{
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint;
        at = xliff_escape(&writer->out, text, at, ESCAPE_CONTENT, writer->utf8);
        if (at == text.size)
            return;
        size_t size = xliff_decode(text, at, &codepoint);
        if (size == 0) {
            xliff_writer_fail(writer, XLIFF_ERROR_CHARACTER, "the text is not UTF-8");
            return;
        }
        put(writer, codepoint);
        at += size;
    }
}

void xliff_put_text_with_cp(struct xliff_writer *writer, struct xliff_string text)
{
    put_text_with(writer, text, put_cp);
}

/* ---- 1.2 -------------------------------------------------------------------------------- */

enum element_1 { PH, X, BX, EX, IT, BPT, EPT };

static enum element_1 element_1(const struct shape *shape)
{
    const struct xliff_part *part = shape->part;
    const char *was = part->text.size == 0 && part->element ? part->element : "";
    if (shape->form == FORM_POINT)
        return !strcmp(was, "x") ? X : PH;
    bool open = part->kind == XLIFF_OPEN;
    if (!strcmp(was, open ? "bx" : "ex"))
        return open ? BX : EX;
    if (shape->form == FORM_ALONE)
        return IT;
    return open ? BPT : EPT;
}

/* A code of 1.2 needs an id; 2.x has none for a closing one. */
static void put_id_1(struct xliff_writer *writer, const struct xliff_part *part)
{
    if (part->id.data || part->kind != XLIFF_CLOSE) {
        xliff_put_attribute(writer, "id", part->id);
        return;
    }
    xliff_put(writer, " id=\"");
    xliff_put_value(writer, part->ref);
    xliff_put(writer, "-end\"");
}

static void put_code_1(struct xliff_writer *writer, const struct shape *shape)
{
    static const char *const starts[] = {
        [PH] = "<ph", [X] = "<x",     [BX] = "<bx",   [EX] = "<ex",
        [IT] = "<it", [BPT] = "<bpt", [EPT] = "<ept",
    };
    static const char *const ends[] = {
        [PH] = "</ph>", [IT] = "</it>", [BPT] = "</bpt>", [EPT] = "</ept>"};
    const struct xliff_part *part = shape->part;
    enum element_1 element = element_1(shape);
    bool close = part->kind == XLIFF_CLOSE, it = element == IT;
    xliff_put(writer, starts[element]);
    put_id_1(writer, part);
    if (it)
        xliff_put(writer, close ? " pos=\"close\"" : " pos=\"open\"");
    if (close)
        xliff_put_attribute(writer, "rid", part->ref);
    else if (part->kind == XLIFF_OPEN && !it)
        xliff_put_attribute(writer, "rid", part->id);
    if (!close || it)
        xliff_put_attribute(writer, "ctype", part->type);
    xliff_put_attribute(writer, "equiv-text", part->equiv);
    if (!ends[element]) {
        xliff_put(writer, "/>");
        return;
    }
    xliff_put(writer, ">");
    xliff_put_text(writer, part->text);
    xliff_put(writer, ends[element]);
}

static void put_span_1(struct xliff_writer *writer, const struct xliff_part *part)
{
    switch (part->kind) {
    case XLIFF_OPEN:
        xliff_put(writer, "<g");
        xliff_put_attribute(writer, "id", part->id);
        xliff_put_attribute(writer, "ctype", part->type);
        xliff_put_attribute(writer, "equiv-text", part->equiv);
        xliff_put(writer, ">");
        break;
    case XLIFF_CLOSE:
        xliff_put(writer, "</g>");
        break;
    case XLIFF_MARK_OPEN:
        xliff_put(writer, "<mrk");
        xliff_put_attribute(writer, "mtype", part->type);
        xliff_put_attribute(writer, "mid", part->id);
        xliff_put_attribute(writer, "comment", part->value);
        xliff_put(writer, ">");
        break;
    default:
        xliff_put(writer, "</mrk>");
        break;
    }
}

static void put_part_1(struct xliff_writer *writer, const struct shape *shape)
{
    const struct xliff_part *part = shape->part;
    if (shape->form == FORM_TEXT)
        put_text_with(writer, part->text, put_control);
    else if (shape->form == FORM_SPAN)
        put_span_1(writer, part);
    else if (part->kind == XLIFF_MARK_OPEN || part->kind == XLIFF_MARK_CLOSE)
        xliff_writer_fail(writer, XLIFF_ERROR_STRUCTURE,
                          "XLIFF 1.2 has no mark that overlaps another or spans segments");
    else
        put_code_1(writer, shape);
}

/* ---- 2.x -------------------------------------------------------------------------------- */

static void put_data_ref(struct xliff_writer *writer, const char *name, size_t data)
{
    if (data == 0)
        return;
    xliff_put(writer, " ");
    xliff_put(writer, name);
    xliff_put(writer, "=\"d");
    xliff_bytes_add_number(&writer->out, data);
    xliff_put(writer, "\"");
}

static void put_type_2(struct xliff_writer *writer, const struct xliff_part *part)
{
    xliff_put_attribute(writer, "type", part->type);
    xliff_put_attribute(writer, "subType", part->subtype);
}

static void put_pc_start(struct xliff_writer *writer, const struct shape *shape,
                         const struct shape *close)
{
    const struct xliff_part *part = shape->part;
    xliff_put(writer, "<pc");
    xliff_put_attribute(writer, "id", part->id);
    put_type_2(writer, part);
    put_data_ref(writer, "dataRefStart", shape->data);
    put_data_ref(writer, "dataRefEnd", close->data);
    xliff_put_attribute(writer, "equivStart", part->equiv);
    xliff_put_attribute(writer, "equivEnd", close->part->equiv);
    xliff_put_attribute(writer, "dispStart", part->disp);
    xliff_put_attribute(writer, "dispEnd", close->part->disp);
    xliff_put(writer, part->keep ? " canDelete=\"no\">" : ">");
}

/* An end repeats what its start says, since the two must be equal. */
static void put_code_2(struct xliff_writer *writer, const struct shape *shape)
{
    const struct shape *shapes = writer->shapes.items;
    const struct xliff_part *part = shape->part;
    bool close = part->kind == XLIFF_CLOSE;
    const struct xliff_part *start =
        close && shape->partner != NO_PARTNER ? shapes[shape->partner].part : part;
    xliff_put(writer, shape->form == FORM_POINT ? "<ph" : close ? "<ec" : "<sc");
    if (close && shape->form == FORM_SEPARATE)
        xliff_put_attribute(writer, "startRef", part->ref);
    else
        xliff_put_attribute(writer, "id", close && !part->id.data ? part->ref : part->id);
    if (shape->form == FORM_ALONE)
        xliff_put(writer, " isolated=\"yes\"");
    put_type_2(writer, start->type.data ? start : part);
    put_data_ref(writer, "dataRef", shape->data);
    xliff_put_attribute(writer, "equiv", part->equiv);
    xliff_put_attribute(writer, "disp", part->disp);
    xliff_put(writer, start->keep ? " canDelete=\"no\"/>" : "/>");
}

static void put_mark_start(struct xliff_writer *writer, const struct xliff_part *part,
                           const char *name)
{
    xliff_put(writer, "<");
    xliff_put(writer, name);
    xliff_put_attribute(writer, "id", part->id);
    if (part->translate >= 0)
        xliff_put(writer, part->translate ? " translate=\"yes\"" : " translate=\"no\"");
    xliff_put_attribute(writer, "type", part->type);
    xliff_put_attribute(writer, "value", part->value);
}

static void put_mark_2(struct xliff_writer *writer, const struct shape *shape)
{
    const struct xliff_part *part = shape->part;
    bool span = shape->form == FORM_SPAN;
    if (part->kind == XLIFF_MARK_OPEN) {
        put_mark_start(writer, part, span ? "mrk" : "sm");
        xliff_put(writer, span ? ">" : "/>");
    } else if (span) {
        xliff_put(writer, "</mrk>");
    } else {
        xliff_put(writer, "<em");
        xliff_put_attribute(writer, "startRef", part->ref);
        xliff_put(writer, "/>");
    }
}

static void put_part_2(struct xliff_writer *writer, const struct shape *shape)
{
    const struct shape *shapes = writer->shapes.items;
    enum xliff_part_kind kind = shape->part->kind;
    if (kind == XLIFF_TEXT)
        put_text_with(writer, shape->part->text, put_cp);
    else if (kind == XLIFF_MARK_OPEN || kind == XLIFF_MARK_CLOSE)
        put_mark_2(writer, shape);
    else if (shape->form != FORM_SPAN)
        put_code_2(writer, shape);
    else if (kind == XLIFF_OPEN)
        put_pc_start(writer, shape, &shapes[shape->partner]);
    else
        xliff_put(writer, "</pc>");
}

void xliff_put_content(struct xliff_writer *writer, const struct xliff_content *content,
                       size_t first)
{
    writer->utf8 = content->utf8;
    xliff_put_parts(writer, first, content->count);
    writer->utf8 = false;
}

void xliff_put_parts(struct xliff_writer *writer, size_t first, size_t count)
{
    const struct shape *shapes = writer->shapes.items;
    for (size_t i = first; i < first + count && writer->error.code == XLIFF_OK; i++) {
        if (writer->version == XLIFF_1_2)
            put_part_1(writer, &shapes[i]);
        else
            put_part_2(writer, &shapes[i]);
    }
}
