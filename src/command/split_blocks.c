/* split_blocks.c - satz split by way of the article's blocks: other encodings, wrapped lines,
 * --explain, JSON, and rules of the user's own. */
#include <stdio.h>

#include "command/split.h"

/* Characters of context that --explain shows on either side. */
enum { CONTEXT = 30 };

static void add_json(struct buffer *out, const char *name, struct view text)
{
    buffer_printf(out, "\"%s\":\"", name);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if (byte == '"' || byte == '\\')
            buffer_printf(out, "\\%c", byte);
        else if (byte < 0x20 || byte == 0x7f)
            buffer_printf(out, "\\u%04x", byte);
        else
            buffer_add_char(out, (char)byte);
    }
    buffer_add_char(out, '"');
}

static void add_sentence(const struct split_command *command, const struct article_block *block,
                         struct view sentence, struct buffer *out)
{
    if (command->json) {
        buffer_printf(out, "{\"block\":%zu,\"line\":%zu,", block->number, block->line);
        add_json(out, "text", sentence);
        buffer_add_string(out, "}\n");
    } else {
        buffer_add_view(out, sentence);
        buffer_add_char(out, '\n');
    }
}

/* The characters beside a candidate. */
static struct view context_before(struct view text, size_t end)
{
    size_t at = end;
    uint32_t codepoint;
    for (unsigned i = 0; i < CONTEXT && at > 0; i++)
        at -= utf8_decode_back(text, at, &codepoint);
    return view_slice(text, at, end);
}

static struct view context_after(struct view text, size_t next)
{
    size_t at = next;
    uint32_t codepoint;
    for (unsigned i = 0; i < CONTEXT && at < text.size; i++)
        at += utf8_decode(text, at, &codepoint);
    return view_slice(text, next, at);
}

/* "3: goes on: ordinal before the noun 'Minute': in der 87. | Minute fiel das" */
static void add_candidate(const struct split_command *command, const struct article_block *block,
                          const struct sentence_break *found, struct buffer *out)
{
    struct view word = view_slice(block->text, found->word_start, found->word_end);
    struct view before = context_before(block->text, found->end);
    struct view after = context_after(block->text, found->next);
    if (command->json) {
        buffer_printf(out, "{\"block\":%zu,\"line\":%zu,\"end\":%s,", block->number, block->line,
                      found->is_end ? "true" : "false");
        add_json(out, "rule", view_of(found->rule));
        buffer_add_char(out, ',');
        add_json(out, "word", word);
        buffer_add_char(out, ',');
        add_json(out, "before", before);
        buffer_add_char(out, ',');
        add_json(out, "after", after);
        buffer_add_string(out, "}\n");
        return;
    }
    buffer_printf(out, "%zu: %s: %s", block->line, found->is_end ? "end" : "goes on", found->rule);
    if (word.size > 0)
        buffer_printf(out, " '%.*s'", (int)word.size, word.data);
    buffer_printf(out, ": %.*s | %.*s\n", (int)before.size, before.data, (int)after.size,
                  after.data);
}

/* A candidate is told, or the sentence written that it ends. */
static void take_break(const struct split_command *command, const struct article_block *block,
                       const struct sentence_break *found, size_t *start, struct buffer *out)
{
    if (command->explain)
        add_candidate(command, block, found, out);
    else
        add_sentence(command, block, view_slice(block->text, *start, found->end), out);
    *start = found->next;
}

static void split_by_language(const struct split_command *command,
                              const struct article_block *block, size_t *start, struct buffer *out)
{
    struct sentence_walk walk;
    struct sentence_break found;
    sentence_walk_begin(&walk, block->text.data, block->text.size, &command->options);
    while (command->explain ? sentence_candidate(&walk, &found) : sentence_next(&walk, &found))
        take_break(command, block, &found, start, out);
}

static enum status split_by_srx(const struct split_command *command,
                                const struct article_block *block, size_t *start,
                                struct buffer *out, struct findings *findings)
{
    const struct srx_break *breaks;
    size_t count;
    enum status status =
        command->explain ? srx_candidates(command->rules, block->text, &breaks, &count, findings)
                         : srx_segment(command->rules, block->text, &breaks, &count, findings);
    for (size_t i = 0; i < count; i++) {
        char rule[64];
        struct sentence_break found = {
            .end = breaks[i].end, .next = breaks[i].next, .is_end = breaks[i].is_end, .rule = rule};
        snprintf(rule, sizeof rule, "rule in line %zu", breaks[i].line);
        take_break(command, block, &found, start, out);
    }
    return status;
}

static enum status split_block(const struct split_command *command,
                               const struct article_block *block, struct buffer *out,
                               struct findings *findings)
{
    enum status status = STATUS_OK;
    size_t start = 0;
    if (command->rules)
        status = split_by_srx(command, block, &start, out, findings);
    else
        split_by_language(command, block, &start, out);
    if (!command->explain)
        add_sentence(command, block, view_slice(block->text, start, block->text.size), out);
    return status == STATUS_OK && out->failed ? finding_no_memory(findings) : status;
}

static enum status split_part(struct split_command *command, const struct article_part *part,
                              struct buffer *out, struct findings *findings)
{
    for (size_t i = 0; i < part->block_count; i++) {
        buffer_clear(out);
        enum status status = split_block(command, &part->blocks[i], out, findings);
        if (status == STATUS_OK)
            status = split_write(command, buffer_view(out), findings);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status split_blocks(struct split_command *command, struct input *input,
                         struct findings *findings)
{
    enum status status;
    struct buffer out = {0};
    struct article_reader *reader = article_open(input, &command->article, &status, findings);
    if (!reader)
        return status;
    const struct article_part *part;
    do {
        status = article_next_part(reader, &part, findings);
        if (status == STATUS_OK && part)
            status = split_part(command, part, &out, findings);
    } while (status == STATUS_OK && part);
    article_close(reader);
    buffer_free(&out);
    return status;
}
