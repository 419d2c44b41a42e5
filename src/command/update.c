#include "command/command.h"
#include "command/known.h"

#include <stdio.h>
#include <string.h>

#include "exchange/exchange.h"
#include "sentence/sentence.h"

static const char help[] =
    "Usage: satz update [options] OLD.xlf... ARTICLE\n"
    "Writes the article, which changed, as XLIFF with all that is translated in the old files.\n"
    "\n"
    "A sentence that is still there keeps its translation, state and notes; one in which only\n"
    "protected values changed gets the new ones; one that changed a little gets its old\n"
    "translation as a match. What disappeared is listed, and kept as a match too.\n"
    "\n"
    "  -o, --output NAME      file or folder (default: a.txt gives a.update.xlf; - is standard\n"
    "                         output)\n"
    "      --memory FILE      fills in what a memory knows, where the old files have nothing\n"
    "      --fuzzy PERCENT    offers those of sentences that are that much alike (default 75; "
    "100: none)\n"
    "      --xliff VERSION    1.2, 2.0, 2.1 or 2.2 (default: that of the first OLD.xlf, as for "
    "all\n"
    "                         that follow)\n"
    "      --to LANG          the target language\n"
    "      --protect-as SHAPE code, mark or text\n"
    "      --never FILE       terms that are never translated, as export is told them\n"
    "      --terms FILE       German terms and their English, likewise\n"
    "      --quotes HOW       split or keep\n"
    "      --srx FILE         segmentation rules of your own, if the old file was exported so\n"
    "      --abbreviations FILE\n"
    "                         your own (default: ~/.config/satz/abbreviations.de, if there is "
    "one)\n"
    "      --headlines HOW    keep or split\n"
    "      --split-leads      \"Update vom 22. Oktober:\" is a segment of its own\n"
    "      --skip furniture   leaves \"Kommentare\" and the like as they are\n"
    "      --copy-source      fills targets that wait with the German\n"
    "      --lines HOW        auto, line or wrapped\n"
    "      --encoding NAME    of the article (default: detected)\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz update article.xlf article.txt          article.update.xlf\n"
    "  satz update anna.xlf ben.xlf article.txt     two translators, a half each\n";

struct update_command {
    struct common_options common;
    struct article_options article;
    struct export_options options;
    /* What was given, over what the old file says; -1: nothing. */
    int version, shape, quotes, headlines, lines;
    bool skip, copy, split_leads;
    const char *target_lang;
    const char *srx, *abbreviations; /* files, or NULL */
    const char *memory;              /* the same */
    struct known known;
    struct term_lists lists;
};

enum {
    OPTION_XLIFF = OPTION_OWN,
    OPTION_TO,
    OPTION_PROTECT_AS,
    OPTION_NEVER,
    OPTION_TERMS,
    OPTION_QUOTES,
    OPTION_SRX,
    OPTION_ABBREVIATIONS,
    OPTION_HEADLINES,
    OPTION_SKIP,
    OPTION_COPY_SOURCE,
    OPTION_LINES,
    OPTION_ENCODING,
    OPTION_SPLIT_LEADS,
};

static const struct option long_options[] = {
    {"memory", required_argument, NULL, OPTION_MEMORY},
    {"fuzzy", required_argument, NULL, OPTION_FUZZY},
    {"xliff", required_argument, NULL, OPTION_XLIFF},
    {"to", required_argument, NULL, OPTION_TO},
    {"protect-as", required_argument, NULL, OPTION_PROTECT_AS},
    {"never", required_argument, NULL, OPTION_NEVER},
    {"terms", required_argument, NULL, OPTION_TERMS},
    {"quotes", required_argument, NULL, OPTION_QUOTES},
    {"srx", required_argument, NULL, OPTION_SRX},
    {"abbreviations", required_argument, NULL, OPTION_ABBREVIATIONS},
    {"headlines", required_argument, NULL, OPTION_HEADLINES},
    {"split-leads", no_argument, NULL, OPTION_SPLIT_LEADS},
    {"skip", required_argument, NULL, OPTION_SKIP},
    {"copy-source", no_argument, NULL, OPTION_COPY_SOURCE},
    {"lines", required_argument, NULL, OPTION_LINES},
    {"encoding", required_argument, NULL, OPTION_ENCODING},
    COMMON_OPTIONS,
    {0},
};

