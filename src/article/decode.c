#include "article/internal-decode.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Enough to tell a text from something else, and to see how it is wrapped. */
#define HEAD_SIZE 65536

static void drop_ahead(struct decoder *decoder)
{
    if (decoder->ahead)
        (void)fclose(decoder->ahead); /* only read from: nothing to lose */
    decoder->ahead = NULL;
}

static enum status read_bytes(struct decoder *decoder, char *data, size_t size, size_t *got,
                              struct findings *findings)
{
    *got = 0;
    if (decoder->ahead) {
        struct input ahead = {fileno(decoder->ahead), decoder->input->name};
        enum status status = input_read(&ahead, data, size, got, findings);
        if (status != STATUS_OK || *got == size)
            return status;
        drop_ahead(decoder);
    }
    size_t more;
    enum status status = input_read(decoder->input, data + *got, size - *got, &more, findings);
    *got += more;
    return status;
}

enum status decoder_read(struct decoder *decoder, size_t size, struct findings *findings)
{
    if (!buffer_reserve(&decoder->raw, size))
        return finding_no_memory(findings);
    size_t got;
    enum status status =
        read_bytes(decoder, decoder->raw.data + decoder->raw.size, size, &got, findings);
    decoder->raw.size += got;
    decoder->end = got < size;
    return status;
}

/* The place of text[at]: errors are rare, so lines are counted here and not on the way. */
static struct place place_at(const struct decoder *decoder, size_t at)
{
    struct view text = decoder_text(decoder);
    struct place place = {decoder->input->name, decoder->line, decoder->column};
    size_t start = 0;
    for (size_t i = 0; i < at; i++)
        if (text.data[i] == '\n' ||
            (text.data[i] == '\r' && !(i + 1 < text.size && text.data[i + 1] == '\n'))) {
            place.line++;
            place.column = 1;
            start = i + 1;
        }
    place.column += utf8_count(view_slice(text, start, at));
    return place;
}

/* Reports the bytes at raw[decoded]. */
static enum status undecodable(struct decoder *decoder, bool cut_off, struct findings *findings)
{
    struct place place = place_at(decoder, decoder_text(decoder).size);
    const unsigned char *bytes = (const unsigned char *)decoder->raw.data + decoder->decoded;
    size_t offset = decoder->offset + decoder->decoded;
    const char *name = decoder->encoding.name;
    if (cut_off)
        return finding_error(findings, STATUS_INPUT, place,
                             "the text ends inside a character of %s (byte 0x%02X at offset %zu); "
                             "the file is cut off, or name its encoding with --encoding",
                             name, *bytes, offset);
    return finding_error(findings, STATUS_INPUT, place,
                         "byte 0x%02X at offset %zu is not valid in %s; "
                         "name the encoding of the file with --encoding",
                         *bytes, offset, name);
}

/* True if bytes to come may make one character of `bytes`. */
static bool is_cut_off(struct view bytes)
{
    char whole[4];
    uint32_t codepoint;
    for (int tail = 0x80; tail <= 0xbf; tail += 0x3f) {
        memset(whole, tail, sizeof whole);
        memcpy(whole, bytes.data, bytes.size);
        if (utf8_decode((struct view){whole, sizeof whole}, 0, &codepoint) > bytes.size)
            return true;
    }
    return false;
}

static enum status decode_utf8(struct decoder *decoder, struct findings *findings)
{
    struct view rest = view_slice(buffer_view(&decoder->raw), decoder->decoded, decoder->raw.size);
    decoder->decoded += utf8_valid_prefix(rest);
    rest = view_slice(buffer_view(&decoder->raw), decoder->decoded, decoder->raw.size);
    bool cut_off = rest.size > 0 && rest.size < 4 && is_cut_off(rest);
    if (rest.size == 0 || (cut_off && !decoder->end))
        return STATUS_OK;
    return undecodable(decoder, cut_off, findings);
}

/* One call of iconv(3) on what is left of raw. False with errno set when it stopped early. */
static bool convert(struct decoder *decoder)
{
    struct buffer *text = &decoder->text;
    char *in = decoder->raw.data + decoder->decoded, *out = text->data + text->size;
    size_t in_left = decoder->raw.size - decoder->decoded, out_left = text->capacity - text->size;
    bool done = iconv(decoder->to_utf8, &in, &in_left, &out, &out_left) != (size_t)-1;
    if (done && decoder->end)
        done = iconv(decoder->to_utf8, NULL, NULL, &out, &out_left) != (size_t)-1;
    decoder->decoded = decoder->raw.size - in_left;
    text->size = text->capacity - out_left;
    return done;
}

static enum status decode_iconv(struct decoder *decoder, struct findings *findings)
{
    do {
        /* Most bytes become one; iconv says when that is too little. */
        size_t room = decoder->raw.size - decoder->decoded;
        if (!buffer_reserve(&decoder->text, room + room / 8 + 64))
            return finding_no_memory(findings);
        errno = 0;
        if (convert(decoder))
            return STATUS_OK;
    } while (errno == E2BIG);
    bool cut_off = errno == EINVAL;
    return cut_off && !decoder->end ? STATUS_OK : undecodable(decoder, cut_off, findings);
}

static enum status decode(struct decoder *decoder, struct findings *findings)
{
    return decoder->utf8 ? decode_utf8(decoder, findings) : decode_iconv(decoder, findings);
}

