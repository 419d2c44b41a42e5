#include "exchange/block.h"

#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "exchange/block_check.h"
#include "exchange/codes.h"
#include "exchange/match.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* ---- fates ------------------------------------------------------------------------------- */

bool stored_is_waiting(enum xliff_version version, const struct stored_segment *segment)
{
    return content_is_waiting(version, segment->state);
}

/* Every target is its source, and waits. */
static bool is_copied(const struct merge_block *block, const struct slot *slot)
{
    for (size_t i = 0; i < slot->piece_count; i++) {
        const struct stored_segment *piece = &slot->pieces[i];
        if (!piece->ignorable && (!stored_is_waiting(block->version, piece) ||
                                  !content_equal(&piece->source, &piece->target)))
            return false;
    }
    return true;
}

/* A target that the exporter put there and nobody touched. */
static bool is_untouched_copy(const struct merge_block *block, const struct slot *slot)
{
    return !block->options->accept_source && !block->same_language && is_copied(block, slot) &&
           check_has_german_word(slot->german);
}

static enum fate judge(const struct merge_block *block, const struct slot *slot)
{
    bool empty = true, final = false;
    for (size_t i = 0; i < slot->piece_count; i++) {
        const struct stored_segment *piece = &slot->pieces[i];
        if (piece->ignorable)
            continue;
        if (piece->no_translate)
            return FATE_ENGLISH;
        if (!piece->has_target)
            return FATE_UNTRANSLATED;
        empty &= content_is_empty(&piece->target);
        final |= view_equal(piece->state, VIEW("final"));
    }
    if (empty)
        return final ? FATE_ENGLISH : FATE_ELSEWHERE;
    return is_untouched_copy(block, slot) ? FATE_UNTRANSLATED : FATE_ENGLISH;
}

static bool is_filled(const struct merge_block *block, size_t slot)
{
    return slot < block->slot_count && block->slots[slot].fate == FATE_ENGLISH;
}

static enum state_level level_of(const struct merge_block *block, const struct slot *slot)
{
    enum state_level least = STATE_FINAL;
    for (size_t i = 0; i < slot->piece_count; i++) {
        const struct stored_segment *piece = &slot->pieces[i];
        enum state_level level =
            state_level(block->version, piece->state, piece->approved, piece->has_target);
        if (!piece->ignorable && !piece->no_translate)
            least = level < least ? level : least;
    }
    return least;
}

/* "b17.s3", or "b17.s3 (part 2 of 3)". */
static void name_segment(const struct merge_block *block, size_t segment, char *name, size_t size)
{
    size_t number = block->line->segments[block->joined ? 0 : segment].number;
    int used = snprintf(name, size, "b%zu.s%zu", block->line->number, number);
    if (block->shares > 0 && used > 0 && (size_t)used < size)
        snprintf(name + used, size - (size_t)used, " (part %zu of %zu)", block->share,
                 block->shares);
}

bool block_waives(struct merge_block *block, size_t slot, const char *id)
{
    const struct merge_options *options = block->options;
    size_t segment = block->line->segments[block->joined ? 0 : slot].number;
    if (!options->waives ||
        !options->waives(options->waives_context, id, block->line->number, segment))
        return false;
    block->slots[slot].waived++;
    finding_remark(block->findings, block->slots[slot].place, "unit b%zu.s%zu: %s is accepted",
                   block->line->number, segment, id);
    return true;
}

/* What else can be done about a segment without English. */
static const char *or_german(const struct merge_block *block)
{
    return block->options->partial ? "; it stays German until then"
                                   : ", or use --partial to keep the German";
}

static enum status report_below(struct merge_block *block, size_t index)
{
    struct slot *slot = &block->slots[index];
    char name[128];
    name_segment(block, index, name, sizeof name);
    block->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, slot->place,
                         "unit %s is in state %s, and %s is required; have it looked at%s", name,
                         state_level_name(slot->level), state_level_name(block->options->require),
                         or_german(block));
}

static enum status report_untranslated(struct merge_block *block, size_t index)
{
    struct slot *slot = &block->slots[index];
    const char *what = is_copied(block, slot) ? "holds the German still" : "is not translated";
    struct view german = slot->german;
    bool more = german.size > 60;
    char name[128];
    if (block_waives(block, index, "untranslated"))
        return STATUS_OK;
    while (more && german.size > 60)
        german.size--;
    while (more && german.size > 0 && ((unsigned char)german.data[german.size] & 0xc0) == 0x80)
        german.size--;
    name_segment(block, index, name, sizeof name);
    block->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, slot->place,
                         "unit %s %s: \"%.*s%s\"; translate it%s", name, what, SHOW(german),
                         more ? "…" : "", or_german(block));
}

