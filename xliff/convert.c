/* A conversion: the events of a reader go to a writer of another version. */
#include "xliff/convert.h"
#include "xliff/start_tag.h"
#include "xliff/writer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- Strings of the unit at hand -------------------------------------------------------- */

void *xliff_convert_get(struct conversion *conversion, size_t size)
{
    void *memory = xliff_arena_get(&conversion->arena, size);
    conversion->failed |= !memory;
    return memory;
}

struct xliff_string xliff_convert_copy(struct conversion *conversion, struct xliff_string text)
{
    if (!text.data)
        return text;
    char *copy = xliff_convert_get(conversion, text.size);
    if (!copy)
        return (struct xliff_string){0};
    if (text.size > 0)
        memcpy(copy, text.data, text.size);
    return (struct xliff_string){copy, text.size};
}

struct xliff_string xliff_convert_format(struct conversion *conversion, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    char *text = size < 0 ? NULL : xliff_convert_get(conversion, (size_t)size + 1);
    conversion->failed |= !text;
    if (text)
        vsnprintf(text, (size_t)size + 1, format, again);
    va_end(arguments);
    va_end(again);
    return (struct xliff_string){text, text ? (size_t)size : 0};
}

/* ---- Document and file ------------------------------------------------------------------ */

static void begin_document(struct conversion *conversion, const struct xliff_file *file)
{
    const struct item *document = conversion->reader->queue.document;
    const struct xliff_convert_options *options = conversion->options;
    conversion->begun = true;
    conversion->declared = !conversion->own || !options->prefix.data;
    if (!conversion->declared)
        xliff_write_prefix(conversion->writer, options->prefix, options->uri);
    else
        xliff_write_prefix(conversion->writer, xliff_text("xliff12"),
                           xliff_text(xliff_version_namespace(XLIFF_1_2)));
    xliff_convert_carry_attributes(conversion, document);
    xliff_write_document_start(conversion->writer, file->source_lang, file->target_lang);
    xliff_bytes_add(&conversion->source_lang, file->source_lang.data, file->source_lang.size);
    xliff_bytes_add(&conversion->target_lang, file->target_lang.data, file->target_lang.size);
}

static void check_file(struct conversion *conversion, const struct xliff_file *file,
                       struct xliff_string id)
{
    struct losses *losses = &conversion->losses, inside = *losses;
    losses->unit = (struct xliff_string){0};
    losses->line = file->line;
    losses->column = file->column;
    struct xliff_string source = xliff_bytes_view(&conversion->source_lang);
    struct xliff_string target = xliff_bytes_view(&conversion->target_lang);
    if (conversion->up &&
        (!xliff_equal(file->source_lang, source) || !xliff_equal(file->target_lang, target)))
        xliff_lose(&conversion->losses, "languages of a <file> that are not those of the first");
    if (!conversion->up && file->id.data && !xliff_equal(file->id, id))
        xliff_lose(&conversion->losses, "id of <file>");
    losses->unit = inside.unit;
    losses->line = inside.line;
    losses->column = inside.column;
}

/* What both versions have attributes for, and only 1.2 in <file>. */
static void carry_file(struct conversion *conversion, struct xliff_file *file)
{
    const struct item *item = conversion->item->outer;
    struct xliff_string carried = xliff_convert_find_carried(conversion, item, "datatype");
    if (!conversion->up)
        file->datatype = carried;
    else if (file->datatype.size > 0 && !xliff_is(file->datatype, "plaintext"))
        xliff_convert_carry_own(conversion, "", "datatype", file->datatype);
    xliff_convert_carry_attributes(conversion, item);
}

