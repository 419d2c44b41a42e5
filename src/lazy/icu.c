#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/uvernum.h>

#include "lazy/internal.h"
#include "lazy/sonames.h"

/* clang-format off */
#define FUNCTIONS(F)                                                                               \
    F(int32_t, u_countChar32, (const UChar *text, int32_t size), (text, size))                     \
    F(const char *, u_errorName, (UErrorCode code), (code))                                        \
    F(UBool, u_isUWhiteSpace, (UChar32 character), (character))                                    \
    F(void, u_setMemoryFunctions,                                                                  \
      (const void *context, UMemAllocFn *allocate, UMemReallocFn *reallocate,                      \
       UMemFreeFn *release, UErrorCode *code),                                                     \
      (context, allocate, reallocate, release, code))                                              \
    F(void, uregex_close, (URegularExpression *regex), (regex))                                    \
    F(UBool, uregex_find, (URegularExpression *regex, int32_t from, UErrorCode *code),             \
      (regex, from, code))                                                                         \
    F(UBool, uregex_findNext, (URegularExpression *regex, UErrorCode *code), (regex, code))        \
    F(UBool, uregex_hitEnd, (const URegularExpression *regex, UErrorCode *code), (regex, code))    \
    F(UBool, uregex_lookingAt, (URegularExpression *regex, int32_t from, UErrorCode *code),        \
      (regex, from, code))                                                                         \
    F(UBool, uregex_matches, (URegularExpression *regex, int32_t from, UErrorCode *code),          \
      (regex, from, code))                                                                         \
    F(URegularExpression *, uregex_open,                                                           \
      (const UChar *pattern, int32_t size, uint32_t flags, UParseError *error, UErrorCode *code),  \
      (pattern, size, flags, error, code))                                                         \
    F(void, uregex_setMatchCallback,                                                               \
      (URegularExpression *regex, URegexMatchCallback *callback, const void *context,              \
       UErrorCode *code),                                                                          \
      (regex, callback, context, code))                                                            \
    F(void, uregex_setRegion,                                                                      \
      (URegularExpression *regex, int32_t from, int32_t to, UErrorCode *code),                     \
      (regex, from, to, code))                                                                     \
    F(void, uregex_setStackLimit, (URegularExpression *regex, int32_t limit, UErrorCode *code),    \
      (regex, limit, code))                                                                        \
    F(void, uregex_setText,                                                                        \
      (URegularExpression *regex, const UChar *text, int32_t size, UErrorCode *code),              \
      (regex, text, size, code))                                                                   \
    F(void, uregex_setTimeLimit, (URegularExpression *regex, int32_t limit, UErrorCode *code),     \
      (regex, limit, code))                                                                        \
    F(int32_t, uregex_start, (URegularExpression *regex, int32_t group, UErrorCode *code),         \
      (regex, group, code))                                                                        \
    F(void, uregex_useAnchoringBounds, (URegularExpression *regex, UBool use, UErrorCode *code),   \
      (regex, use, code))                                                                          \
    F(void, uregex_useTransparentBounds, (URegularExpression *regex, UBool use, UErrorCode *code), \
      (regex, use, code))
/* clang-format on */

FUNCTIONS(LAZY_POINTER)
FUNCTIONS(LAZY_FORWARD)

enum status lazy_icu(struct findings *findings)
{
    static bool loaded;
    void *library = loaded ? NULL : lazy_open(SONAME_ICU);
    loaded = loaded || (library FUNCTIONS(LAZY_FIND)); /* it finds them in what it needs, too */
    return loaded ? STATUS_OK : lazy_failed(SONAME_ICU, "libicu" U_ICU_VERSION_SHORT, findings);
}
