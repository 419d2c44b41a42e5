#include "exchange/codes.h"

static const char *const kind_names[] = {
    [PROTECT_NUMBER] = "number", [PROTECT_DATE] = "date",        [PROTECT_TIME] = "time",
    [PROTECT_LINK] = "link",     [PROTECT_QUOTE_OPEN] = "quote", [PROTECT_QUOTE_CLOSE] = "quote",
};

struct view string_view(struct xliff_string string)
{
    return (struct view){string.data, string.size};
}

struct xliff_string view_string(struct view text)
{
    return (struct xliff_string){text.data ? text.data : "", text.size};
}

static struct xliff_string name(const char *string)
{
    return view_string(view_of(string));
}

static struct xliff_string number_string(size_t number, struct arena *arena)
{
    char digits[24];
    struct buffer text = {.data = digits, .capacity = sizeof digits};
    buffer_add_number(&text, number);
    return view_string(arena_copy(arena, buffer_view(&text)));
}

static bool is_quote(enum protect_kind kind)
{
    return kind == PROTECT_QUOTE_OPEN || kind == PROTECT_QUOTE_CLOSE;
}

static enum xliff_part_kind part_kind(enum protect_kind kind)
{
    if (kind == PROTECT_QUOTE_OPEN)
        return XLIFF_OPEN;
    return kind == PROTECT_QUOTE_CLOSE ? XLIFF_CLOSE : XLIFF_PLACEHOLDER;
}

static void name_kind(enum xliff_version version, enum protect_kind kind, struct xliff_part *part)
{
    static const char *const ctypes[] = {
        [PROTECT_NUMBER] = "x-number",    [PROTECT_DATE] = "x-date",
        [PROTECT_TIME] = "x-time",        [PROTECT_LINK] = "x-link",
        [PROTECT_QUOTE_OPEN] = "x-quote", [PROTECT_QUOTE_CLOSE] = "x-quote",
    };
    static const char *const subtypes[] = {
        [PROTECT_NUMBER] = "satz:number",
        [PROTECT_DATE] = "satz:date",
        [PROTECT_TIME] = "satz:time",
        [PROTECT_LINK] = "satz:link",
    };
    if (version == XLIFF_1_2) {
        part->type = name(ctypes[kind]);
    } else if (is_quote(kind)) {
        part->type = name("quote");
    } else {
        part->type = name("other");
        part->subtype = name(subtypes[kind]);
    }
}

struct xliff_part code_part(enum xliff_version version, struct view block,
                            const struct protect_spans *spans, size_t index, struct arena *arena)
{
    const struct protect_span *span = &spans->items[index];
    struct view german = view_slice(block, span->start, span->end);
    struct view form = protect_form(spans, span);
    struct xliff_part part = {
        .kind = part_kind(span->kind),
        .text = view_string(german),
        .id = number_string(index + 1, arena),
        .translate = -1,
        .keep = span->kind == PROTECT_LINK,
        .isolated = is_quote(span->kind) && span->partner == PROTECT_ALONE,
    };
    if (part.kind == XLIFF_CLOSE)
        part.ref = part.isolated ? part.id : number_string(span->partner + 1, arena);
    name_kind(version, span->kind, &part);
    if (version == XLIFF_1_2) {
        part.equiv = view_string(form);
    } else {
        part.equiv = view_string(german);
        part.disp = view_string(form);
    }
    return part;
}

bool code_kind(const struct xliff_part *part, enum protect_kind *kind)
{
    struct view type = string_view(part->type), subtype = string_view(part->subtype);
    if (view_equal(type, VIEW("x-quote")) || view_equal(type, VIEW("quote"))) {
        *kind = part->kind == XLIFF_CLOSE ? PROTECT_QUOTE_CLOSE : PROTECT_QUOTE_OPEN;
        return true;
    }
    for (size_t i = PROTECT_NUMBER; i <= PROTECT_LINK; i++) {
        struct view ending = view_of(kind_names[i]);
        if (view_ends_with(type, ending) || view_ends_with(subtype, ending)) {
            *kind = (enum protect_kind)i;
            return true;
        }
    }
    return false;
}

struct view code_form(enum xliff_version version, const struct xliff_part *part)
{
    return string_view(version == XLIFF_1_2 ? part->equiv : part->disp);
}

bool code_same(const struct xliff_part *a, const struct xliff_part *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == XLIFF_CLOSE && a->ref.data && b->ref.data)
        return view_equal(string_view(a->ref), string_view(b->ref));
    return view_equal(string_view(a->id), string_view(b->id));
}
