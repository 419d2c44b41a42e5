/* glance_words.c - the words that the readers of values and the search for German look for. */
#include "check/glance_walk.h"
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
    return &words->first[glance_first(
        glance_letters(glance_bytes(word.data, word.size), word.size))];
}

/* Adds a word that may say a value. */
static void add_value(struct glance_words *words, struct view word)
{
    *first_of(words, word) |= bit_of(word.size);
    words->last[glance_last(word.data, word.size)] |= bit_of(word.size);
}

static void add_german(struct glance_words *words, struct view word)
{
    *first_of(words, word) |= (uint64_t)bit_of(word.size) << 32;
}

/* Adds all words that begin so; but "ein" alone is an article. */
static void add_beginning(struct glance_words *words, struct view word)
{
    size_t least = word.size + view_equal(word, VIEW("ein"));
    *first_of(words, word) |= ~(bit_of(least) - 1);
}

/* ---- tables ------------------------------------------------------------------------------ */

/* A table of src/language; each row begins with its word. */
struct table {
    const void *rows;
    size_t count, row_size;
};
#define TABLE(name)                                                                                \
    ((struct table){name##_rows, sizeof name##_rows / sizeof *name##_rows, sizeof *name##_rows})

static void add_table(struct glance_words *words, struct table table,
                      void (*add)(struct glance_words *words, struct view word))
{
    for (size_t i = 0; i < table.count; i++)
        add(words,
            *(const struct view *)(const void *)((const char *)table.rows + i * table.row_size));
}

void glance_words_english(struct glance_words *words)
{
    static const struct view others[] = {
        VIEW("half"),     VIEW("quarter"),   VIEW("quarters"), VIEW("noon"),     VIEW("midday"),
        VIEW("midnight"), VIEW("twenties"),  VIEW("thirties"), VIEW("forties"),  VIEW("fifties"),
        VIEW("sixties"),  VIEW("seventies"), VIEW("eighties"), VIEW("nineties"),
    };
    *words = (struct glance_words){.walk = glance_walk()};
    add_table(words, TABLE(english_months), add_value);
    add_table(words, TABLE(english_numbers), add_value);
    add_table(words, TABLE(german_only), add_german);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        add_value(words, others[i]);
}

void glance_words_german(struct glance_words *words)
{
    *words = (struct glance_words){.walk = glance_walk()};
    add_table(words, TABLE(months), add_value);
    add_table(words, TABLE(weekdays), add_value);
    add_table(words, TABLE(german_numbers), add_beginning);
    add_beginning(words, VIEW("hundert"));
    add_beginning(words, VIEW("tausend"));
    memset(words->last, 0xff, sizeof words->last); /* number words end in many ways */
}
