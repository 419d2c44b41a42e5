/* reader.h - the inside of a reader. Private to xliff/.
 *
 * libxml2 pushes tags and text (parse.c); a table says which element may stand where (element.c);
 * its functions build the model (document.c, unit.c, inline.c); a unit that is complete gets
 * its references resolved (complete.c) and waits in a queue until the caller pulls it (queue.c).
 * Everything an event points to lies in the arena of its own item, so it goes when the event goes.
 */
#ifndef XLIFF_READER_H
#define XLIFF_READER_H

#include "xliff/limits.h"
#include "xliff/memory.h"
#include "xliff/tag.h"
#include "xliff/xliff.h"

#include <libxml/parser.h>

struct xliff_reader;

#define XLIFF_SLR "urn:oasis:names:tc:xliff:sizerestriction:2.0"

/* Whether the values of a large tag are within the limits; if not, the error is set. */
bool xliff_tag_check(struct xliff_reader *reader, const struct tag *tag);

/* ---- What may stand where --------------------------------------------------------------- */

enum element {
    NO_ELEMENT,
    XLIFF,
    FILE_ELEMENT,
    HEADER,
    BODY,
    SKL,
    SKELETON, /* 1.2: internal-file */
    GROUP,
    UNIT,
    NOTES,
    NOTE,
    ORIGINAL_DATA,
    DATA,
    SEGMENT,
    MATCHES,  /* 2.x: of a namespace of its own, as MATCH is there */
    MATCH,    /* 1.2: alt-trans */
    PROFILES, /* 2.x: slr:profiles */
    GLOSSARY, /* 2.x: of a namespace of its own, as what is in it */
    GLOSS_ENTRY,
    GLOSS_TEXT, /* term, translation, definition */
    SOURCE,
    SEG_SOURCE,
    TARGET,
    SPAN,  /* a code or mark that holds content: g, pc, mrk */
    CODE,  /* a code that holds original data: ph, bpt, ept, it of 1.2 */
    INNER, /* whatever stands inside a CODE: its text belongs to the code */
    POINT, /* an empty code: x, bx, ex; ph, sc, ec, sm, em, cp of 2.x */
};

#define IN(element) ((uint32_t)1 << (element))
/* Where text and codes stand. */
#define CONTENT (IN(SOURCE) | IN(SEG_SOURCE) | IN(TARGET) | IN(SPAN))

struct rule {
    const char *name;
    enum element element;
    uint32_t parents; /* IN(...) of each */
    /* False: the element is passed over. */
    bool (*start)(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule);
    void (*end)(struct xliff_reader *reader);
    enum xliff_part_kind kind; /* of a code */
    const char *attributes;    /* those that are read, a blank between */
};

/* The rule for an element of XLIFF inside `parent`; NULL if it may not stand there. */
const struct rule *xliff_find_rule(enum xliff_version version, const char *name,
                                   enum element parent);

/* ---- Events that wait ------------------------------------------------------------------- */

/* What a part was in the file. */
struct detail {
    struct xliff_string link; /* 1.2: rid; 2.x: dataRef; until the unit is complete */
    bool separate;            /* one of a pair of elements */
    size_t start, end;        /* bytes of its tag; of the whole element that holds original data */
};

/* An element in the file: <source>, <target>, the <mrk> of a segment. All zero: there is none. */
struct range {
    size_t start, inside, inside_end, end; /* before and after its start tag and its end tag */
};

/* Its end tag is the one that libxml2 is reporting. Only of a reader that is tracked. */
void xliff_end_range(const struct xliff_reader *reader, struct range *range);

/* Where a segment is in the file. */
struct place {
    struct range target; /* <target>, or the <mrk> of a divided one */
    struct range state;  /* the element with the state: <target> in 1.2, <segment> in 2.x */
    struct range source; /* <source> */
    size_t insert;       /* where a new <target> goes; 0: nowhere */
};

