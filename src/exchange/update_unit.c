/* A unit of an update: the export of the article as it is now, with the old translations, notes and
 * matches, and what the memory knows. */
#include <string.h>

#include "check/content.h"
#include "exchange/difference.h"
#include "exchange/known.h"
#include "exchange/update.h"

static struct xliff_string text_of(const char *string)
{
    return view_string(view_of(string));
}

/* ---- states ------------------------------------------------------------------------------ */

static struct xliff_string state_in_2(struct view state, bool approved)
{
    if (approved || view_equal(state, VIEW("final")))
        return text_of("final");
    if (view_equal(state, VIEW("signed-off")))
        return text_of("reviewed");
    if (view_equal(state, VIEW("new")) || view_equal(state, VIEW("needs-translation")))
        return text_of("initial");
    return text_of("translated");
}

static struct xliff_string state_in_1(struct view state)
{
    if (view_equal(state, VIEW("final")))
        return text_of("final");
    if (view_equal(state, VIEW("reviewed")))
        return text_of("signed-off");
    if (view_equal(state, VIEW("translated")))
        return text_of("translated");
    return (struct xliff_string){0};
}

static struct xliff_string optional(struct view text)
{
    return text.size > 0 ? view_string(text) : (struct xliff_string){0};
}

/* The old target with its state, as the version that is written says it. */
static void give_target(const struct updater *updater, const struct plan_item *item,
                        struct xliff_segment *segment)
{
    const struct edition_segment *old = &item->edition->segments[item->old];
    enum xliff_version from = item->edition->version, to = updater->options->version;
    segment->has_target = true;
    segment->target = item->target;
    segment->state = optional(old->state);
    segment->substate = optional(old->substate);
    if ((from == XLIFF_1_2) == (to == XLIFF_1_2))
        return;
    segment->substate = (struct xliff_string){0};
    segment->state = from == XLIFF_1_2
                         ? state_in_2(old->state, item->edition->units[old->unit].approved)
                         : state_in_1(old->state);
}

/* A sentence that changed waits for the translator, whatever the old one's state. */
static void ask_for_review(const struct updater *updater, struct xliff_segment *segment)
{
    if (updater->options->version == XLIFF_1_2)
        return;
    segment->state = text_of("initial");
    segment->substate = text_of("satz:changed");
}

static void fill_segment(const struct updater *updater, size_t index, struct xliff_segment *segment)
{
    const struct plan_item *item = &updater->plan.items[index];
    bool fixed = updater->current.segments[index].fixed;
    if (item->has_target && (!fixed || item->kind == ALIGN_SAME))
        give_target(updater, item, segment);
    else if (item->known.target.count > 0)
        known_fill(updater->options->version, &item->known.target, segment);
    else if (item->kind == ALIGN_CHANGED && !fixed)
        ask_for_review(updater, segment);
}

/* ---- notes ------------------------------------------------------------------------------- */

static bool has_note(const struct xliff_unit *unit, struct xliff_string id)
{
    for (size_t i = 0; id.data && i < unit->note_count; i++)
        if (view_equal(string_view(unit->notes[i].id), string_view(id)))
            return true;
    return false;
}

/* The unit's notes are an array of ours with room for all. */
static void add_note(struct xliff_unit *unit, struct xliff_note note)
{
    struct xliff_note *notes = (struct xliff_note *)(uintptr_t)unit->notes;
    if (note.id.size == 0 || has_note(unit, note.id))
        note.id = (struct xliff_string){0};
    notes[unit->note_count++] = note;
}

/* Says what is another now, and what became of the translation. */
static void note_change(struct updater *updater, size_t index, struct xliff_unit *unit)
{
    const struct plan_item *item = &updater->plan.items[index];
    const struct edition_segment *current = &updater->current.segments[index];
    bool first = updater->options->version == XLIFF_1_2;
    if (current->fixed || (item->kind != ALIGN_CHANGED && item->kind != ALIGN_VALUES))
        return;
    const struct edition_segment *old = &item->edition->segments[item->old];
    buffer_clear(&updater->text);
    buffer_add_string(&updater->text, item->kind == ALIGN_VALUES
                                          ? "new values, the translation is kept: "
                                          : "changed, the old translation is a match: ");
    if (!difference_add(&updater->text, old->german, current->german)) {
        updater->arena.failed = true;
        return;
    }
    struct view text = arena_copy(&updater->arena, buffer_view(&updater->text));
    add_note(unit, (struct xliff_note){.text = view_string(text),
                                       .category = text_of(first ? "satz" : "change")});
}

/* Says what is another in the memory than in a new sentence. */
static bool note_known(struct updater *updater, size_t index, struct xliff_unit *unit)
{
    const struct plan_item *item = &updater->plan.items[index];
    struct xliff_note note;
    if (item->known.count == 0 || item->kind == ALIGN_CHANGED)
        return true;
    if (!known_note(updater->options->version, &item->known,
                    updater->current.segments[index].german, &updater->arena, &note))
        return false;
    add_note(unit, note);
    return true;
}

/* The translator's notes go with the first of their segments. */
static void take_notes(struct updater *updater, size_t index, struct xliff_unit *unit)
{
    const struct plan_item *item = &updater->plan.items[index];
    if (!item->edition)
        return;
    struct edition_unit *old = &item->edition->units[item->edition->segments[item->old].unit];
    if (old->notes_taken)
        return;
    old->notes_taken = true;
    for (size_t i = 0; i < old->note_count; i++)
        add_note(unit, old->notes[i]);
}

/* Notes that the unit may get from segments [first, end). */
static size_t count_notes(const struct updater *updater, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        const struct plan_item *item = &updater->plan.items[i];
        count += 1;
        if (item->edition)
            count += item->edition->units[item->edition->segments[item->old].unit].note_count;
    }
    return count;
}

