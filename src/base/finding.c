#include "base/base.h"

static void take(struct findings *to, struct finding finding, const char *format, va_list arguments)
{
    if (!to->take)
        return;
    struct buffer message = {0};
    buffer_vprintf(&message, format, arguments);
    buffer_add_char(&message, '\0');
    finding.message = message.failed ? "out of memory for a message" : message.data;
    if (message.failed)
        to->worst = STATUS_SYSTEM;
    to->take(to->context, &finding);
    buffer_free(&message);
}

enum status finding_error(struct findings *to, enum status status, struct place place,
                          const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    take(to, (struct finding){.severity = SEVERITY_ERROR, .place = place}, format, arguments);
    va_end(arguments);
    if (status > to->worst)
        to->worst = status;
    return status;
}

void finding_warning(struct findings *to, struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    take(to, (struct finding){.severity = SEVERITY_WARNING, .place = place}, format, arguments);
    va_end(arguments);
}

void finding_remark(struct findings *to, struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    take(to, (struct finding){.severity = SEVERITY_REMARK, .place = place}, format, arguments);
    va_end(arguments);
}

static void count(struct findings *to, enum severity severity)
{
    if (severity == SEVERITY_ERROR && to->worst < STATUS_FINDINGS)
        to->worst = STATUS_FINDINGS;
}

void finding_report(struct findings *to, struct finding finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    take(to, finding, format, arguments);
    va_end(arguments);
    count(to, finding.severity);
}

void finding_tell(struct findings *to, const struct finding *finding)
{
    if (to->take)
        to->take(to->context, finding);
    count(to, finding->severity);
}

enum status finding_no_memory(struct findings *to)
{
    return finding_error(to, STATUS_SYSTEM, (struct place){0}, "out of memory");
}
