/* abbreviations.c - the user's own abbreviations, for split and export. */
#include <stdlib.h>
#include <unistd.h>

#include "command/command.h"
#include "sentence/sentence.h"

/* More is no list of abbreviations. */
#define LIST_LIMIT ((size_t)1 << 20)

static enum status read_list(const char *name, struct buffer *list, struct findings *findings)
{
    struct input input;
    enum status status = input_open(&input, name, findings);
    size_t got = 0;
    if (status != STATUS_OK)
        return status;
    if (!buffer_reserve(list, LIST_LIMIT + 1))
        status = finding_no_memory(findings);
    else
        status = input_read(&input, list->data, LIST_LIMIT + 1, &got, findings);
    list->size = got;
    input_close(&input);
    if (status == STATUS_OK && (got > LIST_LIMIT || utf8_valid_prefix(buffer_view(list)) < got))
        return finding_error(findings, STATUS_INPUT, (struct place){.file = name},
                             "is no list of abbreviations in UTF-8, one a line");
    return status;
}

/* ~/.config/satz/abbreviations.de, or where XDG_CONFIG_HOME says. */
static bool usual_name(struct buffer *name)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (config && config[0] == '/')
        buffer_printf(name, "%s/satz/abbreviations.de%c", config, '\0');
    else if (home)
        buffer_printf(name, "%s/.config/satz/abbreviations.de%c", home, '\0');
    else
        buffer_add_char(name, '\0');
    return !name->failed;
}

static enum status parse_list(const char *name, struct sentence_abbreviations **abbreviations,
                              struct findings *findings)
{
    struct buffer list = {0};
    size_t line;
    enum status status = read_list(name, &list, findings);
    if (status == STATUS_OK) {
        *abbreviations = sentence_abbreviations_read(list.data, list.size, &line);
        if (!*abbreviations && line == 0)
            status = finding_no_memory(findings);
        else if (!*abbreviations)
            status = finding_error(findings, STATUS_INPUT, (struct place){name, line, 0},
                                   "is no abbreviation; write \"z. B.\", or \"Abk. = may-end\" "
                                   "with its behaviour");
    }
    buffer_free(&list);
    return status;
}

enum status command_abbreviations(const char *name, struct sentence_abbreviations **abbreviations,
                                  struct findings *findings)
{
    struct buffer usual = {0};
    enum status status = STATUS_OK;
    *abbreviations = NULL;
    if (name)
        return parse_list(name, abbreviations, findings);
    if (!usual_name(&usual))
        status = finding_no_memory(findings);
    else if (access(usual.data, R_OK) == 0)
        status = parse_list(usual.data, abbreviations, findings);
    buffer_free(&usual);
    return status;
}
