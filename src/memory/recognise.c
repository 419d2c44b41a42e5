#include "memory/recognise.h"

#include <stdlib.h>
#include <string.h>

/* Longer texts are no sentences. */
#define LONGEST ((size_t)32 << 10)

static struct xliff_string as_string(struct view text)
{
    return (struct xliff_string){text.data ? text.data : "", text.size};
}

static void flatten(struct buffer *out, const struct xliff_content *content)
{
    buffer_clear(out);
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind == XLIFF_TEXT)
            buffer_add(out, part->text.data, part->text.size);
    }
}

/* ---- codes ----------------------------------------------------------------------------------- */

static bool is_quote(const struct protect_span *span)
{
    return span->kind == PROTECT_QUOTE_OPEN || span->kind == PROTECT_QUOTE_CLOSE;
}

/* An id that no code of a file has. */
static struct xliff_string make_id(size_t index, struct arena *arena)
{
    char digits[32] = "value ";
    struct buffer text = {.data = digits, .size = 6, .capacity = sizeof digits};
    buffer_add_number(&text, index + 1);
    return as_string(arena_copy(arena, buffer_view(&text)));
}

static struct xliff_part make_code(const struct recogniser *recogniser, size_t index,
                                   struct arena *arena)
{
    static const char *const names[] = {
        [PROTECT_NUMBER] = "number",     [PROTECT_DATE] = "date",  [PROTECT_TIME] = "time",
        [PROTECT_LINK] = "link",         [PROTECT_TERM] = "never", [PROTECT_QUOTE_OPEN] = "quote",
        [PROTECT_QUOTE_CLOSE] = "quote",
    };
    const struct protect_span *span = &recogniser->spans.items[index];
    struct view german = view_slice(buffer_view(&recogniser->source), span->start, span->end);
    struct xliff_part part = {
        .kind = span->kind == PROTECT_QUOTE_OPEN    ? XLIFF_OPEN
                : span->kind == PROTECT_QUOTE_CLOSE ? XLIFF_CLOSE
                                                    : XLIFF_PLACEHOLDER,
        .text = as_string(arena_copy(arena, german)),
        .disp = as_string(arena_copy(arena, protect_form(&recogniser->spans, span))),
        .id = make_id(index, arena),
        .type = as_string(view_of(names[span->kind])),
        .translate = -1,
        .isolated = is_quote(span) && span->partner == PROTECT_ALONE,
    };
    if (part.kind == XLIFF_CLOSE)
        part.ref = part.isolated ? part.id : make_id(span->partner, arena);
    return part;
}

/* ---- where a form stands in the target ---------------------------------------------------------
 */

struct range {
    size_t start, end; /* in the flat target; SIZE_MAX: nowhere */
};

static bool is_alphanumeric(struct view text, size_t at)
{
    unsigned char byte = at < text.size ? (unsigned char)text.data[at] : ' ';
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte >= 0x80;
}

/* "12" is no part of "112", "12,000" or "12.5". */
static bool goes_on(struct view text, size_t at, int step)
{
    bool separator = at < text.size && (text.data[at] == '.' || text.data[at] == ',');
    size_t next = at + (size_t)step;
    return is_alphanumeric(text, at) ||
           (separator && next < text.size && text.data[next] >= '0' && text.data[next] <= '9');
}

static bool stands_alone(struct view text, struct range range)
{
    bool word_start = is_alphanumeric(text, range.start);
    bool word_end = is_alphanumeric(text, range.end - 1);
    return !(word_start && range.start > 0 && goes_on(text, range.start - 1, -1)) &&
           !(word_end && goes_on(text, range.end, 1));
}

static bool is_taken(const struct range *ranges, size_t count, struct range range)
{
    for (size_t i = 0; i < count; i++)
        if (ranges[i].start != SIZE_MAX && range.start < ranges[i].end &&
            ranges[i].start < range.end)
            return true;
    return false;
}

/* The first place at or after `from` that no span before has. */
static struct range find_form(struct view target, struct view form, size_t from, bool word,
                              const struct range *taken, size_t count)
{
    for (size_t at = from; form.size > 0 && (at = view_find(target, form, at)) != SIZE_MAX; at++) {
        struct range range = {at, at + form.size};
        if (!is_taken(taken, count, range) && (!word || stands_alone(target, range)))
            return range;
    }
    return (struct range){SIZE_MAX, SIZE_MAX};
}

/* A value's English form, or its German, which a tool may have kept. */
static struct range find_value(const struct recogniser *recogniser, size_t index,
                               const struct range *taken)
{
    const struct protect_span *span = &recogniser->spans.items[index];
    struct view target = buffer_view(&recogniser->target);
    struct view german = view_slice(buffer_view(&recogniser->source), span->start, span->end);
    struct range range =
        find_form(target, protect_form(&recogniser->spans, span), 0, true, taken, index);
    return range.start == SIZE_MAX ? find_form(target, german, 0, true, taken, index) : range;
}

/* Both marks of a quotation, of one of the kinds that are written in English. */
static void find_quotation(const struct recogniser *recogniser, size_t open, size_t close,
                           struct range *ranges)
{
    static const char *const marks[][2] = {{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"„", "“"}};
    struct view target = buffer_view(&recogniser->target);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        struct range first = find_form(target, view_of(marks[i][0]), 0, false, ranges, close);
        struct range second = first.start == SIZE_MAX ? first
                                                      : find_form(target, view_of(marks[i][1]),
                                                                  first.end, false, ranges, close);
        if (second.start == SIZE_MAX)
            continue;
        ranges[open] = first;
        ranges[close] = second;
        return;
    }
}

