/* The translation memory: what is added is found, by any program, whatever happens. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory/coded.h"
#include "memory/memory.h"
#include "tests/tests.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

/* ---- a memory in a folder of its own -------------------------------------------------------- */

struct fixture {
    char folder[32], name[64];
    struct memory *memory;
    struct findings findings;
    struct buffer said;
    struct arena arena;
    struct fuzzy_workspace *work;
};

static void take_finding(void *context, const struct finding *finding)
{
    buffer_add_string(context, finding->message);
}

static void open_memory(struct fixture *fixture, enum memory_mode mode)
{
    enum status status;
    fixture->memory = memory_open(fixture->name, mode, &status, &fixture->findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(fixture->memory);
}

static void begin(struct fixture *fixture)
{
    *fixture = (struct fixture){.folder = "/tmp/satz-test-XXXXXX"};
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(fixture->folder));
    snprintf(fixture->name, sizeof fixture->name, "%s/memory", fixture->folder);
    fixture->findings = (struct findings){.take = take_finding, .context = &fixture->said};
    open_memory(fixture, MEMORY_WRITE);
}

static void end(struct fixture *fixture)
{
    char command[128];
    memory_close(fixture->memory);
    snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
    CU_ASSERT_EQUAL(system(command), 0);
    if (fixture->said.size > 0)
        printf("\n    %.*s", SHOW(buffer_view(&fixture->said)));
    CU_ASSERT_EQUAL(fixture->said.size, 0);
    buffer_free(&fixture->said);
    arena_free(&fixture->arena);
}

/* ---- contents as text ------------------------------------------------------------------------ */

static struct xliff_string string_of(struct view text)
{
    return (struct xliff_string){text.data ? text.data : "", text.size};
}

/* "{number 12.000}" of a source, "{2}" of a target. */
static struct xliff_part read_code(struct view inside, size_t number, size_t open,
                                   const struct xliff_content *source)
{
    size_t blank = view_find(inside, VIEW(" "), 0), which;
    char sign = inside.size > 0 ? inside.data[0] : 0;
    if (view_to_size(inside, &which))
        for (size_t i = 0; i < source->count; i++)
            if (source->parts[i].kind != XLIFF_TEXT && --which == 0)
                return source->parts[i];
    size_t start = sign == '+' || sign == '-' ? 1 : 0;
    static const char digits[] = "0123456789";
    struct xliff_part part = {
        .kind = sign == '+'   ? XLIFF_OPEN
                : sign == '-' ? XLIFF_CLOSE
                              : XLIFF_PLACEHOLDER,
        .id = {&digits[number], 1},
        .type = string_of(view_slice(inside, start, blank)),
        .text = string_of(view_slice(inside, blank + 1, inside.size)),
    };
    if (part.kind == XLIFF_CLOSE)
        part.ref = (struct xliff_string){&digits[open], 1};
    return part;
}

static struct xliff_content read_content(struct arena *arena, struct view text,
                                         const struct xliff_content *source)
{
    struct xliff_part *parts = arena_take(arena, 32 * sizeof *parts);
    struct xliff_content content = {.parts = parts};
    struct coded_piece piece;
    size_t codes = 0, open = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(parts);
    text = view_trim(text);
    while (coded_next(&text, &piece) && content.count < 32) {
        if (piece.code) {
            parts[content.count] = read_code(piece.text, ++codes, open, source);
            open = parts[content.count].kind == XLIFF_OPEN ? codes : open;
        } else {
            parts[content.count] =
                (struct xliff_part){.kind = XLIFF_TEXT, .text = string_of(piece.text)};
        }
        content.count++;
    }
    return content;
}

/* A target with the ids of its codes. */
static void show_content(struct buffer *out, const struct xliff_content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind == XLIFF_TEXT)
            coded_add_text(out, (struct view){part->text.data, part->text.size});
        else
            buffer_printf(out, "{%.*s}", (int)part->id.size, part->id.data);
    }
}

/* ---- look-up.txt ------------------------------------------------------------------------------
 */

enum column {
    COLUMN_WHAT,
    COLUMN_SOURCE,
    COLUMN_SECOND,
    COLUMN_THIRD,
    COLUMN_FOURTH,
    COLUMN_FIFTH,
    COLUMNS
};

static void split(struct view line, struct view columns[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        size_t at = view_find(line, VIEW("|"), 0);
        size_t size = at == SIZE_MAX ? line.size : at;
        columns[i] = view_trim(view_slice(line, 0, size));
        line = view_slice(line, at == SIZE_MAX ? size : size + 1, line.size);
    }
}

static uint64_t neighbour(struct fixture *fixture, struct view text)
{
    struct xliff_content content = read_content(&fixture->arena, text, NULL);
    return text.size == 0 ? 0 : memory_context(fixture->memory, &content);
}

