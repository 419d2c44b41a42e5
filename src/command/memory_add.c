/* satz memory add: the translations of a filled XLIFF file. A segment's context are its neighbours,
 * so those of a <file> are held until its end. */
#include "command/memory_add.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check/content.h"
#include "command/command.h"

#define LONGEST_TAG 64

struct held {
    struct xliff_content source, target;
    struct view state;
    uint64_t sum; /* of the source, for its neighbours */
    bool translated;
};

struct adding {
    struct memory *memory;
    struct memory_additions *additions;
    const char *name;
    char source_lang[LONGEST_TAG], target_lang[LONGEST_TAG];
    char date[MEMORY_DATE];
    struct arena arena;
    struct held *held;
    size_t count, capacity;
};

/* ---- which segments ------------------------------------------------------------------------ */

/* A translation that waits for somebody to look at it is none yet. */
static bool needs_work(struct view state)
{
    return view_starts_with(state, VIEW("needs-")) && !view_equal(state, VIEW("needs-translation"));
}

static bool is_translated(enum xliff_version version, const struct xliff_segment *segment)
{
    struct view state = string_view(segment->state);
    if (!segment->has_target || content_is_empty(&segment->target) || needs_work(state))
        return false;
    return !content_is_waiting(version, state) ||
           !content_equal(&segment->source, &segment->target);
}

static enum status hold(struct adding *adding, const struct xliff_event *event,
                        const struct xliff_segment *segment, struct findings *findings)
{
    void *grown = array_grow(adding->held, adding->count, &adding->capacity, sizeof *adding->held);
    if (!grown)
        return finding_no_memory(findings);
    adding->held = grown;
    struct held *held = &adding->held[adding->count++];
    *held = (struct held){
        .source = content_copy_source(&adding->arena, event->version, &segment->source),
        .target = content_copy(&adding->arena, &segment->target),
        .state = string_view(content_copy_string(&adding->arena, segment->state)),
        .translated = !event->unit->no_translate && is_translated(event->version, segment),
    };
    held->sum = memory_context(adding->memory, &held->source);
    return adding->arena.failed || held->sum == 0 ? finding_no_memory(findings) : STATUS_OK;
}

static enum status hold_unit(struct adding *adding, const struct xliff_event *event,
                             struct findings *findings)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < event->unit->segment_count && status == STATUS_OK; i++)
        if (!event->unit->segments[i].ignorable)
            status = hold(adding, event, &event->unit->segments[i], findings);
    return status;
}

/* ---- files --------------------------------------------------------------------------------- */

static enum status add_held(struct adding *adding, struct findings *findings)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < adding->count && status == STATUS_OK; i++) {
        const struct held *held = &adding->held[i];
        enum memory_added added;
        struct memory_entry entry = {
            .source_lang = adding->source_lang,
            .target_lang = adding->target_lang,
            .source = &held->source,
            .target = &held->target,
            .context = {.previous = i > 0 ? held[-1].sum : 0,
                        .next = i + 1 < adding->count ? held[1].sum : 0},
            .state = held->state,
            .origin = base_name(adding->name),
            .created = {.date = view_of(adding->date)},
        };
        if (!held->translated) {
            adding->additions->untranslated++;
            continue;
        }
        status = memory_add(adding->memory, &entry, &added, findings);
        adding->additions->counts[added]++;
    }
    return status;
}

static bool copy_tag(char tag[LONGEST_TAG], struct xliff_string language)
{
    if (language.size == 0 || language.size >= LONGEST_TAG)
        return false;
    memcpy(tag, language.data, language.size);
    tag[language.size] = '\0';
    return true;
}

static enum status begin_file(struct adding *adding, const struct xliff_event *event,
                              struct findings *findings)
{
    struct place place = {adding->name, event->file->line, event->file->column};
    arena_clear(&adding->arena);
    adding->count = 0;
    if (!copy_tag(adding->target_lang, event->file->target_lang))
        return finding_error(findings, STATUS_INPUT, place, "the file names no target language");
    if (!copy_tag(adding->source_lang, event->file->source_lang))
        return finding_error(findings, STATUS_INPUT, place, "the file names no source language");
    return STATUS_OK;
}

static enum status take_event(void *context, const struct xliff_event *event,
                              struct findings *findings)
{
    struct adding *adding = context;
    switch (event->kind) {
    case XLIFF_FILE_START:
        return begin_file(adding, event, findings);
    case XLIFF_UNIT:
        return hold_unit(adding, event, findings);
    case XLIFF_FILE_END:
        return add_held(adding, findings);
    default:
        return STATUS_OK;
    }
}

void memory_find_date(char date[MEMORY_DATE])
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    size_t seconds;
    struct tm parts;
    date[0] = '\0';
    if (!epoch || !view_to_size(view_of(epoch), &seconds))
        return;
    time_t when = (time_t)seconds;
    if (!gmtime_r(&when, &parts) || strftime(date, MEMORY_DATE, "%Y%m%dT%H%M%SZ", &parts) == 0)
        date[0] = '\0';
}

/* The file to its end, so that of one that is broken nothing comes in, however long it is. */
static enum status check_event(void *context, const struct xliff_event *event,
                               struct findings *findings)
{
    return event->kind == XLIFF_FILE_START ? begin_file(context, event, findings) : STATUS_OK;
}

static enum status add_whole(struct adding *adding, struct input *input, struct findings *findings)
{
    enum status status = command_read_xliff(input, check_event, adding, findings);
    if (status == STATUS_OK)
        status = command_rewind(input, findings);
    if (status == STATUS_OK)
        status = command_read_xliff(input, take_event, adding, findings);
    return status;
}

enum status memory_add_xliff(struct memory *memory, const char *name,
                             struct memory_additions *additions, struct findings *findings)
{
    struct adding adding = {.memory = memory, .additions = additions, .name = name};
    struct input input;
    enum status status = command_open_twice(&input, name, findings);
    if (status != STATUS_OK)
        return status;
    memory_find_date(adding.date);
    status = add_whole(&adding, &input, findings);
    input_close(&input);
    arena_free(&adding.arena);
    free(adding.held);
    return status;
}
