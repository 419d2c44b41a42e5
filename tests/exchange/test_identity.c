/* The identity merge: every target its source gives the article back, byte for byte. */
#include <string.h>

#include "tests/articles/articles.h"
#include "tests/exchange/run.h"

struct identity_run {
    enum xliff_version version;
    enum code_shape shape;
    size_t checked;
};

static struct view next_word(struct view *words)
{
    size_t end = view_find(*words, VIEW(" "), 0);
    end = end == SIZE_MAX ? words->size : end;
    struct view word = view_slice(*words, 0, end);
    *words = view_slice(*words, end < words->size ? end + 1 : end, words->size);
    return word;
}

/* The options of export that a recipe may name. */
static bool read_options(struct view words, struct article_options *article,
                         struct export_options *options, struct buffer *encoding)
{
    while (words.size > 0) {
        struct view name = next_word(&words), value = next_word(&words);
        if (view_equal(name, VIEW("--encoding"))) {
            buffer_add_view(encoding, value);
            buffer_add_char(encoding, '\0');
            article->encoding = encoding->data;
        } else if (view_equal(name, VIEW("--lines"))) {
            bool wrapped = view_equal(value, VIEW("wrapped"));
            article->lines = wrapped ? ARTICLE_LINES_WRAPPED : ARTICLE_LINES_LINE;
        } else if (view_equal(name, VIEW("--from"))) {
            bool swiss = view_equal(value, VIEW("de-CH"));
            options->source_lang = swiss ? "de-CH" : "de-AT";
            options->protect.from = exchange_locale(options->source_lang);
        } else {
            return false;
        }
    }
    return true;
}

static void check_identity(struct view name, struct view article, struct view words,
                           enum xliff_version version, enum code_shape shape)
{
    struct buffer xliff = {0}, merged = {0}, messages = {0}, encoding = {0};
    struct article_options article_options = {0};
    struct export_options options = run_defaults(version, "de");
    struct merge_options merge_options = {.line_end = -1};
    struct exchange_summary summary;
    options.copy_source = true;
    options.shape = shape;
    CU_ASSERT_TRUE(read_options(words, &article_options, &options, &encoding));
    enum status status = run_export(article, &article_options, &options, &xliff, &messages);
    CU_ASSERT_EQUAL(status, STATUS_OK);
    if (status == STATUS_OK)
        status = run_merge(buffer_view(&xliff), &merge_options, &merged, &summary, &messages);
    bool same = status == STATUS_OK && view_equal(buffer_view(&merged), article);
    if (!same)
        printf("\n    identity of %.*s, version %d, shape %d: status %d, %zu bytes for %zu\n%.*s",
               (int)name.size, name.data, version, shape, status, merged.size, article.size,
               (int)messages.size, messages.data ? messages.data : "");
    CU_ASSERT_TRUE(same);
    buffer_free(&xliff);
    buffer_free(&merged);
    buffer_free(&messages);
    buffer_free(&encoding);
}

static void check_recipe(struct view line, size_t number, void *context)
{
    struct identity_run *run = context;
    struct recipe recipe;
    struct buffer bytes = {0};
    (void)number;
    CU_ASSERT_TRUE_FATAL(recipe_read(line, &recipe));
    /* The largest differ by family of versions at most. */
    bool spare =
        run->version == XLIFF_2_0 || run->version == XLIFF_2_2 || run->shape != CODE_INLINE;
    if ((test_is_quick() || spare) && view_starts_with(recipe.name, VIEW("big-")))
        return;
    CU_ASSERT_TRUE(recipe_expand(recipe.bytes, &bytes));
    check_identity(recipe.name, buffer_view(&bytes), recipe.options, run->version, run->shape);
    run->checked++;
    buffer_free(&bytes);
}

static void check_version(enum xliff_version version, enum code_shape shape)
{
    struct identity_run run = {.version = version, .shape = shape};
    test_each_line("articles/identity.txt", check_recipe, &run);
    CU_ASSERT_TRUE(run.checked >= 40);
}

static void identity_1_2(void)
{
    check_version(XLIFF_1_2, CODE_INLINE);
}

static void identity_2_0(void)
{
    check_version(XLIFF_2_0, CODE_INLINE);
}

