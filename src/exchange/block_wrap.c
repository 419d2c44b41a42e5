/* A block that was hard-wrapped, in lines again. */
#include "article/article.h"
#include "exchange/block.h"

bool block_has_line_break(struct view text)
{
    return text.size > 0 &&
           (memchr(text.data, '\n', text.size) || memchr(text.data, '\r', text.size));
}

static bool is_unchanged(const struct merge_block *block)
{
    if (block->joined)
        return false;
    for (size_t i = 0; i < block->slot_count; i++) {
        const struct slot *slot = &block->slots[i];
        struct view text = view_slice(buffer_view(&block->english.text), slot->start, slot->end);
        if (!view_equal(text, slot->german))
            return false;
    }
    return true;
}

/* The article's own lines again. */
static void restore_breaks(struct merge_block *block)
{
    const struct skeleton_block_line *line = block->line;
    english_clear(&block->english);
    for (size_t i = 0; i < block->slot_count; i++) {
        const struct skeleton_segment *segment = &line->segments[i];
        struct view german = block->slots[i].german;
        size_t at = 0;
        if (i > 0)
            english_add_raw(&block->english, line->segments[i - 1].joint);
        for (size_t k = 0; k < segment->break_count; k++) {
            const struct skeleton_soft_break *soft = &line->breaks[segment->first_break + k];
            if (soft->at < at || soft->at >= german.size)
                break; /* the source was changed; that was reported */
            english_add_raw(&block->english, view_slice(german, at, soft->at));
            english_add_raw(&block->english, soft->source);
            at = soft->at + 1;
        }
        english_add_raw(&block->english, view_slice(german, at, german.size));
    }
}

/* From the first line end on: line end and indentation, without the blanks before. */
static struct view from_line_end(struct view source)
{
    while (source.size > 0 && source.data[0] != '\n' && source.data[0] != '\r')
        source = view_slice(source, 1, source.size);
    return source;
}

static struct view soft_break(const struct skeleton_block_line *line)
{
    if (line->break_count > 0)
        return from_line_end(line->breaks[0].source);
    for (size_t i = 0; i < line->segment_count; i++)
        if (block_has_line_break(line->segments[i].joint))
            return from_line_end(line->segments[i].joint);
    return VIEW("\n");
}

/* Moves the ends of runs to where they are in the refilled text, in which some blanks became line
 * breaks. */
static void move_runs(struct english *english, struct view filled, size_t break_size)
{
    size_t from = 0, to = 0;
    for (size_t i = 0; i < english->run_count; i++) {
        english->runs[i].start = to;
        for (; from < english->runs[i].end; from++)
            to += english->text.data[from] == filled.data[to] ? 1 : break_size;
        english->runs[i].end = to;
    }
}

static void refill(struct merge_block *block)
{
    struct buffer filled = {0};
    struct view line_break = soft_break(block->line);
    article_refill(buffer_view(&block->english.text), block->line->width, line_break, 0, &filled);
    if (filled.failed || block->english.text.failed) {
        block->english.text.failed = true;
        buffer_free(&filled);
        return;
    }
    move_runs(&block->english, buffer_view(&filled), line_break.size);
    buffer_free(&block->english.text);
    block->english.text = filled;
}

void block_wrap(struct merge_block *block)
{
    if (is_unchanged(block))
        restore_breaks(block);
    else
        refill(block);
}
