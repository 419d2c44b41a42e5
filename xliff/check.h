/* check.h - the inside of the checker. Private to xliff/.
 *
 * libxml2 pushes tags (check.c); tables say which element may stand where and which attributes it
 * has (check_table*.c, compiled by check_model.c, applied by check_structure.c). The handlers of
 * some elements gather what the rules in words need: a unit's codes, segments and references, which
 * are looked at when the unit ends (check_unit.c and one file a concern), and the ids of a <file>,
 * which are looked at when it ends (check_names.c). */
#ifndef XLIFF_CHECK_H
#define XLIFF_CHECK_H

#include "xliff/check_attributes.h"
#include "xliff/check_rules.h"
#include "xliff/limits.h"
#include "xliff/memory.h"
#include "xliff/xliff.h"

#include <libxml/parser.h>

struct check;

/* ---- Tables ----------------------------------------------------------------------------- */

/* Versions as bits. */
#define V12 1u
#define V20 2u
#define V21 4u
#define V22 8u
#define V2  (V20 | V21 | V22)

/* An element. Names of modules have a prefix: "mtc:match". */
struct element_row {
    const char *name;
    unsigned versions;
    const char *section;
    /* What it holds, in order: "notes? originalData? (segment|ignorable)+". #text: text is
     * allowed; other: elements of other namespaces; any: any element. */
    const char *content;
    /* Its attributes: "id! name canResegment:yesNo". !: required; :TYPE is one of check_types.c;
     * other: attributes of other namespaces; "mtc:" would be those of one module. */
    const char *attributes;
    /* Of a module's outermost element: where it may stand: "unit" or "file group unit"; "*" after
     * a name: more than once. */
    const char *places;
    void (*start)(struct check *check);
    void (*end)(struct check *check);
};

extern const struct element_row xliff_check_core[], xliff_check_modules[], xliff_check_12[];
/* Attributes of modules, which stand on elements of others, and on which. */
struct attribute_row {
    const char *attributes, *places;
};
extern const struct attribute_row xliff_check_global_attributes[];

/* ---- The compiled model ----------------------------------------------------------------- */

enum space {
    SPACE_NONE,
    SPACE_CORE,
    SPACE_XML,
    SPACE_MTC,
    SPACE_GLS,
    SPACE_FS,
    SPACE_MDA,
    SPACE_RES,
    SPACE_CTR,
    SPACE_SLR,
    SPACE_VAL,
    SPACE_ITS,
    SPACE_ITSM,
    SPACE_PGS,
    SPACE_OTHER,
};

#define MODEL_ELEMENTS   96
#define MODEL_STEPS      8
#define MODEL_ATTRIBUTES 48

struct element_set {
    uint64_t bits[2];
};

/* One step of what an element holds: some elements, so many times. */
struct step {
    struct element_set elements;
    bool other, any;
    bool required, repeated;
};

struct attribute_model {
    const xmlChar *name; /* of the parser's dictionary: compared by address */
    enum space space;
    enum attribute key;
    unsigned type;
    bool token; /* of type token */
    bool required, deprecated;
    const char *spelled; /* with prefix */
    int spelled_size;
    const char *places; /* of a module: the elements that may have it */
};

struct element_model {
    const struct element_row *row;
    const xmlChar *name;
    enum space space;
    struct step steps[MODEL_STEPS];
    size_t step_count;
    bool text;      /* text is allowed */
    bool asks_text; /* a rule asks whether there is any */
    struct attribute_model attributes[MODEL_ATTRIBUTES];
    size_t attribute_count;
    uint64_t required; /* attributes, a bit each */
    bool other_attributes;
    unsigned module_attributes; /* bits of the modules whose attributes are allowed */
    struct element_set places, places_repeated;
    bool outermost; /* of a module */
};

#define MODEL_SLOTS 256

struct model_slot {
    const xmlChar *name; /* NULL: free */
    const struct element_model *element;
};

struct model {
    struct model_slot slots[MODEL_SLOTS]; /* elements by name; of one name in their order */
    struct element_model elements[MODEL_ELEMENTS];
    size_t count;
    struct attribute_model global[MODEL_ATTRIBUTES + 32];
    size_t global_count;
    const xmlChar *uris[SPACE_OTHER];
};

/* False when memory runs out. */
bool xliff_model_compile(struct model *model, xmlDictPtr names, enum xliff_version version,
                         const char *own_uri);
enum space xliff_model_space(const struct model *model, const xmlChar *uri);
/* NULL: XLIFF has none of that name. */
const struct element_model *xliff_model_find(const struct model *model, enum space space,
                                             const xmlChar *name);
const struct attribute_model *xliff_model_attribute(const struct attribute_model *attributes,
                                                    size_t count, enum space space,
                                                    const xmlChar *name);
static inline bool xliff_set_has(const struct element_set *set, size_t element)
{
    return set->bits[element / 64] >> (element % 64) & 1;
}

/* Types of values: whether one has the type, what it should be. */
unsigned xliff_type_find(const char *name, size_t size);
bool xliff_type_matches(unsigned type, struct xliff_string value);
void xliff_type_describe(unsigned type, char *what, size_t what_size);
bool xliff_is_nmtoken(struct xliff_string value);
bool xliff_is_language(struct xliff_string value);
bool xliff_same_language(struct xliff_string a, struct xliff_string b);
/* Takes the next word of a list that spaces separate. */
bool xliff_check_word(struct xliff_string *list, struct xliff_string *word);

/* ---- A check under way ------------------------------------------------------------------ */

