/* identity: export and the identity merge give the article's bytes, in every version, after a
 * conversion too. */
#include "tests/fuzz/fuzz.h"

static void comes_back(struct view xliff, struct view article, const char *what)
{
    struct buffer merged = {0};
    HOLDS(fuzz_merge(xliff, false, &merged) == STATUS_OK);
    fuzz_equal(buffer_view(&merged), article, what);
    buffer_free(&merged);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view article = {(const char *)data, size};
    unsigned choice = fuzz_choice(&article);
    struct export_options options = fuzz_identity((enum xliff_version)(choice % 4));
    struct buffer xliff = {0}, converted = {0};
    options.keep_quotations = choice & 4;
    options.split_headlines = choice & 8;
    options.skip_furniture = choice & 16;
    options.shape = choice / 32 % 4;
    if (fuzz_export(article, &options, &xliff) == STATUS_OK) {
        enum xliff_version other = choice % 4 == XLIFF_1_2 ? XLIFF_2_1 : XLIFF_1_2;
        comes_back(buffer_view(&xliff), article, "the identity merge");
        HOLDS(fuzz_convert(buffer_view(&xliff), other, &converted) == STATUS_OK);
        comes_back(buffer_view(&converted), article, "converted, the identity merge");
    }
    buffer_free(&xliff);
    buffer_free(&converted);
    return 0;
}
