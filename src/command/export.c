#include "command/export.h"

#include <stdio.h>
#include <string.h>

#include "command/share_names.h"
#include "lazy/lazy.h"
#include "sentence/sentence.h"

static const char help[] =
    "Usage: satz export [options] ARTICLE...\n"
    "Writes each German article as an XLIFF file that a translator fills in. A folder stands for\n"
    "the *.txt in it and its folders.\n"
    "\n"
    "  -o, --output NAME      file or folder (default: a.txt gives a.xlf; - is standard output)\n"
    "      --from LANG        de (default), de-AT or de-CH\n"
    "      --to LANG          en-US (default), en-GB or another English; de: the forms stay "
    "German\n"
    "      --xliff VERSION    1.2 (default), 2.0, 2.1 or 2.2\n"
    "      --protect LIST     all (default), none, or of: numbers,dates,times,quotes,\n"
    "                         links,never\n"
    "      --protect-as SHAPE code (default), mark or text; or by kind: quotes=text,dates=mark\n"
    "      --never FILE       terms that are never translated, one a line: codes too\n"
    "      --terms FILE       German terms and their English, \"German = English\" a line: "
    "notes\n"
    "      --quotes HOW       split (default) or keep: no sentence ends inside a quotation\n"
    "      --memory FILE      fills in the translations that a memory knows ('satz memory "
    "--help')\n"
    "      --fuzzy PERCENT    offers those of sentences that are that much alike (default 75; "
    "100: none)\n"
    "      --srx FILE         segmentation rules (SRX) of your own, instead of German's\n"
    "      --abbreviations FILE\n"
    "                         your own (default: ~/.config/satz/abbreviations.de, if there is "
    "one)\n"
    "      --style STYLE      news (default) or cldr\n"
    "      --encoding NAME    of the article, as iconv -l lists them (default: detected)\n"
    "      --lines HOW        auto (default), line (a paragraph a line) or wrapped\n"
    "      --headlines HOW    keep (default: one segment) or split\n"
    "      --split-leads      \"Update vom 22. Oktober:\" at a paragraph's begin is a segment of "
    "its "
    "own\n"
    "      --skip furniture   leaves \"Kommentare\" and the like as they are\n"
    "      --parts N          cuts the article at headlines for N translators: a-1.xlf to a-N.xlf\n"
    "                         (-o: a folder, or what the names begin with)\n"
    "      --copy-source      fills each target with the German, for tools that want it\n"
    "      --for TOOL         omegat: a project folder, a.omegat; poedit: what it can "
    "show\n" MANY_HELP
    "      --skip-done        goes on where a run stopped: leaves out what is there and whole\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz export article.txt                      article.xlf, XLIFF 1.2, American English\n"
    "  satz export --to en-GB --xliff 2.1 -o out/ *.txt\n"
    "  satz export --skip-done -o out/ articles/    all of a folder; again, after it was stopped\n"
    "  find . -name '*.txt' -mtime -1 -print0 | satz export -0 --files-from - -o out/\n"
    "  satz export --parts 2 article.txt            article-1.xlf, article-2.xlf\n"
    "  satz export --for omegat article.txt         article.omegat/, which OmegaT opens\n"
    "  satz export --to de --copy-source a.txt && satz merge a.xlf    gives the article again\n";

enum {
    OPTION_FROM = OPTION_OWN,
    OPTION_TO,
    OPTION_XLIFF,
    OPTION_PROTECT,
    OPTION_PROTECT_AS,
    OPTION_NEVER,
    OPTION_TERMS,
    OPTION_QUOTES,
    OPTION_SRX,
    OPTION_ABBREVIATIONS,
    OPTION_STYLE,
    OPTION_ENCODING,
    OPTION_LINES,
    OPTION_HEADLINES,
    OPTION_SKIP,
    OPTION_COPY_SOURCE,
    OPTION_FOR,
    OPTION_PARTS,
    OPTION_SPLIT_LEADS,
};

