#include "exchange/skeleton.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

bool skeleton_whole(const struct skeleton_head *head, uint64_t *whole)
{
    bool only = head->part == 1 && head->last;
    *whole = head->has_whole ? head->whole : head->article;
    return head->has_whole || only;
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The next line without blanks at its ends; empty lines are passed over. Tools indent text. */
static bool next_line(struct view *rest, struct view *line)
{
    while (rest->size > 0) {
        const char *lf = memchr(rest->data, '\n', rest->size);
        size_t end = lf ? (size_t)(lf - rest->data) : rest->size;
        *line = view_trim(view_slice(*rest, 0, end));
        *rest = view_slice(*rest, end < rest->size ? end + 1 : end, rest->size);
        if (line->size > 0)
            return true;
    }
    return false;
}

/* The next word of a line, which has no blanks at its end; blanks part words. */
static struct view next_word(struct view *line)
{
    size_t start = 0, end;
    while (start < line->size && is_blank(line->data[start]))
        start++;
    for (end = start; end < line->size && line->data[end] != ' ';)
        end++;
    struct view word = view_slice(*line, start, end);
    *line = view_slice(*line, end, line->size);
    return word;
}

/* Where a word, which is short, has a byte; word.size: nowhere. */
static size_t find_byte(struct view word, char byte)
{
    size_t at = 0;
    while (at < word.size && word.data[at] != byte)
        at++;
    return at;
}

/* Takes `prefix` off the front of `word`. */
static bool take_prefix(struct view *word, struct view prefix)
{
    if (!view_starts_with(*word, prefix))
        return false;
    *word = view_slice(*word, prefix.size, word->size);
    return true;
}

static int hex_digit(char byte)
{
    static const char digits[UCHAR_MAX + 1] = {
        ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,
        ['6'] = 7,  ['7'] = 8,  ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12,
        ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16, ['A'] = 11, ['B'] = 12,
        ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
    };
    return digits[(unsigned char)byte] - 1;
}

static bool read_hex(struct view text, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < text.size; i++) {
        int digit = hex_digit(text.data[i]);
        if (digit < 0)
            return false;
        *value = *value << 4 | (unsigned)digit;
    }
    return text.size > 0 && text.size <= 16;
}

static bool read_sum(struct view text, uint32_t *sum)
{
    uint64_t value;
    if (text.size != 8 || !read_hex(text, &value))
        return false;
    *sum = (uint32_t)value;
    return true;
}

/* Decodes %XX into `bytes`, which was made large enough; the view points into it. What is not UTF-8
 * was not written by us. */
static bool read_escaped(struct view text, struct buffer *bytes, struct view *out)
{
    size_t start = bytes->size;
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (byte == '%') {
            uint64_t value;
            if (text.size - i < 3 || !read_hex(view_slice(text, i + 1, i + 3), &value))
                return false;
            byte = (char)value;
            i += 2;
        }
        buffer_add_char(bytes, byte);
    }
    *out = (struct view){bytes->data + start, bytes->size - start};
    return utf8_valid_prefix(*out) == out->size;
}

bool skeleton_is_ours(struct view text)
{
    struct view line;
    return next_line(&text, &line) && view_starts_with(line, VIEW("satz-skeleton "));
}

/* The checksum counts each line as trimmed text and LF, so that indentation does not matter. */
static bool sum_is(struct view rest, uint64_t expected, bool *failed)
{
    struct checksum *sum = checksum_new();
    *failed = !sum;
    if (!sum)
        return false;
    struct view line;
    while (next_line(&rest, &line)) {
        checksum_add(sum, line);
        checksum_add(sum, VIEW("\n"));
    }
    bool same = checksum_value(sum) == expected;
    checksum_free(sum);
    return same;
}

static bool read_line_end(struct view word, enum article_line_end *line_end)
{
    for (size_t i = 0; i < SKELETON_LINE_ENDS; i++)
        if (view_equal(word, view_of(skeleton_line_ends[i]))) {
            *line_end = (enum article_line_end)i;
            return true;
        }
    return false;
}

static void read_options(struct view line, struct skeleton_head *head)
{
    for (struct view word; (word = next_word(&line)).size > 0;) {
        head->split_headlines |= view_equal(word, VIEW("headlines=split"));
        head->split_leads |= view_equal(word, VIEW("leads=split"));
        head->keep_quotations |= view_equal(word, VIEW("quotes=keep"));
        head->skip_furniture |= view_equal(word, VIEW("skip=furniture"));
        head->wrapped |= view_equal(word, VIEW("lines=wrapped"));
        head->cldr_style |= view_equal(word, VIEW("style=cldr"));
    }
}

static bool read_share(struct view line, struct skeleton_head *head)
{
    return view_to_size(next_word(&line), &head->share) &&
           view_to_size(next_word(&line), &head->shares) &&
           view_to_size(next_word(&line), &head->first) &&
           view_to_size(next_word(&line), &head->end) && head->share > 0 &&
           head->share <= head->shares && head->first > 0 && head->first < head->end;
}

/* The lines that only some heads have. */
static bool read_whole(struct view *rest, struct skeleton_head *head)
{
    struct view after = *rest, line;
    if (!next_line(&after, &line) || !take_prefix(&line, VIEW("whole ")))
        return true;
    head->has_whole = read_hex(next_word(&line), &head->whole);
    *rest = after;
    if (!head->has_whole || !next_line(&after, &line) || !take_prefix(&line, VIEW("share ")))
        return head->has_whole;
    *rest = after;
    return read_share(line, head);
}

