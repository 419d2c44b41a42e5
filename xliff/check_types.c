/* Types of attribute values: lists of words, and what needs more than a list. */
#include "xliff/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_name_character(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_' || c == ':' || c >= 0x80;
}

/* An NMTOKEN of XML 1.0, white space around it allowed as schemas do. Beyond ASCII nearly every
 * letter is a name character, so all are taken. */
bool xliff_is_nmtoken(struct xliff_string value)
{
    while (value.size > 0 && value.data[0] == ' ')
        value.data++, value.size--;
    while (value.size > 0 && value.data[value.size - 1] == ' ')
        value.size--;
    for (size_t i = 0; i < value.size; i++)
        if (!is_name_character((unsigned char)value.data[i]))
            return false;
    return value.size > 0;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool xliff_check_word(struct xliff_string *list, struct xliff_string *word)
{
    while (list->size > 0 && is_space(list->data[0]))
        list->data++, list->size--;
    word->data = list->data;
    word->size = 0;
    while (list->size > 0 && !is_space(list->data[0]))
        list->data++, list->size--, word->size++;
    return word->size > 0;
}

static bool is_nmtokens(struct xliff_string value)
{
    struct xliff_string word;
    size_t count = 0;
    for (; xliff_check_word(&value, &word); count++)
        if (!xliff_is_nmtoken(word))
            return false;
    return count > 0;
}

/* prefix:value, neither with white space or a colon. */
static bool is_user_value(struct xliff_string value)
{
    size_t colons = 0, colon = 0;
    for (size_t i = 0; i < value.size; i++) {
        if (is_space(value.data[i]))
            return false;
        if (value.data[i] == ':') {
            colons++;
            colon = i;
        }
    }
    return colons == 1 && colon > 0 && colon + 1 < value.size;
}

/* x- and something that has no white space. */
static bool is_extended(struct xliff_string value)
{
    for (size_t i = 0; i < value.size; i++)
        if (is_space(value.data[i]))
            return false;
    return value.size > 2 && value.data[0] == 'x' && value.data[1] == '-';
}

static bool is_integer(struct xliff_string value, bool sign, bool positive)
{
    size_t at = 0;
    bool zero = true;
    if (value.size > 0 && (value.data[0] == '+' || (sign && value.data[0] == '-')))
        at++;
    if (at == value.size)
        return false;
    for (; at < value.size; at++) {
        if (value.data[at] < '0' || value.data[at] > '9')
            return false;
        zero = zero && value.data[at] == '0';
    }
    return !positive || !zero;
}

static bool is_any_integer(struct xliff_string value)
{
    return is_integer(value, true, false);
}

static bool is_positive(struct xliff_string value)
{
    return is_integer(value, false, true);
}

/* A decimal or, with an exponent, a double between 0 and `most`. */
static bool is_number(struct xliff_string value, bool exponent, double most)
{
    char text[48];
    if (value.size == 0 || value.size >= sizeof text)
        return false;
    for (size_t i = 0; i < value.size; i++) {
        char c = value.data[i];
        if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+') &&
            !(exponent && (c == 'e' || c == 'E')))
            return false;
    }
    memcpy(text, value.data, value.size);
    text[value.size] = '\0';
    char *point = strchr(text, '.'), *end;
    if (point) /* without the decimal point of a locale */
        memmove(point, point + 1, strlen(point));
    double number = strtod(text, &end);
    if (*end || end == text)
        return false;
    for (size_t digits = point ? strspn(point, "0123456789") : 0; digits > 0; digits--)
        number /= 10;
    return number >= 0 && number <= most;
}

static bool is_percentage(struct xliff_string value)
{
    return is_number(value, false, 100);
}

static bool is_confidence(struct xliff_string value)
{
    return is_number(value, true, 1);
}

