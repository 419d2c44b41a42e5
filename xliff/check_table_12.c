/* The elements of XLIFF 1.2. What only the transitional schema has is reported as deprecated: in
 * "~name" for attributes, and by xliff_check_12_deprecated for elements. */
#include "xliff/check_handlers.h"

#define INLINE "(g|x|bx|ex|ph|bpt|ept|it|mrk)*"
#define CODE   "id! xid equiv-text ~ts other"
#define UNITS  "(group|trans-unit|bin-unit)*"
#define RESOURCE                                                                                   \
    "restype:restype resname extradata extype help-id:token menu menu-option menu-name "           \
    "coord:coordinates font css-style style:token exstyle:token datatype:datatype "
#define SIZES                                                                                      \
    "size-unit:sizeUnit maxwidth:token minwidth:token maxheight:token minheight:token "            \
    "maxbytes:token minbytes:token charclass "

const struct element_row xliff_check_12[] = {
    {
        .name = "xliff",
        .versions = V12,
        .section = "3.2.1",
        .content = "(other|file)+",
        .attributes = "version!version12 xml:lang:language other",
        .start = xliff_check_start_xliff,
        .end = xliff_check_end_xliff,
    },
    {
        .name = "file",
        .versions = V12,
        .section = "3.2.1",
        .content = "header? body",
        .attributes = "original! source-language!language datatype!datatype tool-id date:date "
                      "xml:space:space category target-language:language product-name "
                      "product-version build-num ~tool ~ts other",
        .start = xliff_check_start_file_12,
        .end = xliff_check_end_file_12,
    },
    {
        .name = "header",
        .versions = V12,
        .section = "3.2.1",
        .content = "skl? phase-group? (glossary|reference|count-group|note|tool|prop-group)* other",
    },
    {
        .name = "skl",
        .versions = V12,
        .section = "3.2.1",
        .content = "(internal-file|external-file)",
    },
    {
        .name = "glossary",
        .versions = V12,
        .section = "3.2.1",
        .content = "(internal-file|external-file)",
    },
    {
        .name = "reference",
        .versions = V12,
        .section = "3.2.1",
        .content = "(internal-file|external-file)",
    },
    {
        .name = "internal-file",
        .versions = V12,
        .section = "3.2.1",
        .content = "#text",
        .attributes = "form crc:token",
    },
    {
        .name = "external-file",
        .versions = V12,
        .section = "3.2.1",
        .content = "",
        .attributes = "href! crc:token uid:token",
        .start = xliff_check_start_external,
    },
    {
        .name = "note",
        .versions = V12,
        .section = "3.2.1",
        .content = "#text",
        .attributes = "xml:lang:language priority:priority from annotates:annotates",
    },
    {
        .name = "phase-group",
        .versions = V12,
        .section = "3.2.1",
        .content = "phase+",
    },
    {
        .name = "phase",
        .versions = V12,
        .section = "3.2.1",
        .content = "note*",
        .attributes = "phase-name! process-name! company-name tool-id date:date job-id "
                      "contact-name contact-email contact-phone ~tool",
        .start = xliff_check_start_phase,
    },
    {
        .name = "tool",
        .versions = V12,
        .section = "3.2.1",
        .content = "#text any",
        .attributes = "tool-id! tool-name! tool-version tool-company other",
        .start = xliff_check_start_tool,
    },
    {
        .name = "count-group",
        .versions = V12,
        .section = "3.2.2",
        .content = "count*",
        .attributes = "name!",
        .start = xliff_check_start_named,
    },
    {
        .name = "count",
        .versions = V12,
        .section = "3.2.2",
        .content = "#text",
        .attributes = "count-type:countType phase-name unit:unit",
        .start = xliff_check_start_phased,
    },
    {
        .name = "context-group",
        .versions = V12,
        .section = "3.2.2",
        .content = "context+",
        .attributes = "name crc:token purpose:purposes",
        .start = xliff_check_start_named,
    },
    {
        .name = "context",
        .versions = V12,
        .section = "3.2.2",
        .content = "#text",
        .attributes = "context-type!contextType match-mandatory:yesNo crc:token",
    },
    {
        .name = "prop-group",
        .versions = V12,
        .section = "3.2.2",
        .content = "prop+",
        .attributes = "name",
        .start = xliff_check_start_deprecated,
    },
    {
        .name = "prop",
        .versions = V12,
        .section = "3.2.2",
        .content = "#text",
        .attributes = "prop-type! xml:lang:language",
    },
    {
        .name = "body",
        .versions = V12,
        .section = "3.2.3",
        .content = UNITS,
    },
    {
        .name = "group",
        .versions = V12,
        .section = "3.2.3",
        .content = "context-group* count-group* prop-group* note* other " UNITS,
        .attributes = "id xml:space:space translate:yesNo reformat:reformat merged-trans:yesNo "
                      "~ts " RESOURCE SIZES "other",
        .start = xliff_check_start_group_12,
    },
    {
        .name = "trans-unit",
        .versions = V12,
        .section = "3.2.3",
        .content = "source seg-source? target? "
                   "(context-group|count-group|prop-group|note|alt-trans)* other",
        .attributes = "id! approved:yesNo translate:yesNo reformat:reformat xml:space:space "
                      "phase-name ~ts " RESOURCE SIZES "other",
        .start = xliff_check_start_trans_unit,
        .end = xliff_check_end_trans_unit,
    },
    {
        .name = "source",
        .versions = V12,
        .section = "3.2.3",
        .content = "#text " INLINE,
        .attributes = "xml:lang:language ~ts other",
        .start = xliff_check_start_content_12,
        .end = xliff_check_end_content_12,
    },
    {
        .name = "seg-source",
        .versions = V12,
        .section = "3.2.3",
        .content = "#text " INLINE,
        .attributes = "xml:lang:language ~ts other",
        .start = xliff_check_start_content_12,
        .end = xliff_check_end_content_12,
    },
    {
        .name = "target",
        .versions = V12,
        .section = "3.2.3",
        .content = "#text " INLINE,
        .attributes = "state:state12 state-qualifier:qualifier phase-name:token xml:lang:language "
                      "resname coord:coordinates font css-style style:token exstyle:token "
                      "equiv-trans:yesNo ~ts ~restype:restype other",
        .start = xliff_check_start_content_12,
        .end = xliff_check_end_content_12,
    },
    {
        .name = "alt-trans",
        .versions = V12,
        .section = "3.2.3",
        .content = "source? seg-source? target+ context-group* prop-group* note* other",
        .attributes =
            "match-quality tool-id crc:token xml:lang:language origin xml:space:space "
            "mid:token phase-name:token alttranstype:altTransType ~ts ~tool " RESOURCE "other",
        .start = xliff_check_start_alt_trans,
        .end = xliff_check_end_alt_trans,
    },
    {
        .name = "bin-unit",
        .versions = V12,
        .section = "3.2.3",
        .content = "bin-source bin-target? (context-group|count-group|prop-group|note|trans-unit)* "
                   "other",
        .attributes = "id! mime-type!mime approved:yesNo translate:yesNo reformat:reformat "
                      "restype:restype resname phase-name ~ts other",
        .start = xliff_check_start_bin_unit,
    },
    {
        .name = "bin-source",
        .versions = V12,
        .section = "3.2.3",
        .content = "(internal-file|external-file)",
        .attributes = "~ts other",
    },
    {
        .name = "bin-target",
        .versions = V12,
        .section = "3.2.3",
        .content = "(internal-file|external-file)",
        .attributes = "mime-type:mime state:state12 state-qualifier:qualifier phase-name:token "
                      "restype:restype resname ~ts other",
        .start = xliff_check_start_phased,
    },
    {
        .name = "g",
        .versions = V12,
        .section = "3.2.4",
        .content = "#text " INLINE,
        .attributes = "ctype:delimiter clone:yesNo " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "x",
        .versions = V12,
        .section = "3.2.4",
        .content = "",
        .attributes = "ctype:placeholder clone:yesNo " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "bx",
        .versions = V12,
        .section = "3.2.4",
        .content = "",
        .attributes = "rid:token ctype:delimiter clone:yesNo " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "ex",
        .versions = V12,
        .section = "3.2.4",
        .content = "",
        .attributes = "rid:token " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "ph",
        .versions = V12,
        .section = "3.2.4",
        .content = "#text sub*",
        .attributes = "ctype:placeholder crc assoc:assoc " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "bpt",
        .versions = V12,
        .section = "3.2.4",
        .content = "#text sub*",
        .attributes = "rid:token ctype:delimiter crc " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "ept",
        .versions = V12,
        .section = "3.2.4",
        .content = "#text sub*",
        .attributes = "rid:token crc " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "it",
        .versions = V12,
        .section = "3.2.4",
        .content = "#text sub*",
        .attributes = "pos!position rid:token ctype:delimiter crc " CODE,
        .start = xliff_check_start_code_12,
    },
    {
        .name = "sub",
        .versions = V12,
        .section = "3.2.4",
        .content = "#text " INLINE,
        .attributes = "datatype:datatype ctype:delimiter xid",
        .start = xliff_check_start_xid,
    },
    {
        .name = "mrk",
        .versions = V12,
        .section = "3.2.5",
        .content = "#text " INLINE,
        .attributes = "mtype!mtype mid:token comment ~ts other",
        .start = xliff_check_start_mrk_12,
    },
    {0},
};
