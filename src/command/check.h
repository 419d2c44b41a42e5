/* check.h - what the files of satz check share, and satz review asks. */
#ifndef COMMAND_CHECK_H
#define COMMAND_CHECK_H

#include "check/check.h"
#include "command/command.h"

/* "ID@UNIT": a finding that somebody looked at and accepts. */
struct waiver {
    struct view id, unit;
};

/* Which findings count, and what was found. */
struct check_report {
    const struct common_options *common;
    bool json, strict;
    struct waiver *waivers;
    size_t waiver_count, waiver_capacity;
    struct buffer waiver_text; /* of --accept-file */
    struct view *ignored;
    size_t ignored_count, ignored_capacity;
    struct buffer text;        /* what is written in the end */
    struct buffer told;        /* of the file at hand: with -o, in text */
    struct json_object *files; /* JSON */
    struct json_object *findings;
    size_t counts[SEVERITY_ERROR + 1], accepted; /* of the file at hand */
    bool failed;                                 /* memory ran out */
};

/* Checks an input. What is wrong goes to `findings`. */
enum status check_input(struct input *input, const struct term_lists *lists,
                        struct findings *findings);
/* Whether a rule of XLIFF is about codes that a target lacks or has too often: of what satz
 * exported it is left out. */
bool check_is_of_codes(struct view rule);
/* Whether a check of that name exists. */
bool check_is_known(struct view id);
/* Adds "ID,ID"; the name that no check has is *unknown then. */
bool report_ignore(struct check_report *report, const char *list, struct view *unknown);
/* Adds "ID@UNIT"; false if it is none, or names no check. */
bool report_accept(struct check_report *report, struct view waiver);
/* Takes the value of --accept or --ignore. */
enum parsed report_take_waiver(struct check_report *report, const char *command, bool ignore);
/* Adds those of a file, one a line. */
enum status report_accept_file(struct check_report *report, const char *name,
                               struct findings *findings);
/* Whether a finding is ignored or accepted. */
bool report_waives(const struct check_report *report, const struct finding *finding);
bool report_begin(struct check_report *report);
/* Where the findings of a file go. */
struct findings report_findings(struct check_report *report);
void report_begin_file(struct check_report *report);
/* The status that the findings of the file make, and a line on what was found. What goes into the
 * report is added to `out`. */
enum status report_end_file(struct check_report *report, const char *file, enum status status,
                            struct buffer *out);
/* Takes that into the report. False: memory ran out. */
bool report_take(struct check_report *report, struct view told);
/* Writes what was gathered. */
enum status report_end(struct check_report *report, struct findings *findings);
void report_free(struct check_report *report);

#endif
