#include "check/content.h"

#include <string.h>

struct xliff_string content_copy_string(struct arena *arena, struct xliff_string string)
{
    if (!string.data)
        return string;
    return view_string(arena_copy(arena, string_view(string)));
}

/* ---- indentation ------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool has_line_break(struct view text)
{
    return view_has(text, '\n');
}

static bool ends_in_bracket(struct view text)
{
    static const char *const brackets[] = {"(", "[", "„", "‚", "“", "‘", "«", "‹"};
    for (size_t i = 0; i < sizeof brackets / sizeof brackets[0]; i++)
        if (view_ends_with(text, view_of(brackets[i])))
            return true;
    return false;
}

/* Whether no blank can stand before parts[index], or at the content's end. */
static bool closes(const struct xliff_content *content, size_t index)
{
    return index == content->count || code_half(&content->parts[index]) == XLIFF_CLOSE;
}

/* Whether no blank can stand after parts[index - 1], or at the content's start. */
static bool opens(const struct xliff_content *content, size_t index)
{
    return index == 0 || code_half(&content->parts[index - 1]) == XLIFF_OPEN;
}

/* The text of a part without the line breaks, and the blanks about them, where no blank can be. */
static struct view trim_indentation(const struct xliff_content *content, size_t index)
{
    struct view text = string_view(content->parts[index].text);
    size_t start = 0, end = text.size;
    if (!has_line_break(text) || (content->count == 1 && view_trim(text).size == 0))
        return text;
    while (end > 0 && is_blank(text.data[end - 1]))
        end--;
    if (!has_line_break(view_slice(text, end, text.size)) ||
        !(closes(content, index + 1) || ends_in_bracket(view_slice(text, 0, end)) ||
          (end == 0 && opens(content, index))))
        end = text.size;
    while (start < end && is_blank(text.data[start]))
        start++;
    if (!opens(content, index) || !has_line_break(view_slice(text, 0, start)))
        start = 0;
    return view_slice(text, start, end);
}

/* Copies the text of a part; each line break in it, with the blanks about it, becomes a space. */
static struct xliff_string copy_lines(struct arena *arena, const struct xliff_content *content,
                                      size_t index)
{
    struct view text = trim_indentation(content, index);
    char *copy = arena_take(arena, text.size + 1);
    size_t size = 0;
    if (!copy)
        return (struct xliff_string){0};
    for (size_t i = 0, end; i < text.size; i = end) {
        for (end = i; end < text.size && is_blank(text.data[end]);)
            end++;
        bool line_break = has_line_break(view_slice(text, i, end));
        end += end == i;
        if (line_break)
            copy[size++] = ' ';
        else
            for (size_t k = i; k < end; k++)
                copy[size++] = text.data[k];
    }
    return (struct xliff_string){copy, size};
}

/* ---- copies ------------------------------------------------------------------------------ */

static size_t size_of_strings(const struct xliff_content *content)
{
    size_t size = 0;
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        size += part->text.size;
        if (part->kind != XLIFF_TEXT) /* it has nothing else */
            size += part->id.size + part->ref.size + part->type.size + part->subtype.size +
                    part->equiv.size + part->disp.size;
    }
    return size;
}

static void move(struct xliff_string *string, char **to)
{
    if (!string->data)
        return;
    memcpy(*to, string->data, string->size);
    string->data = *to;
    *to += string->size;
}

static void move_code(struct xliff_part *code, char **to)
{
    move(&code->text, to);
    move(&code->id, to);
    move(&code->ref, to);
    move(&code->type, to);
    move(&code->subtype, to);
    move(&code->equiv, to);
    move(&code->disp, to);
}

/* All of it in one piece: parts, then their strings. */
struct xliff_content content_copy(struct arena *arena, const struct xliff_content *content)
{
    struct xliff_content result = *content;
    result.lang = (struct xliff_string){0};
    if (content->count == 0)
        return result;
    size_t size = content->count * sizeof *result.parts;
    struct xliff_part *parts = arena_take(arena, size + size_of_strings(content));
    if (!parts)
        return (struct xliff_content){0};
    char *to = (char *)parts + size;
    for (size_t i = 0; i < content->count; i++) {
        parts[i] = content->parts[i];
        if (parts[i].kind != XLIFF_TEXT)
            move_code(&parts[i], &to);
        else if (has_line_break(string_view(parts[i].text)))
            parts[i].text = copy_lines(arena, content, i);
        else
            move(&parts[i].text, &to);
    }
    result.parts = parts;
    return result;
}

