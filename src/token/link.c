#include "token/token.h"

#include <string.h>

#define LINK_MAX 2048u

/* A character that cannot stand in a link: blanks, control characters, quotes, brackets <>. */
static bool ends_link(struct view text, size_t at, size_t *length)
{
    uint32_t c;
    *length = utf8_decode(text, at, &c);
    if (c <= ' ' || c == 0x7f || c == '"' || c == '<' || c == '>' || c == '|' || c == '`')
        return true;
    if (c == 0xa0 || c == 0xab || c == 0xbb || c == 0xfffd)
        return true;
    return (c >= 0x2000 && c <= 0x203a) || (c >= 0x3000 && c <= 0x3011);
}

/* Drops the punctuation at the end that belongs to the sentence, and a bracket nobody opened. */
static size_t without_punctuation(struct view text, size_t start, size_t end)
{
    size_t opened = 0, closed = 0;
    for (size_t i = start; i < end; i++) {
        opened += text.data[i] == '(';
        closed += text.data[i] == ')';
    }
    for (; end > start; end--) {
        char c = text.data[end - 1];
        bool stray = c == ')' && closed > opened;
        if (!stray && c != '.' && c != ',' && c != ';' && c != ':' && c != '!' && c != '?' &&
            c != '\'' && c != ']' && c != '*')
            break;
        closed -= stray;
    }
    return end;
}

static bool starts_with(struct view text, size_t at, struct view prefix)
{
    return at <= text.size && view_starts_with(view_slice(text, at, text.size), prefix);
}

/* The length of the scheme or www. at text[at], or 0. */
static size_t prefix_of(struct view text, size_t at)
{
    static const struct view prefixes[] = {
        VIEW("https://"), VIEW("http://"), VIEW("www."),    VIEW("ftp://"),
        VIEW("HTTPS://"), VIEW("HTTP://"), VIEW("mailto:"), VIEW("WWW."),
    };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (starts_with(text, at, prefixes[i]))
            return prefixes[i].size;
    return 0;
}

static size_t url(struct view text, size_t at)
{
    size_t prefix = prefix_of(text, at), end = at + prefix, length;
    if (prefix == 0)
        return 0;
    while (end < text.size && end - at < LINK_MAX && !ends_link(text, end, &length))
        end += length;
    end = without_punctuation(text, at, end);
    return end > at + prefix ? end : 0;
}

static bool name_byte(struct view text, size_t at, bool with_dots)
{
    if (at >= text.size)
        return false;
    char c = text.data[at];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')
        return true;
    return with_dots && (c == '.' || c == '-' || c == '+' || c == '%');
}

/* A host name with a dot in it at text[at]: the offset after it, or 0. */
static size_t host(struct view text, size_t at)
{
    size_t end = at, length, dots = 0;
    while (end < text.size && end - at < 256) {
        if (text.data[end] == '.' || text.data[end] == '-')
            length = 1;
        else if (token_is_digit(text, end))
            length = 1;
        else if ((length = token_letter(text, end)) == 0)
            break;
        end += length;
    }
    end = without_punctuation(text, at, end);
    for (size_t i = at; i < end; i++)
        dots += text.data[i] == '.';
    return dots > 0 && end - at >= 4 && token_letter_before(text, end) ? end : 0;
}

/* An e-mail address: the name may have 64 bytes. */
static size_t mail(struct view text, size_t at)
{
    size_t end = at;
    while (end - at < 65 && name_byte(text, end, true))
        end++;
    if (end == at || text.data[at] == '.' || end >= text.size || text.data[end] != '@')
        return 0;
    return host(text, end + 1);
}

/* @name and @name@host: letters, digits and _, one letter at least. */
static size_t handle(struct view text, size_t at)
{
    size_t end = at + 1;
    bool letter = false;
    while (end - at < 65 && (name_byte(text, end, false) ||
                             (name_byte(text, end, true) && name_byte(text, end + 1, false)))) {
        letter = letter || token_letter(text, end) > 0;
        end++;
    }
    if (!letter)
        return 0;
    size_t server = end < text.size && text.data[end] == '@' ? host(text, end + 1) : 0;
    return server > 0 ? server : end;
}

static size_t hashtag(struct view text, size_t at)
{
    size_t end = at + 1, length = 1;
    bool letter = false;
    while (end - at < 140 && length > 0) {
        length = token_letter(text, end);
        letter = letter || length > 0;
        if (length == 0)
            length = name_byte(text, end, false);
        end += length;
    }
    return letter ? end : 0;
}

/* A host by its bare name: example.org, t-online.de/path. Its end must be one of these. */
static size_t domain(struct view text, size_t at)
{
    static const struct view tops[] = {
        VIEW(".de"), VIEW(".com"),  VIEW(".org"), VIEW(".net"), VIEW(".at"), VIEW(".ch"),
        VIEW(".eu"), VIEW(".info"), VIEW(".tv"),  VIEW(".io"),  VIEW(".uk"), VIEW(".fr"),
    };
    size_t end = token_letter(text, at) > 0 || token_is_digit(text, at) ? host(text, at) : 0;
    bool known = false;
    for (size_t i = 0; i < sizeof tops / sizeof *tops && end > 0; i++)
        known = known || view_ends_with(view_slice(text, at, end), tops[i]);
    if (!known || (end < text.size && text.data[end] == '@'))
        return 0;
    size_t length, path = end;
    while (end < text.size && text.data[end] == '/' && path < text.size && path - at < LINK_MAX &&
           !ends_link(text, path, &length))
        path += length;
    return path > end ? without_punctuation(text, at, path) : end;
}

size_t token_link(struct view text, size_t at)
{
    if (at >= text.size || token_letter_before(text, at) ||
        (at > 0 && name_byte(text, at - 1, false)))
        return 0;
    char c = text.data[at];
    if (c == '@' || c == '#') {
        bool joined = at > 0 && (text.data[at - 1] == '&' || text.data[at - 1] == c);
        return joined ? 0 : c == '@' ? handle(text, at) : hashtag(text, at);
    }
    size_t end = url(text, at);
    end = end > 0 ? end : mail(text, at);
    return end > 0 ? end : domain(text, at);
}

size_t token_link_start(struct view text, size_t at)
{
    for (size_t start = at; at < text.size; at++) {
        char byte = text.data[at];
        if (byte == '.' || byte == ':' || byte == '@' || byte == '#')
            return start;
        if (byte == ' ')
            start = at + 1;
    }
    return text.size;
}

/* Whether `byte` stands before what can stand in a link. */
static bool joins(struct view text, char byte)
{
    const char *hit;
    size_t length;
    for (size_t at = 0; at < text.size;) {
        hit = memchr(text.data + at, byte, text.size - at);
        if (!hit)
            return false;
        at = (size_t)(hit - text.data) + 1;
        if (at < text.size && !ends_link(text, at, &length))
            return true;
    }
    return false;
}

bool token_link_possible(struct view text)
{
    return view_has(text, '@') || view_has(text, '#') || joins(text, '.') || joins(text, ':');
}
