#include "exchange/edition.h"

#include <stdlib.h>
#include <string.h>

#include "check/check.h"
#include "check/content.h"
#include "exchange/glossary.h"

/* A byte that no text has. */
#define CODE_BYTE '\x01'

/* ---- keys -------------------------------------------------------------------------------- */

char edition_code_mark(const struct xliff_part *part)
{
    enum protect_kind kind;
    if (part->kind == XLIFF_MARK_OPEN)
        return 'M';
    return (char)(code_kind(part, &kind) ? 'A' + (int)kind : 'a' + (int)part->kind);
}

/* A run of blanks becomes one space; none stands at the beginning. */
static void add_text(struct buffer *key, struct view text)
{
    for (size_t i = 0; i < text.size; i++) {
        char byte = text.data[i];
        bool blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
        if (!blank)
            buffer_add_char(key, byte);
        else if (key->size > 0 && key->data[key->size - 1] != ' ')
            buffer_add_char(key, ' ');
    }
}

static void add_code(struct buffer *pattern, const struct xliff_part *part)
{
    buffer_add_char(pattern, CODE_BYTE);
    buffer_add_char(pattern, edition_code_mark(part));
}

static void build_keys(struct edition *edition, const struct xliff_content *source)
{
    bool marked = false;
    buffer_clear(&edition->key);
    buffer_clear(&edition->pattern);
    for (size_t i = 0; i < source->count; i++) {
        const struct xliff_part *part = &source->parts[i];
        bool text = part->kind == XLIFF_TEXT;
        if (content_is_protected(part) || content_is_code(part))
            add_code(&edition->pattern, part);
        if (part->kind == XLIFF_MARK_OPEN || part->kind == XLIFF_MARK_CLOSE)
            marked = content_is_protected(part);
        add_text(&edition->key, text ? string_view(part->text) : code_german(part));
        if (text && !marked)
            add_text(&edition->pattern, string_view(part->text));
    }
}

static struct view keep_key(struct edition *edition, const struct buffer *key, uint64_t *sum)
{
    struct view copy = arena_copy(&edition->arena, view_trim(buffer_view(key)));
    edition->failed |= key->failed || edition->arena.failed;
    *sum = checksum(copy);
    return copy;
}

/* ---- segments ---------------------------------------------------------------------------- */

/* The unit of 1.2 as one segment, however a tool divided it. */
static struct xliff_segment whole_unit(struct edition *edition, const struct xliff_unit *unit)
{
    struct xliff_segment whole = unit->segments[0];
    if (unit->segment_count == 1)
        return whole;
    edition->failed |=
        !divided_side(unit->segments, unit->segment_count, false, &edition->arena, &whole.source) ||
        !divided_side(unit->segments, unit->segment_count, true, &edition->arena, &whole.target);
    for (size_t i = 0; i < unit->segment_count; i++)
        if (!unit->segments[i].ignorable)
            whole.has_target &= unit->segments[i].has_target;
    return whole;
}

static void judge(struct edition *edition, struct edition_segment *segment, bool no_translate)
{
    bool waiting = content_is_waiting(edition->version, segment->state);
    bool final = view_equal(segment->state, VIEW("final"));
    bool same = segment->has_target && content_equal(&segment->source, &segment->target);
    bool empty = segment->has_target && content_is_empty(&segment->target);
    bool german =
        exchange_target(edition->source_lang.data, edition->target_lang.data) == PROTECT_TO_SOURCE;
    segment->fixed = no_translate || (same && final);
    segment->copied =
        same && waiting && !german && !segment->fixed && check_has_german_word(segment->german);
    segment->elsewhere = empty && !final;
    segment->translated = segment->has_target && !segment->copied && !segment->elsewhere;
    edition->copies |= segment->copied;
    edition->shows_all |= edition->version == XLIFF_1_2 && segment->fixed && !no_translate;
}

static void note_shape(struct edition *edition, const struct xliff_content *source)
{
    for (size_t i = 0; i < source->count; i++) {
        const struct xliff_part *part = &source->parts[i];
        bool simple = content_is_code(part) && part->element &&
                      (strcmp(part->element, "x") == 0 || strcmp(part->element, "g") == 0);
        bool half = part->kind == XLIFF_PLACEHOLDER && code_is_quote(part);
        if (content_is_protected(part))
            edition->shape = CODE_MARK;
        else if (simple || half)
            edition->shape = CODE_SIMPLE;
    }
}

static struct view name_of(struct edition *edition, const struct xliff_unit *unit,
                           const struct xliff_segment *segment)
{
    buffer_clear(&edition->key);
    buffer_add_view(&edition->key, string_view(unit->id));
    if (edition->version != XLIFF_1_2 && segment->id.size > 0) {
        buffer_add_char(&edition->key, '.');
        buffer_add_view(&edition->key, string_view(segment->id));
    }
    return arena_copy(&edition->arena, buffer_view(&edition->key));
}

