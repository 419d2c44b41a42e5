#include "command/share_names.h"

#include <string.h>

#define MOST_SHARES 999

bool share_read_count(const char *text, size_t *count)
{
    if (view_to_size(view_of(text), count) && *count > 0 && *count <= MOST_SHARES)
        return true;
    usage_error("export", "--parts: '%s' is not a number from 1 to %d", text, MOST_SHARES);
    return false;
}

bool share_names_wrong(const struct operands *inputs, const struct common_options *common)
{
    const char *output = common->output;
    bool standard = false;
    for (size_t i = 0; i < inputs->count; i++)
        standard |= strcmp(inputs->items[i].name, "-") == 0;
    if (output && strcmp(output, "-") == 0)
        usage_error("export", "--parts: several files do not fit on standard output; name what "
                              "their names begin with, with -o");
    else if (standard && !output)
        usage_error("export", "--parts: standard input has no name; say with -o what the names of "
                              "the files begin with");
    else
        return false;
    return true;
}

/* "a-2.txt" of "a.txt": the number goes before the last suffix. */
static void add_numbered(struct buffer *name, const char *like, size_t number)
{
    const char *dot = strrchr(like, '.'), *slash = strrchr(like, '/');
    const char *begin = slash ? slash + 1 : like;
    size_t stem = dot && dot > begin ? (size_t)(dot - like) : strlen(like);
    buffer_clear(name);
    buffer_add(name, like, stem);
    buffer_add_char(name, '-');
    buffer_add_number(name, number);
    buffer_add_string(name, like + stem);
    buffer_add_char(name, '\0');
}

/* The stem of -o may itself have a full stop: only `suffix` is one there. */
static void add_output(struct buffer *name, const char *stem, size_t number, struct view suffix)
{
    struct view text = view_of(stem);
    if (view_ends_with(text, suffix))
        text = view_slice(text, 0, text.size - suffix.size);
    buffer_clear(name);
    buffer_add_view(name, text);
    buffer_add_char(name, '-');
    buffer_add_number(name, number);
    buffer_add_view(name, suffix);
    buffer_add_char(name, '\0');
}

bool share_name(struct share_names *names, const struct operand *input,
                const struct common_options *common, size_t number)
{
    bool standard = strcmp(input->name, "-") == 0;
    size_t below = standard ? 0 : (size_t)(input->below - input->name);
    add_numbered(&names->like, standard ? "stdin" : input->name, number);
    names->names.common = *common;
    if (!names->like.failed)
        names->names.like =
            (struct operand){names->like.data, names->like.data + below, input->in_folder};
    if (common->output && !output_is_folder(common->output)) {
        add_output(&names->output, common->output, number, names->suffix);
        names->names.common.output = names->output.data;
    }
    return !names->like.failed && !names->output.failed;
}

void share_names_free(struct share_names *names)
{
    buffer_free(&names->like);
    buffer_free(&names->output);
}

enum status shares_divide(struct input *input, const struct article_options *options, size_t count,
                          struct article_shares *shares, struct findings *findings)
{
    enum status status;
    struct article_reader *article = article_open(input, options, &status, findings);
    if (article)
        status = exchange_divide(article, input->name, count, shares, findings);
    article_close(article);
    if (status == STATUS_OK && shares->off > 0)
        finding_remark(findings, (struct place){.file = input->name},
                       "%zu of %zu parts begin%s inside a section, since no headline stands near",
                       shares->off, count, shares->off == 1 ? "s" : "");
    return status;
}

enum status shares_claim(const struct operand *input, const struct common_options *common,
                         size_t count, struct findings *findings)
{
    struct share_names names = {.suffix = VIEW(".xlf")};
    struct buffer name = {0};
    enum status status = STATUS_OK;
    for (size_t i = 1; i <= count && status == STATUS_OK; i++) {
        if (!share_name(&names, input, common, i) ||
            !output_name_below(&name, &names.names.like, &names.names.common, VIEW(".xlf")))
            status = finding_no_memory(findings);
        else if ((status = output_make_folders(name.data, input, common, findings)) == STATUS_OK)
            output_abandon(output_open(name.data, common->force, &status, findings));
    }
    share_names_free(&names);
    buffer_free(&name);
    return status;
}
