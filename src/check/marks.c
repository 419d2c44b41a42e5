/* marks.c - quotation marks and brackets: judged over a block, since a quotation may span it. */
#include "check/internal.h"

#include <string.h>

enum {
    LOW_DOUBLE = 0x201e,  /* „ */
    LOW_SINGLE = 0x201a,  /* ‚ */
    OPEN_DOUBLE = 0x201c, /* “ */
    CLOSE_DOUBLE = 0x201d,
    OPEN_SINGLE = 0x2018, /* ‘ */
    CLOSE_SINGLE = 0x2019,
    LEFT_GUILLEMET = 0xab,
    RIGHT_GUILLEMET = 0xbb,
    LEFT_ANGLE = 0x2039,
    RIGHT_ANGLE = 0x203a,
};

/* One character of a text, and what is around it. */
struct mark {
    uint32_t c;
    size_t start, end;
    bool letter_before, digit_before, blank_before;
    bool letter_after, digit_after, blank_after;
};

static bool is_edge(struct view text, size_t at)
{
    return at >= text.size || token_blank(text, at) > 0 || text.data[at] == '\t' ||
           text.data[at] == '\n';
}

static struct mark read_mark(struct view text, size_t at)
{
    struct mark mark = {.start = at};
    mark.end = at + utf8_decode(text, at, &mark.c);
    mark.letter_before = token_letter_before(text, at);
    mark.digit_before = at > 0 && token_is_digit(text, at - 1);
    mark.blank_before = at == 0 || token_skip_blanks_back(text, at) < at;
    mark.letter_after = mark.end < text.size && token_letter(text, mark.end) > 0;
    mark.digit_after = mark.end < text.size && token_is_digit(text, mark.end);
    mark.blank_after = is_edge(text, mark.end);
    return mark;
}

/* Whether the eight bytes are ASCII and no '"'. A borrow may say no where it is yes. */
static bool has_none(const char *bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word, other;
    memcpy(&word, bytes, sizeof word);
    other = word ^ '"' * ones;
    return (((other - ones) | word) & 0x80 * ones) == 0;
}

/* The next mark at or after *at; false if there is none. */
static bool next_mark(struct view text, size_t *at, struct mark *mark)
{
    static const bool begins_mark[256] = {['"'] = true, [0xc2] = true, [0xe2] = true};
    while (*at < text.size) {
        if (!begins_mark[(unsigned char)text.data[*at]]) {
            *at += text.size - *at >= 8 && has_none(text.data + *at) ? 8 : 1;
            continue;
        }
        uint32_t c = (unsigned char)text.data[*at];
        size_t size = c < 0x80 ? 1 : utf8_decode(text, *at, &c);
        if (c == '"' || c == LEFT_GUILLEMET || c == RIGHT_GUILLEMET ||
            (c >= 0x2018 && c <= 0x203a)) {
            *mark = read_mark(text, *at);
            *at = mark->end;
            return true;
        }
        *at += size;
    }
    return false;
}

/* ---- German marks ------------------------------------------------------------------------ */

/* An arrow or a bullet, not a quotation mark: » More, Home › Sport. */
static bool is_arrow(const struct mark *mark)
{
    return mark->blank_after && mark->blank_before;
}

static bool is_german_mark(const struct mark *mark)
{
    switch (mark->c) {
    case LOW_DOUBLE:
    case LOW_SINGLE:
        return true;
    case LEFT_GUILLEMET:
    case RIGHT_GUILLEMET:
    case LEFT_ANGLE:
    case RIGHT_ANGLE:
        return !is_arrow(mark);
    default:
        return false;
    }
}

/* The offset of the first German mark, or SIZE_MAX. */
static size_t find_german_mark(struct view text)
{
    struct mark mark;
    for (size_t at = 0; next_mark(text, &at, &mark);)
        if (is_german_mark(&mark))
            return mark.start;
    return SIZE_MAX;
}

/* ---- English quotations ------------------------------------------------------------------ */

/* The quotations that are open at a place of an English text. */
struct quotations {
    size_t doubles, singles;
    bool straight;
    bool wrong;        /* one closed that did not open */
    size_t last_close; /* offset after the mark that closed last, SIZE_MAX: none */
};

/* 27" or 5' 10": a mark after a digit that closes nothing. */
static void take_straight(struct quotations *open, const struct mark *mark)
{
    if (!open->straight && mark->digit_before)
        return;
    open->straight = !open->straight;
    if (!open->straight)
        open->last_close = mark->end;
}

/* ’ is an apostrophe unless it closes a quotation; ‘ before a digit or in a word is one too. */
static void take_single(struct quotations *open, const struct mark *mark)
{
    if (mark->c == OPEN_SINGLE) {
        open->singles += !mark->letter_before && !mark->digit_after;
        return;
    }
    if ((mark->letter_before || mark->digit_before) && (mark->letter_after || mark->digit_after))
        return;
    if (open->singles == 0 || mark->blank_before)
        return;
    open->singles--;
    open->last_close = mark->end;
}

static void take_double(struct quotations *open, const struct mark *mark)
{
    if (mark->c == OPEN_DOUBLE) {
        open->doubles++;
        return;
    }
    open->wrong |= open->doubles == 0;
    open->doubles -= open->doubles > 0;
    open->last_close = mark->end;
}

