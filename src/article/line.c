#include <string.h>

#include "article/internal-plain.h"

#define LINE_MOST  ((size_t)1 << 17) /* bytes; what is longer is cut into several blocks */
#define CUT_WINDOW ((size_t)1 << 16) /* bytes before that in which a good place is looked for */

size_t line_blank_at(struct view text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f')
        return 1;
    if (byte != 0xc2 && byte != 0xe1 && byte != 0xe2 && byte != 0xe3)
        return 0;
    uint32_t c;
    size_t size = utf8_decode(text, at, &c);
    bool blank = c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
                 c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
    return blank ? size : 0;
}

void trim_blanks(struct view text, size_t *start, size_t *end)
{
    struct view line = view_slice(text, 0, *end);
    for (size_t size; *start < *end && (size = line_blank_at(line, *start)) > 0;)
        *start += size;
    while (*start < *end) {
        uint32_t codepoint;
        size_t size = utf8_decode_back(line, *end, &codepoint);
        if (line_blank_at(line, *end - size) != size)
            break;
        *end -= size;
    }
}

/* Looks for the first `byte` at or after `from`, from where the last look ended. */
static bool find_byte(struct view text, char byte, size_t from, size_t *at, bool *found)
{
    if (*at < from) {
        *at = from;
        *found = false;
    }
    if (*found || *at >= text.size)
        return *found;
    const char *hit = memchr(text.data + *at, byte, text.size - *at);
    *found = hit != NULL;
    *at = hit ? (size_t)(hit - text.data) : text.size;
    return *found;
}

/* Whether a sentence seems to end before the blank at text[at]. */
static bool sentence_before(struct view text, size_t at)
{
    static const char *const marks[] = {"“", "”", "»", "«", "\"", ")"};
    struct view before = view_slice(text, 0, at);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (view_ends_with(before, view_of(marks[i]))) {
            before.size -= strlen(marks[i]);
            break;
        }
    return before.size > 0 && strchr(".!?", before.data[before.size - 1]) && at + 1 < text.size &&
           !(text.data[at + 1] >= 'a' && text.data[at + 1] <= 'z');
}

/* Where to cut a line without an end: behind a sentence, else behind a word, else anywhere between
 * two characters. */
static size_t cut_place(struct view text, size_t start)
{
    size_t most = start + LINE_MOST, word = 0;
    for (size_t at = most; at > most - CUT_WINDOW; at--) {
        if (text.data[at - 1] != ' ')
            continue;
        if (sentence_before(text, at - 1))
            return at;
        word = word > 0 ? word : at;
    }
    while (word == 0 && ((unsigned char)text.data[most] & 0xc0) == 0x80)
        most--;
    return word > 0 ? word : most;
}

static bool is_too_long(const struct line_walk *walk, struct view text, bool lf, bool cr)
{
    size_t most = walk->at + LINE_MOST;
    return text.size > most && !(lf && walk->lf <= most) && !(cr && walk->cr <= most);
}

static bool find_line_end(struct line_walk *walk, struct view text, bool end, struct line *line)
{
    bool lf = find_byte(text, '\n', walk->at, &walk->lf, &walk->has_lf);
    bool cr = find_byte(text, '\r', walk->at, &walk->cr, &walk->has_cr);
    if (is_too_long(walk, text, lf, cr)) {
        line->end = line->next = cut_place(text, walk->at);
        return true;
    }
    if (cr && (!lf || walk->cr < walk->lf)) {
        if (walk->cr + 1 == text.size && !end)
            return false; /* perhaps an LF follows */
        line->end = walk->cr;
        line->next = line->end + (lf && walk->lf == walk->cr + 1 ? 2 : 1);
        return true;
    }
    line->end = lf ? walk->lf : text.size;
    line->next = line->end + lf;
    return lf || (end && walk->at < text.size);
}

bool next_line(struct line_walk *walk, struct view text, bool end, struct line *line)
{
    if (!find_line_end(walk, text, end, line))
        return false;
    line->start = line->first = walk->at;
    line->last = line->end;
    trim_blanks(text, &line->first, &line->last);
    walk->at = line->next;
    return true;
}

void line_walk_back(struct line_walk *walk, const struct line *line)
{
    *walk = (struct line_walk){.at = line->start, .lf = line->start, .cr = line->start};
}

void line_walk_drop(struct line_walk *walk, size_t size)
{
    walk->at -= size;
    walk->has_lf = walk->has_lf && walk->lf >= size;
    walk->has_cr = walk->has_cr && walk->cr >= size;
    walk->lf = walk->lf < size ? 0 : walk->lf - size;
    walk->cr = walk->cr < size ? 0 : walk->cr - size;
}
