#include "command/check.h"
#include "command/jobs.h"

#include <stdio.h>

static const char help[] =
    "Usage: satz check [options] FILE.xlf...\n"
    "Says what is wrong in each filled XLIFF file, and where. A folder stands for the *.xlf in it "
    "and\n"
    "its folders.\n"
    "\n"
    "      --list             lists the checks: id, severity, what it finds\n"
    "      --ignore ID[,ID]   leaves checks out\n"
    "      --accept ID@UNIT   accepts one finding; it is reported, and does not count\n"
    "      --accept-file FILE the same, one ID@UNIT a line\n"
    "      --strict           status 1 for warnings too\n"
    "      --terms FILE       German terms and their English, \"German = English\" a line\n"
    "      --never FILE       terms that are never translated, one a line\n"
    "      --format FORMAT    text (default; on standard error) or json (on standard output)\n"
    "  -o, --output FILE      where the report goes\n" MANY_HELP
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz check article.xlf\n"
    "  satz check --ignore length-unusual --accept german-left@b3.s1 article.xlf\n"
    "  satz check --format json -o report.json *.xlf\n";

struct check_command {
    struct common_options common;
    struct many many;
    struct check_report report;
    const char *accept_file;
    struct term_lists lists;
    bool list;
};

enum {
    OPTION_LIST = OPTION_OWN,
    OPTION_IGNORE,
    OPTION_ACCEPT,
    OPTION_ACCEPT_FILE,
    OPTION_STRICT,
    OPTION_TERMS,
    OPTION_NEVER,
    OPTION_FORMAT,
};

static const struct option long_options[] = {
    {"list", no_argument, NULL, OPTION_LIST},
    {"ignore", required_argument, NULL, OPTION_IGNORE},
    {"accept", required_argument, NULL, OPTION_ACCEPT},
    {"accept-file", required_argument, NULL, OPTION_ACCEPT_FILE},
    {"strict", no_argument, NULL, OPTION_STRICT},
    {"terms", required_argument, NULL, OPTION_TERMS},
    {"never", required_argument, NULL, OPTION_NEVER},
    {"format", required_argument, NULL, OPTION_FORMAT},
    MANY_OPTIONS,
    COMMON_OPTIONS,
    {0},
};

/* ---- options ----------------------------------------------------------------------------- */

static enum parsed take_option(int option, char **argv, void *context)
{
    struct check_command *command = context;
    static const char *const formats[] = {"text", "json", NULL};
    int choice;
    switch (option) {
    case OPTION_LIST:
        command->list = true;
        return PARSED_TAKEN;
    case OPTION_IGNORE:
        return report_take_waiver(&command->report, argv[0], true);
    case OPTION_ACCEPT:
        return report_take_waiver(&command->report, argv[0], false);
    case OPTION_ACCEPT_FILE:
        command->accept_file = optarg;
        return PARSED_TAKEN;
    case OPTION_STRICT:
        command->report.strict = true;
        return PARSED_TAKEN;
    case OPTION_TERMS:
        command->lists.terms_name = optarg;
        return PARSED_TAKEN;
    case OPTION_NEVER:
        command->lists.never_name = optarg;
        return PARSED_TAKEN;
    case OPTION_FORMAT:
        choice = option_choice(argv[0], "format", optarg, formats);
        command->report.json = choice == 1;
        return choice < 0 ? PARSED_WRONG : PARSED_TAKEN;
    default:
        return many_option(option, argv, help, &command->many, &command->common);
    }
}

static void list_checks(void)
{
    static const char *const severities[] = {"remark", "warning", "error"};
    size_t count;
    const struct check_row *rows = check_rows(&count);
    printf("The translation:\n");
    for (size_t i = 0; i < count; i++)
        printf("  %-24s %-8s %s\n", rows[i].id, severities[rows[i].severity], rows[i].summary);
    const struct xliff_check_rule *rules = xliff_check_rules(&count);
    printf("\nXLIFF's own rules:\n");
    for (size_t i = 0; i < count; i++)
        printf("  %-24s %-8s %s\n", rules[i].id,
               rules[i].severity == XLIFF_VIOLATION ? "error" : "warning", rules[i].summary);
}

/* ---- lists ------------------------------------------------------------------------------- */

static enum status read_lists(struct check_command *command, struct findings *findings)
{
    enum status status = STATUS_OK;
    if (command->accept_file)
        status = report_accept_file(&command->report, command->accept_file, findings);
    return status == STATUS_OK ? command_term_lists(&command->lists, findings) : status;
}

/* ---- files ------------------------------------------------------------------------------- */

static void check_file(void *context, struct job *job)
{
    struct check_command *command = context;
    struct check_report *report = &command->report;
    struct findings findings = report_findings(report);
    struct input input;
    report->common = &job->common;
    report_begin_file(report);
    enum status status = input_open(&input, job->input->name, &findings);
    if (status == STATUS_OK) {
        status = check_input(&input, &command->lists, &findings);
        input_close(&input);
    }
    if (findings.worst == STATUS_SYSTEM && status < STATUS_SYSTEM) /* a message was lost */
        status = finding_no_memory(&job->findings);
    job->status = report_end_file(report, job->input->name, status, &job->report);
    if (report->failed)
        job->status = finding_no_memory(&job->findings);
    report->common = &command->common;
}

static enum status take_report(void *context, const struct operand *input, const char *output,
                               struct view told)
{
    struct check_command *command = context;
    struct findings findings = command_findings(&command->common);
    (void)input;
    (void)output;
    return report_take(&command->report, told) ? STATUS_OK : finding_no_memory(&findings);
}

static enum status check_files(struct check_command *command, const struct operands *inputs)
{
    struct work work = {.context = command,
                        .run = check_file,
                        .take = take_report,
                        .says_enough = true,
                        .noun = "files"};
    struct findings findings = command_findings(&command->common);
    enum status worst = read_lists(command, &findings), status;
    if (worst != STATUS_OK)
        return worst;
    if (!report_begin(&command->report))
        return finding_no_memory(&findings);
    worst = jobs_run(&work, inputs, &command->many, &command->common);
    status = report_end(&command->report, &findings);
    return status > worst ? status : worst;
}

static enum status check_named(struct check_command *command, int argc, char **argv)
{
    struct operands inputs = {0};
    enum status status = many_inputs(&inputs, &command->many, &operand_xliff,
                                     "name a filled XLIFF file, or - for standard input", argc,
                                     argv, &command->common);
    if (inputs.count > 0) {
        enum status checked = check_files(command, &inputs);
        status = checked > status ? checked : status;
    }
    operands_free(&inputs);
    return status;
}

int command_check(int argc, char **argv)
{
    struct check_command command = {0};
    int result;
    command.report.common = &command.common;
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN) {
        result = parsed_status(parsed);
    } else if (command.list) {
        list_checks();
        result = STATUS_OK;
    } else {
        result = (int)check_named(&command, argc, argv);
    }
    command_term_lists_free(&command.lists);
    report_free(&command.report);
    return result;
}
