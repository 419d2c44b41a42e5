/* Divides the edited text of a row among its sentences. No segmenter of German or English is asked:
 * the words of both are paired, and a sentence ends between the words that its last one and the
 * next one's first are paired with. */
#include <stdlib.h>

#include "check/check.h"
#include "exchange/adopt.h"

/* A piece of the old row: a cell, or text that no target holds. */
struct unit {
    size_t cell, block; /* or ADOPT_NONE */
    size_t start, end;  /* in rows.joined */
    size_t first, last; /* its words in the new row: first to last - 1 */
};

struct word {
    size_t start, end;
    size_t unit;
};

struct words {
    struct word *items;
    uint64_t *sums;
    size_t count, capacity, sums_capacity;
};

struct division {
    struct exchange_adoption *adoption;
    struct unit *units;
    size_t count, capacity;
    struct words old, new;
    size_t *to; /* of each old word, the new one */
};

/* ---- words ------------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_mark(char byte)
{
    return byte == '.' || byte == ',' || byte == ';' || byte == ':' || byte == '!' || byte == '?';
}

/* What a word is known by: without the punctuation after it, in small letters. */
static uint64_t sum_of(struct view word)
{
    char small[64];
    while (word.size > 1 && is_mark(word.data[word.size - 1]))
        word.size--;
    if (word.size > sizeof small)
        return checksum(word);
    for (size_t i = 0; i < word.size; i++) {
        char byte = word.data[i];
        small[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
    }
    return checksum((struct view){small, word.size});
}

static bool add_words(struct words *words, struct view text, size_t start, size_t end, size_t unit)
{
    for (size_t at = start; at < end;) {
        size_t begin = at;
        while (begin < end && is_blank(text.data[begin]))
            begin++;
        at = begin;
        while (at < end && !is_blank(text.data[at]))
            at++;
        if (at == begin)
            return true;
        void *grown =
            array_grow(words->items, words->count, &words->capacity, sizeof *words->items);
        void *sums =
            array_grow(words->sums, words->count, &words->sums_capacity, sizeof *words->sums);
        words->items = grown ? grown : words->items;
        words->sums = sums ? sums : words->sums;
        if (!grown || !sums)
            return false;
        words->items[words->count] = (struct word){begin, at, unit};
        words->sums[words->count++] = sum_of(view_slice(text, begin, at));
    }
    return true;
}

/* ---- units of the old row ---------------------------------------------------------------- */

static bool add_unit(struct division *division, struct unit unit)
{
    void *grown =
        array_grow(division->units, division->count, &division->capacity, sizeof *division->units);
    if (!grown)
        return false;
    division->units = grown;
    division->units[division->count++] = unit;
    return true;
}

/* Text between two cells, if it is more than blanks. */
static bool add_fixed(struct division *division, size_t start, size_t end, size_t block)
{
    struct view text = buffer_view(&division->adoption->old.joined);
    while (start < end && is_blank(text.data[start]))
        start++;
    while (end > start && is_blank(text.data[end - 1]))
        end--;
    return start == end ||
           add_unit(division,
                    (struct unit){.cell = ADOPT_NONE, .block = block, .start = start, .end = end});
}

/* The cells of the row, and what stands between them. */
static bool list_units(struct division *division, size_t row)
{
    const struct exchange_adoption *adoption = division->adoption;
    const struct adopt_rows *rows = &adoption->old;
    size_t at = rows->items[row].at, end = at + rows->items[row].size;
    bool done = true;
    for (size_t i = 0; i < adoption->block_count && done; i++) {
        const struct adopt_block *block = &adoption->blocks[i];
        size_t in, start;
        if (block->old_row != row || !adopt_rows_find(rows, block->start, &in, &start))
            continue;
        done = add_fixed(division, at, start, ADOPT_NONE);
        at = start;
        for (size_t k = block->first_cell; k < block->end_cell && done; k++) {
            const struct adopt_cell *cell = &adoption->cells[k];
            size_t from = start + (cell->start - block->start);
            size_t to = start + (cell->end - block->start);
            done = add_fixed(division, at, from, i);
            if (to > from)
                done = done &&
                       add_unit(division,
                                (struct unit){.cell = k, .block = i, .start = from, .end = to});
            at = to;
        }
        size_t after = start + (block->end - block->start);
        done = done && add_fixed(division, at, after, i);
        at = after;
    }
    return done && add_fixed(division, at, end, ADOPT_NONE);
}

/* ---- where units begin in the new row ----------------------------------------------------- */

/* Whether a sentence may end after the word. */
static bool ends_sentence(const struct division *division, size_t word)
{
    struct view text = buffer_view(&division->adoption->new.joined);
    const struct word *w = &division->new.items[word];
    for (size_t i = w->end; i > w->start; i--) {
        char byte = text.data[i - 1];
        if (byte == '.' || byte == '!' || byte == '?')
            return true;
        if (byte != '"' && byte != '\'' && byte != ')' && (unsigned char)byte < 0x80)
            return false;
    }
    return false;
}

/* Between new words `low` and `high`, where `before` words of the unit in front and `after` of this
 * one have no partner: best where a sentence ends, near to the same proportion. */
static size_t choose_begin(const struct division *division, size_t low, size_t high, size_t before,
                           size_t after)
{
    size_t all = before + after;
    size_t ideal = all > 0 ? low + (high - low) * before / all : high;
    size_t best = SIZE_MAX, distance = SIZE_MAX;
    for (size_t i = low; i <= high; i++) {
        size_t d = i > ideal ? i - ideal : ideal - i;
        if (i > 0 && ends_sentence(division, i - 1) && d < distance) {
            best = i;
            distance = d;
        }
    }
    return best == SIZE_MAX ? ideal : best;
}

static size_t begin_of(const struct division *division, size_t unit, size_t least)
{
    const struct words *old = &division->old;
    size_t low = 0, high = division->new.count, before = 0, after = 0, i = 0;
    for (; i < old->count && old->items[i].unit < unit; i++) {
        before = division->to[i] == SIZE_MAX ? before + 1 : 0;
        low = division->to[i] == SIZE_MAX ? low : division->to[i] + 1;
    }
    for (; i < old->count && division->to[i] == SIZE_MAX; i++)
        after++;
    if (i < old->count)
        high = division->to[i];
    low = low > least ? low : least;
    return high <= low ? low : choose_begin(division, low, high, before, after);
}

static void find_begins(struct division *division)
{
    size_t begin = 0;
    for (size_t i = 0; i < division->count; i++) {
        begin = i == 0 ? 0 : begin_of(division, i, begin);
        division->units[i].first = begin;
        if (i > 0)
            division->units[i - 1].last = begin;
    }
    if (division->count > 0)
        division->units[division->count - 1].last = division->new.count;
}

/* ---- the new texts ----------------------------------------------------------------------- */

/* Where the new text of a unit begins: at its first word, or before, at blanks that are more than
 * the joint. */
static size_t text_begin(const struct division *division, size_t index, size_t previous)
{
    const struct unit *unit = &division->units[index];
    struct view old = buffer_view(&division->adoption->old.joined);
    size_t begin = division->new.items[unit->first].start;
    if (previous == ADOPT_NONE || index == 0)
        return begin;
    size_t gap = division->new.items[division->units[previous].last - 1].end;
    struct view joint = view_slice(old, division->units[index - 1].end, unit->start);
    return begin - gap > joint.size ? gap + joint.size : begin;
}

static struct view keep_text(struct exchange_adoption *adoption, struct view text)
{
    struct view copy = arena_copy(&adoption->arena, text);
    adoption->failed |= adoption->arena.failed;
    return copy;
}

static void fail_block(struct exchange_adoption *adoption, size_t block, struct view reason)
{
    if (block == ADOPT_NONE)
        return;
    adoption->blocks[block].partly = true;
    adoption->blocks[block].reason = reason;
}

/* Gives a unit its new text; false: it is not text of a target, and was changed. */
static bool take_text(struct division *division, size_t index, struct view text)
{
    struct exchange_adoption *adoption = division->adoption;
    const struct unit *unit = &division->units[index];
    struct view before = view_slice(buffer_view(&adoption->old.joined), unit->start, unit->end);
    if (view_equal(before, text))
        return true;
    if (unit->cell == ADOPT_NONE)
        return false;
    struct adopt_cell *cell = &adoption->cells[unit->cell];
    if (!cell->translated && check_has_german_word(text)) {
        fail_block(adoption, unit->block,
                   VIEW("the sentence is not translated, and its text is German still"));
        return true;
    }
    cell->wanted = keep_text(adoption, text);
    cell->changed = true;
    adoption->blocks[unit->block].changed = true;
    return true;
}

/* What the blocks of the row must be after merging. */
static void take_blocks(struct division *division)
{
    struct exchange_adoption *adoption = division->adoption;
    struct view new = buffer_view(&adoption->new.joined);
    for (size_t i = 0, end; i < division->count; i = end) {
        size_t block = division->units[i].block, first = SIZE_MAX, last = 0;
        for (end = i; end < division->count && division->units[end].block == block; end++) {
            const struct unit *unit = &division->units[end];
            if (unit->first == unit->last)
                continue;
            first = first == SIZE_MAX ? unit->first : first;
            last = unit->last;
        }
        if (block == ADOPT_NONE)
            continue;
        if (first == SIZE_MAX)
            fail_block(adoption, block, VIEW("all of its text was taken out"));
        else
            adoption->blocks[block].wanted =
                keep_text(adoption, view_slice(new, division->new.items[first].start,
                                               division->new.items[last - 1].end));
    }
}

static void take_texts(struct division *division)
{
    struct view new = buffer_view(&division->adoption->new.joined);
    size_t previous = ADOPT_NONE;
    for (size_t i = 0; i < division->count; i++) {
        const struct unit *unit = &division->units[i];
        struct view text = {0};
        if (unit->first < unit->last) {
            size_t begin = text_begin(division, i, previous);
            text = view_slice(new, begin, division->new.items[unit->last - 1].end);
            previous = i;
        }
        if (!take_text(division, i, text))
            fail_block(division->adoption, unit->block,
                       VIEW("text that is not translated, such as a credit, was changed"));
    }
}

bool adopt_divide(struct exchange_adoption *adoption, size_t old_row, size_t new_row)
{
    struct division division = {.adoption = adoption};
    struct view old = buffer_view(&adoption->old.joined), new = buffer_view(&adoption->new.joined);
    size_t start = adoption->new.items[new_row].at;
    bool done = list_units(&division, old_row) &&
                add_words(&division.new, new, start, start + adoption->new.items[new_row].size, 0);
    for (size_t i = 0; i < division.count && done; i++)
        done = add_words(&division.old, old, division.units[i].start, division.units[i].end, i);
    division.to = done ? malloc((division.old.count + 1) * sizeof *division.to) : NULL;
    done = division.to && sequence_match(division.old.sums, division.old.count, division.new.sums,
                                         division.new.count, division.to);
    if (done) {
        find_begins(&division);
        take_texts(&division);
        take_blocks(&division);
    }
    for (size_t i = 0; i < division.count; i++)
        if (division.units[i].block != ADOPT_NONE)
            adoption->blocks[division.units[i].block].row = new_row;
    free(division.units);
    free(division.old.items);
    free(division.old.sums);
    free(division.new.items);
    free(division.new.sums);
    free(division.to);
    return done && !adoption->failed;
}
