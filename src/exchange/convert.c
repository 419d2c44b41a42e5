/* How satz writes blocks, types and codes in 1.2 and in 2.x, for libxliff's conversion. */
#include <string.h>

#include "check/content.h"
#include "exchange/codes.h"
#include "exchange/exchange.h"
#include "exchange/skeleton.h"
#include "version.h"

/* Quotations within quotations whose marks are known: more lose the closing one's German. */
#define MOST_OPEN 16

struct converter {
    struct stream stream;
    struct buffer text; /* of the skeleton */
    struct skeleton_reader lines;
    bool opened, at_block;
    bool failed; /* memory ran out */
    struct buffer joint;
    struct arena arena;                   /* strings of codes */
    struct xliff_string marks[MOST_OPEN]; /* closing marks of <g>s that are open */
    size_t open;
};

/* ---- The skeleton ------------------------------------------------------------------------ */

static bool open_lines(struct converter *converter)
{
    skeleton_close(&converter->lines);
    converter->lines = (struct skeleton_reader){0};
    converter->at_block = false;
    bool opened = skeleton_open(&converter->lines, buffer_view(&converter->text));
    converter->failed |= converter->lines.failed;
    return opened;
}

/* A skeleton that was changed counts too: what is the file's does not depend on it. */
static bool begin(void *context, struct xliff_string skeleton)
{
    struct converter *converter = context;
    buffer_clear(&converter->text);
    buffer_add_view(&converter->text, string_view(skeleton));
    converter->opened = !converter->text.failed && open_lines(converter);
    return skeleton_is_ours(string_view(skeleton));
}

/* "b17" or "s3". */
static bool read_id(struct xliff_string id, char prefix, size_t *number)
{
    struct view digits = view_slice(string_view(id), id.size > 0, id.size);
    for (size_t i = 0; i < digits.size; i++)
        if (digits.data[i] < '0' || digits.data[i] > '9')
            return false;
    return id.size > 1 && id.data[0] == prefix && view_to_size(digits, number);
}

static bool find_line(struct converter *converter, size_t number)
{
    enum skeleton_result result;
    while ((result = skeleton_next(&converter->lines)) == SKELETON_BLOCK)
        if (converter->lines.block.number == number)
            return true;
    converter->failed |= result == SKELETON_MEMORY;
    return false;
}

/* Blocks come in the order of the skeleton's lines; one that does not is looked for anew. */
static bool is_block(void *context, struct xliff_string id)
{
    struct converter *converter = context;
    size_t number;
    arena_clear(&converter->arena);
    if (!read_id(id, 'b', &number))
        return false;
    if (converter->opened) {
        converter->at_block = find_line(converter, number);
        if (!converter->at_block && open_lines(converter))
            converter->at_block = find_line(converter, number);
    }
    return true;
}

static const struct skeleton_segment *find_segment(const struct converter *converter,
                                                   struct xliff_string id)
{
    const struct skeleton_block_line *line = &converter->lines.block;
    size_t number;
    if (!converter->at_block || !read_id(id, 's', &number))
        return NULL;
    for (size_t i = 0; i < line->segment_count; i++)
        if (line->segments[i].number == number)
            return &line->segments[i];
    return NULL;
}

static bool is_segment(void *context, struct xliff_string id)
{
    const struct converter *converter = context;
    size_t number;
    return converter->at_block ? find_segment(converter, id) != NULL : read_id(id, 's', &number);
}

/* A soft break, with the blanks about it, is one space in a segment. */
static struct xliff_string joint(void *context, struct xliff_string segment)
{
    struct converter *converter = context;
    const struct skeleton_segment *found = find_segment(converter, segment);
    if (!found)
        return view_string(converter->at_block ? VIEW("") : VIEW(" "));
    struct view text = found->joint;
    buffer_clear(&converter->joint);
    for (size_t i = 0; i < text.size; i++) {
        bool line_end = text.data[i] == '\n' || text.data[i] == '\r';
        if (line_end && i + 1 < text.size && text.data[i] == '\r' && text.data[i + 1] == '\n')
            continue;
        buffer_add_char(&converter->joint, line_end ? ' ' : text.data[i]);
    }
    return view_string(buffer_view(&converter->joint));
}

/* ---- Types and codes ---------------------------------------------------------------------- */

static const struct {
    const char *old, *new;
} types[] = {
    {"x-paragraph", "satz:paragraph"}, {"heading", "satz:heading"},
    {"caption", "satz:caption"},       {"x-date-line", "satz:date-line"},
    {"x-credit", "satz:credit"},       {"x-furniture", "satz:furniture"},
};

static bool convert_type(void *context, enum xliff_version to, struct xliff_string *type)
{
    (void)context;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        const char *from = to == XLIFF_1_2 ? types[i].new : types[i].old;
        if (view_equal(string_view(*type), view_of(from))) {
            *type = view_string(view_of(to == XLIFF_1_2 ? types[i].old : types[i].new));
            return true;
        }
    }
    return false;
}

