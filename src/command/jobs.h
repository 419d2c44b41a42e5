/* jobs.h - the same work on many inputs, by several processes.
 *
 * Processes, not threads: what works on an article then needs no locks, neither of ours nor of
 * libxml2, iconv or SQLite; an article that ends its process ends no other; and memory that was
 * given back is the system's again. A process costs half a millisecond once, not once an article.
 *
 * Inputs are handed out in batches. A worker commits the outputs of a batch together, since the
 * disk lets it wait for one as long as for hundreds. What is said of each input is kept until all
 * inputs before it are done, so that any number of workers says the same in the same order.
 */
#ifndef COMMAND_JOBS_H
#define COMMAND_JOBS_H

#include "command/command.h"

/* What the options say about many inputs. */
struct many {
    size_t jobs;            /* --jobs; 0: one a processor */
    const char *files_from; /* --files-from; NULL: none */
    bool null;              /* --null */
    bool skip_done;         /* --skip-done */
};

/* clang-format off */
#define MANY_OPTIONS                                                                               \
    {"jobs", required_argument, NULL, 'j'}, {"null", no_argument, NULL, '0'},                      \
    {"files-from", required_argument, NULL, OPTION_FILES_FROM}

#define MANY_HELP                                                                                  \
    "      --files-from FILE  reads names of inputs from a file, one a line; - is standard input\n"\
    "  -0, --null             each of these names ends in a NUL\n"                                 \
    "  -j, --jobs N           works on N inputs at once (default: one a processor)\n"
/* clang-format on */

/* Takes an option of these, or else one that every command has. */
enum parsed many_option(int option, char **argv, const char *help, struct many *many,
                        struct common_options *common);

/* One input, and what became of it. */
struct job {
    const struct operand *input;
    struct common_options common; /* the command's, with the messages of this input apart */
    struct findings findings;     /* theirs */
    enum status status;
    bool skipped;          /* it was done before */
    struct output *output; /* complete; to be committed with others. NULL: nothing to commit */
    bool written;          /* it was committed already, by itself */
    struct buffer name;    /* the output's, ends in NUL */
    struct buffer said;    /* lines that are true once the output has its name */
    struct buffer report;  /* for `take` */
    void *kept;            /* for `finish` */
};

/* A line for job->said, unless quiet. */
void job_say(struct job *job, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What a command does with its inputs. */
struct work {
    void *context;
    /* Called before any work, once the inputs are known; NULL: nothing to begin. */
    enum status (*begin)(void *context, const struct operands *inputs);
    /* Called once in each process that works, before the first input; NULL: nothing to prepare. */
    enum status (*prepare)(void *context, struct findings *findings);
    /* Works on job->input and fills in the job. */
    void (*run)(void *context, struct job *job);
    /* Called after the output has its name, or could not get it, in the same process; frees
     * job->kept. NULL: nothing is kept. */
    void (*finish)(void *context, struct job *job);
    /* Takes what was reported of an input, in order, in the process of the command. `output` is the
     * file that was written, or NULL. NULL: no reports. */
    enum status (*take)(void *context, const struct operand *input, const char *output,
                        struct view report);
    bool skips;        /* it knows --skip-done */
    bool says_enough;  /* of each input: there is no summary */
    const char *noun;  /* "articles", for the summary */
    const char *needs; /* what to say where no input is named */
};

/* Does the work on all inputs; returns the greatest status. A signal that ends the program
 * (SIGINT, SIGTERM, SIGHUP) ends it here. */
enum status jobs_run(const struct work *work, const struct operands *inputs,
                     const struct many *many, const struct common_options *common);

/* The same, and nothing is said but what is wrong: a look into the inputs before the work. */
enum status jobs_look(const struct work *work, const struct operands *inputs,
                      const struct many *many, const struct common_options *common);

/* The inputs that the command line names, operands and --files-from; `needs` says what to name.
 * With STATUS_INPUT those that are there can be worked on. */
enum status many_inputs(struct operands *inputs, const struct many *many,
                        const struct operand_kind *kind, const char *needs, int argc, char **argv,
                        const struct common_options *common);

/* jobs_run on these inputs, whose outputs must differ. */
enum status many_run(const struct work *work, const struct many *many,
                     const struct operand_kind *kind, int argc, char **argv,
                     const struct common_options *common);

#endif
