#include "exchange/retarget.h"

#include "check/content.h"

/* A code of a source: an inline code, or a protected mark with its text and its end. */
struct source_code {
    const struct xliff_part *parts;
    size_t count;
    struct view german;
    char mark;
    size_t to; /* index in the new source, or SIZE_MAX */
    bool used; /* old: it stands in the target; new: an old one was mapped to it */
};

struct code_list {
    struct source_code *items;
    size_t count;
};

struct retargeter {
    enum xliff_version old_version;
    struct code_list old, current;
    struct arena *arena;
    struct xliff_part *parts; /* the new target */
    size_t count;
};

static struct code_list list_codes(const struct xliff_content *source, struct arena *arena)
{
    struct code_list list = {arena_take(arena, (source->count + 1) * sizeof *list.items), 0};
    for (size_t i = 0; list.items && i < source->count; i++) {
        const struct xliff_part *part = &source->parts[i];
        bool mark = content_is_protected(part);
        if (!mark && !content_is_code(part))
            continue;
        struct source_code *code = &list.items[list.count++];
        *code = (struct source_code){.parts = part, .count = 1, .to = SIZE_MAX};
        code->mark = edition_code_mark(part);
        code->german = mark ? content_marked(source, i) : code_german(part);
        while (mark && i + 1 < source->count && source->parts[i].kind != XLIFF_MARK_CLOSE) {
            code->count++;
            i++;
        }
    }
    return list;
}

/* ---- old codes to new ones --------------------------------------------------------------- */

static bool same_kinds(const struct code_list *a, const struct code_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].mark != b->items[i].mark)
            return false;
    return true;
}

/* In order; where the two were exported with other options, by value. */
static void map_codes(struct code_list *old, struct code_list *current)
{
    bool in_order = same_kinds(old, current);
    for (size_t i = 0; i < old->count; i++) {
        struct source_code *code = &old->items[i];
        for (size_t k = in_order ? i : 0; k < current->count && code->to == SIZE_MAX; k++) {
            struct source_code *wanted = &current->items[k];
            bool fits = in_order ||
                        (code->mark == wanted->mark && view_equal(code->german, wanted->german));
            if (wanted->used || !fits)
                continue;
            code->to = k;
            wanted->used = true;
        }
    }
}

/* ---- the target -------------------------------------------------------------------------- */

/* The source's code that a part of the target is. A mark of 1.2 has no id: it is known by what it
 * holds, or comes in its turn. */
static struct source_code *find_code(struct code_list *old, const struct xliff_content *target,
                                     size_t index)
{
    const struct xliff_part *part = &target->parts[index];
    struct source_code *next = NULL;
    for (size_t i = 0; i < old->count; i++) {
        struct source_code *code = &old->items[i];
        bool nameless = part->kind == XLIFF_MARK_OPEN && part->id.size == 0;
        if (code->parts->kind != part->kind)
            continue;
        if (nameless ? !code->used && view_equal(code->german, content_marked(target, index))
                     : code_same(code->parts, part))
            return code;
        if (nameless && !code->used && !next)
            next = code;
    }
    return next;
}

static void add_parts(struct retargeter *to, const struct xliff_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to->parts[to->count++] = parts[i];
}

static bool add_code(struct retargeter *to, struct source_code *code)
{
    if (!code)
        return false;
    code->used = true;
    if (code->to != SIZE_MAX) {
        const struct source_code *current = &to->current.items[code->to];
        add_parts(to, current->parts, current->count);
        return true;
    }
    struct view form = code_form(to->old_version, code->parts);
    if (!form.data)
        return false;
    to->parts[to->count++] =
        (struct xliff_part){.kind = XLIFF_TEXT, .text = view_string(form), .translate = -1};
    return true;
}

/* A tool's own marks are left out, and what stands in them stays. */
static bool build(struct retargeter *to, const struct xliff_content *target)
{
    for (size_t i = 0; i < target->count; i++) {
        const struct xliff_part *part = &target->parts[i];
        if (part->kind == XLIFF_TEXT) {
            add_parts(to, part, 1);
        } else if (content_is_protected(part)) {
            if (!add_code(to, find_code(&to->old, target, i)))
                return false;
            while (i + 1 < target->count && target->parts[i].kind != XLIFF_MARK_CLOSE)
                i++;
        } else if (content_is_code(part) && !add_code(to, find_code(&to->old, target, i))) {
            return false;
        }
    }
    return true;
}

/* ---- values that changed ----------------------------------------------------------------- */

static bool stands_as_text(const struct xliff_content *target, struct view form)
{
    for (size_t i = 0; form.size > 0 && i < target->count; i++)
        if (target->parts[i].kind == XLIFF_TEXT &&
            view_find(string_view(target->parts[i].text), form, 0) != SIZE_MAX)
            return true;
    return false;
}

/* Whether each value that is another now came from its code, and stands nowhere as text. */
static bool values_follow(const struct retargeter *to, const struct xliff_content *target)
{
    for (size_t i = 0; i < to->old.count; i++) {
        const struct source_code *code = &to->old.items[i];
        if (code->to == SIZE_MAX || code_is_quote(code->parts) ||
            view_equal(code->german, to->current.items[code->to].german))
            continue;
        struct view form = code_form(to->old_version, code->parts);
        if (!code->used || (code->count == 1 && stands_as_text(target, form)))
            return false;
    }
    return true;
}

bool retarget(const struct edition_segment *old, enum xliff_version old_version,
              const struct edition_segment *current, struct arena *arena,
              struct xliff_content *target)
{
    struct retargeter to = {.old_version = old_version,
                            .arena = arena,
                            .old = list_codes(&old->source, arena),
                            .current = list_codes(&current->source, arena)};
    if (!to.old.items || !to.current.items)
        return false;
    map_codes(&to.old, &to.current);
    size_t longest = 1; /* parts that one part of the old target may become */
    for (size_t i = 0; i < to.current.count; i++)
        longest = to.current.items[i].count > longest ? to.current.items[i].count : longest;
    to.parts = arena_take(arena, (old->target.count + 1) * longest * sizeof *to.parts);
    if (!to.parts || !build(&to, &old->target) || !values_follow(&to, &old->target))
        return false;
    *target = (struct xliff_content){.parts = to.parts, .count = to.count};
    return true;
}
