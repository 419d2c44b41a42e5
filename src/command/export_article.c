#include "command/export.h"

#include <string.h>

#include "command/done.h"
#include "command/project.h"
#include "command/share_names.h"

/* The article's name for the file, which is UTF-8; a file's name may be any bytes. */
static void add_original(struct buffer *original, const char *input)
{
    struct view name = strcmp(input, "-") == 0 ? VIEW("article.txt") : base_name(input);
    for (size_t at = 0; at < name.size;) {
        uint32_t codepoint;
        at += utf8_decode(name, at, &codepoint);
        buffer_add_codepoint(original, codepoint);
    }
    buffer_add_char(original, '\0');
}

/* Whether nothing but the system can fail, so that standard output need not be held back. */
static bool cannot_fail(const struct export_command *command, const struct article_reader *article)
{
    return !command->srx && !command->memory && article_is_sound(article);
}

/* Writes the file `name`, which is whole but not committed in job->output. */
static void export_to(struct export_command *command, struct article_reader *article,
                      struct job *job, const char *name, struct exchange_summary *summary)
{
    struct buffer original = {0};
    struct command_output out = {0};
    add_original(&original, job->input->name);
    if (original.failed)
        job->status = finding_no_memory(&job->findings);
    else
        out.output = output_open(name, job->common.force, &job->status, &job->findings);
    if (out.output) {
        out.progress = progress_begin(name, &job->common);
        if (output_is_held(out.output) && cannot_fail(command, article))
            output_release(out.output);
        struct sink sink = {command_output_write, &out};
        job->status = exchange_export(article, original.data, &command->options, sink, summary,
                                      &job->findings);
        progress_end(&out.progress);
    }
    if (out.output && job->status == STATUS_OK)
        job->output = out.output;
    else
        output_abandon(out.output);
    buffer_free(&original);
}

/* The settings are written when the article is there: with them the folder is a project. */
static void finish_project(const struct project *project, struct job *job)
{
    job->status = output_commit(job->output, &job->findings);
    job->output = NULL;
    if (job->status == STATUS_OK)
        job->status = project_finish(project, &job->findings);
    job->written = job->status == STATUS_OK;
}

/* job->name becomes a folder, with the article's XLIFF in its source/, named like `like`. */
static void export_project(struct export_command *command, struct article_reader *article,
                           struct job *job, const char *like, struct exchange_summary *summary)
{
    struct project project = {.folder = job->name.data,
                              .source_lang = command->options.source_lang,
                              .target_lang = command->options.target_lang,
                              .terms = command->options.terms,
                              .never = command->options.protect.never,
                              .force = job->common.force};
    struct buffer name = {0};
    job->status = project_begin(&project, &job->findings);
    if (job->status != STATUS_OK)
        return;
    if (project_article(&name, &project, like))
        export_to(command, article, job, name.data, summary);
    else
        job->status = finding_no_memory(&job->findings);
    if (job->output)
        finish_project(&project, job);
    if (job->status != STATUS_OK)
        project_abandon(&project);
    buffer_free(&name);
}

static void say_what_was_done(const struct export_command *command, struct job *job,
                              const struct exchange_summary *summary)
{
    const struct article_shares *shares = command->options.shares;
    size_t share = command->options.share;
    const char *shown = strcmp(job->name.data, "-") == 0 ? "standard output" : job->name.data;
    job_say(job, "%s: %zu segment%s in %zu block%s, %zu code%s", shown, summary->segments,
            plural(summary->segments), summary->blocks, plural(summary->blocks), summary->codes,
            plural(summary->codes));
    if (shares)
        job_say(job, "%s: part %zu of %zu, %zu word%s", shown, share + 1, shares->count,
                shares->words[share], plural(shares->words[share]));
    if (command->memory)
        job_say(job, "%s: %zu segment%s %s translated already, %zu %s matches", shown,
                summary->translated, plural(summary->translated),
                summary->translated == 1 ? "is" : "are", summary->offered,
                summary->offered == 1 ? "has" : "have");
}

