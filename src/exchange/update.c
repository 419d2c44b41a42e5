/* update: the article is exported as it is now, into memory; its segments are paired with the old
 * ones; and the export is written again with the old translations in it. */
#include <stdlib.h>
#include <string.h>

#include "check/content.h"
#include "exchange/difference.h"
#include "exchange/plan.h"
#include "version.h"

struct exchange_old {
    struct edition *editions;
    size_t count, capacity;
};

struct updater {
    struct buffer spool; /* the article as it is now, exported */
    size_t spool_at;
    const struct export_options *options;
    struct edition current;
    struct plan plan;
    struct xliff_writer *writer;
    struct sink sink;
    struct findings *findings;
    enum status reported; /* an error that was reported where it happened */
    size_t segment;       /* the next of the current edition */
    size_t offer;         /* the next of the plan */
    struct arena arena;   /* of one unit */
    struct arena file;    /* of one <file> */
    struct buffer text;
    struct view skeleton;
};

static struct xliff_string text_of(const char *string)
{
    return view_string(view_of(string));
}

/* ---- the old files ----------------------------------------------------------------------- */

struct exchange_old *exchange_old_new(void)
{
    return calloc(1, sizeof(struct exchange_old));
}

struct input_reader {
    struct input *input;
    struct findings *findings;
};

static ptrdiff_t read_input(void *context, char *data, size_t size)
{
    struct input_reader *in = context;
    size_t got;
    enum status status = input_read(in->input, data, size, &got, in->findings);
    return status == STATUS_OK ? (ptrdiff_t)got : -1;
}

enum status exchange_old_read(struct exchange_old *old, struct input *input,
                              struct findings *findings)
{
    void *grown = array_grow(old->editions, old->count, &old->capacity, sizeof *old->editions);
    if (!grown)
        return finding_no_memory(findings);
    old->editions = grown;
    struct edition *edition = &old->editions[old->count++];
    *edition = (struct edition){0};
    struct input_reader in = {input, findings};
    struct edition_input from = {.read = read_input, .context = &in, .name = input->name};
    return edition_read(edition, &from, findings);
}

void exchange_old_options(const struct exchange_old *old, struct export_options *options,
                          struct article_options *article)
{
    const struct edition *first = &old->editions[0];
    options->version = first->version;
    options->source_lang = first->source_lang.size > 0 ? first->source_lang.data : NULL;
    options->target_lang = first->target_lang.size > 0 ? first->target_lang.data : NULL;
    options->shape = first->shape;
    options->copy_source = first->copies;
    options->show_all = first->shows_all;
    options->split_headlines = first->head.split_headlines;
    options->split_leads = first->head.split_leads;
    options->keep_quotations = first->head.keep_quotations;
    options->skip_furniture = first->head.skip_furniture;
    options->protect.style = first->head.cldr_style ? PROTECT_STYLE_CLDR : PROTECT_STYLE_NEWS;
    article->lines = first->head.wrapped ? ARTICLE_LINES_WRAPPED : ARTICLE_LINES_AUTO;
}

void exchange_old_free(struct exchange_old *old)
{
    if (!old)
        return;
    for (size_t i = 0; i < old->count; i++)
        edition_free(&old->editions[i]);
    free(old->editions);
    free(old);
}

/* ---- states ------------------------------------------------------------------------------ */

static struct xliff_string state_in_2(struct view state, bool approved)
{
    if (approved || view_equal(state, VIEW("final")))
        return text_of("final");
    if (view_equal(state, VIEW("signed-off")))
        return text_of("reviewed");
    if (view_equal(state, VIEW("new")) || view_equal(state, VIEW("needs-translation")))
        return text_of("initial");
    return text_of("translated");
}

static struct xliff_string state_in_1(struct view state)
{
    if (view_equal(state, VIEW("final")))
        return text_of("final");
    if (view_equal(state, VIEW("reviewed")))
        return text_of("signed-off");
    if (view_equal(state, VIEW("translated")))
        return text_of("translated");
    return (struct xliff_string){0};
}

static struct xliff_string optional(struct view text)
{
    return text.size > 0 ? view_string(text) : (struct xliff_string){0};
}

/* The old target with its state, as the version that is written says it. */
static void give_target(const struct updater *updater, const struct plan_item *item,
                        struct xliff_segment *segment)
{
    const struct edition_segment *old = &item->edition->segments[item->old];
    enum xliff_version from = item->edition->version, to = updater->options->version;
    segment->has_target = true;
    segment->target = item->target;
    segment->state = optional(old->state);
    segment->substate = optional(old->substate);
    if ((from == XLIFF_1_2) == (to == XLIFF_1_2))
        return;
    segment->substate = (struct xliff_string){0};
    segment->state = from == XLIFF_1_2
                         ? state_in_2(old->state, item->edition->units[old->unit].approved)
                         : state_in_1(old->state);
}

