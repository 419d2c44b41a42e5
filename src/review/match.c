/* match.c - translations of other texts that the file offers for a segment: of satz update, of a
 * memory. A code of theirs is one of the unit's only if it says the same; else it is text. */
#include "review/internal.h"

/* The text of a code that the unit does not have: its English, or its German. */
static struct view text_of(const struct xliff_part *part, enum xliff_version version)
{
    struct view form = code_form(version, part);
    return form.data ? form : code_german(part);
}

static struct json_object *make_target(struct review_codes *codes, enum xliff_version version,
                                       const struct xliff_content *target, bool *failed)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < target->count; i++) {
        const struct xliff_part *part = &target->parts[i];
        if (part->kind == XLIFF_TEXT) {
            json_append(list, json_text(string_view(part->text)), failed);
            continue;
        }
        struct view german =
            content_is_protected(part) ? content_marked(target, i) : code_german(part);
        size_t code = review_codes_find(codes, target, &i);
        if (code != SIZE_MAX && view_equal(codes->items[code].german, german))
            json_append(list, json_count(code), failed);
        else if (content_is_code(part))
            json_append(list, json_text(text_of(part, version)), failed);
    }
    return list;
}

static struct json_object *make_match(const struct xliff_match *match, struct review_codes *codes,
                                      enum xliff_version version, bool *failed)
{
    struct json_object *object = json_object_new_object();
    struct xliff_content source = content_copy_source(&codes->arena, version, &match->source);
    struct xliff_content target = content_copy_source(&codes->arena, version, &match->target);
    struct buffer german = {0};
    content_add_german(&german, &source);
    *failed |= german.failed || codes->arena.failed;
    json_add(object, "similarity", json_object_new_int(match->similarity), failed);
    json_add(object, "german", json_text(buffer_view(&german)), failed);
    json_add(object, "target", make_target(codes, version, &target, failed), failed);
    buffer_free(&german);
    return object;
}

struct json_object *review_matches(const struct xliff_unit *unit, size_t segment,
                                   struct review_codes *codes, enum xliff_version version,
                                   bool *failed)
{
    struct json_object *list = NULL;
    for (size_t i = 0; i < unit->match_count; i++) {
        const struct xliff_match *match = &unit->matches[i];
        struct view id = string_view(match->segment);
        bool ours =
            id.size == 0 ? segment == 0 : view_equal(id, string_view(unit->segments[segment].id));
        if (!ours || match->target.count == 0)
            continue;
        if (!list)
            list = json_object_new_array();
        json_append(list, make_match(match, codes, version, failed), failed);
    }
    return list;
}
