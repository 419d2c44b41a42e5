/* render.c - what the segments of a block say: German and English, with codes and without. */
#include <limits.h>
#include <stdlib.h>

#include "check/internal.h"

#define GAP VIEW(" / ") /* no value spans it */

/* ---- forms ------------------------------------------------------------------------------- */

struct view check_form(struct checker *checker, const struct block_code *code)
{
    struct check_block *block = &checker->block;
    struct view form = code_form(checker->file.version, code->part);
    if (form.data)
        return form;
    if (!block->spans_ready) {
        struct protect_options options = {
            .from = checker->file.from, .to = checker->file.to, .kinds = PROTECT_EVERYTHING};
        block->spans_ready = protect_find(check_block_german(checker), &options, &block->spans);
        checker->failed |= !block->spans_ready;
    }
    const struct protect_span *span =
        block->spans_ready
            ? block_code_span(code, code->at, &block->spans, check_block_german(checker))
            : NULL;
    return span ? protect_form(&block->spans, span) : code->german;
}

/* ---- text -------------------------------------------------------------------------------- */

static void render_source(struct checker *checker, const struct xliff_content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        bool marked = content_is_protected(part);
        if (content_is_code(part) || marked) {
            buffer_add_view(&checker->text,
                            marked ? content_marked(content, i) : code_german(part));
            buffer_add_view(&checker->typed, GAP);
            i += marked && content_marked(content, i).size > 0;
        } else if (part->kind == XLIFF_TEXT) {
            buffer_add_view(&checker->text, string_view(part->text));
            buffer_add_view(&checker->typed, string_view(part->text));
        }
    }
}

/* Adds text that a translator typed. Of two full stops, one of which a form brings along, one is
 * written. */
static void render_text(struct checker *checker, struct view text, struct view form_before)
{
    if (view_ends_with(form_before, VIEW(".")) && view_starts_with(text, VIEW(".")))
        text = view_slice(text, 1, text.size);
    buffer_add_view(&checker->text, text);
    buffer_add_view(&checker->typed, text);
}

/* A code that the source does not have says nothing; a mark that it does not have is text. */
static void render_target(struct checker *checker, const struct check_segment *segment,
                          const struct xliff_content *content)
{
    struct view form = {0};
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        bool mark = content_is_protected(part);
        struct view marked = mark ? content_marked(content, i) : (struct view){0};
        if (part->kind == XLIFF_TEXT) {
            render_text(checker, string_view(part->text), form);
            form = (struct view){0};
            continue;
        }
        if (!content_is_code(part) && !mark)
            continue;
        const struct block_code *code =
            block_codes_find(&checker->block.codes, part, marked, segment->pair);
        if (mark && !code)
            continue;
        form = code ? check_form(checker, code) : (struct view){0};
        buffer_add_view(&checker->text, form);
        buffer_add_view(&checker->typed, GAP);
        i += mark && marked.size > 0;
    }
}

/* ---- pairs ------------------------------------------------------------------------------- */

static const struct xliff_content *translation(const struct check_segment *segment)
{
    static const struct xliff_content nothing = {0};
    if (segment->has_target)
        return &segment->target;
    return segment->fate == SEGMENT_FIXED || segment->ignorable ? &segment->source : &nothing;
}

static bool is_joined(const struct check_block *block)
{
    for (size_t i = 0; i < block->segment_count; i++)
        if (!block->segments[i].ignorable && block->segments[i].fate == SEGMENT_ELSEWHERE)
            return true;
    return false;
}

static void add_pair(struct checker *checker, const struct check_segment *segment, size_t first)
{
    struct check_block *block = &checker->block;
    void *grown =
        array_grow(block->pairs, block->pair_count, &block->pair_capacity, sizeof *block->pairs);
    if (!grown) {
        checker->failed = true;
        return;
    }
    block->pairs = grown;
    block->pairs[block->pair_count++] =
        (struct check_pair){.at = segment, .first = first, .filled = true};
}