/* A sentence that changed waits for the translator, whatever the old one's state. */
static void ask_for_review(const struct updater *updater, struct xliff_segment *segment)
{
    if (updater->options->version == XLIFF_1_2)
        return;
    segment->state = text_of("initial");
    segment->substate = text_of("satz:changed");
}

static void fill_segment(const struct updater *updater, size_t index, struct xliff_segment *segment)
{
    const struct plan_item *item = &updater->plan.items[index];
    bool fixed = updater->current.segments[index].fixed;
    if (item->has_target && (!fixed || item->kind == ALIGN_SAME))
        give_target(updater, item, segment);
    else if (item->kind == ALIGN_CHANGED && !fixed)
        ask_for_review(updater, segment);
}

/* ---- notes ------------------------------------------------------------------------------- */

static bool has_note(const struct xliff_unit *unit, struct xliff_string id)
{
    for (size_t i = 0; id.data && i < unit->note_count; i++)
        if (view_equal(string_view(unit->notes[i].id), string_view(id)))
            return true;
    return false;
}

/* The unit's notes are an array of ours with room for all. */
static void add_note(struct xliff_unit *unit, struct xliff_note note)
{
    struct xliff_note *notes = (struct xliff_note *)(uintptr_t)unit->notes;
    if (note.id.size == 0 || has_note(unit, note.id))
        note.id = (struct xliff_string){0};
    notes[unit->note_count++] = note;
}

/* Says what is another now, and what became of the translation. */
static void note_change(struct updater *updater, size_t index, struct xliff_unit *unit)
{
    const struct plan_item *item = &updater->plan.items[index];
    const struct edition_segment *current = &updater->current.segments[index];
    bool first = updater->options->version == XLIFF_1_2;
    if (current->fixed || (item->kind != ALIGN_CHANGED && item->kind != ALIGN_VALUES))
        return;
    const struct edition_segment *old = &item->edition->segments[item->old];
    buffer_clear(&updater->text);
    buffer_add_string(&updater->text, item->kind == ALIGN_VALUES
                                          ? "new values, the translation is kept: "
                                          : "changed, the old translation is a match: ");
    if (!difference_add(&updater->text, old->german, current->german)) {
        updater->arena.failed = true;
        return;
    }
    struct view text = arena_copy(&updater->arena, buffer_view(&updater->text));
    add_note(unit, (struct xliff_note){.text = view_string(text),
                                       .category = text_of(first ? "satz" : "change")});
}

/* The translator's notes go with the first of their segments. */
static void take_notes(struct updater *updater, size_t index, struct xliff_unit *unit)
{
    const struct plan_item *item = &updater->plan.items[index];
    if (!item->edition)
        return;
    struct edition_unit *old = &item->edition->units[item->edition->segments[item->old].unit];
    if (old->notes_taken)
        return;
    old->notes_taken = true;
    for (size_t i = 0; i < old->note_count; i++)
        add_note(unit, old->notes[i]);
}

/* Notes that the unit may get from segments [first, end). */
static size_t count_notes(const struct updater *updater, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        const struct plan_item *item = &updater->plan.items[i];
        count += 1;
        if (item->edition)
            count += item->edition->units[item->edition->segments[item->old].unit].note_count;
    }
    return count;
}

static bool fill_notes(struct updater *updater, size_t first, size_t end, struct xliff_unit *unit)
{
    size_t room = unit->note_count + count_notes(updater, first, end);
    struct xliff_note *notes = arena_take(&updater->arena, (room + 1) * sizeof *notes);
    if (!notes)
        return false;
    if (unit->note_count > 0)
        memcpy(notes, unit->notes, unit->note_count * sizeof *notes);
    unit->notes = notes;
    for (size_t i = first; i < end; i++)
        note_change(updater, i, unit);
    for (size_t i = first; i < end; i++)
        take_notes(updater, i, unit);
    return true;
}

/* ---- matches ----------------------------------------------------------------------------- */