/* ---- codes without content --------------------------------------------------------------- */

static bool is_pair(const struct xliff_part *part, enum xliff_part_kind kind)
{
    return part->kind == kind && part->element && strcmp(part->element, "g") == 0;
}

static void take_pair(struct xliff_part *open, struct xliff_part *close)
{
    struct view both = string_view(open->equiv), between = VIEW(CODE_BETWEEN_MARKS);
    size_t at = view_find(both, between, 0);
    if (at == SIZE_MAX)
        return;
    open->text = view_string(view_slice(both, 0, at));
    close->text = view_string(view_slice(both, at + between.size, both.size));
    open->equiv = (struct xliff_string){0};
}

/* <g> nests, so that the last one that is open is the one that closes. */
static void take_pairs(struct xliff_part *parts, size_t count, size_t *open)
{
    size_t depth = 0;
    for (size_t i = 0; i < count; i++)
        if (is_pair(&parts[i], XLIFF_OPEN))
            open[depth++] = i;
        else if (is_pair(&parts[i], XLIFF_CLOSE) && depth > 0)
            take_pair(&parts[open[--depth]], &parts[i]);
}

struct xliff_content content_copy_source(struct arena *arena, enum xliff_version version,
                                         const struct xliff_content *content)
{
    struct xliff_content result = content_copy(arena, content);
    struct xliff_part *parts = (struct xliff_part *)(uintptr_t)result.parts; /* the copy is ours */
    size_t pairs = 0;
    for (size_t i = 0; version == XLIFF_1_2 && i < result.count; i++) {
        pairs += is_pair(&parts[i], XLIFF_OPEN);
        if (parts[i].kind == XLIFF_PLACEHOLDER && parts[i].text.size == 0) {
            parts[i].text = parts[i].equiv;
            parts[i].equiv = (struct xliff_string){0};
        }
    }
    size_t *open = pairs > 0 ? arena_take(arena, pairs * sizeof *open) : NULL;
    if (open)
        take_pairs(parts, result.count, open);
    return result;
}

/* ---- content that stays ------------------------------------------------------------------ */

static bool has_line_breaks(const struct xliff_content *content)
{
    for (size_t i = 0; i < content->count; i++)
        if (content->parts[i].kind == XLIFF_TEXT &&
            has_line_break(string_view(content->parts[i].text)))
            return true;
    return false;
}

struct xliff_content content_borrow(struct arena *arena, const struct xliff_content *content)
{
    struct xliff_content result = *content;
    if (has_line_breaks(content))
        return content_copy(arena, content);
    result.lang = (struct xliff_string){0};
    return result;
}

/* In 1.2 a code's German may be in its equiv-text. */
static bool has_moved_german(const struct xliff_content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if ((part->kind == XLIFF_PLACEHOLDER && part->text.size == 0) || is_pair(part, XLIFF_OPEN))
            return true;
    }
    return false;
}

struct xliff_content content_borrow_source(struct arena *arena, enum xliff_version version,
                                           const struct xliff_content *content)
{
    if (version == XLIFF_1_2 && has_moved_german(content))
        return content_copy_source(arena, version, content);
    return content_borrow(arena, content);
}

/* ---- what it is -------------------------------------------------------------------------- */

bool content_is_fixed(const struct xliff_unit *unit, const struct xliff_segment *segment)
{
    return unit->no_translate || (view_equal(string_view(segment->state), VIEW("final")) &&
                                  content_equal(&segment->source, &segment->target));
}

bool content_is_empty(const struct xliff_content *content)
{
    for (size_t i = 0; i < content->count; i++)
        if (content->parts[i].kind != XLIFF_TEXT || content->parts[i].text.size > 0)
            return false;
    return true;
}

/* Where the comparing of a content is. */
struct walk {
    const struct xliff_content *content;
    size_t part, at; /* `at`: in the text of a part */
};

/* Marks around terms, of comments and the like, are passed over. False at the end. */
static bool walk_on(struct walk *walk)
{
    for (; walk->part < walk->content->count; walk->part++, walk->at = 0) {
        const struct xliff_part *part = &walk->content->parts[walk->part];
        if (part->kind == XLIFF_TEXT ? walk->at < part->text.size
                                     : content_is_code(part) || content_is_protected(part))
            return true;
    }
    return false;
}

