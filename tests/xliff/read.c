/* What is read: documents with what must come of them, errors, encodings, cut documents. */
#include "tests/xliff/support.h"

#include <string.h>

static struct buffer read_named(struct view name, const char *suffix)
{
    struct buffer path = {0};
    buffer_printf(&path, "xliff/read/%.*s%s%c", (int)name.size, name.data, suffix, 0);
    struct buffer content = test_read_file(path.data);
    buffer_free(&path);
    return content;
}

static void check_document(struct view name, size_t number, void *context)
{
    (void)number, (void)context;
    struct buffer document = read_named(name, ".xlf"), expected = read_named(name, ".txt");
    static const size_t chunks[] = {1, 7, 1 << 20};
    for (size_t i = 0; i < 3; i++) {
        struct buffer actual = xliff_show(buffer_view(&document), chunks[i], true);
        test_text_equal(buffer_view(&actual), buffer_view(&expected), "document");
        buffer_free(&actual);
    }
    buffer_free(&document);
    buffer_free(&expected);
}

static void test_documents(void)
{
    CU_ASSERT_EQUAL(test_each_line("xliff/read/list.txt", check_document, NULL), 6);
}

/* ---- What is held ----------------------------------------------------------------------- */

/* Holds the units, and shows them when `count` are held and at the end. */
static struct buffer show_held(struct view document, size_t count)
{
    struct buffer shown = {0};
    struct xliff_event event, held[32];
    struct xliff_input input = {document, 0, 7};
    struct xliff_reader *reader = xliff_reader_new(xliff_read_view, &input);
    size_t used = 0;
    xliff_reader_hold(reader); /* there is nothing yet */
    xliff_reader_let_go(reader);
    for (int more = 1; more > 0;) {
        more = xliff_read(reader, &event);
        if (more > 0 && event.kind == XLIFF_UNIT) {
            xliff_reader_hold(reader);
            held[used++] = event;
        }
        if (used < count && more > 0)
            continue;
        for (size_t i = 0; i < used; i++)
            xliff_show_event(&held[i], true, &shown);
        used = 0;
        if (more > 0)
            xliff_reader_let_go(reader);
    }
    xliff_reader_free(reader); /* what is held still goes too */
    return shown;
}

static void check_held(struct view name, size_t number, void *context)
{
    (void)number, (void)context;
    struct buffer document = read_named(name, ".xlf");
    struct buffer expected = show_held(buffer_view(&document), 1);
    CU_ASSERT_TRUE(expected.size > 0);
    for (size_t count = 2; count <= 32; count *= 4) {
        struct buffer actual = show_held(buffer_view(&document), count);
        test_text_equal(buffer_view(&actual), buffer_view(&expected), "units that were held");
        buffer_free(&actual);
    }
    buffer_free(&document);
    buffer_free(&expected);
}

static void test_held(void)
{
    test_each_line("xliff/read/list.txt", check_held, NULL);
}

/* ---- Errors ----------------------------------------------------------------------------- */

static enum xliff_error_code read_all(struct view document, size_t chunk, struct xliff_error *error)
{
    struct xliff_input input = {document, 0, chunk};
    struct xliff_reader *reader = xliff_reader_new(xliff_read_view, &input);
    struct xliff_event event;
    int result, again;
    while ((result = xliff_read(reader, &event)) > 0)
        ;
    again = xliff_read(reader, &event);
    *error = *xliff_reader_error(reader);
    CU_ASSERT_EQUAL(again, result);
    CU_ASSERT_EQUAL(result, error->code == XLIFF_OK ? 0 : -1);
    xliff_reader_free(reader);
    return error->code;
}

static void check_error(struct view line, size_t number, void *context)
{
    (void)context;
    size_t expected[3];
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT_TRUE(view_to_size(take_word(&line), &expected[i]));
    struct buffer document = xliff_unescape(line);
    struct xliff_error error;
    for (size_t chunk = 1; chunk <= 4096; chunk *= 16) {
        read_all(buffer_view(&document), chunk, &error);
        bool same = (size_t)error.code == expected[0] && error.line == expected[1] &&
                    error.column == expected[2];
        if (!same)
            printf("\n    errors.txt:%zu: %d %zu %zu %s\n", number, (int)error.code, error.line,
                   error.column, error.message);
        CU_ASSERT_TRUE(same);
        size_t size = strlen(error.message);
        CU_ASSERT_TRUE(error.code == XLIFF_OK ? size == 0 : size > 0);
        CU_ASSERT_EQUAL(utf8_valid_prefix((struct view){error.message, size}), size);
    }
    buffer_free(&document);
}

