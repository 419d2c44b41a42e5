#include "tests/article/support.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- Whatever is read is all there ------------------------------------------------------ */

/* Leads, blocks with what stood at their soft breaks, and the tail. */
static void rebuild(const struct article_part *part, struct buffer *out)
{
    for (size_t i = 0; i < part->block_count; i++) {
        const struct article_block *block = &part->blocks[i];
        size_t at = 0;
        buffer_add_view(out, block->lead);
        for (size_t j = 0; j < block->inline_count; j++) {
            const struct article_inline *piece = &block->inlines[j];
            buffer_add_view(out, view_slice(block->text, at, piece->at));
            buffer_add_view(out, piece->source);
            at = piece->at + piece->size;
        }
        buffer_add_view(out, view_slice(block->text, at, block->text.size));
    }
    buffer_add_view(out, part->tail);
}

static void check_blocks(const struct article_part *part, size_t *number, size_t *line)
{
    bool sound = true;
    for (size_t i = 0; i < part->block_count; i++) {
        const struct article_block *block = &part->blocks[i];
        sound = sound && block->number == ++*number && block->text.size > 0 &&
                block->line >= *line && block->text.size <= 1 << 20 &&
                view_equal(block->text, view_trim(block->text)) &&
                utf8_valid_prefix(block->text) == block->text.size;
        *line = block->line;
    }
    CU_ASSERT_TRUE(sound);
}

/* Reads an article that is `text` in UTF-8 and `bytes` on disk; its encoding is `asked` or to be
 * found out. Returns the number of parts. */
static size_t read_whole(struct input input, const char *asked, enum article_lines lines,
                         struct view text, struct view bytes)
{
    struct heard heard;
    listen_to(&heard);
    struct article_options options = {asked, lines};
    enum status status;
    struct article_reader *reader = article_open(&input, &options, &status, &heard.findings);
    struct buffer rebuilt = {0}, whole = {0}, again = {0};
    size_t number = 0, line = 0, size = 0, parts = 0;
    const struct article_part *part = NULL;
    bool last = false;
    while (reader && (status = article_next_part(reader, &part, &heard.findings)) == STATUS_OK &&
           part) {
        CU_ASSERT_EQUAL(part->number, ++parts);
        CU_ASSERT_FALSE(last);
        last = part->last;
        check_blocks(part, &number, &line);
        rebuild(part, &rebuilt);
        buffer_add_view(&whole, part->text);
        size += part->source_size;
    }
    CU_ASSERT_EQUAL(status, STATUS_OK);
    CU_ASSERT_TRUE(last);
    CU_ASSERT_TRUE(view_equal(buffer_view(&rebuilt), text));
    CU_ASSERT_TRUE(view_equal(buffer_view(&whole), text));
    CU_ASSERT_EQUAL(size, bytes.size);
    struct article_encoder *encoder =
        reader ? article_encoder_new(article_encoding(reader), &status, &heard.findings) : NULL;
    if (encoder)
        article_encode(encoder, text, false, (struct place){0}, NULL, &again, &heard.findings);
    CU_ASSERT_TRUE(view_equal(buffer_view(&again), bytes));
    if (heard.count > 0)
        printf("\n    %s\n", heard.message);
    article_encoder_free(encoder);
    article_close(reader);
    input_close(&input);
    buffer_free(&rebuilt);
    buffer_free(&whole);
    buffer_free(&again);
    return parts;
}

static const struct {
    const char *name;
    struct view bom;
    bool asked; /* it cannot be found out */
} encodings[] = {
    {"UTF-8", {"", 0}, false},
    {"UTF-8", {"\xef\xbb\xbf", 3}, false},
    {"UTF-16LE", {"\xff\xfe", 2}, false},
    {"UTF-16BE", {"\xfe\xff", 2}, false},
    {"UTF-16LE", {"", 0}, true},
    {"UTF-16BE", {"", 0}, true},
    {"UTF-32LE", {"\xff\xfe\0\0", 4}, false},
    {"UTF-32BE", {"\0\0\xfe\xff", 4}, false},
    {"WINDOWS-1252", {"", 0}, true},
    {"ISO-8859-15", {"", 0}, true},
    {"MACINTOSH", {"", 0}, true},
    {"CP850", {"", 0}, true},
};

/* By iconv(3), apart from the code under test. False if the encoding lacks a character. */
static bool encode_apart(const char *name, struct view text, struct buffer *out)
{
    iconv_t conversion = iconv_open(name, "UTF-8");
    char *in = (char *)(uintptr_t)text.data;
    buffer_reserve(out, 4 * text.size + 64);
    char *next = out->data + out->size;
    size_t left = out->capacity - out->size;
    size_t result = iconv(conversion, &in, &text.size, &next, &left);
    out->size = out->capacity - left;
    iconv_close(conversion);
    return result == 0;
}

