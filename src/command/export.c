#include "command/command.h"
#include "command/project.h"
#include "command/share_names.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "command/known.h"
#include "exchange/exchange.h"
#include "sentence/sentence.h"

static const char help[] =
    "Usage: satz export [options] ARTICLE...\n"
    "Writes each German article as an XLIFF file that a translator fills in.\n"
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
    "      --for TOOL         omegat: a project folder, a.omegat; poedit: what it can show\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz export article.txt                      article.xlf, XLIFF 1.2, American English\n"
    "  satz export --to en-GB --xliff 2.1 -o out/ *.txt\n"
    "  satz export --parts 2 article.txt            article-1.xlf, article-2.xlf\n"
    "  satz export --for omegat article.txt         article.omegat/, which OmegaT opens\n"
    "  satz export --to de --copy-source a.txt && satz merge a.xlf    gives the article again\n";

enum tool { TOOL_ANY, TOOL_OMEGAT, TOOL_POEDIT };

struct export_command {
    struct common_options common;
    struct article_options article;
    struct export_options options;
    enum tool tool;
    bool has_version, has_shape; /* --xliff, --protect-as were given */
    const char *srx;             /* a file, or NULL */
    struct term_lists lists;
    const char *memory; /* a file, or NULL */
    struct known known;
    const char *abbreviations; /* a file; NULL: the user's own, if there is one */
    size_t parts;              /* 0: the article is not cut */
};

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
    COMMON_OPTIONS,
    {0},
};

static const char *const versions[] = {"1.2", "2.0", "2.1", "2.2", NULL};
static const char *const shapes[] = {"code", "mark", "text", NULL};
static const char *const quote_ways[] = {"split", "keep", NULL};
static const char *const styles[] = {"news", "cldr", NULL};
static const char *const line_ways[] = {"auto", "line", "wrapped", NULL};
static const char *const headline_ways[] = {"keep", "split", NULL};
static const char *const tools[] = {"any", "omegat", "poedit", NULL};
static const char *const skips[] = {"furniture", NULL};
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
        int shape = option_choice("export", "protect-as", list, shapes);
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
        int shape = option_choice("export", "protect-as", sign + 1, shapes);
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

