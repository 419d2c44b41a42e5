#include "tests/article/support.h"

void suite_article(void)
{
    CU_pSuite suite = ADD_SUITE("article");
    reading_tests(suite);
    role_tests(suite);
    encoding_tests(suite);
}
