#include "exchange/plan.h"

#include <stdlib.h>

#include "check/content.h"
#include "exchange/known.h"
#include "exchange/retarget.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

static const struct edition_segment *old_of(const struct plan_item *item)
{
    return item->edition ? &item->edition->segments[item->old] : NULL;
}

/* ---- neighbours that share a translation ---------------------------------------------------- */

/* Whether old segments `a` and `b`, which are neighbours, still are, in one block of each. */
static bool still_neighbours(const struct alignment *alignment, size_t a, size_t b)
{
    const struct edition *old = alignment->old, *current = alignment->current;
    size_t to_a = alignment->successors[a], to_b = alignment->successors[b];
    if (to_a == ALIGN_NONE || to_b == ALIGN_NONE || to_a - a != to_b - b ||
        alignment->pairs[to_a].kind != ALIGN_SAME || alignment->pairs[to_b].kind != ALIGN_SAME)
        return false;
    return old->units[old->segments[a].unit].block == old->units[old->segments[b].unit].block &&
           current->units[current->segments[to_a].unit].block ==
               current->units[current->segments[to_b].unit].block;
}

/* An empty target is a translation only beside the one that holds it. */
static bool is_held(const struct alignment *alignment, size_t old)
{
    const struct edition_segment *segments = alignment->old->segments;
    for (size_t i = old; i > 0 && still_neighbours(alignment, i - 1, i); i--)
        if (segments[i - 1].translated)
            return true;
    for (size_t i = old; i + 1 < alignment->old->count && still_neighbours(alignment, i, i + 1);
         i++)
        if (segments[i + 1].translated)
            return true;
    return false;
}

/* Whether the target also translates a neighbour, which is no longer there. */
static bool holds_too_much(const struct alignment *alignment, size_t old)
{
    const struct edition *edition = alignment->old;
    size_t block = edition->units[edition->segments[old].unit].block;
    for (int step = -1; step <= 1; step += 2) {
        size_t next = step < 0 ? old - 1 : old + 1;
        if (next < edition->count && edition->units[edition->segments[next].unit].block == block &&
            edition->segments[next].elsewhere &&
            !still_neighbours(alignment, step < 0 ? next : old, step < 0 ? old : next))
            return true;
    }
    return false;
}

/* ---- one edition ------------------------------------------------------------------------- */

/* The target of a pair, if it may be kept; else the pair is one that changed. */
static void take_pair(struct plan *plan, const struct alignment *alignment, size_t index,
                      struct plan_item *item)
{
    const struct edition_segment *old = old_of(item);
    const struct edition_segment *current = &plan->current->segments[index];
    bool same = item->kind == ALIGN_SAME;
    if (old->elsewhere && same && is_held(alignment, item->old)) {
        item->has_target = true;
        return;
    }
    if (!old->translated) {
        item->kind = same ? ALIGN_SAME : ALIGN_NEW;
        item->edition = same ? item->edition : NULL;
        return;
    }
    if (item->kind == ALIGN_CHANGED)
        return;
    item->has_target = !holds_too_much(alignment, item->old) &&
                       retarget(old, item->edition->version, current, &plan->arena, &item->target);
    if (!item->has_target) {
        item->kind = ALIGN_CHANGED;
        item->score = same ? 100 : 99;
    }
}

static int worth(const struct plan_item *item)
{
    if (item->has_target)
        return item->kind == ALIGN_SAME ? 5 : 4;
    return item->kind == ALIGN_CHANGED ? 3 : item->kind == ALIGN_SAME ? 2 : 0;
}

static bool add_offer(struct plan *plan, struct offer offer)
{
    struct offers *offers = &plan->offers;
    void *grown =
        array_grow(offers->items, offers->count, &offers->capacity, sizeof *offers->items);
    if (!grown)
        return false;
    offers->items = grown;
    offers->items[offers->count++] = offer;
    return true;
}

/* Two old files that have one sentence translated otherwise: the one that was named first counts.
 */
