/* Several files of one article: reading them, and finding those whose skeletons are merged. */
#include "exchange/join.h"

#include <stdlib.h>
#include <string.h>

#include "check/content.h"
#include "exchange/merger.h"

static enum status worse(enum status a, enum status b)
{
    return a > b ? a : b;
}

/* ---- reading ----------------------------------------------------------------------------- */

struct join_reader {
    struct join *join;
    struct stream stream;
    size_t index, file;
};

static enum status begin_part(struct join_reader *in, const struct xliff_event *event)
{
    struct join *join = in->join;
    void *grown = array_grow(join->parts, join->count, &join->capacity, sizeof *join->parts);
    if (!grown)
        return finding_no_memory(join->findings);
    join->parts = grown;
    struct join_part *part = &join->parts[join->count++];
    *part = (struct join_part){
        .input = in->index,
        .file = in->file++,
        .version = event->version,
        .store = {.file = in->stream.name, .origin = join->count - 1, .version = event->version},
    };
    part->names = (struct xliff_file){
        .original = content_copy_string(&part->arena, event->file->original),
        .source_lang = content_copy_string(&part->arena, event->file->source_lang),
        .target_lang = content_copy_string(&part->arena, event->file->target_lang),
        .line = event->file->line,
        .column = event->file->column,
    };
    return part->arena.failed ? finding_no_memory(join->findings) : STATUS_OK;
}

static enum status end_part(struct join *join, struct join_part *part)
{
    struct skeleton_reader lines = {0};
    if (part->store.failed || part->skeleton.failed)
        return finding_no_memory(join->findings);
    store_sort(&part->store);
    part->opened = part->has_skeleton && skeleton_open(&lines, buffer_view(&part->skeleton));
    part->head = lines.head;
    bool failed = lines.failed;
    skeleton_close(&lines);
    return failed ? finding_no_memory(join->findings) : STATUS_OK;
}

static enum status take_event(struct join_reader *in, const struct xliff_event *event)
{
    struct join *join = in->join;
    if (event->kind == XLIFF_FILE_START)
        return begin_part(in, event);
    if (join->count == 0)
        return STATUS_OK; /* before the first <file> */
    struct join_part *part = &join->parts[join->count - 1];
    if (event->kind == XLIFF_SKELETON) {
        part->has_skeleton = skeleton_is_ours(string_view(event->text));
        part->skeleton_line = event->line;
        buffer_add_view(&part->skeleton, string_view(event->text));
    } else if (event->kind == XLIFF_UNIT) {
        store_add(&part->store, event->unit);
    } else if (event->kind == XLIFF_FILE_END) {
        return end_part(join, part);
    }
    return STATUS_OK;
}

static enum status read_file(struct join_reader *in)
{
    struct xliff_event event;
    enum status status = STATUS_OK;
    struct xliff_reader *reader = xliff_reader_new(stream_read, &in->stream);
    if (!reader)
        return finding_no_memory(in->join->findings);
    while (status == STATUS_OK && xliff_read(reader, &event) > 0)
        status = take_event(in, &event);
    if (status == STATUS_OK)
        status = stream_status(&in->stream, xliff_reader_error(reader));
    xliff_reader_free(reader);
    return status;
}

/* The place of a file in --prefer, or after all of them in the order of the inputs. */
static size_t rank_of(const struct merge_options *options, const char *name, size_t index)
{
    for (size_t i = 0; i < options->prefer_count; i++)
        if (strcmp(options->prefer[i], name) == 0)
            return i;
    return options->prefer_count + index;
}

enum status join_read(struct join *join, struct input *inputs, size_t count,
                      const struct merge_options *options, struct findings *findings)
{
    enum status status = STATUS_OK;
    *join = (struct join){.options = options, .findings = findings, .input_count = count};
    join->names = calloc(count, sizeof *join->names);
    join->ranks = calloc(count, sizeof *join->ranks);
    if (!join->names || !join->ranks)
        return finding_no_memory(findings);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct join_reader in = {
            .join = join, .stream = stream_of_input(&inputs[i], findings), .index = i};
        join->names[i] = inputs[i].name;
        join->ranks[i] = rank_of(options, inputs[i].name, i);
        status = read_file(&in);
    }
    return status;
}

