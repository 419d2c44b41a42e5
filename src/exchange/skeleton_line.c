/* The lines of a skeleton: each makes a block. */
#include <stdlib.h>

#include "exchange/skeleton.h"
#include "exchange/skeleton_words.h"

/* ---- numbers and bytes ------------------------------------------------------------------- */

static bool take_sum(struct view *text, uint32_t *sum)
{
    struct view digits = *text;
    uint32_t value = 0;
    int all = 0;
    if (digits.size < 8)
        return false;
    for (size_t i = 0; i < 8; i++) {
        int digit = skeleton_hex_digit(digits.data[i]);
        value = value << 4 | ((unsigned)digit & 15);
        all |= digit;
    }
    *sum = value;
    *text = view_slice(digits, 8, digits.size);
    return all >= 0;
}

static bool take_byte(struct view *text, char byte)
{
    if (text->size == 0 || text->data[0] != byte)
        return false;
    *text = view_slice(*text, 1, text->size);
    return true;
}

static bool ends_word(struct view line)
{
    return line.size == 0 || line.data[0] == ' ';
}

/* Decodes %XX into `bytes`, which was made large enough; the view points into it. What is not UTF-8
 * was not written by us. */
static bool decode(struct view text, struct buffer *bytes, struct view *out)
{
    char *start = bytes->data + bytes->size, *to = start;
    for (size_t i = 0; i < text.size; i++) {
        *to = text.data[i];
        if (*to == '%') {
            int high = text.size - i < 3 ? -1 : skeleton_hex_digit(text.data[i + 1]);
            int low = high < 0 ? -1 : skeleton_hex_digit(text.data[i + 2]);
            if (low < 0)
                return false;
            *to = (char)((unsigned)high << 4 | (unsigned)low);
            i += 2;
        }
        to++;
    }
    *out = (struct view){start, (size_t)(to - start)};
    bytes->size += out->size;
    return utf8_valid_prefix(*out) == out->size;
}

/* ---- words ------------------------------------------------------------------------------- */

/* s2=01234567+80 */
static bool take_segment(struct skeleton_block_line *block, struct view *line)
{
    void *grown = array_grow(block->segments, block->segment_count, &block->segment_capacity,
                             sizeof *block->segments);
    if (!grown) {
        block->bytes.failed = true;
        return false;
    }
    block->segments = grown;
    struct skeleton_segment *segment = &block->segments[block->segment_count++];
    *segment = (struct skeleton_segment){.first_break = block->break_count};
    return take_byte(line, 's') && view_take_number(line, &segment->number) &&
           take_byte(line, '=') && take_sum(line, &segment->sum) && take_byte(line, '+') &&
           view_take_number(line, &segment->size) && ends_word(*line);
}

/* @40=%0A, of the segment before it, without its @ */
static bool add_break(struct skeleton_block_line *block, struct view word)
{
    void *grown = array_grow(block->breaks, block->break_count, &block->break_capacity,
                             sizeof *block->breaks);
    if (!grown) {
        block->bytes.failed = true;
        return false;
    }
    block->breaks = grown;
    struct skeleton_soft_break *soft = &block->breaks[block->break_count];
    if (block->segment_count == 0 || !view_take_number(&word, &soft->at) ||
        !take_byte(&word, '=') || !decode(word, &block->bytes, &soft->source))
        return false;
    block->break_count++;
    block->segments[block->segment_count - 1].break_count++;
    return true;
}

/* The joint to the next segment. */
static bool add_joint(struct skeleton_block_line *block, struct view word)
{
    if (block->segment_count == 0)
        return false;
    struct view *joint = &block->segments[block->segment_count - 1].joint;
    if (!view_equal(word, VIEW("%20")))
        return decode(word, &block->bytes, joint);
    *joint = VIEW(" "); /* nearly every one */
    return true;
}

static bool read_word(struct skeleton_block_line *block, struct view word)
{
    if (skeleton_take_prefix(&word, VIEW("j=")))
        return add_joint(block, word);
    if (skeleton_take_prefix(&word, VIEW("lead=")))
        return decode(word, &block->bytes, &block->lead);
    if (view_equal(word, VIEW("heading")))
        return block->heading = true;
    if (skeleton_take_prefix(&word, VIEW("wrap=")))
        return view_take_number(&word, &block->width) && word.size == 0;
    if (skeleton_take_prefix(&word, VIEW("@")))
        return add_break(block, word);
    return false;
}

static bool read_block(struct skeleton_block_line *block, struct view line)
{
    if (!view_take_number(&line, &block->number) || !take_byte(&line, ' '))
        return false;
    skeleton_skip_blanks(&line);
    if (!take_sum(&line, &block->sum) || !ends_word(line))
        return false;
    for (;;) {
        skeleton_skip_blanks(&line);
        if (line.size == 0)
            return true;
        bool sound = line.data[0] == 's' ? take_segment(block, &line)
                                         : read_word(block, skeleton_take_word(&line));
        if (!sound)
            return false;
    }
}

/* ---- lines ------------------------------------------------------------------------------- */

/* A soft break stands inside its segment, in order, and ends a line. */
static bool breaks_are_sound(const struct skeleton_block_line *block,
                             const struct skeleton_segment *segment)
{
    size_t at = 0;
    for (size_t i = 0; i < segment->break_count; i++) {
        const struct skeleton_soft_break *soft = &block->breaks[segment->first_break + i];
        if (soft->at < at || soft->at >= segment->size ||
            (view_find(soft->source, VIEW("\n"), 0) == SIZE_MAX &&
             view_find(soft->source, VIEW("\r"), 0) == SIZE_MAX))
            return false;
        at = soft->at + 1;
    }
    return true;
}

/* Blocks and segments stand in order, each once: a small file must not ask for a large article. */
static bool is_sound(const struct skeleton_block_line *block, size_t previous)
{
    size_t number = 0;
    for (size_t i = 0; i < block->segment_count; i++) {
        if (block->segments[i].number <= number || !breaks_are_sound(block, &block->segments[i]))
            return false;
        number = block->segments[i].number;
    }
    return block->segment_count > 0 && block->number > previous;
}

enum skeleton_result skeleton_next(struct skeleton_reader *reader)
{
    struct skeleton_block_line *block = &reader->block;
    struct view line;
    if (!skeleton_take_line(&reader->rest, &line))
        return SKELETON_END;
    block->segment_count = block->break_count = block->width = 0;
    block->lead = (struct view){0};
    block->heading = false;
    buffer_clear(&block->bytes);
    /* Decoded text is never longer: with room for all of it, views into it stay valid. */
    if (!buffer_reserve(&block->bytes, line.size + 1))
        return SKELETON_MEMORY;
    if (skeleton_take_prefix(&line, VIEW("tail ")))
        return decode(line, &block->bytes, &block->lead) ? SKELETON_TAIL : SKELETON_BROKEN;
    if (skeleton_take_prefix(&line, VIEW("b")) && read_block(block, line) &&
        is_sound(block, reader->previous)) {
        reader->previous = block->number;
        return SKELETON_BLOCK;
    }
    return block->bytes.failed ? SKELETON_MEMORY : SKELETON_BROKEN;
}

void skeleton_close(struct skeleton_reader *reader)
{
    free(reader->block.segments);
    free(reader->block.breaks);
    buffer_free(&reader->block.bytes);
    *reader = (struct skeleton_reader){0};
}
