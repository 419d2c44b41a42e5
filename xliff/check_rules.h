/* check_rules.h - the rules of the checker: id, severity, section of XLIFF 2.1 (or 1.2), summary.
 * One list makes the enum and the table. Private to xliff/. */
#ifndef XLIFF_CHECK_RULES_H
#define XLIFF_CHECK_RULES_H

/* A section "" is that of the element at hand. */
#define CHECK_RULES                                                                                \
    /* structure, all versions */                                                                  \
    X(ELEMENT_UNKNOWN, "element-unknown", VIOLATION, "",                                           \
      "an element stands where its parent holds no such element")                                  \
    X(ELEMENT_ORDER, "element-order", VIOLATION, "",                                               \
      "elements stand in another order than the schema's, or too often")                           \
    X(ELEMENT_MISSING, "element-missing", VIOLATION, "", "a required element is missing")          \
    X(ELEMENT_PLACE, "module-place", VIOLATION, "",                                                \
      "an element of a module stands where the module does not allow it, or too often")            \
    X(TEXT, "text-misplaced", VIOLATION, "", "text stands where only elements may stand")          \
    X(ATTRIBUTE_UNKNOWN, "attribute-unknown", VIOLATION, "",                                       \
      "an element has an attribute that XLIFF does not define for it")                             \
    X(ATTRIBUTE_MISSING, "attribute-missing", VIOLATION, "", "a required attribute is missing")    \
    X(ATTRIBUTE_VALUE, "attribute-value", VIOLATION, "",                                           \
      "the value of an attribute is not one of those allowed")                                     \
    X(ATTRIBUTE_FOREIGN, "attribute-foreign", VIOLATION, "4.9.1",                                  \
      "an attribute of another namespace stands where none, or not this one, is allowed")          \
    X(DEPRECATED, "deprecated", WARNING, "",                                                       \
      "an element or attribute that only the transitional schema of 1.2 still has")                \
    /* 2.x: document */                                                                            \
    X(VERSION, "xliff2-version", VIOLATION, "4.3.1.42",                                            \
      "version does not go with the namespace of the document")                                    \
    X(LANGUAGE, "language-tag", VIOLATION, "4.3.1.29", "a language is not a tag of BCP 47")        \
    X(SOURCE_LANG, "xliff2-source-lang", VIOLATION, "4.2.2.12",                                    \
      "xml:lang of a source, set or inherited, is not srcLang")                                    \
    X(TARGET_LANG, "xliff2-target-lang", VIOLATION, "4.2.2.13",                                    \
      "xml:lang of a target, set or inherited, is not trgLang")                                    \
    X(TRGLANG_MISSING, "xliff2-trglang", VIOLATION, "4.2.2.1",                                     \
      "the document has targets, but no trgLang")                                                  \
    X(SKELETON, "xliff2-skeleton-href", VIOLATION, "4.2.2.3",                                      \
      "a skeleton has href if and only if it is empty")                                            \
    X(UNIT_SEGMENT, "xliff2-unit-segment", VIOLATION, "4.2.2.5", "a unit has no segment")          \
    X(ID_UNIQUE, "xliff2-id-unique", VIOLATION, "4.3.1.21", "an id is used twice in its scope")    \
    X(ID_TARGET, "xliff2-id-target", VIOLATION, "4.3.1.21",                                        \
      "a code of a target has the id of a source code that it does not correspond to")             \
    X(EXTENSION_ID, "xliff2-extension-id", VIOLATION, "4.9.2",                                     \
      "ids of an extension: unique in their file, group or unit, and of type NMTOKEN")             \
    X(ORDER, "xliff2-order", VIOLATION, "4.3.1.24",                                                \
      "order of a target is used twice in the unit, or above the number of its parts")             \
    X(STATE, "xliff2-state", VIOLATION, "4.3.1.31",                                                \
      "a segment without a target has another state than initial")                                 \
    X(SUB_STATE, "xliff2-substate", VIOLATION, "4.3.1.35", "subState without state")               \
    X(SUB_TYPE, "xliff2-subtype", VIOLATION, "4.3.1.36",                                           \
      "subType without type, or of the prefix xlf with the wrong type")                            \
    X(RESERVED_PREFIX, "xliff2-reserved-prefix", VIOLATION, "4.3.1.40",                            \
      "the prefix xlf is used for a value that XLIFF does not define")                             \
    X(XML_NAMESPACE, "xliff2-xml-attribute", VIOLATION, "4.2.3.6",                                 \
      "an attribute of the XML namespace where an extension may not have one")                     \
    /* 2.x: codes and annotations */                                                               \
    X(CP, "xliff2-cp", VIOLATION, "4.3.1.19", "cp stands for a character that XML can hold")       \
    X(PAIR, "xliff2-pair", VIOLATION, "4.2.3.5",                                                   \
      "sc and ec: one without its partner, or in the wrong order")                                 \
    X(ISOLATED, "xliff2-isolated", VIOLATION, "4.2.3.5",                                           \
      "isolated is yes if and only if the partner is not in the unit")                             \
    X(START_REF, "xliff2-startref", VIOLATION, "4.2.3.5",                                          \
      "ec has startRef, and no id, unless it is isolated")                                         \
    X(PAIR_EQUAL, "xliff2-pair-equal", VIOLATION, "4.2.3.5",                                       \
      "an attribute that has to be the same on sc and ec differs")                                 \
    X(EC_DIR, "xliff2-ec-dir", VIOLATION, "4.2.3.5", "dir on an ec that is not isolated")          \
    X(REORDER_HINTS, "xliff2-reorder-hints", VIOLATION, "4.7.2.6",                                 \
      "canReorder no or firstNo without canCopy=\"no\" and canDelete=\"no\"")                      \
    X(REORDER_FIRST, "xliff2-reorder-first", VIOLATION, "4.7.2.6",                                 \
      "canReorder=\"no\" that does not follow a code with firstNo or no")                          \
    X(REORDER_TARGET, "xliff2-reorder-target", VIOLATION, "4.7.2.6",                               \
      "a target has codes that cannot be reordered in another order")                              \
    X(DELETE, "xliff2-delete", VIOLATION, "4.7.2.6",                                               \
      "a target lacks a code that cannot be deleted")                                              \
    X(COPY_OF, "xliff2-copyof", VIOLATION, "4.7.2.4.1",                                            \
      "copyOf refers to no code of the unit, or to one that cannot be its base")                   \
    X(DATA_REF, "xliff2-dataref", VIOLATION, "4.3.1.9",                                            \
      "dataRef, dataRefStart or dataRefEnd refers to no data of the unit")                         \
    X(SUB_FLOWS, "xliff2-subflows", VIOLATION, "4.7.4",                                            \
      "subFlows refers to no unit of the same file")                                               \
    X(MARK_PAIR, "xliff2-annotation-pair", VIOLATION, "4.7.3.2",                                   \
      "sm and em: one without its partner, or in the wrong order")                                 \
    X(COMMENT, "xliff2-comment", VIOLATION, "4.7.3.1.3",                                           \
      "a comment annotation has either value, or ref to a note of its unit")                       \
    X(TRANSLATE_MARK, "xliff2-translate", VIOLATION, "4.7.3.1.1",                                  \
      "a generic annotation without translate annotates nothing")                                  \
    X(FRAGMENT, "xliff2-fragment", VIOLATION, "3", "a fragment identifier is not well-formed")     \
    X(FRAGMENT_TARGET, "xliff2-fragment-target", VIOLATION, "3.1",                                 \
      "a fragment identifier refers to nothing in its unit")                                       \
    X(LOOSE_REF, "xliff2-loose-ref", WARNING, "3.1",                                               \
      "a reference that many read as a fragment identifier, but that has not its form")            \
    X(NOTE_REF, "xliff2-note-ref", VIOLATION, "4.3.1.27",                                          \
      "ref of a note refers to no segment, source or target of its unit")                          \
    /* 2.x: modules */                                                                             \
    X(MTC_ID, "mtc-id-unique", VIOLATION, "5.1.7.1", "an id of a match is used twice")             \
    X(MTC_REF, "mtc-ref", VIOLATION, "5.1.7.5", "ref of a match refers to no text of its unit")    \
    X(MTC_LANG, "mtc-lang", VIOLATION, "5.1.6.3",                                                  \
      "xml:lang on a match, or a target of another language without reference=\"yes\"")            \
    X(MTC_SUB_TYPE, "mtc-subtype", VIOLATION, "5.1.7.8", "subType of a match without type")        \
    X(MTC_ANNOTATION, "mtc-annotation", VIOLATION, "5.1.5",                                        \
      "an annotation of type mtc:match has ref")                                                   \
    X(GLS_ID, "gls-id-unique", VIOLATION, "5.2.5.1", "an id of a glossary is used twice")          \
    X(GLS_ENTRY, "gls-entry", VIOLATION, "5.2.4.3",                                                \
      "a glossEntry has neither translation nor definition")                                       \
    X(GLS_REF, "gls-ref", VIOLATION, "5.2.5.2", "ref of a glossary refers to no text of its unit") \
    X(FS_ELEMENT, "fs-ec", VIOLATION, "5.3.5.1", "fs or subFs on an ec that is not isolated")      \
    X(FS_SUB, "fs-subfs", VIOLATION, "5.3.5.2",                                                    \
      "subFs without fs, or not a list of name,value pairs")                                       \
    X(MDA_ID, "mda-id-unique", VIOLATION, "5.4.5.3", "an id is used twice in a metadata")          \
    X(RES_ID, "res-id-unique", VIOLATION, "5.5.4.4", "an id is used twice in a resourceData")      \
    X(RES_REF, "res-ref", VIOLATION, "5.5.5.6",                                                    \
      "a resourceItemRef refers to no resourceItem of the file")                                   \
    X(RES_HREF, "res-href", VIOLATION, "5.5.4.5",                                                  \
      "source or target of a resource has href if and only if it is empty")                        \
    X(RES_MIME, "res-mimetype", VIOLATION, "5.5.4.4",                                              \
      "a resourceItem with empty source and target has no mimeType")                               \
    X(RES_SOURCE, "res-source", VIOLATION, "5.5.4.5",                                              \
      "a resourceItem that is not context only, context=\"no\", has no source")                    \
    X(RES_EMPTY, "res-empty", VIOLATION, "5.5.4.2",                                                \
      "a resourceData or resourceItem holds nothing")                                              \
    X(RES_LANG, "res-lang", VIOLATION, "5.5.4.5",                                                  \
      "xml:lang of a resource's source or target is not the document's")                           \
    X(CTR_REF, "ctr-ref", VIOLATION, "5.6.5.5", "ref of revisions refers to nothing in scope")     \
    X(CTR_APPLIES, "ctr-applies-to", VIOLATION, "5.6.5.1",                                         \
      "appliesTo of revisions names no element of XLIFF")                                          \
    X(CTR_PROPERTY, "ctr-property", VIOLATION, "5.6.5.6",                                          \
      "a revision's property is neither content nor an attribute of what it applies to, or twice") \
    X(CTR_VERSION, "ctr-version", VIOLATION, "5.6.5.3",                                            \
      "currentVersion is the version of none of the revisions, or of several")                     \
    X(SLR_VALUE, "slr-value", VIOLATION, "5.7.6",                                                  \
      "a size is not one that the standard profile defines")                                       \
    X(SLR_INFO, "slr-sizeinfo", VIOLATION, "5.7.5.9", "sizeInfo and sizeInfoRef together")         \
    X(SLR_INFO_REF, "slr-sizeinforef", VIOLATION, "5.7.5.10",                                      \
      "sizeInfoRef refers to nothing in a slr:data of the file")                                   \
    X(SLR_EC, "slr-ec", VIOLATION, "5.7.5.8", "a size on an ec that is not isolated")              \
    X(SLR_PROFILE, "slr-profile", VIOLATION, "5.7.1",                                              \
      "a profile with the prefix xliff that the standard does not define")                         \
    X(SLR_SIZE, "slr-size", WARNING, "5.7.5.7", "a translation is longer or shorter than allowed") \
    X(SLR_STORAGE, "slr-storage", WARNING, "5.7.5.6",                                              \
      "a translation needs more or less storage than allowed")                                     \
    X(VAL_RULE, "val-rule", VIOLATION, "5.8.4.3",                                                  \
      "a rule has none, or several, of isPresent, isNotPresent, startsWith, endsWith")             \
    X(VAL_OCCURS, "val-occurs", VIOLATION, "5.8.5.2", "occurs without isPresent")                  \
    X(VAL_SOURCE, "val-exists-in-source", VIOLATION, "5.8.5.6",                                    \
      "existsInSource without isPresent, startsWith or endsWith")                                  \
    X(VAL_DISABLED, "val-disabled", VIOLATION, "5.8.5.9",                                          \
      "a rule is disabled on the file, where there is none to override")                           \
    X(VAL_BROKEN, "val-broken", WARNING, "5.8.4.2",                                                \
      "a translation breaks a rule that the file states for it")                                   \
    X(ITS_VERSION, "its-version", VIOLATION, "5.9",                                                \
      "attributes of ITS without its:version on their element or around it")                       \
    X(ITS_TYPE, "its-type", VIOLATION, "5.9.10",                                                   \
      "an annotation with attributes of ITS has another type than its:generic")                    \
    X(ITS_TOGETHER, "its-together", VIOLATION, "5.9.6",                                            \
      "attributes of ITS that exclude or require each other")                                      \
    X(ITS_STANDOFF, "its-standoff", VIOLATION, "5.9.11",                                           \
      "a reference to records of ITS that are not there, or an empty record")                      \
    X(ITS_ANNOTATORS, "its-annotators", VIOLATION, "5.9.5",                                        \
      "annotatorsRef is not a list of category|tool")                                              \
    X(ITS_CONFIDENCE, "its-confidence", VIOLATION, "5.9.5",                                        \
      "a confidence without annotatorsRef that names the tool, on its element or around it")       \
    X(PGS_SWITCH, "pgs-switch", VIOLATION, "5.10.5.1",                                             \
      "switch is not a list of plural:, ordinal:, gender: or select: with a name")                 \
    X(PGS_CASE, "pgs-case", VIOLATION, "5.10.5.2",                                                 \
      "case has other values, or another number of them, than switch asks for")                    \
    /* 1.2 */                                                                                      \
    X(OLD_ID, "xliff1-id-unique", VIOLATION, "3.3",                                                \
      "an id, name or uid is used twice in its file")                                              \
    X(OLD_CODE_ID, "xliff1-code-id", WARNING, "3.2.4", "two codes of one content have one id")     \
    X(OLD_REF, "xliff1-ref", VIOLATION, "3.3",                                                     \
      "tool-id, phase-name or xid refers to nothing in the file")                                  \
    X(OLD_PAIR, "xliff1-pair", VIOLATION, "3.2.4",                                                 \
      "bpt, ept, bx or ex without its partner, or in the wrong order")                             \
    X(OLD_LOST, "xliff1-code-lost", VIOLATION, "3.2.4", "a target lacks a code of its source")     \
    X(OLD_DOUBLE, "xliff1-code-double", VIOLATION, "3.2.4",                                        \
      "a target has a code more often than its source")                                            \
    X(OLD_ADDED, "xliff1-code-added", WARNING, "3.2.4",                                            \
      "a target has a code that its source has not")                                               \
    X(OLD_APPROVED, "xliff1-approved", VIOLATION, "3.3",                                           \
      "approved=\"yes\" on a unit without a target")                                               \
    X(OLD_SOURCE_LANG, "xliff1-source-lang", VIOLATION, "3.2.3",                                   \
      "xml:lang of a source is not source-language")                                               \
    X(OLD_TARGET_LANG, "xliff1-target-lang", VIOLATION, "3.2.3",                                   \
      "xml:lang of a target is not target-language")                                               \
    X(OLD_SEG_SOURCE, "xliff1-seg-source", VIOLATION, "3.2.3",                                     \
      "seg-source says something else than source")                                                \
    X(OLD_MID, "xliff1-mid", VIOLATION, "3.2.5",                                                   \
      "mid: only on mtype=\"seg\", unique, and known in seg-source")                               \
    X(OLD_SIZE, "xliff1-size", WARNING, "3.3",                                                     \
      "a size is not a number, and so cannot be measured")                                         \
    X(OLD_NAMESPACE, "xliff1-namespace", VIOLATION, "3.2.1",                                       \
      "the document is not in the namespace of XLIFF 1.2")

enum check_rule {
#define X(key, id, severity, section, summary) RULE_##key,
    CHECK_RULES
#undef X
};

#endif
