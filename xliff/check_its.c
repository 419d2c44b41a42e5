/* The ITS module (2.1, 2.2): which of its attributes go together, and its records. */
#include "xliff/check_handlers.h"
#include "xliff/check_names.h"
#include "xliff/check_unit.h"

#include <string.h>

/* ---- Attributes ------------------------------------------------------------------------- */

/* Attributes of which an annotation of type its:generic is made, or none. */
static const enum attribute generic[] = {
    A_ITS_ISSUES_REF,     A_ITS_RATING_SCORE, A_ITS_RATING_VOTE,   A_ITS_TA_IDENT_REF,
    A_ITS_TA_IDENT,       A_ITS_TA_SOURCE,    A_ITS_TA_CLASS_REF,  A_ITS_MT_CONFIDENCE,
    A_ITS_PROVENANCE_REF, A_ITS_ALLOWED,      A_ITS_LOCALES,       A_ITSM_LANG,
    A_ITSM_DOMAINS,       A_ITS_ISSUE_TYPE,   A_ITS_ISSUE_COMMENT,
};

/* The first cannot stand beside any of the others. */
static const enum attribute apart[][6] = {
    {A_ITS_ISSUES_REF, A_ITS_ISSUE_TYPE, A_ITS_ISSUE_COMMENT, A_ITS_ISSUE_SEVERITY,
     A_ITS_ISSUE_PROFILE, A_ITS_ISSUE_ENABLED},
    {A_ITS_RATING_SCORE, A_ITS_RATING_VOTE, ATTRIBUTE_COUNT},
    {A_ITS_TA_IDENT_REF, A_ITS_TA_SOURCE, A_ITS_TA_IDENT, ATTRIBUTE_COUNT},
};

/* The first asks for the second. */
static const enum attribute together[][2] = {
    {A_ITS_TA_SOURCE, A_ITS_TA_IDENT},
    {A_ITS_TA_IDENT, A_ITS_TA_SOURCE},
    {A_ITS_FILTER_TYPE, A_ITS_LOCALES},
};

static const char *const names[] = {
#define X(key, name) [A_##key] = (name),
    CHECK_ATTRIBUTES
#undef X
};

static bool has(const struct check *check, enum attribute key)
{
    return check->values[key].data != NULL;
}

static void check_together(struct check *check)
{
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        for (size_t j = 1; j < 6 && apart[i][j] && apart[i][j] < ATTRIBUTE_COUNT; j++)
            if (has(check, apart[i][0]) && has(check, apart[i][j]))
                xliff_report(check, RULE_ITS_TOGETHER, "%s cannot stand beside %s: keep one",
                             names[apart[i][j]], names[apart[i][0]]);
    for (size_t i = 0; i < sizeof together / sizeof *together; i++)
        if (has(check, together[i][0]) && !has(check, together[i][1]))
            xliff_report(check, RULE_ITS_TOGETHER, "%s asks for %s: add it", names[together[i][0]],
                         names[together[i][1]]);
    for (enum attribute key = A_ITS_ORG; key <= A_ITS_REV_TOOL_REF; key++)
        if (HAS(check, ITS_PROVENANCE_REF) && has(check, key))
            xliff_report(check, RULE_ITS_TOGETHER, "%s cannot stand beside %s: keep one",
                         names[key], names[A_ITS_PROVENANCE_REF]);
    if (HAS(check, ITS_ISSUES_REF) || HAS(check, ITS_ISSUE_TYPE) || HAS(check, ITS_ISSUE_COMMENT))
        return;
    for (enum attribute key = A_ITS_ISSUE_SEVERITY; key <= A_ITS_ISSUE_ENABLED; key++)
        if (has(check, key))
            xliff_report(check, RULE_ITS_TOGETHER,
                         "%s asks for its:locQualityIssueType or its:locQualityIssueComment",
                         names[key]);
}

