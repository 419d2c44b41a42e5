/* candidate.c - reads what stands around a place where a sentence may end. */
#include "sentence/candidate.h"

/* :-) ;) =) :o) :D and the like, after the stop and one blank: it belongs to the sentence before.
 * At text[at] stands : or ; or =. */
static size_t smiley_at(const char *text, size_t at, size_t high)
{
    size_t i = at + 1;
    if (i < high && memchr("-o'", text[i], 3))
        i++;
    if (i >= high || !memchr("()DPp", text[i], 5))
        return 0;
    while (i < high && (text[i] == text[i - 1] || memchr("()DPp", text[i], 5)))
        i++;
    return i == high || white_at(text, i, high) > 0 ? i - at : 0;
}

/* Bytes of a face, a hand or a heart: signs that close a sentence as a smiley does. */
static size_t emoji_at(const char *text, size_t at, size_t high)
{
    if (high - at < 3)
        return 0;
    unsigned first = byte_at(text, at), second = byte_at(text, at + 1),
             third = byte_at(text, at + 2);
    if (first == 0xe2) /* U+2639, U+263A, U+2764 */
        return (second == 0x98 && (third == 0xb9 || third == 0xba)) ||
                       (second == 0x9d && third == 0xa4)
                   ? 3
                   : 0;
    bool pictogram = first == 0xf0 && second == 0x9f && high - at >= 4;
    bool person = third == 0x91 || third == 0x92 || third == 0x98 || third == 0x99;
    return pictogram && (person || (third >= 0xa4 && third <= 0xa7)) ? 4 : 0;
}

/* Bytes of what changes the emoji before it: its variant, the colour of its skin. */
static size_t emoji_modifier_at(const char *text, size_t at, size_t high)
{
    if (high - at >= 3 && memcmp(text + at, "\xef\xb8\x8f", 3) == 0)
        return 3;
    return high - at >= 4 && memcmp(text + at, "\xf0\x9f\x8f", 3) == 0 ? 4 : 0;
}

/* Bytes of emojis after the stop and one blank, up to a blank. */
static size_t emojis_at(const char *text, size_t at, size_t high)
{
    size_t i = at;
    for (size_t size = emoji_at(text, i, high); size > 0;) {
        i += size;
        size = emoji_modifier_at(text, i, high);
        if (size == 0)
            size = emoji_at(text, i, high);
    }
    return i > at && (i == high || white_at(text, i, high) > 0) ? i - at : 0;
}

static void read_stops(struct candidate *c, size_t at)
{
    size_t dots = 0, i = at;
    c->stop = at;
    for (size_t size; (size = stop_at(c->text, i, c->high)) > 0; i += size) {
        c->strong = c->strong || (size == 1 && c->text[i] != '.');
        dots += size;
    }
    c->stop_size = i - at;
    c->ellipsis = !c->strong && dots > 1;
    c->end = i;
}

/* Bytes of [1] or [12]. */
static size_t footnote_at(const char *text, size_t at, size_t high)
{
    size_t i = at + 1;
    while (i < high && i - at < 4 && is_digit(byte_at(text, i)))
        i++;
    return i < high && i > at + 1 && text[at] == '[' && text[i] == ']' ? i + 1 - at : 0;
}

/* Bytes of a no-break space and a quotation mark that an ordinary blank follows: « so ». */
static size_t spaced_quote_at(const char *text, size_t at, size_t high)
{
    enum mark mark;
    size_t blank = white_at(text, at, high);
    if (blank < 2)
        return 0;
    size_t size = mark_at(text, at + blank, high, &mark), end = at + blank + size;
    bool closes = mark == MARK_QUOTE && (end == high || white_at(text, end, high) == 1);
    return closes ? blank + size : 0;
}

/* Quotation marks, brackets, footnotes and more stops, up to a blank. */
static void read_closers(struct candidate *c)
{
    enum mark mark;
    for (size_t size;; c->end += size) {
        if (stop_at(c->text, c->end, c->high) > 0) {
            read_stops(c, c->end); /* (...). and “. end more than the bracket */
            c->bracketed = c->quoted = false;
            size = 0;
            continue;
        }
        size = mark_at(c->text, c->end, c->high, &mark);
        if (size == 0)
            size = spaced_quote_at(c->text, c->end, c->high);
        if (mark == MARK_OPEN)
            size = footnote_at(c->text, c->end, c->high);
        if (size == 0)
            return;
        if (mark == MARK_CLOSE && !c->quoted && !c->bracketed) {
            c->bracketed = true;
            c->bracket = c->end;
        }
        c->quoted = c->quoted || mark != MARK_CLOSE;
    }
}

