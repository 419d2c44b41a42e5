/* Memories that break off or were damaged: what is left of them is read or refused, in bounded
 * time, and nothing is written to what was refused. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "exchange/exchange.h"
#include "memory/memory.h"
#include "tests/tests.h"

struct fixture {
    char folder[32], name[64], cut[64];
    struct buffer whole, said;
};

static void take_finding(void *context, const struct finding *finding)
{
    buffer_add_string(context, finding->message);
}

static struct findings findings_of(struct fixture *fixture)
{
    buffer_clear(&fixture->said);
    return (struct findings){.take = take_finding, .context = &fixture->said};
}

static struct buffer read_file(const char *name)
{
    struct buffer content = {0};
    char chunk[4096];
    FILE *file = fopen(name, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buffer_add(&content, chunk, got);
    CU_ASSERT_EQUAL(fclose(file), 0);
    return content;
}

static void write_file(const char *name, struct view content)
{
    FILE *file = fopen(name, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(content.size ? content.data : "", 1, content.size, file), content.size);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

/* A memory of the two translations of a TMX file. */
static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){.folder = "/tmp/satz-test-XXXXXX"};
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(fixture->folder));
    snprintf(fixture->name, sizeof fixture->name, "%s/memory", fixture->folder);
    snprintf(fixture->cut, sizeof fixture->cut, "%s/cut", fixture->folder);
    struct findings findings = findings_of(fixture);
    struct memory_import options = {.locale = exchange_locale, .target = exchange_target};
    struct memory_import_counts counts = {{0}, 0};
    struct input input;
    enum status status;
    struct memory *memory = memory_open(fixture->name, MEMORY_WRITE, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(memory);
    CU_ASSERT_EQUAL_FATAL(input_open(&input, "tests/fuzz/seed.tmx", &findings), STATUS_OK);
    CU_ASSERT_EQUAL(memory_import(memory, &input, &options, &counts, &findings), STATUS_OK);
    input_close(&input);
    CU_ASSERT_EQUAL(memory_commit(memory, &findings), STATUS_OK);
    memory_close(memory);
    fixture->whole = read_file(fixture->name);
}

static void end(struct fixture *fixture)
{
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    CU_ASSERT_EQUAL(system(command), 0);
    buffer_free(&fixture->whole);
    buffer_free(&fixture->said);
}

/* ---- what programs do with it ------------------------------------------------------------- */

static enum status take_bytes(void *context, struct view data, struct findings *findings)
{
    (void)findings;
    buffer_add_view(context, data);
    return STATUS_OK;
}

static const struct xliff_part text = {
    .kind = XLIFF_TEXT, .text = {"Der Hund bellt laut.", 20}, .translate = -1};
static const struct xliff_content sentence = {.parts = (struct xliff_part *)(uintptr_t)&text,
                                              .count = 1};

static enum status export(struct fixture *fixture, struct buffer *tmx) {
    struct findings findings = findings_of(fixture);
    struct memory_export options = {.write = take_bytes, .context = tmx};
    struct memory_counts counts;
    enum status status;
    struct memory *memory = memory_open(fixture->cut, MEMORY_READ, &status, &findings);
    if (memory) status = memory_count(memory, &counts, &findings);
    if (status == STATUS_OK) status = memory_export(memory, &options, &findings);
    memory_close(memory);
    return status;
}

static enum status look_up(struct fixture *fixture)
{
    struct findings findings = findings_of(fixture);
    struct memory_query query = {.source_lang = "de", .target_lang = "en", .source = &sentence};
    const struct memory_match *matches;
    size_t count;
    enum status status;
    struct memory *memory = memory_open(fixture->cut, MEMORY_READ, &status, &findings);
    if (memory)
        status = memory_look_up(memory, &query, 3, &matches, &count, &findings);
    memory_close(memory);
    return status;
}

static enum status add(struct fixture *fixture)
{
    struct findings findings = findings_of(fixture);
    struct memory_entry entry = {
        .source_lang = "de", .target_lang = "en", .source = &sentence, .target = &sentence};
    enum memory_added added;
    enum status status;
    struct memory *memory = memory_open(fixture->cut, MEMORY_WRITE, &status, &findings);
    if (memory)
        status = memory_add(memory, &entry, &added, &findings);
    if (status == STATUS_OK)
        status = memory_commit(memory, &findings);
    memory_close(memory);
    return status;
}

/* ---- cut off -------------------------------------------------------------------------------- */

static void is_unchanged(struct fixture *fixture, struct view expected)
{
    struct buffer now = read_file(fixture->cut);
    CU_ASSERT_TRUE(view_equal(buffer_view(&now), expected));
    buffer_free(&now);
}