static bool is_target_language(const char *tag)
{
    bool known = strncasecmp(tag, "en", 2) == 0 || strncasecmp(tag, "de", 2) == 0;
    if (known && (tag[2] == '\0' || tag[2] == '-') &&
        strspn(tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
            strlen(tag))
        return true;
    usage_error("export", "--to: '%s' is not an English language tag such as en-US or en-GB", tag);
    return false;
}

/* Sets *to to the index of the option's value. */
#define CHOOSE(to, option, names)                                                                  \
    do {                                                                                           \
        int choice = option_choice("export", option, optarg, names);                               \
        if (choice < 0)                                                                            \
            return PARSED_WRONG;                                                                   \
        (to) = choice;                                                                             \
    } while (0)

static enum parsed take_option(int option, char **argv, void *context)
{
    struct export_command *command = context;
    struct export_options *options = &command->options;
    int source;
    switch (option) {
    case OPTION_FROM:
        CHOOSE(source, "from", sources);
        options->source_lang = sources[source];
        return PARSED_TAKEN;
    case OPTION_TO:
        options->target_lang = optarg;
        return is_target_language(optarg) ? PARSED_TAKEN : PARSED_WRONG;
    case OPTION_XLIFF:
        CHOOSE(options->version, "xliff", versions);
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
    case OPTION_QUOTES:
        CHOOSE(options->keep_quotations, "quotes", quote_ways);
        return PARSED_TAKEN;
    case OPTION_SRX:
        command->srx = optarg;
        return PARSED_TAKEN;
    case OPTION_MEMORY:
        command->memory = optarg;
        return PARSED_TAKEN;
    case OPTION_FUZZY:
        return known_read_fuzzy("export", optarg, &command->known.fuzzy) ? PARSED_TAKEN
                                                                         : PARSED_WRONG;
    case OPTION_ABBREVIATIONS:
        command->abbreviations = optarg;
        return PARSED_TAKEN;
    case OPTION_STYLE:
        CHOOSE(options->protect.style, "style", styles);
        return PARSED_TAKEN;
    case OPTION_ENCODING:
        command->article.encoding = optarg;
        return PARSED_TAKEN;
    case OPTION_LINES:
        CHOOSE(command->article.lines, "lines", line_ways);
        return PARSED_TAKEN;
    case OPTION_HEADLINES:
        CHOOSE(options->split_headlines, "headlines", headline_ways);
        return PARSED_TAKEN;
    case OPTION_SKIP:
        CHOOSE(source, "skip", skips);
        options->skip_furniture = true;
        return PARSED_TAKEN;
    case OPTION_COPY_SOURCE:
        options->copy_source = true;
        return PARSED_TAKEN;
    case OPTION_FOR:
        CHOOSE(command->tool, "for", tools);
        return PARSED_TAKEN;
    case OPTION_SPLIT_LEADS:
        options->split_leads = true;
        return PARSED_TAKEN;
    case OPTION_PARTS:
        return share_read_count(optarg, &command->parts) ? PARSED_TAKEN : PARSED_WRONG;
    default:
        return common_option(option, argv, help, &command->common);
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
                           versions[options->version]);
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

/* The article's name for the file, which is UTF-8; a file's name may be any bytes. */
static void add_original(struct buffer *original, const char *input)
{
    struct view name = strcmp(input, "-") == 0 ? VIEW("article.txt") : base_name(input);
    for (size_t at = 0; at < name.size;) {
        uint32_t codepoint;
        at += utf8_decode(name, at, &codepoint);
        buffer_add_codepoint(original, codepoint);
    }
    buffer_add_char(original, '\0');
}

/* Whether nothing but the system can fail, so that standard output need not be held back. */
static bool cannot_fail(const struct export_command *command, const struct article_reader *article)
{
    return !command->srx && !command->memory && article_is_sound(article);
}

static enum status export_to(struct export_command *command, struct article_reader *article,
                             const char *input, const char *name, struct exchange_summary *summary,
                             struct findings *findings)
{
    enum status status;
    struct buffer original = {0};
    add_original(&original, input);
    if (original.failed)
        return finding_no_memory(findings);
    struct command_output out = {.output =
                                     output_open(name, command->common.force, &status, findings)};
    if (out.output) {
        out.progress = progress_begin(name, &command->common);
        if (output_is_held(out.output) && cannot_fail(command, article))
            output_release(out.output);
        struct sink sink = {command_output_write, &out};
        status =
            exchange_export(article, original.data, &command->options, sink, summary, findings);
        progress_end(&out.progress);
        if (status == STATUS_OK)
            status = output_commit(out.output, findings);
        else
            output_abandon(out.output);
    }
    buffer_free(&original);
    return status;
}

/* `folder` becomes a project, with the article's XLIFF in its source/, named like `like`. */
static enum status export_project(struct export_command *command, struct article_reader *article,
                                  const char *input, const char *like, const char *folder,
                                  struct exchange_summary *summary, struct findings *findings)
{
    struct project project = {.folder = folder,
                              .source_lang = command->options.source_lang,
                              .target_lang = command->options.target_lang,
                              .terms = command->options.terms,
                              .never = command->options.protect.never,
                              .force = command->common.force};
    struct buffer source = {0}, name = {0};
    if (strcmp(folder, "-") == 0)
        return (enum status)usage_error("export", "--for omegat makes a folder; name it with -o");
    enum status status = project_begin(&project, findings);
    if (status != STATUS_OK)
        return status;
    buffer_add_string(&source, folder);
    buffer_add_string(&source, "/source/");
    buffer_add_char(&source, '\0');
    struct common_options inside = {.output = source.data};
    if (source.failed || !output_name(&name, like, &inside, VIEW(".xlf")))
        status = finding_no_memory(findings);
    else
        status = export_to(command, article, input, name.data, summary, findings);
    if (status == STATUS_OK)
        status = project_finish(&project, findings);
    if (status != STATUS_OK)
        project_abandon(&project);
    buffer_free(&source);
    buffer_free(&name);
    return status;
}

static void say_what_was_done(const struct export_command *command, const char *name,
                              const struct exchange_summary *summary)
{
    const struct common_options *common = &command->common;
    const char *shown = strcmp(name, "-") == 0 ? "standard output" : name;
    command_say(common, "%s: %zu segment%s in %zu block%s, %zu code%s", shown, summary->segments,
                plural(summary->segments), summary->blocks, plural(summary->blocks), summary->codes,
                plural(summary->codes));
    if (command->options.shares)
        command_say(common, "%s: part %zu of %zu, %zu word%s", shown, command->options.share + 1,
                    command->options.shares->count,
                    command->options.shares->words[command->options.share],
                    plural(command->options.shares->words[command->options.share]));
    if (command->memory)
        command_say(common, "%s: %zu segment%s %s translated already, %zu %s matches", shown,
                    summary->translated, plural(summary->translated),
                    summary->translated == 1 ? "is" : "are", summary->offered,
                    summary->offered == 1 ? "has" : "have");
}

/* Writes the article, or a share of it, where `names` says. */
static enum status export_opened(struct export_command *command, struct input *input,
                                 const struct output_names *names, struct findings *findings)
{
    bool omegat = command->tool == TOOL_OMEGAT;
    struct buffer name = {0};
    struct exchange_summary summary = {0};
    enum status status;
    struct article_reader *article = article_open(input, &command->article, &status, findings);
    if (article &&
        !output_name(&name, names->like, &names->common, omegat ? VIEW(".omegat") : VIEW(".xlf")))
        status = finding_no_memory(findings);
    else if (article && omegat)
        status = export_project(command, article, input->name, names->like, name.data, &summary,
                                findings);
    else if (article)
        status = export_to(command, article, input->name, name.data, &summary, findings);
    article_close(article);
    if (status == STATUS_OK)
        say_what_was_done(command, name.data, &summary);
    buffer_free(&name);
    return status;
}

/* One file a share. */
static enum status export_shares(struct export_command *command, struct input *input,
                                 const struct article_shares *shares, struct findings *findings)
{
    struct export_options *options = &command->options;
    bool omegat = command->tool == TOOL_OMEGAT;
    struct share_names names = {.suffix = omegat ? VIEW(".omegat") : VIEW(".xlf")};
    enum status status = STATUS_OK;
    options->shares = shares;
    for (options->share = 0; options->share < shares->count && status == STATUS_OK;
         options->share++) {
        if (command->known.memory)
            options->known = known_begin(&command->known);
        status = command_rewind(input, findings);
        if (status == STATUS_OK &&
            !share_name(&names, input->name, &command->common, options->share + 1))
            status = finding_no_memory(findings);
        if (status == STATUS_OK)
            status = export_opened(command, input, &names.names, findings);
    }
    options->shares = NULL;
    share_names_free(&names);
    return status;
}

static enum status export_article(struct export_command *command, const char *input_name)
{
    struct findings findings = command_findings(&command->common);
    struct article_shares shares = {0};
    struct input input;
    enum status status = command->parts > 0 ? command_open_twice(&input, input_name, &findings)
                                            : input_open(&input, input_name, &findings);
    if (status != STATUS_OK)
        return status;
    if (command->parts == 0) {
        struct output_names names = {.common = command->common, .like = input_name};
        status = export_opened(command, &input, &names, &findings);
    } else {
        status = shares_divide(&input, &command->article, command->parts, &shares, &findings);
        if (status == STATUS_OK && command->tool != TOOL_OMEGAT)
            status = shares_claim(&input, &command->common, command->parts, &findings);
        if (status == STATUS_OK)
            status = export_shares(command, &input, &shares, &findings);
        exchange_shares_free(&shares);
    }
    input_close(&input);
    return status;
}

/* Rules of the user's own instead of German's, or abbreviations of their own beside ours. */
static enum status load_rules(struct export_command *command, struct findings *findings,
                              struct sentence_abbreviations **own)
{
    struct export_options *options = &command->options;
    enum status status = STATUS_OK;
    if (!command->srx)
        status = command_abbreviations(command->abbreviations, own, findings);
    else if (options->keep_quotations || command->abbreviations)
        return usage_error("export",
                           "--srx and %s: the rules of the file alone say where a "
                           "sentence ends; leave one out",
                           command->abbreviations ? "--abbreviations" : "--quotes keep");
    else
        options->srx = srx_load(command->srx, options->source_lang, &status, findings);
    options->abbreviations = *own;
    if (status == STATUS_OK)
        status = command_term_lists(&command->lists, findings);
    options->protect.never = command->lists.never;
    options->terms = command->lists.terms;
    return status;
}

static enum status export_all(struct export_command *command, char **articles, int count)
{
    enum status worst = STATUS_OK;
    for (int i = 0; i < count; i++) {
        if (command->known.memory)
            command->options.known = known_begin(&command->known);
        enum status status = export_article(command, articles[i]);
        worst = status > worst ? status : worst;
    }
    return worst;
}

int command_export(int argc, char **argv)
{
    struct export_command command = {
        .options = {.source_lang = "de",
                    .target_lang = "en-US",
                    .protect = {.kinds = PROTECT_EVERYTHING}},
    };
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (optind == argc)
        return usage_error(argv[0], "name an article, or - for standard input");
    if (prepare_for_tool(&command) != STATUS_OK)
        return STATUS_USAGE;
    enum status status = (command.parts > 0 ? share_names_fit : outputs_differ)(
        argv[0], argv + optind, argc - optind, &command.common);
    if (status != STATUS_OK)
        return (int)status;
    command.options.protect.from = exchange_locale(command.options.source_lang);
    command.options.protect.to =
        exchange_target(command.options.source_lang, command.options.target_lang);
    struct findings findings = command_findings(&command.common);
    struct sentence_abbreviations *own = NULL;
    status = load_rules(&command, &findings, &own);
    if (status == STATUS_OK)
        status = known_open(&command.known, command.memory, &command.options, &findings);
    if (status == STATUS_OK)
        status = export_all(&command, argv + optind, argc - optind);
    memory_close(command.known.memory);
    srx_free(command.options.srx);
    sentence_abbreviations_free(own);
    command_term_lists_free(&command.lists);
    return (int)status;
}
