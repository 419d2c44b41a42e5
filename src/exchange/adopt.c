#include "exchange/adopt.h"

#include <stdlib.h>
#include <string.h>

#include "check/content.h"
#include "exchange/merger.h"

/* Rounds of merging in which what an edit broke is taken back, sentence by sentence; then by block.
 */
#define ROUNDS 8

/* A merge that is watched: once to learn what came from where, then to see what edits did. */
struct watch {
    struct exchange_adoption *adoption;
    struct merger *merger;
    struct findings findings; /* what the merge finds goes through here */
    bool first;               /* the first merge: blocks are added */
    size_t block;             /* the next */
    size_t errors;            /* of the block at hand */
    struct place place;       /* of the first of them */
    struct buffer message;
    size_t broken; /* blocks that an edit broke in this round */
};

/* ---- text -------------------------------------------------------------------------------- */

/* Every line end becomes LF. */
static void add_lines(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        if (byte == '\r' && i + 1 < text.size && text.data[i + 1] == '\n')
            continue;
        buffer_add_char(out, byte == '\r' ? '\n' : byte);
    }
}

static struct view keep(struct exchange_adoption *adoption, struct view text)
{
    struct view copy = arena_copy(&adoption->arena, text);
    adoption->failed |= adoption->arena.failed;
    return copy;
}

/* ---- the first merge: what came from where ------------------------------------------------ */

#define GROW(adoption, items, count, capacity)                                                     \
    array_grow((adoption)->items, (adoption)->count, &(adoption)->capacity,                        \
               sizeof *(adoption)->items)

static void add_codes(struct exchange_adoption *adoption, const struct block_trace *trace,
                      size_t cell)
{
    for (size_t i = 0; i < trace->code_count; i++) {
        if (trace->codes[i].cell != cell)
            continue;
        void *grown = GROW(adoption, codes, code_count, code_capacity);
        adoption->failed |= !grown;
        if (!grown)
            return;
        adoption->codes = grown;
        struct adopt_code *code = &adoption->codes[adoption->code_count++];
        *code = (struct adopt_code){.code = trace->codes[i], .place = ADOPT_NONE};
        code->code.form = keep(adoption, code->code.form);
    }
}

static void add_cells(struct exchange_adoption *adoption, const struct block_trace *trace,
                      size_t start)
{
    for (size_t i = 0; i < trace->cell_count; i++) {
        const struct trace_cell *cell = &trace->cells[i];
        void *grown = GROW(adoption, cells, cell_count, cell_capacity);
        adoption->failed |= !grown;
        if (!grown)
            return;
        adoption->cells = grown;
        struct adopt_cell *added = &adoption->cells[adoption->cell_count++];
        *added = (struct adopt_cell){.piece = cell->piece,
                                     .translated = cell->translated,
                                     .block = adoption->block_count - 1,
                                     .start = start + cell->start,
                                     .end = start + cell->end,
                                     .first_code = adoption->code_count};
        add_codes(adoption, trace, i);
        adoption->cells[adoption->cell_count - 1].end_code = adoption->code_count;
    }
}

static void add_block(struct exchange_adoption *adoption, const struct merge_block *block)
{
    void *grown = GROW(adoption, blocks, block_count, block_capacity);
    adoption->failed |= !grown;
    if (!grown)
        return;
    adoption->blocks = grown;
    struct adopt_block added = {.number = block->line->number,
                                .start = adoption->text.size,
                                .final_start = adoption->final.size,
                                .first_cell = adoption->cell_count,
                                .row = ADOPT_NONE,
                                .old_row = ADOPT_NONE};
    buffer_add_view(&adoption->text, buffer_view(&block->running));
    add_lines(&adoption->final, buffer_view(&block->english.text));
    added.end = adoption->text.size;
    added.final_end = adoption->final.size;
    adoption->blocks[adoption->block_count++] = added;
    add_cells(adoption, block->trace, added.start);
    adoption->blocks[adoption->block_count - 1].end_cell = adoption->cell_count;
}

/* ---- the merges after it: what edits did --------------------------------------------------- */

static bool same_place(const struct place *a, const struct place *b)
{
    return a->file == b->file && a->line == b->line && a->column == b->column;
}

