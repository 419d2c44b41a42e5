/* xliff.h - libxliff: reads and writes XLIFF 1.2, 2.0, 2.1 and 2.2 behind one model.
 *
 * A pull reader and a streaming writer. Errors are values with a line and a column; nothing is
 * printed, no global state is kept, and different readers and writers may be used in different
 * threads. Memory is bounded by the largest unit (reader) and the largest <file> (writer).
 * Text is UTF-8 with a length in bytes.
 *
 * Specifications: XLIFF 1.2 (OASIS Standard, 1 February 2008); XLIFF 2.0, 2.1, 2.2 (OASIS).
 */
#ifndef XLIFF_XLIFF_H
#define XLIFF_XLIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

enum xliff_version { XLIFF_1_2, XLIFF_2_0, XLIFF_2_1, XLIFF_2_2 };

/* The value of <xliff version="">, "2.1"; static memory. */
const char *xliff_version_number(enum xliff_version version);
/* The namespace of its core elements, which 2.0 and 2.1 share; static memory. */
const char *xliff_version_namespace(enum xliff_version version);

/* Text that belongs to the reader, or to the caller of the writer. data == NULL: absent. */
struct xliff_string {
    const char *data;
    size_t size; /* bytes */
};

static inline struct xliff_string xliff_text(const char *text)
{
    struct xliff_string string = {text, text ? strlen(text) : 0};
    return string;
}

/* ---- The model -------------------------------------------------------------------------- */

/* A piece of the content of a <source> or <target>. */
enum xliff_part_kind {
    XLIFF_TEXT,
    XLIFF_PLACEHOLDER, /* 1.2: ph, x;                 2.x: ph */
    XLIFF_OPEN,        /* 1.2: bpt, bx, <g>, it open;  2.x: <pc>, sc */
    XLIFF_CLOSE,       /* 1.2: ept, ex, </g>, it close; 2.x: </pc>, ec */
    XLIFF_MARK_OPEN,   /* 1.2: <mrk>;                 2.x: <mrk>, sm */
    XLIFF_MARK_CLOSE,  /* 1.2: </mrk>;                2.x: </mrk>, em */
};

struct xliff_part {
    enum xliff_part_kind kind;
    /* The element it was read as ("ph", "pc", "it", ...; static). The writer chooses one itself if
     * it is NULL: 1.2 ph, bpt/ept (it, if the partner is not in the same content), mrk;
     * 2.x ph, pc (sc/ec, if it overlaps or the partner is not in the same content), mrk. */
    const char *element;
    struct xliff_string text; /* TEXT: its characters, also those that XML cannot hold (2.x <cp>).
                                 A code: its original data (1.2: content of the element, that of
                                 a <sub> too; 2.x: the <data> it refers to) */
    struct xliff_string id;
    struct xliff_string ref;     /* CLOSE, MARK_CLOSE: id of its opening part (rid, startRef) */
    struct xliff_string type;    /* ctype, mtype, type */
    struct xliff_string subtype; /* 2.x */
    struct xliff_string equiv;   /* equiv-text; equiv, equivStart, equivEnd */
    struct xliff_string disp;    /* 2.x: disp, dispStart, dispEnd */
    struct xliff_string value;   /* mrk: 1.2 comment, 2.x value */
    int translate;               /* mrk: -1 not said, 0 no, 1 yes */
    bool keep;                   /* 2.x: canDelete="no" */
    bool isolated;               /* the partner is not in this unit */
    size_t line, column;         /* of its start tag; 0 when it was not read */
};

struct xliff_content {
    const struct xliff_part *parts;
    size_t count;
    struct xliff_string lang; /* xml:lang as it stands on the element */
    bool utf8; /* writer: its strings are known to be UTF-8; they are not checked again */
    size_t line, column;
};

struct xliff_segment {
    struct xliff_string id; /* 1.2: mid of the <mrk mtype="seg">, empty if the unit has none */
    bool ignorable;
    bool has_target;
    struct xliff_content source, target;
    struct xliff_string state;    /* 1.2: state of <target>; 2.x: state of <segment> */
    struct xliff_string substate; /* 1.2: state-qualifier; 2.x: subState */
    size_t order;                 /* 2.x: order of <target>, from 1; 0 not said */
    size_t line, column;
};

