#include "exchange/codes.h"

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
