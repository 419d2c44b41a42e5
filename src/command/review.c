#include "review/review.h"

#include <stdio.h>
#include <stdlib.h>

#include "command/check.h"
#include "command/command.h"

static const char help[] =
    "Usage: satz review [options] FILE.xlf...\n"
    "Writes a page, FILE.review.html, in which a translator fills, and an editor reads and "
    "corrects,\n"
    "XLIFF files with a browser alone. Its Save gives the filled files back.\n"
    "\n"
    "      --old FILE         marks what changed against an older file; several are allowed\n"
    "      --terms FILE       German terms and their English, \"German = English\" a line\n"
    "      --never FILE       terms that are never translated, one a line\n"
    "  -o, --output FILE      where the page goes; - is standard output\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz review article.xlf                   writes article.review.html\n"
    "  satz review -o desk.html article-*.xlf    several files on one page\n"
    "  satz review --old article.xlf article.update.xlf\n";

struct review_command {
    struct common_options common;
    const char **olds;
    size_t old_count, old_capacity;
    struct term_lists lists;
    struct review *review;
};

enum { OPTION_OLD = OPTION_OWN, OPTION_TERMS, OPTION_NEVER };

static const struct option long_options[] = {
    {"old", required_argument, NULL, OPTION_OLD},
    {"terms", required_argument, NULL, OPTION_TERMS},
    {"never", required_argument, NULL, OPTION_NEVER},
    COMMON_OPTIONS,
    {0},
};

static enum parsed add_old(struct review_command *command, const char *name)
{
    void *grown = array_grow(command->olds, command->old_count, &command->old_capacity,
                             sizeof *command->olds);
    if (!grown)
        return PARSED_WRONG;
    command->olds = grown;
    command->olds[command->old_count++] = name;
    return PARSED_TAKEN;
}

static enum parsed take_option(int option, char **argv, void *context)
{
    struct review_command *command = context;
    switch (option) {
    case OPTION_OLD:
        return add_old(command, optarg);
    case OPTION_TERMS:
        command->lists.terms_name = optarg;
        return PARSED_TAKEN;
    case OPTION_NEVER:
        command->lists.never_name = optarg;
        return PARSED_TAKEN;
    default:
        return common_option(option, argv, help, &command->common);
    }
}

/* ---- files ------------------------------------------------------------------------------- */

/* What cannot be read at all is an error of the run; the rest stands on the page. */
struct page_findings {
    struct review *review;
    struct findings printer;
};

static void take_finding(void *context, const struct finding *finding)
{
    struct page_findings *to = context;
    if (!finding->id)
        to->printer.take(to->printer.context, finding);
    else
        review_add_finding(to->review, finding);
}

static enum status read_all(struct input *input, struct buffer *document, struct findings *findings)
{
    size_t got = 1;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && got > 0) {
        if (!buffer_reserve(document, 65536))
            return finding_no_memory(findings);
        status = input_read(input, document->data + document->size, 65536, &got, findings);
        document->size += status == STATUS_OK ? got : 0;
    }
    return status;
}

static enum status add_file(struct review_command *command, const char *name,
                            struct findings *findings)
{
    struct page_findings page = {command->review, *findings};
    struct findings to_page = {.take = take_finding, .context = &page};
    struct buffer document = {0};
    struct input input;
    enum status status = command_open_twice(&input, name, findings);
    if (status != STATUS_OK)
        return status;
    status = check_input(&input, &command->lists, &to_page);
    if (status <= STATUS_FINDINGS && to_page.worst == STATUS_SYSTEM) /* no memory for a message */
        status = finding_no_memory(findings);
    if (status <= STATUS_FINDINGS)
        status = command_rewind(&input, findings);
    if (status == STATUS_OK)
        status = read_all(&input, &document, findings);
    if (status == STATUS_OK)
        status = review_add(command->review, name, buffer_view(&document), findings);
    buffer_free(&document);
    input_close(&input);
    return status;
}

static enum status add_old_files(struct review_command *command, struct findings *findings)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < command->old_count && status == STATUS_OK; i++) {
        struct buffer document = {0};
        struct input input;
        status = input_open(&input, command->olds[i], findings);
        if (status != STATUS_OK)
            return status;
        status = read_all(&input, &document, findings);
        input_close(&input);
        if (status == STATUS_OK)
            status =
                review_add_old(command->review, command->olds[i], buffer_view(&document), findings);
        buffer_free(&document);
    }
    return status;
}

static enum status write_page(struct review_command *command, const char *first, int count,
                              struct findings *findings)
{
    struct buffer page = {0}, name = {0};
    enum status status = STATUS_OK;
    if (!review_write(command->review, &page))
        status = finding_no_memory(findings);
    if (status == STATUS_OK)
        status = output_place(&name, first, &command->common, VIEW(".review.html"), findings);
    if (status == STATUS_OK)
        status = output_report(buffer_view(&page), name.data, command->common.force, findings);
    if (status == STATUS_OK)
        command_say(&command->common, "%s: %zu segment%s of %d file%s to read", name.data,
                    review_segments(command->review), plural(review_segments(command->review)),
                    count, plural((size_t)count));
    buffer_free(&page);
    buffer_free(&name);
    return status;
}

static enum status make_page(struct review_command *command, char **names, int count)
{
    struct findings findings = command_findings(&command->common);
    enum status status = command_term_lists(&command->lists, &findings);
    command->review = review_new();
    if (!command->review)
        return finding_no_memory(&findings);
    if (status == STATUS_OK)
        status = add_old_files(command, &findings);
    for (int i = 0; i < count && status == STATUS_OK; i++)
        status = add_file(command, names[i], &findings);
    if (status == STATUS_OK)
        status = write_page(command, names[0], count, &findings);
    return status;
}

int command_review(int argc, char **argv)
{
    struct review_command command = {0};
    int result;
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        result = parsed_status(parsed);
    else if (optind == argc)
        result = usage_error(argv[0], "name an XLIFF file, or - for standard input");
    else
        result = (int)make_page(&command, argv + optind, argc - optind);
    command_term_lists_free(&command.lists);
    review_free(command.review);
    free(command.olds);
    return result;
}
