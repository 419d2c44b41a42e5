#include "language/style_cldr.h"
#include "language/style_news.h"
#include "protect/internal.h"

struct view protect_style_text(const struct protect_options *options, struct view key)
{
    bool us = options->to == PROTECT_EN_US;
    if (options->style == PROTECT_STYLE_CLDR) {
        const struct style_cldr_row *row = style_cldr_find(key);
        return row ? us ? row->us : row->gb : (struct view){0};
    }
    const struct style_news_row *row = style_news_find(key);
    return row ? us ? row->us : row->gb : (struct view){0};
}

static struct view value_of(struct view name, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (view_equal(name, view_of(fields[i].name)))
            return fields[i].value;
    return (struct view){0};
}

void protect_write(struct pass *pass, struct view key, const struct field *fields, size_t count)
{
    struct view pattern = protect_style_text(pass->options, key);
    struct buffer *out = &pass->spans->forms;
    size_t at = 0;
    while (at < pattern.size) {
        size_t open = view_find(pattern, VIEW("{"), at);
        size_t close = open == SIZE_MAX ? open : view_find(pattern, VIEW("}"), open);
        if (close == SIZE_MAX)
            break;
        buffer_add_view(out, view_slice(pattern, at, open));
        buffer_add_view(out, value_of(view_slice(pattern, open + 1, close), fields, count));
        at = close + 1;
    }
    buffer_add_view(out, view_slice(pattern, at, pattern.size));
}
