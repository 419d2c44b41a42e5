/* check_unit.h - what a unit or match of 2.x holds, gathered while it is read and looked at when it
 * ends. Private to xliff/. */
#ifndef XLIFF_CHECK_UNIT_H
#define XLIFF_CHECK_UNIT_H

#include "xliff/check.h"
#include "xliff/keys.h"

enum code_kind { CODE_PH, CODE_PC, CODE_PC_END, CODE_SC, CODE_EC, CODE_MRK, CODE_SM, CODE_EM };
enum side { SIDE_SOURCE, SIDE_TARGET, SIDES };
enum reorder { REORDER_YES, REORDER_FIRST, REORDER_NO };

/* An inline element, or the end of a <pc>. Its texts lie in the scope's arena. */
struct code {
    enum code_kind kind;
    enum side side;
    enum reorder reorder;
    bool can_copy, can_delete, can_overlap, isolated;
    bool has_data;
    size_t segment;         /* index in the scope */
    size_t place;           /* in the order of its side, from 0 */
    struct xliff_string id; /* of EC and EM: empty, or of an isolated one; of PC_END: its <pc>'s */
    struct xliff_string start_ref, copy_of, type, sub_type, translate;
    size_t line, column;
};

struct segment {
    struct xliff_string id;
    bool ignorable, has_target, advanced; /* its state is beyond initial */
    bool ordered;
    size_t order; /* of the target: explicit, or its place; from 1 */
    size_t line, column, target_line, target_column;
    size_t source_start, source_size, target_start, target_size; /* in the unit's text */
    size_t target_info, target_storage;                          /* slr: sizes of its codes */
};

enum reference_kind {
    REFERENCE_DATA,
    REFERENCE_COMMENT, /* mrk, sm of type comment */
    REFERENCE_MARK,    /* mrk, sm of another type */
    REFERENCE_MATCH,
    REFERENCE_GLOSS,
    REFERENCE_NOTE,
    REFERENCE_STANDOFF, /* its: records */
    REFERENCE_SIZE,     /* slr:sizeInfoRef */
    REFERENCE_REVISION, /* ctr: ref of revisions; `what` is appliesTo */
};

struct reference {
    enum reference_kind kind;
    struct xliff_string value, what;
    size_t line, column;
};

/* A name that has to be unique among those of its group, or is referred to. */
struct name {
    struct xliff_string id;
    unsigned group; /* enum name_group */
    unsigned scope; /* ids of modules: which container */
    size_t line, column;
};

enum name_group {
    NAME_DATA,
    NAME_NOTE,
    NAME_MATCH,
    NAME_GLOSS,
    NAME_META,
    NAME_RESOURCE,
    NAME_STANDOFF,
    NAME_EXTENSION,
};

/* Where ids are unique and codes refer to each other: a unit, or a match in it. */
struct scope {
    struct xliff_arena arena;
    struct array codes;      /* struct code */
    struct array segments;   /* struct segment */
    struct array names;      /* struct name */
    struct array references; /* struct reference */
    /* Made when the scope ends: codes of a side in order (size_t: indexes); by id; <ec>, <em> and
     * startRef (struct key, sorted). */
    struct array sequence[SIDES], ids[SIDES], ends[SIDES], segment_ids;
};

struct check_unit {
    struct scope unit, match;
    struct scope *scope; /* the one at hand */
    enum side side;
    bool in_content, has_segment, match_reference;
    struct xliff_string variants; /* pgs:switch: the segments are variants of each other */
    unsigned module_scope;
    struct bytes text; /* of the contents, if a rule needs it */
    struct xliff_string applies_to, current_version;
    size_t versions;         /* revisions that have currentVersion */
    struct array properties; /* of the revision at hand */
    struct array spans;      /* restrictions of the spans that are open in the content at hand */
    bool gloss_complete, resource_source, resource_target, resource_mime;
    bool resource_asks_source; /* and has none so far */
};

struct code *xliff_scope_codes(const struct scope *scope);
struct segment *xliff_scope_segments(const struct scope *scope);
/* The segment at hand; NULL if there is none. */
struct segment *xliff_last_segment(const struct check *check);
/* Makes the sequences and keys. False when memory runs out. */
bool xliff_scope_index(struct scope *scope);
void xliff_scope_clear(struct scope *scope);
void xliff_scope_free(struct scope *scope);

/* check_size.c: the restriction of a span ends with this <ec> or <em>. */
void xliff_close_size(struct check *check);

/* Adds and keeps; nothing happens outside units. */
void xliff_add_name(struct check *check, enum name_group group, struct xliff_string id);
void xliff_add_reference(struct check *check, enum reference_kind kind, struct xliff_string value,
                         struct xliff_string what);
struct code *xliff_add_code(struct check *check, enum code_kind kind);

/* What is looked at when a unit or match ends; each in a file of its own. */
void xliff_check_pairs(struct check *check, struct scope *scope);    /* sc and ec, sm and em */
void xliff_check_codes(struct check *check, struct scope *scope);    /* copies, data */
void xliff_check_reorder(struct check *check, struct scope *scope);  /* sequences */
void xliff_check_targets(struct check *check, struct scope *scope);  /* source against target */
void xliff_check_unit_ids(struct check *check, struct scope *scope); /* unique ids */
void xliff_check_order(struct check *check, struct scope *scope);    /* order of targets */
void xliff_check_references(struct check *check);                    /* fragment identifiers */

/* check_its.c, check_changes.c: a reference to records; ref of revisions. */
void xliff_check_standoff(struct check *check, const struct scope *scope,
                          const struct reference *reference);
void xliff_check_revision(struct check *check, const struct scope *scope,
                          const struct reference *reference);

/* The code at a place of a side, from 0; NULL beyond its end. */
struct code *xliff_code_at(const struct scope *scope, enum side side, size_t place);
/* The code that has the id on a side; NULL if none. */
struct code *xliff_find_code(const struct scope *scope, enum side side, struct xliff_string id);
/* The <ec>, <em> or end of <pc> of a side that closes the id; NULL if none. */
struct code *xliff_find_end(const struct scope *scope, enum side side, struct xliff_string id,
                            enum code_kind kind);
bool xliff_has_segment(const struct scope *scope, struct xliff_string id);
/* Whether a name is in the scope. Only when ids have been checked, which sorts the names. */
bool xliff_has_name(const struct scope *scope, enum name_group group, struct xliff_string id);
/* Whether a segment of the unit waits for its target. */
bool xliff_is_partial(const struct scope *scope);

#endif
