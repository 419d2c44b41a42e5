#include "exchange/source.h"

#include "check/content.h"
#include "exchange/share.h"

static enum status open_article(struct source *source, bool wrapped, struct findings *findings)
{
    struct article_options options = {.lines =
                                          wrapped ? ARTICLE_LINES_WRAPPED : ARTICLE_LINES_AUTO};
    enum status status = input_open(&source->input, source->name, findings);
    if (status == STATUS_OK)
        source->reader = article_open(&source->input, &options, &status, findings);
    return status;
}

static size_t end_of(const struct article_part *part)
{
    return part->block_count > 0 ? part->blocks[0].number + part->block_count : 0;
}

/* The blocks of a share that are in one part of the article. */
static enum status next_slice(struct source *source, const struct skeleton_head *head,
                              struct findings *findings)
{
    while (!source->read || end_of(source->read) <= head->first) {
        enum status status = article_next_part(source->reader, &source->read, findings);
        if (status != STATUS_OK || !source->read)
            return status;
    }
    if (source->read->blocks[0].number > head->first)
        return STATUS_OK; /* the head is of another article, or out of order */
    size_t first = head->first - source->read->blocks[0].number;
    size_t left = source->read->block_count - first, wanted = head->end - head->first;
    source->slice = share_slice(source->read, first, wanted < left ? wanted : left);
    source->part = &source->slice;
    return STATUS_OK;
}

enum status source_next_part(struct source *source, const struct skeleton_head *head,
                             struct findings *findings)
{
    enum status status = STATUS_OK;
    if (!source->reader)
        status = open_article(source, head && head->wrapped, findings);
    source->part = NULL;
    if (status == STATUS_OK && head && head->shares > 0)
        return next_slice(source, head, findings);
    if (status == STATUS_OK)
        status = article_next_part(source->reader, &source->read, findings);
    source->part = source->read;
    return status;
}

enum status source_check(const struct source *source, const struct skeleton_head *head,
                         struct findings *findings)
{
    if (source->part && checksum(source->part->text) == head->article)
        return STATUS_OK;
    return finding_error(findings, STATUS_FINDINGS, (struct place){.file = source->name},
                         "is not the article that was exported: part %zu differs; name the right "
                         "one with --source",
                         head->part);
}

const struct article_block *source_block(const struct source *source, size_t number)
{
    const struct article_part *part = source->part;
    if (!part || part->block_count == 0 || number < part->blocks[0].number ||
        number - part->blocks[0].number >= part->block_count)
        return NULL;
    return &part->blocks[number - part->blocks[0].number];
}

void source_text(struct buffer *out, const struct article_block *block, size_t start, size_t end)
{
    for (size_t i = 0; i < block->inline_count; i++) {
        const struct article_inline *piece = &block->inlines[i];
        if (piece->at < start || piece->at >= end)
            continue;
        buffer_add_view(out, view_slice(block->text, start, piece->at));
        buffer_add_view(out, piece->source);
        start = piece->at + piece->size;
    }
    buffer_add_view(out, view_slice(block->text, start, end));
}

static void write_breaks(struct buffer *lines, const struct article_block *block, size_t start,
                         size_t end)
{
    for (size_t i = 0; i < block->inline_count; i++)
        if (block->inlines[i].at >= start && block->inlines[i].at < end)
            skeleton_break(lines, block->inlines[i].at - start, block->inlines[i].source);
}

