/* update: the article is exported as it is now, into memory; its segments are paired with the old
 * ones; and the export is written again with the old translations in it. */
#include "exchange/update.h"

#include <string.h>

#include "check/content.h"
#include "exchange/old.h"
#include "version.h"

static struct xliff_string text_of(const char *string)
{
    return view_string(view_of(string));
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
        return update_unit(updater, event->unit);
    case XLIFF_GROUP_END:
        xliff_write_group_end(updater->writer);
        break;
    case XLIFF_FILE_END:
        xliff_write_file_end(updater->writer, view_string(updater->skeleton));
        break;
    case XLIFF_FINDING: /* nobody asked for them */
        break;
    }
    return updater->file.failed ? finding_no_memory(updater->stream.findings) : STATUS_OK;
}

static enum status writer_status(struct updater *updater)
{
    const struct xliff_error *error = xliff_writer_error(updater->writer);
    if (updater->stream.reported != STATUS_OK)
        return updater->stream.reported;
    if (error->code == XLIFF_ERROR_MEMORY)
        return finding_no_memory(updater->stream.findings);
    if (error->code != XLIFF_OK)
        return finding_error(updater->stream.findings, STATUS_SYSTEM, (struct place){0}, "%s",
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

/* Begins at the spool's begin. */
static struct stream *open_spool(struct updater *updater)
{
    updater->stream.text = buffer_view(&updater->spool);
    return &updater->stream;
}

static enum status read_current(struct updater *updater)
{
    return edition_read(&updater->current, open_spool(updater));
}

static enum status write_all(struct updater *updater)
{
    struct xliff_event event;
    enum status status = STATUS_OK;
    struct xliff_reader *reader = xliff_reader_new(stream_read, open_spool(updater));
    updater->writer = xliff_writer_new(updater->options->version, stream_write, &updater->stream);
    if (!reader || !updater->writer)
        status = finding_no_memory(updater->stream.findings);
    while (status == STATUS_OK && xliff_read(reader, &event) > 0) {
        status = write_event(updater, &event);
        if (status == STATUS_OK)
            status = writer_status(updater);
    }
    if (status == STATUS_OK)
        status = stream_status(&updater->stream, xliff_reader_error(reader));
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
    struct updater updater = {
        .options = options,
        .stream = {.name = "the article", .sink = sink, .findings = findings},
    };
    updater.plan = (struct plan){.current = &updater.current,
                                 .old = old->editions,
                                 .old_count = old->count,
                                 .known = &options->known,
                                 .findings = findings,
                                 .summary = summary};
    struct export_options plain = *options;
    plain.known = (struct known_translations){0}; /* the plan asks for what is missing */
    *summary = (struct update_summary){0};
    enum status status = exchange_export(article, original, &plain,
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
