#include "command/check.h"

#include <stdio.h>

static const char help[] =
    "Usage: satz check [options] FILE.xlf...\n"
    "Says what is wrong in each filled XLIFF file, and where.\n"
    "\n"
    "      --list             lists the checks: id, severity, what it finds\n"
    "      --ignore ID[,ID]   leaves checks out\n"
    "      --accept ID@UNIT   accepts one finding; it is reported, and does not count\n"
    "      --accept-file FILE the same, one ID@UNIT a line\n"
    "      --strict           status 1 for warnings too\n"
    "      --terms FILE       German terms and their English, \"German = English\" a line\n"
    "      --never FILE       terms that are never translated, one a line\n"
    "      --format FORMAT    text (default; on standard error) or json (on standard output)\n"
    "  -o, --output FILE      where the report goes\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz check article.xlf\n"
    "  satz check --ignore length-unusual --accept german-left@b3.s1 article.xlf\n"
    "  satz check --format json -o report.json *.xlf\n";

struct check_command {
    struct common_options common;
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
        return common_option(option, argv, help, &command->common);
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

static enum status check_file(struct check_command *command, const char *name)
{
    struct findings findings = report_findings(&command->report);
    struct input input;
    report_begin_file(&command->report);
    enum status status = input_open(&input, name, &findings);
    if (status == STATUS_OK) {
        status = check_input(&input, &command->lists, &findings);
        input_close(&input);
    }
    if (findings.worst == STATUS_SYSTEM && status < STATUS_SYSTEM) { /* a message was lost */
        struct findings plain = command_findings(&command->common);
        status = finding_no_memory(&plain);
    }
    return report_end_file(&command->report, name, status);
}

static enum status check_files(struct check_command *command, char **names, int count)
{
    struct findings findings = command_findings(&command->common);
    enum status worst = read_lists(command, &findings), status;
    if (worst != STATUS_OK)
        return worst;
    if (!report_begin(&command->report))
        return finding_no_memory(&findings);
    for (int i = 0; i < count; i++) {
        status = check_file(command, names[i]);
        worst = status > worst ? status : worst;
    }
    status = report_end(&command->report, &findings);
    return status > worst ? status : worst;
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
    } else if (optind == argc) {
        result = usage_error(argv[0], "name a filled XLIFF file, or - for standard input");
    } else {
        result = (int)check_files(&command, argv + optind, argc - optind);
    }
    command_term_lists_free(&command.lists);
    report_free(&command.report);
    return result;
}