/* Takes edits back: that of the sentence which an error names, or all of the block. */
static void take_back(struct watch *watch, struct adopt_block *block, bool named)
{
    struct exchange_adoption *adoption = watch->adoption;
    bool found = false;
    for (size_t i = block->first_cell; i < block->end_cell && named; i++) {
        struct adopt_cell *cell = &adoption->cells[i];
        if (cell->changed && !cell->failed && same_place(&cell->piece.place, &watch->place))
            cell->failed = found = true;
    }
    for (size_t i = block->first_cell; i < block->end_cell && !found; i++)
        adoption->cells[i].failed |= adoption->cells[i].changed;
    if (!block->partly)
        block->reason = watch->message.size > 0
                            ? keep(adoption, buffer_view(&watch->message))
                            : VIEW("its sentences cannot be told apart in the edited text");
    block->partly = true;
    watch->broken++;
}

static bool is_open(const struct exchange_adoption *adoption, const struct adopt_block *block)
{
    for (size_t i = block->first_cell; i < block->end_cell; i++)
        if (adoption->cells[i].changed && !adoption->cells[i].failed)
            return true;
    return false;
}

static void judge_block(struct watch *watch, const struct merge_block *merged)
{
    struct exchange_adoption *adoption = watch->adoption;
    struct adopt_block *block = &adoption->blocks[watch->block++];
    bool worse = watch->errors > block->errors;
    bool differs = !block->partly && block->changed &&
                   !view_equal(buffer_view(&merged->running), block->wanted);
    if (is_open(adoption, block) && (worse || differs))
        take_back(watch, block, worse);
    block->final_start = adoption->final.size;
    add_lines(&adoption->final, buffer_view(&merged->english.text));
    block->final_end = adoption->final.size;
}

/* ---- watching ---------------------------------------------------------------------------- */

static void take_finding(void *context, const struct finding *finding)
{
    struct watch *watch = context;
    if (!watch->merger->in_block) {
        struct findings *to = watch->adoption->findings;
        if (finding->severity == SEVERITY_ERROR && watch->first && to->take)
            to->take(to->context, finding);
        return;
    }
    if (finding->severity != SEVERITY_ERROR)
        return;
    if (watch->errors++ > 0 && !watch->first)
        return;
    watch->place = finding->place;
    buffer_clear(&watch->message);
    buffer_add_string(&watch->message, finding->message);
}

static void observe(void *observer, struct merger *merger, struct view lead, bool built)
{
    struct watch *watch = observer;
    struct exchange_adoption *adoption = watch->adoption;
    if (watch->first)
        add_lines(&adoption->text, lead);
    add_lines(&adoption->final, lead);
    if (built && watch->first) {
        add_block(adoption, &merger->block);
        if (!adoption->failed)
            adoption->blocks[adoption->block_count - 1].errors = watch->errors;
    } else if (built) {
        judge_block(watch, &merger->block);
    }
    watch->errors = 0;
    buffer_clear(&watch->message);
    adoption->failed |= adoption->text.failed || adoption->final.failed || watch->message.failed;
}

static enum status write_nothing(void *context, struct view data, struct findings *findings)
{
    (void)context;
    (void)data;
    (void)findings;
    return STATUS_OK;
}

static enum status begin_nothing(void *context, const struct merge_article *article,
                                 struct findings *findings)
{
    (void)context;
    (void)article;
    (void)findings;
    return STATUS_OK;
}

/* Merges everything; *broken counts the blocks that an edit broke. */
static enum status merge(struct exchange_adoption *adoption, bool first, size_t *broken)
{
    static const struct merge_options options = {.partial = true, .line_end = -1};
    struct exchange_summary summary;
    struct block_trace trace = {0};
    struct watch watch = {.adoption = adoption, .first = first};
    struct merge_sink sink = {.sink = {.write = write_nothing}, .begin = begin_nothing};
    watch.findings = (struct findings){.take = take_finding, .context = &watch};
    struct merger merger =
        merger_make(adoption->join.names[0], &options, sink, &summary, &watch.findings);
    watch.merger = &merger;
    merger.block.trace = &trace;
    merger.observe = observe;
    merger.observer = &watch;
    buffer_clear(&adoption->final);
    enum status status = join_merge(&adoption->join, &merger);
    /* Nothing is written: only memory can fail, and what was said of it went to `watch`. */
    if (adoption->failed || status == STATUS_SYSTEM)
        status = finding_no_memory(adoption->findings);
    else if (status == STATUS_FINDINGS)
        status = merger.incomplete ? STATUS_FINDINGS : STATUS_OK;
    *broken = watch.broken;
    merger_free(&merger);
    trace_free(&trace);
    buffer_free(&watch.message);
    return status;
}

