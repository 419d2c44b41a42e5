/* glance_words.c - the words that the readers of values and the search for German look for. */
#include "check/glance.h"
#include "language/english_months.h"
#include "language/english_numbers.h"
#include "language/german_numbers.h"
#include "language/german_only.h"
#include "language/months.h"
#include "language/weekdays.h"

enum { LONGEST = 31 };

static uint32_t bit_of(size_t size)
{
    return UINT32_C(1) << (size < LONGEST ? size : LONGEST);
}

static uint32_t *value_sizes(struct glance_words *words, struct view word)
{
    return &words->sizes[language_prefix(word.data, word.size)].value;
}

/* The rows of a table of src/language: each begins with its word. */
#define EACH(table, row)                                                                           \
    for (const struct table##_row *row = table##_rows;                                             \
         row < table##_rows + sizeof table##_rows / sizeof *table##_rows; row++)

void glance_words_english(struct glance_words *words)
{
    static const struct view others[] = {
        VIEW("half"),    VIEW("quarter"), VIEW("quarters"), VIEW("noon"),
        VIEW("midday"),  VIEW("midnight"), VIEW("twenties"), VIEW("thirties"),
        VIEW("forties"), VIEW("fifties"), VIEW("sixties"),  VIEW("seventies"),
        VIEW("eighties"), VIEW("nineties"),
    };
    *words = (struct glance_words){0};
    EACH(english_months, row)
        *value_sizes(words, row->word) |= bit_of(row->word.size);
    EACH(english_numbers, row)
        *value_sizes(words, row->word) |= bit_of(row->word.size);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        *value_sizes(words, others[i]) |= bit_of(others[i].size);
    EACH(german_only, row)
        words->sizes[language_prefix(row->word.data, row->word.size)].german |=
            bit_of(row->word.size);
}

/* A number word is one of the table, or begins with one; but "ein" alone is an article. */
void glance_words_german(struct glance_words *words)
{
    static const struct view scales[] = {VIEW("hundert"), VIEW("tausend")};
    *words = (struct glance_words){0};
    EACH(months, row)
        *value_sizes(words, row->word) |= bit_of(row->word.size);
    EACH(weekdays, row)
        *value_sizes(words, row->word) |= bit_of(row->word.size);
    EACH(german_numbers, row)
        *value_sizes(words, row->word) |=
            ~(bit_of(row->word.size + view_equal(row->word, VIEW("ein"))) - 1);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        *value_sizes(words, scales[i]) |= ~(bit_of(scales[i].size) - 1);
}
