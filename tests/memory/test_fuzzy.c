/* The fuzzy score: pairs with ranges, and the distance against the plain table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/fuzzy.h"
#include "tests/tests.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* ---- pairs ------------------------------------------------------------------------------- */

static uint32_t code_kind_named(struct view name)
{
    bool open = view_equal(name, VIEW("open")), close = view_equal(name, VIEW("close"));
    struct xliff_part part = {
        .kind = open    ? XLIFF_OPEN
                : close ? XLIFF_CLOSE
                        : XLIFF_PLACEHOLDER,
        .type = {name.data, name.size},
    };
    return fuzzy_kind(&part);
}

static void read_text(struct fuzzy_text *text, struct view line)
{
    fuzzy_begin(text);
    while (line.size > 0) {
        size_t brace = view_find(line, VIEW("{"), 0);
        size_t end = brace == SIZE_MAX ? line.size : brace;
        CU_ASSERT_TRUE(fuzzy_add(text, view_slice(line, 0, end)));
        line = view_slice(line, end, line.size);
        if (line.size == 0)
            break;
        end = view_find(line, VIEW("}"), 0);
        CU_ASSERT_TRUE(fuzzy_add_code(text, code_kind_named(view_slice(line, 1, end))));
        line = view_slice(line, end + 1, line.size);
    }
    CU_ASSERT_TRUE(fuzzy_end(text));
}

struct pair {
    struct fuzzy_workspace *work;
    struct fuzzy_text a, b;
};

static unsigned score(struct pair *pair, bool swapped)
{
    CU_ASSERT_TRUE_FATAL(fuzzy_set(pair->work, swapped ? &pair->b : &pair->a));
    return fuzzy_score(pair->work, swapped ? &pair->a : &pair->b, 0);
}

/* What asks for a least score gets the same score, or none. */
static void check_least(struct pair *pair, unsigned expected)
{
    for (unsigned least = 1; least <= 100; least++)
        CU_ASSERT_EQUAL(fuzzy_score(pair->work, &pair->a, least), expected >= least ? expected : 0);
}

static void check_pair(struct view line, size_t number, void *context)
{
    struct pair *pair = context;
    size_t dash = view_find(line, VIEW("-"), 0), bar = view_find(line, VIEW("|"), 0);
    size_t second = view_find(line, VIEW("|"), bar + 1), low = 101, high = 0;
    CU_ASSERT_TRUE_FATAL(second != SIZE_MAX);
    CU_ASSERT_TRUE(view_to_size(view_slice(line, 0, dash), &low));
    CU_ASSERT_TRUE(view_to_size(view_trim(view_slice(line, dash + 1, bar)), &high));
    read_text(&pair->a, view_slice(line, bar + 1, second));
    read_text(&pair->b, view_slice(line, second + 1, line.size));
    unsigned got = score(pair, false);
    CU_ASSERT_EQUAL(score(pair, true), got);
    check_least(pair, got);
    CU_ASSERT_EQUAL(got == 100, fuzzy_equal(&pair->a, &pair->b));
    CU_ASSERT_TRUE(got >= low && got <= high);
    if (got < low || got > high)
        printf("\n    fuzzy.txt:%zu: score %u: %.*s", number, got, SHOW(line));
}

static void pairs(void)
{
    struct pair pair = {.work = fuzzy_workspace_new()};
    CU_ASSERT_PTR_NOT_NULL_FATAL(pair.work);
    CU_ASSERT_TRUE(test_each_line("memory/fuzzy.txt", check_pair, &pair) > 25);
    fuzzy_text_free(&pair.a);
    fuzzy_text_free(&pair.b);
    fuzzy_workspace_free(pair.work);
}

/* ---- against the plain table --------------------------------------------------------------- */

