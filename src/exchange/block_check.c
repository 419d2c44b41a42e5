#include "exchange/block_check.h"

#include "exchange/codes.h"

static struct slot *slot_of(struct merge_block *block, const struct block_code *code)
{
    return &block->slots[code->segment];
}

static struct view form_shown(const struct merge_block *block, const struct block_code *code)
{
    struct view form = code_form(block->version, code->part);
    return form.data ? form : string_view(code->part->text);
}

static struct view german_of(const struct block_code *code)
{
    return string_view(code->part->text.size > 0 ? code->part->text : code->part->equiv);
}

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

static enum status report(struct merge_block *block, const struct block_code *code,
                          const char *what)
{
    struct slot *slot = slot_of(block, code);
    struct view german = german_of(code), form = form_shown(block, code);
    size_t segment = block->line->segments[block->joined ? 0 : code->segment].number;
    block->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, slot->place,
                         "unit b%zu.s%zu: the code %.*s (%.*s → %.*s) %s", block->line->number,
                         segment, SHOW(code->part->id), SHOW(german), SHOW(form), what);
}

bool block_value_stands(enum protect_kind kind, struct view german, struct view form,
                        struct view english)
{
    (void)kind, (void)german;
    return view_find(english, form, 0) != SIZE_MAX;
}

/* The value stands in the target as text: "12 thousand" for 12,000. */
static bool stands_as_text(struct merge_block *block, const struct block_code *code)
{
    enum protect_kind kind;
    struct slot *slot = slot_of(block, code);
    struct view english = view_slice(buffer_view(&block->english.text), slot->start, slot->end);
    struct view german = german_of(code), form = form_shown(block, code);
    if (!code_kind(code->part, &kind) || !block_value_stands(kind, german, form, english))
        return false;
    finding_remark(
        block->findings, slot->place,
        "unit b%zu.s%zu: %.*s (%.*s) stands as text, not as its code; its value is right",
        block->line->number, block->line->segments[block->joined ? 0 : code->segment].number,
        SHOW(german), SHOW(form));
    return true;
}

static enum status check_placeholder(struct merge_block *block, const struct block_code *code)
{
    if (code->seen > 0 || stands_as_text(block, code))
        return STATUS_OK;
    return report(block, code, "is missing in the target; put it back, or type its value");
}

static enum status check_half(struct merge_block *block, const struct block_code *code)
{
    if (code->seen > 1)
        return report(block, code, "stands more than once; a quotation mark is written once");
    if (code->partner == SIZE_MAX || code->seen > 0)
        return STATUS_OK;
    const struct block_code *other = &block->codes.items[code->partner];
    if (other->seen == 0 || slot_of(block, other)->fate != FATE_ENGLISH)
        return STATUS_OK; /* the pair was dropped, or half of it is German still */
    return report(block, code,
                  "is missing, but its other half is there; put it back, or drop both");
}

enum status block_check_codes(struct merge_block *block)
{
    enum status worst = STATUS_OK;
    block_codes_in_order(&block->codes);
    for (size_t i = 0; i < block->codes.count; i++) {
        const struct block_code *code = &block->codes.items[i];
        enum fate fate = slot_of(block, code)->fate;
        if (fate != FATE_ENGLISH && fate != FATE_ELSEWHERE)
            continue;
        enum status status = code->part->kind == XLIFF_PLACEHOLDER ? check_placeholder(block, code)
                                                                   : check_half(block, code);
        if (status > worst)
            worst = status;
    }
    return worst;
}