/* One pair a segment; one for all if a translation stands in a neighbour. */
static void make_pairs(struct checker *checker)
{
    struct check_block *block = &checker->block;
    bool joined = block->joined = is_joined(block);
    for (size_t i = 0; i < block->segment_count && !checker->failed; i++) {
        struct check_segment *segment = &block->segments[i];
        bool joint = segment->ignorable && block->pair_count > 0;
        if (!joint && (!joined || block->pair_count == 0))
            add_pair(checker, segment, i);
        if (checker->failed)
            return;
        segment->pair = block->pair_count - 1;
        struct check_pair *pair = &block->pairs[segment->pair];
        pair->end = i + 1;
        if (joint)
            continue;
        pair->filled &= segment->fate != SEGMENT_UNTRANSLATED;
        pair->text |= segment->fate == SEGMENT_FILLED;
        if (joined && pair->at->fate != SEGMENT_FILLED && segment->fate == SEGMENT_FILLED)
            pair->at = segment;
    }
    for (size_t i = 0; i < block->pair_count; i++)
        block->pairs[i].text &= block->pairs[i].filled;
}

/* What stands between two segments where the file does not say (1.2). */
static bool needs_joint(const struct checker *checker, size_t index)
{
    return index > 0 && checker->file.version == XLIFF_1_2;
}

/* Where each segment's German begins in the block's. */
static void place_german(struct checker *checker)
{
    struct check_block *block = &checker->block;
    size_t at = 0;
    for (size_t i = 0; i < block->segment_count; i++) {
        const struct xliff_content *source = &block->segments[i].source;
        at += needs_joint(checker, i);
        block->segments[i].at = at;
        for (size_t k = 0; k < source->count; k++)
            at += code_german(&source->parts[k]).size;
    }
}

struct view check_block_german(struct checker *checker)
{
    struct check_block *block = &checker->block;
    struct buffer all = {0};
    if (block->german.data)
        return block->german;
    for (size_t i = 0; i < block->segment_count; i++) {
        if (needs_joint(checker, i))
            buffer_add_char(&all, ' ');
        content_add_german(&all, &block->segments[i].source);
    }
    block->german = arena_copy(&block->arena, buffer_view(&all));
    checker->failed |= all.failed;
    buffer_free(&all);
    return block->german;
}

static void collect_codes(struct check_block *block)
{
    block_codes_clear(&block->codes);
    for (size_t i = 0; i < block->segment_count; i++)
        if (block->pair_count > 0)
            block_codes_add(&block->codes, &block->segments[i].source, block->segments[i].pair,
                            block->segments[i].at);
    block_codes_ready(&block->codes);
}

/* What stands between two segments that both have text; 1.2 does not say it. */
static void render_joint(struct checker *checker, const struct check_segment *joint, bool german)
{
    if (joint && german)
        render_source(checker, &joint->source);
    else if (joint)
        render_target(checker, joint, translation(joint));
    else if (checker->file.version == XLIFF_1_2)
        buffer_add_char(&checker->text, ' ');
    if (!joint && checker->file.version == XLIFF_1_2)
        buffer_add_char(&checker->typed, ' ');
}

/* Whether a content says what its one text does; most do, and are not copied. */
static bool is_plain(const struct xliff_content *content, struct view *text)
{
    *text = (struct view){0};
    if (content->count > 0)
        *text = string_view(content->parts[0].text);
    return content->count == 0 || (content->count == 1 && content->parts[0].kind == XLIFF_TEXT);
}

/* One side of the pair: what it says, and what of it was typed. */
static void render_pair(struct checker *checker, const struct check_pair *pair, bool german,
                        struct view *text, struct view *typed)
{
    struct check_block *block = &checker->block;
    const struct check_segment *joint = NULL;
    bool begun = false;
    buffer_clear(&checker->text);
    buffer_clear(&checker->typed);
    for (size_t i = pair->first; i < pair->end; i++) {
        const struct check_segment *segment = &block->segments[i];
        if (segment->ignorable)
            joint = segment;
        if (segment->ignorable || (!german && segment->fate == SEGMENT_ELSEWHERE))
            continue;
        if (begun)
            render_joint(checker, joint, german);
        if (german)
            render_source(checker, &segment->source);
        else
            render_target(checker, segment, translation(segment));
        begun = true;
    }
    *text = arena_copy(&block->arena, buffer_view(&checker->text));
    *typed = arena_copy(&block->arena, buffer_view(&checker->typed));
}

