/* The segments of a unit, and what stands in them. */
#include "xliff/convert.h"
#include "xliff/keys.h"

#include <string.h>

static bool is_mark(const struct xliff_part *part)
{
    return part->kind == XLIFF_MARK_OPEN || part->kind == XLIFF_MARK_CLOSE;
}

static bool is_open(const struct xliff_part *part)
{
    return part->kind == XLIFF_OPEN || part->kind == XLIFF_MARK_OPEN;
}

static void add_key(struct conversion *conversion, struct array *keys, struct key key)
{
    conversion->failed |= !xliff_keys_add(keys, key);
}

static bool has_id(const struct conversion *conversion, struct xliff_string id)
{
    return xliff_keys_find(&conversion->ids, id) != SIZE_MAX;
}

/* ---- Ids of codes ----------------------------------------------------------------------- */

static void collect_ids(struct conversion *conversion, const struct xliff_content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind != XLIFF_TEXT && !is_mark(part) && part->id.data)
            add_key(conversion, &conversion->ids,
                    (struct key){.name = xliff_convert_id(conversion, part->id),
                                 .index = conversion->ids.count});
    }
}

static void collect_unit_ids(struct conversion *conversion, const struct xliff_unit *unit)
{
    xliff_array_clear(&conversion->ids, sizeof(struct key));
    for (size_t i = 0; i < unit->segment_count; i++) {
        collect_ids(conversion, &unit->segments[i].source);
        collect_ids(conversion, &unit->segments[i].target);
    }
    xliff_keys_sort(&conversion->ids);
    size_t *copies = xliff_convert_get(conversion, conversion->ids.count * 2 * sizeof *copies);
    if (copies)
        memset(copies, 0, conversion->ids.count * 2 * sizeof *copies);
    conversion->copies = copies;
}

/* In 1.2 a code may stand twice with one id: in 2.x the second is id_x2_. */
static void number_copy(struct conversion *conversion, struct xliff_part *part, bool target)
{
    size_t key = part->id.data ? xliff_keys_find(&conversion->ids, part->id) : SIZE_MAX;
    if (key == SIZE_MAX || part->kind == XLIFF_CLOSE)
        return;
    size_t copy = ++conversion->copies[2 * key + target];
    if (copy > 1 && copy < 1000 && part->kind == XLIFF_PLACEHOLDER)
        part->id = xliff_convert_copy_id(conversion, part->id, copy);
}

/* 2.x to 1.2: the end of a pair gets its place among the unit's codes and marks for an id. */
static void number_ends(struct conversion *conversion, const struct xliff_unit *unit)
{
    size_t place = 0;
    xliff_array_clear(&conversion->end_ids, sizeof(struct key));
    for (size_t i = 0; i < unit->segment_count; i++)
        for (size_t k = 0; k < unit->segments[i].source.count; k++) {
            const struct xliff_part *part = &unit->segments[i].source.parts[k];
            place += part->kind != XLIFF_TEXT && part->kind != XLIFF_MARK_CLOSE;
            if (part->kind == XLIFF_CLOSE && !part->id.data)
                add_key(conversion, &conversion->end_ids,
                        (struct key){.name = part->ref, .index = place, .close = true});
        }
    xliff_keys_sort(&conversion->end_ids);
}

static void find_end_id(struct conversion *conversion, struct xliff_part *part,
                        struct xliff_string ref)
{
    const struct key *keys = conversion->end_ids.items;
    size_t low = 0, high = conversion->end_ids.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (xliff_compare(keys[middle].name, ref) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == conversion->end_ids.count || !xliff_equal(keys[low].name, ref))
        return;
    struct xliff_string id = xliff_convert_format(conversion, "%zu", keys[low].index);
    if (!has_id(conversion, id))
        part->id = id;
}

/* ---- Codes ------------------------------------------------------------------------------ */

static bool is_empty(struct xliff_string text)
{
    return text.size == 0;
}

