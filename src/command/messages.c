#include "command/command.h"

#include <stdio.h>
#include <unistd.h>

static const char *const severity_names[] = {
    [SEVERITY_REMARK] = "remark",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

/* A file's text must not reach the terminal's controls: C0, DEL and C1 are shown as \xNN. */
static void print_safe(FILE *out, struct view text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint;
        size_t size = utf8_decode(text, at, &codepoint);
        bool broken = size == 1 && (unsigned char)text.data[at] >= 0x80;
        if (broken)
            fprintf(out, "\\x%02x", (unsigned char)text.data[at]);
        else if (codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0))
            fprintf(out, "\\x%02x", (unsigned)codepoint);
        else
            fwrite(text.data + at, 1, size, out);
        at += size;
    }
}

/* On a terminal the line may hold a progress report. */
static void begin_message(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
    fputs("satz: ", stderr);
}

static void take_finding(void *context, const struct finding *finding)
{
    const struct common_options *common = context;
    if (common->quiet && finding->severity != SEVERITY_ERROR)
        return;
    begin_message();
    if (finding->place.file) {
        print_safe(stderr, view_of(finding->place.file));
        if (finding->place.line > 0)
            fprintf(stderr, ":%zu", finding->place.line);
        if (finding->place.line > 0 && finding->place.column > 0)
            fprintf(stderr, ":%zu", finding->place.column);
        fputs(": ", stderr);
    }
    fprintf(stderr, "%s: ", severity_names[finding->severity]);
    print_safe(stderr, view_of(finding->message));
    fputc('\n', stderr);
}

struct findings command_findings(const struct common_options *common)
{
    return (struct findings){.take = take_finding, .context = (void *)(uintptr_t)common};
}

void command_say(const struct common_options *common, const char *format, ...)
{
    if (common->quiet)
        return;
    struct buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    begin_message();
    print_safe(stderr, buffer_view(&text));
    fputc('\n', stderr);
    buffer_free(&text);
}

int usage_error(const char *command, const char *format, ...)
{
    struct buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "satz %s: ", command);
    print_safe(stderr, buffer_view(&text));
    fprintf(stderr, "\nTry 'satz %s --help'.\n", command);
    buffer_free(&text);
    return STATUS_USAGE;
}