/* Reads a text in every encoding; returns how many could hold it. */
static size_t read_in_encodings(struct view text)
{
    size_t count = 0;
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct buffer bytes = {0};
        buffer_add_view(&bytes, encodings[i].bom);
        if (encode_apart(encodings[i].name, text, &bytes)) {
            struct view view = buffer_view(&bytes);
            const char *asked = encodings[i].asked ? encodings[i].name : NULL;
            for (size_t piece = 1; piece < 18; piece += 3)
                for (int lines = ARTICLE_LINES_AUTO; lines <= ARTICLE_LINES_WRAPPED; lines++)
                    read_whole(input_in_pieces(view, piece), asked, (enum article_lines)lines, text,
                               view);
            read_whole(input_as_file(view), asked, ARTICLE_LINES_AUTO, text, view);
            count++;
        }
        buffer_free(&bytes);
    }
    return count;
}

static void read_input(struct view line, size_t number, void *context)
{
    (void)number;
    struct buffer text = unescape(line);
    *(size_t *)context += read_in_encodings(buffer_view(&text));
    buffer_free(&text);
}

static void every_input_is_read_whole(void)
{
    size_t read = 0;
    size_t inputs = test_each_line("article/inputs.txt", read_input, &read);
    CU_ASSERT_TRUE(inputs >= 20);
    CU_ASSERT_TRUE(read >= 8 * inputs);
}

static void an_empty_article_is_one_part(void)
{
    CU_ASSERT_EQUAL(read_in_encodings((struct view){"", 0}), sizeof encodings / sizeof *encodings);
    CU_ASSERT_EQUAL(read_whole(input_as_file((struct view){"", 0}), NULL, ARTICLE_LINES_AUTO,
                               (struct view){"", 0}, (struct view){"", 0}),
                    1);
}

/* ---- Parts ------------------------------------------------------------------------------ */

static size_t parts_of(struct view text, const char *name)
{
    struct buffer bytes = {0};
    CU_ASSERT_TRUE(encode_apart(name, text, &bytes));
    size_t parts = read_whole(input_as_file(buffer_view(&bytes)), name, ARTICLE_LINES_AUTO, text,
                              buffer_view(&bytes));
    buffer_free(&bytes);
    return parts;
}

static void parts_close_at_a_block_after_1_mib(void)
{
    struct buffer text = {0};
    for (int i = 0; text.size < 3500000; i++)
        buffer_printf(&text, "Die %d. Zeile über Füße.\r\n%s", i, i % 7 ? "" : " \t\r\n");
    CU_ASSERT_EQUAL(parts_of(buffer_view(&text), "UTF-8"), 4);
    CU_ASSERT_EQUAL(parts_of(buffer_view(&text), "WINDOWS-1252"), 4);
    CU_ASSERT_EQUAL(parts_of(buffer_view(&text), "UTF-16BE"), 7);
    buffer_free(&text);
}

static void parts_close_after_32768_blocks(void)
{
    struct buffer text = {0};
    for (int i = 0; i < 70000; i++)
        buffer_add_string(&text, "J\xc3\xa4.\n");
    CU_ASSERT_EQUAL(parts_of(buffer_view(&text), "UTF-8"), 3);
    CU_ASSERT_EQUAL(parts_of(buffer_view(&text), "WINDOWS-1252"), 3);
    CU_ASSERT_EQUAL(parts_of(buffer_view(&text), "UTF-16BE"), 3);
    buffer_free(&text);
}

/* Neither a translator's tool nor memory meets a paragraph of any size. */
static void a_long_line_is_cut(void)
{
    struct buffer text = {0};
    buffer_add_string(&text, "Kurz.\n");
    while (text.size < 10000000)
        buffer_add_string(&text, "Noch ein Wörtchen und ");
    struct view line = buffer_view(&text);
    CU_ASSERT_TRUE(parts_of(line, "UTF-8") > 5);
    CU_ASSERT_TRUE(parts_of(line, "CP850") > 1);
    buffer_add_string(&text, "Ende.\n\n\nNach der langen Zeile.\n");
    CU_ASSERT_TRUE(parts_of(buffer_view(&text), "UTF-8") > 5);
    CU_ASSERT_TRUE(parts_of(buffer_view(&text), "UTF-16LE") > 5);
    buffer_free(&text);
}

static void white_space_alone_is_a_tail(void)
{
    struct buffer text = {0};
    for (int i = 0; i < 600000; i++)
        buffer_add_string(&text, i % 3 ? " \t\n" : "\xc2\xa0\r\n");
    CU_ASSERT_EQUAL(parts_of(buffer_view(&text), "UTF-8"), 1);
    buffer_free(&text);
}

/* ---- Blocks ----------------------------------------------------------------------------- */

static void read_blocks(struct view text, enum article_lines lines, bool *wrapped,
                        struct buffer *blocks)
{
    struct heard heard;
    listen_to(&heard);
    struct input input = input_as_file(text);
    struct article_options options = {NULL, lines};
    enum status status;
    struct article_reader *reader = article_open(&input, &options, &status, &heard.findings);
    const struct article_part *part;
    while (reader && article_next_part(reader, &part, &heard.findings) == STATUS_OK && part)
        for (size_t i = 0; i < part->block_count; i++) {
            buffer_add_string(blocks, blocks->size ? " ¦ " : "");
            buffer_add_view(blocks, part->blocks[i].text);
        }
    CU_ASSERT_PTR_NOT_NULL(reader);
    if (reader)
        *wrapped = article_wrapped(reader);
    article_close(reader);
    input_close(&input);
}

