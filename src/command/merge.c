#include "command/check.h"
#include "command/done.h"
#include "command/edits.h"
#include "command/merge_groups.h"
#include "command/merge_report.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "exchange/exchange.h"

static const char help[] =
    "Usage: satz merge [options] FILE.xlf...\n"
    "Rebuilds the article in English from each filled XLIFF file. Files of one article, such as\n"
    "the parts of 'satz export --parts', become one. A folder stands for the *.xlf in it and its\n"
    "folders.\n"
    "\n"
    "  -o, --output NAME      file or folder (default: a.xlf gives a.en-US.txt; - is standard "
    "output)\n"
    "      --partial          merges what is sound: what is not translated stays German (status "
    "1)\n"
    "      --prefer FILE      of several files: takes its translation where two differ (may be\n"
    "                         repeated: the first counts first)\n"
    "      --require STATE    translated, reviewed or final: what is below it is not taken\n"
    "      --accept ID@UNIT   accepts what a check finds in a unit, as for 'satz check': it is "
    "merged\n"
    "      --accept-file FILE the same, one ID@UNIT a line\n"
    "      --ignore ID[,ID]   the same of all units\n"
    "      --accept-source    takes a target that equals its German as a translation\n"
    "      --to LANG          the target language, if the file names none or another\n"
    "      --source ARTICLE   the German article: checked against the file, and used where the\n"
    "                         file lost its skeleton\n"
    "      --output-encoding NAME\n"
    "                         of the English article (default: the German one's)\n"
    "      --line-ends HOW    keep (default), lf, crlf or cr\n"
    "      --report FILE      what became of each segment: .json, or text\n" MANY_HELP
    "      --skip-done        leaves out what is merged already, and not older than its files\n"
    "      --force            replaces an existing file, unless it was edited since it was merged\n"
    "      --overwrite-edits  replaces it, edited or not\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz merge article.xlf                       article.en-US.txt\n"
    "  satz merge article-1.xlf article-2.xlf       article.en-US.txt, from both parts\n"
    "  satz merge --skip-done -o english/ filled/   all of a folder, but what is there already\n"
    "  satz merge --partial -o - article.xlf        what there is, on standard output\n";

struct merge_command {
    struct common_options common;
    struct many many;
    struct merge_options options;
    struct merge_report report;
    struct merge_groups groups;
    struct check_report waivers; /* of which only what is accepted and ignored counts */
    const char *accept_file;
    bool overwrite_edits;
    const char **prefer; /* as many as there are arguments */
};

enum {
    OPTION_PARTIAL = OPTION_OWN,
    OPTION_ACCEPT_SOURCE,
    OPTION_ACCEPT,
    OPTION_ACCEPT_FILE,
    OPTION_IGNORE,
    OPTION_TO,
    OPTION_SOURCE,
    OPTION_OUTPUT_ENCODING,
    OPTION_LINE_ENDS,
    OPTION_REPORT,
    OPTION_PREFER,
    OPTION_REQUIRE,
    OPTION_OVERWRITE_EDITS,
};

static const struct option long_options[] = {
    {"partial", no_argument, NULL, OPTION_PARTIAL},
    {"accept-source", no_argument, NULL, OPTION_ACCEPT_SOURCE},
    {"accept", required_argument, NULL, OPTION_ACCEPT},
    {"accept-file", required_argument, NULL, OPTION_ACCEPT_FILE},
    {"ignore", required_argument, NULL, OPTION_IGNORE},
    {"to", required_argument, NULL, OPTION_TO},
    {"source", required_argument, NULL, OPTION_SOURCE},
    {"output-encoding", required_argument, NULL, OPTION_OUTPUT_ENCODING},
    {"prefer", required_argument, NULL, OPTION_PREFER},
    {"require", required_argument, NULL, OPTION_REQUIRE},
    {"overwrite-edits", no_argument, NULL, OPTION_OVERWRITE_EDITS},
    {"report", required_argument, NULL, OPTION_REPORT},
    {"line-ends", required_argument, NULL, OPTION_LINE_ENDS},
    {"skip-done", no_argument, NULL, OPTION_SKIP_DONE},
    MANY_OPTIONS,
    COMMON_OPTIONS,
    {0},
};

