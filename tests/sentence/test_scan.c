/* The SIMD loops say what their portable twins say. */
#include <stdlib.h>
#include <string.h>

#include "sentence/plain.h"
#include "sentence/scan.h"
#include "sentence/walk.h"
#include "tests/sentence/sentences.h"

/* The sets that this machine can run, i from 0 on; NULL after the last. */
static const struct scan *fast_set(size_t i)
{
    const struct scan *const sets[] = {scan_avx2(), scan_avx512()};
    size_t at = i + (i == 0 && !sets[0]);
    return at < sizeof sets / sizeof *sets ? sets[at] : NULL;
}

static uint32_t random_next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Bytes that matter, more often than others; some of it is UTF-8, some nearly. */
static void fill(char *text, size_t size, uint32_t *state)
{
    static const char *const pieces[] = {".",        "!",        "?",
                                         " ",        "\xc3\xa4", "\xe2\x80\xa6",
                                         "\n",       "\r",       "\xf0\x9f\x98\x80",
                                         "\xe2\x80", "wort",     "\xed\x9f\xbf",
                                         "\xc2\xa0", "ABC"};
    for (size_t at = 0; at < size;) {
        uint32_t choice = random_next(state);
        const char *piece = pieces[choice % (sizeof pieces / sizeof *pieces)];
        size_t length = strlen(piece);
        if (choice >> 16 & 15 && length <= size - at) {
            memcpy(text + at, piece, length);
            at += length;
        } else {
            text[at++] = (char)(choice >> 8);
        }
    }
}

/* Sentences of pieces that rules have an opinion of. */
static void fill_german(char *text, size_t size, uint32_t *state)
{
    static const char *const pieces[] = {
        " Haus", " geht",   ".",     ". ",     ". ",    ". Der",    ". „Dann", "! Sie",   "?",
        " usw",  " z. B.",  " Dr",   " 3",     " an",   "-Bericht", " BT-Drs", " (gut)",  " :D",
        "“",     "\"",      ")",     " Äpfel", " Hptm", " Kfz",     "-pos",    " Hausnr", " für",
        " Öl",   " so",     " ‚usw", ". das",  " eBay", " iPod",    " ebAy",   " b) ",    " bb)",
        "aaa",   " in der", " o",    " J.",    " 12.",
    };
    size_t at = 0;
    while (at < size) {
        const char *piece = pieces[random_next(state) % (sizeof pieces / sizeof *pieces)];
        size_t length = strlen(piece);
        if (length > size - at)
            piece = " ", length = 1;
        memcpy(text + at, piece, length);
        at += length;
    }
}

static void check_index(const struct scan *fast, const char *text)
{
    unsigned long long stops[4], lines[4];
    fast->index(text, 2, stops, lines);
    scan_portable.index(text, 2, stops + 2, lines + 2);
    CU_ASSERT_EQUAL(memcmp(stops, stops + 2, 2 * sizeof *stops), 0);
    CU_ASSERT_EQUAL(memcmp(lines, lines + 2, 2 * sizeof *lines), 0);
}

/* The list of all stops of a text whose index is made for it. */
static size_t list_all(const struct scan *scan, const char *text, size_t size, uint32_t *list)
{
    unsigned long long stops[8], lines[8];
    scan->index(text, size / SCAN_BLOCK, stops, lines);
    return scan->list(text, 0, size, stops, lines, list);
}

static void check_lists(const struct scan *fast)
{
    uint32_t state = 521288629u, a[516], b[516];
    char text[512 + 16];
    for (unsigned run = 0; run < 5000; run++) {
        fill(text, sizeof text, &state);
        size_t count = list_all(fast, text, 512, a);
        CU_ASSERT_EQUAL_FATAL(count, list_all(&scan_portable, text, 512, b));
        CU_ASSERT_EQUAL(memcmp(a, b, count * sizeof *a), 0);
        fill_german(text, sizeof text, &state);
        count = list_all(fast, text, 512, a);
        CU_ASSERT_EQUAL_FATAL(count, list_all(&scan_portable, text, 512, b));
        CU_ASSERT_EQUAL(memcmp(a, b, count * sizeof *a), 0);
    }
}

static void twins_list_alike(void)
{
    for (size_t i = 0; fast_set(i); i++)
        check_lists(fast_set(i));
}

/* What is plain ends a sentence by the rules as well. Gives the number of plain ends. */
static size_t check_plain_ends(const char *text, size_t size, const uint32_t *list, size_t count)
{
    struct sentence_walk walk;
    struct sentence_break found;
    size_t seen = 0;
    sentence_walk_begin(&walk, text, size, NULL);
    for (size_t i = 0; i < count; i++) {
        size_t at = list[i] / 2;
        if (at < walk.at)
            continue;
        bool is_end = walk_decide(&walk, at, false, &found) && found.is_end;
        if (list[i] % 2 == 0)
            continue;
        CU_ASSERT(is_end && found.end == at + plain_size(text + at));
        seen++;
    }
    return seen;
}

static void plain_ends_are_those_of_the_rules(void)
{
    uint32_t state = 362436069u, list[516];
    size_t seen = 0;
    char text[512 + 16];
    for (unsigned run = 0; run < 20000; run++) {
        fill_german(text, sizeof text, &state);
        size_t count = list_all(&scan_portable, text, 512, list);
        seen += check_plain_ends(text, sizeof text, list, count);
    }
    CU_ASSERT(seen > 20000);
}

/* What is told without the rules is what they say: of all candidates in a block, the ends are those
 * that a caller gets who asks for ends alone. Gives the number of the others. */
static size_t check_ends(const char *text, size_t size)
{
    struct sentence_walk all, ends;
    struct sentence_break candidate, end;
    size_t inside = 0;
    sentence_walk_begin(&all, text, size, NULL);
    sentence_walk_begin(&ends, text, size, NULL);
    while (sentence_candidate(&all, &candidate)) {
        if (candidate.is_end)
            CU_ASSERT_FATAL(sentence_next(&ends, &end) && end.end == candidate.end &&
                            end.next == candidate.next && end.rule == candidate.rule);
        inside += !candidate.is_end;
    }
    CU_ASSERT_FALSE(sentence_next(&ends, &end));
    return inside;
}

static void ends_are_those_of_the_rules(void)
{
    uint32_t state = 521288629u;
    size_t inside = 0;
    char text[512];
    for (unsigned run = 0; run < 20000; run++) {
        fill_german(text, sizeof text, &state);
        inside += check_ends(text + run % 9, sizeof text - run % 9 - run % 64);
    }
    CU_ASSERT(inside > 20000);
}

static void check_random_text(const struct scan *fast)
{
    uint32_t state = 2463534242u;
    char text[256];
    for (unsigned run = 0; run < 20000; run++) {
        size_t shift = run % 64;
        fill(text, sizeof text, &state);
        const char *at = text + 64 + shift;
        check_index(fast, at);
    }
}

static void twins_agree_on_random_text(void)
{
    for (size_t i = 0; fast_set(i); i++)
        check_random_text(fast_set(i));
}

void suite_sentence_scan(void)
{
    CU_pSuite suite = ADD_SUITE("sentence: scan");
    test_add(suite, "twins agree on random text", twins_agree_on_random_text);
    test_add(suite, "twins list alike", twins_list_alike);
    test_add(suite, "plain ends are those of the rules", plain_ends_are_those_of_the_rules);
    test_add(suite, "ends alone are those of the rules", ends_are_those_of_the_rules);
}
