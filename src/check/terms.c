#include "check/terms.h"

#include <stdlib.h>
#include <string.h>

#include "token/token.h"

struct term {
    struct view german, english;
    size_t lead; /* bytes before its first word */
    size_t next; /* of those with the same first word, the longer first; SIZE_MAX: none */
};

struct terms {
    struct buffer list;
    struct term *items;
    size_t count, capacity;
    size_t *slots; /* by the first word's hash: an index of items, SIZE_MAX: free */
    size_t slot_count;
};

/* ---- words ------------------------------------------------------------------------------- */

/* Length of the letter or digit at text[at], or 0. */
static size_t word_character(struct view text, size_t at)
{
    if (at >= text.size)
        return 0;
    return token_is_digit(text, at) ? 1 : token_letter(text, at);
}

static size_t word_start(struct view text, size_t at)
{
    while (at < text.size && word_character(text, at) == 0) {
        uint32_t codepoint;
        at += utf8_decode(text, at, &codepoint);
    }
    return at;
}

static size_t word_end(struct view text, size_t at)
{
    for (size_t size; (size = word_character(text, at)) > 0;)
        at += size;
    return at;
}

static bool ends_word(struct view text, size_t at)
{
    return word_character(text, at) == 0;
}

static bool begins_word(struct view text, size_t at)
{
    return at == 0 || (!token_letter_before(text, at) && !token_is_digit(text, at - 1));
}

/* ---- the list ---------------------------------------------------------------------------- */

static struct view first_word(const struct term *term)
{
    return view_slice(term->german, term->lead, word_end(term->german, term->lead));
}

static size_t *find_slot(const struct terms *terms, struct view word)
{
    size_t at = (size_t)checksum(word) & (terms->slot_count - 1);
    while (terms->slots[at] != SIZE_MAX &&
           !view_equal(first_word(&terms->items[terms->slots[at]]), word))
        at = (at + 1) & (terms->slot_count - 1);
    return &terms->slots[at];
}

/* Puts a term where its first word is looked up, behind the longer ones. */
static void insert(struct terms *terms, size_t index)
{
    struct term *term = &terms->items[index];
    size_t *at = find_slot(terms, first_word(term));
    while (*at != SIZE_MAX && terms->items[*at].german.size >= term->german.size)
        at = &terms->items[*at].next;
    term->next = *at;
    *at = index;
}

static bool make_slots(struct terms *terms)
{
    terms->slot_count = 16;
    while (terms->slot_count < 2 * terms->count)
        terms->slot_count *= 2;
    terms->slots = malloc(terms->slot_count * sizeof *terms->slots);
    if (!terms->slots)
        return false;
    for (size_t i = 0; i < terms->slot_count; i++)
        terms->slots[i] = SIZE_MAX;
    for (size_t i = 0; i < terms->count; i++)
        insert(terms, i);
    return true;
}

enum line_result { LINE_TAKEN, LINE_WRONG, LINE_MEMORY };

static enum line_result take_line(struct terms *terms, struct view line, bool english)
{
    struct term term = {.next = SIZE_MAX};
    line = view_trim(line);
    if (line.size == 0 || line.data[0] == '#')
        return LINE_TAKEN;
    size_t sign = view_find(line, VIEW(" = "), 0);
    if ((sign != SIZE_MAX) != english)
        return LINE_WRONG;
    term.german = view_trim(view_slice(line, 0, english ? sign : line.size));
    if (english)
        term.english = view_trim(view_slice(line, sign + 3, line.size));
    term.lead = word_start(term.german, 0);
    if (term.lead == term.german.size || (english && term.english.size == 0))
        return LINE_WRONG;
    void *grown = array_grow(terms->items, terms->count, &terms->capacity, sizeof *terms->items);
    if (!grown)
        return LINE_MEMORY;
    terms->items = grown;
    terms->items[terms->count++] = term;
    return LINE_TAKEN;
}

static enum line_result take_lines(struct terms *terms, bool english, size_t *line)
{
    struct view text = buffer_view(&terms->list);
    enum line_result result = LINE_TAKEN;
    if (view_starts_with(text, VIEW("\xef\xbb\xbf")))
        text = view_slice(text, 3, text.size);
    for (*line = 1; text.size > 0; ++*line) {
        size_t end = view_find(text, VIEW("\n"), 0);
        struct view rest = view_slice(text, end == SIZE_MAX ? text.size : end + 1, text.size);
        text.size -= rest.size;
        if (utf8_valid_prefix(text) < text.size)
            return LINE_WRONG;
        result = take_line(terms, text, english);
        if (result != LINE_TAKEN)
            return result;
        text = rest;
    }
    return result;
}