static const struct code_name {
    const char *old, *type, *subtype;
} code_names[] = {
    {"x-number", "other", "satz:number"},   {"x-date", "other", "satz:date"},
    {"x-time", "other", "satz:time"},       {"x-link", "other", "satz:link"},
    {"x-never", "other", "satz:never"},     {"x-quote", "quote", NULL},
    {"x-quote-open", "quote", "satz:open"}, {"x-quote-close", "quote", "satz:close"},
};

static const struct code_name *find_name(enum xliff_version to, const struct xliff_part *part)
{
    for (size_t i = 0; i < sizeof code_names / sizeof *code_names; i++) {
        const struct code_name *name = &code_names[i];
        if (to != XLIFF_1_2 && view_equal(string_view(part->type), view_of(name->old)))
            return name;
        if (to == XLIFF_1_2 && view_equal(string_view(part->type), view_of(name->type)) &&
            view_equal(string_view(part->subtype), view_of(name->subtype ? name->subtype : "")))
            return name;
    }
    return NULL;
}

/* The German of <x> and <g>, which have no content, is their equiv-text. */
static void take_german(struct converter *converter, struct xliff_part *part)
{
    bool pair = part->element && strcmp(part->element, "g") == 0;
    if (pair && part->kind == XLIFF_CLOSE) {
        converter->open -= converter->open > 0;
        if (converter->open < MOST_OPEN)
            part->text = converter->marks[converter->open];
        return;
    }
    if (part->text.size > 0 || part->kind == XLIFF_CLOSE ||
        (!pair && part->kind != XLIFF_PLACEHOLDER))
        return;
    part->text = part->equiv;
    part->equiv = (struct xliff_string){0};
    if (!pair)
        return;
    struct view both = string_view(part->text), between = VIEW(CODE_BETWEEN_MARKS);
    size_t at = view_find(both, between, 0);
    bool found = at != SIZE_MAX;
    if (found)
        part->text = view_string(view_slice(both, 0, at));
    if (converter->open < MOST_OPEN)
        converter->marks[converter->open] = content_copy_string(
            &converter->arena, found ? view_string(view_slice(both, at + between.size, both.size))
                                     : (struct xliff_string){0});
    converter->open++;
}

static bool convert_code(void *context, enum xliff_version to, struct xliff_part *part)
{
    struct converter *converter = context;
    const struct code_name *name = find_name(to, part);
    if (!name)
        return false;
    if (to == XLIFF_1_2) {
        part->type = view_string(view_of(name->old));
        part->subtype = (struct xliff_string){0};
        part->equiv = part->disp;
        part->disp = (struct xliff_string){0};
        part->keep = false;
        return true;
    }
    take_german(converter, part);
    part->type = view_string(view_of(name->type));
    if (name->subtype)
        part->subtype = view_string(view_of(name->subtype));
    part->disp = part->equiv;
    part->equiv = part->text;
    part->keep = strcmp(name->old, "x-link") == 0;
    return true;
}

/* ---- A conversion -------------------------------------------------------------------------- */

static void lose(void *context, const struct xliff_loss *loss)
{
    struct converter *converter = context;
    struct place place = {converter->stream.name, loss->line, loss->column};
    struct buffer where = {0};
    if (loss->unit.size > 0) {
        buffer_add_string(&where, "unit ");
        buffer_add(&where, loss->unit.data, loss->unit.size < 80 ? loss->unit.size : 80);
        buffer_add_string(&where, ": ");
    }
    buffer_add_char(&where, '\0');
    const char *unit = where.failed ? "" : where.data;
    if (loss->count == 1)
        finding_warning(converter->stream.findings, place, "%snot carried: %s", unit, loss->what);
    else
        finding_warning(converter->stream.findings, place, "%snot carried: %s (%zu times)", unit,
                        loss->what, loss->count);
    buffer_free(&where);
}

enum status exchange_convert(struct input *input, enum xliff_version version, struct sink sink,
                             struct findings *findings)
{
    struct converter converter = {.stream = stream_of_input(input, findings)};
    struct stream *stream = &converter.stream;
    struct xliff_convention convention = {&converter, begin,        is_block,    is_segment,
                                          joint,      convert_type, convert_code};
    struct xliff_convert_options options = {
        .version = version,
        .tool = {.tool_id = view_string(VIEW("satz")),
                 .tool_name = view_string(VIEW("satz")),
                 .tool_version = view_string(VIEW(SATZ_VERSION))},
        .prefix = view_string(VIEW("satz")),
        .uri = view_string(VIEW("urn:satz:1")),
        .convention = &convention,
        .lose = lose,
        .context = &converter,
    };
    struct xliff_error error;
    enum status status = STATUS_OK;
    stream->sink = sink;
    if (xliff_convert(stream_read, stream, stream_write, stream, &options, &error) != 0)
        status = stream_status(stream, &error);
    else if (converter.failed || converter.text.failed || converter.joint.failed ||
             converter.arena.failed)
        status = finding_no_memory(findings);
    skeleton_close(&converter.lines);
    buffer_free(&converter.text);
    buffer_free(&converter.joint);
    arena_free(&converter.arena);
    return status;
}
