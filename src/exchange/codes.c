#include "exchange/codes.h"

#include <string.h>

/* What stands between the two marks of a quotation in the equiv-text of its <g>. */
#define BETWEEN_MARKS "…"

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
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    return view_string(arena_copy(arena, (struct view){digits + at, sizeof digits - at}));
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
    size_t between = VIEW(BETWEEN_MARKS).size, size = open_size + between + close_size;
    char *both = arena_take(context->arena, size);
    if (!both)
        return;
    memcpy(both, context->block.data + span->start, open_size);
    memcpy(both + open_size, BETWEEN_MARKS, between);
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

/* ---- reading ----------------------------------------------------------------------------- */

static void take_pair(struct xliff_part *open, struct xliff_part *close)
{
    struct view both = string_view(open->equiv);
    size_t at = view_find(both, VIEW(BETWEEN_MARKS), 0);
    if (at == SIZE_MAX)
        return;
    open->text = view_string(view_slice(both, 0, at));
    close->text = view_string(view_slice(both, at + VIEW(BETWEEN_MARKS).size, both.size));
    open->equiv = (struct xliff_string){0};
}

static bool is_pair(const struct xliff_part *part, enum xliff_part_kind kind)
{
    return part->kind == kind && part->element && strcmp(part->element, "g") == 0;
}

/* <g> nests, so that the last one that is open is the one that closes. */
static void take_pairs(struct xliff_part *parts, size_t count, size_t *open)
{
    size_t depth = 0;
    for (size_t i = 0; i < count; i++)
        if (is_pair(&parts[i], XLIFF_OPEN))
            open[depth++] = i;
        else if (is_pair(&parts[i], XLIFF_CLOSE) && depth > 0)
            take_pair(&parts[open[--depth]], &parts[i]);
}

void code_take_german(struct xliff_part *parts, size_t count, struct arena *arena)
{
    size_t pairs = 0;
    for (size_t i = 0; i < count; i++) {
        struct xliff_part *part = &parts[i];
        pairs += is_pair(part, XLIFF_OPEN);
        if (part->kind == XLIFF_PLACEHOLDER && part->text.size == 0) {
            part->text = part->equiv;
            part->equiv = (struct xliff_string){0};
        }
    }
    size_t *open = pairs > 0 ? arena_take(arena, pairs * sizeof *open) : NULL;
    if (open)
        take_pairs(parts, count, open);
}

bool code_kind(const struct xliff_part *part, enum protect_kind *kind)
{
    struct view type = string_view(part->type), subtype = string_view(part->subtype);
    if (view_equal(type, VIEW("quote")) || view_starts_with(type, VIEW("x-quote"))) {
        bool close = part->kind == XLIFF_CLOSE || view_ends_with(type, VIEW("-close")) ||
                     view_ends_with(subtype, VIEW(":close"));
        *kind = close ? PROTECT_QUOTE_CLOSE : PROTECT_QUOTE_OPEN;
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

struct view part_german(const struct xliff_part *part)
{
    bool code = part->kind != XLIFF_TEXT && part->text.size == 0;
    return string_view(code ? part->equiv : part->text);
}

bool code_is_protected_mark(const struct xliff_part *part)
{
    return part->kind == XLIFF_MARK_OPEN &&
           (part->translate == 0 || view_equal(string_view(part->type), VIEW("protected")));
}

struct view marked_text(const struct xliff_content *content, size_t index)
{
    bool text = index + 1 < content->count && content->parts[index + 1].kind == XLIFF_TEXT;
    return text ? string_view(content->parts[index + 1].text) : (struct view){0};
}

bool code_is_quote(const struct xliff_part *part)
{
    enum protect_kind kind;
    return code_kind(part, &kind) && is_quote(kind);
}

enum xliff_part_kind code_half(const struct xliff_part *part)
{
    enum protect_kind kind;
    if (part->kind != XLIFF_PLACEHOLDER || !code_kind(part, &kind))
        return part->kind;
    return part_kind(kind);
}

bool code_same(const struct xliff_part *a, const struct xliff_part *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == XLIFF_CLOSE && a->ref.data && b->ref.data)
        return view_equal(string_view(a->ref), string_view(b->ref));
    return view_equal(string_view(a->id), string_view(b->id));
}
