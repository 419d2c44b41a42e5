#include "command/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define GROUP 256

size_t batch_limit(void)
{
    long open_files = sysconf(_SC_OPEN_MAX);
    return open_files > 0 && open_files / 2 < GROUP ? (size_t)open_files / 2 : GROUP;
}

void job_say(struct job *job, const char *format, ...)
{
    struct buffer text = {0};
    va_list arguments;
    if (job->common.quiet)
        return;
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    buffer_add_string(&job->said, "satz: ");
    command_add_safe(&job->said, buffer_view(&text));
    buffer_add_char(&job->said, '\n');
    job->said.failed |= text.failed;
    buffer_free(&text);
}

/* ---- records ------------------------------------------------------------------------------ */

/* All of one type: no padding goes down the pipe. */
struct record {
    size_t status, skipped, written;
    size_t messages, report, output; /* sizes of what follows */
};

static void add_record(struct buffer *records, const struct outcome *outcome)
{
    struct record record = {.status = outcome->status,
                            .skipped = outcome->skipped,
                            .written = outcome->written,
                            .messages = outcome->messages.size,
                            .report = outcome->report.size,
                            .output = strlen(outcome->output) + 1};
    buffer_add(records, (const char *)&record, sizeof record);
    buffer_add_view(records, outcome->messages);
    buffer_add_view(records, outcome->report);
    buffer_add(records, outcome->output, record.output);
}

static struct view take(struct view *records, size_t size)
{
    struct view piece = view_slice(*records, 0, size);
    *records = view_slice(*records, size, records->size);
    return piece;
}

bool batch_next(struct view *records, struct outcome *outcome)
{
    struct record record;
    if (records->size < sizeof record)
        return false;
    memcpy(&record, take(records, sizeof record).data, sizeof record);
    if (records->size < record.messages || records->size - record.messages < record.report ||
        records->size - record.messages - record.report < record.output)
        return false;
    *outcome = (struct outcome){.status = (enum status)record.status,
                                .skipped = record.skipped != 0,
                                .written = record.written != 0,
                                .messages = take(records, record.messages),
                                .report = take(records, record.report),
                                .output = take(records, record.output).data};
    return true;
}

void batch_lost(const struct operand *input, const struct common_options *common, int signal,
                struct buffer *records)
{
    struct buffer messages = {0};
    struct common_options gathered = *common;
    gathered.messages = &messages;
    struct findings findings = command_findings(&gathered);
    struct place place = {.file = input->name};
    if (signal != 0)
        finding_error(&findings, STATUS_SYSTEM, place,
                      "the process that worked on it was ended by signal %d; try it again alone",
                      signal);
    else
        finding_error(&findings, STATUS_SYSTEM, place,
                      "the process that worked on it broke off; try it again alone");
    struct outcome outcome = {
        .status = STATUS_SYSTEM, .messages = buffer_view(&messages), .output = ""};
    records->failed |= messages.failed;
    add_record(records, &outcome);
    buffer_free(&messages);
}

/* ---- the work ----------------------------------------------------------------------------- */

static void commit(const struct work *work, struct job *jobs, size_t count)
{
    struct output_pending items[GROUP];
    size_t pending = 0;
    for (size_t i = 0; i < count; i++)
        if (jobs[i].output)
            items[pending++] = (struct output_pending){jobs[i].output, &jobs[i].findings, 0};
    output_commit_all(items, pending);
    pending = 0;
    for (size_t i = 0; i < count; i++) {
        if (!jobs[i].output)
            continue;
        enum status status = items[pending++].status;
        jobs[i].output = NULL;
        jobs[i].written = status == STATUS_OK;
        jobs[i].status = status > jobs[i].status ? status : jobs[i].status;
        if (status != STATUS_OK)
            buffer_clear(&jobs[i].said);
    }
    for (size_t i = 0; work->finish && i < count; i++)
        work->finish(work->context, &jobs[i]);
}

static void work_on(const struct work *work, struct job *job)
{
    work->run(work->context, job);
    if (!job->output)
        return;
    enum status status = output_settle(job->output, &job->findings);
    if (status == STATUS_OK)
        return;
    output_abandon(job->output);
    job->output = NULL;
    job->status = status;
    buffer_clear(&job->said);
}

/* Where memory ran out for what is said, nothing that was said of the job can be trusted. */
static void finish(struct job *job, struct buffer *records)
{
    struct buffer *messages = job->common.messages;
    buffer_add_view(messages, buffer_view(&job->said));
    bool failed = messages->failed || job->report.failed || job->name.failed;
    struct outcome outcome = {.status = failed ? STATUS_SYSTEM : job->status,
                              .skipped = job->skipped,
                              .written = job->written,
                              .messages = failed ? VIEW("satz: error: out of memory\n")
                                                 : buffer_view(messages),
                              .report = failed ? (struct view){0} : buffer_view(&job->report),
                              .output = job->written && !failed ? job->name.data : ""};
    add_record(records, &outcome);
}

void job_free(struct job *job)
{
    buffer_free(&job->name);
    buffer_free(&job->said);
    buffer_free(&job->report);
}

void batch_run_alone(const struct work *work, struct job *job)
{
    work->run(work->context, job);
    commit(work, job, 1);
    if (job->said.failed || job->report.failed || job->name.failed)
        job->status = finding_no_memory(&job->findings);
    else if (job->said.size > 0)
        command_print(buffer_view(&job->said));
    if (job->skipped && !job->name.failed)
        command_say(&job->common, "%s is done already", job->name.data);
}

void batch_run(const struct work *work, const struct operand *inputs, size_t count,
               const struct common_options *common, struct buffer *records)
{
    struct job *jobs = calloc(count, sizeof *jobs);
    struct buffer *messages = calloc(count, sizeof *messages);
    records->failed |= !jobs || !messages;
    for (size_t i = 0; i < count && !records->failed; i++) {
        jobs[i] = (struct job){.input = &inputs[i], .common = *common};
        jobs[i].common.messages = &messages[i];
        jobs[i].findings = command_findings(&jobs[i].common);
        work_on(work, &jobs[i]);
    }
    if (!records->failed)
        commit(work, jobs, count);
    for (size_t i = 0; i < count && !records->failed; i++) {
        finish(&jobs[i], records);
        job_free(&jobs[i]);
        buffer_free(&messages[i]);
    }
    free(messages);
    free(jobs);
}