/* The element of 1.2: without original data there are others. */
static const char *element_down(const struct xliff_part *part, const struct xliff_part *partner)
{
    if (part->kind == XLIFF_PLACEHOLDER)
        return is_empty(part->text) ? "x" : NULL;
    if (!partner || !is_empty(part->text) || !is_empty(partner->text))
        return NULL;
    bool span = part->kind == XLIFF_OPEN && part->element && !strcmp(part->element, "pc");
    if (span && is_empty(partner->equiv) && is_empty(partner->disp))
        return "g";
    return part->kind == XLIFF_OPEN ? "bx" : "ex";
}

/* What is two empty elements in 1.2 is two in 2.x. */
static const char *element_up(const struct xliff_part *part)
{
    return part->kind == XLIFF_OPEN && part->element && !strcmp(part->element, "bx") ? "sc" : NULL;
}

static void convert_code(struct conversion *conversion, struct xliff_part *part, bool target,
                         const struct xliff_part *partner)
{
    const struct xliff_convention *convention = conversion->options->convention;
    struct xliff_string ref = part->ref;
    const char *element = conversion->up ? element_up(part) : element_down(part, partner);
    bool copies = !conversion->up && part->kind == XLIFF_PLACEHOLDER;
    part->id =
        xliff_convert_id(conversion, copies ? xliff_convert_without_copy(part->id) : part->id);
    part->ref = xliff_convert_id(conversion, part->ref);
    if (conversion->up)
        number_copy(conversion, part, target);
    if (!conversion->up && part->kind == XLIFF_CLOSE && !part->id.data)
        find_end_id(conversion, part, ref);
    bool known = conversion->own && convention->code(convention->context, conversion->to, part);
    if (!known)
        xliff_convert_code_type(conversion, part);
    part->element = element;
    if (conversion->up)
        return;
    if (part->disp.size > 0)
        xliff_lose(&conversion->losses, "disp of a code");
    if (part->keep && part->kind != XLIFF_CLOSE)
        xliff_lose(&conversion->losses, "canDelete=\"no\" of a code");
    part->subtype = part->disp = (struct xliff_string){0};
}

/* ---- Marks ------------------------------------------------------------------------------ */

/* A mark of the target has the id of the source's next one of its type. */
static struct xliff_string new_mark_id(struct conversion *conversion, bool target,
                                       struct xliff_string type)
{
    for (;;) {
        size_t number = conversion->marks[target]++;
        struct xliff_string id = xliff_convert_format(conversion, "m%zu", number + 1);
        if (number == conversion->mark_types.count) {
            struct xliff_string *added = xliff_array_add(&conversion->mark_types, sizeof *added);
            conversion->failed |= !added;
            if (added)
                *added = type;
        }
        const struct xliff_string *types = conversion->mark_types.items;
        if (conversion->failed || (!has_id(conversion, id) && xliff_equal(types[number], type)))
            return id;
    }
}

/* In 1.2 marks have no ids, but nest. False: the mark is left out. */
static bool mark_up(struct conversion *conversion, struct xliff_part *part, bool target)
{
    struct array *open = &conversion->open_marks;
    bool segment = xliff_is(part->type, "seg");
    if (segment) {
        if (part->kind == XLIFF_MARK_OPEN)
            xliff_lose(&conversion->losses, "<mrk mtype=\"seg\"> where no <seg-source> has it");
        return false;
    }
    if (part->kind == XLIFF_MARK_CLOSE) {
        const struct xliff_string *ids = open->items;
        if (open->count > 0)
            part->ref = ids[--open->count];
        return true;
    }
    if (part->id.data)
        xliff_lose(&conversion->losses, "mid of a <mrk> that is no segment");
    struct xliff_string *id = xliff_array_add(open, sizeof *id);
    if (!id) {
        conversion->failed = true;
        return false;
    }
    xliff_convert_mark_type(conversion, part);
    *id = part->id = new_mark_id(conversion, target, part->type);
    return true;
}

static void mark_down(struct conversion *conversion, struct xliff_part *part)
{
    xliff_convert_mark_type(conversion, part);
    part->id = part->ref = (struct xliff_string){0};
}

