#include <stdlib.h>
#include <string.h>

#include "check/glance_walk.h"
#include "check/values.h"
#include "tests/tests.h"
#include "token/token.h"

static const struct {
    const char *name;
    unsigned bit;
} names[] = {
    {"link", HAS_LINK},         {"quote", HAS_QUOTE},
    {"bracket", HAS_BRACKET},   {"tag", HAS_TAG},
    {"colon", HAS_COLON},       {"odd", HAS_ODD},
    {"blanks", HAS_TWO_BLANKS}, {"alike", HAS_TWO_ALIKE},
    {"long", HAS_LONG_WORD},    {"apostrophe", HAS_APOSTROPHE},
};

/* ---- what is seen ------------------------------------------------------------------------ */

static struct view next_column(struct view *line)
{
    size_t bar = view_find(*line, VIEW("|"), 0);
    size_t end = bar == SIZE_MAX ? line->size : bar;
    struct view column = view_trim(view_slice(*line, 0, end));
    *line = view_slice(*line, bar == SIZE_MAX ? end : bar + 1, line->size);
    return column;
}

static void add_word(struct buffer *list, struct view word)
{
    if (list->size > 0)
        buffer_add_char(list, ' ');
    buffer_add_view(list, word);
}

static void show_spots(struct buffer *list, const struct glance *glance, struct view text)
{
    for (size_t i = 0; i < glance->count; i++) {
        size_t start = glance->spots[i], end = token_word_end(text, start);
        while (end == start || token_is_digit(text, end))
            end++;
        add_word(list, view_slice(text, start, end));
    }
}

static void check_line(struct view line, size_t number, void *context)
{
    const struct glance_words *words = context;
    struct glance glance = {0};
    struct buffer has = {0}, spots = {0};
    struct view text = next_column(&line);
    (void)number;
    CU_ASSERT_TRUE(glance_at(&glance, words, text));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (glance.has & names[i].bit)
            add_word(&has, view_of(names[i].name));
    show_spots(&spots, &glance, text);
    test_text_equal(has.size > 0 ? buffer_view(&has) : VIEW("-"), next_column(&line), "has");
    test_text_equal(spots.size > 0 ? buffer_view(&spots) : VIEW("-"), next_column(&line), "spots");
    glance_free(&glance);
    buffer_free(&has);
    buffer_free(&spots);
}

static void what_is_seen(void)
{
    static struct glance_words words;
    glance_words_english(&words);
    CU_ASSERT_TRUE(test_each_line("check/glance.txt", check_line, &words) > 20);
}

/* ---- random texts ------------------------------------------------------------------------ */

static unsigned next_random(uint64_t *state, unsigned below)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (unsigned)(*state >> 33) % below;
}

/* Bytes of all kinds, those often that say where letters of two bytes are. */
static void random_bytes(uint64_t *state, char bytes[64])
{
    static const unsigned char often[] = {0xc3, 0xc2, 0xe2, 0x83, 0x97, 0xa2, 0xb7, 0xbc};
    for (size_t i = 0; i < 64; i++)
        bytes[i] = (char)(next_random(state, 3) == 0 ? often[next_random(state, sizeof often)]
                                                     : next_random(state, 256));
}

static void blocks_agree(void)
{
    glance_block_function *const ways[] = {glance_block_sse2(), glance_block_avx512()};
    uint64_t state = 7;
    for (int round = 0; round < 20000; round++) {
        char bytes[64];
        struct glance_block portable, other;
        size_t size = round % 2 ? 64 : next_random(&state, 64);
        random_bytes(&state, bytes);
        glance_block_portable(bytes, size, &portable);
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            if (!ways[i])
                continue;
            ways[i](bytes, size, &other);
            CU_ASSERT_TRUE(memcmp(&other, &portable, sizeof other) == 0);
        }
    }
}

/* Words, marks and numbers of both languages, blanks more often. */
static const char *const pieces[] = {
    " ",           " ",
    " ",           " ",
    " ",           "-",
    ".",           ",",
    ":",           "(",
    "/",           "'",
    "’",           "„",
    "“",           "€",
    "½",           "\t",
    "  ",          "\u00a0",
    "the",         "Town",
    "und",         "eine",
    "über",        "ÖL",
    "één",         "日本",
    "×",           "one",
    "Two",         "twenty",
    "third",       "half",
    "quarter",     "past",
    "million",     "Million",
    "May",         "Oct",
    "Mai",         "Oktober",
    "Dienstag",    "noon",
    "o'clock",     "p.m.",
    "zwei",        "zwölf",
    "achtjährig",  "Neunziger",
    "hundertfünf", "neue",
    "viele",       "1",
    "22",          "1990",
    "12,000",      "1.500",
    "10:58",       "3/4",
    "s",           "th",
    "er",          "www.example.org",
    "www.4x",      "https://a",
    "mailto:",     "example.org",
    "z.B.",        "a@b.de",
    "#tag",        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungen"};

static void random_text(uint64_t *state, struct buffer *text)
{
    buffer_clear(text);
    for (unsigned i = next_random(state, 30); i > 0; i--)
        buffer_add_string(text, pieces[next_random(state, sizeof pieces / sizeof *pieces)]);
}

static bool same_list(const struct values *a, const struct values *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->items[i].start == b->items[i].start && a->items[i].end == b->items[i].end &&
               a->items[i].optional == b->items[i].optional &&
               value_equal(&a->items[i], &b->items[i]);
    return same;
}

static bool has_link(struct view text)
{
    for (size_t at = 0; at < text.size; at++)
        if (((unsigned char)text.data[at] & 0xc0) != 0x80 && token_link(text, at) > 0)
            return true;
    return false;
}

/* What is read where a glance saw something is all that there is to read. */
static void nothing_is_overlooked(void)
{
    static struct glance_words english, german;
    struct values all = {0}, seen = {0};
    struct glance glance = {0};
    struct buffer text = {0};
    uint64_t state = 11;
    glance_words_english(&english);
    glance_words_german(&german);
    for (int round = 0; round < 20000; round++) {
        random_text(&state, &text);
        struct view view = buffer_view(&text);
        CU_ASSERT_TRUE(glance_at(&glance, &english, view) && values_of_english(view, &all) &&
                       values_glanced_english(view, &glance, &seen));
        if (!same_list(&all, &seen) || (has_link(view) && !(glance.has & HAS_LINK)))
            test_text_equal(view, VIEW(""), "English that is overlooked");
        CU_ASSERT_TRUE(glance_at(&glance, &german, view) &&
                       values_of_german(view, TOKEN_DE, &all) &&
                       values_glanced_german(view, TOKEN_DE, &glance, &seen));
        if (!same_list(&all, &seen))
            test_text_equal(view, VIEW(""), "German that is overlooked");
    }
    values_free(&all);
    values_free(&seen);
    glance_free(&glance);
    buffer_free(&text);
}

void suite_glance(void)
{
    CU_pSuite suite = ADD_SUITE("check: glance");
    test_add(suite, "what is seen", what_is_seen);
    test_add(suite, "blocks agree", blocks_agree);
    test_add(suite, "nothing is overlooked", nothing_is_overlooked);
}
