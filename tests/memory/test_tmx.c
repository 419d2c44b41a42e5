/* TMX into the memory and out again: the cases of tmx.txt and tmx-bad.txt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exchange/exchange.h"
#include "memory/memory.h"
#include "tests/exchange/change.h"
#include "tests/tests.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* ---- a memory for each case ------------------------------------------------------------------ */

struct fixture {
    char folder[32], file[64], name[64];
    struct memory *memory;
    struct findings findings;
    struct buffer said;
    struct memory_import_counts counts;
};

static void take_finding(void *context, const struct finding *finding)
{
    buffer_add_string(context, finding->message);
}

static void begin(struct fixture *fixture)
{
    enum status status;
    *fixture = (struct fixture){.folder = "/tmp/satz-test-XXXXXX"};
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(fixture->folder));
    snprintf(fixture->name, sizeof fixture->name, "%s/memory", fixture->folder);
    snprintf(fixture->file, sizeof fixture->file, "%s/file.tmx", fixture->folder);
    fixture->findings = (struct findings){.take = take_finding, .context = &fixture->said};
    fixture->memory = memory_open(fixture->name, MEMORY_WRITE, &status, &fixture->findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture->memory);
}

static void end(struct fixture *fixture)
{
    char command[128];
    memory_close(fixture->memory);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    CU_ASSERT_EQUAL(system(command), 0);
    buffer_free(&fixture->said);
}

static enum status import(struct fixture *fixture, struct view document)
{
    struct memory_import options = {.locale = exchange_locale, .target = exchange_target};
    struct input input;
    FILE *file = fopen(fixture->file, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(document.size ? document.data : "", 1, document.size, file),
                    document.size);
    CU_ASSERT_EQUAL(fclose(file), 0);
    CU_ASSERT_EQUAL_FATAL(input_open(&input, fixture->file, &fixture->findings), STATUS_OK);
    enum status status =
        memory_import(fixture->memory, &input, &options, &fixture->counts, &fixture->findings);
    input_close(&input);
    if (status != STATUS_OK)
        memory_rollback(fixture->memory);
    else
        CU_ASSERT_EQUAL(memory_commit(fixture->memory, &fixture->findings), STATUS_OK);
    return status;
}

static enum status keep(void *context, struct view data, struct findings *findings)
{
    (void)findings;
    buffer_add_view(context, data);
    return STATUS_OK;
}

static struct buffer export(struct fixture *fixture, bool tags)
{
    struct buffer out = {0};
    struct memory_export options = {.tags = tags, .write = keep, .context = &out};
    CU_ASSERT_EQUAL(memory_export(fixture->memory, &options, &fixture->findings), STATUS_OK);
    return out;
}

/* ---- tmx.txt -----------------------------------------------------------------------------------
 */

/* The document of a case; \n is a line end. */
static struct buffer document_of(struct view header, struct view body)
{
    static const char *const from[] = {"<S>", "</S>", "<T>", "</T>", "\\n"};
    static const char *const to[] = {"<tuv xml:lang=\"de\"><seg>", "</seg></tuv>",
                                     "<tuv xml:lang=\"en-US\"><seg>", "</seg></tuv>", "\n"};
    struct buffer out = {0};
    buffer_printf(&out, "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header %.*s/>",
                  SHOW(header));
    buffer_add_string(&out, "<body>\n");
    for (size_t at = 0; at < body.size;) {
        size_t i = 0;
        struct view rest = view_slice(body, at, body.size);
        while (i < 5 && !view_starts_with(rest, view_of(from[i])))
            i++;
        if (i < 5)
            buffer_add_string(&out, to[i]);
        else
            buffer_add_char(&out, body.data[at]);
        at += i < 5 ? strlen(from[i]) : 1;
    }
    buffer_add_string(&out, "\n</body></tmx>\n");
    return out;
}

