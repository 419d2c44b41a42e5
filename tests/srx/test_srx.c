#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "srx/srx.h"
#include "tests/tests.h"

#define FOLDER "tests/srx/"

static void take_finding(void *context, const struct finding *finding)
{
    struct buffer *shown = context;
    if (finding->place.line > 0 && finding->place.column > 0)
        buffer_printf(shown, "%zu:%zu: ", finding->place.line, finding->place.column);
    else if (finding->place.line > 0)
        buffer_printf(shown, "%zu: ", finding->place.line);
    buffer_add_string(shown, finding->message);
}

/* Replaces every `from` in the buffer. */
static void replace(struct buffer *text, struct view from, struct view to)
{
    struct buffer result = {0};
    size_t at = 0, found;
    while ((found = view_find(buffer_view(text), from, at)) != SIZE_MAX) {
        buffer_add_view(&result, view_slice(buffer_view(text), at, found));
        buffer_add_view(&result, to);
        at = found + from.size;
    }
    buffer_add_view(&result, view_slice(buffer_view(text), at, text->size));
    buffer_free(text);
    *text = result;
}

static void unescape(struct buffer *text)
{
    replace(text, VIEW("\\n"), VIEW("\n"));
    replace(text, VIEW("\\t"), VIEW("\t"));
    replace(text, VIEW("\\_"), VIEW("\xc2\xa0"));
}

/* ---- texts with their breaks (cases.txt) ------------------------------------------------- */

/* The rules of the last case: most cases ask for those of the one before. */
struct loaded {
    struct buffer name; /* "FILE LANGUAGE" */
    struct srx_rules *rules;
};

static struct srx_rules *load(struct loaded *loaded, struct view name, struct findings *findings)
{
    enum status status = STATUS_OK;
    struct buffer path = {0};
    size_t space = view_find(name, VIEW(" "), 0);
    if (loaded->rules && view_equal(name, buffer_view(&loaded->name)))
        return loaded->rules;
    srx_free(loaded->rules);
    buffer_clear(&loaded->name);
    buffer_add_view(&loaded->name, name);
    buffer_printf(&path, FOLDER "%.*s%c%.*s%c", (int)space, name.data, 0,
                  (int)(name.size - space - 1), name.data + space + 1, 0);
    loaded->rules = srx_load(path.data, path.data + strlen(path.data) + 1, &status, findings);
    CU_ASSERT_EQUAL(status, STATUS_OK);
    buffer_free(&path);
    return loaded->rules;
}

/* The text with its breaks as the cases show them. */
static void show(struct buffer *shown, struct view text, const struct srx_break *breaks,
                 size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        struct view joint = view_slice(text, breaks[i].end, breaks[i].next);
        buffer_add_view(shown, view_slice(text, at, breaks[i].end));
        if (view_equal(joint, VIEW(" ")))
            buffer_add_string(shown, breaks[i].is_end ? " | " : " / ");
        else
            buffer_printf(shown, "|%.*s%s", (int)joint.size, joint.data, joint.size > 0 ? "|" : "");
        at = breaks[i].next;
    }
    buffer_add_view(shown, view_slice(text, at, text.size));
}

static void check_case(struct view line, size_t number, void *context)
{
    struct buffer messages = {0}, expected = {0}, text = {0}, shown = {0}, what = {0};
    struct findings findings = {.take = take_finding, .context = &messages};
    const struct srx_break *breaks;
    size_t count, colon = view_find(line, VIEW(": "), 0);
    bool all = view_starts_with(line, VIEW("? "));
    struct srx_rules *rules = load(context, view_slice(line, all ? 2 : 0, colon), &findings);
    enum status status = rules ? STATUS_OK : STATUS_INPUT;
    buffer_add_view(&expected, view_slice(line, colon + 2, line.size));
    unescape(&expected);
    buffer_add_view(&text, buffer_view(&expected));
    replace(&text, VIEW(" | "), VIEW(" "));
    replace(&text, VIEW(" / "), VIEW(" "));
    replace(&text, VIEW("|"), VIEW(""));
    if (rules)
        status = (all ? srx_candidates : srx_segment)(rules, buffer_view(&text), &breaks, &count,
                                                      &findings);
    CU_ASSERT_EQUAL(status, STATUS_OK);
    if (status == STATUS_OK)
        show(&shown, buffer_view(&text), breaks, count);
    buffer_add_view(&shown, buffer_view(&messages));
    buffer_printf(&what, FOLDER "cases.txt:%zu%c", number, 0);
    test_text_equal(buffer_view(&shown), buffer_view(&expected), what.data);
    buffer_free(&messages);
    buffer_free(&expected);
    buffer_free(&text);
    buffer_free(&shown);
    buffer_free(&what);
}

