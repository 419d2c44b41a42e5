/* Units, and the blocks of a convention: groups of units in 1.2, units of segments in 2.x. */
#include "xliff/convert.h"

#include <string.h>

static const struct xliff_convention *convention_of(const struct conversion *conversion)
{
    return conversion->options->convention;
}

static struct xliff_string convert_unit_type(struct conversion *conversion,
                                             struct xliff_string type)
{
    const struct xliff_convention *convention = convention_of(conversion);
    if (conversion->own && type.data &&
        convention->type(convention->context, conversion->to, &type))
        return xliff_convert_copy(conversion, type);
    return xliff_convert_type(conversion, type);
}

/* ---- Matches ---------------------------------------------------------------------------- */

/* The codes of a match are its own, as those of a unit are. */
static void convert_match(struct conversion *conversion, const struct xliff_match *from,
                          struct xliff_string segment, struct xliff_match *to)
{
    struct xliff_segment sides = {
        .source = from->source, .target = from->target, .has_target = true};
    struct xliff_unit unit = {.segments = &sides, .segment_count = 1};
    size_t marks[] = {conversion->marks[0], conversion->marks[1]};
    const struct xliff_segment *converted = xliff_convert_segments(conversion, &unit);
    memcpy(conversion->marks, marks, sizeof marks);
    *to = (struct xliff_match){.segment = segment,
                               .similarity = from->similarity,
                               .origin = xliff_convert_copy(conversion, from->origin),
                               .type = from->type,
                               .subtype = from->subtype};
    if (!converted)
        return;
    to->source = converted->source;
    to->target = converted->target;
    xliff_convert_match_type(conversion, to);
}

static void add_match(struct conversion *conversion, const struct xliff_match *match,
                      struct xliff_string segment)
{
    struct xliff_match converted;
    convert_match(conversion, match, segment, &converted);
    struct xliff_match *added = xliff_array_add(&conversion->matches, sizeof *added);
    if (added)
        *added = converted;
    else
        conversion->failed = true;
}

static const struct xliff_segment *first_segment(const struct xliff_segment *segments, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!segments[i].ignorable)
            return &segments[i];
    return segments;
}

/* In 2.x a match is one of a segment, which needs an id. */
static struct xliff_match *convert_matches(struct conversion *conversion,
                                           const struct xliff_unit *unit,
                                           struct xliff_segment *segments)
{
    size_t count = unit->match_count;
    struct xliff_match *matches = xliff_convert_get(conversion, count * sizeof *matches);
    if (!matches || count == 0)
        return matches;
    if (conversion->up && unit->segment_count == 1 && segments[0].id.size == 0)
        segments[0].id = (struct xliff_string){"seg", 3};
    if (!conversion->up && unit->segment_count > 1)
        xliff_lose(&conversion->losses, "which segment of the unit a match is for");
    struct xliff_string first = first_segment(segments, unit->segment_count)->id;
    for (size_t i = 0; conversion->up && i < count; i++) {
        struct xliff_string id = unit->matches[i].segment;
        matches[i].segment = id.size > 0 ? xliff_convert_segment_id(conversion, id) : first;
    }
    for (size_t i = 0; i < count && !conversion->failed; i++)
        convert_match(conversion, &unit->matches[i],
                      conversion->up ? matches[i].segment : (struct xliff_string){0}, &matches[i]);
    return matches;
}

/* ---- A unit as a unit ------------------------------------------------------------------- */

/* 1.2 has one state for all of a unit. */
static void convert_states(struct conversion *conversion, const struct xliff_unit *from,
                           struct xliff_segment *segments, struct xliff_unit *to)
{
    const struct xliff_segment *first = NULL;
    for (size_t i = 0; i < from->segment_count; i++) {
        struct flags flags = {.approved = conversion->up && from->approved};
        struct xliff_segment *segment = &segments[i];
        if (segment->ignorable) {
            segment->state = segment->substate = (struct xliff_string){0};
            continue;
        }
        xliff_convert_state(conversion, segment, &flags);
        if (conversion->up || !segment->has_target)
            continue;
        to->approved |= !first && flags.approved;
        if (first && (!xliff_equal(first->state, segment->state) ||
                      !xliff_equal(first->substate, segment->substate)))
            xliff_lose(&conversion->losses, "states of the segments of a unit after the first");
        first = first ? first : segment;
    }
}

/* The target of a whole unit has one state, that of the first segment that has a target. */
static void put_first_state_first(struct xliff_segment *segments, size_t count)
{
    const struct xliff_segment *first = NULL;
    for (size_t i = 0; i < count && !first; i++)
        if (segments[i].has_target && !segments[i].ignorable)
            first = &segments[i];
    for (size_t i = 0; first && i < count; i++) {
        segments[i].state = first->state;
        segments[i].substate = first->substate;
    }
}

