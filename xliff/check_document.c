/* Around the units of 2.x: document, files, groups, skeletons, notes, extensions. */
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"
#include "xliff/check_unit.h"

#include <string.h>

static void set(struct check *check, struct bytes *to, struct xliff_string text)
{
    xliff_bytes_clear(to);
    xliff_bytes_add(to, text.data, text.size);
    if (to->failed)
        xliff_check_no_memory(check);
}

void xliff_check_start_xliff(struct check *check)
{
    set(check, &check->src_lang, VALUE(check, SRC_LANG));
    set(check, &check->trg_lang, VALUE(check, TRG_LANG));
    check->trg_lang_set = HAS(check, TRG_LANG);
    bool two = check->version == XLIFF_2_0 || check->version == XLIFF_2_1;
    if (two && HAS(check, VERSION) && !IS(check, VERSION, xliff_version_number(check->version)))
        xliff_report(check, RULE_VERSION,
                     "version=\"%.*s\" does not go with the namespace document:2.0: "
                     "it has to be 2.0 or 2.1",
                     SHOWN(VALUE(check, VERSION)));
    if (check->version == XLIFF_1_2 && !check->model->uris[SPACE_CORE])
        xliff_report(check, RULE_OLD_NAMESPACE,
                     "<xliff> lacks xmlns=\"urn:oasis:names:tc:xliff:document:1.2\": add it");
}

void xliff_check_end_xliff(struct check *check)
{
    xliff_names_check(check, &check->files);
}

void xliff_check_start_file(struct check *check)
{
    set(check, &check->file_id, VALUE(check, ID));
    xliff_name_add(check, &check->files, FILE_NAME_FILE, 0, VALUE(check, ID));
    xliff_check_frame(check)->scope = ++check->scopes;
    xliff_bytes_clear(&check->general_profile);
    xliff_bytes_clear(&check->storage_profile);
    check->general_normal = check->storage_normal = false;
}

void xliff_check_end_file(struct check *check)
{
    xliff_names_check(check, &check->names);
}

void xliff_check_start_group(struct check *check)
{
    xliff_name_add(check, &check->names, FILE_NAME_GROUP, 0, VALUE(check, ID));
    xliff_check_frame(check)->scope = ++check->scopes;
    struct xliff_string type = VALUE(check, TYPE);
    if (type.size > 4 && memcmp(type.data, "xlf:", 4) == 0)
        xliff_report(check, RULE_RESERVED_PREFIX,
                     "type=\"%.*s\": the prefix xlf is reserved; use one of your own", SHOWN(type));
}

void xliff_check_start_skeleton(struct check *check)
{
    xliff_check_frame(check)->has_href = HAS(check, HREF);
}

void xliff_check_end_skeleton(struct check *check)
{
    const struct check_frame *frame = xliff_check_frame(check);
    bool empty = !frame->has_text && !frame->has_child;
    if (frame->has_href && !empty)
        xliff_report(check, RULE_SKELETON, "<skeleton> has href and content: remove one of them");
    if (!frame->has_href && empty)
        xliff_report(check, RULE_SKELETON,
                     "<skeleton> is empty: give it href, content, or remove it");
}

void xliff_check_start_notes(struct check *check)
{
    if (!check->in_unit)
        check->notes_scope = ++check->scopes;
}

void xliff_check_start_note(struct check *check)
{
    if (!check->in_unit) {
        xliff_name_add(check, &check->names, FILE_NAME_NOTE, check->notes_scope, VALUE(check, ID));
        return;
    }
    xliff_add_name(check, NAME_NOTE, VALUE(check, ID));
    if (HAS(check, REF))
        xliff_add_reference(check, REFERENCE_NOTE, VALUE(check, REF), VALUE(check, APPLIES_TO));
}

void xliff_check_start_data(struct check *check)
{
    xliff_add_name(check, NAME_DATA, VALUE(check, ID));
}

/* ---- Extensions ------------------------------------------------------------------------- */

static void add_extension_id(struct check *check, const xmlChar *uri, struct xliff_string id)
{
    char text[2 * 128];
    size_t uri_size = uri ? strlen((const char *)uri) : 0;
    if (!xliff_is_nmtoken(id))
        xliff_report(check, RULE_EXTENSION_ID,
                     "the id \"%.*s\" of an extension has to be a name without spaces (NMTOKEN)",
                     SHOWN(id));
    if (uri_size + 1 + id.size > sizeof text)
        return;
    memcpy(text, uri, uri_size);
    text[uri_size] = ' ';
    memcpy(text + uri_size + 1, id.data, id.size);
    struct xliff_string name = {text, uri_size + 1 + id.size};
    if (check->in_unit)
        xliff_add_name(check, NAME_EXTENSION, name);
    else
        xliff_name_add(check, &check->names, FILE_NAME_EXTENSION, xliff_check_frame(check)->scope,
                       name);
}

/* Ids of one namespace are unique in the file, group or unit around; a skeleton's content is no
 * extension, nor is what stands in a module. */
void xliff_check_extension(struct check *check, const xmlChar *uri, const xmlChar **attributes,
                           int count)
{
    bool sizes = false;
    if (check->version == XLIFF_1_2 || !uri)
        return;
    for (size_t up = 1; up < check->depth; up++) {
        const struct check_frame *frame = xliff_check_outer(check, up);
        if (xliff_frame_is(frame, "skeleton"))
            return;
        sizes = sizes || xliff_frame_is(frame, "slr:data");
        if (frame->model && frame->model->space == SPACE_CORE)
            break;
    }
    for (int i = 0; i < count; i++, attributes += 5) {
        bool xml_id = attributes[1] && !strcmp((const char *)attributes[1], "xml");
        if ((attributes[1] && !xml_id) || strcmp((const char *)attributes[0], "id") != 0)
            continue;
        struct xliff_string id = {(const char *)attributes[3],
                                  (size_t)(attributes[4] - attributes[3])};
        add_extension_id(check, uri, id);
        if (sizes)
            xliff_name_add(check, &check->names, FILE_NAME_SIZE, 0, id);
    }
}
