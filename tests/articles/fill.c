#include "tests/articles/fill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/stream.h"
#include "tests/articles/articles.h"

#define SHOW(text) (int)(text).size, (text).data ? (text).data : ""

struct entry {
    struct view key, english;
};

struct filler {
    const struct fill_options *options;
    struct buffer *out;
    struct arena arena;
    struct entry *entries;
    size_t count, capacity;
    size_t filled;
    bool failed;
    struct xliff_writer *writer;
    struct view skeleton;
};

static struct view view_of_string(struct xliff_string string)
{
    return (struct view){string.data, string.size};
}

static struct xliff_string string_of(struct view text)
{
    return (struct xliff_string){text.data, text.size};
}

static void keep_entry(const struct translation *translation, void *context)
{
    struct filler *filler = context;
    filler->entries =
        array_grow(filler->entries, filler->count, &filler->capacity, sizeof *filler->entries);
    bool british = filler->options->british && translation->british.size > 0;
    filler->entries[filler->count++] = (struct entry){
        .key = arena_copy(&filler->arena, translation->key),
        .english =
            arena_copy(&filler->arena, british ? translation->british : translation->english),
    };
}

/* A code's German. Codes without content have it in equiv-text: "„…“" for a pair. */
static struct view german_of_part(const struct xliff_content *source, size_t index)
{
    const struct xliff_part *part = &source->parts[index];
    bool pair = part->element && strcmp(part->element, "g") == 0;
    if (part->kind == XLIFF_MARK_OPEN)
        return view_of_string(part[1].text);
    if (part->kind == XLIFF_TEXT || part->text.size > 0 || part->kind == XLIFF_MARK_CLOSE)
        return view_of_string(part->text);
    while (pair && part->kind == XLIFF_CLOSE && index > 0) {
        const struct xliff_part *open = &source->parts[--index];
        if (open->kind != XLIFF_OPEN ||
            !view_equal(view_of_string(open->id), view_of_string(part->ref)))
            continue;
        struct view both = view_of_string(open->equiv);
        return view_slice(both, view_find(both, VIEW("…"), 0) + VIEW("…").size, both.size);
    }
    struct view german = view_of_string(part->equiv);
    return pair ? view_slice(german, 0, view_find(german, VIEW("…"), 0)) : german;
}

static struct view german_of(struct filler *filler, const struct xliff_content *source)
{
    struct buffer text = {0};
    for (size_t i = 0; i < source->count; i++)
        if (source->parts[i].kind != XLIFF_MARK_OPEN)
            buffer_add_view(&text, german_of_part(source, i));
    struct view copy = arena_copy(&filler->arena, buffer_view(&text));
    buffer_free(&text);
    return copy;
}

static const struct entry *find_entry(const struct filler *filler, struct view german,
                                      struct view name)
{
    for (size_t i = 0; i < filler->count; i++)
        if (view_equal(filler->entries[i].key, german) || view_equal(filler->entries[i].key, name))
            return &filler->entries[i];
    return NULL;
}

static bool is_code(const struct xliff_part *part)
{
    return part->kind == XLIFF_PLACEHOLDER || part->kind == XLIFF_OPEN ||
           part->kind == XLIFF_CLOSE || part->kind == XLIFF_MARK_OPEN;
}

/* {2}: the second code; {12.000#2}: the second code of that text. */
static const struct xliff_part *find_code(const struct xliff_content *source,
                                          const struct translation_piece *piece)
{
    size_t number, seen = 0, codes = 0;
    if (!view_to_size(piece->text, &number))
        number = 0;
    for (size_t i = 0; i < source->count; i++) {
        const struct xliff_part *part = &source->parts[i];
        if (!is_code(part))
            continue;
        codes++;
        if (view_equal(german_of_part(source, i), piece->text) && ++seen == piece->occurrence)
            return part;
        if (codes == number && number <= 9 && piece->text.size == 1)
            return part;
    }
    return NULL;
}

