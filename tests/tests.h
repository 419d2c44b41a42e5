/* tests.h - the suites of the one test program; each stands in tests/ROOM/. */
#ifndef TESTS_TESTS_H
#define TESTS_TESTS_H

#include <CUnit/CUnit.h>

#include "base/base.h"

/* A suite adds itself to CUnit's registry. */
void suite_adopt(void);
void suite_ahead(void);
void suite_article(void);
void suite_articles(void);
void suite_base(void);
void suite_changes(void);
void suite_command(void);
void suite_convert(void);
void suite_damaged(void);
void suite_fuzzy(void);
void suite_identity(void);
void suite_jobs(void);
void suite_no_memory(void);
void suite_memory(void);
void suite_output(void);
void suite_sample(void);
void suite_check(void);
void suite_glance(void);
void suite_checks(void);
void suite_plain(void);
void suite_protect(void);
void suite_review(void);
void suite_sentence(void);
void suite_skeleton(void);
void suite_srx(void);
void suite_terms(void);
void suite_tmx(void);
void suite_token(void);
void suite_truncated(void);
void suite_update(void);
void suite_xliff(void);

/* ---- helpers (tests/support.c) ---------------------------------------------------------- */

/* Adds a suite and its tests; ends the program if CUnit cannot. */
#define ADD_SUITE(name) test_add_suite(name)
CU_pSuite test_add_suite(const char *name);
void test_add(CU_pSuite suite, const char *name, CU_TestFunc function);

/* Runs every suite and prints the summary; the program's exit status: 0 if all passed. */
int test_run_all(void);

/* Asserts that two texts are equal; shows both when they are not. */
void test_text_equal(struct view actual, struct view expected, const char *what);
/* Asserts that two texts are equal line by line; shows the lines that differ. */
void test_lines_equal(struct view actual, struct view expected, const char *what);
/* Whether the largest inputs are left out (SATZ_TESTS=quick), for a memory checker. */
bool test_is_quick(void);
/* The whole file below tests/ ("sentence/cases.txt"); ends the program if it cannot be read. */
struct buffer test_read_file(const char *path);
/* Calls `take` for each line of a data file that is neither empty nor a comment (#), with its
 * number; returns how many there were. Lines end at LF, which is left out. */
size_t test_each_line(const char *path,
                      void (*take)(struct view line, size_t number, void *context), void *context);

#endif
