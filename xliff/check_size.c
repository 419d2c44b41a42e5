/* Size and length restriction: the values of the standard profiles, and whether targets keep to
 * them. Texts are measured as they stand, whatever normalization the file asks for. */
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"
#include "xliff/check_unit.h"

#include <string.h>

/* [min,]max; max SIZE_MAX: none. */
struct range {
    size_t least, most;
    bool given, valid;
};

/* A restriction in force, of an element that is open. */
struct size {
    size_t depth;
    struct range general, storage;
    size_t general_size, storage_size; /* of the units that have ended */
    bool counted, partial;             /* some unit is translated; some is not, or not wholly */
    size_t text_start;                 /* inline: where its text begins */
    struct xliff_string id;            /* of <sc> and <sm> */
    size_t line, column;
};

enum profile { PROFILE_NONE, PROFILE_POINTS, PROFILE_UTF8, PROFILE_UTF16, PROFILE_UTF32 };

static enum profile profile_of(const struct bytes *name)
{
    static const char *const names[] = {"", "xliff:codepoints", "xliff:utf8", "xliff:utf16",
                                        "xliff:utf32"};
    for (int i = PROFILE_POINTS; i <= PROFILE_UTF32; i++)
        if (xliff_is(xliff_check_view(name), names[i]))
            return (enum profile)i;
    return PROFILE_NONE;
}

/* Without a profile only the form of the standard's values can be meant. */
static bool is_standard(const struct bytes *name)
{
    return name->size == 0 || profile_of(name) != PROFILE_NONE;
}

/* ---- Values ----------------------------------------------------------------------------- */

static bool take_number(struct xliff_string *text, size_t *number)
{
    size_t digits = 0;
    *number = 0;
    for (; digits < text->size && text->data[digits] >= '0' && text->data[digits] <= '9'; digits++)
        *number =
            *number > SIZE_MAX / 16 ? *number : *number * 10 + (size_t)(text->data[digits] - '0');
    if (digits == 0)
        return false;
    text->data += digits;
    text->size -= digits;
    return true;
}

static struct range parse_range(struct xliff_string text)
{
    struct range range = {.given = text.data != NULL, .most = SIZE_MAX};
    struct xliff_string rest = text;
    size_t number;
    if (!text.data)
        return range;
    if (xliff_is(text, "*")) {
        range.valid = true;
        return range;
    }
    if (!take_number(&rest, &number))
        return range;
    if (rest.size == 0) {
        range.most = number;
        range.valid = true;
    } else if (rest.data[0] == ',') {
        range.least = number;
        rest.data++, rest.size--;
        range.valid = xliff_is(rest, "*");
        if (take_number(&rest, &number)) {
            range.most = number;
            range.valid = rest.size == 0 && range.least <= number;
        }
    }
    return range;
}

static bool is_integer(struct xliff_string text)
{
    size_t number;
    return text.size == 0 || (take_number(&text, &number) && text.size == 0);
}

static size_t integer_of(struct xliff_string text)
{
    size_t number = 0;
    take_number(&text, &number);
    return number;
}

static void check_values(struct check *check, const struct size *size)
{
    if (is_standard(&check->general_profile) && size->general.given && !size->general.valid)
        xliff_report_at(check, RULE_SLR_VALUE, size->line, size->column,
                        "sizeRestriction has to be \"max\" or \"min,max\": integers, or * for no "
                        "maximum");
    if (is_standard(&check->storage_profile) && size->storage.given && !size->storage.valid)
        xliff_report_at(check, RULE_SLR_VALUE, size->line, size->column,
                        "storageRestriction has to be \"max\" or \"min,max\": integers, or * for "
                        "no maximum");
}

static void check_integers(struct check *check)
{
    if (is_standard(&check->general_profile) && !is_integer(VALUE(check, SIZE_INFO)))
        xliff_report(check, RULE_SLR_VALUE, "sizeInfo=\"%.*s\" has to be an integer",
                     SHOWN(VALUE(check, SIZE_INFO)));
    if (is_standard(&check->storage_profile) && !is_integer(VALUE(check, EQUIV_STORAGE)))
        xliff_report(check, RULE_SLR_VALUE, "equivStorage=\"%.*s\" has to be an integer",
                     SHOWN(VALUE(check, EQUIV_STORAGE)));
}

