#include "exchange/divided.h"

#include <stdlib.h>
#include <string.h>

#include "check/content.h"
#include "check/state.h"

/* More segments than a block of an article has: nobody divided them by hand. */
#define MOST 512

struct divided_segment {
    size_t block;
    uint32_t sum;
};

/* ---- what the skeleton says ------------------------------------------------------------------ */

static bool add_segment(struct divided *divided, struct divided_segment segment)
{
    void *grown =
        array_grow(divided->items, divided->count, &divided->capacity, sizeof *divided->items);
    if (!grown)
        return false;
    divided->items = grown;
    divided->items[divided->count++] = segment;
    return true;
}

bool divided_read(struct divided *divided, struct skeleton_reader *lines)
{
    enum skeleton_result result;
    while ((result = skeleton_next(lines)) == SKELETON_BLOCK)
        for (size_t i = 0; i < lines->block.segment_count; i++)
            if (!add_segment(divided, (struct divided_segment){lines->block.number,
                                                               lines->block.segments[i].sum}))
                return false;
    return result != SKELETON_MEMORY;
}

/* The block's segments: *count of them. Blocks come in order. */
static const struct divided_segment *find_block(const struct divided *divided, size_t block,
                                                size_t *count)
{
    size_t low = 0, high = divided->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (divided->items[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    for (*count = 0; low + *count < divided->count; ++*count)
        if (divided->items[low + *count].block != block)
            break;
    return *count > 0 ? divided->items + low : NULL;
}

/* ---- joining --------------------------------------------------------------------------------- */

bool divided_side(const struct xliff_segment *segments, size_t count, bool target,
                  struct arena *arena, struct xliff_content *content)
{
    size_t parts = 0;
    for (size_t i = 0; i < count; i++)
        parts += segments[i].source.count + segments[i].target.count;
    struct xliff_part *joined = arena_take(arena, (parts + 1) * sizeof *joined);
    if (!joined)
        return false;
    *content = (struct xliff_content){.parts = joined};
    for (size_t i = 0; i < count; i++) {
        /* what stands between segments is the same in both languages */
        bool same = !target || (segments[i].ignorable && !segments[i].has_target);
        const struct xliff_content *side = same ? &segments[i].source : &segments[i].target;
        if (side->count > 0)
            memcpy(joined + content->count, side->parts, side->count * sizeof *joined);
        content->count += side->count;
    }
    return true;
}

/* How many segments from `segments` on are the one with that sum; 0: none. */
static size_t find_end(const struct xliff_segment *segments, size_t count, uint32_t sum,
                       struct buffer *german)
{
    buffer_clear(german);
    for (size_t i = 0; i < count; i++) {
        content_add_german(german, &segments[i].source);
        if (!segments[i].ignorable && skeleton_sum(buffer_view(german)) == sum)
            return i + 1;
    }
    return 0;
}

/* Whether each has a target that stands in its order. */
static bool can_join(const struct xliff_segment *segments, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (segments[i].order > 0 || (!segments[i].ignorable && !segments[i].has_target))
            return false;
    return true;
}

static enum state_level level_of(const struct xliff_segment *segment)
{
    return state_level(XLIFF_2_0, string_view(segment->state), false, segment->has_target);
}

/* The first one, with all the content; its state is the least of theirs. */
static bool join(const struct xliff_segment *segments, size_t count, struct arena *arena,
                 struct xliff_segment *joined)
{
    *joined = segments[0];
    for (size_t i = 1; i < count; i++)
        if (!segments[i].ignorable && level_of(&segments[i]) < level_of(joined)) {
            joined->state = segments[i].state;
            joined->substate = segments[i].substate;
        }
    return divided_side(segments, count, false, arena, &joined->source) &&
           divided_side(segments, count, true, arena, &joined->target);
}

static bool join_all(const struct divided_segment *wanted, size_t wanted_count,
                     const struct xliff_unit *unit, struct arena *arena,
                     struct xliff_segment *joined, size_t *count)
{
    struct buffer german = {0};
    bool done = true;
    size_t next = 0;
    for (size_t i = 0, size; i < unit->segment_count && done; i += size) {
        const struct xliff_segment *segment = &unit->segments[i];
        size = 0;
        for (size_t k = next; k < wanted_count && size == 0 && !segment->ignorable; k++) {
            size = find_end(segment, unit->segment_count - i, wanted[k].sum, &german);
            next = size > 0 ? k + 1 : next;
        }
        if (size > 1 && can_join(segment, size)) {
            done = join(segment, size, arena, &joined[(*count)++]);
        } else {
            size = 1;
            joined[(*count)++] = *segment;
        }
    }
    done &= !german.failed;
    buffer_free(&german);
    return done;
}

bool divided_join(const struct divided *divided, size_t block, const struct xliff_unit *unit,
                  struct arena *arena, struct xliff_unit *joined)
{
    size_t wanted_count, count = 0;
    const struct divided_segment *wanted = find_block(divided, block, &wanted_count);
    *joined = *unit;
    if (wanted_count == 0 || wanted_count > MOST || unit->segment_count > 2 * MOST)
        return true;
    struct xliff_segment *segments =
        arena_take(arena, (unit->segment_count + 1) * sizeof *segments);
    if (!segments || !join_all(wanted, wanted_count, unit, arena, segments, &count))
        return false;
    joined->segments = segments;
    joined->segment_count = count;
    return true;
}

void divided_free(struct divided *divided)
{
    free(divided->items);
    *divided = (struct divided){0};
}
