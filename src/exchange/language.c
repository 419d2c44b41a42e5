#include "exchange/exchange.h"

#include <string.h>
#include <strings.h>

static bool is_language(const char *tag, const char *language)
{
    size_t size = strlen(language);
    return strncasecmp(tag, language, size) == 0 && (tag[size] == '\0' || tag[size] == '-');
}

enum protect_target exchange_target(const char *source_lang, const char *target_lang)
{
    if (strcasecmp(source_lang, target_lang) == 0 || is_language(target_lang, "de"))
        return PROTECT_TO_SOURCE;
    /* "en" alone is read as American, the default. */
    if (strcasecmp(target_lang, "en") == 0 || strcasecmp(target_lang, "en-US") == 0)
        return PROTECT_EN_US;
    return PROTECT_EN_GB;
}

enum token_locale exchange_locale(const char *source_lang)
{
    if (strcasecmp(source_lang, "de-AT") == 0)
        return TOKEN_DE_AT;
    if (strcasecmp(source_lang, "de-CH") == 0 || strcasecmp(source_lang, "de-LI") == 0)
        return TOKEN_DE_CH;
    return TOKEN_DE;
}