static void rules_cut_texts(void)
{
    struct loaded loaded = {0};
    CU_ASSERT_TRUE(test_each_line("srx/cases.txt", check_case, &loaded) > 50);
    srx_free(loaded.rules);
    buffer_free(&loaded.name);
}

/* ---- files that cannot be used (bad.txt) ------------------------------------------------- */

/* What loading a file of that content says. */
static void load_text(struct view content, struct buffer *messages)
{
    struct findings findings = {.take = take_finding, .context = messages};
    enum status status = STATUS_OK;
    char path[] = "/tmp/satz-test-XXXXXX";
    int file = mkstemp(path);
    CU_ASSERT_FATAL(file >= 0);
    CU_ASSERT_EQUAL(write(file, content.data, content.size), (ssize_t)content.size);
    close(file);
    struct srx_rules *rules = srx_load(path, "de", &status, &findings);
    CU_ASSERT_PTR_NULL(rules);
    CU_ASSERT_EQUAL(status, STATUS_INPUT);
    srx_free(rules);
    unlink(path);
}

/* A line that begins with "= " says what the line before it leads to. */
static void check_bad(struct view line, size_t number, void *context)
{
    struct buffer *content = context, messages = {0}, what = {0};
    if (!view_starts_with(line, VIEW("= "))) {
        buffer_clear(content);
        buffer_add_view(content, line);
        unescape(content);
        return;
    }
    load_text(buffer_view(content), &messages);
    buffer_printf(&what, FOLDER "bad.txt:%zu%c", number, 0);
    test_text_equal(buffer_view(&messages), view_slice(line, 2, line.size), what.data);
    buffer_free(&messages);
    buffer_free(&what);
}

static void bad_files_are_refused(void)
{
    struct buffer content = {0};
    CU_ASSERT_TRUE(test_each_line("srx/bad.txt", check_bad, &content) > 30);
    buffer_free(&content);
}

static void a_large_file_is_refused(void)
{
    struct buffer content = {0}, messages = {0};
    while (content.size <= 16 << 20)
        buffer_add_string(&content,
                          "                                                              ");
    load_text(buffer_view(&content), &messages);
    test_text_equal(buffer_view(&messages),
                    VIEW("has more than 16 MiB; is it a file of segmentation rules?"), "16 MiB");
    buffer_free(&content);
    buffer_free(&messages);
}

/* Only the rules of the language are read, so a broken one elsewhere does no harm. */
static void a_broken_rule_is_named(void)
{
    struct buffer messages = {0};
    struct findings findings = {.take = take_finding, .context = &messages};
    enum status status;
    CU_ASSERT_PTR_NULL(srx_load(FOLDER "rules.srx", "x-broken", &status, &findings));
    CU_ASSERT_EQUAL(status, STATUS_INPUT);
    struct view message = buffer_view(&messages);
    CU_ASSERT_TRUE(view_find(message, VIEW("U_REGEX_MISSING_CLOSE_BRACKET"), 0) != SIZE_MAX);
    buffer_clear(&messages);
    CU_ASSERT_PTR_NULL(srx_load(FOLDER "missing.srx", "de", &status, &findings));
    CU_ASSERT_EQUAL(status, STATUS_INPUT);
    CU_ASSERT_TRUE(messages.size > 0);
    buffer_free(&messages);
}

/* ---- limits ------------------------------------------------------------------------------ */

