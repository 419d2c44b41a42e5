#include "language/months.h"
#include "language/weekdays.h"
#include "token/token.h"

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
