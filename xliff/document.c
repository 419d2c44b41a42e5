/* The structure around units: document, files, groups, skeletons. */
#include "xliff/reader.h"

#include <string.h>

struct xliff_string xliff_bytes_view(const struct bytes *bytes)
{
    return (struct xliff_string){bytes->size ? bytes->data : "", bytes->size};
}

struct xliff_string xliff_keep(struct xliff_reader *reader, struct item *item,
                               struct xliff_string text)
{
    if (!text.data)
        return text;
    char *kept = xliff_arena_get(&item->arena, text.size);
    if (!kept) {
        xliff_fail_memory(reader);
        return (struct xliff_string){0};
    }
    if (text.size > 16)
        memcpy(kept, text.data, text.size);
    else if (text.size > 0)
        xliff_copy_short(kept, text.data, text.size);
    return (struct xliff_string){kept, text.size};
}

struct xliff_string xliff_keep_value(struct xliff_reader *reader, struct xliff_string value)
{
    reader->draft.size += value.size;
    return xliff_keep(reader, reader->draft.item, value);
}

void *xliff_draft_take(struct xliff_reader *reader, struct array *array, size_t item_size)
{
    if (++reader->draft.pieces > XLIFF_MAX_PIECES) {
        xliff_fail(reader, XLIFF_ERROR_LIMIT, (size_t)reader->parser->input->line, 0,
                   "the unit has more than %zu segments, codes and notes", XLIFF_MAX_PIECES);
        return NULL;
    }
    void *piece = xliff_array_take(array, item_size);
    if (!piece)
        xliff_fail_memory(reader);
    return piece;
}

void *xliff_draft_add(struct xliff_reader *reader, struct array *array, size_t item_size)
{
    void *piece = xliff_draft_take(reader, array, item_size);
    return piece ? memset(piece, 0, item_size) : NULL;
}

/* ---- Events ----------------------------------------------------------------------------- */

struct item *xliff_new_item(struct xliff_reader *reader, enum xliff_event_kind kind, size_t line,
                            size_t column)
{
    struct item *item = xliff_queue_item(&reader->queue, kind);
    if (!item) {
        xliff_fail_memory(reader);
        return NULL;
    }
    item->event.version = reader->version;
    item->event.line = line;
    item->event.column = column;
    struct item *open = reader->queue.open;
    item->outer = open;
    if (open) {
        open->has_units |= kind == XLIFF_UNIT || kind == XLIFF_GROUP_START;
        item->event.file = open->event.file;
        item->event.group = open->event.group;
        item->no_translate = open->no_translate;
    }
    return item;
}

/* The item stays while what is inside it is read. */
static void open_item(struct xliff_reader *reader, struct item *item)
{
    item->users++;
    reader->queue.open = item;
    xliff_queue_push(&reader->queue, item);
}

static void close_item(struct xliff_reader *reader, enum xliff_event_kind kind)
{
    struct item *start = reader->queue.open;
    const struct xliff_event *event = &start->event;
    struct item *end = xliff_new_item(reader, kind, event->line, event->column);
    if (!end)
        return;
    reader->queue.open = start->outer;
    end->outer = start;
    xliff_queue_push(&reader->queue, end);
}

bool xliff_translate_is_no(const struct tag *tag, bool inherited)
{
    struct xliff_string translate = xliff_tag_get(tag, NAME_TRANSLATE);
    return translate.data ? xliff_is(translate, "no") : inherited;
}

/* ---- Document, file, group -------------------------------------------------------------- */

/* A file that names no version has the first of its namespace. */
static bool take_version(struct xliff_reader *reader, const struct tag *tag, const char *uri)
{
    static const struct {
        const char *name, *uri;
        enum xliff_version version;
    } known[] = {
        {"1.2", "urn:oasis:names:tc:xliff:document:1.2", XLIFF_1_2},
        {"1.2", NULL, XLIFF_1_2},
        {"2.0", "urn:oasis:names:tc:xliff:document:2.0", XLIFF_2_0},
        {"2.1", "urn:oasis:names:tc:xliff:document:2.0", XLIFF_2_1},
        {"2.2", "urn:oasis:names:tc:xliff:document:2.2", XLIFF_2_2},
    };
    struct xliff_string version = xliff_tag_get(tag, NAME_VERSION);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        bool same_uri = known[i].uri ? uri && !strcmp(known[i].uri, uri) : !uri;
        bool unnamed = !version.data && known[i].uri;
        if (!same_uri || (!unnamed && !xliff_is(version, known[i].name)))
            continue;
        reader->version = known[i].version;
        reader->own_uri = known[i].uri;
        return true;
    }
    return false;
}