static struct memory_context read_context(struct fixture *fixture, const struct view *columns)
{
    return (struct memory_context){neighbour(fixture, columns[0]), neighbour(fixture, columns[1])};
}

static void add_line(struct fixture *fixture, const struct view columns[COLUMNS])
{
    struct xliff_content source = read_content(&fixture->arena, columns[COLUMN_SOURCE], NULL);
    struct xliff_content target = read_content(&fixture->arena, columns[COLUMN_SECOND], &source);
    struct memory_entry entry = {.source_lang = "de",
                                 .target_lang = "en-US",
                                 .source = &source,
                                 .target = &target,
                                 .context = read_context(fixture, columns + COLUMN_THIRD)};
    enum memory_added added = MEMORY_UNFIT;
    CU_ASSERT_EQUAL(memory_add(fixture->memory, &entry, &added, &fixture->findings), STATUS_OK);
    CU_ASSERT_TRUE(added == MEMORY_NEW || added == MEMORY_CHANGED);
    CU_ASSERT_EQUAL(memory_commit(fixture->memory, &fixture->findings), STATUS_OK);
}

static bool answers(const struct memory_match *matches, size_t count, struct view expected)
{
    bool decided = memory_decide(matches, count);
    size_t dash = view_find(expected, VIEW("-"), 0), low, high;
    struct view first = view_slice(expected, 0, dash == SIZE_MAX ? expected.size : dash);
    if (view_equal(expected, VIEW("none")))
        return count == 0;
    if (view_equal(expected, VIEW("translation")))
        return decided;
    struct view last = dash == SIZE_MAX ? expected : view_slice(expected, dash + 1, expected.size);
    return count > 0 && !decided && view_to_size(first, &low) && view_to_size(last, &high) &&
           matches[0].score >= low && matches[0].score <= high;
}

static void ask_line(struct fixture *fixture, const struct view columns[COLUMNS], size_t number)
{
    struct xliff_content source = read_content(&fixture->arena, columns[COLUMN_SOURCE], NULL);
    struct memory_query query = {.source_lang = "de-DE",
                                 .target_lang = "en-US",
                                 .source = &source,
                                 .context = read_context(fixture, columns + COLUMN_FOURTH)};
    const struct memory_match *matches;
    struct buffer target = {0};
    size_t count;
    CU_ASSERT_EQUAL_FATAL(
        memory_look_up(fixture->memory, &query, 5, &matches, &count, &fixture->findings),
        STATUS_OK);
    if (count > 0)
        show_content(&target, &matches[0].target);
    bool right = answers(matches, count, columns[COLUMN_SECOND]);
    CU_ASSERT_TRUE(right);
    if (!right)
        printf("\n    look-up.txt:%zu: %zu matches, score %u", number, count,
               count > 0 ? matches[0].score : 0);
    test_text_equal(buffer_view(&target), columns[COLUMN_THIRD], "look-up.txt");
    buffer_free(&target);
}

static void check_line(struct view line, size_t number, void *context)
{
    struct fixture *fixture = context;
    struct view columns[COLUMNS];
    arena_clear(&fixture->arena);
    split(line, columns);
    if (view_equal(columns[COLUMN_WHAT], VIEW("add")))
        add_line(fixture, columns);
    else
        ask_line(fixture, columns, number);
}

static void look_ups(void)
{
    struct fixture fixture;
    begin(&fixture);
    CU_ASSERT_TRUE(test_each_line("memory/look-up.txt", check_line, &fixture) > 25);
    end(&fixture);
}

/* ---- the index ------------------------------------------------------------------------------ */

static struct xliff_content text_content(struct xliff_part *part, const char *text)
{
    *part = (struct xliff_part){.kind = XLIFF_TEXT, .text = {text, strlen(text)}};
    return (struct xliff_content){.parts = part, .count = 1};
}

static enum memory_added add_text(struct fixture *fixture, const char *source, const char *target,
                                  const char *target_lang)
{
    struct xliff_part parts[2];
    struct xliff_content contents[] = {text_content(&parts[0], source),
                                       text_content(&parts[1], target)};
    struct memory_entry entry = {.source_lang = "de",
                                 .target_lang = target_lang,
                                 .source = &contents[0],
                                 .target = &contents[1]};
    enum memory_added added = MEMORY_UNFIT;
    CU_ASSERT_EQUAL(memory_add(fixture->memory, &entry, &added, &fixture->findings), STATUS_OK);
    return added;
}

static unsigned best_score(struct fixture *fixture, const char *source, const char *target_lang)
{
    struct xliff_part part;
    struct xliff_content content = text_content(&part, source);
    struct memory_query query = {
        .source_lang = "de", .target_lang = target_lang, .source = &content};
    const struct memory_match *matches;
    size_t count;
    CU_ASSERT_EQUAL_FATAL(
        memory_look_up(fixture->memory, &query, 5, &matches, &count, &fixture->findings),
        STATUS_OK);
    return count > 0 ? matches[0].score : 0;
}