static const struct option long_options[] = {
    {"from", required_argument, NULL, OPTION_FROM},
    {"to", required_argument, NULL, OPTION_TO},
    {"xliff", required_argument, NULL, OPTION_XLIFF},
    {"protect", required_argument, NULL, OPTION_PROTECT},
    {"protect-as", required_argument, NULL, OPTION_PROTECT_AS},
    {"never", required_argument, NULL, OPTION_NEVER},
    {"terms", required_argument, NULL, OPTION_TERMS},
    {"quotes", required_argument, NULL, OPTION_QUOTES},
    {"srx", required_argument, NULL, OPTION_SRX},
    {"memory", required_argument, NULL, OPTION_MEMORY},
    {"fuzzy", required_argument, NULL, OPTION_FUZZY},
    {"abbreviations", required_argument, NULL, OPTION_ABBREVIATIONS},
    {"style", required_argument, NULL, OPTION_STYLE},
    {"encoding", required_argument, NULL, OPTION_ENCODING},
    {"lines", required_argument, NULL, OPTION_LINES},
    {"headlines", required_argument, NULL, OPTION_HEADLINES},
    {"skip", required_argument, NULL, OPTION_SKIP},
    {"copy-source", no_argument, NULL, OPTION_COPY_SOURCE},
    {"for", required_argument, NULL, OPTION_FOR},
    {"split-leads", no_argument, NULL, OPTION_SPLIT_LEADS},
    {"parts", required_argument, NULL, OPTION_PARTS},
    {"skip-done", no_argument, NULL, OPTION_SKIP_DONE},
    MANY_OPTIONS,
    COMMON_OPTIONS,
    {0},
};

static const char *const styles[] = {"news", "cldr", NULL};
static const char *const tools[] = {"any", "omegat", "poedit", NULL};
static const char *const sources[] = {"de", "de-DE", "de-AT", "de-CH", "de-LI", NULL};

/* "numbers,dates" as bits; false after saying what is wrong. */
static bool read_kinds(const char *list, unsigned *kinds)
{
    static const struct {
        const char *name;
        unsigned bits;
    } names[] = {
        {"all", PROTECT_EVERYTHING},  {"none", 0},
        {"numbers", PROTECT_NUMBERS}, {"dates", PROTECT_DATES},
        {"times", PROTECT_TIMES},     {"quotes", PROTECT_QUOTES},
        {"links", PROTECT_LINKS},     {"never", PROTECT_TERMS},
    };
    *kinds = 0;
    for (const char *word = list;;) {
        size_t size = strcspn(word, ","), i = 0;
        while (i < sizeof names / sizeof names[0] &&
               (strlen(names[i].name) != size || strncmp(names[i].name, word, size) != 0))
            i++;
        if (i == sizeof names / sizeof names[0]) {
            usage_error("export",
                        "--protect: '%.*s' is not one of all, none, numbers, dates, "
                        "times, quotes, links, never",
                        (int)size, word);
            return false;
        }
        *kinds |= names[i].bits;
        if (word[size] == '\0')
            return true;
        word += size + 1;
    }
}

/* "mark", or by kind: "quotes=text,numbers=mark". */
static bool read_shapes(const char *list, struct export_options *options)
{
    unsigned *const sets[] = {&options->as_code, &options->as_mark, &options->as_text};
    struct view rest = view_of(list);
    if (!strchr(list, '=')) {
        int shape = option_choice("export", "protect-as", list, option_shapes);
        options->shape = shape < 0 ? CODE_INLINE : (enum code_shape)shape;
        return shape >= 0;
    }
    while (rest.size > 0) {
        char item[32] = {0};
        size_t comma = view_find(rest, VIEW(","), 0);
        size_t size = comma == SIZE_MAX ? rest.size : comma;
        unsigned kinds;
        memcpy(item, rest.data, size < sizeof item ? size : sizeof item - 1);
        char *sign = strchr(item, '=');
        if (!sign) {
            usage_error("export", "--protect-as: '%s' is not KIND=SHAPE", item);
            return false;
        }
        *sign = '\0';
        int shape = option_choice("export", "protect-as", sign + 1, option_shapes);
        if (shape < 0 || !read_kinds(item, &kinds))
            return false;
        if (shape == CODE_MARK && (kinds & PROTECT_QUOTES)) {
            usage_error("export", "--protect-as: quotation marks can be code or text, not mark");
            return false;
        }
        *sets[shape] |= kinds;
        rest = view_slice(rest, comma == SIZE_MAX ? size : size + 1, rest.size);
    }
    return true;
}

/* Sets *to to the index of the option's value. */
#define CHOOSE(to, option, names)                                                                  \
    do {                                                                                           \
        int chosen = option_choice("export", option, optarg, names);                               \
        if (chosen < 0)                                                                            \
            return PARSED_WRONG;                                                                   \
        (to) = chosen;                                                                             \
    } while (0)

