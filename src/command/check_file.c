/* check_file.c - one file checked: XLIFF's own rules, then the translation. */
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

static enum status take_event(void *context, const struct xliff_event *event,
                              struct findings *findings)
{
    struct checker *checker = context;
    (void)findings;
    switch (event->kind) {
    case XLIFF_FILE_START:
        return begin_file(checker, event);
    case XLIFF_SKELETON:
        if (!skeleton_is_ours((struct view){event->text.data, event->text.size}))
            checker_foreign(checker);
        return STATUS_OK;
    case XLIFF_UNIT:
        return checker_unit(checker, event->unit);
    case XLIFF_FILE_END:
        return checker_end_file(checker);
    default:
        return STATUS_OK;
    }
}

/* ---- XLIFF's own rules ------------------------------------------------------------------- */

struct rules_input {
    struct input *input;
    const char *file;
    struct findings *findings;
    enum status status;
};

static ptrdiff_t read_input(void *context, char *data, size_t size)
{
    struct rules_input *in = context;
    size_t got;
    in->status = input_read(in->input, data, size, &got, in->findings);
    return in->status == STATUS_OK ? (ptrdiff_t)got : -1;
}

static void take_broken_rule(void *context, const struct xliff_finding *broken)
{
    struct rules_input *in = context;
    struct finding finding = {
        .severity = broken->severity == XLIFF_VIOLATION ? SEVERITY_ERROR : SEVERITY_WARNING,
        .place = {in->file, broken->line, broken->column},
        .id = broken->rule,
        .unit = {broken->unit.data, broken->unit.size},
    };
    if (!check_leaves_out(view_of(broken->rule)))
        finding_report(in->findings, finding, "%s (XLIFF %s)", broken->message, broken->section);
}

/* What cannot be read at all is said by the second reading. */
static enum status check_rules(struct input *input, struct findings *findings)
{
    struct rules_input in = {input, input->name, findings, STATUS_OK};
    struct xliff_error error;
    if (xliff_check(read_input, &in, take_broken_rule, &in, &error) != 0 &&
        error.code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(findings);
    return in.status;
}

static enum status check_translation(struct input *input, const struct checker_options *options,
                                     struct findings *findings)
{
    struct checker *checker = checker_new(options, findings);
    enum status status =
        checker ? command_read_xliff(input, take_event, checker, findings) : STATUS_SYSTEM;
    checker_free(checker);
    return status;
}

enum status check_input(struct input *input, const struct terms *terms, const struct terms *never,
                        struct findings *findings)
{
    struct checker_options options = {.file = input->name, .terms = terms, .never = never};
    enum status status = check_rules(input, findings);
    if (status == STATUS_OK)
        status = command_rewind(input, findings);
    if (status == STATUS_OK)
        status = check_translation(input, &options, findings);
    return status;
}
