/* Is a text hard-wrapped? It is if nearly all line breaks inside its paragraphs stand where the
 * next word would not have fitted. */
#include "article/internal-plain.h"

#define WIDEST    200 /* characters; a longer line is a paragraph */
#define NARROWEST 20
#define FEWEST    3 /* breaks that tell */

static size_t width_of(struct view text, const struct line *line)
{
    return utf8_count(view_slice(text, line->start, line->last));
}

static size_t first_word(struct view text, const struct line *line)
{
    size_t end = line->first;
    while (end < line->last && text.data[end] != ' ' && text.data[end] != '\t')
        end++;
    return end;
}

bool next_word_fits(struct view text, const struct line *line, const struct line *next,
                    size_t width)
{
    size_t word = utf8_count(view_slice(text, next->first, first_word(text, next)));
    return width_of(text, line) + 1 + word <= width;
}

/* The next line that has another right below it. */
static bool next_break(struct line_walk *walk, struct view text, bool end, struct line *line,
                       struct line *next)
{
    do {
        *line = *next;
        if (!next_line(walk, text, end, next))
            return false;
    } while (line->first == line->last || next->first == next->last);
    return true;
}

/* The width that three of four broken lines keep to: a long link must not widen it, nor a line that
 * fmt(1) made longer than it likes. */
static size_t usual_width(struct view text, bool end, size_t *breaks)
{
    size_t count[WIDEST + 1] = {0};
    struct line_walk walk = {0};
    struct line line, next = {0};
    *breaks = 0;
    while (next_break(&walk, text, end, &line, &next)) {
        size_t width = width_of(text, &line);
        count[width < WIDEST ? width : WIDEST]++;
        (*breaks)++;
    }
    size_t width = 0;
    for (size_t seen = count[0]; seen * 4 < *breaks * 3; seen += count[width])
        width++;
    return width;
}

static bool begins_small(struct view text, const struct line *line)
{
    uint32_t c;
    utf8_decode(text, line->first, &c);
    return is_small_letter(c);
}

static bool ends_in_punctuation(struct view text, const struct line *line)
{
    char last = text.data[line->last - 1];
    return last == '.' || last == ',' || last == ';' || last == ':' || last == '!' || last == '?';
}

size_t wrapped_width(struct view head, bool end)
{
    size_t breaks, forced = 0, small = 0, punctuated = 0;
    size_t width = usual_width(head, end, &breaks);
    if (breaks < FEWEST || width < NARROWEST || width >= WIDEST)
        return 0;
    struct line_walk walk = {0};
    struct line line, next = {0};
    while (next_break(&walk, head, end, &line, &next)) {
        forced += !next_word_fits(head, &line, &next, width);
        small += begins_small(head, &next);
        punctuated += ends_in_punctuation(head, &line);
    }
    bool nearly_all = forced >= FEWEST && (breaks - forced) * 4 <= forced;
    /* Verses and lists break at punctuation or before capitals, prose breaks anywhere. */
    bool prose = small * 4 >= breaks && punctuated * 2 <= breaks + 1;
    return nearly_all && prose ? width : 0;
}
