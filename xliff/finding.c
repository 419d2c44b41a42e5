/* A reader that checks the rules of the standard while it reads: findings come as events. */
#include "xliff/check.h"
#include "xliff/reader.h"

#include <string.h>

static struct xliff_string keep(struct xliff_reader *reader, struct item *item, const char *text)
{
    return xliff_keep(reader, item, (struct xliff_string){text, strlen(text) + 1});
}

/* A finding is valid during the call, its event until the next one: what is not static is kept. */
static void queue_finding(void *context, const struct xliff_finding *finding)
{
    struct xliff_reader *reader = context;
    struct item *item = xliff_new_item(reader, XLIFF_FINDING, finding->line, finding->column);
    struct xliff_finding *kept = item ? xliff_arena_get(&item->arena, sizeof *kept) : NULL;
    if (!kept) {
        xliff_fail_memory(reader);
        return;
    }
    *kept = *finding;
    kept->section = keep(reader, item, finding->section).data;
    kept->message = keep(reader, item, finding->message).data;
    kept->unit = xliff_keep(reader, item, finding->unit);
    item->event.finding = kept;
    xliff_queue_push(&reader->queue, item);
}

int xliff_reader_check(struct xliff_reader *reader)
{
    if (!reader->check)
        reader->check = xliff_check_new(queue_finding, reader);
    if (!reader->check)
        xliff_fail_memory(reader);
    return reader->check ? 0 : -1;
}
