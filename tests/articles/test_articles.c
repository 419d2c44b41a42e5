/* The data files of this folder agree with each other: what the other suites build on. */
#include "tests/articles/articles.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

static void sentences_rebuild_the_article(void)
{
    struct buffer article = test_read_file("articles/sample.txt");
    struct buffer sentences = test_read_file("articles/sample.de.sentences.txt");
    size_t at = 0, count = 0;
    struct view rest = buffer_view(&sentences), text = buffer_view(&article);
    while (rest.size > 0) {
        size_t end = view_find(rest, VIEW("\n"), 0);
        struct view sentence = view_slice(rest, 0, end);
        while (at < text.size && is_blank(text.data[at]))
            at++;
        size_t left = text.size - at, size = sentence.size < left ? sentence.size : left;
        test_text_equal(view_slice(text, at, at + size), sentence, "sentence of the sample");
        at += size;
        count++;
        rest = view_slice(rest, end + 1, rest.size);
    }
    CU_ASSERT_EQUAL(at + 1, text.size);
    CU_ASSERT_TRUE(count > 100);
    buffer_free(&article);
    buffer_free(&sentences);
}

/* A character for each line: '.' a blank one, 'x' text. */
static struct buffer outline(const char *path)
{
    struct buffer content = test_read_file(path), lines = {0};
    for (size_t i = 0; i < content.size; i++)
        if (content.data[i] == '\n')
            buffer_add_char(&lines, i == 0 || content.data[i - 1] == '\n' ? '.' : 'x');
    buffer_free(&content);
    return lines;
}

static void english_has_the_lines_of_the_german(void)
{
    struct buffer german = outline("articles/sample.txt");
    struct buffer american = outline("articles/sample.en-US.txt");
    struct buffer british = outline("articles/sample.en-GB.txt");
    test_text_equal(buffer_view(&american), buffer_view(&german), "lines of sample.en-US.txt");
    test_text_equal(buffer_view(&british), buffer_view(&german), "lines of sample.en-GB.txt");
    buffer_free(&german);
    buffer_free(&american);
    buffer_free(&british);
}

/* Each code of the English stands in the German, as often as its number says. */
static void check_codes(struct view german, struct view english)
{
    struct translation_piece piece;
    while (translation_next(&english, &piece)) {
        size_t at = 0;
        for (size_t i = 0; piece.code && i < piece.occurrence && at != SIZE_MAX; i++)
            at = view_find(german, piece.text, i == 0 ? 0 : at + 1);
        if (at == SIZE_MAX)
            test_text_equal(german, piece.text, "code that the German has not");
        if (!piece.code)
            CU_ASSERT_EQUAL(view_find(piece.text, VIEW("{"), 0), SIZE_MAX);
    }
}

static void check_translation(const struct translation *translation, void *context)
{
    struct buffer *sentences = context, line = {0};
    buffer_printf(&line, "%.*s\n", (int)translation->key.size, translation->key.data);
    CU_ASSERT_NOT_EQUAL(view_find(buffer_view(sentences), buffer_view(&line), 0), SIZE_MAX);
    buffer_free(&line);
    CU_ASSERT_TRUE(translation->english.size > 0);
    check_codes(translation->key, translation->english);
    check_codes(translation->key, translation->british);
}

static void table_fits_the_sentences(void)
{
    struct buffer sentences = test_read_file("articles/sample.de.sentences.txt");
    CU_ASSERT_TRUE(each_translation("articles/sample.en.table", check_translation, &sentences) >
                   100);
    buffer_free(&sentences);
}

static void check_key(const struct translation *translation, void *context)
{
    (void)context;
    CU_ASSERT_TRUE(view_starts_with(translation->key, VIEW("b")));
    CU_ASSERT_NOT_EQUAL(view_find(translation->key, VIEW(".s"), 0), SIZE_MAX);
    CU_ASSERT_TRUE(translation->english.size > 0);
}

static void table_of_the_real_article_is_sound(void)
{
    CU_ASSERT_TRUE(each_translation("articles/real.en.table", check_key, NULL) >= 30);
}

static void templates_fall_into_pieces(void)
{
    struct view rest = VIEW("{„}{12#2}{#ab}: {x");
    static const struct translation_piece expected[] = {
        {true, {"„", 3}, 1},   {true, {"12", 2}, 2},  {true, {"#ab", 3}, 1},
        {false, {": ", 2}, 0}, {false, {"{x", 2}, 0},
    };
    struct translation_piece piece;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        CU_ASSERT_TRUE_FATAL(translation_next(&rest, &piece));
        CU_ASSERT_EQUAL(piece.code, expected[i].code);
        CU_ASSERT_EQUAL(piece.occurrence, expected[i].occurrence);
        test_text_equal(piece.text, expected[i].text, "piece");
    }
    CU_ASSERT_FALSE(translation_next(&rest, &piece));
}

static void recipes_expand(void)
{
    struct buffer out = {0};
    CU_ASSERT_TRUE(recipe_expand(VIEW("a(b\\x00)*2(\\((c)*3\\))*2\\\\"), &out));
    test_text_equal(buffer_view(&out), VIEW("ab\0b\0(ccc)(ccc)\\"), "recipe");
    static const char *const wrong[] = {"(a",  "a)",   "(a)",   "(a)*", "(a)*0",
                                        "\\q", "\\x4", "\\xg0", "\\"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CU_ASSERT_FALSE(recipe_expand(view_of(wrong[i]), &out));
    buffer_free(&out);
}

static void check_recipe(struct view line, size_t number, void *context)
{
    (void)number;
    (void)context;
    struct recipe recipe;
    struct buffer out = {0};
    CU_ASSERT_TRUE_FATAL(recipe_read(line, &recipe));
    CU_ASSERT_TRUE(recipe.name.size > 0);
    if (!view_starts_with(recipe.name, VIEW("big-")) && !recipe_expand(recipe.bytes, &out))
        test_text_equal(recipe.bytes, VIEW(""), "recipe that is wrong");
    buffer_free(&out);
}

static void identity_inputs_are_sound(void)
{
    CU_ASSERT_TRUE(test_each_line("articles/identity.txt", check_recipe, NULL) >= 45);
}

void suite_articles(void)
{
    CU_pSuite suite = ADD_SUITE("articles");
    test_add(suite, "sentences rebuild the article", sentences_rebuild_the_article);
    test_add(suite, "the English has the lines of the German", english_has_the_lines_of_the_german);
    test_add(suite, "the table fits the sentences", table_fits_the_sentences);
    test_add(suite, "the real article's table is sound", table_of_the_real_article_is_sound);
    test_add(suite, "templates fall into pieces", templates_fall_into_pieces);
    test_add(suite, "recipes expand", recipes_expand);
    test_add(suite, "identity inputs are sound", identity_inputs_are_sound);
}
