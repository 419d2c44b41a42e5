#include "exchange/known.h"

#include <string.h>

#include "check/content.h"
#include "exchange/difference.h"

static struct xliff_string text_of(const char *string)
{
    return view_string(view_of(string));
}

bool known_keep(struct known_answer *kept, const struct known_answer *answer, struct arena *arena)
{
    struct known_offer *offers = arena_take(arena, (answer->count + 1) * sizeof *offers);
    *kept = (struct known_answer){.target = content_copy(arena, &answer->target)};
    for (size_t i = 0; offers && i < answer->count; i++)
        offers[i] = (struct known_offer){
            .score = answer->offers[i].score,
            .source = arena_copy(arena, answer->offers[i].source),
            .target = content_copy(arena, &answer->offers[i].target),
            .origin = arena_copy(arena, answer->offers[i].origin),
        };
    kept->offers = offers;
    kept->count = offers ? answer->count : 0;
    return !arena->failed;
}

void known_fill(enum xliff_version version, const struct xliff_content *target,
                struct xliff_segment *segment)
{
    segment->has_target = true;
    segment->target = *target;
    segment->state = text_of("translated");
    segment->substate = version == XLIFF_1_2 ? text_of("exact-match") : (struct xliff_string){0};
}

bool known_match(enum xliff_version version, const struct known_offer *offer,
                 struct xliff_string id, struct arena *arena, struct xliff_match *match)
{
    struct xliff_part *source = arena_take(arena, sizeof *source);
    if (!source)
        return false;
    *source = (struct xliff_part){
        .kind = XLIFF_TEXT, .text = view_string(offer->source), .translate = -1};
    *match = (struct xliff_match){
        .segment = id,
        .source = {.parts = source, .count = 1},
        .target = offer->target,
        .similarity = (int)offer->score,
        .origin = text_of("memory"),
        .type = text_of(version == XLIFF_1_2 ? "proposal" : "tm"),
    };
    return true;
}

bool known_note(enum xliff_version version, const struct known_answer *answer, struct view german,
                struct arena *arena, struct xliff_note *note)
{
    struct buffer text = {0};
    const struct known_offer *best = &answer->offers[0];
    buffer_printf(&text, "memory, %u%%: ", best->score);
    bool done = difference_add(&text, best->source, german);
    struct view copy = arena_copy(arena, buffer_view(&text));
    done &= !text.failed && !arena->failed;
    buffer_free(&text);
    *note = (struct xliff_note){.text = view_string(copy),
                                .category = text_of(version == XLIFF_1_2 ? "satz" : "change")};
    return done;
}

/* The ids of the unit's segments are asked for in order; *next is where to go on. */
static struct xliff_string next_id(const struct xliff_unit *unit, size_t *next)
{
    while (*next < unit->segment_count && unit->segments[*next].ignorable)
        ++*next;
    return *next < unit->segment_count ? unit->segments[(*next)++].id : (struct xliff_string){0};
}

bool known_add(enum xliff_version version, struct view block, const struct cut *cuts, size_t count,
               struct arena *arena, struct xliff_unit *unit)
{
    size_t match_count = 0, note_count = unit->note_count, next = 0;
    bool done = true;
    for (size_t i = 0; i < count; i++)
        match_count += cuts[i].known.count;
    if (match_count == 0)
        return true;
    struct xliff_match *matches = arena_take(arena, match_count * sizeof *matches);
    struct xliff_note *notes = arena_take(arena, (note_count + count) * sizeof *notes);
    if (!matches || !notes)
        return false;
    if (note_count > 0)
        memcpy(notes, unit->notes, note_count * sizeof *notes);
    for (size_t i = 0; i < count && done; i++) {
        const struct known_answer *known = &cuts[i].known;
        struct xliff_string id = next_id(unit, &next);
        for (size_t k = 0; k < known->count && done; k++)
            done =
                known_match(version, &known->offers[k], id, arena, &matches[unit->match_count++]);
        if (done && known->count > 0)
            done = known_note(version, known, view_slice(block, cuts[i].start, cuts[i].end), arena,
                              &notes[note_count++]);
    }
    unit->matches = matches;
    unit->notes = notes;
    unit->note_count = note_count;
    return done;
}
