/* A unit that has been read whole: what refers to something is resolved, and it is queued.
 * References are looked up in sorted keys, so that no unit takes quadratic time. */
#include "xliff/keys.h"
#include "xliff/reader.h"

#include <string.h>

/* ---- 2.x: dataRef ----------------------------------------------------------------------- */

/* Of the data from `first_data`, for the parts from `first_part`. What is resolved refers no more.
 * Parts share a data's text here, but who keeps them may not: all of it counts. */
static void resolve_data(struct xliff_reader *reader, size_t first_data, size_t first_part)
{
    size_t size = reader->draft.size;
    struct draft *draft = &reader->draft;
    struct draft_data *data = draft->data.items;
    struct xliff_part *parts = draft_parts(draft);
    struct detail *details = draft_details(draft);
    struct array *keys = &draft->keys;
    for (size_t i = first_data; i < draft->data.count; i++)
        if (!xliff_keys_add(keys, (struct key){.name = data[i].id, .index = i}))
            xliff_fail_memory(reader);
    xliff_keys_sort(keys);
    for (size_t i = first_part; i < draft->item->parts.count; i++) {
        size_t found = details[i].link.data ? xliff_keys_find(keys, details[i].link) : SIZE_MAX;
        details[i].link = (struct xliff_string){0};
        if (found == SIZE_MAX)
            continue;
        parts[i].text = data[found].text;
        size += parts[i].text.size;
    }
    if (size > XLIFF_MAX_UNIT)
        xliff_fail(reader, XLIFF_ERROR_LIMIT, (size_t)reader->parser->input->line, 0,
                   "the unit is longer than %zu bytes with the data its codes refer to",
                   XLIFF_MAX_UNIT);
    xliff_array_clear(keys, sizeof(struct key));
}

/* ---- 1.2: pairs of separate codes ------------------------------------------------------- */

/* The two have the same rid; one that has none stands for its id. */
static struct xliff_string pair_name(const struct xliff_part *part, const struct detail *detail)
{
    return detail->link.data ? detail->link : part->id;
}

static const struct draft_content *side_of(const struct draft_segment *segment, bool target)
{
    return target ? &segment->target : &segment->source;
}

/* Until its partner is found, a code has none, and names what it was given. */
static void collect_ends(struct xliff_reader *reader, const struct draft_content *content)
{
    struct xliff_part *parts = draft_parts(&reader->draft);
    const struct detail *details = draft_details(&reader->draft);
    for (size_t i = content->start; i < content->start + content->count; i++) {
        struct xliff_part *part = &parts[i];
        if (!details[i].separate)
            continue;
        part->isolated = true;
        if (part->kind == XLIFF_CLOSE)
            part->ref = details[i].link;
        struct key key = {
            .name = pair_name(part, &details[i]), .index = i, .close = part->kind == XLIFF_CLOSE};
        if (!xliff_keys_add(&reader->draft.keys, key))
            xliff_fail_memory(reader);
    }
}

static void join_pair(void *context, size_t open_index, size_t close_index)
{
    struct xliff_part *parts = context;
    struct xliff_part *open = &parts[open_index], *close = &parts[close_index];
    open->isolated = close->isolated = false;
    close->ref = open->id;
    if (!close->type.data)
        close->type = open->type;
}

static void join_pairs(struct xliff_reader *reader)
{
    xliff_keys_match(&reader->draft.keys, join_pair, draft_parts(&reader->draft));
}

static void resolve_pairs(struct xliff_reader *reader, bool target)
{
    const struct draft_segment *segments = reader->draft.segments.items;
    for (size_t i = 0; i < reader->draft.segments.count; i++)
        collect_ends(reader, side_of(&segments[i], target));
    join_pairs(reader);
}

static void resolve_content(struct xliff_reader *reader, const struct draft_content *content)
{
    collect_ends(reader, content);
    join_pairs(reader);
}

/* The codes of a match and their data are its own. */
void xliff_complete_match(struct xliff_reader *reader, const struct draft_match *match)
{
    if (reader->version == XLIFF_1_2) {
        resolve_content(reader, &match->source);
        resolve_content(reader, &match->target);
        return;
    }
    resolve_data(reader, match->first_data, match->first_part);
    reader->draft.data.count = match->first_data;
}

/* ---- Into the item ---------------------------------------------------------------------- */

