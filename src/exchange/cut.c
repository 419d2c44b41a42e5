#include "exchange/cut.h"

#include <stdlib.h>

#include "base/squeeze.h"
#include "exchange/lead.h"
#include "exchange/skeleton.h"
#include "exchange/source.h"
#include "sentence/sentence.h"
#include "srx/srx.h"

/* Where the block is cut next; boundaries are taken in order. */
struct cutting {
    struct cuts *cuts;
    const struct protect_spans *spans;
    size_t start; /* of the segment that is not yet added */
    size_t span;  /* the first span that may reach beyond the boundary at hand */
    size_t first; /* the first span of the segment that is not yet added */
    bool failed;  /* memory ran out */
};

static void add_cut(struct cutting *cutting, size_t end, size_t end_span)
{
    struct cuts *cuts = cutting->cuts;
    void *grown = array_grow(cuts->items, cuts->count, &cuts->capacity, sizeof *cuts->items);
    if (!grown) {
        cutting->failed = true;
        return;
    }
    cuts->items = grown;
    struct cut *cut = &cuts->items[cuts->count++]; /* what is not set here is export's */
    cut->start = cutting->start;
    cut->end = end;
    cut->first_span = cutting->first;
    cut->end_span = cutting->first = end_span;
}

/* Whether a boundary would cut a protected span in two. */
static bool cuts_span(struct cutting *cutting, size_t end, size_t next)
{
    const struct protect_spans *spans = cutting->spans;
    while (cutting->span < spans->count && spans->items[cutting->span].end <= end)
        cutting->span++;
    return cutting->span < spans->count && spans->items[cutting->span].start < next;
}

static void cut_at(struct cutting *cutting, size_t end, size_t next)
{
    if (end <= cutting->start || cuts_span(cutting, end, next))
        return; /* in the lead, or in a span */
    add_cut(cutting, end, cutting->span);
    cutting->start = next;
}

static void cut_by_language(struct cutting *cutting, struct view text,
                            const struct export_options *options)
{
    struct sentence_options rules = {.keep_quotations = options->keep_quotations,
                                     .abbreviations = options->abbreviations};
    struct sentence_walk walk;
    struct sentence_end ends[SENTENCE_ENDS];
    sentence_walk_begin(&walk, text.data, text.size, &rules);
    for (size_t count; (count = sentence_ends(&walk, ends)) > 0;)
        for (size_t i = 0; i < count; i++)
            cut_at(cutting, ends[i].end, ends[i].next);
}

static enum status cut_by_srx(struct cutting *cutting, struct view text, struct srx_rules *rules,
                              struct findings *findings)
{
    const struct srx_break *breaks;
    size_t count;
    enum status status = srx_segment(rules, text, &breaks, &count, findings);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        cut_at(cutting, breaks[i].end, breaks[i].next);
    return status;
}

/* The stop of "3 Mio." at a segment's end ends the sentence too: it is the translator's. */
static void leave_final_stops(const struct cuts *cuts, struct view text,
                              struct protect_spans *spans)
{
    size_t index = 0;
    for (size_t i = 0; i < cuts->count; i++) {
        while (index < spans->count && spans->items[index].end < cuts->items[i].end)
            index++;
        struct protect_span *span = index < spans->count ? &spans->items[index] : NULL;
        if (span && span->end == cuts->items[i].end && span->kind == PROTECT_NUMBER &&
            text.data[span->end - 1] == '.' &&
            !view_ends_with(protect_form(spans, span), VIEW(".")))
            span->end--;
    }
}

enum status cut_block(struct cuts *cuts, const struct article_block *block,
                      struct protect_spans *spans, const struct export_options *options,
                      struct findings *findings)
{
    bool whole = block->role == ARTICLE_HEADING && !options->split_headlines;
    struct cutting cutting = {.cuts = cuts, .spans = spans};
    enum status status = STATUS_OK;
    size_t lead, rest;
    cuts->count = 0;
    if (!whole && options->split_leads && (lead = lead_end(block->text, &rest)) > 0)
        cut_at(&cutting, lead, rest);
    if (!whole && options->srx)
        status = cut_by_srx(&cutting, block->text, options->srx, findings);
    else if (!whole)
        cut_by_language(&cutting, block->text, options);
    add_cut(&cutting, block->text.size, spans->count);
    if (!cutting.failed && !whole)
        leave_final_stops(cuts, block->text, spans);
    return cutting.failed ? finding_no_memory(findings) : status;
}

/* ---- the skeleton ------------------------------------------------------------------------ */

static void add_breaks(struct buffer *lines, const struct article_block *block,
                       const struct cut *cut, size_t *next)
{
    for (; *next < block->inline_count && block->inlines[*next].at < cut->end; ++*next) {
        const struct article_inline *piece = &block->inlines[*next];
        if (piece->at >= cut->start)
            skeleton_break(lines, piece->at - cut->start, piece->source);
    }
}

/* What stands between two cuts, nearly always one blank, without its blanks. */
static size_t squeeze_joint(squeeze_function *squeeze, const char *text, size_t size, char *out)
{
    return size == 0 || (size == 1 && *text == ' ') ? 0 : squeeze(text, size, out);
}

/* The block without its blanks, and of each cut where it begins and ends there. False when memory
 * runs out. */
static bool squeeze_cuts(struct cuts *cuts, struct view text)
{
    squeeze_function *squeeze = squeeze_choose();
    buffer_clear(&cuts->squeezed);
    if (!buffer_reserve(&cuts->squeezed, text.size))
        return false;
    char *out = cuts->squeezed.data;
    size_t used = 0, at = 0;
    for (size_t i = 0; i < cuts->count; i++) {
        struct cut *cut = &cuts->items[i];
        used += squeeze_joint(squeeze, text.data + at, cut->start - at, out + used);
        cut->squeezed_start = used;
        used += squeeze(text.data + cut->start, cut->end - cut->start, out + used);
        cut->squeezed_end = used;
        at = cut->end;
    }
    cuts->squeezed.size = used + squeeze(text.data + at, text.size - at, out + used);
    return true;
}

/* The article's bytes before a cut that is not the first. */
static struct view joint_before(const struct article_block *block, const struct cut *cut,
                                struct buffer *raw)
{
    if (block->inline_count == 0)
        return view_slice(block->text, cut[-1].end, cut->start);
    buffer_clear(raw);
    source_text(raw, block, cut[-1].end, cut->start);
    return buffer_view(raw);
}

void skeleton_cuts(struct buffer *lines, struct view lead, const struct article_block *block,
                   struct cuts *cuts, struct buffer *raw)
{
    size_t next = 0;
    if (!squeeze_cuts(cuts, block->text)) {
        lines->failed = true;
        return;
    }
    struct view squeezed = buffer_view(&cuts->squeezed);
    skeleton_block(lines, block, skeleton_sum_squeezed(squeezed, block->text), lead);
    for (size_t i = 0; i < cuts->count; i++) {
        const struct cut *cut = &cuts->items[i];
        struct view german = view_slice(block->text, cut->start, cut->end);
        struct view bare = view_slice(squeezed, cut->squeezed_start, cut->squeezed_end);
        if (i > 0)
            skeleton_joint(lines, joint_before(block, cut, raw));
        skeleton_segment(lines, i + 1, skeleton_sum_squeezed(bare, german), german.size);
        add_breaks(lines, block, cut, &next);
    }
    skeleton_block_end(lines);
}

void cuts_free(struct cuts *cuts)
{
    free(cuts->items);
    buffer_free(&cuts->squeezed);
    *cuts = (struct cuts){0};
}