static void say_differing(struct plan *plan, const struct plan_item *taken,
                          const struct plan_item *other)
{
    const struct edition_segment *old = old_of(other);
    if (taken->edition == other->edition || taken->kind != other->kind || !taken->has_target ||
        !other->has_target || content_equal(&taken->target, &other->target))
        return;
    finding_warning(plan->findings, old->place,
                    "unit %.*s is translated otherwise in %s, whose translation is taken; look at "
                    "both, or name this file first",
                    SHOW(old->name), taken->edition->file);
}

static bool take_pairs(struct plan *plan, const struct alignment *alignment,
                       struct edition *edition)
{
    bool done = true;
    for (size_t i = 0; i < plan->current->count; i++) {
        const struct align_pair *pair = &alignment->pairs[i];
        if (pair->old == ALIGN_NONE || pair->old == ALIGN_TAKEN)
            continue;
        struct plan_item item = {
            .kind = pair->kind, .edition = edition, .old = pair->old, .score = pair->score};
        take_pair(plan, alignment, i, &item);
        if (!edition->of_matches)
            say_differing(plan, &plan->items[i], &item);
        if (worth(&item) > worth(&plan->items[i]))
            plan->items[i] = item;
        else if (edition->of_matches && item.kind == ALIGN_CHANGED)
            done &= add_offer(plan, (struct offer){.current = i,
                                                   .edition = edition,
                                                   .old = item.old,
                                                   .score = item.score,
                                                   .gone = true});
    }
    return done;
}

static int by_sum(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static bool add_sum(struct plan *plan, uint64_t sum)
{
    void *grown = array_grow(plan->sums, plan->sum_count, &plan->sum_capacity, sizeof *plan->sums);
    if (!grown)
        return false;
    plan->sums = grown;
    plan->sums[plan->sum_count++] = sum;
    return true;
}

/* A sentence that an edition before this one has too was counted there. */
static bool count_gone(struct plan *plan, const struct alignment *alignment)
{
    size_t before = plan->sum_count;
    bool done = true;
    for (size_t i = 0; i < alignment->old->count; i++) {
        const struct edition_segment *segment = &alignment->old->segments[i];
        bool known = before > 0 &&
                     bsearch(&segment->german_sum, plan->sums, before, sizeof *plan->sums, by_sum);
        plan->summary->gone += alignment->successors[i] == ALIGN_NONE && !segment->fixed && !known;
        done &= add_sum(plan, segment->german_sum);
    }
    if (plan->sum_count > 1)
        qsort(plan->sums, plan->sum_count, sizeof *plan->sums, by_sum);
    return done;
}

/* What an update before kept as matches: for what is new, or waits still. */
static bool take_matches(struct plan *plan, struct edition *matches, const struct alignment *host)
{
    struct alignment alignment = {0};
    bool *taken = calloc(plan->current->count + 1, sizeof *taken);
    for (size_t i = 0; taken && i < plan->current->count; i++)
        taken[i] = plan->items[i].has_target;
    bool done = taken && align(&alignment, matches, plan->current, taken);
    alignment.host = host;
    done = done && near_align(&alignment, &plan->offers) && take_pairs(plan, &alignment, matches);
    free(taken);
    align_free(&alignment);
    return done;
}

static bool take_edition(struct plan *plan, size_t index)
{
    struct alignment alignment;
    struct edition *edition = &plan->old[index];
    bool done = align(&alignment, edition, plan->current, NULL) &&
                near_align(&alignment, &plan->offers) && take_pairs(plan, &alignment, edition);
    done = done && count_gone(plan, &alignment);
    if (done && edition->matches)
        done = take_matches(plan, edition->matches, &alignment);
    align_free(&alignment);
    return done;
}

/* ---- all --------------------------------------------------------------------------------- */

static void say_gone(struct plan *plan, const struct offer *offer)
{
    const struct edition_segment *old = &offer->edition->segments[offer->old];
    struct view german = old->german;
    bool more = german.size > 60;
    while (german.size > 60 ||
           (more && german.size > 0 && ((unsigned char)german.data[german.size] & 0xc0) == 0x80))
        german.size--;
    struct view place = plan->current->segments[offer->current].name;
    finding_remark(plan->findings, old->place,
                   "unit %.*s is no longer in the article: \"%.*s%s\"; its translation is a match "
                   "of %.*s now",
                   SHOW(old->name), SHOW(german), more ? "…" : "", SHOW(place));
}

static int by_segment(const void *left, const void *right)
{
    const struct offer *a = left, *b = right;
    if (a->current != b->current)
        return a->current < b->current ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->old > b->old) - (a->old < b->old);
}

