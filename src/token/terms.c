#include "token/terms.h"

#include <stdlib.h>
#include <string.h>

#include "token/declension.h"
#include "token/token.h"

/* A term under the word that it is looked up by. */
struct entry {
    size_t term;
    size_t next;          /* of those with the same key, the longer terms first; SIZE_MAX: none */
    size_t key, key_size; /* in `keys` */
};

struct term {
    struct view german, english;
    size_t lead; /* bytes before its first word */
};

struct terms {
    struct buffer list;
    struct buffer keys; /* folded: see declension_fold */
    struct term *items;
    size_t count, capacity;
    struct entry *entries;
    size_t entry_count, entry_capacity;
    size_t *slots; /* by the key's hash: an index of entries, SIZE_MAX: free */
    size_t slot_count;
    unsigned char begins[256]; /* whether a key begins with this byte */
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

static uint64_t hash(struct view key)
{
    uint64_t sum = UINT64_C(0xcbf29ce484222325); /* FNV-1a: keys are short, and their starts too */
    for (size_t i = 0; i < key.size; i++)
        sum = (sum ^ (unsigned char)key.data[i]) * UINT64_C(0x100000001b3);
    return sum ^ (sum >> 32);
}

static struct view key_of(const struct terms *terms, const struct entry *entry)
{
    return view_slice(buffer_view(&terms->keys), entry->key, entry->key + entry->key_size);
}

static size_t *find_slot(const struct terms *terms, struct view key)
{
    size_t at = (size_t)hash(key) & (terms->slot_count - 1);
    while (terms->slots[at] != SIZE_MAX &&
           !view_equal(key_of(terms, &terms->entries[terms->slots[at]]), key))
        at = (at + 1) & (terms->slot_count - 1);
    return &terms->slots[at];
}

/* Puts an entry where its key is looked up, behind those of longer terms. */
static void insert(struct terms *terms, size_t index)
{
    struct entry *entry = &terms->entries[index];
    struct view key = key_of(terms, entry);
    size_t size = terms->items[entry->term].german.size;
    size_t *at = find_slot(terms, key);
    while (*at != SIZE_MAX && terms->items[terms->entries[*at].term].german.size >= size)
        at = &terms->entries[*at].next;
    entry->next = *at;
    *at = index;
    terms->begins[(unsigned char)key.data[0]] = 1;
}

static bool add_entry(struct terms *terms, size_t term, struct view word)
{
    char folded[DECLENSION_WORD];
    size_t size = declension_fold(word, folded);
    void *grown = array_grow(terms->entries, terms->entry_count, &terms->entry_capacity,
                             sizeof *terms->entries);
    if (!grown)
        return false;
    terms->entries = grown;
    if (size == 0)
        return true; /* nobody looks for a word as long as that */
    terms->entries[terms->entry_count++] =
        (struct entry){.term = term, .next = SIZE_MAX, .key = terms->keys.size, .key_size = size};
    buffer_add(&terms->keys, folded, size);
    return !terms->keys.failed;
}

static bool add_entries(struct terms *terms)
{
    for (size_t i = 0; i < terms->count; i++) {
        struct view word = first_word(&terms->items[i]);
        struct view stem = declension_adjective(word);
        if (!add_entry(terms, i, word) || (stem.size < word.size && !add_entry(terms, i, stem)))
            return false;
    }
    return true;
}

static bool make_slots(struct terms *terms)
{
    if (!add_entries(terms))
        return false;
    terms->slot_count = 16;
    while (terms->slot_count < 2 * terms->entry_count)
        terms->slot_count *= 2;
    terms->slots = malloc(terms->slot_count * sizeof *terms->slots);
    if (!terms->slots)
        return false;
    for (size_t i = 0; i < terms->slot_count; i++)
        terms->slots[i] = SIZE_MAX;
    for (size_t i = 0; i < terms->entry_count; i++)
        insert(terms, i);
    return true;
}

enum line_result { LINE_TAKEN, LINE_WRONG, LINE_MEMORY };

static enum line_result take_line(struct terms *terms, struct view line, bool english)
{
    struct term term = {0};
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
    buffer_free(&terms->keys);
    free(terms->items);
    free(terms->entries);
    free(terms->slots);
    free(terms);
}

bool terms_get(const struct terms *terms, size_t index, struct view *german, struct view *english)
{
    if (index >= terms->count)
        return false;
    *german = terms->items[index].german;
    *english = terms->items[index].english;
    return true;
}

/* ---- finding ----------------------------------------------------------------------------- */

/* Whether a word of a text is that of a term; `declined`: the words before are in another case. */
static bool is_form(const struct term *term, struct view word, bool last, struct view in_text,
                    bool declined)
{
    if (declension_same(word, in_text))
        return true;
    bool translated = term->english.size > 0;
    struct view stem = !last        ? declension_adjective(word)
                       : translated ? declension_participle(word)
                                    : word;
    if (stem.size < word.size && declension_of_stem(stem, in_text))
        return true;
    return (translated || (last && declined)) && declension_of_noun(word, in_text, !last);
}

/* The offset after what stands between two words of a term, if it stands at text[at], else 0. */
static size_t skip_between(struct view between, struct view text, size_t at)
{
    for (size_t i = 0; i < between.size;) {
        size_t blank = token_blank(between, i), in_text = token_blank(text, at);
        if (blank > 0 && in_text > 0) {
            i += blank;
            at += in_text;
        } else if (at < text.size && text.data[at] == between.data[i]) {
            i++;
            at++;
        } else {
            return 0;
        }
    }
    return at;
}

/* The offset after the term if its first word stands at text[at], else 0. */
static size_t term_end(const struct term *term, struct view text, size_t at)
{
    struct view german = term->german, lead = view_slice(german, 0, term->lead);
    bool declined = false;
    if (!view_ends_with(view_slice(text, 0, at), lead))
        return 0;
    for (size_t start = term->lead; at > 0 || start == term->lead;) {
        size_t end = word_end(german, start), next = word_start(german, end);
        struct view word = view_slice(german, start, end);
        struct view in_text = view_slice(text, at, word_end(text, at));
        if (!is_form(term, word, next == german.size, in_text, declined))
            return 0;
        declined |= !view_equal(word, in_text);
        at = skip_between(view_slice(german, end, next), text, at + in_text.size);
        if (next == german.size)
            return at;
        start = next;
    }
    return 0;
}

/* The longest of the terms under `key` that stand at text[start], where a word begins. */
static void find_term(const struct terms *terms, struct view text, size_t from, size_t start,
                      struct view key, struct term_hit *hit)
{
    size_t index = *find_slot(terms, key);
    for (; index != SIZE_MAX; index = terms->entries[index].next) {
        const struct term *term = &terms->items[terms->entries[index].term];
        size_t end = term->lead <= start - from ? term_end(term, text, start) : 0;
        if (end > hit->end)
            *hit = (struct term_hit){start - term->lead, end, term->german, term->english,
                                     terms->entries[index].term};
    }
}

bool terms_next(const struct terms *terms, struct view text, size_t *at, struct term_hit *hit)
{
    *hit = (struct term_hit){0};
    size_t first = begins_word(text, *at) ? *at : word_end(text, *at);
    for (size_t start = word_start(text, first), end; start < text.size;
         start = word_start(text, end)) {
        char folded[DECLENSION_WORD];
        size_t sizes[DECLENSION_ENDINGS];
        end = word_end(text, start);
        struct view word = view_slice(text, start, end);
        size_t size = declension_fold(word, folded);
        if (size == 0 || !terms->begins[(unsigned char)folded[0]])
            continue;
        for (size_t i = declension_endings(word, sizes); i-- > 0;)
            find_term(terms, text, *at, start, (struct view){folded, size - sizes[i]}, hit);
        if (hit->end == 0)
            continue;
        *at = hit->end;
        return true;
    }
    *at = text.size;
    return false;
}

/* ---- once in a place --------------------------------------------------------------------- */

void terms_seen_begin(struct terms_seen *seen)
{
    seen->place++;
}

bool terms_seen_first(struct terms_seen *seen, const struct term_hit *hit)
{
    while (seen->count <= hit->index) {
        void *grown = array_grow(seen->places, seen->count, &seen->capacity, sizeof *seen->places);
        seen->failed |= !grown;
        if (!grown)
            return false;
        seen->places = grown;
        seen->places[seen->count++] = 0;
    }
    bool first = seen->places[hit->index] != seen->place;
    seen->places[hit->index] = seen->place;
    return first;
}

void terms_seen_free(struct terms_seen *seen)
{
    free(seen->places);
    *seen = (struct terms_seen){0};
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

/* The offset after an ending of an English plural, or of a possessive, at text[at]. */
static size_t skip_plural(struct view text, size_t at)
{
    static const struct view endings[] = {VIEW("es"), VIEW("s")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (view_starts_with(view_slice(text, at, text.size), endings[i]) &&
            ends_word(text, at + endings[i].size))
            return at + endings[i].size;
    return at;
}

/* company: companies. */
static bool plural_in_ies(struct view text, size_t at, struct view term)
{
    struct view stem = view_slice(term, 0, term.size - 1);
    return term.size > 2 && view_ends_with(term, VIEW("y")) && stands_at(text, at, stem, true) &&
           view_starts_with(view_slice(text, at + stem.size, text.size), VIEW("ies")) &&
           ends_word(text, at + stem.size + 3);
}

bool term_stands(struct view text, struct view term, bool loosely)
{
    for (size_t at = 0; at + term.size <= text.size; at++) {
        bool stands = stands_at(text, at, term, loosely);
        if (!begins_word(text, at) || (!stands && !(loosely && plural_in_ies(text, at, term))))
            continue;
        size_t end = stands ? at + term.size : text.size;
        end = loosely ? skip_plural(text, end) : end;
        if (ends_word(text, end) || word_character(term, 0) == 0)
            return true;
    }
    return false;
}