/* ---- the spine --------------------------------------------------------------------------- */

static const struct join_part *part_of_family(const struct join *join, size_t shares, size_t number)
{
    for (size_t i = 0; i < join->count; i++) {
        const struct join_part *part = join->asked[i];
        if (part->opened && part->head.shares == shares && part->head.part == number)
            return part;
    }
    return NULL;
}

/* Fills the spine with a family; true if it has every part. */
static bool take_family(struct join *join, size_t shares)
{
    size_t number = 0, most = 0;
    bool whole = true, last = false;
    join->spine_count = 0;
    for (size_t i = 0; i < join->count; i++)
        if (join->parts[i].opened && join->parts[i].head.shares == shares)
            most = join->parts[i].head.part > most ? join->parts[i].head.part : most;
    while (number++ < most && join->spine_count < join->count) {
        const struct join_part *part = part_of_family(join, shares, number);
        whole &= part != NULL;
        if (part) {
            join->spine[join->spine_count++] = (struct join_part *)(uintptr_t)part;
            last |= part->head.last;
        }
    }
    join->spine[join->spine_count] = NULL;
    return whole && last;
}

static enum status say_without_skeleton(struct join *join)
{
    enum status worst = STATUS_OK;
    for (size_t i = 0; i < join->count; i++) {
        const struct join_part *part = &join->parts[i];
        struct place place = {part->store.file, part->skeleton_line, 0};
        if (!part->opened && part->store.units > 0)
            worst = finding_error(join->findings, STATUS_FINDINGS, place,
                                  "the skeleton was changed or is missing; take it from the "
                                  "exported file");
    }
    return worst;
}

static int by_rank(const void *left, const void *right)
{
    const struct join_part *a = *(struct join_part *const *)left,
                           *b = *(struct join_part *const *)right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->file > b->file) - (a->file < b->file);
}

enum status join_order(struct join *join)
{
    size_t best = SIZE_MAX, best_count = 0;
    join->spine = calloc(join->count + 1, sizeof(struct join_part *));
    join->asked = calloc(join->count + 1, sizeof(struct join_part *));
    join->candidates = calloc(join->count + 1, sizeof *join->candidates);
    if (!join->spine || !join->asked || !join->candidates)
        return finding_no_memory(join->findings);
    for (size_t i = 0; i < join->count; i++) {
        join->parts[i].rank = join->ranks[join->parts[i].input];
        join->asked[i] = &join->parts[i];
    }
    if (join->count > 1)
        qsort(join->asked, join->count, sizeof(struct join_part *), by_rank);
    enum status status = say_without_skeleton(join);
    for (size_t i = 0; i < join->count; i++) {
        const struct join_part *part = join->asked[i];
        if (!part->opened)
            continue;
        if (take_family(join, part->head.shares))
            return status;
        if (join->spine_count > best_count) {
            best = part->head.shares;
            best_count = join->spine_count;
        }
    }
    if (best_count > 0)
        take_family(join, best);
    if (best_count == 0 && status == STATUS_OK)
        status = finding_error(
            join->findings, STATUS_FINDINGS, (struct place){.file = join->names[0]},
            "has no <file> that satz exported; if a tool changed its ids, 'satz update' "
            "finds its sentences in the article again");
    return status;
}

/* ---- merging ----------------------------------------------------------------------------- */

static enum status merge_part(struct join *join, struct merger *merger, struct join_part *part)
{
    join->at = part;
    merger->name = merger->file_place.file = merger->block.file = part->store.file;
    enum status status = merger_begin_file(merger, part->version, &part->names);
    if (status != STATUS_OK)
        return status;
    merger->has_skeleton = true;
    merger->skeleton_line = part->skeleton_line;
    merger->store.units = part->store.units;
    merger->store.foreign = part->store.foreign;
    buffer_add_view(&merger->skeleton, buffer_view(&part->skeleton));
    if (merger->skeleton.failed)
        return finding_no_memory(merger->findings);
    return merger_end_file(merger);
}