static enum status open_iconv(struct decoder *decoder, struct findings *findings)
{
    decoder->utf8 = strcmp(decoder->encoding.name, "UTF-8") == 0;
    if (decoder->utf8)
        return STATUS_OK;
    const char *name = decoder->encoding.name;
    enum status status = encoding_open(&decoder->to_utf8, "UTF-8", name);
    if (status == STATUS_OK)
        status = encoding_open(&decoder->from_utf8, name, "UTF-8");
    if (status == STATUS_SYSTEM)
        return finding_no_memory(findings);
    if (status != STATUS_OK)
        return finding_error(findings, STATUS_SYSTEM, (struct place){.file = decoder->input->name},
                             "iconv cannot convert %s: %s", name, strerror(errno));
    return STATUS_OK;
}

enum status decoder_open(struct decoder *decoder, struct input *input, const char *asked,
                         struct findings *findings)
{
    *decoder = (struct decoder){
        .input = input, .to_utf8 = NO_ICONV, .from_utf8 = NO_ICONV, .line = 1, .column = 1};
    enum status status = decoder_read(decoder, HEAD_SIZE, findings);
    if (status == STATUS_OK)
        status = detect_encoding(decoder, asked, findings);
    if (status == STATUS_OK)
        status = open_iconv(decoder, findings);
    if (status != STATUS_OK)
        return status;
    if (decoder->encoding.bom)
        decoder->offset = encoding_bom(decoder->encoding.name).size;
    buffer_drop(&decoder->raw, decoder->offset);
    return decode(decoder, findings);
}

enum status decoder_fill(struct decoder *decoder, size_t size, struct findings *findings)
{
    enum status status = decoder_read(decoder, size, findings);
    return status == STATUS_OK ? decode(decoder, findings) : status;
}

/* Reads on from where the decoder is, and leaves the file's own place as it is. */
bool decoder_is_sound(const struct decoder *decoder)
{
    char chunk[65536];
    int file = decoder->input->descriptor;
    off_t at = lseek(file, 0, SEEK_CUR);
    if (at < 0 || !decoder->utf8 || decoder->ahead)
        return false;
    size_t kept = decoder->raw.size - decoder->decoded; /* the beginning of a character */
    memcpy(chunk, decoder->raw.data + decoder->decoded, kept);
    for (;;) {
        ssize_t got = pread(file, chunk + kept, sizeof chunk - kept, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 && kept == 0;
        size_t size = kept + (size_t)got;
        size_t valid = utf8_valid_prefix((struct view){chunk, size});
        at += got;
        kept = size - valid;
        if (kept > 3)
            return false;
        memmove(chunk, chunk + valid, kept);
    }
}

struct view decoder_text(const struct decoder *decoder)
{
    if (decoder->utf8)
        return (struct view){decoder->raw.data, decoder->decoded};
    return buffer_view(&decoder->text);
}

/* Encodes a piece of text again and compares it with raw[*at]; moves *at behind it. Without data it
 * ends a text whose encoding has shifts. */
static bool same_again(struct decoder *decoder, struct view piece, size_t *at)
{
    char bytes[4096];
    char *in = (char *)(uintptr_t)piece.data;
    do {
        char *out = bytes;
        size_t out_left = sizeof bytes;
        size_t result = iconv(decoder->from_utf8, in ? &in : NULL, &piece.size, &out, &out_left);
        size_t size = sizeof bytes - out_left;
        if ((result != 0 && !(result == (size_t)-1 && errno == E2BIG)) ||
            size > decoder->decoded - *at || memcmp(bytes, decoder->raw.data + *at, size) != 0)
            return false;
        *at += size;
    } while (piece.size > 0);
    return true;
}

enum status decoder_source_size(struct decoder *decoder, size_t size, size_t *source_size,
                                struct findings *findings)
{
    struct view text = decoder_text(decoder);
    *source_size = size;
    if (decoder->utf8)
        return STATUS_OK;
    *source_size = 0;
    for (size_t at = 0; at < size;) {
        size_t end = size - at > 4096 ? at + 4096 : size;
        while (end < size && ((unsigned char)text.data[end] & 0xc0) == 0x80)
            end++;
        bool last = end == text.size && decoder->end;
        if (!same_again(decoder, view_slice(text, at, end), source_size) ||
            (last && !same_again(decoder, (struct view){0}, source_size)))
            return finding_error(findings, STATUS_INPUT, place_at(decoder, at),
                                 "near here are bytes that %s writes in another way, so the "
                                 "article could not be rebuilt; convert it to UTF-8 first",
                                 decoder->encoding.name);
        at = end;
    }
    return STATUS_OK;
}

void decoder_drop(struct decoder *decoder, size_t size, size_t source_size, size_t line)
{
    struct view text = decoder_text(decoder);
    size_t start = size;
    while (start > 0 && text.data[start - 1] != '\n' && text.data[start - 1] != '\r')
        start--;
    size_t column = utf8_count(view_slice(text, start, size));
    decoder->column = start > 0 ? column + 1 : decoder->column + column;
    decoder->line = line;
    decoder->offset += source_size;
    decoder->decoded -= source_size;
    buffer_drop(&decoder->raw, source_size);
    if (!decoder->utf8)
        buffer_drop(&decoder->text, size);
}

void decoder_close(struct decoder *decoder)
{
    drop_ahead(decoder);
    if (decoder->to_utf8 != NO_ICONV)
        iconv_close(decoder->to_utf8);
    if (decoder->from_utf8 != NO_ICONV)
        iconv_close(decoder->from_utf8);
    buffer_free(&decoder->raw);
    buffer_free(&decoder->text);
}
