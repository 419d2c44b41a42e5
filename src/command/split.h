/* split.h - what the files of satz split share. */
#ifndef COMMAND_SPLIT_H
#define COMMAND_SPLIT_H

#include "article/article.h"
#include "command/command.h"
#include "sentence/sentence.h"
#include "srx/srx.h"

struct split_command {
    struct common_options common;
    struct article_options article;
    struct sentence_options options;
    const char *abbreviations; /* a file; NULL: the user's own, if there is one */
    const char *srx;           /* a file of segmentation rules, or NULL */
    struct srx_rules *rules;   /* of it */
    bool explain, json;
    struct output *output; /* NULL: standard output */
};

enum status split_write(struct split_command *command, struct view data, struct findings *findings);

/* Splits a text that is wrapped, in another encoding, to be explained, to become JSON, or to be
 * split by rules of the user's own: read as an article, block by block. */
enum status split_blocks(struct split_command *command, struct input *input,
                         struct findings *findings);

#endif
