#include "exchange/role.h"

#include "check/content.h"

struct xliff_string role_type(enum xliff_version version, enum article_role role)
{
    static const char *const restypes[] = {
        [ARTICLE_PARAGRAPH] = "x-paragraph", [ARTICLE_HEADING] = "heading",
        [ARTICLE_CAPTION] = "caption",       [ARTICLE_DATE_LINE] = "x-date-line",
        [ARTICLE_CREDIT] = "x-credit",       [ARTICLE_FURNITURE] = "x-furniture",
    };
    static const char *const types[] = {
        [ARTICLE_PARAGRAPH] = "satz:paragraph", [ARTICLE_HEADING] = "satz:heading",
        [ARTICLE_CAPTION] = "satz:caption",     [ARTICLE_DATE_LINE] = "satz:date-line",
        [ARTICLE_CREDIT] = "satz:credit",       [ARTICLE_FURNITURE] = "satz:furniture",
    };
    return view_string(view_of((version == XLIFF_1_2 ? restypes : types)[role]));
}