struct xliff_note {
    struct xliff_string id, text, category; /* category: 2.x; in 1.2 the attribute from */
    struct xliff_string applies_to;         /* "source" or "target"; 1.2: also "general" */
    int priority;                           /* 1 to 10; 0 not said */
    bool utf8;                              /* as in xliff_content */
};

/* A translation of another text for the translator to look at. 1.2: <alt-trans>; 2.x: <match> of
 * the translation candidates module. */
struct xliff_match {
    struct xliff_string segment; /* id of the segment it is for; 1.2: only in a divided unit */
    struct xliff_content source, target;
    int similarity; /* 0 to 100; -1 not said */
    struct xliff_string origin;
    struct xliff_string type;    /* 1.2: alttranstype; 2.x: type */
    struct xliff_string subtype; /* 2.x */
};

/* 2.x: an entry of the unit's <glossary>, the glossary module. One with several translations is
 * several terms. 1.2 has none: its terms are notes. */
struct xliff_term {
    struct xliff_string ref; /* id of a part that marks it in a source or target; absent: none */
    struct xliff_string term, translation, definition;
};

/* How large a translation may be. */
struct xliff_size {
    bool given;
    size_t least, most; /* most == SIZE_MAX: any */
};

/* 1.2: <trans-unit>, one segment unless <seg-source> divides it; what stands between its <mrk>s is
 * ignorable. A <target> without <mrk>s beside it leaves the unit one segment. 2.x: <unit>. */
struct xliff_unit {
    struct xliff_string id, name;
    struct xliff_string type; /* 1.2: restype; 2.x: type */
    bool no_translate;        /* translate="no", inherited too when read */
    bool approved;            /* 1.2 */
    /* In characters: 1.2 minwidth and maxwidth, size-unit="char"; 2.x slr:sizeRestriction of the
     * profile xliff:codepoints. In bytes: 1.2 minbytes and maxbytes, or size-unit="byte"; 2.x
     * slr:storageRestriction of the profile xliff:utf8. */
    struct xliff_size characters, bytes;
    const struct xliff_segment *segments;
    size_t segment_count;
    const struct xliff_note *notes;
    size_t note_count;
    const struct xliff_match *matches;
    size_t match_count;
    const struct xliff_term *terms;
    size_t term_count;
    size_t line, column;
};

struct xliff_group {
    struct xliff_string id, name, type; /* type: 1.2 restype */
    size_t line, column;
};

struct xliff_file {
    struct xliff_string id; /* 2.x */
    struct xliff_string original;
    struct xliff_string source_lang, target_lang;         /* 2.x: of <xliff>, on every file */
    struct xliff_string datatype;                         /* 1.2 */
    struct xliff_string tool_id, tool_name, tool_version; /* writer, 1.2 <tool> */
    size_t line, column;
};

/* ---- Errors ----------------------------------------------------------------------------- */

enum xliff_error_code {
    XLIFF_OK,
    XLIFF_ERROR_MEMORY,
    XLIFF_ERROR_READ,      /* the read function failed */
    XLIFF_ERROR_WRITE,     /* the write function failed */
    XLIFF_ERROR_XML,       /* not well-formed, or cut off */
    XLIFF_ERROR_DOCTYPE,   /* a document type declaration: refused */
    XLIFF_ERROR_NOT_XLIFF, /* no XML at all, another root element, an unknown version */
    XLIFF_ERROR_STRUCTURE, /* an element where XLIFF has none */
    XLIFF_ERROR_LIMIT,     /* a unit or skeleton of more than 64 MiB, 256 elements in each other,
                              an id of more than 1 KiB, another value of more than 1 MiB */
    XLIFF_ERROR_EMPTY,     /* no bytes at all */
    XLIFF_ERROR_CHARACTER, /* writer: bytes that are not UTF-8 */
};

