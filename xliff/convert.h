/* convert.h - the rules by which a document becomes one of another version. Private to xliff/.
 *
 *   1.2                                    2.x
 *   -------------------------------------  ----------------------------------------------------
 *   file                                   file; its id is f1, f2, ... by its place
 *   internal-file, external-file           skeleton, its text or href
 *   group id, resname, restype             group id, name, type
 *   trans-unit                             unit
 *   an id that is no NMTOKEN               a character becomes _xHHHH_, and is made of it again
 *   a group without an id                  id g1, g2, ...
 *   restype="heading", "x-a"               type="xliff12:heading", "xliff12:x-a"
 *   restype="x-a:b"                        type="a:b"
 *   translate, inherited                   translate of the unit
 *   seg-source/mrk, its mid                segment, its id; with "seg." before it if a code has
 *                                          that id
 *   text between them                      ignorable; a target equal to its source is left out
 *   state, state-qualifier, approved       state and subState, by the tables of convert_state.c
 *   minwidth, maxwidth in characters       slr:sizeRestriction, profile xliff:codepoints
 *   minbytes, maxbytes; width in bytes     slr:storageRestriction, profile xliff:utf8
 *   note of header, group, trans-unit      note of file, group, unit, with id n1, n2, ...
 *   from, annotates, priority              category, appliesTo, priority
 *   ph, x                                  ph
 *   g, bpt/ept                             pc, or sc/ec where pairs overlap or span segments
 *   bx/ex                                  sc/ec
 *   it; bpt or ept without its other half  sc, ec with isolated="yes"
 *   content of a code                      data
 *   id of ept, ex                          none: in 1.2 it is its place among the unit's codes, or
 *                                          REF-end
 *   ctype                                  type, subType, by the table of convert_type.c
 *   equiv-text                             equiv
 *   alt-trans                              mtc:match; of a unit that is not divided, whose segment
 *                                          is named "seg" then
 *   match-quality, origin, alttranstype    similarity, origin, type and subType
 *   mrk mtype, comment                     mrk type, value, by the same table; ids m1, m2, ...
 *   <ph ctype="x-control">                 cp
 *   tool                                   none: in 1.2 it names who converted
 *
 * A program may have a convention of its own for its blocks, types and codes: see struct
 * xliff_convention. Notes of trans-unit b17.s3 then get the ids s3.n1, s3.n2, ... in unit b17, and
 * notes with other ids are those of its group.
 *
 * What is in neither column is not carried: it is reported, but for white space between elements.
 * The text of <sub> stays in the content of its code.
 */
#ifndef XLIFF_CONVERT_H
#define XLIFF_CONVERT_H

#include "xliff/memory.h"
#include "xliff/reader.h"
#include "xliff/writer.h"

/* ---- Losses ------------------------------------------------------------------------------ */

struct loss {
    struct bytes what, unit;
    size_t line, column, count;
};

struct losses {
    struct array items;       /* struct loss */
    struct xliff_string unit; /* the unit at hand */
    size_t line, column;      /* of what is at hand */
    bool failed;
};

/* Counts what is not carried; the place and unit at hand are those of its kind's first. */
void xliff_lose(struct losses *losses, const char *what);
/* What the reader passed over, but for attributes that say nothing. */
void xliff_lose_unread(struct losses *losses, const struct unread *unread);
bool xliff_says_nothing(const struct unread *unread);
void xliff_losses_report(struct losses *losses, const struct xliff_convert_options *options);
void xliff_losses_free(struct losses *losses);

/* ---- One conversion ---------------------------------------------------------------------- */

/* What 2.x has no attribute for but subState. */
struct flags {
    bool approved;
    bool fixed; /* translate="no", while its block has other segments */
};

struct block_segment {
    struct xliff_segment segment;
    struct flags flags;
};

struct conversion {
    const struct xliff_reader *reader;
    struct item *item; /* of the event at hand */
    struct xliff_writer *writer;
    const struct xliff_convert_options *options;
    enum xliff_version from, to;
    bool up;                     /* 1.2 to 2.x; else the other way */
    bool begun;                  /* the document is */
    bool in_file;                /* and the file */
    bool declared;               /* 2.x: the root declares the prefix xliff12 */
    bool own;                    /* the convention holds in this file */
    size_t files, groups, notes; /* counted for ids */
    struct bytes skeleton;
    struct bytes source_lang, target_lang; /* of the document */
    bool has_skeleton;
    struct losses losses;
    struct xliff_arena arena; /* of a unit or block */
    bool failed;              /* memory ran out */
    /* 1.2 to 2.x: the block that is being collected. */
    bool in_block;
    size_t inner_groups; /* open ones inside it */
    struct xliff_unit block;
    struct array segments, block_notes; /* struct block_segment, struct xliff_note */
    struct array terms;                 /* struct xliff_term */
    struct array matches;               /* struct xliff_match */
    size_t fixed;                       /* how many of its segments are */
    /* Ids of the unit at hand (struct key): 1.2 to 2.x, those of codes; 2.x to 1.2, the starts of
     * pairs whose ends have got `end_ids`. */
    struct array ids, end_ids;
    struct array open_marks; /* struct xliff_string: ids of marks that are open */
    size_t marks[2];         /* how many the source and target of the unit or block have so far */
};

