#include "tests/exchange/change.h"

struct view change_until(struct view *rest, struct view mark)
{
    size_t at = view_find(*rest, mark, 0);
    size_t end = at == SIZE_MAX ? rest->size : at;
    struct view taken = view_slice(*rest, 0, end);
    *rest = view_slice(*rest, at == SIZE_MAX ? end : end + mark.size, rest->size);
    return taken;
}

static void add_unescaped(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        bool newline = text.data[i] == '\\' && i + 1 < text.size && text.data[i + 1] == 'n';
        buffer_add_char(out, newline ? '\n' : text.data[i]);
        i += newline;
    }
}

/* Finds FROM, which may be A~B; SIZE_MAX if it is not there. */
static size_t find_change(struct view text, struct view from, size_t at, size_t *end)
{
    struct view rest = from, first = change_until(&rest, VIEW("~"));
    size_t start = view_find(text, first, at);
    if (start == SIZE_MAX)
        return SIZE_MAX;
    *end = start + first.size;
    if (first.size < from.size) {
        size_t last = view_find(text, rest, *end);
        *end = last == SIZE_MAX ? SIZE_MAX : last + rest.size;
    }
    return *end == SIZE_MAX ? SIZE_MAX : start;
}

/* Replaces the first FROM, or every one; false if there is none. */
static bool replace(struct buffer *text, struct view from, struct view to, bool every)
{
    struct buffer result = {0};
    struct view all = buffer_view(text);
    size_t at = 0, start, end;
    bool found = false;
    while ((start = find_change(all, from, at, &end)) != SIZE_MAX && (every || !found)) {
        buffer_add_view(&result, view_slice(all, at, start));
        buffer_add_view(&result, to);
        at = end;
        found = true;
    }
    buffer_add_view(&result, view_slice(all, at, all.size));
    buffer_free(text);
    *text = result;
    return found;
}

bool change_one(struct buffer *text, struct view change)
{
    struct buffer from = {0}, to = {0};
    bool every = view_starts_with(change, VIEW("+"));
    if (every)
        change = view_slice(change, 1, change.size);
    add_unescaped(&from, change_until(&change, VIEW(" =>")));
    if (view_starts_with(change, VIEW(" ")))
        change = view_slice(change, 1, change.size);
    add_unescaped(&to, change);
    bool found = replace(text, buffer_view(&from), buffer_view(&to), every);
    buffer_free(&from);
    buffer_free(&to);
    return found;
}

bool change_all(struct buffer *text, struct view changes)
{
    bool found = true;
    while (changes.size > 0)
        found &= change_one(text, change_until(&changes, VIEW(" ; ")));
    return found;
}
