/* The checker: for every rule a document that keeps it and one that breaks it. The cases stand in
 * tests/xliff/check/, where their form is described (core.txt). */
#include "tests/xliff/support.h"

#include <stdio.h>
#include <string.h>

static const char *const files[] = {
    "xliff/check/structure.txt", "xliff/check/core.txt", "xliff/check/codes.txt",
    "xliff/check/modules.txt",   "xliff/check/its.txt",  "xliff/check/old.txt",
};

static const char *const versions[] = {"1.2", "2.0", "2.1", "2.2"};

/* ---- One case --------------------------------------------------------------------------- */

struct check_case {
    struct view rule, place;
    bool bad;
    bool in_version[4];
    struct view xml;
    size_t line; /* in its file */
    const char *file;
};

#define NAMESPACES                                                                                 \
    " xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\""                                          \
    " xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\""                                         \
    " xmlns:fs=\"urn:oasis:names:tc:xliff:fs:2.0\""                                                \
    " xmlns:mda=\"urn:oasis:names:tc:xliff:metadata:2.0\""                                         \
    " xmlns:res=\"urn:oasis:names:tc:xliff:resourcedata:2.0\""                                     \
    " xmlns:ctr=\"urn:oasis:names:tc:xliff:changetracking:2.0\""                                   \
    " xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\""                                  \
    " xmlns:val=\"urn:oasis:names:tc:xliff:validation:2.0\""                                       \
    " xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\" "                            \
    "xmlns:itsm=\"urn:oasis:names:tc:xliff:itsm:2.1\""                                             \
    " xmlns:pgs=\"urn:oasis:names:tc:xliff:pgs:1.0\" xmlns:my=\"urn:my\""

