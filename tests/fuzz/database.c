/* database: any bytes as a translation memory are read, or refused with a reason; what is read of
 * it is text that a TMX file can hold. What is only read, or refused, is not written to. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[] = "/tmp/satz-fuzz-XXXXXX";
static char name[sizeof folder + sizeof "/a.tm"];

static void remove_files(void)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    char path[sizeof name + 16];
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        (void)snprintf(path, sizeof path, "%s%s", name, suffixes[i]);
        unlink(path);
    }
}

static void remove_folder(void)
{
    remove_files();
    rmdir(folder);
}

static void write_database(struct view bytes)
{
    if (!name[0]) {
        HOLDS(mkdtemp(folder) && atexit(remove_folder) == 0);
        (void)snprintf(name, sizeof name, "%s/a.tm", folder);
    }
    remove_files();
    FILE *file = fopen(name, "wb");
    HOLDS(file && fwrite(bytes.size ? bytes.data : "", 1, bytes.size, file) == bytes.size);
    HOLDS(fclose(file) == 0);
}

static void is_unchanged(struct view bytes)
{
    struct buffer now = {0};
    char chunk[4096];
    FILE *file = fopen(name, "rb");
    HOLDS(file);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_add(&now, chunk, got);
    HOLDS(fclose(file) == 0 && !now.failed && view_equal(buffer_view(&now), bytes));
    buffer_free(&now);
}

/* ---- what a program does with it ------------------------------------------------------------- */

static struct xliff_content content_of(struct xliff_part parts[2])
{
    parts[0] = (struct xliff_part){.kind = XLIFF_TEXT, .text = {"Am Abend kamen ", 15}};
    parts[1] = (struct xliff_part){.kind = XLIFF_PLACEHOLDER,
                                   .id = {"1", 1},
                                   .type = {"number", 6},
                                   .text = {"12.000", 6},
                                   .equiv = {"12,000", 6},
                                   .translate = -1};
    return (struct xliff_content){.parts = parts, .count = 2};
}

static void look_up(struct memory *memory, struct findings *findings)
{
    struct xliff_part parts[2];
    struct xliff_content source = content_of(parts);
    struct memory_query query = {.source_lang = "de", .target_lang = "en", .source = &source};
    const struct memory_match *matches;
    size_t count;
    if (memory_look_up(memory, &query, 3, &matches, &count, findings) != STATUS_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        HOLDS(utf8_valid_prefix(matches[i].source) == matches[i].source.size);
        for (size_t k = 0; k < matches[i].target.count; k++) {
            const struct xliff_string *text = &matches[i].target.parts[k].text;
            HOLDS(utf8_valid_prefix((struct view){text->data, text->size}) == text->size);
        }
    }
}

static enum status take_pair(void *context, const struct memory_pair *pair)
{
    (void)context;
    HOLDS(utf8_valid_prefix(pair->source_lang) == pair->source_lang.size);
    return STATUS_OK;
}

/* What was exported can be imported. */
static void export(struct memory *memory, struct findings *findings)
{
    struct buffer tmx = {0};
    struct sink sink = fuzz_sink(&tmx);
    struct memory_export export = {.write = sink.write, .context = &tmx};
    struct memory_import import = {.locale = exchange_locale, .target = exchange_target};
    struct memory_import_counts counts = {{0}, 0};
    if (memory_export(memory, &export, findings) == STATUS_OK) {
        struct input input = fuzz_input(buffer_view(&tmx), 0);
        HOLDS(memory_import(fuzz_memory(), &input, &import, &counts, findings) == STATUS_OK);
        memory_rollback(fuzz_memory());
    }
    buffer_free(&tmx);
}

static void read_all(void)
{
    struct findings findings = fuzz_findings();
    struct memory_counts counts;
    enum status status;
    struct memory *memory = memory_open(name, MEMORY_READ, &status, &findings);
    /* STATUS_SYSTEM too: SQLite calls some damage a lack of memory */
    HOLDS(memory ? status == STATUS_OK : status >= STATUS_INPUT);
    if (!memory)
        return;
    look_up(memory, &findings);
    memory_count(memory, &counts, &findings);
    memory_pairs(memory, take_pair, NULL, &findings);
    export(memory, &findings);
    memory_close(memory);
}

/* Whether it took a translation. */
static bool add(void)
{
    struct findings findings = fuzz_findings();
    struct xliff_part parts[2];
    struct xliff_content content = content_of(parts);
    struct memory_entry entry = {
        .source_lang = "de", .target_lang = "en", .source = &content, .target = &content};
    enum memory_added added;
    enum status status;
    struct memory *memory = memory_open(name, MEMORY_WRITE, &status, &findings);
    if (memory)
        status = memory_add(memory, &entry, &added, &findings);
    if (status == STATUS_OK)
        status = memory_commit(memory, &findings);
    memory_close(memory);
    return status == STATUS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct view bytes = {(const char *)data, size};
    write_database(bytes);
    read_all();
    is_unchanged(bytes);
    if (!add())
        is_unchanged(bytes);
    return 0;
}
