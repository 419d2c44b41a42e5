#include "command/command.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/exchange.h"

static const char help[] =
    "Usage: satz adopt [options] ENGLISH.txt FILE.xlf...\n"
    "Takes edits in the merged English article back into the targets of its XLIFF files.\n"
    "\n"
    "A sentence that was edited becomes the target of its segment, with its codes; its state "
    "stays\n"
    "as it was, or is 'translated' if it waited. What has no place in the files is named with its\n"
    "line and reason, and the exit status is 1. All other bytes of the files stay.\n"
    "\n"
    "  -o, --output NAME      file or folder (default: a.xlf gives a.adopt.xlf)\n"
    "      --encoding NAME    of the English article (default: detected)\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz adopt article.en-US.txt article.xlf     article.adopt.xlf\n"
    "  satz adopt --force -o article.xlf article.en-US.txt article.xlf\n";

struct adopt_command {
    struct common_options common;
    const char *encoding;
};

enum { OPTION_ENCODING = OPTION_OWN };

static const struct option long_options[] = {
    {"encoding", required_argument, NULL, OPTION_ENCODING},
    COMMON_OPTIONS,
    {0},
};

static enum parsed take_option(int option, char **argv, void *context)
{
    struct adopt_command *command = context;
    if (option != OPTION_ENCODING)
        return common_option(option, argv, help, &command->common);
    command->encoding = optarg;
    return PARSED_TAKEN;
}

static enum status write_file(const struct adopt_command *command,
                              const struct exchange_adoption *adoption, struct input *input,
                              size_t index, struct findings *findings)
{
    struct buffer name = {0};
    enum status status = command_rewind(input, findings);
    if (status == STATUS_OK)
        status = output_place(&name, input->name, &command->common, VIEW(".adopt.xlf"), findings);
    if (status != STATUS_OK) {
        buffer_free(&name);
        return status;
    }
    struct command_output out = {
        .output = output_open(name.data, command->common.force, &status, findings)};
    if (out.output) {
        out.progress = progress_begin(name.data, &command->common);
        struct sink sink = {command_output_write, &out};
        status = exchange_adopt_write(adoption, input, index, sink, findings);
        progress_end(&out.progress);
    }
    if (out.output && status == STATUS_OK)
        status = output_commit(out.output, findings);
    else
        output_abandon(out.output);
    buffer_free(&name);
    return status;
}

static enum status adopt(const struct adopt_command *command, struct input *english,
                         struct input *inputs, size_t count, struct findings *findings)
{
    struct adopt_summary summary;
    enum status status;
    struct exchange_adoption *adoption =
        exchange_adopt(english, command->encoding, inputs, count, &summary, &status, findings);
    for (size_t i = 0; adoption && i < count; i++) {
        enum status written = write_file(command, adoption, &inputs[i], i, findings);
        status = written > status ? written : status;
    }
    if (adoption)
        command_say(&command->common, "%s: %zu segment%s adopted, %zu edit%s without a place",
                    english->name, summary.adopted, plural(summary.adopted), summary.lost,
                    plural(summary.lost));
    exchange_adopt_free(adoption);
    return status;
}

/* The inputs are read twice. */
static enum status open_all(struct input *inputs, char **names, size_t count,
                            struct findings *findings)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++)
        inputs[i].descriptor = -1;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = command_open_twice(&inputs[i], names[i], findings);
    return status;
}

static enum status run(const struct adopt_command *command, char **names, size_t count)
{
    struct findings findings = command_findings(&command->common);
    struct input english, *inputs = calloc(count, sizeof *inputs);
    if (!inputs)
        return finding_no_memory(&findings);
    enum status status = input_open(&english, names[0], &findings);
    if (status == STATUS_OK) {
        status = open_all(inputs, names + 1, count - 1, &findings);
        if (status == STATUS_OK)
            status = adopt(command, &english, inputs, count - 1, &findings);
        for (size_t i = 0; i + 1 < count; i++)
            if (inputs[i].descriptor >= 0)
                input_close(&inputs[i]);
        input_close(&english);
    }
    free(inputs);
    return status;
}

static enum status check_outputs(char **names, int count, const struct common_options *common)
{
    struct operands inputs = {0};
    struct findings findings = command_findings(common);
    enum status status = operands_add_files(&inputs, names, count, &findings);
    if (status == STATUS_OK)
        status = outputs_differ("adopt", &inputs, common);
    operands_free(&inputs);
    return status;
}

int command_adopt(int argc, char **argv)
{
    struct adopt_command command = {0};
    int standard = 0;
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (argc - optind < 2)
        return usage_error(argv[0], "name the edited English article, then its XLIFF files");
    for (int i = optind; i < argc; i++)
        standard += strcmp(argv[i], "-") == 0;
    if (standard > 1)
        return usage_error(argv[0], "only one of the inputs can be standard input");
    enum status status = check_outputs(argv + optind + 1, argc - optind - 1, &command.common);
    if (status == STATUS_OK)
        status = run(&command, argv + optind, (size_t)(argc - optind));
    return (int)status;
}
