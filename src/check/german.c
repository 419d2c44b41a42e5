#include "check/check.h"

#include <string.h>

/* Function words that no English sentence has. Words that both languages share (in, an, am, was,
 * so, die, war, hat, will, also, man, bin, ...) are left out. In the order of bytes. */
static const char *const german_words[] = {
    "aber",   "alle",     "allem", "allen", "aller",  "alles",   "als",    "auch",   "auf",
    "aus",    "bei",      "beim",  "bis",   "bisher", "bislang", "daran",  "das",    "dass",
    "dem",    "den",      "denn",  "der",   "des",    "dich",    "diese",  "diesem", "diesen",
    "dieser", "dieses",   "dir",   "doch",  "dort",   "durch",   "ein",    "eine",   "einem",
    "einen",  "einer",    "eines", "er",    "es",     "etwa",    "für",    "gegen",  "haben",
    "hatte",  "hatten",   "hier",  "ich",   "ihm",    "ihn",     "ihr",    "ihre",   "ihrem",
    "ihren",  "ihrer",    "im",    "ist",   "jede",   "jeder",   "kann",   "kein",   "keine",
    "können", "mehr",     "mit",   "muss",  "nach",   "nicht",   "noch",   "nur",    "oder",
    "ohne",   "schon",    "sehr",  "sei",   "sein",   "seine",   "seinem", "seinen", "seiner",
    "seit",   "sich",     "sie",   "sind",  "soll",   "sollen",  "sowie",  "um",     "und",
    "uns",    "unter",    "vom",   "von",   "vor",    "wegen",   "weil",   "wenn",   "werden",
    "wie",    "wir",      "wird",  "wurde", "wurden", "während", "zu",     "zum",    "zur",
    "zwar",   "zwischen", "über",
};

#define WORD_COUNT   (sizeof german_words / sizeof german_words[0])
#define LONGEST_WORD 16

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

static bool is_german(struct view word)
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
        if (end > at && is_german(view_slice(text, at, end)))
            return true;
        at = end > at ? end : at + 1;
    }
    return false;
}
