/* numbers.c - the values that are text on both sides: numbers, dates, times. */
#include "check/internal.h"

static bool add_loose(struct loose_values *values, size_t pair, struct view text,
                      const struct value *value)
{
    void *grown =
        array_grow(values->items, values->count, &values->capacity, sizeof *values->items);
    if (!grown)
        return false;
    values->items = grown;
    struct loose_value loose = {
        .pair = pair,
        .value = *value,
        .text = view_slice(text, value->start, value->end),
    };
    for (size_t i = value->start; i > 0 && text.data[i - 1] != ')'; i--)
        loose.bracketed |= text.data[i - 1] == '(';
    values->items[values->count++] = loose;
    return true;
}

/* The value of a code of the pair, said once more. */
static bool repeats_code(struct checker *checker, const struct value *value)
{
    struct check_block *block = &checker->block;
    for (size_t i = block->first_code; i < block->next_code; i++) {
        struct view form = check_form(checker, &block->codes.items[i]);
        bool read = checker->file.to == PROTECT_TO_SOURCE
                        ? values_of_german(form, checker->file.from, &block->scratch)
                        : values_of_english(form, &block->scratch);
        checker->failed |= !read;
        for (size_t k = 0; read && k < block->scratch.count; k++)
            if (value_equal(&block->scratch.items[k], value))
                return true;
    }
    return false;
}

/* The offset after digits with colons between them at text[at] (1:50), or 0. */
static size_t chain_end(struct view text, size_t at)
{
    size_t end = at;
    bool colon = false;
    if (!token_is_digit(text, at) || (at > 0 && token_is_digit(text, at - 1)))
        return 0;
    while (token_is_digit(text, end) ||
           (end > at && end < text.size && text.data[end] == ':' && token_is_digit(text, end + 1)))
        colon |= text.data[end++] == ':';
    return colon ? end : 0;
}

static void take_between(struct values *values, size_t start, size_t end)
{
    for (size_t i = 0; i < values->count; i++)
        values->items[i].taken |= values->items[i].start >= start && values->items[i].end <= end;
}

/* A scale or a score that stands as it was, 1:50, may be read as a time. */
static void take_chains(struct view german_text, struct values *german, struct view english_text,
                        struct values *english)
{
    if (view_find(german_text, VIEW(":"), 0) == SIZE_MAX)
        return;
    for (size_t at = 0; at < german_text.size; at++) {
        size_t end = chain_end(german_text, at);
        size_t found =
            end > 0 ? view_find(english_text, view_slice(german_text, at, end), 0) : SIZE_MAX;
        if (found != SIZE_MAX && chain_end(english_text, found) == found + end - at) {
            take_between(german, at, end);
            take_between(english, found, found + end - at);
        }
    }
}

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
    checker->failed |= !values_of_german(pair->german_text, checker->file.from, german);
    if (!checker->failed)
        take_chains(pair->german_text, german, pair->typed, english);
    for (size_t i = 0; i < german->count && !checker->failed; i++) {
        struct value *value = &german->items[i];
        if (!value->taken)
            value->taken = !value->optional && values_take(english, value);
        if (!value->optional && !value->taken)
            checker->failed |= !add_loose(&block->lost, index, pair->german_text, value);
    }
    for (size_t i = 0; i < english->count && !checker->failed; i++) {
        const struct value *value = &english->items[i];
        if (!value->taken && !value->optional && has_digit(pair->typed, value) &&
            !values_take(german, value) && !repeats_code(checker, value))
            checker->failed |= !add_loose(&block->added, index, pair->typed, value);
    }
}

/* ---- over the block ---------------------------------------------------------------------- */

static struct loose_value *find_added(struct loose_values *added, const struct loose_value *lost,
                                      bool equal)
{
    for (size_t i = 0; i < added->count; i++) {
        struct loose_value *item = &added->items[i];
        bool like = equal ? value_equal(&item->value, &lost->value)
                          : item->pair == lost->pair && item->value.kind == lost->value.kind;
        if (!item->met && !item->bracketed && like)
            return item;
    }
    return NULL;
}

/* A value that moved to a neighbouring sentence is no other. */
static void meet_neighbours(struct check_block *block)
{
    for (size_t i = 0; i < block->lost.count; i++) {
        struct loose_value *lost = &block->lost.items[i];
        struct loose_value *found = find_added(&block->added, lost, true);
        if (found)
            lost->met = found->met = true;
    }
}

static const char *name_of(const struct value *value)
{
    static const char *const names[] = {"number", "date", "time"};
    return names[value->kind];
}

static void say_lost(struct checker *checker, const struct loose_value *lost)
{
    const struct check_segment *at = checker->block.pairs[lost->pair].at;
    struct loose_value *other = find_added(&checker->block.added, lost, false);
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
    meet_neighbours(block);
    for (size_t i = 0; i < block->lost.count; i++)
        if (!block->lost.items[i].met)
            say_lost(checker, &block->lost.items[i]);
    for (size_t i = 0; i < block->added.count; i++)
        if (!block->added.items[i].met)
            say_added(checker, &block->added.items[i]);
}