struct check_frame {
    const struct element_model *model; /* NULL: foreign, or not known here */
    size_t step, count;
    struct element_set seen;  /* outermost elements of modules */
    bool has_text, has_child; /* text: other than white space */
    bool has_lang, has_href, resource_filled;
    size_t code; /* of a <pc>: its number in the scope, from 1 */
    size_t line, column;
    unsigned its;     /* ITS_ bits of this element and those around it */
    uint32_t scope;   /* of the extension ids of the <file> or <group> around */
    size_t lang_size; /* xml:lang, set or inherited: the last bytes of check->langs */
};

struct check_unit;
struct check_12;

/* Where a child stood, and which model an attribute has: most come again and again. */
#define CHECK_KNOWN 64
struct known_child {
    const struct element_model *parent, *element; /* parent NULL: none */
    const xmlChar *name;
    enum space space;
    size_t from, step;
    bool again; /* the parent had one at that step */
};
struct known_attribute {
    const struct element_model *element; /* NULL: none */
    const xmlChar *name;
    enum space space;
    unsigned char size; /* of the value that it had last, and that is as it should be; 0: none */
    char text[19];
    const struct attribute_model *attribute;
};

struct check {
    xmlParserCtxtPtr parser;
    bool beside; /* the parser is a reader's, which goes on when the check has ended */
    struct xliff_error error;
    xliff_finding_function report;
    void *context;
    char section[64];

    enum xliff_version version;
    bool started;
    struct model *model;

    struct check_frame frames[XLIFF_MAX_DEPTH];
    size_t depth;
    size_t line, column;                         /* of the tag at hand */
    struct bytes langs;                          /* xml:lang of the frames, one after the other */
    struct xliff_string values[ATTRIBUTE_COUNT]; /* of the tag at hand */
    enum attribute set[ATTRIBUTE_COUNT];         /* which of them are set */
    size_t set_count;
    struct known_child children[CHECK_KNOWN];
    struct known_attribute attributes[CHECK_KNOWN];
    bool foreign_attributes; /* the tag at hand has some */

    struct bytes src_lang, trg_lang, file_id, unit_id;
    bool trg_lang_set, in_unit;
    struct xliff_arena document; /* what lives as long as the check */

    struct array names; /* struct check_name: ids of the <file> (check_names.c) */
    struct array files; /* the same of the document */
    uint32_t scopes;    /* numbers given out to the scopes of ids */
    uint32_t notes_scope, module_scope;

    struct check_unit *unit;
    struct check_12 *old; /* 1.2 */
    struct array rules;   /* of the validation module, of the elements around */
    struct array sizes;   /* size restrictions of the elements around */
    struct bytes general_profile, storage_profile;
    bool keep_text;
};

/* The value of an attribute of the tag at hand; data == NULL: absent. */
#define VALUE(check, key)      ((check)->values[A_##key])
#define HAS(check, key)        ((check)->values[A_##key].data != NULL)
#define IS(check, key, string) xliff_is((check)->values[A_##key], string)

/* For printf: %.*s */
#define SHOWN(string)                                                                              \
    (int)((string).size < 60 ? (string).size : 60), ((string).data ? (string).data : "")

/* ---- Its way through a document --------------------------------------------------------- */

struct tag;

/* NULL when memory runs out. */
struct check *xliff_check_new(xliff_finding_function report, void *context);
void xliff_check_free(struct check *check);
/* The parser that reports what follows. */
void xliff_check_attach(struct check *check, xmlParserCtxtPtr parser, bool beside);
/* Tags, whose place and values are ready, and text, in the order of the document. */
void xliff_check_start(struct check *check, const struct tag *tag, const xmlChar *uri);
void xliff_check_end(struct check *check);
void xliff_check_characters(struct check *check, const char *data, size_t size);

/* ---- What the rules share --------------------------------------------------------------- */

/* Reports at the tag at hand. */
void xliff_report(struct check *check, enum check_rule rule, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void xliff_report_at(struct check *check, enum check_rule rule, size_t line, size_t column,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Reports with the section of the element. */
void xliff_report_element(struct check *check, enum check_rule rule, const char *section,
                          size_t line, size_t column, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void xliff_check_no_memory(struct check *check);
/* Ends the check: the unit is larger than the limits allow. */
void xliff_check_too_large(struct check *check);

void xliff_check_forget(struct check *check);

static inline struct check_frame *xliff_check_frame(struct check *check)
{
    return &check->frames[check->depth - 1];
}
/* The frame that encloses the one at hand `levels` up; NULL above the root. */
static inline struct check_frame *xliff_check_outer(struct check *check, size_t levels)
{
    return check->depth > levels ? &check->frames[check->depth - 1 - levels] : NULL;
}
static inline bool xliff_frame_is(const struct check_frame *frame, const char *name)
{
    const char *own = frame && frame->model ? frame->model->row->name : "";
    return own[0] == name[0] && !strcmp(own, name);
}
struct xliff_string xliff_check_lang(const struct check *check);
struct xliff_string xliff_check_view(const struct bytes *bytes);
/* A copy that lives as long as the arena. */
struct xliff_string xliff_check_keep(struct check *check, struct xliff_arena *arena,
                                     struct xliff_string text);

/* Text inside any element. */
void xliff_check_text(struct check *check, const char *data, size_t size);
void xliff_check_text_12(struct check *check, const char *data, size_t size);
struct check_unit *xliff_unit_new(void);
void xliff_unit_free(struct check_unit *unit);
struct check_12 *xliff_old_new(void);
void xliff_old_free(struct check_12 *old);

/* ---- Structure (check_structure.c) ------------------------------------------------------ */

const struct element_model *xliff_structure_enter(struct check *check, const xmlChar *name,
                                                  enum space space);
void xliff_structure_leave(struct check *check, const struct check_frame *frame);
void xliff_structure_attributes(struct check *check, const struct element_model *element,
                                const xmlChar **attributes, int count);

#endif
