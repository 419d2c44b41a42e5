/* A unit that has been read whole: what refers to something is resolved, and it is queued.
 * References are looked up in sorted keys, so that no unit takes quadratic time. */
#include "xliff/reader.h"

#include <stdlib.h>
#include <string.h>

/* What a name stands for: index of a piece of data, or of an opening part. */
struct key {
    struct xliff_string name;
    size_t index;
};

static int compare_keys(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = xliff_compare(a->name, b->name);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

static void sort(struct array *keys)
{
    if (keys->count > 1)
        qsort(keys->items, keys->count, sizeof(struct key), compare_keys);
}

static bool add_key(struct xliff_reader *reader, struct array *keys, struct xliff_string name,
                    size_t index)
{
    struct key *key = xliff_array_add(keys, sizeof *key);
    if (!key) {
        xliff_fail_memory(reader);
        return false;
    }
    *key = (struct key){name, index};
    return true;
}

/* The last key of that name with an index below `before`; if there is none, the first of that
 * name; NULL if the name is unknown. */
static const struct key *find_key(const struct array *keys, struct xliff_string name, size_t before)
{
    const struct key *items = keys->items, wanted = {name, before};
    size_t low = 0, high = keys->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_keys(&items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && xliff_equal(items[low - 1].name, name))
        return &items[low - 1];
    if (low < keys->count && xliff_equal(items[low].name, name))
        return &items[low];
    return NULL;
}

/* ---- 2.x: dataRef ----------------------------------------------------------------------- */

static void resolve_data(struct xliff_reader *reader)
{
    struct draft *draft = &reader->draft;
    struct draft_data *data = draft->data.items;
    struct draft_part *parts = draft->parts.items;
    struct array keys = {0};
    for (size_t i = 0; i < draft->data.count; i++)
        if (!add_key(reader, &keys, data[i].id, i))
            break;
    sort(&keys);
    for (size_t i = 0; i < draft->parts.count && keys.count > 0; i++) {
        if (!parts[i].link.data)
            continue;
        const struct key *key = find_key(&keys, parts[i].link, 0);
        if (key)
            parts[i].part.text = data[key->index].text;
    }
    xliff_array_free(&keys);
}

/* ---- 1.2: pairs of separate codes ------------------------------------------------------- */

static bool is_separate(const struct xliff_part *part)
{
    static const char *const names[] = {"bpt", "ept", "it", "bx", "ex"};
    if (part->kind != XLIFF_OPEN && part->kind != XLIFF_CLOSE)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(part->element, names[i]))
            return true;
    return false;
}

/* The two have the same rid; one that has none stands for its id. */
static struct xliff_string pair_name(const struct draft_part *part)
{
    return part->link.data ? part->link : part->part.id;
}

static const struct draft_content *side_of(const struct draft_segment *segment, bool target)
{
    return target ? &segment->target : &segment->source;
}

static void collect_opens(struct xliff_reader *reader, bool target, struct array *keys)
{
    const struct draft_segment *segments = reader->draft.segments.items;
    struct draft_part *parts = reader->draft.parts.items;
    for (size_t i = 0; i < reader->draft.segments.count; i++) {
        const struct draft_content *content = side_of(&segments[i], target);
        for (size_t j = content->start; j < content->start + content->count; j++) {
            if (!is_separate(&parts[j].part))
                continue;
            parts[j].part.isolated = true;
            if (parts[j].part.kind == XLIFF_OPEN && !add_key(reader, keys, pair_name(&parts[j]), j))
                return;
        }
    }
    sort(keys);
}

static void join_pair(struct draft_part *parts, const struct array *keys, size_t close)
{
    struct xliff_part *part = &parts[close].part;
    const struct key *key = find_key(keys, pair_name(&parts[close]), close);
    part->ref = key ? parts[key->index].part.id : parts[close].link;
    if (!key)
        return;
    struct xliff_part *open = &parts[key->index].part;
    open->isolated = part->isolated = false;
    if (!part->type.data)
        part->type = open->type;
}

static void resolve_pairs(struct xliff_reader *reader, bool target)
{
    const struct draft_segment *segments = reader->draft.segments.items;
    struct draft_part *parts = reader->draft.parts.items;
    struct array keys = {0};
    collect_opens(reader, target, &keys);
    for (size_t i = 0; i < reader->draft.segments.count; i++) {
        const struct draft_content *content = side_of(&segments[i], target);
        for (size_t j = content->start; j < content->start + content->count; j++)
            if (parts[j].part.kind == XLIFF_CLOSE && is_separate(&parts[j].part))
                join_pair(parts, &keys, j);
    }
    xliff_array_free(&keys);
}

/* ---- Into the item ---------------------------------------------------------------------- */

static struct xliff_content publish(const struct draft_content *draft,
                                    const struct xliff_part *parts)
{
    return (struct xliff_content){
        .parts = draft->count ? parts + draft->start : NULL,
        .count = draft->count,
        .lang = draft->lang,
        .line = draft->line,
        .column = draft->column,
    };
}

static bool publish_segments(struct draft *draft)
{
    struct arena *arena = &draft->item->arena;
    const struct draft_part *from = draft->parts.items;
    const struct draft_segment *drafts = draft->segments.items;
    size_t part_count = draft->parts.count, count = draft->segments.count;
    struct xliff_part *parts = xliff_arena_get(arena, part_count * sizeof *parts);
    struct xliff_segment *segments = xliff_arena_get(arena, count * sizeof *segments);
    if (!parts || !segments)
        return false;
    for (size_t i = 0; i < part_count; i++)
        parts[i] = from[i].part;
    for (size_t i = 0; i < count; i++) {
        segments[i] = drafts[i].segment;
        segments[i].source = publish(&drafts[i].source, parts);
        segments[i].target = publish(&drafts[i].target, parts);
        segments[i].has_target = drafts[i].target.present;
    }
    draft->item->unit.segments = segments;
    draft->item->unit.segment_count = count;
    return true;
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

void xliff_end_unit(struct xliff_reader *reader)
{
    struct draft *draft = &reader->draft;
    if (reader->version == XLIFF_1_2) {
        xliff_divide(reader);
        resolve_pairs(reader, false);
        resolve_pairs(reader, true);
    } else {
        resolve_data(reader);
    }
    if (!publish_segments(draft) || !publish_notes(draft))
        xliff_fail_memory(reader);
    if (reader->error.code != XLIFF_OK)
        return;
    xliff_queue_push(&reader->queue, draft->item);
    draft->item = NULL;
}