static const char *const line_end_ways[] = {"lf", "crlf", "cr", "keep", NULL};

static const char *const required_states[] = {"translated", "reviewed", "final", NULL};

static enum parsed take_require(const char *value, enum state_level *require)
{
    int choice = option_choice("merge", "require", value, required_states);
    *require = (enum state_level)(STATE_TRANSLATED + choice);
    return choice < 0 ? PARSED_WRONG : PARSED_TAKEN;
}

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
    case OPTION_ACCEPT:
    case OPTION_IGNORE:
        return report_take_waiver(&command->waivers, argv[0], option == OPTION_IGNORE);
    case OPTION_ACCEPT_FILE:
        command->accept_file = optarg;
        return PARSED_TAKEN;
    case OPTION_TO:
        options->target_lang = optarg;
        return option_target_language(argv[0], optarg);
    case OPTION_PREFER:
        command->prefer[options->prefer_count++] = optarg;
        return PARSED_TAKEN;
    case OPTION_OVERWRITE_EDITS:
        command->overwrite_edits = command->common.force = true;
        return PARSED_TAKEN;
    case OPTION_REQUIRE:
        return take_require(optarg, &options->require);
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
    const struct merge_group *group;
    struct job *job;
    struct line_sums *lines; /* of what was written */
    bool streams;            /* to no file: nobody edits it */
    bool replaces;           /* there is a file, whose edits count: */
    struct edits_beside beside;
};

/* ".en-US.txt": the target language, and the suffix of the article's name if it is harmless. */
static void add_suffix(struct buffer *suffix, const struct merge_article *article)
{
    struct view original = article->original, language = article->target_lang;
    size_t dot = original.size;
    while (dot > 0 && isalnum((unsigned char)original.data[dot - 1]))
        dot--;
    struct view ending = view_slice(original, dot, original.size);
    bool harmless = dot > 1 && original.data[dot - 1] == '.' && ending.size > 0 && ending.size <= 8;
    buffer_add_char(suffix, '.');
    for (size_t i = 0; i < language.size && i < 35; i++)
        buffer_add_char(suffix, isalnum((unsigned char)language.data[i]) ? language.data[i] : '-');
    buffer_add_char(suffix, '.');
    buffer_add_view(suffix, harmless ? ending : VIEW("txt"));
}

static enum status open_target(struct merge_target *target)
{
    struct job *job = target->job;
    struct stat info;
    enum status status =
        output_make_folders(job->name.data, job->input, &job->common, &job->findings);
    if (status != STATUS_OK)
        return status;
    bool there = stat(job->name.data, &info) == 0;
    target->streams = strcmp(job->name.data, "-") == 0 || (there && !S_ISREG(info.st_mode));
    target->replaces = there && !target->streams && !target->command->overwrite_edits;
    target->lines->limit = EDITS_LINES;
    target->out.output = output_open(job->name.data, job->common.force, &status, &job->findings);
    target->out.progress = progress_begin(job->name.data, &job->common);
    if (target->out.output && target->replaces)
        return edits_beside_open(&target->beside, job->name.data, &job->findings);
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
    job->skipped = target->command->many.skip_done &&
                   merge_is_done(job, target->group->names, target->group->count);
    return job->skipped ? STATUS_USAGE : open_target(target); /* it ends the merge */
}

static enum status write_article(void *context, struct view data, struct findings *findings)
{
    struct merge_target *target = context;
    if (!target->streams)
        line_sums_add(target->lines, data);
    enum status status =
        target->beside.open ? edits_beside_add(&target->beside, data, findings) : STATUS_OK;
    return status == STATUS_OK ? command_output_write(&target->out, data, findings) : status;
}