static void identity_2_1(void)
{
    check_version(XLIFF_2_1, CODE_INLINE);
}

static void identity_2_2(void)
{
    check_version(XLIFF_2_2, CODE_INLINE);
}

static void identity_of_marks(void)
{
    check_version(XLIFF_1_2, CODE_MARK);
    check_version(XLIFF_2_1, CODE_MARK);
}

static void identity_of_simple_codes(void)
{
    check_version(XLIFF_1_2, CODE_SIMPLE);
    check_version(XLIFF_2_0, CODE_SIMPLE);
}

static void identity_of_plain_text(void)
{
    check_version(XLIFF_1_2, CODE_TEXT);
}

/* 30 MB of text: 30 parts. */
static void identity_of_a_large_article(void)
{
    struct buffer sample = test_read_file("articles/sample.txt"), large = {0};
    while (!test_is_quick() && large.size < (size_t)30 * 1024 * 1024)
        buffer_add_view(&large, buffer_view(&sample));
    check_identity(VIEW("30 MB"), buffer_view(&large), VIEW(""), XLIFF_1_2, CODE_INLINE);
    buffer_free(&sample);
    buffer_free(&large);
}

static void identity_of_the_sample(void)
{
    struct buffer sample = test_read_file("articles/sample.txt");
    for (int version = XLIFF_1_2; version <= XLIFF_2_2; version++)
        check_identity(VIEW("sample"), buffer_view(&sample), VIEW(""), (enum xliff_version)version,
                       CODE_INLINE);
    buffer_free(&sample);
}

/* The article with English forms, and all else German. */
static struct buffer with_forms(struct view article, struct export_options options)
{
    struct buffer xliff = {0}, merged = {0}, messages = {0};
    struct article_options article_options = {0};
    struct merge_options merge_options = {.line_end = -1, .accept_source = true};
    struct exchange_summary summary;
    options.copy_source = true;
    run_export(article, &article_options, &options, &xliff, &messages);
    enum status status =
        run_merge(buffer_view(&xliff), &merge_options, &merged, &summary, &messages);
    CU_ASSERT_EQUAL(status, STATUS_OK);
    buffer_free(&xliff);
    buffer_free(&messages);
    return merged;
}

/* Marks and simple codes do not hold their forms, but merge writes the same ones. */
static void forms_in_every_shape(void)
{
    static const struct {
        enum xliff_version version;
        enum code_shape shape;
    } others[] = {{XLIFF_1_2, CODE_MARK},
                  {XLIFF_2_1, CODE_MARK},
                  {XLIFF_1_2, CODE_SIMPLE},
                  {XLIFF_2_0, CODE_SIMPLE}};
    struct buffer sample = test_read_file("articles/sample.txt");
    for (int style = PROTECT_STYLE_NEWS; style <= PROTECT_STYLE_CLDR; style++) {
        struct export_options options = run_defaults(XLIFF_1_2, "en-US");
        options.protect.style = (enum protect_style)style;
        struct buffer expected = with_forms(buffer_view(&sample), options);
        for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
            options.version = others[i].version;
            options.shape = others[i].shape;
            struct buffer merged = with_forms(buffer_view(&sample), options);
            test_lines_equal(buffer_view(&merged), buffer_view(&expected), "forms");
            buffer_free(&merged);
        }
        buffer_free(&expected);
    }
    buffer_free(&sample);
}

void suite_identity(void)
{
    CU_pSuite suite = ADD_SUITE("identity merge");
    test_add(suite, "the sample in all versions", identity_of_the_sample);
    test_add(suite, "every recipe in 1.2", identity_1_2);
    test_add(suite, "every recipe in 2.0", identity_2_0);
    test_add(suite, "every recipe in 2.1", identity_2_1);
    test_add(suite, "every recipe in 2.2", identity_2_2);
    test_add(suite, "every recipe with marks", identity_of_marks);
    test_add(suite, "every recipe with simple codes", identity_of_simple_codes);
    test_add(suite, "every recipe with plain text", identity_of_plain_text);
    test_add(suite, "English forms in every shape", forms_in_every_shape);
    test_add(suite, "30 MB of text in parts", identity_of_a_large_article);
}