static void open_elements(struct buffer *out, size_t version, struct view place)
{
    bool unit = view_equal(place, VIEW("unit"));
    if (version == 0) {
        buffer_add_string(out, "<xliff version=\"1.2\" xmlns:my=\"urn:my\" "
                               "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">");
        if (!view_equal(place, VIEW("xliff")))
            buffer_add_string(out, "<file original=\"a\" datatype=\"plaintext\" "
                                   "source-language=\"de\" target-language=\"en\">");
        if (unit)
            buffer_add_string(out, "<body><trans-unit id=\"u1\">");
    } else {
        buffer_printf(out,
                      "<xliff version=\"%s\" srcLang=\"de\" trgLang=\"en\" "
                      "xmlns=\"urn:oasis:names:tc:xliff:document:%s\"" NAMESPACES ">",
                      versions[version], version == 3 ? "2.2" : "2.0");
        if (!view_equal(place, VIEW("xliff")))
            buffer_add_string(out, "<file id=\"f1\">");
        if (unit)
            buffer_add_string(out, "<unit id=\"u1\">");
    }
    buffer_add_char(out, '\n');
}

static void close_elements(struct buffer *out, size_t version, struct view place)
{
    if (view_equal(place, VIEW("unit")))
        buffer_add_string(out, version == 0 ? "</trans-unit></body>" : "</unit>");
    if (!view_equal(place, VIEW("xliff")))
        buffer_add_string(out, "</file>");
    buffer_add_string(out, "</xliff>");
}

static struct buffer make_document(const struct check_case *one, size_t version)
{
    struct buffer out = {0};
    bool whole = view_equal(one->place, VIEW("document"));
    if (!whole)
        open_elements(&out, version, one->place);
    buffer_add_view(&out, one->xml);
    if (!whole)
        close_elements(&out, version, one->place);
    CU_ASSERT_FALSE(out.failed);
    return out;
}

struct found {
    struct view rule; /* the one that is looked for */
    size_t of_rule, others;
    struct buffer text;
};

static void take(void *context, const struct xliff_finding *finding)
{
    struct found *found = context;
    bool same = view_equal(view_of(finding->rule), found->rule);
    found->of_rule += same;
    found->others += !same;
    buffer_printf(&found->text, "      %zu:%zu %s: %s (%s)\n", finding->line, finding->column,
                  finding->rule, finding->message, finding->section);
}

/* A reader that checks finds the same, in the same order, even if it cannot read all of it. */
static void check_while_reading(struct view document, size_t chunk, struct view expected)
{
    struct xliff_input input = {document, 0, chunk};
    struct xliff_reader *reader = xliff_reader_new(xliff_read_view, &input);
    struct xliff_event event;
    struct found found = {.rule = VIEW("")};
    CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
    CU_ASSERT_EQUAL(xliff_reader_check(reader), 0);
    while (xliff_read(reader, &event) > 0)
        if (event.kind == XLIFF_FINDING)
            take(&found, event.finding);
    test_text_equal(buffer_view(&found.text), expected, "found while reading");
    buffer_free(&found.text);
    xliff_reader_free(reader);
}

static void run_in(const struct check_case *one, size_t version, size_t chunk)
{
    struct buffer document = make_document(one, version);
    struct xliff_input input = {buffer_view(&document), 0, chunk};
    struct found found = {.rule = one->rule};
    struct xliff_error error;
    int status = xliff_check(xliff_read_view, &input, take, &found, &error);
    bool right = status == 0 && found.others == 0 && (found.of_rule > 0) == one->bad;
    if (!right)
        printf("\n    %s:%zu: %.*s %s in %s: %s\n%.*s", one->file, one->line, (int)one->rule.size,
               one->rule.data, one->bad ? "bad" : "good", versions[version],
               status ? error.message : "found", (int)found.text.size,
               found.text.data ? found.text.data : "");
    CU_ASSERT_TRUE(right);
    check_while_reading(buffer_view(&document), chunk, buffer_view(&found.text));
    buffer_free(&found.text);
    buffer_free(&document);
}

static void run_case(const struct check_case *one)
{
    for (size_t version = 0; version < 4; version++)
        if (one->in_version[version]) {
            run_in(one, version, 1 << 20);
            run_in(one, version, 7);
        }
}

/* ---- Reading the cases ------------------------------------------------------------------ */

static void take_versions(struct view word, bool in_version[4])
{
    bool all = view_equal(word, VIEW("2.x"));
    for (size_t i = 0; i < 4; i++)
        in_version[i] = (all && i > 0) || view_find(word, view_of(versions[i]), 0) != SIZE_MAX;
}

/* "= rule good|bad versions place" */
static void take_head(struct view line, struct check_case *one)
{
    take_word(&line);
    one->rule = take_word(&line);
    one->bad = view_equal(take_word(&line), VIEW("bad"));
    take_versions(take_word(&line), one->in_version);
    one->place = take_word(&line);
}

static void each_case(const char *file, void (*use)(const struct check_case *one, void *context),
                      void *context)
{
    struct buffer content = test_read_file(file);
    struct view text = buffer_view(&content);
    struct check_case one = {.file = file};
    size_t line = 0, start = 0;
    while (start < text.size) {
        size_t end = view_find(text, VIEW("\n"), start);
        end = end == SIZE_MAX ? text.size : end + 1;
        struct view row = view_slice(text, start, end);
        bool head = view_starts_with(row, VIEW("= "));
        line++;
        if (head && one.rule.size > 0)
            use(&one, context);
        if (head) {
            take_head(view_trim(row), &one);
            one.line = line;
            one.xml = view_slice(text, end, end);
        } else if (!view_starts_with(row, VIEW("#"))) {
            one.xml.size += row.size;
        }
        start = end;
    }
    if (one.rule.size > 0)
        use(&one, context);
    buffer_free(&content);
}

static void use_case(const struct check_case *one, void *context)
{
    (void)context;
    run_case(one);
}

static void test_cases(void)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        each_case(files[i], use_case, NULL);
}

/* ---- Every rule has its cases ----------------------------------------------------------- */

struct tally {
    const struct xliff_check_rule *rules;
    size_t count;
    bool good[256], bad[256];
};

static void count_case(const struct check_case *one, void *context)
{
    struct tally *tally = context;
    size_t found = 0;
    while (found < tally->count && !view_equal(view_of(tally->rules[found].id), one->rule))
        found++;
    CU_ASSERT_FATAL(found < tally->count && found < 256);
    if (one->bad)
        tally->bad[found] = true;
    else
        tally->good[found] = true;
}

static void test_rules_have_cases(void)
{
    struct tally tally = {0};
    tally.rules = xliff_check_rules(&tally.count);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        each_case(files[i], count_case, &tally);
    for (size_t i = 0; i < tally.count; i++) {
        bool both = tally.good[i] && tally.bad[i];
        if (!both)
            printf("\n    %s has no %s case", tally.rules[i].id, tally.good[i] ? "bad" : "good");
        CU_ASSERT_TRUE(both);
        CU_ASSERT_TRUE(strlen(tally.rules[i].summary) > 0);
    }
}

/* ---- What a finding says ---------------------------------------------------------------- */

struct first {
    struct buffer text;
};

