/* measure.c - what commands cost: measure RUNS COMMAND [ARGUMENT...] [-- COMMAND...]...
 *
 * Runs the commands in turns, RUNS times each, without input and output. Prints a line for each:
 * the median of its processor time (user and system) and of its wall time in microseconds, its peak
 * memory in KB, and its exit status.
 */
#define _DEFAULT_SOURCE // wait4
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 16 };

struct cost {
    char **command;
    int64_t *cpu, *wall;
    long peak;
    int status;
};

static void give_up(const char *what)
{
    perror(what);
    exit(1);
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static int64_t micros(struct timeval time)
{
    return (int64_t)time.tv_sec * 1000000 + time.tv_usec;
}

static void become(char **command)
{
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    execvp(command[0], command);
    give_up(command[0]);
}

static void run(struct cost *cost, size_t index)
{
    struct rusage usage;
    int status;
    int64_t start = now();
    pid_t pid = fork();
    if (pid == 0)
        become(cost->command);
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
        give_up(cost->command[0]);
    cost->wall[index] = now() - start;
    cost->cpu[index] = micros(usage.ru_utime) + micros(usage.ru_stime);
    if (usage.ru_maxrss > cost->peak)
        cost->peak = usage.ru_maxrss;
    cost->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int by_number(const void *left, const void *right)
{
    const int64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static long long median(int64_t *values, size_t count)
{
    qsort(values, count, sizeof *values, by_number);
    return (long long)values[count / 2];
}

/* Cuts the arguments at each "--". */
static size_t read_commands(struct cost *costs, char **arguments, size_t runs)
{
    size_t count = 0;
    for (char **at = arguments; *at && count < COMMANDS; count++) {
        costs[count].command = at;
        costs[count].cpu = calloc(runs, sizeof *costs[count].cpu);
        costs[count].wall = calloc(runs, sizeof *costs[count].wall);
        if (!costs[count].cpu || !costs[count].wall)
            give_up("measure");
        while (*at && strcmp(*at, "--") != 0)
            at++;
        if (*at)
            *at++ = NULL;
    }
    return count;
}

int main(int argc, char **argv)
{
    struct cost costs[COMMANDS] = {0};
    size_t runs = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
    if (runs == 0) {
        fputs("usage: measure RUNS COMMAND [ARGUMENT...] [-- COMMAND...]...\n", stderr);
        return 2;
    }
    size_t count = read_commands(costs, argv + 2, runs);
    for (size_t i = 0; i < runs; i++)
        for (size_t k = 0; k < count; k++)
            run(&costs[k], i);
    for (size_t k = 0; k < count; k++) {
        printf("%lld %lld %ld %d\n", median(costs[k].cpu, runs), median(costs[k].wall, runs),
               costs[k].peak, costs[k].status);
        free(costs[k].cpu);
        free(costs[k].wall);
    }
    return fflush(stdout) != 0;
}