/* A content for a match: without a tool's marks; in another version than its own, as text. */
static struct xliff_content content_of_match(struct updater *updater, const struct offer *offer,
                                             const struct xliff_content *content, bool source)
{
    bool plain = (offer->edition->version == XLIFF_1_2) != (updater->options->version == XLIFF_1_2);
    struct xliff_part *parts = arena_take(&updater->arena, (content->count + 1) * sizeof *parts);
    struct xliff_content result = {.parts = parts};
    for (size_t i = 0; parts && i < content->count; i++) {
        struct xliff_part part = content->parts[i];
        if (part.kind == XLIFF_MARK_OPEN || part.kind == XLIFF_MARK_CLOSE)
            continue;
        if (plain && part.kind != XLIFF_TEXT) {
            struct view form = code_form(offer->edition->version, &part);
            part = (struct xliff_part){.kind = XLIFF_TEXT,
                                       .text = view_string(source ? code_german(&part) : form),
                                       .translate = -1};
        }
        parts[result.count++] = part;
    }
    return result;
}

static struct xliff_match match_of(struct updater *updater, const struct offer *offer,
                                   struct xliff_string segment)
{
    const struct edition_segment *old = &offer->edition->segments[offer->old];
    bool first = updater->options->version == XLIFF_1_2;
    return (struct xliff_match){
        .segment = segment,
        .source = content_of_match(updater, offer, &old->source, true),
        .target = content_of_match(updater, offer, &old->target, false),
        .similarity = (int)offer->score,
        .origin = text_of("satz"),
        .type = text_of(first ? offer->gone ? "reference" : "previous-version" : "other"),
        .subtype =
            first ? (struct xliff_string){0} : text_of(offer->gone ? "satz:gone" : "satz:changed"),
    };
}

static size_t count_offers(const struct updater *updater, size_t end)
{
    const struct offers *offers = &updater->plan.offers;
    size_t count = 0;
    while (updater->offer + count < offers->count &&
           offers->items[updater->offer + count].current < end)
        count++;
    return count;
}

/* `ids`: of the unit's segments from `first` on. */
static bool fill_matches(struct updater *updater, size_t first, size_t end,
                         const struct xliff_string *ids, struct xliff_unit *unit)
{
    size_t count = count_offers(updater, end);
    if (count == 0)
        return true;
    struct xliff_match *matches = arena_take(&updater->arena, count * sizeof *matches);
    if (!matches)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct offer *offer = &updater->plan.offers.items[updater->offer++];
        matches[i] = match_of(updater, offer, ids[offer->current - first]);
    }
    unit->matches = matches;
    unit->match_count = count;
    return true;
}

/* ---- units ------------------------------------------------------------------------------- */

static bool is_approved(const struct updater *updater, size_t index)
{
    const struct plan_item *item = &updater->plan.items[index];
    return item->has_target &&
           item->edition->units[item->edition->segments[item->old].unit].approved;
}

static enum status write_unit(struct updater *updater, const struct xliff_unit *exported)
{
    struct xliff_unit unit = *exported;
    arena_clear(&updater->arena);
    size_t first = updater->segment, room = unit.segment_count + 1;
    struct xliff_segment *segments = arena_take(&updater->arena, room * sizeof *segments);
    struct xliff_string *ids = arena_take(&updater->arena, room * sizeof *ids);
    if (!segments || !ids)
        return finding_no_memory(updater->findings);
    for (size_t i = 0; i < unit.segment_count; i++) {
        segments[i] = exported->segments[i];
        if (segments[i].ignorable)
            continue;
        ids[updater->segment - first] = segments[i].id;
        fill_segment(updater, updater->segment++, &segments[i]);
    }
    unit.segments = segments;
    unit.approved = updater->options->version == XLIFF_1_2 && is_approved(updater, first);
    if (!fill_notes(updater, first, updater->segment, &unit) ||
        !fill_matches(updater, first, updater->segment, ids, &unit) || updater->arena.failed)
        return finding_no_memory(updater->findings);
    xliff_write_unit(updater->writer, &unit);
    return STATUS_OK;
}

/* ---- the document ------------------------------------------------------------------------ */

static void write_document_start(struct updater *updater, const struct xliff_event *event)
{
    if (updater->options->version != XLIFF_1_2)
        xliff_write_prefix(updater->writer, text_of("satz"), text_of("urn:satz:1"));
    xliff_write_document_start(updater->writer, event->file->source_lang, event->file->target_lang);
}

static void write_file_start(struct updater *updater, const struct xliff_event *event)
{
    struct xliff_file file = *event->file;
    file.tool_id = file.tool_name = text_of("satz");
    file.tool_version = text_of(SATZ_VERSION);
    arena_clear(&updater->file);
    updater->skeleton = (struct view){0};
    xliff_write_file_start(updater->writer, &file);
}

