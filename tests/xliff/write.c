/* What is written: documents in the writer's own form come out as they went in; what the writer
 * chooses itself; what it refuses. */
#include "tests/xliff/support.h"

#include <stdlib.h>
#include <string.h>

static struct xliff_string string(const char *text)
{
    return (struct xliff_string){text, strlen(text)};
}

static const struct {
    enum xliff_version version;
    const char *path;
} written[] = {
    {XLIFF_1_2, "xliff/written/1.2.xlf"},
    {XLIFF_2_0, "xliff/written/2.0.xlf"},
    {XLIFF_2_1, "xliff/written/2.1.xlf"},
    {XLIFF_2_2, "xliff/written/2.2.xlf"},
};

static void test_documents(void)
{
    for (size_t i = 0; i < 4; i++) {
        struct buffer document = test_read_file(written[i].path);
        struct buffer actual = xliff_copy(buffer_view(&document), written[i].version);
        test_text_equal(buffer_view(&actual), buffer_view(&document), written[i].path);
        buffer_free(&document);
        buffer_free(&actual);
    }
}

/* ---- Parts that the writer chooses elements for ------------------------------------------ */

#define TEXT(characters)                                                                           \
    {                                                                                              \
        .kind = XLIFF_TEXT, .text = { characters, sizeof characters - 1 }                          \
    }
#define OPEN(name, data)                                                                           \
    {                                                                                              \
        .kind = XLIFF_OPEN, .id = {name, 1}, .text = { data, 1 }                                   \
    }
#define CLOSE(name, of, data)                                                                      \
    {                                                                                              \
        .kind = XLIFF_CLOSE, .id = {name, 1}, .ref = {of, 1}, .text = { data, 1 }                  \
    }
#define POINT(name, data)                                                                          \
    {                                                                                              \
        .kind = XLIFF_PLACEHOLDER, .id = {name, 1}, .text = { data, 1 }                            \
    }
#define MARK(name)                                                                                 \
    {                                                                                              \
        .kind = XLIFF_MARK_OPEN, .id = {name, 1}, .type = {"term", 4}, .translate = -1             \
    }
#define MARK_END(of)                                                                               \
    {                                                                                              \
        .kind = XLIFF_MARK_CLOSE, .ref = {of, 1}, .type = {"term", 4}, .translate = -1             \
    }

static struct buffer write_units(enum xliff_version version, const struct xliff_unit *units,
                                 size_t count, struct xliff_error *error)
{
    struct buffer out = {0};
    struct xliff_writer *writer = xliff_writer_new(version, xliff_write_buffer, &out);
    struct xliff_file file = {.id = string("f1"), .original = string("a")};
    xliff_write_document_start(writer, string("de"), string("en"));
    xliff_write_file_start(writer, &file);
    for (size_t i = 0; i < count; i++)
        xliff_write_unit(writer, &units[i]);
    xliff_write_file_end(writer, (struct xliff_string){0});
    xliff_write_document_end(writer);
    *error = *xliff_writer_error(writer);
    xliff_writer_free(writer);
    return out;
}

/* The <source> of a unit of one segment, without its tags. */
static struct buffer write_source(enum xliff_version version, const struct xliff_part *parts,
                                  size_t count)
{
    struct xliff_segment segment = {.source = {.parts = parts, .count = count}};
    struct xliff_unit unit = {.id = string("u"), .segments = &segment, .segment_count = 1};
    struct xliff_error error;
    struct buffer out = write_units(version, &unit, 1, &error), source = {0};
    CU_ASSERT_EQUAL(error.code, XLIFF_OK);
    struct view all = buffer_view(&out);
    size_t start = view_find(all, VIEW("<source"), 0);
    start = view_find(all, VIEW(">"), start) + 1;
    buffer_add_view(&source, view_slice(all, start, view_find(all, VIEW("</source>"), start)));
    buffer_free(&out);
    return source;
}

#define CHECK_SOURCE(version, parts, expected)                                                     \
    check_source(version, parts, sizeof(parts) / sizeof *(parts), expected)

static void check_source(enum xliff_version version, const struct xliff_part *parts, size_t count,
                         const char *expected)
{
    struct buffer actual = write_source(version, parts, count);
    test_text_equal(buffer_view(&actual), view_of(expected), "source");
    buffer_free(&actual);
}