struct xliff_error {
    enum xliff_error_code code;
    size_t line, column; /* 0: unknown */
    char message[240];   /* one sentence, UTF-8 */
};

/* ---- Reader ----------------------------------------------------------------------------- */

/* Reads up to `size` bytes into `data`. Returns how many, 0 at the end, -1 on failure. */
typedef ptrdiff_t (*xliff_read_function)(void *context, char *data, size_t size);

enum xliff_event_kind {
    XLIFF_DOCUMENT, /* <xliff>: version, source_lang and target_lang of 2.x in `file` */
    XLIFF_FILE_START,
    XLIFF_SKELETON, /* `text`: what it holds; `href` if it is external */
    XLIFF_NOTE,     /* of the file or group that is open; a unit has its own */
    XLIFF_GROUP_START,
    XLIFF_UNIT,
    XLIFF_GROUP_END,
    XLIFF_FILE_END,
    XLIFF_FINDING, /* of a reader that checks; before the event of what it is about */
};

/* What is not there is NULL. */
struct xliff_event {
    enum xliff_event_kind kind;
    enum xliff_version version;
    const struct xliff_file *file;       /* the one that begins, ends or is open */
    const struct xliff_group *group;     /* likewise, the innermost */
    const struct xliff_unit *unit;       /* of XLIFF_UNIT, as the next two of theirs */
    const struct xliff_note *note;       /* XLIFF_NOTE */
    const struct xliff_finding *finding; /* XLIFF_FINDING */
    struct xliff_string text, href;      /* XLIFF_SKELETON */
    size_t line, column;
};

struct xliff_reader;

/* NULL when memory runs out. */
struct xliff_reader *xliff_reader_new(xliff_read_function read, void *context);
/* From its first byte on, the document is checked while it is read, as xliff_check does, and what
 * breaks a rule comes as XLIFF_FINDING. A document that cannot be read to its end is still checked
 * to its end, if it is well-formed. Before the first xliff_read. 0, or -1 when memory runs out. */
int xliff_reader_check(struct xliff_reader *reader);
/* The next event. 1: *event is filled and valid until the next call; 0: the document is over;
 * -1: an error, and every later call gives it again. */
int xliff_read(struct xliff_reader *reader, struct xliff_event *event);
/* The unit, note or text of the event at hand stays valid beyond the next call, until all that is
 * held is let go: for a caller that needs several units at once. */
void xliff_reader_hold(struct xliff_reader *reader);
void xliff_reader_let_go(struct xliff_reader *reader);
const struct xliff_error *xliff_reader_error(const struct xliff_reader *reader);
void xliff_reader_free(struct xliff_reader *reader);

/* ---- Writer ----------------------------------------------------------------------------- */

/* Writes UTF-8 with LF, laid out so that no white space comes into text. What the schemas demand of
 * values (ids, languages, types, states) is the caller's; the order of elements, <originalData>,
 * pairs of codes and their equal attributes are the writer's. A character that XML cannot hold is
 * <cp/> in 2.x; in the text of 1.2 <ph id="control1" ctype="x-control">, which the reader makes the
 * character of again; elsewhere U+FFFD. */

/* Takes all `size` bytes and returns 0, or -1 on failure. */
typedef int (*xliff_write_function)(void *context, const char *data, size_t size);

struct xliff_writer;

/* NULL when memory runs out. */
struct xliff_writer *xliff_writer_new(enum xliff_version version, xliff_write_function write,
                                      void *context);
/* Each of these returns 0, or -1 after an error, which is kept: later calls do nothing and give it
 * again. */
/* 2.x: declares the prefix of type values such as "satz:number" on <xliff>. Before
 * xliff_write_document_start; 1.2 has no such values and ignores it. */
int xliff_write_prefix(struct xliff_writer *writer, struct xliff_string prefix,
                       struct xliff_string uri);
int xliff_write_document_start(struct xliff_writer *writer, struct xliff_string source_lang,
                               struct xliff_string target_lang);
