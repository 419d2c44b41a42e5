/* check_handlers.h - what the tables call at the start and end of elements. Private to xliff/. */
#ifndef XLIFF_CHECK_HANDLERS_H
#define XLIFF_CHECK_HANDLERS_H

#include "xliff/check.h"

/* clang-format off */
#define HANDLERS \
    /* check_document.c */ \
    X(start_xliff) X(end_xliff) X(start_file) X(end_file) X(start_skeleton) X(end_skeleton) \
    X(start_group) X(start_notes) X(start_note) X(start_data) \
    /* check_unit.c */ \
    X(start_unit) X(end_unit) X(start_segment) X(end_segment) X(start_source) X(start_target) \
    X(end_content) X(start_match) X(end_match) \
    /* check_inline.c */ \
    X(start_cp) X(start_ph) X(start_pc) X(end_pc) X(start_sc) X(start_ec) X(start_mrk) \
    X(start_sm) X(start_em) \
    /* check_modules.c */ \
    X(start_scope) X(start_gloss) X(end_gloss) X(end_gloss_part) X(start_metadata) X(start_meta) \
    X(end_resource) X(start_resource_ref) X(start_resource_item) X(end_resource_item) \
    X(start_resource_source) X(start_resource_target) X(end_resource_content) \
    /* check_changes.c, check_size.c, check_validation.c, check_its.c */ \
    X(start_revisions) X(end_revisions) X(start_revision) X(start_item) X(start_profiles) \
    X(start_rule) X(start_records) X(start_issue) X(start_provenance) \
    /* check_12.c, check_codes_12.c */ \
    X(start_file_12) X(end_file_12) X(start_external) X(start_phase) X(start_tool) X(start_named) \
    X(start_phased) X(start_deprecated) X(start_group_12) X(start_trans_unit) X(end_trans_unit) \
    X(start_content_12) X(end_content_12) X(start_alt_trans) X(end_alt_trans) X(start_bin_unit) \
    X(start_code_12) X(start_xid) X(start_mrk_12)
/* clang-format on */

#define X(name) void xliff_check_##name(struct check *check);
HANDLERS
#undef X

/* Attributes of modules on any element of 2.x, after its own handler. */
void xliff_check_format_style(struct check *check, const struct check_frame *frame);
void xliff_check_sizes(struct check *check, const struct check_frame *frame);
void xliff_check_its(struct check *check, struct check_frame *frame);
void xliff_check_plural(struct check *check);

/* The end of an element that restrictions or rules may belong to, with the text since its start. */
void xliff_leave_rules(struct check *check, size_t depth);
void xliff_leave_sizes(struct check *check, size_t depth);
void xliff_check_validation(struct check *check);
void xliff_count_sizes(struct check *check);

/* An element of an extension, and its attributes. */
void xliff_check_extension(struct check *check, const xmlChar *uri, const xmlChar **attributes,
                           int count);

#endif
