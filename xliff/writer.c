/* The writer: document, files and groups. A unit is in write_unit.c. */
#include "xliff/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Errors ----------------------------------------------------------------------------- */

int xliff_writer_fail(struct xliff_writer *writer, enum xliff_error_code code, const char *message)
{
    if (writer->error.code == XLIFF_OK) {
        writer->error.code = code;
        snprintf(writer->error.message, sizeof writer->error.message, "%s", message);
    }
    return -1;
}

static bool has_failed(const struct xliff_writer *writer)
{
    const struct carried_out *to = &writer->carried, *file = &writer->file_carried,
                             *group = &writer->group_carried;
    return writer->out.failed || writer->head.failed || writer->tool.failed ||
           writer->href.failed || writer->file_notes.failed || writer->group_notes.failed ||
           writer->prefixes.failed || writer->source_lang.failed || writer->target_lang.failed ||
           to->attributes.failed || to->target.failed || to->own.failed || to->other.failed ||
           file->own.failed || file->other.failed || group->own.failed || group->other.failed;
}

int xliff_writer_result(struct xliff_writer *writer)
{
    if (has_failed(writer))
        return xliff_writer_fail(writer, XLIFF_ERROR_MEMORY, "out of memory");
    return writer->error.code == XLIFF_OK ? 0 : -1;
}

static int fail_order(struct xliff_writer *writer)
{
    return xliff_writer_fail(writer, XLIFF_ERROR_STRUCTURE,
                             "the calls of the writer are not in the order of the document");
}

/* ---- Additions -------------------------------------------------------------------------- */

static void put_escaped(struct xliff_writer *writer, struct xliff_string text,
                        enum escape_place place)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint;
        at = xliff_escape(&writer->out, text, at, place, writer->utf8);
        if (at == text.size)
            return;
        size_t size = xliff_decode(text, at, &codepoint);
        if (size == 0) {
            xliff_writer_fail(writer, XLIFF_ERROR_CHARACTER, "the text is not UTF-8");
            return;
        }
        xliff_bytes_add_character(&writer->out, 0xfffd);
        at += size;
    }
}

void xliff_put_text(struct xliff_writer *writer, struct xliff_string text)
{
    put_escaped(writer, text, ESCAPE_CONTENT);
}

void xliff_put_value(struct xliff_writer *writer, struct xliff_string value)
{
    put_escaped(writer, value, ESCAPE_ATTRIBUTE);
}

/* name="value" of a value that needs no escape: nearly all do not. False if it does. */
static bool put_plain_attribute(struct xliff_writer *writer, struct xliff_string name,
                                struct xliff_string value)
{
    struct bytes *out = &writer->out;
    if (!xliff_bytes_reserve(out, name.size + value.size + 4))
        return false;
    char *to = out->data + out->size;
    if (!xliff_copy_plain(to + name.size + 3, value, writer->utf8))
        return false;
    *to++ = ' ';
    xliff_copy_short(to, name.data, name.size);
    to += name.size;
    *to++ = '=';
    *to++ = '"';
    to[value.size] = '"';
    out->size += name.size + value.size + 4;
    return true;
}

void xliff_put_named(struct xliff_writer *writer, struct xliff_string name,
                     struct xliff_string value)
{
    if (put_plain_attribute(writer, name, value))
        return;
    xliff_put(writer, " ");
    xliff_bytes_add(&writer->out, name.data, name.size);
    xliff_put(writer, "=\"");
    xliff_put_value(writer, value);
    xliff_put(writer, "\"");
}

/* Gives what stands in `bytes` to the caller's function. */
static void flush(struct xliff_writer *writer, struct bytes *bytes)
{
    if (xliff_writer_result(writer) == 0 && bytes->size > 0 &&
        writer->write(writer->context, bytes->data, bytes->size) != 0)
        xliff_writer_fail(writer, XLIFF_ERROR_WRITE, "the output cannot be written");
    bytes->size = 0;
}

/* Moves what stands in `out` to `to`. */
static void move(struct xliff_writer *writer, struct bytes *to)
{
    xliff_bytes_add(to, writer->out.data, writer->out.size);
    writer->out.size = 0;
}

static struct xliff_string view(const struct bytes *bytes)
{
    return (struct xliff_string){bytes->data, bytes->size};
}

/* ---- Document --------------------------------------------------------------------------- */

struct xliff_writer *xliff_writer_new(enum xliff_version version, xliff_write_function write,
                                      void *context)
{
    struct xliff_writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        return NULL;
    writer->version = version;
    writer->write = write;
    writer->context = context;
    return writer;
}