static void write_unit(struct conversion *conversion, const struct xliff_unit *unit)
{
    struct xliff_unit to = {
        .id = xliff_convert_id(conversion, unit->id),
        .name = xliff_convert_copy(conversion, unit->name),
        .type = convert_unit_type(conversion, unit->type),
        .no_translate = unit->no_translate,
        .characters = unit->characters,
        .bytes = unit->bytes,
        .segment_count = unit->segment_count,
        .match_count = unit->match_count,
    };
    struct xliff_segment *segments = xliff_convert_segments(conversion, unit);
    to.matches = segments ? convert_matches(conversion, unit, segments) : NULL;
    if (!to.matches)
        return;
    xliff_convert_notes(conversion, unit);
    to.notes = conversion->block_notes.items;
    to.note_count = conversion->block_notes.count;
    to.terms = conversion->terms.items;
    to.term_count = conversion->terms.count;
    convert_states(conversion, unit, segments, &to);
    if (!conversion->up)
        put_first_state_first(segments, unit->segment_count);
    to.segments = segments;
    xliff_convert_carry_attributes(conversion, conversion->item);
    xliff_convert_carry_elements(conversion, conversion->item, &conversion->writer->carried);
    if (!conversion->failed)
        xliff_write_unit(conversion->writer, &to);
}

/* ---- 1.2 to 2.x: a block is collected --------------------------------------------------- */

bool xliff_convert_block_start(struct conversion *conversion, const struct xliff_group *group)
{
    const struct xliff_convention *convention = convention_of(conversion);
    if (!conversion->own || !conversion->up || conversion->in_block ||
        !convention->is_block(convention->context, group->id))
        return false;
    conversion->in_block = true;
    conversion->marks[0] = conversion->marks[1] = 0;
    conversion->fixed = 0;
    xliff_array_clear(&conversion->segments, sizeof(struct block_segment));
    xliff_convert_clear_notes(conversion);
    xliff_array_clear(&conversion->matches, sizeof(struct xliff_match));
    conversion->block = (struct xliff_unit){
        .id = xliff_convert_id(conversion, group->id),
        .name = xliff_convert_copy(conversion, group->name),
        .type = convert_unit_type(conversion, group->type),
    };
    return true;
}

static void add_segment(struct conversion *conversion, const struct xliff_segment *segment,
                        struct flags flags)
{
    struct block_segment *added = xliff_array_add(&conversion->segments, sizeof *added);
    if (added)
        *added = (struct block_segment){*segment, flags};
    else
        conversion->failed = true;
}

/* The joint between the segment before and the next one. */
static void add_joint(struct conversion *conversion)
{
    const struct xliff_convention *convention = convention_of(conversion);
    const struct block_segment *segments = conversion->segments.items;
    if (conversion->segments.count == 0)
        return;
    struct xliff_string joint =
        convention->joint(convention->context, segments[conversion->segments.count - 1].segment.id);
    struct xliff_part *part = xliff_convert_get(conversion, sizeof *part);
    if (joint.size == 0 || !part)
        return;
    *part = (struct xliff_part){
        .kind = XLIFF_TEXT, .text = xliff_convert_copy(conversion, joint), .translate = -1};
    struct xliff_segment ignorable = {.ignorable = true, .source = {.parts = part, .count = 1}};
    add_segment(conversion, &ignorable, (struct flags){0});
}

/* "s3" of "b17.s3" in block b17. */
static struct xliff_string inner_id(struct conversion *conversion, struct xliff_string id)
{
    struct xliff_string block = conversion->block.id;
    struct xliff_string inner = xliff_convert_id(conversion, id);
    if (inner.size > block.size + 1 && !memcmp(inner.data, block.data, block.size) &&
        inner.data[block.size] == '.')
        return (struct xliff_string){inner.data + block.size + 1, inner.size - block.size - 1};
    return inner;
}

