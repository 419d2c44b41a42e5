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

/* One character of a text. */
struct mark {
    struct view text;
    uint32_t c;
    size_t start, end;
};

static bool letter_before(const struct mark *mark)
{
    return token_letter_before(mark->text, mark->start);
}

static bool digit_before(const struct mark *mark)
{
    return mark->start > 0 && token_is_digit(mark->text, mark->start - 1);
}

static bool blank_before(const struct mark *mark)
{
    return mark->start == 0 || token_skip_blanks_back(mark->text, mark->start) < mark->start;
}

static bool letter_after(const struct mark *mark)
{
    return token_letter(mark->text, mark->end) > 0;
}

static bool digit_after(const struct mark *mark)
{
    return token_is_digit(mark->text, mark->end);
}

static bool blank_after(const struct mark *mark)
{
    struct view text = mark->text;
    size_t at = mark->end;
    return at >= text.size || token_blank(text, at) > 0 || text.data[at] == '\t' ||
           text.data[at] == '\n';
}

/* Whether a byte begins what may be a mark. */
static bool begins_mark(char byte)
{
    return byte == '"' || byte == '\xc2' || byte == '\xe2';
}

#ifdef __SSE2__

#include <emmintrin.h>

/* Which of 16 bytes begin what may be a mark. */
static unsigned marks_of_16(const char *bytes)
{
    __m128i all = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i two = _mm_or_si128(_mm_cmpeq_epi8(all, _mm_set1_epi8('\xc2')),
                               _mm_cmpeq_epi8(all, _mm_set1_epi8('\xe2')));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(all, _mm_set1_epi8('"')), two));
}

#else

static unsigned marks_of_16(const char *bytes)
{
    unsigned marks = 0;
    for (unsigned i = 0; i < 16; i++)
        marks |= (unsigned)begins_mark(bytes[i]) << i;
    return marks;
}

#endif

/* The offset, from `at` on, of the first byte that begins what may be a mark, or the end. */
static size_t skip_plain(struct view text, size_t at)
{
    for (; text.size - at >= 16; at += 16) {
        unsigned marks = marks_of_16(text.data + at);
        if (marks)
            return at + (unsigned)__builtin_ctz(marks);
    }
    while (at < text.size && !begins_mark(text.data[at]))
        at++;
    return at;
}

/* The next mark at or after *at, which moves behind it; false if there is none. */
static bool next_mark(struct view text, size_t *at, struct mark *mark)
{
    while ((*at = skip_plain(text, *at)) < text.size) {
        uint32_t c;
        size_t start = *at;
        *at += utf8_decode(text, start, &c);
        if (c == '"' || c == LEFT_GUILLEMET || c == RIGHT_GUILLEMET ||
            (c >= 0x2018 && c <= 0x203a)) {
            *mark = (struct mark){text, c, start, *at};
            return true;
        }
    }
    return false;
}

/* ---- German marks ------------------------------------------------------------------------ */