/* Either it is refused, or all of it is still there. */
static void cut_at(struct fixture *fixture, size_t at, struct view whole_tmx)
{
    struct view part = view_slice(buffer_view(&fixture->whole), 0, at);
    struct buffer tmx = {0};
    write_file(fixture->cut, part);
    enum status status = export(fixture, &tmx);
    CU_ASSERT_TRUE(status == STATUS_OK || (status == STATUS_INPUT && fixture->said.size > 0));
    if (status == STATUS_OK)
        test_text_equal(buffer_view(&tmx), whole_tmx, "a memory that breaks off");
    status = look_up(fixture);
    CU_ASSERT_TRUE(status == STATUS_OK || (status == STATUS_INPUT && fixture->said.size > 0));
    is_unchanged(fixture, part);
    status = add(fixture);
    CU_ASSERT_TRUE(status == STATUS_OK || (status == STATUS_INPUT && fixture->said.size > 0));
    if (status != STATUS_OK)
        is_unchanged(fixture, part);
    buffer_free(&tmx);
}

/* At each byte of the head, and about the ends of the pages. */
static void cut_off(void)
{
    struct fixture fixture;
    struct buffer tmx = {0};
    begin(&fixture);
    write_file(fixture.cut, buffer_view(&fixture.whole));
    CU_ASSERT_EQUAL(export(&fixture, &tmx), STATUS_OK);
    for (size_t at = 0; at < 100; at += test_is_quick() ? 9 : 1)
        cut_at(&fixture, at, buffer_view(&tmx));
    for (size_t at = 512; at < fixture.whole.size; at += 512)
        for (size_t near = 0; near < (at % 4096 == 0 ? 3 : 1); near++)
            cut_at(&fixture, at + near - 1, buffer_view(&tmx));
    buffer_free(&tmx);
    end(&fixture);
}

/* ---- without end ----------------------------------------------------------------------------- */

enum { PAGE = 4096, LEVELS = 12, CHILDREN = 400 };

static int64_t ask(const char *name, const char *sql)
{
    sqlite3 *database;
    sqlite3_stmt *statement;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(name, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_step(statement), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

static void put(char *page, size_t at, size_t number, size_t size)
{
    while (size-- > 0) {
        page[at + size] = (char)(number & 0xff);
        number >>= 8;
    }
}

/* An inner page of a table, all of whose children are one page: SQLite's file format, 1.6. */
static void put_inner_page(char *page, size_t child)
{
    memset(page, 0, PAGE);
    page[0] = 5;
    put(page, 3, CHILDREN, 2);
    put(page, 5, PAGE - CHILDREN * 6, 2);
    put(page, 8, child, 4);
    for (size_t i = 0; i < CHILDREN; i++) {
        size_t cell = PAGE - (i + 1) * 6;
        put(page, 12 + 2 * i, cell, 2);
        put(page, cell, child, 4);
        page[cell + 4] = (char)(0x81 + i / 128); /* its key */
        page[cell + 5] = (char)(i % 128);
    }
}

/* Pages that hold each other in turn: some rows seem to be 400 to the power of 12. */
static void make_endless(struct fixture *fixture, const char *table)
{
    char question[80], page[PAGE];
    snprintf(question, sizeof question, "SELECT rootpage FROM sqlite_schema WHERE name = '%s'",
             table);
    size_t root = (size_t)ask(fixture->name, question), count = fixture->whole.size / PAGE;
    struct buffer file = {0};
    buffer_add_view(&file, buffer_view(&fixture->whole));
    for (size_t i = 1; i <= LEVELS; i++) {
        put_inner_page(page, count + i + 1);
        buffer_add(&file, page, PAGE);
    }
    buffer_add(&file, fixture->whole.data + (root - 1) * PAGE, PAGE);
    CU_ASSERT_FALSE_FATAL(file.failed);
    put_inner_page(file.data + (root - 1) * PAGE, count + 1);
    put(file.data, 28, count + LEVELS + 1, 4);
    write_file(fixture->cut, buffer_view(&file));
    buffer_free(&file);
}

static void without_end(void)
{
    static const char *const tables[] = {"word", "translation", "source", "posting", "languages"};
    size_t count = test_is_quick() ? 1 : sizeof tables / sizeof *tables;
    struct fixture fixture;
    begin(&fixture);
    CU_ASSERT_EQUAL_FATAL(ask(fixture.name, "PRAGMA page_size"), PAGE);
    for (size_t i = 0; i < count; i++) {
        struct buffer tmx = {0};
        make_endless(&fixture, tables[i]);
        CU_ASSERT_TRUE(export(&fixture, &tmx) <= STATUS_INPUT);
        CU_ASSERT_TRUE(look_up(&fixture) <= STATUS_INPUT);
        CU_ASSERT_TRUE(add(&fixture) <= STATUS_INPUT);
        buffer_free(&tmx);
    }
    end(&fixture);
}

void suite_damaged(void)
{
    CU_pSuite suite = ADD_SUITE("damaged memories");
    test_add(suite, "cut off", cut_off);
    test_add(suite, "rows without end", without_end);
}
