#include "exchange/block_check.h"

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

static struct view form_of(void *context, const struct xliff_part *source)
{
    return block_form(context, source);
}

/* ---- reports ------------------------------------------------------------------------------ */

static enum status report(struct merge_block *block, const struct block_code *code,
                          enum code_verdict verdict)
{
    struct place place = slot_of(block, code)->place;
    struct view german = code_german(code->part), form = block_form(block, code->part);
    size_t number = block->line->number, segment = segment_number(block, code);
    const char *text = code_verdict_text(verdict);
    if (verdict == CODE_TYPED) {
        finding_remark(block->findings, place, "unit b%zu.s%zu: %.*s (%.*s) %s", number, segment,
                       SHOW(german), SHOW(form), text);
        return STATUS_OK;
    }
    block->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, place,
                         "unit b%zu.s%zu: the code %.*s (%.*s → %.*s) %s", number, segment,
                         SHOW(code->part->id), SHOW(german), SHOW(form), text);
}

enum status block_check_codes(struct merge_block *block)
{
    enum status worst = STATUS_OK;
    struct code_judge *judge = &block->judge;
    judge->to_source = block->forms.to == PROTECT_TO_SOURCE;
    judge->from = block->forms.from;
    block_codes_in_order(&block->codes);
    code_judge_begin(judge, &block->codes,
                     (struct code_judge_case){is_filled, collect_typed, form_of, block});
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
