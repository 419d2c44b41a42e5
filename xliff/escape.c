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

/* Whether the byte is one that a scan stops at; `utf8`: not for being no ASCII. */
static inline bool stops(unsigned char byte, bool utf8)
{
    return byte < 0x80 ? look[byte] != PLAIN : !utf8 || byte == XLIFF_LEAD_OF_FFFE;
}

static inline size_t skip_bytes(const char *text, size_t at, size_t size, bool utf8)
{
    while (at < size && !stops((unsigned char)text[at], utf8))
        at++;
    return at;
}

size_t xliff_skip_portable(const char *text, size_t at, size_t size, bool utf8)
{
    return skip_bytes(text, at, size, utf8);
}

#ifdef __SSE2__

#include <emmintrin.h>

/* A bit for each byte that stops a scan; LF and TAB are among them. */
static inline unsigned stop_bits(__m128i bytes, bool utf8)
{
    const __m128i space = _mm_set1_epi8(' ');
    __m128i and = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('&'));
    __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    /* < and > are one bit apart */
    __m128i angle = _mm_cmpeq_epi8(_mm_or_si128(bytes, _mm_set1_epi8(2)), _mm_set1_epi8('>'));
    /* as signed bytes, all that are not ASCII are less than 0 */
    __m128i low = _mm_cmplt_epi8(bytes, space);
    if (utf8)
        low = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes),
                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)XLIFF_LEAD_OF_FFFE)));
    __m128i found = _mm_or_si128(_mm_or_si128(low, and), _mm_or_si128(quote, angle));
    return (unsigned)_mm_movemask_epi8(found);
}

static inline size_t skip(const char *text, size_t at, size_t size, bool utf8)
{
    for (; size - at >= 16; at += 16) {
        unsigned bits =
            stop_bits(_mm_loadu_si128((const __m128i *)(const void *)(text + at)), utf8);
        if (bits != 0)
            return at + (unsigned)__builtin_ctz(bits);
    }
    return skip_bytes(text, at, size, utf8);
}

/* Copies fewer than 16 bytes as two pieces that may overlap. */
static inline bool copy_short(char *to, const char *text, size_t size, bool utf8)
{
    uint64_t first = 0, last = 0;
    size_t half = size >= 8 ? 8 : 4;
    if (size < 4) {
        bool plain = true;
        for (size_t i = 0; i < size; i++) {
            plain &= !stops((unsigned char)text[i], utf8);
            to[i] = text[i];
        }
        return plain;
    }
    if (half == 8) {
        memcpy(&first, text, 8);
        memcpy(&last, text + size - 8, 8);
        memcpy(to, &first, 8);
        memcpy(to + size - 8, &last, 8);
    } else {
        memcpy(&first, text, 4);
        memcpy(&last, text + size - 4, 4);
        memcpy(to, &first, 4);
        memcpy(to + size - 4, &last, 4);
        first |= first << 32;
        last |= last << 32;
    }
    return stop_bits(_mm_set_epi64x((long long)last, (long long)first), utf8) == 0;
}

static inline unsigned copy_16(char *to, const char *text, bool utf8)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)text);
    _mm_storeu_si128((__m128i *)(void *)to, bytes);
    return stop_bits(bytes, utf8);
}

static inline bool copy(char *to, const char *text, size_t size, bool utf8)
{
    if (size < 16)
        return copy_short(to, text, size, utf8);
    size_t at = 0;
    for (; size - at > 32; at += 32)
        if ((copy_16(to + at, text + at, utf8) | copy_16(to + at + 16, text + at + 16, utf8)) != 0)
            return false;
    unsigned bits = size - at > 16 ? copy_16(to + at, text + at, utf8) : 0;
    return (bits | copy_16(to + size - 16, text + size - 16, utf8)) == 0;
}

#else

#define skip skip_bytes

static bool copy(char *to, const char *text, size_t size, bool utf8)
{
    if (skip_bytes(text, 0, size, utf8) < size)
        return false;
    if (size > 0)
        memcpy(to, text, size);
    return true;
}

#endif

bool xliff_copy_plain(char *to, struct xliff_string text, bool utf8)
{
    return utf8 ? copy(to, text.data, text.size, true) : copy(to, text.data, text.size, false);
}

size_t xliff_skip_plain(const char *text, size_t at, size_t size)
{
    return skip(text, at, size, false);
}

size_t xliff_skip_utf8(const char *text, size_t at, size_t size)
{
    return skip(text, at, size, true);
}

/* Whether the character at text[at], the first byte of which no scan passes over, can be copied as
 * it is; *size is its length. */
static bool is_copied(struct xliff_string text, size_t at, unsigned char stop, size_t *size)
{
    unsigned char byte = (unsigned char)text.data[at];
    uint32_t c;
    if (byte < 0x80)
        return *size = 1, look[byte] < stop;
    return (*size = xliff_decode(text, at, &c)) > 0 && c != 0xfffe && c != 0xffff;
}

/* The end of the run from `at` that can be copied as it is. */
static size_t find_run_end(struct xliff_string text, size_t at, unsigned char stop, bool utf8)
{
    size_t size;
    while ((at = utf8 ? xliff_skip_utf8(text.data, at, text.size)
                      : xliff_skip_plain(text.data, at, text.size)) < text.size) {
        if (!is_copied(text, at, stop, &size))
            return at;
        at += size;
    }
    return at;
}

size_t xliff_escape(struct bytes *to, struct xliff_string text, size_t from,
                    enum escape_place place, bool utf8)
{
    unsigned char stop = place == ESCAPE_ATTRIBUTE ? LOOK_IN_ATTRIBUTE : LOOK;
    if (text.size == from)
        return from; /* it may be NULL */
    if (from == 0 && xliff_bytes_reserve(to, text.size) &&
        xliff_copy_plain(to->data + to->size, text, utf8)) {
        to->size += text.size;
        return text.size;
    }
    for (size_t at = from;;) {
        size_t end = find_run_end(text, at, stop, utf8);
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