static enum parsed choose(int *to, const char *option, const char *const *names)
{
    *to = option_choice("update", option, optarg, names);
    return *to < 0 ? PARSED_WRONG : PARSED_TAKEN;
}

static enum parsed take_option(int option, char **argv, void *context)
{
    struct update_command *command = context;
    int skip;
    switch (option) {
    case OPTION_XLIFF:
        return choose(&command->version, "xliff", option_versions);
    case OPTION_MEMORY:
        command->memory = optarg;
        return PARSED_TAKEN;
    case OPTION_FUZZY:
        return known_read_fuzzy("update", optarg, &command->known.fuzzy) ? PARSED_TAKEN
                                                                         : PARSED_WRONG;
    case OPTION_TO:
        command->target_lang = optarg;
        return option_target_language(argv[0], optarg);
    case OPTION_PROTECT_AS:
        return choose(&command->shape, "protect-as", option_shapes);
    case OPTION_NEVER:
        command->lists.never_name = optarg;
        return PARSED_TAKEN;
    case OPTION_TERMS:
        command->lists.terms_name = optarg;
        return PARSED_TAKEN;
    case OPTION_QUOTES:
        return choose(&command->quotes, "quotes", option_quotes);
    case OPTION_SRX:
        command->srx = optarg;
        return PARSED_TAKEN;
    case OPTION_ABBREVIATIONS:
        command->abbreviations = optarg;
        return PARSED_TAKEN;
    case OPTION_HEADLINES:
        return choose(&command->headlines, "headlines", option_headlines);
    case OPTION_SPLIT_LEADS:
        command->split_leads = true;
        return PARSED_TAKEN;
    case OPTION_SKIP:
        command->skip = true;
        return choose(&skip, "skip", option_skips);
    case OPTION_COPY_SOURCE:
        command->copy = true;
        return PARSED_TAKEN;
    case OPTION_LINES:
        return choose(&command->lines, "lines", option_lines);
    case OPTION_ENCODING:
        command->article.encoding = optarg;
        return PARSED_TAKEN;
    default:
        return common_option(option, argv, help, &command->common);
    }
}

/* ---- the old files ----------------------------------------------------------------------- */

static enum status read_old(struct exchange_old *old, char **names, int count,
                            struct findings *findings)
{
    enum status worst = STATUS_OK;
    for (int i = 0; i < count; i++) {
        struct input input;
        enum status status = input_open(&input, names[i], findings);
        if (status == STATUS_OK) {
            status = exchange_old_read(old, &input, findings);
            input_close(&input);
        }
        worst = status > worst ? status : worst;
    }
    return worst;
}

/* As the old file was exported, but for what was asked for now. */
static enum status settle_options(struct update_command *command, const struct exchange_old *old,
                                  const char *name, struct findings *findings)
{
    struct export_options *options = &command->options;
    exchange_old_options(old, options, &command->article);
    if (command->version >= 0)
        options->version = (enum xliff_version)command->version;
    if (command->shape >= 0)
        options->shape = (enum code_shape)command->shape;
    if (command->quotes >= 0)
        options->keep_quotations = command->quotes == 1;
    if (command->headlines >= 0)
        options->split_headlines = command->headlines == 1;
    if (command->lines >= 0)
        command->article.lines = (enum article_lines)command->lines;
    options->split_leads |= command->split_leads;
    options->skip_furniture |= command->skip;
    options->copy_source |= command->copy;
    if (command->target_lang)
        options->target_lang = command->target_lang;
    if (!options->source_lang)
        options->source_lang = "de";
    if (!options->target_lang)
        return finding_error(findings, STATUS_INPUT, (struct place){.file = name},
                             "the file names no target language; give one with --to LANG");
    options->protect.kinds = PROTECT_EVERYTHING;
    options->protect.from = exchange_locale(options->source_lang);
    options->protect.to = exchange_target(options->source_lang, options->target_lang);
    return STATUS_OK;
}

/* ---- the article ------------------------------------------------------------------------- */

static enum status update_to(struct update_command *command, struct exchange_old *old,
                             struct article_reader *article, const char *input, const char *name,
                             struct update_summary *summary, struct findings *findings)
{
    enum status status;
    struct view original = strcmp(input, "-") == 0 ? VIEW("article.txt") : base_name(input);
    struct command_output out = {.output =
                                     output_open(name, command->common.force, &status, findings)};
    if (!out.output)
        return status;
    out.progress = progress_begin(name, &command->common);
    struct sink sink = {command_output_write, &out};
    status =
        exchange_update(old, article, original.data, &command->options, sink, summary, findings);
    progress_end(&out.progress);
    if (status == STATUS_OK)
        return output_commit(out.output, findings);
    output_abandon(out.output);
    return status;
}

