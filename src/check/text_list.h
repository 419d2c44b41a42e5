/* text_list.h - private to this room: pieces of a text, found again by what they say. */
#ifndef CHECK_TEXT_LIST_H
#define CHECK_TEXT_LIST_H

#include "base/base.h"

struct text_list {
    struct text_piece {
        struct view text;
        size_t taken; /* of the first of several alike: how many of them were taken */
    } * items;
    size_t count, capacity;
    bool failed; /* memory ran out */
};

void text_list_clear(struct text_list *list);
/* Pieces are added in the order of the text, and sorted before the first is looked for. */
void text_list_add(struct text_list *list, struct view piece);
void text_list_sort(struct text_list *list);
bool text_list_has(const struct text_list *list, struct view text);
/* The first piece that says the same and was not taken yet; data == NULL: none. */
struct view text_list_take(struct text_list *list, struct view text);
void text_list_free(struct text_list *list);

#endif
