#include "tests/fuzz/indent.h"

#include <string.h>

#define DEEPEST 64

/* Elements that hold elements only. Names with a prefix are not among them. */
static const char *const holders[] = {"xliff",     "file",       "body",         "group",
                                      "header",    "trans-unit", "unit",         "segment",
                                      "ignorable", "notes",      "originalData", NULL};

static bool holds_elements(struct view name)
{
    for (size_t i = 0; holders[i]; i++)
        if (view_equal(name, view_of(holders[i])))
            return true;
    return false;
}

struct scanner {
    struct view text;
    size_t at;
    struct view open[DEEPEST];
    size_t depth;
};

/* Where what begins at `from` ends, behind `mark`. */
static size_t behind(struct view text, size_t from, struct view mark)
{
    size_t at = view_find(text, mark, from);
    return at == SIZE_MAX ? text.size : at + mark.size;
}

static size_t tag_end(struct view text, size_t at)
{
    for (char quote = 0; at < text.size; at++) {
        if (quote ? text.data[at] == quote : text.data[at] == '"' || text.data[at] == '\'')
            quote = quote ? 0 : text.data[at];
        else if (!quote && text.data[at] == '>')
            return at + 1;
    }
    return text.size;
}

/* Keeps account of the open elements; false if they are too many. */
static bool take_tag(struct scanner *scanner, struct view tag)
{
    if (view_starts_with(tag, VIEW("</"))) {
        scanner->depth -= scanner->depth > 0;
        return true;
    }
    if (view_ends_with(tag, VIEW("/>")))
        return true;
    size_t end = 1;
    while (end < tag.size && !strchr(" \t\r\n/>", tag.data[end]))
        end++;
    if (scanner->depth == DEEPEST)
        return false;
    scanner->open[scanner->depth++] = view_slice(tag, 1, end);
    return true;
}

/* The next piece of markup or text. */
static struct view next_piece(const struct scanner *scanner)
{
    struct view text = scanner->text, rest = view_slice(text, scanner->at, text.size);
    size_t end;
    if (rest.data[0] != '<')
        end = behind(text, scanner->at, VIEW("<")) - 1;
    else if (view_starts_with(rest, VIEW("<!--")))
        end = behind(text, scanner->at + 4, VIEW("-->"));
    else if (view_starts_with(rest, VIEW("<![CDATA[")))
        end = behind(text, scanner->at, VIEW("]]>"));
    else if (view_starts_with(rest, VIEW("<?")))
        end = behind(text, scanner->at, VIEW("?>"));
    else
        end = tag_end(text, scanner->at);
    if (rest.data[0] != '<' && view_find(text, VIEW("<"), scanner->at) == SIZE_MAX)
        end = text.size;
    return view_slice(text, scanner->at, end);
}

static bool is_tag(struct view piece)
{
    return piece.size > 2 && piece.data[0] == '<' && piece.data[1] != '!' && piece.data[1] != '?';
}

bool indent(struct view document, struct buffer *out)
{
    struct scanner scanner = {.text = document};
    if (utf8_valid_prefix(document) != document.size || memchr(document.data, 0, document.size) ||
        view_find(document, VIEW("encoding"), 0) != SIZE_MAX)
        return false;
    while (scanner.at < document.size) {
        struct view piece = next_piece(&scanner);
        buffer_add_view(out, piece);
        scanner.at += piece.size;
        if (!is_tag(piece))
            continue;
        if (!take_tag(&scanner, piece))
            return false;
        if (scanner.depth > 0 && holds_elements(scanner.open[scanner.depth - 1]))
            buffer_add_string(out, "\n \t ");
    }
    return !out->failed;
}
