/* Language tags (BCP 47, RFC 5646, section 2.1). Well-formed is all that is asked for: the registry
 * of subtags changes. */
#include "xliff/check.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the subtag at *at; its size is 0 if there is none, or it has a character of no subtag. */
static struct xliff_string next_subtag(struct xliff_string tag, size_t at)
{
    size_t size = 0;
    while (at + size < tag.size &&
           (is_letter(tag.data[at + size]) || is_digit(tag.data[at + size])))
        size++;
    return (struct xliff_string){tag.data + at, size};
}

static bool all_letters(struct xliff_string subtag)
{
    for (size_t i = 0; i < subtag.size; i++)
        if (!is_letter(subtag.data[i]))
            return false;
    return true;
}

static bool all_digits(struct xliff_string subtag)
{
    for (size_t i = 0; i < subtag.size; i++)
        if (!is_digit(subtag.data[i]))
            return false;
    return true;
}

/* The parts of a tag, in their order. */
enum part { LANGUAGE, EXTENDED, SCRIPT, REGION, VARIANT, EXTENSION, PRIVATE, NO_PART };

static bool fits(struct xliff_string s, enum part part)
{
    switch (part) {
    case EXTENDED:
        return s.size == 3 && all_letters(s);
    case SCRIPT:
        return s.size == 4 && all_letters(s);
    case REGION:
        return (s.size == 2 && all_letters(s)) || (s.size == 3 && all_digits(s));
    case VARIANT:
        return (s.size >= 5 && s.size <= 8) || (s.size == 4 && is_digit(s.data[0]));
    default:
        return false;
    }
}

static enum part next_part(struct xliff_string subtag, enum part before, size_t extended)
{
    if (before == PRIVATE)
        return subtag.size <= 8 ? PRIVATE : NO_PART;
    if (subtag.size == 1)
        return subtag.data[0] == 'x' || subtag.data[0] == 'X' ? PRIVATE : EXTENSION;
    if (before == EXTENSION)
        return subtag.size <= 8 ? EXTENSION : NO_PART;
    for (enum part part = EXTENDED; part <= VARIANT; part++) {
        bool again = part == VARIANT || (part == EXTENDED && extended < 3);
        if (fits(subtag, part) && (before < part || (before == part && again)))
            return part;
    }
    return NO_PART;
}

/* Registered before the grammar was, and not of it. */
static bool is_grandfathered(struct xliff_string tag)
{
    static const char *const tags[] = {"en-GB-oed", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (xliff_same_language(tag, (struct xliff_string){tags[i], strlen(tags[i])}))
            return true;
    return tag.size > 2 && (tag.data[0] == 'i' || tag.data[0] == 'I') && tag.data[1] == '-';
}

bool xliff_is_language(struct xliff_string tag)
{
    struct xliff_string subtag = next_subtag(tag, 0);
    bool private_only = subtag.size == 1 && (subtag.data[0] == 'x' || subtag.data[0] == 'X');
    if (is_grandfathered(tag))
        return true;
    if (!private_only && (subtag.size < 2 || subtag.size > 8 || !all_letters(subtag)))
        return false;
    enum part part = private_only ? PRIVATE : LANGUAGE;
    size_t at = subtag.size, extended = 0;
    bool open = private_only; /* after a subtag of one character, which needs another */
    while (at < tag.size) {
        if (tag.data[at] != '-')
            return false;
        subtag = next_subtag(tag, at + 1);
        if (subtag.size == 0)
            return false;
        open = subtag.size == 1 && part != PRIVATE;
        part = next_part(subtag, part, extended);
        if (part == NO_PART)
            return false;
        extended += part == EXTENDED;
        at += 1 + subtag.size;
    }
    return !open;
}

bool xliff_same_language(struct xliff_string a, struct xliff_string b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++) {
        char x = a.data[i], y = b.data[i];
        if (x != y && (!is_letter(x) || !is_letter(y) || (x | 0x20) != (y | 0x20)))
            return false;
    }
    return true;
}