static enum status write_event(struct updater *updater, const struct xliff_event *event)
{
    switch (event->kind) {
    case XLIFF_DOCUMENT:
        write_document_start(updater, event);
        break;
    case XLIFF_FILE_START:
        write_file_start(updater, event);
        break;
    case XLIFF_SKELETON:
        updater->skeleton = arena_copy(&updater->file, string_view(event->text));
        break;
    case XLIFF_NOTE:
        xliff_write_note(updater->writer, event->note);
        break;
    case XLIFF_GROUP_START:
        xliff_write_group_start(updater->writer, event->group);
        break;
    case XLIFF_UNIT:
        return write_unit(updater, event->unit);
    case XLIFF_GROUP_END:
        xliff_write_group_end(updater->writer);
        break;
    case XLIFF_FILE_END:
        xliff_write_file_end(updater->writer, view_string(updater->skeleton));
        break;
    case XLIFF_FINDING: /* nobody asked for them */
        break;
    }
    return updater->file.failed ? finding_no_memory(updater->findings) : STATUS_OK;
}

static enum status writer_status(struct updater *updater)
{
    const struct xliff_error *error = xliff_writer_error(updater->writer);
    if (updater->reported != STATUS_OK)
        return updater->reported;
    if (error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(updater->findings);
    if (error->code != XLIFF_OK)
        return finding_error(updater->findings, STATUS_SYSTEM, (struct place){0}, "%s",
                             error->message);
    return STATUS_OK;
}

/* ---- the spool --------------------------------------------------------------------------- */

static enum status write_spool(void *context, struct view data, struct findings *findings)
{
    struct updater *updater = context;
    buffer_add_view(&updater->spool, data);
    return updater->spool.failed ? finding_no_memory(findings) : STATUS_OK;
}

static ptrdiff_t read_spool(void *context, char *data, size_t size)
{
    struct updater *updater = context;
    size_t left = updater->spool.size - updater->spool_at;
    size = size < left ? size : left;
    if (size > 0)
        memcpy(data, updater->spool.data + updater->spool_at, size);
    updater->spool_at += size;
    return (ptrdiff_t)size;
}

static int write_out(void *context, const char *data, size_t size)
{
    struct updater *updater = context;
    updater->reported =
        updater->sink.write(updater->sink.context, (struct view){data, size}, updater->findings);
    return updater->reported == STATUS_OK ? 0 : -1;
}

static enum status read_current(struct updater *updater)
{
    struct edition_input from = {.read = read_spool, .context = updater, .name = "the article"};
    enum status status = edition_read(&updater->current, &from, updater->findings);
    updater->spool_at = 0;
    return status;
}

static enum status write_all(struct updater *updater)
{
    struct xliff_event event;
    enum status status = STATUS_OK;
    struct xliff_reader *reader = xliff_reader_new(read_spool, updater);
    updater->writer = xliff_writer_new(updater->options->version, write_out, updater);
    if (!reader || !updater->writer)
        status = finding_no_memory(updater->findings);
    while (status == STATUS_OK && xliff_read(reader, &event) > 0) {
        status = write_event(updater, &event);
        if (status == STATUS_OK)
            status = writer_status(updater);
    }
    if (status == STATUS_OK)
        status = edition_reader_status(reader, NULL, updater->findings);
    if (status == STATUS_OK) {
        xliff_write_document_end(updater->writer);
        status = writer_status(updater);
    }
    xliff_reader_free(reader);
    return status;
}

static void free_updater(struct updater *updater)
{
    xliff_writer_free(updater->writer);
    plan_free(&updater->plan);
    edition_free(&updater->current);
    arena_free(&updater->arena);
    arena_free(&updater->file);
    buffer_free(&updater->text);
    buffer_free(&updater->spool);
}

enum status exchange_update(struct exchange_old *old, struct article_reader *article,
                            const char *original, const struct export_options *options,
                            struct sink sink, struct update_summary *summary,
                            struct findings *findings)
{
    struct exchange_summary exported;
    struct updater updater = {.options = options, .sink = sink, .findings = findings};
    updater.plan = (struct plan){.current = &updater.current,
                                 .old = old->editions,
                                 .old_count = old->count,
                                 .findings = findings,
                                 .summary = summary};
    *summary = (struct update_summary){0};
    enum status status = exchange_export(article, original, options,
                                         (struct sink){write_spool, &updater}, &exported, findings);
    if (status == STATUS_OK)
        status = read_current(&updater);
    if (status == STATUS_OK)
        status = plan_make(&updater.plan);
    if (status == STATUS_OK)
        status = write_all(&updater);
    free_updater(&updater);
    return status;
}
