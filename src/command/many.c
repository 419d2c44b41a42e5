#include "command/jobs.h"

#include <string.h>

static bool read_count(const char *text, size_t *count)
{
    return view_to_size(view_of(text), count) && *count > 0;
}

enum parsed many_option(int option, char **argv, const char *help, struct many *many,
                        struct common_options *common)
{
    switch (option) {
    case 'j':
        if (read_count(optarg, &many->jobs))
            return PARSED_TAKEN;
        usage_error(argv[0], "--jobs: '%s' is not a number from 1 on", optarg);
        return PARSED_WRONG;
    case '0':
        many->null = true;
        return PARSED_TAKEN;
    case OPTION_FILES_FROM:
        many->files_from = optarg;
        return PARSED_TAKEN;
    case OPTION_SKIP_DONE:
        many->skip_done = true;
        return PARSED_TAKEN;
    default:
        return common_option(option, argv, help, common);
    }
}

static size_t count_standard(const struct many *many, char **names, int count)
{
    size_t found = many->files_from && strcmp(many->files_from, "-") == 0;
    for (int i = 0; i < count; i++)
        found += strcmp(names[i], "-") == 0;
    return found;
}

static enum status gather(struct operands *inputs, const struct many *many,
                          const struct operand_kind *kind, int argc, char **argv,
                          const struct common_options *common)
{
    struct findings findings = command_findings(common);
    enum status status = operands_add(inputs, kind, argv + optind, argc - optind, &findings);
    if (!many->files_from)
        return status;
    enum status listed = operands_add_list(inputs, kind, many->files_from, many->null, &findings);
    return listed > status ? listed : status;
}

static enum status work_on(const struct work *work, const struct many *many,
                           const struct operands *inputs, const char *command,
                           const struct common_options *common)
{
    enum status status = outputs_differ(command, inputs, common);
    if (status == STATUS_OK && work->begin)
        status = work->begin(work->context, inputs);
    return status == STATUS_OK ? jobs_run(work, inputs, many, common) : status;
}

enum status many_inputs(struct operands *inputs, const struct many *many,
                        const struct operand_kind *kind, const char *needs, int argc, char **argv,
                        const struct common_options *common)
{
    if (optind == argc && !many->files_from)
        return (enum status)usage_error(argv[0], "%s", needs);
    if (many->null && !many->files_from)
        return (enum status)usage_error(argv[0],
                                        "--null says how --files-from lists names; name the list");
    if (count_standard(many, argv + optind, argc - optind) > 1)
        return (enum status)usage_error(argv[0], "only one of the inputs can be standard input");
    return gather(inputs, many, kind, argc, argv, common);
}

enum status many_run(const struct work *work, const struct many *many,
                     const struct operand_kind *kind, int argc, char **argv,
                     const struct common_options *common)
{
    struct operands inputs = {0};
    enum status status = many_inputs(&inputs, many, kind, work->needs, argc, argv, common);
    if (inputs.count > 0) {
        enum status worked = work_on(work, many, &inputs, argv[0], common);
        status = worked > status ? worked : status;
    }
    operands_free(&inputs);
    return status;
}
