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

static uint64_t *first_of(struct glance_words *words, struct view word)
{
    return &words->first[glance_first(glance_bytes(word.data, word.size), word.size)];
}

/* Adds a word that may say a value. */
static void add_value(struct glance_words *words, struct view word)
{
    *first_of(words, word) |= bit_of(word.size);
    words->last[glance_last(word.data, word.size)] |= bit_of(word.size);
}

/* Adds all words that begin so, from a size on. */
static void add_beginning(struct glance_words *words, struct view word, size_t size)
{
    *first_of(words, word) |= ~(bit_of(size) - 1);
}

/* The rows of a table of src/language: each begins with its word. */
#define EACH(table, row)                                                                           \
    for (const struct table##_row *row = table##_rows;                                             \
         row < table##_rows + sizeof table##_rows / sizeof *table##_rows; row++)

void glance_words_english(struct glance_words *words)
{
    static const struct view others[] = {
        VIEW("half"),     VIEW("quarter"),   VIEW("quarters"), VIEW("noon"),     VIEW("midday"),
        VIEW("midnight"), VIEW("twenties"),  VIEW("thirties"), VIEW("forties"),  VIEW("fifties"),
        VIEW("sixties"),  VIEW("seventies"), VIEW("eighties"), VIEW("nineties"),
    };
    *words = (struct glance_words){0};
    EACH(english_months, row)
    add_value(words, row->word);
    EACH(english_numbers, row)
    add_value(words, row->word);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        add_value(words, others[i]);
    EACH(german_only, row)
    *first_of(words, row->word) |= (uint64_t)bit_of(row->word.size) << 32;
}

/* A number word is one of the table, or begins with one; but "ein" alone is an article. */
void glance_words_german(struct glance_words *words)
{
    static const struct view scales[] = {VIEW("hundert"), VIEW("tausend")};
    *words = (struct glance_words){0};
    EACH(months, row)
    add_value(words, row->word);
    EACH(weekdays, row)
    add_value(words, row->word);
    EACH(german_numbers, row)
    add_beginning(words, row->word, row->word.size + view_equal(row->word, VIEW("ein")));
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        add_beginning(words, scales[i], scales[i].size);
    memset(words->last, 0xff, sizeof words->last); /* number words end in many ways */
}