/* What changed is a match too. */
static bool offer_changed(struct plan *plan)
{
    bool done = true;
    for (size_t i = 0; i < plan->current->count; i++) {
        const struct plan_item *item = &plan->items[i];
        if (item->kind == ALIGN_CHANGED)
            done &= add_offer(plan, (struct offer){.current = i,
                                                   .edition = item->edition,
                                                   .old = item->old,
                                                   .score = item->score});
    }
    return done;
}

static void count(struct plan *plan)
{
    struct update_summary *summary = plan->summary;
    for (size_t i = 0; i < plan->current->count; i++) {
        const struct plan_item *item = &plan->items[i];
        if (plan->current->segments[i].fixed)
            continue;
        summary->segments++;
        summary->kept += item->kind == ALIGN_SAME;
        summary->waiting += item->kind == ALIGN_SAME && !item->has_target;
        summary->renumbered += item->kind == ALIGN_VALUES;
        summary->changed += item->kind == ALIGN_CHANGED;
        summary->fresh += item->kind == ALIGN_NEW;
    }
}

/* The source of the next segment, if it is in the same block. */
static const struct xliff_content *next_source(const struct edition *edition, size_t index)
{
    const struct edition_segment *segment = &edition->segments[index];
    if (index + 1 == edition->count ||
        edition->units[segment->unit].block != edition->units[segment[1].unit].block)
        return NULL;
    return &segment[1].source;
}

/* What has no old translation may be known from elsewhere. */
static enum status ask_known(struct plan *plan)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; plan->known->find && i < plan->current->count && status == STATUS_OK; i++) {
        struct plan_item *item = &plan->items[i];
        bool wanted = !item->has_target && !plan->current->segments[i].fixed;
        struct known_answer answer = {0};
        status = plan->known->find(plan->known->context, &plan->current->segments[i].source,
                                   next_source(plan->current, i), wanted ? &answer : NULL,
                                   plan->findings);
        if (status == STATUS_OK && !known_keep(&item->known, &answer, &plan->arena))
            status = finding_no_memory(plan->findings);
        plan->summary->known += item->known.target.count > 0;
        plan->summary->offered += item->known.count > 0;
    }
    return status;
}

enum status plan_make(struct plan *plan)
{
    bool done = true;
    plan->items = calloc(plan->current->count + 1, sizeof *plan->items);
    if (!plan->items)
        return finding_no_memory(plan->findings);
    for (size_t i = 0; done && i < plan->old_count; i++)
        done = take_edition(plan, i);
    for (size_t i = 0; done && i < plan->offers.count; i++)
        if (plan->offers.items[i].gone && !plan->offers.items[i].edition->of_matches)
            say_gone(plan, &plan->offers.items[i]);
    if (!done || !offer_changed(plan) || plan->arena.failed)
        return finding_no_memory(plan->findings);
    if (plan->offers.count > 1)
        qsort(plan->offers.items, plan->offers.count, sizeof *plan->offers.items, by_segment);
    count(plan);
    return ask_known(plan);
}

void plan_free(struct plan *plan)
{
    free(plan->items);
    free(plan->sums);
    offers_free(&plan->offers);
    arena_free(&plan->arena);
}