/* `piece`, `count` times, and then `end`, cut by the rules for `language`. */
static enum status cut_long(const char *language, struct view piece, size_t count, struct view end,
                            size_t *found, struct buffer *messages)
{
    struct findings findings = {.take = take_finding, .context = messages};
    enum status status;
    struct buffer text = {0};
    const struct srx_break *breaks;
    struct srx_rules *rules = srx_load(FOLDER "rules.srx", language, &status, &findings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(rules);
    for (size_t i = 0; i < count; i++)
        buffer_add_view(&text, piece);
    buffer_add_view(&text, end);
    status = srx_segment(rules, buffer_view(&text), &breaks, found, &findings);
    buffer_free(&text);
    srx_free(rules);
    return status;
}

static void a_rule_without_end_is_an_error(void)
{
    static const struct {
        const char *language;
        struct view piece, end;
        size_t count;
        bool fails;
    } rows[] = {
        {"x-bomb", VIEW("a"), VIEW("! "), 60, true},
        {"x-late-bomb", VIEW("a. "), VIEW("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac "), 1, true},
        {"x-slow", VIEW("x.x "), VIEW("x"), 100, false},
        {"x-slow", VIEW("x.x "), VIEW("x"), 100000, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer messages = {0};
        size_t found;
        enum status status = cut_long(rows[i].language, rows[i].piece, rows[i].count, rows[i].end,
                                      &found, &messages);
        bool told = view_find(buffer_view(&messages), VIEW(": the rule takes too long"), 0) < 10;
        CU_ASSERT_EQUAL(status, rows[i].fails ? STATUS_INPUT : STATUS_OK);
        CU_ASSERT_EQUAL(told, rows[i].fails);
        buffer_free(&messages);
    }
}

/* Linear: a paragraph of a megabyte is no harder than many small ones. */
static void long_paragraphs_are_cut(void)
{
    static const struct {
        const char *language;
        struct view piece;
        size_t breaks; /* one a piece, one less where the last is at the end */
    } rows[] = {
        {"de", VIEW("Ein Satz von z. B. Dr. Meier, Seite 3. "), 0},
        {"de", VIEW("...................................... "), 1},
        {"x-blanks", VIEW("                                      "), 0},
        {"x-after-blank", VIEW(".                                 a   "), 1},
        {"x-no-after", VIEW(";;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;"), 38},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer messages = {0};
        size_t found, count = test_is_quick() ? 100 : 25000;
        enum status status =
            cut_long(rows[i].language, rows[i].piece, count, VIEW("Ende"), &found, &messages);
        CU_ASSERT_EQUAL(status, STATUS_OK);
        test_text_equal(buffer_view(&messages), VIEW(""), rows[i].language);
        if (rows[i].breaks > 0)
            CU_ASSERT_EQUAL(found, count * rows[i].breaks);
        buffer_free(&messages);
    }
}

/* ---- the suite --------------------------------------------------------------------------- */

static void a_build_without_icu_says_so(void)
{
    struct buffer messages = {0};
    struct findings findings = {.take = take_finding, .context = &messages};
    enum status status;
    CU_ASSERT_PTR_NULL(srx_load(FOLDER "rules.srx", "de", &status, &findings));
    CU_ASSERT_EQUAL(status, STATUS_USAGE);
    CU_ASSERT_TRUE(view_find(buffer_view(&messages), VIEW("ICU"), 0) != SIZE_MAX);
    buffer_free(&messages);
}

void suite_srx(void)
{
    CU_pSuite suite = ADD_SUITE("srx");
    if (!srx_supported()) {
        test_add(suite, "a build without ICU says so", a_build_without_icu_says_so);
        return;
    }
    test_add(suite, "rules cut texts", rules_cut_texts);
    test_add(suite, "bad files are refused", bad_files_are_refused);
    test_add(suite, "a large file is refused", a_large_file_is_refused);
    test_add(suite, "a broken rule is named", a_broken_rule_is_named);
    test_add(suite, "a rule without end is an error", a_rule_without_end_is_an_error);
    test_add(suite, "long paragraphs are cut", long_paragraphs_are_cut);
}
