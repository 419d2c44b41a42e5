#include "exchange/block_check.h"

#include "check/leftovers.h"
#include "exchange/codes.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

static struct slot *slot_of(struct merge_block *block, const struct block_code *code)
{
    return &block->slots[code->segment];
}

static size_t segment_number(const struct merge_block *block, const struct block_code *code)
{
    return block->line->segments[block->joined ? 0 : code->segment].number;
}

/* ---- what the judge asks ------------------------------------------------------------------ */

static bool is_filled(void *context, size_t segment)
{
    const struct merge_block *block = context;
    enum fate fate = block->slots[segment].fate;
    return fate == FATE_ENGLISH || fate == FATE_ELSEWHERE;
}

/* What was translated in a neighbour stands anywhere in the block. */
static struct view collect_typed(void *context, size_t segment)
{
    struct merge_block *block = context;
    const struct slot *slot = &block->slots[segment];
    const struct english *english = &block->english;
    bool elsewhere = slot->fate == FATE_ELSEWHERE;
    size_t low = elsewhere ? 0 : slot->start, high = elsewhere ? english->text.size : slot->end;
    buffer_clear(&block->typed);
    for (size_t i = 0; i < english->run_count; i++) {
        const struct english_run *run = &english->runs[i];
        size_t start = run->start > low ? run->start : low;
        size_t end = run->end < high ? run->end : high;
        if (start >= end)
            continue;
        if (run->ours)
            buffer_add_string(&block->typed, " / ");
        else
            buffer_add(&block->typed, english->text.data + start, end - start);
    }
    return buffer_view(&block->typed);
}

static struct view form_of(void *context, const struct block_code *code)
{
    return block_form(context, code);
}

/* ---- reports ------------------------------------------------------------------------------ */

static enum status report(struct merge_block *block, const struct block_code *code,
                          enum code_verdict verdict)
{
    static const char *const ids[] = {
        [CODE_MISSING] = "code-missing", [CODE_TWICE] = "quote-twice", [CODE_HALF] = "quote-half"};
    struct place place = slot_of(block, code)->place;
    struct view german = code->german, form = block_form(block, code);
    size_t number = block->line->number, segment = segment_number(block, code);
    const char *text = code_verdict_text(verdict);
    if (verdict == CODE_TYPED) {
        slot_of(block, code)->typed++;
        finding_remark(block->findings, place, "unit b%zu.s%zu: %.*s (%.*s) %s", number, segment,
                       SHOW(german), SHOW(form), text);
        return STATUS_OK;
    }
    if (block_waives(block, code->segment, ids[verdict]))
        return STATUS_OK;
    block->broken = slot_of(block, code)->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, place,
                         "unit b%zu.s%zu: the %s%.*s (%.*s → %.*s) %s", number, segment,
                         block_code_noun(code), SHOW(code->part->id), SHOW(german), SHOW(form),
                         text);
}

enum status block_check_codes(struct merge_block *block)
{
    enum status worst = STATUS_OK;
    struct code_judge *judge = &block->judge;
    judge->to_source = block->forms.to == PROTECT_TO_SOURCE;
    judge->from = block->forms.from;
    code_judge_begin(
        judge, &block->codes,
        (struct code_judge_case){
            .filled = is_filled, .typed = collect_typed, .form = form_of, .context = block});
    for (size_t i = 0; i < block->codes.count; i++) {
        const struct block_code *code = &block->codes.items[i];
        enum fate fate = slot_of(block, code)->fate;
        if (fate != FATE_ENGLISH && fate != FATE_ELSEWHERE)
            continue;
        enum code_verdict verdict = code_judge(judge, i);
        enum status status = verdict == CODE_SOUND ? STATUS_OK : report(block, code, verdict);
        worst = status > worst ? status : worst;
    }
    block->typed.failed |= judge->failed;
    return worst;
}

/* ---- leftovers --------------------------------------------------------------------------- */

static enum status find_leftover(struct merge_block *block, size_t index)
{
    const struct slot *slot = &block->slots[index];
    struct view leftover = leftover_find(buffer_view(&block->typed), slot->german);
    if (leftover.size == 0 || block_waives(block, index, "code-as-text"))
        return STATUS_OK;
    block->broken = block->slots[index].broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, slot->place,
                         "unit b%zu.s%zu: the target has %.*s as text; %s", block->line->number,
                         block->line->segments[block->joined ? 0 : index].number, SHOW(leftover),
                         LEFTOVER_TEXT);
}

enum status block_check_leftovers(struct merge_block *block)
{
    enum status worst = STATUS_OK;
    if (!leftover_is_possible(buffer_view(&block->english.text)))
        return STATUS_OK;
    for (size_t i = 0; i < block->slot_count; i++) {
        const struct slot *slot = &block->slots[i];
        struct view text = view_slice(buffer_view(&block->english.text), slot->start, slot->end);
        if (slot->fate != FATE_ENGLISH || !leftover_is_possible(text))
            continue;
        collect_typed(block, i);
        enum status status = find_leftover(block, i);
        worst = status > worst ? status : worst;
    }
    return worst;
}
