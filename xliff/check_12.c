/* The rules in words of XLIFF 1.2: ids and references of a <file>, languages, units. */
#include "xliff/check_12.h"
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"

#include <stdlib.h>
#include <string.h>

struct check_12 *xliff_old_new(void)
{
    return calloc(1, sizeof(struct check_12));
}

void xliff_old_free(struct check_12 *old)
{
    if (!old)
        return;
    for (int i = 0; i < CONTENTS_12; i++) {
        xliff_array_free(&old->contents[i].codes);
        xliff_bytes_free(&old->contents[i].text);
    }
    xliff_array_free(&old->mids);
    xliff_arena_free(&old->arena);
    xliff_bytes_free(&old->source_lang);
    xliff_bytes_free(&old->target_lang);
    free(old);
}

/* ---- The file, and what it names -------------------------------------------------------- */

static void refer(struct check *check, enum file_name kind, struct xliff_string name)
{
    xliff_name_refer(check, &check->names, kind, 0, name);
}

static void add(struct check *check, enum file_name kind, struct xliff_string name)
{
    xliff_name_add(check, &check->names, kind, 0, name);
}

static void set(struct check *check, struct bytes *to, struct xliff_string text)
{
    xliff_bytes_clear(to);
    xliff_bytes_add(to, text.data, text.size);
    if (to->failed)
        xliff_check_no_memory(check);
}

void xliff_check_start_file_12(struct check *check)
{
    set(check, &check->old->source_lang, VALUE(check, SOURCE_LANGUAGE));
    set(check, &check->old->target_lang, VALUE(check, TARGET_LANGUAGE));
    refer(check, FILE_NAME_TOOL, VALUE(check, TOOL_ID));
}

void xliff_check_end_file_12(struct check *check)
{
    xliff_names_check(check, &check->names);
}

void xliff_check_start_external(struct check *check)
{
    add(check, FILE_NAME_EXTERNAL, VALUE(check, UID));
}

void xliff_check_start_phase(struct check *check)
{
    add(check, FILE_NAME_PHASE, VALUE(check, PHASE_NAME));
    refer(check, FILE_NAME_TOOL, VALUE(check, TOOL_ID));
}

void xliff_check_start_tool(struct check *check)
{
    add(check, FILE_NAME_TOOL, VALUE(check, TOOL_ID));
}

void xliff_check_start_named(struct check *check)
{
    bool context = xliff_frame_is(xliff_check_frame(check), "context-group");
    add(check, context ? FILE_NAME_CONTEXT_GROUP : FILE_NAME_COUNT_GROUP, VALUE(check, NAME));
}

void xliff_check_start_phased(struct check *check)
{
    refer(check, FILE_NAME_PHASE, VALUE(check, PHASE_NAME));
}

void xliff_check_start_xid(struct check *check)
{
    refer(check, FILE_NAME_UNIT, VALUE(check, XID));
}

void xliff_check_start_deprecated(struct check *check)
{
    xliff_report_element(check, RULE_DEPRECATED, "3.2.2", check->line, check->column,
                         "<prop-group> is deprecated: use attributes or elements of a namespace of "
                         "your own");
}

/* The schema takes any name; what is measured is a number. */
static void check_sizes(struct check *check)
{
    static const char *const names[] = {"maxwidth",  "minwidth", "maxheight",
                                        "minheight", "maxbytes", "minbytes"};
    for (int i = 0; i < 6; i++) {
        struct xliff_string size = check->values[A_MAX_WIDTH + i];
        size_t digits = 0;
        while (digits < size.size && size.data[digits] >= '0' && size.data[digits] <= '9')
            digits++;
        if (digits < size.size)
            xliff_report(check, RULE_OLD_SIZE, "%s=\"%.*s\" has to be a number to be measured",
                         names[i], SHOWN(size));
    }
}

void xliff_check_start_group_12(struct check *check)
{
    check_sizes(check);
    add(check, FILE_NAME_GROUP, VALUE(check, ID));
}

/* ---- Units ------------------------------------------------------------------------------ */

static void clear_content(struct content *content)
{
    xliff_array_clear(&content->codes, sizeof(struct code_12));
    xliff_bytes_clear(&content->text);
    content->size = 0;
    content->present = content->filled = false;
}

static void clear(struct check_12 *old)
{
    for (int i = 0; i < CONTENTS_12; i++)
        clear_content(&old->contents[i]);
    xliff_array_clear(&old->mids, sizeof(struct mid));
    xliff_arena_clear(&old->arena);
}

