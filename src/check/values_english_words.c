/* values_english_words.c - numbers in words: twenty-five, two hundred and five thousand, third. */
#include "check/values-internal.h"
#include "language/english_numbers.h"

/* What a row of number words adds up to: (two hundred and five) thousand. */
struct sum {
    uint64_t total, part;
    bool any;
};

static void add_word(struct sum *sum, const struct english_numbers_row *row)
{
    uint64_t scale = 1;
    for (int i = 0; i < row->exponent; i++)
        scale *= 10;
    if (row->scale == 2) {
        sum->part = (sum->part ? sum->part : 1) * (uint64_t)row->value;
    } else if (!row->scale) {
        sum->part += (uint64_t)row->value;
    } else if (row->exponent == 2) {
        sum->part = (sum->part ? sum->part : 1) * 100;
    } else {
        sum->total += (sum->part ? sum->part : 1) * scale;
        sum->part = 0;
    }
    sum->any = true;
}

/* Whether `row` can follow what was read: twenty five, hundred five, but not five six. */
static bool can_follow(const struct sum *sum, const struct english_numbers_row *row)
{
    if (!sum->any || row->scale)
        return true;
    uint64_t below = sum->part % 100;
    return below == 0 || (below >= 20 && below % 10 == 0 && row->value < 10 && row->value > 0);
}

size_t values_english_words(struct view text, size_t at, uint64_t *number, bool *ordinal)
{
    struct sum sum = {0};
    size_t end = 0, next = at;
    for (*ordinal = false; !*ordinal;) {
        char small[64];
        struct view word = values_word_at(text, next), low = values_small(word, small);
        const struct english_numbers_row *row = low.size > 0 ? english_numbers_find(low) : NULL;
        if (!row || !can_follow(&sum, row))
            break;
        add_word(&sum, row);
        end = next + word.size;
        *ordinal = row->ordinal;
        next = values_byte_is(text, end, '-') ? end + 1 : token_skip_blanks(text, end);
        if (sum.part >= 100 && view_equal(values_word_at(text, next), VIEW("and")))
            next = token_skip_blanks(text, next + 3);
    }
    *number = sum.total + sum.part;
    return end;
}
