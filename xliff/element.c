/* Which element of XLIFF may stand where, and what reads it. An element that the tables do not
 * know, of XLIFF or of others, is passed over with all that is in it: <bin-unit>,
 * <phase-group>, modules, extensions. */
#include "xliff/reader.h"

#include <string.h>

static const struct rule rules_1[] = {
    {"file", FILE_ELEMENT, IN(XLIFF), xliff_start_file, xliff_end_file, 0,
     "original source-language target-language datatype"},
    {"header", HEADER, IN(FILE_ELEMENT), NULL, NULL, 0, ""},
    {"skl", SKL, IN(HEADER), NULL, NULL, 0, ""},
    {"internal-file", SKELETON, IN(SKL), xliff_start_skeleton, xliff_end_skeleton, 0, "form"},
    {"external-file", POINT, IN(SKL), xliff_start_external_file, NULL, 0, "href"},
    {"body", BODY, IN(FILE_ELEMENT), NULL, NULL, 0, ""},
    {"group", GROUP, IN(BODY) | IN(GROUP), xliff_start_group, xliff_end_group, 0,
     "id resname restype translate"},
    {"trans-unit", UNIT, IN(BODY) | IN(GROUP), xliff_start_unit, xliff_end_unit, 0,
     "id resname restype translate approved"},
    {"source", SOURCE, IN(UNIT) | IN(MATCH), xliff_start_content, xliff_end_content, 0, "xml:lang"},
    {"alt-trans", MATCH, IN(UNIT), xliff_start_match, xliff_end_match, 0,
     "mid match-quality origin alttranstype"},
    {"seg-source", SEG_SOURCE, IN(UNIT), xliff_start_content, xliff_end_content, 0, "xml:lang"},
    {"target", TARGET, IN(UNIT) | IN(MATCH), xliff_start_content, xliff_end_content, 0,
     "xml:lang state state-qualifier"},
    {"note", NOTE, IN(UNIT) | IN(GROUP) | IN(HEADER), xliff_start_note, xliff_end_note, 0,
     "from annotates priority"},
    {"ph", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_PLACEHOLDER,
     "id ctype equiv-text"},
    {"bpt", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_OPEN, "id rid ctype equiv-text"},
    {"ept", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_CLOSE,
     "id rid ctype equiv-text"},
    {"it", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_OPEN,
     "id rid pos ctype equiv-text"},
    {"g", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_OPEN, "id ctype equiv-text"},
    {"mrk", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_MARK_OPEN, "mid mtype comment"},
    {"x", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_PLACEHOLDER,
     "id ctype equiv-text"},
    {"bx", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_OPEN,
     "id rid ctype equiv-text"},
    {"ex", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_CLOSE,
     "id rid ctype equiv-text"},
};

static const struct rule rules_2[] = {
    {"file", FILE_ELEMENT, IN(XLIFF), xliff_start_file, xliff_end_file, 0, "id original translate"},
    {"skeleton", SKELETON, IN(FILE_ELEMENT), xliff_start_skeleton, xliff_end_skeleton, 0, "href"},
    {"group", GROUP, IN(FILE_ELEMENT) | IN(GROUP), xliff_start_group, xliff_end_group, 0,
     "id name type translate"},
    {"unit", UNIT, IN(FILE_ELEMENT) | IN(GROUP), xliff_start_unit, xliff_end_unit, 0,
     "id name type translate"},
    {"notes", NOTES, IN(UNIT) | IN(GROUP) | IN(FILE_ELEMENT), xliff_start_notes, xliff_end_notes, 0,
     ""},
    {"note", NOTE, IN(NOTES), xliff_start_note, xliff_end_note, 0,
     "id appliesTo category priority"},
    {"matches", MATCHES, IN(UNIT), NULL, NULL, 0, ""},
    {"match", MATCH, IN(MATCHES), xliff_start_match, xliff_end_match, 0,
     "ref similarity origin type subType"},
    {"profiles", PROFILES, IN(FILE_ELEMENT), xliff_start_profiles, NULL, 0,
     "generalProfile storageProfile"},
    {"glossary", GLOSSARY, IN(UNIT), NULL, NULL, 0, ""},
    {"glossEntry", GLOSS_ENTRY, IN(GLOSSARY), xliff_start_gloss_entry, NULL, 0, "ref"},
    {"term", GLOSS_TEXT, IN(GLOSS_ENTRY), NULL, xliff_end_gloss_text, 0, ""},
    {"translation", GLOSS_TEXT, IN(GLOSS_ENTRY), NULL, xliff_end_gloss_text, 0, ""},
    {"definition", GLOSS_TEXT, IN(GLOSS_ENTRY), NULL, xliff_end_gloss_text, 0, ""},
    {"originalData", ORIGINAL_DATA, IN(UNIT) | IN(MATCH), xliff_start_original_data, NULL, 0, ""},
    {"data", DATA, IN(ORIGINAL_DATA), xliff_start_data, xliff_end_data, 0, "id"},
    {"segment", SEGMENT, IN(UNIT), xliff_start_segment, NULL, 0, "id state subState"},
    {"ignorable", SEGMENT, IN(UNIT), xliff_start_segment, NULL, 0, "id"},
    {"source", SOURCE, IN(SEGMENT) | IN(MATCH), xliff_start_content, xliff_end_content, 0,
     "xml:lang"},
    {"target", TARGET, IN(SEGMENT) | IN(MATCH), xliff_start_content, xliff_end_content, 0,
     "xml:lang order"},
    {"ph", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_PLACEHOLDER,
     "id type subType equiv disp canDelete dataRef"},
    {"pc", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_OPEN,
     "id type subType equivStart equivEnd dispStart dispEnd dataRefStart dataRefEnd canDelete"},
    {"sc", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_OPEN,
     "id type subType equiv disp dataRef canDelete isolated"},
    {"ec", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_CLOSE,
     "id startRef type subType equiv disp dataRef canDelete isolated"},
    {"mrk", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_MARK_OPEN,
     "id translate type value"},
    {"sm", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_MARK_OPEN,
     "id translate type value"},
    {"em", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_MARK_CLOSE, "startRef"},
    {"cp", POINT, CONTENT | IN(DATA), xliff_start_character, NULL, 0, "hex"},
};

const struct rule *xliff_find_rule(enum xliff_version version, const char *name,
                                   enum element parent)
{
    const struct rule *rules = version == XLIFF_1_2 ? rules_1 : rules_2;
    size_t count =
        version == XLIFF_1_2 ? sizeof rules_1 / sizeof *rules_1 : sizeof rules_2 / sizeof *rules_2;
    for (size_t i = 0; i < count; i++)
        if (rules[i].parents & IN(parent) && rules[i].name[0] == name[0] &&
            !strcmp(rules[i].name, name))
            return &rules[i];
    return NULL;
}