static void test_nested(void)
{
    const struct xliff_part parts[] = {OPEN("1", "<"), OPEN("2", "["), TEXT("a"),
                                       CLOSE("3", "2", "]"), CLOSE("4", "1", ">")};
    CHECK_SOURCE(XLIFF_1_2, parts,
                 "<bpt id=\"1\" rid=\"1\">&lt;</bpt><bpt id=\"2\" rid=\"2\">[</bpt>a"
                 "<ept id=\"3\" rid=\"2\">]</ept><ept id=\"4\" rid=\"1\">&gt;</ept>");
    CHECK_SOURCE(XLIFF_2_0, parts,
                 "<pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d4\">"
                 "<pc id=\"2\" dataRefStart=\"d2\" dataRefEnd=\"d3\">a</pc></pc>");
}

/* The pair that closes first stays an element; the one that overlaps it becomes two. */
static void test_overlapping(void)
{
    const struct xliff_part parts[] = {OPEN("1", "<"), OPEN("2", "<"), TEXT("a"),
                                       CLOSE("3", "1", "<"), CLOSE("4", "2", "<")};
    CHECK_SOURCE(XLIFF_2_1, parts,
                 "<pc id=\"1\" dataRefStart=\"d1\" dataRefEnd=\"d1\"><sc id=\"2\" dataRef=\"d1\"/>"
                 "a</pc><ec startRef=\"2\" dataRef=\"d1\"/>");
    const struct xliff_part marked[] = {MARK("1"), OPEN("2", "<"), TEXT("a"), MARK_END("1"),
                                        CLOSE("4", "2", ">")};
    CHECK_SOURCE(XLIFF_1_2, marked,
                 "<mrk mtype=\"term\" mid=\"1\"><bpt id=\"2\" rid=\"2\">&lt;</bpt>a</mrk>"
                 "<ept id=\"4\" rid=\"2\">&gt;</ept>");
    const struct xliff_part marks[] = {MARK("1"), MARK("2"), TEXT("a"), MARK_END("1"),
                                       MARK_END("2")};
    CHECK_SOURCE(XLIFF_2_1, marks,
                 "<mrk id=\"1\" type=\"term\"><sm id=\"2\" type=\"term\"/>a</mrk>"
                 "<em startRef=\"2\"/>");
}

static void test_alone(void)
{
    const struct xliff_part parts[] = {
        OPEN("1", "<"), TEXT("a"), CLOSE("2", "9", ">"), {.kind = XLIFF_CLOSE, .ref = {"8", 1}}};
    CHECK_SOURCE(
        XLIFF_1_2, parts,
        "<it id=\"1\" pos=\"open\">&lt;</it>a<it id=\"2\" pos=\"close\" rid=\"9\">&gt;</it>"
        "<it id=\"8-end\" pos=\"close\" rid=\"8\"></it>");
    CHECK_SOURCE(XLIFF_2_0, parts,
                 "<sc id=\"1\" isolated=\"yes\" dataRef=\"d1\"/>a"
                 "<ec id=\"2\" isolated=\"yes\" dataRef=\"d2\"/><ec id=\"8\" isolated=\"yes\"/>");
}

/* An end says what its start says, so that the two are equal. */
static void test_pair_is_equal(void)
{
    const struct xliff_part parts[] = {
        {.kind = XLIFF_OPEN, .element = "sc", .id = {"1", 1}, .type = {"quote", 5}, .keep = true},
        {.kind = XLIFF_CLOSE, .ref = {"1", 1}}};
    CHECK_SOURCE(XLIFF_2_2, parts,
                 "<sc id=\"1\" type=\"quote\" canDelete=\"no\"/>"
                 "<ec startRef=\"1\" type=\"quote\" canDelete=\"no\"/>");
}

/* ---- The same model after writing and reading, in every version --------------------------- */

static void show_model(const struct xliff_unit *unit, struct buffer *out)
{
    struct xliff_event event = {.kind = XLIFF_UNIT, .unit = unit};
    xliff_show_event(&event, false, out);
}

static void check_round_trip(enum xliff_version version, const struct xliff_unit *unit)
{
    struct xliff_error error;
    struct buffer document = write_units(version, unit, 1, &error), expected = {0};
    CU_ASSERT_EQUAL(error.code, XLIFF_OK);
    show_model(unit, &expected);
    struct buffer actual = xliff_show(buffer_view(&document), 4096, false);
    if (view_find(buffer_view(&actual), buffer_view(&expected), 0) == SIZE_MAX)
        test_text_equal(buffer_view(&actual), buffer_view(&expected), "round trip");
    buffer_free(&document);
    buffer_free(&expected);
    buffer_free(&actual);
}

