#include "tests/article/support.h"

#include <stdio.h>
#include <string.h>

/* ---- Finding out ------------------------------------------------------------------------ */

/* Reads all of an article; the status of the first error. */
static enum status read_all(struct input *input, const char *asked,
                            struct article_encoding *encoding, struct findings *findings)
{
    struct article_options options = {asked, ARTICLE_LINES_AUTO};
    enum status status;
    struct article_reader *reader = article_open(input, &options, &status, findings);
    if (!reader)
        return status;
    *encoding = *article_encoding(reader);
    const struct article_part *part;
    do
        status = article_next_part(reader, &part, findings);
    while (status == STATUS_OK && part);
    article_close(reader);
    return status;
}

static void check_detection(struct view line, size_t number, void *context)
{
    (void)context;
    char what[48], found[80];
    snprintf(what, sizeof what, "article/detect.txt:%zu", number);
    struct buffer bytes = unescape(field(line, 1));
    struct heard heard;
    listen_to(&heard);
    struct input input = input_in_pieces(buffer_view(&bytes), 1);
    struct article_encoding encoding = {0};
    read_all(&input, NULL, &encoding, &heard.findings);
    snprintf(found, sizeof found, "%s%s", encoding.name, encoding.bom ? " BOM" : "");
    test_text_equal(view_of(found), field(line, 0), what);
    input_close(&input);
    buffer_free(&bytes);
}

static void encodings_are_found_out(void)
{
    CU_ASSERT_TRUE(test_each_line("article/detect.txt", check_detection, NULL) > 0);
}

/* `ascii` bytes of ASCII and then `rest`, as a file and through a pipe. */
static void check_late(size_t ascii, const char *rest, const char *name, enum status want)
{
    struct buffer bytes = {0};
    while (bytes.size < ascii)
        buffer_add_char(&bytes, bytes.size % 80 == 79 ? '\n' : 'a');
    buffer_add_string(&bytes, rest);
    struct article_encoding encoding = {0};
    struct heard heard;
    listen_to(&heard);
    struct input input = input_as_file(buffer_view(&bytes));
    CU_ASSERT_EQUAL(read_all(&input, NULL, &encoding, &heard.findings), want);
    CU_ASSERT_STRING_EQUAL(encoding.name, name);
    input_close(&input);
    if (ascii < 150000) { /* what a socket holds */
        input = input_in_pieces(buffer_view(&bytes), 32768);
        CU_ASSERT_EQUAL(read_all(&input, NULL, &encoding, &heard.findings), want);
        CU_ASSERT_STRING_EQUAL(encoding.name, name);
        input_close(&input);
    }
    buffer_free(&bytes);
}

static void the_first_other_character_decides_however_late(void)
{
    check_late(5000000, "\xe4\n", "WINDOWS-1252", STATUS_OK);
    check_late(5000000, "ä\n", "UTF-8", STATUS_OK);
    check_late(5000000, "ä \xe4\n", "UTF-8", STATUS_INPUT);
    /* Around the ends of what is read at once. */
    for (size_t chunk = 65536; chunk <= 131072; chunk += 65536)
        for (size_t at = chunk - 4; at <= chunk + 4; at++) {
            check_late(at, "ä", "UTF-8", STATUS_OK);
            check_late(at, "\xe2\x82\xac", "UTF-8", STATUS_OK);
            check_late(at, "\xf0\x9f\x98\x80.", "UTF-8", STATUS_OK);
            check_late(at, "\xe4 und mehr", "WINDOWS-1252", STATUS_OK);
            check_late(at, "\xe4", "WINDOWS-1252", STATUS_OK);
            check_late(at, "", "UTF-8", STATUS_OK);
        }
}

/* ---- Errors ----------------------------------------------------------------------------- */

static void check_error(struct view line, size_t number, void *context)
{
    (void)context;
    char asked[64], where[64], what[48];
    snprintf(what, sizeof what, "article/errors.txt:%zu", number);
    snprintf(asked, sizeof asked, "%.*s", (int)field(line, 0).size, field(line, 0).data);
    struct buffer bytes = unescape(field(line, 1));
    struct heard heard;
    listen_to(&heard);
    struct input input = input_in_pieces(buffer_view(&bytes), 1);
    struct article_encoding encoding;
    enum status status =
        read_all(&input, strcmp(asked, "-") == 0 ? NULL : asked, &encoding, &heard.findings);
    snprintf(where, sizeof where, "%d %zu:%zu", (int)status, heard.place.line, heard.place.column);
    test_text_equal(view_of(where), field(line, 2), what);
    if (view_find(view_of(heard.message), field(line, 3), 0) == SIZE_MAX)
        test_text_equal(view_of(heard.message), field(line, 3), what);
    input_close(&input);
    buffer_free(&bytes);
}

static void what_cannot_be_decoded_is_named(void)
{
    CU_ASSERT_TRUE(test_each_line("article/errors.txt", check_error, NULL) > 0);
}

