#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/memory_add.h"

static const char help[] =
    "Usage: satz memory add    --memory FILE FILE.xlf...\n"
    "       satz memory stats  --memory FILE\n"
    "Keeps translations, so that no sentence is translated twice: 'satz export --memory FILE' "
    "fills\n"
    "in what is known. The memory is one file (SQLite), which several programs may use at once.\n"
    "\n"
    "  add                    takes the translations of filled XLIFF files; makes the memory if\n"
    "                         there is none\n"
    "  stats                  says what is in it\n"
    "\n"
    "  -m, --memory FILE      the memory\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz memory add --memory news.tm article.xlf\n"
    "  satz memory stats --memory news.tm\n";

struct memory_command {
    struct common_options common;
    const char *memory;
};

static const struct option long_options[] = {
    {"memory", required_argument, NULL, 'm'},
    COMMON_OPTIONS,
    {0},
};

/* ---- add --------------------------------------------------------------------------------- */

static enum status add_file(const struct memory_command *command, struct memory *memory,
                            const char *name, struct findings *findings)
{
    struct memory_additions additions = {0};
    enum status status = memory_add_xliff(memory, name, &additions, findings);
    if (status == STATUS_OK)
        status = memory_commit(memory, findings);
    else
        memory_rollback(memory);
    if (status != STATUS_OK)
        return status;
    command_say(
        &command->common, "%s: %zu translations new, %zu changed, %zu known; %zu segments left out",
        name, additions.counts[MEMORY_NEW], additions.counts[MEMORY_CHANGED],
        additions.counts[MEMORY_SAME], additions.counts[MEMORY_UNFIT] + additions.untranslated);
    return STATUS_OK;
}

static enum status run_add(const struct memory_command *command, char **names, int count)
{
    struct findings findings = command_findings(&command->common);
    enum status worst;
    struct memory *memory = memory_open(command->memory, MEMORY_WRITE, &worst, &findings);
    for (int i = 0; memory && i < count; i++) {
        enum status status = add_file(command, memory, names[i], &findings);
        worst = status > worst ? status : worst;
    }
    memory_close(memory);
    return worst;
}

/* ---- stats ------------------------------------------------------------------------------- */

static enum status print_pair(void *context, const struct memory_pair *pair)
{
    (void)context;
    printf("  %.*s to %.*s: %" PRIu64 "\n", (int)pair->source_lang.size, pair->source_lang.data,
           (int)pair->target_lang.size, pair->target_lang.data, pair->translations);
    return STATUS_OK;
}

static enum status run_stats(const struct memory_command *command, char **names, int count)
{
    struct findings findings = command_findings(&command->common);
    struct memory_counts counts = {0};
    enum status status;
    (void)names, (void)count;
    struct memory *memory = memory_open(command->memory, MEMORY_READ, &status, &findings);
    if (memory)
        status = memory_count(memory, &counts, &findings);
    if (status == STATUS_OK)
        printf("%" PRIu64 " translations of %" PRIu64 " sources, %" PRIu64 " words in the index\n",
               counts.translations, counts.sources, counts.words);
    if (status == STATUS_OK)
        status = memory_pairs(memory, print_pair, NULL, &findings);
    memory_close(memory);
    return status;
}

/* ---- the command --------------------------------------------------------------------------- */

static const struct action {
    const char *name;
    const char *full_name; /* for messages */
    int least, most;       /* files; most < 0: any number */
    const char *files;     /* what to name */
    enum status (*run)(const struct memory_command *command, char **names, int count);
} actions[] = {
    {"add", "memory add", 1, -1, "name a filled XLIFF file, or - for standard input", run_add},
    {"stats", "memory stats", 0, 0, "takes no file but --memory FILE", run_stats},
};

static const struct action *find_action(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

static enum parsed take_option(int option, char **argv, struct memory_command *command)
{
    if (option != 'm')
        return common_option(option, argv, help, &command->common);
    command->memory = optarg;
    return PARSED_TAKEN;
}

static int run_action(const struct action *action, const struct memory_command *command,
                      char **names, int count)
{
    if (!command->memory)
        return usage_error(action->full_name, "name the memory with --memory FILE");
    if (count < action->least || (action->most >= 0 && count > action->most))
        return usage_error(action->full_name, "%s", action->files);
    return (int)action->run(command, names, count);
}

int command_memory(int argc, char **argv)
{
    struct memory_command command = {0};
    const struct action *action = argc > 1 ? find_action(argv[1]) : NULL;
    int option;
    if (action) { /* the options follow its name */
        argc--;
        argv++;
    }
    while ((option = getopt_long(argc, argv, ":o:qm:", long_options, NULL)) != -1) {
        enum parsed parsed = take_option(option, argv, &command);
        if (parsed != PARSED_TAKEN)
            return parsed == PARSED_STOP ? STATUS_OK : STATUS_USAGE;
    }
    if (!action)
        return usage_error("memory", "say what to do: add or stats");
    return run_action(action, &command, argv + optind, argc - optind);
}