static void test_round_trip(void)
{
    static const char all[] = "a\0b\x0c\r\n\t<&>]]>\"'\xef\xbf\xbf \xe2\x80\xa8\xf0\x9f\x8c\xb3 ";
    static const struct xliff_part parts[] = {
        {.kind = XLIFF_TEXT, .text = {all, sizeof all - 1}, .translate = -1},
        {.kind = XLIFF_PLACEHOLDER,
         .id = {"1", 1},
         .text = {"<\r\n>", 4},
         .type = {"x-a:b", 5},
         .equiv = {"\"\r\n\t&'<", 7},
         .translate = -1},
        MARK("m"),
        {.kind = XLIFF_OPEN,
         .id = {"2", 1},
         .text = {"\"", 1},
         .type = {"x-q:q", 5},
         .translate = -1},
        TEXT(" x "),
        {.kind = XLIFF_CLOSE,
         .ref = {"2", 1},
         .text = {"\"", 1},
         .type = {"x-q:q", 5},
         .translate = -1},
        MARK_END("m"),
    };
    static const struct xliff_part target[] = {TEXT("\n y\r")};
    struct xliff_segment segments[] = {
        {.id = {"s1", 2}, .source = {.parts = parts, .count = 6 + 1}},
        {.ignorable = true, .source = {.parts = target, .count = 1}},
        {.id = {"s2", 2},
         .has_target = true,
         .source = {.parts = target, .count = 1},
         .target = {.parts = target, .count = 1}}};
    struct xliff_note note = {.category = {"c", 1}, .text = {"1: a\n<&>", 8}, .priority = 3};
    static const struct xliff_term terms[] = {
        {.ref = {"m", 1}, .term = {"y", 1}, .translation = {"<y>", 3}},
        {.term = {"z", 1}, .translation = {"", 0}, .definition = {"last", 4}},
    };
    struct xliff_unit unit = {.id = {"u", 1},
                              .name = {"n", 1},
                              .type = {"x-a:b", 5},
                              .segments = segments,
                              .segment_count = 3,
                              .notes = &note,
                              .note_count = 1,
                              .terms = terms,
                              .term_count = 2,
                              .no_translate = true};
    for (int version = XLIFF_2_0; version <= XLIFF_2_2; version++)
        check_round_trip((enum xliff_version)version, &unit);
    unit.term_count = 0; /* 1.2 has none */
    struct xliff_part first[7];
    memcpy(first, parts, sizeof first);
    first[5].id = string("3");
    segments[0].source.parts = first;
    check_round_trip(XLIFF_1_2, &unit);
    segments[0].id = (struct xliff_string){0};
    unit.segment_count = 1;
    check_round_trip(XLIFF_1_2, &unit);
}

/* ---- What is refused -------------------------------------------------------------------- */

static void test_not_utf8(void)
{
    const struct xliff_part parts[] = {TEXT("a\xff")};
    struct xliff_segment segment = {.source = {.parts = parts, .count = 1}};
    struct xliff_unit unit = {.id = {"u", 1}, .segments = &segment, .segment_count = 1};
    struct xliff_error error;
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        struct buffer out = write_units((enum xliff_version)version, &unit, 1, &error);
        CU_ASSERT_EQUAL(error.code, XLIFF_ERROR_CHARACTER);
        buffer_free(&out);
    }
    unit.id = string("\xc3");
    segment.source.count = 0;
    struct buffer out = write_units(XLIFF_1_2, &unit, 1, &error);
    CU_ASSERT_EQUAL(error.code, XLIFF_ERROR_CHARACTER);
    buffer_free(&out);
}

static void test_marks_that_overlap_in_1_2(void)
{
    const struct xliff_part parts[] = {MARK("1"), MARK("2"), MARK_END("1"), MARK_END("2")};
    struct xliff_segment segment = {.source = {.parts = parts, .count = 4}};
    struct xliff_unit unit = {.id = {"u", 1}, .segments = &segment, .segment_count = 1};
    struct xliff_error error;
    struct buffer out = write_units(XLIFF_1_2, &unit, 1, &error);
    CU_ASSERT_EQUAL(error.code, XLIFF_ERROR_STRUCTURE);
    buffer_free(&out);
}

static int fail_to_write(void *context, const char *data, size_t size)
{
    (void)context, (void)data, (void)size;
    return -1;
}

static void test_write_failure(void)
{
    struct xliff_writer *writer = xliff_writer_new(XLIFF_1_2, fail_to_write, NULL);
    CU_ASSERT_EQUAL(xliff_write_document_start(writer, string("de"), string("en")), -1);
    CU_ASSERT_EQUAL(xliff_write_document_end(writer), -1);
    CU_ASSERT_EQUAL(xliff_writer_error(writer)->code, XLIFF_ERROR_WRITE);
    xliff_writer_free(writer);
    xliff_writer_free(NULL);
}