/* Goes over what is alike from here; false if nothing is. */
static bool walk_alike(struct walk *a, struct walk *b)
{
    const struct xliff_part *left = &a->content->parts[a->part];
    const struct xliff_part *right = &b->content->parts[b->part];
    if (left->kind == XLIFF_TEXT && right->kind == XLIFF_TEXT) {
        struct view text = view_slice(string_view(left->text), a->at, left->text.size);
        struct view other = view_slice(string_view(right->text), b->at, right->text.size);
        size_t size = text.size < other.size ? text.size : other.size;
        a->at += size;
        b->at += size;
        return memcmp(text.data, other.data, size) == 0;
    }
    a->part++;
    b->part++;
    return left->kind != XLIFF_TEXT && right->kind != XLIFF_TEXT && code_same(left, right);
}

bool content_equal(const struct xliff_content *a, const struct xliff_content *b)
{
    struct walk left = {.content = a}, right = {.content = b};
    bool more = walk_on(&left), more_right = walk_on(&right);
    while (more && more_right) {
        if (!walk_alike(&left, &right))
            return false;
        more = walk_on(&left);
        more_right = walk_on(&right);
    }
    return more == more_right;
}

void content_add_german(struct buffer *german, const struct xliff_content *source)
{
    for (size_t i = 0; i < source->count; i++)
        buffer_add_view(german, code_german(&source->parts[i]));
}

bool content_is_code(const struct xliff_part *part)
{
    return part->kind == XLIFF_PLACEHOLDER || part->kind == XLIFF_OPEN || part->kind == XLIFF_CLOSE;
}

bool content_is_protected(const struct xliff_part *part)
{
    return part->kind == XLIFF_MARK_OPEN &&
           (part->translate == 0 || view_equal(string_view(part->type), VIEW("protected")));
}

struct view content_marked(const struct xliff_content *content, size_t index)
{
    bool text = index + 1 < content->count && content->parts[index + 1].kind == XLIFF_TEXT;
    return text ? string_view(content->parts[index + 1].text) : (struct view){0};
}

bool content_is_waiting(enum xliff_version version, struct view state)
{
    if (version == XLIFF_1_2)
        return view_equal(state, VIEW("needs-translation")) || view_equal(state, VIEW("new"));
    return state.size == 0 || view_equal(state, VIEW("initial"));
}

bool code_is_quote(const struct xliff_part *part)
{
    struct view type = string_view(part->type);
    return view_equal(type, VIEW("quote")) || view_starts_with(type, VIEW("x-quote"));
}

bool code_kind(const struct xliff_part *part, enum protect_kind *kind)
{
    static const char *const names[] = {
        [PROTECT_NUMBER] = "number", [PROTECT_DATE] = "date",  [PROTECT_TIME] = "time",
        [PROTECT_LINK] = "link",     [PROTECT_TERM] = "never",
    };
    struct view type = string_view(part->type), subtype = string_view(part->subtype);
    if (code_is_quote(part)) {
        bool close = part->kind == XLIFF_CLOSE || view_ends_with(type, VIEW("-close")) ||
                     view_ends_with(subtype, VIEW(":close"));
        *kind = close ? PROTECT_QUOTE_CLOSE : PROTECT_QUOTE_OPEN;
        return true;
    }
    for (size_t i = PROTECT_NUMBER; i <= PROTECT_TERM; i++) {
        struct view ending = view_of(names[i]);
        if (view_ends_with(type, ending) || view_ends_with(subtype, ending)) {
            *kind = (enum protect_kind)i;
            return true;
        }
    }
    return false;
}

struct view code_german(const struct xliff_part *part)
{
    if (part->kind == XLIFF_TEXT)
        return string_view(part->text);
    return string_view(part->text.size > 0 ? part->text : part->equiv);
}

enum xliff_part_kind code_half(const struct xliff_part *part)
{
    enum protect_kind kind;
    if (part->kind != XLIFF_PLACEHOLDER || !code_is_quote(part) || !code_kind(part, &kind))
        return part->kind;
    return kind == PROTECT_QUOTE_OPEN ? XLIFF_OPEN : XLIFF_CLOSE;
}

struct view code_form(enum xliff_version version, const struct xliff_part *part)
{
    return string_view(version == XLIFF_1_2 ? part->equiv : part->disp);
}

bool code_same(const struct xliff_part *a, const struct xliff_part *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == XLIFF_CLOSE && a->ref.data && b->ref.data)
        return view_equal(string_view(a->ref), string_view(b->ref));
    return view_equal(string_view(a->id), string_view(b->id));
}
