#include "command/command.h"

#include <string.h>

#include "exchange/exchange.h"

static const char help[] =
    "Usage: satz convert --xliff VERSION [options] FILE.xlf...\n"
    "Writes an XLIFF file in another version. What the version cannot hold is named.\n"
    "\n"
    "      --xliff VERSION    1.2, 2.0, 2.1 or 2.2\n"
    "  -o, --output NAME      file or folder (default: a.xlf gives a.xliff-2.1.xlf; - is standard\n"
    "                         output)\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz convert --xliff 2.1 article.xlf         article.xliff-2.1.xlf\n"
    "  satz convert --xliff 1.2 -o out/ *.xlf       files of any tool, each in out/\n";

struct convert_command {
    struct common_options common;
    int version; /* -1: not given */
};

enum { OPTION_XLIFF = OPTION_OWN };

static const struct option long_options[] = {
    {"xliff", required_argument, NULL, OPTION_XLIFF},
    COMMON_OPTIONS,
    {0},
};

static const char *const versions[] = {"1.2", "2.0", "2.1", "2.2", NULL};
static const char *const suffixes[] = {".xliff-1.2.xlf", ".xliff-2.0.xlf", ".xliff-2.1.xlf",
                                       ".xliff-2.2.xlf"};

static enum parsed take_option(int option, char **argv, struct convert_command *command)
{
    if (option != OPTION_XLIFF)
        return common_option(option, argv, help, &command->common);
    command->version = option_choice(argv[0], "xliff", optarg, versions);
    return command->version < 0 ? PARSED_WRONG : PARSED_TAKEN;
}

static enum status convert_to(struct convert_command *command, struct input *input,
                              const char *name, struct findings *findings)
{
    enum status status;
    struct command_output out = {.output =
                                     output_open(name, command->common.force, &status, findings)};
    if (!out.output)
        return status;
    out.progress = progress_begin(name, &command->common);
    struct sink sink = {command_output_write, &out};
    status = exchange_convert(input, (enum xliff_version)command->version, sink, findings);
    progress_end(&out.progress);
    if (status == STATUS_OK)
        return output_commit(out.output, findings);
    output_abandon(out.output);
    return status;
}

static enum status convert_file(struct convert_command *command, const char *input_name)
{
    struct findings findings = command_findings(&command->common);
    struct buffer name = {0};
    struct input input;
    enum status status = input_open(&input, input_name, &findings);
    if (status != STATUS_OK)
        return status;
    if (!output_name(&name, input_name, &command->common, view_of(suffixes[command->version])))
        status = finding_no_memory(&findings);
    else
        status = convert_to(command, &input, name.data, &findings);
    input_close(&input);
    if (status == STATUS_OK)
        command_say(&command->common, "%s: XLIFF %s",
                    strcmp(name.data, "-") == 0 ? "standard output" : name.data,
                    versions[command->version]);
    buffer_free(&name);
    return status;
}

int command_convert(int argc, char **argv)
{
    struct convert_command command = {.version = -1};
    int option;
    enum status worst = STATUS_OK;
    while ((option = getopt_long(argc, argv, ":o:q", long_options, NULL)) != -1) {
        enum parsed parsed = take_option(option, argv, &command);
        if (parsed != PARSED_TAKEN)
            return parsed == PARSED_STOP ? STATUS_OK : STATUS_USAGE;
    }
    if (command.version < 0)
        return usage_error(argv[0], "say which version to write, with --xliff VERSION");
    if (optind == argc)
        return usage_error(argv[0], "name an XLIFF file, or - for standard input");
    worst = outputs_differ(argv[0], argv + optind, argc - optind, &command.common);
    if (worst != STATUS_OK)
        return (int)worst;
    for (int i = optind; i < argc; i++) {
        enum status status = convert_file(&command, argv[i]);
        worst = status > worst ? status : worst;
    }
    return (int)worst;
}