static bool is_hex(struct xliff_string value)
{
    for (size_t i = 0; i < value.size; i++) {
        char c = value.data[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
            return false;
    }
    return value.size > 0 && value.size % 2 == 0;
}

/* An IRI as xs:anyURI has it: hardly anything is not one. */
static bool is_uri(struct xliff_string value)
{
    size_t hashes = 0;
    for (size_t i = 0; i < value.size; i++)
        hashes += value.data[i] == '#';
    return hashes < 2;
}

/* YYYY-MM-DDThh:mm:ss, then perhaps a fraction and a time zone. */
static bool is_date_time(struct xliff_string value)
{
    static const char form[] = "0000-00-00T00:00:00";
    if (value.size < sizeof form - 1)
        return false;
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == '0' ? value.data[i] < '0' || value.data[i] > '9' : value.data[i] != form[i])
            return false;
    for (size_t i = sizeof form - 1; i < value.size; i++)
        if (!memchr("0123456789.:+-Z", value.data[i], 15))
            return false;
    return memcmp(value.data + 5, "12", 2) <= 0 && memcmp(value.data + 8, "31", 2) <= 0 &&
           memcmp(value.data + 11, "24", 2) <= 0;
}

/* A date, or its beginning, and perhaps a time: YYYY[-MM[-DD[Thh:mm[:ss[.s]][zone]]]]. */
static bool is_any_date(struct xliff_string value)
{
    static const char form[] = "0000-00-00T00:00";
    size_t size = 0;
    while (size < value.size && size < sizeof form - 1 &&
           (form[size] == '0' ? value.data[size] >= '0' && value.data[size] <= '9'
                              : value.data[size] == form[size]))
        size++;
    if (size < sizeof form - 1)
        return size == value.size && (size == 4 || size == 7 || size == 10);
    while (size < value.size && memchr("0123456789.:+-Z", value.data[size], 15))
        size++;
    return size == value.size;
}

/* Four numbers, or # for none, with semicolons between. */
static bool is_coordinates(struct xliff_string value)
{
    size_t parts = 0, at = 0;
    for (;; at++) {
        size_t start = at;
        if (at < value.size && value.data[at] == '-')
            at++;
        while (at < value.size && value.data[at] >= '0' && value.data[at] <= '9')
            at++;
        if (at == start && at < value.size && value.data[at] == '#')
            at++;
        if (at == start || value.data[at - 1] == '-')
            return false;
        parts++;
        if (at == value.size || value.data[at] != ';')
            break;
    }
    return parts == 4 && at == value.size;
}

static bool is_mime_type(struct xliff_string value)
{
    static const char *const kinds[] = {"text",  "multipart", "message", "application",
                                        "image", "audio",     "video",   "model"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t size = strlen(kinds[i]);
        if (value.size >= size && memcmp(value.data, kinds[i], size) == 0 &&
            (value.size == size || (value.data[size] == '/' && value.size > size + 1)))
            return true;
    }
    return false;
}

/* type/subtype */
static bool is_media_type(struct xliff_string value)
{
    size_t slashes = 0;
    for (size_t i = 0; i < value.size && value.data[i] != ';'; i++) {
        if (is_space(value.data[i]))
            return false;
        slashes += value.data[i] == '/' && i > 0 && i + 1 < value.size;
    }
    return slashes == 1;
}

#define DATATYPES                                                                                  \
    "asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form " \
    "html htmlbody ini interleaf javaclass javapropertyresourcebundle "                            \
    "javalistresourcebundle javascript jscript layout lisp margin menufile messagefile mif "       \
    "mimetype mo msglib pagefooter pageheader parameters pascal php plaintext po report "          \
    "resources resx rtf sgml sgmldtd svg vbscript warning winres xhtml xml xmldtd xsl xul"
#define RESTYPES                                                                                   \
    "auto3state autocheckbox autoradiobutton bedit bitmap button caption cell checkbox "           \
    "checkboxmenuitem checkedlistbox colorchooser combobox comboboxexitem comboboxitem "           \
    "component contextmenu ctext cursor datetimepicker defpushbutton dialog dlginit edit file "    \
    "filechooser fn font footer frame grid groupbox header heading hedit hscrollbar icon iedit "   \
    "keywords label linklabel list listbox listitem ltext menu menubar menuitem menuseparator "    \
    "message monthcalendar numericupdown panel popupmenu pushbox pushbutton radio "                \
    "radiobuttonmenuitem rcdata row rtext scrollpane separator shortcut spinner splitter state3 "  \
    "statusbar string tabcontrol table textbox togglebutton toolbar tooltip trackbar tree uri "    \
    "userbutton usercontrol var versioninfo vscrollbar window"