/* A file begins with its first event inside, which may be the skeleton that says whose it is. */
static void begin_file(struct conversion *conversion, const struct xliff_event *event)
{
    const struct xliff_convention *convention = conversion->options->convention;
    const struct xliff_file *tool = &conversion->options->tool;
    if (conversion->in_file || !event->file)
        return;
    struct xliff_file file = *event->file;
    conversion->in_file = true;
    conversion->own = convention && event->kind == XLIFF_SKELETON && event->text.size > 0 &&
                      convention->begin(convention->context, event->text);
    if (!conversion->begun)
        begin_document(conversion, &file);
    struct xliff_string id = xliff_convert_format(conversion, "f%zu", ++conversion->files);
    check_file(conversion, &file, id);
    carry_file(conversion, &file);
    file.id = id;
    if (conversion->up && file.original.size == 0)
        file.original = (struct xliff_string){0};
    file.tool_id = tool->tool_id;
    file.tool_name = tool->tool_name;
    file.tool_version = tool->tool_version;
    conversion->has_skeleton = false;
    conversion->skeleton.size = conversion->notes = 0;
    if (!conversion->failed)
        xliff_write_file_start(conversion->writer, &file);
}

static void take_skeleton(struct conversion *conversion, const struct xliff_event *event)
{
    if (event->href.data)
        xliff_write_skeleton_href(conversion->writer, event->href);
    if (event->text.size == 0)
        return;
    conversion->has_skeleton = true;
    xliff_bytes_add(&conversion->skeleton, event->text.data, event->text.size);
}

static void end_file(struct conversion *conversion)
{
    struct xliff_string skeleton = xliff_bytes_view(&conversion->skeleton);
    if (!conversion->has_skeleton)
        skeleton.data = NULL;
    xliff_write_file_end(conversion->writer, skeleton);
    conversion->in_file = conversion->own = false;
}

/* ---- Groups and notes ------------------------------------------------------------------- */

static void start_group(struct conversion *conversion, const struct xliff_group *group)
{
    conversion->notes = 0;
    if (conversion->in_block) {
        xliff_lose(&conversion->losses, "group inside a block");
        conversion->inner_groups++;
        return;
    }
    if (xliff_convert_block_start(conversion, group))
        return;
    struct xliff_group to = {
        .id = xliff_convert_id(conversion, group->id),
        .name = group->name,
        .type = xliff_convert_type(conversion, group->type),
    };
    if (conversion->up && !to.id.data)
        to.id = xliff_convert_format(conversion, "g%zu", ++conversion->groups);
    xliff_convert_carry_attributes(conversion, conversion->item);
    if (!conversion->failed)
        xliff_write_group_start(conversion->writer, &to);
}

static void end_group(struct conversion *conversion)
{
    if (conversion->inner_groups > 0) {
        conversion->inner_groups--;
        xliff_convert_lose_carried(conversion, conversion->item->outer);
    } else if (conversion->in_block)
        xliff_convert_block_end(conversion);
    else
        xliff_write_group_end(conversion->writer);
}

static void take_note(struct conversion *conversion, const struct xliff_note *note)
{
    struct xliff_string id = {0};
    if (conversion->up)
        id = xliff_convert_format(conversion, "n%zu", ++conversion->notes);
    struct xliff_note to = xliff_convert_note(conversion, note, id);
    if (conversion->in_block)
        xliff_convert_block_note(conversion, &to);
    else if (conversion->writer->groups > 0 && !conversion->writer->takes_notes)
        xliff_lose(&conversion->losses, "note behind the units of its group");
    else
        xliff_write_note(conversion->writer, &to);
}

/* ---- Events ----------------------------------------------------------------------------- */

static void set_place(struct conversion *conversion, const struct xliff_event *event)
{
    struct losses *losses = &conversion->losses;
    losses->unit = event->unit ? event->unit->id : (struct xliff_string){0};
    losses->line = event->line;
    losses->column = event->column;
}

/* When a unit or group comes, or its end, the elements that stand before them have been read. */
static void carry_into_open(struct conversion *conversion)
{
    struct item *open = conversion->item->outer;
    bool file = open->event.kind == XLIFF_FILE_START;
    if (!conversion->in_block)
        xliff_convert_carry_elements(conversion, open,
                                     file ? &conversion->writer->file_carried
                                          : &conversion->writer->group_carried);
}

