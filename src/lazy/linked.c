/* A program that is linked with these libraries has them. */
#include "lazy/lazy.h"

enum status lazy_libxml2(struct findings *findings)
{
    (void)findings;
    return STATUS_OK;
}

enum status lazy_sqlite(struct findings *findings)
{
    (void)findings;
    return STATUS_OK;
}

enum status lazy_icu(struct findings *findings)
{
    (void)findings;
    return STATUS_OK;
}
