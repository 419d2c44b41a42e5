#include "exchange/share.h"

#include <stdlib.h>

#include "check/counts.h"

/* A block as far as cutting needs it. */
struct weight {
    size_t words; /* from the article's begin to the block's */
    bool heading;
};

struct weights {
    struct weight *items;
    size_t count, capacity;
};

/* ---- the whole article ------------------------------------------------------------------- */

static bool add_weight(struct weights *weights, const struct article_block *block, size_t *words)
{
    void *grown =
        array_grow(weights->items, weights->count, &weights->capacity, sizeof *weights->items);
    struct counts counts = {0};
    if (!grown)
        return false;
    weights->items = grown;
    weights->items[weights->count++] =
        (struct weight){.words = *words, .heading = block->role == ARTICLE_HEADING};
    counts_add(&counts, block->text, false);
    *words += counts.words;
    return true;
}

static enum status weigh(struct article_reader *article, struct weights *weights, size_t *words,
                         struct checksum *sum, struct findings *findings)
{
    const struct article_part *part;
    enum status status;
    while ((status = article_next_part(article, &part, findings)) == STATUS_OK && part) {
        checksum_add(sum, part->text);
        for (size_t i = 0; i < part->block_count; i++)
            if (!add_weight(weights, &part->blocks[i], words))
                return finding_no_memory(findings);
    }
    return status;
}

/* ---- where it is cut --------------------------------------------------------------------- */

static size_t distance(size_t a, size_t b)
{
    return a > b ? a - b : b - a;
}

/* The block from `low` to `high` whose begin is nearest to `ideal` words; SIZE_MAX: there is none
 * of the kind. What follows a headline stays with it. */
static size_t nearest(const struct weights *weights, size_t low, size_t high, size_t ideal,
                      bool heading)
{
    const struct weight *items = weights->items;
    size_t best = SIZE_MAX;
    for (size_t i = low; i <= high; i++)
        if (!items[i - 1].heading && (items[i].heading || !heading) &&
            (best == SIZE_MAX ||
             distance(items[i].words, ideal) < distance(items[best].words, ideal)))
            best = i;
    return best;
}

/* A headline counts if the share is by no more than a quarter longer or shorter for it. */
static void cut(const struct weights *weights, size_t words, struct article_shares *shares)
{
    size_t low = 1, size = words / shares->count;
    shares->starts[0] = 1;
    for (size_t i = 1; i < shares->count; i++) {
        size_t ideal = words / shares->count * i + words % shares->count * i / shares->count;
        size_t high = weights->count - (shares->count - i);
        size_t at = nearest(weights, low, high, ideal, true);
        if (at == SIZE_MAX || distance(weights->items[at].words, ideal) > size / 4) {
            at = nearest(weights, low, high, ideal, false);
            shares->off++;
        }
        if (at == SIZE_MAX)
            at = low; /* headlines alone */
        shares->starts[i] = at + 1;
        low = at + 1;
    }
    shares->starts[shares->count] = weights->count + 1;
}

static void count_words(const struct weights *weights, size_t words, struct article_shares *shares)
{
    for (size_t i = 0; i < shares->count; i++) {
        size_t end = shares->starts[i + 1] - 1;
        size_t to = end < weights->count ? weights->items[end].words : words;
        shares->words[i] = to - weights->items[shares->starts[i] - 1].words;
    }
}

static enum status divide(const struct weights *weights, size_t words, const char *name,
                          struct article_shares *shares, struct findings *findings)
{
    if (!weights->items || weights->count < shares->count)
        return finding_error(findings, STATUS_FINDINGS, (struct place){.file = name},
                             "has %zu block%s, too few for %zu parts; ask for fewer",
                             weights->count, plural(weights->count), shares->count);
    shares->starts = calloc(shares->count + 1, sizeof *shares->starts);
    shares->words = calloc(shares->count, sizeof *shares->words);
    if (!shares->starts || !shares->words)
        return finding_no_memory(findings);
    cut(weights, words, shares);
    count_words(weights, words, shares);
    return STATUS_OK;
}

enum status exchange_divide(struct article_reader *article, const char *name, size_t count,
                            struct article_shares *shares, struct findings *findings)
{
    struct weights weights = {0};
    size_t words = 0;
    struct checksum *sum = checksum_new();
    *shares = (struct article_shares){.count = count};
    enum status status =
        sum ? weigh(article, &weights, &words, sum, findings) : finding_no_memory(findings);
    if (status == STATUS_OK)
        status = divide(&weights, words, name, shares, findings);
    if (status == STATUS_OK)
        shares->checksum = checksum_value(sum);
    checksum_free(sum);
    free(weights.items);
    return status;
}

void exchange_shares_free(struct article_shares *shares)
{
    free(shares->starts);
    free(shares->words);
    *shares = (struct article_shares){0};
}

/* ---- parts of shares --------------------------------------------------------------------- */

size_t share_of_block(const struct article_shares *shares, size_t number)
{
    size_t share = 0;
    while (share + 1 < shares->count && shares->starts[share + 1] <= number)
        share++;
    return share;
}

struct article_part share_slice(const struct article_part *part, size_t first, size_t count)
{
    struct article_part slice = *part;
    bool to_the_end = first + count == part->block_count;
    const char *start = part->blocks[first].lead.data;
    const char *end =
        to_the_end ? part->text.data + part->text.size : part->blocks[first + count].lead.data;
    slice.blocks = part->blocks + first;
    slice.block_count = count;
    slice.text = (struct view){start, (size_t)(end - start)};
    slice.tail = to_the_end ? part->tail : (struct view){0};
    slice.last = part->last && to_the_end;
    return slice;
}
