#include "exchange/near.h"

#include <stdlib.h>

#include "memory/fuzzy.h"

/* A word that more sentences have tells them apart too little to be looked up. */
#define COMMON_WORD 64
/* So many sentences that share most words are compared as a whole. */
#define CANDIDATES 8

/* A segment without a pair. */
struct loose {
    size_t index; /* in its edition */
    struct fuzzy_text text;
    size_t shared;  /* old: words that it shares with the one at hand */
    size_t alike;   /* old: index of the current one that resembles it most, or ALIGN_NONE */
    unsigned score; /* of that */
};

struct loose_list {
    struct loose *items;
    size_t count;
};

struct posting {
    uint32_t word;
    size_t slot; /* of the old list */
};

struct candidate {
    size_t current, old; /* slots */
    unsigned score;
    bool in_place; /* a neighbour of the one is paired with the same neighbour of the other */
};

struct search {
    struct alignment *alignment;
    struct loose_list old, current;
    struct posting *postings;
    size_t posting_count;
    struct candidate *candidates;
    size_t candidate_count, candidate_capacity;
    size_t *touched; /* slots of the old list with shared > 0 */
    size_t touched_count;
    size_t walked, place; /* for find_place */
    struct fuzzy_workspace *work;
};

/* ---- the lists --------------------------------------------------------------------------- */

static bool add_loose(struct loose_list *list, const struct edition_segment *segment, size_t index)
{
    struct loose *item = &list->items[list->count++];
    item->index = index;
    item->alike = ALIGN_NONE;
    return fuzzy_read(&item->text, &segment->source);
}

static bool list_loose(struct search *search)
{
    const struct alignment *alignment = search->alignment;
    const struct edition *old = alignment->old, *current = alignment->current;
    search->old.items = calloc(old->count + 1, sizeof *search->old.items);
    search->current.items = calloc(current->count + 1, sizeof *search->current.items);
    search->touched = malloc((old->count + 1) * sizeof *search->touched);
    bool done = search->old.items && search->current.items && search->touched;
    for (size_t i = 0; done && i < old->count; i++)
        if (alignment->successors[i] == ALIGN_NONE && old->segments[i].translated &&
            !old->segments[i].fixed)
            done = add_loose(&search->old, &old->segments[i], i);
    for (size_t i = 0; done && i < current->count; i++)
        if (alignment->pairs[i].old == ALIGN_NONE && !current->segments[i].fixed)
            done = add_loose(&search->current, &current->segments[i], i);
    return done;
}

static int by_word(const void *left, const void *right)
{
    const struct posting *a = left, *b = right;
    if (a->word != b->word)
        return a->word < b->word ? -1 : 1;
    return (a->slot > b->slot) - (a->slot < b->slot);
}

static bool index_words(struct search *search)
{
    size_t count = 0;
    for (size_t i = 0; i < search->old.count; i++)
        count += search->old.items[i].text.words.count;
    search->postings = malloc((count + 1) * sizeof *search->postings);
    if (!search->postings)
        return false;
    for (size_t i = 0; i < search->old.count; i++) {
        const struct fuzzy_symbols *words = &search->old.items[i].text.words;
        for (size_t k = 0; k < words->count; k++)
            search->postings[search->posting_count++] = (struct posting){words->items[k], i};
    }
    if (count > 1)
        qsort(search->postings, count, sizeof *search->postings, by_word);
    return true;
}

/* ---- candidates -------------------------------------------------------------------------- */

static void count_word(struct search *search, uint32_t word)
{
    size_t low = 0, high = search->posting_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (search->postings[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < search->posting_count && search->postings[end].word == word)
        if (++end - low > COMMON_WORD)
            return;
    for (; low < end; low++) {
        struct loose *old = &search->old.items[search->postings[low].slot];
        if (old->shared++ == 0)
            search->touched[search->touched_count++] = search->postings[low].slot;
    }
}

/* Whether the two stand beside segments that are a pair. */
static bool is_in_place(const struct alignment *alignment, size_t current, size_t old)
{
    const struct align_pair *pairs = alignment->pairs;
    return (current > 0 && old > 0 && pairs[current - 1].old == old - 1) ||
           (current + 1 < alignment->current->count && pairs[current + 1].old == old + 1);
}

static bool add_candidate(struct search *search, size_t current, size_t old)
{
    void *grown = array_grow(search->candidates, search->candidate_count,
                             &search->candidate_capacity, sizeof *search->candidates);
    if (!grown)
        return false;
    search->candidates = grown;
    struct loose *item = &search->old.items[old];
    size_t index = search->current.items[current].index;
    unsigned score = fuzzy_score(search->work, &item->text, 0);
    search->candidates[search->candidate_count++] = (struct candidate){
        .current = current,
        .old = old,
        .score = score,
        .in_place = is_in_place(search->alignment, index, item->index),
    };
    if (score >= NEAR_ALIKE && score > item->score) {
        item->score = score;
        item->alike = index;
    }
    return true;
}

/* Takes the one that shares most words out of the touched ones. */
static size_t take_best(struct search *search)
{
    size_t best = 0;
    for (size_t i = 1; i < search->touched_count; i++) {
        size_t shared = search->old.items[search->touched[i]].shared;
        if (shared > search->old.items[search->touched[best]].shared)
            best = i;
    }
    size_t slot = search->touched[best];
    search->touched[best] = search->touched[--search->touched_count];
    search->old.items[slot].shared = 0;
    return slot;
}

static bool compare_with_old(struct search *search, size_t current)
{
    const struct fuzzy_text *text = &search->current.items[current].text;
    bool done = fuzzy_set(search->work, text);
    search->touched_count = 0;
    if (search->old.count <= CANDIDATES) {
        for (size_t i = 0; done && i < search->old.count; i++)
            done = add_candidate(search, current, i);
        return done;
    }
    for (size_t i = 0; i < text->words.count; i++)
        count_word(search, text->words.items[i]);
    for (size_t i = 0; done && i < CANDIDATES && search->touched_count > 0; i++)
        done = add_candidate(search, current, take_best(search));
    while (search->touched_count > 0)
        search->old.items[search->touched[--search->touched_count]].shared = 0;
    return done;
}

/* ---- pairs ------------------------------------------------------------------------------- */

/* The best first; at the same score one that stands in its place. */
static int by_score(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->in_place != b->in_place)
        return a->in_place ? -1 : 1;
    if (a->current != b->current)
        return a->current < b->current ? -1 : 1;
    return (a->old > b->old) - (a->old < b->old);
}

