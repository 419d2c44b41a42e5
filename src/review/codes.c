/* codes.c - the codes of a unit, as pieces that a page can move. */
#include "review/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- finding a code again ------------------------------------------------------------------ */

/* What a code is known by: a mark that protects its text by that; half a pair by the pair's name.
 */
struct name {
    int kind;
    struct view text;
};

static struct name name_of(const struct xliff_part *part, bool is_mark, struct view marked)
{
    bool close = part->kind == XLIFF_CLOSE || part->kind == XLIFF_MARK_CLOSE;
    struct view text = string_view(close && part->ref.data ? part->ref : part->id);
    return is_mark ? (struct name){-1, marked} : (struct name){(int)part->kind, text};
}

static size_t *find_slot(const struct review_codes *codes, struct name name)
{
    size_t at = (size_t)checksum(name.text) * 31 + (size_t)name.kind;
    for (;; at++) {
        size_t *slot = &codes->slots[at & (codes->slot_count - 1)];
        if (*slot == 0)
            return slot;
        const struct review_code *code = &codes->items[*slot - 1];
        struct name other = name_of(code->part, code->is_mark, code->marked);
        if (other.kind == name.kind && view_equal(other.text, name.text))
            return slot;
    }
}

static size_t find_name(const struct review_codes *codes, struct name name)
{
    size_t *slot = codes->slot_count > 0 ? find_slot(codes, name) : NULL;
    return slot && *slot > 0 ? *slot - 1 : SIZE_MAX;
}

/* Room for one more, half of the slots empty at least. */
static void grow_slots(struct review_codes *codes)
{
    if (codes->slot_count >= 2 * (codes->count + 1))
        return;
    size_t count = codes->slot_count > 0 ? 2 * codes->slot_count : 64;
    size_t *slots = calloc(count, sizeof *slots);
    if (!slots) {
        codes->failed = true;
        return;
    }
    free(codes->slots);
    codes->slots = slots;
    codes->slot_count = count;
    for (size_t i = 0; i < codes->count; i++) {
        const struct review_code *code = &codes->items[i];
        *find_slot(codes, name_of(code->part, code->is_mark, code->marked)) = i + 1;
    }
}

/* Whether a protected mark and its text are three parts in a row. */
static bool is_whole_mark(const struct xliff_content *content, size_t at)
{
    return content_is_protected(&content->parts[at]) && at + 2 < content->count &&
           content->parts[at + 1].kind == XLIFF_TEXT &&
           content->parts[at + 2].kind == XLIFF_MARK_CLOSE;
}

size_t review_codes_find(const struct review_codes *codes, const struct xliff_content *content,
                         size_t *at)
{
    const struct xliff_part *part = &content->parts[*at];
    struct view marked = content_marked(content, *at);
    bool is_mark = is_whole_mark(content, *at);
    *at += is_mark ? 2 : 0;
    return find_name(codes, name_of(part, is_mark, marked));
}

/* ---- English forms ------------------------------------------------------------------------- */

static const struct protect_span *find_span(const struct review_codes *codes, struct view german,
                                            size_t at)
{
    const struct protect_span *found = NULL;
    for (size_t i = 0; i < codes->spans.count; i++) {
        const struct protect_span *span = &codes->spans.items[i];
        struct view text = view_slice(buffer_view(&codes->german), span->start, span->end);
        if (!view_equal(text, german))
            continue;
        if (span->start == at)
            return span;
        found = found ? found : span;
    }
    return found;
}

/* The form that the file has, or what satz would write; else the German. */
static struct view find_english(struct review_codes *codes, const struct review_code *code,
                                const struct review_languages *languages)
{
    struct view form = code_form(languages->version, code->part);
    enum protect_kind kind;
    if (form.data && !code->is_mark)
        return arena_copy(&codes->arena, form);
    if (!code->is_mark && !code_kind(code->part, &kind))
        return code->german;
    const struct protect_span *span = find_span(codes, code->german, code->at);
    return span ? arena_copy(&codes->arena, protect_form(&codes->spans, span)) : code->german;
}

static void find_spans(struct review_codes *codes, const struct review_languages *languages,
                       bool heading)
{
    struct protect_options options = {.from = languages->from,
                                      .to = languages->to,
                                      .kinds = PROTECT_EVERYTHING,
                                      .heading = heading};
    codes->failed |=
        codes->german.failed || !protect_find(buffer_view(&codes->german), &options, &codes->spans);
}

