/* Events wait in a queue until the caller pulls them. A file or group stays until its end has been
 * taken, since every event inside points to it; the items are used again. */
#include "xliff/reader.h"

#include <stdlib.h>
#include <string.h>

struct item *xliff_queue_item(struct queue *queue, enum xliff_event_kind kind)
{
    struct item *item = queue->spare;
    if (item) {
        queue->spare = item->next;
        memset(item, 0, offsetof(struct item, parts));
    } else {
        item = calloc(1, sizeof *item);
        if (!item)
            return NULL;
    }
    item->event.kind = kind;
    item->users = 1;
    return item;
}

void xliff_queue_push(struct queue *queue, struct item *item)
{
    if (queue->last)
        queue->last->next = item;
    else
        queue->first = item;
    queue->last = item;
}

/* Whether the item is the START that its END lets go. */
static bool is_end(const struct item *item)
{
    return item->event.kind == XLIFF_FILE_END || item->event.kind == XLIFF_GROUP_END;
}

void xliff_queue_release(struct queue *queue, struct item *item)
{
    if (!item || --item->users > 0)
        return;
    if (is_end(item))
        xliff_queue_release(queue, item->outer);
    xliff_arena_clear(&item->arena);
    xliff_array_clear(&item->parts, sizeof(struct xliff_part));
    xliff_array_clear(&item->details, sizeof(struct detail));
    xliff_array_clear(&item->places, sizeof(struct place));
    item->next = queue->spare;
    queue->spare = item;
}

void xliff_queue_let_go(struct queue *queue)
{
    if (queue->current)
        queue->current->held = false;
    for (struct item *item = queue->held, *next; item; item = next) {
        next = item->next;
        xliff_queue_release(queue, item);
    }
    queue->held = NULL;
}

/* What the caller had goes, unless it is held. */
static void leave_current(struct queue *queue)
{
    struct item *item = queue->current;
    if (!item || !item->held) {
        xliff_queue_release(queue, item);
        return;
    }
    item->next = queue->held;
    queue->held = item;
}

struct item *xliff_queue_pull(struct queue *queue)
{
    leave_current(queue);
    queue->current = queue->first;
    if (queue->first)
        queue->first = queue->first->next;
    if (!queue->first)
        queue->last = NULL;
    return queue->current;
}

void xliff_queue_free(struct queue *queue)
{
    while (xliff_queue_pull(queue))
        ;
    xliff_queue_let_go(queue);
    for (struct item *item = queue->open, *outer; item; item = outer) {
        outer = item->outer;
        xliff_queue_release(queue, item);
    }
    xliff_queue_release(queue, queue->document);
    for (struct item *item = queue->spare, *next; item; item = next) {
        next = item->next;
        xliff_arena_free(&item->arena);
        xliff_array_free(&item->parts);
        xliff_array_free(&item->details);
        xliff_array_free(&item->places);
        free(item);
    }
    *queue = (struct queue){0};
}
