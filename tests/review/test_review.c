/* The page of satz review: what it is made of, and that an article stays data in it. */
#include "review/review.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "tests/exchange/run.h"

/* ---- making a page ------------------------------------------------------------------------- */

static void add_message(void *context, const struct finding *finding)
{
    buffer_printf(context, "%zu:%zu %s\n", finding->place.line, finding->place.column,
                  finding->message);
}

/* The page of a file; `old`, unless empty, is compared with. */
static enum status make_page(struct view document, struct view old, struct buffer *page,
                             struct buffer *messages)
{
    struct findings findings = {.take = add_message, .context = messages};
    struct review *review = review_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(review);
    enum status status = STATUS_OK;
    if (old.size > 0)
        status = review_add_old(review, "old.xlf", old, &findings);
    if (status == STATUS_OK)
        status = review_add(review, "folder/a.xlf", document, &findings);
    if (status == STATUS_OK)
        CU_ASSERT_TRUE(review_write(review, page));
    review_free(review);
    return status;
}

static struct buffer export_text(struct view article, enum xliff_version version)
{
    struct buffer xliff = {0}, messages = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, "en-US");
    CU_ASSERT_EQUAL(run_export(article, &article_options, &options, &xliff, &messages), STATUS_OK);
    buffer_free(&messages);
    return xliff;
}

static struct view between(struct view text, struct view before, struct view after)
{
    size_t start = view_find(text, before, 0);
    CU_ASSERT_NOT_EQUAL_FATAL(start, SIZE_MAX);
    start += before.size;
    size_t end = view_find(text, after, start);
    CU_ASSERT_NOT_EQUAL_FATAL(end, SIZE_MAX);
    return view_slice(text, start, end);
}

#define DATA_START VIEW("<script type=\"application/json\" id=\"data\">")
#define DATA_END   VIEW("</script>")

