#include "language/labels.h"
#include "language/quantity_words.h"
#include "protect/internal.h"

#define PHRASE_MAX 64u

struct view protect_word_before(struct view text, size_t at)
{
    size_t end = token_skip_blanks_back(text, at);
    if (end < at && end > 0 && text.data[end - 1] == '.')
        end--;
    return view_slice(text, token_word_start(text, end), end);
}

size_t protect_skip_chunk(struct view text, size_t at)
{
    while (at < text.size) {
        size_t length = token_is_digit(text, at) ? 1 : token_letter(text, at);
        if (length == 0) {
            char c = text.data[at];
            length = c == '.' || c == ',' || c == ':' || c == '/' || c == '\''
                         ? 1
                         : token_dash(text, at);
            if (length == 0 || !token_is_digit(text, at + length))
                break;
        }
        at += length;
    }
    return at;
}

int protect_label(const struct pass *pass, size_t at)
{
    struct view text = pass->text;
    size_t end = token_skip_blanks_back(text, at);
    if (end >= 2 && view_equal(view_slice(text, end - 2, end), VIEW("§")))
        return 1;
    if (end > 0 && text.data[end - 1] == ':')
        at = end - 1;
    if (at > 0 && text.data[at - 1] == '.')
        at--;
    struct view word = protect_word_at(pass, at);
    const struct labels_row *row = word.size > 0 ? labels_find(word) : NULL;
    return row ? row->use : 0;
}

int protect_label_at(struct pass *pass, size_t at)
{
    if (at != pass->label_at) {
        pass->label_at = at;
        pass->label = protect_label(pass, at);
    }
    return pass->label;
}

/* The words as the table has them: one blank between, the first letter small. */
static const struct quantity_words_row *find_phrase(struct view phrase)
{
    char small[PHRASE_MAX];
    if (phrase.size < 2 || phrase.size > sizeof small ||
        !quantity_words_has_prefix(language_prefix(phrase.data, phrase.size)))
        return NULL;
    for (size_t i = 0; i < phrase.size; i++)
        small[i] = phrase.data[i];
    if (small[0] >= 'A' && small[0] <= 'Z')
        small[0] = (char)(small[0] + ('a' - 'A'));
    else if (small[0] == '\xc3' && (unsigned char)small[1] < 0xa0) /* Ä to ä */
        small[1] = (char)(small[1] + 0x20);
    return quantity_words_find((struct view){small, phrase.size});
}

/* The longest phrase of the table, of one to three words, that ends before text[at]. */
static const struct quantity_words_row *phrase_before(const struct pass *pass, size_t at)
{
    struct view text = pass->text, word = protect_word_at(pass, at);
    const struct quantity_words_row *best = NULL;
    if (word.size == 0 || !quantity_words_has_last(language_prefix(word.data, word.size)))
        return NULL;
    size_t start = (size_t)(word.data - text.data), end = start + word.size;
    for (int words = 1; words <= 3; words++) {
        const struct quantity_words_row *row = find_phrase(view_slice(text, start, end));
        best = row ? row : best;
        if (start < 2 || text.data[start - 1] != ' ')
            break;
        size_t before = token_word_start(text, start - 1);
        if (before == start - 1)
            break;
        start = before;
    }
    return best;
}

bool protect_counted(const struct pass *pass, size_t at, const struct token_number *number,
                     size_t end)
{
    struct view text = pass->text;
    const struct quantity_words_row *row = phrase_before(pass, at);
    if (!row)
        return false;
    uint64_t from = row->year == 1 ? 1000 : 1900;
    if (row->year == 0 || number->digits != 4 || number->value < from || number->value > 2099)
        return true;
    size_t next = token_skip_blanks(text, end);
    return number->value % 100 == 0 && next > end && token_capital(text, next);
}
