/* Where sentences end: the cases of cases.txt, genres.txt and keep.txt, every abbreviation, streams
 * in pieces of every size. */
#include "tests/tests.h"

#include <stdio.h>
#include <string.h>

#include "sentence/sentence.h"
#include "tests/sentence/sentences.h"

/* ---- cases -------------------------------------------------------------------------------- */

/* "name: sentence | sentence" as the text, the sentences a line each, with no-break spaces for
 * U+2423. */
static void read_case(struct view line, struct buffer *text, struct buffer *wanted)
{
    size_t at = view_find(line, VIEW(": "), 0);
    CU_ASSERT_FATAL(at != SIZE_MAX);
    for (at += 2; at < line.size; at++) {
        struct view rest = view_slice(line, at, line.size);
        if (view_starts_with(rest, VIEW(" | "))) {
            size_t blanks = rest.size > 3 && rest.data[3] == ' ' ? 2 : 1;
            buffer_add(text, "  ", blanks);
            buffer_add_char(wanted, '\n');
            at += 1 + blanks;
        } else if (view_starts_with(rest, VIEW("\xe2\x90\xa3| "))) {
            buffer_add_codepoint(text, 0xa0);
            buffer_add_char(wanted, '\n');
            at += 4;
        } else if (view_starts_with(rest, VIEW("\xe2\x90\xa3"))) {
            buffer_add_codepoint(text, 0xa0);
            buffer_add_codepoint(wanted, 0xa0);
            at += 2;
        } else {
            buffer_add_char(text, line.data[at]);
            buffer_add_char(wanted, line.data[at]);
        }
    }
    buffer_add_char(wanted, '\n');
}

static void check_case(struct view line, size_t number, void *context)
{
    struct buffer text = {0}, wanted = {0}, got = {0};
    char what[160];
    read_case(line, &text, &wanted);
    snprintf(what, sizeof what, "line %zu: %.*s", number, (int)(line.size < 120 ? line.size : 120),
             line.data);
    split_block_into(buffer_view(&text), context, &got);
    test_text_equal(buffer_view(&got), buffer_view(&wanted), what);
    buffer_clear(&got);
    stream_into(buffer_view(&text), context, 0, &got);
    test_text_equal(buffer_view(&got), buffer_view(&wanted), what);
    buffer_free(&text);
    buffer_free(&wanted);
    buffer_free(&got);
}

static void cases_are_right(void)
{
    struct sentence_options options = {0};
    CU_ASSERT(test_each_line("sentence/cases.txt", check_case, &options) >= 400);
}

static void texts_of_each_genre_are_right(void)
{
    struct sentence_options options = {0};
    CU_ASSERT(test_each_line("sentence/genres.txt", check_case, &options) >= 100);
}

static void quotations_are_kept(void)
{
    struct sentence_options options = {.keep_quotations = true};
    CU_ASSERT(test_each_line("sentence/keep.txt", check_case, &options) >= 15);
}

/* ---- pieces -------------------------------------------------------------------------------- */

static void add_case(struct view line, size_t number, void *context)
{
    struct buffer *all = context, wanted = {0};
    (void)number;
    read_case(line, all, &wanted);
    buffer_add_string(all, number % 3 == 0 ? "\r\n" : number % 3 == 1 ? "\n \n" : " ");
    buffer_free(&wanted);
}

/* All cases, in lines short and long, then a sentence longer than the stream's memory. */
static struct buffer long_text(void)
{
    struct buffer text = {0};
    for (unsigned i = 0; i < 4; i++)
        test_each_line("sentence/cases.txt", add_case, &text);
    for (unsigned i = 0; i < 12000; i++)
        buffer_add_string(&text, "immer weiter ");
    buffer_add_string(&text, "bis zum Schluss. Am 3. Mai war Ruhe.   \n\n\tEnde");
    return text;
}

static void pieces_make_no_difference(void)
{
    struct buffer text = long_text(), whole = {0}, got = {0};
    for (unsigned keep = 0; keep < 2; keep++) {
        struct sentence_options options = {.keep_quotations = keep};
        buffer_clear(&whole);
        stream_into(buffer_view(&text), &options, 0, &whole);
        CU_ASSERT(whole.size > text.size / 2);
        static const size_t sizes[] = {1, 2, 3, 5, 7, 61, 64, 67, 1021, 4099, 16381, 65536};
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            buffer_clear(&got);
            stream_into(buffer_view(&text), &options, sizes[i], &got);
            CU_ASSERT(view_equal(buffer_view(&got), buffer_view(&whole)));
        }
    }
    buffer_free(&text);
    buffer_free(&whole);
    buffer_free(&got);
}