static void link_changed(struct search *search)
{
    struct alignment *alignment = search->alignment;
    if (search->candidate_count > 1)
        qsort(search->candidates, search->candidate_count, sizeof *search->candidates, by_score);
    for (size_t i = 0; i < search->candidate_count; i++) {
        const struct candidate *candidate = &search->candidates[i];
        size_t current = search->current.items[candidate->current].index;
        size_t old = search->old.items[candidate->old].index;
        if (candidate->score < NEAR_CHANGED || alignment->pairs[current].old != ALIGN_NONE ||
            alignment->successors[old] != ALIGN_NONE)
            continue;
        align_link(alignment, current, old, ALIGN_CHANGED);
        alignment->pairs[current].score = candidate->score;
    }
}

/* ---- what disappeared -------------------------------------------------------------------- */

/* The segment that stands where the old one stood: after the nearest one before it that is left,
 * or at the beginning. Old segments are asked for in order. */
static size_t find_place(struct search *search, size_t old)
{
    const struct alignment *alignment = search->alignment;
    if (alignment->host) {
        size_t place = alignment->host->successors[alignment->old->segments[old].host];
        return place == ALIGN_NONE ? 0 : place;
    }
    for (; search->walked < old; search->walked++)
        if (alignment->successors[search->walked] != ALIGN_NONE)
            search->place = alignment->successors[search->walked];
    return search->place;
}

static bool score_of(struct search *search, size_t slot, size_t current, unsigned *score)
{
    struct fuzzy_text text = {0};
    bool done = fuzzy_read(&text, &search->alignment->current->segments[current].source) &&
                fuzzy_set(search->work, &text);
    if (done)
        *score = fuzzy_score(search->work, &search->old.items[slot].text, 0);
    fuzzy_text_free(&text);
    return done;
}

static bool offer_gone(struct search *search, size_t slot, struct offers *offers)
{
    struct alignment *alignment = search->alignment;
    const struct loose *item = &search->old.items[slot];
    if (alignment->successors[item->index] != ALIGN_NONE || alignment->current->count == 0)
        return true;
    void *grown =
        array_grow(offers->items, offers->count, &offers->capacity, sizeof *offers->items);
    if (!grown)
        return false;
    offers->items = grown;
    struct offer *offer = &offers->items[offers->count];
    *offer = (struct offer){.current = item->alike,
                            .edition = alignment->old,
                            .old = item->index,
                            .score = item->score,
                            .gone = true};
    if (offer->current == ALIGN_NONE) {
        offer->current = find_place(search, item->index);
        if (!score_of(search, slot, offer->current, &offer->score))
            return false;
    }
    offers->count++;
    return true;
}

static void search_free(struct search *search)
{
    for (size_t i = 0; i < search->old.count; i++)
        fuzzy_text_free(&search->old.items[i].text);
    for (size_t i = 0; i < search->current.count; i++)
        fuzzy_text_free(&search->current.items[i].text);
    free(search->old.items);
    free(search->current.items);
    free(search->touched);
    free(search->postings);
    free(search->candidates);
    fuzzy_workspace_free(search->work);
}

bool near_align(struct alignment *alignment, struct offers *offers)
{
    struct search search = {.alignment = alignment, .work = fuzzy_workspace_new()};
    bool done = search.work && list_loose(&search) && index_words(&search);
    for (size_t i = 0; done && i < search.current.count; i++)
        done = compare_with_old(&search, i);
    if (done)
        link_changed(&search);
    for (size_t i = 0; done && i < search.old.count; i++)
        done = offer_gone(&search, i, offers);
    search_free(&search);
    return done;
}

void offers_free(struct offers *offers)
{
    free(offers->items);
    *offers = (struct offers){0};
}
