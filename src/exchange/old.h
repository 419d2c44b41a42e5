/* old.h - the translated files of an article as it was, for update.c. */
#ifndef EXCHANGE_OLD_H
#define EXCHANGE_OLD_H

#include "exchange/edition.h"

struct exchange_old {
    struct edition *editions;
    size_t count, capacity;
};

#endif
