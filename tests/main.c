/* The test program: every suite, one summary, and an exit status that counts every failure. */
#include "tests/tests.h"

int main(void)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 4;
    suite_adopt();
    suite_ahead();
    suite_article();
    suite_articles();
    suite_base();
    suite_changes();
    suite_command();
    suite_convert();
    suite_fuzzy();
    suite_identity();
    suite_jobs();
    suite_no_memory();
    suite_memory();
    suite_damaged();
    suite_tmx();
    suite_output();
    suite_sample();
    suite_check();
    suite_glance();
    suite_checks();
    suite_plain();
    suite_protect();
    suite_review();
    suite_sentence();
    suite_skeleton();
    suite_srx();
    suite_terms();
    suite_token();
    suite_truncated();
    suite_update();
    suite_xliff();
    return test_run_all();
}
