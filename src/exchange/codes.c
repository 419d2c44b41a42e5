#include "exchange/codes.h"

#include <string.h>

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
        [PROTECT_NUMBER] = "x-number",     [PROTECT_DATE] = "x-date",
        [PROTECT_TIME] = "x-time",         [PROTECT_LINK] = "x-link",
        [PROTECT_TERM] = "x-never",        [PROTECT_QUOTE_OPEN] = "x-quote",
        [PROTECT_QUOTE_CLOSE] = "x-quote",
    };
    static const char *const subtypes[] = {
        [PROTECT_NUMBER] = "satz:number", [PROTECT_DATE] = "satz:date",
        [PROTECT_TIME] = "satz:time",     [PROTECT_LINK] = "satz:link",
        [PROTECT_TERM] = "satz:never",
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

static bool pair_is_inside(const struct code_context *context, const struct protect_span *span)
{
    if (!is_quote(span->kind) || span->partner == PROTECT_ALONE)
        return false;
    const struct protect_span *partner = &context->spans->items[span->partner];
    return partner->start >= context->start && partner->end <= context->end;
}

/* Half a quotation becomes a placeholder that says which half it is. */
static void make_placeholder(enum xliff_version version, struct xliff_part *part)
{
    bool open = part->kind == XLIFF_OPEN;
    part->kind = XLIFF_PLACEHOLDER;
    part->ref = (struct xliff_string){0};
    part->isolated = false;
    if (version == XLIFF_1_2)
        part->type = name(open ? "x-quote-open" : "x-quote-close");
    else
        part->subtype = name(open ? "satz:open" : "satz:close");
}

/* <x> and <g> have no content. Only the start of a <g> has attributes, so it names both marks. */
static void make_empty(const struct code_context *context, size_t index, struct xliff_part *part)
{
    const struct protect_span *span = &context->spans->items[index];
    bool pair = part->kind != XLIFF_PLACEHOLDER;
    part->element = pair ? "g" : "x";
    part->equiv = part->kind == XLIFF_CLOSE ? (struct xliff_string){0} : part->text;
    part->text = (struct xliff_string){0};
    if (part->kind != XLIFF_OPEN)
        return;
    const struct protect_span *close = &context->spans->items[span->partner];
    size_t open_size = span->end - span->start, close_size = close->end - close->start;
    size_t between = VIEW(CODE_BETWEEN_MARKS).size, size = open_size + between + close_size;
    char *both = arena_take(context->arena, size);
    if (!both)
        return;
    memcpy(both, context->block.data + span->start, open_size);
    memcpy(both + open_size, CODE_BETWEEN_MARKS, between);
    memcpy(both + open_size + between, context->block.data + close->start, close_size);
    part->equiv = (struct xliff_string){both, size};
}

static void simplify(const struct code_context *context, size_t index, struct xliff_part *part)
{
    const struct protect_span *span = &context->spans->items[index];
    if (is_quote(span->kind) && !pair_is_inside(context, span))
        make_placeholder(context->version, part);
    if (context->version == XLIFF_1_2)
        make_empty(context, index, part);
}

struct xliff_part code_part(const struct code_context *context, size_t index)
{
    const struct protect_span *span = &context->spans->items[index];
    struct view german = view_slice(context->block, span->start, span->end);
    struct view form = protect_form(context->spans, span);
    struct xliff_part part = {
        .kind = part_kind(span->kind),
        .text = view_string(german),
        .id = number_string(index + 1, context->arena),
        .translate = -1,
        .keep = span->kind == PROTECT_LINK,
        .isolated = is_quote(span->kind) && span->partner == PROTECT_ALONE,
    };
    if (part.kind == XLIFF_CLOSE)
        part.ref = part.isolated ? part.id : number_string(span->partner + 1, context->arena);
    name_kind(context->version, span->kind, &part);
    if (context->version == XLIFF_1_2) {
        part.equiv = view_string(form);
    } else {
        part.equiv = view_string(german);
        part.disp = view_string(form);
    }
    if (context->simple)
        simplify(context, index, &part);
    return part;
}

bool code_is_all(const struct xliff_part *parts, size_t count)
{
    bool code = false, marked = false;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == XLIFF_MARK_OPEN || parts[i].kind == XLIFF_MARK_CLOSE)
            marked = content_is_protected(&parts[i]);
        code |= marked || (parts[i].kind == XLIFF_PLACEHOLDER && !code_is_quote(&parts[i]));
        for (size_t k = 0; parts[i].kind == XLIFF_TEXT && !marked && k < parts[i].text.size; k++)
            if (!strchr(" .,;:/()-", parts[i].text.data[k]))
                return false;
    }
    return code;
}