static void start_unit(struct check *check)
{
    add(check, FILE_NAME_UNIT, VALUE(check, ID));
    refer(check, FILE_NAME_PHASE, VALUE(check, PHASE_NAME));
    set(check, &check->unit_id, VALUE(check, ID));
    check->in_unit = true;
}

void xliff_check_start_bin_unit(struct check *check)
{
    start_unit(check);
}

void xliff_check_start_trans_unit(struct check *check)
{
    start_unit(check);
    check_sizes(check);
    check->old->in_unit = true;
    check->old->approved = IS(check, APPROVED, "yes");
}

/* The segments of one content, sorted by mid. False if memory ran out. */
static bool collect_mids(struct check *check, enum content_12 content, struct array *found)
{
    const struct mid *mids = check->old->mids.items;
    for (size_t i = 0; i < check->old->mids.count; i++)
        if (mids[i].content == content && !mids[i].alternative &&
            !xliff_keys_add(found, (struct key){.name = mids[i].mid, .index = i})) {
            xliff_check_no_memory(check);
            return false;
        }
    xliff_keys_sort(found);
    return true;
}

static void check_twice(struct check *check, const struct array *found, const char *content)
{
    const struct mid *mids = check->old->mids.items;
    const struct key *keys = found->items;
    for (size_t i = 1; i < found->count; i++)
        if (xliff_equal(keys[i].name, keys[i - 1].name))
            xliff_report_at(check, RULE_OLD_MID, mids[keys[i].index].line,
                            mids[keys[i].index].column,
                            "mid=\"%.*s\" stands twice in <%s>: number the segments anew",
                            SHOWN(keys[i].name), content);
}

static void check_mids(struct check *check)
{
    const struct mid *mids = check->old->mids.items;
    struct array sources = {0}, targets = {0};
    bool memory = collect_mids(check, CONTENT_SEG_SOURCE, &sources) &&
                  collect_mids(check, CONTENT_TARGET, &targets);
    check_twice(check, &sources, "seg-source");
    check_twice(check, &targets, "target");
    for (size_t i = 0; i < check->old->mids.count && memory; i++)
        if (mids[i].content == CONTENT_TARGET && xliff_keys_find(&sources, mids[i].mid) == SIZE_MAX)
            xliff_report_at(check, RULE_OLD_MID, mids[i].line, mids[i].column,
                            "mid=\"%.*s\" is that of no segment in <seg-source>",
                            SHOWN(mids[i].mid));
    xliff_array_free(&sources);
    xliff_array_free(&targets);
}

/* White space aside, which tools put between segments; marks of codes too, if they are skipped. */
static size_t skip(const struct bytes *text, size_t at, bool codes)
{
    while (at < text->size && (strchr(codes ? " \t\r\n\1" : " \t\r\n", text->data[at]) != NULL) &&
           text->data[at])
        at++;
    return at;
}

static bool same_text(const struct bytes *a, const struct bytes *b, bool skip_codes)
{
    size_t i = 0, j = 0;
    for (;;) {
        i = skip(a, i, skip_codes);
        j = skip(b, j, skip_codes);
        if (i == a->size || j == b->size)
            return i == a->size && j == b->size;
        if (a->data[i++] != b->data[j++])
            return false;
    }
}

/* A code that spans segments may stand in each of them. */
static void check_seg_source(struct check *check, const struct content *source,
                             const struct content *segmented)
{
    bool repeated =
        segmented->codes.count > source->codes.count && xliff_same_ids_12(check, source, segmented);
    if (!same_text(&source->text, &segmented->text, repeated))
        xliff_report_at(check, RULE_OLD_SEG_SOURCE, segmented->line, segmented->column,
                        "<seg-source> has to hold the text and codes of <source>: make it anew");
}

void xliff_check_end_trans_unit(struct check *check)
{
    struct check_12 *old = check->old;
    struct content *contents = old->contents;
    if (old->approved && !contents[CONTENT_TARGET].present)
        xliff_report(check, RULE_OLD_APPROVED,
                     "approved=\"yes\", but there is no <target>: add it or remove approved");
    for (int i = CONTENT_SOURCE; i <= CONTENT_TARGET; i++)
        xliff_check_codes_12(check, &contents[i]);
    if (contents[CONTENT_SEG_SOURCE].present)
        check_seg_source(check, &contents[CONTENT_SOURCE], &contents[CONTENT_SEG_SOURCE]);
    if (contents[CONTENT_TARGET].filled)
        xliff_compare_codes_12(check, &contents[CONTENT_SOURCE], &contents[CONTENT_TARGET]);
    if (old->mids.count > 0)
        check_mids(check);
    clear(old);
    old->in_unit = false;
    check->in_unit = false;
}

