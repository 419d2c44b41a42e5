/* internal-encoding.h - the names of encodings, byte order marks, iconv(3). */
#ifndef ARTICLE_INTERNAL_ENCODING_H
#define ARTICLE_INTERNAL_ENCODING_H

#include <iconv.h>

#include "article/article.h"

#define NO_ICONV ((iconv_t)-1)

/* Fills `name` with the one spelling of an encoding's name that we use. STATUS_USAGE if no encoding
 * is called so, or if it is not one that iconv(3) turns into UTF-8 and back; STATUS_SYSTEM if
 * memory runs out. Neither is reported. */
enum status encoding_name(char name[32], const char *asked);
/* iconv_open(3), with the same results; *converter is NO_ICONV after an error. */
enum status encoding_open(iconv_t *converter, const char *to, const char *from);
/* Copies the name of an encoding that we know. */
void encoding_set(char name[32], const char *known);
/* UTF-16 and UTF-32 are little-endian if nothing says what they are, as Windows writes them. */
void encoding_set_byte_order(char name[32]);
/* The byte order mark of an encoding; empty if it has none. */
struct view encoding_bom(const char *name);
/* The encoding whose byte order mark `head` begins with, or NULL. */
const char *encoding_of_bom(struct view head);
/* UTF-16LE or UTF-16BE if every other byte is nearly always zero, else NULL. */
const char *encoding_of_zeros(struct view head);

#endif
