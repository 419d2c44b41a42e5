#include <stdlib.h>

#include "article/internal-decode.h"
#include "article/internal-plain.h"

#define PART_SIZE   ((size_t)1 << 20) /* of the article's bytes */
#define PART_BLOCKS ((size_t)1 << 15) /* a block takes a hundred bytes of memory, however short */
#define HEAD_SIZE   ((size_t)1 << 16) /* of text, to see whether it is wrapped */
#define FILL_SIZE   ((size_t)1 << 16)

/* A block while the text still grows: offsets in the decoder's text. */
struct span {
    size_t start, end;
    size_t line, lines; /* where it begins, how many it has */
    size_t width;
};

struct article_reader {
    struct decoder decoder;
    bool wrapped;
    size_t width; /* found by looking at the text; 0: told, or not wrapped */
    struct line_walk walk;
    size_t line; /* number of the line that is next */
    bool has_line_end;
    enum article_line_end line_end;

    struct span *spans;
    size_t span_count, span_capacity;
    struct article_block *blocks;
    size_t block_capacity;
    struct article_inline *inlines;
    size_t inline_count, inline_capacity;
    struct buffer joined; /* text of wrapped blocks */
    size_t block_number;
    struct article_part part;
};

/* ---- Lines and spans -------------------------------------------------------------------- */

static void note_line_end(struct article_reader *reader, const struct line *line)
{
    if (reader->has_line_end || line->end == line->next)
        return;
    reader->has_line_end = true;
    if (line->next - line->end == 2)
        reader->line_end = ARTICLE_CRLF;
    else if (decoder_text(&reader->decoder).data[line->end] == '\r')
        reader->line_end = ARTICLE_CR;
}

static enum status read_line(struct article_reader *reader, struct line *line, bool *found,
                             struct findings *findings)
{
    struct decoder *decoder = &reader->decoder;
    while (!(*found = next_line(&reader->walk, decoder_text(decoder), decoder->end, line))) {
        if (decoder->end)
            return STATUS_OK;
        enum status status = decoder_fill(decoder, FILL_SIZE, findings);
        if (status != STATUS_OK)
            return status;
    }
    note_line_end(reader, line);
    return STATUS_OK;
}

static bool stands_alone(struct view text, const struct line *line)
{
    enum article_role role = role_of(view_slice(text, line->first, line->last), false);
    return role == ARTICLE_DATE_LINE || role == ARTICLE_FURNITURE;
}

/* True if a line goes on with the paragraph above. A line far too short for the width of its text
 * ends a paragraph, blank line or not; so does a short one about a date or furniture. */
static bool continues(const struct article_reader *reader, const struct line *above,
                      const struct line *line)
{
    struct view text = decoder_text(&reader->decoder);
    bool cut = above->end == above->next; /* it was too long */
    if (!reader->wrapped || above->first == above->last || cut)
        return false;
    if (reader->width == 0 || !next_word_fits(text, above, line, reader->width))
        return true;
    return !next_word_fits(text, above, line, reader->width * 3 / 4) &&
           !stands_alone(text, above) && !stands_alone(text, line);
}

/* Adds a line that is not blank to the span it belongs to. */
static enum status add_line(struct article_reader *reader, const struct line *line, bool continued,
                            struct findings *findings)
{
    if (!continued) {
        void *grown = array_grow(reader->spans, reader->span_count, &reader->span_capacity,
                                 sizeof *reader->spans);
        if (!grown)
            return finding_no_memory(findings);
        reader->spans = grown;
        reader->spans[reader->span_count++] =
            (struct span){.start = line->first, .line = reader->line};
    }
    struct span *span = &reader->spans[reader->span_count - 1];
    span->end = line->last;
    span->lines++;
    if (reader->wrapped) {
        struct view text = decoder_text(&reader->decoder);
        size_t width = utf8_count(view_slice(text, line->start, line->last));
        span->width = width > span->width ? width : span->width;
    }
    return STATUS_OK;
}

/* Whether the part ends where a block begins now. */
static bool is_full(const struct article_reader *reader, size_t mark)
{
    return reader->span_count > 0 &&
           (reader->span_count == PART_BLOCKS || reader->spans[reader->span_count - 1].end >= mark);
}

/* Collects the spans of a part: it is closed where a block begins and the one above ends at or
 * after `mark`, or there are enough of them. */
