/* merge: of any document, with a skeleton that lies too. What merges whole merges the same with
 * --partial. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view document = {(const char *)data, size};
    struct buffer whole = {0}, partial = {0};
    enum status strict = fuzz_merge(document, false, &whole);
    enum status lenient = fuzz_merge(document, true, &partial);
    HOLDS(strict <= STATUS_INPUT && lenient <= STATUS_INPUT);
    if (strict == STATUS_OK) {
        HOLDS(lenient == STATUS_OK);
        fuzz_equal(buffer_view(&partial), buffer_view(&whole), "whole and partial");
    }
    buffer_free(&whole);
    buffer_free(&partial);
    return 0;
}
