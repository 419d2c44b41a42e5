/* glossary.h - terms of the user in the segments of a block, shown to the translator. */
#ifndef EXCHANGE_GLOSSARY_H
#define EXCHANGE_GLOSSARY_H

#include "base/base.h"
#include "exchange/cut.h"
#include "protect/protect.h"
#include "token/terms.h"
#include "xliff/xliff.h"

/* A term where it stands first: in the segment in 1.2, in the block in 2.x. */
struct glossary_hit {
    struct term_hit term;
    size_t cut;
    bool marked; /* no span reaches in or out, so that a mark can stand around it */
};

/* The hits of one block, in order. All zero is valid and empty; kept from block to block. */
struct glossary {
    struct glossary_hit *items;
    size_t count, capacity;
    size_t next; /* the next that is to be marked */
    bool open;   /* its mark began */
    struct terms_seen seen;
};

/* Finds the terms of a block. False when memory runs out. */
bool glossary_find(struct glossary *glossary, const struct terms *terms, bool by_segment,
                   struct view block, const struct protect_spans *spans, const struct cuts *cuts);

/* Where a mark begins or ends. */
struct glossary_mark {
    size_t at, term; /* offset in the block; number of the hit, from 1 */
    bool open;
};
/* The next mark of a segment that begins or ends up to `end`; false if there is none. */
bool glossary_next_mark(struct glossary *glossary, size_t cut, size_t end,
                        struct glossary_mark *mark);

/* A term as a note: "Landtag = state parliament". */
#define GLOSSARY_CATEGORY "glossary"
#define GLOSSARY_SIGN     " = "
/* The terms of cuts [first, end) as notes from (*notes)[1] on; (*notes)[0] is left free. Returns
 * how many they are; *notes is in the arena, NULL when memory runs out. */
size_t glossary_notes(enum xliff_version version, const struct glossary *glossary, size_t first,
                      size_t end, struct arena *arena, struct xliff_note **notes);
/* The terms of the block for a 2.x unit, in the arena; NULL when memory runs out. A mark's id is
 * "t" and the number of its hit. */
const struct xliff_term *glossary_terms(const struct glossary *glossary, struct arena *arena);
void glossary_free(struct glossary *glossary);

#endif