static void write_piece(struct buffer *lines, const struct article_block *block, size_t number,
                        size_t start, size_t end)
{
    skeleton_segment(lines, number, skeleton_sum(view_slice(block->text, start, end)), end - start);
    write_breaks(lines, block, start, end);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Whether `german` stands at `at` of the text but for blanks, which a tool may have changed. *end
 * is the offset after it. */
static bool stands_at(struct view text, size_t at, struct view german, size_t *end)
{
    for (size_t i = 0; i < german.size; i++) {
        if (is_blank(german.data[i]))
            continue;
        while (at < text.size && is_blank(text.data[at]))
            at++;
        if (at == text.size || text.data[at] != german.data[i])
            return false;
        at++;
    }
    *end = at;
    return true;
}

/* Finds a segment's German at *start or after it. */
static bool find_german(struct view text, struct view german, size_t *start, size_t *end)
{
    size_t next = *start;
    while (next < text.size && is_blank(text.data[next]))
        next++;
    if (stands_at(text, next, german, end)) {
        *start = next;
        return true;
    }
    *start = view_find(text, german, *start);
    *end = *start == SIZE_MAX ? 0 : *start + german.size;
    return *start != SIZE_MAX;
}

/* How many of the stored segments are pieces of the first one: a tool divided its unit. */
static size_t count_pieces(const struct stored_segment *segments, size_t count)
{
    size_t pieces = 1;
    while (pieces < count && segments[pieces].number == segments[0].number &&
           segments[pieces].unit == segments[0].unit)
        pieces++;
    return pieces;
}

/* One segment of the block that was found at *at or after it. What stands between it and the one
 * before is a joint, whatever it is: nothing of the article is lost. */
static bool write_found(struct buffer *lines, const struct article_block *block,
                        const struct stored_segment *pieces, size_t count, size_t *at)
{
    struct buffer german = {0}, joint = {0};
    bool first = *at == 0;
    for (size_t i = 0; i < count; i++)
        content_add_german(&german, &pieces[i].source);
    size_t start = *at, end = 0;
    bool found = german.size > 0 && find_german(block->text, buffer_view(&german), &start, &end) &&
                 (!first || start == 0);
    if (found) {
        source_text(&joint, block, *at, start);
        if (!first)
            skeleton_joint(lines, buffer_view(&joint));
        *at = end;
        write_piece(lines, block, pieces[0].number, start, *at);
    }
    lines->failed |= german.failed || joint.failed;
    buffer_free(&german);
    buffer_free(&joint);
    return found;
}

/* A block whose segments do not make it up is one segment, s1, which then is said to be changed. */
static void write_block(struct buffer *lines, const struct article_block *block,
                        const struct stored_segment *segments, size_t count, struct view lead)
{
    size_t at = 0, written = 0;
    bool found = true;
    skeleton_block(lines, block, skeleton_sum(block->text), lead);
    size_t head = lines->size;
    for (size_t i = 0, pieces; i < count && found; i += pieces) {
        pieces = count_pieces(segments + i, count - i);
        if (segments[i].number == written) /* none, or one that stands twice */
            continue;
        found = write_found(lines, block, segments + i, pieces, &at);
        written = segments[i].number;
    }
    if (!found || at < block->text.size) {
        lines->size = head;
        write_piece(lines, block, 1, 0, block->text.size);
    }
    skeleton_block_end(lines);
}

void source_skeleton(const struct source *source, struct store *store, struct buffer *out)
{
    struct buffer lead = {0};
    const struct article_part *part = source->part;
    struct skeleton_head head = {.encoding = *article_encoding(source->reader),
                                 .line_end = article_line_end(source->reader),
                                 .part = part->number,
                                 .last = part->last,
                                 .article = checksum(part->text)};
    size_t start = skeleton_begin(out, &head);
    for (size_t i = 0; i < part->block_count; i++) {
        const struct article_block *block = &part->blocks[i];
        size_t count;
        const struct stored_segment *segments = store_unpack(store, block->number, &count);
        buffer_add_view(&lead, block->lead);
        if (count == 0 && block->role == ARTICLE_FURNITURE) {
            source_text(&lead, block, 0, block->text.size); /* exported with --skip furniture */
            continue;
        }
        write_block(out, block, segments, count, buffer_view(&lead));
        out->failed |= lead.failed;
        buffer_clear(&lead);
    }
    buffer_add_view(&lead, part->tail);
    skeleton_tail(out, buffer_view(&lead));
    skeleton_finish(out, start);
    out->failed |= lead.failed || store->failed;
    buffer_free(&lead);
}

void source_close(struct source *source)
{
    article_close(source->reader);
    if (source->reader)
        input_close(&source->input);
    source->reader = NULL;
}
