#include "command/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/split.h"

static const char help[] =
    "Usage: satz split [options] [FILE]\n"
    "Writes German text one sentence a line. Without FILE, or for -, it reads standard input.\n"
    "Nothing is changed but white space at the ends of sentences; blank lines are left out.\n"
    "\n"
    "  -o, --output NAME         file (default: standard output)\n"
    "      --explain             says for each place where a sentence may end whether it does,\n"
    "                            and by which rule\n"
    "      --format FORMAT       text (default) or json: an object a line\n"
    "      --quotes HOW          split (default) or keep: no sentence ends inside a quotation\n"
    "      --abbreviations FILE  your own abbreviations (default: "
    "~/.config/satz/abbreviations.de)\n"
    "      --srx FILE            segmentation rules (SRX) of your own, instead of German's\n"
    "      --encoding NAME       of the text, as iconv -l lists them (default: detected)\n"
    "      --lines HOW           auto (default), line (a paragraph a line) or wrapped\n"
    "      --force               replaces an existing file\n"
    "  -q, --quiet               errors only\n"
    "\n"
    "Examples:\n"
    "  satz split article.txt                    one sentence a line\n"
    "  satz split --explain article.txt          why it ends there, and why not elsewhere\n"
    "  xzcat news.xz | satz split | sort -u      reads a pipe of any length\n";

enum {
    OPTION_EXPLAIN = OPTION_OWN,
    OPTION_FORMAT,
    OPTION_QUOTES,
    OPTION_ABBREVIATIONS,
    OPTION_SRX,
    OPTION_ENCODING,
    OPTION_LINES,
};

static const struct option long_options[] = {
    {"explain", no_argument, NULL, OPTION_EXPLAIN},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"quotes", required_argument, NULL, OPTION_QUOTES},
    {"abbreviations", required_argument, NULL, OPTION_ABBREVIATIONS},
    {"srx", required_argument, NULL, OPTION_SRX},
    {"encoding", required_argument, NULL, OPTION_ENCODING},
    {"lines", required_argument, NULL, OPTION_LINES},
    COMMON_OPTIONS,
    {0},
};

static enum parsed take_option(int option, char **argv, void *context)
{
    struct split_command *command = context;
    static const char *const formats[] = {"text", "json", NULL};
    int choice = 0;
    switch (option) {
    case OPTION_EXPLAIN:
        command->explain = true;
        break;
    case OPTION_FORMAT:
        choice = option_choice("split", "format", optarg, formats);
        command->json = choice == 1;
        break;
    case OPTION_QUOTES:
        choice = option_choice("split", "quotes", optarg, option_quotes);
        command->options.keep_quotations = choice == 1;
        break;
    case OPTION_ABBREVIATIONS:
        command->abbreviations = optarg;
        break;
    case OPTION_SRX:
        command->srx = optarg;
        break;
    case OPTION_ENCODING:
        command->article.encoding = optarg;
        break;
    case OPTION_LINES:
        choice = option_choice("split", "lines", optarg, option_lines);
        command->article.lines = (enum article_lines)choice;
        break;
    default:
        return common_option(option, argv, help, &command->common);
    }
    return choice < 0 ? PARSED_WRONG : PARSED_TAKEN;
}

/* ---- where sentences go ------------------------------------------------------------------- */

