#include <string.h>

#include "base/squeeze.h"
#include "tests/tests.h"

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
}

/* Blanks and other bytes in turn, in runs of all lengths; the two loops agree at each size. */
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
    test_add(suite, "buffers grow and remember failure", buffers_grow_and_remember_failure);
    test_add(suite, "UTF-8 knows what is valid", utf8_knows_what_is_valid);
    test_add(suite, "UTF-8 steps both ways", utf8_steps_both_ways);
    test_add(suite, "blanks are squeezed out", blanks_are_squeezed_out);
}
