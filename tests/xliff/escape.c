#include "xliff/escape.h"

#include "tests/xliff/support.h"

static struct view next_column(struct view *line)
{
    size_t end = view_find(*line, VIEW(" | "), 0);
    struct view column = view_slice(*line, 0, end == SIZE_MAX ? line->size : end);
    *line = view_slice(*line, end == SIZE_MAX ? line->size : end + 3, line->size);
    return column;
}

static void check_line(struct view line, size_t number, void *context)
{
    (void)number, (void)context;
    struct view place = next_column(&line);
    struct buffer text = xliff_unescape(next_column(&line)), expected = xliff_unescape(line);
    struct bytes out = {0};
    size_t stop = xliff_escape(
        &out, (struct xliff_string){text.data, text.size}, 0,
        view_equal(place, VIEW("attribute")) ? ESCAPE_ATTRIBUTE : ESCAPE_CONTENT, false);
    struct buffer actual = {0};
    buffer_add(&actual, out.data, out.size);
    if (stop < text.size)
        buffer_printf(&actual, "%sstops at %zu", out.size ? " " : "", stop);
    test_text_equal(buffer_view(&actual), buffer_view(&expected), "escape");
    buffer_free(&text);
    buffer_free(&expected);
    buffer_free(&actual);
    xliff_bytes_free(&out);
}

static void test_lines(void)
{
    CU_ASSERT_TRUE(test_each_line("xliff/escape.txt", check_line, NULL) > 20);
}

static void test_empty(void)
{
    struct bytes out = {0};
    CU_ASSERT_EQUAL(xliff_escape(&out, (struct xliff_string){0}, 0, ESCAPE_CONTENT, false), 0);
    CU_ASSERT_EQUAL(out.size, 0);
    xliff_bytes_free(&out);
}

/* Every character there is comes through, or is one that XML cannot hold. */
static void test_every_character(void)
{
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char data[4];
        uint32_t decoded = 0;
        bool surrogate = c >= 0xd800 && c <= 0xdfff;
        if (surrogate)
            continue;
        struct xliff_string text = {data, utf8_encode(c, data)};
        struct bytes out = {0};
        bool held = xliff_escape(&out, text, 0, ESCAPE_CONTENT, false) == text.size;
        bool trusted = xliff_escape(&out, text, 0, ESCAPE_CONTENT, true) == text.size;
        if (held != xliff_is_xml_character(c) || trusted != held ||
            xliff_decode(text, 0, &decoded) != text.size || decoded != c)
            CU_FAIL("a character is lost");
        xliff_bytes_free(&out);
    }
}

static void check_twins(const char *text, size_t from, size_t size)
{
    CU_ASSERT_EQUAL(xliff_skip_plain(text, from, size),
                    xliff_skip_portable(text, from, size, false));
    CU_ASSERT_EQUAL(xliff_skip_utf8(text, from, size), xliff_skip_portable(text, from, size, true));
    struct xliff_string rest = {text + from, size - from};
    CU_ASSERT_EQUAL(xliff_plainness(rest), xliff_plainness_portable(rest));
    for (int utf8 = 0; utf8 < 2; utf8++) {
        char copy[64];
        bool plain = xliff_skip_portable(text, from, size, utf8) == size;
        CU_ASSERT_EQUAL(xliff_copy_plain(copy, rest, utf8), plain);
        CU_ASSERT_TRUE(!plain || memcmp(copy, rest.data, rest.size) == 0);
    }
}

/* What is said to be plain is not changed by the escape. */
static void test_plainness(void)
{
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char data[4];
        bool surrogate = c >= 0xd800 && c <= 0xdfff;
        struct xliff_string text = {data, surrogate ? 0 : utf8_encode(c, data)};
        struct bytes content = {0}, value = {0};
        enum xliff_plainness plainness = xliff_plainness(text);
        xliff_escape(&content, text, 0, ESCAPE_CONTENT, true);
        xliff_escape(&value, text, 0, ESCAPE_ATTRIBUTE, true);
        struct xliff_string to_content = {content.data, content.size};
        struct xliff_string to_value = {value.data, value.size};
        if ((plainness != XLIFF_ESCAPED && !xliff_equal(text, to_content)) ||
            (plainness == XLIFF_PLAIN && !xliff_equal(text, to_value)))
            CU_FAIL("a character is no plain text");
        xliff_bytes_free(&content);
        xliff_bytes_free(&value);
    }
    CU_ASSERT_EQUAL(xliff_plainness((struct xliff_string){"Grüße", 7}), XLIFF_PLAIN);
    CU_ASSERT_EQUAL(xliff_plainness((struct xliff_string){"\"Ja\"", 4}), XLIFF_PLAIN_CONTENT);
    CU_ASSERT_EQUAL(xliff_plainness((struct xliff_string){"\"A\" & B", 7}), XLIFF_ESCAPED);
}

/* Each byte at each place about the end of a register, and of what is shorter. */
static void test_twins(void)
{
    char text[48];
    for (int byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < sizeof text; at++) {
            memset(text, 'a', sizeof text);
            text[at] = (char)byte;
            for (size_t from = 0; from < 20; from++)
                check_twins(text, from, sizeof text);
            for (size_t size = at; size < 20; size++)
                check_twins(text, 0, size);
        }
}

void add_xliff_escape(CU_pSuite suite)
{
    test_add(suite, "escape: lines", test_lines);
    test_add(suite, "escape: nothing", test_empty);
    test_add(suite, "escape: twins agree", test_twins);
    test_add(suite, "escape: plain text", test_plainness);
    test_add(suite, "escape: every character", test_every_character);
}
