#include "check/check.h"

#include <string.h>

/* Function words that no English sentence has. Words that both languages share (in, an, am, was,
 * so, die, war, hat, will, also, man, bin, ...) are left out. In the order of bytes. */
static const char *const german_words[] = {
    "aber",    "alle",    "allem",    "allen",  "aller", "allerdings", "alles",  "als",
    "auch",    "auf",     "aus",      "bei",    "beim",  "bereits",    "bis",    "bisher",
    "bislang", "dann",    "daran",    "das",    "dass",  "dem",        "den",    "denn",
    "der",     "des",     "dich",     "dies",   "diese", "diesem",     "diesen", "dieser",
    "dieses",  "dir",     "doch",     "dort",   "drei",  "durch",      "ein",    "eine",
    "einem",   "einen",   "einer",    "eines",  "er",    "es",         "etwa",   "etwas",
    "euch",    "für",     "gegen",    "geht",   "gibt",  "haben",      "hatte",  "hatten",
    "hier",    "hätte",   "ich",      "ihm",    "ihn",   "ihnen",      "ihr",    "ihre",
    "ihrem",   "ihren",   "ihrer",    "im",     "immer", "ist",        "jede",   "jeden",
    "jeder",   "jedes",   "jedoch",   "jemand", "jetzt", "kann",       "kein",   "keine",
    "konnte",  "können",  "mehr",     "mich",   "mir",   "mit",        "muss",   "nach",
    "nicht",   "nichts",  "niemand",  "noch",   "nur",   "ob",         "oder",   "ohne",
    "schon",   "sehr",    "sei",      "sein",   "seine", "seinem",     "seinen", "seiner",
    "seit",    "selbst",  "sich",     "sie",    "sind",  "soll",       "sollen", "sollte",
    "sowie",   "um",      "und",      "uns",    "unter", "viele",      "vielen", "vier",
    "vom",     "von",     "vor",      "warum",  "wegen", "weil",       "weiter", "wenn",
    "wer",     "werden",  "wie",      "wieder", "wir",   "wird",       "wo",     "wurde",
    "wurden",  "während", "wäre",     "würde",  "zu",    "zum",        "zur",    "zurück",
    "zwar",    "zwei",    "zwischen", "über",
};

#define WORD_COUNT   (sizeof german_words / sizeof german_words[0])
#define LONGEST_WORD 16

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

bool check_is_german_word(struct view word)
{
    char lower[LONGEST_WORD + 1];
    if (word.size > LONGEST_WORD)
        return false;
    memcpy(lower, word.data, word.size);
    lower[word.size] = '\0';
    if (lower[0] >= 'A' && lower[0] <= 'Z')
        lower[0] = (char)(lower[0] - 'A' + 'a');
    size_t low = 0, high = WORD_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(german_words[middle], lower);
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

bool check_has_german_word(struct view text)
{
    for (size_t at = 0; at < text.size;) {
        size_t end = at;
        while (end < text.size && is_letter((unsigned char)text.data[end]))
            end++;
        if (end > at && check_is_german_word(view_slice(text, at, end)))
            return true;
        at = end > at ? end : at + 1;
    }
    return false;
}
