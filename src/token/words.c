#include "language/months.h"
#include "language/weekdays.h"
#include "token/token.h"

bool token_date_word(struct view word)
{
    unsigned prefix = language_prefix(word.data, word.size);
    return (months_has_prefix(prefix) && months_find(word)) ||
           (weekdays_has_prefix(prefix) && weekdays_find(word));
}

unsigned token_month(struct view word)
{
    const struct months_row *row = months_find(word);
    return row ? (unsigned)row->month : 0;
}

unsigned token_weekday(struct view word)
{
    const struct weekdays_row *row = weekdays_find(word);
    return row ? (unsigned)row->weekday : 0;
}
