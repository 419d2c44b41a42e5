/* numbers.c - the values that are text on both sides: numbers, dates, times. */
#include <string.h>

#include "check/internal.h"

/* A walk over the values of a text, which knows whether they stand in brackets. */
struct brackets {
    struct view text;
    size_t at;
    bool open;
};

static bool is_bracketed(struct brackets *brackets, const struct value *value)
{
    for (; brackets->at < value->start; brackets->at++) {
        char byte = brackets->text.data[brackets->at];
        if (byte == '(' || byte == ')')
            brackets->open = byte == '(';
    }
    return brackets->open;
}

static bool add_loose(struct loose_values *values, size_t pair, struct brackets *brackets,
                      const struct value *value)
{
    void *grown =
        array_grow(values->items, values->count, &values->capacity, sizeof *values->items);
    if (!grown)
        return false;
    values->items = grown;
    values->items[values->count++] = (struct loose_value){
        .pair = pair,
        .value = *value,
        .text = view_slice(brackets->text, value->start, value->end),
        .bracketed = is_bracketed(brackets, value),
    };
    return true;
}

/* ---- values of codes, said once more ----------------------------------------------------- */

/* Lists what the codes of the pair at hand say, once. */
static void list_codes(struct checker *checker)
{
    struct check_block *block = &checker->block;
    struct values *all = &block->code_values;
    bool german = checker->file.to == PROTECT_TO_SOURCE;
    if (block->code_values_of == block->next_code)
        return;
    values_clear(all);
    for (size_t i = block->first_code; i < block->next_code && !checker->failed; i++) {
        struct view form = check_form(checker, &block->codes.items[i]);
        bool read = german ? values_of_german(form, checker->file.from, &block->scratch)
                           : values_of_english(form, &block->scratch);
        checker->failed |= !read || !values_append(all, &block->scratch);
    }
    block->code_values_of = block->next_code;
}

static bool repeats_code(struct checker *checker, const struct value *value)
{
    if (checker->block.first_code == checker->block.next_code)
        return false;
    list_codes(checker);
    return values_have(&checker->block.code_values, value);
}

/* ---- scales and scores ------------------------------------------------------------------- */

/* The next scale or score (1:50) at or after *at, which moves behind it. */
static bool next_chain(struct view text, size_t *at, struct view *chain)
{
    const char *colon;
    while (*at < text.size && (colon = memchr(text.data + *at, ':', text.size - *at))) {
        size_t start = (size_t)(colon - text.data), end = start + 1;
        if (start == *at || !token_is_digit(text, start - 1) || !token_is_digit(text, end)) {
            *at = end;
            continue;
        }
        while (start > *at && token_is_digit(text, start - 1))
            start--;
        while (token_is_digit(text, end) ||
               (end < text.size && text.data[end] == ':' && token_is_digit(text, end + 1)))
            end++;
        *chain = view_slice(text, start, end);
        *at = end;
        return true;
    }
    return false;
}