static void add_segment(struct edition *edition, const struct xliff_unit *unit,
                        const struct xliff_segment *segment)
{
    void *grown = array_grow(edition->segments, edition->count, &edition->capacity,
                             sizeof *edition->segments);
    if (!grown) {
        edition->failed = true;
        return;
    }
    edition->segments = grown;
    struct edition_segment *item = &edition->segments[edition->count++];
    struct arena *arena = &edition->arena;
    size_t line = segment->line > 0 ? segment->line : unit->line;
    *item = (struct edition_segment){
        .unit = edition->unit_count - 1,
        .name = name_of(edition, unit, segment),
        .source = content_copy_source(arena, edition->version, &segment->source),
        .target = content_copy(arena, &segment->target),
        .state = arena_copy(arena, string_view(segment->state)),
        .substate = arena_copy(arena, string_view(segment->substate)),
        .order = segment->order,
        .has_target = segment->has_target,
        .place = {.file = edition->file, .line = line},
    };
    build_keys(edition, &item->source);
    item->german = keep_key(edition, &edition->key, &item->german_sum);
    item->pattern = keep_key(edition, &edition->pattern, &item->pattern_sum);
    judge(edition, item, unit->no_translate);
    note_shape(edition, &item->source);
}

/* ---- units ------------------------------------------------------------------------------- */

/* "b17" of "b17.s3". */
static struct view block_of(struct view id)
{
    size_t dot = view_find(id, VIEW("."), 0);
    return view_slice(id, 0, dot == SIZE_MAX ? id.size : dot);
}

static void add_unit(struct edition *edition, const struct xliff_unit *unit);

static bool is_ours(enum xliff_version version, const struct xliff_note *note)
{
    struct view category = string_view(note->category);
    if (view_equal(category, VIEW(GLOSSARY_CATEGORY)))
        return view_find(string_view(note->text), VIEW(GLOSSARY_SIGN), 0) != SIZE_MAX;
    if (version == XLIFF_1_2)
        return view_equal(category, VIEW("satz"));
    return view_equal(category, VIEW("codes")) || view_equal(category, VIEW("change"));
}

static void keep_notes(struct edition *edition, const struct xliff_unit *unit,
                       struct edition_unit *kept)
{
    struct arena *arena = &edition->arena;
    if (unit->note_count == 0)
        return;
    kept->notes = arena_take(arena, unit->note_count * sizeof *kept->notes);
    for (size_t i = 0; kept->notes && i < unit->note_count; i++) {
        const struct xliff_note *note = &unit->notes[i];
        if (is_ours(edition->version, note))
            continue;
        kept->notes[kept->note_count++] = (struct xliff_note){
            .id = content_copy_string(arena, note->id),
            .text = content_copy_string(arena, note->text),
            .category = content_copy_string(arena, note->category),
            .applies_to = content_copy_string(arena, note->applies_to),
            .priority = note->priority,
        };
    }
}

/* A unit of 2.x: what a tool divided further is one segment again. */
static void add_segments(struct edition *edition, const struct xliff_unit *unit)
{
    struct view id = string_view(unit->id);
    struct xliff_unit joined = *unit;
    size_t block;
    if (view_starts_with(id, VIEW("b")) && view_to_size(view_slice(id, 1, id.size), &block))
        edition->failed |= !divided_join(&edition->divided, block, unit, &edition->arena, &joined);
    for (size_t i = 0; i < joined.segment_count; i++)
        if (!joined.segments[i].ignorable)
            add_segment(edition, unit, &joined.segments[i]);
}

/* ---- matches ----------------------------------------------------------------------------- */

/* Whether the match is the old translation of a sentence that changed, and was translated since. */
static bool is_done(const struct edition *edition, const struct xliff_match *match, size_t host)
{
    struct view type = string_view(edition->version == XLIFF_1_2 ? match->type : match->subtype);
    return edition->segments[host].translated &&
           (view_equal(type, VIEW("previous-version")) || view_equal(type, VIEW("satz:changed")));
}

/* The segment, from `first` on, that the match is for. */
static size_t host_of(const struct edition *edition, const struct xliff_match *match, size_t first)
{
    struct view id = string_view(match->segment);
    for (size_t i = first; id.size > 0 && i < edition->count; i++) {
        struct view name = edition->segments[i].name;
        if (view_ends_with(name, id) && name.size > id.size &&
            name.data[name.size - id.size - 1] == '.')
            return i;
    }
    return first;
}

static struct edition *matches_of(struct edition *edition)
{
    if (!edition->matches)
        edition->matches = calloc(1, sizeof *edition->matches);
    if (!edition->matches) {
        edition->failed = true;
        return NULL;
    }
    edition->matches->of_matches = true;
    edition->matches->file = edition->file;
    edition->matches->version = edition->version;
    edition->matches->source_lang = edition->source_lang;
    edition->matches->target_lang = edition->target_lang;
    return edition->matches;
}