static void skip_blanks(struct candidate *c)
{
    for (size_t blank; (blank = white_at(c->text, c->next, c->high)) > 0;)
        c->next += blank;
}

static bool may_be_smiley(unsigned byte)
{
    return byte == ':' || byte == ';' || byte == '=' || byte == 0xe2 || byte == 0xf0;
}

static void read_smiley(struct candidate *c)
{
    bool ascii = byte_at(c->text, c->next) < 0x80;
    size_t smiley = (ascii ? smiley_at : emojis_at)(c->text, c->next, c->high);
    if (smiley == 0)
        return;
    c->end = c->next = c->next + smiley;
    c->strong = true;
    skip_blanks(c);
}

bool candidate_read_any(struct candidate *c, size_t at)
{
    read_stops(c, at);
    if (c->end < c->high && c->text[c->end] != ' ')
        read_closers(c);
    if (white_at(c->text, c->end, c->high) == 0)
        return false;
    c->next = c->end;
    skip_blanks(c);
    if (c->next < c->high && may_be_smiley(byte_at(c->text, c->next)))
        read_smiley(c);
    return c->next < c->high;
}

/* The offset after the letters and digits of ASCII at text[at], eight bytes at most where the text
 * goes on; that may be beyond the limit. */
static inline size_t ascii_word(const struct candidate *c, size_t at, size_t limit)
{
    if (c->high - at >= 8)
        return at + word_bytes(language_ahead(c->text + at));
    while (at < limit && byte_in_word[byte_at(c->text, at)])
        at++;
    return at;
}

/* The offset behind the letters and digits at text[at]. */
static size_t letters_end(const struct candidate *c, size_t at)
{
    size_t limit = c->high - at > WORD_LIMIT ? at + WORD_LIMIT : c->high, size;
    for (;;) {
        size_t end = ascii_word(c, at, limit);
        if (end >= limit)
            return limit;
        if (end - at == 8)
            size = 0;
        else if (letter_at(c->text, end, limit, &size) == LETTER_NONE)
            return end;
        at = end + size;
    }
}

/* 's, ’ne: a clipped word; c->right then is the letters after the apostrophe. */
static bool clipped(const struct candidate *c, size_t at)
{
    size_t size = letters_end(c, at) - at;
    const char *p = c->text + at;
    return (size == 1 && *p == 's') || (size <= 3 && size > 0 && *p == 'n' && size != 2) ||
           (size == 2 && memcmp(p, "ne", 2) == 0);
}

/* b) or bb) in a list. */
static bool list_letter(const struct candidate *c, size_t at)
{
    size_t i = at + 1;
    while (i < c->high && i - at < 3 && c->text[i] == c->text[at])
        i++;
    return i < c->high && c->text[i] == ')' && !c->right_bracket;
}

/* eBay, iPhone: one or two small letters, then a capital. */
static bool brand(const struct candidate *c, size_t at)
{
    size_t i = at + 1;
    if (i < c->high && is_ascii_lower(byte_at(c->text, i)))
        i++;
    return i < c->high && is_ascii_upper(byte_at(c->text, i));
}

/* Bytes of -- or ---, which typewriters put for a dash, before a word that is not small. */
static size_t hyphens_at(const struct candidate *c, size_t at)
{
    size_t end = at, size;
    while (end < c->high && end - at < 3 && c->text[end] == '-')
        end++;
    size_t word = end + white_at(c->text, end, c->high);
    bool dash = end - at >= 2 && word > end;
    return dash && letter_at(c->text, word, c->high, &size) != LETTER_LOWER ? end - at : 0;
}

/* Bytes of a dash before a blank. */
static size_t word_dash_at(const struct candidate *c, size_t at)
{
    size_t size = dash_at(c->text, at, c->high);
    return size == 0 ? 0 : white_at(c->text, at + size, c->high) > 0 ? size : hyphens_at(c, at);
}

