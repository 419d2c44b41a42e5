/* tag.h - a tag as libxml2 reports it: where it is, and its attributes. Private to xliff/. */
#ifndef XLIFF_TAG_H
#define XLIFF_TAG_H

#include "xliff/xliff.h"

#include <libxml/parser.h>

/* clang-format off */
/* The attributes that the reader reads: NAME_KEY and the name. */
#define TAG_NAMES \
    X(APPLIES_TO, "appliesTo") X(APPROVED, "approved") X(CAN_DELETE, "canDelete") \
    X(CATEGORY, "category") X(COMMENT, "comment") X(CTYPE, "ctype") X(DATATYPE, "datatype") \
    X(DATA_REF, "dataRef") X(DATA_REF_END, "dataRefEnd") X(DATA_REF_START, "dataRefStart") \
    X(DISP, "disp") X(DISP_END, "dispEnd") X(DISP_START, "dispStart") X(EQUIV, "equiv") \
    X(EQUIV_END, "equivEnd") X(EQUIV_START, "equivStart") X(EQUIV_TEXT, "equiv-text") \
    X(FROM, "from") X(ANNOTATES, "annotates") X(GENERAL_PROFILE, "generalProfile") \
    X(HEX, "hex") X(HREF, "href") X(ID, "id") X(ISOLATED, "isolated") \
    X(ALT_TRANS_TYPE, "alttranstype") X(MATCH_QUALITY, "match-quality") \
    X(MAX_BYTES, "maxbytes") X(MAX_WIDTH, "maxwidth") X(MID, "mid") X(MIN_BYTES, "minbytes") \
    X(MIN_WIDTH, "minwidth") X(MTYPE, "mtype") X(NAME, "name") X(ORDER, "order") \
    X(ORIGIN, "origin") X(ORIGINAL, "original") X(POS, "pos") X(PRIORITY, "priority") \
    X(REF, "ref") X(RESNAME, "resname") X(RESTYPE, "restype") X(RID, "rid") \
    X(SIMILARITY, "similarity") X(SIZE_UNIT, "size-unit") \
    X(SOURCE_LANGUAGE, "source-language") X(SRC_LANG, "srcLang") X(START_REF, "startRef") \
    X(STATE, "state") X(STATE_QUALIFIER, "state-qualifier") \
    X(STORAGE_PROFILE, "storageProfile") X(SUB_STATE, "subState") X(SUB_TYPE, "subType") \
    X(TARGET_LANGUAGE, "target-language") X(TRANSLATE, "translate") X(TRG_LANG, "trgLang") \
    X(TYPE, "type") X(VALUE, "value") X(VERSION, "version") \
    X(LANG, "lang") X(XML, "xml") /* without a prefix, lang is of no interest */
/* clang-format on */

enum tag_name {
#define X(key, name) NAME_##key,
    TAG_NAMES
#undef X
        NAME_XML_LANG,
    NAME_COUNT, /* also: of no interest */
};

/* Names of the document by their address: libxml2 has each name once. */
#define TAG_SLOTS 128
struct tag_names {
    struct {
        const xmlChar *name; /* NULL: free */
        enum tag_name key;
    } slots[TAG_SLOTS];
};

/* A number for an address that says little about those of other names. */
static inline size_t xliff_tag_hash(const void *name, size_t parent)
{
    uint64_t key = (uintptr_t)name + ((uint64_t)parent << 48);
    return (size_t)(key * 0x9e3779b97f4a7c15 >> 48);
}

struct tag {
    const char *name; /* local name */
    const xmlChar **attributes;
    int attribute_count;
    bool large;          /* it has a value longer than an id may be */
    uint64_t has;        /* a bit for each name */
    size_t line, column; /* where the element begins */
    size_t start, end;   /* its bytes in the input; only of use if that is UTF-8 */
    int at[NAME_COUNT];  /* the number of the attribute, if the tag has it */
};

_Static_assert(NAME_COUNT <= 64, "a bit for each name");

/* A place in the input. */
struct mark {
    size_t offset, line, column;
};

static inline size_t xliff_tag_offset(const xmlParserInput *input, const xmlChar *at)
{
    return (size_t)input->consumed + (size_t)(at - input->base);
}
/* Fills in where the start tag is that libxml2 is reporting. `passed`: where what it reported
 * before is over; NULL: not known. */
void xliff_tag_locate(const xmlParserInput *input, const struct mark *passed, struct tag *tag);
/* Where the end tag begins that libxml2 is reporting; an empty element: its only tag. */
size_t xliff_tag_end_start(const xmlParserInput *input);

/* Gives the values of its attributes back their ampersands; once. */
void xliff_tag_decode(const xmlParserInput *input, struct tag *tag);
/* The same, and looks up the names of its attributes. */
void xliff_tag_read(struct tag_names *names, const xmlParserInput *input, struct tag *tag);

/* Of attributes without a prefix, and of xml:lang. */
static inline bool xliff_tag_has(const struct tag *tag, enum tag_name name)
{
    return tag->has >> name & 1;
}
/* The value; data == NULL if the tag has no such attribute. */
static inline struct xliff_string xliff_tag_get(const struct tag *tag, enum tag_name name)
{
    if (!xliff_tag_has(tag, name))
        return (struct xliff_string){0};
    const xmlChar **attribute = tag->attributes + (ptrdiff_t)tag->at[name] * 5;
    return (struct xliff_string){(const char *)attribute[3], (size_t)(attribute[4] - attribute[3])};
}
/* The same of any tag, by its name, without a prefix. */
struct xliff_string xliff_tag_find(const struct tag *tag, const char *name);

#endif
