#include "protect/internal.h"

#define LOOK_BACK 64u

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-' || c == '+' || c == '%';
}

/* Where the name before the @ or the . at text[at] begins. */
static size_t name_start(const struct pass *pass, size_t at)
{
    size_t limit = at > LOOK_BACK ? at - LOOK_BACK : 0, start = at;
    limit = limit > pass->done ? limit : pass->done;
    while (start > limit && name_byte(pass->text.data[start - 1]))
        start--;
    while (start < at && (pass->text.data[start] == '.' || pass->text.data[start] == '-'))
        start++;
    return start;
}

/* https:// and http:// before the : at text[at]. */
static size_t scheme_start(const struct pass *pass, size_t at)
{
    if (!view_starts_with(view_slice(pass->text, at, pass->text.size), VIEW("://")))
        return at;
    size_t start = token_word_start(pass->text, at);
    return start >= pass->done ? start : at;
}

size_t protect_link_at(struct pass *pass, size_t at)
{
    char c = pass->text.data[at];
    size_t start = at;
    if (c == ':')
        start = scheme_start(pass, at);
    else if (c != '#')
        start = name_start(pass, at);
    if (start == at && (c == ':' || c == '.'))
        return 0;
    size_t end = token_link(pass->text, start);
    return end > at ? protect_add_same(pass, PROTECT_LINK, start, end) : 0;
}

size_t protect_link_dot(struct pass *pass, size_t at)
{
    struct view text = pass->text;
    if (at < pass->no_link || at + 1 >= text.size || !name_byte(text.data[at + 1]))
        return 0;
    size_t end = protect_link_at(pass, at);
    if (end > 0)
        return end;
    pass->no_link = at + 1;
    while (pass->no_link < text.size && name_byte(text.data[pass->no_link]))
        pass->no_link++;
    return 0;
}
