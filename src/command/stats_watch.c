/* stats --watch: files are looked at four times a second, and read again when they changed. */
#include "command/stats_progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check/content.h"
#include "check/counts.h"

/* A file as it was when it was read. */
struct watched {
    bool known;
    struct stat info;
};

struct watch {
    struct progress_rows rows;
    struct watched *files;
    struct progress_row *row; /* of the file that is read */
    struct buffer german, text;
};

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static enum status take_event(void *context, const struct xliff_event *event,
                              struct findings *findings)
{
    struct watch *watch = context;
    bool old = event->version == XLIFF_1_2;
    if (event->kind == XLIFF_SKELETON && !progress_skeleton(watch->row, string_view(event->text)))
        return finding_no_memory(findings);
    if (event->kind == XLIFF_GROUP_START || event->kind == XLIFF_GROUP_END || !old)
        progress_block(watch->row);
    if (event->kind != XLIFF_UNIT)
        return STATUS_OK;
    for (size_t i = 0; i < event->unit->segment_count; i++) {
        const struct xliff_segment *segment = &event->unit->segments[i];
        struct counts counts = {0};
        if (segment->ignorable || content_is_fixed(event->unit, segment))
            continue;
        buffer_clear(&watch->german);
        content_add_german(&watch->german, &segment->source);
        counts_add(&counts, buffer_view(&watch->german), false);
        progress_segment(watch->row, event->version, event->unit, segment, counts.words);
    }
    return watch->german.failed ? finding_no_memory(findings) : STATUS_OK;
}

/* Reads a file that changed. One that is being written just now is read the next time. */
static enum status read_again(struct watch *watch, size_t index)
{
    struct findings nobody = {0};
    struct progress_row before = watch->rows.items[index];
    struct input input;
    watch->row = &watch->rows.items[index];
    progress_reset(watch->row);
    enum status status = input_open(&input, before.file, &nobody);
    if (status == STATUS_OK) {
        status = command_read_xliff(&input, take_event, watch, &nobody);
        input_close(&input);
    }
    progress_block(watch->row);
    watch->row->there = true;
    if (status != STATUS_OK)
        *watch->row = before;
    return status == STATUS_SYSTEM ? status : STATUS_OK;
}

/* Looks at a file; *changed if there is something new to show. */
static enum status look(struct watch *watch, size_t index, bool *changed)
{
    struct watched *file = &watch->files[index];
    struct progress_row *row = &watch->rows.items[index];
    struct stat info;
    *changed = false;
    if (stat(row->file, &info) != 0) {
        *changed = row->there;
        row->there = file->known = false;
        return STATUS_OK;
    }
    if (file->known && is_same(&info, &file->info))
        return STATUS_OK;
    *file = (struct watched){.known = true, .info = info};
    *changed = true;
    return read_again(watch, index);
}

static enum status show(struct watch *watch, const bool *changed)
{
    bool terminal = isatty(STDOUT_FILENO);
    buffer_clear(&watch->text);
    if (terminal) {
        buffer_add_string(&watch->text, "\033[H\033[J");
        progress_text(&watch->rows, &watch->text);
    }
    for (size_t i = 0; i < watch->rows.count && !terminal; i++)
        if (changed[i])
            progress_line(&watch->rows.items[i], &watch->text);
    if (watch->text.failed)
        return STATUS_SYSTEM;
    fwrite(watch->text.data ? watch->text.data : "", 1, watch->text.size, stdout);
    return fflush(stdout) == 0 ? STATUS_OK : STATUS_SYSTEM;
}

static enum status watch_files(struct watch *watch, bool *changed)
{
    const struct timespec pause = {.tv_nsec = 250000000};
    enum status status = STATUS_OK;
    for (bool first = true; status == STATUS_OK; first = false) {
        bool any = first;
        for (size_t i = 0; i < watch->rows.count && status == STATUS_OK; i++) {
            status = look(watch, i, &changed[i]);
            any |= changed[i];
            changed[i] |= first;
        }
        if (status == STATUS_OK && any)
            status = show(watch, changed);
        if (status != STATUS_OK || progress_is_done(&watch->rows))
            return status;
        nanosleep(&pause, NULL);
    }
    return status;
}

enum status stats_watch(char **names, size_t count, const struct common_options *common)
{
    struct findings findings = command_findings(common);
    struct watch watch = {.files = calloc(count, sizeof *watch.files)};
    bool *changed = calloc(count, sizeof *changed);
    bool made = watch.files && changed;
    for (size_t i = 0; made && i < count; i++)
        made = progress_add(&watch.rows, names[i]) != NULL;
    enum status status = made ? watch_files(&watch, changed) : finding_no_memory(&findings);
    if (made && status != STATUS_OK && !ferror(stdout))
        finding_no_memory(&findings);
    free(watch.files);
    free(changed);
    progress_free(&watch.rows);
    buffer_free(&watch.german);
    buffer_free(&watch.text);
    return status;
}
