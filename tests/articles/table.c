#include "tests/articles/articles.h"

/* "de: Ein Satz." → tag de, and the rest. */
static bool split_tag(struct view line, struct view *tag, struct view *rest)
{
    size_t colon = view_find(line, VIEW(": "), 0);
    if (colon == SIZE_MAX)
        return false;
    *tag = view_slice(line, 0, colon);
    *rest = view_slice(line, colon + 2, line.size);
    return true;
}

size_t each_translation(const char *path,
                        void (*take)(const struct translation *translation, void *context),
                        void *context)
{
    struct buffer content = test_read_file(path);
    struct view text = buffer_view(&content), tag, rest;
    struct translation current = {0};
    size_t taken = 0;
    for (size_t start = 0, end; start < text.size; start = end + 1) {
        end = view_find(text, VIEW("\n"), start);
        if (end == SIZE_MAX)
            end = text.size;
        struct view line = view_slice(text, start, end);
        if (line.size == 0 || line.data[0] == '#')
            continue;
        if (!split_tag(line, &tag, &rest)) {
            CU_FAIL("a line of a table without a tag");
        } else if (view_equal(tag, VIEW("en"))) {
            current.english = rest;
        } else if (view_equal(tag, VIEW("gb"))) {
            current.british = rest;
        } else {
            if (current.key.size > 0)
                take(&current, context);
            bool german = view_equal(tag, VIEW("de"));
            current = german ? (struct translation){.key = rest}
                             : (struct translation){.key = tag, .english = rest};
            taken++;
        }
    }
    if (current.key.size > 0)
        take(&current, context);
    buffer_free(&content);
    return taken;
}

/* Takes "#2" off the end of a code's name. */
static size_t take_occurrence(struct view *name)
{
    size_t hash = name->size, occurrence;
    while (hash > 0 && name->data[hash - 1] != '#')
        hash--;
    if (hash < 2 || !view_to_size(view_slice(*name, hash, name->size), &occurrence))
        return 1;
    name->size = hash - 1;
    return occurrence;
}

bool translation_next(struct view *rest, struct translation_piece *piece)
{
    if (rest->size == 0)
        return false;
    size_t open = view_find(*rest, VIEW("{"), 0);
    size_t close = view_find(*rest, VIEW("}"), 0);
    *piece = (struct translation_piece){.code = open == 0 && close != SIZE_MAX};
    size_t end = piece->code ? close + 1 : open == 0 || open == SIZE_MAX ? rest->size : open;
    piece->text = view_slice(*rest, piece->code, piece->code ? close : end);
    if (piece->code)
        piece->occurrence = take_occurrence(&piece->text);
    *rest = view_slice(*rest, end, rest->size);
    return true;
}
