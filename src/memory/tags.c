#include "memory/tags.h"

#include <string.h>

static struct xliff_string as_string(struct view text)
{
    return (struct xliff_string){text.data ? text.data : "", text.size};
}

/* ---- reading --------------------------------------------------------------------------------- */

/* A tag in a text. */
struct tag {
    size_t start, end;
    struct view name; /* "f0" */
    bool closing, empty;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Reads the tag that begins at text[at]; false if there is none. */
static bool tag_at(struct view text, size_t at, struct tag *tag)
{
    size_t name = at + 1;
    *tag = (struct tag){.start = at};
    if (text.data[at] != '<' || name >= text.size)
        return false;
    tag->closing = text.data[name] == '/';
    name += tag->closing;
    size_t end = name + 1;
    if (end >= text.size || text.data[name] < 'a' || text.data[name] > 'z' ||
        !is_digit(text.data[end]))
        return false;
    while (end < text.size && is_digit(text.data[end]))
        end++;
    tag->name = view_slice(text, name, end);
    tag->empty = !tag->closing && end < text.size && text.data[end] == '/';
    end += tag->empty;
    tag->end = end + 1;
    return end < text.size && text.data[end] == '>';
}

/* The next tag at or after `at`. */
static bool next_tag(struct view text, size_t at, struct tag *tag)
{
    for (; at < text.size; at++)
        if (tag_at(text, at, tag))
            return true;
    return false;
}

/* Whether the other half of a pair is in the text. */
static bool has_partner(struct view text, const struct tag *tag)
{
    struct tag other;
    for (size_t at = 0; next_tag(text, at, &other); at = other.end)
        if (other.closing != tag->closing && !other.empty && view_equal(other.name, tag->name))
            return true;
    return false;
}

static struct xliff_part code_of(struct view text, const struct tag *tag)
{
    bool quote = tag->name.data[0] == 'f' && !tag->empty;
    struct xliff_part part = {
        .kind = tag->empty     ? XLIFF_PLACEHOLDER
                : tag->closing ? XLIFF_CLOSE
                               : XLIFF_OPEN,
        .id = as_string(tag->name),
        .type = as_string(quote ? VIEW("quote") : view_slice(tag->name, 0, 1)),
        .translate = -1,
        .isolated = !tag->empty && !has_partner(text, tag),
    };
    if (tag->closing)
        part.ref = part.id;
    if (quote) {
        part.text = as_string(tag->closing ? VIEW("“") : VIEW("„"));
        part.disp = as_string(tag->closing ? VIEW("”") : VIEW("“"));
    }
    return part;
}

struct taker {
    struct xliff_part *parts;
    size_t count;
};

static void put_text(struct taker *to, struct view text)
{
    if (text.size > 0)
        to->parts[to->count++] =
            (struct xliff_part){.kind = XLIFF_TEXT, .text = as_string(text), .translate = -1};
}

static void read_text(struct taker *to, struct view text)
{
    struct tag tag;
    size_t at = 0;
    while (next_tag(text, at, &tag)) {
        put_text(to, view_slice(text, at, tag.start));
        if (tag.name.data[0] != 'm' || tag.empty)
            to->parts[to->count++] = code_of(text, &tag);
        at = tag.end;
    }
    put_text(to, view_slice(text, at, text.size));
}

static size_t count_parts(const struct xliff_content *content)
{
    struct tag tag;
    size_t count = 1;
    for (size_t i = 0; i < content->count; i++) {
        struct view text = {content->parts[i].text.data, content->parts[i].text.size};
        count += 1;
        for (size_t at = 0; next_tag(text, at, &tag); at = tag.end)
            count += 2;
    }
    return count;
}

bool tags_read(struct xliff_content *content, struct arena *arena)
{
    struct taker to = {.parts = arena_take(arena, count_parts(content) * sizeof *to.parts)};
    if (!to.parts)
        return false;
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind == XLIFF_TEXT)
            read_text(&to, (struct view){part->text.data, part->text.size});
        else
            to.parts[to.count++] = *part;
    }
    content->parts = to.parts;
    content->count = to.count;
    return true;
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool same_string(struct xliff_string a, struct xliff_string b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/* The number of a code is that of its opening half among the source's. */
static size_t number_of(const struct xliff_content *source, const struct xliff_part *part)
{
    struct xliff_string id = part->kind == XLIFF_CLOSE ? part->ref : part->id;
    size_t number = 0;
    for (size_t i = 0; i < source->count; i++) {
        const struct xliff_part *other = &source->parts[i];
        if (other->kind == XLIFF_TEXT || (other->kind == XLIFF_CLOSE && !other->isolated))
            continue;
        if (same_string(other->id, id))
            break;
        number++;
    }
    return number;
}

/* In a target too the value stands as it does in the source: it is protected. */
void tags_add(struct buffer *out, const struct xliff_content *source,
              const struct xliff_content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        size_t number = part->kind == XLIFF_TEXT ? 0 : number_of(source, part);
        bool value = part->kind == XLIFF_PLACEHOLDER;
        if (value)
            buffer_printf(out, "<m%zu>", number);
        else if (part->kind != XLIFF_TEXT)
            buffer_printf(out, "<%sf%zu>", part->kind == XLIFF_CLOSE ? "/" : "", number);
        if (value || part->kind == XLIFF_TEXT)
            buffer_add(out, part->text.data, part->text.size);
        if (value)
            buffer_printf(out, "</m%zu>", number);
    }
}
