#include "command/merge_report.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "command/done.h"
#include "command/jobs.h"
#include "exchange/exchange.h"

static const char help[] =
    "Usage: satz merge [options] FILE.xlf...\n"
    "Rebuilds the article in English from each filled XLIFF file. A folder stands for the *.xlf "
    "in\n"
    "it and its folders.\n"
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
    "      --report FILE      what became of each segment: .json, or text\n" MANY_HELP
    "      --skip-done        leaves files out whose article is there and newer\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz merge article.xlf                       article.en-US.txt\n"
    "  satz merge --skip-done -o english/ filled/   all of a folder, but what is there already\n"
    "  satz merge --partial -o - article.xlf        what there is, on standard output\n";

struct merge_command {
    struct common_options common;
    struct many many;
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
    {"skip-done", no_argument, NULL, OPTION_SKIP_DONE},
    MANY_OPTIONS,
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
        return many_option(option, argv, help, &command->many, &command->common);
    }
}

/* Where the English article goes; opened when its name is known. */
struct merge_target {
    struct command_output out; /* first: it is the sink's context */
    const struct merge_command *command;
    struct job *job;
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

static enum status open_target(struct merge_target *target)
{
    struct job *job = target->job;
    enum status status =
        output_make_folders(job->name.data, job->input, &job->common, &job->findings);
    if (status != STATUS_OK)
        return status;
    target->out.output = output_open(job->name.data, job->common.force, &status, &job->findings);
    target->out.progress = progress_begin(job->name.data, &job->common);
    return target->out.output ? STATUS_OK : status;
}

static enum status begin_article(void *context, const struct merge_article *article,
                                 struct findings *findings)
{
    struct merge_target *target = context;
    struct job *job = target->job;
    struct buffer suffix = {0};
    add_suffix(&suffix, article);
    bool named = !suffix.failed &&
                 output_name_below(&job->name, job->input, &job->common, buffer_view(&suffix));
    buffer_free(&suffix);
    if (!named)
        return finding_no_memory(findings);
    job->skipped = target->command->many.skip_done && merge_is_done(job, job->name.data);
    return job->skipped ? STATUS_USAGE : open_target(target); /* ends the merge */
}

static void summarise(struct job *job, const struct exchange_summary *summary)
{
    const char *name = !job->name.data                    ? job->input->name
                       : strcmp(job->name.data, "-") == 0 ? "standard output"
                                                          : job->name.data;
    if (!job->output)
        command_say(&job->common, "%s was not written: %zu of %zu blocks are not sound", name,
                    summary->broken, summary->blocks);
    else if (summary->kept > 0)
        job_say(job, "%s: %zu segments translated, %zu kept in German", name, summary->translated,
                summary->kept);
    else
        job_say(job, "%s: %zu segments translated", name, summary->translated);
}

static void merge_input(struct merge_command *command, struct input *input, struct job *job)
{
    struct merge_target target = {.command = command, .job = job};
    struct exchange_summary summary;
    struct merge_sink sink = {.sink = {command_output_write, &target}, .begin = begin_article};
    job->status = exchange_merge(input, &command->options, sink, &summary, &job->findings);
    if (job->findings.worst == STATUS_SYSTEM)
        job->status = STATUS_SYSTEM;
    progress_end(&target.out.progress);
    if (job->skipped) {
        job->status = STATUS_OK;
        return;
    }
    bool wanted = job->status == STATUS_OK ||
                  (job->status == STATUS_FINDINGS && command->options.partial && summary.complete);
    if (target.out.output && wanted)
        job->output = target.out.output;
    else
        output_abandon(target.out.output);
    if (job->status <= STATUS_FINDINGS && target.out.output)
        summarise(job, &summary);
}

static void merge_file(void *context, struct job *job)
{
    struct merge_command *command = context;
    struct merge_report *report = &command->report;
    struct input input;
    job->status = input_open(&input, job->input->name, &job->findings);
    if (job->status != STATUS_OK)
        return;
    report_merge_begin(report);
    command->options.tell = report->name ? report_merge_tell : NULL;
    command->options.tell_context = report;
    merge_input(command, &input, job);
    input_close(&input);
    report_merge_end(report, &job->report);
}

static enum status take_report(void *context, const struct operand *input, const char *output,
                               struct view told)
{
    struct merge_command *command = context;
    struct findings findings = command_findings(&command->common);
    return report_merge_take(&command->report, input->name, output, told, &findings);
}

int command_merge(int argc, char **argv)
{
    struct merge_command command = {.options = {.line_end = -1}};
    struct work work = {.context = &command,
                        .run = merge_file,
                        .take = take_report,
                        .skips = true,
                        .noun = "files",
                        .needs = "name a filled XLIFF file, or - for standard input"};
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    enum status worst = many_run(&work, &command.many, &operand_xliff, argc, argv, &command.common);
    if (command.report.name && worst != STATUS_USAGE) {
        enum status status = report_merge_write(&command.report, &command.common);
        worst = status > worst ? status : worst;
    }
    return (int)worst;
}