int xliff_write_file_start(struct xliff_writer *writer, const struct xliff_file *file);
int xliff_write_group_start(struct xliff_writer *writer, const struct xliff_group *group);
/* A note of the open file, or of the open group: then before what is in it. */
int xliff_write_note(struct xliff_writer *writer, const struct xliff_note *note);
int xliff_write_unit(struct xliff_writer *writer, const struct xliff_unit *unit);
int xliff_write_group_end(struct xliff_writer *writer);
/* For a caller that writes markup itself, which is faster where all units are of one shape: room
 * for `size` bytes of the open file or group, or NULL after an error; then how many of them were
 * filled. Nothing is checked: they must be whole units or groups, as the functions above would
 * write them. */
char *xliff_write_room(struct xliff_writer *writer, size_t size);
void xliff_write_filled(struct xliff_writer *writer, size_t size);
/* Whether text that is known to be UTF-8 may be copied as it is. XLIFF_ESCAPED may be said of text
 * that could be. */
enum xliff_plainness {
    XLIFF_ESCAPED,       /* it has characters that must be written otherwise */
    XLIFF_PLAIN_CONTENT, /* into content; it has quotation marks, so not into an attribute */
    XLIFF_PLAIN,
};
enum xliff_plainness xliff_plainness(struct xliff_string text);
/* The skeleton of the open file is elsewhere, and `href` names it. */
int xliff_write_skeleton_href(struct xliff_writer *writer, struct xliff_string href);
/* A file is held in memory until here, since its skeleton stands before its units and is known
 * after them. skeleton.data == NULL: it has none, or it is elsewhere. */
int xliff_write_file_end(struct xliff_writer *writer, struct xliff_string skeleton);
int xliff_write_document_end(struct xliff_writer *writer);
const struct xliff_error *xliff_writer_error(const struct xliff_writer *writer);
void xliff_writer_free(struct xliff_writer *writer);

/* ---- Editor ----------------------------------------------------------------------------- */

/* Reads a document and writes it again with other targets and states; every other byte stays as it
 * came: indentation, order of attributes, comments, modules, elements of others. Memory is bounded
 * by the largest unit. Only documents in UTF-8 can be changed. */
struct xliff_editor;

/* NULL when memory runs out. */
struct xliff_editor *xliff_editor_new(xliff_read_function read, void *read_context,
                                      xliff_write_function write, void *write_context);
/* As xliff_read. What has been passed is written, with its changes; all of it when it gives 0. */
int xliff_edit_next(struct xliff_editor *editor, struct xliff_event *event);
/* Gives a segment of the unit in hand a target. A code that the source of the unit has too, by kind
 * and id (a closing one: ref), is written with the bytes it has there. `target` must stay until the
 * next xliff_edit_next. Each returns 0, or -1 after an error. */
int xliff_edit_target(struct xliff_editor *editor, size_t segment,
                      const struct xliff_content *target);
/* Gives a segment a state; 1.2: its whole unit, and only with a target. An absent substate (1.2:
 * state-qualifier) is taken off. */
int xliff_edit_state(struct xliff_editor *editor, size_t segment, struct xliff_string state,
                     struct xliff_string substate);
/* Adds a note to the unit in hand. `note` must stay like a target. */
int xliff_edit_note(struct xliff_editor *editor, const struct xliff_note *note);

/* Bytes [start, end) of the document become `text`. */
struct xliff_edit {
    size_t start, end;
    struct xliff_string text;
};

/* Takes back what was asked for the unit in hand, as the edits that would have made it, in the
 * order of the document: for a program that makes them later, elsewhere. They stay until the next
 * call. 0, or -1 after an error. */
int xliff_edit_take(struct xliff_editor *editor, const struct xliff_edit **edits, size_t *count);
const struct xliff_error *xliff_editor_error(const struct xliff_editor *editor);
void xliff_editor_free(struct xliff_editor *editor);

/* ---- Converter -------------------------------------------------------------------------- */

