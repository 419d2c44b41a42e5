#include "exchange/difference.h"

#include <stdlib.h>

/* Two sentences of more pairs of words are shown as a whole. */
#define MOST_PAIRS ((size_t)1 << 20)

struct words {
    struct view *items;
    size_t count;
};

/* A no-break space ends a word too, and stays with it. */
#define NO_BREAK VIEW("\u00A0")

static size_t word_end(struct view text, size_t at)
{
    size_t space = view_find(text, VIEW(" "), at);
    struct view rest = view_slice(text, at, space == SIZE_MAX ? text.size : space);
    size_t no_break = view_find(rest, NO_BREAK, 0);
    return at + (no_break == SIZE_MAX ? rest.size : no_break + NO_BREAK.size);
}

static bool divide(struct view text, struct words *words)
{
    words->items = malloc((text.size + 1) * sizeof *words->items);
    if (!words->items)
        return false;
    for (size_t at = 0; at < text.size;) {
        size_t end = word_end(text, at);
        if (end > at)
            words->items[words->count++] = view_slice(text, at, end);
        at = end > at && (end == text.size || text.data[end] != ' ') ? end : end + 1;
    }
    return true;
}

/* longest[i * width + k]: words that a[i..] and b[k..] have in common, in order. */
static void measure(const struct words *a, const struct words *b, uint32_t *longest)
{
    size_t width = b->count + 1;
    for (size_t i = a->count; i-- > 0;)
        for (size_t k = b->count; k-- > 0;) {
            uint32_t *cell = &longest[i * width + k];
            uint32_t down = cell[width], right = cell[1];
            if (view_equal(a->items[i], b->items[k]))
                *cell = cell[width + 1] + 1;
            else
                *cell = down > right ? down : right;
        }
}

static void add_space(struct buffer *out, size_t start)
{
    struct view text = buffer_view(out);
    bool spaced = text.size == start || view_ends_with(text, NO_BREAK);
    buffer_add_string(out, spaced ? "" : " ");
}

static void add_words(struct buffer *out, const struct words *words, size_t start, size_t end)
{
    size_t begun = out->size;
    for (size_t i = start; i < end; i++) {
        add_space(out, begun);
        buffer_add_view(out, words->items[i]);
    }
}

static void add_change(struct buffer *out, const struct words *a, size_t a_start, size_t a_end,
                       const struct words *b, size_t b_start, size_t b_end)
{
    buffer_add_char(out, '[');
    add_words(out, a, a_start, a_end);
    buffer_add_string(out, a_end > a_start ? " →" : "→");
    buffer_add_string(out, b_end > b_start ? " " : "");
    add_words(out, b, b_start, b_end);
    buffer_add_char(out, ']');
}

static void add_all(struct buffer *out, const struct words *a, const struct words *b,
                    const uint32_t *longest)
{
    size_t width = b->count + 1, start = out->size;
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        size_t a_start = i, b_start = k;
        while ((i < a->count || k < b->count) &&
               !(i < a->count && k < b->count && view_equal(a->items[i], b->items[k]))) {
            bool old = k == b->count ||
                       (i < a->count && longest[(i + 1) * width + k] >= longest[i * width + k + 1]);
            i += old;
            k += !old;
        }
        if (i > a_start || k > b_start) {
            add_space(out, start);
            add_change(out, a, a_start, i, b, b_start, k);
        }
        if (i < a->count && k < b->count) {
            add_space(out, start);
            buffer_add_view(out, b->items[k]);
            i++;
            k++;
        }
    }
}

bool difference_add(struct buffer *out, struct view before, struct view now)
{
    struct words a = {0}, b = {0};
    uint32_t *longest = NULL;
    bool done = divide(before, &a) && divide(now, &b);
    if (done && (a.count + 1) > MOST_PAIRS / (b.count + 1)) {
        add_change(out, &a, 0, a.count, &b, 0, b.count);
    } else if (done) {
        longest = calloc((a.count + 1) * (b.count + 1), sizeof *longest);
        done = longest != NULL;
    }
    if (longest) {
        measure(&a, &b, longest);
        add_all(out, &a, &b, longest);
    }
    free(longest);
    free(a.items);
    free(b.items);
    return done && !out->failed;
}