/* ---- Pairs in one content --------------------------------------------------------------- */

#define NONE SIZE_MAX

static void join(void *context, size_t open, size_t close)
{
    size_t *partners = context;
    partners[open] = close;
    partners[close] = open;
}

static void find_partners(struct conversion *conversion, const struct xliff_content *content,
                          bool marks, size_t *partners)
{
    struct array keys = {0};
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind == XLIFF_TEXT || part->kind == XLIFF_PLACEHOLDER || is_mark(part) != marks)
            continue;
        add_key(conversion, &keys,
                (struct key){.name = is_open(part) ? part->id : part->ref,
                             .index = i,
                             .close = !is_open(part)});
    }
    xliff_keys_match(&keys, join, partners);
    xliff_array_free(&keys);
}

/* Marks that overlap others, or have no partner here, lose their partner. `stack` has room. */
static void unjoin_overlapping(const struct xliff_content *content, size_t *partners, size_t *stack)
{
    size_t depth = 0;
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        size_t partner = partners[i];
        if (!is_mark(part) || partner == NONE)
            continue;
        if (part->kind == XLIFF_MARK_OPEN && partner > i) {
            stack[depth++] = i;
            continue;
        }
        bool last = part->kind == XLIFF_MARK_CLOSE && partner < i;
        for (; last && depth > 0 && stack[depth - 1] != partner; depth--) {
            partners[partners[stack[depth - 1]]] = NONE;
            partners[stack[depth - 1]] = NONE;
        }
        depth -= last && depth > 0;
        if (!last)
            partners[i] = partners[partner] = NONE;
    }
}

/* The partner of each part of a content of 2.x; NULL when memory runs out. */
static size_t *pair_parts(struct conversion *conversion, const struct xliff_content *content)
{
    size_t *partners = xliff_convert_get(conversion, content->count * sizeof *partners);
    size_t *stack = xliff_convert_get(conversion, content->count * sizeof *stack);
    if (!partners || !stack)
        return NULL;
    for (size_t i = 0; i < content->count; i++)
        partners[i] = NONE;
    find_partners(conversion, content, false, partners);
    find_partners(conversion, content, true, partners);
    if (!conversion->failed)
        unjoin_overlapping(content, partners, stack);
    return partners;
}

/* ---- Content ---------------------------------------------------------------------------- */

static struct xliff_part copy_part(struct conversion *conversion, const struct xliff_part *part)
{
    struct xliff_part copy = *part;
    struct xliff_string *strings[] = {&copy.text,    &copy.id,    &copy.ref,  &copy.type,
                                      &copy.subtype, &copy.equiv, &copy.disp, &copy.value};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i] = xliff_convert_copy(conversion, *strings[i]);
    return copy;
}

/* False: the part is left out. */
static bool convert_part(struct conversion *conversion, const struct xliff_content *content,
                         size_t index, const size_t *partners, bool target, struct xliff_part *part)
{
    const struct xliff_part *from = &content->parts[index];
    size_t partner = partners ? partners[index] : NONE;
    *part = copy_part(conversion, from);
    if (from->kind == XLIFF_TEXT)
        return true;
    if (!is_mark(from)) {
        convert_code(conversion, part, target, partner == NONE ? NULL : &content->parts[partner]);
        return true;
    }
    part->element = NULL;
    if (conversion->up)
        return mark_up(conversion, part, target);
    if (partner == NONE && from->kind == XLIFF_MARK_OPEN)
        xliff_lose(&conversion->losses, "mark that overlaps another or spans segments");
    if (partner != NONE)
        mark_down(conversion, part);
    return partner != NONE;
}

/* <g> beside marks could overlap them: codes that are two do not mind. */
static void separate_from_marks(struct xliff_part *parts, size_t count)
{
    bool marks = false;
    for (size_t i = 0; i < count; i++)
        marks |= is_mark(&parts[i]);
    for (size_t i = 0; marks && i < count; i++)
        if (parts[i].element && !strcmp(parts[i].element, "g"))
            parts[i].element = "bx";
}

