/* Large and hostile documents: what must work works, the rest ends at a limit. */
#include "xliff/limits.h"

#include "tests/xliff/support.h"

#include <string.h>

/* A document that is made while it is read: before, then `piece` many times, then after. */
struct endless {
    struct view before, piece, after;
    size_t count, at; /* at: in the piece or text being given */
    int stage;
};

static ptrdiff_t read_endless(void *context, char *data, size_t size)
{
    struct endless *from = context;
    size_t filled = 0;
    while (filled < size && from->stage < 3) {
        struct view text = from->stage == 0   ? from->before
                           : from->stage == 1 ? from->piece
                                              : from->after;
        if (from->at == text.size) {
            from->at = 0;
            if (from->stage != 1 || from->count == 0 || --from->count == 0)
                from->stage++;
            continue;
        }
        size_t take = text.size - from->at < size - filled ? text.size - from->at : size - filled;
        memcpy(data + filled, text.data + from->at, take);
        from->at += take;
        filled += take;
    }
    return (ptrdiff_t)filled;
}

struct sum {
    size_t units, segments, parts, text, line;
    struct xliff_error error;
};

static void add_unit(struct sum *sum, const struct xliff_unit *unit)
{
    sum->units++;
    sum->line = unit->line;
    for (size_t i = 0; i < unit->segment_count; i++) {
        const struct xliff_content *source = &unit->segments[i].source;
        sum->segments++;
        sum->parts += source->count;
        for (size_t j = 0; j < source->count; j++)
            if (source->parts[j].kind == XLIFF_TEXT)
                sum->text += source->parts[j].text.size;
    }
}

#define START "<xliff version=\"1.2\"><file original=\"a\"><body>"
#define END   "</body></file></xliff>"
#define UNIT  START "<trans-unit id=\"1\"><source>"
#define DONE  "</source></trans-unit>" END

static struct sum read_many(const char *before, const char *piece, size_t count, const char *after)
{
    struct endless from = {view_of(before), view_of(piece), view_of(after), count, 0, 0};
    struct xliff_reader *reader = xliff_reader_new(read_endless, &from);
    struct xliff_event event;
    struct sum sum = {0};
    while (xliff_read(reader, &event) > 0)
        if (event.kind == XLIFF_UNIT)
            add_unit(&sum, event.unit);
    sum.error = *xliff_reader_error(reader);
    xliff_reader_free(reader);
    return sum;
}

static void test_large_text(void)
{
    struct sum sum = read_many(UNIT, "0123456789", 2000000, DONE);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    CU_ASSERT_EQUAL(sum.text, 20000000);
    CU_ASSERT_EQUAL(sum.parts, 1);
    sum = read_many(UNIT, "zwölf &amp; Äpfel&#13;", 600000, DONE);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    CU_ASSERT_EQUAL(sum.text, 600000 * strlen("zwölf & Äpfel\r"));
    sum = read_many(UNIT "<![CDATA[", "x\n", 2000000, "]]>" DONE);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    CU_ASSERT_EQUAL(sum.text, 4000000);
}

static void test_unit_limit(void)
{
    struct sum sum = read_many(UNIT, "0123456789abcdef", XLIFF_MAX_UNIT / 16 - 1, DONE);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(UNIT, "0123456789abcdef", XLIFF_MAX_UNIT / 16, DONE);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
    sum = read_many(START "<trans-unit>", "<note/>", XLIFF_MAX_PIECES - 1, "</trans-unit>" END);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(START "<trans-unit>", "<note/>", XLIFF_MAX_PIECES, "</trans-unit>" END);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
}