static void collect_unit(struct conversion *conversion, const struct xliff_unit *unit)
{
    struct xliff_segment *segments = xliff_convert_segments(conversion, unit);
    struct xliff_string id = inner_id(conversion, unit->id);
    if (!segments || !id.data)
        return;
    if (unit->characters.given || unit->bytes.given)
        xliff_lose(&conversion->losses, "size restriction of a segment of a block");
    if (unit->name.size > 0 || unit->type.size > 0)
        xliff_lose(&conversion->losses, "resname or restype of a segment of a block");
    add_joint(conversion);
    for (size_t i = 0; i < unit->segment_count; i++) {
        struct xliff_string mid = segments[i].id;
        if (!segments[i].ignorable)
            segments[i].id = mid.size == 0
                                 ? id
                                 : xliff_convert_format(conversion, "%.*s.%.*s", (int)id.size,
                                                        id.data, (int)mid.size, mid.data);
        add_segment(conversion, &segments[i],
                    (struct flags){.approved = unit->approved, .fixed = unit->no_translate});
    }
    conversion->fixed += unit->no_translate ? unit->segment_count : 0;
    for (size_t i = 0; i < unit->match_count; i++)
        add_match(conversion, &unit->matches[i], id);
    for (size_t i = 0; i < unit->note_count; i++)
        xliff_convert_add_note(
            conversion, &unit->notes[i],
            xliff_convert_format(conversion, "%.*s.n%zu", (int)id.size, id.data, i + 1));
}

/* Whether all that is not a joint has translate="no". */
static bool is_fixed(const struct conversion *conversion)
{
    const struct block_segment *segments = conversion->segments.items;
    for (size_t i = 0; i < conversion->segments.count; i++)
        if (!segments[i].segment.ignorable && !segments[i].flags.fixed)
            return false;
    return conversion->fixed > 0;
}

void xliff_convert_block_end(struct conversion *conversion)
{
    struct block_segment *items = conversion->segments.items;
    size_t count = conversion->segments.count;
    struct xliff_segment *segments = xliff_convert_get(conversion, count * sizeof *segments);
    struct xliff_unit *unit = &conversion->block;
    conversion->in_block = false;
    unit->no_translate = is_fixed(conversion);
    for (size_t i = 0; segments && i < count; i++) {
        struct flags flags = items[i].flags;
        flags.fixed &= !unit->no_translate;
        segments[i] = items[i].segment;
        if (!segments[i].ignorable)
            xliff_convert_state(conversion, &segments[i], &flags);
    }
    unit->segments = segments;
    unit->segment_count = count;
    unit->notes = conversion->block_notes.items;
    unit->note_count = conversion->block_notes.count;
    unit->terms = conversion->terms.items;
    unit->term_count = conversion->terms.count;
    unit->matches = conversion->matches.items;
    unit->match_count = conversion->matches.count;
    if (conversion->failed)
        return;
    if (count == 0) {
        xliff_lose(&conversion->losses, "block without segments");
        return;
    }
    struct item *group = conversion->item->outer;
    xliff_convert_carry_attributes(conversion, group);
    xliff_convert_carry_elements(conversion, group, &conversion->writer->carried);
    xliff_write_unit(conversion->writer, unit);
}

/* ---- 2.x to 1.2: a block is taken apart ------------------------------------------------- */

/* The segments of a block are named as the convention names them; else a tool has divided or
 * joined them, and the unit stays whole. */
static bool is_block(const struct conversion *conversion, const struct xliff_unit *unit)
{
    const struct xliff_convention *convention = convention_of(conversion);
    if (!conversion->own || !convention->is_block(convention->context, unit->id))
        return false;
    for (size_t i = 0; i < unit->segment_count; i++)
        if (!unit->segments[i].ignorable &&
            !convention->is_segment(convention->context, unit->segments[i].id))
            return false;
    return true;
}

/* Whether a note is of the segment: "s3.n1" is of "s3". */
static bool is_note_of(const struct xliff_note *note, struct xliff_string segment)
{
    size_t size = segment.size;
    return note->id.size > size + 1 && !memcmp(note->id.data, segment.data, size) &&
           note->id.data[size] == '.' &&
           xliff_convert_is_note_id(
               (struct xliff_string){note->id.data + size + 1, note->id.size - size - 1});
}

static bool is_note_of_segment(const struct xliff_unit *unit, const struct xliff_note *note)
{
    const char *point = note->id.size > 0 ? memchr(note->id.data, '.', note->id.size) : NULL;
    struct xliff_string segment = {note->id.data, point ? (size_t)(point - note->id.data) : 0};
    for (size_t i = 0; point && i < unit->segment_count; i++)
        if (xliff_equal(unit->segments[i].id, segment))
            return is_note_of(note, segment);
    return false;
}

