#include "token/declension.h"

#include <string.h>

static bool ends_in(struct view word, const char *ending)
{
    return view_ends_with(word, view_of(ending));
}

/* ---- folding ----------------------------------------------------------------------------- */

/* The vowel of the umlaut, or 0. */
static char vowel_of(struct view word, size_t at)
{
    if (at + 1 >= word.size || word.data[at] != '\xc3')
        return 0;
    switch (word.data[at + 1]) {
    case '\x84':
    case '\xa4':
        return 'a';
    case '\x96':
    case '\xb6':
        return 'o';
    case '\x9c':
    case '\xbc':
        return 'u';
    default:
        return 0;
    }
}

static char small(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

size_t declension_fold(struct view word, char out[DECLENSION_WORD])
{
    size_t size = 0;
    if (word.size > DECLENSION_WORD)
        return 0;
    for (size_t at = 0; at < word.size; at++) {
        char vowel = vowel_of(word, at);
        out[size++] = vowel ? vowel : word.data[at];
        at += vowel != 0;
    }
    if (size > 0)
        out[0] = small(out[0]);
    return size;
}

/* ---- endings ----------------------------------------------------------------------------- */

size_t declension_endings(struct view word, size_t sizes[DECLENSION_ENDINGS])
{
    static const char *const endings[] = {"", "e", "n", "s", "en", "es", "er", "em", "ens", "ern"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (size < word.size && ends_in(word, endings[i]))
            sizes[count++] = size;
    }
    return count;
}

/* The size of the ending of an adjective, or 0. */
static size_t adjective_ending(struct view word)
{
    static const char *const endings[] = {"en", "er", "es", "em", "e"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ends_in(word, endings[i]))
            return strlen(endings[i]);
    return 0;
}

struct view declension_adjective(struct view word)
{
    size_t ending = adjective_ending(word);
    return view_slice(word, 0, word.size >= ending + 3 ? word.size - ending : word.size);
}

/* Arbeiter and Verbrecher are no participles, and Arbeiten and Verbrechen other words. */
struct view declension_participle(struct view word)
{
    static const char *const stems[] = {"nd", "net", "gt", "mt", "nt", "rt"};
    struct view stem = declension_adjective(word);
    for (size_t i = 0; stem.size >= 5 && i < sizeof stems / sizeof *stems; i++)
        if (ends_in(stem, stems[i]))
            return stem;
    return word;
}

/* ---- comparing --------------------------------------------------------------------------- */

bool declension_same(struct view word, struct view in_text)
{
    if (word.size != in_text.size || word.size == 0)
        return false;
    bool capital = word.data[0] != in_text.data[0] && small(word.data[0]) == word.data[0] &&
                   small(in_text.data[0]) == word.data[0];
    struct view rest = view_slice(word, capital, word.size);
    return view_equal(rest, view_slice(in_text, capital, in_text.size));
}

/* Whether `stem` is the word with one umlaut more. */
static bool is_umlaut(struct view word, struct view stem)
{
    bool found = false;
    if (stem.size != word.size + 1)
        return false;
    for (size_t i = 0, k = 0; i < word.size; i++, k++) {
        if (word.data[i] == stem.data[k])
            continue;
        if (found || vowel_of(stem, k) == 0 || vowel_of(stem, k) != small(word.data[i]))
            return false;
        found = true;
        k++;
    }
    return found;
}

bool declension_of_noun(struct view noun, struct view in_text, bool sure)
{
    size_t sizes[DECLENSION_ENDINGS], count = declension_endings(in_text, sizes);
    for (size_t i = 0; i < count; i++) {
        struct view stem = {in_text.data, in_text.size - sizes[i]};
        struct view ending = view_slice(in_text, stem.size, in_text.size);
        bool genitive = view_equal(ending, VIEW("s")) || view_equal(ending, VIEW("es"));
        if (declension_same(noun, stem) &&
            (sizes[i] == 0 || noun.size >= 5 || (noun.size >= 3 && (genitive || sure))))
            return true;
        if (noun.size >= 3 && is_umlaut(noun, stem))
            return true;
    }
    return false;
}

bool declension_of_stem(struct view stem, struct view in_text)
{
    size_t ending = adjective_ending(in_text);
    return ending > 0 && in_text.size == stem.size + ending &&
           declension_same(stem, view_slice(in_text, 0, stem.size));
}