static struct xliff_content build_target(struct filler *filler, const struct xliff_content *source,
                                         const struct entry *entry)
{
    struct view rest = entry->english;
    struct translation_piece piece;
    struct xliff_part *parts =
        arena_take(&filler->arena, 3 * (entry->english.size + 1) * sizeof *parts);
    struct xliff_content target = {.parts = parts};
    while (translation_next(&rest, &piece)) {
        const struct xliff_part *code = piece.code ? find_code(source, &piece) : NULL;
        parts[target.count++] = code ? *code
                                     : (struct xliff_part){.kind = XLIFF_TEXT,
                                                           .text = string_of(piece.text),
                                                           .translate = -1};
        if (code && code->kind == XLIFF_MARK_OPEN) { /* its text and its end */
            parts[target.count++] = code[1];
            parts[target.count++] = code[2];
        }
        if (piece.code && !code) {
            printf("\n    no code {%.*s} in: %.*s\n", SHOW(piece.text), SHOW(entry->key));
            filler->failed = true;
        }
    }
    return target;
}

/* "b7.s2" in either version. */
static struct view segment_name(struct filler *filler, const struct xliff_unit *unit,
                                const struct xliff_segment *segment)
{
    struct buffer name = {0};
    buffer_add_view(&name, view_of_string(unit->id));
    if (segment->id.size > 0) {
        buffer_add_char(&name, '.');
        buffer_add_view(&name, view_of_string(segment->id));
    }
    struct view copy = arena_copy(&filler->arena, buffer_view(&name));
    buffer_free(&name);
    return copy;
}

static void fill_unit(struct filler *filler, const struct xliff_unit *unit)
{
    struct xliff_unit copy = *unit;
    struct xliff_segment *segments =
        arena_take(&filler->arena, (unit->segment_count + 1) * sizeof *segments);
    for (size_t i = 0; i < unit->segment_count; i++) {
        struct xliff_segment *segment = &segments[i];
        *segment = unit->segments[i];
        const struct entry *entry = segment->ignorable || unit->no_translate
                                        ? NULL
                                        : find_entry(filler, german_of(filler, &segment->source),
                                                     segment_name(filler, unit, segment));
        if (!entry)
            continue;
        segment->has_target = true;
        segment->target = build_target(filler, &segment->source, entry);
        segment->state = string_of(view_of(filler->options->state));
        filler->filled++;
    }
    copy.segments = segments;
    xliff_write_unit(filler->writer, &copy);
}

static int write_xliff(void *context, const char *data, size_t size)
{
    buffer_add(context, data, size);
    return 0;
}

static void take_event(struct filler *filler, const struct xliff_event *event)
{
    switch (event->kind) {
    case XLIFF_DOCUMENT:
        filler->writer = xliff_writer_new(event->version, write_xliff, filler->out);
        if (event->version != XLIFF_1_2)
            xliff_write_prefix(filler->writer, string_of(VIEW("satz")),
                               string_of(VIEW("urn:satz:1")));
        xliff_write_document_start(filler->writer, event->file->source_lang,
                                   event->file->target_lang);
        break;
    case XLIFF_FILE_START:
        xliff_write_file_start(filler->writer, event->file);
        filler->skeleton = (struct view){0};
        break;
    case XLIFF_SKELETON:
        filler->skeleton = arena_copy(&filler->arena, view_of_string(event->text));
        break;
    case XLIFF_NOTE:
        xliff_write_note(filler->writer, event->note);
        break;
    case XLIFF_GROUP_START:
        xliff_write_group_start(filler->writer, event->group);
        break;
    case XLIFF_UNIT:
        fill_unit(filler, event->unit);
        break;
    case XLIFF_GROUP_END:
        xliff_write_group_end(filler->writer);
        break;
    case XLIFF_FILE_END:
        xliff_write_file_end(filler->writer, string_of(filler->skeleton));
        break;
    case XLIFF_FINDING:
        break;
    }
}

size_t fill_xliff(struct view xliff, const struct fill_options *options, struct buffer *out)
{
    struct filler filler = {.options = options, .out = out};
    struct stream stream = {.text = xliff};
    struct xliff_event event;
    int more;
    each_translation(options->table, keep_entry, &filler);
    struct xliff_reader *reader = xliff_reader_new(stream_read, &stream);
    while ((more = xliff_read(reader, &event)) > 0)
        take_event(&filler, &event);
    if (more < 0)
        printf("\n    cannot be read: %s\n", xliff_reader_error(reader)->message);
    if (filler.writer)
        xliff_write_document_end(filler.writer);
    bool failed = filler.failed || more < 0 || !filler.writer ||
                  xliff_writer_error(filler.writer)->code != XLIFF_OK;
    xliff_writer_free(filler.writer);
    xliff_reader_free(reader);
    arena_free(&filler.arena);
    free(filler.entries);
    return failed ? SIZE_MAX : filler.filled;
}
