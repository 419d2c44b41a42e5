/* Every check, with what it must find and what it must not: the cases of cases.txt. */
#include <stdio.h>
#include <stdlib.h>

#include "check/check.h"
#include "exchange/codes.h"
#include "tests/articles/articles.h"
#include "tests/tests.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

enum { MOST_SEGMENTS = 8 };

/* ---- reading a case ---------------------------------------------------------------------- */

struct check_case {
    struct view about, german, english, expected;
    bool british, to_german, no_language;
};

static struct view take_column(struct view *rest, struct view mark)
{
    size_t at = view_find(*rest, mark, 0);
    size_t end = at == SIZE_MAX ? rest->size : at;
    struct view column = view_slice(*rest, 0, end);
    *rest = view_slice(*rest, at == SIZE_MAX ? end : end + mark.size, rest->size);
    return column;
}

static struct check_case read_case(struct view line)
{
    struct check_case result = {.about = take_column(&line, VIEW(" | "))};
    if (view_ends_with(result.about, VIEW(" en-GB"))) {
        result.british = true;
        result.about.size -= sizeof " en-GB" - 1;
    } else if (view_ends_with(result.about, VIEW(" de"))) {
        result.to_german = true;
        result.about.size -= sizeof " de" - 1;
    } else if (view_ends_with(result.about, VIEW(" none"))) {
        result.no_language = true;
        result.about.size -= sizeof " none" - 1;
    }
    result.german = take_column(&line, VIEW(" | "));
    if (view_starts_with(line, VIEW("| "))) /* an empty target */
        line = view_slice(line, 2, line.size);
    else
        result.english = take_column(&line, VIEW(" | "));
    result.expected = line;
    return result;
}

/* Adds text with \s and \u200B; as they are written in a case. */
static void add_unescaped(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        struct view rest = view_slice(text, i, text.size);
        if (view_starts_with(rest, VIEW("\\u"))) {
            buffer_add_codepoint(out, (uint32_t)strtoul(rest.data + 2, NULL, 16));
            i += view_find(rest, VIEW(";"), 0);
        } else if (view_starts_with(rest, VIEW("\\s"))) {
            buffer_add_char(out, ' ');
            i++;
        } else {
            buffer_add_char(out, text.data[i]);
        }
    }
}

/* ---- a block of it ----------------------------------------------------------------------- */

struct block {
    struct arena arena;
    enum xliff_version version;
    struct buffer german;          /* without braces */
    size_t marked[64], mark_count; /* offsets that had a brace before them */
    struct protect_spans spans;
    struct xliff_segment segments[2 * MOST_SEGMENTS]; /* with ignorables */
    size_t count;
    struct xliff_part *codes; /* of the German, in order */
    struct view code_texts[64];
    size_t code_count;
};

static struct xliff_string copy(struct block *block, struct view text)
{
    return view_string(arena_copy(&block->arena, text));
}

static bool is_marked(const struct block *block, size_t at)
{
    for (size_t i = 0; i < block->mark_count; i++)
        if (block->marked[i] == at)
            return true;
    return false;
}

/* The German without braces and ||, which part segments; a brace marks a code. */
static void read_german(struct block *block, struct view text)
{
    struct view rest = text, segment;
    struct translation_piece piece;
    while (rest.size > 0) {
        segment = take_column(&rest, VIEW(" || "));
        while (translation_next(&segment, &piece)) {
            if (piece.code)
                block->marked[block->mark_count++] = block->german.size;
            add_unescaped(&block->german, piece.text);
        }
        if (rest.size > 0)
            buffer_add_char(&block->german, ' ');
    }
}

static struct xliff_part text_part(struct block *block, struct view text)
{
    struct buffer unescaped = {0};
    add_unescaped(&unescaped, text);
    struct xliff_part part = {
        .kind = XLIFF_TEXT, .text = copy(block, buffer_view(&unescaped)), .translate = -1};
    buffer_free(&unescaped);
    return part;
}

/* Finds the code of the German whose text is the piece's. */
static const struct xliff_part *find_code(const struct block *block,
                                          const struct translation_piece *piece)
{
    size_t seen = 0;
    for (size_t i = 0; i < block->code_count; i++)
        if (view_equal(block->code_texts[i], piece->text) && ++seen == piece->occurrence)
            return &block->codes[i];
    return NULL;
}

