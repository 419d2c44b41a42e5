/* file.c - the files of a page: each is read once, by an editor that changes nothing. */
#include "review/internal.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/exchange.h"
#include "exchange/skeleton.h"

struct review {
    struct json_object *files;
    struct json_object *findings; /* by the key of their segment, of the file that comes next */
    struct json_object *loose;    /* of no unit */
    struct review_old *old;
    struct review_codes codes;
    struct buffer title;
    size_t segments;
    bool failed; /* memory ran out */
};

/* A file as it is read. */
struct reading {
    struct review *review;
    const char *name;
    struct view document;
    bool old; /* to compare with */
    struct xliff_editor *editor;
    struct review_plan plan;
    struct review_languages languages;
    struct json_object *file, *blocks;
    struct json_object *units; /* of the open block, or NULL */
    bool heading;
    bool ours; /* satz exported it */
};

struct review *review_new(void)
{
    struct review *review = calloc(1, sizeof *review);
    if (!review)
        return NULL;
    review->files = json_object_new_array();
    review->findings = json_object_new_object();
    review->loose = json_object_new_array();
    review->old = review_old_new();
    if (review->files && review->findings && review->loose && review->old)
        return review;
    review_free(review);
    return NULL;
}

size_t review_segments(const struct review *review)
{
    return review->segments;
}

void review_free(struct review *review)
{
    if (!review)
        return;
    json_object_put(review->files);
    json_object_put(review->findings);
    json_object_put(review->loose);
    review_old_free(review->old);
    review_codes_free(&review->codes);
    buffer_free(&review->title);
    free(review);
}

/* ---- findings ------------------------------------------------------------------------------ */

/* The message without "unit b17.s3: ", which the page shows by its place. */
static struct view without_unit(struct review *review, const struct finding *finding)
{
    struct buffer prefix = {0};
    struct view message = view_of(finding->message);
    buffer_add_string(&prefix, "unit ");
    buffer_add_view(&prefix, finding->unit);
    buffer_add_string(&prefix, finding->segment.size > 0 ? "." : "");
    buffer_add_view(&prefix, finding->segment);
    buffer_add_string(&prefix, ": ");
    review->failed |= prefix.failed;
    if (view_starts_with(message, buffer_view(&prefix)))
        message = view_slice(message, prefix.size, message.size);
    buffer_free(&prefix);
    return message;
}

/* NULL when memory runs out. */
static struct json_object *place_of(struct review *review, const struct finding *finding)
{
    struct buffer key = {0};
    struct json_object *list = NULL;
    if (finding->unit.size == 0)
        return review->loose;
    review_key(&key, finding->unit, finding->segment);
    if (!key.failed && !json_object_object_get_ex(review->findings, key.data, &list)) {
        json_add(review->findings, key.data, json_object_new_array(), &review->failed);
        json_object_object_get_ex(review->findings, key.data, &list);
    }
    review->failed |= key.failed;
    buffer_free(&key);
    return list;
}

void review_add_finding(struct review *review, const struct finding *finding)
{
    static const char *const severities[] = {"remark", "warning", "error"};
    struct json_object *list = place_of(review, finding), *object = json_object_new_object();
    json_add(object, "severity", json_text(view_of(severities[finding->severity])),
             &review->failed);
    json_add(object, "id", json_text(view_of(finding->id)), &review->failed);
    json_add(object, "message", json_text(without_unit(review, finding)), &review->failed);
    json_append(list, object, &review->failed);
}

/* What no segment of the page has: "unit u: ...", with the findings of the file. */
static void keep_rest(struct review *review)
{
    json_object_object_foreach(review->findings, key, list)
    {
        struct view unit = view_slice(view_of(key), 0, strcspn(key, "\n"));
        for (size_t i = 0; i < json_object_array_length(list); i++) {
            struct json_object *finding = json_object_array_get_idx(list, i), *message = NULL;
            struct buffer text = {0};
            json_object_object_get_ex(finding, "message", &message);
            buffer_printf(&text, "unit %.*s: %s", (int)unit.size, unit.data,
                          json_object_get_string(message));
            review->failed |= text.failed;
            json_add(finding, "message", json_text(buffer_view(&text)), &review->failed);
            json_append(review->loose, json_object_get(finding), &review->failed);
            buffer_free(&text);
        }
    }
}

/* ---- blocks -------------------------------------------------------------------------------- */

/* "heading" of "heading", "x-heading" and "satz:heading". */
static struct view role_of(struct view type)
{
    if (view_starts_with(type, VIEW("x-")))
        return view_slice(type, 2, type.size);
    if (view_starts_with(type, VIEW("satz:")))
        return view_slice(type, 5, type.size);
    return type;
}

