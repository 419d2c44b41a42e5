/* The fault tests: SATZ=program run-faults SHIM COMMANDS all|quick [WORKERS]
 *
 * Runs each command of commands.txt again and again; each time another allocation or call on files
 * fails, or the program is killed at it, or at any instant. Then each file in the folder must be as
 * it was or as the command leaves it, and the exit status and messages must say which. */
#define _DEFAULT_SOURCE // MAP_ANONYMOUS NOLINT(bugprone-reserved-identifier)
#include "tests/faults/faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MEMORY = 0, MESSAGE = 8, KINDS = 9, KILLS = 2000, MOST_COMMANDS = 100 };
static const char *const kinds[] = {"memory", "open", "read",     "write",   "sync",
                                    "close",  "name", "truncate", "message", "any"};

struct job {
    char *name;
    char *words[MOST_WORDS + 1];
    int usual; /* exit status when nothing fails */
    struct buffer before, after;
    size_t calls[KINDS + 1];
    long microseconds;
};

/* What all workers count together. */
struct counts {
    size_t memory, io, instants, calls_killed, finished, loader, wrong;
};

struct plan {
    char base[64]; /* folder for all that is made */
    const char *program, *shim;
    bool quick;
    struct job jobs[MOST_COMMANDS];
    size_t count;
    size_t worker, workers, turn; /* turn: runs so far, of all workers */
    char folder[80], state[96];   /* of this worker */
    struct counts *counts;
};

/* ---- judging a run ----------------------------------------------------------------------- */

static bool next_line(struct view *rest, struct view *line)
{
    size_t end = view_find(*rest, VIEW("\n"), 0);
    if (end == SIZE_MAX)
        return false;
    *line = view_slice(*rest, 0, end + 1);
    *rest = view_slice(*rest, end + 1, rest->size);
    return true;
}

static bool has_line(const struct buffer *state, struct view wanted)
{
    struct view rest = buffer_view(state), line;
    while (next_line(&rest, &line))
        if (view_equal(line, wanted))
            return true;
    return false;
}

static size_t count_lines(const struct buffer *state)
{
    struct view rest = buffer_view(state), line;
    size_t count = 0;
    while (next_line(&rest, &line))
        count++;
    return count;
}

/* Each file is as before or as after, and none is gone. */
static bool is_whole(const struct job *job, const struct buffer *now)
{
    struct view rest = buffer_view(now), line;
    while (next_line(&rest, &line))
        if (!has_line(&job->before, line) && !has_line(&job->after, line))
            return false;
    return count_lines(now) >= count_lines(&job->before);
}

enum expected { MAY_FAIL, NO_MEMORY, NO_MESSAGE, MUST_WORK, KILLED };

/* Where memory runs out within dlopen, the C library may end the program by itself: before anything
 * is done. */
static bool loader_gave_up(const struct job *job, int status, struct view said,
                           const struct buffer *now)
{
    return status == 127 && view_find(said, VIEW("memory"), 0) != SIZE_MAX &&
           view_equal(buffer_view(now), buffer_view(&job->before));
}

static const char *judge(const struct job *job, enum expected expected, int status,
                         struct view said, const struct buffer *now, size_t temporaries)
{
    bool same_status = status == job->usual;
    if (!is_whole(job, now))
        return "a file is neither as before nor as after";
    bool told = status == 4 && view_find(said, VIEW("ended by signal 9"), 0) != SIZE_MAX;
    if (expected == KILLED) /* told: it was a process that worked for it */
        return same_status || status == 128 + 9 || told ? NULL : "not killed";
    if (temporaries > 0)
        return "a temporary file is left";
    if (same_status)
        return view_equal(buffer_view(now), buffer_view(&job->after)) ? NULL : "it is not done";
    if (expected == MUST_WORK)
        return "it failed";
    if (expected == NO_MEMORY && loader_gave_up(job, status, said, now))
        return NULL;
    if (status != 4 && (status != 3 || expected == NO_MEMORY))
        return "wrong status";
    bool silent = view_find(said, VIEW("satz"), 0) == SIZE_MAX;
    return silent && expected != NO_MESSAGE ? "no message" : NULL;
}

