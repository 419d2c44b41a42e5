/* check_attributes.h - the attributes that rules in words look at: A_KEY and the name with its
 * prefix. Private to xliff/. */
#ifndef XLIFF_CHECK_ATTRIBUTES_H
#define XLIFF_CHECK_ATTRIBUTES_H

/* clang-format off */
#define CHECK_ATTRIBUTES \
    X(ID, "id") X(START_REF, "startRef") X(COPY_OF, "copyOf") X(DATA_REF, "dataRef") \
    X(DATA_REF_START, "dataRefStart") X(DATA_REF_END, "dataRefEnd") X(CAN_COPY, "canCopy") \
    X(CAN_DELETE, "canDelete") X(CAN_OVERLAP, "canOverlap") X(CAN_REORDER, "canReorder") \
    X(ISOLATED, "isolated") X(DIR, "dir") X(TYPE, "type") X(SUB_TYPE, "subType") X(REF, "ref") \
    X(VALUE, "value") X(TRANSLATE, "translate") X(HEX, "hex") X(SUB_FLOWS, "subFlows") \
    X(SUB_FLOWS_START, "subFlowsStart") X(SUB_FLOWS_END, "subFlowsEnd") X(ORDER, "order") \
    X(STATE, "state") X(SUB_STATE, "subState") X(HREF, "href") X(VERSION, "version") \
    X(SRC_LANG, "srcLang") X(TRG_LANG, "trgLang") X(XML_LANG, "xml:lang") X(XML_ID, "xml:id") \
    X(REFERENCE, "reference") X(MIME_TYPE, "mimeType") X(CONTEXT, "context") \
    X(APPLIES_TO, "appliesTo") X(PROPERTY, "property") X(CURRENT_VERSION, "currentVersion") \
    X(GENERAL_PROFILE, "generalProfile") X(STORAGE_PROFILE, "storageProfile") \
    X(GENERAL, "general") X(STORAGE, "storage") X(IS_PRESENT, "isPresent") X(OCCURS, "occurs") \
    X(IS_NOT_PRESENT, "isNotPresent") X(STARTS_WITH, "startsWith") X(ENDS_WITH, "endsWith") \
    X(EXISTS_IN_SOURCE, "existsInSource") X(CASE_SENSITIVE, "caseSensitive") \
    X(DISABLED, "disabled") X(FS, "fs:fs") X(SUB_FS, "fs:subFs") \
    X(SIZE_RESTRICTION, "slr:sizeRestriction") X(STORAGE_RESTRICTION, "slr:storageRestriction") \
    X(SIZE_INFO, "slr:sizeInfo") X(SIZE_INFO_REF, "slr:sizeInfoRef") \
    X(EQUIV_STORAGE, "slr:equivStorage") X(SWITCH, "pgs:switch") X(CASE, "pgs:case") \
    X(RID, "rid") X(CLONE, "clone") X(MAX_WIDTH, "maxwidth") \
    X(MIN_WIDTH, "minwidth") X(MAX_HEIGHT, "maxheight") X(MIN_HEIGHT, "minheight") \
    X(MAX_BYTES, "maxbytes") X(MIN_BYTES, "minbytes") X(XID, "xid") X(MID, "mid") X(MTYPE, "mtype") X(POS, "pos") \
    X(APPROVED, "approved") X(TOOL_ID, "tool-id") X(PHASE_NAME, "phase-name") X(NAME, "name") \
    X(UID, "uid") X(SOURCE_LANGUAGE, "source-language") X(TARGET_LANGUAGE, "target-language") \
    X(ITS_ANNOTATORS, "its:annotatorsRef") X(ITS_ISSUES_REF, "its:locQualityIssuesRef") \
    X(ITS_ISSUE_TYPE, "its:locQualityIssueType") \
    X(ITS_ISSUE_COMMENT, "its:locQualityIssueComment") \
    X(ITS_ISSUE_SEVERITY, "its:locQualityIssueSeverity") \
    X(ITS_ISSUE_PROFILE, "its:locQualityIssueProfileRef") \
    X(ITS_ISSUE_ENABLED, "its:locQualityIssueEnabled") \
    X(ITS_RATING_SCORE, "its:locQualityRatingScore") \
    X(ITS_RATING_VOTE, "its:locQualityRatingVote") X(ITS_TA_IDENT_REF, "its:taIdentRef") \
    X(ITS_TA_IDENT, "its:taIdent") X(ITS_TA_SOURCE, "its:taSource") \
    X(ITS_TA_CLASS_REF, "its:taClassRef") X(ITS_MT_CONFIDENCE, "its:mtConfidence") \
    X(ITS_PROVENANCE_REF, "its:provenanceRecordsRef") X(ITS_ORG, "its:org") \
    X(ITS_ORG_REF, "its:orgRef") X(ITS_PERSON, "its:person") X(ITS_PERSON_REF, "its:personRef") \
    X(ITS_TOOL, "its:tool") X(ITS_TOOL_REF, "its:toolRef") X(ITS_REV_ORG, "its:revOrg") \
    X(ITS_REV_ORG_REF, "its:revOrgRef") X(ITS_REV_PERSON, "its:revPerson") \
    X(ITS_REV_PERSON_REF, "its:revPersonRef") X(ITS_REV_TOOL, "its:revTool") \
    X(ITS_REV_TOOL_REF, "its:revToolRef") X(ITS_VERSION, "its:version") \
    X(ITS_SCORE_THRESHOLD, "its:locQualityRatingScoreThreshold") \
    X(ITS_VOTE_THRESHOLD, "its:locQualityRatingVoteThreshold") \
    X(ITS_ALLOWED, "its:allowedCharacters") X(ITS_TA_CONFIDENCE, "its:taConfidence") \
    X(ITS_TERM_CONFIDENCE, "its:termConfidence") X(ITS_FILTER_TYPE, "its:localeFilterType") \
    X(ITS_LOCALES, "its:localeFilterList") X(ITSM_LANG, "itsm:lang") \
    X(ITSM_DOMAINS, "itsm:domains") X(OWN_ISSUE_TYPE, "locQualityIssueType") \
    X(OWN_ISSUE_COMMENT, "locQualityIssueComment") X(OWN_ORG, "org") X(OWN_ORG_REF, "orgRef") \
    X(OWN_PERSON, "person") X(OWN_PERSON_REF, "personRef") X(OWN_TOOL, "tool") \
    X(OWN_TOOL_REF, "toolRef") X(OWN_REV_ORG, "revOrg") X(OWN_REV_ORG_REF, "revOrgRef") \
    X(OWN_REV_PERSON, "revPerson") X(OWN_REV_PERSON_REF, "revPersonRef") \
    X(OWN_REV_TOOL, "revTool") X(OWN_REV_TOOL_REF, "revToolRef")
/* clang-format on */

enum attribute {
#define X(key, name) A_##key,
    CHECK_ATTRIBUTES
#undef X
        ATTRIBUTE_COUNT, /* also: of no interest */
};

#endif