static struct xliff_content source_of(struct block *block, size_t start, size_t end)
{
    struct view german = buffer_view(&block->german);
    struct xliff_part *parts = arena_take(&block->arena, 64 * sizeof *parts);
    struct code_context context = {.version = block->version,
                                   .block = german,
                                   .spans = &block->spans,
                                   .start = start,
                                   .end = end,
                                   .arena = &block->arena};
    size_t count = 0, at = start;
    for (size_t i = 0; i < block->spans.count; i++) {
        const struct protect_span *span = &block->spans.items[i];
        if (span->start < start || span->end > end || !is_marked(block, span->start))
            continue;
        if (span->start > at)
            parts[count++] = text_part(block, view_slice(german, at, span->start));
        code_part(&context, i, &parts[count]);
        block->code_texts[block->code_count] = view_slice(german, span->start, span->end);
        block->codes[block->code_count++] = parts[count++];
        at = span->end;
    }
    if (end > at)
        parts[count++] = text_part(block, view_slice(german, at, end));
    return (struct xliff_content){.parts = parts, .count = count};
}

/* "[state]text", "(none)", or text with codes in braces; {+} is a code of another's. */
static void set_target(struct block *block, struct xliff_segment *segment, struct view text)
{
    struct xliff_part *parts = arena_take(&block->arena, (text.size + 1) * sizeof *parts);
    struct translation_piece piece;
    size_t count = 0;
    if (view_starts_with(text, VIEW("["))) {
        struct view state = take_column(&text, VIEW("]"));
        state = view_slice(state, 1, state.size);
        if (view_equal(state, VIEW("waiting")))
            state = block->version == XLIFF_1_2 ? VIEW("needs-translation") : VIEW("initial");
        segment->state = copy(block, state);
    }
    if (view_equal(text, VIEW("(none)")))
        return;
    while (translation_next(&text, &piece)) {
        const struct xliff_part *code = piece.code ? find_code(block, &piece) : NULL;
        parts[count] = text_part(block, piece.text);
        if (piece.code && !code)
            parts[count] = (struct xliff_part){
                .kind = XLIFF_PLACEHOLDER, .id = copy(block, VIEW("99")), .translate = -1};
        else if (code)
            parts[count] = *code;
        CU_ASSERT_TRUE(!piece.code || code || view_equal(piece.text, VIEW("+")));
        count++;
    }
    segment->has_target = true;
    segment->target = (struct xliff_content){.parts = parts, .count = count};
}

static void build(struct block *block, const struct check_case *test, const struct terms *never)
{
    struct protect_options protect = {
        .kinds = PROTECT_EVERYTHING,
        .never = never,
        .to = test->to_german ? PROTECT_TO_SOURCE
              : test->british ? PROTECT_EN_GB
                              : PROTECT_EN_US,
    };
    struct view german = test->german, english = test->english;
    size_t at = 0;
    read_german(block, german);
    CU_ASSERT_TRUE_FATAL(protect_find(buffer_view(&block->german), &protect, &block->spans));
    block->codes = arena_take(&block->arena, 64 * sizeof *block->codes);
    while (german.size > 0) {
        struct block plain = {0};
        read_german(&plain, take_column(&german, VIEW(" || ")));
        if (at > 0) {
            struct xliff_segment *joint = &block->segments[block->count++];
            *joint =
                (struct xliff_segment){.ignorable = true, .source = source_of(block, at, at + 1)};
            at++;
        }
        struct xliff_segment *segment = &block->segments[block->count++];
        *segment = (struct xliff_segment){
            .source = source_of(block, at, at + plain.german.size),
            .id = copy(block, block->count == 1 ? VIEW("s1") : VIEW("s2")),
        };
        at += plain.german.size;
        buffer_free(&plain.german);
    }
    for (size_t i = 0; i < block->count; i += 2)
        set_target(block, &block->segments[i], take_column(&english, VIEW(" || ")));
    CU_ASSERT_EQUAL(block->code_count, block->mark_count);
}

/* ---- what is found ----------------------------------------------------------------------- */

static void take_id(void *context, const struct finding *finding)
{
    struct buffer *ids = context;
    if (ids->size > 0)
        buffer_add_string(ids, ", ");
    buffer_add_string(ids, finding->id ? finding->id : finding->message);
}

/* 1.2: a unit a segment; 2.x: one unit. */
static void feed(struct checker *checker, const struct block *block)
{
    struct xliff_unit unit = {.id = {"b1", 2}, .line = 1};
    char id[32];
    if (block->version != XLIFF_1_2) {
        unit.segments = block->segments;
        unit.segment_count = block->count;
        checker_unit(checker, &unit);
        return;
    }
    for (size_t i = 0; i < block->count; i += 2) {
        struct xliff_segment segment = block->segments[i];
        snprintf(id, sizeof id, "b1.s%zu", i / 2 + 1);
        segment.id = (struct xliff_string){0};
        unit.id = view_string(view_of(id));
        unit.segments = &segment;
        unit.segment_count = 1;
        checker_unit(checker, &unit);
    }
}