/* Something of the document that the new version has no place for, or that is not carried. */
struct xliff_loss {
    const char *what;         /* "<alt-trans>", "state of a segment without a target", ... */
    struct xliff_string unit; /* where it is first: id of the unit; data == NULL: outside units */
    size_t line, column;
    size_t count; /* how often it is */
};

/* How one program writes the same content in both versions, where that differs from the rules for
 * all: one block of text is a <group> of one <trans-unit> a segment in 1.2, and a <unit> of
 * segments in 2.x. Group "b17" with trans-units "b17.s1", "b17.s2" is unit "b17" with segments "s1"
 * and "s2". All functions get `context`; strings they give must stay until the
 * next call. */
struct xliff_convention {
    void *context;
    /* Whether the skeleton of the file at hand is the program's. If not, the rules for all hold. */
    bool (*begin)(void *context, struct xliff_string skeleton);
    /* Whether a group of 1.2, or a unit of 2.x, is such a block. */
    bool (*is_block)(void *context, struct xliff_string id);
    /* Whether it is a segment ("s1") of that block. */
    bool (*is_segment)(void *context, struct xliff_string id);
    /* What stands between a segment of the block and the next one; empty: nothing. */
    struct xliff_string (*joint)(void *context, struct xliff_string segment);
    /* Changes the type of a group or unit; false: it is none of the program's. */
    bool (*type)(void *context, enum xliff_version to, struct xliff_string *type);
    /* Changes type, equiv, disp and keep of a code; false: as above. */
    bool (*code)(void *context, enum xliff_version to, struct xliff_part *part);
};

struct xliff_convert_options {
    enum xliff_version version;
    struct xliff_file tool; /* tool_id, tool_name, tool_version: of <tool> in 1.2; may be absent */
    /* The prefix of the program's own types and its URI, declared in 2.x; may be absent. */
    struct xliff_string prefix, uri;
    const struct xliff_convention *convention;                  /* NULL: none */
    void (*lose)(void *context, const struct xliff_loss *loss); /* called at the end, once a kind */
    void *context;
};

/* Reads a document and writes it in another version; satz(1) has a table of what becomes what,
 * under convert. Within 2.x only the version and namespace of <xliff> change, and every other byte
 * stays; likewise nothing at all if the version stays. Memory is bounded by the largest <file> of
 * the output. 0, or -1 and *error. */
int xliff_convert(xliff_read_function read, void *read_context, xliff_write_function write,
                  void *write_context, const struct xliff_convert_options *options,
                  struct xliff_error *error);

/* ---- Checker ---------------------------------------------------------------------------- */

enum xliff_severity {
    XLIFF_WARNING,   /* the document is valid, but something in it is likely to be wrong */
    XLIFF_VIOLATION, /* the document breaks a rule of the standard */
};

/* Something that breaks a rule. Valid during the call that reports it. */
struct xliff_finding {
    enum xliff_severity severity;
    const char *rule;         /* its id, stable between versions of this library: "xliff2-copyof" */
    const char *section;      /* of the specification: "2.1 core, 4.3.1.8" */
    const char *message;      /* what is wrong and what to do, UTF-8 */
    struct xliff_string unit; /* id of the unit; data == NULL outside units */
    size_t line, column;      /* 0: unknown */
};

typedef void (*xliff_finding_function)(void *context, const struct xliff_finding *finding);

/* Reads a document and reports all that breaks the rules of its version: the schemas' constraints,
 * and those that the specification states in words and that the file alone can show. Memory is
 * bounded by the largest unit, plus 16 bytes for each unit and group. 0 when the document was read
 * to its end, else -1 and *error says why: it is not well-formed, or not XLIFF. */
int xliff_check(xliff_read_function read, void *read_context, xliff_finding_function report,
                void *context, struct xliff_error *error);

/* A rule that xliff_check knows. */
struct xliff_check_rule {
    const char *id;
    enum xliff_severity severity;
    const char *summary; /* one line */
    const char *section; /* of XLIFF 2.1, or of 1.2; "" for rules that every element has */
};

const struct xliff_check_rule *xliff_check_rules(size_t *count);

#ifdef __cplusplus
}
#endif

#endif