struct item {
    struct xliff_event event;
    union { /* what the event points to; the document has the languages of its files */
        struct xliff_file file;
        struct xliff_group group;
        struct xliff_unit unit;
        struct xliff_note note;
    };
    size_t start, end;  /* bytes in the input: of a unit, of the document's start tag */
    struct range notes; /* 2.x: <notes> of a unit */
    size_t note_insert; /* where a new <notes>, in 1.2 a new <note>, goes; 0: nowhere */
    bool no_translate;  /* file, group: what is inside inherits it */
    struct item *next;  /* in the queue */
    struct item *outer; /* the file or group around it; an END: its START */
    unsigned users;     /* the queue or the caller; what is open inside */
    bool held;          /* the caller wants it longer */
    bool has_units;     /* file, group: a unit or group has begun in it */
    struct carried *carried, *last_carried;
    size_t carried_size; /* bytes */
    /* From here on, the next event takes over the memory. */
    struct array parts;   /* struct xliff_part: all of the unit */
    struct array details; /* struct detail: of each part */
    struct array places;  /* struct place: of each segment */
    struct xliff_arena arena;
};

struct queue {
    struct item *first, *last;
    struct item *current; /* the caller has it */
    struct item *held;    /* the caller has them too, until it lets go */
    struct item *open;    /* innermost open file or group */
    struct item *document;
    struct item *spare;
};

/* A new item, in use once; NULL when memory runs out. */
struct item *xliff_queue_item(struct queue *queue, enum xliff_event_kind kind);
void xliff_queue_push(struct queue *queue, struct item *item);
/* The next item, the caller's until the next call; NULL if none waits. */
struct item *xliff_queue_pull(struct queue *queue);
void xliff_queue_release(struct queue *queue, struct item *item);
/* Releases what the caller held. */
void xliff_queue_let_go(struct queue *queue);
void xliff_queue_free(struct queue *queue);

/* ---- The unit that is being read -------------------------------------------------------- */

/* Parts [start, start + count) of the unit. */
struct draft_content {
    bool present;
    size_t start, count;
    struct xliff_string lang;
    size_t line, column;
    struct range range;
};

struct draft_segment {
    struct xliff_segment segment;
    struct draft_content source, target;
    struct range state; /* as in its place */
};

struct draft_match {
    struct xliff_match match;
    struct draft_content source, target;
    size_t first_part, first_data; /* its own are those from here */
};

struct draft_data {
    struct xliff_string id, text;
};

struct draft {
    struct array segments; /* struct draft_segment */
    struct array notes;    /* struct xliff_note */
    struct array data;     /* struct draft_data */
    struct array matches;  /* struct draft_match */
    struct array terms;    /* struct xliff_term */
    struct array keys;     /* struct key: of what is looked up */
    /* From here on, all is of one unit. */
    struct item *item;                               /* the parts and their details are here */
    bool in_match;                                   /* the last one is being read */
    struct draft_content source, seg_source, target; /* 1.2 */
    struct draft_content *content;                   /* being filled; points into this draft */
    struct xliff_string state, substate;             /* 1.2: of <target> */
    bool paired;                                     /* it has separate codes */
    size_t size;                                     /* bytes of text and attributes */
    size_t pieces;
};

static inline struct xliff_part *draft_parts(const struct draft *draft)
{
    return draft->item->parts.items;
}

static inline struct detail *draft_details(const struct draft *draft)
{
    return draft->item->details.items;
}

/* Adds a piece, which the caller fills in, to an array of the draft; NULL after an error was set.
 */
void *xliff_draft_take(struct xliff_reader *reader, struct array *array, size_t item_size);
/* The same, all zero. */
void *xliff_draft_add(struct xliff_reader *reader, struct array *array, size_t item_size);

/* ---- The reader ------------------------------------------------------------------------- */

