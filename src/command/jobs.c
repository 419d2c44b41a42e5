#include "command/jobs.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/summary.h"
#include "command/worker.h"

/* Of messages that wait for their turn. */
#define HELD_LIMIT ((size_t)8 << 20)

/* A look into so many inputs is taken sooner than a process starts. */
#define FEW 16

enum batch_state { WAITING, AT_WORK, DONE };

struct batch {
    size_t first, count; /* inputs */
    enum batch_state state;
    struct buffer records;
    size_t wanted; /* size of the records; SIZE_MAX: not known yet */
    struct batch *next;
};

struct pool {
    const struct work *work;
    const struct operands *inputs;
    const struct common_options *common;
    struct worker workers[WORKERS];
    struct batch *at_work[WORKERS]; /* the worker's batch, or NULL */
    size_t worker_count;
    struct batch *batches; /* in the order of the inputs: all that are not told yet */
    size_t next_input;     /* the first that is in no batch */
    size_t held;           /* bytes of records that wait */
    struct summary summary;
    struct progress progress;
    enum status status; /* of what went wrong beside the inputs */
    bool silent;
};

/* ---- batches ------------------------------------------------------------------------------ */

static struct batch *batch_new(struct pool *pool, size_t first, size_t count)
{
    struct findings findings = command_findings(pool->common);
    struct batch *batch = calloc(1, sizeof *batch);
    if (batch)
        *batch = (struct batch){.first = first, .count = count, .wanted = SIZE_MAX};
    else
        pool->status = finding_no_memory(&findings);
    return batch;
}

static void batch_free(struct batch *batch)
{
    buffer_free(&batch->records);
    free(batch);
}

/* Large ones at first, and small ones at last, so that all workers end at the same time. */
static size_t batch_size(const struct pool *pool)
{
    size_t left = pool->inputs->count - pool->next_input, limit = batch_limit();
    size_t size = left / (pool->worker_count * 4);
    return size < 1 ? 1 : size > limit ? limit : size;
}

/* The next to be worked on; NULL if there is none now. */
static struct batch *next_batch(struct pool *pool)
{
    struct batch **end = &pool->batches;
    for (; *end; end = &(*end)->next)
        if ((*end)->state == WAITING)
            return *end;
    if (pool->next_input == pool->inputs->count || pool->held > HELD_LIMIT)
        return NULL;
    size_t size = batch_size(pool);
    *end = batch_new(pool, pool->next_input, size);
    if (*end)
        pool->next_input += size;
    return *end;
}

/* After its worker was lost each of its inputs is tried alone, to find the one that did it. */
static void divide(struct pool *pool, struct batch *batch)
{
    size_t count = batch->count;
    buffer_free(&batch->records);
    batch->wanted = SIZE_MAX;
    batch->state = WAITING;
    batch->count = 1;
    for (size_t i = count - 1; i > 0; i--) {
        struct batch *one = batch_new(pool, batch->first + i, 1);
        if (!one)
            return;
        one->next = batch->next;
        batch->next = one;
    }
}

/* Its records are whole, or there was no memory for them. */
static void take_batch(struct pool *pool, struct batch *batch)
{
    struct findings findings = command_findings(pool->common);
    if (batch->records.failed)
        pool->status = finding_no_memory(&findings);
    batch->state = DONE;
    pool->held += batch->records.size;
}

/* ---- telling what became of the inputs ---------------------------------------------------- */

static void tell_input(struct pool *pool, const struct operand *input,
                       const struct outcome *outcome)
{
    const struct work *work = pool->work;
    if (outcome->messages.size > 0)
        command_print(outcome->messages);
    summary_add(&pool->summary, input, outcome);
    if (!work->take || outcome->report.size == 0)
        return;
    enum status status = work->take(work->context, input, outcome->written ? outcome->output : NULL,
                                    outcome->report);
    pool->status = status > pool->status ? status : pool->status;
}

static void tell_batch(struct pool *pool, const struct batch *batch)
{
    struct view records = buffer_view(&batch->records);
    struct outcome outcome;
    for (size_t i = batch->first; i < batch->first + batch->count; i++)
        if (batch_next(&records, &outcome))
            tell_input(pool, &pool->inputs->items[i], &outcome);
    progress_count(&pool->progress, pool->summary.done, pool->inputs->count);
}

/* All batches before the first that is not done. */
static void tell(struct pool *pool)
{
    while (pool->batches && pool->batches->state == DONE) {
        struct batch *batch = pool->batches;
        pool->held -= batch->records.size;
        tell_batch(pool, batch);
        pool->batches = batch->next;
        batch_free(batch);
    }
}

/* What was done when the program is ended before its time. */
static void tell_rest(struct pool *pool)
{
    for (const struct batch *batch = pool->batches; batch; batch = batch->next)
        if (batch->state == DONE)
            tell_batch(pool, batch);
}

/* ---- workers ------------------------------------------------------------------------------ */

static bool start_worker(struct pool *pool, size_t index)
{
    struct findings findings = command_findings(pool->common);
    if (pool->workers[index].pid > 0)
        return true;
    if (worker_start(pool->workers, index, pool->worker_count, pool->work, pool->inputs,
                     pool->common))
        return true;
    bool alone = true; /* others go on where this one cannot */
    for (size_t i = 0; i < pool->worker_count; i++)
        alone &= pool->workers[i].pid == 0;
    if (alone)
        pool->status = finding_error(&findings, STATUS_SYSTEM, (struct place){0},
                                     "no process can be started: %s", strerror(errno));
    return false;
}

