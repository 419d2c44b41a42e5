/* scan.c - the portable loops, and which set to use. */
#include "sentence/scan.h"

#include "sentence/characters.h"

static bool may_close(unsigned byte)
{
    switch (byte) {
    case ' ':
    case '\t':
    case '\n':
    case '\v':
    case '\f':
    case '\r':
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case 0xc2:
    case 0xe2:
        return true;
    default:
        return false;
    }
}

static uint64_t portable_stops(const char *text)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < SCAN_BLOCK; i++) {
        unsigned byte = byte_at(text, i);
        bool stop = byte == '.' || byte == '!' || byte == '?' || byte == 0xa6;
        bool open = i + 1 == SCAN_BLOCK || may_close(byte_at(text, i + 1));
        mask |= (uint64_t)(stop && open) << i;
    }
    return mask;
}

static unsigned portable_letters(const char *end)
{
    unsigned count = 0;
    for (; count < SCAN_WORD; count++) {
        unsigned byte = (unsigned char)end[-1 - (int)count];
        if (!is_ascii_lower(byte | 0x20) && byte != 0xc3 && (byte & 0xc0) != 0x80)
            break;
    }
    return count;
}

static size_t portable_line_end(const char *text, size_t size)
{
    size_t i = 0;
    while (i < size && text[i] != '\n' && text[i] != '\r')
        i++;
    return i;
}

/* Bytes of the valid character at text[at] (RFC 3629), or 0. */
static size_t character(const char *text, size_t at, size_t size)
{
    unsigned lead = byte_at(text, at);
    if (lead < 0x80)
        return 1;
    size_t length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead < 0xc2 || lead > 0xf4 || length > size - at)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((byte_at(text, at + i) & 0xc0) != 0x80)
            return 0;
    unsigned second = byte_at(text, at + 1);
    if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
        (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f))
        return 0;
    return length;
}

size_t scan_valid_from(const char *text, size_t at, size_t size)
{
    for (size_t length; at < size && (length = character(text, at, size)) > 0;)
        at += length;
    return at;
}

static size_t portable_valid(const char *text, size_t size)
{
    return scan_valid_from(text, 0, size);
}

const struct scan scan_portable = {
    .stops = portable_stops,
    .letters = portable_letters,
    .line_end = portable_line_end,
    .valid = portable_valid,
};

const struct scan *scan_choose(void)
{
    const struct scan *fast = scan_avx2();
    return fast ? fast : &scan_portable;
}
