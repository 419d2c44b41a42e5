/* The workers, with work whose end is known. */
#include "command/jobs.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/tests.h"

/* What is printed goes to a file meanwhile. */
static FILE *heard;
static int standard_error;

static void listen_to_stderr(void)
{
    heard = tmpfile();
    CU_ASSERT_PTR_NOT_NULL_FATAL(heard);
    fflush(stderr);
    standard_error = dup(STDERR_FILENO);
    CU_ASSERT_EQUAL(dup2(fileno(heard), STDERR_FILENO), STDERR_FILENO);
}

static struct buffer stop_listening(void)
{
    struct buffer text = {0};
    char chunk[4096];
    fflush(stderr);
    CU_ASSERT_EQUAL(dup2(standard_error, STDERR_FILENO), STDERR_FILENO);
    close(standard_error);
    rewind(heard);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, heard)) > 0;)
        buffer_add(&text, chunk, got);
    fclose(heard);
    return text;
}

/* "3 slow" takes a while, "4 bad" is an error, "5 kill" ends its process. */
static void run(void *context, struct job *job)
{
    const char *name = job->input->name;
    (void)context;
    if (strstr(name, "slow"))
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    if (strstr(name, "kill"))
        raise(SIGKILL);
    if (strstr(name, "bad"))
        job->status =
            finding_error(&job->findings, STATUS_INPUT, (struct place){.file = name}, "is bad");
    else
        job_say(job, "%s is good", name);
    buffer_add_string(&job->report, name);
    buffer_add_char(&job->report, ';');
}

static enum status take(void *context, const struct operand *input, const char *output,
                        struct view report)
{
    CU_ASSERT_PTR_NULL(output);
    CU_ASSERT_EQUAL(strncmp(input->name, report.data, report.size - 1), 0);
    buffer_add_view(context, report);
    return STATUS_OK;
}

static const char *const kinds[] = {"",     " slow", "", " bad", "",      " kill", " slow", "",
                                    " bad", "",      "", "",     " kill", "",      "",      ""};
enum { KINDS = sizeof kinds / sizeof kinds[0], INPUTS = 100 };

static enum status work_on_all(size_t jobs, struct buffer *told, struct buffer *said)
{
    struct operands inputs = {0};
    char names[INPUTS][32];
    struct operand items[INPUTS];
    for (size_t i = 0; i < INPUTS; i++) {
        snprintf(names[i], sizeof names[i], "%zu%s", i, kinds[i % KINDS]);
        items[i] = (struct operand){names[i], names[i], false};
    }
    inputs.items = items;
    inputs.count = INPUTS;
    struct work work = {.context = told, .run = run, .take = take, .noun = "things"};
    struct many many = {.jobs = jobs};
    struct common_options common = {0};
    listen_to_stderr();
    enum status status = jobs_run(&work, &inputs, &many, &common);
    *said = stop_listening();
    return status;
}

/* What is said of an input, and of it in the end. */
static void expect(size_t i, struct buffer *told, struct buffer *said, struct buffer *failed)
{
    const char *kind = kinds[i % KINDS];
    if (strcmp(kind, " kill") != 0)
        buffer_printf(told, "%zu%s;", i, kind);
    if (strcmp(kind, " kill") == 0) {
        buffer_printf(said, "satz: %zu%s: error: the process that worked on it was ended by ", i,
                      kind);
        buffer_printf(said, "signal 9; try it again alone\n");
        buffer_printf(failed, "satz: %zu%s: failed (status 4)\n", i, kind);
    } else if (strcmp(kind, " bad") == 0) {
        buffer_printf(said, "satz: %zu%s: error: is bad\n", i, kind);
        buffer_printf(failed, "satz: %zu%s: failed (status 3)\n", i, kind);
    } else {
        buffer_printf(said, "satz: %zu%s is good\n", i, kind);
    }
}

/* Whatever order the work ends in, and though some of it ends its process. */
static void all_is_told_in_order(void)
{
    struct buffer told = {0}, said = {0}, failed = {0};
    for (size_t i = 0; i < INPUTS; i++)
        expect(i, &told, &said, &failed);
    buffer_add_view(&said, buffer_view(&failed));
    buffer_printf(&said, "satz: %d things: 25 failed\n", INPUTS);
    for (size_t jobs = 1; jobs <= 5; jobs += 2) {
        struct buffer told_now = {0}, said_now = {0};
        CU_ASSERT_EQUAL(work_on_all(jobs, &told_now, &said_now), STATUS_SYSTEM);
        test_text_equal(buffer_view(&told_now), buffer_view(&told), "reports");
        test_lines_equal(buffer_view(&said_now), buffer_view(&said), "messages");
        buffer_free(&told_now);
        buffer_free(&said_now);
    }
    buffer_free(&told);
    buffer_free(&said);
    buffer_free(&failed);
}

void suite_jobs(void)
{
    CU_pSuite suite = ADD_SUITE("jobs");
    test_add(suite, "all is told in order", all_is_told_in_order);
}
