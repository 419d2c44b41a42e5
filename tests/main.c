/* The test program: every suite, one summary, and an exit status that counts every failure. */
#include "tests/tests.h"

#include <CUnit/Basic.h>

int main(void)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 4;
    suite_base();
    suite_check();
    suite_protect();
    suite_token();
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    unsigned bad = CU_get_number_of_failures() + CU_get_number_of_suites_failed() +
                   CU_get_number_of_tests_failed();
    bool none = CU_get_number_of_tests_run() == 0;
    CU_cleanup_registry();
    return bad > 0 || none;
}