/* Bytes of ,, which typewriters put for „ before a word; not in a talk, ,,Who?“ ,,You.“ */
static size_t commas_at(const struct candidate *c, size_t at)
{
    size_t size;
    return !c->quoted && c->high - at > 2 && c->text[at] == ',' && c->text[at + 1] == ',' &&
                   letter_at(c->text, at + 2, c->high, &size) != LETTER_NONE
               ? 2
               : 0;
}

/* Skips the marks before the word that follows. */
static SELDOM size_t read_right_marks(struct candidate *c)
{
    size_t at = c->next, size;
    enum mark mark;
    while (at < c->high && !byte_in_word[byte_at(c->text, at)]) {
        if ((size = mark_at(c->text, at, c->high, &mark)) > 0) {
            c->right_quote = c->right_quote || mark == MARK_QUOTE;
            c->right_bracket = c->right_bracket || mark == MARK_OPEN;
        } else if ((size = word_dash_at(c, at)) > 0) {
            c->right_dash = true;
        } else if ((size = commas_at(c, at)) > 0) {
            c->right_quote = true;
        } else {
            return at;
        }
        for (at += size; (size = white_at(c->text, at, c->high)) > 0;)
            at += size;
    }
    return at;
}

static bool joint(unsigned byte)
{
    return byte == ',' || byte == ';' || byte == ':' || byte == '&' || byte == '+' || byte == '=' ||
           byte == '/' || byte == '%' || byte == '|' || byte == '<' || byte == '>';
}

enum follow_kind small_follow(const struct candidate *c, size_t at)
{
    bool capital = brand(c, at) || list_letter(c, at) || (c->right_quote && clipped(c, at));
    return capital ? FOLLOW_UPPER : FOLLOW_LOWER;
}

/* What follows where no letter or digit of ASCII does. */
static SELDOM enum follow_kind other_follow(const struct candidate *c, size_t at)
{
    size_t size;
    switch (letter_at(c->text, at, c->high, &size)) {
    case LETTER_UPPER:
        return FOLLOW_UPPER;
    case LETTER_DIGIT:
        return FOLLOW_DIGIT;
    case LETTER_LOWER:
        return small_follow(c, at);
    case LETTER_NONE:
        break;
    }
    if (at >= c->high)
        return FOLLOW_NOTHING;
    if (joint(byte_at(c->text, at)))
        return FOLLOW_JOINT;
    if (stop_at(c->text, at, c->high) == 0)
        return FOLLOW_SIGN;
    return c->right_bracket ? FOLLOW_UPPER /* […] */ : FOLLOW_LOWER;
}

void candidate_read_right_any(struct candidate *c)
{
    size_t at = c->next;
    if (!byte_in_word[byte_at(c->text, at)])
        at = read_right_marks(c);
    enum byte_kind kind = at < c->high ? kind_at(c->text, at) : BYTE_OTHER;
    c->right = at;
    c->right_end = letters_end(c, at);
    c->follow = kind == BYTE_LOWER                         ? small_follow(c, at)
                : kind == BYTE_UPPER || kind == BYTE_DIGIT ? (enum follow_kind)kind
                                                           : other_follow(c, at);
}

bool clause_follows(const struct candidate *c)
{
    size_t blank = white_at(c->text, c->right_end, c->high), at = c->right_end + blank;
    return c->follow == FOLLOW_UPPER && blank > 0 &&
           word_flags(c, (struct word){at, letters_end(c, at)}) & LANGUAGE_VERB;
}

/* Seltsamerweise, Passiert: what ends so is an adverb, but for Verweise, or a verb. */
static bool ends_as_starter(const struct candidate *c, struct word word)
{
    static const char adverb[] = "erweise", verb[] = "iert";
    const char *end = c->text + word.end;
    size_t size = word.end - word.start, adverb_size = sizeof adverb - 1;
    if (size > 6 && memcmp(end - 4, verb, 4) == 0)
        return true;
    return size >= adverb_size + 3 && memcmp(end - adverb_size, adverb, adverb_size) == 0 &&
           end[-(long)adverb_size - 1] != 'v';
}

bool starter(struct candidate *c)
{
    if (c->follow != FOLLOW_UPPER)
        return false;
    if (is_ascii_lower(byte_at(c->text, c->right)))
        return c->right_quote; /* 's, but not eBay */
    struct word word = right_word(c);
    if (word.end < c->high && c->text[word.end] == '-')
        return false;
    return right_flags(c) & LANGUAGE_STARTER || ends_as_starter(c, word);
}