/* An element or attribute that the model has no place for. Valid during the call. */
struct unread {
    const char *kind;                         /* "comments": no element; then no more is said */
    const char *prefix, *element;             /* prefix NULL: XLIFF's own */
    const char *attribute_prefix, *attribute; /* attribute NULL: the whole element */
    const char *uri;           /* namespace of the attribute, else of the element; NULL: none */
    enum element place;        /* the element that has the attribute, or that it stands in */
    struct xliff_string value; /* of the attribute */
    struct xliff_string unit;  /* its id; data == NULL outside units */
    size_t line, column;
    const struct tag *tag;
};

/* True: it is to be carried with the file, group or unit that it is in. A second call for the same
 * thing, without a place, says that it cannot be. */
typedef bool (*unread_function)(void *context, const struct unread *unread);

/* What is carried. Names are those of libxml2, which stay as long as the reader. */
struct carried {
    struct unread what;
    struct xliff_string xml; /* the element, with all namespaces that it needs */
    struct carried *next;
};

/* An element that is becoming XML. */
struct carrying {
    struct item *item; /* NULL: there is none */
    struct unread what;
    struct bytes xml;
    struct array scope; /* struct declared */
    size_t depth;
    bool in_tag; /* a ">" is missing */
};

struct frame {
    const struct rule *rule;
    enum element element;
    struct xliff_part part; /* SPAN: its closing part; CODE: the code */
    struct detail detail;   /* of that part */
};

/* libxml2 has each name once, so that its address stands for it. */
struct known_rule {
    const char *name;
    enum element parent;
    const struct rule *rule;
};

struct xliff_reader {
    xliff_read_function read;
    void *context;
    xmlParserCtxtPtr parser;
    struct xliff_error error;
    bool ended;
    bool complete;      /* the root element has been closed */
    size_t total;       /* bytes read */
    struct mark passed; /* where what libxml2 has reported is over */
    uint32_t inside;    /* IN(...) of the open element; 0: none, or it is passed over */
    enum xliff_version version;
    const char *own_uri;          /* XLIFF's namespace here; NULL: none */
    const xmlChar *own;           /* the same, as libxml2 last had it */
    struct known_rule known[256]; /* those that were found, for speed */
    struct tag_names names;
    bool prefixed; /* its elements have a prefix */
    struct queue queue;
    struct draft draft;
    struct item *note; /* being read, outside units */
    unread_function unread;
    void *unread_context;
    bool tracked;           /* somebody asks where segments and codes are */
    const char *unprefixed; /* namespace without a prefix where what is carried will stand */
    struct carrying carrying;
    struct check *check;                      /* of the rules, if anybody asked for it */
    bool counts_characters, counts_bytes;     /* 2.x: the profiles of the file at hand */
    bool sized_in_characters, sized_in_bytes; /* the unit at hand, as its attributes say */
    bool width_is_read;                       /* 1.2: minwidth and maxwidth are among them */
    struct bytes text;                        /* of a content, note, data or skeleton */
    struct bytes code;                        /* of a CODE */
    size_t skipped;                           /* depth inside an element that is passed over */
    size_t depth;
    struct frame frames[XLIFF_MAX_DEPTH];
};

/* Sets the error unless there is one. */
void xliff_fail(struct xliff_reader *reader, enum xliff_error_code code, size_t line, size_t column,
                const char *format, ...) __attribute__((format(printf, 5, 6)));
void xliff_fail_memory(struct xliff_reader *reader);
/* A copy in the item's arena; an absent string stays absent, and so does all after an error. */
struct xliff_string xliff_keep(struct xliff_reader *reader, struct item *item,
                               struct xliff_string text);
/* Copies an attribute into the unit that is being read, and counts it. */
struct xliff_string xliff_keep_value(struct xliff_reader *reader, struct xliff_string value);
static inline struct xliff_string xliff_keep_attribute(struct xliff_reader *reader,
                                                       const struct tag *tag, enum tag_name name)
{
    return xliff_tag_has(tag, name) ? xliff_keep_value(reader, xliff_tag_get(tag, name))
                                    : (struct xliff_string){0};
}
static inline struct xliff_string xliff_bytes_view(const struct bytes *bytes)
{
    return (struct xliff_string){bytes->size ? bytes->data : "", bytes->size};
}

