/* quantity.h - a number with what belongs to it: sign, magnitude, currency, unit. */
#ifndef PROTECT_QUANTITY_H
#define PROTECT_QUANTITY_H

#include "language/currencies.h"
#include "language/magnitudes.h"
#include "language/units.h"
#include "protect/internal.h"

struct quantity {
    size_t start, end; /* of all that is recognised */
    size_t at;         /* of the first digit */
    struct token_number number;
    size_t number_end;      /* offset after the digits and a ½ */
    bool negative, counted; /* counted: the number is a quantity, so it is grouped */
    const struct magnitudes_row *magnitude;
    const struct currencies_row *currency;
    const struct units_row *unit; /* NULL if it has no English form */
    size_t range;                 /* 10–15 km: offset of the second number; 0: none */
    struct token_number second;
};

/* Reads the quantity whose first digit stands at text[at], at >= pass->done. False if the digits
 * are part of something else: a word, a score, a longer number; of *out only `number` then says
 * how far they go, and whether they are unsure. */
bool quantity_read(const struct pass *pass, size_t at, struct quantity *out);
/* Writes its English form. */
void quantity_write(struct pass *pass, const struct quantity *quantity);
/* 10 bis 15.000: the first may be 10 or 10.000. */
bool quantity_lacks_thousands(const struct token_number *first, const struct token_number *second);
/* Whether it is more than a whole number from 0 to 12. */
bool quantity_is_certain(const struct quantity *quantity);

#endif
