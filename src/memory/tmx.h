/* tmx.h - TMX 1.4b as a stream of translation units; 1.1 to 1.3 are read too. */
#ifndef MEMORY_TMX_H
#define MEMORY_TMX_H

#include "memory/memory.h"

/* ---- the model ----------------------------------------------------------------------------- */

/* A <tuv>: the text in one language. A code's id tells which code of another variant it is. */
struct tmx_variant {
    struct view lang; /* as the file has it */
    struct xliff_content content;
    struct memory_act created, changed;
};

/* Properties that mean something here: those of satz, and the neighbours' sources of OmegaT. */
enum tmx_own { TMX_STATE, TMX_ORIGIN, TMX_CONTEXT, TMX_PREVIOUS, TMX_NEXT, TMX_OWN_COUNT };

/* A <tu>. */
struct tmx_unit {
    struct view source_lang; /* of the unit or the header; "*all*": none is the source */
    const struct tmx_variant *variants;
    size_t count;
    struct memory_act created, changed;
    struct view own[TMX_OWN_COUNT];
    struct view remarks; /* other notes and properties, see memory_entry */
    bool tags;           /* codes stand in the text as OmegaT shows them: see tags.h */
    bool coded;          /* of satz: what is a code stands as one */
    struct place place;
};

/* ---- reading --------------------------------------------------------------------------------- */

/* Takes a unit, which lives during the call. */
struct tmx_taker {
    enum status (*take)(void *context, const struct tmx_unit *unit, struct findings *findings);
    void *context;
};

/* Reads to the end, or to the first thing that is wrong, which is reported. A document type is
 * passed over, never loaded; one that declares anything is refused. */
enum status tmx_read(struct input *input, struct tmx_taker taker, struct findings *findings);

/* ---- writing --------------------------------------------------------------------------------- */

struct tmx_header {
    struct view source_lang; /* "*all*": each unit says its own */
    struct view date;        /* empty: none */
    bool tags;               /* codes as OmegaT shows them */
};

void tmx_add_header(struct buffer *out, const struct tmx_header *header);
void tmx_add_entry(struct buffer *out, const struct tmx_header *header,
                   const struct memory_entry *entry);
void tmx_add_end(struct buffer *out);

#endif
