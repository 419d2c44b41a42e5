/* The edited text of a sentence as a target: values that its codes stood for become these codes
 * again. */
#include <stdlib.h>

#include "check/content.h"
#include "exchange/adopt.h"

/* ---- finding the codes ------------------------------------------------------------------- */

static bool is_word(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether text[start..end) is not a piece of a longer word or number. */
static bool stands_alone(struct view text, size_t start, size_t end)
{
    char first = text.data[start], last = text.data[end - 1];
    bool plain = (unsigned char)first < 0x80 && (unsigned char)last < 0x80;
    if (!plain)
        return true; /* a quotation mark, a currency */
    if (start > 0 && is_word(first) && is_word(text.data[start - 1]))
        return false;
    if (end < text.size && is_word(last) && is_word(text.data[end]) &&
        (unsigned char)text.data[end] < 0x80)
        return false;
    if (start > 1 && is_digit(first) &&
        (text.data[start - 1] == ',' || text.data[start - 1] == '.') &&
        is_digit(text.data[start - 2]))
        return false;
    return !(end + 1 < text.size && is_digit(last) &&
             (text.data[end] == ',' || text.data[end] == '.') && is_digit(text.data[end + 1]));
}

/* Whether a code was placed there already. */
static bool is_taken(const struct exchange_adoption *adoption, const struct adopt_block *block,
                     size_t cell, size_t start, size_t end)
{
    size_t first = adoption->cells[block->first_cell].first_code;
    size_t last = adoption->cells[block->end_cell - 1].end_code;
    for (size_t i = first; i < last; i++) {
        const struct adopt_code *code = &adoption->codes[i];
        if (code->place != ADOPT_NONE && code->in == cell && code->place < end &&
            start < code->place + code->code.form.size)
            return true;
    }
    return false;
}

/* Looks for a code in a cell's new text from `at` on. */
static bool place_code(struct exchange_adoption *adoption, const struct adopt_block *block,
                       struct adopt_code *code, size_t cell, size_t at)
{
    struct view text = adoption->cells[cell].wanted, form = code->code.form;
    for (; form.size > 0 && (at = view_find(text, form, at)) != SIZE_MAX; at++)
        if (stands_alone(text, at, at + form.size) &&
            !is_taken(adoption, block, cell, at, at + form.size)) {
            code->place = at;
            code->in = cell;
            return true;
        }
    return false;
}

/* Each code in its own sentence, in order as far as that goes. */
static void place_own(struct exchange_adoption *adoption, const struct adopt_block *block,
                      size_t cell)
{
    size_t at = 0;
    for (size_t i = adoption->cells[cell].first_code; i < adoption->cells[cell].end_code; i++) {
        struct adopt_code *code = &adoption->codes[i];
        if (place_code(adoption, block, code, cell, at) ||
            place_code(adoption, block, code, cell, 0))
            at = code->place + code->code.form.size;
    }
}

static bool is_open(const struct adopt_cell *cell)
{
    return cell->changed && !cell->failed;
}

/* What an edit moved to another sentence of the block. */
static void place_moved(struct exchange_adoption *adoption, const struct adopt_block *block,
                        size_t cell)
{
    for (size_t i = adoption->cells[cell].first_code; i < adoption->cells[cell].end_code; i++) {
        struct adopt_code *code = &adoption->codes[i];
        for (size_t k = block->first_cell; k < block->end_cell && code->place == ADOPT_NONE; k++)
            if (k != cell && is_open(&adoption->cells[k]))
                place_code(adoption, block, code, k, 0);
    }
}

/* ---- the content ------------------------------------------------------------------------- */

static void add_text(struct xliff_part *parts, size_t *count, struct view text)
{
    if (text.size > 0)
        parts[(*count)++] =
            (struct xliff_part){.kind = XLIFF_TEXT, .text = view_string(text), .translate = -1};
}

/* The next code in a cell's text at `at` or after it. */
static const struct adopt_code *next_code(const struct exchange_adoption *adoption,
                                          const struct adopt_block *block, size_t cell, size_t at)
{
    const struct adopt_code *next = NULL;
    size_t first = adoption->cells[block->first_cell].first_code;
    size_t last = adoption->cells[block->end_cell - 1].end_code;
    for (size_t i = first; i < last; i++) {
        const struct adopt_code *code = &adoption->codes[i];
        if (code->place != ADOPT_NONE && code->in == cell && code->place >= at &&
            (!next || code->place < next->place))
            next = code;
    }
    return next;
}

static size_t most_parts(const struct exchange_adoption *adoption, const struct adopt_block *block)
{
    size_t first = adoption->cells[block->first_cell].first_code, parts = 2;
    size_t last = adoption->cells[block->end_cell - 1].end_code;
    for (size_t i = first; i < last; i++)
        parts += adoption->codes[i].code.part_count + 2;
    return parts;
}

/* merge leaves out a full stop after a form that ends in one: where the target had such a stop, or
 * the text has one more, it is written. */
static bool wants_stop(const struct adopt_code *code, struct view text, size_t end)
{
    if (!view_ends_with(code->code.form, VIEW(".")))
        return false;
    return end < text.size ? text.data[end] == '.' : code->code.before_stop;
}

static bool build(struct exchange_adoption *adoption, const struct adopt_block *block, size_t index)
{
    struct adopt_cell *cell = &adoption->cells[index];
    struct xliff_part *parts =
        arena_take(&adoption->arena, most_parts(adoption, block) * sizeof *parts);
    size_t count = 0, at = 0;
    if (!parts)
        return false;
    for (const struct adopt_code *code; (code = next_code(adoption, block, index, at)) != NULL;) {
        add_text(parts, &count, view_slice(cell->wanted, at, code->place));
        for (size_t i = 0; i < code->code.part_count; i++)
            parts[count++] = code->code.parts[i];
        at = code->place + code->code.form.size;
        if (wants_stop(code, cell->wanted, at))
            add_text(parts, &count, VIEW("."));
    }
    add_text(parts, &count, view_slice(cell->wanted, at, cell->wanted.size));
    cell->target = (struct xliff_content){.parts = parts, .count = count};
    return true;
}

bool adopt_targets(struct exchange_adoption *adoption, struct adopt_block *block)
{
    for (size_t i = block->first_cell; i < block->end_cell; i++)
        for (size_t k = adoption->cells[i].first_code; k < adoption->cells[i].end_code; k++)
            adoption->codes[k].place = ADOPT_NONE;
    for (size_t i = block->first_cell; i < block->end_cell; i++)
        if (is_open(&adoption->cells[i]))
            place_own(adoption, block, i);
    for (size_t i = block->first_cell; i < block->end_cell; i++)
        if (is_open(&adoption->cells[i]))
            place_moved(adoption, block, i);
    for (size_t i = block->first_cell; i < block->end_cell; i++)
        if (is_open(&adoption->cells[i]) && !build(adoption, block, i))
            return false;
    return true;
}