static void begin_block(struct reading *in, struct view type)
{
    bool *failed = &in->review->failed;
    struct json_object *block = json_object_new_object();
    in->units = json_object_new_array();
    in->heading = view_equal(role_of(type), VIEW("heading"));
    json_add(block, "role", json_text(role_of(type)), failed);
    json_add(block, "units", in->units, failed);
    json_append(in->blocks, block, failed);
}

/* ---- units --------------------------------------------------------------------------------- */

/* How many segments a reader of the unit has; none if one of them has no source. */
static size_t count_segments(const struct xliff_unit *unit)
{
    size_t segments = 0;
    for (size_t i = 0; i < unit->segment_count; i++) {
        if (unit->segments[i].source.line == 0)
            return 0;
        segments += !unit->segments[i].ignorable;
    }
    return segments;
}

static void add_old_unit(struct reading *in, const struct xliff_unit *unit)
{
    struct review *review = in->review;
    struct buffer german = {0}, english = {0};
    for (size_t i = 0; i < unit->segment_count && !review->failed; i++) {
        const struct xliff_segment *segment = &unit->segments[i];
        if (segment->ignorable)
            continue;
        buffer_clear(&german);
        buffer_clear(&english);
        review_add_text(&german, &review->codes, &review->codes.sources[i], false);
        review_add_text(&english, &review->codes, &review->codes.targets[i], true);
        review_old_add(review->old, string_view(unit->id), string_view(segment->id),
                       buffer_view(&german), buffer_view(&english), english.size > 0);
        review->failed |= german.failed || english.failed || review_old_failed(review->old);
    }
    buffer_free(&german);
    buffer_free(&english);
}

static void add_edits(struct reading *in, const struct xliff_unit *unit, struct json_object *object)
{
    struct review *review = in->review;
    if (review_edits_forms(in->editor, &in->plan, unit, &review->codes) != 0)
        return;
    struct json_object *edits = review_edits(in->editor, &in->plan, unit, &review->failed);
    if (edits)
        json_add(object, "edits", edits, &review->failed);
}

static void take_unit(struct reading *in, const struct xliff_unit *unit)
{
    struct review *review = in->review;
    struct json_object *edits = json_object_new_object(), *object, *list;
    if (count_segments(unit) == 0) {
        json_object_put(edits);
        return;
    }
    bool lone = !in->units;
    if (lone && !in->old)
        begin_block(in, string_view(unit->type));
    review_codes_list(&review->codes, unit, &in->languages, in->heading);
    review->failed |= review->codes.failed;
    if (in->old && !review->failed && !unit->no_translate)
        add_old_unit(in, unit);
    if (!in->old && !review->failed) {
        if (!unit->no_translate)
            add_edits(in, unit, edits);
        object = review_unit(unit, &review->codes, &in->languages, review->old, review->findings,
                             &review->failed);
        if (json_object_object_get_ex(edits, "edits", &list))
            json_add(object, "edits", json_object_get(list), &review->failed);
        json_append(in->units, object, &review->failed);
        review->segments += unit->no_translate ? 0 : count_segments(unit);
    }
    review->failed |= review->codes.failed;
    json_object_put(edits);
    if (lone)
        in->units = NULL;
}

/* ---- a file -------------------------------------------------------------------------------- */

/* A language tag as a string; too long a one is none. */
static const char *copy_tag(char tag[64], struct xliff_string language)
{
    size_t size = language.size < 64 ? language.size : 0;
    memcpy(tag, size > 0 ? language.data : "", size);
    tag[size] = '\0';
    return tag;
}

static void take_languages(struct reading *in, const struct xliff_event *event)
{
    char source[64], target[64];
    copy_tag(source, event->file->source_lang);
    copy_tag(target, event->file->target_lang);
    in->languages = (struct review_languages){
        .version = event->version,
        .from = exchange_locale(source),
        .to = exchange_target(source, target),
        .english = strcmp(target, "en") == 0 || strncmp(target, "en-", 3) == 0,
    };
    if (in->old)
        return;
    bool *failed = &in->review->failed;
    json_add(in->file, "version", json_text(view_of(xliff_version_number(event->version))), failed);
    json_add(in->file, "original", json_text(string_view(event->file->original)), failed);
    json_add(in->file, "from", json_text(view_of(source)), failed);
    json_add(in->file, "to", json_text(view_of(target)), failed);
}