static enum status read_spans(struct article_reader *reader, size_t mark, struct findings *findings)
{
    struct line above = {0}, line;
    bool found;
    reader->span_count = 0;
    reader->part.last = false;
    for (;; above = line, reader->line += line.next > line.end) {
        enum status status = read_line(reader, &line, &found, findings);
        if (status != STATUS_OK)
            return status;
        reader->part.last = !found;
        if (!found)
            return STATUS_OK;
        if (line.first == line.last)
            continue;
        bool continued = reader->span_count > 0 && continues(reader, &above, &line);
        if (!continued && is_full(reader, mark)) {
            line_walk_back(&reader->walk, &line);
            return STATUS_OK;
        }
        status = add_line(reader, &line, continued, findings);
        if (status != STATUS_OK)
            return status;
    }
}

/* Reads a part's worth of bytes; `mark` is where in the text it ends. */
static enum status read_part_bytes(struct article_reader *reader, size_t *mark,
                                   struct findings *findings)
{
    struct decoder *decoder = &reader->decoder;
    size_t bom = reader->part.number == 0 ? decoder->offset : 0;
    size_t size = PART_SIZE - bom;
    bool more_than_a_part = decoder->decoded >= size;
    while (decoder->decoded < size && !decoder->end) {
        size_t left = size - decoder->decoded;
        enum status status = decoder_fill(decoder, left < FILL_SIZE ? left : FILL_SIZE, findings);
        if (status != STATUS_OK)
            return status;
    }
    *mark = decoder_text(decoder).size;
    if (decoder->utf8)
        *mark = size;
    else if (more_than_a_part)
        *mark = 0; /* a single long line */
    return STATUS_OK;
}

/* ---- Blocks ----------------------------------------------------------------------------- */

/* Adds text[start..end) to the block with each soft break as one space. */
static bool join_lines(struct article_reader *reader, struct view text, struct article_block *block)
{
    size_t start = reader->joined.size;
    struct line_walk walk = {0};
    struct line line, next;
    if (!next_line(&walk, text, true, &next))
        return false;
    for (;;) {
        line = next;
        buffer_add(&reader->joined, text.data + line.first, line.last - line.first);
        if (!next_line(&walk, text, true, &next))
            break;
        void *grown = array_grow(reader->inlines, reader->inline_count, &reader->inline_capacity,
                                 sizeof *reader->inlines);
        if (!grown)
            return false;
        reader->inlines = grown;
        reader->inlines[reader->inline_count++] = (struct article_inline){
            reader->joined.size - start, 1, view_slice(text, line.last, next.first)};
        block->inline_count++;
        buffer_add_char(&reader->joined, ' ');
    }
    block->text = view_slice(buffer_view(&reader->joined), start, reader->joined.size);
    return !reader->joined.failed;
}

static bool make_block(struct article_reader *reader, const struct span *span, size_t lead,
                       struct article_block *block)
{
    struct view text = decoder_text(&reader->decoder);
    *block = (struct article_block){
        .number = ++reader->block_number,
        .line = span->line,
        .lead = view_slice(text, lead, span->start),
        .text = view_slice(text, span->start, span->end),
        .wrapped = span->lines > 1,
        .width = span->lines > 1 ? span->width : 0,
    };
    if (block->wrapped && !join_lines(reader, block->text, block))
        return false;
    block->role = role_of(block->text, span->lines <= 2);
    return true;
}

static bool make_blocks(struct article_reader *reader)
{
    if (reader->block_capacity < reader->span_count) {
        free(reader->blocks);
        reader->block_capacity = 0;
        reader->blocks = calloc(reader->span_capacity, sizeof *reader->blocks);
        if (!reader->blocks)
            return false;
        reader->block_capacity = reader->span_capacity;
    }
    buffer_clear(&reader->joined);
    reader->inline_count = 0;
    /* All at once: the blocks' texts must not move. */
    if (reader->wrapped && !buffer_reserve(&reader->joined, decoder_text(&reader->decoder).size))
        return false;
    for (size_t i = 0, lead = 0; i < reader->span_count; lead = reader->spans[i++].end)
        if (!make_block(reader, &reader->spans[i], lead, &reader->blocks[i]))
            return false;
    for (size_t i = 0, first = 0; i < reader->span_count && reader->inline_count > 0; i++) {
        reader->blocks[i].inlines = reader->inlines + first;
        first += reader->blocks[i].inline_count;
    }
    return true;
}

