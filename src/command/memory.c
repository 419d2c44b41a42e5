#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/memory_add.h"
#include "command/memory_tmx.h"

static const char help[] =
    "Usage: satz memory add    --memory FILE FILE.xlf...\n"
    "       satz memory import --memory FILE [--from LANG] [--to LANG] [--never FILE] FILE.tmx...\n"
    "       satz memory export --memory FILE [--for omegat] [-o FILE.tmx]\n"
    "       satz memory stats  --memory FILE\n"
    "Keeps translations, so that no sentence is translated twice: 'satz export --memory FILE' "
    "fills\n"
    "in what is known. The memory is one file (SQLite), which several programs may use at once.\n"
    "\n"
    "  add                    takes the translations of filled XLIFF files; makes the memory if\n"
    "                         there is none\n"
    "  import                 takes those of TMX files of any tool\n"
    "  export                 writes all as TMX 1.4b (default: a.tm gives a.tmx; -o - is standard\n"
    "                         output)\n"
    "  stats                  says what is in it\n"
    "\n"
    "      --memory FILE      the memory\n"
    "      --from LANG        import: the source's language (default: what the file says)\n"
    "      --to LANG          import: only translations into that language\n"
    "      --never FILE       import: terms that are never translated, as export is told them\n"
    "      --for omegat       export: codes as OmegaT shows them, for the tm/ of its project\n"
    "  -o, --output NAME      export: file or folder\n"
    "      --force            export: replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz memory add --memory news.tm article.xlf\n"
    "  satz memory import --memory news.tm old.tmx\n"
    "  satz memory export --memory news.tm --for omegat -o next.omegat/tm/auto/\n"
    "  satz memory stats --memory news.tm\n";

struct memory_command {
    struct common_options common;
    const char *memory;
    const char *from, *to;
    struct term_lists lists;
    bool omegat;
};

enum { OPTION_FROM = OPTION_OWN, OPTION_TO, OPTION_FOR, OPTION_NEVER };

static const struct option long_options[] = {
    {"memory", required_argument, NULL, OPTION_MEMORY},
    {"from", required_argument, NULL, OPTION_FROM},
    {"to", required_argument, NULL, OPTION_TO},
    {"for", required_argument, NULL, OPTION_FOR},
    {"never", required_argument, NULL, OPTION_NEVER},
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
    size_t left = additions.counts[MEMORY_UNFIT] + additions.untranslated;
    command_say(&command->common,
                "%s: %zu translation%s new, %zu changed, %zu known; %zu segment%s left out", name,
                additions.counts[MEMORY_NEW], plural(additions.counts[MEMORY_NEW]),
                additions.counts[MEMORY_CHANGED], additions.counts[MEMORY_SAME], left,
                plural(left));
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

/* ---- TMX --------------------------------------------------------------------------------- */

static struct memory_tmx_options tmx_options(const struct memory_command *command)
{
    return (struct memory_tmx_options){&command->common, command->from, command->to,
                                       command->lists.never, command->omegat};
}

static enum status run_import(const struct memory_command *command, char **names, int count)
{
    struct findings findings = command_findings(&command->common);
    struct memory_tmx_options options = tmx_options(command);
    enum status worst;
    struct memory *memory = memory_open(command->memory, MEMORY_WRITE, &worst, &findings);
    for (int i = 0; memory && i < count; i++) {
        enum status status = memory_import_file(memory, &options, names[i], &findings);
        worst = status > worst ? status : worst;
    }
    memory_close(memory);
    return worst;
}

static enum status run_export(const struct memory_command *command, char **names, int count)
{
    struct findings findings = command_findings(&command->common);
    struct memory_tmx_options options = tmx_options(command);
    struct buffer name = {0};
    enum status status;
    (void)names, (void)count;
    struct memory *memory = memory_open(command->memory, MEMORY_READ, &status, &findings);
    if (memory)
        status = output_place(&name, command->memory, &command->common, VIEW(".tmx"), &findings);
    if (status == STATUS_OK)
        status = memory_export_file(memory, &options, name.data, &findings);
    memory_close(memory);
    buffer_free(&name);
    return status;
}

/* ---- stats ------------------------------------------------------------------------------- */

static enum status print_pair(void *context, const struct memory_pair *pair)
{
    struct buffer line = {0};
    (void)context;
    command_add_safe(&line, pair->source_lang);
    buffer_add_string(&line, " to ");
    command_add_safe(&line, pair->target_lang);
    printf("  %.*s: %" PRIu64 "\n", (int)line.size, line.data ? line.data : "", pair->translations);
    buffer_free(&line);
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
        printf("%" PRIu64 " translation%s of %" PRIu64 " source%s, %" PRIu64
               " word%s in the index\n",
               counts.translations, plural(counts.translations), counts.sources,
               plural(counts.sources), counts.words, plural(counts.words));
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
    {"import", "memory import", 1, -1, "name a TMX file, or - for standard input", run_import},
    {"export", "memory export", 0, 0, "takes no file but --memory FILE, and -o FILE.tmx",
     run_export},
    {"stats", "memory stats", 0, 0, "takes no file but --memory FILE", run_stats},
};

static const struct action *find_action(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

static enum parsed take_option(int option, char **argv, void *context)
{
    struct memory_command *command = context;
    static const char *const tools[] = {"any", "omegat", NULL};
    int tool;
    switch (option) {
    case OPTION_MEMORY:
        command->memory = optarg;
        return PARSED_TAKEN;
    case OPTION_FROM:
        command->from = optarg;
        return PARSED_TAKEN;
    case OPTION_TO:
        command->to = optarg;
        return PARSED_TAKEN;
    case OPTION_NEVER:
        command->lists.never_name = optarg;
        return PARSED_TAKEN;
    case OPTION_FOR:
        tool = option_choice("memory export", "for", optarg, tools);
        command->omegat = tool == 1;
        return tool < 0 ? PARSED_WRONG : PARSED_TAKEN;
    default:
        return common_option(option, argv, help, &command->common);
    }
}

static int run_action(const struct action *action, struct memory_command *command, char **names,
                      int count)
{
    struct findings findings = command_findings(&command->common);
    if (!command->memory)
        return usage_error(action->full_name, "name the memory with --memory FILE");
    if (count < action->least || (action->most >= 0 && count > action->most))
        return usage_error(action->full_name, "%s", action->files);
    enum status status = command_term_lists(&command->lists, &findings);
    if (status == STATUS_OK)
        status = action->run(command, names, count);
    command_term_lists_free(&command->lists);
    return (int)status;
}

int command_memory(int argc, char **argv)
{
    struct memory_command command = {0};
    const struct action *action = argc > 1 ? find_action(argv[1]) : NULL;
    if (action) { /* the options follow its name */
        argc--;
        argv++;
    }
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (!action)
        return usage_error("memory", "say what to do: add, import, export or stats");
    return run_action(action, &command, argv + optind, argc - optind);
}