/* An arrow or a bullet, not a quotation mark: » More, Home › Sport. */
static bool is_arrow(const struct mark *mark)
{
    return blank_after(mark) && blank_before(mark);
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

/* ---- English quotations ------------------------------------------------------------------ */

/* The quotations that are open at a place of an English text. */
struct quotations {
    size_t doubles, singles;
    bool straight;
    bool wrong;        /* one closed that did not open */
    bool stop;         /* a comma or full stop stands after one that closes */
    size_t last_close; /* offset after the mark that closed last, SIZE_MAX: none */
};

/* 27" or 5' 10": a mark after a digit that closes nothing. */
static void take_straight(struct quotations *open, const struct mark *mark)
{
    if (!open->straight && digit_before(mark))
        return;
    open->straight = !open->straight;
    if (!open->straight)
        open->last_close = mark->end;
}

/* ’ is an apostrophe unless it closes a quotation; ‘ before a digit or in a word is one too. */
static void take_single(struct quotations *open, const struct mark *mark)
{
    if (mark->c == OPEN_SINGLE) {
        open->singles += !letter_before(mark) && !digit_after(mark);
        return;
    }
    if ((letter_before(mark) || digit_before(mark)) && (letter_after(mark) || digit_after(mark)))
        return;
    if (open->singles == 0 || blank_before(mark))
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

/* Reads all marks of one more piece, whose edges are blanks. */
static void read_quotations(struct quotations *open, struct view text)
{
    struct mark mark;
    open->last_close = SIZE_MAX;
    for (size_t at = 0; next_mark(text, &at, &mark);) {
        take_mark(open, &mark);
        open->stop |= open->last_close == at && is_stop(text, at);
    }
}

/* Whether the German opens as many quotations as it closes, as far as can be counted. */
static bool german_is_even(struct view text)
{
    size_t count = 0;
    struct mark mark;
    for (size_t at = 0; next_mark(text, &at, &mark);)
        count += mark.c == LOW_DOUBLE || mark.c == OPEN_DOUBLE || mark.c == CLOSE_DOUBLE ||
                 (mark.c == '"' && !digit_before(&mark)) ||
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

/* The brackets that are open at a place of a text. */
struct brackets {
    size_t round, square;
    bool wrong; /* one closed that did not open */
};

/* Reads all brackets of one more piece, whose edges are blanks. */
static void read_brackets(struct brackets *open, struct view text)
{
    for (size_t at = 0; at < text.size && !open->wrong; at++) {
        char byte = text.data[at];
        if (byte != '(' && byte != ')' && byte != '[' && byte != ']')
            continue;
        bool smiley = at > 0 && strchr(":;", text.data[at - 1]);
        if (byte == '(' && !smiley)
            open->round++;
        else if (byte == '[')
            open->square++;
        else if (byte == ')' && open->round > 0)
            open->round--;
        else if (byte == ']' && open->square > 0)
            open->square--;
        else
            open->wrong = byte == ']' || (byte == ')' && !closes_nothing(text, at));
    }
}

static bool are_balanced(const struct brackets *open)
{
    return !open->wrong && open->round == 0 && open->square == 0;
}

static bool german_is_balanced(struct view text)
{
    struct brackets open = {0};
    read_brackets(&open, text);
    return are_balanced(&open);
}

/* ---- the block --------------------------------------------------------------------------- */

/* The next piece of the block's English that has one of `has`: a pair's, or all of it. */
static bool next_piece(struct checker *checker, unsigned has, size_t *index, struct view *text)
{
    const struct check_block *block = &checker->block;
    if (!block->spaced) {
        *text = check_block_english(checker);
        return (*index)++ == 0;
    }
    while (*index < block->pair_count && !(block->pairs[*index].has & has))
        ++*index;
    if (*index == block->pair_count)
        return false;
    *text = block->pairs[(*index)++].english;
    return true;
}

static bool has_german_mark(struct view text)
{
    struct mark mark;
    for (size_t at = 0; next_mark(text, &at, &mark);)
        if (is_german_mark(&mark))
            return true;
    return false;
}

static bool has_stop(struct view text)
{
    struct quotations open = {0};
    read_quotations(&open, text);
    return open.stop;
}

/* The first segment whose English is so, among those that have marks. */
static const struct check_segment *segment_with(const struct check_block *block,
                                                bool (*is_so)(struct view text))
{
    for (size_t i = 0; i < block->pair_count; i++) {
        const struct check_pair *pair = &block->pairs[i];
        if (pair->text && pair->has & HAS_QUOTE && is_so(pair->english))
            return pair->at;
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
    struct quotations open = {0};
    struct view text;
    const struct check_segment *german = segment_with(block, has_german_mark);
    if (german) {
        check_say(checker, CHECK_GERMAN_QUOTES, german,
                  "a quotation mark is German; English has “ ” and ‘ ’");
        return;
    }
    for (size_t i = 0; next_piece(checker, HAS_QUOTE, &i, &text);)
        read_quotations(&open, text);
    bool closed = open.doubles == 0 && open.singles == 0 && !open.straight && !open.wrong;
    if (!closed && !block->waiting && german_is_even(check_block_german(checker)))
        check_say(checker, CHECK_QUOTES_UNBALANCED, first,
                  open.wrong ? "a quotation of the block closes and does not open"
                             : "a quotation of the block opens and does not close");
    const struct check_segment *after =
        open.stop && checker->file.to == PROTECT_EN_US ? segment_with(block, has_stop) : NULL;
    if (after)
        check_say(checker, CHECK_COMMA_AFTER_QUOTE, after,
                  "a comma or full stop stands after a closing quotation mark; American English "
                  "puts it before");
}

static void check_brackets(struct checker *checker, const struct check_segment *first)
{
    struct brackets open = {0};
    struct view text;
    for (size_t i = 0; next_piece(checker, HAS_BRACKET, &i, &text);)
        read_brackets(&open, text);
    if (!are_balanced(&open) && german_is_balanced(check_block_german(checker)))
        check_say(checker, CHECK_BRACKETS_UNBALANCED, first,
                  "a bracket of the block does not open or does not close");
}

void check_marks(struct checker *checker)
{
    const struct check_block *block = &checker->block;
    const struct check_segment *first = first_text(block);
    if (!first)
        return;
    if (checker->file.to != PROTECT_TO_SOURCE && block->has & HAS_QUOTE)
        check_quotations(checker, first);
    if (!block->waiting && block->has & HAS_BRACKET)
        check_brackets(checker, first);
}
