#include "xliff/escape.h"

#include <string.h>

bool xliff_is_xml_character(uint32_t c)
{
    return c >= 0x20 ? c < 0xd800 || (c > 0xdfff && c < 0xfffe) || (c > 0xffff && c <= 0x10ffff)
                     : c == '\t' || c == '\n' || c == '\r';
}

/* Bytes after which a run must be looked at: in content, and in attributes. */
enum { PLAIN, LOOK_IN_ATTRIBUTE, LOOK };

static const unsigned char look[256] = {
    [0x00] = LOOK,
    [0x01] = LOOK,
    [0x02] = LOOK,
    [0x03] = LOOK,
    [0x04] = LOOK,
    [0x05] = LOOK,
    [0x06] = LOOK,
    [0x07] = LOOK,
    [0x08] = LOOK,
    ['\t'] = LOOK_IN_ATTRIBUTE,
    ['\n'] = LOOK_IN_ATTRIBUTE,
    [0x0b] = LOOK,
    [0x0c] = LOOK,
    ['\r'] = LOOK,
    [0x0e] = LOOK,
    [0x0f] = LOOK,
    [0x10] = LOOK,
    [0x11] = LOOK,
    [0x12] = LOOK,
    [0x13] = LOOK,
    [0x14] = LOOK,
    [0x15] = LOOK,
    [0x16] = LOOK,
    [0x17] = LOOK,
    [0x18] = LOOK,
    [0x19] = LOOK,
    [0x1a] = LOOK,
    [0x1b] = LOOK,
    [0x1c] = LOOK,
    [0x1d] = LOOK,
    [0x1e] = LOOK,
    [0x1f] = LOOK,
    ['"'] = LOOK_IN_ATTRIBUTE,
    ['&'] = LOOK,
    ['<'] = LOOK,
    ['>'] = LOOK,
};

static const char *const references[128] = {
    ['&'] = "&amp;",  ['<'] = "&lt;",  ['>'] = "&gt;",   ['"'] = "&quot;",
    ['\r'] = "&#13;", ['\t'] = "&#9;", ['\n'] = "&#10;",
};

static bool continues(struct xliff_string text, size_t at, size_t count)
{
    if (text.size - at <= count)
        return false;
    for (size_t i = 1; i <= count; i++)
        if (((unsigned char)text.data[at + i] & 0xc0) != 0x80)
            return false;
    return true;
}

size_t xliff_decode(struct xliff_string text, size_t at, uint32_t *codepoint)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)text.data + at;
    if (at >= text.size)
        return 0;
    if (*p < 0x80) {
        *codepoint = *p;
        return 1;
    }
    size_t size = *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : 2;
    if (*p < 0xc2 || *p > 0xf4 || !continues(text, at, size - 1))
        return 0;
    uint32_t c = *p & (0xffu >> (size + 1));
    for (size_t i = 1; i < size; i++)
        c = c << 6 | (p[i] & 0x3f);
    if (c < least[size] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    *codepoint = c;
    return size;
}

/* Whether one of eight bytes must be looked at in content or is not ASCII: below ' ', &, <, >, ".
 * A byte that is not wanted after all does no harm. */
static bool has_mark(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), highs = ones * 0x80;
    uint64_t and = bytes ^ ones * '&', quote = bytes ^ ones * '"';
    uint64_t less = (bytes ^ ones * '<') & ~(ones * 2); /* < and > are one bit apart */
    uint64_t found = (bytes - ones * ' ') | (and-ones) | (quote - ones) | (less - ones) | bytes;
    return (found & highs) != 0;
}

/* Goes past runs of eight bytes that can be copied as they are: most of a text. */
static size_t skip_plain(const char *text, size_t at, size_t size)
{
    uint64_t bytes;
    for (; size - at >= sizeof bytes; at += sizeof bytes) {
        memcpy(&bytes, text + at, sizeof bytes);
        if (has_mark(bytes))
            break;
    }
    return at;
}

/* The end of the run from `at` that can be copied as it is. */
static size_t find_run_end(struct xliff_string text, size_t at, unsigned char stop)
{
    const unsigned char *p = (const unsigned char *)text.data;
    while ((at = skip_plain(text.data, at, text.size)) < text.size) {
        for (size_t end = text.size - at > 8 ? at + 8 : text.size; at < end;) {
            uint32_t c;
            size_t size = 1;
            if (p[at] < 0x80
                    ? look[p[at]] >= stop
                    : (size = xliff_decode(text, at, &c)) == 0 || c == 0xfffe || c == 0xffff)
                return at;
            at += size;
        }
    }
    return at;
}

size_t xliff_escape(struct bytes *to, struct xliff_string text, size_t from,
                    enum escape_place place)
{
    unsigned char stop = place == ESCAPE_ATTRIBUTE ? LOOK_IN_ATTRIBUTE : LOOK;
    for (size_t at = from;;) {
        size_t end = find_run_end(text, at, stop);
        xliff_bytes_add(to, text.data + at, end - at);
        if (end == text.size)
            return end;
        unsigned char byte = (unsigned char)text.data[end];
        if (byte >= 0x80 || !references[byte])
            return end;
        xliff_bytes_add_string(to, references[byte]);
        at = end + 1;
    }
}