static void convert_content(struct conversion *conversion, const struct xliff_content *from,
                            bool target, struct xliff_content *to)
{
    *to = (struct xliff_content){.lang = xliff_convert_copy(conversion, from->lang)};
    size_t *partners = conversion->up ? NULL : pair_parts(conversion, from);
    struct xliff_part *parts = xliff_convert_get(conversion, from->count * sizeof *parts);
    if (conversion->failed || !parts)
        return;
    for (size_t i = 0; i < from->count; i++)
        to->count += convert_part(conversion, from, i, partners, target, &parts[to->count]);
    if (!conversion->up)
        separate_from_marks(parts, to->count);
    to->parts = parts;
}

/* ---- Segments --------------------------------------------------------------------------- */

struct xliff_string xliff_convert_segment_id(struct conversion *conversion, struct xliff_string id)
{
    static const char prefix[] = "seg.";
    if (!id.data || id.size == 0)
        return (struct xliff_string){0};
    struct xliff_string result = xliff_convert_id(conversion, id);
    if (conversion->up)
        return has_id(conversion, result) ? xliff_convert_format(conversion, "%s%.*s", prefix,
                                                                 (int)result.size, result.data)
                                          : result;
    if (xliff_is(result, "seg"))
        return (struct xliff_string){0};
    if (result.size <= sizeof prefix - 1 || memcmp(result.data, prefix, sizeof prefix - 1) != 0)
        return result;
    return (struct xliff_string){result.data + sizeof prefix - 1, result.size - sizeof prefix + 1};
}

bool xliff_content_same_text(const struct xliff_content *a, const struct xliff_content *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->parts[i].kind != XLIFF_TEXT || b->parts[i].kind != XLIFF_TEXT ||
            !xliff_equal(a->parts[i].text, b->parts[i].text))
            return false;
    return true;
}

static bool has_targets(const struct xliff_unit *unit)
{
    for (size_t i = 0; i < unit->segment_count; i++)
        if (unit->segments[i].has_target)
            return true;
    return false;
}

/* In 2.x an ignorable without a target is as its source; the target of 1.2 holds it, if what it
 * follows is there (`filled`): what stands there is read as following the segment before. */
static void convert_joint(struct conversion *conversion, struct xliff_segment *segment, bool filled)
{
    if (!conversion->up && segment->id.size > 0) {
        xliff_lose(&conversion->losses, "id of an <ignorable>");
        segment->id = (struct xliff_string){0};
    }
    if (conversion->up && segment->has_target &&
        xliff_content_same_text(&segment->source, &segment->target))
        segment->has_target = false;
    if (!conversion->up && filled && !segment->has_target) {
        segment->has_target = true;
        segment->target = segment->source;
    }
}

struct xliff_segment *xliff_convert_segments(struct conversion *conversion,
                                             const struct xliff_unit *unit)
{
    size_t count = unit->segment_count;
    struct xliff_segment *segments = xliff_convert_get(conversion, count * sizeof *segments);
    size_t *marks = conversion->marks;
    collect_unit_ids(conversion, unit);
    number_ends(conversion, unit);
    marks[false] = marks[true] = marks[marks[true] > marks[false]];
    bool filled = has_targets(unit);
    for (size_t i = 0; segments && !conversion->failed && i < count; i++) {
        const struct xliff_segment *from = &unit->segments[i];
        segments[i] = (struct xliff_segment){
            .id = xliff_convert_segment_id(conversion, from->id),
            .ignorable = from->ignorable,
            .has_target = from->has_target,
            .state = xliff_convert_copy(conversion, from->state),
            .substate = xliff_convert_copy(conversion, from->substate),
        };
        convert_content(conversion, &from->source, false, &segments[i].source);
        convert_content(conversion, &from->target, true, &segments[i].target);
        if (from->ignorable)
            convert_joint(conversion, &segments[i], i > 0 ? segments[i - 1].has_target : filled);
        if (from->order > 0 && from->order != i + 1)
            xliff_lose(&conversion->losses, "order of targets");
    }
    return conversion->failed ? NULL : segments;
}