static void render_sides(struct checker *checker, struct check_pair *pair)
{
    const struct check_segment *first = &checker->block.segments[pair->first];
    bool alone = !checker->block.joined && !first->ignorable;
    if (alone && is_plain(&first->source, &pair->german))
        pair->german_text = pair->german;
    else
        render_pair(checker, pair, true, &pair->german, &pair->german_text);
    if (alone && is_plain(translation(first), &pair->english))
        pair->typed = pair->english;
    else
        render_pair(checker, pair, false, &pair->english, &pair->typed);
}

/* ---- the block's English ----------------------------------------------------------------- */

static int by_order(const void *left, const void *right)
{
    const struct check_segment *a = *(const struct check_segment *const *)left;
    const struct check_segment *b = *(const struct check_segment *const *)right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return (a > b) - (a < b);
}

/* The segments in the order of their targets; NULL when memory runs out. */
static const struct check_segment **in_order(struct checker *checker)
{
    struct check_block *block = &checker->block;
    const struct check_segment **order =
        arena_take(&block->arena, (block->segment_count + 1) * sizeof *order);
    for (size_t i = 0; order && i < block->segment_count; i++)
        order[i] = &block->segments[i];
    if (order && checker->file.version != XLIFF_1_2)
        qsort(order, block->segment_count, sizeof *order, by_order);
    return order;
}

/* The English of a pair is known, unless codes have moved to what stands between. */
static void add_english(struct checker *checker, const struct check_segment *segment)
{
    struct check_block *block = &checker->block;
    if (segment->ignorable || block->joined)
        render_target(checker, segment, translation(segment));
    else
        buffer_add_view(&checker->text, block->pairs[segment->pair].english);
}

static void render_english(struct checker *checker)
{
    struct check_block *block = &checker->block;
    const struct check_segment **order = in_order(checker);
    buffer_clear(&checker->text);
    for (size_t i = 0; order && i < block->segment_count; i++) {
        if (needs_joint(checker, i))
            buffer_add_char(&checker->text, ' ');
        add_english(checker, order[i]);
    }
    block->english = arena_copy(&block->arena, buffer_view(&checker->text));
}

struct view check_block_english(struct checker *checker)
{
    if (!checker->block.english.data)
        render_english(checker);
    return checker->block.english;
}

/* What stands between the segments, if it is white space in the English too, as in most files. */
static bool has_plain_joints(const struct check_block *block)
{
    struct view text;
    for (size_t i = 0; i < block->segment_count; i++)
        if (block->segments[i].ignorable &&
            (!is_plain(translation(&block->segments[i]), &text) || view_trim(text).size > 0))
            return false;
    return true;
}

/* Whether a blank, and nothing else, stands between each two segments, and the targets stand in the
 * order of the sources. */
static bool is_spaced(const struct checker *checker)
{
    const struct check_block *block = &checker->block;
    bool old = checker->file.version == XLIFF_1_2, after = false;
    struct view text;
    for (size_t i = 0; i < block->segment_count; i++) {
        const struct check_segment *segment = &block->segments[i];
        bool joint = segment->ignorable;
        if (!old && (joint != after || (i > 0 && segment->order < segment[-1].order)))
            return false;
        if (joint && (!is_plain(translation(segment), &text) || !view_equal(text, VIEW(" "))))
            return false;
        after = !joint;
    }
    return true;
}

void check_render(struct checker *checker)
{
    struct check_block *block = &checker->block;
    make_pairs(checker);
    if (checker->failed)
        return;
    place_german(checker);
    collect_codes(block);
    for (size_t i = 0; i < block->pair_count; i++)
        render_sides(checker, &block->pairs[i]);
    block->has = 0;
    block->spaced = !block->joined && is_spaced(checker);
    if (!block->spaced && (block->joined || !has_plain_joints(block))) {
        block->has = UINT_MAX;
        check_block_english(checker); /* while codes can be found */
    }
}