/* ---- the English article ----------------------------------------------------------------- */

static enum status read_english(struct exchange_adoption *adoption, struct input *input,
                                const char *encoding)
{
    struct article_options options = {.encoding = encoding, .lines = ARTICLE_LINES_LINE};
    const struct article_part *part;
    struct buffer text = {0};
    enum status status;
    struct article_reader *reader = article_open(input, &options, &status, adoption->findings);
    if (!reader)
        return status;
    while ((status = article_next_part(reader, &part, adoption->findings)) == STATUS_OK && part)
        buffer_add_view(&text, part->text);
    article_close(reader);
    add_lines(&adoption->english, buffer_view(&text));
    if (status == STATUS_OK && (text.failed || adoption->english.failed))
        status = finding_no_memory(adoption->findings);
    buffer_free(&text);
    return status;
}

/* ---- edits ------------------------------------------------------------------------------- */

static bool add_edit(struct exchange_adoption *adoption, size_t cell,
                     const struct stored_segment *piece)
{
    void *grown = GROW(adoption, edits, edit_count, edit_capacity);
    if (!grown)
        return false;
    adoption->edits = grown;
    adoption->edits[adoption->edit_count++] = (struct adopt_edit){.origin = piece->origin,
                                                                  .unit = piece->unit,
                                                                  .index = piece->index,
                                                                  .cell = cell,
                                                                  .before = *piece};
    return true;
}

/* The target goes where it came from, and to every other file that has the sentence translated:
 * else the files would be at odds. */
static bool edit_files(struct exchange_adoption *adoption, size_t index)
{
    const struct adopt_cell *cell = &adoption->cells[index];
    const struct stored_segment *from = &cell->piece;
    for (size_t i = 0; i < adoption->join.count; i++) {
        const struct join_part *part = &adoption->join.parts[i];
        size_t count;
        struct stored_segment *pieces = store_block(&part->store, from->block, &count);
        for (size_t k = 0; k < count; k++) {
            struct join_candidate one = {part, &pieces[k], 1};
            bool itself =
                i == from->origin && pieces[k].unit == from->unit && pieces[k].index == from->index;
            bool like = i != from->origin && pieces[k].number == from->number && from->number > 0 &&
                        !pieces[k].ignorable && join_says(part, pieces, count, &one) > 0;
            if ((itself || like) && !add_edit(adoption, index, &pieces[k]))
                return false;
        }
    }
    return true;
}

static struct stored_segment *find_piece(const struct exchange_adoption *adoption,
                                         const struct adopt_edit *edit)
{
    size_t count;
    const struct store *store = &adoption->join.parts[edit->origin].store;
    struct stored_segment *pieces = store_block(store, edit->before.block, &count);
    while (count > 1 && (pieces->unit != edit->unit || pieces->index != edit->index)) {
        pieces++;
        count--;
    }
    return pieces;
}

/* Puts the new targets in the place of the old ones, or the old ones back. */
static void apply_edits(struct exchange_adoption *adoption)
{
    for (size_t i = 0; i < adoption->edit_count; i++) {
        const struct adopt_edit *edit = &adoption->edits[i];
        const struct adopt_cell *cell = &adoption->cells[edit->cell];
        struct stored_segment *piece = find_piece(adoption, edit);
        *piece = edit->before;
        if (cell->failed)
            continue;
        piece->target = cell->target;
        piece->has_target = true;
        piece->state = VIEW("translated");
    }
}

