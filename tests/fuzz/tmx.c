/* tmx: what was taken from a TMX file and written as TMX is taken and written the same again. */
#include "tests/fuzz/fuzz.h"

static enum status take(struct memory *memory, struct view document)
{
    struct findings findings = fuzz_findings();
    struct memory_import options = {.locale = exchange_locale, .target = exchange_target};
    struct memory_import_counts counts = {{0}, 0};
    struct input input = fuzz_input(document, 0);
    return memory_import(memory, &input, &options, &counts, &findings);
}

static void give(struct memory *memory, struct buffer *out)
{
    struct findings findings = fuzz_findings();
    struct sink sink = fuzz_sink(out);
    struct memory_export options = {.write = sink.write, .context = out};
    HOLDS(memory_export(memory, &options, &findings) == STATUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct memory *memory = fuzz_memory();
    struct buffer first = {0}, second = {0};
    HOLDS(take(memory, (struct view){(const char *)data, size}) <= STATUS_INPUT);
    give(memory, &first);
    memory_rollback(memory);
    HOLDS(take(memory, buffer_view(&first)) == STATUS_OK);
    give(memory, &second);
    memory_rollback(memory);
    fuzz_equal(buffer_view(&second), buffer_view(&first), "taken and given again");
    buffer_free(&first);
    buffer_free(&second);
    return 0;
}