static void take_event(struct reading *in, const struct xliff_event *event)
{
    switch (event->kind) {
    case XLIFF_FILE_START:
        take_languages(in, event);
        break;
    case XLIFF_SKELETON:
        in->ours = skeleton_is_ours((struct view){event->text.data, event->text.size});
        break;
    case XLIFF_GROUP_START:
        if (!in->old)
            begin_block(in, string_view(event->group->type));
        break;
    case XLIFF_GROUP_END:
        in->units = NULL;
        break;
    case XLIFF_UNIT:
        take_unit(in, event->unit);
        break;
    default:
        break;
    }
}

static int write_nothing(void *context, const char *data, size_t size)
{
    (void)context;
    (void)data;
    (void)size;
    return 0;
}

static enum status editor_status(const struct reading *in, struct findings *findings)
{
    const struct xliff_error *error = xliff_editor_error(in->editor);
    struct place place = {in->name, error->line, error->column};
    if (in->review->failed || error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(findings);
    if (error->code == XLIFF_ERROR_CHARACTER)
        return finding_error(findings, STATUS_INPUT, place,
                             "%s; write it in UTF-8 first: iconv, or the tool that made it",
                             error->message);
    return finding_error(findings, STATUS_INPUT, place, "%s", error->message);
}

static enum status read_file(struct reading *in, struct findings *findings)
{
    struct xliff_event event;
    int more = 0;
    struct stream stream = {.text = in->document, .findings = findings};
    in->editor = xliff_editor_new(stream_read, &stream, write_nothing, NULL);
    if (!in->editor)
        return finding_no_memory(findings);
    while (!in->review->failed && (more = xliff_edit_next(in->editor, &event)) > 0)
        take_event(in, &event);
    enum status status = more != 0 || in->review->failed ? editor_status(in, findings) : STATUS_OK;
    xliff_editor_free(in->editor);
    return status;
}

enum status review_add_old(struct review *review, const char *name, struct view document,
                           struct findings *findings)
{
    struct reading in = {.review = review, .name = name, .document = document, .old = true};
    enum status status = read_file(&in, findings);
    review_old_ready(review->old);
    return status;
}

/* The name of the file that the page saves: without folders. */
static struct view last_name(const char *name)
{
    const char *slash = strrchr(name, '/');
    struct view last = view_of(slash ? slash + 1 : name);
    return view_equal(last, VIEW("-")) ? VIEW("article.xlf") : last;
}

static void add_file(struct reading *in)
{
    struct review *review = in->review;
    bool *failed = &review->failed;
    struct buffer text = {0};
    keep_rest(review);
    buffer_add_hex(&text, checksum(in->document), 16);
    json_add(in->file, "checksum", json_text(buffer_view(&text)), failed);
    buffer_clear(&text);
    review_add_base64(&text, in->document);
    *failed |= text.failed;
    json_add(in->file, "bytes", json_text(buffer_view(&text)), failed);
    if (in->ours)
        json_add(in->file, "ours", json_object_new_boolean(true), failed);
    json_add(in->file, "findings", review->loose, failed);
    json_add(in->file, "blocks", in->blocks, failed);
    json_append(review->files, in->file, failed);
    buffer_free(&text);
    json_object_put(review->findings);
    review->loose = json_object_new_array();
    review->findings = json_object_new_object();
    *failed |= !review->loose || !review->findings;
    if (review->title.size > 0)
        buffer_add_string(&review->title, ", ");
    buffer_add_view(&review->title, last_name(in->name));
}

enum status review_add(struct review *review, const char *name, struct view document,
                       struct findings *findings)
{
    struct reading in = {.review = review, .name = name, .document = document};
    in.file = json_object_new_object();
    in.blocks = json_object_new_array();
    json_add(in.file, "name", json_text(last_name(name)), &review->failed);
    review_plan_begin(&in.plan, document);
    enum status status = read_file(&in, findings);
    if (status == STATUS_OK) {
        add_file(&in);
        return review->failed ? finding_no_memory(findings) : STATUS_OK;
    }
    json_object_put(in.file);
    json_object_put(in.blocks);
    return status;
}

/* ---- the page ------------------------------------------------------------------------------ */

bool review_write(struct review *review, struct buffer *page)
{
    struct buffer data = {0};
    struct json_object *document = json_report("satz-review", &review->failed);
    json_add(document, "files", json_object_get(review->files), &review->failed);
    if (!review->failed)
        json_render_plain(document, &data);
    json_object_put(document);
    review_page_add(page, buffer_view(&review->title), buffer_view(&data));
    bool whole = !review->failed && !data.failed && !page->failed && !review->title.failed;
    buffer_free(&data);
    return whole;
}