static void take_event(struct conversion *conversion, const struct xliff_event *event)
{
    set_place(conversion, event);
    if (!conversion->in_block)
        xliff_arena_clear(&conversion->arena);
    if (event->kind != XLIFF_DOCUMENT && event->kind != XLIFF_FILE_START)
        begin_file(conversion, event);
    switch (event->kind) {
    case XLIFF_DOCUMENT:
    case XLIFF_FILE_START:
        break;
    case XLIFF_SKELETON:
        take_skeleton(conversion, event);
        break;
    case XLIFF_NOTE:
        take_note(conversion, event->note);
        break;
    case XLIFF_GROUP_START:
        carry_into_open(conversion);
        start_group(conversion, event->group);
        break;
    case XLIFF_UNIT:
        carry_into_open(conversion);
        xliff_convert_unit(conversion, event->unit);
        break;
    case XLIFF_GROUP_END:
        carry_into_open(conversion);
        end_group(conversion);
        break;
    case XLIFF_FILE_END:
        carry_into_open(conversion);
        end_file(conversion);
        break;
    case XLIFF_FINDING: /* nobody asked for them */
        break;
    }
}

/* ---- The bytes that are read ------------------------------------------------------------ */

/* Until the version is known the bytes are kept; then they are let go, or passed on. */
struct source {
    xliff_read_function read;
    void *read_context;
    xliff_write_function write;
    void *write_context;
    struct bytes kept;
    bool known, pass, failed;
};

static ptrdiff_t read_source(void *context, char *data, size_t size)
{
    struct source *source = context;
    ptrdiff_t got = source->read(source->read_context, data, size);
    if (got <= 0 || source->failed)
        return got;
    if (!source->known)
        xliff_bytes_add(&source->kept, data, (size_t)got);
    else if (source->pass)
        source->failed = source->write(source->write_context, data, (size_t)got) != 0;
    return got;
}

static int fail(struct xliff_error *error, enum xliff_error_code code, const char *message)
{
    *error = (struct xliff_error){.code = code};
    snprintf(error->message, sizeof error->message, "%s", message);
    return -1;
}

/* ---- Within 2.x: the start tag of the root is replaced ----------------------------------- */

static int write_head(struct source *source, const struct xliff_reader *reader,
                      const struct xliff_convert_options *options, struct xliff_error *error)
{
    const struct item *document = reader->queue.document;
    struct bytes *kept = &source->kept, tag = {0};
    size_t start = document->start, end = document->end;
    if (document->event.version == options->version)
        start = end = 0;
    else if (!xliff_reader_is_utf8(reader))
        return fail(error, XLIFF_ERROR_STRUCTURE,
                    "is not in UTF-8; convert its encoding first, with iconv");
    if (!kept->failed && end > start)
        xliff_convert_root(&tag, (struct xliff_string){kept->data + start, end - start},
                           options->version);
    bool failed = kept->failed || tag.failed;
    const struct xliff_string pieces[] = {
        {kept->data, start}, {tag.data, tag.size}, {kept->data + end, kept->size - end}};
    for (size_t i = 0; !failed && !source->failed && i < 3; i++)
        source->failed = pieces[i].size > 0 &&
                         source->write(source->write_context, pieces[i].data, pieces[i].size) != 0;
    xliff_bytes_free(&tag);
    return failed ? fail(error, XLIFF_ERROR_MEMORY, "out of memory") : 0;
}

static int splice(struct source *source, struct xliff_reader *reader,
                  const struct xliff_convert_options *options, struct xliff_error *error)
{
    struct xliff_event event;
    int more;
    source->pass = true;
    reader->unread = NULL;
    if (write_head(source, reader, options, error) != 0)
        return -1;
    do
        more = xliff_read(reader, &event);
    while (more > 0 && !source->failed);
    if (source->failed)
        return fail(error, XLIFF_ERROR_WRITE, "the output cannot be written");
    *error = *xliff_reader_error(reader);
    return more;
}

