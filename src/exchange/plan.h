/* plan.h - what becomes of each segment of an article that changed. */
#ifndef EXCHANGE_PLAN_H
#define EXCHANGE_PLAN_H

#include "exchange/align.h"
#include "exchange/near.h"

struct plan_item {
    enum align_kind kind;
    struct edition *edition; /* that it was found in; NULL: it is new */
    size_t old;              /* index there */
    unsigned score;          /* ALIGN_CHANGED */
    bool has_target;         /* the old translation, with this segment's codes */
    struct xliff_content target;
    struct known_answer known; /* without it: what is known from elsewhere */
};

struct plan {
    const struct edition *current;
    struct edition *old; /* several */
    size_t old_count;
    const struct known_translations *known;
    struct plan_item *items; /* of each segment of the current edition */
    struct offers offers;    /* sorted by segment */
    struct arena arena;      /* the targets */
    uint64_t *sums;          /* of the sentences of the editions that were taken, sorted */
    size_t sum_count, sum_capacity;
    struct findings *findings;
    struct update_summary *summary;
};

/* Fills the plan, but for its first four members and the last two, which are given. */
enum status plan_make(struct plan *plan);
void plan_free(struct plan *plan);

#endif
