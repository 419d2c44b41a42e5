#include "tests/tests.h"

#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef TESTS_FOLDER
#define TESTS_FOLDER "tests"
#endif

static void give_up(const char *what, const char *name)
{
    fprintf(stderr, "tests: %s: %s\n", name, what);
    exit(4);
}

CU_pSuite test_add_suite(const char *name)
{
    CU_pSuite suite = CU_add_suite(name, NULL, NULL);
    if (!suite)
        give_up(CU_get_error_msg(), name);
    return suite;
}

void test_add(CU_pSuite suite, const char *name, CU_TestFunc function)
{
    if (!CU_add_test(suite, name, function))
        give_up(CU_get_error_msg(), name);
}

void test_text_equal(struct view actual, struct view expected, const char *what)
{
    bool equal = view_equal(actual, expected);
    if (!equal)
        printf("\n    %s\n      want |%.*s|\n      got  |%.*s|\n", what, (int)expected.size,
               expected.data ? expected.data : "", (int)actual.size,
               actual.data ? actual.data : "");
    CU_ASSERT_TRUE(equal);
}

static struct view take_line(struct view *rest)
{
    size_t end = view_find(*rest, VIEW("\n"), 0);
    size_t size = end == SIZE_MAX ? rest->size : end + 1;
    struct view line = view_slice(*rest, 0, size);
    *rest = view_slice(*rest, size, rest->size);
    return line;
}

void test_lines_equal(struct view actual, struct view expected, const char *what)
{
    while (actual.size > 0 || expected.size > 0)
        test_text_equal(take_line(&actual), take_line(&expected), what);
}

bool test_is_quick(void)
{
    const char *how = getenv("SATZ_TESTS");
    return how && strcmp(how, "quick") == 0;
}

struct buffer test_read_file(const char *path)
{
    struct buffer name = {0}, content = {0};
    buffer_printf(&name, "%s/%s%c", TESTS_FOLDER, path, 0);
    FILE *file = fopen(name.data, "rb");
    if (!file)
        give_up("cannot be opened", path);
    char chunk[4096];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_add(&content, chunk, got);
    if (ferror(file) || content.failed)
        give_up("cannot be read", path);
    fclose(file);
    buffer_free(&name);
    return content;
}

size_t test_each_line(const char *path,
                      void (*take)(struct view line, size_t number, void *context), void *context)
{
    struct buffer content = test_read_file(path);
    struct view text = buffer_view(&content);
    size_t taken = 0, number = 0;
    for (size_t start = 0; start < text.size;) {
        size_t end = view_find(text, VIEW("\n"), start);
        if (end == SIZE_MAX)
            end = text.size;
        struct view line = view_slice(text, start, end);
        number++;
        if (line.size > 0 && line.data[0] != '#') {
            take(line, number, context);
            taken++;
        }
        start = end + 1;
    }
    buffer_free(&content);
    return taken;
}

int test_run_all(void)
{
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned bad = CU_get_number_of_failures() + CU_get_number_of_suites_failed() +
                   CU_get_number_of_tests_failed();
    bool none = CU_get_number_of_tests_run() == 0;
    CU_cleanup_registry();
    return bad > 0 || none;
}
