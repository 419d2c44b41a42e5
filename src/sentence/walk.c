/* walk.c - goes from candidate to candidate through a block. */
#include "sentence/walk.h"

#include "sentence/candidate.h"
#include "sentence/scan.h"

void sentence_walk_begin(struct sentence_walk *walk, const char *text, size_t size,
                         const struct sentence_options *options)
{
    static const struct sentence_options none = {0};
    *walk = (struct sentence_walk){
        .text = text, .size = size, .options = options ? *options : none, .scan = scan_choose()};
}

/* Looks for stops in the next 64 bytes. */
static void scan_block(struct sentence_walk *walk)
{
    const struct scan *scan = walk->scan;
    const char *block = walk->text + walk->scanned;
    size_t left = walk->size - walk->scanned;
    unsigned long long lines;
    char padded[SCAN_BLOCK];
    if (walk->index) {
        walk->stops = walk->index[walk->scanned / SCAN_BLOCK];
    } else {
        if (left < SCAN_BLOCK) {
            memset(padded, 0, sizeof padded);
            block = memcpy(padded, block, left);
        }
        scan->index(block, 1, &walk->stops, &lines);
    }
    walk->scanned += SCAN_BLOCK;
}

/* Moves walk->at to the next stop; false if there is none before the limit. */
static inline bool next_stop(struct sentence_walk *walk, size_t limit)
{
    for (;;) {
        if (walk->at < walk->scanned) {
            size_t block = walk->scanned - SCAN_BLOCK;
            unsigned long long stops = walk->stops & ~0ull << (walk->at - block);
            walk->at = stops ? block + (size_t)__builtin_ctzll(stops) : walk->scanned;
            if (stops)
                return walk->at < limit;
        }
        if (walk->at >= limit)
            return false;
        walk->scanned = walk->at / SCAN_BLOCK * SCAN_BLOCK;
        scan_block(walk);
    }
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

/* Does text[at] begin a sentence without doubt: a capital, or an opening mark and a capital? */
static inline bool capital_at(const char *text, size_t at)
{
    unsigned byte = byte_at(text, at);
    if (byte == 0xe2 && byte_at(text, at + 1) == 0x80 && byte_at(text, at + 2) == 0x9e)
        byte = byte_at(text, at + 3);
    return is_ascii_upper(byte) ||
           (byte == 0xc3 && byte_at(text, at + 1) < 0x9f && byte_at(text, at + 1) != 0x97);
}

/* Is the word before text[end], a full stop, one that no rule doubts? No branches: what a word
 * is, no machine can guess. */
static inline bool plain_word(const char *text, size_t end, struct scan_word word)
{
    size_t size = word.size, start = end - size;
    uint64_t last = language_last(text + end, size);
    bool lower = is_ascii_lower(byte_at(text, end - 1));
    bool alone =
        (text[start - 1] == ' ') & (text[start - 2] != '.') & (byte_at(text, start - 2) < 0x80);
    bool label = (size > 3) & abbreviation_label(text + end);
    return (size >= 3) & (size < SCAN_WORD) & lower & alone & ((size > 5) | (word.vowel != 0)) &
           !label & language_no_abbreviation(text + end, size, last);
}

/* The usual case, at once: a word that is no abbreviation and a full stop, or another mark; perhaps
 * a closing mark; a space, a capital. False leaves it to the rules, which decide the same. */
static inline bool plain_end(const struct sentence_walk *walk, struct candidate *c)
{
    const char *text = walk->text;
    size_t at = walk->at, end = at + 1;
    if (walk->options.abbreviations || at < SCAN_WORD + 2 || walk->size - at < 10)
        return false;
    bool mark = byte_at(text, end) == 0xe2 && byte_at(text, end + 1) == 0x80 &&
                byte_at(text, end + 2) == 0x9c;
    end += mark ? 3 : 0;
    if (text[end] != ' ' || !capital_at(text, end + 1))
        return false;
    c->end = end;
    c->next = end + 1;
    c->about = (struct word){at, at};
    if (text[at] != '.') {
        c->rule = RULE_EXCLAMATION_OR_QUESTION_MARK;
        return byte_at(text, at) < 0x80; /* … is for the rules */
    }
    if (at > walk->start + 3 && memcmp(text + at - 3, "\xe2\x80\x9c", 3) == 0) {
        c->rule = RULE_FULL_STOP_AFTER_A_MARK;
        return true;
    }
    const struct scan *scan = walk->scan;
    struct scan_word word = scan->word(text + at);
    c->about.start = at - word.size;
    c->rule = RULE_FULL_STOP_AFTER_A_WORD;
    return c->about.start >= walk->start + 2 && plain_word(text, at, word);
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
        if (walk->at + 1 == walk->size) {
            walk->at++; /* the end of the block is none of a candidate */
            continue;
        }
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
