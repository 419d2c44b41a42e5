/* check_file.c - one file checked: XLIFF's own rules and the translation, in one reading. */
#include "command/check.h"

#include <string.h>

#include "exchange/exchange.h"
#include "exchange/skeleton.h"

/* A language tag as a string; too long a one is none. */
static const char *copy_tag(char tag[64], struct xliff_string language)
{
    size_t size = language.size < 64 ? language.size : 0;
    memcpy(tag, size > 0 ? language.data : "", size);
    tag[size] = '\0';
    return tag;
}

struct file_check {
    const char *file;
    struct checker *checker;
};

static enum status begin_file(struct checker *checker, const struct xliff_event *event)
{
    char source[64], target[64];
    copy_tag(source, event->file->source_lang);
    copy_tag(target, event->file->target_lang);
    struct checker_file file = {
        .version = event->version,
        .from = exchange_locale(source),
        .to = exchange_target(source, target),
        .no_target_language = target[0] == '\0',
        .line = event->file->line,
        .column = event->file->column,
    };
    return checker_begin_file(checker, &file);
}

/* A rule of XLIFF that the file breaks. */
static void report_broken_rule(const struct file_check *check, const struct xliff_finding *broken,
                               struct findings *findings)
{
    struct view rule = view_of(broken->rule), unit = {broken->unit.data, broken->unit.size};
    struct finding finding = {
        .severity = broken->severity == XLIFF_VIOLATION ? SEVERITY_ERROR : SEVERITY_WARNING,
        .place = {check->file, broken->line, broken->column},
        .id = broken->rule,
        .unit = unit,
    };
    if (!check_is_of_codes(rule) || !checker_judges_codes(check->checker, unit))
        finding_report(findings, finding, "%s (XLIFF %s)", broken->message, broken->section);
}

static enum status take_event(void *context, const struct xliff_event *event,
                              struct findings *findings)
{
    struct file_check *check = context;
    switch (event->kind) {
    case XLIFF_FILE_START:
        return begin_file(check->checker, event);
    case XLIFF_SKELETON:
        if (!skeleton_is_ours((struct view){event->text.data, event->text.size}))
            checker_foreign(check->checker);
        return STATUS_OK;
    case XLIFF_UNIT:
        return checker_unit(check->checker, event->unit);
    case XLIFF_FILE_END:
        return checker_end_file(check->checker);
    case XLIFF_FINDING:
        report_broken_rule(check, event->finding, findings);
        return STATUS_OK;
    default:
        return STATUS_OK;
    }
}

enum status check_input(struct input *input, const struct term_lists *lists,
                        struct findings *findings)
{
    struct checker_options options = {
        .file = input->name, .terms = lists->terms, .never = lists->never};
    struct file_check check = {input->name, checker_new(&options, findings)};
    enum status status =
        check.checker ? command_check_xliff(input, take_event, &check, findings) : STATUS_SYSTEM;
    checker_free(check.checker);
    return status;
}
