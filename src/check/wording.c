/* wording.c - words, their ends and the blanks between them. */
#include "check/internal.h"

#include <string.h>

static bool is_space(struct view text, size_t at)
{
    return at < text.size && (text.data[at] == '\t' || token_blank(text, at) > 0);
}

static bool ends_in_space(struct view text)
{
    unsigned char last = text.size > 0 ? (unsigned char)text.data[text.size - 1] : 'x';
    if (last > ' ' && last < 0x80)
        return false;
    return last == '\t' || token_skip_blanks_back(text, text.size) < text.size;
}

/* ---- blanks ------------------------------------------------------------------------------ */

static bool has_double_space(struct view text)
{
    for (size_t at = 0; at + 1 < text.size; at++) {
        unsigned char next = (unsigned char)text.data[at + 1];
        if (text.data[at] == ' ' && (next <= ' ' || next >= 0x80) && is_space(text, at + 1))
            return true;
    }
    return false;
}

static void say_edge(struct checker *checker, const struct check_pair *pair, const char *where,
                     bool has)
{
    check_say(checker, CHECK_SPACE_AT_EDGE, pair->at,
              has ? "the target has white space at its %s, the source has none"
                  : "the target lacks the white space that the source has at its %s",
              where);
}

void check_spaces(struct checker *checker, const struct check_pair *pair)
{
    struct view german = pair->german, english = pair->english;
    if (is_space(english, 0) != is_space(german, 0))
        say_edge(checker, pair, "beginning", is_space(english, 0));
    if (ends_in_space(english) != ends_in_space(german))
        say_edge(checker, pair, "end", ends_in_space(english));
    if (pair->has & HAS_TWO_BLANKS && has_double_space(view_trim(english)) &&
        !has_double_space(view_trim(german)))
        check_say(checker, CHECK_DOUBLE_SPACE, pair->at, "the target has two spaces in a row");
}

/* ---- words ------------------------------------------------------------------------------- */