static enum status decide_fates(struct merge_block *block)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < block->slot_count; i++) {
        struct slot *slot = &block->slots[i];
        if (slot->fate == FATE_ENGLISH)
            slot->fate = judge(block, slot);
        bool asked = block->options->require > STATE_INITIAL && slot->fate == FATE_ENGLISH;
        slot->level = asked ? level_of(block, slot) : STATE_FINAL;
        if (slot->level < block->options->require)
            slot->fate = FATE_UNTRANSLATED;
    }
    for (size_t i = 0; i < block->slot_count; i++) {
        struct slot *slot = &block->slots[i];
        if (slot->fate == FATE_ELSEWHERE && !is_filled(block, i + 1) &&
            !(i > 0 && is_filled(block, i - 1)))
            slot->fate = FATE_UNTRANSLATED;
    }
    for (size_t i = 0; i < block->slot_count; i++)
        if (block->slots[i].fate == FATE_UNTRANSLATED) {
            enum status status = block->slots[i].level < block->options->require
                                     ? report_below(block, i)
                                     : report_untranslated(block, i);
            worst = status > worst ? status : worst;
        }
    return worst;
}

struct view block_joint(const struct skeleton_block_line *line,
                        const struct skeleton_segment *segment)
{
    return line->width > 0 && block_has_line_break(segment->joint) ? VIEW(" ") : segment->joint;
}

static struct view joint_of(const struct merge_block *block, size_t segment)
{
    return block_joint(block->line, &block->line->segments[segment]);
}

/* ---- forms ------------------------------------------------------------------------------- */

/* The block's German, as far as it came back: what forms are written anew from. */
static bool prepare_spans(struct merge_block *block)
{
    if (block->spans_ready)
        return true;
    buffer_clear(&block->source);
    for (size_t i = 0; i < block->slot_count; i++) {
        if (i > 0)
            buffer_add_view(&block->source, joint_of(block, i - 1));
        block->slots[i].at = block->source.size;
        buffer_add_view(&block->source, block->slots[i].german);
    }
    if (block->source.failed)
        return false;
    block->block_german = buffer_view(&block->source);
    struct protect_options options = block->forms;
    options.heading = block->line->heading;
    block->spans_ready = protect_find(block->block_german, &options, &block->spans);
    return block->spans_ready;
}

struct view block_form(struct merge_block *block, const struct block_code *code)
{
    struct view form = code_form(block->version, code->part);
    enum protect_kind kind;
    if (form.data && !block->forms_anew)
        return form;
    bool never = code_kind(code->part, &kind) && kind == PROTECT_TERM;
    if (form.data && never && !block->same_language)
        return form; /* a name is written alike in every English */
    if (!prepare_spans(block)) {
        block->english.text.failed = true;
        return code->german;
    }
    size_t at = block->slots[code->segment].at + code->at;
    const struct protect_span *span = block_code_span(code, at, &block->spans, block->block_german);
    return span ? protect_form(&block->spans, span) : code->german;
}

/* ---- English ----------------------------------------------------------------------------- */

/* Adds the English form of the code at parts[0]; false if the source has no such code. */
static bool add_form(struct merge_block *block, const struct xliff_part *parts, size_t count,
                     struct view marked, size_t slot)
{
    struct block_code *code = block_codes_find(&block->codes, parts, marked, slot);
    if (!code)
        return false;
    code->seen++;
    struct view form = block_form(block, code);
    size_t start = block->english.text.size;
    english_add_form(&block->english, form, block->same_language);
    trace_code(block->trace, parts, count, form, start, &block->english);
    return true;
}

static enum status report_foreign_code(struct merge_block *block, const struct slot *slot,
                                       size_t segment, const struct xliff_part *part)
{
    struct place place = {slot->place.file, part->line > 0 ? part->line : slot->place.line,
                          part->line > 0 ? part->column : slot->place.column};
    struct view id =
        string_view(part->kind == XLIFF_CLOSE && part->ref.data ? part->ref : part->id);
    if (block_waives(block, (size_t)(slot - block->slots), "code-added"))
        return STATUS_OK;
    block->broken = true;
    return finding_error(block->findings, STATUS_FINDINGS, place,
                         "unit b%zu.s%zu: the target has a code %.*s that its source does not "
                         "have; remove it",
                         block->line->number, segment, SHOW(id));
}

static enum status add_content(struct merge_block *block, size_t slot, size_t segment,
                               const struct xliff_content *content)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind == XLIFF_TEXT) {
            trace_text(block->trace, string_view(part->text), &block->english);
            english_add_text(&block->english, string_view(part->text));
        } else if (content_is_protected(part)) {
            struct view marked = content_marked(content, i);
            size_t size = marked.size > 0 ? 3 : 2;
            size = size < content->count - i ? size : content->count - i;
            if (add_form(block, part, size, marked, slot) && marked.size > 0)
                i++; /* a changed text is the translator's own: it stays */
        } else if (part->kind != XLIFF_MARK_OPEN && part->kind != XLIFF_MARK_CLOSE &&
                   !add_form(block, part, 1, (struct view){0}, slot)) {
            worst = report_foreign_code(block, &block->slots[slot], segment, part);
        }
    }
    return worst;
}