/* ---- The door --------------------------------------------------------------------------- */

static enum status find_out_wrapping(struct article_reader *reader, enum article_lines lines,
                                     struct findings *findings)
{
    struct decoder *decoder = &reader->decoder;
    reader->wrapped = lines == ARTICLE_LINES_WRAPPED;
    if (lines != ARTICLE_LINES_AUTO)
        return STATUS_OK;
    while (decoder_text(decoder).size < HEAD_SIZE && !decoder->end) {
        enum status status = decoder_fill(decoder, FILL_SIZE, findings);
        if (status != STATUS_OK)
            return status;
    }
    struct view text = decoder_text(decoder);
    bool whole = decoder->end && text.size <= HEAD_SIZE;
    reader->width =
        wrapped_width(view_slice(text, 0, text.size < HEAD_SIZE ? text.size : HEAD_SIZE), whole);
    reader->wrapped = reader->width > 0;
    return STATUS_OK;
}

struct article_reader *article_open(struct input *input, const struct article_options *options,
                                    enum status *status, struct findings *findings)
{
    struct article_reader *reader = calloc(1, sizeof *reader);
    if (!reader) {
        *status = finding_no_memory(findings);
        return NULL;
    }
    reader->line = 1;
    *status = decoder_open(&reader->decoder, input, options->encoding, findings);
    if (*status == STATUS_OK)
        *status = find_out_wrapping(reader, options->lines, findings);
    if (*status == STATUS_OK)
        return reader;
    article_close(reader);
    return NULL;
}

const struct article_encoding *article_encoding(const struct article_reader *reader)
{
    return &reader->decoder.encoding;
}

enum article_line_end article_line_end(const struct article_reader *reader)
{
    return reader->line_end;
}

bool article_is_sound(const struct article_reader *reader)
{
    return decoder_is_sound(&reader->decoder);
}

bool article_wrapped(const struct article_reader *reader)
{
    return reader->wrapped;
}

static void drop_part(struct article_reader *reader)
{
    const struct span *last = &reader->spans[reader->span_count - 1];
    size_t size = reader->part.text.size, source_size = reader->part.source_size;
    if (reader->part.number == 1 && reader->decoder.encoding.bom)
        source_size -= encoding_bom(reader->decoder.encoding.name).size;
    line_walk_drop(&reader->walk, size);
    decoder_drop(&reader->decoder, size, source_size, last->line + last->lines - 1);
}

static enum status finish_part(struct article_reader *reader, struct findings *findings)
{
    struct article_part *part = &reader->part;
    struct decoder *decoder = &reader->decoder;
    struct view text = decoder_text(decoder);
    size_t blocks_end = reader->span_count > 0 ? reader->spans[reader->span_count - 1].end : 0;
    size_t end = part->last ? text.size : blocks_end;
    enum status status = decoder_source_size(decoder, end, &part->source_size, findings);
    if (status != STATUS_OK)
        return status;
    if (part->number++ == 0)
        part->source_size += decoder->offset;
    if (!make_blocks(reader))
        return finding_no_memory(findings);
    part->blocks = reader->blocks;
    part->block_count = reader->span_count;
    part->tail = view_slice(text, blocks_end, end);
    part->text = view_slice(text, 0, end);
    return STATUS_OK;
}

enum status article_next_part(struct article_reader *reader, const struct article_part **part,
                              struct findings *findings)
{
    *part = NULL;
    if (reader->part.last)
        return STATUS_OK;
    if (reader->part.number > 0)
        drop_part(reader);
    size_t mark;
    enum status status = read_part_bytes(reader, &mark, findings);
    if (status == STATUS_OK)
        status = read_spans(reader, mark, findings);
    if (status == STATUS_OK)
        status = finish_part(reader, findings);
    if (status == STATUS_OK)
        *part = &reader->part;
    return status;
}

void article_close(struct article_reader *reader)
{
    if (!reader)
        return;
    decoder_close(&reader->decoder);
    buffer_free(&reader->joined);
    free(reader->spans);
    free(reader->blocks);
    free(reader->inlines);
    free(reader);
}
