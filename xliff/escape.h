/* escape.h - text as XML holds it. Private to xliff/. */
#ifndef XLIFF_ESCAPE_H
#define XLIFF_ESCAPE_H

#include "xliff/memory.h"

/* Whether XML 1.0 can hold the character: no C0 control but TAB, LF and CR, no surrogate, neither
 * U+FFFE nor U+FFFF. */
bool xliff_is_xml_character(uint32_t codepoint);

/* The byte with which U+FFFE and U+FFFF begin, and little else. */
enum { XLIFF_LEAD_OF_FFFE = 0xef };

/* Where the text goes. In both, & < > become entities and CR a reference. In an attribute, quotes,
 * TAB and LF are references too, since a parser would make spaces of the last two. */
enum escape_place { ESCAPE_CONTENT, ESCAPE_ATTRIBUTE };

/* Adds text[from...] escaped up to the first character that XML cannot hold or byte that is not
 * UTF-8. `utf8`: all of it is known to be UTF-8, and is not looked at again. Returns the offset
 * where it stopped, text.size when all is done. */
size_t xliff_escape(struct bytes *to, struct xliff_string text, size_t from,
                    enum escape_place place, bool utf8);

/* Copies the text to `to`, which has room for it, and tells whether it holds no byte at which
 * xliff_skip_plain (xliff_skip_utf8) stops; if it does, what was copied is of no use. */
bool xliff_copy_plain(char *to, struct xliff_string text, bool utf8);

/* The offset from `at` on of the first byte that is not ASCII, or that is ", &, < or > or below
 * ' '; `size` if there is none. The second passes over bytes that are not ASCII, but for that with
 * which U+FFFE begins. xliff_skip_portable is the same as both, only slower. */
size_t xliff_skip_plain(const char *text, size_t at, size_t size);
size_t xliff_skip_utf8(const char *text, size_t at, size_t size);
size_t xliff_skip_portable(const char *text, size_t at, size_t size, bool utf8);

/* The same as xliff_plainness, only slower. */
enum xliff_plainness xliff_plainness_portable(struct xliff_string text);

/* The character at text[at]: its length in bytes, 0 if there is none in valid UTF-8. */
size_t xliff_decode(struct xliff_string text, size_t at, uint32_t *codepoint);

#endif
