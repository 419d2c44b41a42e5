/* Merging a part while it is read: a block is merged when the next one begins, and the reader holds
 * its units until then. That holds as long as the blocks come in the order of the skeleton, and
 * nothing has to be said. From the first thing out of the ordinary on, segments are stored, and
 * merged at the end of the part. */
#include <string.h>

#include "exchange/match.h"
#include "exchange/merger.h"

/* Units of one block that are held; each takes a few kilobytes. */
#define MOST_HELD 512

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
    merger->ahead.found = false;
    merger->findings = merger->block.findings = &own;
    enum status status = step(merger);
    merger->findings = merger->block.findings = findings;
    return status == STATUS_OK && !merger->ahead.found && !merger->out.failed;
}

/* Opens the part, if it is UTF-8: another encoder remembers what it has warned of. */
static bool open_part(struct merger *merger)
{
    struct article_encoding before = merger->encoding;
    bool incomplete = merger->incomplete, had_encoder = merger->encoder != NULL;
    if (is_quiet(merger, merger_open_part) && strcmp(merger->encoding.name, "UTF-8") == 0)
        return true;
    merger->incomplete = incomplete;
    if (!had_encoder || strcmp(before.name, merger->encoding.name) != 0) {
        article_encoder_free(merger->encoder); /* it may have written a byte order mark */
        merger->encoder = NULL;
    }
    return false;
}

/* Only from the first unit on, and what nobody watches. */
static void begin(struct merger *merger)
{
    const struct merge_options *options = merger->options;
    struct merge_ahead *ahead = &merger->ahead;
    ahead->tried = true;
    if (!ahead->reader || !merger->has_skeleton || merger->store.units > 0 || options->article ||
        options->tell || options->encoding || merger->observe || merger->block.trace ||
        !open_part(merger))
        return;
    ahead->begun = ahead->on = true;
    merger->store.way = STORE_BORROWS;
    ahead->merged = ahead->held = 0;
    ahead->summary = *merger->summary;
    ahead->first = ahead->last = merger->file_place;
}

static void forget_block(struct merger *merger)
{
    store_forget(&merger->store);
    xliff_reader_let_go(merger->ahead.reader);
    merger->ahead.held = 0;
}

/* From here on all is stored. */
static void stop(struct merger *merger)
{
    store_sort_by_place(merger->store.items, merger->store.count); /* merging may have sorted it */
    store_pack(&merger->store);
    merger->store.way = STORE_PACKS;
    xliff_reader_let_go(merger->ahead.reader);
    merger->ahead.on = false;
}

static bool merge_next(struct merger *merger)
{
    const struct store *store = &merger->store;
    store_sort_by_number(store->items, store->count);
    return skeleton_next(&merger->lines) == SKELETON_BLOCK &&
           merger->lines.block.number == store->items[0].block && is_quiet(merger, merger_block);
}

/* Merges the block at hand. False: it must be merged later, and nothing was done. */
static bool merge_held(struct merger *merger)
{
    struct merge_ahead *ahead = &merger->ahead;
    struct exchange_summary summary = *merger->summary;
    struct skeleton_mark mark = skeleton_mark(&merger->lines);
    size_t size = merger->out.size, block = merger->store.items[0].block;
    bool incomplete = merger->incomplete;
    merger->file_place = ahead->last;
    bool merged = merge_next(merger);
    if (merged) {
        ahead->last = merger->file_place;
        ahead->merged = block;
    } else {
        *merger->summary = summary;
        skeleton_return(&merger->lines, mark);
        merger->out.size = size;
        merger->incomplete = incomplete;
    }
    merger->file_place = ahead->first;
    return merged;
}

/* Of a block that is merged already: it is looked at when all are. */
static void add_late(struct merger *merger, const struct xliff_unit *unit)
{
    struct store *late = &merger->ahead.late;
    late->version = merger->store.version;
    late->file = merger->store.file;
    late->way = STORE_PACKS;
    store_add(late, unit);
    merger->store.units++;
    merger->store.failed |= late->failed;
}

void merge_ahead_unit(struct merger *merger, const struct xliff_unit *unit)
{
    struct merge_ahead *ahead = &merger->ahead;
    struct store *store = &merger->store;
    size_t block, number;
    if (!store_read_id(unit, &block, &number)) {
        store->foreign++;
        return;
    }
    if (!ahead->tried)
        begin(merger);
    if (ahead->on && store->count > 0 && block != store->items[0].block) {
        if (merge_held(merger))
            forget_block(merger);
        else
            stop(merger);
    }
    if (ahead->begun && block <= ahead->merged) {
        add_late(merger, unit);
        return;
    }
    if (ahead->on && ahead->held++ == MOST_HELD)
        stop(merger);
    if (ahead->on)
        xliff_reader_hold(ahead->reader);
    store_add_known(store, unit, block, number);
}

bool merge_ahead_end(struct merger *merger)
{
    struct merge_ahead *ahead = &merger->ahead;
    struct store *store = &merger->store;
    if (!ahead->begun)
        return false;
    if (ahead->on && store->count > 0 && merge_held(merger))
        forget_block(merger);
    if (ahead->on)
        stop(merger);
    store_sort_packed(store);
    merger->file_place = ahead->last;
    ahead->begun = false;
    return true;
}

void merge_ahead_reset(struct merger *merger)
{
    struct merge_ahead *ahead = &merger->ahead;
    if (ahead->begun)
        *merger->summary = ahead->summary;
    if (ahead->on)
        forget_block(merger);
    merger->store.way = STORE_PACKS;
    ahead->tried = ahead->on = ahead->begun = false;
    store_clear(&ahead->late);
}

/* ---- what came too late ------------------------------------------------------------------ */

/* The last of the segments that has the number. */
static const struct stored_segment *find_last(const struct stored_segment *segments, size_t count,
                                              size_t number)
{
    while (count > 0 && segments[count - 1].number != number)
        count--;
    return count > 0 ? &segments[count - 1] : NULL;
}

static enum status say_late(struct merger *merger, const struct skeleton_block_line *line)
{
    enum status status = STATUS_OK;
    size_t count;
    const struct stored_segment *segments = store_unpack(&merger->ahead.late, line->number, &count);
    for (size_t i = 0; count > 0 && i < line->segment_count; i++) {
        size_t number = line->segments[i].number;
        const struct stored_segment *last = find_last(segments, count, number);
        if (last)
            status = match_doubled(merger->findings, last->place, line->number, number);
    }
    merger->summary->broken += status != STATUS_OK;
    return status;
}

enum status merge_ahead_late(struct merger *merger)
{
    struct skeleton_reader lines = {0};
    enum status status = STATUS_OK;
    if (merger->ahead.late.packed_count == 0)
        return STATUS_OK;
    store_sort_packed(&merger->ahead.late);
    enum skeleton_result next = SKELETON_MEMORY;
    if (skeleton_open(&lines, buffer_view(&merger->skeleton)))
        while ((next = skeleton_next(&lines)) == SKELETON_BLOCK &&
               lines.block.number <= merger->ahead.merged)
            if (say_late(merger, &lines.block) != STATUS_OK)
                status = STATUS_FINDINGS;
    skeleton_close(&lines);
    bool failed = next == SKELETON_MEMORY || merger->ahead.late.failed;
    return failed ? finding_no_memory(merger->findings) : status;
}
