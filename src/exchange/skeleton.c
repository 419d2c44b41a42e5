/* The head of a skeleton. */
#include "exchange/skeleton.h"

#include <string.h>

#include "exchange/skeleton_words.h"

bool skeleton_whole(const struct skeleton_head *head, uint64_t *whole)
{
    bool only = head->part == 1 && head->last;
    *whole = head->has_whole ? head->whole : head->article;
    return head->has_whole || only;
}

/* ---- reading ----------------------------------------------------------------------------- */

static bool read_hex(struct view text, uint64_t *value)
{
    *value = 0;
    for (size_t i = 0; i < text.size; i++) {
        int digit = skeleton_hex_digit(text.data[i]);
        if (digit < 0)
            return false;
        *value = *value << 4 | (unsigned)digit;
    }
    return text.size > 0 && text.size <= 16;
}

bool skeleton_is_ours(struct view text)
{
    struct view line;
    return skeleton_take_line(&text, &line) && view_starts_with(line, VIEW("satz-skeleton "));
}

/* The checksum counts each line as trimmed text and LF, so that indentation does not matter. Where
 * nobody indented, that is the text as it is. */
static bool sum_is(struct view rest, uint64_t expected, bool *failed)
{
    if (checksum(rest) == expected)
        return true;
    struct checksum *sum = checksum_new();
    *failed = !sum;
    if (!sum)
        return false;
    struct view line;
    while (skeleton_take_line(&rest, &line)) {
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
    for (struct view word; (word = skeleton_take_word(&line)).size > 0;) {
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
    return view_to_size(skeleton_take_word(&line), &head->share) &&
           view_to_size(skeleton_take_word(&line), &head->shares) &&
           view_to_size(skeleton_take_word(&line), &head->first) &&
           view_to_size(skeleton_take_word(&line), &head->end) && head->share > 0 &&
           head->share <= head->shares && head->first > 0 && head->first < head->end;
}

/* The lines that only some heads have. */
static bool read_whole(struct view *rest, struct skeleton_head *head)
{
    struct view after = *rest, line;
    if (!skeleton_take_line(&after, &line) || !skeleton_take_prefix(&line, VIEW("whole ")))
        return true;
    head->has_whole = read_hex(skeleton_take_word(&line), &head->whole);
    *rest = after;
    if (!head->has_whole || !skeleton_take_line(&after, &line) ||
        !skeleton_take_prefix(&line, VIEW("share ")))
        return head->has_whole;
    *rest = after;
    return read_share(line, head);
}

static bool read_head(struct view *rest, struct skeleton_head *head)
{
    struct view line, name;
    if (!skeleton_take_line(rest, &line) || !skeleton_take_prefix(&line, VIEW("encoding ")))
        return false;
    name = skeleton_take_word(&line);
    if (name.size == 0 || name.size >= sizeof head->encoding.name)
        return false;
    memcpy(head->encoding.name, name.data, name.size);
    head->encoding.bom = view_equal(skeleton_take_word(&line), VIEW("bom"));
    if (!skeleton_take_line(rest, &line) || !skeleton_take_prefix(&line, VIEW("line-end ")) ||
        !read_line_end(skeleton_take_word(&line), &head->line_end))
        return false;
    if (!skeleton_take_line(rest, &line) || !skeleton_take_prefix(&line, VIEW("part ")) ||
        !view_to_size(skeleton_take_word(&line), &head->part) || head->part == 0)
        return false;
    head->last = view_equal(skeleton_take_word(&line), VIEW("last"));
    if (!skeleton_take_line(rest, &line) || !skeleton_take_prefix(&line, VIEW("article ")) ||
        !read_hex(skeleton_take_word(&line), &head->article))
        return false;
    if (!skeleton_take_line(rest, &line) || !skeleton_take_prefix(&line, VIEW("options")))
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
    if (!skeleton_take_line(&text, &line) || !view_equal(line, VIEW(SKELETON_MAGIC)) ||
        !skeleton_take_line(&text, &line) || !skeleton_take_prefix(&line, VIEW("checksum ")) ||
        !read_hex(line, &sum) || !sum_is(text, sum, &reader->failed) ||
        !read_head(&text, &reader->head))
        return false;
    reader->rest = text;
    return true;
}
