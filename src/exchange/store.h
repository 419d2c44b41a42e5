/* store.h - the segments of one <file> of a filled XLIFF, kept until its end.
 *
 * A store that packs has the segments of one block at a time as structures, and can give those of
 * another. Else all of them stay, and may be changed.
 */
#ifndef EXCHANGE_STORE_H
#define EXCHANGE_STORE_H

#include "base/base.h"
#include "xliff/xliff.h"

/* A segment as the file has it. In 1.2 "b17.s3" is a unit; in 2.x "b17" is one and "s3" its
 * segment. Either way it belongs to block 17. */
struct stored_segment {
    size_t block;
    size_t number; /* 3 of s3; 0: an id of another's */
    size_t serial; /* place in the file, as far as the segments of a block need it */
    size_t order;  /* of its target in the unit, from 1 */
    size_t unit;   /* which unit of the file it stood in, from 1 */
    size_t index;  /* of the segment in its unit */
    size_t origin; /* the store's */
    bool ignorable;
    bool no_translate;
    bool has_target;
    struct xliff_content source, target;
    struct view state, substate;
    bool approved;      /* 1.2 */
    struct place place; /* of the segment */
};

/* Where the bytes of a segment begin. */
struct packed_segment {
    size_t block, at;
};

/* What becomes of a segment that is added. */
enum store_way {
    STORE_COPIES,  /* it stays */
    STORE_BORROWS, /* it stays, and so does the unit: only what differs from it is copied */
    STORE_PACKS,
};

struct store {
    const char *file; /* as messages name it; borrowed */
    size_t origin;    /* what the caller knows it by */
    enum xliff_version version;
    struct arena arena;
    struct stored_segment *items;
    size_t count, capacity;
    size_t units;   /* of this file */
    size_t foreign; /* units whose id is none of satz's */
    enum store_way way;
    struct packed_segment *packed; /* store_pack.c: in the order of the file, or sorted */
    size_t packed_count, packed_capacity;
    struct buffer bytes;
    bool failed; /* memory ran out */
};

/* Forgets the file before. */
void store_clear(struct store *store);
/* Reads a unit's id: of which block it is, and in 1.2 of which segment (else 0). False: it is none
 * of satz's. */
bool store_read_id(const struct xliff_unit *unit, size_t *block, size_t *number);
/* Adds a unit's segments, or counts it as foreign. */
void store_add(struct store *store, const struct xliff_unit *unit);
/* The same where its id is read. */
void store_add_known(struct store *store, const struct xliff_unit *unit, size_t block,
                     size_t number);
/* Forgets the segments that are not packed, but not how many units there were. */
void store_forget(struct store *store);
/* Packs those that are not. */
void store_pack(struct store *store);
/* Sorts by block, number and place in the file; call it once, before store_block. */
void store_sort(struct store *store);
/* The segments of a block: *count of them, in that order. */
struct stored_segment *store_block(const struct store *store, size_t block, size_t *count);
/* The same where they are packed. They live until the next call. */
void store_sort_packed(struct store *store);
struct stored_segment *store_unpack(struct store *store, size_t block, size_t *count);
/* Sorts segments of one block by their place in the file, by number, or by the order of targets
 * (2.x: the attribute order; without it a segment's place in its unit). */
void store_sort_by_place(struct stored_segment *segments, size_t count);
void store_sort_by_number(struct stored_segment *segments, size_t count);
void store_sort_by_order(struct stored_segment *segments, size_t count);
void store_free(struct store *store);

#endif
