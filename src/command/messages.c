#include "command/command.h"

#include <stdio.h>
#include <unistd.h>

static const char *const severity_names[] = {
    [SEVERITY_REMARK] = "remark",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_ERROR] = "error",
};

/* A file's text must not reach the terminal's controls: C0, DEL and C1 are shown as \xNN. */
void command_add_safe(struct buffer *out, struct view text)
{
    for (size_t at = 0; at < text.size;) {
        uint32_t codepoint;
        size_t size = utf8_decode(text, at, &codepoint);
        bool broken = size == 1 && (unsigned char)text.data[at] >= 0x80;
        if (broken)
            buffer_printf(out, "\\x%02x", (unsigned char)text.data[at]);
        else if (codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0))
            buffer_printf(out, "\\x%02x", (unsigned)codepoint);
        else
            buffer_add(out, text.data + at, size);
        at += size;
    }
}

/* On a terminal the line may hold a progress report. */
static void clear_line(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
}

static void print_safe(FILE *out, struct view text)
{
    struct buffer safe = {0};
    command_add_safe(&safe, text);
    fwrite(safe.data ? safe.data : "", 1, safe.size, out);
    buffer_free(&safe);
}

void command_add_finding(struct buffer *out, const struct finding *finding)
{
    const struct place *place = &finding->place;
    buffer_add_string(out, "satz: ");
    if (place->file) {
        command_add_safe(out, view_of(place->file));
        if (place->line > 0)
            buffer_printf(out, ":%zu", place->line);
        if (place->line > 0 && place->column > 0)
            buffer_printf(out, ":%zu", place->column);
        buffer_add_string(out, ": ");
    }
    buffer_printf(out, "%s%s: ", finding->waived ? "accepted " : "",
                  severity_names[finding->severity]);
    command_add_safe(out, view_of(finding->message));
    if (finding->id)
        buffer_printf(out, " [%s]", finding->id);
    buffer_add_char(out, '\n');
}

void command_print(struct view lines)
{
    clear_line();
    fwrite(lines.size > 0 ? lines.data : "", 1, lines.size, stderr);
}

/* Where a message of that command goes: `line` if it is to be printed at once. */
static struct buffer *place_of(const struct common_options *common, struct buffer *line)
{
    return common->messages ? common->messages : line;
}

static void print_line(struct buffer *line)
{
    if (line->failed)
        fputs("satz: error: out of memory for a message\n", stderr);
    else if (line->size > 0)
        command_print(buffer_view(line));
    buffer_free(line);
}

static void take_finding(void *context, const struct finding *finding)
{
    const struct common_options *common = context;
    struct buffer line = {0};
    if (common->quiet && finding->severity != SEVERITY_ERROR)
        return;
    command_add_finding(place_of(common, &line), finding);
    print_line(&line);
}

struct findings command_findings(const struct common_options *common)
{
    return (struct findings){.take = take_finding, .context = (void *)(uintptr_t)common};
}

void command_say(const struct common_options *common, const char *format, ...)
{
    if (common->quiet)
        return;
    struct buffer text = {0}, line = {0};
    struct buffer *to = place_of(common, &line);
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    buffer_add_string(to, "satz: ");
    command_add_safe(to, buffer_view(&text));
    buffer_add_char(to, '\n');
    to->failed |= text.failed;
    print_line(&line);
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
