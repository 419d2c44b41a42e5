#include "command/jobs.h"

#include <string.h>

#include "exchange/exchange.h"

static const char help[] =
    "Usage: satz convert --xliff VERSION [options] FILE.xlf...\n"
    "Writes an XLIFF file in another version. What the version cannot hold is named. A folder "
    "stands\n"
    "for the *.xlf in it and its folders.\n"
    "\n"
    "      --xliff VERSION    1.2, 2.0, 2.1 or 2.2\n"
    "  -o, --output NAME      file or folder (default: a.xlf gives a.xliff-2.1.xlf; - is standard\n"
    "                         output)\n" MANY_HELP
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz convert --xliff 2.1 article.xlf         article.xliff-2.1.xlf\n"
    "  satz convert --xliff 1.2 -o out/ *.xlf       files of any tool, each in out/\n";

struct convert_command {
    struct common_options common;
    struct many many;
    int version; /* -1: not given */
};

enum { OPTION_XLIFF = OPTION_OWN };

static const struct option long_options[] = {
    {"xliff", required_argument, NULL, OPTION_XLIFF},
    MANY_OPTIONS,
    COMMON_OPTIONS,
    {0},
};

static const char *const suffixes[] = {".xliff-1.2.xlf", ".xliff-2.0.xlf", ".xliff-2.1.xlf",
                                       ".xliff-2.2.xlf"};

static enum parsed take_option(int option, char **argv, void *context)
{
    struct convert_command *command = context;
    if (option != OPTION_XLIFF)
        return many_option(option, argv, help, &command->many, &command->common);
    command->version = option_choice(argv[0], "xliff", optarg, option_versions);
    return command->version < 0 ? PARSED_WRONG : PARSED_TAKEN;
}

static void convert_to(const struct convert_command *command, struct input *input, struct job *job)
{
    const char *name = job->name.data;
    struct command_output out = {0};
    job->status = output_make_folders(name, job->input, &job->common, &job->findings);
    if (job->status == STATUS_OK)
        out.output = output_open(name, job->common.force, &job->status, &job->findings);
    if (!out.output)
        return;
    out.progress = progress_begin(name, &job->common);
    struct sink sink = {command_output_write, &out};
    job->status =
        exchange_convert(input, (enum xliff_version)command->version, sink, &job->findings);
    progress_end(&out.progress);
    if (job->status == STATUS_OK)
        job->output = out.output;
    else
        output_abandon(out.output);
}

static void convert_file(void *context, struct job *job)
{
    const struct convert_command *command = context;
    struct input input;
    if (!output_name_below(&job->name, job->input, &job->common,
                           view_of(suffixes[command->version]))) {
        job->status = finding_no_memory(&job->findings);
        return;
    }
    job->status = input_open(&input, job->input->name, &job->findings);
    if (job->status != STATUS_OK)
        return;
    convert_to(command, &input, job);
    input_close(&input);
    if (job->output)
        job_say(job, "%s: XLIFF %s",
                strcmp(job->name.data, "-") == 0 ? "standard output" : job->name.data,
                option_versions[command->version]);
}

int command_convert(int argc, char **argv)
{
    struct convert_command command = {.version = -1};
    struct work work = {.context = &command,
                        .run = convert_file,
                        .noun = "files",
                        .needs = "name an XLIFF file, or - for standard input"};
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (command.version < 0)
        return usage_error(argv[0], "say which version to write, with --xliff VERSION");
    return (int)many_run(&work, &command.many, &operand_xliff, argc, argv, &command.common);
}
