/* Runs the checker over a suite of files with verdicts, and prints for each version how many of the
 * invalid files it finds and of the valid ones it refuses, with the names of the misses.
 *
 *   check_suite FOLDER DISPUTES < MANIFEST     FOLDER holds the files that MANIFEST names:
 *                                              name, version, verdict, with tabs between
 *   check_suite -v FILE                        all findings in one file */
#include "xliff/xliff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MOST 2000

static const char *const versions[] = {"1.2", "2.0", "2.1", "2.2"};

struct score {
    size_t invalid, found, valid, refused, disputed;
};

struct result {
    size_t violations, warnings;
    bool loud;
    char first[160];
};

static ptrdiff_t read_file(void *context, char *data, size_t size)
{
    size_t got = fread(data, 1, size, context);
    return ferror(context) ? -1 : (ptrdiff_t)got;
}

static void take(void *context, const struct xliff_finding *finding)
{
    struct result *result = context;
    bool violation = finding->severity == XLIFF_VIOLATION;
    if (violation && result->violations == 0)
        snprintf(result->first, sizeof result->first, "%s", finding->rule);
    result->violations += violation;
    result->warnings += !violation;
    if (result->loud)
        printf("%zu:%zu: %s: %s (%s; unit \"%.*s\"; %s)\n", finding->line, finding->column,
               violation ? "error" : "warning", finding->message, finding->rule,
               (int)finding->unit.size, finding->unit.data ? finding->unit.data : "",
               finding->section);
}

/* Whether the file is refused. */
static bool check(const char *name, struct result *result)
{
    FILE *file = fopen(name, "rb");
    if (!file) {
        perror(name);
        exit(4);
    }
    struct xliff_error error;
    int status = xliff_check(read_file, file, take, result, &error);
    fclose(file);
    if (status != 0) {
        snprintf(result->first, sizeof result->first, "%.150s", error.message);
        if (result->loud)
            printf("%zu:%zu: error: %s\n", error.line, error.column, error.message);
    }
    return status != 0 || result->violations > 0;
}

static bool is_disputed(const char *disputes, const char *name)
{
    char line[LINE_MOST];
    FILE *file = fopen(disputes, "r");
    bool found = false;
    while (file && !found && fgets(line, sizeof line, file))
        found = strncmp(line, name, strlen(name)) == 0 && strchr(" \t\n", line[strlen(name)]);
    if (file)
        fclose(file);
    return found;
}

static void judge(const char *folder, const char *disputes, char *line, struct score *scores)
{
    char path[LINE_MOST * 2];
    const char *name = strtok(line, "\t\n"), *version = strtok(NULL, "\t\n");
    const char *verdict = strtok(NULL, "\t\n");
    size_t index = 0;
    while (version && index < 4 && strcmp(versions[index], version) != 0)
        index++;
    if (!verdict || index == 4)
        return;
    bool invalid = strcmp(verdict, "invalid") == 0, valid = strncmp(verdict, "valid", 5) == 0;
    if (!invalid && !valid)
        return;
    struct score *score = &scores[index];
    struct result result = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    bool refused = check(path, &result), disputed = is_disputed(disputes, name);
    score->invalid += invalid;
    score->valid += valid;
    score->found += invalid && refused;
    score->refused += valid && refused;
    score->disputed += disputed;
    if (invalid != refused)
        printf("%s %s%s%s%s\n", invalid ? "missed " : "refused", name, refused ? ": " : "",
               refused ? result.first : "", disputed ? " (disputed)" : "");
    else if (getenv("REASONS") && invalid)
        printf("found   %s: %s\n", name, result.first);
}

int main(int count, char **arguments)
{
    char line[LINE_MOST];
    struct score scores[4] = {{0}};
    if (count == 3 && strcmp(arguments[1], "-v") == 0) {
        struct result result = {.loud = true};
        return check(arguments[2], &result);
    }
    if (count != 3)
        return 2;
    while (fgets(line, sizeof line, stdin))
        judge(arguments[1], arguments[2], line, scores);
    for (size_t i = 0; i < 4; i++)
        printf("%s: invalid found %zu of %zu, valid refused %zu of %zu, disputed %zu\n",
               versions[i], scores[i].found, scores[i].invalid, scores[i].refused, scores[i].valid,
               scores[i].disputed);
    return 0;
}