/* ---- the list ------------------------------------------------------------------------------ */

static void add_code(struct review_codes *codes, const struct review_code *code)
{
    void *grown = array_grow(codes->items, codes->count, &codes->capacity, sizeof *codes->items);
    codes->items = grown ? grown : codes->items;
    codes->failed |= !grown;
    grow_slots(codes);
    if (codes->failed)
        return;
    codes->items[codes->count++] = *code;
    *find_slot(codes, name_of(code->part, code->is_mark, code->marked)) = codes->count;
}

/* Adds the codes that are not in the list. `at` counts the German of the sources. */
static void list_content(struct review_codes *codes, const struct xliff_content *content,
                         const struct xliff_content *original, size_t segment, size_t *at)
{
    for (size_t i = 0; i < content->count && !codes->failed; i++) {
        const struct xliff_part *part = &content->parts[i];
        struct review_code code = {
            .part = part, .original = &original->parts[i], .segment = segment, .partner = SIZE_MAX};
        code.is_mark = is_whole_mark(content, i);
        code.marked = code.is_mark ? content_marked(content, i) : (struct view){0};
        code.german = code.is_mark ? code.marked : code_german(part);
        code.at = at ? *at : SIZE_MAX;
        if (at)
            *at += code.german.size;
        if (part->kind != XLIFF_TEXT && review_codes_find(codes, content, &i) == SIZE_MAX)
            add_code(codes, &code);
    }
}

static void pair_codes(struct review_codes *codes)
{
    for (size_t i = 0; i < codes->count; i++) {
        struct review_code *open = &codes->items[i];
        bool mark = open->part->kind == XLIFF_MARK_OPEN;
        if (open->is_mark || (open->part->kind != XLIFF_OPEN && !mark))
            continue;
        int kind = mark ? XLIFF_MARK_CLOSE : XLIFF_CLOSE;
        size_t close = find_name(codes, (struct name){kind, string_view(open->part->id)});
        if (close == SIZE_MAX)
            continue;
        open->partner = close;
        codes->items[close].partner = i;
    }
}

static struct xliff_content *take_contents(struct review_codes *codes, size_t count)
{
    struct xliff_content *contents = arena_take(&codes->arena, (count + 1) * sizeof *contents);
    codes->failed |= !contents;
    return contents;
}

/* Copies what the segments hold, each code with its German. */
static void copy_unit(struct review_codes *codes, const struct xliff_unit *unit,
                      const struct review_languages *languages)
{
    codes->sources = take_contents(codes, unit->segment_count);
    codes->targets = take_contents(codes, unit->segment_count);
    for (size_t i = 0; i < unit->segment_count && !codes->failed; i++) {
        codes->sources[i] =
            content_copy_source(&codes->arena, languages->version, &unit->segments[i].source);
        codes->targets[i] =
            content_copy_source(&codes->arena, languages->version, &unit->segments[i].target);
        content_add_german(&codes->german, &codes->sources[i]);
        codes->failed |= codes->arena.failed;
    }
}

static void set_forms(struct review_codes *codes, const struct review_languages *languages)
{
    for (size_t i = 0; i < codes->count; i++)
        codes->items[i].english = find_english(codes, &codes->items[i], languages);
}

void review_codes_list(struct review_codes *codes, const struct xliff_unit *unit,
                       const struct review_languages *languages, bool heading)
{
    size_t at = 0;
    arena_clear(&codes->arena);
    buffer_clear(&codes->german);
    codes->count = 0;
    if (codes->slot_count > 0)
        memset(codes->slots, 0, codes->slot_count * sizeof *codes->slots);
    copy_unit(codes, unit, languages);
    for (size_t i = 0; i < unit->segment_count && !codes->failed; i++)
        list_content(codes, &codes->sources[i], &unit->segments[i].source, i, &at);
    for (size_t i = 0; i < unit->segment_count && !codes->failed; i++)
        list_content(codes, &codes->targets[i], &unit->segments[i].target, i, NULL);
    if (codes->failed)
        return;
    pair_codes(codes);
    find_spans(codes, languages, heading);
    if (!codes->failed)
        set_forms(codes, languages);
    codes->failed |= codes->arena.failed;
}

void review_codes_free(struct review_codes *codes)
{
    arena_free(&codes->arena);
    free(codes->items);
    free(codes->slots);
    protect_spans_free(&codes->spans);
    buffer_free(&codes->german);
}
