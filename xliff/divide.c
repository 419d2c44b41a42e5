/* 1.2: the segments of a <trans-unit>.
 *
 * <seg-source> divides it: each <mrk mtype="seg" mid="..."> is a segment, and what stands between
 * them is an ignorable. The target's <mrk>s belong to the segments of the same mid; what stands
 * between those, to the ignorable after that segment. What fits nowhere becomes a segment of its
 * own, without a source, at the end, so that nothing is lost.
 *
 * Tools write a target without <mrk>s beside a <seg-source>. Then nothing says which segment its
 * sentences belong to, and the unit is one segment: <source> and the whole target. */
#include "xliff/keys.h"
#include "xliff/reader.h"

/* Parts [start, end) of a content: inside a <mrk mtype="seg">, or between two of them. */
struct stretch {
    bool marked;
    struct xliff_string mid;
    size_t start, end;
};

static bool is_segment_mark(const struct xliff_part *part, enum xliff_part_kind kind)
{
    return part->kind == kind && xliff_is(part->type, "seg");
}

static bool is_divided(const struct xliff_reader *reader, const struct draft_content *content)
{
    const struct xliff_part *parts = draft_parts(&reader->draft);
    for (size_t i = content->start; i < content->start + content->count; i++)
        if (is_segment_mark(&parts[i], XLIFF_MARK_OPEN))
            return true;
    return false;
}

/* Finds the next stretch at or after *at; false at the end of the content. */
static bool next_stretch(const struct xliff_reader *reader, const struct draft_content *content,
                         size_t *at, struct stretch *stretch)
{
    const struct xliff_part *parts = draft_parts(&reader->draft);
    size_t end = content->start + content->count;
    if (*at >= end)
        return false;
    bool marked = is_segment_mark(&parts[*at], XLIFF_MARK_OPEN);
    struct xliff_string mid = parts[*at].id;
    *stretch = (struct stretch){marked, marked ? mid : (struct xliff_string){0}, *at + marked, 0};
    for (size_t i = stretch->start, depth = 0;; i++) {
        bool last = i >= end;
        if (last || (depth == 0 &&
                     is_segment_mark(&parts[i], marked ? XLIFF_MARK_CLOSE : XLIFF_MARK_OPEN))) {
            stretch->end = i;
            *at = i + (marked && !last);
            return true;
        }
        depth += marked && is_segment_mark(&parts[i], XLIFF_MARK_OPEN);
        depth -= marked && is_segment_mark(&parts[i], XLIFF_MARK_CLOSE);
    }
}

static struct draft_segment *add_segment(struct xliff_reader *reader, const struct stretch *stretch)
{
    struct draft *draft = &reader->draft;
    struct draft_segment *added = xliff_draft_add(reader, &draft->segments, sizeof *added);
    if (!added)
        return NULL;
    struct xliff_segment *segment = &added->segment;
    segment->ignorable = !stretch->marked;
    segment->id = stretch->mid;
    segment->line = draft->item->unit.line;
    segment->column = draft->item->unit.column;
    return added;
}

static struct draft_content part_of(const struct xliff_reader *reader,
                                    const struct draft_content *content,
                                    const struct stretch *stretch)
{
    const struct detail *details = draft_details(&reader->draft);
    struct draft_content part = *content;
    part.start = stretch->start;
    part.count = stretch->end - stretch->start;
    if (stretch->marked) {
        part.range.start = details[stretch->start - 1].start;
        part.range.inside = details[stretch->start - 1].end;
        part.range.inside_end = details[stretch->end].start;
        part.range.end = details[stretch->end].end;
        return part;
    }
    if (stretch->start > content->start)
        part.range.inside = details[stretch->start - 1].end;
    if (stretch->end < content->start + content->count)
        part.range.inside_end = details[stretch->end].start;
    part.range.start = part.range.inside;
    part.range.end = part.range.inside_end;
    return part;
}

static bool divide_source(struct xliff_reader *reader)
{
    const struct draft_content *content = &reader->draft.seg_source;
    struct stretch stretch;
    for (size_t at = content->start; next_stretch(reader, content, &at, &stretch);) {
        struct draft_segment *segment = add_segment(reader, &stretch);
        if (!segment)
            return false;
        segment->source = part_of(reader, content, &stretch);
    }
    return true;
}

/* ---- The target's stretches find their segments ------------------------------------------ */

static bool collect_mids(struct xliff_reader *reader, struct array *mids)
{
    const struct draft_segment *segments = reader->draft.segments.items;
    for (size_t i = 0; i < reader->draft.segments.count; i++) {
        struct key mid = {.name = segments[i].segment.id, .index = i};
        if (!segments[i].segment.ignorable && !xliff_keys_add(mids, mid)) {
            xliff_fail_memory(reader);
            return false;
        }
    }
    xliff_keys_sort(mids);
    return true;
}

/* The segment for a stretch of the target; `previous` is the one of the marked stretch before. */
static struct draft_segment *place_stretch(struct xliff_reader *reader, const struct array *mids,
                                           const struct stretch *stretch, size_t previous)
{
    size_t count = reader->draft.segments.count;
    size_t index = stretch->marked ? xliff_keys_find(mids, stretch->mid) : previous + 1;
    if (index < count) {
        struct draft_segment *segment =
            (struct draft_segment *)reader->draft.segments.items + index;
        if (segment->segment.ignorable == !stretch->marked && !segment->target.present)
            return segment;
    }
    return add_segment(reader, stretch);
}

static void divide_target(struct xliff_reader *reader, const struct array *mids)
{
    struct draft *draft = &reader->draft;
    const struct draft_content *content = &draft->target;
    struct stretch stretch;
    size_t previous = SIZE_MAX; /* so that text before the first mark goes to segment 0 */
    for (size_t at = content->start; next_stretch(reader, content, &at, &stretch);) {
        struct draft_segment *segment = place_stretch(reader, mids, &stretch, previous);
        if (!segment)
            return;
        segment->target = part_of(reader, content, &stretch);
        if (stretch.marked)
            previous = (size_t)(segment - (struct draft_segment *)draft->segments.items);
    }
}

/* ---- All of it -------------------------------------------------------------------------- */

static void set_states(struct draft *draft)
{
    struct draft_segment *segments = draft->segments.items;
    for (size_t i = 0; i < draft->segments.count; i++) {
        segments[i].segment.state = draft->state;
        segments[i].segment.substate = draft->substate;
    }
}

static void divide_by_marks(struct xliff_reader *reader)
{
    struct draft *draft = &reader->draft;
    struct array mids = {0};
    if (divide_source(reader) && draft->target.present && collect_mids(reader, &mids))
        divide_target(reader, &mids);
    xliff_array_free(&mids);
    struct draft_segment *segments = draft->segments.items;
    for (size_t i = 0; i < draft->segments.count && draft->target.count == 0; i++)
        segments[i].target = draft->target; /* an empty target is one of every segment */
}

void xliff_divide(struct xliff_reader *reader)
{
    struct draft *draft = &reader->draft;
    bool divided = is_divided(reader, &draft->seg_source) &&
                   (draft->target.count == 0 || is_divided(reader, &draft->target));
    if (divided) {
        divide_by_marks(reader);
    } else {
        struct draft_segment *segment = add_segment(reader, &(struct stretch){.marked = true});
        if (segment) {
            segment->source = draft->source;
            segment->target = draft->target;
        }
    }
    set_states(draft);
}