/* Many codes that refer to one large data. */
static void test_data_limit(void)
{
    struct buffer before = {0};
    buffer_add_string(&before, "<xliff version='2.1' xmlns='urn:oasis:names:tc:xliff:document:2.0' "
                               "srcLang='de'><file id='f'><unit id='u'>"
                               "<originalData><data id='d'>");
    for (size_t i = 0; i < 4096; i++)
        buffer_add_string(&before, "0123456789abcdef");
    buffer_add_string(&before, "</data></originalData><segment><source>");
    buffer_add_char(&before, '\0');
    const char *piece = "<ph id='1' dataRef='d'/>";
    const char *after = "</source></segment></unit></file></xliff>";
    struct sum sum = read_many(before.data, piece, 1000, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(before.data, piece, 1024, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
    buffer_free(&before);
}

/* libxml2's own. */
static void test_comment_limit(void)
{
    struct sum sum = read_many(START "<!--", "0123456789abcdef", 1 << 20, "-->" END);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
    CU_ASSERT_PTR_NOT_NULL(strstr(sum.error.message, "longer than 10 MB"));
}

static void test_skeleton_limit(void)
{
    const char *before = "<xliff version='1.2'><file><header><skl><internal-file>";
    const char *after = "</internal-file></skl></header></file></xliff>";
    struct sum sum = read_many(before, "0123456789abcdef", XLIFF_MAX_SKELETON / 16, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(before, "0123456789abcdef", XLIFF_MAX_SKELETON / 16 + 1, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
}

static void test_attribute_limits(void)
{
    const char *before = START "<trans-unit resname='", *after = "'/>" END;
    struct sum sum = read_many(before, "x", XLIFF_MAX_ATTRIBUTE, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(before, "x", XLIFF_MAX_ATTRIBUTE + 1, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
    sum = read_many(START "<trans-unit id='", "x", XLIFF_MAX_ID, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(START "<trans-unit id='", "x", XLIFF_MAX_ID + 1, after);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
}

static void test_depth(void)
{
    struct sum sum = read_many(START, "<group id='1'>", 1000000, "");
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
    sum = read_many(UNIT, "<g id='1'>", 1000000, "");
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
    sum = read_many(START "<foreign>", "<a>", 1000000, "");
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_LIMIT);
    sum = read_many(START, "<group>", XLIFF_MAX_DEPTH - 3, "");
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_XML);
}

/* libxml2 keeps 16 bits of a line number in its nodes, and in its locator. */
static void test_lines(void)
{
    struct sum sum = read_many(START, "\n", 70000, "<trans-unit id='1'/>" END);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    CU_ASSERT_EQUAL(sum.line, 70001);
    sum = read_many(START, "\n", 70000, "<trans-unit id='1'>" END);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_ERROR_XML);
    CU_ASSERT_EQUAL(sum.error.line, 70001);
}

/* Pairs, data and segments in numbers that would show quadratic time. */
static void test_many_references(void)
{
    struct sum sum = read_many(UNIT, "<bpt id='1'/>", 200000, DONE);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(UNIT, "<bpt id='1'/><ept id='1'/><ept id='1'/>", 200000, DONE);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    sum = read_many(
        START "<trans-unit><seg-source>", "<mrk mtype='seg' mid='1'>a</mrk>", 100000,
        "</seg-source><target><mrk mtype='seg' mid='2'>b</mrk></target></trans-unit>" END);
    CU_ASSERT_EQUAL(sum.error.code, XLIFF_OK);
    CU_ASSERT_EQUAL(sum.segments, 100001);
}

/* The man page names the limits of limits.h. */
static void test_man_page(void)
{
    static const struct {
        const char *what;
        size_t limit;
    } rows[] = {
        {"elements within each other", XLIFF_MAX_DEPTH},
        {"text and attributes of a unit, in bytes", XLIFF_MAX_UNIT},
        {"parts, segments, notes and data of a unit", XLIFF_MAX_PIECES},
        {"value of an attribute, in bytes", XLIFF_MAX_ATTRIBUTE},
        {"an id, in bytes", XLIFF_MAX_ID},
        {"text of a skeleton, in bytes", XLIFF_MAX_SKELETON},
    };
    struct buffer page = test_read_file("../src/satz.1"), row = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&row);
        buffer_printf(&row, "\n.It %s Ta %zu\n", rows[i].what, rows[i].limit);
        CU_ASSERT_NOT_EQUAL(view_find(buffer_view(&page), buffer_view(&row), 0), SIZE_MAX);
    }
    buffer_free(&page);
    buffer_free(&row);
}

void add_xliff_limits(CU_pSuite suite)
{
    if (!test_is_quick()) {
        test_add(suite, "limits: large text", test_large_text);
        test_add(suite, "limits: unit", test_unit_limit);
        test_add(suite, "limits: shared data", test_data_limit);
        test_add(suite, "limits: comment", test_comment_limit);
        test_add(suite, "limits: skeleton", test_skeleton_limit);
    }
    test_add(suite, "limits: the man page", test_man_page);
    test_add(suite, "limits: attributes", test_attribute_limits);
    test_add(suite, "limits: depth", test_depth);
    test_add(suite, "limits: line numbers", test_lines);
    test_add(suite, "limits: many references", test_many_references);
}