static void keep_first(void *context, const struct xliff_finding *finding)
{
    struct first *first = context;
    if (first->text.size > 0)
        return;
    buffer_printf(&first->text, "%zu:%zu %s unit %.*s %s %s: %s", finding->line, finding->column,
                  finding->severity == XLIFF_VIOLATION ? "error" : "warning",
                  (int)finding->unit.size, finding->unit.data ? finding->unit.data : "",
                  finding->rule, finding->section, finding->message);
}

static void say(struct view document, struct view expected)
{
    struct xliff_input input = {document, 0, 1 << 20};
    struct first first = {{0}};
    struct xliff_error error;
    CU_ASSERT_EQUAL(xliff_check(xliff_read_view, &input, keep_first, &first, &error), 0);
    test_text_equal(buffer_view(&first.text), expected, "finding");
    buffer_free(&first.text);
}

static void test_findings(void)
{
    say(VIEW("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.2\" version=\"2.2\" "
             "srcLang=\"de\">\n<file id=\"f\"><unit id=\"u7\"><segment>\n"
             "  <source>ä <ph\n id=\"1\" copyOf=\"2\"/></source></segment></unit></file></xliff>"),
        VIEW("3:13 error unit u7 xliff2-copyof 2.2 core, 3.7.2.4.1: copyOf=\"2\" is the id of no "
             "code of this unit"));
    say(VIEW("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" "
             "srcLang=\"de\">\n<file id=\"f\"><unit id=\"u7\"><mtc:matches "
             "xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\">\n"
             "<mtc:match ref=\"#s\"><source/><target/></mtc:match></mtc:matches><segment>"
             "<source/></segment></unit></file></xliff>"),
        VIEW("3:1 error unit u7 mtc-ref 2.0 modules, 5.1.6.5: ref=\"#s\" has to name a segment or "
             "inline element of this unit, as \"#s1\""));
    say(VIEW(
            "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n<file "
            "original=\"a\" source-language=\"de\" datatype=\"x-a\"><body/><body/></file></xliff>"),
        VIEW("2:63 error unit  element-order 1.2, 3.2.1: <body> stands too late or too often in "
             "<file>: the order is header? body"));
    say(VIEW(
            "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"de\" "
            "trgLang=\"en\" xmlns:slr=\"urn:oasis:names:tc:xliff:sizerestriction:2.0\"><file "
            "id=\"f\">\n<slr:profiles generalProfile=\"xliff:codepoints\"><slr:normalization "
            "general=\"nfc\"/></slr:profiles><unit id=\"u7\" slr:sizeRestriction=\"1\"><segment>"
            "<source/><target>ab</target></segment></unit></file></xliff>"),
        VIEW("2:98 warning unit u7 slr-size 2.1 modules, 5.7.5.7: the translation has 2 characters "
             "(counted as it stands: in the normal form that <slr:normalization> asks for it may "
             "have others), 1 more than allowed: shorten it"));
}

static void fail(struct view document, enum xliff_error_code code)
{
    struct xliff_input input = {document, 0, 5};
    struct found found = {0};
    struct xliff_error error;
    CU_ASSERT_EQUAL(xliff_check(xliff_read_view, &input, take, &found, &error), -1);
    CU_ASSERT_EQUAL(error.code, code);
    buffer_free(&found.text);
}

static void test_errors(void)
{
    fail(VIEW(""), XLIFF_ERROR_EMPTY);
    fail(VIEW("<a/>"), XLIFF_ERROR_NOT_XLIFF);
    fail(VIEW("<xliff version=\"3.0\"/>"), XLIFF_ERROR_NOT_XLIFF);
    fail(VIEW("<xliff version=\"1.2\">"), XLIFF_ERROR_XML);
    fail(VIEW("<!DOCTYPE xliff><xliff version=\"1.2\"/>"), XLIFF_ERROR_DOCTYPE);
    struct buffer deep = {0};
    buffer_add_string(&deep, "<xliff version=\"1.2\">");
    for (int i = 0; i < 300; i++)
        buffer_add_string(&deep, "<group>");
    fail(buffer_view(&deep), XLIFF_ERROR_LIMIT);
    buffer_free(&deep);
}

void add_xliff_check(CU_pSuite suite)
{
    test_add(suite, "check: documents that keep or break a rule", test_cases);
    test_add(suite, "check: every rule has a good and a bad case", test_rules_have_cases);
    test_add(suite, "check: what a finding says", test_findings);
    test_add(suite, "check: documents that cannot be read", test_errors);
}
