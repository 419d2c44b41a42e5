#include "exchange/match.h"

#include <stdlib.h>

#include "check/content.h"

static struct slot *add_slot(struct merge_block *block)
{
    void *grown =
        array_grow(block->slots, block->slot_count, &block->slot_capacity, sizeof *block->slots);
    if (!grown)
        return NULL;
    block->slots = grown;
    struct slot *slot = &block->slots[block->slot_count++];
    static const struct slot gone = {.fate = FATE_GONE};
    *slot = gone;
    slot->place.file = block->file;
    return slot;
}

/* The German of pieces: where it is, if that is one piece of text. Else it is added to
 * block->german, and has no data until that has stopped growing. */
static struct view german_of(struct merge_block *block, const struct stored_segment *pieces,
                             size_t count)
{
    size_t offset = block->german.size;
    if (count == 1 && pieces->source.count == 1)
        return code_german(&pieces->source.parts[0]);
    for (size_t i = 0; i < count; i++)
        content_add_german(&block->german, &pieces[i].source);
    return (struct view){NULL, block->german.size - offset};
}

/* The sum of what german_of gave last. */
static uint32_t sum_of(const struct merge_block *block, struct view german)
{
    struct view all = buffer_view(&block->german);
    return skeleton_sum(german.data ? german : view_slice(all, all.size - german.size, all.size));
}

static enum status say(struct merge_block *block, struct place place, size_t segment,
                       const char *what)
{
    block->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, place, "unit b%zu.s%zu %s",
                         block->line->number, segment, what);
}

enum status match_doubled(struct findings *findings, struct place place, size_t block,
                          size_t segment)
{
    return finding_error(findings, STATUS_FINDINGS, place,
                         "unit b%zu.s%zu stands twice in the file; remove one of them", block,
                         segment);
}

static bool is_doubled(const struct merge_block *block, const struct stored_segment *pieces,
                       size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (block->version != XLIFF_1_2 || pieces[i].unit != pieces[0].unit)
            return true;
    return false;
}

/* In 1.2 a tool may divide what is one segment of ours. */
static bool is_more_of(const struct merge_block *block, const struct stored_segment *segments,
                       size_t index)
{
    return block->version == XLIFF_1_2 && index > 0 &&
           segments[index].unit == segments[index - 1].unit &&
           segments[index].number == segments[index - 1].number;
}

/* Whether the segments that came back are those of the skeleton, each once. */
static bool same_division(const struct merge_block *block, const struct stored_segment *segments,
                          size_t count)
{
    size_t expected = 0;
    for (size_t i = 0; i < count; i++) {
        if (segments[i].ignorable || is_more_of(block, segments, i))
            continue;
        if (expected == block->line->segment_count ||
            block->line->segments[expected].number != segments[i].number)
            return false;
        expected++;
    }
    return expected == block->line->segment_count;
}

/* Whether two trans-units have the id of one segment. `segments` are in the order of numbers. */
static bool has_twins(const struct merge_block *block, const struct stored_segment *segments,
                      size_t count)
{
    for (size_t i = 1; block->version == XLIFF_1_2 && i < count; i++)
        if (segments[i].number == segments[i - 1].number && !is_more_of(block, segments, i))
            return true;
    return false;
}

/* In 2.x a tool may split and join segments: the unit's German as a whole is still the block's,
 * there and in what it is converted to. */
static bool is_redivided(struct merge_block *block, struct stored_segment *segments, size_t count)
{
    if (count == 0 || same_division(block, segments, count) || has_twins(block, segments, count))
        return false;
    store_sort_by_place(segments, count);
    bool same = sum_of(block, german_of(block, segments, count)) == block->line->sum;
    buffer_clear(&block->german);
    store_sort_by_number(segments, count);
    return same;
}

/* The segment's German from --source, where it begins at `at`; data == NULL if the article is not
 * at hand, or the skeleton does not fit it. */
