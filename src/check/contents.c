/* contents.c - is it the same that is said: German left over, links, terms, the same twice. */
#include "check/german.h"
#include "check/internal.h"

/* ---- German ------------------------------------------------------------------------------ */

enum {
    GERMAN_WINDOW = 8, /* so many words in a row */
    GERMAN_WORDS = 3,  /* of which so many are German only */
    VERB_WINDOW = 5,   /* fewer, if a verb is one of them: names have none */
    VERB_WORDS = 2,
};

static unsigned count_bits(unsigned bits)
{
    unsigned count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* Whether the words that end here are German: a bit for each that is German only, or a verb. */
static bool is_german_run(unsigned german, unsigned verbs)
{
    unsigned last = (1u << VERB_WINDOW) - 1;
    return count_bits(german) >= GERMAN_WORDS ||
           ((verbs & last) && count_bits(german & last) >= VERB_WORDS);
}

/* Counts words; *at is where the first run of German begins, or SIZE_MAX. */
static size_t count_words(struct view text, size_t *at)
{
    size_t starts[GERMAN_WINDOW] = {0}, words = 0;
    unsigned german = 0, verbs = 0, all = (1u << GERMAN_WINDOW) - 1;
    *at = SIZE_MAX;
    for (size_t start = 0; start < text.size;) {
        size_t end = token_letters_end(text, start);
        if (end == start) {
            start++;
            continue;
        }
        struct view word = view_slice(text, start, end);
        enum german_word is = german_word(word);
        german = (german << 1 | (is != NOT_GERMAN)) & all;
        verbs = (verbs << 1 | (is == GERMAN_VERB)) & all;
        starts[words++ % GERMAN_WINDOW] = start;
        if (*at == SIZE_MAX && is != NOT_GERMAN && is_german_run(german, verbs)) {
            size_t back = 0; /* to the first German word of the run */
            while (german >> (back + 1))
                back++;
            *at = starts[(words - 1 - back) % GERMAN_WINDOW];
        }
        start = end;
    }
    return words;
}

void check_german(struct checker *checker, const struct check_pair *pair)
{
    bool same = view_equal(pair->typed, pair->german_text);
    if (checker->file.to == PROTECT_TO_SOURCE ||
        (!same && checker->block.glances.typed.german < VERB_WORDS))
        return;
    size_t at, words = count_words(pair->typed, &at);
    if (words >= 3 && same && check_has_german_word(pair->typed)) {
        check_say(checker, CHECK_GERMAN_LEFT, pair->at, "the target is the German");
    } else if (at != SIZE_MAX) {
        size_t end = at;
        while (end < pair->typed.size && end - at < 40)
            end++;
        while (end > at && end < pair->typed.size &&
               ((unsigned char)pair->typed.data[end] & 0xc0) == 0x80)
            end--;
        check_say(checker, CHECK_GERMAN_LEFT, pair->at, "the target has German words: \"%.*s…\"",
                  SHOW(view_slice(pair->typed, at, end)));
    }
}

/* ---- codes as text ----------------------------------------------------------------------- */

void check_leftovers(struct checker *checker, const struct check_pair *pair)
{
    struct view leftover = {0};
    if (checker->block.glances.typed.has & HAS_TAG)
        leftover = leftover_find(pair->typed, pair->german);
    if (leftover.size > 0)
        check_say(checker, CHECK_CODE_AS_TEXT, pair->at, "the target has %.*s as text; %s",
                  SHOW(leftover), LEFTOVER_TEXT);
}

/* ---- links ------------------------------------------------------------------------------- */

/* The next link at or after *at, which moves behind it. */
static bool next_link(struct view text, size_t *at, struct view *link)
{
    for (*at = token_link_start(text, *at); *at < text.size; ++*at) {
        if (text.data[*at] == ' ') {
            *at = token_link_start(text, *at) - 1;
            continue;
        }
        bool begins = *at == 0 || token_skip_blanks_back(text, *at) < *at ||
                      text.data[*at - 1] == '(' || (unsigned char)text.data[*at - 1] >= 0x80;
        size_t end = begins ? token_link(text, *at) : 0;
        if (end == 0)
            continue;
        *link = view_slice(text, *at, end);
        *at = end;
        return true;
    }
    return false;
}

static void list_links(struct text_list *links, struct view text)
{
    struct view link;
    text_list_clear(links);
    for (size_t at = 0; next_link(text, &at, &link);)
        text_list_add(links, link);
    text_list_sort(links);
}

void check_links(struct checker *checker, const struct check_pair *pair)
{
    struct text_list *links = &checker->block.pieces;
    struct view link;
    bool changed = false;
    const struct check_glances *glances = &checker->block.glances;
    if (!((glances->german.has | glances->typed.has) & HAS_LINK))
        return;
    list_links(links, pair->english);
    for (size_t at = 0; next_link(pair->german_text, &at, &link);)
        if (!text_list_has(links, link)) {
            check_say(checker, CHECK_LINK_CHANGED, pair->at,
                      "the link %.*s of the source is not in the target", SHOW(link));
            changed = true;
        }
    if (changed)
        return;
    list_links(links, pair->german);
    for (size_t at = 0; next_link(pair->typed, &at, &link);)
        if (!text_list_has(links, link))
            check_say(checker, CHECK_LINK_CHANGED, pair->at, "the link %.*s is not in the source",
                      SHOW(link));
}

/* ---- terms ------------------------------------------------------------------------------- */

/* Whether the pair says it, or one beside it: a translator may move things to the next sentence. */
static bool stands_near(const struct check_block *block, const struct check_pair *pair,
                        struct view term, bool loosely)
{
    size_t index = (size_t)(pair - block->pairs);
    return term_stands(pair->english, term, loosely) ||
           (index > 0 && term_stands(pair[-1].english, term, loosely)) ||
           (index + 1 < block->pair_count && term_stands(pair[1].english, term, loosely));
}

/* Whether it is a code of the pair: then the checks of codes judge it. */
static bool is_code(const struct check_block *block, struct view german)
{
    for (size_t i = block->first_code; i < block->next_code; i++)
        if (view_equal(block->codes.items[i].german, german))
            return true;
    return false;
}

static void check_never(struct checker *checker, const struct check_pair *pair)
{
    struct check_block *block = &checker->block;
    struct term_hit hit;
    terms_seen_begin(&block->never_seen);
    for (size_t at = 0; terms_next(checker->options.never, pair->german, &at, &hit);)
        if (terms_seen_first(&block->never_seen, &hit) &&
            !stands_near(block, pair, hit.german, false) &&
            !is_code(block, view_slice(pair->german, hit.start, hit.end)))
            check_say(checker, CHECK_NEVER_CHANGED, pair->at,
                      "'%.*s' is never translated, and is not in the target", SHOW(hit.german));
}

static void check_english(struct checker *checker, const struct check_pair *pair)
{
    struct check_block *block = &checker->block;
    struct term_hit hit;
    terms_seen_begin(&block->terms_seen);
    for (size_t at = 0; terms_next(checker->options.terms, pair->german, &at, &hit);)
        if (terms_seen_first(&block->terms_seen, &hit) &&
            !stands_near(block, pair, hit.english, true))
            check_say(checker, CHECK_TERM_MISSED, pair->at, "'%.*s' is '%.*s' in the list of terms",
                      SHOW(hit.german), SHOW(hit.english));
}

void check_terms(struct checker *checker, const struct check_pair *pair)
{
    if (checker->options.terms)
        check_english(checker, pair);
    if (checker->options.never)
        check_never(checker, pair);
}

/* ---- the same source --------------------------------------------------------------------- */

/* One word may mean two things; two or more seldom do. */
static bool has_words(struct view text)
{
    struct view rest = view_trim(text);
    return view_find(rest, VIEW(" "), 0) != SIZE_MAX;
}

void check_repeats(struct checker *checker, const struct check_pair *pair)
{
    if (!has_words(pair->german))
        return;
    const struct repeat *first =
        repeats_add(&checker->repeats, pair->sum, pair->typed, pair->at->place.line);
    if (!first)
        checker->failed = true;
    else if (first->target != repeats_sum(pair->typed))
        check_say(checker, CHECK_SOURCE_TRANSLATED_TWICE, pair->at,
                  "the same source is translated otherwise in line %u", (unsigned)first->line);
}
