/* walk.c - goes from candidate to candidate through a block. */
#include "sentence/walk.h"

#include "sentence/candidate.h"
#include "sentence/scan.h"

void sentence_walk_begin(struct sentence_walk *walk, const char *text, size_t size,
                         const struct sentence_options *options)
{
    static const struct sentence_options none = {0};
    *walk = (struct sentence_walk){.text = text,
                                   .size = size,
                                   .options = options ? *options : none,
                                   .scan = scan_choose(),
                                   .readable = size};
}

/* Looks for stops in the next 64 bytes. */
static void scan_block(struct sentence_walk *walk)
{
    const struct scan *scan = walk->scan;
    const char *block = walk->text + walk->scanned;
    size_t left = walk->readable - walk->scanned;
    char padded[SCAN_BLOCK];
    if (left < SCAN_BLOCK) {
        memset(padded, 0, sizeof padded);
        block = memcpy(padded, block, left);
    }
    walk->stops = scan->stops(block);
    walk->scanned += SCAN_BLOCK;
}

/* Moves walk->at to the next stop; false if there is none before the limit. */
static bool next_stop(struct sentence_walk *walk, size_t limit)
{
    if (walk->at < walk->scanned)
        walk->stops &= ~0ull << (walk->at + SCAN_BLOCK - walk->scanned);
    else
        walk->scanned = walk->at, walk->stops = 0;
    while (walk->stops == 0) {
        walk->at = walk->scanned;
        if (walk->at >= limit)
            return false;
        scan_block(walk);
    }
    walk->at = walk->scanned - SCAN_BLOCK + (size_t)__builtin_ctzll(walk->stops);
    return walk->at < limit;
}

/* Where the run of stops begins whose last byte is text[at]; SIZE_MAX if that is no stop. */
static size_t run_start(const struct sentence_walk *walk, size_t at, size_t low)
{
    if (byte_at(walk->text, at) == 0xa6) { /* the last byte of … */
        if (at - low < 2 || stop_at(walk->text, at - 2, walk->size) == 0)
            return SIZE_MAX;
        at -= 2;
    }
    for (;;) {
        if (at > low && stop_at(walk->text, at - 1, at) == 1)
            at -= 1;
        else if (at - low >= 3 && stop_at(walk->text, at - 3, at) == 3)
            at -= 3;
        else
            return at;
    }
}

/* Does text[at] begin a sentence without doubt: a capital, an opening mark and a capital? */
static bool capital_at(const char *text, size_t at)
{
    unsigned byte = byte_at(text, at);
    if (is_ascii_upper(byte))
        return true;
    if (byte == 0xc3)
        return byte_at(text, at + 1) < 0x9f && byte_at(text, at + 1) != 0x97;
    return byte == 0xe2 && byte_at(text, at + 1) == 0x80 && byte_at(text, at + 2) == 0x9e &&
           is_ascii_upper(byte_at(text, at + 3));
}

static bool has_vowel(const char *word, size_t size)
{
    /* a bit for each of a e i o u y, by the last five bits of the letter */
    const uint32_t vowels = 1u << 1 | 1u << 5 | 1u << 9 | 1u << 15 | 1u << 21 | 1u << 25;
    uint32_t letters = 0;
    for (size_t i = 0; i < size; i++)
        letters |= 1u << (byte_at(word, i) & 31);
    return letters & vowels;
}

/* Is text[start..end), letters before a full stop, a word that no rule doubts? */
static bool plain_word(const char *text, size_t start, size_t end)
{
    size_t size = end - start;
    return size >= 3 && size < SCAN_WORD && is_ascii_lower(byte_at(text, end - 1)) &&
           text[start - 1] == ' ' && text[start - 2] != '.' && byte_at(text, start - 2) < 0x80 &&
           (size > 5 || has_vowel(text + start, size)) && !abbreviation_label(text + start, size) &&
           !(language_may_abbreviate(byte_at(text, end - 1), size) &&
             language_word(text + start, size) & (LANGUAGE_ABBREVIATION | LANGUAGE_PART));
}

/* The usual case, at once: a word that is no abbreviation, a full stop, perhaps a closing mark, a
 * space, a capital. False leaves it to the rules, which decide the same. */
static bool plain_end(const struct sentence_walk *walk, struct candidate *c)
{
    const char *text = walk->text;
    size_t at = walk->at, end = at + 1;
    if (text[at] != '.' || walk->options.abbreviations || at - walk->start <= SCAN_WORD ||
        walk->size - at < 9)
        return false;
    if (byte_at(text, end) == 0xe2 && byte_at(text, end + 1) == 0x80 &&
        byte_at(text, end + 2) == 0x9c)
        end += 3;
    if (text[end] != ' ' || !capital_at(text, end + 1))
        return false;
    const struct scan *scan = walk->scan;
    size_t start = at - scan->letters(text + at);
    if (!plain_word(text, start, at))
        return false;
    c->end = end;
    c->next = end + 1;
    c->rule = RULE_FULL_STOP_AFTER_A_WORD;
    c->about = (struct word){start, at};
    return true;
}

/* Reads and decides the candidate at walk->at. False if none stands there. */
static bool visit(struct sentence_walk *walk, struct candidate *c)
{
    size_t at = walk->at;
    *c = (struct candidate){.text = walk->text, .own = walk->options.abbreviations};
    c->from_start = at - walk->start <= LOOK_BACK;
    c->low = c->from_start ? walk->start : at - LOOK_BACK;
    c->high = walk->size - at > LOOK_AHEAD ? at + LOOK_AHEAD : walk->size;
    size_t first = run_start(walk, at, c->low);
    walk->at = at + 1;
    if (first == SIZE_MAX)
        return false;
    bool candidate = candidate_read(c, first);
    if (c->end > at)
        walk->at = c->end;
    return candidate;
}

bool walk_candidate(struct sentence_walk *walk, size_t limit, struct sentence_break *found)
{
    struct candidate c;
    while (next_stop(walk, limit)) {
        if (plain_end(walk, &c)) {
            walk->at = c.end;
            found->is_end = true;
        } else {
            if (!visit(walk, &c))
                continue;
            found->is_end = candidate_decide(&c);
        }
        if (found->is_end && walk->options.keep_quotations && inside_quotation(walk, c.end)) {
            found->is_end = false;
            c.rule = RULE_INSIDE_A_QUOTATION;
        }
        found->end = c.end;
        found->next = c.next;
        found->rule = rule_name(c.rule);
        found->word_start = c.about.start;
        found->word_end = c.about.end;
        if (found->is_end)
            walk->start = c.next;
        return true;
    }
    return false;
}

bool sentence_candidate(struct sentence_walk *walk, struct sentence_break *found)
{
    return walk_candidate(walk, walk->size, found);
}

bool sentence_next(struct sentence_walk *walk, struct sentence_break *found)
{
    while (walk_candidate(walk, walk->size, found))
        if (found->is_end)
            return true;
    return false;
}
