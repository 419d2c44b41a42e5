#include "article/article.h"

/* Characters after the last line end of a line break: the indentation. */
static size_t indentation(struct view line_break)
{
    size_t start = line_break.size;
    while (start > 0 && line_break.data[start - 1] != '\n' && line_break.data[start - 1] != '\r')
        start--;
    return utf8_count(view_slice(line_break, start, line_break.size));
}

size_t article_refill(struct view text, size_t width, struct view line_break, size_t column,
                      struct buffer *out)
{
    size_t indent = indentation(line_break);
    for (size_t at = 0; at < text.size;) {
        size_t word = at + (text.data[at] == ' ');
        size_t end = word;
        while (end < text.size && text.data[end] != ' ')
            end++;
        size_t size = utf8_count(view_slice(text, word, end));
        if (word > at && size > 0 && column > indent && column + 1 + size > width) {
            buffer_add_view(out, line_break);
            column = indent;
        } else if (word > at) {
            buffer_add_char(out, ' ');
            column++;
        }
        buffer_add(out, text.data + word, end - word);
        column += size;
        at = end;
    }
    return column;
}
