/* share_names.h - export --parts: how an article is cut, and how its files are named. */
#ifndef COMMAND_SHARE_NAMES_H
#define COMMAND_SHARE_NAMES_H

#include "command/command.h"
#include "exchange/exchange.h"

/* What output_name makes a name of. */
struct output_names {
    struct common_options common;
    struct operand like; /* an input of that name */
};

/* a-1, a-2, ...; all zero but for the suffix. */
struct share_names {
    struct view suffix; /* .xlf */
    struct output_names names;
    struct buffer like, output;
};

/* The value of --parts; false after saying what is wrong. */
bool share_read_count(const char *text, size_t *count);
/* Whether -o and an input do not fit --parts; says so. */
bool share_names_wrong(const struct operands *inputs, const struct common_options *common);
/* The names for share `number`, from 1; false when memory runs out. */
bool share_name(struct share_names *names, const struct operand *input,
                const struct common_options *common, size_t number);
void share_names_free(struct share_names *names);

/* Cuts the article. Says where no headline stands near. */
enum status shares_divide(struct input *input, const struct article_options *options, size_t count,
                          struct article_shares *shares, struct findings *findings);
/* Whether all the files, a-1.xlf and so on, may be written, before the first one is. */
enum status shares_claim(const struct operand *input, const struct common_options *common,
                         size_t count, struct findings *findings);

#endif