int xliff_write_prefix(struct xliff_writer *writer, struct xliff_string prefix,
                       struct xliff_string uri)
{
    if (writer->level != BEFORE_DOCUMENT)
        return fail_order(writer);
    if (writer->version == XLIFF_1_2)
        return xliff_writer_result(writer);
    xliff_put(writer, " xmlns:");
    xliff_put_value(writer, prefix);
    xliff_put(writer, "=\"");
    xliff_put_value(writer, uri);
    xliff_put(writer, "\"");
    move(writer, &writer->prefixes);
    return xliff_writer_result(writer);
}

int xliff_write_document_start(struct xliff_writer *writer, struct xliff_string source_lang,
                               struct xliff_string target_lang)
{
    if (writer->level != BEFORE_DOCUMENT)
        return fail_order(writer);
    writer->level = IN_DOCUMENT;
    xliff_put(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    size_t start = writer->out.size;
    xliff_put(writer, "<xliff version=\"");
    xliff_put(writer, xliff_version_number(writer->version));
    xliff_put(writer, "\" xmlns=\"");
    xliff_put(writer, xliff_version_namespace(writer->version));
    xliff_put(writer, "\"");
    xliff_bytes_add(&writer->source_lang, source_lang.data, source_lang.size);
    xliff_bytes_add(&writer->target_lang, target_lang.data, target_lang.size);
    if (writer->version != XLIFF_1_2) {
        xliff_bytes_add(&writer->out, writer->prefixes.data, writer->prefixes.size);
        xliff_put_attribute(writer, "srcLang", source_lang);
        xliff_put_attribute(writer, "trgLang", target_lang);
    }
    xliff_put_carried_attributes(writer, start, &writer->carried.attributes);
    xliff_put(writer, ">\n");
    flush(writer, &writer->out);
    return xliff_writer_result(writer);
}

int xliff_write_document_end(struct xliff_writer *writer)
{
    if (writer->level != IN_DOCUMENT)
        return fail_order(writer);
    writer->level = AFTER_DOCUMENT;
    xliff_put(writer, "</xliff>\n");
    flush(writer, &writer->out);
    return xliff_writer_result(writer);
}

/* ---- File ------------------------------------------------------------------------------- */

static void put_file_1(struct xliff_writer *writer, const struct xliff_file *file)
{
    bool own_source = file->source_lang.data, own_target = file->target_lang.data;
    struct xliff_string none = {"", 0}, plain = {"plaintext", 9};
    xliff_put_attribute(writer, "original", file->original.data ? file->original : none);
    xliff_put_attribute(writer, "source-language",
                        own_source ? file->source_lang : view(&writer->source_lang));
    xliff_put_attribute(writer, "target-language",
                        own_target ? file->target_lang : view(&writer->target_lang));
    xliff_put_attribute(writer, "datatype", file->datatype.data ? file->datatype : plain);
}

/* <tool> is kept until the skeleton, which stands before it, is known. */
static void keep_tool(struct xliff_writer *writer, const struct xliff_file *file)
{
    writer->tool.size = writer->href.size = 0;
    if (!file->tool_id.data || writer->version != XLIFF_1_2)
        return;
    xliff_put(writer, "<tool");
    xliff_put_attribute(writer, "tool-id", file->tool_id);
    xliff_put_attribute(writer, "tool-name",
                        file->tool_name.data ? file->tool_name : file->tool_id);
    xliff_put_attribute(writer, "tool-version", file->tool_version);
    xliff_put(writer, "/>");
    move(writer, &writer->tool);
}

int xliff_write_file_start(struct xliff_writer *writer, const struct xliff_file *file)
{
    if (writer->level != IN_DOCUMENT)
        return fail_order(writer);
    writer->level = IN_FILE;
    writer->has_units = writer->counts_characters = writer->counts_bytes = false;
    writer->file_notes.size = writer->file_carried.own.size = writer->file_carried.other.size = 0;
    keep_tool(writer, file);
    size_t start = writer->out.size;
    xliff_put(writer, "  <file");
    if (writer->version == XLIFF_1_2) {
        put_file_1(writer, file);
    } else {
        xliff_put_attribute(writer, "id", file->id);
        xliff_put_attribute(writer, "original", file->original);
    }
    xliff_put_carried_attributes(writer, start, &writer->carried.attributes);
    xliff_put(writer, " xml:space=\"preserve\">\n");
    move(writer, &writer->head);
    return xliff_writer_result(writer);
}

int xliff_write_skeleton_href(struct xliff_writer *writer, struct xliff_string href)
{
    if (writer->level != IN_FILE)
        return fail_order(writer);
    struct bytes units = writer->out;
    writer->out = writer->href;
    writer->out.size = 0;
    xliff_put_attribute(writer, "href", href);
    writer->href = writer->out;
    writer->out = units;
    return xliff_writer_result(writer);
}

/* The skeleton in elements that begin and end with `start` and `end`, or the one that is elsewhere
 * in the element `external`. */
static void put_skeleton(struct xliff_writer *writer, struct xliff_string skeleton,
                         const char *start, const char *end, const char *external)
{
    if (skeleton.data) {
        xliff_put(writer, start);
        xliff_put_text(writer, skeleton);
        xliff_put(writer, end);
    } else if (writer->href.size > 0) {
        xliff_put(writer, external);
        xliff_bytes_add(&writer->out, writer->href.data, writer->href.size);
        xliff_put(writer, "/>");
    }
}

/* Whether the tag has the attribute whose text, ` name="value"`, begins with these bytes. */
static bool has_attribute(const struct bytes *out, size_t start, struct xliff_string name)
{
    for (size_t at = start; at + name.size <= out->size; at++)
        if (!memcmp(out->data + at, name.data, name.size))
            return true;
    return false;
}

void xliff_put_carried_attributes(struct xliff_writer *writer, size_t start, struct bytes *carried)
{
    const char *at = carried->data, *end = carried->size > 0 ? at + carried->size : at;
    while (at < end && !writer->out.failed) {
        const char *value = (const char *)memchr(at, '"', (size_t)(end - at)) + 1;
        const char *next = (const char *)memchr(value, '"', (size_t)(end - value)) + 1;
        if (!has_attribute(&writer->out, start, (struct xliff_string){at, (size_t)(value - at)}))
            xliff_bytes_add(&writer->out, at, (size_t)(next - at));
        at = next;
    }
    carried->size = 0;
}

void xliff_put_carried(struct xliff_writer *writer, struct bytes *carried, size_t columns)
{
    if (carried->size == 0)
        return;
    xliff_put_indent(writer, columns);
    xliff_bytes_add(&writer->out, carried->data, carried->size);
    xliff_put(writer, "\n");
    carried->size = 0;
}

/* Notes that were kept: 2.x has an element around them. */
static void put_notes(struct xliff_writer *writer, struct bytes *notes)
{
    if (notes->size == 0)
        return;
    bool first = writer->version == XLIFF_1_2;
    xliff_put_indent(writer, (first ? 6 : 4) + 2 * writer->groups);
    xliff_put(writer, first ? "" : "<notes>");
    xliff_bytes_add(&writer->out, notes->data, notes->size);
    xliff_put(writer, first ? "\n" : "</notes>\n");
    notes->size = 0;
}

static void put_before_units(struct xliff_writer *writer, struct xliff_string skeleton)
{
    bool any = skeleton.data || writer->href.size > 0;
    if (writer->version != XLIFF_1_2) {
        xliff_put(writer, any ? "    " : "");
        put_skeleton(writer, skeleton, "<skeleton>", "</skeleton>", "<skeleton");
        xliff_put(writer, any ? "\n" : "");
        xliff_put_profiles(writer);
        xliff_put_carried(writer, &writer->file_carried.other, 4);
        put_notes(writer, &writer->file_notes);
        return;
    }
    struct carried_out *carried = &writer->file_carried;
    if (any || writer->tool.size > 0 || writer->file_notes.size > 0 || carried->own.size > 0 ||
        carried->other.size > 0) {
        xliff_put(writer, "    <header>");
        xliff_put(writer, any ? "<skl>" : "");
        put_skeleton(writer, skeleton, "<internal-file form=\"text\">", "</internal-file>",
                     "<external-file");
        xliff_put(writer, any ? "</skl>" : "");
        xliff_bytes_add(&writer->out, carried->own.data, carried->own.size);
        xliff_bytes_add(&writer->out, writer->tool.data, writer->tool.size);
        xliff_bytes_add(&writer->out, writer->file_notes.data, writer->file_notes.size);
        xliff_bytes_add(&writer->out, carried->other.data, carried->other.size);
        xliff_put(writer, "</header>\n");
    }
    xliff_put(writer, "    <body>\n");
}

/* The schemas of 2.x want a unit or a group in every file. */
static void put_after_units(struct xliff_writer *writer)
{
    if (writer->version == XLIFF_1_2)
        xliff_put(writer, "    </body>\n");
    else if (!writer->has_units)
        xliff_put(writer, "    <group id=\"empty\"/>\n");
    xliff_put(writer, "  </file>\n");
}

/* What stands before the units goes out first, then the units, then the end. */
int xliff_write_file_end(struct xliff_writer *writer, struct xliff_string skeleton)
{
    if (writer->level != IN_FILE || writer->groups > 0)
        return fail_order(writer);
    writer->level = IN_DOCUMENT;
    struct bytes units = writer->out;
    writer->out = writer->front;
    put_before_units(writer, skeleton);
    flush(writer, &writer->head);
    flush(writer, &writer->out);
    writer->front = writer->out;
    writer->out = units;
    put_after_units(writer);
    flush(writer, &writer->out);
    return xliff_writer_result(writer);
}

/* ---- Group ------------------------------------------------------------------------------ */

static size_t indent(const struct xliff_writer *writer)
{
    return (writer->version == XLIFF_1_2 ? 6 : 4) + 2 * writer->groups;
}

/* Notes stand before all units of the group; 1.2: notes before other namespaces, 2.x: behind. */
static void begin_content(struct xliff_writer *writer)
{
    struct carried_out *carried = &writer->group_carried;
    xliff_put_carried(writer, &carried->own, indent(writer));
    if (writer->version != XLIFF_1_2)
        xliff_put_carried(writer, &carried->other, indent(writer));
    put_notes(writer, &writer->group_notes);
    xliff_put_carried(writer, &carried->other, indent(writer));
    writer->takes_notes = false;
}

int xliff_write_note(struct xliff_writer *writer, const struct xliff_note *note)
{
    if (writer->level != IN_FILE || (writer->groups > 0 && !writer->takes_notes))
        return fail_order(writer);
    struct bytes *to = writer->groups > 0 ? &writer->group_notes : &writer->file_notes;
    struct bytes units = writer->out;
    writer->out = *to;
    xliff_put_note(writer, note);
    *to = writer->out;
    writer->out = units;
    return xliff_writer_result(writer);
}

int xliff_write_group_start(struct xliff_writer *writer, const struct xliff_group *group)
{
    if (writer->level != IN_FILE)
        return fail_order(writer);
    bool first = writer->version == XLIFF_1_2;
    begin_content(writer);
    xliff_put_indent(writer, indent(writer));
    writer->groups++;
    writer->has_units = true;
    writer->takes_notes = true;
    size_t start = writer->out.size;
    xliff_put(writer, "<group");
    xliff_put_attribute(writer, "id", group->id);
    xliff_put_attribute(writer, first ? "resname" : "name", group->name);
    xliff_put_attribute(writer, first ? "restype" : "type", group->type);
    xliff_put_carried_attributes(writer, start, &writer->carried.attributes);
    xliff_put(writer, ">\n");
    return xliff_writer_result(writer);
}

int xliff_write_group_end(struct xliff_writer *writer)
{
    if (writer->level != IN_FILE || writer->groups == 0)
        return fail_order(writer);
    begin_content(writer);
    writer->groups--;
    xliff_put_indent(writer, indent(writer));
    xliff_put(writer, "</group>\n");
    return xliff_writer_result(writer);
}

int xliff_write_unit(struct xliff_writer *writer, const struct xliff_unit *unit)
{
    if (writer->level != IN_FILE)
        return fail_order(writer);
    begin_content(writer);
    writer->has_units = true;
    if (writer->error.code == XLIFF_OK)
        xliff_put_unit(writer, unit, indent(writer));
    return xliff_writer_result(writer);
}

char *xliff_write_room(struct xliff_writer *writer, size_t size)
{
    if (writer->level != IN_FILE) {
        fail_order(writer);
        return NULL;
    }
    begin_content(writer);
    writer->has_units = true;
    bool room = xliff_bytes_reserve(&writer->out, size);
    return xliff_writer_result(writer) == 0 && room ? writer->out.data + writer->out.size : NULL;
}

void xliff_write_filled(struct xliff_writer *writer, size_t size)
{
    writer->out.size += size;
}

const struct xliff_error *xliff_writer_error(const struct xliff_writer *writer)
{
    return &writer->error;
}

void xliff_writer_free(struct xliff_writer *writer)
{
    if (!writer)
        return;
    struct bytes *bytes[] = {&writer->prefixes,
                             &writer->source_lang,
                             &writer->target_lang,
                             &writer->tool,
                             &writer->href,
                             &writer->head,
                             &writer->front,
                             &writer->out,
                             &writer->file_notes,
                             &writer->group_notes,
                             &writer->carried.attributes,
                             &writer->carried.target,
                             &writer->carried.own,
                             &writer->carried.other,
                             &writer->file_carried.own,
                             &writer->file_carried.other,
                             &writer->group_carried.own,
                             &writer->group_carried.other};
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++)
        xliff_bytes_free(bytes[i]);
    xliff_array_free(&writer->shapes);
    xliff_array_free(&writer->keys);
    xliff_array_free(&writer->stack);
    xliff_array_free(&writer->data);
    free(writer);
}
