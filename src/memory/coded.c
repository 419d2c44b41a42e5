#include "memory/coded.h"

#include <stdlib.h>
#include <string.h>

/* ---- pieces ------------------------------------------------------------------------------ */

static void add_escaped(struct buffer *out, char byte)
{
    if (byte == '{' || byte == '}')
        buffer_add_char(out, byte);
    buffer_add_char(out, byte);
}

void coded_add_text(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++)
        add_escaped(out, text.data[i]);
}

static bool is_double(struct view text, size_t at)
{
    return at + 1 < text.size && text.data[at] == text.data[at + 1];
}

bool coded_next(struct view *rest, struct coded_piece *piece)
{
    size_t end = 0;
    if (rest->size == 0)
        return false;
    piece->code = rest->data[0] == '{' && !is_double(*rest, 0);
    if (piece->code) {
        end = view_find(*rest, VIEW("}"), 0);
        end = end == SIZE_MAX ? rest->size : end;
        piece->text = view_slice(*rest, 1, end);
        *rest = view_slice(*rest, end < rest->size ? end + 1 : end, rest->size);
        return true;
    }
    while (end < rest->size && rest->data[end] != '{' && rest->data[end] != '}')
        end++;
    bool brace = end == 0; /* of two, one is text */
    piece->text = view_slice(*rest, 0, brace ? 1 : end);
    *rest = view_slice(*rest, brace && is_double(*rest, 0) ? 2 : piece->text.size, rest->size);
    return true;
}

/* ---- reading a source -------------------------------------------------------------------- */

static struct view view_of_part(struct xliff_string string)
{
    return (struct view){string.data, string.size};
}

static void add_code(struct coded *coded, struct code code)
{
    void *grown = array_grow(coded->codes, coded->count, &coded->capacity, sizeof *coded->codes);
    if (!grown) {
        coded->failed = true;
        return;
    }
    coded->codes = grown;
    coded->codes[coded->count++] = code;
}

static void add_blanks_once(struct buffer *out, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        bool blank = memchr(" \t\r\n", text.data[i], 4);
        if (!blank)
            add_escaped(out, text.data[i]);
        else if (out->size > 0 && out->data[out->size - 1] != ' ')
            buffer_add_char(out, ' ');
    }
}

static void add_kind(struct buffer *out, const struct code *code)
{
    buffer_add_char(out, '{');
    if (code->kind != XLIFF_PLACEHOLDER)
        buffer_add_char(out, code->kind == XLIFF_OPEN ? '+' : '-');
    buffer_add_view(out, code->name);
    buffer_add_char(out, '}');
}

/* Closing codes know their opening one by id; each is joined to one. */
static size_t find_partner(const struct coded *coded, const struct xliff_content *content,
                           const struct xliff_part *close)
{
    for (size_t i = coded->count; close->ref.data && i-- > 0;) {
        const struct code *code = &coded->codes[i];
        if (code->kind == XLIFF_OPEN && code->partner == 0 &&
            view_equal(view_of_part(content->parts[code->first].id), view_of_part(close->ref)))
            return i + 1;
    }
    return 0;
}

/* Half a quotation that stands as a placeholder is a half like any other. */
static enum xliff_part_kind half_of(const struct xliff_part *part, struct view name)
{
    if (part->kind != XLIFF_PLACEHOLDER)
        return part->kind;
    if (view_equal(name, VIEW("quote.open")) || view_equal(name, VIEW("open")))
        return XLIFF_OPEN;
    return view_equal(name, VIEW("quote.close")) || view_equal(name, VIEW("close"))
               ? XLIFF_CLOSE
               : XLIFF_PLACEHOLDER;
}

static struct code read_code(struct coded *coded, const struct xliff_content *content, size_t at)
{
    const struct xliff_part *part = &content->parts[at];
    struct xliff_string german = part->text.size > 0 ? part->text : part->equiv;
    struct view name = fuzzy_kind_name(part, &coded->arena);
    enum xliff_part_kind kind = half_of(part, name);
    if (kind != part->kind)
        name = kind == XLIFF_OPEN ? VIEW("quote") : (struct view){0};
    struct code code = {
        .kind = kind,
        .name = name,
        .german = view_of_part(german),
        .english = view_of_part(part->disp.size > 0 ? part->disp : part->equiv),
        .first = at,
        .count = 1,
    };
    if (part->kind == XLIFF_CLOSE)
        code.partner = find_partner(coded, content, part);
    if (code.partner > 0)
        coded->codes[code.partner - 1].partner = coded->count + 1;
    return code;
}

