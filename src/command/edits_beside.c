/* A file beside the text that is to replace it, of which no more than a piece is held. */
#include "command/edits.h"

#include <string.h>
#include <sys/stat.h>

enum status edits_beside_open(struct edits_beside *beside, const char *name,
                              struct findings *findings)
{
    struct stat info;
    enum status status = input_open(&beside->input, name, findings);
    beside->open = status == STATUS_OK;
    if (beside->open && fstat(beside->input.descriptor, &info) == 0)
        beside->size = (size_t)info.st_size;
    return status;
}

static size_t count(struct view text, char wanted)
{
    size_t found = 0, at = 0;
    for (const char *next;
         at < text.size && (next = memchr(text.data + at, wanted, text.size - at));
         at = (size_t)(next - text.data) + 1)
        found++;
    return found;
}

/* How many bytes are the same; counts the line ends among them. */
static size_t same_bytes(struct edits_beside *beside, const char *a, const char *b, size_t size)
{
    size_t same = size;
    if (memcmp(a, b, size) != 0)
        for (same = 0; a[same] == b[same];)
            same++;
    beside->lf += count((struct view){a, same}, '\n');
    beside->cr += count((struct view){a, same}, '\r');
    return same;
}

size_t edits_beside_line(const struct edits_beside *beside)
{
    return 1 + (beside->lf > 0 ? beside->lf : beside->cr);
}

enum status edits_beside_add(struct edits_beside *beside, struct view text,
                             struct findings *findings)
{
    char piece[16384];
    enum status status = STATUS_OK;
    for (size_t at = 0, got; at < text.size && !beside->differs && status == STATUS_OK; at += got) {
        size_t size = text.size - at < sizeof piece ? text.size - at : sizeof piece;
        status = input_read(&beside->input, piece, size, &got, findings);
        beside->differs = same_bytes(beside, piece, text.data + at, got) < size;
    }
    return status;
}

enum status edits_beside_end(struct edits_beside *beside, struct findings *findings)
{
    char more;
    size_t got = 0;
    enum status status = STATUS_OK;
    if (!beside->differs)
        status = input_read(&beside->input, &more, 1, &got, findings);
    beside->differs |= got > 0;
    return status;
}

void edits_beside_close(struct edits_beside *beside)
{
    if (beside->open)
        input_close(&beside->input);
    beside->open = false;
}
