/* codes.c - are the codes of the sources in the targets, and as they should be. */
#include "check/internal.h"

/* ---- what is in the targets -------------------------------------------------------------- */

static void count_code(struct checker *checker, const struct check_segment *segment,
                       const struct xliff_part *part, struct view marked)
{
    struct block_code *code = block_codes_find(&checker->block.codes, part, marked, segment->pair);
    if (code)
        code->seen++;
    if (code || part->kind == XLIFF_MARK_OPEN)
        return;
    struct check_segment place = *segment;
    struct xliff_string id = part->kind == XLIFF_CLOSE && part->ref.data ? part->ref : part->id;
    if (part->line > 0) {
        place.place.line = part->line;
        place.place.column = part->column;
    }
    check_say(checker, CHECK_CODE_ADDED, &place,
              "the target has a code %.*s that its source does not have; remove it", SHOW(id));
}

/* Calls `take` for each code of the targets, in order; a mark with its text. */
static void each_code(struct checker *checker,
                      void (*take)(struct checker *, const struct check_segment *,
                                   const struct xliff_part *, struct view))
{
    const struct check_block *block = &checker->block;
    for (size_t i = 0; i < block->segment_count; i++) {
        const struct check_segment *segment = &block->segments[i];
        bool fixed = segment->fate == SEGMENT_FIXED && !segment->has_target;
        const struct xliff_content *content = fixed ? &segment->source : &segment->target;
        if (segment->fate == SEGMENT_UNTRANSLATED)
            continue;
        for (size_t k = 0; k < content->count; k++)
            if (content_is_code(&content->parts[k]))
                take(checker, segment, &content->parts[k], (struct view){0});
            else if (content_is_protected(&content->parts[k]))
                take(checker, segment, &content->parts[k], content_marked(content, k));
    }
}

/* ---- nesting ----------------------------------------------------------------------------- */

/* A half that closes: its pair should be the last that opened. A crossing is said once: what opened
 * inside is forgotten. */
static void close_pair(struct checker *checker, const struct check_segment *segment,
                       const struct block_code *code)
{
    struct nesting *nesting = &checker->block.nesting;
    size_t at = nesting->opened[code->partner];
    bool open = at > 0 && at <= nesting->depth && nesting->open[at - 1]->serial == code->partner;
    if (at == 0 && nesting->seen[code->partner] == 1)
        check_say(checker, CHECK_CODE_NESTED, segment,
                  "the code %.*s closes before it opens; exchange the two halves",
                  SHOW(code->part->id));
    if (open && at < nesting->depth && code_is_quote(code->part) &&
        code_is_quote(nesting->open[nesting->depth - 1]->part))
        check_say(checker, CHECK_CODE_NESTED, segment,
                  "the quotation that code %.*s closes crosses another; nest one in the other",
                  SHOW(code->part->id));
    if (open)
        nesting->depth = at - 1;
}

static void nest_code(struct checker *checker, const struct check_segment *segment,
                      const struct xliff_part *part, struct view marked)
{
    struct check_block *block = &checker->block;
    struct nesting *nesting = &block->nesting;
    const struct block_code *code = block_codes_find(&block->codes, part, marked, segment->pair);
    if (!code || code->partner == SIZE_MAX || code->seen != 1)
        return;
    if (code_half(code->part) == XLIFF_OPEN) {
        nesting->open[nesting->depth++] = code;
        nesting->opened[code->serial] = nesting->depth;
    } else {
        close_pair(checker, segment, code);
    }
}

static bool has_pairs(const struct block_codes *codes)
{
    for (size_t i = 0; i < codes->count; i++)
        if (codes->items[i].partner != SIZE_MAX)
            return true;
    return false;
}

static void check_nesting(struct checker *checker)
{
    struct check_block *block = &checker->block;
    struct nesting *nesting = &block->nesting;
    size_t count = block->codes.count;
    if (!has_pairs(&block->codes))
        return;
    *nesting = (struct nesting){
        .open = arena_take(&block->arena, (count + 1) * sizeof *nesting->open),
        .opened = arena_take(&block->arena, (count + 1) * sizeof *nesting->opened),
        .seen = arena_take(&block->arena, (count + 1) * sizeof *nesting->seen),
    };
    if (block->arena.failed)
        return;
    for (size_t i = 0; i < count; i++) {
        nesting->opened[i] = 0;
        nesting->seen[block->codes.items[i].serial] = block->codes.items[i].seen;
    }
    each_code(checker, nest_code);
}

/* ---- the codes of the sources ------------------------------------------------------------ */

static bool is_filled(void *context, size_t pair)
{
    const struct checker *checker = context;
    return checker->block.pairs[pair].filled;
}

static struct view typed_in(void *context, size_t pair)
{
    const struct checker *checker = context;
    return checker->block.pairs[pair].typed;
}

static struct view form_of(void *context, const struct block_code *code)
{
    return check_form(context, code);
}

static const struct glance *glance_of(void *context, size_t pair)
{
    const struct check_glances *glances = &((const struct checker *)context)->block.glances;
    return glances->pair == pair ? &glances->typed : NULL;
}

void check_codes(struct checker *checker)
{
    struct check_block *block = &checker->block;
    block->next_code = 0;
    each_code(checker, count_code);
    check_nesting(checker);
    block->judge.to_source = checker->file.to == PROTECT_TO_SOURCE;
    block->judge.from = checker->file.from;
    code_judge_begin(&block->judge, &block->codes,
                     (struct code_judge_case){.filled = is_filled,
                                              .typed = typed_in,
                                              .form = form_of,
                                              .glance = glance_of,
                                              .context = checker});
}

static void judge_code(struct checker *checker, const struct check_pair *pair, size_t index)
{
    static const enum check checks[] = {
        [CODE_TYPED] = CHECK_CODE_TYPED,
        [CODE_MISSING] = CHECK_CODE_MISSING,
        [CODE_TWICE] = CHECK_QUOTE_TWICE,
        [CODE_HALF] = CHECK_QUOTE_HALF,
    };
    const struct block_code *code = &checker->block.codes.items[index];
    enum code_verdict verdict = code_judge(&checker->block.judge, index);
    struct view german = code->german, form = check_form(checker, code);
    const char *noun = block_code_noun(code);
    if (verdict == CODE_SOUND && code->part->kind == XLIFF_PLACEHOLDER && code->seen > 1)
        check_say(checker, CHECK_CODE_REPEATED, pair->at,
                  "the %s%.*s (%.*s → %.*s) stands %zu times", noun, SHOW(code->part->id),
                  SHOW(german), SHOW(form), code->seen);
    else if (verdict == CODE_TYPED)
        check_say(checker, CHECK_CODE_TYPED, pair->at, "%.*s (%.*s) %s", SHOW(german), SHOW(form),
                  code_verdict_text(verdict));
    else if (verdict != CODE_SOUND)
        check_say(checker, checks[verdict], pair->at, "the %s%.*s (%.*s → %.*s) %s", noun,
                  SHOW(code->part->id), SHOW(german), SHOW(form), code_verdict_text(verdict));
}

void check_pair_codes(struct checker *checker, size_t pair)
{
    struct check_block *block = &checker->block;
    block->first_code = block->next_code;
    for (; block->next_code < block->codes.count &&
           block->codes.items[block->next_code].segment <= pair;
         block->next_code++)
        if (block->pairs[pair].filled)
            judge_code(checker, &block->pairs[pair], block->next_code);
}