/* Sentences of nothing but words that stand everywhere are found by pairs of words. */
static void frequent_words(void)
{
    size_t count = test_is_quick() ? 200 : 40000;
    struct fixture fixture;
    char text[128];
    begin(&fixture);
    for (size_t i = 0; i < count; i++) {
        snprintf(text, sizeof text, "Das Haus an der Straße %c%c%c ist alt", (char)('a' + i % 26),
                 (char)('a' + i / 26 % 26), (char)('a' + i / 676 % 60));
        add_text(&fixture, text, "x", "en-US");
    }
    CU_ASSERT_EQUAL(add_text(&fixture, "Alt ist das Haus, alt ist der Straße Haus", "y", "en-US"),
                    MEMORY_NEW);
    CU_ASSERT_EQUAL(memory_commit(fixture.memory, &fixture.findings), STATUS_OK);
    CU_ASSERT_TRUE(best_score(&fixture, "Alt ist das Haus, alt ist der Straße Hauß", "en-US") > 90);
    CU_ASSERT_TRUE(best_score(&fixture, "Das Haus an der Straße bbz ist alt", "en-US") >= 85);
    end(&fixture);
}

static void languages(void)
{
    struct fixture fixture;
    begin(&fixture);
    add_text(&fixture, "Der Hafen ist zu.", "The harbor is closed.", "en-US");
    CU_ASSERT_EQUAL(add_text(&fixture, "Der Hafen ist zu.", "The harbour is closed.", "EN-gb"),
                    MEMORY_NEW);
    CU_ASSERT_EQUAL(add_text(&fixture, "Der Hafen ist zu.", "The harbour is closed.", "en-GB"),
                    MEMORY_SAME);
    CU_ASSERT_EQUAL(add_text(&fixture, "Der Kai ist zu.", "The quay is closed.", "en"), MEMORY_NEW);
    CU_ASSERT_EQUAL(memory_commit(fixture.memory, &fixture.findings), STATUS_OK);
    CU_ASSERT_EQUAL(best_score(&fixture, "Der Hafen ist zu.", "en-US"), 100);
    CU_ASSERT_TRUE(best_score(&fixture, "Der Hafen ist zu.", "en-AU") < 100);
    CU_ASSERT_EQUAL(best_score(&fixture, "Der Kai ist zu.", "en-AU"), 100);
    CU_ASSERT_EQUAL(best_score(&fixture, "Der Kai ist zu.", "fr"), 0);
    end(&fixture);
}

/* What is no translation is not kept. */
static void unfit(void)
{
    struct fixture fixture;
    struct memory_counts counts;
    begin(&fixture);
    CU_ASSERT_EQUAL(add_text(&fixture, "", "x", "en"), MEMORY_UNFIT);
    CU_ASSERT_EQUAL(add_text(&fixture, " \n", "x", "en"), MEMORY_UNFIT);
    CU_ASSERT_EQUAL(add_text(&fixture, "Ja.", " ", "en"), MEMORY_UNFIT);
    CU_ASSERT_EQUAL(memory_commit(fixture.memory, &fixture.findings), STATUS_OK);
    CU_ASSERT_EQUAL(memory_count(fixture.memory, &counts, &fixture.findings), STATUS_OK);
    CU_ASSERT_EQUAL(counts.translations, 0);
    end(&fixture);
}

/* What was not committed is not there, and does not stay in the index. */
static void forgotten(void)
{
    struct fixture fixture;
    begin(&fixture);
    add_text(&fixture, "Der Hafen ist zu.", "The harbor is closed.", "en");
    memory_rollback(fixture.memory);
    CU_ASSERT_EQUAL(best_score(&fixture, "Der Hafen ist zu.", "en"), 0);
    add_text(&fixture, "Der Kai ist zu.", "The quay is closed.", "en");
    CU_ASSERT_EQUAL(memory_commit(fixture.memory, &fixture.findings), STATUS_OK);
    memory_close(fixture.memory);
    open_memory(&fixture, MEMORY_READ);
    CU_ASSERT_EQUAL(best_score(&fixture, "Der Kai ist zu", "en"), 97);
    CU_ASSERT_TRUE(best_score(&fixture, "Der Hafen ist zu.", "en") < 100);
    end(&fixture);
}

void suite_memory(void)
{
    CU_pSuite suite = ADD_SUITE("translation memory");
    test_add(suite, "look-up.txt", look_ups);
    test_add(suite, "words that stand everywhere", frequent_words);
    test_add(suite, "languages and regions", languages);
    test_add(suite, "what is no translation", unfit);
    test_add(suite, "what was not committed", forgotten);
}
