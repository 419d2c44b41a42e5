/* The types of units, codes and marks.
 *
 * A value of the other version that has no like is kept whole: one of 1.2 as xliff12:VALUE, one of
 * 2.x after "x-". */
#include "xliff/convert.h"

#include <string.h>

static const char own_prefix[] = "xliff12:";

/* What follows `prefix`; data == NULL: it does not begin so. */
static struct xliff_string after(struct xliff_string text, const char *prefix)
{
    size_t size = strlen(prefix);
    if (text.size < size || memcmp(text.data, prefix, size) != 0)
        return (struct xliff_string){0};
    return (struct xliff_string){text.data + size, text.size - size};
}

static bool has_colon(struct xliff_string text)
{
    return text.size > 0 && memchr(text.data, ':', text.size);
}

static struct xliff_string join(struct conversion *conversion, const char *prefix,
                                struct xliff_string text)
{
    return xliff_convert_format(conversion, "%s%.*s", prefix, (int)text.size,
                                text.data ? text.data : "");
}

/* ---- Units and groups ------------------------------------------------------------------- */

struct xliff_string xliff_convert_type(struct conversion *conversion, struct xliff_string type)
{
    if (!type.data)
        return type;
    struct xliff_string inner = after(type, conversion->up ? "x-" : own_prefix);
    if (!conversion->up)
        return inner.data ? xliff_convert_value(conversion, inner) : join(conversion, "x-", type);
    if (inner.data && has_colon(inner))
        return xliff_convert_copy(conversion, inner);
    return join(conversion, own_prefix, xliff_convert_value(conversion, type));
}

/* ---- Codes ------------------------------------------------------------------------------ */

static const struct code_type {
    const char *ctype, *type, *subtype;
    bool pair; /* 1.2 has it for pairs; else for placeholders */
} code_types[] = {
    {"bold", "fmt", "xlf:b", true},       {"italic", "fmt", "xlf:i", true},
    {"underlined", "fmt", "xlf:u", true}, {"link", "link", NULL, true},
    {"image", "image", NULL, false},      {"lb", "fmt", "xlf:lb", false},
    {"pb", "fmt", "xlf:pb", false},
};

static const char *const plain_types[] = {"fmt", "ui", "quote", "link", "image", "other"};

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* "x-quote", "x-fmt/a:b": types of 2.x that 1.2 has no name for. */
static bool take_plain_type(struct conversion *conversion, struct xliff_part *part,
                            const char *const *names, size_t count)
{
    struct xliff_string value = after(part->type, "x-");
    for (size_t i = 0; value.data && i < count; i++) {
        struct xliff_string rest = after(value, names[i]);
        if (!rest.data || (rest.size > 0 && (rest.data[0] != '/' || !has_colon(rest))))
            continue;
        part->type = xliff_text(names[i]);
        if (rest.size > 0)
            part->subtype =
                xliff_convert_copy(conversion, (struct xliff_string){rest.data + 1, rest.size - 1});
        return true;
    }
    return false;
}

static void code_type_up(struct conversion *conversion, struct xliff_part *part)
{
    for (size_t i = 0; i < COUNT(code_types); i++)
        if (xliff_is(part->type, code_types[i].ctype)) {
            part->type = xliff_text(code_types[i].type);
            part->subtype = xliff_text(code_types[i].subtype);
            return;
        }
    if (!part->type.data || take_plain_type(conversion, part, plain_types, COUNT(plain_types)))
        return;
    part->subtype = join(conversion, own_prefix, xliff_convert_value(conversion, part->type));
    part->type = xliff_text("other");
}

static void code_type_down(struct conversion *conversion, struct xliff_part *part)
{
    struct xliff_string type = part->type, subtype = part->subtype;
    bool pair = part->kind != XLIFF_PLACEHOLDER;
    part->subtype = (struct xliff_string){0};
    if (!type.data)
        return;
    struct xliff_string inner = after(subtype, own_prefix);
    for (size_t i = 0; i < COUNT(code_types); i++)
        if (code_types[i].pair == pair && xliff_is(type, code_types[i].type) &&
            xliff_equal(subtype, xliff_text(code_types[i].subtype))) {
            part->type = xliff_text(code_types[i].ctype);
            return;
        }
    if (inner.data && xliff_is(type, "other"))
        part->type = xliff_convert_value(conversion, inner);
    else
        part->type = xliff_convert_format(conversion, "x-%.*s%s%.*s", (int)type.size, type.data,
                                          subtype.size > 0 ? "/" : "", (int)subtype.size,
                                          subtype.data ? subtype.data : "");
}

void xliff_convert_code_type(struct conversion *conversion, struct xliff_part *part)
{
    if (conversion->up)
        code_type_up(conversion, part);
    else
        code_type_down(conversion, part);
}

/* ---- Matches ---------------------------------------------------------------------------- */

static const char *const match_types[] = {"am", "mt", "icm", "idm", "tb", "tm", "other"};

void xliff_convert_match_type(struct conversion *conversion, struct xliff_match *match)
{
    struct xliff_part part = {
        .kind = XLIFF_PLACEHOLDER, .type = match->type, .subtype = match->subtype};
    match->subtype = (struct xliff_string){0};
    if (xliff_is(part.type, "proposal"))
        part.type = (struct xliff_string){0}; /* what a match is anyway */
    else if (!conversion->up)
        code_type_down(conversion, &part);
    else if (part.type.data && !take_plain_type(conversion, &part, match_types, COUNT(match_types)))
        code_type_up(conversion, &part);
    match->type = xliff_convert_copy(conversion, part.type);
    if (conversion->up)
        match->subtype = part.subtype;
}

/* ---- Marks ------------------------------------------------------------------------------ */

static const struct {
    const char *mtype, *type;
} mark_types[] = {{"term", "term"}, {"x-comment", "comment"}, {"x-generic", "generic"}};

static void mark_type_up(struct conversion *conversion, struct xliff_part *part)
{
    if (xliff_is(part->type, "protected")) {
        part->type = xliff_text("generic");
        part->translate = 0;
        return;
    }
    bool empty = xliff_is(part->type, "x-comment") && !part->value.data;
    for (size_t i = 0; !empty && i < COUNT(mark_types); i++)
        if (xliff_is(part->type, mark_types[i].mtype)) {
            part->type = xliff_text(mark_types[i].type);
            part->translate = xliff_is(part->type, "generic") ? 1 : part->translate;
            return;
        }
    part->type =
        empty ? xliff_text("xliff12:x-comment") : xliff_convert_type(conversion, part->type);
}

static void mark_type_down(struct conversion *conversion, struct xliff_part *part)
{
    bool generic = !part->type.data || xliff_is(part->type, "generic");
    int translate = part->translate;
    part->translate = -1;
    if (generic && translate == 0) {
        part->type = xliff_text("protected");
        return;
    }
    if (translate >= 0 && !(generic && translate == 1))
        xliff_lose(&conversion->losses, "translate of a mark");
    if (generic)
        part->type = xliff_text("generic");
    for (size_t i = 0; i < COUNT(mark_types); i++)
        if (xliff_is(part->type, mark_types[i].type)) {
            part->type = xliff_text(mark_types[i].mtype);
            return;
        }
    part->type = xliff_convert_type(conversion, part->type);
}

void xliff_convert_mark_type(struct conversion *conversion, struct xliff_part *part)
{
    if (part->kind != XLIFF_MARK_OPEN)
        return;
    if (conversion->up)
        mark_type_up(conversion, part);
    else
        mark_type_down(conversion, part);
}