static void say_why_not(const struct job *job, const struct exchange_summary *summary)
{
    const char *name = strcmp(job->name.data, "-") == 0 ? "standard output" : job->name.data;
    if (summary->broken == 0 && summary->complete)
        command_say(&job->common, "%s was not replaced", name);
    else if (summary->broken == 0)
        command_say(&job->common, "%s was not written: the article is not whole", name);
    else
        command_say(&job->common, "%s was not written: %zu of %zu block%s %s not sound", name,
                    summary->broken, summary->blocks, plural(summary->blocks),
                    summary->broken == 1 ? "is" : "are");
}

static void say_what_was_done(struct job *job, const struct exchange_summary *summary)
{
    const char *name = strcmp(job->name.data, "-") == 0 ? "standard output" : job->name.data;
    if (summary->kept > 0)
        job_say(job, "%s: %zu segment%s translated, %zu kept in German", name, summary->translated,
                plural(summary->translated), summary->kept);
    else
        job_say(job, "%s: %zu segment%s translated", name, summary->translated,
                plural(summary->translated));
}

static enum status check_edits(struct merge_target *target)
{
    struct job *job = target->job;
    enum status status = edits_beside_end(&target->beside, &job->findings);
    if (status == STATUS_OK)
        status = edits_check(job->name.data, target->lines, &target->beside, &job->findings);
    return status;
}

/* Hands the article over to be committed, if nobody's edits are lost with the file that has its
 * name. */
static void finish_target(struct merge_target *target, const struct exchange_summary *summary)
{
    struct job *job = target->job;
    struct output *output = target->out.output;
    bool wanted =
        job->status == STATUS_OK ||
        (job->status == STATUS_FINDINGS && target->command->options.partial && summary->complete);
    line_sums_end(target->lines);
    if (wanted && target->replaces) {
        enum status status = check_edits(target);
        wanted = status == STATUS_OK;
        job->status = status > job->status ? status : job->status;
    }
    if (wanted) {
        job->output = output;
        say_what_was_done(job, summary);
        return;
    }
    output_abandon(output);
    if (job->status <= STATUS_FINDINGS)
        say_why_not(job, summary);
}

static void merge_inputs(struct merge_command *command, struct input *inputs,
                         const struct merge_group *group, struct job *job)
{
    struct merge_target target = {
        .command = command, .group = group, .job = job, .lines = job->kept};
    struct merge_sink sink = {.sink = {write_article, &target}, .begin = begin_article};
    struct exchange_summary summary = {0};
    job->status = group->join
                      ? exchange_merge_files(inputs, group->count, &command->options, sink,
                                             &summary, &job->findings)
                      : exchange_merge(inputs, &command->options, sink, &summary, &job->findings);
    progress_end(&target.out.progress);
    if (job->skipped)
        job->status = STATUS_OK;
    else if (job->findings.worst == STATUS_SYSTEM)
        job->status = STATUS_SYSTEM;
    if (target.out.output)
        finish_target(&target, &summary);
    edits_beside_close(&target.beside);
}

static void begin_report(struct merge_command *command, const struct merge_group *group)
{
    command->options.tell = command->report.name ? report_merge_tell : NULL;
    command->options.tell_context = &command->report;
    report_merge_begin(&command->report, group->names, group->count);
}

static void merge_group(void *context, struct job *job)
{
    struct merge_command *command = context;
    struct merge_groups *groups = &command->groups;
    const struct merge_group *group = &groups->items[job->input - groups->outputs.items];
    struct input *inputs;
    job->kept = calloc(1, sizeof(struct line_sums));
    if (!job->kept) {
        job->status = finding_no_memory(&job->findings);
        return;
    }
    job->status = merge_group_open(groups, group, &inputs, &job->findings);
    if (job->status != STATUS_OK)
        return;
    begin_report(command, group);
    merge_inputs(command, inputs, group, job);
    merge_group_close(group, inputs);
    enum status status = report_merge_end(&command->report, &job->report, &job->findings);
    job->status = status > job->status ? status : job->status;
}