/* A mark whose text the tool protects, with one text in it, is a code. */
static bool is_protected(const struct xliff_content *content, size_t at)
{
    const struct xliff_part *mark = &content->parts[at];
    return at + 2 < content->count && mark->kind == XLIFF_MARK_OPEN &&
           (mark->translate == 0 || view_equal(view_of_part(mark->type), VIEW("protected"))) &&
           mark[1].kind == XLIFF_TEXT && mark[2].kind == XLIFF_MARK_CLOSE;
}

/* The kind of the code that the text would be. */
static struct view kind_of_mark(struct coded *coded, struct view text)
{
    static const char *const names[] = {[PROTECT_NUMBER] = "number",
                                        [PROTECT_DATE] = "date",
                                        [PROTECT_TIME] = "time",
                                        [PROTECT_LINK] = "link"};
    const struct protect_options options = {.to = PROTECT_EN_US,
                                            .kinds = PROTECT_NUMBERS | PROTECT_DATES |
                                                     PROTECT_TIMES | PROTECT_LINKS};
    if (!protect_find(text, &options, &coded->spans))
        coded->failed = true;
    else if (coded->spans.count == 1 && coded->spans.items[0].start == 0)
        return view_of(names[coded->spans.items[0].kind]);
    return VIEW("mark");
}

static struct code read_mark(struct coded *coded, const struct xliff_content *content, size_t at)
{
    struct view text = view_of_part(content->parts[at + 1].text);
    return (struct code){.kind = XLIFF_PLACEHOLDER,
                         .name = kind_of_mark(coded, text),
                         .german = text,
                         .english = text,
                         .first = at,
                         .count = 3};
}

/* The code that begins at a part; false if there is none. */
static bool code_at(struct coded *coded, const struct xliff_content *content, size_t at,
                    struct code *code)
{
    enum xliff_part_kind kind = content->parts[at].kind;
    bool mark = is_protected(content, at);
    if (mark)
        *code = read_mark(coded, content, at);
    else if (kind == XLIFF_PLACEHOLDER || kind == XLIFF_OPEN || kind == XLIFF_CLOSE)
        *code = read_code(coded, content, at);
    else
        return false;
    return true;
}

static void coded_clear(struct coded *coded)
{
    arena_clear(&coded->arena);
    buffer_clear(&coded->text);
    coded->count = 0;
    coded->failed = false;
}

bool coded_read(struct coded *coded, const struct xliff_content *source)
{
    struct code code;
    coded_clear(coded);
    for (size_t i = 0; i < source->count; i++) {
        if (code_at(coded, source, i, &code)) {
            add_kind(&coded->text, &code);
            add_code(coded, code);
            i += code.count - 1;
        } else if (source->parts[i].kind == XLIFF_TEXT) {
            add_blanks_once(&coded->text, view_of_part(source->parts[i].text));
        }
    }
    if (coded->text.size > 0 && coded->text.data[coded->text.size - 1] == ' ')
        coded->text.size--;
    coded->failed |= coded->text.failed || coded->arena.failed;
    return !coded->failed;
}

/* ---- the target and the codes ------------------------------------------------------------- */

/* Whether a target's code is that of the source: by id, a closing one by its opening one; a mark by
 * its text. */
static bool is_same(const struct xliff_content *source, const struct code *of_source,
                    const struct xliff_content *target, const struct code *of_target)
{
    const struct xliff_part *a = &source->parts[of_source->first];
    const struct xliff_part *b = &target->parts[of_target->first];
    if (of_source->kind != of_target->kind || of_source->count != of_target->count)
        return false;
    if (of_source->count > 1)
        return view_equal(of_source->german, of_target->german);
    if (a->kind == XLIFF_CLOSE && a->ref.data && b->ref.data)
        return view_equal(view_of_part(a->ref), view_of_part(b->ref));
    return view_equal(view_of_part(a->id), view_of_part(b->id));
}

static size_t find_code(const struct coded *coded, const struct xliff_content *source,
                        const struct xliff_content *target, const struct code *code)
{
    for (size_t i = 0; i < coded->count; i++)
        if (!coded->codes[i].used && is_same(source, &coded->codes[i], target, code))
            return i;
    return SIZE_MAX;
}

