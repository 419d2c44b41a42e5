/* All translations as TMX. */
#include "memory/internal.h"
#include "memory/tmx.h"

/* So much is written at once. */
#define CHUNK ((size_t)64 << 10)

struct exporter {
    const struct memory_export *options;
    struct tmx_header header;
    struct buffer out;
};

static enum status flush(struct exporter *exporter, size_t least, struct findings *findings)
{
    if (exporter->out.failed)
        return finding_no_memory(findings);
    if (exporter->out.size < least)
        return STATUS_OK;
    enum status status =
        exporter->options->write(exporter->options->context, buffer_view(&exporter->out), findings);
    buffer_clear(&exporter->out);
    return status;
}

static enum status take_entry(void *context, const struct memory_entry *entry,
                              struct findings *findings)
{
    struct exporter *exporter = context;
    tmx_add_entry(&exporter->out, &exporter->header, entry);
    return flush(exporter, CHUNK, findings);
}

/* The language of all sources; if they have several, each unit says its own. */
static struct view source_lang(const struct memory *memory)
{
    for (size_t i = 1; i < memory->language_count; i++)
        if (!view_equal(memory->languages[i].source, memory->languages[0].source))
            return VIEW("*all*");
    return memory->language_count > 0 ? memory->languages[0].source : VIEW("*all*");
}

static enum status export_entries(struct memory *memory, struct exporter *exporter,
                                  struct findings *findings)
{
    enum status status = languages_read(memory, findings);
    if (status != STATUS_OK)
        return status;
    exporter->header.source_lang = source_lang(memory);
    tmx_add_header(&exporter->out, &exporter->header);
    status = memory_each(memory, take_entry, exporter, findings);
    tmx_add_end(&exporter->out);
    return status == STATUS_OK ? flush(exporter, 0, findings) : status;
}

enum status memory_export(struct memory *memory, const struct memory_export *options,
                          struct findings *findings)
{
    struct exporter exporter = {.options = options,
                                .header = {.date = options->date, .tags = options->tags}};
    /* all of it as it is now, whatever others add meanwhile */
    enum status status = database_begin_reading(memory, findings);
    if (status == STATUS_OK)
        status = export_entries(memory, &exporter, findings);
    enum status ended = database_end_reading(memory, findings);
    buffer_free(&exporter.out);
    return ended > status ? ended : status;
}