/* What the head of the parts between two of the spine would be; either may be NULL. */
static struct skeleton_head missing_head(const struct join_part *before,
                                         const struct join_part *after)
{
    struct skeleton_head head = before ? before->head : after->head;
    head.first = before ? before->head.end : 1;
    head.end = after ? after->head.first : SIZE_MAX;
    head.share = before ? before->head.share + 1 : 1;
    head.part = after ? after->head.part - 1 : before->head.part + 1;
    return head;
}

/* Says which parts are missing, and keeps their German if it can. */
static enum status merge_missing(struct join *join, struct merger *merger,
                                 const struct join_part *before, const struct join_part *after)
{
    struct skeleton_head head = missing_head(before, after);
    const struct merge_options *options = merger->options;
    size_t last = after ? after->head.share - 1 : head.shares;
    bool keeps = options->partial && options->article;
    struct place place = {.file = join->names[0]};
    for (size_t share = head.share; share <= last; share++)
        finding_error(join->findings, STATUS_FINDINGS, place,
                      "part %zu of %zu of the article is missing%s", share, head.shares,
                      keeps ? ": it stays German"
                            : "; name its file too, or keep its German with --partial --source "
                              "ARTICLE");
    if (last < head.share) /* a <file> of a share that is there */
        finding_error(join->findings, STATUS_FINDINGS, place,
                      "part %zu of the article is missing; take its <file> from the exported file",
                      head.part);
    merger->incomplete |= !keeps;
    const struct join_part *near = before ? before : after;
    if (!keeps)
        return STATUS_FINDINGS;
    enum status status = merger_begin_file(merger, near->version, &near->names);
    if (status == STATUS_OK)
        status = merger_keep_german(merger, &head);
    merger->incomplete |= status != STATUS_OK;
    return worse(STATUS_FINDINGS, status);
}

enum status join_merge(struct join *join, struct merger *merger)
{
    enum status status = STATUS_OK;
    const struct join_part *before = NULL;
    merger->join = join;
    for (struct join_part **at = join->spine; *at && status <= STATUS_FINDINGS && !merger->refused;
         at++) {
        struct join_part *part = *at;
        if (part->head.shares > 0 && part->head.part != (before ? before->head.part + 1 : 1))
            status = worse(status, merge_missing(join, merger, before, part));
        if (status <= STATUS_FINDINGS)
            status = worse(status, merge_part(join, merger, part));
        before = part;
    }
    if (before && before->head.shares > 0 && !before->head.last && status <= STATUS_FINDINGS &&
        !merger->refused)
        status = worse(status, merge_missing(join, merger, before, NULL));
    return status <= STATUS_FINDINGS ? worse(status, merger_finish(merger)) : status;
}

enum status exchange_merge_files(struct input *inputs, size_t count,
                                 const struct merge_options *options, struct merge_sink sink,
                                 struct exchange_summary *summary, struct findings *findings)
{
    struct join join;
    struct merger merger = merger_make(inputs[0].name, options, sink, summary, findings);
    enum status status = join_read(&join, inputs, count, options, findings);
    if (status == STATUS_OK)
        status = join_order(&join);
    if (status <= STATUS_FINDINGS && join.spine_count > 0)
        status = worse(status, join_merge(&join, &merger));
    else
        merger.incomplete = true;
    summary->complete = status <= STATUS_FINDINGS && !merger.incomplete;
    merger_free(&merger);
    join_free(&join);
    return status;
}

void join_free(struct join *join)
{
    for (size_t i = 0; i < join->count; i++) {
        arena_free(&join->parts[i].arena);
        store_free(&join->parts[i].store);
        buffer_free(&join->parts[i].skeleton);
    }
    free(join->parts);
    free(join->names);
    free(join->ranks);
    free(join->spine);
    free(join->asked);
    free(join->candidates);
    free(join->found);
    buffer_free(&join->key);
    buffer_free(&join->other);
}