static enum article_lines lines_of(struct view name)
{
    return view_equal(name, VIEW("line"))      ? ARTICLE_LINES_LINE
           : view_equal(name, VIEW("wrapped")) ? ARTICLE_LINES_WRAPPED
                                               : ARTICLE_LINES_AUTO;
}

static void check_block_case(struct view line, size_t number, void *context)
{
    (void)context;
    char what[40];
    snprintf(what, sizeof what, "article/blocks.txt:%zu", number);
    struct buffer text = unescape(field(line, 1)), want = unescape(field(line, 2)), blocks = {0};
    bool wrapped;
    read_blocks(buffer_view(&text), lines_of(field(line, 0)), &wrapped, &blocks);
    test_text_equal(buffer_view(&blocks), buffer_view(&want), what);
    buffer_free(&text);
    buffer_free(&want);
    buffer_free(&blocks);
}

static void text_falls_into_blocks(void)
{
    CU_ASSERT_TRUE(test_each_line("article/blocks.txt", check_block_case, NULL) > 0);
}

static void check_wrapped_case(struct view title, struct view text)
{
    struct buffer blocks = {0};
    bool wrapped = false, want = view_starts_with(title, VIEW("yes"));
    read_blocks(text, ARTICLE_LINES_AUTO, &wrapped, &blocks);
    if (wrapped != want)
        printf("\n    article/wrapped.txt: %.*s\n", (int)title.size, title.data);
    CU_ASSERT_EQUAL(wrapped, want);
    buffer_free(&blocks);
}

static void wrapped_text_is_recognised(void)
{
    struct buffer file = test_read_file("article/wrapped.txt");
    struct view text = buffer_view(&file);
    size_t cases = 0, start = view_find(text, VIEW("\n== "), 0);
    while (start != SIZE_MAX) {
        size_t title = start + 4, body = view_find(text, VIEW("\n"), title) + 1;
        start = view_find(text, VIEW("\n== "), body);
        check_wrapped_case(view_slice(text, title, body - 1),
                           view_slice(text, body, start == SIZE_MAX ? text.size : start + 1));
        cases++;
    }
    CU_ASSERT_TRUE(cases >= 8);
    buffer_free(&file);
}

static void a_wrapped_block_knows_its_breaks(void)
{
    struct view text = VIEW("  Eine Zeile, \r\n\t die bricht\rund bricht.\n\nNeu.");
    struct heard heard;
    listen_to(&heard);
    struct input input = input_as_file(text);
    struct article_options options = {NULL, ARTICLE_LINES_WRAPPED};
    enum status status;
    struct article_reader *reader = article_open(&input, &options, &status, &heard.findings);
    const struct article_part *part = NULL;
    CU_ASSERT_EQUAL_FATAL(article_next_part(reader, &part, &heard.findings), STATUS_OK);
    CU_ASSERT_EQUAL_FATAL(part->block_count, 2);
    const struct article_block *block = &part->blocks[0];
    test_text_equal(block->lead, VIEW("  "), "lead");
    test_text_equal(block->text, VIEW("Eine Zeile, die bricht und bricht."), "text");
    CU_ASSERT_EQUAL_FATAL(block->inline_count, 2);
    CU_ASSERT_EQUAL(block->inlines[0].at, 11);
    test_text_equal(block->inlines[0].source, VIEW(" \r\n\t "), "first break");
    test_text_equal(block->inlines[1].source, VIEW("\r"), "second break");
    CU_ASSERT_EQUAL(block->width, 13);
    CU_ASSERT_TRUE(block->wrapped);
    CU_ASSERT_FALSE(part->blocks[1].wrapped);
    CU_ASSERT_EQUAL(part->blocks[1].line, 5);
    CU_ASSERT_EQUAL(article_line_end(reader), ARTICLE_CRLF);
    article_close(reader);
    input_close(&input);
}

void reading_tests(CU_pSuite suite)
{
    test_add(suite, "every input is read whole", every_input_is_read_whole);
    test_add(suite, "an empty article is one part", an_empty_article_is_one_part);
    test_add(suite, "parts close at a block after 1 MiB", parts_close_at_a_block_after_1_mib);
    test_add(suite, "parts close after 32,768 blocks", parts_close_after_32768_blocks);
    test_add(suite, "a long line is cut", a_long_line_is_cut);
    test_add(suite, "white space alone is a tail", white_space_alone_is_a_tail);
    test_add(suite, "text falls into blocks", text_falls_into_blocks);
    test_add(suite, "wrapped text is recognised", wrapped_text_is_recognised);
    test_add(suite, "a wrapped block knows its breaks", a_wrapped_block_knows_its_breaks);
}
