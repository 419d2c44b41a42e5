#include "command/merge_report.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "exchange/exchange.h"

static const char help[] =
    "Usage: satz merge [options] FILE.xlf...\n"
    "Rebuilds the article in English from each filled XLIFF file.\n"
    "\n"
    "  -o, --output NAME      file or folder (default: a.xlf gives a.en-US.txt; - is standard "
    "output)\n"
    "      --partial          merges what is sound: what is not translated stays German (status "
    "1)\n"
    "      --accept-source    takes a target that equals its German as a translation\n"
    "      --to LANG          the target language, if the file names none or another\n"
    "      --source ARTICLE   the German article: checked against the file, and used where the\n"
    "                         file lost its skeleton\n"
    "      --output-encoding NAME\n"
    "                         of the English article (default: the German one's)\n"
    "      --line-ends HOW    keep (default), lf, crlf or cr\n"
    "      --report FILE      what became of each segment: .json, or text\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz merge article.xlf                       article.en-US.txt\n"
    "  satz merge --partial -o - article.xlf        what there is, on standard output\n";

struct merge_command {
    struct common_options common;
    struct merge_options options;
    struct merge_report report;
};

enum {
    OPTION_PARTIAL = OPTION_OWN,
    OPTION_ACCEPT_SOURCE,
    OPTION_TO,
    OPTION_SOURCE,
    OPTION_OUTPUT_ENCODING,
    OPTION_LINE_ENDS,
    OPTION_REPORT,
};

static const struct option long_options[] = {
    {"partial", no_argument, NULL, OPTION_PARTIAL},
    {"accept-source", no_argument, NULL, OPTION_ACCEPT_SOURCE},
    {"to", required_argument, NULL, OPTION_TO},
    {"source", required_argument, NULL, OPTION_SOURCE},
    {"output-encoding", required_argument, NULL, OPTION_OUTPUT_ENCODING},
    {"report", required_argument, NULL, OPTION_REPORT},
    {"line-ends", required_argument, NULL, OPTION_LINE_ENDS},
    COMMON_OPTIONS,
    {0},
};

static const char *const line_end_ways[] = {"lf", "crlf", "cr", "keep", NULL};

static enum parsed take_option(int option, char **argv, void *context)
{
    struct merge_command *command = context;
    struct merge_options *options = &command->options;
    switch (option) {
    case OPTION_PARTIAL:
        options->partial = true;
        return PARSED_TAKEN;
    case OPTION_ACCEPT_SOURCE:
        options->accept_source = true;
        return PARSED_TAKEN;
    case OPTION_TO:
        options->target_lang = optarg;
        return PARSED_TAKEN;
    case OPTION_REPORT:
        command->report.name = optarg;
        return PARSED_TAKEN;
    case OPTION_SOURCE:
        options->article = optarg;
        return PARSED_TAKEN;
    case OPTION_OUTPUT_ENCODING:
        options->encoding = optarg;
        return PARSED_TAKEN;
    case OPTION_LINE_ENDS:
        options->line_end = option_choice(argv[0], "line-ends", optarg, line_end_ways);
        if (options->line_end < 0)
            return PARSED_WRONG;
        if (strcmp(optarg, "keep") == 0)
            options->line_end = -1;
        return PARSED_TAKEN;
    default:
        return common_option(option, argv, help, &command->common);
    }
}

/* Where the English article goes; opened when its name is known. */
struct merge_target {
    struct command_output out; /* first: it is the sink's context */
    const struct merge_command *command;
    const char *input;
    struct buffer name;
};