/* ---- Between 1.2 and 2.x ------------------------------------------------------------------ */

static int convert_events(struct conversion *conversion, struct xliff_reader *reader,
                          struct xliff_error *error)
{
    const struct xliff_error *wrong = xliff_writer_error(conversion->writer);
    struct xliff_event event;
    int more;
    while ((more = xliff_read(reader, &event)) > 0) {
        conversion->item = reader->queue.current;
        take_event(conversion, &event);
        if (conversion->failed || conversion->losses.failed || conversion->skeleton.failed)
            return fail(error, XLIFF_ERROR_MEMORY, "out of memory");
        if (wrong->code != XLIFF_OK)
            break;
    }
    if (more == 0) {
        if (!conversion->begun)
            begin_document(conversion, reader->queue.document->event.file);
        xliff_write_document_end(conversion->writer);
    }
    *error = more < 0 ? *xliff_reader_error(reader) : *wrong;
    return error->code == XLIFF_OK ? 0 : -1;
}

static void free_conversion(struct conversion *conversion)
{
    struct array *arrays[] = {&conversion->segments,    &conversion->terms,
                              &conversion->block_notes, &conversion->ids,
                              &conversion->end_ids,     &conversion->open_marks,
                              &conversion->matches,     &conversion->mark_types};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        xliff_array_free(arrays[i]);
    xliff_bytes_free(&conversion->skeleton);
    xliff_bytes_free(&conversion->source_lang);
    xliff_bytes_free(&conversion->target_lang);
    xliff_losses_free(&conversion->losses);
    xliff_arena_free(&conversion->arena);
    xliff_writer_free(conversion->writer);
}

static int convert_between(struct conversion *conversion, struct source *source,
                           struct xliff_reader *reader, struct xliff_error *error)
{
    conversion->writer = xliff_writer_new(conversion->to, source->write, source->write_context);
    if (!conversion->writer)
        return fail(error, XLIFF_ERROR_MEMORY, "out of memory");
    if (convert_events(conversion, reader, error) != 0)
        return -1;
    xliff_losses_report(&conversion->losses, conversion->options);
    return conversion->losses.failed ? fail(error, XLIFF_ERROR_MEMORY, "out of memory") : 0;
}

static int convert(struct conversion *conversion, struct source *source,
                   struct xliff_reader *reader, struct xliff_error *error)
{
    struct xliff_event event;
    if (xliff_read(reader, &event) <= 0) {
        *error = *xliff_reader_error(reader);
        return -1;
    }
    source->known = true;
    conversion->from = event.version;
    conversion->up = event.version == XLIFF_1_2;
    if (conversion->up == (conversion->to == XLIFF_1_2))
        return splice(source, reader, conversion->options, error);
    return convert_between(conversion, source, reader, error);
}

int xliff_convert(xliff_read_function read, void *read_context, xliff_write_function write,
                  void *write_context, const struct xliff_convert_options *options,
                  struct xliff_error *error)
{
    struct source source = {
        .read = read, .read_context = read_context, .write = write, .write_context = write_context};
    struct conversion conversion = {.options = options, .to = options->version};
    struct xliff_reader *reader = xliff_reader_new(read_source, &source);
    if (!reader)
        return fail(error, XLIFF_ERROR_MEMORY, "out of memory");
    reader->unread = xliff_convert_unread;
    reader->unread_context = &conversion;
    reader->unprefixed = xliff_version_namespace(options->version);
    conversion.reader = reader;
    int result = convert(&conversion, &source, reader, error);
    xliff_reader_free(reader);
    free_conversion(&conversion);
    xliff_bytes_free(&source.kept);
    return result;
}
