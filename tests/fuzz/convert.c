/* convert: there and back is stable: what was converted once comes back the same from another
 * version. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view document = {(const char *)data, size};
    unsigned choice = fuzz_choice(&document);
    enum xliff_version to = choice % 2 ? XLIFF_1_2 : (enum xliff_version)(1 + choice / 2 % 3);
    enum xliff_version back = to == XLIFF_1_2 ? (enum xliff_version)(1 + choice / 2 % 3) : XLIFF_1_2;
    struct buffer there = {0}, again = {0}, returned = {0}, once_more = {0};
    if (fuzz_convert(document, to, &there) == STATUS_OK) {
        HOLDS(fuzz_convert(buffer_view(&there), back, &again) == STATUS_OK);
        HOLDS(fuzz_convert(buffer_view(&again), to, &returned) == STATUS_OK);
        HOLDS(fuzz_convert(buffer_view(&returned), back, &once_more) == STATUS_OK);
        fuzz_equal(buffer_view(&once_more), buffer_view(&again), "converted there and back");
    }
    buffer_free(&there);
    buffer_free(&again);
    buffer_free(&returned);
    buffer_free(&once_more);
    return 0;
}