/* Writes the article, or a share of it, to job->name; `like` is what the name was made of. */
static void export_opened(struct export_command *command, struct input *input, struct job *job,
                          const struct operand *like)
{
    struct exchange_summary summary = {0};
    struct article_reader *article =
        article_open(input, &command->article, &job->status, &job->findings);
    if (command->known.memory)
        command->options.known = known_begin(&command->known);
    if (article)
        job->status = output_make_folders(job->name.data, job->input, &job->common, &job->findings);
    if (article && job->status == STATUS_OK) {
        if (command->tool == TOOL_OMEGAT)
            export_project(command, article, job, like->name, &summary);
        else
            export_to(command, article, job, job->name.data, &summary);
    }
    if (job->status == STATUS_OK)
        say_what_was_done(command, job, &summary);
    article_close(article);
}

/* ---- shares ------------------------------------------------------------------------------- */

static void commit_share(struct job *job)
{
    if (job->output)
        job->status = output_commit(job->output, &job->findings);
    job->output = NULL;
    job->written = job->status == STATUS_OK;
}

/* One file a share; each is committed when it is there. */
static void export_shares(struct export_command *command, struct input *input,
                          const struct article_shares *shares, struct view suffix, struct job *job)
{
    struct export_options *options = &command->options;
    struct share_names names = {.suffix = suffix};
    options->shares = shares;
    for (options->share = 0; options->share < shares->count && job->status == STATUS_OK;
         options->share++) {
        job->status = command_rewind(input, &job->findings);
        if (job->status == STATUS_OK &&
            (!share_name(&names, job->input, &job->common, options->share + 1) ||
             !output_name_below(&job->name, &names.names.like, &names.names.common, suffix)))
            job->status = finding_no_memory(&job->findings);
        if (job->status == STATUS_OK)
            export_opened(command, input, job, &names.names.like);
        commit_share(job);
    }
    options->shares = NULL;
    share_names_free(&names);
}

static void export_in_shares(struct export_command *command, struct view suffix, struct job *job)
{
    struct article_shares shares = {0};
    struct input input;
    job->status = command_open_twice(&input, job->input->name, &job->findings);
    if (job->status != STATUS_OK)
        return;
    job->status = shares_divide(&input, &command->article, command->parts, &shares, &job->findings);
    if (job->status == STATUS_OK && command->tool != TOOL_OMEGAT)
        job->status = shares_claim(job->input, &job->common, command->parts, &job->findings);
    if (job->status == STATUS_OK)
        export_shares(command, &input, &shares, suffix, job);
    exchange_shares_free(&shares);
    input_close(&input);
}

/* ---- an article --------------------------------------------------------------------------- */

static bool is_done(const struct export_command *command, struct job *job)
{
    struct project project = {.folder = job->name.data};
    struct buffer article = {0};
    if (command->tool != TOOL_OMEGAT)
        return export_is_done(job, job->name.data, &command->article, &command->options);
    bool done = project_is_finished(&project) &&
                project_article(&article, &project, job->input->name) &&
                export_is_done(job, article.data, &command->article, &command->options);
    buffer_free(&article);
    return done;
}

void export_article(void *context, struct job *job)
{
    struct export_command *command = context;
    struct input input;
    struct view suffix = command->tool == TOOL_OMEGAT ? VIEW(".omegat") : VIEW(".xlf");
    if (command->parts > 0) {
        export_in_shares(command, suffix, job);
        return;
    }
    if (!output_name_below(&job->name, job->input, &job->common, suffix)) {
        job->status = finding_no_memory(&job->findings);
        return;
    }
    job->skipped = command->many.skip_done && is_done(command, job);
    if (job->skipped)
        return;
    job->status = input_open(&input, job->input->name, &job->findings);
    if (job->status != STATUS_OK)
        return;
    export_opened(command, &input, job, job->input);
    input_close(&input);
}
