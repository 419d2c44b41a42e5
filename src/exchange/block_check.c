#include "exchange/block_check.h"

#include "exchange/codes.h"

static struct slot *slot_of(struct merge_block *block, const struct block_code *code)
{
    return &block->slots[code->segment];
}

static size_t segment_number(const struct merge_block *block, const struct block_code *code)
{
    return block->line->segments[block->joined ? 0 : code->segment].number;
}

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

static enum status report(struct merge_block *block, const struct block_code *code,
                          const char *what)
{
    struct slot *slot = slot_of(block, code);
    struct view german = code->german, form = block_form(block, code);
    const char *name = code->part->kind == XLIFF_MARK_OPEN ? "mark" : "code";
    const char *blank = code->part->id.size > 0 ? " " : "";
    block->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, slot->place,
                         "unit b%zu.s%zu: the %s%s%.*s (%.*s → %.*s) %s", block->line->number,
                         segment_number(block, code), name, blank, SHOW(code->part->id),
                         SHOW(german), SHOW(form), what);
}

/* What the translator typed in a slot; each code leaves a mark that no value spans. */
static void collect_typed(struct merge_block *block, const struct slot *slot)
{
    const struct english *english = &block->english;
    buffer_clear(&block->typed);
    for (size_t i = 0; i < english->run_count; i++) {
        const struct english_run *run = &english->runs[i];
        size_t start = run->start > slot->start ? run->start : slot->start;
        size_t end = run->end < slot->end ? run->end : slot->end;
        if (start >= end)
            continue;
        if (run->ours)
            buffer_add_string(&block->typed, " / ");
        else
            buffer_add(&block->typed, english->text.data + start, end - start);
    }
}

static bool read_values(struct merge_block *block, struct view text, struct values *values)
{
    bool read = block->forms.to == PROTECT_TO_SOURCE
                    ? values_of_german(text, block->forms.from, values)
                    : values_of_english(text, values);
    block->typed.failed |= !read;
    return read;
}

/* Every value of the form is among those that were typed and are not taken yet. */
static bool take_values(struct merge_block *block, struct view form)
{
    if (!read_values(block, form, &block->wanted) || block->wanted.count == 0)
        return false;
    for (size_t i = 0; i < block->wanted.count; i++)
        if (!values_take(&block->values, &block->wanted.items[i]))
            return false;
    return true;
}

/* The value stands in the target as text: "12 thousand" for 12,000. A link stands as itself. */
static bool stands_as_text(struct merge_block *block, const struct block_code *code)
{
    enum protect_kind kind;
    struct slot *slot = slot_of(block, code);
    struct view german = code->german, form = block_form(block, code);
    if (!block_code_kind(block, code, &kind) || slot->end <= slot->start)
        return false;
    if (block->values_slot != slot) {
        collect_typed(block, slot);
        if (!read_values(block, buffer_view(&block->typed), &block->values))
            return false;
        block->values_slot = slot;
    }
    bool stands = kind == PROTECT_LINK ? view_find(buffer_view(&block->typed), form, 0) != SIZE_MAX
                                       : take_values(block, form);
    if (stands)
        finding_remark(block->findings, slot->place,
                       "unit b%zu.s%zu: %.*s (%.*s) stands as text, not as its code; its value is "
                       "right",
                       block->line->number, segment_number(block, code), SHOW(german), SHOW(form));
    return stands;
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
    block->values_slot = NULL;
    block_codes_in_order(&block->codes);
    for (size_t i = 0; i < block->codes.count; i++) {
        const struct block_code *code = &block->codes.items[i];
        enum fate fate = slot_of(block, code)->fate;
        if (fate != FATE_ENGLISH && fate != FATE_ELSEWHERE)
            continue;
        enum xliff_part_kind half = code_half(code->part);
        enum status status = half == XLIFF_OPEN || half == XLIFF_CLOSE
                                 ? check_half(block, code)
                                 : check_placeholder(block, code);
        if (status > worst)
            worst = status;
    }
    return worst;
}

/* ---- leftovers --------------------------------------------------------------------------- */

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The size of "<m0>", "</g>", "<f12/>" at the front of `text`, or 0. */
static size_t angle_size(struct view text)
{
    size_t at = 1, letters = 0;
    at += at < text.size && text.data[at] == '/';
    for (; at < text.size && is_letter(text.data[at]); at++)
        letters++;
    while (at < text.size && is_digit(text.data[at]))
        at++;
    at += at < text.size && text.data[at] == '/';
    return letters > 0 && letters <= 3 && at < text.size && text.data[at] == '>' ? at + 1 : 0;
}

/* The size of "{...}" at the front of `text`, or 0; a code's form is short. */
static size_t brace_size(struct view text)
{
    size_t end = view_find(view_slice(text, 0, text.size < 200 ? text.size : 200), VIEW("}"), 0);
    return end == SIZE_MAX ? 0 : end + 1;
}

static enum status find_leftover(struct merge_block *block, size_t index)
{
    const struct slot *slot = &block->slots[index];
    struct view typed = buffer_view(&block->typed);
    bool braces = view_find(slot->german, VIEW("{"), 0) == SIZE_MAX;
    for (size_t at = 0; at < typed.size; at++) {
        struct view rest = view_slice(typed, at, typed.size);
        size_t size = rest.data[0] == '<'             ? angle_size(rest)
                      : rest.data[0] == '{' && braces ? brace_size(rest)
                                                      : 0;
        struct view leftover = view_slice(rest, 0, size);
        if (size == 0 || view_find(slot->german, leftover, 0) != SIZE_MAX)
            continue;
        block->broken = true;
        return finding_error(block->findings, STATUS_FINDINGS, slot->place,
                             "unit b%zu.s%zu: the target has %.*s as text; it looks like a code of "
                             "the translator's tool: put the code itself there, or remove it",
                             block->line->number,
                             block->line->segments[block->joined ? 0 : index].number,
                             SHOW(leftover));
    }
    return STATUS_OK;
}

enum status block_check_leftovers(struct merge_block *block)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < block->slot_count; i++) {
        const struct slot *slot = &block->slots[i];
        struct view text = view_slice(buffer_view(&block->english.text), slot->start, slot->end);
        if (slot->fate != FATE_ENGLISH || (view_find(text, VIEW("<"), 0) == SIZE_MAX &&
                                           view_find(text, VIEW("{"), 0) == SIZE_MAX))
            continue;
        collect_typed(block, slot);
        enum status status = find_leftover(block, i);
        worst = status > worst ? status : worst;
    }
    return worst;
}
