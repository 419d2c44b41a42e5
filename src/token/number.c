#include "token/token.h"

#define DIGITS_MAX 64u /* of a group or a fraction; more is no number of a newspaper */

#define SMALL 19u /* so many digits are less than 2^64 in any case */

static size_t digits_end(struct view text, size_t at)
{
    size_t limit = at + DIGITS_MAX;
    while (at < limit && token_is_digit(text, at))
        at++;
    return at;
}

/* Length of the mark of thousands at text[at], or 0. */
static size_t separator(struct view text, size_t at)
{
    if (at >= text.size)
        return 0;
    const unsigned char *p = (const unsigned char *)text.data + at;
    size_t left = text.size - at;
    if (p[0] == '.' || p[0] == '\'')
        return 1;
    if (p[0] == 0xe2 && left > 2 && p[1] == 0x80 && p[2] == 0x99) /* U+2019 */
        return 3;
    if (p[0] == 0xca && left > 1 && p[1] == 0xbc) /* U+02BC */
        return 2;
    return token_blank(text, at);
}

/* The end of the groups of three digits that follow text[at], each after the mark at text[at]. */
static size_t groups_end(struct view text, size_t at, unsigned *groups)
{
    size_t length = separator(text, at);
    struct view mark = view_slice(text, at, at + length);
    *groups = 0;
    while (length > 0 && *groups < 12 && token_is_digit(text, at + length) &&
           digits_end(text, at + length) == at + length + 3 &&
           view_equal(view_slice(text, at, at + length), mark)) {
        at += length + 3;
        ++*groups;
    }
    return at;
}

/* Digits in groups by plain blanks are one number for certain only if they end in 000. */
static bool parted_by_blank(struct view text, size_t at, size_t end)
{
    return text.data[at] == ' ' && !view_equal(view_slice(text, end - 3, end), VIEW("000"));
}

static uint64_t value_of(struct view text, size_t at, size_t end, unsigned *digits)
{
    uint64_t value = 0;
    unsigned count = 0;
    for (; at < end; at++) {
        if (!token_is_digit(text, at))
            continue;
        unsigned digit = (unsigned)(text.data[at] - '0');
        bool fits = count < SMALL || value <= (UINT64_MAX - 1 - digit) / 10;
        value = fits && value != UINT64_MAX ? value * 10 + digit : UINT64_MAX;
        count++;
    }
    *digits = count;
    return value;
}

static bool groups_of(struct view text, size_t at, enum token_locale locale,
                      struct token_number *out)
{
    unsigned groups;
    if (out->end - at > 3 || text.data[at] == '0')
        return false;
    size_t end = groups_end(text, out->end, &groups);
    if (groups == 0)
        return false;
    out->unsure = parted_by_blank(text, out->end, end) ||
                  (locale == TOKEN_DE_CH && groups == 1 && text.data[out->end] == '.');
    out->end = end;
    return true;
}

bool token_number(struct view text, size_t at, enum token_locale locale, struct token_number *out)
{
    if (!token_is_digit(text, at) || token_letter_before(text, at) ||
        (at > 0 && token_is_digit(text, at - 1)))
        return false;
    *out = (struct token_number){.end = digits_end(text, at)};
    out->grouped = groups_of(text, at, locale, out);
    out->value = value_of(text, at, out->end, &out->digits);
    out->fraction = out->end;
    bool comma = out->end < text.size && text.data[out->end] == ',';
    bool point = locale == TOKEN_DE_CH && out->end < text.size && text.data[out->end] == '.';
    if ((comma || point) && token_is_digit(text, out->end + 1)) {
        out->decimal = true;
        out->fraction = out->end + 1;
        out->end = digits_end(text, out->fraction);
    }
    out->ordinal_dot =
        out->end < text.size && text.data[out->end] == '.' && !token_is_digit(text, out->end + 1);
    return true;
}