enum status split_write(struct split_command *command, struct view data, struct findings *findings)
{
    if (command->output)
        return output_write(command->output, data, findings);
    while (data.size > 0) {
        ssize_t put = write(STDOUT_FILENO, data.data, data.size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return finding_error(findings, STATUS_SYSTEM, (struct place){0},
                                 "standard output cannot be written: %s", strerror(errno));
        data = view_slice(data, (size_t)put, data.size);
    }
    return STATUS_OK;
}

/* ---- UTF-8, a paragraph a line: straight through ------------------------------------------- */

struct passage {
    struct split_command *command;
    struct findings *findings;
    enum status status;
};

static int pass(void *context, const char *data, size_t size)
{
    struct passage *passage = context;
    passage->status = split_write(passage->command, (struct view){data, size}, passage->findings);
    return passage->status != STATUS_OK;
}

static enum status not_utf8(const struct sentence_stream *stream, const struct input *input,
                            struct findings *findings)
{
    return finding_error(findings, STATUS_INPUT, (struct place){.file = input->name},
                         "the byte at offset %llu is not valid in UTF-8; name the encoding of the "
                         "file with --encoding",
                         sentence_stream_position(stream));
}

/* The stream with `head` of the text, then the rest of the input. */
static enum status stream_text(struct split_command *command, struct view head, struct input *input,
                               struct findings *findings)
{
    static char memory[1 << 18];
    struct passage passage = {command, findings, STATUS_OK};
    struct sentence_stream stream;
    size_t got = 1;
    sentence_stream_begin(&stream, memory, sizeof memory, &command->options, pass, &passage);
    enum sentence_result result = sentence_stream_add(&stream, head.data, head.size);
    while (result == SENTENCE_OK && got > 0) {
        size_t room;
        char *space = sentence_stream_space(&stream, &room);
        enum status status = input_read(input, space, room, &got, findings);
        if (status != STATUS_OK)
            return status;
        result = sentence_stream_filled(&stream, got);
    }
    if (result != SENTENCE_STOPPED)
        result = sentence_stream_end(&stream);
    if (result == SENTENCE_NOT_UTF8)
        return not_utf8(&stream, input, findings);
    return passage.status;
}

/* ---- which of the two ways ---------------------------------------------------------------- */

enum { HEAD_SIZE = (5 << 16) + 3 };

static bool by_blocks(const struct split_command *command)
{
    return command->explain || command->json || command->rules;
}

/* Whether the text at the input's current place is UTF-8 and not wrapped; the place stays. */
static enum status look(const struct split_command *command, struct input *input, bool *plain,
                        struct findings *findings)
{
    enum status status;
    off_t place = lseek(input->descriptor, 0, SEEK_CUR);
    struct article_reader *reader = article_open(input, &command->article, &status, findings);
    if (!reader)
        return status;
    *plain = strcmp(article_encoding(reader)->name, "UTF-8") == 0 && !article_wrapped(reader);
    article_close(reader);
    if (lseek(input->descriptor, place, SEEK_SET) < 0)
        return finding_error(findings, STATUS_INPUT, (struct place){.file = input->name},
                             "cannot be read again: %s", strerror(errno));
    return STATUS_OK;
}

static enum status no_temporary_file(struct findings *findings)
{
    return finding_error(findings, STATUS_SYSTEM, (struct place){0},
                         "no temporary file for what was read (TMPDIR): %s", strerror(errno));
}

/* All that is left of a pipe, behind its head in the temporary file. */
static enum status keep_rest(FILE *kept, struct input *input, struct findings *findings)
{
    char chunk[65536];
    size_t got = 1;
    while (got > 0) {
        enum status status = input_read(input, chunk, sizeof chunk, &got, findings);
        if (status != STATUS_OK)
            return status;
        if (fwrite(chunk, 1, got, kept) != got)
            return no_temporary_file(findings);
    }
    if (fflush(kept) != 0 || lseek(fileno(kept), 0, SEEK_SET) < 0)
        return no_temporary_file(findings);
    return STATUS_OK;
}

static struct view without_bom(struct view head)
{
    struct view bom = VIEW("\xef\xbb\xbf");
    return view_starts_with(head, bom) ? view_slice(head, bom.size, head.size) : head;
}

/* How many bytes the last character of UTF-8 still lacks. */
static size_t missing_bytes(struct view text)
{
    for (size_t back = 1; back <= 3 && back <= text.size; back++) {
        unsigned char byte = (unsigned char)text.data[text.size - back];
        if (byte < 0x80)
            return 0;
        if (byte >= 0xc0) {
            size_t size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return size > back ? size - back : 0;
        }
    }
    return 0;
}

/* Enough of a pipe for a look at it: 64 KiB of text, in whatever encoding, and no character cut. */
static enum status read_head(struct input *input, char head[HEAD_SIZE], size_t *size,
                             struct findings *findings)
{
    size_t more;
    enum status status = input_read(input, head, HEAD_SIZE - 3, size, findings);
    if (status != STATUS_OK || *size < HEAD_SIZE - 3)
        return status;
    status =
        input_read(input, head + *size, missing_bytes((struct view){head, *size}), &more, findings);
    *size += more;
    return status;
}

/* A pipe is looked at in a copy of its head. */
static enum status split_pipe(struct split_command *command, struct input *input, FILE *kept,
                              struct findings *findings)
{
    static char head[HEAD_SIZE];
    size_t size;
    bool plain = false;
    struct input copy = {fileno(kept), input->name};
    enum status status = read_head(input, head, &size, findings);
    if (status != STATUS_OK)
        return status;
    if (fwrite(head, 1, size, kept) != size || fflush(kept) != 0 ||
        lseek(copy.descriptor, 0, SEEK_SET) < 0)
        return no_temporary_file(findings);
    status = look(command, &copy, &plain, findings);
    if (status == STATUS_OK && plain && !by_blocks(command))
        return stream_text(command, without_bom((struct view){head, size}), input, findings);
    if (status == STATUS_OK && fseek(kept, 0, SEEK_END) != 0)
        status = no_temporary_file(findings);
    if (status == STATUS_OK)
        status = keep_rest(kept, input, findings);
    return status == STATUS_OK ? split_blocks(command, &copy, findings) : status;
}

static enum status split_file(struct split_command *command, struct input *input,
                              struct findings *findings)
{
    char head[3];
    size_t size;
    bool plain = false;
    enum status status = look(command, input, &plain, findings);
    if (status != STATUS_OK)
        return status;
    if (!plain || by_blocks(command))
        return split_blocks(command, input, findings);
    status = input_read(input, head, sizeof head, &size, findings);
    if (status != STATUS_OK)
        return status;
    return stream_text(command, without_bom((struct view){head, size}), input, findings);
}

static enum status split_input(struct split_command *command, struct input *input,
                               struct findings *findings)
{
    if (lseek(input->descriptor, 0, SEEK_CUR) >= 0)
        return split_file(command, input, findings);
    FILE *kept = tmpfile();
    if (!kept)
        return no_temporary_file(findings);
    enum status status = split_pipe(command, input, kept, findings);
    fclose(kept); /* only for reading again: nothing to lose */
    return status;
}

/* The user's own abbreviations, or rules instead of all that is known of German. */
static enum status read_own(struct split_command *command, struct sentence_abbreviations **own,
                            struct findings *findings)
{
    enum status status;
    if (!command->srx)
        return command_abbreviations(command->abbreviations, own, findings);
    command->rules = srx_load(command->srx, "de", &status, findings);
    return status;
}

static enum status split_to_output(struct split_command *command, struct input *input,
                                   struct findings *findings)
{
    enum status status = STATUS_OK;
    const char *to = command->common.output;
    if (to && strcmp(to, "-") != 0)
        command->output = output_open(to, command->common.force, &status, findings);
    if (status == STATUS_OK)
        status = split_input(command, input, findings);
    if (command->output && status == STATUS_OK)
        return output_commit(command->output, findings);
    output_abandon(command->output);
    return status;
}

static enum status split(struct split_command *command, const char *name)
{
    struct findings findings = command_findings(&command->common);
    struct sentence_abbreviations *own = NULL;
    struct input input;
    enum status status = read_own(command, &own, &findings);
    command->options.abbreviations = own;
    if (status == STATUS_OK)
        status = input_open(&input, name, &findings);
    if (status == STATUS_OK) {
        status = split_to_output(command, &input, &findings);
        input_close(&input);
    }
    sentence_abbreviations_free(own);
    srx_free(command->rules);
    return status;
}

int command_split(int argc, char **argv)
{
    struct split_command command = {0};
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        return parsed_status(parsed);
    if (argc - optind > 1)
        return usage_error(argv[0], "name one file at most");
    if (command.srx && (command.abbreviations || command.options.keep_quotations))
        return usage_error(argv[0], "--srx and --abbreviations or --quotes keep: the rules of the "
                                    "file alone say where a sentence ends; leave one out");
    return (int)split(&command, optind < argc ? argv[optind] : "-");
}