/* ---- Profiles --------------------------------------------------------------------------- */

static void take_profile(struct check *check, struct bytes *to, struct xliff_string name)
{
    xliff_bytes_clear(to);
    xliff_bytes_add(to, name.data, name.size);
    if (to->failed)
        xliff_check_no_memory(check);
    if (name.size > 6 && memcmp(name.data, "xliff:", 6) == 0 && profile_of(to) == PROFILE_NONE)
        xliff_report(check, RULE_SLR_PROFILE,
                     "the profile \"%.*s\" is not one of the standard's: xliff:codepoints, "
                     "xliff:utf8, xliff:utf16, xliff:utf32",
                     SHOWN(name));
}

/* The <file> around may have had its restrictions before the profiles were known. */
void xliff_check_start_profiles(struct check *check)
{
    take_profile(check, &check->general_profile, VALUE(check, GENERAL_PROFILE));
    take_profile(check, &check->storage_profile, VALUE(check, STORAGE_PROFILE));
    const struct size *sizes = check->sizes.items;
    for (size_t i = 0; i < check->sizes.count; i++)
        check_values(check, &sizes[i]);
}

/* ---- Restrictions ----------------------------------------------------------------------- */

static bool in_target(const struct check_unit *unit)
{
    return unit->in_content && unit->side == SIDE_TARGET && unit->scope == &unit->unit;
}

static void check_end_code(struct check *check, const struct check_frame *frame)
{
    bool any = HAS(check, SIZE_RESTRICTION) || HAS(check, STORAGE_RESTRICTION) ||
               HAS(check, SIZE_INFO) || HAS(check, SIZE_INFO_REF) || HAS(check, EQUIV_STORAGE);
    if (any && xliff_frame_is(frame, "ec") && !IS(check, ISOLATED, "yes"))
        xliff_report(check, RULE_SLR_EC,
                     "a size stands on <ec> only if it is isolated: move it to its <sc>");
}

/* The last restriction is that of a span, which ends where its <ec> or <em> stands. */
static void keep_span(struct check *check)
{
    struct check_unit *unit = check->unit;
    struct size *size = (struct size *)check->sizes.items + --check->sizes.count;
    struct size *span = in_target(unit) ? xliff_array_add(&unit->spans, sizeof *span) : NULL;
    if (!span)
        return;
    *span = *size;
    span->id = xliff_check_keep(check, &unit->unit.arena, VALUE(check, ID));
}

static void add_size(struct check *check, const struct check_frame *frame)
{
    struct size *size = xliff_array_add(&check->sizes, sizeof *size);
    if (!size) {
        xliff_check_no_memory(check);
        return;
    }
    *size = (struct size){
        .depth = check->depth,
        .general = parse_range(VALUE(check, SIZE_RESTRICTION)),
        .storage = parse_range(VALUE(check, STORAGE_RESTRICTION)),
        .text_start = check->unit->text.size,
        .line = check->line,
        .column = check->column,
    };
    if (!xliff_frame_is(frame, "file"))
        check_values(check, size);
    if (xliff_frame_is(frame, "sc") || xliff_frame_is(frame, "sm"))
        keep_span(check);
    check->keep_text = check->keep_text || check->in_unit;
}

void xliff_check_sizes(struct check *check, const struct check_frame *frame)
{
    if (HAS(check, SIZE_INFO) && HAS(check, SIZE_INFO_REF))
        xliff_report(check, RULE_SLR_INFO, "sizeInfo and sizeInfoRef exclude each other: keep one");
    if (HAS(check, SIZE_INFO_REF))
        xliff_name_refer(check, &check->names, FILE_NAME_SIZE, 0, VALUE(check, SIZE_INFO_REF));
    check_end_code(check, frame);
    check_integers(check);
    struct segment *segment = check->unit->in_content ? xliff_last_segment(check) : NULL;
    if (segment && check->unit->side == SIDE_TARGET) {
        segment->target_info += integer_of(VALUE(check, SIZE_INFO));
        segment->target_storage += integer_of(VALUE(check, EQUIV_STORAGE));
    }
    if (!HAS(check, SIZE_RESTRICTION) && !HAS(check, STORAGE_RESTRICTION))
        return;
    add_size(check, frame);
}