struct lists {
    struct terms *terms, *never;
    size_t trips[64], misses[64]; /* by check: how many cases */
};

static struct buffer find(const struct check_case *test, enum xliff_version version,
                          const struct lists *lists)
{
    struct buffer ids = {0};
    struct findings findings = {take_id, &ids, STATUS_OK};
    struct checker_options options = {.file = "case", .terms = lists->terms, .never = lists->never};
    struct checker *checker = checker_new(&options, &findings);
    struct view german = test->german, english = test->english;
    struct check_case part = *test;
    /* ¶ parts blocks. */
    struct checker_file file = {
        .version = version,
        .no_target_language = test->no_language,
        .to = test->to_german ? PROTECT_TO_SOURCE
              : test->british ? PROTECT_EN_GB
                              : PROTECT_EN_US,
    };
    checker_begin_file(checker, &file);
    while (german.size > 0) {
        struct block block = {.version = version};
        part.german = take_column(&german, VIEW(" ¶ "));
        part.english = take_column(&english, VIEW(" ¶ "));
        build(&block, &part, lists->never);
        feed(checker, &block);
        if (version == XLIFF_1_2)
            checker_end_file(checker);
        arena_free(&block.arena);
        buffer_free(&block.german);
        protect_spans_free(&block.spans);
    }
    CU_ASSERT_EQUAL(checker_end_file(checker), STATUS_OK);
    checker_free(checker);
    return ids;
}

static void count_case(struct lists *lists, const struct check_case *test)
{
    size_t count, i = 0;
    const struct check_row *rows = check_rows(&count);
    while (i < count && !view_equal(test->about, view_of(rows[i].id)))
        i++;
    CU_ASSERT_TRUE_FATAL(i < count && count <= 64);
    if (view_find(test->expected, test->about, 0) == SIZE_MAX)
        lists->misses[i]++;
    else
        lists->trips[i]++;
}

static void check_case(struct view line, size_t number, void *context)
{
    struct lists *lists = context;
    struct check_case test = read_case(line);
    static const enum xliff_version versions[] = {XLIFF_1_2, XLIFF_2_1};
    count_case(lists, &test);
    for (size_t i = 0; i < 2; i++) {
        struct buffer ids = find(&test, versions[i], lists);
        struct view found = ids.size > 0 ? buffer_view(&ids) : VIEW("-");
        bool equal = view_equal(found, test.expected);
        CU_ASSERT_TRUE(equal);
        if (!equal)
            printf("\n    cases.txt:%zu: %.*s\n      want %.*s\n      got  %.*s (%s)\n", number,
                   SHOW(line), SHOW(test.expected), SHOW(found), i == 0 ? "1.2" : "2.1");
        buffer_free(&ids);
    }
}

static void finds_what_is_wrong_and_nothing_else(void)
{
    struct lists lists = {0};
    struct buffer terms = test_read_file("check/terms.txt");
    struct buffer never = test_read_file("check/never.txt");
    size_t line, count;
    lists.terms = terms_read(buffer_view(&terms), true, &line);
    lists.never = terms_read(buffer_view(&never), false, &line);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lists.terms);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lists.never);
    CU_ASSERT_TRUE(test_each_line("check/cases.txt", check_case, &lists) > 100);
    const struct check_row *rows = check_rows(&count);
    for (size_t i = 0; i < count; i++) {
        if (lists.trips[i] < 2 || lists.misses[i] < 2)
            printf("\n    %s: %zu cases that trip it, %zu that nearly do\n", rows[i].id,
                   lists.trips[i], lists.misses[i]);
        CU_ASSERT_TRUE(lists.trips[i] >= 2 && lists.misses[i] >= 2);
    }
    terms_free(lists.terms);
    terms_free(lists.never);
    buffer_free(&terms);
    buffer_free(&never);
}

/* ---- the list of checks ------------------------------------------------------------------ */