static void test_errors(void)
{
    CU_ASSERT_TRUE(test_each_line("xliff/errors.txt", check_error, NULL) > 20);
}

static void check_truncated(struct view name, size_t number, void *context)
{
    (void)number, (void)context;
    struct buffer document = read_named(name, ".xlf");
    struct view whole = view_trim(buffer_view(&document));
    struct xliff_error error;
    for (size_t size = 0; size < whole.size; size++) {
        enum xliff_error_code code = read_all(view_slice(whole, 0, size), 512, &error);
        if (code != (size == 0 ? XLIFF_ERROR_EMPTY : XLIFF_ERROR_XML))
            CU_FAIL("a cut document is no error");
    }
    CU_ASSERT_EQUAL(read_all(whole, 512, &error), XLIFF_OK);
    buffer_free(&document);
}

static void test_truncated(void)
{
    test_each_line("xliff/read/list.txt", check_truncated, NULL);
}

static ptrdiff_t fail_to_read(void *context, char *data, size_t size)
{
    (void)context, (void)data, (void)size;
    return -1;
}

static void test_read_failure(void)
{
    struct xliff_reader *reader = xliff_reader_new(fail_to_read, NULL);
    struct xliff_event event;
    CU_ASSERT_EQUAL(xliff_read(reader, &event), -1);
    CU_ASSERT_EQUAL(xliff_reader_error(reader)->code, XLIFF_ERROR_READ);
    xliff_reader_free(reader);
    xliff_reader_free(NULL);
}

/* ---- Encodings -------------------------------------------------------------------------- */

static void add_utf16(struct buffer *out, uint32_t unit, bool big)
{
    buffer_add_char(out, (char)(big ? unit >> 8 : unit & 0xff));
    buffer_add_char(out, (char)(big ? unit & 0xff : unit >> 8));
}

static struct buffer to_utf16(struct view text, bool big)
{
    struct buffer out = {0};
    add_utf16(&out, 0xfeff, big);
    for (size_t at = 0; at < text.size;) {
        uint32_t c;
        at += utf8_decode(text, at, &c);
        if (c >= 0x10000) {
            add_utf16(&out, 0xd800 + ((c - 0x10000) >> 10), big);
            c = 0xdc00 + ((c - 0x10000) & 0x3ff);
        }
        add_utf16(&out, c, big);
    }
    return out;
}

static void check_same(struct view document, struct view expected, const char *what)
{
    static const size_t chunks[] = {1, 3, 4096, 1 << 20};
    for (size_t i = 0; i < 4; i++) {
        struct buffer actual = xliff_show(document, chunks[i], false);
        test_text_equal(buffer_view(&actual), expected, what);
        buffer_free(&actual);
    }
}

static void test_encodings(void)
{
    struct view text = VIEW("<xliff version=\"1.2\"><file original=\"ä\" source-language=\"de\" "
                            "datatype=\"plaintext\"><body><trans-unit id=\"1\"><source>Käse, "
                            "Äpfel</source></trans-unit></body></file></xliff>");
    struct buffer expected = xliff_show(text, 4096, false);
    struct buffer little = to_utf16(text, false), big = to_utf16(text, true);
    check_same(buffer_view(&little), buffer_view(&expected), "UTF-16LE");
    check_same(buffer_view(&big), buffer_view(&expected), "UTF-16BE");
    struct buffer latin = {0};
    buffer_add_string(&latin, "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n");
    for (size_t at = 0; at < text.size;) {
        uint32_t c;
        at += utf8_decode(text, at, &c);
        buffer_add_char(&latin, (char)c);
    }
    check_same(buffer_view(&latin), buffer_view(&expected), "ISO-8859-1");
    buffer_free(&expected);
    buffer_free(&little);
    buffer_free(&big);
    buffer_free(&latin);
}

void add_xliff_read(CU_pSuite suite)
{
    test_add(suite, "read: documents", test_documents);
    test_add(suite, "read: units that are held", test_held);
    test_add(suite, "read: errors", test_errors);
    test_add(suite, "read: cut at every byte", test_truncated);
    test_add(suite, "read: the input fails", test_read_failure);
    test_add(suite, "read: encodings", test_encodings);
}
