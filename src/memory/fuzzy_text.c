/* A text as symbols: characters, words, numbers and codes. */
#include <stdlib.h>

#include "memory/fuzzy.h"

#define NUMBER UINT32_C(0x80000000)
#define CODE   UINT32_C(0xC0000000) /* and 30 bits of its kind */

static bool add(struct fuzzy_symbols *symbols, uint32_t symbol)
{
    if (symbols->count == symbols->capacity) {
        void *grown =
            array_grow(symbols->items, symbols->count, &symbols->capacity, sizeof *symbols->items);
        if (!grown)
            return false;
        symbols->items = grown;
    }
    symbols->items[symbols->count++] = symbol;
    return true;
}

/* ---- kinds of codes ---------------------------------------------------------------------- */

/* FNV-1a: a code's name, or a word. */
static uint32_t hash_add(uint32_t hash, uint32_t value)
{
    return (hash ^ value) * UINT32_C(16777619);
}
#define HASH_START UINT32_C(2166136261)

/* "x-number" and "satz:number" are a number. */
static struct view kind_name(const struct xliff_part *part)
{
    struct xliff_string type = part->subtype.size > 0 ? part->subtype : part->type;
    struct view name = {type.data, type.size};
    size_t colon = view_find(name, VIEW(":"), 0);
    if (part->kind == XLIFF_CLOSE)
        return (struct view){0}; /* it has no type in 1.2: the opening half speaks for both */
    if (colon != SIZE_MAX)
        return view_slice(name, colon + 1, name.size);
    return view_starts_with(name, VIEW("x-")) ? view_slice(name, 2, name.size) : name;
}

static char harmless(char byte)
{
    bool fine = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    return fine ? byte : byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : '.';
}

struct view fuzzy_kind_name(const struct xliff_part *part, struct arena *arena)
{
    struct view name = kind_name(part);
    char *copy = arena_take(arena, name.size + 1);
    for (size_t i = 0; copy && name.data && i < name.size; i++)
        copy[i] = harmless(name.data[i]);
    return (struct view){copy, copy ? name.size : 0};
}

uint32_t fuzzy_kind(const struct xliff_part *part)
{
    uint32_t hash = hash_add(HASH_START, (uint32_t)part->kind);
    struct view name = kind_name(part);
    for (size_t i = 0; name.data && i < name.size; i++)
        hash = hash_add(hash, (unsigned char)harmless(name.data[i]));
    return hash;
}

/* ---- characters -------------------------------------------------------------------------- */

static bool is_blank(uint32_t symbol)
{
    return symbol == ' ' || symbol == '\t' || symbol == '\n' || symbol == '\r';
}

static bool is_digit(uint32_t symbol)
{
    return symbol >= '0' && symbol <= '9';
}

/* Letters of any script: what is neither punctuation nor a sign. */
static bool is_letter(uint32_t symbol)
{
    static const struct {
        uint32_t first, last;
    } others[] = {
        {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},       {0xBB, 0xBF},
        {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x2BFF},   {0x3000, 0x303F},
        {0xFE00, 0xFE1F}, {0xFFF0, 0xFFFF}, {0x1F000, 0x1FAFF}, {NUMBER, UINT32_MAX},
    };
    if (symbol < 0x80)
        return (symbol | 0x20) >= 'a' && (symbol | 0x20) <= 'z';
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (symbol >= others[i].first && symbol <= others[i].last)
            return false;
    return true;
}

/* Lower case of Latin, Greek and Cyrillic letters; others stay. */
static uint32_t fold(uint32_t symbol)
{
    if ((symbol >= 'A' && symbol <= 'Z') || (symbol >= 0xC0 && symbol <= 0xDE && symbol != 0xD7) ||
        (symbol >= 0x391 && symbol <= 0x3A9) || (symbol >= 0x410 && symbol <= 0x42F))
        return symbol + 0x20;
    if (symbol == 0x1E9E)
        return 0xDF;
    if ((symbol >= 0x139 && symbol <= 0x148) || (symbol >= 0x179 && symbol <= 0x17E))
        return symbol + (symbol & 1);
    if (symbol >= 0x100 && symbol <= 0x177)
        return symbol | 1;
    return symbol;
}

