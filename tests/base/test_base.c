#include <string.h>

#include "base/spool.h"
#include "base/squeeze.h"
#include "base/utf8_simd.h"
#include "tests/tests.h"

#include <stdlib.h>

static void buffers_grow_and_remember_failure(void)
{
    struct buffer buffer = {0};
    for (int i = 0; i < 1000; i++)
        buffer_printf(&buffer, "%d,", i);
    CU_ASSERT_EQUAL(buffer.size, 3890);
    CU_ASSERT_FALSE(buffer.failed);
    CU_ASSERT_FALSE(buffer_reserve(&buffer, SIZE_MAX - 5000));
    buffer_add_string(&buffer, "more");
    CU_ASSERT_EQUAL(buffer.size, 3890);
    buffer_free(&buffer);
}

static void utf8_knows_what_is_valid(void)
{
    CU_ASSERT_EQUAL(utf8_valid_prefix(VIEW("Grüße – „ja“ 😀")), sizeof("Grüße – „ja“ 😀") - 1);
    CU_ASSERT_EQUAL(utf8_valid_prefix(VIEW("abc\xed\xa0\x80")), 3);          /* a surrogate */
    CU_ASSERT_EQUAL(utf8_valid_prefix(VIEW("\xc0\xaf")), 0);                 /* overlong */
    CU_ASSERT_EQUAL(utf8_valid_prefix(VIEW("12345678\xf4\x90\x80\x80")), 8); /* above U+10FFFF */
    CU_ASSERT_EQUAL(utf8_valid_prefix(VIEW("x\xe2\x80")), 1);                /* cut off */
}

/* Every pair of bytes that may begin a character, at every place about the end of a register; the
 * text is long enough for the loops of many bytes. */
static void check_pairs(utf8_valid_function *fast)
{
    char text[320];
    for (unsigned first = 0xbf; first < 0x100; first++)
        for (unsigned second = 0x70; second < 0xd0; second++)
            for (size_t at = 66; at < 138; at++) {
                memset(text, 'a', sizeof text);
                text[at] = (char)first;
                text[at + 1] = (char)second;
                text[at + 2] = (char)0x80;
                text[at + 3] = (char)(first < 0xf0 ? 'b' : 0xbf);
                size_t valid = utf8_valid_portable(text, at, sizeof text);
                CU_ASSERT_EQUAL(fast(text, sizeof text), valid);
                CU_ASSERT_EQUAL(fast(text, at + 2), utf8_valid_portable(text, at, at + 2));
            }
}

/* Characters of all lengths in random order, some of them cut off or changed. */
static void check_random(utf8_valid_function *fast)
{
    static const char *const pieces[] = {"a", "ß", "„", "😀", "Straße ", "word and word ", "é"};
    uint32_t state = 88675123u;
    for (unsigned run = 0; run < 20000; run++) {
        struct buffer text = {0};
        while (text.size < 400)
            buffer_add_string(&text, pieces[((state = state * 1664525u + 1013904223u) >> 24) % 7]);
        size_t size = text.size - (state >> 8) % 128;
        if (run % 2 == 1)
            text.data[(state >> 16) % size] = (char)state;
        CU_ASSERT_EQUAL(fast(text.data, size), utf8_valid_portable(text.data, 0, size));
        buffer_free(&text);
    }
}

static void check_twin(utf8_valid_function *fast)
{
    if (!fast)
        return;
    check_pairs(fast);
    check_random(fast);
}

static void utf8_twins_agree(void)
{
    check_twin(utf8_valid_avx2());
    check_twin(utf8_valid_avx512());
}

static void utf8_steps_both_ways(void)
{
    struct view text = VIEW("a„😀\xff");
    uint32_t codepoint;
    CU_ASSERT_EQUAL(utf8_decode(text, 1, &codepoint), 3);
    CU_ASSERT_EQUAL(codepoint, 0x201e);
    CU_ASSERT_EQUAL(utf8_decode_back(text, 8, &codepoint), 4);
    CU_ASSERT_EQUAL(codepoint, 0x1f600);
    CU_ASSERT_EQUAL(utf8_decode_back(text, 9, &codepoint), 1);
    CU_ASSERT_EQUAL(codepoint, 0xfffd);
    CU_ASSERT_EQUAL(utf8_count(VIEW("Grüße")), 5);
    CU_ASSERT_EQUAL(utf8_count(VIEW("„Grüße“ aus 😀 München …")), 23);
}

/* ---- sequences --------------------------------------------------------------------------- */

static size_t common(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
    size_t table[17][17] = {0};
    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;) {
            size_t down = table[i + 1][k], right = table[i][k + 1];
            table[i][k] = a[i] == b[k] ? table[i + 1][k + 1] + 1 : down > right ? down : right;
        }
    return table[0][0];
}

