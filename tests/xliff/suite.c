#include "tests/xliff/support.h"

void suite_xliff(void)
{
    CU_pSuite suite = ADD_SUITE("xliff");
    add_xliff_memory(suite);
    add_xliff_escape(suite);
    add_xliff_read(suite);
    add_xliff_limits(suite);
    add_xliff_write(suite);
    add_xliff_edit(suite);
    add_xliff_convert(suite);
    add_xliff_check(suite);
}