static void report(const struct plan *plan, const struct job *job, const struct run *run,
                   const char *wrong, int status, struct view said, const struct buffer *now)
{
    printf("faults: %s: %s%s: %s; status %d, not %d; said: %.*s\n%.*s", job->name,
           run->fault ? run->fault : "an instant", run->plain ? " (plain)" : "", wrong, status,
           job->usual, (int)(said.size < 300 ? said.size : 300), said.data ? said.data : "",
           (int)now->size, now->data ? now->data : "");
    (void)fflush(stdout);
    __atomic_add_fetch(&plan->counts->wrong, 1, __ATOMIC_RELAXED);
}

/* ---- one run ----------------------------------------------------------------------------- */

static void template_of(const struct plan *plan, char path[96])
{
    (void)snprintf(path, 96, "%s/template", plan->base);
}

static void renew(const struct plan *plan)
{
    char template[96];
    template_of(plan, template);
    state_copy(template, plan->folder);
}

static struct run run_of(const struct plan *plan, const struct job *job, const char *fault)
{
    struct run run = {.program = plan->program,
                      .shim = plan->shim,
                      .folder = plan->folder,
                      .state = plan->state,
                      .fault = fault,
                      .kill_after = -1};
    memcpy(run.words, job->words, sizeof run.words);
    return run;
}

/* After a kill: the same command, undisturbed, does all that is to do. */
static const char *recover(const struct plan *plan, const struct job *job, bool plain,
                           struct buffer *said, struct buffer *now)
{
    struct run run = run_of(plan, job, NULL);
    run.plain = plain;
    size_t temporaries = 0;
    int status = run_program(&run, said);
    buffer_clear(now);
    state_read(plan->folder, now, &temporaries);
    if (status != job->usual)
        return "afterwards the command fails";
    if (temporaries > 0)
        return "afterwards a temporary file is left";
    return view_equal(buffer_view(now), buffer_view(&job->after)) ? NULL
                                                                  : "afterwards it is not done";
}

static void try(const struct plan *plan, const struct job *job, const struct run *run,
                enum expected expected)
{
    struct buffer said = {0}, now = {0};
    size_t temporaries = 0;
    int status = run_program(run, &said);
    state_read(plan->folder, &now, &temporaries);
    const char *wrong = judge(job, expected, status, buffer_view(&said), &now, temporaries);
    bool done = view_equal(buffer_view(&now), buffer_view(&job->after)) && temporaries == 0;
    bool untouched = view_equal(buffer_view(&now), buffer_view(&job->before)) && temporaries == 0;
    if (!wrong && expected == KILLED && (!done || untouched)) {
        wrong = recover(plan, job, run->plain, &said, &now);
        untouched = untouched && done;
    }
    if (expected == KILLED && status != 128 + 9)
        __atomic_add_fetch(&plan->counts->finished, 1, __ATOMIC_RELAXED);
    if (expected == NO_MEMORY && status == 127)
        __atomic_add_fetch(&plan->counts->loader, 1, __ATOMIC_RELAXED);
    if (wrong)
        report(plan, job, run, wrong, status, buffer_view(&said), &now);
    if (!untouched)
        renew(plan);
    buffer_free(&said);
    buffer_free(&now);
}

/* Whether it is this worker's turn. */
static bool is_mine(struct plan *plan)
{
    return plan->turn++ % plan->workers == plan->worker;
}

/* ---- plans ------------------------------------------------------------------------------- */

static void fail_call(struct plan *plan, const struct job *job, size_t kind, size_t number,
                      const char *way, bool plain)
{
    char fault[64];
    bool kill = strcmp(way, "kill") == 0;
    bool works = strcmp(way, "EINTR") == 0 || strcmp(way, "short") == 0;
    if (!is_mine(plan))
        return;
    (void)snprintf(fault, sizeof fault, "%s %zu %s", kinds[kind], number, way);
    struct run run = run_of(plan, job, fault);
    run.plain = plain;
    try(plan, job, &run,
        kill              ? KILLED
        : works           ? MUST_WORK
        : kind == MESSAGE ? NO_MESSAGE
        : kind == MEMORY  ? NO_MEMORY
                          : MAY_FAIL);
    size_t *count = kill             ? &plan->counts->calls_killed
                    : kind == MEMORY ? &plan->counts->memory
                                     : &plan->counts->io;
    __atomic_add_fetch(count, 1, __ATOMIC_RELAXED);
}