static void check_fact(const struct fixture *fixture, const struct buffer *out, struct view fact)
{
    char counts[64];
    const size_t *added = fixture->counts.added;
    fact = view_trim(fact);
    if (view_starts_with(fact, VIEW("counts: "))) {
        snprintf(counts, sizeof counts, "counts: %zu/%zu/%zu/%zu", added[MEMORY_NEW],
                 added[MEMORY_CHANGED], added[MEMORY_SAME],
                 added[MEMORY_UNFIT] + fixture->counts.other);
        test_text_equal(view_of(counts), fact, "counts");
        return;
    }
    bool absent = view_starts_with(fact, VIEW("!"));
    struct buffer wanted = {0};
    fact = view_slice(fact, absent, fact.size);
    while (fact.size > 0) {
        buffer_add_view(&wanted, change_until(&fact, VIEW("\\n")));
        buffer_add_string(&wanted, fact.size > 0 ? "\n" : "");
    }
    bool found = view_find(buffer_view(out), buffer_view(&wanted), 0) != SIZE_MAX;
    if (found == absent)
        printf("\n    %s: %.*s\n%.*s", absent ? "there is" : "there is no",
               SHOW(buffer_view(&wanted)), SHOW(buffer_view(out)));
    CU_ASSERT_NOT_EQUAL(found, absent);
    buffer_free(&wanted);
}

/* The memory's own TMX says all that it has. */
static void check_again(const struct buffer *out)
{
    struct fixture other;
    begin(&other);
    CU_ASSERT_EQUAL(import(&other, buffer_view(out)), STATUS_OK);
    struct buffer again = export(&other, false);
    test_lines_equal(buffer_view(&again), buffer_view(out), "in another memory");
    buffer_free(&again);
    end(&other);
}

static void check_case(struct view line, size_t number, void *context)
{
    struct fixture fixture;
    unsigned before = CU_get_number_of_failures();
    struct view name = change_until(&line, VIEW(" | "));
    struct view header = change_until(&line, VIEW(" | "));
    struct view body = change_until(&line, VIEW(" | "));
    struct buffer document = document_of(header, body);
    (void)context;
    begin(&fixture);
    CU_ASSERT_EQUAL(import(&fixture, buffer_view(&document)), STATUS_OK);
    struct buffer out = export(&fixture, false);
    while (line.size > 0)
        check_fact(&fixture, &out, change_until(&line, VIEW(" ; ")));
    check_again(&out);
    CU_ASSERT_EQUAL(fixture.said.size, 0);
    if (CU_get_number_of_failures() != before)
        printf("    in tmx.txt:%zu: %.*s %.*s\n", number, SHOW(name),
               SHOW(buffer_view(&fixture.said)));
    buffer_free(&out);
    buffer_free(&document);
    end(&fixture);
}

static void files_of_tools(void)
{
    CU_ASSERT_TRUE(test_each_line("memory/tmx.txt", check_case, NULL) > 40);
}

/* ---- tmx-bad.txt -------------------------------------------------------------------------------
 */

static void check_bad(struct view line, size_t number, void *context)
{
    struct fixture fixture;
    struct memory_counts counts;
    struct view name = change_until(&line, VIEW(" | "));
    struct view document = change_until(&line, VIEW(" | "));
    (void)context;
    begin(&fixture);
    enum status status = import(&fixture, document);
    bool said = view_find(buffer_view(&fixture.said), line, 0) != SIZE_MAX;
    CU_ASSERT_EQUAL(status, STATUS_INPUT);
    CU_ASSERT_TRUE(said);
    if (status != STATUS_INPUT || !said)
        printf("\n    tmx-bad.txt:%zu: %.*s: status %d, \"%.*s\"\n", number, SHOW(name),
               (int)status, SHOW(buffer_view(&fixture.said)));
    CU_ASSERT_EQUAL(memory_count(fixture.memory, &counts, &fixture.findings), STATUS_OK);
    CU_ASSERT_EQUAL(counts.translations, 0);
    end(&fixture);
}

static void what_is_refused(void)
{
    CU_ASSERT_TRUE(test_each_line("memory/tmx-bad.txt", check_bad, NULL) > 10);
}

/* ---- made by the test --------------------------------------------------------------------------
 */

