/* Which file a segment's translation is taken from. */
#include <stdio.h>
#include <stdlib.h>

#include "check/content.h"
#include "check/state.h"
#include "exchange/block.h"
#include "exchange/join.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* ---- what a file says -------------------------------------------------------------------- */

static bool is_waiting_copy(const struct join_part *part, const struct stored_segment *piece)
{
    return stored_is_waiting(part->version, piece) && content_equal(&piece->source, &piece->target);
}

static bool is_filled(const struct join_part *part, const struct stored_segment *piece)
{
    return !piece->ignorable && piece->has_target && !is_waiting_copy(part, piece) &&
           (!content_is_empty(&piece->target) || view_equal(piece->state, VIEW("final")));
}

int join_says(const struct join_part *part, const struct stored_segment *block, size_t count,
              const struct join_candidate *segment)
{
    bool targets = true;
    for (size_t i = 0; i < segment->count; i++) {
        if (is_filled(part, &segment->pieces[i]))
            return 2;
        targets &= segment->pieces[i].ignorable ||
                   (segment->pieces[i].has_target && content_is_empty(&segment->pieces[i].target));
    }
    for (size_t i = 0; targets && i < count; i++)
        if (is_filled(part, &block[i]))
            return 1;
    return 0;
}

/* The targets of some pieces, so that equal ones are equal bytes. */
static void add_key(struct buffer *key, const struct join_candidate *candidate)
{
    buffer_clear(key);
    for (size_t i = 0; i < candidate->count; i++) {
        const struct xliff_content *target = &candidate->pieces[i].target;
        for (size_t k = 0; k < target->count && !candidate->pieces[i].ignorable; k++) {
            const struct xliff_part *part = &target->parts[k];
            if (part->kind == XLIFF_TEXT) {
                buffer_add_view(key, string_view(part->text));
            } else if (content_is_code(part)) {
                buffer_printf(key, "\x01%d ", (int)part->kind);
                buffer_add_view(key, string_view(part->id.data ? part->id : part->ref));
                buffer_add_char(key, '\x01');
            }
        }
    }
}

static enum state_level level_of(const struct join_candidate *candidate)
{
    enum state_level level = STATE_FINAL;
    for (size_t i = 0; i < candidate->count; i++) {
        const struct stored_segment *piece = &candidate->pieces[i];
        enum state_level own =
            state_level(candidate->part->version, piece->state, piece->approved, piece->has_target);
        level = own < level ? own : level;
    }
    return level;
}

/* What a message shows of a translation. */
static struct view shown(const struct buffer *key)
{
    struct view text = buffer_view(key);
    size_t size = text.size < 60 ? text.size : 60;
    while (size < text.size && size > 0 && ((unsigned char)text.data[size] & 0xc0) == 0x80)
        size--;
    return view_slice(text, 0, size);
}

/* ---- choosing ---------------------------------------------------------------------------- */

/* Whether --prefer names the file of a candidate. */
static bool is_preferred(const struct join *join, const struct join_candidate *candidate)
{
    return candidate->part->rank < join->options->prefer_count;
}

static enum status say_conflict(struct join *join, size_t block, size_t segment,
                                const struct join_candidate *a, const struct join_candidate *b)
{
    char name[64];
    struct place place = a->pieces[0].place, there = b->pieces[0].place;
    if (segment > 0)
        snprintf(name, sizeof name, "b%zu.s%zu", block, segment);
    else
        snprintf(name, sizeof name, "b%zu", block);
    add_key(&join->key, a);
    add_key(&join->other, b);
    return finding_error(join->findings, STATUS_FINDINGS, place,
                         "unit %s has two translations: here \"%.*s\", at %s:%zu \"%.*s\"; say "
                         "with --prefer FILE which file counts",
                         name, SHOW(shown(&join->key)), there.file, there.line,
                         SHOW(shown(&join->other)));
}

/* The candidate that counts, of those that say something; the first if none does. They come in the
 * order in which their files are asked. */
static const struct join_candidate *choose(struct join *join, const struct join_candidate *list,
                                           const int *says, size_t count, size_t block,
                                           size_t segment, enum status *status)
{
    const struct join_candidate *best = NULL;
    for (size_t i = 0; i < count; i++) {
        if (says[i] == 0)
            continue;
        if (!best) {
            best = &list[i];
            continue;
        }
        if (is_preferred(join, best))
            return best;
        add_key(&join->key, best);
        add_key(&join->other, &list[i]);
        if (!view_equal(buffer_view(&join->key), buffer_view(&join->other))) {
            *status = say_conflict(join, block, segment, best, &list[i]);
            return best;
        }
        best = level_of(&list[i]) > level_of(best) ? &list[i] : best;
    }
    return best ? best : &list[0];
}