static bool fill_notes(struct updater *updater, size_t first, size_t end, struct xliff_unit *unit)
{
    size_t room = unit->note_count + count_notes(updater, first, end);
    struct xliff_note *notes = arena_take(&updater->arena, (room + 1) * sizeof *notes);
    if (!notes)
        return false;
    if (unit->note_count > 0)
        memcpy(notes, unit->notes, unit->note_count * sizeof *notes);
    unit->notes = notes;
    for (size_t i = first; i < end; i++) {
        note_change(updater, i, unit);
        if (!note_known(updater, i, unit))
            return false;
    }
    for (size_t i = first; i < end; i++)
        take_notes(updater, i, unit);
    return true;
}

/* ---- matches ----------------------------------------------------------------------------- */

/* A content for a match: without a tool's marks; in another version than its own, as text. */
static struct xliff_content content_of_match(struct updater *updater, const struct offer *offer,
                                             const struct xliff_content *content, bool source)
{
    bool plain = (offer->edition->version == XLIFF_1_2) != (updater->options->version == XLIFF_1_2);
    struct xliff_part *parts = arena_take(&updater->arena, (content->count + 1) * sizeof *parts);
    struct xliff_content result = {.parts = parts};
    for (size_t i = 0; parts && i < content->count; i++) {
        struct xliff_part part = content->parts[i];
        if (part.kind == XLIFF_MARK_OPEN || part.kind == XLIFF_MARK_CLOSE)
            continue;
        if (plain && part.kind != XLIFF_TEXT) {
            struct view form = code_form(offer->edition->version, &part);
            part = (struct xliff_part){.kind = XLIFF_TEXT,
                                       .text = view_string(source ? code_german(&part) : form),
                                       .translate = -1};
        }
        parts[result.count++] = part;
    }
    return result;
}

static struct xliff_match match_of(struct updater *updater, const struct offer *offer,
                                   struct xliff_string segment)
{
    const struct edition_segment *old = &offer->edition->segments[offer->old];
    bool first = updater->options->version == XLIFF_1_2;
    return (struct xliff_match){
        .segment = segment,
        .source = content_of_match(updater, offer, &old->source, true),
        .target = content_of_match(updater, offer, &old->target, false),
        .similarity = (int)offer->score,
        .origin = text_of("satz"),
        .type = text_of(first ? offer->gone ? "reference" : "previous-version" : "other"),
        .subtype =
            first ? (struct xliff_string){0} : text_of(offer->gone ? "satz:gone" : "satz:changed"),
    };
}

static size_t count_offers(const struct updater *updater, size_t end)
{
    const struct offers *offers = &updater->plan.offers;
    size_t count = 0;
    while (updater->offer + count < offers->count &&
           offers->items[updater->offer + count].current < end)
        count++;
    return count;
}

/* The matches of the memory come after the old translations. */
static bool add_known(struct updater *updater, const struct known_answer *known,
                      struct xliff_string id, struct xliff_match *matches, struct xliff_unit *unit)
{
    bool done = true;
    for (size_t i = 0; done && i < known->count; i++)
        done = known_match(updater->options->version, &known->offers[i], id, &updater->arena,
                           &matches[unit->match_count++]);
    return done;
}

/* `ids`: of the unit's segments from `first` on. */
static bool fill_matches(struct updater *updater, size_t first, size_t end,
                         const struct xliff_string *ids, struct xliff_unit *unit)
{
    size_t count = count_offers(updater, end), known = 0;
    for (size_t i = first; i < end; i++)
        known += updater->plan.items[i].known.count;
    if (count + known == 0)
        return true;
    struct xliff_match *matches = arena_take(&updater->arena, (count + known) * sizeof *matches);
    if (!matches)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct offer *offer = &updater->plan.offers.items[updater->offer++];
        matches[i] = match_of(updater, offer, ids[offer->current - first]);
    }
    unit->matches = matches;
    unit->match_count = count;
    for (size_t i = first; i < end; i++)
        if (!add_known(updater, &updater->plan.items[i].known, ids[i - first], matches, unit))
            return false;
    return true;
}

/* ---- units ------------------------------------------------------------------------------- */

static bool is_approved(const struct updater *updater, size_t index)
{
    const struct plan_item *item = &updater->plan.items[index];
    return item->has_target &&
           item->edition->units[item->edition->segments[item->old].unit].approved;
}

enum status update_unit(struct updater *updater, const struct xliff_unit *exported)
{
    struct xliff_unit unit = *exported;
    arena_clear(&updater->arena);
    size_t first = updater->segment, room = unit.segment_count + 1;
    struct xliff_segment *segments = arena_take(&updater->arena, room * sizeof *segments);
    struct xliff_string *ids = arena_take(&updater->arena, room * sizeof *ids);
    if (!segments || !ids)
        return finding_no_memory(updater->stream.findings);
    for (size_t i = 0; i < unit.segment_count; i++) {
        segments[i] = exported->segments[i];
        if (segments[i].ignorable)
            continue;
        ids[updater->segment - first] = segments[i].id;
        fill_segment(updater, updater->segment++, &segments[i]);
    }
    unit.segments = segments;
    unit.approved = updater->options->version == XLIFF_1_2 && is_approved(updater, first);
    if (!fill_notes(updater, first, updater->segment, &unit) ||
        !fill_matches(updater, first, updater->segment, ids, &unit) || updater->arena.failed)
        return finding_no_memory(updater->stream.findings);
    xliff_write_unit(updater->writer, &unit);
    return STATUS_OK;
}
