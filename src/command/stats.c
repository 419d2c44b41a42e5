#include "command/jobs.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"
#include "check/content.h"
#include "check/counts.h"
#include "check/repeats.h"
#include "command/stats_progress.h"

static const char help[] =
    "Usage: satz stats [options] FILE.xlf...\n"
    "Counts what there is to translate: segments, words, characters, repetitions; and how far it\n"
    "has come, by file and state. A folder stands for the *.xlf in it and its folders.\n"
    "\n"
    "      --watch            shows the progress again whenever a file changes, until all is\n"
    "                         translated; files may still be missing\n"
    "      --format FORMAT    text (default) or json\n"
    "  -o, --output FILE      where the counts go (default: standard output)\n"
    "      --files-from FILE  reads names of inputs from a file, one a line; - is standard input\n"
    "  -0, --null             each of these names ends in a NUL\n"
    "      --force            replaces an existing file\n"
    "  -q, --quiet            errors only\n"
    "\n"
    "Examples:\n"
    "  satz stats article.xlf\n"
    "  satz stats --format json *.xlf\n"
    "  satz stats --watch article-1.xlf article-2.xlf\n";

/* The counts of one role or state. */
struct named_counts {
    struct buffer name;
    struct counts counts;
};

struct count_table {
    struct named_counts *rows;
    size_t count, capacity;
};

struct stats_command {
    struct common_options common;
    struct many many; /* of which only the names of inputs count: a repetition is one over all */
    bool json, watch;
    struct progress_rows progress;
    struct progress_row *row;   /* of the file at hand */
    struct counts total, fixed; /* fixed: nothing to translate; not in the total */
    struct count_table roles, states;
    struct buffer role; /* of the group at hand (1.2) */
    struct buffer german, report;
    struct repeats repeats; /* over all files */
    bool failed;            /* memory ran out */
};

enum { OPTION_FORMAT = OPTION_OWN, OPTION_WATCH };

static const struct option long_options[] = {
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"watch", no_argument, NULL, OPTION_WATCH},
    {"files-from", required_argument, NULL, OPTION_FILES_FROM},
    {"null", no_argument, NULL, '0'},
    COMMON_OPTIONS,
    {0},
};

static enum parsed take_option(int option, char **argv, void *context)
{
    static const char *const formats[] = {"text", "json", NULL};
    struct stats_command *command = context;
    command->watch |= option == OPTION_WATCH;
    if (option == OPTION_WATCH)
        return PARSED_TAKEN;
    if (option == OPTION_FILES_FROM || option == '0')
        return many_option(option, argv, help, &command->many, &command->common);
    if (option != OPTION_FORMAT)
        return common_option(option, argv, help, &command->common);
    int choice = option_choice(argv[0], "format", optarg, formats);
    command->json = choice == 1;
    return choice < 0 ? PARSED_WRONG : PARSED_TAKEN;
}

/* ---- counting ---------------------------------------------------------------------------- */

/* The row of that name, added if there is none. */
static struct counts *row_of(struct stats_command *command, struct count_table *table,
                             struct view name)
{
    for (size_t i = 0; i < table->count; i++)
        if (view_equal(buffer_view(&table->rows[i].name), name))
            return &table->rows[i].counts;
    void *grown = array_grow(table->rows, table->count, &table->capacity, sizeof *table->rows);
    if (!grown) {
        command->failed = true;
        return NULL;
    }
    table->rows = grown;
    struct named_counts *row = &table->rows[table->count++];
    *row = (struct named_counts){0};
    buffer_add_view(&row->name, name);
    command->failed |= row->name.failed;
    return &row->counts;
}

/* "heading" of "heading", "x-heading" and "satz:heading". */
static struct view role_name(struct view type)
{
    if (view_starts_with(type, VIEW("x-")))
        return view_slice(type, 2, type.size);
    if (view_starts_with(type, VIEW("satz:")))
        return view_slice(type, 5, type.size);
    return type.size > 0 ? type : VIEW("none");
}

