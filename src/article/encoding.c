#include "article/internal-encoding.h"

#include <errno.h>
#include <string.h>

#include "article/internal-ascii.h"

/* UTF-32LE first: its mark begins with that of UTF-16LE. */
static const struct {
    const char *name;
    struct view bytes;
} marks[] = {
    {"UTF-8", {"\xef\xbb\xbf", 3}},    {"UTF-32LE", {"\xff\xfe\0\0", 4}},
    {"UTF-32BE", {"\0\0\xfe\xff", 4}}, {"UTF-16LE", {"\xff\xfe", 2}},
    {"UTF-16BE", {"\xfe\xff", 2}},
};

/* Names that people use and not every iconv(3) knows; the key has letters and digits only. */
static const struct {
    const char *key, *name;
} aliases[] = {
    {"UTF8", "UTF-8"},         {"UTF16", "UTF-16"},        {"UTF16LE", "UTF-16LE"},
    {"UTF16BE", "UTF-16BE"},   {"UTF32", "UTF-32"},        {"UTF32LE", "UTF-32LE"},
    {"UTF32BE", "UTF-32BE"},   {"CP1252", "WINDOWS-1252"}, {"WINDOWS1252", "WINDOWS-1252"},
    {"ANSI", "WINDOWS-1252"},  {"MACROMAN", "MACINTOSH"},  {"LATIN1", "ISO-8859-1"},
    {"LATIN9", "ISO-8859-15"}, {"ISO88591", "ISO-8859-1"}, {"ISO885915", "ISO-8859-15"},
};

/* More than iconv(3) wants for an encoding. */
#define ICONV_MEMORY ((size_t)1 << 20)

/* Where memory ran out, iconv_open(3) may say that it does not know the encoding, as glibc's does
 * when it cannot load it: so it is unknown only if there was memory, and it is asked again. */
enum status encoding_open(iconv_t *converter, const char *to, const char *from)
{
    *converter = iconv_open(to, from);
    if (*converter != NO_ICONV)
        return STATUS_OK;
    struct buffer room = {0};
    bool enough = errno != ENOMEM && buffer_reserve(&room, ICONV_MEMORY);
    buffer_free(&room);
    if (!enough)
        return STATUS_SYSTEM;
    *converter = iconv_open(to, from);
    return *converter != NO_ICONV ? STATUS_OK : errno == ENOMEM ? STATUS_SYSTEM : STATUS_USAGE;
}

static enum status ask_iconv(const char *name)
{
    iconv_t in, out = NO_ICONV;
    enum status status = encoding_open(&in, "UTF-8", name);
    if (status == STATUS_OK)
        status = encoding_open(&out, name, "UTF-8");
    if (in != NO_ICONV)
        iconv_close(in);
    if (out != NO_ICONV)
        iconv_close(out);
    return status;
}

void encoding_set(char name[32], const char *known)
{
    size_t size = strlen(known);
    memcpy(name, known, size < 32 ? size + 1 : 0);
}

void encoding_set_byte_order(char name[32])
{
    if (strcmp(name, "UTF-16") == 0 || strcmp(name, "UTF-32") == 0)
        memcpy(name + strlen(name), "LE", sizeof "LE");
}

enum status encoding_name(char name[32], const char *asked)
{
    char key[32];
    size_t size = strlen(asked), key_size = 0;
    if (size == 0 || size > 31)
        return STATUS_USAGE;
    for (size_t i = 0; i < size; i++) {
        /* A slash would be an option of iconv(3), as //TRANSLIT is. */
        if (!is_letter(asked[i]) && !is_digit(asked[i]) && !strchr("-_.:+()", asked[i]))
            return STATUS_USAGE;
        name[i] = upper(asked[i]);
        if (is_letter(asked[i]) || is_digit(asked[i]))
            key[key_size++] = name[i];
    }
    name[size] = key[key_size] = '\0';
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcmp(aliases[i].key, key) == 0)
            encoding_set(name, aliases[i].name);
    return ask_iconv(name);
}

struct view encoding_bom(const char *name)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strcmp(marks[i].name, name) == 0)
            return marks[i].bytes;
    return (struct view){0};
}

const char *encoding_of_bom(struct view head)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (view_starts_with(head, marks[i].bytes))
            return marks[i].name;
    return NULL;
}

const char *encoding_of_zeros(struct view head)
{
    size_t pairs = head.size / 2, zeros[2] = {0, 0};
    for (size_t i = 0; i < 2 * pairs; i++)
        zeros[i % 2] += head.data[i] == 0;
    for (size_t high = 0; high < 2; high++)
        if (zeros[high] * 10 > pairs * 6 && zeros[1 - high] * 10 <= zeros[high])
            return high == 0 ? "UTF-16BE" : "UTF-16LE";
    return NULL;
}

static const struct view line_ends[] = {
    [ARTICLE_LF] = {"\n", 1},
    [ARTICLE_CRLF] = {"\r\n", 2},
    [ARTICLE_CR] = {"\r", 1},
};

struct view article_line_end_bytes(enum article_line_end line_end)
{
    return line_ends[line_end];
}
