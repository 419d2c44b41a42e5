/* split.h - what the files of satz split share. */
#ifndef COMMAND_SPLIT_H
#define COMMAND_SPLIT_H

#include "article/article.h"
#include "command/command.h"
#include "sentence/sentence.h"

struct split_command {
    struct common_options common;
    struct article_options article;
    struct sentence_options options;
    const char *abbreviations; /* a file; NULL: the user's own, if there is one */
    bool explain, json;
    struct output *output; /* NULL: standard output */
};

enum status split_write(struct split_command *command, struct view data, struct findings *findings);

/* Splits a text that is wrapped, in another encoding, to be explained, or to become JSON: read as
 * an article, block by block. */
enum status split_blocks(struct split_command *command, struct input *input,
                         struct findings *findings);

/* Reads the user's abbreviations from the file `name`, or from the usual place if it is NULL, where
 * none need be. */
enum status split_abbreviations(const char *name, struct sentence_abbreviations **abbreviations,
                                struct findings *findings);

#endif