/* How the article is read and cut. */
static enum parsed take_article_option(int option, char **argv, struct export_command *command)
{
    struct export_options *options = &command->options;
    switch (option) {
    case OPTION_QUOTES:
        CHOOSE(options->keep_quotations, "quotes", option_quotes);
        return PARSED_TAKEN;
    case OPTION_SRX:
        command->srx = optarg;
        return PARSED_TAKEN;
    case OPTION_ABBREVIATIONS:
        command->abbreviations = optarg;
        return PARSED_TAKEN;
    case OPTION_ENCODING:
        command->article.encoding = optarg;
        return PARSED_TAKEN;
    case OPTION_LINES:
        CHOOSE(command->article.lines, "lines", option_lines);
        return PARSED_TAKEN;
    case OPTION_HEADLINES:
        CHOOSE(options->split_headlines, "headlines", option_headlines);
        return PARSED_TAKEN;
    case OPTION_SPLIT_LEADS:
        options->split_leads = true;
        return PARSED_TAKEN;
    case OPTION_SKIP:
        options->skip_furniture = option_choice("export", "skip", optarg, option_skips) >= 0;
        return options->skip_furniture ? PARSED_TAKEN : PARSED_WRONG;
    default:
        return many_option(option, argv, help, &command->many, &command->common);
    }
}

/* What is written, and in what form. */
static enum parsed take_option(int option, char **argv, void *context)
{
    struct export_command *command = context;
    struct export_options *options = &command->options;
    int source;
    switch (option) {
    case OPTION_FROM:
        option_tag_case(optarg);
        CHOOSE(source, "from", sources);
        options->source_lang = sources[source];
        return PARSED_TAKEN;
    case OPTION_TO:
        options->target_lang = optarg;
        return option_target_language(argv[0], optarg);
    case OPTION_XLIFF:
        CHOOSE(options->version, "xliff", option_versions);
        command->has_version = true;
        return PARSED_TAKEN;
    case OPTION_PROTECT:
        return read_kinds(optarg, &options->protect.kinds) ? PARSED_TAKEN : PARSED_WRONG;
    case OPTION_PROTECT_AS:
        command->has_shape = true;
        return read_shapes(optarg, options) ? PARSED_TAKEN : PARSED_WRONG;
    case OPTION_NEVER:
        command->lists.never_name = optarg;
        return PARSED_TAKEN;
    case OPTION_TERMS:
        command->lists.terms_name = optarg;
        return PARSED_TAKEN;
    case OPTION_MEMORY:
        command->memory = optarg;
        return PARSED_TAKEN;
    case OPTION_FUZZY:
        return known_read_fuzzy("export", optarg, &command->known.fuzzy) ? PARSED_TAKEN
                                                                         : PARSED_WRONG;
    case OPTION_STYLE:
        CHOOSE(options->protect.style, "style", styles);
        return PARSED_TAKEN;
    case OPTION_COPY_SOURCE:
        options->copy_source = true;
        return PARSED_TAKEN;
    case OPTION_FOR:
        CHOOSE(command->tool, "for", tools);
        return PARSED_TAKEN;
    case OPTION_PARTS:
        return share_read_count(optarg, &command->parts) ? PARSED_TAKEN : PARSED_WRONG;
    default:
        return take_article_option(option, argv, command);
    }
}

/* OmegaT reads 1.2 alone, takes the target for the text to translate, and shows of a code its
 * letter only, so that what it stands for must be text. */
static int prepare_for_omegat(struct export_command *command)
{
    if (command->has_version && command->options.version != XLIFF_1_2)
        return usage_error("export",
                           "--for omegat: OmegaT reads XLIFF 1.2 only; leave --xliff out");
    if (!command->has_shape)
        command->options.shape = CODE_MARK;
    command->options.copy_source = true;
    command->options.show_all = true;
    return STATUS_OK;
}