/* convert_carry.c: an unread_function with struct conversion. */
bool xliff_convert_unread(void *context, const struct unread *unread);
/* Gives the writer the attributes that are carried with the item, for its start tag; and one of the
 * old version's own. */
void xliff_convert_carry_attributes(struct conversion *conversion, const struct item *item);
void xliff_convert_carry_own(struct conversion *conversion, const char *before, const char *name,
                             struct xliff_string value);
/* The elements, once. */
void xliff_convert_carry_elements(struct conversion *conversion, struct item *item,
                                  struct carried_out *to);
void xliff_convert_lose_carried(struct conversion *conversion, struct item *item);
/* An attribute of XLIFF that is carried; data == NULL: there is none. */
struct xliff_string xliff_convert_find_carried(const struct conversion *conversion,
                                               const struct item *item, const char *name);

/* convert_splice.c: the start tag of the root, for another version of 2.x. */
void xliff_convert_root(struct bytes *to, struct xliff_string tag, enum xliff_version version);

/* Copies in the arena; an absent string stays absent. */
struct xliff_string xliff_convert_copy(struct conversion *conversion, struct xliff_string text);
/* printf into the arena. */
struct xliff_string xliff_convert_format(struct conversion *conversion, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void *xliff_convert_get(struct conversion *conversion, size_t size);

/* convert_id.c: an id as the new version can hold it. */
struct xliff_string xliff_convert_id(struct conversion *conversion, struct xliff_string id);
/* A value as a type of 2.x can hold it after its prefix, and back. */
struct xliff_string xliff_convert_value(struct conversion *conversion, struct xliff_string value);

/* convert_type.c */
struct xliff_string xliff_convert_type(struct conversion *conversion, struct xliff_string type);
void xliff_convert_code_type(struct conversion *conversion, struct xliff_part *part);
void xliff_convert_mark_type(struct conversion *conversion, struct xliff_part *part);
void xliff_convert_match_type(struct conversion *conversion, struct xliff_match *match);

/* convert_state.c: the state and substate of a segment, in place. 1.2 to 2.x takes the flags, the
 * other way sets them. */
void xliff_convert_state(struct conversion *conversion, struct xliff_segment *segment,
                         struct flags *flags);

/* convert_content.c: the segments of a unit with their contents, but for their states; the same
 * count. NULL when memory runs out. */
struct xliff_segment *xliff_convert_segments(struct conversion *conversion,
                                             const struct xliff_unit *unit);

/* The id of a segment of the unit whose segments were converted last. */
struct xliff_string xliff_convert_segment_id(struct conversion *conversion, struct xliff_string id);
/* Whether both are nothing but text, and the same. */
bool xliff_content_same_text(const struct xliff_content *a, const struct xliff_content *b);

/* convert_note.c: notes; terms of a glossary as notes of 1.2. */
struct xliff_note xliff_convert_note(struct conversion *conversion, const struct xliff_note *note,
                                     struct xliff_string id);
/* Adds it to the notes of the unit or block, or to its terms. */
void xliff_convert_add_note(struct conversion *conversion, const struct xliff_note *note,
                            struct xliff_string id);
void xliff_convert_block_note(struct conversion *conversion, const struct xliff_note *note);
/* The same of a term of 2.x. */
void xliff_convert_term(struct conversion *conversion, const struct xliff_term *term);
/* All notes and terms of a unit. */
void xliff_convert_notes(struct conversion *conversion, const struct xliff_unit *unit);
void xliff_convert_clear_notes(struct conversion *conversion);
/* Whether the term is marked in the content. */
bool xliff_convert_marks(const struct xliff_content *content, const struct xliff_term *term);
/* "n1" */
bool xliff_convert_is_note_id(struct xliff_string id);

/* convert_unit.c: units and the blocks of a convention. */
void xliff_convert_unit(struct conversion *conversion, const struct xliff_unit *unit);
/* 1.2: begins a block if the group is one of the convention's; its units are collected then. */
bool xliff_convert_block_start(struct conversion *conversion, const struct xliff_group *group);
void xliff_convert_block_end(struct conversion *conversion);

#endif
