/* Which encoding an article has, and whether it is a text at all. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "article/internal-decode.h"

#define CHUNK 65536

/* Files that people take for a text, by their first bytes. */
static const struct {
    struct view bytes;
    const char *what;
} signatures[] = {
    {{"PK\3\4", 4}, "a ZIP archive (DOCX, ODT and EPUB are such)"},
    {{"%PDF-", 5}, "a PDF file"},
    {{"{\\rtf", 5}, "an RTF file"},
    {{"\xd0\xcf\x11\xe0", 4}, "an old Office file (DOC)"},
    {{"\x1f\x8b", 2}, "a file compressed by gzip"},
    {{"\x89PNG", 4}, "a picture"},
    {{"\xff\xd8\xff", 3}, "a picture"},
    {{"\x7f"
      "ELF",
      4},
     "a program"},
};

static enum status not_a_text(const struct decoder *decoder, const char *what,
                              struct findings *findings)
{
    return finding_error(findings, STATUS_INPUT, (struct place){.file = decoder->input->name},
                         "is not a text file but %s; save the article as plain text", what);
}

/* A text may hold a NUL here and there; more than that is something else. */
static enum status check_text(const struct decoder *decoder, struct findings *findings)
{
    struct view head = buffer_view(&decoder->raw);
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (view_starts_with(head, signatures[i].bytes))
            return not_a_text(decoder, signatures[i].what, findings);
    size_t zeros = 0;
    for (size_t i = 0; i < head.size; i++)
        zeros += head.data[i] == 0;
    if (zeros >= 8 && zeros > head.size / 100)
        return not_a_text(decoder, "binary data", findings);
    return STATUS_OK;
}

size_t ascii_prefix(struct view text)
{
    size_t at = 0;
    for (uint64_t word; text.size - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.data + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (at < text.size && !((unsigned char)text.data[at] & 0x80))
        at++;
    return at;
}

static enum status look_ahead_error(const struct decoder *decoder, const char *what,
                                    enum status status, struct findings *findings)
{
    return finding_error(findings, status, (struct place){.file = decoder->input->name}, "%s: %s",
                         what, strerror(errno));
}

/* Reads a pipe up to its first byte that is not ASCII, and a few bytes more, into a temporary file,
 * from which it is read again. */
static enum status keep_ahead(struct decoder *decoder, char chunk[CHUNK], struct findings *findings)
{
    size_t got = CHUNK;
    bool decided = false;
    decoder->ahead = tmpfile();
    bool kept = decoder->ahead != NULL;
    while (kept && got == CHUNK && !decided) {
        enum status status = input_read(decoder->input, chunk, CHUNK, &got, findings);
        if (status != STATUS_OK)
            return status;
        kept = fwrite(chunk, 1, got, decoder->ahead) == got;
        decided = ascii_prefix((struct view){chunk, got}) + 4 <= got;
    }
    if (!kept || fflush(decoder->ahead) != 0 || lseek(fileno(decoder->ahead), 0, SEEK_SET) != 0)
        return look_ahead_error(decoder, "no temporary file for what was read (TMPDIR)",
                                STATUS_SYSTEM, findings);
    return STATUS_OK;
}

/* Finds the first byte that is not ASCII, and up to three after it, in what is not yet read. */
static enum status look_ahead(struct decoder *decoder, char chunk[CHUNK], struct view *found,
                              struct findings *findings)
{
    int descriptor = decoder->input->descriptor;
    off_t at = lseek(descriptor, 0, SEEK_CUR);
    if (at < 0) {
        enum status status = keep_ahead(decoder, chunk, findings);
        if (status != STATUS_OK)
            return status;
        descriptor = fileno(decoder->ahead);
        at = 0;
    }
    for (;;) {
        ssize_t got = pread(descriptor, chunk, CHUNK, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return look_ahead_error(decoder, "cannot be read", STATUS_INPUT, findings);
        *found = (struct view){chunk, (size_t)got};
        size_t ascii = ascii_prefix(*found);
        *found = view_slice(*found, ascii, found->size);
        /* The character's other bytes may stand in the next chunk. */
        if (got == 0 || found->size >= 4 || (found->size > 0 && ascii == 0))
            return STATUS_OK;
        at += (off_t)ascii;
    }
}

/* UTF-8 if the first character that is not ASCII is, else Windows-1252. */
static const char *name_by_character(struct view found)
{
    uint32_t codepoint;
    return found.size == 0 || utf8_decode(found, 0, &codepoint) > 1 ? "UTF-8" : "WINDOWS-1252";
}

static enum status detect_8_bit(struct decoder *decoder, const char **name,
                                struct findings *findings)
{
    size_t ascii = ascii_prefix(buffer_view(&decoder->raw)), left = decoder->raw.size - ascii;
    enum status status = STATUS_OK;
    /* The head may end inside a character. */
    if (!decoder->end && left > 0 && left < 4)
        status = decoder_read(decoder, 4, findings);
    struct view found = view_slice(buffer_view(&decoder->raw), ascii, decoder->raw.size);
    char chunk[CHUNK];
    if (status == STATUS_OK && !decoder->end && found.size == 0)
        status = look_ahead(decoder, chunk, &found, findings);
    *name = name_by_character(found);
    return status;
}

static enum status detect(struct decoder *decoder, const char **name, struct findings *findings)
{
    struct view head = buffer_view(&decoder->raw);
    *name = encoding_of_bom(head);
    if (!*name)
        *name = encoding_of_zeros(head);
    if (*name)
        return STATUS_OK;
    enum status status = check_text(decoder, findings);
    return status == STATUS_OK ? detect_8_bit(decoder, name, findings) : status;
}

/* The byte order of plain UTF-16 or UTF-32: by the mark, by the zeros, else Windows'. */
static void choose_byte_order(char name[32], struct view head)
{
    if (strcmp(name, "UTF-16") != 0 && strcmp(name, "UTF-32") != 0)
        return;
    const char *found = encoding_of_bom(head);
    if (!found)
        found = encoding_of_zeros(head);
    if (found && strncmp(found, name, 6) == 0)
        encoding_set(name, found);
    else
        encoding_set_byte_order(name);
}

static enum status use_asked(struct decoder *decoder, const char *asked, struct findings *findings)
{
    struct view head = buffer_view(&decoder->raw);
    char *name = decoder->encoding.name;
    struct place place = {.file = decoder->input->name};
    enum status status = encoding_name(name, asked);
    if (status == STATUS_SYSTEM)
        return finding_no_memory(findings);
    if (status != STATUS_OK)
        return finding_error(findings, STATUS_USAGE, (struct place){0},
                             "--encoding: iconv knows no encoding \"%s\"; see iconv -l", asked);
    choose_byte_order(name, head);
    struct view own = encoding_bom(name);
    const char *other = encoding_of_bom(head);
    decoder->encoding.bom = own.size > 0 && view_starts_with(head, own);
    if (other && !decoder->encoding.bom)
        return finding_error(findings, STATUS_INPUT, place,
                             "begins with the byte order mark of %s and so is not %s; "
                             "leave out --encoding",
                             other, name);
    return STATUS_OK;
}

enum status detect_encoding(struct decoder *decoder, const char *asked, struct findings *findings)
{
    if (asked)
        return use_asked(decoder, asked, findings);
    const char *name;
    enum status status = detect(decoder, &name, findings);
    if (status != STATUS_OK)
        return status;
    encoding_set(decoder->encoding.name, name);
    decoder->encoding.bom = encoding_of_bom(buffer_view(&decoder->raw)) != NULL;
    return STATUS_OK;
}
