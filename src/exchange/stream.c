#include "exchange/stream.h"

#include <string.h>

static ptrdiff_t read_text(struct view *text, char *data, size_t size)
{
    size = size < text->size ? size : text->size;
    if (size > 0)
        memcpy(data, text->data, size);
    *text = view_slice(*text, size, text->size);
    return (ptrdiff_t)size;
}

ptrdiff_t stream_read(void *context, char *data, size_t size)
{
    struct stream *stream = context;
    size_t got;
    if (stream->reported != STATUS_OK) /* what was read before could not be written */
        return -1;
    if (!stream->input)
        return read_text(&stream->text, data, size);
    stream->reported = input_read(stream->input, data, size, &got, stream->findings);
    return stream->reported == STATUS_OK ? (ptrdiff_t)got : -1;
}

int stream_write(void *context, const char *data, size_t size)
{
    struct stream *stream = context;
    const struct sink *sink = &stream->sink;
    stream->reported = sink->write(sink->context, (struct view){data, size}, stream->findings);
    return stream->reported == STATUS_OK ? 0 : -1;
}

static const char *remedy_of(enum xliff_error_code code)
{
    switch (code) {
    case XLIFF_ERROR_EMPTY:
    case XLIFF_ERROR_XML:
        return "; have it sent again, or save it again in the tool that wrote it";
    case XLIFF_ERROR_NOT_XLIFF:
        return "; name an XLIFF file (one in a package must be unpacked first)";
    case XLIFF_ERROR_DOCTYPE:
        return "; take it out (TMX, which has one, is for 'satz memory import')";
    default:
        return "";
    }
}

enum status stream_status(const struct stream *stream, const struct xliff_error *error)
{
    struct place place = {stream->name, error->line, error->column};
    if (stream->reported != STATUS_OK)
        return stream->reported;
    if (error->code == XLIFF_OK)
        return STATUS_OK;
    if (error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(stream->findings);
    return finding_error(stream->findings, STATUS_INPUT, place, "%s%s", error->message,
                         remedy_of(error->code));
}
