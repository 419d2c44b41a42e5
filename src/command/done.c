#include "command/done.h"

#include <string.h>
#include <sys/stat.h>

#include "exchange/skeleton.h"

/* ---- export ------------------------------------------------------------------------------- */

/* An export beside the article that it may be of. */
struct comparison {
    const struct export_options *options;
    struct article_reader *article;
    size_t parts;
    bool differs, last; /* last: the article's last part was there */
};

/* The part of the article that a skeleton is of, as far as the checksums say. */
static void compare_part(struct comparison *comparison, struct view skeleton)
{
    struct findings silent = {0};
    struct skeleton_reader reader = {0};
    const struct article_part *part = NULL;
    enum status status = article_next_part(comparison->article, &part, &silent);
    comparison->differs |= status != STATUS_OK || !part || !skeleton_open(&reader, skeleton) ||
                           reader.head.part != part->number || reader.head.last != part->last ||
                           reader.head.article != checksum(part->text);
    comparison->last |= !comparison->differs && part->last;
    comparison->parts++;
    skeleton_close(&reader);
}

static bool is_string(struct xliff_string text, const char *string)
{
    return view_equal((struct view){text.data, text.size}, view_of(string));
}

static enum status take_event(void *context, const struct xliff_event *event,
                              struct findings *findings)
{
    struct comparison *comparison = context;
    const struct export_options *options = comparison->options;
    (void)findings;
    if (event->kind == XLIFF_FILE_START)
        comparison->differs |= event->version != options->version ||
                               !is_string(event->file->source_lang, options->source_lang) ||
                               !is_string(event->file->target_lang, options->target_lang);
    else if (event->kind == XLIFF_SKELETON)
        compare_part(comparison, (struct view){event->text.data, event->text.size});
    return comparison->differs ? STATUS_USAGE : STATUS_OK; /* more need not be read */
}

/* What cannot be read is no export; what it is not, the export will say. */
static bool is_export_of(struct input *input, const struct operand *operand,
                         const struct article_options *options, struct comparison *comparison)
{
    struct findings silent = {0};
    struct input german;
    enum status status = input_open(&german, operand->name, &silent);
    if (status != STATUS_OK)
        return false;
    comparison->article = article_open(&german, options, &status, &silent);
    if (comparison->article)
        status = command_read_xliff(input, take_event, comparison, &silent);
    article_close(comparison->article);
    input_close(&german);
    return status == STATUS_OK && !comparison->differs && comparison->last;
}

bool export_is_done(struct job *job, const char *name, const struct article_options *article,
                    const struct export_options *options)
{
    struct findings silent = {0};
    struct comparison comparison = {.options = options};
    struct stat info;
    struct input input;
    if (stat(name, &info) != 0 || !S_ISREG(info.st_mode) || strcmp(job->input->name, "-") == 0)
        return false;
    bool done = input_open(&input, name, &silent) == STATUS_OK;
    if (done) {
        done = is_export_of(&input, job->input, article, &comparison);
        input_close(&input);
    }
    if (!done && !job->common.force)
        finding_remark(&job->findings, (struct place){.file = name},
                       "is not this article's as it is now; 'satz update' carries the translations "
                       "of an article that changed over");
    return done;
}

/* ---- merge -------------------------------------------------------------------------------- */

static bool is_older(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

bool merge_is_done(struct job *job, const char *const *files, size_t count)
{
    struct stat filled, english;
    const char *name = job->name.data;
    if (stat(name, &english) != 0 || !S_ISREG(english.st_mode))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (stat(files[i], &filled) != 0 || !S_ISREG(filled.st_mode))
            return false;
        if (!is_older(&english.st_mtim, &filled.st_mtim))
            continue;
        if (!job->common.force)
            finding_remark(&job->findings, (struct place){.file = name},
                           "is older than %s, which was filled in since; --force writes it anew",
                           files[i]);
        return false;
    }
    return true;
}