static void test_wrong_order(void)
{
    struct buffer out = {0};
    struct xliff_writer *writer = xliff_writer_new(XLIFF_2_0, xliff_write_buffer, &out);
    struct xliff_unit unit = {.id = {"u", 1}};
    CU_ASSERT_EQUAL(xliff_write_unit(writer, &unit), -1);
    CU_ASSERT_EQUAL(xliff_write_document_start(writer, string("de"), string("en")), -1);
    CU_ASSERT_EQUAL(xliff_writer_error(writer)->code, XLIFF_ERROR_STRUCTURE);
    xliff_writer_free(writer);
    buffer_free(&out);
}

/* A group with a note and a unit; with `markup` that is what the unit is. */
static struct buffer write_in_group(const struct xliff_unit *unit, struct view markup)
{
    struct buffer out = {0};
    struct xliff_writer *writer = xliff_writer_new(XLIFF_2_1, xliff_write_buffer, &out);
    struct xliff_file file = {.id = string("f1")};
    struct xliff_group group = {.id = string("g1")};
    struct xliff_note note = {.text = string("A note")};
    xliff_write_document_start(writer, string("de"), string("en"));
    xliff_write_file_start(writer, &file);
    xliff_write_group_start(writer, &group);
    xliff_write_note(writer, &note);
    char *room = markup.size > 0 ? xliff_write_room(writer, markup.size) : NULL;
    CU_ASSERT_EQUAL(room != NULL, markup.size > 0);
    if (room) {
        memcpy(room, markup.data, markup.size);
        xliff_write_filled(writer, markup.size);
    } else {
        xliff_write_unit(writer, unit);
    }
    xliff_write_group_end(writer);
    xliff_write_file_end(writer, (struct xliff_string){0});
    CU_ASSERT_EQUAL(xliff_write_document_end(writer), 0);
    CU_ASSERT_PTR_NULL(xliff_write_room(writer, 1));
    CU_ASSERT_EQUAL(xliff_writer_error(writer)->code, XLIFF_ERROR_STRUCTURE);
    xliff_writer_free(writer);
    return out;
}

static void test_room(void)
{
    struct xliff_part part = TEXT("Eins.");
    struct xliff_segment segment = {.source = {.parts = &part, .count = 1}};
    struct xliff_unit unit = {.id = {"u", 1}, .segments = &segment, .segment_count = 1};
    struct buffer expected = write_in_group(&unit, VIEW(""));
    struct buffer actual = write_in_group(
        &unit, VIEW("      <unit id=\"u\" xml:space=\"preserve\">\n        <segment>\n"
                    "          <source xml:space=\"preserve\">Eins.</source>\n"
                    "        </segment>\n      </unit>\n"));
    test_text_equal(buffer_view(&actual), buffer_view(&expected), "unit of the caller");
    buffer_free(&expected);
    buffer_free(&actual);
}

static void test_prefix(void)
{
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++) {
        struct buffer out = {0};
        struct xliff_writer *writer =
            xliff_writer_new((enum xliff_version)version, xliff_write_buffer, &out);
        CU_ASSERT_EQUAL(xliff_write_prefix(writer, string("my"), string("urn:my")), 0);
        CU_ASSERT_EQUAL(xliff_write_document_start(writer, string("de"), string("en")), 0);
        bool found = view_find(buffer_view(&out), VIEW(" xmlns:my=\"urn:my\""), 0) != SIZE_MAX;
        CU_ASSERT_EQUAL(found, version != XLIFF_1_2);
        xliff_writer_free(writer);
        buffer_free(&out);
    }
}

void add_xliff_write(CU_pSuite suite)
{
    test_add(suite, "write: documents", test_documents);
    test_add(suite, "write: nested codes", test_nested);
    test_add(suite, "write: overlapping codes", test_overlapping);
    test_add(suite, "write: codes alone", test_alone);
    test_add(suite, "write: a pair is equal", test_pair_is_equal);
    test_add(suite, "write: round trip in every version", test_round_trip);
    test_add(suite, "write: not UTF-8", test_not_utf8);
    test_add(suite, "write: overlapping marks in 1.2", test_marks_that_overlap_in_1_2);
    test_add(suite, "write: the output fails", test_write_failure);
    test_add(suite, "write: wrong order", test_wrong_order);
    test_add(suite, "write: markup of the caller", test_room);
    test_add(suite, "write: prefix", test_prefix);
}
