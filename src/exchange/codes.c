#include "exchange/codes.h"

#include <string.h>

#define NAME(literal)                                                                              \
    {                                                                                              \
        "" literal, sizeof(literal) - 1                                                            \
    }

static struct xliff_string name(const char *string)
{
    return view_string(view_of(string));
}

static struct xliff_string number_string(size_t number, struct arena *arena)
{
    char *digits = arena_take(arena, 20);
    return (struct xliff_string){digits, digits ? number_write(digits, number) : 0};
}

const struct xliff_part code_no_part = {.translate = -1};

static enum xliff_part_kind part_kind(enum protect_kind kind)
{
    if (kind == PROTECT_QUOTE_OPEN)
        return XLIFF_OPEN;
    return kind == PROTECT_QUOTE_CLOSE ? XLIFF_CLOSE : XLIFF_PLACEHOLDER;
}

static void name_kind(enum xliff_version version, enum protect_kind kind, struct xliff_part *part)
{
    static const struct xliff_string ctypes[] = {
        [PROTECT_NUMBER] = NAME("x-number"),     [PROTECT_DATE] = NAME("x-date"),
        [PROTECT_TIME] = NAME("x-time"),         [PROTECT_LINK] = NAME("x-link"),
        [PROTECT_TERM] = NAME("x-never"),        [PROTECT_QUOTE_OPEN] = NAME("x-quote"),
        [PROTECT_QUOTE_CLOSE] = NAME("x-quote"),
    };
    static const struct xliff_string subtypes[] = {
        [PROTECT_NUMBER] = NAME("satz:number"),
        [PROTECT_DATE] = NAME("satz:date"),
        [PROTECT_TIME] = NAME("satz:time"),
        [PROTECT_LINK] = NAME("satz:link"),
        [PROTECT_TERM] = NAME("satz:never"),
        [PROTECT_QUOTE_OPEN] = {0},
        [PROTECT_QUOTE_CLOSE] = {0},
    };
    if (version == XLIFF_1_2) {
        part->type = ctypes[kind];
        return;
    }
    part->type = name(protect_is_quote(kind) ? "quote" : "other");
    part->subtype = subtypes[kind];
}

static bool pair_is_inside(const struct code_context *context, const struct protect_span *span)
{
    if (!protect_is_quote(span->kind) || span->partner == PROTECT_ALONE)
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
    if (protect_is_quote(span->kind) && !pair_is_inside(context, span))
        make_placeholder(context->version, part);
    if (context->version == XLIFF_1_2)
        make_empty(context, index, part);
}

void code_part(const struct code_context *context, size_t index, struct xliff_part *part)
{
    const struct protect_span *span = &context->spans->items[index];
    struct xliff_string german = view_string(view_slice(context->block, span->start, span->end));
    struct xliff_string form = view_string(protect_form(context->spans, span));
    bool old = context->version == XLIFF_1_2;
    *part = code_no_part;
    part->kind = part_kind(span->kind);
    part->text = german;
    part->id = number_string(index + 1, context->arena);
    part->keep = span->kind == PROTECT_LINK;
    part->isolated = protect_is_quote(span->kind) && span->partner == PROTECT_ALONE;
    if (part->kind == XLIFF_CLOSE)
        part->ref = part->isolated ? part->id : number_string(span->partner + 1, context->arena);
    name_kind(context->version, span->kind, part);
    part->equiv = old ? form : german;
    if (!old)
        part->disp = form;
    if (context->simple)
        simplify(context, index, part);
}