struct terms *terms_read(struct view list, bool english, size_t *line)
{
    struct terms *terms = calloc(1, sizeof *terms);
    *line = 0;
    if (!terms)
        return NULL;
    buffer_add_view(&terms->list, list);
    enum line_result result = terms->list.failed ? LINE_MEMORY : take_lines(terms, english, line);
    if (result == LINE_TAKEN && make_slots(terms))
        return terms;
    if (result != LINE_WRONG)
        *line = 0;
    terms_free(terms);
    return NULL;
}

void terms_free(struct terms *terms)
{
    if (!terms)
        return;
    buffer_free(&terms->list);
    free(terms->items);
    free(terms->slots);
    free(terms);
}

/* ---- finding ----------------------------------------------------------------------------- */

/* Endings of German declension; a word may have none. */
static const struct view endings[] = {VIEW("ens"), VIEW("ern"), VIEW("en"), VIEW("es"), VIEW("er"),
                                      VIEW("em"),  VIEW("e"),   VIEW("n"),  VIEW("s"),  VIEW("")};
#define ENDING_COUNT (sizeof endings / sizeof *endings)

/* The offset after an ending of declension at text[at], or `at`. */
static size_t skip_declension(struct view text, size_t at)
{
    for (size_t i = 0; i < ENDING_COUNT; i++)
        if (view_starts_with(view_slice(text, at, text.size), endings[i]) &&
            ends_word(text, at + endings[i].size))
            return at + endings[i].size;
    return at;
}

/* The offset after the term if it stands at text[start], else 0. A long one that has an English
 * may be declined. */
static size_t term_end(const struct term *term, struct view text, size_t start)
{
    size_t end = start + term->german.size;
    if (!view_starts_with(view_slice(text, start, text.size), term->german))
        return 0;
    if (term->english.size > 0 && term->german.size >= 5)
        end = skip_declension(text, end);
    return ends_word(text, end) || word_character(text, start + term->german.size - 1) == 0 ? end
                                                                                            : 0;
}

/* The term that stands at text[start], where a word begins; `first` is that word, or what is left
 * of it without an ending. */
static bool find_term(const struct terms *terms, struct view text, size_t from, size_t start,
                      struct view first, struct term_hit *hit)
{
    size_t index = *find_slot(terms, first);
    for (; index != SIZE_MAX; index = terms->items[index].next) {
        const struct term *term = &terms->items[index];
        size_t end = term->lead <= start - from ? term_end(term, text, start - term->lead) : 0;
        if (end == 0)
            continue;
        *hit = (struct term_hit){start - term->lead, end, term->german, term->english};
        return true;
    }
    return false;
}

bool terms_next(const struct terms *terms, struct view text, size_t *at, struct term_hit *hit)
{
    for (size_t start = word_start(text, *at); start < text.size;) {
        size_t end = word_end(text, start);
        struct view word = view_slice(text, start, end);
        for (size_t i = ENDING_COUNT; i-- > 0;) {
            struct view stem = {word.data, word.size - endings[i].size};
            if (!view_ends_with(word, endings[i]) || stem.size == 0 ||
                !find_term(terms, text, *at, start, stem, hit))
                continue;
            *at = hit->end;
            return true;
        }
        start = word_start(text, end);
    }
    *at = text.size;
    return false;
}

/* ---- the other side ---------------------------------------------------------------------- */

static char small(char byte)
{
    return (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static bool stands_at(struct view text, size_t at, struct view term, bool loosely)
{
    if (term.size > text.size - at)
        return false;
    for (size_t i = 0; i < term.size; i++) {
        char a = text.data[at + i], b = term.data[i];
        if (a != b && !(loosely && small(a) == small(b)))
            return false;
    }
    return true;
}

bool term_stands(struct view text, struct view term, bool loosely)
{
    for (size_t at = 0; at + term.size <= text.size; at++) {
        size_t end = at + term.size;
        if (!stands_at(text, at, term, loosely) || !begins_word(text, at))
            continue;
        if (loosely && view_starts_with(view_slice(text, end, text.size), VIEW("es")))
            end += ends_word(text, end + 2) ? 2 : 0;
        if (loosely && end < text.size && text.data[end] == 's')
            end++;
        if (ends_word(text, end) || word_character(term, 0) == 0)
            return true;
    }
    return false;
}