/* Each match is a unit of its own. */
static void add_match(struct edition *edition, const struct xliff_match *match, size_t host)
{
    struct xliff_segment segment = {
        .source = match->source, .target = match->target, .has_target = true};
    struct xliff_unit unit = {.segments = &segment, .segment_count = 1};
    struct edition *matches = matches_of(edition);
    if (!matches)
        return;
    size_t before = matches->count;
    add_unit(matches, &unit);
    edition->failed |= matches->failed;
    if (matches->count == before)
        return;
    matches->segments[before].host = host;
    matches->segments[before].translated = true;
}

/* What update put there when a sentence was gone or changed is not lost in the next one. */
static void add_matches(struct edition *edition, const struct xliff_unit *unit, size_t first)
{
    for (size_t i = 0; i < unit->match_count && first < edition->count; i++) {
        const struct xliff_match *match = &unit->matches[i];
        size_t host = host_of(edition, match, first);
        if (view_equal(string_view(match->origin), VIEW("satz")) && !is_done(edition, match, host))
            add_match(edition, match, host);
    }
}

/* ---- the unit ---------------------------------------------------------------------------- */

static void add_unit(struct edition *edition, const struct xliff_unit *unit)
{
    void *grown = array_grow(edition->units, edition->unit_count, &edition->unit_capacity,
                             sizeof *edition->units);
    if (!grown || unit->segment_count == 0) {
        edition->failed |= !grown;
        edition->units = grown ? grown : edition->units;
        return;
    }
    edition->units = grown;
    struct view block = block_of(string_view(unit->id));
    size_t number = edition->unit_count == 0 ? 0 : edition->units[edition->unit_count - 1].block;
    if (!view_equal(block, edition->block)) {
        edition->block = arena_copy(&edition->arena, block);
        number++;
    }
    struct edition_unit *kept = &edition->units[edition->unit_count++];
    *kept = (struct edition_unit){.block = number, .approved = unit->approved};
    keep_notes(edition, unit, kept);
    size_t first = edition->count;
    if (edition->version == XLIFF_1_2) {
        struct xliff_segment whole = whole_unit(edition, unit);
        add_segment(edition, unit, &whole);
    }
    if (edition->version != XLIFF_1_2)
        add_segments(edition, unit);
    add_matches(edition, unit, first);
}

/* ---- the file ---------------------------------------------------------------------------- */

static struct view keep_name(struct edition *edition, struct xliff_string name)
{
    char *copy = arena_take(&edition->arena, name.size + 1);
    if (!copy)
        return (struct view){"", 0};
    if (name.size > 0)
        memcpy(copy, name.data, name.size);
    copy[name.size] = '\0';
    return (struct view){copy, name.size};
}

static void begin_file(struct edition *edition, const struct xliff_event *event)
{
    edition->version = event->version;
    if (edition->source_lang.size == 0)
        edition->source_lang = keep_name(edition, event->file->source_lang);
    if (edition->target_lang.size == 0)
        edition->target_lang = keep_name(edition, event->file->target_lang);
}

static void read_skeleton(struct edition *edition, struct view text)
{
    struct skeleton_reader lines = {0};
    if (skeleton_is_ours(text) && skeleton_open(&lines, text)) {
        if (!edition->has_head)
            edition->head = lines.head;
        edition->has_head = true;
        edition->failed |= !divided_read(&edition->divided, &lines);
    }
    edition->failed |= lines.failed;
    skeleton_close(&lines);
}

static void take_event(struct edition *edition, const struct xliff_event *event)
{
    if (event->kind == XLIFF_FILE_START)
        begin_file(edition, event);
    else if (event->kind == XLIFF_SKELETON)
        read_skeleton(edition, string_view(event->text));
    else if (event->kind == XLIFF_UNIT)
        add_unit(edition, event->unit);
}

enum status edition_read(struct edition *edition, struct stream *stream)
{
    struct xliff_event event;
    edition->file = stream->name;
    edition->source_lang = edition->target_lang = (struct view){"", 0};
    struct xliff_reader *reader = xliff_reader_new(stream_read, stream);
    if (!reader)
        return finding_no_memory(stream->findings);
    while (!edition->failed && xliff_read(reader, &event) > 0)
        take_event(edition, &event);
    enum status status = stream_status(stream, xliff_reader_error(reader));
    xliff_reader_free(reader);
    if (status == STATUS_OK && (edition->failed || edition->arena.failed ||
                                (edition->matches && edition->matches->arena.failed)))
        return finding_no_memory(stream->findings);
    return status;
}

void edition_free(struct edition *edition)
{
    if (edition->matches)
        edition_free(edition->matches);
    free(edition->matches);
    arena_free(&edition->arena);
    free(edition->units);
    free(edition->segments);
    divided_free(&edition->divided);
    buffer_free(&edition->key);
    buffer_free(&edition->pattern);
    *edition = (struct edition){0};
}
