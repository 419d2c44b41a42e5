/* tags.h - codes as OmegaT shows them in its text, and writes them into TMX: "<f0>" and "</f0>" a
 * pair, "<f0/>" a code alone, "<m0>12.000</m0>" protected text. The letter is that of an element of
 * XLIFF; the numbers count from 0 in each source. What a code stands for is not said. */
#ifndef MEMORY_TAGS_H
#define MEMORY_TAGS_H

#include "memory/memory.h"

/* Makes codes of the tags in the text of a content. Protected text becomes plain text; a pair of f
 * is a quotation, since exports of satz have no other. False when memory runs out. */
bool tags_read(struct xliff_content *content, struct arena *arena);
/* Adds a source, or a target of that source, with tags in place of codes. */
void tags_add(struct buffer *out, const struct xliff_content *source,
              const struct xliff_content *content);

#endif
