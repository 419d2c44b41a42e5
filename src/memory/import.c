/* Translations out of TMX: which language is the source, and what is a code in it. */
#include <string.h>

#include "memory/internal.h"
#include "memory/recognise.h"
#include "memory/tags.h"
#include "memory/tmx.h"

#define LONGEST_TAG 64

struct importer {
    struct memory *memory;
    const struct memory_import *options;
    struct memory_import_counts *counts;
    struct recogniser recogniser;
    struct arena arena; /* of one unit */
};

/* ---- languages ------------------------------------------------------------------------------- */

static bool is_usable(struct view lang)
{
    return lang.size > 0 && lang.size < LONGEST_TAG && !memchr(lang.data, '\0', lang.size);
}

/* The variant in that language: of the same tag, else of the same language. */
static const struct tmx_variant *find_variant(const struct tmx_unit *unit, struct view lang)
{
    const struct tmx_variant *similar = NULL;
    for (size_t i = 0; i < unit->count; i++) {
        const struct tmx_variant *variant = &unit->variants[i];
        if (!is_usable(variant->lang))
            continue;
        if (language_same(variant->lang, lang))
            return variant;
        if (!similar && language_same(language_of(variant->lang), language_of(lang)))
            similar = variant;
    }
    return similar;
}

static const struct tmx_variant *find_source(const struct importer *importer,
                                             const struct tmx_unit *unit)
{
    struct view lang =
        importer->options->from ? view_of(importer->options->from) : unit->source_lang;
    if (lang.size == 0 || view_equal(lang, VIEW("*all*")))
        lang = VIEW("de");
    return find_variant(unit, lang);
}

static bool is_target(const struct importer *importer, const struct tmx_variant *variant,
                      const struct tmx_variant *source)
{
    const char *to = importer->options->to;
    return variant != source && is_usable(variant->lang) &&
           !language_same(variant->lang, source->lang) &&
           (!to || language_serves(view_of(to), variant->lang));
}

/* A tag as a string that lives as long as the unit. */
static const char *tag_string(struct importer *importer, struct view lang)
{
    char *copy = arena_take(&importer->arena, lang.size + 1);
    for (size_t i = 0; copy && i < lang.size; i++)
        copy[i] = lang.data[i] == '_' ? '-' : lang.data[i];
    if (copy)
        copy[lang.size] = '\0';
    return copy;
}

/* ---- codes ------------------------------------------------------------------------------------
 */

/* The code of a source that one of its target is. */
static struct xliff_part *find_code(struct xliff_part *parts, size_t count,
                                    const struct xliff_part *code)
{
    struct view wanted = {code->kind == XLIFF_CLOSE ? code->ref.data : code->id.data,
                          code->kind == XLIFF_CLOSE ? code->ref.size : code->id.size};
    for (size_t i = 0; i < count; i++) {
        struct xliff_string id = parts[i].kind == XLIFF_CLOSE ? parts[i].ref : parts[i].id;
        if (parts[i].kind == code->kind && view_equal((struct view){id.data, id.size}, wanted))
            return &parts[i];
    }
    return NULL;
}

/* What a code of a target holds is its English form. One that the source has not is left out. */
static bool join_codes(struct importer *importer, struct xliff_content *source,
                       struct xliff_content *target)
{
    struct xliff_part *from = arena_take(&importer->arena, (source->count + 1) * sizeof *from);
    struct xliff_part *to = arena_take(&importer->arena, (target->count + 1) * sizeof *to);
    size_t count = 0;
    if (!from || !to)
        return false;
    if (source->count > 0)
        memcpy(from, source->parts, source->count * sizeof *from);
    for (size_t i = 0; i < target->count; i++) {
        struct xliff_part part = target->parts[i];
        struct xliff_part *code =
            part.kind == XLIFF_TEXT ? NULL : find_code(from, source->count, &part);
        if (part.kind != XLIFF_TEXT && !code)
            continue;
        if (code && code->disp.size == 0)
            code->disp = part.text;
        to[count++] = part;
    }
    source->parts = from;
    *target = (struct xliff_content){.parts = to, .count = count};
    return true;
}

/* What export would make codes of: in German with its English. `coded`: values that stand as text
 * were text for satz too, but it may not have known the terms. */
static bool find_values(struct importer *importer, const struct memory_entry *entry, bool coded,
                        struct xliff_content *source, struct xliff_content *target)
{
    const struct memory_import *options = importer->options;
    struct protect_options protect = {.kinds = coded ? PROTECT_TERMS : PROTECT_EVERYTHING,
                                      .never = options->never};
    if (!language_same(language_of(view_of(entry->source_lang)), VIEW("de")) ||
        !language_same(language_of(view_of(entry->target_lang)), VIEW("en")))
        return true;
    protect.from = options->locale(entry->source_lang);
    protect.to = options->target(entry->source_lang, entry->target_lang);
    return recognise(&importer->recogniser, &protect, &importer->arena, source, target);
}