static char small(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool same_word(struct view a, struct view b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (small(a.data[i]) != small(b.data[i]))
            return false;
    return true;
}

/* Words that English says twice; names that are doubled (Baden Baden) have two capitals. */
static bool may_be_doubled(struct view first, struct view second)
{
    static const char *const words[] = {"had", "that", "is",   "very",  "so",   "no",
                                        "bye", "ha",   "long", "much",  "many", "really",
                                        "far", "too",  "now",  "there", NULL};
    if (is_capital(first.data[0]) && is_capital(second.data[0]))
        return true;
    for (const char *const *word = words; *word; word++)
        if (same_word(first, view_of(*word)))
            return true;
    return false;
}

/* The size of the apostrophe at text[at] that joins letters, or 0. */
static size_t inner_apostrophe(struct view text, size_t at)
{
    size_t size = 0;
    if (at < text.size && text.data[at] == '\'')
        size = 1;
    else if (at < text.size && view_starts_with(view_slice(text, at, text.size), VIEW("’")))
        size = strlen("’");
    return size > 0 && token_letter(text, at + size) > 0 ? size : 0;
}

/* The next word at or after *at, which moves behind it. A word has letters and apostrophes. */
static bool next_word(struct view text, size_t *at, struct view *word)
{
    size_t start = *at, size;
    while (start < text.size && token_letter(text, start) == 0)
        start++;
    size_t end = token_letters_end(text, start);
    while ((size = inner_apostrophe(text, end)) > 0)
        end = token_letters_end(text, end + size);
    *word = view_slice(text, start, end);
    *at = end;
    return end > start;
}

/* The first word that stands twice with nothing but a blank between; empty: none. */
static struct view doubled_word(struct view text)
{
    struct view before = {0}, word;
    for (size_t at = 0, end = 0; next_word(text, &at, &word); end = at) {
        size_t start = (size_t)(word.data - text.data);
        bool bare = at >= text.size || text.data[at] != '-';
        if (before.size > 0 && bare && same_word(before, word) &&
            token_skip_blanks(text, end) == start && start > end && !may_be_doubled(before, word))
            return word;
        before = word;
    }
    return (struct view){0};
}

void check_words(struct checker *checker, const struct check_pair *pair)
{
    if (!(pair->has & HAS_TWO_ALIKE))
        return;
    struct view word = doubled_word(pair->english);
    if (word.size > 0 && doubled_word(pair->german).size == 0)
        check_say(checker, CHECK_DOUBLED_WORD, pair->at, "'%.*s' stands twice in a row",
                  SHOW(word));
}

/* ---- the end of the sentence ------------------------------------------------------------- */

/* A quick no for most ends. */
static bool may_close(struct view text)
{
    unsigned char last = text.size > 0 ? (unsigned char)text.data[text.size - 1] : 0;
    return last >= 0x80 || (last > 0 && strchr("\"')] \t*", last));
}

/* Without the closing marks, brackets and blanks at its end. */
static struct view without_closing(struct view text)
{
    static const struct view marks[] = {VIEW("“"),  VIEW("”"),  VIEW("‘"), VIEW("’"),
                                        VIEW("\""), VIEW("'"),  VIEW("»"), VIEW("«"),
                                        VIEW("›"),  VIEW("‹"),  VIEW(")"), VIEW("]"),
                                        VIEW(" "),  VIEW("\t"), VIEW("*"), VIEW("\xc2\xa0")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks && may_close(text); i++)
        if (view_ends_with(text, marks[i])) {
            text.size -= marks[i].size;
            i = SIZE_MAX; /* from the front again */
        }
    return text;
}

/* '.', '?', '!', ':', ';', ',', '~' for an ellipsis, or 0: a word. */
static char ending(struct view text)
{
    text = without_closing(text);
    if (view_ends_with(text, VIEW("…")) || view_ends_with(text, VIEW("...")))
        return '~';
    char last = text.size > 0 ? text.data[text.size - 1] : '\0';
    return strchr(".?!:;,", last) ? last : '\0';
}

static bool ends_sentence(char mark)
{
    return mark == '.' || mark == '?' || mark == '!' || mark == '~';
}

/* A reported clause may change its place, and with it the marks: "…?", fragte sie. */
static bool same_ending(char german, char english, struct view target)
{
    if (german == english)
        return true;
    if (!ends_sentence(german) || !ends_sentence(english))
        return false;
    bool quoted = without_closing(target).size < target.size;
    return quoted || german == '!' || english == '!' || german == '~' || english == '~';
}

static struct view name_of_ending(char mark)
{
    static const char names[][4] = {".", "?", "!", ":", ";", ","};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i][0] == mark)
            return view_of(names[i]);
    return mark == '~' ? VIEW("…") : VIEW("a word");
}

void check_ending(struct checker *checker, const struct check_pair *pair)
{
    char german = ending(pair->german), english = ending(pair->english);
    if (!same_ending(german, english, pair->english))
        check_say(checker, CHECK_END_PUNCTUATION, pair->at,
                  "the target ends in %.*s, the source in %.*s", SHOW(name_of_ending(english)),
                  SHOW(name_of_ending(german)));
}

/* ---- length ------------------------------------------------------------------------------ */

/* A glance has counted the characters of what has no codes. */
static size_t characters(struct view text, struct view glanced, const struct glance *glance)
{
    return text.data == glanced.data && text.size == glanced.size ? glance->characters
                                                                  : utf8_count(text);
}

void check_length(struct checker *checker, const struct check_pair *pair)
{
    const struct check_glances *glances = &checker->block.glances;
    size_t german = characters(pair->german, pair->german_text, &glances->german);
    size_t english = characters(pair->english, pair->typed, &glances->typed);
    bool shorter = german >= 40 && english * 5 < german * 2;
    bool longer = english >= 60 && german * 9 < english * 4;
    if (shorter || longer)
        check_say(checker, CHECK_LENGTH_UNUSUAL, pair->at,
                  "the target has %zu characters, the source %zu; is it all of it, and no more?",
                  english, german);
}