static void count_text(struct stats_command *command, struct view role, struct view state)
{
    struct view german = buffer_view(&command->german);
    size_t known = command->repeats.count;
    if (!repeats_add(&command->repeats, checksum(german), (struct view){0}, 0)) {
        command->failed = true;
        return;
    }
    bool repeated = command->repeats.count == known;
    struct counts *of_role = row_of(command, &command->roles, role);
    struct counts *of_state = row_of(command, &command->states, state);
    counts_add(&command->total, german, repeated);
    if (of_role)
        counts_add(of_role, german, repeated);
    if (of_state)
        counts_add(of_state, german, repeated);
}

static void count_unit(struct stats_command *command, const struct xliff_unit *unit,
                       enum xliff_version version)
{
    bool old = version == XLIFF_1_2;
    struct view type = old ? buffer_view(&command->role) : string_view(unit->type);
    for (size_t i = 0; i < unit->segment_count; i++) {
        const struct xliff_segment *segment = &unit->segments[i];
        struct view state = string_view(segment->state);
        if (segment->ignorable)
            continue;
        if (state.size == 0)
            state = segment->has_target ? VIEW("filled") : VIEW("untranslated");
        buffer_clear(&command->german);
        content_add_german(&command->german, &segment->source);
        if (content_is_fixed(unit, segment)) {
            counts_add(&command->fixed, buffer_view(&command->german), false);
            continue;
        }
        size_t words = command->total.words;
        count_text(command, role_name(type), state);
        progress_segment(command->row, version, unit, segment, command->total.words - words);
    }
    if (!old)
        progress_block(command->row);
    command->failed |= command->german.failed || command->role.failed;
}

static enum status take_event(void *context, const struct xliff_event *event,
                              struct findings *findings)
{
    struct stats_command *command = context;
    if (event->kind == XLIFF_SKELETON) {
        command->failed |= !progress_skeleton(command->row, string_view(event->text));
    } else if (event->kind == XLIFF_GROUP_START) {
        progress_block(command->row);
        buffer_clear(&command->role);
        buffer_add_view(&command->role, string_view(event->group->type));
    } else if (event->kind == XLIFF_GROUP_END) {
        progress_block(command->row);
        buffer_clear(&command->role);
    } else if (event->kind == XLIFF_UNIT) {
        count_unit(command, event->unit, event->version);
    }
    return command->failed ? finding_no_memory(findings) : STATUS_OK;
}

/* ---- the report -------------------------------------------------------------------------- */

static void add_line(struct buffer *out, struct view name, const struct counts *counts)
{
    struct buffer safe = {0};
    command_add_safe(&safe, name);
    buffer_printf(out, "%-16.*s %9zu %9zu %11zu %12zu %15zu\n", (int)safe.size,
                  safe.data ? safe.data : "", counts->segments, counts->words, counts->characters,
                  counts->repetitions, counts->repeated_words);
    out->failed |= safe.failed;
    buffer_free(&safe);
}

static void add_table(struct buffer *out, const char *title, const struct count_table *table)
{
    buffer_printf(out, "\n%s\n", title);
    for (size_t i = 0; i < table->count; i++)
        add_line(out, buffer_view(&table->rows[i].name), &table->rows[i].counts);
}

static void write_text(struct stats_command *command)
{
    struct buffer *out = &command->report;
    buffer_add_string(out, "                  segments     words  characters  repetitions  "
                           "words of these\n");
    add_line(out, VIEW("to translate"), &command->total);
    add_line(out, VIEW("not translated"), &command->fixed);
    add_table(out, "By role:", &command->roles);
    add_table(out, "By state:", &command->states);
    buffer_add_char(out, '\n');
    progress_text(&command->progress, out);
}