/* How many of `a` have a partner; SIZE_MAX: one is wrong or out of order. */
static size_t paired(const uint64_t *a, size_t n, const uint64_t *b, const size_t *to)
{
    size_t count = 0, next = 0;
    for (size_t i = 0; i < n; i++) {
        if (to[i] == SIZE_MAX)
            continue;
        if (to[i] < next || a[i] != b[to[i]])
            return SIZE_MAX;
        next = to[i] + 1;
        count++;
    }
    return count;
}

static void short_sequences(void)
{
    uint64_t a[16], b[16];
    size_t to[16];
    uint32_t state = 3;
    for (size_t run = 0; run < 2000; run++) {
        size_t n = run % 17, m = run / 17 % 17;
        for (size_t i = 0; i < 16; i++) {
            state = state * 1664525 + 1013904223;
            a[i] = state >> 8 & 3;
            b[i] = state >> 12 & 3;
        }
        CU_ASSERT_TRUE(sequence_match(a, n, b, m, to));
        CU_ASSERT_EQUAL(paired(a, n, b, to), common(a, n, b, m));
    }
}

/* Too long to compare all with all: a line in 100 is another, one in 1,000 is gone. */
static void long_sequences(void)
{
    enum { COUNT = 20000 };
    uint64_t *a = malloc(COUNT * sizeof *a), *b = malloc(COUNT * sizeof *b);
    size_t *to = malloc(COUNT * sizeof *to), size = 0;
    CU_ASSERT_TRUE_FATAL(a && b && to);
    for (size_t i = 0; i < COUNT; i++) {
        a[i] = i % 3 == 0 ? 7 : i;
        if (i % 1000 != 1)
            b[size++] = i % 100 == 2 ? COUNT + i : a[i];
    }
    CU_ASSERT_TRUE(sequence_match(a, COUNT, b, size, to));
    size_t count = paired(a, COUNT, b, to);
    CU_ASSERT_TRUE(count != SIZE_MAX && count >= COUNT - COUNT / 100 - COUNT / 1000);
    free(a);
    free(b);
    free(to);
}

/* Blanks and other bytes in turn, in runs of all lengths; the two loops agree at each size. */
/* Adds so many numbers, and reads them again. */
static void check_spool(uint32_t count)
{
    struct spool spool = {0};
    uint32_t wrong = 0, got = 0;
    for (uint32_t i = 0; i < count; i++)
        spool_add(&spool, (struct view){(const char *)&i, sizeof i});
    CU_ASSERT_EQUAL(spool.size, count * sizeof got);
    for (int again = 0; again < 2; again++) {
        spool_rewind(&spool);
        for (uint32_t i = 0; i < count; i++)
            wrong += !spool_read(&spool, (char *)&got, sizeof got) || got != i;
        CU_ASSERT_FALSE(spool_read(&spool, (char *)&got, 1));
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(spool_status(&spool, &(struct findings){0}), STATUS_OK);
    spool_clear(&spool);
    CU_ASSERT_EQUAL(spool.size, 0);
}

static void a_spool_gives_back_what_it_took(void)
{
    static const uint32_t counts[] = {0, 1, 65535, 65536, 65537, 131072, 200000};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        check_spool(counts[i]);
}

static void blanks_are_squeezed_out(void)
{
    char text[300], out[2][300];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i % 7 < i / 40 ? i % 33 : 0x20 + i % 0xdf);
    for (size_t size = 0; size <= sizeof text; size++) {
        size_t used = squeeze_portable()(text, size, out[0]);
        for (size_t i = 0; i < used; i++)
            CU_ASSERT((unsigned char)out[0][i] > ' ');
        if (squeeze_fast())
            CU_ASSERT(squeeze_fast()(text, size, out[1]) == used &&
                      memcmp(out[0], out[1], used) == 0);
    }
    CU_ASSERT_EQUAL(squeeze_portable()("a b\tc\n\xc2\xa0", 8, out[0]), 5);
}

void suite_base(void)
{
    CU_pSuite suite = ADD_SUITE("base");
    test_add(suite, "short sequences", short_sequences);
    test_add(suite, "long sequences", long_sequences);
    test_add(suite, "buffers grow and remember failure", buffers_grow_and_remember_failure);
    test_add(suite, "UTF-8 knows what is valid", utf8_knows_what_is_valid);
    test_add(suite, "UTF-8: twins agree", utf8_twins_agree);
    test_add(suite, "UTF-8 steps both ways", utf8_steps_both_ways);
    test_add(suite, "blanks are squeezed out", blanks_are_squeezed_out);
    test_add(suite, "a spool gives back what it took", a_spool_gives_back_what_it_took);
}