/* Poedit reads 1.2 and 2.0, and shows other codes than the simple ones as raw XML. */
static int prepare_for_poedit(struct export_command *command)
{
    struct export_options *options = &command->options;
    if (!command->has_version)
        options->version = XLIFF_2_0;
    if (options->version != XLIFF_1_2 && options->version != XLIFF_2_0)
        return usage_error("export", "--for poedit: Poedit reads XLIFF 1.2 and 2.0, and refuses %s",
                           option_versions[options->version]);
    if (command->has_shape && (options->shape == CODE_MARK || options->as_mark))
        return usage_error("export", "--for poedit: Poedit shows marks as raw XML; leave "
                                     "--protect-as mark out");
    if (options->shape == CODE_INLINE)
        options->shape = CODE_SIMPLE;
    return STATUS_OK;
}

static int prepare_for_tool(struct export_command *command)
{
    switch (command->tool) {
    case TOOL_OMEGAT:
        return prepare_for_omegat(command);
    case TOOL_POEDIT:
        return prepare_for_poedit(command);
    default:
        return STATUS_OK;
    }
}

/* Rules of the user's own instead of German's, or abbreviations of their own beside ours. */
static enum status load_rules(struct export_command *command, struct findings *findings)
{
    struct export_options *options = &command->options;
    enum status status = STATUS_OK;
    if (!command->srx)
        status = command_abbreviations(command->abbreviations, &command->own, findings);
    else if (options->keep_quotations || command->abbreviations)
        return usage_error("export",
                           "--srx and %s: the rules of the file alone say where a "
                           "sentence ends; leave one out",
                           command->abbreviations ? "--abbreviations" : "--quotes keep");
    else
        options->srx = srx_load(command->srx, options->source_lang, &status, findings);
    options->abbreviations = command->own;
    if (status == STATUS_OK)
        status = command_term_lists(&command->lists, findings);
    options->protect.never = command->lists.never;
    options->terms = command->lists.terms;
    return status;
}

/* In each process that works: a database cannot be shared with another. */
static enum status open_memory(void *context, struct findings *findings)
{
    struct export_command *command = context;
    return known_open(&command->known, command->memory, &command->options, findings);
}

/* So that its faults are told once, before any work. */
static enum status try_memory(struct export_command *command, struct findings *findings)
{
    enum status status = open_memory(command, findings);
    memory_close(command->known.memory);
    command->known.memory = NULL;
    return status;
}

/* A project is a folder: it cannot go to standard output. */
static enum status check_project(const struct export_command *command,
                                 const struct operands *inputs)
{
    const char *output = command->common.output;
    bool stream = output && strcmp(output, "-") == 0;
    for (size_t i = 0; !output && i < inputs->count; i++)
        stream |= strcmp(inputs->items[i].name, "-") == 0;
    if (command->tool != TOOL_OMEGAT || !stream)
        return STATUS_OK;
    return usage_error("export", "--for omegat makes a folder; name it with -o");
}

static enum status begin(void *context, const struct operands *inputs)
{
    struct export_command *command = context;
    struct findings findings = command_findings(&command->common);
    enum status status = check_project(command, inputs);
    if (status == STATUS_OK && command->parts > 0 && share_names_wrong(inputs, &command->common))
        status = STATUS_USAGE;
    if (status == STATUS_OK && command->many.skip_done)
        status = lazy_libxml2(&findings); /* to look into what is there */
    if (status == STATUS_OK)
        status = load_rules(command, &findings);
    return status == STATUS_OK ? try_memory(command, &findings) : status;
}

int command_export(int argc, char **argv)
{
    struct export_command command = {
        .options = {.source_lang = "de",
                    .target_lang = "en-US",
                    .protect = {.kinds = PROTECT_EVERYTHING}},
    };
    struct work work = {.context = &command,
                        .begin = begin,
                        .prepare = open_memory,
                        .run = export_article,
                        .skips = true,
                        .noun = "articles",
                        .needs = "name an article, or - for standard input"};
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (prepare_for_tool(&command) != STATUS_OK)
        return STATUS_USAGE;
    if (command.parts > 0 && command.many.skip_done)
        return usage_error(argv[0], "--skip-done knows nothing of --parts; leave one out");
    command.options.protect.from = exchange_locale(command.options.source_lang);
    command.options.protect.to =
        exchange_target(command.options.source_lang, command.options.target_lang);
    enum status status =
        many_run(&work, &command.many, &operand_articles, argc, argv, &command.common);
    memory_close(command.known.memory);
    srx_free(command.options.srx);
    sentence_abbreviations_free(command.own);
    command_term_lists_free(&command.lists);
    return (int)status;
}