/* ".en-US.txt": the target language, and the suffix of the article's name if it is harmless. */
static void add_suffix(struct buffer *suffix, const struct merge_article *article)
{
    struct view original = article->original, language = article->target_lang;
    size_t dot = original.size;
    while (dot > 0 && isalnum((unsigned char)original.data[dot - 1]))
        dot--;
    struct view ending = view_slice(original, dot, original.size);
    bool harmless = dot > 0 && original.data[dot - 1] == '.' && ending.size > 0 && ending.size <= 8;
    buffer_add_char(suffix, '.');
    for (size_t i = 0; i < language.size && i < 35; i++)
        buffer_add_char(suffix, isalnum((unsigned char)language.data[i]) ? language.data[i] : '-');
    buffer_add_char(suffix, '.');
    buffer_add_view(suffix, harmless ? ending : VIEW("txt"));
}

static enum status begin_article(void *context, const struct merge_article *article,
                                 struct findings *findings)
{
    struct merge_target *target = context;
    struct buffer suffix = {0};
    enum status status;
    add_suffix(&suffix, article);
    bool named = !suffix.failed && output_name(&target->name, target->input,
                                               &target->command->common, buffer_view(&suffix));
    buffer_free(&suffix);
    if (!named)
        return finding_no_memory(findings);
    target->out.output =
        output_open(target->name.data, target->command->common.force, &status, findings);
    target->out.progress = progress_begin(target->name.data, &target->command->common);
    return target->out.output ? STATUS_OK : status;
}

static void summarise(const struct merge_target *target, const struct exchange_summary *summary,
                      bool written)
{
    const char *name = !target->name.data                    ? target->input
                       : strcmp(target->name.data, "-") == 0 ? "standard output"
                                                             : target->name.data;
    if (!written)
        command_say(&target->command->common, "%s was not written: %zu of %zu blocks are not sound",
                    name, summary->broken, summary->blocks);
    else if (summary->kept > 0)
        command_say(&target->command->common, "%s: %zu segments translated, %zu kept in German",
                    name, summary->translated, summary->kept);
    else
        command_say(&target->command->common, "%s: %zu segments translated", name,
                    summary->translated);
}

static enum status merge_file(struct merge_command *command, const char *input_name)
{
    struct findings findings = command_findings(&command->common);
    struct merge_target target = {.command = command, .input = input_name};
    struct exchange_summary summary;
    struct input input;
    enum status status = input_open(&input, input_name, &findings);
    if (status != STATUS_OK)
        return status;
    report_merge_begin(&command->report, input_name);
    command->options.tell = command->report.name ? report_merge_tell : NULL;
    command->options.tell_context = &command->report;
    struct merge_sink sink = {.sink = {command_output_write, &target}, .begin = begin_article};
    status = exchange_merge(&input, &command->options, sink, &summary, &findings);
    status = findings.worst == STATUS_SYSTEM ? findings.worst : status;
    input_close(&input);
    progress_end(&target.out.progress);
    bool wanted = status == STATUS_OK ||
                  (status == STATUS_FINDINGS && command->options.partial && summary.complete);
    if (target.out.output && wanted) {
        enum status committed = output_commit(target.out.output, &findings);
        wanted = committed == STATUS_OK;
        status = committed > status ? committed : status;
    } else {
        output_abandon(target.out.output);
    }
    if (status <= STATUS_FINDINGS)
        summarise(&target, &summary, wanted);
    report_merge_end(&command->report, wanted ? target.name.data : NULL);
    buffer_free(&target.name);
    return status;
}

int command_merge(int argc, char **argv)
{
    struct merge_command command = {.options = {.line_end = -1}};
    enum status worst = STATUS_OK;
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (optind == argc)
        return usage_error(argv[0], "name a filled XLIFF file, or - for standard input");
    if (outputs_collide(argv[0], argv + optind, argc - optind, &command.common))
        return STATUS_USAGE;
    for (int i = optind; i < argc; i++) {
        enum status status = merge_file(&command, argv[i]);
        worst = status > worst ? status : worst;
    }
    if (command.report.name) {
        enum status status = report_merge_write(&command.report, &command.common);
        worst = status > worst ? status : worst;
    }
    return (int)worst;
}