static struct json_object *read_data(struct view page)
{
    struct view data = between(page, DATA_START, DATA_END);
    struct json_tokener *tokener = json_tokener_new();
    struct json_object *object = json_tokener_parse_ex(tokener, data.data, (int)data.size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(object);
    json_tokener_free(tokener);
    return object;
}

static struct json_object *data_of(struct view document, struct view old)
{
    struct buffer page = {0}, messages = {0};
    CU_ASSERT_EQUAL(make_page(document, old, &page, &messages), STATUS_OK);
    struct json_object *data = read_data(buffer_view(&page));
    buffer_free(&page);
    buffer_free(&messages);
    return data;
}

static struct json_object *get(struct json_object *object, const char *name)
{
    struct json_object *found = NULL;
    json_object_object_get_ex(object, name, &found);
    return found;
}

static struct json_object *item(struct json_object *object, const char *name, size_t index)
{
    return json_object_array_get_idx(get(object, name), index);
}

/* ---- what the page may hold ---------------------------------------------------------------- */

static size_t count(struct view text, struct view part)
{
    size_t found = 0;
    for (size_t at = 0; (at = view_find(text, part, at)) != SIZE_MAX; at++)
        found++;
    return found;
}

/* Nothing that loads, and nothing that makes markup or script of text. */
static void test_page(void)
{
    static const char *const never[] = {
        "http:",
        "https:",
        " src=",
        "@import",
        "url(",
        "<link",
        "<iframe",
        "<object",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval(",
        "fetch(",
        "document.write",
        "XMLHttpRequest",
        "new Function",
        " onclick=",
    };
    struct buffer page = {0}, messages = {0};
    CU_ASSERT_EQUAL(make_page(VIEW("<xliff version=\"1.2\"/>"), (struct view){0}, &page, &messages),
                    STATUS_OK);
    struct view text = buffer_view(&page);
    CU_ASSERT_TRUE(view_starts_with(text, VIEW("<!doctype html>")));
    CU_ASSERT_NOT_EQUAL(view_find(text, VIEW("default-src 'none'; script-src 'sha256-"), 0),
                        SIZE_MAX);
    CU_ASSERT_EQUAL(view_find(text, VIEW("unsafe"), 0), SIZE_MAX);
    CU_ASSERT_NOT_EQUAL(view_find(text, VIEW("<title>a.xlf – review</title>"), 0), SIZE_MAX);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        struct view part = view_of(never[i]);
        /* The script knows links to skip them in a text. */
        size_t allowed = strcmp(never[i], "http:") && strcmp(never[i], "https:") ? 0 : 2;
        if (count(text, part) > allowed)
            printf("\n    the page has %s\n", never[i]);
        CU_ASSERT_TRUE(count(text, part) <= allowed);
    }
    CU_ASSERT_EQUAL(count(text, VIEW("<script")), 2);
    CU_ASSERT_EQUAL(count(text, VIEW("</script")), 2);
    CU_ASSERT_EQUAL(count(text, VIEW("<!--")), 0);
    buffer_free(&page);
    buffer_free(&messages);
}

static void check_inert(struct view document)
{
    struct buffer page = {0}, again = {0}, messages = {0};
    CU_ASSERT_EQUAL(make_page(document, (struct view){0}, &page, &messages), STATUS_OK);
    CU_ASSERT_EQUAL(make_page(document, (struct view){0}, &again, &messages), STATUS_OK);
    test_text_equal(buffer_view(&again), buffer_view(&page), "the same bytes for the same file");
    struct view data = between(buffer_view(&page), DATA_START, DATA_END);
    for (size_t i = 0; i < data.size; i++)
        if (strchr("<>&", data.data[i]) || (unsigned char)data.data[i] < ' ')
            CU_FAIL("a character that may be markup");
    CU_ASSERT_EQUAL(count(data, VIEW("\xe2\x80\xa8")) + count(data, VIEW("\xe2\x80\xa9")), 0);
    CU_ASSERT_EQUAL(count(buffer_view(&page), VIEW("<script")), 2);
    buffer_free(&page);
    buffer_free(&again);
    buffer_free(&messages);
}

static void test_hostile(void)
{
    struct buffer article = test_read_file("review/hostile.txt");
    struct buffer foreign = test_read_file("review/hostile.xlf");
    static const enum xliff_version versions[] = {XLIFF_1_2, XLIFF_2_0, XLIFF_2_2};
    for (size_t i = 0; i < 3; i++) {
        struct buffer xliff = export_text(buffer_view(&article), versions[i]);
        check_inert(buffer_view(&xliff));
        buffer_free(&xliff);
    }
    check_inert(buffer_view(&foreign));
    buffer_free(&article);
    buffer_free(&foreign);
}

/* Characters that XML cannot hold are data too. */
static void test_controls(void)
{
    struct view document =
        VIEW("<xliff version=\"2.1\" srcLang=\"de\" trgLang=\"en\" "
             "xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"><file id=\"f\"><unit id=\"u\">"
             "<segment><source>a<cp hex=\"0000\"/>b<cp hex=\"0001\"/>\xe2\x80\xa8</source>"
             "</segment></unit></file></xliff>");
    struct json_object *data = data_of(document, (struct view){0});
    struct json_object *unit = item(item(item(data, "files", 0), "blocks", 0), "units", 0);
    struct json_object *text = item(item(unit, "segments", 0), "source", 0);
    struct view shown = {json_object_get_string(text), (size_t)json_object_get_string_len(text)};
    test_text_equal(shown, VIEW("a\0b\x01\xe2\x80\xa8"), "a control character");
    json_object_put(data);
}

/* ---- edits --------------------------------------------------------------------------------- */

static void show_piece(struct buffer *out, struct json_object *piece)
{
    static const char *const slots[] = {"target", "state", "note"};
    if (json_object_is_type(piece, json_type_string)) {
        buffer_add_string(out, json_object_get_string(piece));
        return;
    }
    for (size_t i = 0; i < 3; i++)
        if (get(piece, slots[i]))
            buffer_printf(out, "{%s %s}", slots[i], json_object_get_string(get(piece, slots[i])));
}

/* "unit | old bytes => new ones", a line an edit; a line break is ¶. */
static void show_edits(struct buffer *out, struct json_object *unit, struct view document)
{
    struct json_object *edits = get(unit, "edits");
    for (size_t i = 0; edits && i < json_object_array_length(edits); i++) {
        struct json_object *edit = json_object_array_get_idx(edits, i);
        struct json_object *pieces = get(edit, "pieces");
        size_t start = out->size;
        struct view old = view_slice(document, (size_t)json_object_get_int64(get(edit, "from")),
                                     (size_t)json_object_get_int64(get(edit, "to")));
        buffer_printf(out, "%s | %.*s => ", json_object_get_string(get(unit, "id")), (int)old.size,
                      old.data);
        for (size_t k = 0; k < json_object_array_length(pieces); k++)
            show_piece(out, json_object_array_get_idx(pieces, k));
        for (size_t k = start; k < out->size; k++)
            if (out->data[k] == '\n')
                out->data[k] = '~';
        buffer_add_char(out, '\n');
    }
}

static void check_edits(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "xliff/edited/%s.xlf", name);
    struct buffer document = test_read_file(path), actual = {0};
    snprintf(path, sizeof path, "review/edits-%s.txt", name);
    struct buffer expected = test_read_file(path);
    struct json_object *data = data_of(buffer_view(&document), (struct view){0});
    struct json_object *blocks = get(item(data, "files", 0), "blocks");
    for (size_t b = 0; b < json_object_array_length(blocks); b++) {
        struct json_object *units = get(json_object_array_get_idx(blocks, b), "units");
        for (size_t u = 0; u < json_object_array_length(units); u++)
            show_edits(&actual, json_object_array_get_idx(units, u), buffer_view(&document));
    }
    test_lines_equal(buffer_view(&actual), buffer_view(&expected), name);
    json_object_put(data);
    buffer_free(&document);
    buffer_free(&actual);
    buffer_free(&expected);
}

