#include "sentence/candidate.h"

static const char *const names[RULE_COUNT] = {
    [RULE_ABBREVIATION_THAT_CLOSES_A_LIST] = "abbreviation that closes a statement",
    [RULE_ABBREVIATION_BEFORE_ITS_NUMBER] = "abbreviation before its number",
    [RULE_TITLE] = "title",
    [RULE_ABBREVIATION_QUOTED] = "abbreviation at the end of a quotation",
    [RULE_DAY_OR_MONTH_BEFORE_STARTER] = "day or month before a word that begins sentences",
    [RULE_ABBREVIATED_DAY_OR_MONTH] = "abbreviated day or month",
    [RULE_MEASURE_BEFORE_STARTER] = "measure before a word that begins sentences",
    [RULE_ABBREVIATED_MEASURE] = "abbreviated measure",
    [RULE_ABBREVIATION_BEFORE_STARTER] = "abbreviation before a word that begins sentences",
    [RULE_ABBREVIATION_INSIDE_A_SENTENCE] = "abbreviation inside a sentence",
    [RULE_NEVER_ENDS] = "abbreviation that never ends a sentence",
    [RULE_INSIDE_AN_ABBREVIATION] = "inside an abbreviation",
    [RULE_DOTTED] = "abbreviation with full stops inside",
    [RULE_INITIAL_BEFORE_AN_INITIAL] = "initial before an initial",
    [RULE_ENUMERATOR_OR_INITIAL] = "enumerator or initial",
    [RULE_LETTER_AFTER_ITS_LABEL] = "letter after its label",
    [RULE_LETTER_BEFORE_STARTER] = "letter before a word that begins sentences",
    [RULE_INITIAL] = "initial",
    [RULE_FULL_STOP_AFTER_A_LETTER] = "full stop after a letter",
    [RULE_ENUMERATOR] = "enumerator",
    [RULE_ROMAN_NUMERAL_AFTER_ITS_LABEL] = "roman numeral after its label",
    [RULE_ROMAN_ORDINAL_BEFORE_THE_NOUN] = "roman ordinal before the noun",
    [RULE_ROMAN_NUMERAL_BEFORE_STARTER] = "roman numeral before a word that begins sentences",
    [RULE_ROMAN_NUMERAL] = "roman numeral",
    [RULE_FULL_STOP_AFTER_A_ROMAN_NUMERAL] = "full stop after a roman numeral",
    [RULE_DAY_BEFORE_A_MONTH] = "day before a month",
    [RULE_MONTH_BEFORE_A_YEAR] = "month before a year",
    [RULE_NUMBER_BEFORE_ANOTHER] = "number before another",
    [RULE_NUMBER_AFTER_ITS_LABEL] = "number after its label",
    [RULE_NUMBER_AFTER_A_WORD_THAT_COUNTS] = "number after a word that counts",
    [RULE_NUMBER_AFTER_A_LETTER] = "number after a letter",
    [RULE_NUMBER_AFTER_A_NAME] = "number after a name",
    [RULE_ORDINAL_BEFORE_THE_NOUN] = "ordinal before the noun",
    [RULE_NUMBER_BEFORE_STARTER] = "number before a word that begins sentences",
    [RULE_DATE_OR_SECTION] = "date or section",
    [RULE_NUMBER_THAT_IS_NO_ORDINAL] = "number that is no ordinal",
    [RULE_ORDINAL] = "ordinal",
    [RULE_NUMBER_AFTER_AN_OPENING_BRACKET] = "number after an opening bracket",
    [RULE_ORDINAL_BEFORE_A_BRACKET] = "ordinal before a bracket",
    [RULE_FULL_STOP_AFTER_A_NUMBER] = "full stop after a number",
    [RULE_STOP_ALONE_IN_BRACKETS] = "stop alone in brackets",
    [RULE_BRACKET_BEFORE_STARTER] = "bracket before a word that begins sentences",
    [RULE_BRACKET_INSIDE_A_SENTENCE] = "bracket inside a sentence",
    [RULE_NO_WORD_FOLLOWS] = "no word follows",
    [RULE_SIGN_FOLLOWS] = "a sign follows that goes on",
    [RULE_LOWER_CASE_FOLLOWS] = "lower case follows",
    [RULE_ELLIPSIS_BESIDE_A_BRACKET] = "ellipsis beside a bracket",
    [RULE_ELLIPSIS_BEFORE_STARTER] = "ellipsis before a word that begins sentences",
    [RULE_ELLIPSIS_AFTER_A_WORD] = "ellipsis after a word",
    [RULE_ELLIPSIS_INSIDE_A_SENTENCE] = "ellipsis inside a sentence",
    [RULE_WORD_WITHOUT_A_VOWEL_BEFORE_STARTER] =
        "word without a vowel before a word that begins sentences",
    [RULE_WORD_WITHOUT_A_VOWEL] = "word without a vowel",
    [RULE_FULL_STOP_AFTER_A_MARK] = "full stop after a mark",
    [RULE_EXCLAMATION_OR_QUESTION_MARK] = "exclamation or question mark",
    [RULE_FULL_STOP_AFTER_A_WORD] = "full stop after a word",
    [RULE_INSIDE_A_QUOTATION] = "inside a quotation",
    [RULE_DATE] = "inside a date",
};

const char *rule_name(enum rule rule)
{
    return names[rule];
}

const char *sentence_rule(size_t i)
{
    return i + 1 < RULE_COUNT ? names[i + 1] : NULL;
}