/* unread.c: tells what the reader passes over, if anybody asked: an element, or those attributes of
 * one that are not among `known`. */
void xliff_unread_element(struct xliff_reader *reader, const struct tag *tag, const char *prefix);
void xliff_unread_attributes(struct xliff_reader *reader, const struct tag *tag, const char *known,
                             enum element element);
void xliff_unread_other(struct xliff_reader *reader, const char *kind);
/* The same as the first, of an element in `place`, which is carried if it can be. */
void xliff_unread_inside(struct xliff_reader *reader, const struct tag *tag, const char *prefix,
                         const char *uri, enum element place);

/* carry.c: what is carried. False: it cannot be. */
bool xliff_carry_attribute(struct xliff_reader *reader, const struct unread *unread);
bool xliff_carry_element(struct xliff_reader *reader, const struct unread *unread);
/* The element that is carried, and what is in it; nothing if there is none. */
void xliff_carry_start(struct xliff_reader *reader, const struct tag *tag, const char *prefix,
                       const char *uri, int namespace_count, const xmlChar **namespaces);
void xliff_carry_end(struct xliff_reader *reader, const char *prefix, const char *name);
void xliff_carry_text(struct xliff_reader *reader, const char *text, size_t size);
/* A comment or the like, in pieces up to NULL. False: it is in no element that is carried. */
bool xliff_carry_markup(struct xliff_reader *reader, const char *const *pieces);

/* Whether offsets are those of the input, since libxml2 converts nothing. */
bool xliff_reader_is_utf8(const struct xliff_reader *reader);

/* document.c */
/* An event inside what is open; NULL after an error was set. */
struct item *xliff_new_item(struct xliff_reader *reader, enum xliff_event_kind kind, size_t line,
                            size_t column);
bool xliff_translate_is_no(const struct tag *tag, bool inherited);
void xliff_start_document(struct xliff_reader *reader, const struct tag *tag, const char *uri);
bool xliff_start_file(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_file(struct xliff_reader *);
bool xliff_start_skeleton(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_skeleton(struct xliff_reader *);
bool xliff_start_external_file(struct xliff_reader *, const struct tag *, const struct rule *);
bool xliff_start_group(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_group(struct xliff_reader *);

/* unit.c */
bool xliff_start_unit(struct xliff_reader *, const struct tag *, const struct rule *);
bool xliff_start_notes(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_notes(struct xliff_reader *);
bool xliff_start_note(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_note(struct xliff_reader *);
bool xliff_start_original_data(struct xliff_reader *, const struct tag *, const struct rule *);
bool xliff_start_data(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_data(struct xliff_reader *);
bool xliff_start_match(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_match(struct xliff_reader *);
bool xliff_start_gloss_entry(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_gloss_text(struct xliff_reader *);
bool xliff_start_segment(struct xliff_reader *, const struct tag *, const struct rule *);
bool xliff_start_content(struct xliff_reader *, const struct tag *, const struct rule *);

/* size.c: size restrictions. */
bool xliff_start_profiles(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_read_sizes(struct xliff_reader *reader, const struct tag *tag, struct xliff_unit *unit);
/* Whether xliff_read_sizes has read this attribute of the unit. */
bool xliff_is_size(const struct xliff_reader *reader, const xmlChar *const *attribute);

/* inline.c */
bool xliff_start_code(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_code(struct xliff_reader *);
bool xliff_start_span(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_span(struct xliff_reader *);
bool xliff_start_point(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_point(struct xliff_reader *);
bool xliff_start_character(struct xliff_reader *, const struct tag *, const struct rule *);
void xliff_end_content(struct xliff_reader *);

/* complete.c: resolves what refers to something: in the match that ends; in the unit, which is
 * queued. */
void xliff_complete_match(struct xliff_reader *, const struct draft_match *);
void xliff_end_unit(struct xliff_reader *);
/* divide.c, 1.2: makes segments of <source>, <seg-source> and <target>. */
void xliff_divide(struct xliff_reader *reader);

#endif
