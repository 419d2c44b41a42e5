#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "article/internal-encoding.h"

struct article_encoder {
    struct article_encoding encoding;
    iconv_t from_utf8; /* NO_ICONV for UTF-8 */
    bool begun;        /* the BOM is written */
    bool warned;       /* of a character of ours that fell back */
};

/* What we put into a text, for encodings that lack it. */
static const struct {
    uint32_t codepoint;
    const char *ascii;
} fallbacks[] = {
    {0x00a0, " "},  {0x00ab, "\""},  {0x00bb, "\""},  {0x2009, " "},   {0x2010, "-"},
    {0x2011, "-"},  {0x2012, "-"},   {0x2013, "-"},   {0x2014, "--"},  {0x2018, "'"},
    {0x2019, "'"},  {0x201a, "'"},   {0x201b, "'"},   {0x201c, "\""},  {0x201d, "\""},
    {0x201e, "\""}, {0x201f, "\""},  {0x2026, "..."}, {0x202f, " "},   {0x2039, "'"},
    {0x203a, "'"},  {0x20ac, "EUR"}, {0x00a3, "GBP"}, {0x00a5, "JPY"}, {0x2212, "-"},
};

struct article_encoder *article_encoder_new(const struct article_encoding *encoding,
                                            enum status *status, struct findings *findings)
{
    struct article_encoder *encoder = calloc(1, sizeof *encoder);
    if (!encoder) {
        *status = finding_no_memory(findings);
        return NULL;
    }
    encoder->from_utf8 = NO_ICONV;
    encoder->encoding.bom = encoding->bom;
    char *name = encoder->encoding.name;
    *status = encoding_name(name, encoding->name);
    if (*status == STATUS_OK)
        encoding_set_byte_order(name);
    if (*status == STATUS_OK && strcmp(name, "UTF-8") != 0)
        *status = encoding_open(&encoder->from_utf8, name, "UTF-8");
    if (*status == STATUS_OK)
        return encoder;
    if (*status == STATUS_SYSTEM)
        finding_no_memory(findings);
    else
        finding_error(findings, STATUS_USAGE, (struct place){0},
                      "iconv knows no encoding \"%s\"; see iconv -l", encoding->name);
    article_encoder_free(encoder);
    return NULL;
}

/* Encodes all of `text`. False if a character is lacking or memory runs out; then a part of it may
 * have been added. */
static bool encode_all(struct article_encoder *encoder, struct view text, struct buffer *out)
{
    char *in = (char *)(uintptr_t)text.data;
    iconv(encoder->from_utf8, NULL, NULL, NULL, NULL);
    for (bool flush = false;;) {
        if (!buffer_reserve(out, text.size + 64))
            return false;
        char *next = out->data + out->size;
        size_t left = out->capacity - out->size;
        size_t result = iconv(encoder->from_utf8, flush ? NULL : &in, &text.size, &next, &left);
        out->size = out->capacity - left;
        /* A positive number: characters that some iconv(3) replaced in their own way. */
        if (result == 0 && flush)
            return true;
        if (result != 0 && !(result == (size_t)-1 && errno == E2BIG))
            return false;
        flush = result == 0;
    }
}

static const char *fallback_of(uint32_t codepoint)
{
    for (size_t i = 0; i < sizeof fallbacks / sizeof *fallbacks; i++)
        if (fallbacks[i].codepoint == codepoint)
            return fallbacks[i].ascii;
    return NULL;
}

static void warn_once(struct article_encoder *encoder, struct place place, struct view character,
                      struct findings *findings)
{
    if (!encoder->warned)
        finding_warning(findings, place,
                        "%s has no \"%.*s\"; it and others of ours are written in ASCII; "
                        "--output-encoding UTF-8 keeps them",
                        encoder->encoding.name, (int)character.size, character.data);
    encoder->warned = true;
}

static enum status lacking(const struct article_encoder *encoder, struct place place,
                           const char *what, struct view character, uint32_t codepoint,
                           struct findings *findings)
{
    return finding_error(findings, STATUS_FINDINGS, place,
                         "%s%s%s cannot hold the character \"%.*s\" (U+%04X); "
                         "use another one or --output-encoding UTF-8",
                         what ? what : "", what ? ": " : "", encoder->encoding.name,
                         (int)character.size, character.data, (unsigned)codepoint);
}

/* One character that the encoding lacks: its ASCII. */
static bool fall_back(struct article_encoder *encoder, struct view text, size_t end,
                      const char *ascii, struct buffer *out)
{
    bool amount = strlen(ascii) == 3 && ascii[0] != '.' && end < text.size &&
                  text.data[end] >= '0' && text.data[end] <= '9';
    return encode_all(encoder, view_of(ascii), out) &&
           (!amount || encode_all(encoder, VIEW(" "), out)); /* EUR 3 million */
}

static enum status encode_each(struct article_encoder *encoder, struct view text, bool ours,
                               struct place place, const char *what, struct buffer *out,
                               struct findings *findings)
{
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t codepoint;
        size = utf8_decode(text, at, &codepoint);
        struct view character = view_slice(text, at, at + size);
        size_t before = out->size;
        if (encode_all(encoder, character, out))
            continue;
        out->size = before;
        if (out->failed)
            return finding_no_memory(findings);
        const char *ascii = ours ? fallback_of(codepoint) : NULL;
        if (!ascii || !fall_back(encoder, text, at + size, ascii, out))
            return lacking(encoder, place, what, character, codepoint, findings);
        warn_once(encoder, place, character, findings);
    }
    return STATUS_OK;
}

static enum status encode(struct article_encoder *encoder, struct view text, bool ours,
                          struct place place, const char *what, struct buffer *out,
                          struct findings *findings)
{
    size_t before = out->size;
    if (encoder->from_utf8 == NO_ICONV) {
        buffer_add_view(out, text);
        return STATUS_OK;
    }
    if (encode_all(encoder, text, out))
        return STATUS_OK;
    out->size = before;
    return encode_each(encoder, text, ours, place, what, out, findings);
}

enum status article_encode(struct article_encoder *encoder, struct view text, bool ours,
                           struct place place, const char *what, struct buffer *out,
                           struct findings *findings)
{
    size_t before = out->size;
    if (!encoder->begun && encoder->encoding.bom)
        buffer_add_view(out, encoding_bom(encoder->encoding.name));
    enum status status = encode(encoder, text, ours, place, what, out, findings);
    if (status == STATUS_OK && out->failed)
        status = finding_no_memory(findings);
    if (status == STATUS_OK)
        encoder->begun = true;
    else
        out->size = before;
    return status;
}

void article_encoder_free(struct article_encoder *encoder)
{
    if (!encoder)
        return;
    if (encoder->from_utf8 != NO_ICONV)
        iconv_close(encoder->from_utf8);
    free(encoder);
}