static void alignment_makes_no_difference(void)
{
    struct buffer text = long_text(), whole = {0}, got = {0};
    struct sentence_options options = {0};
    stream_into(buffer_view(&text), &options, 0, &whole);
    for (size_t shift = 1; shift <= 65; shift++) {
        struct buffer moved = {0};
        for (size_t i = 0; i < shift; i++)
            buffer_add_char(&moved, '\n');
        buffer_add_view(&moved, buffer_view(&text));
        buffer_clear(&got);
        stream_into(buffer_view(&moved), &options, 0, &got);
        CU_ASSERT(view_equal(buffer_view(&got), buffer_view(&whole)));
        buffer_free(&moved);
    }
    buffer_free(&text);
    buffer_free(&whole);
    buffer_free(&got);
}

/* A list of the user's takes the quick way out of the walk; the rules alone must say the same. */
static void the_quick_way_is_the_same(void)
{
    size_t line;
    struct buffer text = long_text(), quick = {0}, slow = {0};
    struct sentence_options options = {0};
    struct sentence_abbreviations *none = sentence_abbreviations_read("", 0, &line);
    CU_ASSERT_PTR_NOT_NULL_FATAL(none);
    stream_into(buffer_view(&text), &options, 0, &quick);
    options.abbreviations = none;
    stream_into(buffer_view(&text), &options, 0, &slow);
    CU_ASSERT(view_equal(buffer_view(&quick), buffer_view(&slow)));
    sentence_abbreviations_free(none);
    buffer_free(&text);
    buffer_free(&quick);
    buffer_free(&slow);
}

/* Whether sentence_ends finds what sentence_next finds. */
static bool ends_are_the_same(struct view text, const struct sentence_options *options)
{
    struct sentence_walk walk, listed;
    struct sentence_end ends[SENTENCE_ENDS];
    struct sentence_break found;
    bool same = true;
    sentence_walk_begin(&walk, text.data, text.size, options);
    sentence_walk_begin(&listed, text.data, text.size, options);
    for (size_t count; (count = sentence_ends(&listed, ends)) > 0;)
        for (size_t i = 0; i < count; i++)
            same &= sentence_next(&walk, &found) && found.end == ends[i].end &&
                    found.next == ends[i].next;
    return same && !sentence_next(&walk, &found);
}

static bool is_boundary(struct view text, size_t at)
{
    return ((unsigned char)text.data[at] & 0xc0) != 0x80;
}

static void ends_are_listed_alike(void)
{
    size_t line;
    struct buffer memory = long_text();
    struct view text = buffer_view(&memory);
    struct sentence_options options[] = {{0}, {.keep_quotations = true}, {0}};
    struct sentence_abbreviations *none = sentence_abbreviations_read("", 0, &line);
    options[2].abbreviations = none;
    CU_ASSERT_PTR_NOT_NULL_FATAL(none);
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        for (size_t start = 0; start < 700; start++)
            if (is_boundary(text, start) &&
                !ends_are_the_same(view_slice(text, start, start + 4096), &options[i]))
                CU_FAIL("other ends from another start");
        for (size_t end = 1; end < 4096; end++)
            if (is_boundary(text, end) && !ends_are_the_same(view_slice(text, 0, end), &options[i]))
                CU_FAIL("other ends up to another end");
        CU_ASSERT_TRUE(ends_are_the_same(text, &options[i]));
        CU_ASSERT_TRUE(ends_are_the_same(VIEW(""), &options[i]));
    }
    sentence_abbreviations_free(none);
    buffer_free(&memory);
}

/* As many ends as bytes allow. */
static void the_most_ends(void)
{
    struct buffer text = {0};
    struct sentence_options options = {0};
    for (int i = 0; i < 2000; i++)
        buffer_add_string(&text, "! ");
    buffer_add_string(&text, "Ja");
    CU_ASSERT_TRUE(ends_are_the_same(buffer_view(&text), &options));
    buffer_free(&text);
}

static void bad_utf8_is_an_error(void)
{
    static const struct {
        struct view text;
        size_t position;
    } bad[] = {
        {{"Gut.\xff", 5}, 4},
        {{"Gut. \xc3", 6}, 5},
        {{"\xe2\x80", 2}, 0},
        {{"a\xc0\xaf", 3}, 1},
        {{"a\xed\xa0\x80 und mehr", 12}, 1},
        {{"Ein Satz mit vielen Zeichen, damit es reicht: \xf4\x90\x80\x80.", 51}, 46},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct buffer out = {0};
        struct sentence_options options = {0};
        size_t position = 0;
        CU_ASSERT_EQUAL(stream_result(bad[i].text, &options, 0, &out, &position),
                        SENTENCE_NOT_UTF8);
        CU_ASSERT_EQUAL(position, bad[i].position);
        buffer_free(&out);
    }
}