static struct json_object *json_counts(struct stats_command *command, const struct counts *counts)
{
    struct json_object *object = json_object_new_object();
    bool *failed = &command->failed;
    json_add(object, "segments", json_count(counts->segments), failed);
    json_add(object, "words", json_count(counts->words), failed);
    json_add(object, "characters", json_count(counts->characters), failed);
    json_add(object, "repetitions", json_count(counts->repetitions), failed);
    json_add(object, "repeated_words", json_count(counts->repeated_words), failed);
    return object;
}

static struct json_object *json_table(struct stats_command *command,
                                      const struct count_table *table)
{
    struct json_object *object = json_object_new_object();
    for (size_t i = 0; i < table->count; i++) {
        struct named_counts *row = &table->rows[i];
        buffer_add_char(&row->name, '\0');
        command->failed |= row->name.failed;
        json_add(object, row->name.failed ? "" : row->name.data, json_counts(command, &row->counts),
                 &command->failed);
    }
    return object;
}

static void write_json(struct stats_command *command)
{
    bool *failed = &command->failed;
    struct json_object *document = json_report("satz-stats", failed);
    json_add(document, "to_translate", json_counts(command, &command->total), failed);
    json_add(document, "fixed", json_counts(command, &command->fixed), failed);
    json_add(document, "by_role", json_table(command, &command->roles), failed);
    json_add(document, "by_state", json_table(command, &command->states), failed);
    json_add(document, "by_file", progress_json(&command->progress, failed), failed);
    if (!*failed)
        json_render(document, &command->report);
    json_object_put(document);
}

static enum status count_file(struct stats_command *command, const char *name,
                              struct findings *findings)
{
    struct input input;
    enum status status = input_open(&input, name, findings);
    if (status != STATUS_OK)
        return status;
    command->row = progress_add(&command->progress, name);
    status = command->row ? command_read_xliff(&input, take_event, command, findings)
                          : finding_no_memory(findings);
    input_close(&input);
    if (command->row) {
        progress_block(command->row);
        command->row->there = true;
    }
    return status;
}

static enum status write_counts(struct stats_command *command, struct findings *findings)
{
    if (command->json)
        write_json(command);
    else
        write_text(command);
    if (command->failed || command->report.failed)
        return finding_no_memory(findings);
    return output_report(buffer_view(&command->report), command->common.output,
                         command->common.force, findings);
}

static enum status count_files(struct stats_command *command, int argc, char **argv)
{
    struct findings findings = command_findings(&command->common);
    struct operands inputs = {0};
    enum status worst =
        many_inputs(&inputs, &command->many, &operand_xliff,
                    "name an XLIFF file, or - for standard input", argc, argv, &command->common);
    for (size_t i = 0; i < inputs.count; i++) {
        enum status status = count_file(command, inputs.items[i].name, &findings);
        worst = status > worst ? status : worst;
    }
    if (worst == STATUS_OK)
        worst = write_counts(command, &findings);
    operands_free(&inputs);
    return worst;
}

static void free_table(struct count_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        buffer_free(&table->rows[i].name);
    free(table->rows);
}

int command_stats(int argc, char **argv)
{
    struct stats_command command = {0};
    int result;
    enum parsed parsed = parse_options(argc, argv, long_options, take_option, &command);
    if (parsed != PARSED_TAKEN)
        result = parsed_status(parsed);
    else if (command.watch && optind == argc)
        result = usage_error(argv[0], "name the XLIFF files to be watched");
    else if (command.watch && (command.json || command.common.output))
        result = usage_error(argv[0], "--watch writes text to standard output; leave %s out",
                             command.json ? "--format json" : "-o");
    else if (command.watch)
        result = (int)stats_watch(argv + optind, (size_t)(argc - optind), &command.common);
    else
        result = (int)count_files(&command, argc, argv);
    progress_free(&command.progress);
    free_table(&command.roles);
    free_table(&command.states);
    buffer_free(&command.role);
    buffer_free(&command.german);
    buffer_free(&command.report);
    repeats_free(&command.repeats);
    return result;
}
