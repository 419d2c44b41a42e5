/* What a block is for the reader of the article: rules in order, the first that fits. */
#include <string.h>

#include "article/internal-ascii.h"
#include "article/internal-plain.h"
#include "token/token.h"

#define HEADING_SIZE 120 /* characters */
#define CREDIT_SIZE  160 /* bytes */
#define DATE_SIZE    80

static const char *const role_names[] = {
    [ARTICLE_PARAGRAPH] = "paragraph", [ARTICLE_HEADING] = "heading",
    [ARTICLE_CAPTION] = "caption",     [ARTICLE_DATE_LINE] = "date line",
    [ARTICLE_CREDIT] = "credit",       [ARTICLE_FURNITURE] = "furniture",
};

const char *article_role_name(enum article_role role)
{
    return role_names[role];
}

bool is_small_letter(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (c < 0x100)
        return c >= 0xdf && c != 0xf7;
    bool even_is_small = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
    return c < 0x180 && (c % 2 == 0) == even_is_small;
}

static bool starts_with_any(struct view text, const char *const *words)
{
    for (; *words; words++)
        if (**words == text.data[0] && view_starts_with(text, view_of(*words)))
            return true;
    return false;
}

static bool ends_with_any(struct view text, const char *const *words)
{
    for (; *words; words++)
        if (view_ends_with(text, view_of(*words)))
            return true;
    return false;
}

/* A full stop, a capital behind it and no abbreviation before it. */
static bool has_sentence_end(struct view text)
{
    for (size_t i = 5; i + 2 < text.size; i++) {
        if (text.data[i] != '.' || text.data[i + 1] != ' ')
            continue;
        size_t word = i;
        while (word > 0 && text.data[word - 1] != ' ')
            word--;
        uint32_t c;
        utf8_decode(text, i + 2, &c);
        if (i - word > 4 && !is_digit(text.data[i - 1]) && !is_small_letter(c))
            return true;
    }
    return false;
}

/* (jkf), (dpa/jkf), (AFP, mbr): names of two to four letters, or a news agency's. */
static bool is_signature(struct view text)
{
    if (text.size < 4 || text.size > 40 || text.data[0] != '(' || text.data[text.size - 1] != ')')
        return false;
    for (size_t at = 1; at < text.size;) {
        size_t start = at;
        while (is_letter(text.data[at]))
            at++;
        struct view name = view_slice(text, start, at);
        if ((name.size < 2 || name.size > 4) && !view_equal(name, VIEW("Reuters")))
            return false;
        while (at < text.size && strchr("/,+- )", text.data[at]))
            at++;
        if (at < text.size && !is_letter(text.data[at]))
            return false;
    }
    return true;
}

bool article_is_credit(struct view text)
{
    if (view_starts_with(text, VIEW("©")))
        return text.size <= CREDIT_SIZE && !has_sentence_end(text);
    return is_signature(text);
}

/* Length of a date, a time, a word that goes with them, or what divides them, at text[at]. */
static size_t date_piece(struct view text, size_t at)
{
    static const char *const words[] = {
        "Stand",          "Aktualisiert", "Zuletzt", "aktualisiert", "Erstellt", "Update",
        "Veröffentlicht", "vom",          "am",      "um",           "Uhr",      NULL};
    struct token_date date;
    struct token_time time;
    if (token_time(text, at, &time))
        return time.end - at;
    if (token_date(text, at, &date))
        return date.end - at;
    struct view rest = view_slice(text, at, text.size);
    for (size_t i = 0; words[i]; i++)
        if (view_starts_with(rest, view_of(words[i])))
            return strlen(words[i]);
    if (view_starts_with(rest, VIEW("–")))
        return VIEW("–").size;
    return strchr(" ,:|-/", text.data[at]) ? 1 : line_blank_at(text, at);
}

static bool is_date_line(struct view text)
{
    bool has_digit = false;
    if (text.size > DATE_SIZE)
        return false;
    for (size_t at = 0, size; at < text.size; at += size) {
        size = date_piece(text, at);
        if (size == 0)
            return false;
        has_digit = has_digit || is_digit(text.data[at + size - 1]) || is_digit(text.data[at]);
    }
    return has_digit;
}

/* "Foto: …", or a copyright mark with a name at the end. */
static bool is_caption(struct view text)
{
    static const char *const begins[] = {
        "Foto:",   "Fotos:",      "Bild:",       "Bilder:",     "Symbolbild:", "Archivbild:",
        "Grafik:", "Symbolfoto:", "Archivfoto:", "Bildquelle:", "Video:",      NULL};
    if (starts_with_any(text, begins))
        return true;
    size_t near_end = text.size > CREDIT_SIZE ? text.size - CREDIT_SIZE : 0;
    size_t mark = view_find(text, VIEW("©"), near_end);
    for (size_t next = mark; next != SIZE_MAX; next = view_find(text, VIEW("©"), mark + 1))
        mark = next;
    return mark != SIZE_MAX && !has_sentence_end(view_slice(text, mark, text.size));
}

/* "…, hieß es. (abc)": an author signs the end of a paragraph, not a headline. */
static bool is_signed(struct view text)
{
    for (size_t at = text.size; at > 1; at--)
        if (text.data[at - 1] == '(')
            return text.data[at - 2] == ' ' && is_signature(view_slice(text, at - 1, text.size));
    return false;
}

static bool is_heading(struct view text)
{
    static const char *const ends[] = {".",  ":",  ",",  ";",  ".“", ".\"",
                                       ".«", ".»", ".”", ".)", ",“", NULL};
    static const char *const dots[] = {"...", "...“", NULL};
    static const char *const begins[] = {"„", "“",   "\"", "»", "«",   "‚",
                                         "›", "+++", "#",  "…", "...", NULL};
    if (text.size > (size_t)4 * HEADING_SIZE || utf8_count(text) > HEADING_SIZE)
        return false;
    if ((ends_with_any(text, ends) && !ends_with_any(text, dots)) || is_signed(text))
        return false;
    uint32_t c;
    utf8_decode(text, 0, &c);
    bool letter = (c < 0x80 && is_letter(text.data[0])) || (c >= 0xc0 && c < 0x2000);
    bool begins_well =
        (letter && !is_small_letter(c)) || is_digit(text.data[0]) || starts_with_any(text, begins);
    return begins_well && !has_sentence_end(text);
}

enum article_role role_of(struct view text, bool short_block)
{
    if (is_furniture(text))
        return ARTICLE_FURNITURE;
    if (article_is_credit(text))
        return ARTICLE_CREDIT;
    if (is_date_line(text))
        return ARTICLE_DATE_LINE;
    if (is_caption(text))
        return ARTICLE_CAPTION;
    return short_block && is_heading(text) ? ARTICLE_HEADING : ARTICLE_PARAGRAPH;
}