/* Half a quotation is found only as it would be written. */
static void find_spans(const struct recogniser *recogniser, struct range *ranges)
{
    for (size_t i = 0; i < recogniser->spans.count; i++)
        ranges[i] = (struct range){SIZE_MAX, SIZE_MAX};
    for (size_t i = 0; i < recogniser->spans.count; i++) {
        const struct protect_span *span = &recogniser->spans.items[i];
        if (!is_quote(span))
            ranges[i] = find_value(recogniser, i, ranges);
        else if (span->partner == PROTECT_ALONE)
            ranges[i] = find_form(buffer_view(&recogniser->target),
                                  protect_form(&recogniser->spans, span), 0, false, ranges, i);
        else if (span->kind == PROTECT_QUOTE_OPEN)
            find_quotation(recogniser, i, span->partner, ranges);
    }
}

/* ---- contents anew -----------------------------------------------------------------------------
 */

/* A code of the new content, and what it takes the place of in the text: nothing, if the content
 * had it before. */
struct insertion {
    struct range range;
    const struct xliff_part *part;
    size_t order; /* among those at the same place */
};

static int by_place(const void *left, const void *right)
{
    const struct insertion *a = left, *b = right;
    if (a->range.start != b->range.start)
        return a->range.start < b->range.start ? -1 : 1;
    if (a->range.end != b->range.end)
        return a->range.end < b->range.end ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* Adds a content's own codes to the list; returns how many. */
static size_t list_codes(const struct xliff_content *content, struct insertion *insertions)
{
    size_t count = 0, at = 0;
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        if (part->kind != XLIFF_TEXT)
            insertions[count++] = (struct insertion){{at, at}, part, i};
        else
            at += part->text.size;
    }
    return count;
}

/* A value is none if a code divides it. */
static void drop_divided(const struct xliff_content *content, struct range *ranges, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < content->count; i++) {
        const struct xliff_part *part = &content->parts[i];
        for (size_t k = 0; part->kind != XLIFF_TEXT && k < count; k++)
            if (ranges[k].start != SIZE_MAX && ranges[k].start < at && at < ranges[k].end)
                ranges[k] = (struct range){SIZE_MAX, SIZE_MAX};
        at += part->kind == XLIFF_TEXT ? part->text.size : 0;
    }
}

static struct xliff_part text_part(struct view text)
{
    return (struct xliff_part){.kind = XLIFF_TEXT, .text = as_string(text), .translate = -1};
}

/* The text with the new codes and those that it had. */
static bool rebuild(struct xliff_content *content, const struct buffer *flat,
                    const struct xliff_part *codes, const struct range *ranges, size_t count,
                    struct arena *arena)
{
    size_t most = count + content->count, at = 0, made = 0;
    struct view text = arena_copy(arena, buffer_view(flat));
    struct insertion *insertions = arena_take(arena, (most + 1) * sizeof *insertions);
    struct xliff_part *parts = arena_take(arena, (2 * most + 1) * sizeof *parts);
    if (!insertions || !parts || arena->failed)
        return false;
    size_t used = list_codes(content, insertions);
    for (size_t i = 0; i < count; i++)
        if (ranges[i].start != SIZE_MAX)
            insertions[used++] = (struct insertion){ranges[i], &codes[i], i};
    qsort(insertions, used, sizeof *insertions, by_place);
    for (size_t i = 0; i < used; i++) {
        struct range range = insertions[i].range;
        if (range.start > at)
            parts[made++] = text_part(view_slice(text, at, range.start));
        parts[made++] = *insertions[i].part;
        at = range.end;
    }
    if (at < text.size)
        parts[made++] = text_part(view_slice(text, at, text.size));
    *content = (struct xliff_content){.parts = parts, .count = made};
    return true;
}

static bool insert(struct recogniser *recogniser, struct arena *arena, struct xliff_content *source,
                   struct xliff_content *target)
{
    const struct protect_spans *spans = &recogniser->spans;
    struct xliff_part *codes = arena_take(arena, spans->count * sizeof *codes);
    struct range *from = arena_take(arena, spans->count * sizeof *from);
    struct range *to = arena_take(arena, spans->count * sizeof *to);
    if (!codes || !from || !to)
        return false;
    for (size_t i = 0; i < spans->count; i++) {
        codes[i] = make_code(recogniser, i, arena);
        from[i] = (struct range){spans->items[i].start, spans->items[i].end};
    }
    drop_divided(source, from, spans->count);
    find_spans(recogniser, to);
    drop_divided(target, to, spans->count);
    for (size_t i = 0; i < spans->count; i++)
        if (from[i].start == SIZE_MAX)
            to[i] = from[i];
    return rebuild(target, &recogniser->target, codes, to, spans->count, arena) &&
           rebuild(source, &recogniser->source, codes, from, spans->count, arena);
}

bool recognise(struct recogniser *recogniser, const struct protect_options *options,
               struct arena *arena, struct xliff_content *source, struct xliff_content *target)
{
    flatten(&recogniser->source, source);
    flatten(&recogniser->target, target);
    if (recogniser->source.failed || recogniser->target.failed)
        return false;
    if (recogniser->source.size > LONGEST || recogniser->target.size > LONGEST)
        return true;
    if (!protect_find(buffer_view(&recogniser->source), options, &recogniser->spans))
        return false;
    return recogniser->spans.count == 0 || insert(recogniser, arena, source, target);
}

void recogniser_free(struct recogniser *recogniser)
{
    buffer_free(&recogniser->source);
    buffer_free(&recogniser->target);
    protect_spans_free(&recogniser->spans);
}
