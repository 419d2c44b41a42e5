#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void fuzz_holds(bool holds, const char *file, int line, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

static void show(const char *name, struct view text)
{
    fprintf(stderr, "---- %s, %zu bytes\n", name, text.size);
    fwrite(text.data ? text.data : "", 1, text.size, stderr);
    fputc('\n', stderr);
}

void fuzz_equal(struct view actual, struct view expected, const char *what)
{
    if (view_equal(actual, expected))
        return;
    show("expected", expected);
    show("got", actual);
    fuzz_holds(false, "tests/fuzz", 0, what);
}

/* ---- white space ------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* U+0085, U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000: length, or 0 */
static size_t wide_blank(struct view text, size_t at)
{
    uint32_t c;
    size_t size = utf8_decode(text, at, &c);
    bool blank = c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
                 c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
    return size > 1 && blank ? size : 0;
}

/* The text without its white space. */
static struct buffer solid(struct view text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.size;) {
        size_t wide = wide_blank(text, at);
        if (wide == 0 && !is_blank(text.data[at]))
            buffer_add_char(&out, text.data[at]);
        at += wide > 0 ? wide : 1;
    }
    return out;
}

void fuzz_equal_solid(struct view actual, struct view expected, const char *what)
{
    struct buffer a = solid(actual), b = solid(expected);
    fuzz_equal(buffer_view(&a), buffer_view(&b), what);
    buffer_free(&a);
    buffer_free(&b);
}

unsigned fuzz_choice(struct view *input)
{
    if (input->size == 0)
        return 0;
    unsigned choice = (unsigned char)input->data[0];
    *input = view_slice(*input, 1, input->size);
    return choice;
}

/* ---- inputs ------------------------------------------------------------------------------ */

struct input fuzz_input(struct view bytes, size_t number)
{
    static FILE *files[FUZZ_INPUTS];
    if (!files[number])
        files[number] = tmpfile();
    HOLDS(files[number]);
    int descriptor = fileno(files[number]);
    HOLDS(ftruncate(descriptor, 0) == 0);
    HOLDS(pwrite(descriptor, bytes.size ? bytes.data : "", bytes.size, 0) == (ssize_t)bytes.size);
    HOLDS(lseek(descriptor, 0, SEEK_SET) == 0);
    return (struct input){descriptor, "input"};
}

static void take_finding(void *context, const struct finding *finding)
{
    (void)context;
    struct view message = view_of(finding->message);
    HOLDS(message.size > 0);
    if (getenv("FUZZ_SAY"))
        fprintf(stderr, "%zu:%zu %s\n", finding->place.line, finding->place.column,
                finding->message);
    HOLDS(utf8_valid_prefix(message) == message.size);
}

struct findings fuzz_findings(void)
{
    return (struct findings){.take = take_finding};
}

static enum status add_bytes(void *context, struct view data, struct findings *findings)
{
    (void)findings;
    buffer_add_view(context, data);
    return STATUS_OK;
}

struct sink fuzz_sink(struct buffer *out)
{
    return (struct sink){add_bytes, out};
}

ptrdiff_t fuzz_read(void *context, char *data, size_t size)
{
    struct view *rest = context;
    size = size < rest->size ? size : rest->size;
    if (size > 0)
        memcpy(data, rest->data, size);
    *rest = view_slice(*rest, size, rest->size);
    return (ptrdiff_t)size;
}

int fuzz_write(void *context, const char *data, size_t size)
{
    buffer_add(context, data, size);
    return 0;
}

static void take_broken(void *context, const struct xliff_finding *broken)
{
    bool *valid = context;
    if (getenv("FUZZ_SAY"))
        fprintf(stderr, "%zu:%zu %s\n", broken->line, broken->column, broken->message);
    *valid &= broken->severity != XLIFF_VIOLATION;
}

bool fuzz_is_valid(struct view document)
{
    struct xliff_error error;
    bool valid = true;
    return xliff_check(fuzz_read, &document, take_broken, &valid, &error) == 0 && valid;
}

/* ---- there and back ---------------------------------------------------------------------- */

struct export_options fuzz_identity(enum xliff_version version)
{
    return (struct export_options){
        .version = version,
        .source_lang = "de",
        .target_lang = "de",
        .copy_source = true,
        .protect = {.kinds = PROTECT_EVERYTHING, .to = PROTECT_TO_SOURCE},
    };
}

enum status fuzz_export(struct view article, const struct export_options *options,
                        struct buffer *xliff)
{
    struct findings findings = fuzz_findings();
    struct article_options reading = {0};
    struct exchange_summary summary;
    struct input input = fuzz_input(article, 0);
    enum status status;
    struct article_reader *reader = article_open(&input, &reading, &status, &findings);
    if (reader)
        status =
            exchange_export(reader, "article.txt", options, fuzz_sink(xliff), &summary, &findings);
    article_close(reader);
    return status;
}

static enum status begin(void *context, const struct merge_article *article,
                         struct findings *findings)
{
    (void)context, (void)article, (void)findings;
    return STATUS_OK;
}

enum status fuzz_merge(struct view xliff, bool partial, struct buffer *article)
{
    struct findings findings = fuzz_findings();
    struct merge_options options = {.line_end = -1, .accept_source = true, .partial = partial};
    struct merge_sink sink = {.sink = fuzz_sink(article), .begin = begin};
    struct exchange_summary summary;
    struct input input = fuzz_input(xliff, 0);
    return exchange_merge(&input, &options, sink, &summary, &findings);
}

enum status fuzz_convert(struct view xliff, enum xliff_version version, struct buffer *out)
{
    struct findings findings = fuzz_findings();
    struct input input = fuzz_input(xliff, 0);
    return exchange_convert(&input, version, fuzz_sink(out), &findings);
}