static size_t plain_distance(const struct fuzzy_symbols *a, const struct fuzzy_symbols *b)
{
    size_t *row = malloc((b->count + 1) * sizeof *row);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    for (size_t j = 0; j <= b->count; j++)
        row[j] = j;
    for (size_t i = 1; i <= a->count; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            size_t best = corner + (a->items[i - 1] != b->items[j - 1]);
            corner = row[j];
            best = corner + 1 < best ? corner + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    size_t result = row[b->count];
    free(row);
    return result;
}

static double plain_share(const struct fuzzy_symbols *a, const struct fuzzy_symbols *b)
{
    size_t longer = a->count > b->count ? a->count : b->count;
    return longer == 0 ? 0 : (double)plain_distance(a, b) / (double)longer;
}

static unsigned plain_score(const struct fuzzy_text *a, const struct fuzzy_text *b)
{
    double characters = plain_share(&a->characters, &b->characters);
    double differs = 0.4 * plain_share(&a->words, &b->words) + 0.4 * characters +
                     0.2 * plain_share(&a->exact, &b->exact);
    if (a->words.count == 0 && b->words.count == 0)
        differs = characters;
    double result = 100 * (1 - differs) + 0.5;
    return fuzzy_equal(a, b) ? 100 : result >= 99 ? 99 : (unsigned)result;
}

/* A text of few letters, so that long ones have much in common; `seed` moves on. */
static void make_text(struct fuzzy_text *text, size_t length, uint32_t *seed)
{
    static const char letters[] = "abC 1.{ab ";
    fuzzy_begin(text);
    for (size_t i = 0; i < length; i++) {
        *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
        const char *letter = &letters[(*seed >> 16) % (sizeof letters - 1)];
        CU_ASSERT_TRUE(*letter == '{' ? fuzzy_add_code(text, *seed >> 31 << 8)
                                      : fuzzy_add(text, (struct view){letter, 1}));
    }
    CU_ASSERT_TRUE(fuzzy_end(text));
}

static void as_the_plain_table(void)
{
    static const size_t lengths[] = {0, 1, 2, 5, 31, 63, 64, 65, 90, 127, 128, 129, 200, 400};
    size_t count = sizeof lengths / sizeof lengths[0], compared = 0;
    struct pair pair = {.work = fuzzy_workspace_new()};
    uint32_t seed = 1;
    CU_ASSERT_PTR_NOT_NULL_FATAL(pair.work);
    for (size_t i = 0; i < count * count; i++) {
        make_text(&pair.a, lengths[i / count], &seed);
        make_text(&pair.b, lengths[i % count], &seed);
        unsigned expected = plain_score(&pair.a, &pair.b);
        CU_ASSERT_EQUAL(score(&pair, false), expected);
        CU_ASSERT_EQUAL(score(&pair, true), expected);
        compared += expected > 0 && expected < 100;
    }
    CU_ASSERT_TRUE(compared > 100);
    fuzzy_text_free(&pair.a);
    fuzzy_text_free(&pair.b);
    fuzzy_workspace_free(pair.work);
}

/* ---- codes and limits -------------------------------------------------------------------- */

static void kinds_are_alike_in_each_version(void)
{
    struct xliff_part first = {.kind = XLIFF_PLACEHOLDER, .type = {"x-number", 8}};
    struct xliff_part second = {
        .kind = XLIFF_PLACEHOLDER, .type = {"other", 5}, .subtype = {"satz:number", 11}};
    struct xliff_part date = {.kind = XLIFF_PLACEHOLDER, .type = {"x-date", 6}};
    struct xliff_part open = {.kind = XLIFF_OPEN, .type = {"x-quote", 7}};
    struct xliff_part open2 = {.kind = XLIFF_OPEN, .type = {"quote", 5}};
    struct xliff_part close = {.kind = XLIFF_CLOSE};
    struct xliff_part close2 = {.kind = XLIFF_CLOSE, .type = {"quote", 5}};
    CU_ASSERT_EQUAL(fuzzy_kind(&first), fuzzy_kind(&second));
    CU_ASSERT_NOT_EQUAL(fuzzy_kind(&first), fuzzy_kind(&date));
    CU_ASSERT_EQUAL(fuzzy_kind(&open), fuzzy_kind(&open2));
    CU_ASSERT_EQUAL(fuzzy_kind(&close), fuzzy_kind(&close2));
    CU_ASSERT_NOT_EQUAL(fuzzy_kind(&open), fuzzy_kind(&close));
}

static void content_with_codes(void)
{
    struct xliff_part parts[] = {
        {.kind = XLIFF_TEXT, .text = {"Am ", 3}},
        {.kind = XLIFF_PLACEHOLDER, .type = {"x-date", 6}, .text = {"3. Mai", 6}},
        {.kind = XLIFF_MARK_OPEN},
        {.kind = XLIFF_TEXT, .text = {" abends", 7}},
        {.kind = XLIFF_MARK_CLOSE},
    };
    struct xliff_part other[] = {parts[0], parts[1], parts[3]};
    struct fuzzy_text a = {0}, b = {0};
    other[1].text = (struct xliff_string){"4. Juni", 7};
    CU_ASSERT_TRUE(fuzzy_read(&a, &(struct xliff_content){.parts = parts, .count = 5}));
    CU_ASSERT_TRUE(fuzzy_read(&b, &(struct xliff_content){.parts = other, .count = 3}));
    CU_ASSERT_EQUAL(a.words.count, 3);
    CU_ASSERT_TRUE(fuzzy_equal(&a, &b));
    fuzzy_text_free(&a);
    fuzzy_text_free(&b);
}

static void very_long_texts_are_equal_or_not(void)
{
    struct pair pair = {.work = fuzzy_workspace_new()};
    CU_ASSERT_PTR_NOT_NULL_FATAL(pair.work);
    for (size_t length = FUZZY_LONGEST - 1; length <= FUZZY_LONGEST + 1; length++) {
        fuzzy_begin(&pair.a);
        fuzzy_begin(&pair.b);
        for (size_t i = 0; i < length; i++) {
            CU_ASSERT_TRUE(fuzzy_add(&pair.a, VIEW("a")));
            CU_ASSERT_TRUE(fuzzy_add(&pair.b, i + 1 < length ? VIEW("a") : VIEW("b")));
        }
        CU_ASSERT_TRUE(fuzzy_end(&pair.a) && fuzzy_end(&pair.b));
        CU_ASSERT_EQUAL(score(&pair, false), length > FUZZY_LONGEST ? 0 : 40);
        CU_ASSERT_EQUAL(fuzzy_set(pair.work, &pair.a), true);
        CU_ASSERT_EQUAL(fuzzy_score(pair.work, &pair.a, 0), 100);
    }
    fuzzy_text_free(&pair.a);
    fuzzy_text_free(&pair.b);
    fuzzy_workspace_free(pair.work);
}

void suite_fuzzy(void)
{
    CU_pSuite suite = ADD_SUITE("fuzzy matching");
    test_add(suite, "pairs of sentences", pairs);
    test_add(suite, "the same as the plain table", as_the_plain_table);
    test_add(suite, "kinds of codes", kinds_are_alike_in_each_version);
    test_add(suite, "a content with codes and marks", content_with_codes);
    test_add(suite, "very long texts", very_long_texts_are_equal_or_not);
}
