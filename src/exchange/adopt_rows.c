#include <stdlib.h>

#include "exchange/adopt.h"

/* Stretches with more pairs of rows are paired in order. */
#define MOST_PAIRS 4096
/* Rows that share less of their words, in percent, are not the same paragraph. */
#define ALIKE 25

/* ---- cutting ----------------------------------------------------------------------------- */

static bool add_row(struct adopt_rows *rows, size_t number)
{
    void *grown = array_grow(rows->items, rows->count, &rows->capacity, sizeof *rows->items);
    if (!grown)
        return false;
    rows->items = grown;
    rows->items[rows->count++] = (struct adopt_row){
        .number = number, .first_line = rows->line_count, .at = rows->joined.size};
    return true;
}

static bool add_line(struct adopt_rows *rows, struct view text, struct view line)
{
    void *grown =
        array_grow(rows->lines, rows->line_count, &rows->line_capacity, sizeof *rows->lines);
    if (!grown)
        return false;
    rows->lines = grown;
    struct adopt_row *row = &rows->items[rows->count - 1];
    if (row->line_count++ > 0)
        buffer_add_char(&rows->joined, ' ');
    rows->lines[rows->line_count++] = (struct adopt_line){
        .start = (size_t)(line.data - text.data), .size = line.size, .at = rows->joined.size};
    buffer_add_view(&rows->joined, line);
    row->size = rows->joined.size - row->at;
    return !rows->joined.failed;
}

bool adopt_rows_cut(struct adopt_rows *rows, struct view text, bool wrapped)
{
    bool begun = false, done = true;
    size_t number = 1;
    for (size_t at = 0, end; at < text.size && done; at = end + 1, number++) {
        end = view_find(text, VIEW("\n"), at);
        end = end == SIZE_MAX ? text.size : end;
        struct view line = view_trim(view_slice(text, at, end));
        if (line.size == 0) {
            begun = false;
            continue;
        }
        if (!begun || !wrapped)
            done = add_row(rows, number);
        begun = true;
        done = done && add_line(rows, text, line);
    }
    for (size_t i = 0; i < rows->count && done; i++)
        rows->items[i].sum = checksum(adopt_row_text(rows, i));
    return done;
}

struct view adopt_row_text(const struct adopt_rows *rows, size_t row)
{
    size_t at = rows->items[row].at;
    return view_slice(buffer_view(&rows->joined), at, at + rows->items[row].size);
}

bool adopt_rows_find(const struct adopt_rows *rows, size_t offset, size_t *row, size_t *at)
{
    size_t low = 0, high = rows->line_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows->lines[middle].start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return false;
    const struct adopt_line *line = &rows->lines[low - 1];
    if (offset > line->start + line->size)
        return false;
    *at = line->at + (offset - line->start);
    size_t first = 0, end = rows->count;
    while (first < end) {
        size_t middle = (first + end) / 2;
        if (rows->items[middle].first_line <= low - 1)
            first = middle + 1;
        else
            end = middle;
    }
    *row = first - 1;
    return true;
}

/* ---- pairing ----------------------------------------------------------------------------- */

struct words {
    uint64_t *sums;
    size_t count;
};

static bool list_words(struct view text, struct words *words)
{
    words->count = 0;
    words->sums = malloc((text.size / 2 + 1) * sizeof *words->sums);
    for (size_t at = 0, end; words->sums && at < text.size; at = end + 1) {
        end = view_find(text, VIEW(" "), at);
        end = end == SIZE_MAX ? text.size : end;
        if (end > at)
            words->sums[words->count++] = checksum(view_slice(text, at, end));
    }
    return words->sums != NULL;
}

/* How much of their words two rows share, in percent; SIZE_MAX when memory runs out. */
static size_t likeness(struct view a, struct view b)
{
    struct words x = {0}, y = {0};
    size_t common = 0;
    bool done = list_words(a, &x) && list_words(b, &y);
    size_t *to = done ? malloc((x.count + 1) * sizeof *to) : NULL;
    done = to && sequence_match(x.sums, x.count, y.sums, y.count, to);
    for (size_t i = 0; done && i < x.count; i++)
        common += to[i] != SIZE_MAX;
    size_t all = x.count + y.count;
    free(x.sums);
    free(y.sums);
    free(to);
    return done ? all > 0 ? 200 * common / all : 0 : SIZE_MAX;
}

/* A stretch of rows of which none is paired. */
struct stretch {
    size_t a, a_end, b, b_end;
};

static void pair_in_order(const struct stretch *s, size_t *partner)
{
    for (size_t i = 0; s->a + i < s->a_end && s->b + i < s->b_end; i++)
        partner[s->a + i] = s->b + i;
}

/* The pairs, in order, that are most alike. */
static bool pair_alike(const struct adopt_rows *old, const struct adopt_rows *new,
                       const struct stretch *s, size_t *partner)
{
    size_t n = s->a_end - s->a, m = s->b_end - s->b, width = m + 1;
    size_t *alike = calloc((n + 1) * width, sizeof *alike);
    size_t *best = calloc((n + 1) * width, sizeof *best);
    bool done = alike && best;
    for (size_t i = n; done && i-- > 0;)
        for (size_t k = m; done && k-- > 0;) {
            size_t like = likeness(adopt_row_text(old, s->a + i), adopt_row_text(new, s->b + k));
            size_t down = best[(i + 1) * width + k], right = best[i * width + k + 1];
            done = like != SIZE_MAX;
            alike[i * width + k] = like;
            best[i * width + k] = down > right ? down : right;
            if (like >= ALIKE && like + best[(i + 1) * width + k + 1] > best[i * width + k])
                best[i * width + k] = like + best[(i + 1) * width + k + 1];
        }
    for (size_t i = 0, k = 0; done && i < n && k < m;) {
        size_t like = alike[i * width + k];
        if (like >= ALIKE && best[i * width + k] == like + best[(i + 1) * width + k + 1])
            partner[s->a + i++] = s->b + k++;
        else if (best[i * width + k] == best[(i + 1) * width + k])
            i++;
        else
            k++;
    }
    free(alike);
    free(best);
    return done;
}

static bool pair_stretch(const struct adopt_rows *old, const struct adopt_rows *new,
                         const struct stretch *s, size_t *partner)
{
    size_t n = s->a_end - s->a, m = s->b_end - s->b;
    if (n == m || (m > 0 && n > MOST_PAIRS / m)) {
        pair_in_order(s, partner);
        return true;
    }
    return n == 0 || m == 0 || pair_alike(old, new, s, partner);
}

static uint64_t *sums_of(const struct adopt_rows *rows)
{
    uint64_t *sums = malloc((rows->count + 1) * sizeof *sums);
    for (size_t i = 0; sums && i < rows->count; i++)
        sums[i] = rows->items[i].sum;
    return sums;
}

bool adopt_rows_pair(const struct adopt_rows *old, const struct adopt_rows *new, size_t *partner)
{
    uint64_t *a = sums_of(old), *b = sums_of(new);
    bool done = a && b && sequence_match(a, old->count, b, new->count, partner);
    struct stretch s = {0};
    for (size_t i = 0; done && i <= old->count; i++) {
        size_t to = i < old->count ? partner[i] : new->count;
        if (to == SIZE_MAX)
            continue;
        s.a_end = i;
        s.b_end = to;
        done = pair_stretch(old, new, &s, partner);
        s.a = i + 1;
        s.b = to + 1;
    }
    free(a);
    free(b);
    return done;
}

void adopt_rows_free(struct adopt_rows *rows)
{
    free(rows->items);
    free(rows->lines);
    buffer_free(&rows->joined);
}
