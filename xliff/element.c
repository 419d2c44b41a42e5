/* Which element of XLIFF may stand where, and what reads it. An element that the tables do not
 * know, of XLIFF or of others, is passed over with all that is in it: <alt-trans>, <bin-unit>,
 * <phase-group>, modules, extensions. */
#include "xliff/reader.h"

#include <string.h>

static const struct rule rules_1[] = {
    {"file", FILE_ELEMENT, IN(XLIFF), xliff_start_file, xliff_end_file, 0},
    {"header", HEADER, IN(FILE_ELEMENT), NULL, NULL, 0},
    {"skl", SKL, IN(HEADER), NULL, NULL, 0},
    {"internal-file", SKELETON, IN(SKL), xliff_start_skeleton, xliff_end_skeleton, 0},
    {"external-file", POINT, IN(SKL), xliff_start_external_file, NULL, 0},
    {"body", BODY, IN(FILE_ELEMENT), NULL, NULL, 0},
    {"group", GROUP, IN(BODY) | IN(GROUP), xliff_start_group, xliff_end_group, 0},
    {"trans-unit", UNIT, IN(BODY) | IN(GROUP), xliff_start_unit, xliff_end_unit, 0},
    {"source", SOURCE, IN(UNIT), xliff_start_content, xliff_end_content, 0},
    {"seg-source", SEG_SOURCE, IN(UNIT), xliff_start_content, xliff_end_content, 0},
    {"target", TARGET, IN(UNIT), xliff_start_content, xliff_end_content, 0},
    {"note", NOTE, IN(UNIT), xliff_start_note, xliff_end_note, 0},
    {"ph", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_PLACEHOLDER},
    {"bpt", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_OPEN},
    {"ept", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_CLOSE},
    {"it", CODE, CONTENT, xliff_start_code, xliff_end_code, XLIFF_OPEN},
    {"g", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_OPEN},
    {"mrk", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_MARK_OPEN},
    {"x", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_PLACEHOLDER},
    {"bx", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_OPEN},
    {"ex", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_CLOSE},
};

static const struct rule rules_2[] = {
    {"file", FILE_ELEMENT, IN(XLIFF), xliff_start_file, xliff_end_file, 0},
    {"skeleton", SKELETON, IN(FILE_ELEMENT), xliff_start_skeleton, xliff_end_skeleton, 0},
    {"group", GROUP, IN(FILE_ELEMENT) | IN(GROUP), xliff_start_group, xliff_end_group, 0},
    {"unit", UNIT, IN(FILE_ELEMENT) | IN(GROUP), xliff_start_unit, xliff_end_unit, 0},
    {"notes", NOTES, IN(UNIT), NULL, NULL, 0},
    {"note", NOTE, IN(NOTES), xliff_start_note, xliff_end_note, 0},
    {"originalData", ORIGINAL_DATA, IN(UNIT), NULL, NULL, 0},
    {"data", DATA, IN(ORIGINAL_DATA), xliff_start_data, xliff_end_data, 0},
    {"segment", SEGMENT, IN(UNIT), xliff_start_segment, NULL, 0},
    {"ignorable", SEGMENT, IN(UNIT), xliff_start_segment, NULL, 0},
    {"source", SOURCE, IN(SEGMENT), xliff_start_content, xliff_end_content, 0},
    {"target", TARGET, IN(SEGMENT), xliff_start_content, xliff_end_content, 0},
    {"ph", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_PLACEHOLDER},
    {"pc", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_OPEN},
    {"sc", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_OPEN},
    {"ec", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_CLOSE},
    {"mrk", SPAN, CONTENT, xliff_start_span, xliff_end_span, XLIFF_MARK_OPEN},
    {"sm", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_MARK_OPEN},
    {"em", POINT, CONTENT, xliff_start_point, xliff_end_point, XLIFF_MARK_CLOSE},
    {"cp", POINT, CONTENT | IN(DATA), xliff_start_character, NULL, 0},
};

const struct rule *xliff_find_rule(enum xliff_version version, const char *name,
                                   enum element parent)
{
    const struct rule *rules = version == XLIFF_1_2 ? rules_1 : rules_2;
    size_t count =
        version == XLIFF_1_2 ? sizeof rules_1 / sizeof *rules_1 : sizeof rules_2 / sizeof *rules_2;
    for (size_t i = 0; i < count; i++)
        if (rules[i].parents & IN(parent) && !strcmp(rules[i].name, name))
            return &rules[i];
    return NULL;
}