#define STATES                                                                                     \
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n "                 \
    "needs-review-translation needs-translation new signed-off translated"
#define QUALIFIERS                                                                                 \
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt "        \
    "leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate "        \
    "rejected-length rejected-spelling tm-suggestion"

/* A value matches if it is one of the words, or one of the functions takes it. */
static const struct type {
    const char *name;
    const char *what; /* "NULL": one of the words */
    const char *words;
    bool (*is)(struct xliff_string value);
    bool (*or_is)(struct xliff_string value);
} types[] = {
    {.name = "", .what = "text"},
    {"token", "a name without spaces (NMTOKEN)", NULL, xliff_is_nmtoken, NULL},
    {"tokens", "names that spaces separate (NMTOKENS)", NULL, is_nmtokens, NULL},
    {"user", "prefix:value", NULL, is_user_value, NULL},
    {"integer", "an integer", NULL, is_any_integer, NULL},
    {"positive", "a number of 1 or more", NULL, is_positive, NULL},
    {"percentage", "a number from 0 to 100", NULL, is_percentage, NULL},
    {"confidence", "a number from 0 to 1", NULL, is_confidence, NULL},
    {"hex", "pairs of hexadecimal digits", NULL, is_hex, NULL},
    {"uri", "an IRI", NULL, is_uri, NULL},
    {"language", "a language tag of BCP 47, as \"en-US\"", NULL, xliff_is_language, NULL},
    {"date", "a date and time, as \"2020-12-31T23:59:59Z\"", NULL, is_date_time, NULL},
    {"coordinates", "four numbers, as \"0;0;10;20\"", NULL, is_coordinates, NULL},
    {"mime", "a MIME type", NULL, is_mime_type, NULL},
    {"media", "a MIME type, as \"image/png\"", NULL, is_media_type, NULL},
    {"anyDate", "a date, as \"2020-12-31T23:59:59Z\" or \"2020-12\"", NULL, is_any_date, NULL},
    {.name = "yesNo", .words = "yes no"},
    {.name = "reorder", .words = "yes firstNo no"},
    {.name = "dir", .words = "ltr rtl auto"},
    {.name = "space", .words = "default preserve"},
    {.name = "preserve", .words = "preserve"},
    {.name = "applies", .words = "source target"},
    {.name = "metaApplies", .words = "source target ignorable"},
    {.name = "code", .words = "fmt ui quote link image other"},
    {.name = "mark", .words = "generic comment term", .or_is = is_user_value},
    {.name = "priority", .words = "1 2 3 4 5 6 7 8 9 10"},
    {.name = "state", .words = "initial translated reviewed final"},
    {.name = "version22", .words = "2.0 2.1 2.2"},
    {.name = "match", .words = "am mt icm idm tb tm other"},
    {.name = "normal", .words = "none nfc nfd"},
    {.name = "itsVersion", .words = "2.0"},
    {.name = "filter", .words = "include exclude"},
    {.name = "issue",
     .words = "terminology mistranslation omission untranslated addition duplication "
              "inconsistency grammar legal register locale-specific-content locale-violation "
              "style characters misspelling typographical formatting inconsistent-entities "
              "numbers markup pattern-problem whitespace internationalization length "
              "non-conformance uncategorized other"},
    {.name = "fs",
     .words = "a b bdo big blockquote body br button caption center cite code col colgroup dd del "
              "div dl dt em h1 h2 h3 h4 h5 h6 head hr html i img label legend li ol p pre q s "
              "samp select small span strike strong sub sup table tbody td tfoot th thead title "
              "tr tt u ul"},
    {.name = "version12", .words = "1.2 1.1 1.0"},
    {.name = "datatype", .words = DATATYPES, .or_is = is_extended},
    {.name = "restype", .words = RESTYPES, .or_is = is_extended},
    {.name = "state12", .words = STATES, .or_is = is_extended},
    {.name = "qualifier", .words = QUALIFIERS, .or_is = is_extended},
    {.name = "countType",
     .words = "num-usages repetition total " RESTYPES " " DATATYPES " " STATES " " QUALIFIERS,
     .or_is = is_extended},
    {.name = "contextType",
     .words = "database element elementtitle linenumber numparams paramnotes record recordtitle "
              "sourcefile",
     .or_is = is_extended},
    {.name = "delimiter", .words = "bold italic underlined link", .or_is = is_extended},
    {.name = "placeholder", .words = "image pb lb", .or_is = is_extended},
    {.name = "mtype",
     .words = "abbrev abbreviated-form abbreviation acronym appellation collocation common-name "
              "datetime equation expanded-form formula head-term initialism "
              "international-scientific-term internationalism logical-expression "
              "materials-management-unit name near-synonym part-number phrase "
              "phraseological-unit protected romanized-form seg set-phrase short-form sku "
              "standard-text symbol synonym synonymous-phrase term transcribed-form "
              "transliterated-form truncated-term variant",
     .or_is = is_extended},
    {.name = "sizeUnit",
     .words = "byte char col cm dlgunit em ex glyph in mm percent pixel point row",
     .or_is = is_extended},
    {.name = "unit",
     .words = "word page trans-unit bin-unit glyph item instance character line sentence paragraph "
              "segment placeable",
     .or_is = is_extended},
    {.name = "altTransType",
     .words = "proposal previous-version rejected reference accepted",
     .or_is = is_extended},
    {.name = "position", .words = "open close"},
    {.name = "assoc", .words = "preceding following both"},
    {.name = "annotates", .words = "source target general"},
};