/* The man page has ".It Cm id Pq severity" for each, in the same order. */
static void man_page_has_the_same_list(void)
{
    struct buffer page = test_read_file("../src/satz.1");
    static const char *const severities[] = {"remark", "warning", "error"};
    size_t count, at = 0;
    const struct check_row *rows = check_rows(&count);
    for (size_t i = 0; i < count; i++) {
        struct buffer item = {0};
        buffer_printf(&item, ".It Cm %s Pq %s\n", rows[i].id, severities[rows[i].severity]);
        size_t found = view_find(buffer_view(&page), buffer_view(&item), at);
        CU_ASSERT_NOT_EQUAL(found, SIZE_MAX);
        if (found == SIZE_MAX)
            printf("\n    not in the man page, or in another order: %.*s",
                   SHOW(buffer_view(&item)));
        else
            at = found + item.size;
        buffer_free(&item);
    }
    CU_ASSERT_EQUAL(view_find(buffer_view(&page), VIEW(" Pq error\n"), at), SIZE_MAX);
    CU_ASSERT_EQUAL(view_find(buffer_view(&page), VIEW(" Pq warning\n"), at), SIZE_MAX);
    buffer_free(&page);
}

/* What took quadratic time takes none to speak of. */
static void large_blocks_are_checked(void)
{
    enum { MANY = 30000 };
    struct buffer ids = {0}, german = {0}, english = {0};
    struct findings findings = {take_id, &ids, STATUS_OK};
    struct checker_options options = {.file = "case"};
    struct checker *checker = checker_new(&options, &findings);
    struct checker_file file = {.version = XLIFF_2_1, .to = PROTECT_EN_US};
    struct xliff_segment *segments = calloc(MANY + 1, sizeof *segments);
    struct xliff_part *parts = calloc(2 * MANY + 2, sizeof *parts);
    size_t *ends = calloc(2 * MANY + 2, sizeof *ends);
    CU_ASSERT_TRUE_FATAL(checker && segments && parts && ends);
    for (unsigned i = 0; i < MANY; i++) {
        buffer_printf(&german, "Wort %u.%03u und www.a%u.de. ", 13 + i / 900, 100 + i % 900, i);
        buffer_printf(&english, "word %u,%03u and www.a%u.de. ", 13 + i / 900, 100 + i % 900, i);
        ends[2 * i + 2] = german.size;
        ends[2 * i + 3] = english.size;
    }
    for (size_t i = 0; i <= MANY; i++) { /* the last is all of them in one */
        size_t from = i < MANY ? 2 * i : 0, to = i < MANY ? 2 * i + 2 : 2 * MANY;
        struct view texts[] = {view_slice(buffer_view(&german), ends[from], ends[to]),
                               view_slice(buffer_view(&english), ends[from + 1], ends[to + 1])};
        for (size_t k = 0; k < 2; k++)
            parts[2 * i + k] = (struct xliff_part){
                .kind = XLIFF_TEXT, .text = view_string(texts[k]), .translate = -1};
        segments[i] = (struct xliff_segment){.has_target = true,
                                             .source = {.parts = &parts[2 * i], .count = 1},
                                             .target = {.parts = &parts[2 * i + 1], .count = 1}};
    }
    struct xliff_unit unit = {.id = {"b1", 2}, .segments = segments, .segment_count = MANY + 1};
    checker_begin_file(checker, &file);
    CU_ASSERT_EQUAL(checker_unit(checker, &unit), STATUS_OK);
    CU_ASSERT_EQUAL(checker_end_file(checker), STATUS_OK);
    test_text_equal(buffer_view(&ids), VIEW(""), "findings");
    checker_free(checker);
    buffer_free(&ids);
    buffer_free(&german);
    buffer_free(&english);
    free(segments);
    free(parts);
    free(ends);
}

static void wrong_lists_of_terms(void)
{
    size_t line;
    CU_ASSERT_PTR_NULL(terms_read(VIEW("# a comment\n\nohne Zeichen\n"), true, &line));
    CU_ASSERT_EQUAL(line, 3);
    CU_ASSERT_PTR_NULL(terms_read(VIEW("mit = with\n"), false, &line));
    CU_ASSERT_EQUAL(line, 1);
    CU_ASSERT_PTR_NULL(terms_read(VIEW("a\n\xff\n"), false, &line));
    CU_ASSERT_EQUAL(line, 2);
    CU_ASSERT_PTR_NULL(terms_read(VIEW("...\n"), false, &line));
    struct terms *empty = terms_read((struct view){0}, true, &line);
    struct term_hit hit;
    size_t at = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(empty);
    CU_ASSERT_FALSE(terms_next(empty, VIEW("Wort"), &at, &hit));
    terms_free(empty);
}

void suite_checks(void)
{
    CU_pSuite suite = ADD_SUITE("checks");
    test_add(suite, "what is wrong, and nothing else", finds_what_is_wrong_and_nothing_else);
    test_add(suite, "the man page has the same list", man_page_has_the_same_list);
    test_add(suite, "large blocks are checked", large_blocks_are_checked);
    test_add(suite, "wrong lists of terms", wrong_lists_of_terms);
}