static void lose_worker(struct pool *pool, size_t index)
{
    struct batch *batch = pool->at_work[index];
    int signal = worker_end(&pool->workers[index]);
    pool->at_work[index] = NULL;
    if (!batch || workers_signal())
        return;
    if (batch->count > 1) {
        divide(pool, batch);
        return;
    }
    buffer_clear(&batch->records);
    batch_lost(&pool->inputs->items[batch->first], pool->common, signal, &batch->records);
    take_batch(pool, batch);
}

static void hand_out(struct pool *pool)
{
    struct batch *batch;
    for (size_t i = 0; i < pool->worker_count; i++) {
        if (pool->at_work[i] || !(batch = next_batch(pool)))
            continue;
        if (!start_worker(pool, i))
            return;
        batch->state = AT_WORK;
        pool->at_work[i] = batch;
        if (!worker_give(&pool->workers[i], batch->first, batch->count))
            lose_worker(pool, i);
    }
}

static void receive(struct pool *pool, size_t index)
{
    struct batch *batch = pool->at_work[index];
    if (!batch || !worker_read(&pool->workers[index], &batch->records, &batch->wanted)) {
        lose_worker(pool, index);
        return;
    }
    if (!batch->records.failed && batch->records.size < batch->wanted)
        return;
    pool->at_work[index] = NULL;
    take_batch(pool, batch);
}

static void wait_for_results(struct pool *pool)
{
    struct pollfd ready[WORKERS];
    for (size_t i = 0; i < pool->worker_count; i++)
        ready[i] = (struct pollfd){.fd = pool->workers[i].pid > 0 ? pool->workers[i].results : -1,
                                   .events = POLLIN};
    if (poll(ready, (nfds_t)pool->worker_count, -1) < 0)
        return; /* a signal */
    for (size_t i = 0; i < pool->worker_count; i++)
        if (ready[i].revents)
            receive(pool, i);
}

static bool is_busy(const struct pool *pool)
{
    for (size_t i = 0; i < pool->worker_count; i++)
        if (pool->at_work[i])
            return true;
    return false;
}

/* ---- all inputs --------------------------------------------------------------------------- */

/* Until all are told; a signal ends it, and what makes it impossible to go on. */
static void run(struct pool *pool)
{
    while (pool->summary.done < pool->inputs->count && !workers_signal() &&
           pool->status != STATUS_SYSTEM) {
        hand_out(pool);
        if (!workers_signal() && pool->status != STATUS_SYSTEM && is_busy(pool))
            wait_for_results(pool);
        tell(pool);
    }
}

static void clean_up(struct pool *pool)
{
    for (size_t i = 0; i < pool->worker_count; i++)
        if (pool->workers[i].pid > 0)
            worker_end(&pool->workers[i]);
    while (pool->batches) {
        struct batch *batch = pool->batches;
        pool->batches = batch->next;
        batch_free(batch);
    }
    summary_free(&pool->summary);
}

static size_t count_workers(const struct many *many, size_t inputs)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = many->jobs > 0 ? many->jobs : processors > 0 ? (size_t)processors : 1;
    count = count < inputs ? count : inputs;
    return count < WORKERS ? count : WORKERS;
}

static enum status run_pool(struct pool *pool)
{
    workers_catch_signals();
    pool->progress = progress_begin(pool->work->noun, pool->common);
    run(pool);
    tell_rest(pool);
    progress_end(&pool->progress);
    if (!pool->silent || workers_signal())
        summary_say(&pool->summary, pool->inputs->count, pool->work, workers_signal(),
                    pool->common);
    enum status worst = pool->summary.worst;
    worst = pool->status > worst ? pool->status : worst;
    clean_up(pool);
    workers_pass_signal();
    return worst;
}

/* One input needs no other process, and its messages need not wait. */
static enum status run_alone(const struct work *work, const struct operand *input,
                             const struct common_options *common)
{
    struct job job = {.input = input, .common = *common};
    job.findings = command_findings(&job.common);
    job.status = work->prepare ? work->prepare(work->context, &job.findings) : STATUS_OK;
    if (job.status == STATUS_OK)
        batch_run_alone(work, &job);
    enum status status = job.status;
    if (work->take && job.report.size > 0) {
        enum status taken = work->take(work->context, input, job.written ? job.name.data : NULL,
                                       buffer_view(&job.report));
        status = taken > status ? taken : status;
    }
    job_free(&job);
    return status;
}

static enum status run_together(const struct work *work, const struct operands *inputs,
                                const struct many *many, const struct common_options *common,
                                bool silent)
{
    struct findings findings = command_findings(common);
    struct pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return finding_no_memory(&findings);
    pool->work = work;
    pool->inputs = inputs;
    pool->common = common;
    pool->silent = silent;
    pool->worker_count = count_workers(many, inputs->count);
    enum status status = run_pool(pool);
    free(pool);
    return status;
}

enum status jobs_run(const struct work *work, const struct operands *inputs,
                     const struct many *many, const struct common_options *common)
{
    if (inputs->count == 1)
        return run_alone(work, inputs->items, common);
    return run_together(work, inputs, many, common, work->says_enough);
}

enum status jobs_look(const struct work *work, const struct operands *inputs,
                      const struct many *many, const struct common_options *common)
{
    enum status worst = STATUS_OK;
    if (inputs->count > FEW)
        return run_together(work, inputs, many, common, true);
    for (size_t i = 0; i < inputs->count; i++) {
        enum status status = run_alone(work, &inputs->items[i], common);
        worst = status > worst ? status : worst;
    }
    return worst;
}