static void test_edits(void)
{
    check_edits("1.2");
    check_edits("2.1");
}

/* ---- codes --------------------------------------------------------------------------------- */

/* The forms of the first code of the first unit. */
static void check_forms(const char *source, const char *expected)
{
    struct buffer document = {0}, shown = {0};
    buffer_printf(&document, "<xliff version=\"%s\" %s><file %s>%s%s%s</file></xliff>",
                  source[0] == '1' ? "1.2" : "2.1",
                  source[0] == '1' ? ""
                                   : "srcLang=\"de\" trgLang=\"en-US\" "
                                     "xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"",
                  source[0] == '1' ? "original=\"a\" source-language=\"de\" datatype=\"x\" "
                                     "target-language=\"en-US\""
                                   : "id=\"f\"",
                  source[0] == '1' ? "<body><trans-unit id=\"u\"><source>"
                                   : "<unit id=\"u\"><segment><source>",
                  source + 2,
                  source[0] == '1' ? "</source></trans-unit></body>"
                                   : "</source></segment></unit>");
    struct json_object *data = data_of(buffer_view(&document), (struct view){0});
    struct json_object *unit = item(item(item(data, "files", 0), "blocks", 0), "units", 0);
    struct json_object *code = item(unit, "codes", 0);
    buffer_printf(&shown, "%s %s > %s", json_object_get_string(get(code, "kind")),
                  json_object_get_string(get(code, "german")),
                  json_object_get_string(get(code, "english")));
    for (size_t i = 0; i < 3; i++)
        buffer_printf(&shown, " | %s", json_object_get_string(item(code, "forms", i)));
    test_text_equal(buffer_view(&shown), view_of(expected), source);
    json_object_put(data);
    buffer_free(&document);
    buffer_free(&shown);
}

static void test_forms(void)
{
    check_forms("1 <ph id=\"1\" ctype=\"x-number\" equiv-text=\"12,000\">12.000</ph>",
                "point 12.000 > 12,000 | <ph id=\"1\" ctype=\"x-number\" "
                "equiv-text=\"12,000\">12.000</ph> |  | ");
    check_forms("1 <x id=\"1\" ctype=\"x-number\" equiv-text=\"12.000\"/> Mann",
                "point 12.000 > 12,000 | <x id=\"1\" ctype=\"x-number\" "
                "equiv-text=\"12.000\"/> |  | ");
    check_forms("1 <mrk mtype=\"protected\">12.000</mrk> Mann",
                "point 12.000 > 12,000 | <mrk mtype=\"protected\">12.000</mrk> |  | ");
    check_forms("1 <g id=\"1\" ctype=\"x-quote\" equiv-text=\"„…“\">Ja</g>",
                "open „ > “ | <g id=\"1\" ctype=\"x-quote\" equiv-text=\"„…“\"> | <bpt id=\"1\" "
                "rid=\"1\" ctype=\"x-quote\">„</bpt> | <it id=\"1\" pos=\"open\" "
                "ctype=\"x-quote\">„</it>");
    check_forms("2 <pc id=\"1\" type=\"quote\" equivStart=\"„\" equivEnd=\"“\" dispStart=\"“\" "
                "dispEnd=\"”\">Ja</pc>",
                "open „ > “ | <pc id=\"1\" type=\"quote\" equivStart=\"„\" equivEnd=\"“\" "
                "dispStart=\"“\" dispEnd=\"”\"> | <sc id=\"1\" type=\"quote\" equiv=\"„\" "
                "disp=\"“\"/> | <sc id=\"1\" isolated=\"yes\" type=\"quote\" equiv=\"„\" "
                "disp=\"“\"/>");
}

/* ---- older files --------------------------------------------------------------------------- */

#define UNIT(id, source, target)                                                                   \
    "<trans-unit id=\"" id "\"><source>" source "</source><target>" target "</target></"           \
    "trans-unit>"
#define FILE_OF(units)                                                                             \
    VIEW("<xliff version=\"1.2\"><file original=\"a\" source-language=\"de\" "                     \
         "target-language=\"en\" datatype=\"x\"><body>" units "</body></file></xliff>")