static void summarise(const struct update_command *command, const char *name,
                      const struct update_summary *summary)
{
    struct buffer waiting = {0};
    if (summary->waiting > 0)
        buffer_printf(&waiting, " (%zu not translated yet)", summary->waiting);
    buffer_add_char(&waiting, '\0');
    command_say(&command->common, "%s: %zu kept%s, %zu renumbered, %zu changed, %zu new, %zu gone",
                strcmp(name, "-") == 0 ? "standard output" : name, summary->kept,
                waiting.failed ? "" : waiting.data, summary->renumbered, summary->changed,
                summary->fresh, summary->gone);
    buffer_free(&waiting);
    if (command->memory)
        command_say(&command->common, "%s: the memory translates %zu more, and has matches for %zu",
                    strcmp(name, "-") == 0 ? "standard output" : name, summary->known,
                    summary->offered);
}

static enum status update_article(struct update_command *command, struct exchange_old *old,
                                  const char *input_name, struct findings *findings)
{
    struct buffer name = {0};
    struct input input;
    struct update_summary summary = {0};
    enum status status = input_open(&input, input_name, findings);
    if (status != STATUS_OK)
        return status;
    struct article_reader *article = article_open(&input, &command->article, &status, findings);
    if (article)
        status = output_place(&name, input_name, &command->common, VIEW(".update.xlf"), findings);
    if (article && status == STATUS_OK)
        status = update_to(command, old, article, input_name, name.data, &summary, findings);
    article_close(article);
    input_close(&input);
    if (status == STATUS_OK)
        summarise(command, name.data, &summary);
    buffer_free(&name);
    return status;
}

/* Where sentences end, as export is told it. */
static enum status load_rules(struct update_command *command, struct findings *findings,
                              struct sentence_abbreviations **own)
{
    struct export_options *options = &command->options;
    enum status status = STATUS_OK;
    if (command->srx)
        options->srx = srx_load(command->srx, options->source_lang, &status, findings);
    else
        status = command_abbreviations(command->abbreviations, own, findings);
    options->abbreviations = *own;
    if (status == STATUS_OK)
        status = command_term_lists(&command->lists, findings);
    options->protect.never = command->lists.never;
    options->terms = command->lists.terms;
    return status;
}

static enum status run(struct update_command *command, char **names, int count)
{
    struct findings findings = command_findings(&command->common);
    struct sentence_abbreviations *own = NULL;
    struct exchange_old *old = exchange_old_new();
    enum status status =
        old ? read_old(old, names, count - 1, &findings) : finding_no_memory(&findings);
    if (status == STATUS_OK)
        status = settle_options(command, old, names[0], &findings);
    if (status == STATUS_OK)
        status = load_rules(command, &findings, &own);
    if (status == STATUS_OK)
        status = known_open(&command->known, command->memory, &command->options, &findings);
    if (command->known.memory)
        command->options.known = known_begin(&command->known);
    if (status == STATUS_OK)
        status = update_article(command, old, names[count - 1], &findings);
    memory_close(command->known.memory);
    exchange_old_free(old);
    srx_free(command->options.srx);
    sentence_abbreviations_free(own);
    command_term_lists_free(&command->lists);
    return status;
}

static int names_stdin(char **names, int count)
{
    int found = 0;
    for (int i = 0; i < count; i++)
        found += strcmp(names[i], "-") == 0;
    return found;
}

int command_update(int argc, char **argv)
{
    struct update_command command = {
        .version = -1, .shape = -1, .quotes = -1, .headlines = -1, .lines = -1};
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (argc - optind < 2)
        return usage_error(argv[0], "name the translated XLIFF file, then the article");
    if (names_stdin(argv + optind, argc - optind) > 1)
        return usage_error(argv[0], "only one of the inputs can be standard input");
    if (command.srx && (command.quotes == 1 || command.abbreviations))
        return usage_error(argv[0],
                           "--srx and %s: the rules of the file alone say where a "
                           "sentence ends; leave one out",
                           command.abbreviations ? "--abbreviations" : "--quotes keep");
    return (int)run(&command, argv + optind, argc - optind);
}