static bool prepare(struct importer *importer, const struct memory_entry *entry, bool tags,
                    bool coded, struct xliff_content *source, struct xliff_content *target)
{
    if (tags && (!tags_read(source, &importer->arena) || !tags_read(target, &importer->arena)))
        return false;
    return join_codes(importer, source, target) &&
           find_values(importer, entry, coded, source, target) && !importer->arena.failed;
}

/* ---- context ----------------------------------------------------------------------------------
 */

static bool read_hex(struct view digits, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        const char *found = memchr("0123456789abcdef", digits.data[i], 16);
        if (!found)
            return false;
        *number = *number * 16 + (uint64_t)(found - "0123456789abcdef");
    }
    return digits.size == 16;
}

/* The neighbour whose source OmegaT wrote down. */
static bool read_neighbour(struct importer *importer, const struct memory_entry *entry,
                           struct view text, uint64_t *sum)
{
    struct xliff_part part = {.kind = XLIFF_TEXT, .text = {text.data, text.size}, .translate = -1};
    struct xliff_content source = {.parts = &part, .count = 1}, target = {0};
    *sum = 0;
    if (text.size == 0)
        return true;
    if (!prepare(importer, entry, true, false, &source, &target))
        return false;
    *sum = memory_context(importer->memory, &source);
    return *sum != 0;
}

static bool read_context(struct importer *importer, const struct tmx_unit *unit,
                         struct memory_entry *entry)
{
    struct view own = unit->own[TMX_CONTEXT];
    struct memory_context context;
    if (own.size == 33 && read_hex(view_slice(own, 0, 16), &context.previous) &&
        read_hex(view_slice(own, 17, 33), &context.next)) {
        entry->context = context;
        return true;
    }
    return read_neighbour(importer, entry, unit->own[TMX_PREVIOUS], &entry->context.previous) &&
           read_neighbour(importer, entry, unit->own[TMX_NEXT], &entry->context.next);
}

/* ---- units ------------------------------------------------------------------------------------
 */

static struct memory_act act_of(struct memory_act variant, struct memory_act unit)
{
    return variant.date.size > 0 || variant.name.size > 0 ? variant : unit;
}

static enum status add_pair(struct importer *importer, const struct tmx_unit *unit,
                            const struct tmx_variant *from, const struct tmx_variant *to,
                            struct findings *findings)
{
    enum memory_added added;
    struct xliff_content source = from->content, target = to->content;
    struct memory_entry entry = {
        .source_lang = tag_string(importer, from->lang),
        .target_lang = tag_string(importer, to->lang),
        .source = &source,
        .target = &target,
        .state = unit->own[TMX_STATE],
        .origin = unit->own[TMX_ORIGIN],
        .created = act_of(to->created, unit->created),
        .changed = act_of(to->changed, unit->changed),
        .remarks = unit->remarks,
    };
    if (!entry.source_lang || !entry.target_lang || !read_context(importer, unit, &entry) ||
        !prepare(importer, &entry, unit->tags, unit->coded, &source, &target))
        return finding_no_memory(findings);
    enum status status = memory_add(importer->memory, &entry, &added, findings);
    importer->counts->added[added]++;
    return status;
}

static enum status take_unit(void *context, const struct tmx_unit *unit, struct findings *findings)
{
    struct importer *importer = context;
    const struct tmx_variant *source = find_source(importer, unit);
    enum status status = STATUS_OK;
    bool found = false;
    arena_clear(&importer->arena);
    for (size_t i = 0; source && i < unit->count && status == STATUS_OK; i++) {
        const struct tmx_variant *variant = &unit->variants[i];
        if (!is_target(importer, variant, source))
            continue;
        found = true;
        status = add_pair(importer, unit, source, variant, findings);
    }
    importer->counts->other += !found;
    return status;
}

static enum status pass_over(void *context, const struct tmx_unit *unit, struct findings *findings)
{
    (void)context, (void)unit, (void)findings;
    return STATUS_OK;
}

enum status memory_import_check(struct input *input, struct findings *findings)
{
    return tmx_read(input, (struct tmx_taker){pass_over, NULL}, findings);
}

enum status memory_import(struct memory *memory, struct input *input,
                          const struct memory_import *options, struct memory_import_counts *counts,
                          struct findings *findings)
{
    struct importer importer = {.memory = memory, .options = options, .counts = counts};
    enum status status = tmx_read(input, (struct tmx_taker){take_unit, &importer}, findings);
    recogniser_free(&importer.recogniser);
    arena_free(&importer.arena);
    return status;
}
