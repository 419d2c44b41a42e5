/* plain.h - private to this room: the usual end of a sentence, told at once and without branches,
 * since no machine can guess what a word is.
 *
 * A word that is no abbreviation and a full stop, or another mark; perhaps a closing mark; a space,
 * a capital. The rules decide the same; what is not plain is for them.
 */
#ifndef SENTENCE_PLAIN_H
#define SENTENCE_PLAIN_H

#include "language/words.h"
#include "sentence/candidate.h"
#include "sentence/scan.h"

/* Bytes around the stop that are read. */
enum { PLAIN_BEFORE = 8, PLAIN_AFTER = 9 };

/* Is text[0..3) the mark, of three bytes? A fourth is read. */
static inline bool plain_mark(const char *text, const char mark[4])
{
    uint32_t bytes, wanted, three;
    memcpy(&bytes, text, 4);
    memcpy(&wanted, mark, 4);
    memcpy(&three, "\xff\xff\xff", 4);
    return ((bytes ^ wanted) & three) == 0;
}

/* Bytes of a plain end, the stop at text[0] and the mark after it. */
static inline size_t plain_size(const char *text)
{
    return byte_at(text, 1) == 0xe2 ? 4 : 1;
}

/* Does text[0] begin a sentence: a capital, or an opening mark and a capital? */
static inline bool plain_capital(const char *text)
{
    const char *letter = text + 3 * plain_mark(text, "\xe2\x80\x9e");
    unsigned first = byte_at(letter, 0), second = byte_at(letter, 1);
    return is_ascii_upper(first) | ((first == 0xc3) & (second < 0x9f) & (second != 0x97));
}

/* Is the word before `end`, a small letter and a full stop, one that no rule doubts? */
static inline __attribute__((always_inline)) bool plain_word(const char *end)
{
    bool unknown = language_no_abbreviation(end), label = abbreviation_label(end);
    return unknown & !label;
}

/* A small letter, a full stop, a space and a capital of ASCII: most ends of sentences. */
static inline bool plain_usual(const char *text)
{
    uint32_t around, wanted, middle;
    memcpy(&around, text - 1, 4);
    memcpy(&wanted, "\0. ", 4);
    memcpy(&middle, "\0\xff\xff", 4);
    return ((around ^ wanted) & middle) == 0 && is_ascii_lower(byte_at(text - 1, 0)) &&
           is_ascii_upper(byte_at(text, 2));
}

/* The other plain ends. */
static inline bool plain_with_mark(const char *text)
{
    const char *end = text + 1 + 3 * plain_mark(text + 1, "\xe2\x80\x9c");
    bool strong = text[0] == '!' || text[0] == '?';
    if (end[0] != ' ' || !plain_capital(end + 1) || (text[0] != '.' && !strong))
        return false;
    bool closed = text[-1] == ')' || text[-1] == '"' || plain_mark(text - 3, "\xe2\x80\x9c");
    return strong || closed || (is_ascii_lower(byte_at(text - 1, 0)) && plain_word(text));
}

/* Is the stop at text[0] the end of a sentence? */
static inline __attribute__((always_inline)) bool plain_stop(const char *text)
{
    return plain_usual(text) ? plain_word(text) : plain_with_mark(text);
}

/* From the offset of each stop to its entry in the list. */
static inline __attribute__((always_inline)) void plain_mark_list(const char *text, uint32_t *list,
                                                                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t plain = list[i] >= PLAIN_BEFORE && plain_stop(text + list[i]);
        list[i] = list[i] * 2 + plain;
    }
}

/* Puts the offsets of a block's stops into the list; two more than there are may be written. */
static inline __attribute__((always_inline)) size_t plain_offsets(uint32_t *list, uint32_t block,
                                                                  uint64_t bits)
{
    size_t count = (size_t)__builtin_popcountll(bits), put = 0;
    do { /* most blocks have two at most */
        for (unsigned i = 0; i < 2; i++, bits &= bits - 1)
            list[put++] = block + (uint32_t)__builtin_ctzll(bits | 1ull << 63);
    } while (put < count);
    return count;
}

/* The offsets that scan->list lists, for a function that is known when this is compiled. */
static inline __attribute__((always_inline)) size_t plain_list(size_t from, size_t to,
                                                               const unsigned long long *stops,
                                                               const unsigned long long *lines,
                                                               uint32_t *list)
{
    size_t count = 0, last = (to - 1) / SCAN_BLOCK;
    uint64_t wanted = ~0ull << from % SCAN_BLOCK;
    for (size_t block = from / SCAN_BLOCK; block <= last; block++, wanted = ~0ull) {
        uint64_t bits = stops[block] & ~(lines[block] >> 1) & wanted;
        count += plain_offsets(list + count, (uint32_t)(block * SCAN_BLOCK), bits);
    }
    while (count > 0 && list[count - 1] >= to)
        count--;
    return count;
}

#endif
