#include "tests/xliff/support.h"
void add_xliff_write(CU_pSuite suite)
{
    (void)suite;
}