static int by_place(const void *left, const void *right)
{
    const struct adopt_edit *a = left, *b = right;
    if (a->origin != b->origin)
        return a->origin < b->origin ? -1 : 1;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static bool make_edits(struct exchange_adoption *adoption)
{
    for (size_t i = 0; i < adoption->cell_count; i++)
        if (adoption->cells[i].changed && !edit_files(adoption, i))
            return false;
    if (adoption->edit_count > 1)
        qsort(adoption->edits, adoption->edit_count, sizeof *adoption->edits, by_place);
    return true;
}

static bool make_targets(struct exchange_adoption *adoption)
{
    for (size_t i = 0; i < adoption->block_count; i++)
        if (adoption->blocks[i].changed && !adopt_targets(adoption, &adoption->blocks[i]))
            return false;
    return true;
}

/* Merges with the new targets until nothing is broken. */
static enum status try_edits(struct exchange_adoption *adoption)
{
    size_t broken = 0;
    enum status status = STATUS_OK;
    if (!make_edits(adoption))
        return finding_no_memory(adoption->findings);
    for (size_t round = 0; status == STATUS_OK && (round == 0 || broken > 0); round++) {
        for (size_t i = 0; round == ROUNDS && i < adoption->block_count; i++)
            for (size_t k = adoption->blocks[i].first_cell;
                 adoption->blocks[i].partly && k < adoption->blocks[i].end_cell; k++)
                adoption->cells[k].failed = adoption->cells[k].changed;
        if (!make_targets(adoption))
            return finding_no_memory(adoption->findings);
        apply_edits(adoption);
        status = merge(adoption, false, &broken);
    }
    return status;
}

/* ---- pairing ----------------------------------------------------------------------------- */

static bool cut_rows(struct exchange_adoption *adoption)
{
    bool wrapped = adoption->join.spine[0]->head.wrapped;
    bool done = adopt_rows_cut(&adoption->old, buffer_view(&adoption->text), wrapped) &&
                adopt_rows_cut(&adoption->new, buffer_view(&adoption->english), wrapped);
    for (size_t i = 0; done && i < adoption->block_count; i++) {
        size_t at;
        if (!adopt_rows_find(&adoption->old, adoption->blocks[i].start,
                             &adoption->blocks[i].old_row, &at))
            adoption->blocks[i].old_row = ADOPT_NONE;
    }
    return done;
}

static bool divide_rows(struct exchange_adoption *adoption)
{
    const struct adopt_rows *old = &adoption->old, *new = &adoption->new;
    size_t *partner = malloc((old->count + 1) * sizeof *partner);
    bool done = partner && adopt_rows_pair(old, new, partner);
    for (size_t i = 0; done && i < old->count; i++) {
        if (partner[i] == ADOPT_NONE)
            continue;
        if (old->items[i].sum != new->items[partner[i]].sum)
            done = adopt_divide(adoption, i, partner[i]);
    }
    free(partner);
    return done;
}

/* ---- the door ---------------------------------------------------------------------------- */

static enum status adopt(struct exchange_adoption *adoption, struct input *english,
                         const char *encoding, struct adopt_summary *summary)
{
    size_t broken;
    enum status status = merge(adoption, true, &broken);
    if (status == STATUS_OK)
        status = read_english(adoption, english, encoding);
    if (status != STATUS_OK)
        return status;
    if (!cut_rows(adoption) || !divide_rows(adoption))
        return finding_no_memory(adoption->findings);
    status = try_edits(adoption);
    return status == STATUS_OK ? adopt_report(adoption, english->name, summary) : status;
}

struct exchange_adoption *exchange_adopt(struct input *english, const char *encoding,
                                         struct input *inputs, size_t count,
                                         struct adopt_summary *summary, enum status *status,
                                         struct findings *findings)
{
    static const struct merge_options options = {.line_end = -1};
    struct exchange_adoption *adoption = calloc(1, sizeof *adoption);
    *summary = (struct adopt_summary){0};
    if (!adoption) {
        *status = finding_no_memory(findings);
        return NULL;
    }
    adoption->findings = findings;
    *status = join_read(&adoption->join, inputs, count, &options, findings);
    if (*status == STATUS_OK)
        *status = join_order(&adoption->join);
    if (*status == STATUS_OK)
        *status = adopt(adoption, english, encoding, summary);
    if (*status == STATUS_OK || (*status == STATUS_FINDINGS && summary->lost > 0))
        return adoption;
    exchange_adopt_free(adoption);
    return NULL;
}

void exchange_adopt_free(struct exchange_adoption *adoption)
{
    if (!adoption)
        return;
    join_free(&adoption->join);
    arena_free(&adoption->arena);
    buffer_free(&adoption->text);
    buffer_free(&adoption->final);
    buffer_free(&adoption->english);
    free(adoption->blocks);
    free(adoption->cells);
    free(adoption->codes);
    free(adoption->edits);
    adopt_rows_free(&adoption->old);
    adopt_rows_free(&adoption->new);
    free(adoption);
}