/* ---- Sizes ------------------------------------------------------------------------------ */

/* Characters, or bytes in the encoding of the profile. */
static size_t measure(enum profile profile, const char *text, size_t size)
{
    size_t characters = 0, beyond = 0;
    for (size_t i = 0; i < size; i++) {
        characters += ((unsigned char)text[i] & 0xc0) != 0x80;
        beyond += (unsigned char)text[i] >= 0xf0;
    }
    switch (profile) {
    case PROFILE_UTF8:
        return size;
    case PROFILE_UTF16:
        return 2 * (characters + beyond);
    case PROFILE_UTF32:
        return 4 * characters;
    default:
        return characters;
    }
}

static void check_range(struct check *check, enum check_rule rule, const struct size *size,
                        const struct range *range, size_t actual, const char *of)
{
    if (range->given && range->valid && actual > range->most)
        xliff_report_at(check, rule, size->line, size->column,
                        "the translation has %zu %s, %zu more than allowed: shorten it", actual, of,
                        actual - range->most);
    if (range->given && range->valid && actual < range->least)
        xliff_report_at(check, rule, size->line, size->column,
                        "the translation has %zu %s, but at least %zu are asked for", actual, of,
                        range->least);
}

static void check_size(struct check *check, const struct size *size)
{
    if (profile_of(&check->general_profile) == PROFILE_POINTS)
        check_range(check, RULE_SLR_SIZE, size, &size->general, size->general_size, "characters");
    if (profile_of(&check->storage_profile) > PROFILE_POINTS)
        check_range(check, RULE_SLR_STORAGE, size, &size->storage, size->storage_size, "bytes");
}

/* The text of an inline element or span up to here. */
static void measure_inline(const struct check *check, struct size *size)
{
    const struct check_unit *unit = check->unit;
    const char *text = unit->text.size ? unit->text.data + size->text_start : "";
    size_t length = unit->text.size - size->text_start;
    size->general_size = measure(PROFILE_POINTS, text, length);
    size->storage_size = measure(profile_of(&check->storage_profile), text, length);
    size->counted = true;
}

void xliff_close_size(struct check *check)
{
    struct size *spans = check->unit->spans.items;
    for (size_t i = 0; i < check->unit->spans.count; i++)
        if (HAS(check, START_REF) && xliff_equal(spans[i].id, VALUE(check, START_REF))) {
            measure_inline(check, &spans[i]);
            check_size(check, &spans[i]);
        }
}

/* When a unit ends: its translation counts for itself, its groups and its file. What stands between
 * segments counts as its source if it has no target. */
void xliff_count_sizes(struct check *check)
{
    const struct scope *scope = &check->unit->unit;
    const struct segment *segments = xliff_scope_segments(scope);
    struct size *sizes = check->sizes.items;
    enum profile storage = profile_of(&check->storage_profile);
    size_t general_size = 0, storage_size = 0;
    bool any = false, all = true;
    for (size_t i = 0; i < scope->segments.count && check->sizes.count > 0; i++) {
        const struct segment *segment = &segments[i];
        bool target = segment->has_target;
        size_t start = target ? segment->target_start : segment->source_start;
        size_t size = target ? segment->target_size : segment->source_size;
        any = any || (target && !segment->ignorable);
        all = all && (target || segment->ignorable);
        if (!target && !segment->ignorable)
            continue;
        const char *text = size ? check->unit->text.data + start : "";
        general_size += measure(PROFILE_POINTS, text, size) + segment->target_info;
        storage_size += measure(storage, text, size) + segment->target_storage;
    }
    for (size_t i = 0; i < check->sizes.count && any; i++) {
        sizes[i].general_size += general_size;
        sizes[i].storage_size += storage_size;
        sizes[i].counted = true;
        sizes[i].partial = sizes[i].partial || !all;
    }
}

void xliff_leave_sizes(struct check *check, size_t depth)
{
    while (check->sizes.count > 0) {
        struct size *size = (struct size *)check->sizes.items + (check->sizes.count - 1);
        if (size->depth < depth)
            return;
        check->sizes.count--;
        if (in_target(check->unit))
            measure_inline(check, size);
        if (size->partial)
            size->general.least = size->storage.least = 0;
        if (size->counted)
            check_size(check, size);
    }
}
