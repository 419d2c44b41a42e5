/* convert: what comes out can be converted back; and of a valid document there and back is stable:
 * what was converted once comes back the same from the other version. */
#include "tests/fuzz/fuzz.h"

enum { TIMES = 6 };

/* The first conversion may leave something out, the second name what the schema wants. */
static void is_stable(struct buffer *out, const enum xliff_version versions[2])
{
    for (size_t i = 2; i < TIMES; i++)
        HOLDS(fuzz_convert(buffer_view(&out[i - 1]), versions[i % 2], &out[i]) == STATUS_OK);
    fuzz_equal(buffer_view(&out[5]), buffer_view(&out[3]), "converted there and back");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view document = {(const char *)data, size};
    unsigned choice = fuzz_choice(&document);
    enum xliff_version later = (enum xliff_version)(1 + choice / 2 % 3);
    enum xliff_version versions[2] = {choice % 2 ? XLIFF_1_2 : later,
                                      choice % 2 ? later : XLIFF_1_2};
    struct buffer out[TIMES] = {{0}};
    if (fuzz_convert(document, versions[0], &out[0]) == STATUS_OK) {
        HOLDS(fuzz_convert(buffer_view(&out[0]), versions[1], &out[1]) == STATUS_OK);
        if (fuzz_is_valid(document))
            is_stable(out, versions);
    }
    for (size_t i = 0; i < TIMES; i++)
        buffer_free(&out[i]);
    return 0;
}