static void an_error_in_a_later_part_has_its_place(void)
{
    struct buffer bytes = {0};
    for (int i = 1; i < 200000; i++)
        buffer_printf(&bytes, "Zeile mit Ä\r\n");
    size_t offset = bytes.size + 4;
    buffer_add_string(&bytes, "Öh \xff");
    struct heard heard;
    listen_to(&heard);
    struct input input = input_as_file(buffer_view(&bytes));
    struct article_encoding encoding;
    CU_ASSERT_EQUAL(read_all(&input, NULL, &encoding, &heard.findings), STATUS_INPUT);
    CU_ASSERT_EQUAL(heard.place.line, 200000);
    CU_ASSERT_EQUAL(heard.place.column, 4);
    char want[64];
    snprintf(want, sizeof want, "byte 0xFF at offset %zu ", offset);
    CU_ASSERT_PTR_NOT_NULL(strstr(heard.message, want));
    input_close(&input);
    buffer_free(&bytes);
}

/* ---- Encoding --------------------------------------------------------------------------- */

static void check_encoding(struct view line, size_t number, void *context)
{
    (void)context;
    char what[48];
    snprintf(what, sizeof what, "article/encode.txt:%zu", number);
    struct article_encoding encoding = {.bom = false};
    struct view name = field(line, 0), want = field(line, 3);
    memcpy(encoding.name, name.data, name.size);
    struct buffer text = unescape(field(line, 2)), out = {0};
    struct heard heard;
    listen_to(&heard);
    enum status status;
    struct article_encoder *encoder = article_encoder_new(&encoding, &status, &heard.findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(encoder);
    bool ours = view_equal(field(line, 1), VIEW("ours"));
    status = article_encode(encoder, buffer_view(&text), ours, (struct place){0}, "unit b1", &out,
                            &heard.findings);
    if (status == STATUS_FINDINGS) {
        CU_ASSERT_EQUAL(out.size, 0);
        test_text_equal(view_of(heard.message), want, what);
    } else {
        struct buffer bytes = unescape(want);
        test_text_equal(buffer_view(&out), buffer_view(&bytes), what);
        buffer_free(&bytes);
    }
    article_encoder_free(encoder);
    buffer_free(&text);
    buffer_free(&out);
}

static void text_is_encoded_or_its_character_named(void)
{
    CU_ASSERT_TRUE(test_each_line("article/encode.txt", check_encoding, NULL) > 0);
}

static void one_warning_a_run_and_the_bom_first(void)
{
    struct article_encoding encoding = {.name = "ISO-8859-1"};
    struct heard heard;
    listen_to(&heard);
    struct buffer out = {0};
    enum status status;
    struct article_encoder *encoder = article_encoder_new(&encoding, &status, &heard.findings);
    for (int i = 0; i < 3; i++)
        article_encode(encoder, VIEW("“ja”"), true, (struct place){0}, NULL, &out, &heard.findings);
    CU_ASSERT_EQUAL(heard.count, 1);
    test_text_equal(buffer_view(&out), VIEW("\"ja\"\"ja\"\"ja\""), "three times");
    article_encoder_free(encoder);

    encoding = (struct article_encoding){"UTF-16LE", true};
    encoder = article_encoder_new(&encoding, &status, &heard.findings);
    buffer_clear(&out);
    article_encode(encoder, VIEW(""), false, (struct place){0}, NULL, &out, &heard.findings);
    article_encode(encoder, VIEW("a"), false, (struct place){0}, NULL, &out, &heard.findings);
    test_text_equal(buffer_view(&out), VIEW("\xff\xfe\x61\0"), "UTF-16LE");
    article_encoder_free(encoder);
    buffer_free(&out);

    encoding = (struct article_encoding){.name = "no-such-thing"};
    CU_ASSERT_PTR_NULL(article_encoder_new(&encoding, &status, &heard.findings));
    CU_ASSERT_EQUAL(status, STATUS_USAGE);
}

/* ---- Refilling -------------------------------------------------------------------------- */

static void check_refill(struct view line, size_t number, void *context)
{
    (void)context;
    char what[48];
    snprintf(what, sizeof what, "article/refill.txt:%zu", number);
    size_t width = 0, column = 0, after = 0;
    view_to_size(field(line, 0), &width);
    view_to_size(field(line, 1), &column);
    view_to_size(field(line, 5), &after);
    struct buffer line_break = unescape(field(line, 2)), want = unescape(field(line, 4)), out = {0};
    size_t end = article_refill(field(line, 3), width, buffer_view(&line_break), column, &out);
    test_text_equal(buffer_view(&out), buffer_view(&want), what);
    CU_ASSERT_EQUAL(end, after);
    buffer_free(&line_break);
    buffer_free(&want);
    buffer_free(&out);
}

static void text_is_refilled(void)
{
    CU_ASSERT_TRUE(test_each_line("article/refill.txt", check_refill, NULL) > 0);
}

void encoding_tests(CU_pSuite suite)
{
    test_add(suite, "encodings are found out", encodings_are_found_out);
    test_add(suite, "the first other character decides, however late",
             the_first_other_character_decides_however_late);
    test_add(suite, "what cannot be decoded is named", what_cannot_be_decoded_is_named);
    test_add(suite, "an error in a later part has its place",
             an_error_in_a_later_part_has_its_place);
    test_add(suite, "text is encoded or its character named",
             text_is_encoded_or_its_character_named);
    test_add(suite, "one warning a run, and the BOM first", one_warning_a_run_and_the_bom_first);
    test_add(suite, "text is refilled", text_is_refilled);
}