static void check_type(struct check *check)
{
    struct xliff_string type = VALUE(check, TYPE);
    if (!type.data || xliff_is(type, "its:generic") || xliff_is(type, "generic"))
        return;
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++)
        if (has(check, generic[i])) {
            xliff_report(check, RULE_ITS_TYPE,
                         "%s asks for type=\"its:generic\", not \"%.*s\": annotate the text twice",
                         names[generic[i]], SHOWN(type));
            return;
        }
}

/* ITS_TOOLS of a category: the tool that found what ITS says of it is named, here or around. */
static const char *const categories[] = {"allowed-characters",
                                         "directionality",
                                         "domain",
                                         "elements-within-text",
                                         "external-resource",
                                         "id-value",
                                         "language-information",
                                         "locale-filter",
                                         "localization-note",
                                         "localization-quality-issue",
                                         "localization-quality-rating",
                                         "mt-confidence",
                                         "preserve-space",
                                         "provenance",
                                         "storage-size",
                                         "target-pointer",
                                         "terminology",
                                         "text-analysis",
                                         "translate"};
#define CATEGORIES (sizeof categories / sizeof *categories)

/* What is said of an element holds inside it. */
enum { ITS_VERSION = 1, ITS_SCORE = 2, ITS_VOTE = 4, ITS_TOOLS = 8 };

static unsigned tool_bit(size_t category)
{
    return (unsigned)ITS_TOOLS << category;
}

/* A word of the form category|tool: the category, or CATEGORIES. */
static size_t category_of(struct xliff_string word)
{
    for (size_t i = 0; i < CATEGORIES; i++) {
        size_t size = strlen(categories[i]);
        if (word.size > size + 1 && word.data[size] == '|' &&
            memcmp(word.data, categories[i], size) == 0)
            return i;
    }
    return CATEGORIES;
}

static unsigned check_annotators(struct check *check)
{
    struct xliff_string list = VALUE(check, ITS_ANNOTATORS), word;
    unsigned seen = 0;
    while (xliff_check_word(&list, &word)) {
        size_t category = category_of(word);
        if (category == CATEGORIES || seen & tool_bit(category))
            xliff_report(check, RULE_ITS_ANNOTATORS,
                         "\"%.*s\" in its:annotatorsRef has to be a data category of ITS, | and "
                         "the IRI of a tool, each category once",
                         SHOWN(word));
        else
            seen |= tool_bit(category);
    }
    return seen;
}

/* A confidence says nothing without the tool whose it is. */
static void check_confidences(struct check *check, unsigned tools)
{
    static const struct {
        enum attribute key;
        const char *category;
    } asking[] = {{A_ITS_MT_CONFIDENCE, "mt-confidence"},
                  {A_ITS_TA_CONFIDENCE, "text-analysis"},
                  {A_ITS_TERM_CONFIDENCE, "terminology"}};
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++)
        for (size_t category = 0; has(check, asking[i].key) && category < CATEGORIES; category++)
            if (!strcmp(categories[category], asking[i].category) && !(tools & tool_bit(category)))
                xliff_report(check, RULE_ITS_CONFIDENCE,
                             "%s asks for its:annotatorsRef with \"%s|\" and the IRI of a tool, "
                             "here or around it",
                             names[asking[i].key], asking[i].category);
}

/* The id of "#its=ID", perhaps with the file and unit before; data == NULL: it is another IRI. */
static struct xliff_string record_id(struct xliff_string iri)
{
    size_t start = iri.size;
    if (iri.size < 6 || iri.data[0] != '#')
        return (struct xliff_string){0};
    while (start > 1 && iri.data[start - 1] != '/' && iri.data[start - 1] != '#')
        start--;
    struct xliff_string last = {iri.data + start, iri.size - start};
    if (last.size < 5 || memcmp(last.data, "its=", 4) != 0)
        return (struct xliff_string){0};
    return (struct xliff_string){last.data + 4, last.size - 4};
}

/* Records that an annotation refers to are in its unit; those of a <unit>, <group> or <file> may be
 * around it. */