static struct view german_of_article(const struct merge_block *block,
                                     const struct skeleton_segment *wanted, size_t at)
{
    struct view text = block->article ? block->article->text : (struct view){0};
    if (!text.data || at > text.size || wanted->size > text.size - at)
        return (struct view){0};
    struct view german = view_slice(text, at, at + wanted->size);
    return skeleton_sum(german) == wanted->sum ? german : (struct view){0};
}

/* `at`: where the segment begins in the block's German. */
static enum status match_one(struct merge_block *block, const struct skeleton_segment *wanted,
                             size_t at, const struct stored_segment *pieces, size_t count)
{
    struct slot *slot = add_slot(block);
    if (!slot)
        return finding_no_memory(block->findings);
    if (count == 0) {
        slot->german = german_of_article(block, wanted, at);
        slot->fate = slot->german.data ? FATE_KEPT : FATE_GONE;
        return say(block, slot->place, wanted->number,
                   "is gone; take it from the exported file, or merge with --source ARTICLE and "
                   "--partial to keep its German");
    }
    bool doubled = is_doubled(block, pieces, count);
    slot->pieces = pieces;
    slot->piece_count = doubled ? 1 : count;
    slot->fate = FATE_ENGLISH;
    slot->place = pieces[0].place;
    slot->german = german_of(block, pieces, slot->piece_count);
    bool same = sum_of(block, slot->german) == wanted->sum;
    slot->broken = doubled || !same;
    if (doubled) {
        block->broken = true;
        return match_doubled(block->findings, pieces[count - 1].place, block->line->number,
                             wanted->number);
    }
    if (!same)
        return say(block, slot->place, wanted->number,
                   "has another source than was exported; take the source from the exported file");
    return STATUS_OK;
}

static enum status match_each(struct merge_block *block, const struct stored_segment *segments,
                              size_t count)
{
    enum status worst = STATUS_OK;
    size_t at = 0, german_at = 0;
    for (size_t i = 0; i < block->line->segment_count; i++) {
        const struct skeleton_segment *wanted = &block->line->segments[i];
        while (at < count && segments[at].number < wanted->number)
            at++;
        size_t start = at;
        while (at < count && segments[at].number == wanted->number)
            at++;
        enum status status =
            match_one(block, wanted, german_at, at > start ? segments + start : NULL, at - start);
        if (status > worst)
            worst = status;
        german_at += wanted->size + block_joint(block->line, wanted).size;
    }
    return worst;
}

/* One slot for all: the translation is every part's, in the order of the targets. */
static enum status match_joined(struct merge_block *block, struct stored_segment *segments,
                                size_t count)
{
    struct slot *slot = add_slot(block);
    if (!slot)
        return finding_no_memory(block->findings);
    store_sort_by_place(segments, count);
    slot->german = german_of(block, segments, count);
    if (block->version != XLIFF_1_2) /* there it is the place in its trans-unit */
        store_sort_by_order(segments, count);
    block->joined = true;
    slot->pieces = segments;
    slot->piece_count = count;
    slot->fate = FATE_ENGLISH;
    slot->place = segments[0].place;
    return STATUS_OK;
}

/* The views into block->german, now that it has stopped growing. */
static void settle_german(struct merge_block *block)
{
    size_t at = 0;
    for (size_t i = 0; i < block->slot_count; i++) {
        struct view *german = &block->slots[i].german;
        if (german->data || german->size == 0)
            continue;
        german->data = block->german.data + at;
        at += german->size;
    }
}

enum status match_segments(struct merge_block *block, struct stored_segment *segments, size_t count)
{
    enum status status;
    block->slot_count = 0;
    block->joined = false;
    buffer_clear(&block->german);
    if (is_redivided(block, segments, count))
        status = match_joined(block, segments, count);
    else
        status = match_each(block, segments, count);
    if (block->german.failed)
        return finding_no_memory(block->findings);
    settle_german(block);
    return status;
}