static void publish(struct xliff_content *content, const struct draft_content *draft,
                    const struct xliff_part *parts)
{
    content->parts = draft->count ? parts + draft->start : NULL;
    content->count = draft->count;
    content->lang = draft->lang;
    content->line = draft->line;
    content->column = draft->column;
}

/* 2.x: the segment's own elements. 1.2: those of the unit, whatever its segments. */
static bool publish_places(struct draft *draft, bool first)
{
    const struct draft_segment *segments = draft->segments.items;
    size_t count = draft->segments.count;
    struct array *array = &draft->item->places;
    if (!xliff_array_reserve(array, count, sizeof(struct place)))
        return false;
    size_t end = draft->seg_source.present && draft->seg_source.range.end > draft->source.range.end
                     ? draft->seg_source.range.end
                     : draft->source.range.end;
    for (size_t i = 0; i < count; i++) {
        struct place *place = xliff_array_take(array, sizeof *place);
        place->target = segments[i].target.range;
        place->state = first ? draft->target.range : segments[i].state;
        place->source = first ? draft->source.range : segments[i].source.range;
        place->insert = first ? end : segments[i].source.range.end;
    }
    if (first)
        draft->item->note_insert = draft->target.present ? draft->target.range.end : end;
    return true;
}

static bool publish_segments(struct draft *draft)
{
    struct item *item = draft->item;
    const struct draft_segment *drafts = draft->segments.items;
    const struct xliff_part *parts = draft_parts(draft);
    size_t count = draft->segments.count;
    struct xliff_segment *segments = xliff_arena_get(&item->arena, count * sizeof *segments);
    for (size_t i = 0; segments && i < count; i++) {
        segments[i] = drafts[i].segment;
        publish(&segments[i].source, &drafts[i].source, parts);
        publish(&segments[i].target, &drafts[i].target, parts);
        segments[i].has_target = drafts[i].target.present;
    }
    item->unit.segments = segments;
    item->unit.segment_count = count;
    return segments != NULL;
}

static bool publish_notes(struct draft *draft)
{
    size_t size = draft->notes.count * sizeof(struct xliff_note);
    struct xliff_note *notes = xliff_arena_get(&draft->item->arena, size);
    if (!notes)
        return false;
    if (size > 0)
        memcpy(notes, draft->notes.items, size);
    draft->item->unit.notes = notes;
    draft->item->unit.note_count = draft->notes.count;
    return true;
}

static bool publish_matches(struct draft *draft)
{
    const struct draft_match *drafts = draft->matches.items;
    const struct xliff_part *parts = draft_parts(draft);
    size_t count = draft->matches.count;
    struct xliff_match *matches = xliff_arena_get(&draft->item->arena, count * sizeof *matches);
    for (size_t i = 0; matches && i < count; i++) {
        matches[i] = drafts[i].match;
        publish(&matches[i].source, &drafts[i].source, parts);
        publish(&matches[i].target, &drafts[i].target, parts);
    }
    draft->item->unit.matches = matches;
    draft->item->unit.match_count = count;
    return matches != NULL;
}

static bool publish_terms(struct draft *draft)
{
    size_t size = draft->terms.count * sizeof(struct xliff_term);
    struct xliff_term *terms = xliff_arena_get(&draft->item->arena, size);
    if (!terms)
        return false;
    if (size > 0)
        memcpy(terms, draft->terms.items, size);
    draft->item->unit.terms = terms;
    draft->item->unit.term_count = draft->terms.count;
    return true;
}

void xliff_end_unit(struct xliff_reader *reader)
{
    struct draft *draft = &reader->draft;
    if (reader->version == XLIFF_1_2) {
        xliff_divide(reader);
        for (int target = 0; draft->paired && target <= 1; target++)
            resolve_pairs(reader, target);
    } else {
        resolve_data(reader, 0, 0);
    }
    bool placed = !reader->tracked || publish_places(draft, reader->version == XLIFF_1_2);
    if (!placed || !publish_segments(draft) || !publish_notes(draft) || !publish_matches(draft) ||
        !publish_terms(draft))
        xliff_fail_memory(reader);
    if (reader->error.code != XLIFF_OK)
        return;
    draft->item->end = reader->passed.offset;
    xliff_queue_push(&reader->queue, draft->item);
    draft->item = NULL;
}
