/* check_file.c - one file checked: XLIFF's own rules and the translation, in one reading; in two,
 * if a tool has put the units of 1.2 in another order. */
#include "command/check.h"

#include <string.h>
#include <unistd.h>

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

/* Findings on their way to the report. The first of them are left out if they were told before. */
struct telling {
    struct findings *to;
    size_t told, left_out;
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

/* One who is lost need not read on. */
static enum status take_unit(struct checker *checker, const struct xliff_unit *unit)
{
    enum status status = checker_unit(checker, unit);
    return checker_is_lost(checker) ? STATUS_SYSTEM : status;
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
        return take_unit(check->checker, event->unit);
    case XLIFF_FILE_END:
        return checker_end_file(check->checker);
    case XLIFF_FINDING:
        report_broken_rule(check, event->finding, findings);
        return STATUS_OK;
    default:
        return STATUS_OK;
    }
}

/* Reads the document once; *lost if it has to be read again, not ahead. */
static enum status check_once(struct input *input, const struct term_lists *lists, bool ahead,
                              struct findings *findings, bool *lost)
{
    struct checker_options options = {
        .file = input->name, .terms = lists->terms, .never = lists->never, .ahead = ahead};
    struct file_check check = {input->name, checker_new(&options, findings)};
    enum status status =
        check.checker ? command_check_xliff(input, take_event, &check, findings) : STATUS_SYSTEM;
    *lost = check.checker && checker_is_lost(check.checker);
    checker_free(check.checker);
    return status;
}

static void tell(void *context, const struct finding *finding)
{
    struct telling *telling = context;
    if (telling->left_out > 0) {
        telling->left_out--;
        return;
    }
    telling->told++;
    finding_tell(telling->to, finding);
}

/* What comes through a pipe cannot be read again, and is not gone through ahead. */
enum status check_input(struct input *input, const struct term_lists *lists,
                        struct findings *findings)
{
    struct telling telling = {.to = findings};
    struct findings all = {.take = tell, .context = &telling};
    bool ahead = lseek(input->descriptor, 0, SEEK_CUR) == 0, lost;
    enum status status = check_once(input, lists, ahead, &all, &lost);
    if (lost) {
        telling.left_out = telling.told;
        status = command_rewind(input, &all);
        if (status == STATUS_OK)
            status = check_once(input, lists, false, &all, &lost);
    }
    findings->worst = all.worst > findings->worst ? all.worst : findings->worst;
    return status;
}