/* Between two trans-units of a joined block: what the skeleton has before the second. */
static void add_inner_joint(struct merge_block *block, const struct stored_segment *piece)
{
    for (size_t i = 1; i < block->line->segment_count; i++)
        if (block->line->segments[i].number == piece->number)
            english_add_raw(&block->english, joint_of(block, i - 1));
}

static enum status add_slot_english(struct merge_block *block, size_t index, size_t segment)
{
    enum status worst = STATUS_OK;
    const struct slot *slot = &block->slots[index];
    for (size_t i = 0; i < slot->piece_count; i++) {
        const struct stored_segment *piece = &slot->pieces[i];
        const struct xliff_content *content = piece->has_target ? &piece->target : &piece->source;
        if (block->version == XLIFF_1_2 && block->joined && i > 0 && piece->unit != piece[-1].unit)
            add_inner_joint(block, piece);
        bool cell = !piece->ignorable && !piece->no_translate;
        if (cell)
            trace_begin_cell(block->trace, piece, true, &block->english);
        enum status status = add_content(block, index, segment, content);
        if (cell)
            trace_end_cell(block->trace, &block->english);
        block->slots[index].broken |= status != STATUS_OK;
        if (status > worst)
            worst = status;
    }
    return worst;
}

/* The German of a segment that is not translated. */
static void add_german(struct merge_block *block, size_t index)
{
    const struct slot *slot = &block->slots[index];
    bool cell = block->trace && slot->fate == FATE_UNTRANSLATED && slot->piece_count == 1;
    if (cell)
        trace_begin_cell(block->trace, slot->pieces, false, &block->english);
    for (size_t i = 0; cell && i < block->codes.count; i++) {
        struct block_code *code = &block->codes.items[i];
        if (code->segment == index && content_is_code(code->part))
            trace_code(block->trace, code->part, 1, block_form(block, code), SIZE_MAX,
                       &block->english);
    }
    english_add_raw(&block->english, slot->german);
    if (cell)
        trace_end_cell(block->trace, &block->english);
}

static enum status add_slots(struct merge_block *block)
{
    enum status worst = STATUS_OK;
    bool begun = false;
    for (size_t i = 0; i < block->slot_count; i++) {
        struct slot *slot = &block->slots[i];
        if (begun && slot->fate != FATE_ELSEWHERE)
            english_add_raw(&block->english, joint_of(block, i - 1));
        slot->start = block->english.text.size;
        if (slot->fate == FATE_ENGLISH) {
            enum status status = add_slot_english(block, i, block->line->segments[i].number);
            worst = status > worst ? status : worst;
            block->summary->translated++;
        } else if (slot->fate == FATE_UNTRANSLATED || slot->fate == FATE_KEPT) {
            add_german(block, i);
            block->summary->kept++;
        } else if (slot->fate == FATE_ELSEWHERE) {
            finding_remark(block->findings, slot->place,
                           "unit b%zu.s%zu has an empty target: taken as translated in its "
                           "neighbour",
                           block->line->number, block->line->segments[i].number);
            block->summary->translated++;
        }
        slot->end = block->english.text.size;
        begun |= slot->fate != FATE_ELSEWHERE;
    }
    return worst;
}

/* ---- the block --------------------------------------------------------------------------- */

static void collect_codes(struct merge_block *block)
{
    block_codes_clear(&block->codes);
    for (size_t i = 0; i < block->slot_count; i++) {
        const struct slot *slot = &block->slots[i];
        for (size_t k = 0, at = 0; k < slot->piece_count; k++)
            at = block_codes_add(&block->codes, &slot->pieces[k].source, i, at);
    }
    block_codes_ready(&block->codes);
}

enum status merge_block_build(struct merge_block *block, const struct skeleton_block_line *line,
                              struct stored_segment *segments, size_t count)
{
    block->line = line;
    block->spans_ready = block->broken = false;
    english_clear(&block->english);
    if (block->trace)
        trace_clear(block->trace);
    enum status status = match_segments(block, segments, count), next;
    if (status == STATUS_SYSTEM)
        return status;
    if ((next = decide_fates(block)) > status)
        status = next;
    collect_codes(block);
    if ((next = add_slots(block)) > status)
        status = next;
    if ((next = block_check_codes(block)) > status)
        status = next;
    if ((next = block_check_leftovers(block)) > status)
        status = next;
    if (block->trace) {
        buffer_clear(&block->running);
        buffer_add_view(&block->running, buffer_view(&block->english.text));
        block->english.text.failed |= block->running.failed || block->trace->failed;
    }
    if (line->width > 0)
        block_wrap(block);
    block->summary->blocks++;
    block->summary->segments += line->segment_count;
    if (block->english.text.failed || block->codes.failed || block->german.failed ||
        block->typed.failed)
        return finding_no_memory(block->findings);
    return status;
}

void merge_block_free(struct merge_block *block)
{
    free(block->slots);
    buffer_free(&block->german);
    buffer_free(&block->source);
    block_codes_free(&block->codes);
    protect_spans_free(&block->spans);
    english_free(&block->english);
    buffer_free(&block->typed);
    buffer_free(&block->running);
    code_judge_free(&block->judge);
}
