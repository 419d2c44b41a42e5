/* Merging a part while it is read: a block is merged when the next one begins, while its segments
 * are still at hand in the processor's memory. That holds as long as the blocks come in the order
 * of the skeleton, and nothing has to be said. At the first thing out of the ordinary all of it is
 * forgotten, and the part is merged at its end from the store, which has every segment. */
#include <string.h>

#include "exchange/merger.h"

static void note(void *context, const struct finding *finding)
{
    struct merge_ahead *ahead = context;
    (void)finding;
    ahead->found = true;
}

/* Does a step while findings are only noted. False if there is one. */
static bool is_quiet(struct merger *merger, enum status (*step)(struct merger *))
{
    struct findings *findings = merger->findings;
    struct findings own = {.take = note, .context = &merger->ahead};
    merger->findings = merger->block.findings = &own;
    enum status status = step(merger);
    merger->findings = merger->block.findings = findings;
    return status == STATUS_OK && !merger->ahead.found && !merger->out.failed;
}

/* Only what nobody watches, and what can be forgotten: an encoder that is not for UTF-8 remembers
 * what it has warned of. */
static bool begin(struct merger *merger)
{
    const struct merge_options *options = merger->options;
    struct merge_ahead *ahead = &merger->ahead;
    if (!merger->has_skeleton || options->article || options->tell || options->encoding ||
        merger->observe || merger->block.trace)
        return false;
    *ahead = (struct merge_ahead){.on = true,
                                  .incomplete = merger->incomplete,
                                  .summary = *merger->summary,
                                  .first = merger->file_place,
                                  .last = merger->file_place};
    struct article_encoding before = merger->encoding;
    bool had_encoder = merger->encoder != NULL, quiet = is_quiet(merger, merger_open_part);
    ahead->new_encoder = !had_encoder || strcmp(before.name, merger->encoding.name) != 0;
    return quiet && strcmp(merger->encoding.name, "UTF-8") == 0;
}

/* Merges the block of the segments before `end`. */
static bool merge_before(struct merger *merger, size_t end)
{
    struct merge_ahead *ahead = &merger->ahead;
    struct stored_segment *segments = merger->store.items + ahead->from;
    ahead->count = end - ahead->from;
    store_sort_by_number(segments, ahead->count);
    if (skeleton_next(&merger->lines) != SKELETON_BLOCK ||
        merger->lines.block.number != segments->block || !is_quiet(merger, merger_block))
        return false;
    ahead->from = end;
    ahead->last = merger->file_place;
    merger->file_place = ahead->first;
    return true;
}

void merge_ahead_unit(struct merger *merger)
{
    struct merge_ahead *ahead = &merger->ahead;
    const struct store *store = &merger->store;
    if (store->units == 1 && !begin(merger))
        merge_ahead_stop(merger);
    if (!ahead->on || store->count == 0)
        return;
    size_t end = store->count, block = store->items[end - 1].block;
    if (block == store->items[ahead->from].block)
        return;
    while (store->items[end - 1].block == block)
        end--;
    if (!merge_before(merger, end))
        merge_ahead_stop(merger);
}

/* Whether the skeleton has no more blocks; it stays where it is. */
static bool is_last(struct merger *merger)
{
    struct skeleton_reader *lines = &merger->lines;
    struct view rest = lines->rest;
    enum skeleton_result next = skeleton_next(lines);
    lines->rest = rest;
    return next == SKELETON_END || next == SKELETON_TAIL;
}

bool merge_ahead_end(struct merger *merger)
{
    struct merge_ahead *ahead = &merger->ahead;
    if (!ahead->on)
        return false;
    if (merger->store.failed || ahead->from == merger->store.count ||
        !merge_before(merger, merger->store.count) || !is_last(merger)) {
        merge_ahead_stop(merger);
        return false;
    }
    merger->file_place = ahead->last;
    ahead->on = false;
    return true;
}

void merge_ahead_stop(struct merger *merger)
{
    struct merge_ahead *ahead = &merger->ahead;
    if (!ahead->on)
        return;
    *merger->summary = ahead->summary;
    merger->incomplete = ahead->incomplete;
    merger->file_place = ahead->first;
    if (ahead->new_encoder) { /* it may have written a byte order mark */
        article_encoder_free(merger->encoder);
        merger->encoder = NULL;
    }
    ahead->on = false;
}