/* Takes the values between two offsets; they are in order. */
static void take_between(struct values *values, size_t start, size_t end)
{
    size_t low = 0, high = values->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (values->items[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < values->count && values->items[low].start < end; low++)
        values->items[low].taken |= values->items[low].end <= end;
}

/* A scale or a score that stands as it was, 1:50, may be read as a time. */
static void take_chains(struct checker *checker, struct view german_text, struct values *german,
                        struct view english_text, struct values *english)
{
    struct text_list *chains = &checker->block.pieces;
    struct view chain;
    text_list_clear(chains);
    for (size_t at = 0; next_chain(english_text, &at, &chain);)
        text_list_add(chains, chain);
    text_list_sort(chains);
    checker->failed |= chains->failed;
    for (size_t at = 0; chains->count > 0 && next_chain(german_text, &at, &chain);) {
        struct view same = text_list_take(chains, chain);
        if (!same.data)
            continue;
        size_t found = (size_t)(same.data - english_text.data);
        take_between(german, at - chain.size, at);
        take_between(english, found, found + same.size);
    }
}

/* ---- a pair ------------------------------------------------------------------------------ */

/* Noon and the like are words: a translator's choice. */
static bool has_digit(struct view text, const struct value *value)
{
    for (size_t i = value->start; i < value->end; i++)
        if (token_is_digit(text, i))
            return true;
    return false;
}

void check_values(struct checker *checker, size_t index)
{
    struct check_block *block = &checker->block;
    const struct check_pair *pair = &block->pairs[index];
    struct values *english = code_judge_values(&block->judge, index), *german = &block->values;
    struct brackets source = {.text = pair->german_text}, target = {.text = pair->typed};
    checker->failed |= !values_glanced_german(pair->german_text, checker->file.from,
                                              &block->glances.german, german);
    if (!checker->failed && block->glances.typed.has & HAS_COLON)
        take_chains(checker, pair->german_text, german, pair->typed, english);
    for (size_t i = 0; i < german->count && !checker->failed; i++) {
        struct value *value = &german->items[i];
        if (!value->taken)
            value->taken = !value->optional && values_take(english, value);
        if (!value->optional && !value->taken)
            checker->failed |= !add_loose(&block->lost, index, &source, value);
    }
    for (size_t i = 0; i < english->count && !checker->failed; i++) {
        const struct value *value = &english->items[i];
        if (!value->taken && !value->optional && has_digit(pair->typed, value) &&
            !values_take(german, value) && !repeats_code(checker, value))
            checker->failed |= !add_loose(&block->added, index, &target, value);
    }
    checker->failed |= german->failed || english->failed;
}

/* ---- over the block ---------------------------------------------------------------------- */

/* A value that moved to a neighbouring sentence is no other. */
static void meet_neighbours(struct checker *checker)
{
    struct check_block *block = &checker->block;
    struct loose_value *added = block->added.items;
    struct value_index *index = &block->added_index;
    if (block->lost.count == 0 || block->added.count == 0)
        return;
    if (!value_index_begin(index, block->added.count)) {
        checker->failed = true;
        return;
    }
    for (size_t i = block->added.count; i-- > 0;)
        if (!added[i].bracketed)
            value_index_add(index, i, &added[i].value);
    for (size_t i = 0; i < block->lost.count; i++) {
        struct loose_value *lost = &block->lost.items[i];
        size_t *link = value_index_find(index, &lost->value);
        while (*link != SIZE_MAX && !value_equal(&added[*link].value, &lost->value))
            link = &index->nexts[*link];
        if (*link == SIZE_MAX)
            continue;
        lost->met = added[*link].met = true;
        *link = index->nexts[*link];
    }
}

/* The next value that was added to the pair, of the kind of the lost one; `next` goes on from one
 * lost value to the next, as both lists are in the order of the pairs. */
static struct loose_value *find_other(struct loose_values *added, const struct loose_value *lost,
                                      size_t next[VALUE_KINDS])
{
    for (size_t *at = &next[lost->value.kind]; *at < added->count; ++*at) {
        struct loose_value *item = &added->items[*at];
        if (item->pair > lost->pair)
            return NULL;
        if (item->pair == lost->pair && item->value.kind == lost->value.kind && !item->met &&
            !item->bracketed)
            return item;
    }
    return NULL;
}

static const char *name_of(const struct value *value)
{
    static const char *const names[] = {"number", "date", "time", "decade"};
    return names[value->kind];
}

static void say_lost(struct checker *checker, const struct loose_value *lost,
                     size_t next[VALUE_KINDS])
{
    const struct check_segment *at = checker->block.pairs[lost->pair].at;
    struct loose_value *other = find_other(&checker->block.added, lost, next);
    if (!other) {
        check_say(checker, CHECK_NUMBER_DIFFERS, at,
                  "the %s '%.*s' of the source is not in the target; put its value in",
                  name_of(&lost->value), SHOW(lost->text));
        return;
    }
    other->met = true;
    check_say(checker, CHECK_NUMBER_DIFFERS, at,
              "the %s '%.*s' of the source is '%.*s' in the target, another value",
              name_of(&lost->value), SHOW(lost->text), SHOW(other->text));
}

static void say_added(struct checker *checker, const struct loose_value *added)
{
    const struct check_segment *at = checker->block.pairs[added->pair].at;
    if (added->bracketed)
        check_say(checker, CHECK_NUMBER_IN_BRACKETS, at,
                  "the %s '%.*s' in brackets is not in the source", name_of(&added->value),
                  SHOW(added->text));
    else
        check_say(checker, CHECK_NUMBER_ADDED, at, "the %s '%.*s' is not in the source",
                  name_of(&added->value), SHOW(added->text));
}

void check_loose_values(struct checker *checker)
{
    struct check_block *block = &checker->block;
    size_t next[VALUE_KINDS] = {0}; /* by kind */
    meet_neighbours(checker);
    for (size_t i = 0; i < block->lost.count; i++)
        if (!block->lost.items[i].met)
            say_lost(checker, &block->lost.items[i], next);
    for (size_t i = 0; i < block->added.count; i++)
        if (!block->added.items[i].met)
            say_added(checker, &block->added.items[i]);
}