static bool keep(struct join *join, const struct join_candidate *candidate)
{
    for (size_t i = 0; i < candidate->count; i++) {
        void *grown =
            array_grow(join->found, join->found_count, &join->found_capacity, sizeof *join->found);
        if (!grown)
            return false;
        join->found = grown;
        join->found[join->found_count++] = candidate->pieces[i];
    }
    return true;
}

/* The pieces of segment `number` in what a file has of the block. */
static struct join_candidate pieces_of(const struct join_candidate *block, size_t number)
{
    struct join_candidate result = {.part = block->part};
    for (size_t i = 0; i < block->count; i++) {
        if (block->pieces[i].number != number)
            continue;
        result.pieces = result.count == 0 ? &block->pieces[i] : result.pieces;
        result.count++;
    }
    return result;
}

/* Whether a file has the block's segments each as it was exported. */
static bool is_divided_as(const struct join_candidate *block,
                          const struct skeleton_block_line *line)
{
    size_t at = 0;
    for (size_t i = 0; i < block->count; i++) {
        const struct stored_segment *piece = &block->pieces[i];
        bool again = i > 0 && piece[-1].number == piece->number && piece[-1].unit == piece->unit &&
                     block->part->version == XLIFF_1_2;
        if (piece->ignorable || again)
            continue;
        while (at < line->segment_count && line->segments[at].number < piece->number)
            at++; /* a unit that is gone */
        if (at == line->segment_count || line->segments[at].number != piece->number)
            return false;
        at++;
    }
    return true;
}

static bool choose_each(struct join *join, const struct join_candidate *blocks, size_t count,
                        const struct skeleton_block_line *line, enum status *status)
{
    struct join_candidate *list = calloc(count, sizeof *list);
    int *says = calloc(count, sizeof *says);
    bool done = list && says;
    for (size_t i = 0; done && i < line->segment_count; i++) {
        size_t listed = 0, number = line->segments[i].number;
        for (size_t k = 0; k < count; k++) {
            list[listed] = pieces_of(&blocks[k], number);
            says[listed] =
                join_says(blocks[k].part, blocks[k].pieces, blocks[k].count, &list[listed]);
            listed += list[listed].count > 0;
        }
        if (listed > 0)
            done = keep(join, choose(join, list, says, listed, line->number, number, status));
    }
    free(list);
    free(says);
    return done;
}

/* A tool divided the block otherwise: it is taken whole from one file. */
static bool choose_block(struct join *join, const struct join_candidate *blocks, size_t count,
                         const struct skeleton_block_line *line, enum status *status)
{
    int *says = calloc(count, sizeof *says);
    for (size_t i = 0; says && i < count; i++)
        says[i] = join_says(blocks[i].part, blocks[i].pieces, blocks[i].count, &blocks[i]);
    bool done = says && keep(join, choose(join, blocks, says, count, line->number, 0, status));
    free(says);
    return done;
}

/* Lists what each file has of the block; the files of another kind of XLIFF than the spine's cannot
 * be mixed with it. */
static size_t list_blocks(struct join *join, size_t number, enum status *status)
{
    size_t listed = 0;
    for (size_t i = 0; i < join->count; i++) {
        const struct join_part *part = join->asked[i];
        size_t count;
        struct stored_segment *pieces = store_block(&part->store, number, &count);
        if (count == 0)
            continue;
        if ((part->version == XLIFF_1_2) != (join->at->version == XLIFF_1_2)) {
            *status = finding_error(join->findings, STATUS_FINDINGS, pieces[0].place,
                                    "unit b%zu is in XLIFF %s here, and in another version in %s; "
                                    "convert one of the files first (satz convert)",
                                    number, part->version == XLIFF_1_2 ? "1.2" : "2.x",
                                    join->at->store.file);
            continue;
        }
        join->candidates[listed++] = (struct join_candidate){part, pieces, count};
    }
    return listed;
}

struct stored_segment *join_block(struct join *join, const struct skeleton_block_line *line,
                                  size_t *count, enum status *status)
{
    const struct join_candidate *blocks = join->candidates;
    size_t listed = list_blocks(join, line->number, status);
    bool alike = true;
    *count = 0;
    if (listed == 0)
        return NULL;
    if (listed == 1) {
        *count = blocks[0].count;
        return (struct stored_segment *)(uintptr_t)blocks[0].pieces;
    }
    join->found_count = 0;
    for (size_t i = 0; i < listed; i++)
        alike &= is_divided_as(&blocks[i], line);
    bool done = alike ? choose_each(join, blocks, listed, line, status)
                      : choose_block(join, blocks, listed, line, status);
    if (!done || join->key.failed || join->other.failed)
        *status = finding_no_memory(join->findings);
    *count = join->found_count;
    return join->found;
}
