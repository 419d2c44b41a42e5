/* Every abbreviation of the data files, and the user's own. */
#include <stdio.h>
#include <string.h>

#include "tests/sentence/sentences.h"

#ifndef LANGUAGE_FOLDER
#define LANGUAGE_FOLDER "src/language"
#endif

static const char *const blanks[] = {"", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89"};

/* "z.B." with a blank after each full stop inside. */
static void add_spaced(struct buffer *text, const char *abbreviation, const char *blank)
{
    size_t size = strlen(abbreviation);
    for (size_t i = 0; i < size; i++) {
        buffer_add_char(text, abbreviation[i]);
        if (abbreviation[i] == '.' && i + 1 < size && abbreviation[i + 1] != '-')
            buffer_add_string(text, blank);
    }
}

/* No sentence ends inside it, and after it only if its kind says so. */
static void check_abbreviation(const char *abbreviation, bool closes, const char *next)
{
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        for (size_t after = 1; after < sizeof blanks / sizeof *blanks; after++) {
            struct buffer text = {0}, got = {0}, wanted = {0};
            struct sentence_options options = {0};
            buffer_add_string(&text, "Hier steht ein 5 ");
            add_spaced(&text, abbreviation, blanks[i]);
            buffer_add_view(&wanted, buffer_view(&text));
            buffer_add_string(&text, blanks[after]);
            buffer_add_string(&wanted, closes ? "\n" : blanks[after]);
            buffer_add_string(&text, next);
            buffer_add_string(&wanted, next);
            buffer_add_char(&wanted, '\n');
            split_block_into(buffer_view(&text), &options, &got);
            test_text_equal(buffer_view(&got), buffer_view(&wanted), abbreviation);
            buffer_free(&text);
            buffer_free(&got);
            buffer_free(&wanted);
        }
}

static size_t check_file(const char *name, bool closes, const char *next)
{
    char path[256], line[1024];
    size_t count = 0;
    snprintf(path, sizeof path, "%s/abbreviations/%s.txt", LANGUAGE_FOLDER, name);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "#")] = '\0';
        for (char *word = strtok(line, " \n"); word; word = strtok(NULL, " \n"), count++)
            check_abbreviation(word, closes, next);
    }
    fclose(file);
    return count;
}

static void every_abbreviation_is_known(void)
{
    static const char *const open[] = {"title", "never", "number", "unit", "may-end", "calendar"};
    size_t count = check_file("usually-end", true, "Turmuhrwerk und mehr");
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        count += check_file(open[i], false, "Turmuhrwerk und mehr");
    count += check_file("number-word", false, "7 und mehr");
    check_file("number", false, "7 und mehr");
    CU_ASSERT(count > 1000);
}

/* ---- the user's own ------------------------------------------------------------------------- */

static void own_abbreviations_are_known(void)
{
    static const struct view list = VIEW("# meine\n"
                                         "Hugobl.\n"
                                         "q. r. s.   # eine Kette\r\n"
                                         "\n"
                                         "Xyzz. = may-end\n"
                                         "Zack.=usually-end\n");
    static const struct {
        struct view text, wanted;
    } cases[] = {
        {VIEW("Das Hugobl. Meier kam."), VIEW("Das Hugobl. Meier kam.\n")},
        {VIEW("Der q. r. s. Apfel."), VIEW("Der q. r. s. Apfel.\n")},
        {VIEW("Der q.\xc2\xa0r.\xc2\xa0s. Apfel."), VIEW("Der q.\xc2\xa0r.\xc2\xa0s. Apfel.\n")},
        {VIEW("Die Xyzz. Meier. Die Xyzz. Der Rest."),
         VIEW("Die Xyzz. Meier.\nDie Xyzz.\nDer Rest.\n")},
        {VIEW("Und Zack. Meier kam."), VIEW("Und Zack.\nMeier kam.\n")},
        {VIEW("Dann z. B. Meier. Der Apfel. Rest."),
         VIEW("Dann z. B. Meier.\nDer Apfel.\nRest.\n")},
    };
    size_t line;
    struct sentence_abbreviations *own = sentence_abbreviations_read(list.data, list.size, &line);
    CU_ASSERT_PTR_NOT_NULL_FATAL(own);
    struct sentence_options options = {.abbreviations = own};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer got = {0};
        split_block_into(cases[i].text, &options, &got);
        test_text_equal(buffer_view(&got), cases[i].wanted, "own abbreviation");
        buffer_free(&got);
    }
    sentence_abbreviations_free(own);
}

static void wrong_lines_are_named(void)
{
    static const struct {
        struct view list;
        size_t line;
    } wrong[] = {
        {VIEW("a.\nb. = sometimes\n"), 2},
        {VIEW("=never"), 1},
        {VIEW("a.\n\n.\n"), 3},
        {VIEW("eineabkuerzungdievielzulangistumwahrzusein.\n"), 1},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t line = 99;
        CU_ASSERT_PTR_NULL(
            sentence_abbreviations_read(wrong[i].list.data, wrong[i].list.size, &line));
        CU_ASSERT_EQUAL(line, wrong[i].line);
    }
}

static void behaviours_have_names(void)
{
    size_t i = 0;
    while (sentence_behaviour(i))
        i++;
    CU_ASSERT_EQUAL(i, 7);
}

void suite_sentence_abbreviations(void)
{
    CU_pSuite suite = ADD_SUITE("sentence: abbreviations");
    test_add(suite, "every abbreviation is known", every_abbreviation_is_known);
    test_add(suite, "own abbreviations are known", own_abbreviations_are_known);
    test_add(suite, "wrong lines are named", wrong_lines_are_named);
    test_add(suite, "behaviours have names", behaviours_have_names);
}