/* Each way in which a call of that kind may fail. */
static void fail_calls(struct plan *plan, const struct job *job, bool plain)
{
    static const char *const ways[][4] = {
        {NULL},                      /* memory is not a call on files */
        {"EIO", "EINTR"},            /* open */
        {"EIO", "EINTR"},            /* read */
        {"EIO", "ENOSPC", "EINTR"},  /* write */
        {"EIO", "ENOSPC", "EINTR"},  /* sync */
        {"EIO", "EINTR"},            /* close */
        {"EIO", "ENOSPC", "ENOMEM"}, /* name */
        {"EIO", "ENOSPC"},           /* truncate */
        {"EIO", "EINTR"},            /* message */
        {"kill"},
    };
    for (size_t kind = 1; kind <= KINDS; kind++)
        for (size_t number = 1; number <= job->calls[kind]; number += plan->quick ? 7 : 1)
            for (size_t i = 0; i < 4 && ways[kind][i]; i++)
                fail_call(plan, job, kind, number, ways[kind][i], plain);
    fail_call(plan, job, 2, 0, "short", plain);
    fail_call(plan, job, 3, 0, "short", plain);
}

static void kill_at_instants(struct plan *plan, const struct job *job, size_t times)
{
    unsigned seed = 1;
    for (size_t i = 0; i < times; i++) {
        long delay = (long)((double)rand_r(&seed) / RAND_MAX * (double)job->microseconds * 1.1);
        if (!is_mine(plan))
            continue;
        struct run run = run_of(plan, job, NULL);
        run.kill_after = delay;
        run.plain = i % 2;
        try(plan, job, &run, KILLED);
        __atomic_add_fetch(&plan->counts->instants, 1, __ATOMIC_RELAXED);
    }
}

static void run_job(struct plan *plan, const struct job *job)
{
    size_t step = plan->quick ? job->calls[MEMORY] / 4 + 1 : 1;
    for (size_t number = 1; number <= job->calls[MEMORY]; number += step)
        fail_call(plan, job, MEMORY, number, "ENOMEM", false);
    if (job->calls[KINDS] == 0)
        return;
    if (plan->quick)
        fail_calls(plan, job, plan->turn % 2);
    for (int plain = 0; !plan->quick && plain < 2; plain++)
        fail_calls(plan, job, plain);
    if (!plan->quick)
        kill_at_instants(plan, job, (KILLS + plan->count - 1) / plan->count);
}

/* ---- the commands ------------------------------------------------------------------------ */

static void prepare(const struct plan *plan, const char *command)
{
    struct buffer line = {0};
    char template[96];
    template_of(plan, template);
    buffer_printf(&line, "cd %s && PATH=$(dirname %s):$PATH && %s%c", template, plan->program,
                  command, 0);
    must(!line.failed && system(line.data) == 0, command);
    buffer_free(&line);
}

static void add_job(struct plan *plan, const char *name, char *command)
{
    must(plan->count < MOST_COMMANDS, "too many commands");
    struct job *job = &plan->jobs[plan->count++];
    size_t count = 0;
    *job = (struct job){.name = strdup(name)};
    must(job->name, "memory");
    for (char *word = strtok(command, " "); word; word = strtok(NULL, " ")) {
        must(count < MOST_WORDS, "too many words");
        job->words[count++] = word; /* the list's lines stay */
    }
}

static void read_commands(struct plan *plan, const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512];
    must(file, path);
    while (fgets(line, sizeof line, file)) {
        char *bar = strstr(line, "| ");
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || !bar)
            continue;
        char *command = strdup(bar + 2);
        must(command, "memory");
        *bar = '\0';
        line[strcspn(line, "|")] = '\0';
        while (line[0] && line[strlen(line) - 1] == ' ')
            line[strlen(line) - 1] = '\0';
        if (strcmp(line, "prepare") == 0) {
            prepare(plan, command);
            free(command);
        } else {
            add_job(plan, line, command);
        }
    }
    (void)fclose(file);
    must(plan->count > 0, path);
}

