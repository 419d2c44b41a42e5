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
    segment->substate =
        version == XLIFF_1_2 ? text_of("exact-match") : (struct xliff_string){0};
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