static void take_mark(struct quotations *open, const struct mark *mark)
{
    if (mark->c == '"')
        take_straight(open, mark);
    else if (mark->c == OPEN_DOUBLE || mark->c == CLOSE_DOUBLE)
        take_double(open, mark);
    else if (mark->c == OPEN_SINGLE || mark->c == CLOSE_SINGLE)
        take_single(open, mark);
}

/* A comma or one full stop at text[at], and then the word is over. */
static bool is_stop(struct view text, size_t at)
{
    if (at >= text.size || (text.data[at] != ',' && text.data[at] != '.'))
        return false;
    size_t next = at + 1;
    return next >= text.size ||
           (text.data[next] != '.' && !token_is_digit(text, next) && token_letter(text, next) == 0);
}

/* Reads all marks; *stop is the offset of the first comma or full stop after a closing one. */
static struct quotations read_quotations(struct view text, size_t *stop)
{
    struct quotations open = {.last_close = SIZE_MAX};
    *stop = SIZE_MAX;
    struct mark mark;
    for (size_t at = 0; next_mark(text, &at, &mark);) {
        take_mark(&open, &mark);
        if (*stop == SIZE_MAX && open.last_close == at && is_stop(text, at))
            *stop = at;
    }
    return open;
}

/* Whether the German opens as many quotations as it closes, as far as can be counted. */
static bool german_is_even(struct view text)
{
    size_t count = 0;
    struct mark mark;
    for (size_t at = 0; next_mark(text, &at, &mark);)
        count += mark.c == LOW_DOUBLE || mark.c == OPEN_DOUBLE || mark.c == CLOSE_DOUBLE ||
                 (mark.c == '"' && !mark.digit_before) ||
                 ((mark.c == LEFT_GUILLEMET || mark.c == RIGHT_GUILLEMET) && !is_arrow(&mark));
    return count % 2 == 0;
}

/* ---- brackets ---------------------------------------------------------------------------- */

/* :) and 1) and a) close nothing. */
static bool closes_nothing(struct view text, size_t at)
{
    size_t start = at;
    if (at > 0 && strchr(":;-", text.data[at - 1]))
        return true;
    while (start > 0 && at - start < 3 &&
           (token_is_digit(text, start - 1) || token_letter_before(text, start)))
        start--;
    return start < at && (start == 0 || token_skip_blanks_back(text, start) < start);
}

static bool brackets_balanced(struct view text)
{
    size_t round = 0, square = 0;
    for (size_t at = 0; at < text.size; at++) {
        char byte = text.data[at];
        if (byte != '(' && byte != ')' && byte != '[' && byte != ']')
            continue;
        bool smiley = at > 0 && strchr(":;", text.data[at - 1]);
        if (byte == '(' && !smiley)
            round++;
        else if (byte == '[')
            square++;
        else if (byte == ')' && round > 0)
            round--;
        else if (byte == ']' && square > 0)
            square--;
        else if (byte == ']' || (byte == ')' && !closes_nothing(text, at)))
            return false;
    }
    return round == 0 && square == 0;
}

/* ---- the block --------------------------------------------------------------------------- */

/* The segment whose English has the first German mark, or a stop after a quotation. */
static const struct check_segment *segment_with(const struct check_block *block, bool german)
{
    for (size_t i = 0; i < block->pair_count; i++) {
        size_t stop;
        struct view text = block->pairs[i].english;
        if (!block->pairs[i].text || !(block->pairs[i].has & HAS_QUOTE))
            continue;
        if (german)
            stop = find_german_mark(text);
        else
            read_quotations(text, &stop);
        if (stop != SIZE_MAX)
            return block->pairs[i].at;
    }
    return NULL;
}

static const struct check_segment *first_text(const struct check_block *block)
{
    for (size_t i = 0; i < block->pair_count; i++)
        if (block->pairs[i].text)
            return block->pairs[i].at;
    return NULL;
}

static void check_quotations(struct checker *checker, const struct check_segment *first)
{
    const struct check_block *block = &checker->block;
    size_t stop;
    const struct check_segment *german = segment_with(block, true);
    if (german) {
        check_say(checker, CHECK_GERMAN_QUOTES, german,
                  "a quotation mark is German; English has “ ” and ‘ ’");
        return;
    }
    struct quotations open = read_quotations(check_block_english(checker), &stop);
    bool closed = open.doubles == 0 && open.singles == 0 && !open.straight && !open.wrong;
    if (!closed && !block->waiting && german_is_even(check_block_german(checker)))
        check_say(checker, CHECK_QUOTES_UNBALANCED, first,
                  open.wrong ? "a quotation of the block closes and does not open"
                             : "a quotation of the block opens and does not close");
    const struct check_segment *after =
        stop != SIZE_MAX && checker->file.to == PROTECT_EN_US ? segment_with(block, false) : NULL;
    if (after)
        check_say(checker, CHECK_COMMA_AFTER_QUOTE, after,
                  "a comma or full stop stands after a closing quotation mark; American English "
                  "puts it before");
}

void check_marks(struct checker *checker)
{
    const struct check_block *block = &checker->block;
    const struct check_segment *first = first_text(block);
    if (!first)
        return;
    if (checker->file.to != PROTECT_TO_SOURCE && block->has & HAS_QUOTE)
        check_quotations(checker, first);
    if (!block->waiting && block->has & HAS_BRACKET &&
        !brackets_balanced(check_block_english(checker)) &&
        brackets_balanced(check_block_german(checker)))
        check_say(checker, CHECK_BRACKETS_UNBALANCED, first,
                  "a bracket of the block does not open or does not close");
}