static int refuse(void *context, const char *data, size_t size)
{
    (void)data, (void)size;
    return ++*(int *)context;
}

static void writing_may_stop(void)
{
    static char memory[SENTENCE_STREAM_MINIMUM];
    int calls = 0;
    struct sentence_stream stream;
    sentence_stream_begin(&stream, memory, sizeof memory, NULL, refuse, &calls);
    CU_ASSERT_EQUAL(sentence_stream_add(&stream, "Er kam.", 7), SENTENCE_OK);
    CU_ASSERT_EQUAL(sentence_stream_end(&stream), SENTENCE_STOPPED);
    CU_ASSERT_EQUAL(calls, 1);
}

/* ---- rules ---------------------------------------------------------------------------------- */

static void rules_have_names(void)
{
    size_t count = 0;
    for (; sentence_rule(count); count++)
        for (size_t i = 0; i < count; i++)
            CU_ASSERT(strcmp(sentence_rule(i), sentence_rule(count)) != 0);
    CU_ASSERT(count > 40);
}

static void the_rule_and_its_word_are_told(void)
{
    struct view text = VIEW("In der 87. Minute fiel das Tor. Danach war Schluss.");
    struct sentence_walk walk;
    struct sentence_break found;
    sentence_walk_begin(&walk, text.data, text.size, NULL);
    CU_ASSERT_FATAL(sentence_candidate(&walk, &found));
    CU_ASSERT_FALSE(found.is_end);
    CU_ASSERT_STRING_EQUAL(found.rule, "ordinal before the noun");
    test_text_equal(view_slice(text, found.word_start, found.word_end), VIEW("Minute"), "word");
    CU_ASSERT_FATAL(sentence_candidate(&walk, &found));
    CU_ASSERT_TRUE(found.is_end);
    CU_ASSERT_EQUAL(found.next, found.end + 1);
    CU_ASSERT_FALSE(sentence_candidate(&walk, &found));
}

static void empty_blocks_have_no_end(void)
{
    static const struct view texts[] = {{NULL, 0}, {".", 1}, {". ", 2}, {" .", 2}, {"...", 3}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sentence_walk walk;
        struct sentence_break found;
        sentence_walk_begin(&walk, texts[i].data, texts[i].size, NULL);
        CU_ASSERT_FALSE(sentence_candidate(&walk, &found));
    }
}

static void the_man_page_lists_the_rules(void)
{
    struct buffer page = test_read_file("../src/satz.1");
    for (size_t i = 0; sentence_rule(i); i++) {
        struct buffer line = {0};
        buffer_printf(&line, "\n.It\n%s\n", sentence_rule(i));
        size_t at = view_find(buffer_view(&page), buffer_view(&line), 0);
        if (at == SIZE_MAX)
            test_text_equal((struct view){0}, buffer_view(&line), "rule that satz.1 does not list");
        buffer_free(&line);
    }
    buffer_free(&page);
}

void suite_sentence(void)
{
    CU_pSuite suite = ADD_SUITE("sentence");
    test_add(suite, "the cases are right", cases_are_right);
    test_add(suite, "texts of each genre are right", texts_of_each_genre_are_right);
    test_add(suite, "quotations are kept", quotations_are_kept);
    test_add(suite, "pieces make no difference", pieces_make_no_difference);
    test_add(suite, "alignment makes no difference", alignment_makes_no_difference);
    test_add(suite, "the quick way is the same", the_quick_way_is_the_same);
    test_add(suite, "ends are listed alike", ends_are_listed_alike);
    test_add(suite, "the most ends there can be", the_most_ends);
    test_add(suite, "bad UTF-8 is an error", bad_utf8_is_an_error);
    test_add(suite, "writing may stop", writing_may_stop);
    test_add(suite, "rules have names", rules_have_names);
    test_add(suite, "the man page lists the rules", the_man_page_lists_the_rules);
    test_add(suite, "the rule and its word are told", the_rule_and_its_word_are_told);
    test_add(suite, "empty blocks have no end", empty_blocks_have_no_end);
    suite_sentence_abbreviations();
    suite_sentence_scan();
}
