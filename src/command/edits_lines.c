/* A text as checksums of its lines. */
#include "command/edits.h"

#include <stdlib.h>
#include <string.h>

static void add_sum(struct line_sums *sums, uint64_t sum)
{
    sums->too_many |= sums->limit > 0 && sums->count == sums->limit;
    if (sums->too_many)
        return;
    void *grown = array_grow(sums->items, sums->count, &sums->capacity, sizeof *sums->items);
    sums->failed |= !grown;
    if (!grown)
        return;
    sums->items = grown;
    sums->items[sums->count++] = sum;
}

/* A piece of a line: a line may be of any length. */
static void add_piece(struct line_sums *sums, struct view piece)
{
    if (!sums->line)
        sums->line = checksum_new();
    sums->failed |= !sums->line;
    if (!sums->line)
        return;
    checksum_add(sums->line, piece);
    sums->begun = true;
}

static void end_line(struct line_sums *sums)
{
    if (!sums->begun || sums->failed)
        return;
    add_sum(sums, checksum_value(sums->line));
    checksum_free(sums->line);
    sums->line = NULL;
    sums->begun = false;
}

/* After the line that begins at `start`. */
static size_t line_end(struct view text, size_t start)
{
    const char *lf = memchr(text.data + start, '\n', text.size - start);
    size_t end = lf ? (size_t)(lf - text.data) + 1 : text.size;
    const char *cr = memchr(text.data + start, '\r', end - start);
    return cr ? (size_t)(cr - text.data) + 1 : end;
}

/* CR LF makes a line of its LF; it is enough that all texts are cut alike. */
void line_sums_add(struct line_sums *sums, struct view text)
{
    for (size_t start = 0, end; start < text.size && !sums->failed; start = end) {
        end = line_end(text, start);
        struct view line = view_slice(text, start, end);
        bool ends = text.data[end - 1] == '\n' || text.data[end - 1] == '\r';
        if (ends && !sums->begun) {
            add_sum(sums, checksum(line));
            continue;
        }
        add_piece(sums, line);
        if (ends)
            end_line(sums);
    }
}

void line_sums_end(struct line_sums *sums)
{
    end_line(sums);
}

void line_sums_free(struct line_sums *sums)
{
    free(sums->items);
    checksum_free(sums->line);
    *sums = (struct line_sums){0};
}
