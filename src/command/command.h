/* command.h - the commands of the program, and what they share. Only this room prints. */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include <getopt.h>
#include <time.h>

#include "base/base.h"
#include "command/operands.h"
#include "token/terms.h"
#include "xliff/xliff.h"

/* A command gets its own argv (argv[0] is its name) and returns the exit status. */
struct command {
    const char *name;
    const char *purpose; /* one line for --help */
    int (*run)(int argc, char **argv);
    bool reads_xml; /* whatever its options say */
};

int command_adopt(int argc, char **argv);
int command_check(int argc, char **argv);
int command_convert(int argc, char **argv);
int command_export(int argc, char **argv);
int command_memory(int argc, char **argv);
int command_merge(int argc, char **argv);
int command_review(int argc, char **argv);
int command_split(int argc, char **argv);
int command_stats(int argc, char **argv);
int command_update(int argc, char **argv);

/* ---- options that every command has ------------------------------------------------------ */

struct common_options {
    bool force, quiet;
    const char *output;      /* -o; NULL: beside the input */
    struct buffer *messages; /* where they are gathered; NULL: they are printed */
};

enum {
    OPTION_FORCE = 1000,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_MEMORY, /* of several commands */
    OPTION_FUZZY,
    OPTION_FILES_FROM,
    OPTION_SKIP_DONE,
    OPTION_OWN, /* a command's own begin here */
};

/* clang-format off */
#define COMMON_OPTIONS                                                                             \
    {"force", no_argument, NULL, OPTION_FORCE}, {"output", required_argument, NULL, 'o'},          \
    {"quiet", no_argument, NULL, 'q'}, {"help", no_argument, NULL, OPTION_HELP},                   \
    {"version", no_argument, NULL, OPTION_VERSION}
/* clang-format on */

/* What parsing says about how to go on. */
enum parsed { PARSED_TAKEN, PARSED_STOP, PARSED_WRONG };

/* Takes an option that every command has. PARSED_STOP: help or the version was printed. */
enum parsed common_option(int option, char **argv, const char *help, struct common_options *common);

/* Goes through the options and hands each to `take` with `command`, its context. PARSED_TAKEN:
 * argv[optind] is the first operand. */
enum parsed parse_options(int argc, char **argv, const struct option *options,
                          enum parsed (*take)(int option, char **argv, void *command),
                          void *command);
/* The exit status of a command whose options say not to go on. */
int parsed_status(enum parsed parsed);

/* Values of options that several commands have, for option_choice. */
extern const char *const option_versions[];
extern const char *const option_shapes[];
extern const char *const option_quotes[];
extern const char *const option_lines[];
extern const char *const option_headlines[];
extern const char *const option_skips[];

/* The index of `value` in `names` (NULL at the end), or -1 after saying which there are. */
int option_choice(const char *command, const char *option, const char *value,
                  const char *const *names);
/* Writes a language tag as BCP 47 recommends: en-US, zh-Hant, whatever its case was. */
void option_tag_case(char *tag);
/* Takes the value of --to: an English tag, or a German one; its case is mended. */
enum parsed option_target_language(const char *command, char *tag);
/* Says what is wrong with the command line; returns STATUS_USAGE. */
int usage_error(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct sentence_abbreviations;
/* Reads the user's own abbreviations from the file `name`, or from the usual place if it is NULL,
 * where none need be. */
enum status command_abbreviations(const char *name, struct sentence_abbreviations **abbreviations,
                                  struct findings *findings);

/* ---- messages ---------------------------------------------------------------------------- */

/* Findings go to standard error, as "satz: FILE:LINE:COLUMN: error: ...". Quiet: errors only. */
struct findings command_findings(const struct common_options *common);
/* Adds the line that a finding is shown as. */
void command_add_finding(struct buffer *out, const struct finding *finding);
/* A line on what was done, unless quiet. Control characters are escaped. */
void command_say(const struct common_options *common, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Prints lines that were gathered. */
void command_print(struct view lines);
/* Adds text with its control characters escaped. */
void command_add_safe(struct buffer *out, struct view text);

/* ---- inputs ------------------------------------------------------------------------------ */

/* Reads an XLIFF file and gives each of its events to `take`, until one gives more than
 * STATUS_FINDINGS. Returns the greatest status. */
enum status command_read_xliff(struct input *input,
                               enum status (*take)(void *context, const struct xliff_event *event,
                                                   struct findings *findings),
                               void *context, struct findings *findings);
/* The same, and findings of XLIFF's own rules are among the events. */
enum status command_check_xliff(struct input *input,
                                enum status (*take)(void *context, const struct xliff_event *event,
                                                    struct findings *findings),
                                void *context, struct findings *findings);
/* Opens an input that can be read from the front again, by command_rewind: what comes by a pipe is
 * copied to a temporary file. */
enum status command_open_twice(struct input *input, const char *name, struct findings *findings);
enum status command_rewind(struct input *input, struct findings *findings);
/* The lists that --terms and --never name; NULL: none. */
struct term_lists {
    const char *terms_name, *never_name;
    struct terms *terms, *never;
};
enum status command_term_lists(struct term_lists *lists, struct findings *findings);
void command_term_lists_free(struct term_lists *lists);
/* Reads a small file whole. */
enum status command_read_file(const char *name, struct buffer *content, struct findings *findings);

/* ---- outputs ----------------------------------------------------------------------------- */

/* The name of an output: that of -o, or in the folder of -o, or beside `input`; the last suffix of
 * the input's name is replaced by `suffix`. "-" stays "-". Ends in NUL. */
bool output_name(struct buffer *name, const char *input, const struct common_options *common,
                 struct view suffix);
/* The same for an input of several; its place in a folder that was named is kept below -o. */
bool output_name_below(struct buffer *name, const struct operand *input,
                       const struct common_options *common, struct view suffix);
/* Makes the folders of the output `name`: the one that -o names with "/" at its end, and those that
 * its input stood in, below one that was named. */
enum status output_make_folders(const char *name, const struct operand *input,
                                const struct common_options *common, struct findings *findings);
/* output_name, and the folder that -o names with "/" at its end. */
enum status output_place(struct buffer *name, const char *input,
                         const struct common_options *common, struct view suffix,
                         struct findings *findings);
/* Whether -o names a folder: it is one, or ends in "/". */
bool output_is_folder(const char *path);
/* The last component of a path, without folders. */
struct view base_name(const char *path);
/* STATUS_USAGE, after saying so, if several inputs would be written to one output. */
enum status outputs_differ(const char *command, const struct operands *inputs,
                           const struct common_options *common);

/* ---- progress ---------------------------------------------------------------------------- */

/* Progress of one run on a terminal: shown when the run takes more than a second. */
struct progress {
    const char *name; /* what is being written; NULL: show nothing */
    struct timespec begun, shown;
    bool visible;
};

/* Begins to count, unless quiet or standard error is no terminal. */
struct progress progress_begin(const char *name, const struct common_options *common);
/* `done` bytes are written. */
void progress_step(struct progress *progress, size_t done);
/* `done` of `count` inputs are done. */
void progress_count(struct progress *progress, size_t done, size_t count);
/* Takes the line off the terminal. */
void progress_end(struct progress *progress);

/* Writes a report that was gathered, to the file `name` or standard output (NULL). */
enum status output_report(struct view text, const char *name, bool force,
                          struct findings *findings);

/* An output with progress, as a sink's context. */
struct command_output {
    struct output *output;
    struct progress progress;
    size_t written;
};
enum status command_output_write(void *context, struct view data, struct findings *findings);

#endif
