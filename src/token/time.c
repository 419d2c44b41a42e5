#include "language/dayparts.h"
#include "token/token.h"

/* One or two digits and perhaps minutes at text[at]. Returns the offset after them, or 0. */
static size_t clock(struct view text, size_t at, uint8_t *hour, uint8_t *minute, bool *has_minute)
{
    size_t start = at;
    unsigned value = 0;
    while (at < start + 2 && token_is_digit(text, at))
        value = value * 10 + (unsigned)(text.data[at++] - '0');
    if (at == start || token_is_digit(text, at) || value > 24)
        return 0;
    *hour = (uint8_t)value;
    *minute = 0;
    *has_minute = false;
    bool mark = at < text.size && (text.data[at] == '.' || text.data[at] == ':');
    if (!mark || !token_is_digit(text, at + 1))
        return at;
    if (!token_is_digit(text, at + 2) || token_is_digit(text, at + 3))
        return 0;
    *minute = (uint8_t)((text.data[at + 1] - '0') * 10 + text.data[at + 2] - '0');
    *has_minute = true;
    return *minute > 59 || (value == 24 && *minute > 0) ? 0 : at + 3;
}

static struct view word_at(struct view text, size_t at)
{
    return view_slice(text, at, token_word_end(text, at));
}

/* The offset after " Uhr" at text[at], or 0. */
static size_t uhr(struct view text, size_t at)
{
    size_t word = token_skip_blanks(text, at);
    if (!view_equal(word_at(text, word), VIEW("Uhr")) || !token_word_boundary(text, word + 3))
        return 0;
    return word + 3;
}

/* The joint between two times at text[at] and the offset of the second, or 0. */
static size_t joint(struct view text, size_t at, char *mark)
{
    size_t p = token_skip_blanks(text, at), dash = token_dash(text, p);
    struct view word = word_at(text, p);
    if (dash > 0) {
        *mark = '-';
        return token_skip_blanks(text, p + dash);
    }
    bool und = view_equal(word, VIEW("und")), oder = view_equal(word, VIEW("oder"));
    if (p == at || (!und && !oder && !view_equal(word, VIEW("bis"))))
        return 0;
    *mark = (char)(und ? 'u' : oder ? 'o' : 'b');
    return token_skip_blanks(text, p + word.size);
}

/* 8 Uhr abends is 20 Uhr. */
static uint8_t moved(uint8_t hour, const struct dayparts_row *part)
{
    return hour >= part->first && hour <= part->last ? (uint8_t)(hour + 12) : hour;
}

static void take_daypart(struct view text, struct token_time *out)
{
    size_t at = token_skip_blanks(text, out->end);
    struct view word = word_at(text, at);
    const struct dayparts_row *part = at > out->end ? dayparts_find(word) : NULL;
    if (!part || !token_word_boundary(text, at + word.size))
        return;
    out->daypart = true;
    out->hour = moved(out->hour, part);
    out->hour_to = out->range ? moved(out->hour_to, part) : 0;
    out->end = at + word.size;
}

static void take_zone(struct view text, struct token_time *out)
{
    size_t at = token_skip_blanks(text, out->end);
    struct view word = word_at(text, at);
    bool known = view_equal(word, VIEW("MEZ")) || view_equal(word, VIEW("MESZ"));
    if (at == out->end || !known || !token_word_boundary(text, at + word.size))
        return;
    out->zone = word;
    out->end = at + word.size;
}

/* The second half of a range that follows text[at]; returns the offset after its Uhr, or 0. */
static size_t take_second(struct view text, size_t at, struct token_time *out)
{
    size_t second = joint(text, at, &out->joint);
    if (second == 0)
        return 0;
    size_t end = clock(text, second, &out->hour_to, &out->minute_to, &out->has_minute_to);
    return end > 0 ? uhr(text, end) : 0;
}

bool token_time(struct view text, size_t at, struct token_time *out)
{
    *out = (struct token_time){0};
    if (token_letter_before(text, at) || (at > 0 && token_is_digit(text, at - 1)))
        return false;
    size_t end = clock(text, at, &out->hour, &out->minute, &out->has_minute);
    if (end == 0)
        return false;
    size_t first = uhr(text, end);
    size_t second = take_second(text, first > 0 ? first : end, out);
    if (first == 0 && second == 0)
        return false;
    out->range = second > 0;
    if (!out->range) {
        out->joint = 0;
        out->hour_to = out->minute_to = 0;
        out->has_minute_to = false;
    }
    out->end = out->range ? second : first;
    take_daypart(text, out);
    take_zone(text, out);
    return true;
}
