/* The converter on documents of any tool, in converted/: what is written, what is not carried, and
 * that there and back again everything stays that both versions have. */
#include "tests/xliff/support.h"

#include <stdio.h>

static void add_loss(void *context, const struct xliff_loss *loss)
{
    buffer_printf(context, "%zu:%zu %.*s: %s, %zu\n", loss->line, loss->column,
                  (int)loss->unit.size, loss->unit.data ? loss->unit.data : "", loss->what,
                  loss->count);
}

static struct buffer convert_by(size_t step, struct view document, enum xliff_version version,
                                struct buffer *losses)
{
    struct buffer out = {0};
    struct xliff_input input = {document, 0, step};
    struct xliff_convert_options options = {
        .version = version, .lose = add_loss, .context = losses};
    struct xliff_error error;
    int result = xliff_convert(xliff_read_view, &input, xliff_write_buffer, &out, &options, &error);
    CU_ASSERT_EQUAL(result, 0);
    if (result != 0)
        printf("\n    error %d: %s\n", (int)error.code, error.message);
    return out;
}

static struct buffer convert(struct view document, enum xliff_version version,
                             struct buffer *losses)
{
    return convert_by(4096, document, version, losses);
}

static struct buffer read_case(const char *name, const char *suffix)
{
    struct buffer path = {0};
    buffer_printf(&path, "xliff/converted/%s%s%c", name, suffix, 0);
    struct buffer text = test_read_file(path.data);
    buffer_free(&path);
    return text;
}

static void check_case(const char *name, enum xliff_version to)
{
    struct buffer document = read_case(name, ".xlf"), losses = {0};
    struct buffer expected = read_case(name, ".out.xlf");
    struct buffer expected_losses = read_case(name, ".txt");
    struct buffer converted = convert(buffer_view(&document), to, &losses);
    test_lines_equal(buffer_view(&converted), buffer_view(&expected), name);
    test_lines_equal(buffer_view(&losses), buffer_view(&expected_losses), name);
    buffer_free(&document);
    buffer_free(&expected);
    buffer_free(&expected_losses);
    buffer_free(&converted);
    buffer_free(&losses);
}

static void documents(void)
{
    check_case("kept-1.2", XLIFF_2_1);
    check_case("kept-2.1", XLIFF_1_2);
    check_case("lost-1.2", XLIFF_2_2);
    check_case("lost-2.1", XLIFF_1_2);
    check_case("carried-1.2", XLIFF_2_2);
    check_case("carried-2.1", XLIFF_1_2);
    check_case("uncarried-1.2", XLIFF_2_0);
}

static void check_back(const char *name, enum xliff_version from, enum xliff_version over)
{
    struct buffer document = read_case(name, ".xlf"), losses = {0};
    struct buffer there = convert(buffer_view(&document), over, &losses);
    struct buffer back = convert(buffer_view(&there), from, &losses);
    struct buffer before = xliff_show(buffer_view(&document), 4096, false);
    struct buffer after = xliff_show(buffer_view(&back), 4096, false);
    test_lines_equal(buffer_view(&after), buffer_view(&before), name);
    test_text_equal(buffer_view(&losses), (struct view){0}, name);
    buffer_free(&document);
    buffer_free(&there);
    buffer_free(&back);
    buffer_free(&before);
    buffer_free(&after);
    buffer_free(&losses);
}

static void there_and_back(void)
{
    check_back("kept-1.2", XLIFF_1_2, XLIFF_2_0);
    check_back("kept-1.2", XLIFF_1_2, XLIFF_2_2);
    check_back("kept-2.1", XLIFF_2_1, XLIFF_1_2);
}

/* What the other version has no place for comes back byte by byte. */
static void check_carried(const char *name, enum xliff_version from, enum xliff_version over)
{
    struct buffer document = read_case(name, ".xlf"), losses = {0};
    struct buffer there = convert_by(1, buffer_view(&document), over, &losses);
    struct buffer back = convert_by(1, buffer_view(&there), from, &losses);
    test_lines_equal(buffer_view(&back), buffer_view(&document), name);
    test_text_equal(buffer_view(&losses), (struct view){0}, name);
    buffer_free(&document);
    buffer_free(&there);
    buffer_free(&back);
    buffer_free(&losses);
}