static void check_old(struct json_object *data, size_t block, const char *expected)
{
    struct json_object *unit = item(item(item(data, "files", 0), "blocks", block), "units", 0);
    struct json_object *old = get(item(unit, "segments", 0), "old");
    const char *shown = old ? json_object_to_json_string_ext(old, JSON_C_TO_STRING_PLAIN) : "";
    test_text_equal(view_of(shown), view_of(expected), expected);
}

static void test_old(void)
{
    struct view old = FILE_OF(UNIT("1", "Eins", "One") UNIT("2", "Zwei", "Two")
                                  UNIT("3", "Drei", "Three") UNIT("4", "Eins", "A one"));
    struct view now = FILE_OF(UNIT("1", "Eins", "One") UNIT("2", "Zwei", "A pair") UNIT(
        "3", "Vier", "Four") UNIT("9", "Eins", "A one") UNIT("5", "Neu", "New"));
    struct json_object *data = data_of(now, old);
    check_old(data, 0, "");
    check_old(data, 1, "{\"english\":\"Two\"}");
    check_old(data, 2, "{\"german\":\"Drei\",\"english\":\"Three\"}");
    check_old(data, 3, "");
    check_old(data, 4, "{\"fresh\":true}");
    json_object_put(data);
}

/* ---- findings ------------------------------------------------------------------------------ */

static void check_finding(struct json_object *object, const char *expected)
{
    struct json_object *finding = item(object, "findings", 0);
    test_text_equal(view_of(json_object_get_string(get(finding, "message"))), view_of(expected),
                    expected);
}

/* At their segment; those of a unit at its first one; others with the file's. */
static void test_findings(void)
{
    struct view document =
        VIEW("<xliff version=\"2.1\" srcLang=\"de\" trgLang=\"en\" "
             "xmlns=\"urn:oasis:names:tc:xliff:document:2.0\"><file id=\"f\"><unit id=\"u\">"
             "<segment id=\"s1\"><source>A</source></segment><segment id=\"s2\"><source>B"
             "</source></segment></unit></file></xliff>");
    struct buffer page = {0};
    struct findings none = {0};
    struct finding findings[] = {
        {.id = "x", .message = "unit u.s2: second", .unit = VIEW("u"), .segment = VIEW("s2")},
        {.id = "x", .message = "unit u: whole", .unit = VIEW("u")},
        {.id = "x", .message = "unit gone: where", .unit = VIEW("gone")},
    };
    struct review *review = review_new();
    for (size_t i = 0; i < 3; i++)
        review_add_finding(review, &findings[i]);
    CU_ASSERT_EQUAL(review_add(review, "a.xlf", document, &none), STATUS_OK);
    CU_ASSERT_EQUAL(review_segments(review), 2);
    CU_ASSERT_TRUE(review_write(review, &page));
    struct json_object *data = read_data(buffer_view(&page)), *file = item(data, "files", 0);
    struct json_object *unit = item(item(file, "blocks", 0), "units", 0);
    check_finding(item(unit, "segments", 0), "whole");
    check_finding(item(unit, "segments", 1), "second");
    check_finding(file, "unit gone: where");
    json_object_put(data);
    buffer_free(&page);
    review_free(review);
}

/* ---- what is refused ----------------------------------------------------------------------- */

static void check_refused(struct view document, const char *expected)
{
    struct buffer page = {0}, messages = {0};
    CU_ASSERT_EQUAL(make_page(document, (struct view){0}, &page, &messages), STATUS_INPUT);
    CU_ASSERT_EQUAL(page.size, 0);
    CU_ASSERT_NOT_EQUAL(view_find(buffer_view(&messages), view_of(expected), 0), SIZE_MAX);
    buffer_free(&page);
    buffer_free(&messages);
}

static void test_refused(void)
{
    check_refused(VIEW("<html/>"), "");
    check_refused(VIEW("<?xml version='1.0' encoding='ISO-8859-1'?><xliff version='1.2'><file "
                       "original='a' source-language='de' datatype='x'><body><trans-unit id='1'>"
                       "<source>\xe4</source></trans-unit></body></file></xliff>"),
                  "only a document in UTF-8 can be changed; write it in UTF-8 first");
}

void suite_review(void)
{
    CU_pSuite suite = ADD_SUITE("review");
    test_add(suite, "the page loads nothing", test_page);
    test_add(suite, "an article stays data", test_hostile);
    test_add(suite, "control characters", test_controls);
    test_add(suite, "edits with their slots", test_edits);
    test_add(suite, "forms of codes", test_forms);
    test_add(suite, "older files", test_old);
    test_add(suite, "findings at their place", test_findings);
    test_add(suite, "what is refused", test_refused);
}