bool coded_add_target(struct coded *coded, const struct xliff_content *source,
                      const struct xliff_content *target, struct buffer *out)
{
    struct coded other = {0};
    struct code code;
    bool fits = true;
    for (size_t i = 0; i < target->count && fits; i++) {
        if (code_at(&other, target, i, &code)) {
            size_t found = find_code(coded, source, target, &code);
            fits = found != SIZE_MAX;
            if (fits) {
                coded->codes[found].used = true;
                buffer_printf(out, "{%zu}", found + 1);
            }
            i += code.count - 1;
        } else if (target->parts[i].kind == XLIFF_TEXT) {
            coded_add_text(out, view_of_part(target->parts[i].text));
        }
    }
    coded_free(&other);
    return fits;
}

/* Backslashes, tabs and line ends have a backslash. */
void coded_add_field(struct buffer *out, struct view text)
{
    static const char from[] = "\\\t\n", to[] = "\\tn";
    for (size_t i = 0; i < text.size; i++) {
        const char *found = memchr(from, text.data[i], sizeof from - 1);
        if (found)
            buffer_add_char(out, '\\');
        buffer_add_char(out, found ? to[found - from] : text.data[i]);
    }
}

void coded_add_codes(const struct coded *coded, struct buffer *out)
{
    for (size_t i = 0; i < coded->count; i++) {
        buffer_add_number(out, coded->codes[i].partner);
        buffer_add_char(out, '\t');
        coded_add_field(out, coded->codes[i].german);
        buffer_add_char(out, '\t');
        coded_add_field(out, coded->codes[i].english);
        buffer_add_char(out, '\n');
    }
}

/* ---- back from the memory ----------------------------------------------------------------- */

struct view coded_take_field(struct view *rest, const char *end)
{
    size_t at = view_find(*rest, view_of(end), 0);
    size_t size = at == SIZE_MAX ? rest->size : at;
    struct view field = view_slice(*rest, 0, size);
    *rest = view_slice(*rest, at == SIZE_MAX ? size : size + 1, rest->size);
    return field;
}

struct view coded_restore_field(struct arena *arena, struct view field)
{
    char *text = arena_take(arena, field.size + 1);
    size_t size = 0;
    for (size_t i = 0; text && i < field.size; i++) {
        char byte = field.data[i];
        if (byte == '\\' && i + 1 < field.size) {
            byte = field.data[++i];
            byte = byte == 't' ? '\t' : byte == 'n' ? '\n' : byte;
        }
        text[size++] = byte;
    }
    return (struct view){text, size};
}

static struct code restore_kind(struct coded *coded, struct view inside)
{
    struct code code = {.kind = XLIFF_PLACEHOLDER};
    if (inside.size > 0 && (inside.data[0] == '+' || inside.data[0] == '-')) {
        code.kind = inside.data[0] == '+' ? XLIFF_OPEN : XLIFF_CLOSE;
        inside = view_slice(inside, 1, inside.size);
    }
    code.name = arena_copy(&coded->arena, inside);
    return code;
}

bool coded_restore(struct coded *coded, struct view text, struct view codes)
{
    struct coded_piece piece;
    bool sound = true;
    coded_clear(coded);
    buffer_add_view(&coded->text, text);
    while (sound && coded_next(&text, &piece)) {
        if (!piece.code)
            continue;
        struct code code = restore_kind(coded, piece.text);
        struct view line = coded_take_field(&codes, "\n");
        sound = view_to_size(coded_take_field(&line, "\t"), &code.partner);
        code.german = coded_restore_field(&coded->arena, coded_take_field(&line, "\t"));
        code.english = coded_restore_field(&coded->arena, line);
        add_code(coded, code);
    }
    for (size_t i = 0; i < coded->count; i++)
        sound &= coded->codes[i].partner <= coded->count;
    coded->failed |= coded->text.failed || coded->arena.failed;
    return sound && codes.size == 0 && !coded->failed;
}

bool coded_fuzzy(struct fuzzy_text *fuzzy, struct view text)
{
    struct coded_piece piece;
    bool added = true;
    fuzzy_begin(fuzzy);
    while (added && coded_next(&text, &piece))
        added = piece.code ? fuzzy_add_code(fuzzy, (uint32_t)checksum(piece.text))
                           : fuzzy_add(fuzzy, piece.text);
    return added && fuzzy_end(fuzzy);
}

void coded_free(struct coded *coded)
{
    arena_free(&coded->arena);
    buffer_free(&coded->text);
    protect_spans_free(&coded->spans);
    free(coded->codes);
    *coded = (struct coded){0};
}
