/* The elements and attributes of the modules of XLIFF 2.x. Change tracking is a module of 2.0, and
 * an extension since, of which there may be several. */
#include "xliff/check_handlers.h"

const struct element_row xliff_check_modules[] = {
    {
        .name = "mtc:matches",
        .versions = V2,
        .section = "5.1.6.2",
        .content = "mtc:match+",
        .places = "unit",
        .start = xliff_check_start_scope,
    },
    {
        .name = "mtc:match",
        .versions = V2,
        .section = "5.1.6.3",
        .content = "mda:metadata? originalData? source target other",
        .attributes = "id:token matchQuality:percentage matchSuitability:percentage origin "
                      "ref!uri reference:yesNo similarity:percentage subType:user type:match "
                      "other",
        .start = xliff_check_start_match,
        .end = xliff_check_end_match,
    },
    {
        .name = "gls:glossary",
        .versions = V2,
        .section = "5.2.4.2",
        .content = "gls:glossEntry+",
        .places = "unit",
        .start = xliff_check_start_scope,
    },
    {
        .name = "gls:glossEntry",
        .versions = V2,
        .section = "5.2.4.3",
        .content = "gls:term gls:translation* gls:definition? other",
        .attributes = "id:token ref:uri other",
        .start = xliff_check_start_gloss,
        .end = xliff_check_end_gloss,
    },
    {
        .name = "gls:term",
        .versions = V2,
        .section = "5.2.4.4",
        .content = "#text",
        .attributes = "source other",
    },
    {
        .name = "gls:translation",
        .versions = V2,
        .section = "5.2.4.5",
        .content = "#text",
        .attributes = "id:token ref:uri source other",
        .start = xliff_check_start_gloss,
        .end = xliff_check_end_gloss_part,
    },
    {
        .name = "gls:definition",
        .versions = V2,
        .section = "5.2.4.6",
        .content = "#text",
        .attributes = "source other",
        .end = xliff_check_end_gloss_part,
    },
    {
        .name = "mda:metadata",
        .versions = V2,
        .section = "5.4.4.2",
        .content = "mda:metaGroup+",
        .attributes = "id:token",
        .places = "xliff file group unit mtc:match gls:glossEntry",
        .start = xliff_check_start_metadata,
    },
    {
        .name = "mda:metaGroup",
        .versions = V2,
        .section = "5.4.4.3",
        .content = "(mda:metaGroup|mda:meta)+",
        .attributes = "id:token category appliesTo:metaApplies",
        .start = xliff_check_start_meta,
    },
    {
        .name = "mda:meta",
        .versions = V2,
        .section = "5.4.4.4",
        .content = "#text",
        .attributes = "type!",
    },
    {
        .name = "res:resourceData",
        .versions = V2,
        .section = "5.5.4.2",
        .content = "res:resourceItemRef* res:resourceItem*",
        .places = "file unit",
        .start = xliff_check_start_scope,
        .end = xliff_check_end_resource,
    },
    {
        .name = "res:resourceItemRef",
        .versions = V2,
        .section = "5.5.4.3",
        .content = "",
        .attributes = "id:token ref!token other",
        .start = xliff_check_start_resource_ref,
    },
    {
        .name = "res:resourceItem",
        .versions = V20 | V21,
        .section = "5.5.4.4",
        .content = "res:source? res:target? res:reference*",
        .attributes = "mimeType:media id:token context:yesNo other",
        .start = xliff_check_start_resource_item,
        .end = xliff_check_end_resource_item,
    },
    {
        .name = "res:resourceItem",
        .versions = V22,
        .section = "5.5.4.4",
        .content = "notes? res:source? res:target? res:reference*",
        .attributes = "mimeType:media id:token context:yesNo other",
        .start = xliff_check_start_resource_item,
        .end = xliff_check_end_resource_item,
    },
    {
        .name = "res:source",
        .versions = V2,
        .section = "5.5.4.5",
        .content = "other",
        .attributes = "href xml:lang:language other",
        .start = xliff_check_start_resource_source,
        .end = xliff_check_end_resource_content,
    },
    {
        .name = "res:target",
        .versions = V2,
        .section = "5.5.4.6",
        .content = "other",
        .attributes = "href xml:lang:language other",
        .start = xliff_check_start_resource_target,
        .end = xliff_check_end_resource_content,
    },
    {
        .name = "res:reference",
        .versions = V2,
        .section = "5.5.4.7",
        .content = "",
        .attributes = "href! xml:lang:language other",
    },
    {
        .name = "ctr:changeTrack",
        .versions = V2,
        .section = "5.6.4.2",
        .content = "ctr:revisions+",
        .places = "file* group* unit*",
    },
    {
        .name = "ctr:revisions",
        .versions = V2,
        .section = "5.6.4.3",
        .content = "ctr:revision+",
        .attributes = "appliesTo!token ref:token currentVersion:token other",
        .start = xliff_check_start_revisions,
        .end = xliff_check_end_revisions,
    },
    {
        .name = "ctr:revision",
        .versions = V2,
        .section = "5.6.4.4",
        .content = "ctr:item+",
        .attributes = "author datetime:anyDate version:token other",
        .start = xliff_check_start_revision,
    },
    {
        .name = "ctr:item",
        .versions = V2,
        .section = "5.6.4.5",
        .content = "#text",
        .attributes = "property! other",
        .start = xliff_check_start_item,
    },
    {
        .name = "slr:profiles",
        .versions = V2,
        .section = "5.7.4.2",
        .content = "slr:normalization? other",
        .attributes = "generalProfile storageProfile",
        .places = "file",
        .start = xliff_check_start_profiles,
    },
    {
        .name = "slr:normalization",
        .versions = V2,
        .section = "5.7.4.3",
        .content = "",
        .attributes = "general:normal storage:normal",
    },
    {
        .name = "slr:data",
        .versions = V2,
        .section = "5.7.4.4",
        .content = "other",
        .attributes = "profile! other",
        .places = "file group unit",
    },
    {
        .name = "val:validation",
        .versions = V2,
        .section = "5.8.4.2",
        .content = "val:rule+",
        .attributes = "other",
        .places = "file group unit",
    },
    {
        .name = "val:rule",
        .versions = V2,
        .section = "5.8.4.3",
        .content = "",
        .attributes = "isPresent occurs:positive isNotPresent startsWith endsWith "
                      "existsInSource:yesNo caseSensitive:yesNo normalization:normal "
                      "disabled:yesNo other",
        .start = xliff_check_start_rule,
    },
    {
        .name = "its:locQualityIssues",
        .versions = V21 | V22,
        .section = "5.9.11.3",
        .content = "its:locQualityIssue+",
        .attributes = "xml:id!token version:itsVersion",
        .places = "unit*",
        .start = xliff_check_start_records,
    },
    {
        .name = "its:locQualityIssue",
        .versions = V21 | V22,
        .section = "5.9.11.2",
        .content = "",
        .attributes = "version:itsVersion locQualityIssueType:issue locQualityIssueComment "
                      "locQualityIssueSeverity:percentage locQualityIssueProfileRef:uri "
                      "locQualityIssueEnabled:yesNo",
        .start = xliff_check_start_issue,
    },
    {
        .name = "its:provenanceRecords",
        .versions = V21 | V22,
        .section = "5.9.11.5",
        .content = "its:provenanceRecord+",
        .attributes = "xml:id!token version:itsVersion",
        .places = "file* group* unit*",
        .start = xliff_check_start_records,
    },
    {
        .name = "its:provenanceRecord",
        .versions = V21 | V22,
        .section = "5.9.11.4",
        .content = "",
        .attributes = "version:itsVersion org orgRef:uri person personRef:uri revOrg "
                      "revOrgRef:uri revPerson revPersonRef:uri revTool revToolRef:uri tool "
                      "toolRef:uri",
        .start = xliff_check_start_provenance,
    },
    {0},
};

