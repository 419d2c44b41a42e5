/* memory: a translation that was added is found again, with a score of 100. */
#include "tests/fuzz/fuzz.h"

static struct memory *memory;

static void is_found(const struct memory_entry *entry, struct findings *findings)
{
    struct memory_query query = {.source_lang = "de", .target_lang = "en", .source = entry->source};
    const struct memory_match *matches;
    size_t count;
    HOLDS(memory_look_up(memory, &query, 3, &matches, &count, findings) == STATUS_OK);
    HOLDS(count > 0 && count <= 3 && matches[0].score == 100);
}

static void add(const struct xliff_segment *segment, struct findings *findings)
{
    enum memory_added added;
    struct memory_entry entry = {.source_lang = "de",
                                 .target_lang = "en",
                                 .source = &segment->source,
                                 .target = &segment->target,
                                 .origin = VIEW("fuzz")};
    HOLDS(memory_add(memory, &entry, &added, findings) == STATUS_OK);
    if (added != MEMORY_UNFIT)
        is_found(&entry, findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct findings findings = fuzz_findings();
    struct view document = {(const char *)data, size};
    struct xliff_event event;
    memory = fuzz_memory();
    struct xliff_reader *reader = xliff_reader_new(fuzz_read, &document);
    HOLDS(reader);
    while (xliff_read(reader, &event) > 0)
        for (size_t i = 0; event.kind == XLIFF_UNIT && i < event.unit->segment_count; i++)
            if (event.unit->segments[i].has_target)
                add(&event.unit->segments[i], &findings);
    xliff_reader_free(reader);
    memory_rollback(memory);
    return 0;
}