static bool read_head(struct view *rest, struct skeleton_head *head)
{
    struct view line, name;
    if (!next_line(rest, &line) || !take_prefix(&line, VIEW("encoding ")))
        return false;
    name = next_word(&line);
    if (name.size == 0 || name.size >= sizeof head->encoding.name)
        return false;
    memcpy(head->encoding.name, name.data, name.size);
    head->encoding.bom = view_equal(next_word(&line), VIEW("bom"));
    if (!next_line(rest, &line) || !take_prefix(&line, VIEW("line-end ")) ||
        !read_line_end(next_word(&line), &head->line_end))
        return false;
    if (!next_line(rest, &line) || !take_prefix(&line, VIEW("part ")) ||
        !view_to_size(next_word(&line), &head->part) || head->part == 0)
        return false;
    head->last = view_equal(next_word(&line), VIEW("last"));
    if (!next_line(rest, &line) || !take_prefix(&line, VIEW("article ")) ||
        !read_hex(next_word(&line), &head->article))
        return false;
    if (!next_line(rest, &line) || !take_prefix(&line, VIEW("options")))
        return false;
    read_options(line, head);
    return read_whole(rest, head);
}

bool skeleton_open(struct skeleton_reader *reader, struct view text)
{
    uint64_t sum;
    struct view line;
    reader->head = (struct skeleton_head){0};
    reader->previous = 0;
    reader->failed = false;
    if (!next_line(&text, &line) || !view_equal(line, VIEW(SKELETON_MAGIC)) ||
        !next_line(&text, &line) || !take_prefix(&line, VIEW("checksum ")) ||
        !read_hex(line, &sum) || !sum_is(text, sum, &reader->failed) ||
        !read_head(&text, &reader->head))
        return false;
    reader->rest = text;
    return true;
}

/* s2=01234567+80 */
static bool add_segment(struct skeleton_block_line *block, struct view word)
{
    size_t equals = find_byte(word, '='), plus = find_byte(word, '+');
    void *grown = array_grow(block->segments, block->segment_count, &block->segment_capacity,
                             sizeof *block->segments);
    if (!grown) {
        block->bytes.failed = true;
        return false;
    }
    block->segments = grown;
    struct skeleton_segment *segment = &block->segments[block->segment_count];
    *segment = (struct skeleton_segment){.first_break = block->break_count};
    if (plus == word.size || plus < equals ||
        !view_to_size(view_slice(word, 0, equals), &segment->number) ||
        !read_sum(view_slice(word, equals + 1, plus), &segment->sum) ||
        !view_to_size(view_slice(word, plus + 1, word.size), &segment->size))
        return false;
    block->segment_count++;
    return true;
}

/* @40=%0A, of the segment before it */
static bool add_break(struct skeleton_block_line *block, struct view word)
{
    size_t equals = find_byte(word, '=');
    void *grown = array_grow(block->breaks, block->break_count, &block->break_capacity,
                             sizeof *block->breaks);
    if (!grown) {
        block->bytes.failed = true;
        return false;
    }
    block->breaks = grown;
    struct skeleton_soft_break *soft = &block->breaks[block->break_count];
    if (block->segment_count == 0 || equals == word.size ||
        !view_to_size(view_slice(word, 0, equals), &soft->at) ||
        !read_escaped(view_slice(word, equals + 1, word.size), &block->bytes, &soft->source))
        return false;
    block->break_count++;
    block->segments[block->segment_count - 1].break_count++;
    return true;
}

static bool read_word(struct skeleton_block_line *block, struct view word)
{
    if (take_prefix(&word, VIEW("s"))) /* most words are one of the first two */
        return add_segment(block, word);
    if (take_prefix(&word, VIEW("j=")))
        return block->segment_count > 0 &&
               read_escaped(word, &block->bytes, &block->segments[block->segment_count - 1].joint);
    if (take_prefix(&word, VIEW("lead=")))
        return read_escaped(word, &block->bytes, &block->lead);
    if (view_equal(word, VIEW("heading")))
        return block->heading = true;
    if (take_prefix(&word, VIEW("wrap=")))
        return view_to_size(word, &block->width);
    if (take_prefix(&word, VIEW("@")))
        return add_break(block, word);
    return false;
}

static bool read_block(struct skeleton_block_line *block, struct view line)
{
    if (!view_to_size(next_word(&line), &block->number) || !read_sum(next_word(&line), &block->sum))
        return false;
    for (struct view word; (word = next_word(&line)).size > 0;)
        if (!read_word(block, word))
            return false;
    return true;
}

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
    if (!next_line(&reader->rest, &line))
        return SKELETON_END;
    block->segment_count = block->break_count = block->width = 0;
    block->lead = (struct view){0};
    block->heading = false;
    buffer_clear(&block->bytes);
    /* Decoded text is never longer: with room for all of it, views into it stay valid. */
    if (!buffer_reserve(&block->bytes, line.size + 1))
        return SKELETON_MEMORY;
    if (take_prefix(&line, VIEW("tail ")))
        return read_escaped(line, &block->bytes, &block->lead) ? SKELETON_TAIL : SKELETON_BROKEN;
    if (take_prefix(&line, VIEW("b")) && read_block(block, line) &&
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
