#include "exchange/lead.h"

#include "language/leads.h"
#include "token/token.h"

#define LONGEST 80 /* bytes */
#define ROWS    (sizeof leads_rows / sizeof *leads_rows)

enum word_kind { WORD_NONE, WORD_NUMBER, WORD_LABEL, WORD_CALENDAR, WORD_OTHER };

/* A number, time or day: 22. 10.58 22.10.2024 10:58 */
static bool is_number(struct view word)
{
    for (size_t i = 0; i < word.size; i++)
        if ((word.data[i] < '0' || word.data[i] > '9') && word.data[i] != '.' &&
            word.data[i] != ':' && !(i > 0 && word.data[i] == '-'))
            return false;
    return word.size > 0 && word.data[0] >= '0' && word.data[0] <= '9';
}

/* The same word, or the same in capital letters. */
static bool is_word(struct view word, struct view row)
{
    if (view_equal(word, row))
        return true;
    if (word.size != row.size)
        return false;
    for (size_t i = 0; i < row.size; i++) {
        char byte = row.data[i];
        if (word.data[i] != (char)(byte >= 'a' && byte <= 'z' ? byte - ('a' - 'A') : byte))
            return false;
    }
    return true;
}

static enum word_kind kind_of(struct view word)
{
    if (is_number(word))
        return WORD_NUMBER;
    for (size_t i = 0; i < ROWS; i++)
        if (is_word(word, leads_rows[i].word))
            return leads_rows[i].kind.data[0] == 'l'   ? WORD_LABEL
                   : leads_rows[i].kind.data[0] == 'c' ? WORD_CALENDAR
                                                       : WORD_OTHER;
    return WORD_NONE;
}

/* Without the brackets, commas and full stops about it. */
static struct view bare(struct view word)
{
    while (word.size > 0 && (word.data[0] == '(' || word.data[0] == '['))
        word = view_slice(word, 1, word.size);
    while (word.size > 1 && (word.data[word.size - 1] == ')' || word.data[word.size - 1] == ']' ||
                             word.data[word.size - 1] == ',' || word.data[word.size - 1] == '.'))
        word.size--;
    return word;
}

static bool is_lead(struct view phrase)
{
    bool named = false;
    for (size_t at = 0, end; at < phrase.size; at = end) {
        for (end = at; end < phrase.size && token_blank(phrase, end) == 0;)
            end++;
        struct view word = bare(view_slice(phrase, at, end));
        enum word_kind kind = word.size > 0 ? kind_of(word) : WORD_OTHER;
        if (kind == WORD_NONE)
            return false;
        named |= kind == WORD_LABEL || kind == WORD_CALENDAR;
        for (size_t blank; end < phrase.size && (blank = token_blank(phrase, end)) > 0;)
            end += blank;
    }
    return named;
}

size_t lead_end(struct view block, size_t *next)
{
    size_t most = block.size < LONGEST ? block.size : LONGEST, colon = 0;
    while (colon + 1 < most && !(block.data[colon] == ':' && token_blank(block, colon + 1) > 0))
        colon++;
    if (colon + 1 >= most || !is_lead(view_slice(block, 0, colon)))
        return 0;
    *next = colon + 1;
    for (size_t blank; *next < block.size && (blank = token_blank(block, *next)) > 0;)
        *next += blank;
    return *next < block.size ? colon + 1 : 0;
}