/* Lists of these: purpose and reformat of 1.2. */
static const struct {
    const char *name, *words;
} lists[] = {
    {"purposes", "information location match"},
    {"reformat", "yes no coord coord-x coord-y coord-cx coord-cy font font-name font-size "
                 "font-weight css-style style ex-style"},
};

#define TYPE_COUNT (sizeof types / sizeof *types)
#define LIST_COUNT (sizeof lists / sizeof *lists)

static bool is_word(const char *words, struct xliff_string value)
{
    if (value.size == 0 || memchr(value.data, ' ', value.size))
        return false;
    while (words) {
        if (*words == *value.data && strncmp(words, value.data, value.size) == 0 &&
            (words[value.size] == ' ' || words[value.size] == '\0'))
            return true;
        words = strchr(words, ' ');
        if (words)
            words++;
    }
    return false;
}

unsigned xliff_type_find(const char *name, size_t size)
{
    for (unsigned i = 0; i < TYPE_COUNT; i++)
        if (strlen(types[i].name) == size && memcmp(types[i].name, name, size) == 0)
            return i;
    for (unsigned i = 0; i < LIST_COUNT; i++)
        if (strlen(lists[i].name) == size && memcmp(lists[i].name, name, size) == 0)
            return TYPE_COUNT + i;
    return 0;
}

static bool matches_list(unsigned list, struct xliff_string value)
{
    struct xliff_string word;
    size_t count = 0;
    for (; xliff_check_word(&value, &word); count++)
        if (!is_word(lists[list].words, word) && !is_extended(word))
            return false;
    return count > 0;
}

bool xliff_type_matches(unsigned type, struct xliff_string value)
{
    if (type == 0)
        return true;
    if (type >= TYPE_COUNT)
        return matches_list(type - TYPE_COUNT, value);
    const struct type *known = &types[type];
    return (known->is && known->is(value)) || (known->or_is && known->or_is(value)) ||
           (known->words && is_word(known->words, value));
}

void xliff_type_describe(unsigned type, char *what, size_t what_size)
{
    const struct type *known = &types[type < TYPE_COUNT ? type : 0];
    if (type >= TYPE_COUNT)
        snprintf(what, what_size, "a list of: %s", lists[type - TYPE_COUNT].words);
    else if (known->what)
        snprintf(what, what_size, "%s", known->what);
    else
        snprintf(what, what_size, "one of: %.120s%s", known->words,
                 known->or_is == is_extended     ? ", or begin with \"x-\""
                 : known->or_is == is_user_value ? ", or be prefix:value"
                                                 : "");
}