/* ---- Contents --------------------------------------------------------------------------- */

static void check_lang(struct check *check, bool target)
{
    const struct check_12 *old = check->old;
    struct xliff_string lang = VALUE(check, XML_LANG);
    struct xliff_string own = xliff_check_view(target ? &old->target_lang : &old->source_lang);
    if (lang.data && own.size > 0 && !xliff_same_language(lang, own))
        xliff_report(check, target ? RULE_OLD_TARGET_LANG : RULE_OLD_SOURCE_LANG,
                     "xml:lang=\"%.*s\" differs from %s=\"%.*s\" of <file>: make them equal",
                     SHOWN(lang), target ? "target-language" : "source-language", SHOWN(own));
}

void xliff_check_start_content_12(struct check *check)
{
    struct check_12 *old = check->old;
    const struct check_frame *frame = xliff_check_frame(check);
    bool target = xliff_frame_is(frame, "target");
    if (target)
        refer(check, FILE_NAME_PHASE, VALUE(check, PHASE_NAME));
    old->kind = target                            ? CONTENT_TARGET
                : xliff_frame_is(frame, "source") ? CONTENT_SOURCE
                                                  : CONTENT_SEG_SOURCE;
    if (!old->in_unit)
        return;
    if (old->in_alternative)
        old->kind = CONTENT_ALTERNATIVE;
    else
        check_lang(check, target);
    old->content = &old->contents[old->kind];
    old->content->present = true;
    old->content->line = check->line;
    old->content->column = check->column;
    old->depth = check->depth;
}

void xliff_check_end_content_12(struct check *check)
{
    struct check_12 *old = check->old;
    old->content = NULL;
    if (old->kind != CONTENT_ALTERNATIVE)
        return;
    xliff_check_pairs_12(check, &old->contents[CONTENT_ALTERNATIVE]);
    clear_content(&old->contents[CONTENT_ALTERNATIVE]);
}

void xliff_check_start_alt_trans(struct check *check)
{
    struct check_12 *old = check->old;
    old->in_alternative = true;
    refer(check, FILE_NAME_TOOL, VALUE(check, TOOL_ID));
    if (!HAS(check, MID) || !old->in_unit)
        return;
    struct mid *mid = xliff_array_add(&old->mids, sizeof *mid);
    if (mid)
        *mid = (struct mid){xliff_check_keep(check, &old->arena, VALUE(check, MID)), CONTENT_TARGET,
                            true, check->line, check->column};
}

void xliff_check_end_alt_trans(struct check *check)
{
    check->old->in_alternative = false;
}

void xliff_check_start_mrk_12(struct check *check)
{
    struct check_12 *old = check->old;
    bool segment = IS(check, MTYPE, "seg");
    if (HAS(check, MID) && !segment)
        xliff_report(check, RULE_OLD_MID, "mid stands only beside mtype=\"seg\": remove it");
    if (!HAS(check, MID) || !segment || !old->content || old->kind == CONTENT_SOURCE ||
        old->kind == CONTENT_ALTERNATIVE)
        return;
    struct mid *mid = xliff_array_add(&old->mids, sizeof *mid);
    if (!mid) {
        xliff_check_no_memory(check);
        return;
    }
    *mid = (struct mid){xliff_check_keep(check, &old->arena, VALUE(check, MID)), old->kind, false,
                        check->line, check->column};
}

/* The text of a code is not the content's. */
static bool in_code(struct check *check)
{
    static const char *const codes[] = {"ph", "bpt", "ept", "it"};
    for (size_t up = 0; check->depth - up > check->old->depth; up++)
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
            if (xliff_frame_is(xliff_check_outer(check, up), codes[i]))
                return true;
    return false;
}

void xliff_check_text_12(struct check *check, const char *data, size_t size)
{
    struct check_12 *old = check->old;
    if (!old->content || old->kind == CONTENT_ALTERNATIVE ||
        (check->depth > old->depth && in_code(check)))
        return;
    old->content->filled = old->content->filled || size > 0;
    old->content->size += size;
    if (old->kind != CONTENT_TARGET)
        xliff_bytes_add(&old->content->text, data, size);
    if (old->content->text.failed)
        xliff_check_no_memory(check);
    if (old->content->size > XLIFF_MAX_UNIT)
        xliff_check_too_large(check);
}
