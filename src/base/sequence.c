#include <stdlib.h>
#include <string.h>

#include "base/base.h"

/* More pairs of elements than these are not all compared. */
#define MOST_PAIRS ((size_t)1 << 20)

/* A stretch of both sequences. */
struct stretch {
    size_t a, a_end, b, b_end;
};

struct matching {
    const uint64_t *a, *b;
    size_t *to;
    uint32_t *table;
    struct stretch *stack; /* stretches that are still to be done */
    size_t count, capacity;
};

static bool push(struct matching *matching, struct stretch stretch)
{
    if (stretch.a == stretch.a_end || stretch.b == stretch.b_end)
        return true;
    void *grown =
        array_grow(matching->stack, matching->count, &matching->capacity, sizeof *matching->stack);
    if (!grown)
        return false;
    matching->stack = grown;
    matching->stack[matching->count++] = stretch;
    return true;
}

/* ---- short ones: the longest common subsequence ------------------------------------------ */

static void match_all(struct matching *matching, const struct stretch *s)
{
    size_t n = s->a_end - s->a, m = s->b_end - s->b, width = m + 1;
    const uint64_t *a = matching->a + s->a, *b = matching->b + s->b;
    uint32_t *table = matching->table;
    for (size_t i = 0; i <= n; i++)
        table[i * width + m] = 0;
    for (size_t k = 0; k <= m; k++)
        table[n * width + k] = 0;
    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;) {
            uint32_t *cell = &table[i * width + k];
            uint32_t down = cell[width], right = cell[1];
            *cell = a[i] == b[k] ? cell[width + 1] + 1 : down > right ? down : right;
        }
    for (size_t i = 0, k = 0; i < n && k < m;) {
        if (a[i] == b[k])
            matching->to[s->a + i++] = s->b + k++;
        else if (table[(i + 1) * width + k] >= table[i * width + k + 1])
            i++;
        else
            k++;
    }
}

/* ---- long ones: what both have once ------------------------------------------------------ */

struct element {
    uint64_t value;
    size_t at;
};

static int by_value(const void *left, const void *right)
{
    const struct element *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

static struct element *sorted(const uint64_t *values, size_t start, size_t end)
{
    struct element *list = malloc((end - start) * sizeof *list);
    for (size_t i = start; list && i < end; i++)
        list[i - start] = (struct element){values[i], i};
    if (list)
        qsort(list, end - start, sizeof *list, by_value);
    return list;
}

static bool is_single(const struct element *list, size_t count, size_t at)
{
    return (at == 0 || list[at - 1].value != list[at].value) &&
           (at + 1 == count || list[at + 1].value != list[at].value);
}

/* Pairs the elements that both have once, and takes of these the longest run in order: piles as in
 * a game of patience. */
static bool match_singles(struct matching *matching, const struct stretch *s)
{
    size_t n = s->a_end - s->a, m = s->b_end - s->b, piles = 0;
    struct element *a = sorted(matching->a, s->a, s->a_end);
    struct element *b = sorted(matching->b, s->b, s->b_end);
    size_t *partner = malloc(n * sizeof *partner), *top = malloc(n * sizeof *top);
    size_t *below = malloc(n * sizeof *below);
    bool done = a && b && partner && top && below;
    for (size_t i = 0; done && i < n; i++)
        partner[i] = SIZE_MAX;
    for (size_t i = 0, k = 0; done && i < n; i++) {
        while (k < m && b[k].value < a[i].value)
            k++;
        if (k < m && b[k].value == a[i].value && is_single(a, n, i) && is_single(b, m, k))
            partner[a[i].at - s->a] = b[k].at;
    }
    for (size_t i = 0; done && i < n; i++) {
        size_t low = 0, high = piles;
        if (partner[i] == SIZE_MAX)
            continue;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (partner[top[middle]] < partner[i])
                low = middle + 1;
            else
                high = middle;
        }
        below[i] = low > 0 ? top[low - 1] : SIZE_MAX;
        top[low] = i;
        piles = low == piles ? piles + 1 : piles;
    }
    size_t last = s->a_end, b_last = s->b_end;
    for (size_t i = done && piles > 0 ? top[piles - 1] : SIZE_MAX; done && i != SIZE_MAX;
         i = below[i]) {
        matching->to[s->a + i] = partner[i];
        done = push(matching, (struct stretch){s->a + i + 1, last, partner[i] + 1, b_last});
        last = s->a + i;
        b_last = partner[i];
    }
    if (done && piles > 0)
        done = push(matching, (struct stretch){s->a, last, s->b, b_last});
    free(a);
    free(b);
    free(partner);
    free(top);
    free(below);
    return done;
}

/* ---- the whole --------------------------------------------------------------------------- */

static void trim(struct matching *matching, struct stretch *s)
{
    while (s->a < s->a_end && s->b < s->b_end && matching->a[s->a] == matching->b[s->b])
        matching->to[s->a++] = s->b++;
    while (s->a < s->a_end && s->b < s->b_end &&
           matching->a[s->a_end - 1] == matching->b[s->b_end - 1])
        matching->to[--s->a_end] = --s->b_end;
}

bool sequence_match(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count,
                    size_t *to)
{
    struct matching matching = {.a = a, .b = b, .to = to};
    for (size_t i = 0; i < a_count; i++)
        to[i] = SIZE_MAX;
    bool done = push(&matching, (struct stretch){0, a_count, 0, b_count});
    while (done && matching.count > 0) {
        struct stretch s = matching.stack[--matching.count];
        trim(&matching, &s);
        size_t n = s.a_end - s.a, m = s.b_end - s.b;
        if (n == 0 || m == 0)
            continue;
        if (n < MOST_PAIRS / (m + 1) && !matching.table)
            matching.table = malloc(MOST_PAIRS * sizeof *matching.table);
        if (n >= MOST_PAIRS / (m + 1))
            done = match_singles(&matching, &s);
        else if ((done = matching.table != NULL))
            match_all(&matching, &s);
    }
    free(matching.table);
    free(matching.stack);
    return done;
}