/* Where its attributes that annotate text, or all of a part of a document, may stand. */
#define SPAN  "mrk sm"
#define PARTS "file group unit mrk sm mtc:match"

const struct attribute_row xliff_check_global_attributes[] = {
    {"fs:fs:fs fs:subFs", "file group unit note ph pc sc ec mrk sm"},
    {"slr:sizeRestriction slr:storageRestriction", "file group unit pc sc mrk sm"},
    {"slr:sizeInfo slr:sizeInfoRef:token", "file group unit ph pc sc ec"},
    {"slr:equivStorage", "ph pc sc ec"},
    {"its:version:itsVersion", "xliff " PARTS},
    {"its:annotatorsRef", PARTS " ctr:revisions ctr:revision"},
    {"its:allowedCharacters its:localeFilterList its:localeFilterType:filter "
     "its:locQualityIssueComment its:locQualityIssueEnabled:yesNo "
     "its:locQualityIssueProfileRef:uri its:locQualityIssuesRef:uri "
     "its:locQualityIssueSeverity:percentage its:locQualityIssueType:issue "
     "its:mtConfidence:confidence its:taClassRef:uri its:taConfidence:confidence its:taIdent "
     "its:taIdentRef:uri its:taSource its:termConfidence:confidence itsm:lang:language",
     SPAN},
    {"its:locQualityRatingProfileRef:uri its:locQualityRatingScore:percentage "
     "its:locQualityRatingScoreThreshold:percentage its:locQualityRatingVote:integer "
     "its:locQualityRatingVoteThreshold:integer itsm:domains",
     PARTS},
    {"its:org its:orgRef:uri its:person its:personRef:uri its:provenanceRecordsRef:uri its:revOrg "
     "its:revOrgRef:uri its:revPerson its:revPersonRef:uri its:revTool its:revToolRef:uri its:tool "
     "its:toolRef:uri",
     PARTS " ctr:revision"},
    {"pgs:switch", "unit"},
    {"pgs:case", "segment"},
    {0},
};