/* A pair of translations comes out as OmegaT shows it, and back. */
static void tags_of_omegat(void)
{
    struct fixture fixture;
    struct view body = VIEW("<tu><S>Am 3. Mai sagte er: „Es sind 500.“</S><T>“It is 500,” he said "
                            "on May 3.</T></tu>");
    struct buffer document = document_of(VIEW("srclang=\"de\""), body);
    begin(&fixture);
    CU_ASSERT_EQUAL(import(&fixture, buffer_view(&document)), STATUS_OK);
    struct buffer tags = export(&fixture, true), plain = export(&fixture, false);
    check_fact(&fixture, &tags,
               VIEW("<seg>Am &lt;m0&gt;3. Mai&lt;/m0&gt; sagte er: &lt;f1&gt;Es sind "
                    "&lt;m2&gt;500&lt;/m2&gt;.&lt;/f1&gt;</seg>"));
    check_fact(&fixture, &tags,
               VIEW("<seg>&lt;f1&gt;It is &lt;m2&gt;500&lt;/m2&gt;,&lt;/f1&gt; he said on "
                    "&lt;m0&gt;3. Mai&lt;/m0&gt;.</seg>"));
    end(&fixture);
    begin(&fixture);
    CU_ASSERT_EQUAL(import(&fixture, buffer_view(&tags)), STATUS_OK);
    struct buffer back = export(&fixture, false);
    test_lines_equal(buffer_view(&back), buffer_view(&plain), "by OmegaT's tags");
    end(&fixture);
    buffer_free(&document);
    buffer_free(&tags);
    buffer_free(&plain);
    buffer_free(&back);
}

/* Much text, many codes and deep nesting end in an answer, soon and in little memory. */
static void hostile_sizes(void)
{
    static const struct {
        const char *piece, *after;
        size_t count;
        const char *message;
    } cases[] = {
        {"<bpt i=\"1\"/>", "", 5000, "more than 4096 pieces"},
        {"<ph>", "</ph>", 300, "nested deeper than 256"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture fixture;
        struct buffer document = {0};
        begin(&fixture);
        buffer_add_string(&document, "<tmx version=\"1.4\"><header srclang=\"de\"/><body><tu>"
                                     "<tuv xml:lang=\"de\"><seg>");
        for (size_t k = 0; k < cases[i].count; k++)
            buffer_add_string(&document, cases[i].piece);
        for (size_t k = 0; k < cases[i].count; k++)
            buffer_add_string(&document, cases[i].after);
        buffer_add_string(&document, "</seg></tuv></tu></body></tmx>");
        CU_ASSERT_EQUAL(import(&fixture, buffer_view(&document)), STATUS_INPUT);
        CU_ASSERT_NOT_EQUAL(view_find(buffer_view(&fixture.said), view_of(cases[i].message), 0),
                            SIZE_MAX);
        buffer_free(&document);
        end(&fixture);
    }
}

/* TMX is often UTF-16. */
static void utf_16(void)
{
    struct fixture fixture;
    struct view body = VIEW("<tu><S>Ja</S><T>Yes</T></tu>");
    struct buffer narrow = document_of(VIEW("srclang=\"de\""), body), wide = {0};
    begin(&fixture);
    buffer_add(&wide, "\xFF\xFE", 2);
    for (size_t i = 0; i < narrow.size; i++) {
        buffer_add_char(&wide, narrow.data[i]);
        buffer_add_char(&wide, '\0');
    }
    CU_ASSERT_EQUAL(import(&fixture, buffer_view(&wide)), STATUS_OK);
    CU_ASSERT_EQUAL(fixture.counts.added[MEMORY_NEW], 1);
    buffer_free(&narrow);
    buffer_free(&wide);
    end(&fixture);
}

void suite_tmx(void)
{
    CU_pSuite suite = ADD_SUITE("TMX");
    test_add(suite, "tmx.txt", files_of_tools);
    test_add(suite, "tmx-bad.txt", what_is_refused);
    test_add(suite, "tags of OmegaT", tags_of_omegat);
    test_add(suite, "hostile sizes", hostile_sizes);
    test_add(suite, "UTF-16", utf_16);
}
