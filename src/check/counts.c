#include "check/counts.h"

#include "token/token.h"

/* Length of the white space at text[at], or 0. */
static size_t white_space(struct view text, size_t at)
{
    char byte = text.data[at];
    if (byte == '\t' || byte == '\n' || byte == '\r')
        return 1;
    return token_blank(text, at);
}

static size_t count_words(struct view text)
{
    size_t words = 0;
    bool counted = false; /* the run at hand */
    for (size_t at = 0, size; at < text.size; at += size) {
        uint32_t codepoint;
        size = white_space(text, at);
        if (size > 0) {
            counted = false;
            continue;
        }
        size = utf8_decode(text, at, &codepoint);
        if (!counted && (token_is_digit(text, at) || token_letter(text, at) > 0)) {
            counted = true;
            words++;
        }
    }
    return words;
}

void counts_add(struct counts *counts, struct view text, bool repeated)
{
    size_t words = count_words(text);
    counts->segments++;
    counts->words += words;
    counts->characters += utf8_count(text);
    if (repeated) {
        counts->repetitions++;
        counts->repeated_words += words;
    }
}