static void refer(struct check *check, enum attribute key)
{
    struct xliff_string none = {0}, value = check->values[key], id = record_id(value);
    if (!value.data || !check->in_unit || check->unit->scope != &check->unit->unit)
        return;
    if (id.data)
        xliff_add_reference(check, REFERENCE_STANDOFF, id, none);
    else
        xliff_report(check, RULE_ITS_STANDOFF,
                     "%s=\"%.*s\" has to name records of this unit, as "
                     "\"#its=q1\"",
                     names[key], SHOWN(value));
}

static void check_inherited(struct check *check, struct check_frame *frame)
{
    bool any = false;
    for (size_t i = 0; i < check->set_count; i++)
        any = any || memcmp(names[check->set[i]], "its", 3) == 0;
    if (!any)
        return;
    frame->its |= (HAS(check, ITS_VERSION) ? ITS_VERSION : 0u) |
                  (HAS(check, ITS_RATING_SCORE) ? ITS_SCORE : 0u) |
                  (HAS(check, ITS_RATING_VOTE) ? ITS_VOTE : 0u);
    if (!(frame->its & ITS_VERSION))
        xliff_report(check, RULE_ITS_VERSION,
                     "attributes of ITS ask for its:version=\"2.0\" here or around it: add it to "
                     "<xliff>");
    if (HAS(check, ITS_SCORE_THRESHOLD) && !(frame->its & ITS_SCORE))
        xliff_report(check, RULE_ITS_TOGETHER, "%s asks for %s, here or around it",
                     names[A_ITS_SCORE_THRESHOLD], names[A_ITS_RATING_SCORE]);
    if (HAS(check, ITS_VOTE_THRESHOLD) && !(frame->its & ITS_VOTE))
        xliff_report(check, RULE_ITS_TOGETHER, "%s asks for %s, here or around it",
                     names[A_ITS_VOTE_THRESHOLD], names[A_ITS_RATING_VOTE]);
}

void xliff_check_its(struct check *check, struct check_frame *frame)
{
    if (HAS(check, ITS_ANNOTATORS))
        frame->its |= check_annotators(check);
    check_inherited(check, frame);
    if (!xliff_frame_is(frame, "mrk") && !xliff_frame_is(frame, "sm"))
        return;
    check_type(check);
    check_together(check);
    check_confidences(check, frame->its);
    refer(check, A_ITS_ISSUES_REF);
    refer(check, A_ITS_PROVENANCE_REF);
}

/* ---- Records ---------------------------------------------------------------------------- */

void xliff_check_start_records(struct check *check)
{
    struct xliff_string id = VALUE(check, XML_ID);
    if (check->in_unit)
        xliff_add_name(check, NAME_STANDOFF, id);
    else
        xliff_name_add(check, &check->names, FILE_NAME_STANDOFF, xliff_check_frame(check)->scope,
                       id);
}

void xliff_check_start_issue(struct check *check)
{
    if (!HAS(check, OWN_ISSUE_TYPE) && !HAS(check, OWN_ISSUE_COMMENT))
        xliff_report(check, RULE_ITS_STANDOFF,
                     "<its:locQualityIssue> needs locQualityIssueType or locQualityIssueComment");
}

void xliff_check_start_provenance(struct check *check)
{
    for (enum attribute key = A_OWN_ORG; key <= A_OWN_REV_TOOL_REF; key++)
        if (has(check, key))
            return;
    xliff_report(check, RULE_ITS_STANDOFF,
                 "<its:provenanceRecord> is empty: say which person, organisation or tool");
}

/* An id of records in the unit. */
void xliff_check_standoff(struct check *check, const struct scope *scope,
                          const struct reference *reference)
{
    if (xliff_has_name(scope, NAME_STANDOFF, reference->value))
        return;
    xliff_report_at(check, RULE_ITS_STANDOFF, reference->line, reference->column,
                    "\"#its=%.*s\" refers to no records of this unit", SHOWN(reference->value));
}