void xliff_start_document(struct xliff_reader *reader, const struct tag *tag, const char *uri)
{
    if (strcmp(tag->name, "xliff") != 0) {
        xliff_fail(reader, XLIFF_ERROR_NOT_XLIFF, tag->line, tag->column,
                   "the root element is <%.60s>, not <xliff>", tag->name);
        return;
    }
    if (!take_version(reader, tag, uri)) {
        struct xliff_string version = xliff_tag_get(tag, NAME_VERSION);
        xliff_fail(reader, XLIFF_ERROR_NOT_XLIFF, tag->line, tag->column,
                   "version \"%.*s\" in the namespace \"%.80s\" is not XLIFF 1.2, 2.0, 2.1 or 2.2",
                   version.size > 20 ? 20 : (int)version.size, version.data ? version.data : "",
                   uri ? uri : "");
        return;
    }
    struct item *item = xliff_new_item(reader, XLIFF_DOCUMENT, tag->line, tag->column);
    if (!item)
        return;
    item->file.source_lang = xliff_keep(reader, item, xliff_tag_get(tag, NAME_SRC_LANG));
    item->file.target_lang = xliff_keep(reader, item, xliff_tag_get(tag, NAME_TRG_LANG));
    item->event.file = &item->file;
    item->start = tag->start;
    item->end = tag->end;
    item->users++;
    reader->queue.document = item;
    xliff_queue_push(&reader->queue, item);
}

bool xliff_start_file(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    (void)rule;
    struct item *item = xliff_new_item(reader, XLIFF_FILE_START, tag->line, tag->column);
    if (!item)
        return false;
    struct xliff_file *file = &item->file;
    file->line = tag->line;
    file->column = tag->column;
    file->id = xliff_keep(reader, item, xliff_tag_get(tag, NAME_ID));
    file->original = xliff_keep(reader, item, xliff_tag_get(tag, NAME_ORIGINAL));
    if (reader->version == XLIFF_1_2) {
        file->source_lang = xliff_keep(reader, item, xliff_tag_get(tag, NAME_SOURCE_LANGUAGE));
        file->target_lang = xliff_keep(reader, item, xliff_tag_get(tag, NAME_TARGET_LANGUAGE));
        file->datatype = xliff_keep(reader, item, xliff_tag_get(tag, NAME_DATATYPE));
    } else {
        file->source_lang = reader->queue.document->file.source_lang;
        file->target_lang = reader->queue.document->file.target_lang;
    }
    item->no_translate = xliff_translate_is_no(tag, false);
    reader->counts_characters = reader->counts_bytes = false;
    item->event.file = file;
    open_item(reader, item);
    return true;
}

void xliff_end_file(struct xliff_reader *reader)
{
    close_item(reader, XLIFF_FILE_END);
}

bool xliff_start_group(struct xliff_reader *reader, const struct tag *tag, const struct rule *rule)
{
    (void)rule;
    struct item *item = xliff_new_item(reader, XLIFF_GROUP_START, tag->line, tag->column);
    if (!item)
        return false;
    bool first = reader->version == XLIFF_1_2;
    struct xliff_group *group = &item->group;
    group->line = tag->line;
    group->column = tag->column;
    group->id = xliff_keep(reader, item, xliff_tag_get(tag, NAME_ID));
    group->name = xliff_keep(reader, item, xliff_tag_get(tag, first ? NAME_RESNAME : NAME_NAME));
    group->type = xliff_keep(reader, item, xliff_tag_get(tag, first ? NAME_RESTYPE : NAME_TYPE));
    item->no_translate = xliff_translate_is_no(tag, item->no_translate);
    item->event.group = group;
    open_item(reader, item);
    return true;
}

void xliff_end_group(struct xliff_reader *reader)
{
    close_item(reader, XLIFF_GROUP_END);
}

/* ---- Skeleton --------------------------------------------------------------------------- */

static void push_skeleton(struct xliff_reader *reader, struct xliff_string text,
                          struct xliff_string href, const struct tag *tag)
{
    struct item *item = xliff_new_item(reader, XLIFF_SKELETON, tag->line, tag->column);
    if (!item)
        return;
    item->event.text = xliff_keep(reader, item, text);
    item->event.href = xliff_keep(reader, item, href);
    xliff_queue_push(&reader->queue, item);
}

bool xliff_start_skeleton(struct xliff_reader *reader, const struct tag *tag,
                          const struct rule *rule)
{
    (void)rule;
    struct xliff_string href = xliff_tag_get(tag, NAME_HREF);
    if (href.data) {
        push_skeleton(reader, (struct xliff_string){0}, href, tag);
        return false;
    }
    struct frame *frame = &reader->frames[reader->depth - 1];
    frame->part.line = tag->line;
    frame->part.column = tag->column;
    xliff_bytes_clear(&reader->text);
    return true;
}

void xliff_end_skeleton(struct xliff_reader *reader)
{
    const struct xliff_part *place = &reader->frames[reader->depth - 1].part;
    struct tag tag = {.line = place->line, .column = place->column};
    push_skeleton(reader, xliff_bytes_view(&reader->text), (struct xliff_string){0}, &tag);
    xliff_bytes_clear(&reader->text);
}

bool xliff_start_external_file(struct xliff_reader *reader, const struct tag *tag,
                               const struct rule *rule)
{
    (void)rule;
    push_skeleton(reader, (struct xliff_string){0}, xliff_tag_get(tag, NAME_HREF), tag);
    return false;
}