static void write_segment(struct conversion *conversion, const struct xliff_unit *unit,
                          const struct xliff_content *source, struct xliff_segment *segment,
                          bool fixed)
{
    struct xliff_string block = conversion->block.id, id = segment->id;
    struct flags flags;
    xliff_convert_state(conversion, segment, &flags);
    xliff_convert_clear_notes(conversion);
    for (size_t i = 0; i < unit->note_count; i++)
        if (is_note_of(&unit->notes[i], id))
            xliff_convert_add_note(conversion, &unit->notes[i], id);
    for (size_t i = 0; i < unit->term_count; i++)
        if (xliff_convert_marks(source, &unit->terms[i]))
            xliff_convert_term(conversion, &unit->terms[i]);
    xliff_array_clear(&conversion->matches, sizeof(struct xliff_match));
    for (size_t i = 0; i < unit->match_count; i++)
        if (xliff_equal(unit->matches[i].segment, id))
            add_match(conversion, &unit->matches[i], (struct xliff_string){0});
    segment->id = (struct xliff_string){0};
    struct xliff_unit to = {
        .id = xliff_convert_format(conversion, "%.*s.%.*s", (int)block.size, block.data,
                                   (int)id.size, id.data),
        .no_translate = fixed || flags.fixed,
        .approved = flags.approved,
        .segments = segment,
        .segment_count = 1,
        .notes = conversion->block_notes.items,
        .note_count = conversion->block_notes.count,
        .matches = conversion->matches.items,
        .match_count = conversion->matches.count,
    };
    if (!conversion->failed)
        xliff_write_unit(conversion->writer, &to);
}

static void lose_matches(struct conversion *conversion, const struct xliff_unit *unit)
{
    for (size_t i = 0; i < unit->match_count; i++) {
        bool found = false;
        for (size_t k = 0; k < unit->segment_count && !found; k++)
            found = !unit->segments[k].ignorable &&
                    xliff_equal(unit->segments[k].id, unit->matches[i].segment);
        if (!found)
            xliff_lose(&conversion->losses, "match that is of no segment");
    }
}

/* Whether the term is marked in a segment of the unit. */
static bool is_of_segment(const struct xliff_unit *unit, const struct xliff_term *term)
{
    for (size_t i = 0; i < unit->segment_count; i++)
        if (!unit->segments[i].ignorable && xliff_convert_marks(&unit->segments[i].source, term))
            return true;
    return false;
}

/* Those that no segment has. */
static void write_group_terms(struct conversion *conversion, const struct xliff_unit *unit)
{
    xliff_convert_clear_notes(conversion);
    for (size_t i = 0; i < unit->term_count; i++)
        if (!is_of_segment(unit, &unit->terms[i]))
            xliff_convert_term(conversion, &unit->terms[i]);
    const struct xliff_note *notes = conversion->block_notes.items;
    for (size_t i = 0; i < conversion->block_notes.count; i++)
        xliff_write_note(conversion->writer, &notes[i]);
}

static void write_block(struct conversion *conversion, const struct xliff_unit *unit)
{
    struct xliff_group group = {
        .id = xliff_convert_id(conversion, unit->id),
        .name = xliff_convert_copy(conversion, unit->name),
        .type = convert_unit_type(conversion, unit->type),
    };
    struct xliff_segment *segments = xliff_convert_segments(conversion, unit);
    if (!segments)
        return;
    conversion->block.id = group.id;
    if (unit->characters.given || unit->bytes.given)
        xliff_lose(&conversion->losses, "size restriction of a block");
    lose_matches(conversion, unit);
    xliff_convert_carry_attributes(conversion, conversion->item);
    xliff_write_group_start(conversion->writer, &group);
    xliff_convert_carry_elements(conversion, conversion->item, &conversion->writer->group_carried);
    for (size_t i = 0; i < unit->note_count; i++)
        if (!is_note_of_segment(unit, &unit->notes[i])) {
            struct xliff_note note =
                xliff_convert_note(conversion, &unit->notes[i], (struct xliff_string){0});
            xliff_write_note(conversion->writer, &note);
        }
    write_group_terms(conversion, unit);
    for (size_t i = 0; i < unit->segment_count; i++) {
        const struct xliff_segment *from = &unit->segments[i];
        if (!from->ignorable)
            write_segment(conversion, unit, &from->source, &segments[i], unit->no_translate);
        else if (from->has_target && !xliff_content_same_text(&from->source, &from->target))
            xliff_lose(&conversion->losses, "translated white space between segments");
    }
    xliff_write_group_end(conversion->writer);
}

/* ---- All of it -------------------------------------------------------------------------- */

void xliff_convert_unit(struct conversion *conversion, const struct xliff_unit *unit)
{
    if (conversion->in_block) {
        collect_unit(conversion, unit);
        xliff_convert_lose_carried(conversion, conversion->item);
        return;
    }
    conversion->marks[0] = conversion->marks[1] = 0;
    if (!conversion->up && is_block(conversion, unit))
        write_block(conversion, unit);
    else
        write_unit(conversion, unit);
}
