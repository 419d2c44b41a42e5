/* tmx_seg.h - the content of a <seg> of TMX as it is read: text, and codes with ids that fit those
 * of the other languages. */
#ifndef MEMORY_TMX_SEG_H
#define MEMORY_TMX_SEG_H

#include <libxml/parser.h>

#include "memory/memory.h"

/* Pieces of a segment: text and codes. */
#define TMX_MAX_PARTS 4096

struct tmx_tag {
    const char *name;
    const xmlChar **attributes; /* five of libxml2's a piece */
    int count;
};

/* The value of an attribute without a prefix; empty if there is none. */
struct view tmx_tag_get(const struct tmx_tag *tag, const char *name);

struct tmx_seg {
    struct xliff_part *parts;
    size_t count, capacity;
    struct buffer text;
    size_t depth;   /* elements open inside the code; 0: no code is open */
    size_t numbers; /* codes without a number so far */
    bool tags;      /* what a code holds is text: OmegaT's own */
    bool failed;    /* memory ran out */
};

void tmx_seg_clear(struct tmx_seg *seg);
void tmx_seg_begin(struct tmx_seg *seg, bool tags);
void tmx_seg_start(struct tmx_seg *seg, const struct tmx_tag *tag, struct arena *arena);
void tmx_seg_text(struct tmx_seg *seg, struct view text);
void tmx_seg_end_inline(struct tmx_seg *seg, struct arena *arena);
/* Fills *content, which lives as long as the arena. False when memory runs out. */
bool tmx_seg_end(struct tmx_seg *seg, struct arena *arena, struct xliff_content *content);
void tmx_seg_free(struct tmx_seg *seg);

#endif