static void remember(void *context, struct job *job)
{
    struct line_sums *lines = job->kept;
    (void)context;
    if (!lines)
        return;
    if (job->written && !lines->failed)
        edits_remember(job->name.data, lines);
    line_sums_free(lines);
    free(lines);
}

static enum status take_report(void *context, const struct operand *input, const char *output,
                               struct view told)
{
    struct merge_command *command = context;
    struct findings findings = command_findings(&command->common);
    (void)input;
    return report_merge_take(&command->report, output, told, &findings);
}

/* In 1.2 the unit is b17.s3, in 2.x b17: either names it. */
static bool is_accepted(void *context, const char *id, size_t block, size_t segment)
{
    struct buffer unit = {0}, part = {0};
    buffer_printf(&unit, "b%zu", block);
    buffer_printf(&part, "s%zu", segment);
    struct finding finding = {.id = id, .unit = buffer_view(&unit), .segment = buffer_view(&part)};
    bool accepted = !unit.failed && !part.failed && report_waives(context, &finding);
    buffer_free(&unit);
    buffer_free(&part);
    return accepted;
}

static enum status read_waivers(struct merge_command *command)
{
    struct findings findings = command_findings(&command->common);
    command->options.waives = is_accepted;
    command->options.waives_context = &command->waivers;
    if (!command->accept_file)
        return STATUS_OK;
    return report_accept_file(&command->waivers, command->accept_file, &findings);
}

static enum status merge_all(struct merge_command *command, const struct operands *inputs)
{
    struct work work = {.context = command,
                        .run = merge_group,
                        .finish = remember,
                        .take = take_report,
                        .skips = true,
                        .noun = "files"};
    struct merge_groups *groups = &command->groups;
    groups->force_join = command->options.partial && command->options.article;
    enum status worst = read_waivers(command);
    if (worst == STATUS_OK)
        worst = merge_groups_make(groups, inputs, &command->many, &command->common);
    bool made = worst == STATUS_OK;
    command->report.alone = groups->outputs.count == 1;
    if (made)
        worst = jobs_run(&work, &groups->outputs, &command->many, &command->common);
    merge_groups_free(groups);
    if (made && command->report.name) {
        enum status status = report_merge_write(&command->report, &command->common);
        worst = status > worst ? status : worst;
    }
    return worst;
}

static enum status check_preferred(const struct merge_options *options,
                                   const struct operands *inputs)
{
    for (size_t i = 0; i < options->prefer_count; i++) {
        size_t k = 0;
        while (k < inputs->count && strcmp(inputs->items[k].name, options->prefer[i]) != 0)
            k++;
        if (k == inputs->count)
            return (enum status)usage_error("merge", "--prefer %s: it is not one of the files",
                                            options->prefer[i]);
    }
    return STATUS_OK;
}

static enum status run(struct merge_command *command, int argc, char **argv)
{
    struct operands inputs = {0};
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, command);
    if (parsed != PARSED_TAKEN)
        return (enum status)parsed_status(parsed);
    enum status status = many_inputs(&inputs, &command->many, &operand_xliff,
                                     "name a filled XLIFF file, or - for standard input", argc,
                                     argv, &command->common);
    if (inputs.count > 0) {
        enum status merged = check_preferred(&command->options, &inputs);
        if (merged == STATUS_OK)
            merged = merge_all(command, &inputs);
        status = merged > status ? merged : status;
    }
    operands_free(&inputs);
    return status;
}

int command_merge(int argc, char **argv)
{
    struct merge_command command = {.options = {.line_end = -1}};
    struct findings findings = command_findings(&command.common);
    command.prefer = calloc((size_t)argc, sizeof *command.prefer);
    if (!command.prefer)
        return (int)finding_no_memory(&findings);
    command.options.prefer = command.prefer;
    enum status status = run(&command, argc, argv);
    free(command.prefer);
    report_free(&command.waivers);
    return (int)status;
}