static void carried(void)
{
    check_carried("carried-1.2", XLIFF_1_2, XLIFF_2_0);
    check_carried("carried-1.2", XLIFF_1_2, XLIFF_2_2);
    check_carried("carried-2.1", XLIFF_2_1, XLIFF_1_2);
}

/* Within 2.x the start tag of the root changes, and nothing else. */
static void within_2(void)
{
    static const struct {
        const char *before, *after;
        enum xliff_version to;
    } cases[] = {
        {"<?xml version='1.0'?><!-- <xliff> -->\n<xliff srcLang='de' version='2.0' "
         "xmlns='urn:oasis:names:tc:xliff:document:2.0'\n><file id='f'  /></xliff>\n",
         "<?xml version='1.0'?><!-- <xliff> -->\n<xliff srcLang='de' version=\"2.2\" "
         "xmlns=\"urn:oasis:names:tc:xliff:document:2.2\"\n><file id='f'  /></xliff>\n",
         XLIFF_2_2},
        {"<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:2.2\" version=\"2.2\"/>",
         "<x:xliff xmlns:x=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\"/>", XLIFF_2_1},
        {"<xliff version='1.2' ><file\n/></xliff>", "<xliff version='1.2' ><file\n/></xliff>",
         XLIFF_1_2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer losses = {0};
        struct buffer out = convert(view_of(cases[i].before), cases[i].to, &losses);
        test_text_equal(buffer_view(&out), view_of(cases[i].after), "within 2.x");
        test_text_equal(buffer_view(&losses), (struct view){0}, "within 2.x");
        buffer_free(&out);
        buffer_free(&losses);
    }
}

static int refuse(void *context, const char *data, size_t size)
{
    (void)context, (void)data, (void)size;
    return -1;
}

static void check_error(const char *document, enum xliff_version version,
                        xliff_write_function write, enum xliff_error_code code)
{
    struct buffer out = {0};
    struct xliff_input input = {view_of(document), 0, 7};
    struct xliff_convert_options options = {.version = version};
    struct xliff_error error = {.code = XLIFF_OK};
    CU_ASSERT_EQUAL(xliff_convert(xliff_read_view, &input, write, &out, &options, &error), -1);
    CU_ASSERT_EQUAL(error.code, code);
    buffer_free(&out);
}

static void errors(void)
{
    static const char first[] = "<xliff version='1.2'><file original='a' source-language='de' "
                                "datatype='plaintext'><body/></file></xliff>";
    static const char second[] = "<xliff version='2.1' srcLang='de' "
                                 "xmlns='urn:oasis:names:tc:xliff:document:2.0'/>";
    check_error("", XLIFF_1_2, xliff_write_buffer, XLIFF_ERROR_EMPTY);
    check_error("<tmx/>", XLIFF_2_1, xliff_write_buffer, XLIFF_ERROR_NOT_XLIFF);
    check_error("<xliff version='1.2'><file>", XLIFF_2_1, xliff_write_buffer, XLIFF_ERROR_XML);
    check_error("<xliff version='1.2'><file>", XLIFF_1_2, xliff_write_buffer, XLIFF_ERROR_XML);
    check_error(first, XLIFF_2_1, refuse, XLIFF_ERROR_WRITE);
    check_error(first, XLIFF_1_2, refuse, XLIFF_ERROR_WRITE);
    check_error(second, XLIFF_2_2, refuse, XLIFF_ERROR_WRITE);
    check_error(second, XLIFF_1_2, refuse, XLIFF_ERROR_WRITE);
    check_error("<?xml version='1.0' encoding='ISO-8859-1'?><xliff version='2.1' srcLang='de' "
                "xmlns='urn:oasis:names:tc:xliff:document:2.0'/>",
                XLIFF_2_2, xliff_write_buffer, XLIFF_ERROR_STRUCTURE);
}

void add_xliff_convert(CU_pSuite suite)
{
    test_add(suite, "convert: documents", documents);
    test_add(suite, "convert: there and back", there_and_back);
    test_add(suite, "convert: carried there and back", carried);
    test_add(suite, "convert: within 2.x", within_2);
    test_add(suite, "convert: errors", errors);
}