static void read_counts(struct job *job, const char *path)
{
    FILE *file = fopen(path, "r");
    must(file, "the shim's counts: is it loaded?");
    for (size_t i = 0; i <= KINDS; i++)
        must(fscanf(file, "%zu", &job->calls[i]) == 1, path);
    (void)fclose(file);
    unlink(path);
}

/* What the command does when nothing fails. */
static void learn(struct plan *plan, struct job *job)
{
    struct buffer said = {0};
    struct timespec begun, ended;
    char counts[96];
    size_t temporaries = 0;
    (void)snprintf(counts, sizeof counts, "%s/counts-%zu", plan->base, plan->worker);
    renew(plan);
    state_read(plan->folder, &job->before, &temporaries);
    struct run run = run_of(plan, job, "memory 1000000000 EIO");
    run.counts = counts;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    job->usual = run_program(&run, &said);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    job->microseconds =
        (ended.tv_sec - begun.tv_sec) * 1000000 + (ended.tv_nsec - begun.tv_nsec) / 1000;
    state_read(plan->folder, &job->after, &temporaries);
    read_counts(job, counts);
    if (job->usual == 2) { /* without ICU */
        memset(job->calls, 0, sizeof job->calls);
        if (plan->worker == 0)
            printf("faults: left out: %s\n", job->name);
    } else if (job->usual > 1 || temporaries > 0 || job->calls[MEMORY] == 0) {
        printf("faults: %s: status %d: %.*s\n", job->name, job->usual, (int)said.size, said.data);
        exit(4);
    }
    renew(plan);
    buffer_free(&said);
}

/* ---- all of it --------------------------------------------------------------------------- */

static void work(struct plan *plan)
{
    (void)snprintf(plan->folder, sizeof plan->folder, "%s/%zu", plan->base, plan->worker);
    (void)snprintf(plan->state, sizeof plan->state, "%s/state-%zu", plan->base, plan->worker);
    for (size_t i = 0; i < plan->count; i++) {
        learn(plan, &plan->jobs[i]);
        run_job(plan, &plan->jobs[i]);
    }
}

static bool run_workers(struct plan *plan)
{
    bool sound = true;
    for (plan->worker = 0; plan->worker < plan->workers; plan->worker++) {
        pid_t child = fork();
        must(child >= 0, "fork");
        if (child == 0) {
            work(plan);
            exit(0);
        }
    }
    for (size_t i = 0; i < plan->workers; i++) {
        int status;
        must(wait(&status) > 0, "wait");
        sound &= WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return sound;
}

static void tell(const struct plan *plan)
{
    const struct counts *counts = plan->counts;
    printf("faults: %zu commands: allocations failed %zu, I/O calls failed %zu; killed at %zu I/O "
           "calls and %zu instants, of which %zu runs were over before; the loader gave up %zu "
           "times; %zu "
           "wrong\n",
           plan->count, counts->memory, counts->io, counts->calls_killed, counts->instants,
           counts->finished, counts->loader, counts->wrong);
}

int main(int argc, char **argv)
{
    static struct plan plan = {.base = "/tmp/satz-faults-XXXXXX", .workers = 2};
    char path[96], command[128];
    const char *program = getenv("SATZ");
    must(argc >= 4 && program && program[0] == '/' && argv[1][0] == '/',
         "SATZ=/path run-faults /path/to/shim commands.txt all|quick [workers]");
    plan.program = program;
    plan.shim = argv[1];
    plan.quick = strcmp(argv[3], "quick") == 0;
    if (argc > 4)
        plan.workers = strtoul(argv[4], NULL, 10);
    must(mkdtemp(plan.base) && plan.workers > 0, plan.base);
    plan.counts =
        mmap(NULL, sizeof *plan.counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(plan.counts != MAP_FAILED, "mmap");
    template_of(&plan, path);
    (void)snprintf(command, sizeof command, "mkdir %s", path);
    must(system(command) == 0, command);
    read_commands(&plan, argv[2]);
    bool sound = run_workers(&plan);
    tell(&plan);
    (void)snprintf(command, sizeof command, "rm -rf %s", plan.base);
    must(system(command) == 0, command);
    return sound && plan.counts->wrong == 0 && plan.counts->memory > 0 ? 0 : 1;
}