/* ---- words and numbers ------------------------------------------------------------------- */

/* Where the number that begins at `at` ends: digits, with single separators between them. */
static size_t number_end(const struct fuzzy_symbols *plain, size_t at)
{
    while (at < plain->count && (is_digit(plain->items[at]) ||
                                 ((plain->items[at] == '.' || plain->items[at] == ',') &&
                                  at + 1 < plain->count && is_digit(plain->items[at + 1]))))
        at++;
    return at;
}

static size_t word_end(const struct fuzzy_symbols *plain, size_t at)
{
    while (at < plain->count && is_letter(plain->items[at]))
        at++;
    return at;
}

static uint32_t exact_hash(const struct fuzzy_symbols *plain, size_t start, size_t end)
{
    uint32_t hash = HASH_START;
    for (size_t i = start; i < end; i++)
        hash = hash_add(hash, plain->items[i]);
    return hash;
}

static bool add_word(struct fuzzy_text *text, size_t start, size_t end)
{
    uint32_t hash = HASH_START;
    bool added = true;
    for (size_t i = start; i < end; i++) {
        uint32_t letter = fold(text->plain.items[i]);
        hash = hash_add(hash, letter);
        added &= add(&text->characters, letter);
    }
    return added && add(&text->words, hash) &&
           add(&text->exact, exact_hash(&text->plain, start, end));
}

static bool add_number(struct fuzzy_text *text, size_t start, size_t end)
{
    return add(&text->characters, NUMBER) && add(&text->words, NUMBER) &&
           add(&text->exact, exact_hash(&text->plain, start, end));
}

/* ---- the text ---------------------------------------------------------------------------- */

void fuzzy_begin(struct fuzzy_text *text)
{
    text->plain.count = text->characters.count = text->words.count = text->exact.count = 0;
}

bool fuzzy_add(struct fuzzy_text *text, struct view piece)
{
    struct fuzzy_symbols *plain = &text->plain;
    for (size_t at = 0; at < piece.size;) {
        uint32_t symbol;
        at += utf8_decode(piece, at, &symbol);
        if (is_blank(symbol))
            symbol = ' ';
        if (symbol == ' ' && (plain->count == 0 || plain->items[plain->count - 1] == ' '))
            continue;
        if (!add(plain, symbol))
            return false;
    }
    return true;
}

bool fuzzy_add_code(struct fuzzy_text *text, uint32_t kind)
{
    return add(&text->plain, CODE | kind >> 2);
}

bool fuzzy_end(struct fuzzy_text *text)
{
    struct fuzzy_symbols *plain = &text->plain;
    bool added = true;
    if (plain->count > 0 && plain->items[plain->count - 1] == ' ')
        plain->count--;
    for (size_t at = 0; at < plain->count && added;) {
        uint32_t symbol = plain->items[at];
        size_t start = at;
        if (is_digit(symbol)) {
            at = number_end(plain, at);
            added = add_number(text, start, at);
        } else if (is_letter(symbol)) {
            at = word_end(plain, at);
            added = add_word(text, start, at);
        } else {
            at++;
            added = add(&text->characters, symbol);
            if (symbol >= CODE)
                added &= add(&text->words, symbol) && add(&text->exact, symbol);
        }
    }
    return added;
}

bool fuzzy_read(struct fuzzy_text *text, const struct xliff_content *content)
{
    bool added = true;
    fuzzy_begin(text);
    for (size_t i = 0; i < content->count && added; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind == XLIFF_TEXT)
            added = fuzzy_add(text, (struct view){part->text.data, part->text.size});
        else if (part->kind != XLIFF_MARK_OPEN && part->kind != XLIFF_MARK_CLOSE)
            added = fuzzy_add_code(text, fuzzy_kind(part));
    }
    return added && fuzzy_end(text);
}

void fuzzy_text_free(struct fuzzy_text *text)
{
    free(text->plain.items);
    free(text->characters.items);
    free(text->words.items);
    free(text->exact.items);
    *text = (struct fuzzy_text){0};
}
